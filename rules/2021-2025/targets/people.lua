-- Chỉ tiêu đến năm 2025 về người dân (hàng 10 đến 13 và 18 của chương trình hành động). Số của cả tỉnh mà tỉnh công
-- bố là câu trả lời; số tính từ các xã đứng bên cạnh.
-- Targets by 2025 about people (rows 10 to 13 and 18 of the action programme). The figure published for the province
-- is the answer; what is worked out from communes stands beside it.

-- 10. Lao động qua đào tạo / Trained labour
target {
  id = "trained-labour-2025", by = 2025, level = "province", unit = "58", task = "4",
  name = { vi = "Lao động nông thôn qua đào tạo", en = "Rural labour that is trained" },
  source = law { "16-NQ/TU programme" },
  value = share(sum_of("commune", workers_trained), sum_of("commune", workers)),
  at_least = 70,
  reported = trained_labour_share,
}

-- 11. Thu nhập gấp 1,5 lần năm 2020: không có số năm gốc thì không có câu trả lời. / 1.5 times 2020: without the base
-- year there is no answer.
target {
  id = "rural-income-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Thu nhập nông thôn so với 2020 (lần)",
    en = "Rural income as a multiple of 2020",
  },
  source = law { "16-NQ/TU programme" },
  value = rural_income_per_person / in_year(2020, rural_income_per_person),
  at_least = 1.5,
}

-- 12. Giảm nghèo, bình quân mỗi năm từ số cuối năm 2021, năm đầu có số theo chuẩn 2022–2025. Số theo chuẩn cũ không
-- trừ được cho số theo chuẩn mới: thiếu số 2021 theo chuẩn mới thì thiếu số liệu. Đúng 1,5 điểm là đạt.
-- 12. Fall of poverty, yearly average from the end of 2021, the first year with a rate on the line of 2022–2025. A
-- rate on the old line cannot stand in: without that of 2021 there is no data. Exactly 1.5 points is enough.
target {
  id = "poverty-fall-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Nghèo đa chiều giảm mỗi năm (điểm %)",
    en = "Poverty falls, points a year",
  },
  source = law { "16-NQ/TU programme" },
  value = average_fall(poverty_rate_line_2022, { from = 2021 }),
  at_least = 1.5,
}

-- 13. Hộ dân tộc thiểu số: trên 3 điểm, đúng 3 điểm chưa đạt. / Ethnic-minority households: more than 3; 3 is not
-- enough.
target {
  id = "minority-poverty-fall-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Nghèo dân tộc thiểu số giảm mỗi năm",
    en = "Ethnic-minority poverty falls, a year",
  },
  source = law { "16-NQ/TU programme" },
  value = average_fall(minority_poverty_rate_line_2022, { from = 2021 }),
  more_than = 3,
}

-- 18. Nước sạch / Clean water
target {
  id = "clean-water-2025", by = 2025, level = "province", unit = "58", task = "3",
  name = { vi = "Hộ nông thôn dùng nước sạch", en = "Rural households with clean water" },
  source = law { "16-NQ/TU programme" },
  value = share(sum_of("commune", households_clean_water), sum_of("commune", households)),
  at_least = 98,
  reported = clean_water_standard_share,
}

-- Ví dụ / examples

example { of = "trained-labour-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 70% của cả tỉnh, không phải của từng xã", en = "Exactly 70 % of the whole, not of each commune" },
  facts = {},
  children = {
    { level = "commune", facts = { workers = 1000, workers_trained = 900 } },
    { level = "commune", facts = { workers = 1000, workers_trained = 500 } },
  } }
example { of = "trained-labour-2025", year = 2025, expect = "not_met",
  name = { vi = "Thiếu một người", en = "One person short" },
  facts = {},
  children = {
    { level = "commune", facts = { workers = 1000, workers_trained = 900 } },
    { level = "commune", facts = { workers = 1000, workers_trained = 499 } },
  } }
