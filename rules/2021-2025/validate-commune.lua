-- Kiểm tra số liệu xã khi nhập: những điều mà số học và lẽ thường cho biết ngay, trước khi xét chuẩn.
--   severity = "error": hai số liệu không thể cùng đúng, dòng bị loại · không ghi: nghi ngờ, dòng vẫn được nhận và báo lại
-- Không văn bản nào quy định các giới hạn ở đây: đó là mức làm việc của phần mềm, ghi unverified(...), cứ sửa cho hợp nơi mình.
-- Thiếu số liệu, hay chưa có năm trước, thì không có gì để nghi ngờ.
-- Checks of commune figures as they come in: what arithmetic and plain sense tell before any standard is judged.
--   severity = "error": two figures cannot both be right and the row is refused; without it they are doubted, kept and told
-- No text sets the limits here: they are working values of this program, marked unverified(...); change them to suit.
-- Where a figure, or last year's, is missing there is nothing to doubt.

-- Không thể cùng đúng / Cannot both be right

validate {
  id = "commune-people-in-households", level = "commune", severity = "error", fact = "households",
  name = { vi = "Số hộ nhiều hơn số dân", en = "More households than people" },
  test = at_least(population / households, 1),
  advice = { vi = "xem có ghi nhầm hai cột cho nhau không", en = "see whether the two columns were mixed up" },
}
example { of = "commune-people-in-households", year = 2023, expect = "met",
  name = { vi = "Mỗi hộ đúng một người", en = "Exactly one person in every household" },
  facts = { population = 900, households = 900 } }
example { of = "commune-people-in-households", year = 2023, expect = "not_met",
  name = { vi = "Nhiều hộ hơn người", en = "More households than people" },
  facts = { population = 899, households = 900 } }

validate {
  id = "commune-workers", level = "commune", severity = "error", fact = "workers",
  name = { vi = "Người lao động nhiều hơn dân số", en = "More workers than people" },
  test = at_most(workers, population),
}
example { of = "commune-workers", year = 2023, expect = "met",
  name = { vi = "Ai cũng là người lao động", en = "Everybody a worker" },
  facts = { workers = 4000, population = 4000 } }
example { of = "commune-workers", year = 2023, expect = "not_met",
  name = { vi = "Nhiều hơn dân số một người", en = "One more than there are people" },
  facts = { workers = 4001, population = 4000 } }

validate {
  id = "commune-workers-certified", level = "commune", severity = "error", fact = "workers_certified",
  name = {
    vi = "Người có bằng cấp, chứng chỉ nhiều hơn người đã qua đào tạo",
    en = "More workers with a certificate than workers trained",
  },
  test = at_most(workers_certified, workers_trained),
}
example { of = "commune-workers-certified", year = 2023, expect = "met",
  name = { vi = "Ai được đào tạo cũng có chứng chỉ", en = "All who were trained have a certificate" },
  facts = { workers = 4000, workers_trained = 2500, workers_certified = 2500 } }
example { of = "commune-workers-certified", year = 2023, expect = "not_met",
  name = { vi = "Hai số ghi ngược", en = "The two figures the wrong way round" },
  facts = { workers = 4000, workers_trained = 900, workers_certified = 2500 } }

validate {
  id = "commune-schools-levels", level = "commune", severity = "error", fact = "schools_level_1",
  name = {
    vi = "Trường từ mức độ 1 nhiều hơn trường từ mức tối thiểu",
    en = "More schools at level 1 than at the minimum standard, which comes before it",
  },
  test = at_most(schools_level_1, schools_minimum_standard),
}
example { of = "commune-schools-levels", year = 2023, expect = "met",
  name = { vi = "Trường nào cũng từ mức độ 1", en = "Every school at level 1" },
  facts = { schools = 4, schools_minimum_standard = 4, schools_level_1 = 4 } }
example { of = "commune-schools-levels", year = 2023, expect = "not_met",
  name = { vi = "Bỏ qua mức tối thiểu", en = "The minimum skipped" },
  facts = { schools = 4, schools_minimum_standard = 2, schools_level_1 = 3 } }

