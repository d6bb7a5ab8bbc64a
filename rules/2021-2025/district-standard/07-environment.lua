-- Tiêu chí 7 (huyện; trọng yếu theo 18/2022/QĐ-TTg): môi trường. Chưa thấy danh mục chỉ tiêu: chỗ này giữ kết luận
-- của cơ quan thẩm định, và chưa thành "đạt" cho đến khi các chỉ tiêu được nhập.
-- Criterion 7 (district; key, by 18/2022/QĐ-TTg): environment. The list of indicators was not seen: this keeps the
-- finding of the appraisal, and is never met until the indicators are entered.

criterion {
  of = "district.standard", id = "7", key = true,
  name = { vi = "Môi trường", en = "Environment" },
  source = law { "320/QĐ-TTg", item = "I.7" },

  indicator {
    id = "7",
    name = {
      vi = "Môi trường: danh mục chỉ tiêu chưa đọc được",
      en = "Environment: the indicators were not readable",
    },
    value  = environment_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/7", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", environment_met = true } }