example { of = "trained-labour-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Một xã chưa báo cáo", en = "One commune has not reported" },
  facts = {},
  children = { { level = "commune", facts = { workers = 1000, workers_trained = 900 } }, { level = "commune", facts = {} } } }

example { of = "rural-income-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 1,5 lần", en = "Exactly 1.5 times" },
  facts = { rural_income_per_person = 60 }, history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "rural-income-2025", year = 2025, expect = "not_met",
  name = { vi = "Dưới 1,5 lần", en = "Just below 1.5 times" },
  facts = { rural_income_per_person = 59.99 }, history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "rural-income-2025", year = 2025, expect = "no_data", causes = { "other_year" },
  name = { vi = "Thiếu năm gốc", en = "The base year is missing" },
  facts = { rural_income_per_person = 60 }, history = { [2021] = { rural_income_per_person = 40 } } }

example { of = "poverty-fall-2025", year = 2023, expect = "met",
  name = { vi = "Đúng 1,5 điểm mỗi năm", en = "Exactly 1.5 points a year" },
  facts = { poverty_rate_line_2022 = 4.5 }, history = { [2021] = { poverty_rate_line_2022 = 7.5 } } }
example { of = "poverty-fall-2025", year = 2023, expect = "not_met",
  name = { vi = "Dưới 1,5 điểm", en = "Just below 1.5 points" },
  facts = { poverty_rate_line_2022 = 4.51 }, history = { [2021] = { poverty_rate_line_2022 = 7.5 } } }
example { of = "poverty-fall-2025", year = 2023, expect = "no_data", causes = { "other_year" },
  name = { vi = "Năm gốc chỉ có số theo chuẩn cũ", en = "The base year is on the old line only" },
  facts = { poverty_rate_line_2022 = 4.5 }, history = { [2021] = { poverty_rate_line_2016 = 7.5 } } }
example { of = "poverty-fall-2025", year = 2021, expect = "no_data",
  name = { vi = "Năm gốc chưa có mức giảm nào", en = "In the base year nothing has fallen yet" },
  facts = { poverty_rate_line_2022 = 7.5 } }

example { of = "minority-poverty-fall-2025", year = 2023, expect = "not_met",
  name = { vi = "Đúng 3 điểm: chưa đạt", en = "Exactly 3 points: not enough" },
  facts = { minority_poverty_rate_line_2022 = 16 }, history = { [2021] = { minority_poverty_rate_line_2022 = 22 } } }
example { of = "minority-poverty-fall-2025", year = 2023, expect = "met",
  name = { vi = "Hơn 3 điểm", en = "Just more than 3 points" },
  facts = { minority_poverty_rate_line_2022 = 15.99 }, history = { [2021] = { minority_poverty_rate_line_2022 = 22 } } }
example { of = "minority-poverty-fall-2025", year = 2023, expect = "no_data", causes = { "other_year" },
  name = { vi = "Năm gốc chỉ có số theo chuẩn cũ", en = "The base year is on the old line only" },
  facts = { minority_poverty_rate_line_2022 = 15 }, history = { [2021] = { minority_poverty_rate_line_2016 = 28 } } }

example { of = "clean-water-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 98% của cả tỉnh", en = "Exactly 98 % of the whole" },
  facts = {},
  children = {
    { level = "commune", facts = { households = 700, households_clean_water = 700 } },
    { level = "commune", facts = { households = 300, households_clean_water = 280 } },
  } }
example { of = "clean-water-2025", year = 2025, expect = "not_met",
  name = { vi = "Thiếu một hộ", en = "One household short" },
  facts = {},
  children = {
    { level = "commune", facts = { households = 700, households_clean_water = 700 } },
    { level = "commune", facts = { households = 300, households_clean_water = 279 } },
  } }
example { of = "clean-water-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không có xã nào", en = "No commune" }, facts = {} }
