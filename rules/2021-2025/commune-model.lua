-- Xã đạt chuẩn nông thôn mới kiểu mẫu (319/QĐ-TTg): xã đạt chuẩn nâng cao, thu nhập từ 1,10 lần mức của xã nâng cao
-- cùng thời điểm và cùng vùng, có mô hình thôn thông minh, đạt ít nhất một lĩnh vực nổi trội. Xã được công nhận nâng
-- cao giai đoạn 2018–2020 cũng phải đạt đủ bộ nâng cao 2021–2025 nên M1 không có ngoại lệ. Các điều kiện công nhận đã
-- nằm trong bộ nâng cao; xét thu hồi thì xã kiểu mẫu cũng theo bộ nâng cao (18/2022/QĐ-TTg).
-- Model communes (319/QĐ-TTg): advanced, income at least 1.10 times the level of advanced communes of the same time
-- and region, a smart village, at least one outstanding field. Communes recognised as advanced in 2018–2020 must meet
-- the whole advanced set of 2021–2025 too, so M1 knows no exception. The conditions of recognition are part of the
-- advanced standard; for withdrawal a model commune is measured against the advanced set as well (18/2022/QĐ-TTg).

standard {
  id = "commune.model", level = "commune",
  name = { vi = "Xã đạt chuẩn nông thôn mới kiểu mẫu", en = "Model new-rural commune" },
  source = law { "319/QĐ-TTg" },
}

criterion {
  of = "commune.model", id = "M",
  name = { vi = "Điều kiện của xã kiểu mẫu", en = "Conditions of a model commune" },
  source = law { "319/QĐ-TTg" },

  indicator {
    id = "M1",
    name = { vi = "Đạt chuẩn nông thôn mới nâng cao 2021–2025", en = "Meets the advanced standard 2021–2025" },
    test = met "commune.advanced",
  },

  -- So với mức quy định, không so với thu nhập bình quân. / Against the level in the text, not against an average.
  indicator {
    id = "M2",
    name = {
      vi = "Thu nhập bằng 1,10 lần mức của xã nâng cao cùng thời điểm trở lên",
      en = "Income at least 1.10 times the level of advanced communes of the same time",
    },
    value    = income_per_person,
    at_least = advanced_income_level * 1.1,
  },

  -- Nội dung mô hình do tỉnh quy định. / What the model is, the province says.
  indicator {
    id = "M3",
    name = { vi = "Có mô hình thôn thông minh", en = "Smart-village model" },
    value    = smart_villages,
    at_least = 1,
  },

  -- Sản xuất, giáo dục, văn hóa, du lịch, cảnh quan môi trường, an ninh trật tự, chuyển đổi số…; tiêu chí của từng
  -- lĩnh vực do tỉnh ban hành (Ninh Thuận: 504/QĐ-UBND, Phụ lục III, chưa đọc được).
  -- Production, education, culture, tourism, landscape and environment, security, digital change …; the criteria of
  -- each are the province's (Ninh Thuận: 504/QĐ-UBND, annex III, not readable).
  indicator {
    id = "M4",
    name = { vi = "Đạt ít nhất một lĩnh vực nổi trội", en = "Meets at least one outstanding field" },
    value    = outstanding_fields_met,
    at_least = 1,
  },
}

-- Ví dụ / examples

example { of = "commune.model/M1", year = 2024, expect = "not_met",
  name = { vi = "Xã chưa đạt chuẩn thì chưa đạt nâng cao", en = "A commune below the standard is not advanced" },
  facts = { plan_approved = false } }
example { of = "commune.model/M1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Bộ nâng cao còn chờ mức", en = "The advanced set waits for its levels" },
  facts = { construction_debt = 0, satisfaction_share = 90, security_not_complex = true, defence_tasks_done = true } }

example { of = "commune.model/M2", year = 2024, expect = "no_data", causes = { "pending" },
  name = {
    vi = "Chưa biết mức của xã nâng cao thì chưa biết mức của xã kiểu mẫu",
    en = "While the advanced level is pending, so is that of model communes",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 99 } }

example { of = "commune.model/M3", year = 2024, expect = "met",
  name = { vi = "Đúng 1 thôn", en = "Exactly 1 village" },
  facts = { smart_villages = 1 } }
example { of = "commune.model/M3", year = 2024, expect = "not_met",
  name = { vi = "Không có thôn nào", en = "No village" },
  facts = { smart_villages = 0 } }
example { of = "commune.model/M3", year = 2024, expect = "no_data", causes = { "smart_villages" },
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { villages = 8 } }

example { of = "commune.model/M4", year = 2024, expect = "met",
  name = { vi = "Đúng 1 lĩnh vực", en = "Exactly 1 field" },
  facts = { outstanding_fields_met = 1 } }
example { of = "commune.model/M4", year = 2024, expect = "not_met",
  name = { vi = "Không có lĩnh vực nào", en = "No field" },
  facts = { outstanding_fields_met = 0 } }

example { of = "commune.model", year = 2024, expect = "not_met",
  name = {
    vi = "Không có thôn thông minh là đủ để không đạt, dù số liệu khác còn thiếu",
    en = "Without a smart village it fails, whatever else is missing",
  },
  facts = { smart_villages = 0, outstanding_fields_met = 2 } }
example { of = "commune.model", year = 2024, expect = "no_data", causes = { "pending" },
  name = {
    vi = "Có thôn thông minh và lĩnh vực nổi trội: còn chờ mức của bộ nâng cao",
    en = "A smart village and an outstanding field: the advanced levels are waited for",
  },
  facts = { smart_villages = 1, outstanding_fields_met = 1, income_per_person = 99 } }
