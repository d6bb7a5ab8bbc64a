-- Số liệu cấp thôn, và xã của thôn có phải xã khó khăn không. Tiêu chí thôn do Ủy ban nhân dân tỉnh quy định, chưa đọc
-- được nên chỉ giữ kết luận khi xét. Ô trống nghĩa là chưa có số liệu.
-- Village figures, and whether a village's commune is a difficult one. The province sets the criteria of villages, which
-- were not readable, so only the finding is kept. An empty cell means no data.

facts "village" {
  standard_criteria_met = yes_no {
    name = {
      vi = "Thôn đạt các tiêu chí thôn nông thôn mới của tỉnh (theo thẩm định)",
      en = "The village meets the province's criteria of new-rural villages (by the appraisal)",
    },
  },
  model_criteria_met = yes_no {
    name = {
      vi = "Thôn đạt các tiêu chí thôn kiểu mẫu của tỉnh (theo thẩm định)",
      en = "The village meets the province's criteria of model villages (by the appraisal)",
    },
  },
}

facts "commune" {
  coastal_difficult = yes_no {
    name = {
      vi = "Xã đặc biệt khó khăn vùng bãi ngang, ven biển",
      en = "Difficult commune of the coastal area",
    },
  },
}

derived {
  level = "village", id = "in_difficult_commune",
  name = {
    vi = "Thôn thuộc xã đặc biệt khó khăn hoặc xã bãi ngang ven biển khó khăn",
    en = "Village of an extremely difficult or coastal-difficult commune",
  },
  source = law { "16-NQ/TU programme" },
  value = any {
    is_true(parent("commune", extremely_difficult)),
    is_true(parent("commune", coastal_difficult)),
  },
}

example { of = "village/in_difficult_commune", year = 2023, expect = "met",
  name = { vi = "Xã đặc biệt khó khăn", en = "Extremely difficult commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = true } } }
example { of = "village/in_difficult_commune", year = 2023, expect = "met",
  name = { vi = "Xã bãi ngang ven biển", en = "Coastal-difficult commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = false, coastal_difficult = true } } }
example { of = "village/in_difficult_commune", year = 2023, expect = "not_met",
  name = { vi = "Xã khác", en = "Another commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = false, coastal_difficult = false } } }
