-- Tiêu chí 8 (huyện; trọng yếu theo 18/2022/QĐ-TTg): chất lượng môi trường sống. Chưa thấy danh mục chỉ tiêu: chỗ này
-- giữ kết luận của cơ quan thẩm định, và chưa thành "đạt" cho đến khi các chỉ tiêu được nhập.
-- Criterion 8 (district; key, by 18/2022/QĐ-TTg): quality of living environment. The list of indicators was not seen:
-- this keeps the finding of the appraisal, and is never met until the indicators are entered.

criterion {
  of = "district.standard", id = "8", key = true,
  name = { vi = "Chất lượng môi trường sống", en = "Quality of living environment" },
  source = law { "320/QĐ-TTg", item = "I.8" },

  indicator {
    id = "8",
    name = {
      vi = "Chất lượng môi trường sống: danh mục chỉ tiêu chưa đọc được",
      en = "Quality of living environment: the indicators were not readable",
    },
    value  = living_environment_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/8", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", living_environment_met = true } }