validate {
  id = "commune-market", level = "commune", severity = "error", fact = "market_meets_standard",
  name = { vi = "Chợ của xã đạt chuẩn mà xã không có chợ", en = "The market meets the standard and there is none" },
  applies_when = is_true(market_meets_standard), test = is_true(has_market),
}
example { of = "commune-market", year = 2023, expect = "met",
  name = { vi = "Có chợ đạt chuẩn", en = "A market that meets the standard" },
  facts = { has_market = true, market_meets_standard = true } }
example { of = "commune-market", year = 2023, expect = "not_met",
  name = { vi = "Không có chợ mà chợ đạt chuẩn", en = "No market, and it meets the standard" },
  facts = { has_market = false, market_meets_standard = true } }
example { of = "commune-market", year = 2023, expect = "not_applicable",
  name = { vi = "Chợ chưa đạt chuẩn", en = "No market meets the standard" },
  facts = { has_market = false, market_meets_standard = false } }

-- Khó tin trong một năm / Hard to believe within one year

validate {
  id = "commune-household-size", level = "commune", fact = "households",
  name = { vi = "Bình quân mỗi hộ không ở trong khoảng 2–8 người", en = "Not 2 to 8 people to a household" },
  test = between(population / households, unverified(2), unverified(8)),
}
example { of = "commune-household-size", year = 2023, expect = "met",
  name = { vi = "Đúng 8 người", en = "Exactly 8 people" }, facts = { population = 8000, households = 1000 } }
example { of = "commune-household-size", year = 2023, expect = "not_met",
  name = { vi = "Hơn 8 người", en = "More than 8 people" }, facts = { population = 8001, households = 1000 } }
example { of = "commune-household-size", year = 2023, expect = "met",
  name = { vi = "Đúng 2 người", en = "Exactly 2 people" }, facts = { population = 2000, households = 1000 } }
example { of = "commune-household-size", year = 2023, expect = "not_met",
  name = { vi = "Chưa đến 2 người", en = "Fewer than 2 people" }, facts = { population = 1999, households = 1000 } }

validate {
  id = "commune-income-size", level = "commune", fact = "income_per_person",
  name = {
    vi = "Thu nhập bình quân không ở trong khoảng 5–300 triệu đồng một năm",
    en = "Income per person not between 5 and 300 million VND a year",
  },
  test = between(income_per_person, unverified(5), unverified(300)),
  advice = {
    vi = "xem có ghi theo nghìn đồng, theo đồng hay theo tháng không",
    en = "see whether it is in thousand đồng, in đồng, or by month",
  },
}
example { of = "commune-income-size", year = 2023, expect = "met",
  name = { vi = "Đúng 300 triệu", en = "Exactly 300 million" }, facts = { income_per_person = 300 } }
example { of = "commune-income-size", year = 2023, expect = "not_met",
  name = { vi = "Ghi theo nghìn đồng", en = "In thousand đồng" }, facts = { income_per_person = 46300 } }
example { of = "commune-income-size", year = 2023, expect = "not_met",
  name = { vi = "Hơn 300 triệu", en = "More than 300 million" }, facts = { income_per_person = 300.01 } }
example { of = "commune-income-size", year = 2023, expect = "met",
  name = { vi = "Đúng 5 triệu", en = "Exactly 5 million" }, facts = { income_per_person = 5 } }
example { of = "commune-income-size", year = 2023, expect = "not_met",
  name = { vi = "Ghi theo tháng", en = "By month" }, facts = { income_per_person = 4.99 } }

validate {
  id = "commune-waste-size", level = "commune", fact = "solid_waste",
  name = {
    vi = "Chất thải rắn không ở trong khoảng 0,02–1 tấn mỗi người một năm",
    en = "Solid waste not between 0.02 and 1 tonne a person and year",
  },
  test = between(solid_waste / population, unverified(0.02), unverified(1)),
  advice = { vi = "xem có ghi theo kg hay theo ngày không", en = "see whether it is in kg, or by day" },
}
example { of = "commune-waste-size", year = 2023, expect = "met",
  name = { vi = "Đúng 1 tấn mỗi người", en = "Exactly 1 tonne a person" },
  facts = { solid_waste = 9000, population = 9000 } }
