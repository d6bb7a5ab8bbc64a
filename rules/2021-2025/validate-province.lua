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
example { of = "province-standard-falls", year = 2023, expect = "met",
  name = { vi = "Bằng năm trước", en = "As the year before" },
  facts = { communes_standard = 31 }, history = { [2022] = { communes_standard = 31 } } }
example { of = "province-standard-falls", year = 2023, expect = "not_met",
  name = { vi = "Bớt một xã", en = "One commune fewer" },
  facts = { communes_standard = 30 }, history = { [2022] = { communes_standard = 31 } } }

validate {
  id = "province-income-falls", level = "province", fact = "rural_income_per_person",
  name = {
    vi = "Thu nhập bình quân ở nông thôn thấp hơn năm trước",
    en = "Rural income per person lower than the year before",
  },
  test = at_least(rural_income_per_person, last_year(rural_income_per_person)),
}
example { of = "province-income-falls", year = 2023, expect = "met",
  name = { vi = "Bằng năm trước", en = "As the year before" },
  facts = { rural_income_per_person = 50 }, history = { [2022] = { rural_income_per_person = 50 } } }
example { of = "province-income-falls", year = 2023, expect = "not_met",
  name = { vi = "Thấp hơn năm trước", en = "Lower than the year before" },
  facts = { rural_income_per_person = 49.9 }, history = { [2022] = { rural_income_per_person = 50 } } }

validate {
  id = "province-poverty-jump", level = "province", fact = "poverty_rate_line_2022",
  name = {
    vi = "Tỷ lệ hộ nghèo thay đổi hơn 5 điểm phần trăm so với năm trước",
    en = "Poverty rate changed by more than 5 points since the year before",
  },
  test = between(poverty_rate_line_2022 - last_year(poverty_rate_line_2022), unverified(-5), unverified(5)),
  advice = { vi = "hai năm có cùng một chuẩn nghèo không", en = "are both years on the same poverty line" },
}
example { of = "province-poverty-jump", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 5 điểm", en = "Down by exactly 5 points" },
  facts = { poverty_rate_line_2022 = 4 }, history = { [2022] = { poverty_rate_line_2022 = 9 } } }
example { of = "province-poverty-jump", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 5 điểm", en = "Up by more than 5 points" },
  facts = { poverty_rate_line_2022 = 9.01 }, history = { [2022] = { poverty_rate_line_2022 = 4 } } }
example { of = "province-poverty-jump", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 5 điểm", en = "Up by exactly 5 points" },
  facts = { poverty_rate_line_2022 = 9 }, history = { [2022] = { poverty_rate_line_2022 = 4 } } }
example { of = "province-poverty-jump", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 5 điểm", en = "Down by more than 5 points" },
  facts = { poverty_rate_line_2022 = 3.99 }, history = { [2022] = { poverty_rate_line_2022 = 9 } } }

validate {
  id = "province-clean-water-falls", level = "province", fact = "clean_water_standard_share",
  name = {
    vi = "Tỷ lệ hộ dùng nước sạch giảm hơn 5 điểm phần trăm so với năm trước",
    en = "Share of households using clean water down by more than 5 points since the year before",
  },
  test = at_most(last_year(clean_water_standard_share) - clean_water_standard_share, unverified(5)),
}
example { of = "province-clean-water-falls", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 5 điểm", en = "Down by exactly 5 points" },
  facts = { clean_water_standard_share = 90 }, history = { [2022] = { clean_water_standard_share = 95 } } }
example { of = "province-clean-water-falls", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 5 điểm", en = "Down by more than 5 points" },
  facts = { clean_water_standard_share = 89.9 }, history = { [2022] = { clean_water_standard_share = 95 } } }

validate {
  id = "province-forest-jump", level = "province", fact = "forest_cover",
  name = {
    vi = "Tỷ lệ che phủ rừng thay đổi hơn 3 điểm phần trăm so với năm trước",
    en = "Forest cover changed by more than 3 points since the year before",
  },
  test = between(forest_cover - last_year(forest_cover), unverified(-3), unverified(3)),
}
example { of = "province-forest-jump", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 3 điểm", en = "Up by exactly 3 points" },
  facts = { forest_cover = 49 }, history = { [2022] = { forest_cover = 46 } } }
example { of = "province-forest-jump", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 3 điểm", en = "Down by more than 3 points" },
  facts = { forest_cover = 42.9 }, history = { [2022] = { forest_cover = 46 } } }
example { of = "province-forest-jump", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 3 điểm", en = "Down by exactly 3 points" },
  facts = { forest_cover = 43 }, history = { [2022] = { forest_cover = 46 } } }
example { of = "province-forest-jump", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 3 điểm", en = "Up by more than 3 points" },
  facts = { forest_cover = 49.01 }, history = { [2022] = { forest_cover = 46 } } }

