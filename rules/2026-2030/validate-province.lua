-- Kiểm tra số đã công bố của tỉnh khi nhập: chỉ đặt bên cạnh năm trước, và chỉ báo lại để người nhập xem lại nguồn. Các
-- giới hạn là mức làm việc của phần mềm, không phải của văn bản nào.
-- Checks of the province's published figures as they come in: they are only set beside the year before, and told so that
-- the source is looked at again. The limits are working values of this program; no text sets them.

validate {
  id = "province-standard-falls", level = "province", fact = "communes_standard",
  name = { vi = "Số xã đạt chuẩn thấp hơn năm trước", en = "Fewer communes meet the standard than the year before" },
  test = at_least(communes_standard, last_year(communes_standard)),
  advice = {
    vi = "có xã bị thu hồi công nhận hay sáp nhập không",
    en = "was a recognition withdrawn, or were communes merged",
  },
}
example { of = "province-standard-falls", year = 2026, expect = "met",
  name = { vi = "Bằng năm trước", en = "As the year before" },
  facts = { communes_standard = 31 }, history = { [2025] = { communes_standard = 31 } } }
example { of = "province-standard-falls", year = 2026, expect = "not_met",
  name = { vi = "Bớt một xã", en = "One commune fewer" },
  facts = { communes_standard = 30 }, history = { [2025] = { communes_standard = 31 } } }

validate {
  id = "province-income-falls", level = "province", fact = "rural_income_per_person",
  name = {
    vi = "Thu nhập bình quân ở nông thôn thấp hơn năm trước",
    en = "Rural income per person lower than the year before",
  },
  test = at_least(rural_income_per_person, last_year(rural_income_per_person)),
}
example { of = "province-income-falls", year = 2026, expect = "met",
  name = { vi = "Bằng năm trước", en = "As the year before" },
  facts = { rural_income_per_person = 50 }, history = { [2025] = { rural_income_per_person = 50 } } }
example { of = "province-income-falls", year = 2026, expect = "not_met",
  name = { vi = "Thấp hơn năm trước", en = "Lower than the year before" },
  facts = { rural_income_per_person = 49.9 }, history = { [2025] = { rural_income_per_person = 50 } } }

validate {
  id = "province-poverty-jump", level = "province", fact = "poverty_rate_line_2022",
  name = {
    vi = "Tỷ lệ hộ nghèo thay đổi hơn 5 điểm phần trăm so với năm trước",
    en = "Poverty rate changed by more than 5 points since the year before",
  },
  test = between(poverty_rate_line_2022 - last_year(poverty_rate_line_2022), unverified(-5), unverified(5)),
  advice = { vi = "hai năm có cùng một chuẩn nghèo không", en = "are both years on the same poverty line" },
}
example { of = "province-poverty-jump", year = 2026, expect = "met",
  name = { vi = "Giảm đúng 5 điểm", en = "Down by exactly 5 points" },
  facts = { poverty_rate_line_2022 = 4 }, history = { [2025] = { poverty_rate_line_2022 = 9 } } }
example { of = "province-poverty-jump", year = 2026, expect = "not_met",
  name = { vi = "Tăng hơn 5 điểm", en = "Up by more than 5 points" },
  facts = { poverty_rate_line_2022 = 9.01 }, history = { [2025] = { poverty_rate_line_2022 = 4 } } }
example { of = "province-poverty-jump", year = 2026, expect = "met",
  name = { vi = "Tăng đúng 5 điểm", en = "Up by exactly 5 points" },
  facts = { poverty_rate_line_2022 = 9 }, history = { [2025] = { poverty_rate_line_2022 = 4 } } }
example { of = "province-poverty-jump", year = 2026, expect = "not_met",
  name = { vi = "Giảm hơn 5 điểm", en = "Down by more than 5 points" },
  facts = { poverty_rate_line_2022 = 3.99 }, history = { [2025] = { poverty_rate_line_2022 = 9 } } }