example { of = "commune-waste-size", year = 2023, expect = "not_met",
  name = { vi = "Ghi theo ngày", en = "By day" }, facts = { solid_waste = 6.2, population = 9000 } }
example { of = "commune-waste-size", year = 2023, expect = "not_met",
  name = { vi = "Hơn 1 tấn mỗi người", en = "More than 1 tonne a person" },
  facts = { solid_waste = 9000.01, population = 9000 } }
example { of = "commune-waste-size", year = 2023, expect = "met",
  name = { vi = "Đúng 0,02 tấn mỗi người", en = "Exactly 0.02 tonnes a person" },
  facts = { solid_waste = 180, population = 9000 } }
example { of = "commune-waste-size", year = 2023, expect = "not_met",
  name = { vi = "Chưa đến 0,02 tấn mỗi người", en = "Less than 0.02 tonnes a person" },
  facts = { solid_waste = 179.99, population = 9000 } }

-- So với năm trước / Beside last year

validate {
  id = "commune-population-jump", level = "commune", fact = "population",
  name = {
    vi = "Dân số thay đổi hơn 20 % so với năm trước",
    en = "Population changed by more than 20 % since the year before",
  },
  test = between(population, unverified(0.8) * last_year(population), unverified(1.2) * last_year(population)),
}
example { of = "commune-population-jump", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 20 %", en = "Up by exactly 20 %" },
  facts = { population = 12000 }, history = { [2022] = { population = 10000 } } }
example { of = "commune-population-jump", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 20 %", en = "Down by more than 20 %" },
  facts = { population = 7999 }, history = { [2022] = { population = 10000 } } }
example { of = "commune-population-jump", year = 2023, expect = "no_data",
  name = { vi = "Chưa có năm trước", en = "The year before is not there" }, facts = { population = 7999 } }
example { of = "commune-population-jump", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 20 %", en = "Down by exactly 20 %" },
  facts = { population = 8000 }, history = { [2022] = { population = 10000 } } }
example { of = "commune-population-jump", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 20 %", en = "Up by more than 20 %" },
  facts = { population = 12001 }, history = { [2022] = { population = 10000 } } }

validate {
  id = "commune-households-jump", level = "commune", fact = "households",
  name = {
    vi = "Số hộ thay đổi hơn 20 % so với năm trước",
    en = "Households changed by more than 20 % since the year before",
  },
  test = between(households, unverified(0.8) * last_year(households), unverified(1.2) * last_year(households)),
}
example { of = "commune-households-jump", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 20 %", en = "Down by exactly 20 %" },
  facts = { households = 2400 }, history = { [2022] = { households = 3000 } } }
example { of = "commune-households-jump", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 20 %", en = "Up by more than 20 %" },
  facts = { households = 3601 }, history = { [2022] = { households = 3000 } } }
example { of = "commune-households-jump", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 20 %", en = "Up by exactly 20 %" },
  facts = { households = 3600 }, history = { [2022] = { households = 3000 } } }
example { of = "commune-households-jump", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 20 %", en = "Down by more than 20 %" },
  facts = { households = 2399 }, history = { [2022] = { households = 3000 } } }

validate {
  id = "commune-villages-changed", level = "commune", fact = "villages",
  name = { vi = "Số thôn khác năm trước", en = "The number of villages is not that of the year before" },
  test = equals(villages, last_year(villages)),
  advice = { vi = "nếu có sáp nhập, chia tách thôn thì bỏ qua", en = "fine where villages were merged or split" },
}
example { of = "commune-villages-changed", year = 2023, expect = "met",
  name = { vi = "Như năm trước", en = "As the year before" },
  facts = { villages = 6 }, history = { [2022] = { villages = 6 } } }
example { of = "commune-villages-changed", year = 2023, expect = "not_met",
  name = { vi = "Bớt một thôn", en = "One village fewer" },
  facts = { villages = 5 }, history = { [2022] = { villages = 6 } } }

