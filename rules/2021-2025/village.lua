-- Thôn nông thôn mới và thôn kiểu mẫu: tiêu chí do Ủy ban nhân dân cấp tỉnh quy định (25/2021/QH15), nên trong bộ này
-- mức là "giao tỉnh" và chưa thôn nào tính ra là đạt; thôn đã được công nhận đếm theo sổ công nhận. Ninh Thuận có cả
-- hai danh hiệu và đã trao năm 2024, nhưng văn bản và tiêu chí chưa đọc được (overlay-ninh-thuan.lua).
-- New-rural villages and model villages: the province sets the criteria (25/2021/QH15), so the levels are "delegated"
-- here and no village is found to meet them; recognised villages count by the register. Ninh Thuận has both titles
-- and gave them in 2024, but the decision and its criteria were not readable (overlay-ninh-thuan.lua).
-- Kết luận "không đạt" thì dùng được dù chưa biết tiêu chí; kết luận "đạt" thì còn chờ tiêu chí của tỉnh.
-- A finding "not met" can be used without knowing the criteria; a finding "met" waits for those of the province.

standard {
  id = "village.standard", level = "village",
  name = { vi = "Thôn đạt chuẩn nông thôn mới", en = "Village meeting the new-rural standard" },
  source = law { "25/2021/QH15" },
}

criterion {
  of = "village.standard", id = "V",
  name = { vi = "Tiêu chí thôn do tỉnh quy định", en = "The province's criteria of villages" },
  source = law { "25/2021/QH15" },
  indicator {
    id = "V1", name = { vi = "Đạt các tiêu chí thôn nông thôn mới", en = "Meets the criteria of new-rural villages" },
    test = all { is_true(standard_criteria_met), equals(standard_criteria_met, delegated()) },
  },
}

standard {
  id = "village.model", level = "village",
  name = { vi = "Thôn đạt chuẩn nông thôn mới kiểu mẫu", en = "Model new-rural village" },
  source = law { "25/2021/QH15" },
}

criterion {
  of = "village.model", id = "V",
  name = { vi = "Tiêu chí thôn kiểu mẫu do tỉnh quy định", en = "The province's criteria of model villages" },
  source = law { "25/2021/QH15" },
  indicator {
    id = "V2", name = { vi = "Đạt các tiêu chí thôn kiểu mẫu", en = "Meets the criteria of model villages" },
    test = all { is_true(model_criteria_met), equals(model_criteria_met, delegated()) },
  },
}

-- Ví dụ / examples

example { of = "village.standard/V1", year = 2024, expect = "no_data", causes = { "delegated" },
  name = { vi = "Tỉnh chưa quy định", en = "Left to the province" }, facts = { standard_criteria_met = true } }
example { of = "village.standard/V1", year = 2024, expect = "not_met",
  name = { vi = "Thẩm định kết luận không đạt", en = "The appraisal found that it does not" },
  facts = { standard_criteria_met = false } }
example { of = "village.model/V2", year = 2024, expect = "no_data", causes = { "delegated" },
  name = { vi = "Tỉnh chưa quy định", en = "Left to the province" }, facts = { model_criteria_met = true } }
example { of = "village.model/V2", year = 2024, expect = "not_met",
  name = { vi = "Thẩm định kết luận không đạt", en = "The appraisal found that it does not" },
  facts = { model_criteria_met = false } }
