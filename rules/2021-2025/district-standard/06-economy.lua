-- Tiêu chí 6 (huyện; trọng yếu theo 18/2022/QĐ-TTg): kinh tế. Chưa thấy danh mục chỉ tiêu: chỗ này giữ kết luận của
-- cơ quan thẩm định, và chưa thành "đạt" cho đến khi các chỉ tiêu được nhập.
-- Criterion 6 (district; key, by 18/2022/QĐ-TTg): economy. The list of indicators was not seen: this keeps the
-- finding of the appraisal, and is never met until the indicators are entered.

criterion {
  of = "district.standard", id = "6", key = true,
  name = { vi = "Kinh tế", en = "Economy" },
  source = law { "320/QĐ-TTg", item = "I.6" },

  indicator {
    id = "6",
    name = { vi = "Kinh tế: danh mục chỉ tiêu chưa đọc được", en = "Economy: the indicators were not readable" },
    value  = economy_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/6", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", economy_met = true } }