validate {
  id = "commune-income-falls", level = "commune", fact = "income_per_person",
  name = { vi = "Thu nhập bình quân thấp hơn năm trước", en = "Income per person lower than the year before" },
  test = at_least(income_per_person, last_year(income_per_person)),
}
example { of = "commune-income-falls", year = 2023, expect = "met",
  name = { vi = "Bằng năm trước", en = "As the year before" },
  facts = { income_per_person = 46.3 }, history = { [2022] = { income_per_person = 46.3 } } }
example { of = "commune-income-falls", year = 2023, expect = "not_met",
  name = { vi = "Thấp hơn năm trước", en = "Lower than the year before" },
  facts = { income_per_person = 46.29 }, history = { [2022] = { income_per_person = 46.3 } } }

validate {
  id = "commune-income-jump", level = "commune", fact = "income_per_person",
  name = {
    vi = "Thu nhập bình quân tăng hơn 40 % so với năm trước",
    en = "Income per person up by more than 40 % since the year before",
  },
  test = at_most(income_per_person, unverified(1.4) * last_year(income_per_person)),
}
example { of = "commune-income-jump", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 40 %", en = "Up by exactly 40 %" },
  facts = { income_per_person = 56 }, history = { [2022] = { income_per_person = 40 } } }
example { of = "commune-income-jump", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 40 %", en = "Up by more than 40 %" },
  facts = { income_per_person = 56.01 }, history = { [2022] = { income_per_person = 40 } } }

validate {
  id = "commune-poverty-rises", level = "commune", fact = "households_poor",
  name = {
    vi = "Tỷ lệ hộ nghèo tăng hơn 5 điểm phần trăm so với năm trước",
    en = "Share of poor households up by more than 5 points since the year before",
  },
  test = at_most(share(households_poor, households) - last_year(share(households_poor, households)), unverified(5)),
}
example { of = "commune-poverty-rises", year = 2023, expect = "met",
  name = { vi = "Tăng đúng 5 điểm", en = "Up by exactly 5 points" },
  facts = { households_poor = 150, households = 1000 },
  history = { [2022] = { households_poor = 100, households = 1000 } } }
example { of = "commune-poverty-rises", year = 2023, expect = "not_met",
  name = { vi = "Tăng hơn 5 điểm", en = "Up by more than 5 points" },
  facts = { households_poor = 151, households = 1000 },
  history = { [2022] = { households_poor = 100, households = 1000 } } }

validate {
  id = "commune-clean-water-falls", level = "commune", fact = "households_clean_water",
  name = {
    vi = "Tỷ lệ hộ dùng nước sạch giảm hơn 5 điểm phần trăm so với năm trước",
    en = "Share of households using clean water down by more than 5 points since the year before",
  },
  test = at_most(
    last_year(share(households_clean_water, households)) - share(households_clean_water, households), unverified(5)),
}
example { of = "commune-clean-water-falls", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 5 điểm", en = "Down by exactly 5 points" },
  facts = { households_clean_water = 850, households = 1000 },
  history = { [2022] = { households_clean_water = 900, households = 1000 } } }
example { of = "commune-clean-water-falls", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 5 điểm", en = "Down by more than 5 points" },
  facts = { households_clean_water = 849, households = 1000 },
  history = { [2022] = { households_clean_water = 900, households = 1000 } } }

validate {
  id = "commune-insurance-falls", level = "commune", fact = "people_health_insured",
  name = {
    vi = "Tỷ lệ người tham gia bảo hiểm y tế giảm hơn 10 điểm phần trăm so với năm trước",
    en = "Share of people with health insurance down by more than 10 points since the year before",
  },
  test = at_most(
    last_year(share(people_health_insured, population)) - share(people_health_insured, population), unverified(10)),
}
example { of = "commune-insurance-falls", year = 2023, expect = "met",
  name = { vi = "Giảm đúng 10 điểm", en = "Down by exactly 10 points" },
  facts = { people_health_insured = 800, population = 1000 },
  history = { [2022] = { people_health_insured = 900, population = 1000 } } }
example { of = "commune-insurance-falls", year = 2023, expect = "not_met",
  name = { vi = "Giảm hơn 10 điểm", en = "Down by more than 10 points" },
  facts = { people_health_insured = 799, population = 1000 },
  history = { [2022] = { people_health_insured = 900, population = 1000 } } }
