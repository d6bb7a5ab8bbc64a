-- Hộ nghèo đa chiều giai đoạn 2026–2030 (351/2025/NĐ-CP). Chuẩn mới tính từ 2027; năm 2026 vẫn theo chuẩn cũ của
-- 07/2021/NĐ-CP, nên mỗi năm xét theo một chuẩn và chuỗi số liệu phải nói chuẩn nào (poverty_line). Từ 2027 hộ nghèo:
-- thu nhập bình quân từ mức chuẩn trở xuống và thiếu hụt từ 3 chỉ số; danh mục chỉ số mới chưa đọc được, tạm xét theo
-- 12 chỉ số cũ nên kết quả mang dấu chưa kiểm chứng. Hộ cận nghèo từ 2027 chưa đọc được văn bản: chưa có mức, không
-- đoán.
-- Poor households 2026–2030 (351/2025/NĐ-CP). The new line counts from 2027; 2026 still goes by the old one, so every
-- year has its line and a series has to say which (poverty_line). From 2027: income at or below the line and at least
-- 3 lacks; the new list of indicators was not seen, so the old 12 stand in and the verdict is marked unverified. What
-- near-poor means from 2027 on was not seen either: pending, never guessed.

derived {
  level = "household", id = "poverty_line",
  name = { vi = "Chuẩn nghèo đang dùng", en = "Poverty line in use" },
  source = law { "351/2025/NĐ-CP" },
  value = from_year { [2026] = "line_2021_2025", [2027] = "line_2026_2030" },
}

names {
  line_2021_2025 = { vi = "Chuẩn 2021–2025", en = "Line 2021–2025" },
  line_2026_2030 = { vi = "Chuẩn 2026–2030", en = "Line 2026–2030" },
}

derived {
  level = "household", id = "income_line",
  name = { vi = "Chuẩn nghèo về thu nhập", en = "Income line" },
  source = law { "351/2025/NĐ-CP" },
  value = by(area, {
    rural = from_year { [2026] = 1500, [2027] = 2200 },
    urban = from_year { [2026] = 2000, [2027] = 2800 },
  }),
}

derived {
  level = "household", id = "within_income_line",
  name = { vi = "Thu nhập từ mức chuẩn trở xuống", en = "Income at or below the line" },
  source = law { "351/2025/NĐ-CP" },
  value = at_most(income_per_person_month, income_line),
}

derived {
  level = "household", id = "floor_area_per_person",
  name = { vi = "Diện tích nhà ở bình quân đầu người", en = "Floor area per person" },
  value = floor_area / members,
}

derived {
  level = "household", id = "lacks_floor_area",
  name = { vi = "Thiếu hụt về diện tích nhà ở", en = "Deprived in floor area" },
  source = law { "351/2025/NĐ-CP" },
  value = less_than(floor_area_per_person, 8),
}

-- 12 chỉ số, theo thứ tự của nghị định. / The 12 indicators, in the order of the decree.
local lacks = {
  is_true(lacks_job), is_true(lacks_earners),
  is_true(lacks_nutrition), is_true(lacks_health_insurance),
  is_true(lacks_adult_education), is_true(lacks_school_attendance),
  is_true(lacks_sound_housing), lacks_floor_area,
  is_true(lacks_water), is_true(lacks_toilet),
  is_true(lacks_telecom), is_true(lacks_information_means),
}

-- Đủ 3 chỉ số thiếu hụt là kết luận được, dù những chỉ số khác chưa biết; chắc chắn dưới 3 cũng vậy.
-- Three known lacks decide, whatever else is unknown; and so does what can no longer become three.
derived {
  level = "household", id = "lacks_three",
  name = { vi = "Thiếu hụt từ 3 chỉ số trở lên", en = "Lacks 3 indicators or more" },
  source = law { "351/2025/NĐ-CP" },
  value = from_year { [2026] = at_least_n(3, lacks), [2027] = unverified(at_least_n(3, lacks)) },
}

-- Số chỉ số thiếu hụt, chỉ có khi biết đủ cả 12. / How many it lacks, only when all 12 are known.
local counted = {}
for i, lack in ipairs(lacks) do counted[i] = choose { { lack, 1 }, otherwise = 0 } end

derived {
  level = "household", id = "lack_count",
  name = { vi = "Số chỉ số thiếu hụt", en = "Indicators it lacks" },
  value = sum(counted),
}

derived {
  level = "household", id = "poor",
  name = { vi = "Hộ nghèo đa chiều", en = "Multidimensionally poor household" },
  value = all { within_income_line, lacks_three },
}

derived {
  level = "household", id = "near_poor",
  name = { vi = "Hộ cận nghèo đa chiều", en = "Multidimensionally near-poor household" },
  value = from_year {
    [2026] = all { within_income_line, none { lacks_three } },
    [2027] = pending(),
  },
}

derived {
  level = "household", id = "poverty_status",
  name = { vi = "Phân loại hộ", en = "Poverty status" },
  value = choose { { poor, "poor" }, { near_poor, "near_poor" }, otherwise = "not_poor" },
}

-- Ví dụ / examples
-- Hộ mẫu: nông thôn, 4 người, nhà 60 m², thu nhập đúng chuẩn, không thiếu hụt gì; mỗi ví dụ chỉ nói chỗ khác.
-- The household to begin with: rural, 4 people, 60 m², income exactly at the line, lacking nothing; each example says
-- only what is different.
local function household(different)
  local facts = {
    area = "rural", members = 4, floor_area = 60, income_per_person_month = 1500,
    lacks_job = false, lacks_earners = false, lacks_nutrition = false, lacks_health_insurance = false,
    lacks_adult_education = false, lacks_school_attendance = false, lacks_sound_housing = false,
    lacks_water = false, lacks_toilet = false, lacks_telecom = false, lacks_information_means = false,
  }
  for fact, value in pairs(different) do facts[fact] = value end
  return facts
end

example { of = "household/poverty_line", year = 2026, expect = "line_2021_2025",
  name = { vi = "Năm 2026 vẫn theo chuẩn cũ", en = "2026 still goes by the old line" }, facts = {} }
example { of = "household/poverty_line", year = 2027, expect = "line_2026_2030",
  name = { vi = "Từ 2027 theo chuẩn mới", en = "The new line from 2027" }, facts = {} }
example { of = "household/within_income_line", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn nông thôn 2026", en = "Exactly at the rural line of 2026" },
  facts = { area = "rural", income_per_person_month = 1500 } }
example { of = "household/within_income_line", year = 2026, expect = "not_met",
  name = { vi = "Hơn chuẩn nông thôn 2026 một đồng", en = "One đồng above the rural line of 2026" },
  facts = { area = "rural", income_per_person_month = 1500.001 } }
example { of = "household/within_income_line", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn thành thị 2026", en = "Exactly at the urban line of 2026" },
  facts = { area = "urban", income_per_person_month = 2000 } }
example { of = "household/within_income_line", year = 2026, expect = "not_met",
  name = { vi = "Hơn chuẩn thành thị 2026 một đồng", en = "One đồng above the urban line of 2026" },
  facts = { area = "urban", income_per_person_month = 2000.001 } }
example { of = "household/within_income_line", year = 2027, expect = "met",
  name = { vi = "Đúng chuẩn nông thôn 2027", en = "Exactly at the rural line of 2027" },
  facts = { area = "rural", income_per_person_month = 2200 } }
example { of = "household/within_income_line", year = 2027, expect = "not_met",
  name = { vi = "Hơn chuẩn nông thôn 2027 một đồng", en = "One đồng above the rural line of 2027" },
  facts = { area = "rural", income_per_person_month = 2200.001 } }
example { of = "household/within_income_line", year = 2027, expect = "met",
  name = { vi = "Đúng chuẩn thành thị 2027", en = "Exactly at the urban line of 2027" },
  facts = { area = "urban", income_per_person_month = 2800 } }
example { of = "household/within_income_line", year = 2027, expect = "not_met",
  name = { vi = "Hơn chuẩn thành thị 2027 một đồng", en = "One đồng above the urban line of 2027" },
  facts = { area = "urban", income_per_person_month = 2800.001 } }

example { of = "household/income_line", year = 2030, expect = 2200,
  name = { vi = "Chuẩn nông thôn 2030", en = "The rural line in 2030" }, facts = { area = "rural" } }
example { of = "household/income_line", year = 2030, expect = 2800,
  name = { vi = "Chuẩn thành thị 2030", en = "The urban line in 2030" }, facts = { area = "urban" } }

example { of = "household/lacks_floor_area", year = 2026, expect = "not_met",
  name = { vi = "Đúng 8 m² một người", en = "Exactly 8 m² per person" }, facts = { floor_area = 40, members = 5 } }
example { of = "household/lacks_floor_area", year = 2026, expect = "met",
  name = { vi = "Dưới 8 m² một người", en = "Just below 8 m² per person" },
  facts = { floor_area = 39.99, members = 5 } }
example { of = "household/lacks_floor_area", year = 2026, expect = "no_data", causes = { members },
  name = { vi = "Chưa biết số người", en = "People unknown" }, facts = { floor_area = 40 } }
example { of = "household/floor_area_per_person", year = 2026, expect = 12.5,
  name = { vi = "50 m² cho 4 người", en = "50 m² for 4 people" }, facts = { floor_area = 50, members = 4 } }

-- Từng chỉ số một, khi là chỉ số thứ ba: cả 12 đều được tính. / Each indicator in turn as the third: all 12 count.
example { of = "household/lacks_three", year = 2026, expect = "met",
  name = { vi = "Việc làm, người phụ thuộc, dinh dưỡng", en = "Work, dependants, nutrition" },
  facts = household { lacks_job = true, lacks_earners = true, lacks_nutrition = true } }
example { of = "household/lacks_three", year = 2026, expect = "met",
  name = { vi = "Bảo hiểm y tế, giáo dục người lớn, trẻ đi học", en = "Insurance, adult education, school" },
  facts = household { lacks_health_insurance = true, lacks_adult_education = true, lacks_school_attendance = true } }
example { of = "household/lacks_three", year = 2026, expect = "met",
  name = { vi = "Chất lượng nhà, diện tích nhà, nước", en = "Housing, floor area, water" },
  facts = household { lacks_sound_housing = true, floor_area = 31.99, lacks_water = true } }
example { of = "household/lacks_three", year = 2026, expect = "met",
  name = { vi = "Nhà tiêu, viễn thông, phương tiện thông tin", en = "Toilet, telecom, means of information" },
  facts = household { lacks_toilet = true, lacks_telecom = true, lacks_information_means = true } }
example { of = "household/lacks_three", year = 2026, expect = "not_met",
  name = { vi = "Chỉ 2 chỉ số", en = "Only 2" }, facts = household { lacks_job = true, lacks_water = true } }
example { of = "household/lacks_three", year = 2026, expect = "met",
  name = { vi = "Đã biết 3 chỉ số, các chỉ số khác chưa biết", en = "3 are known, nothing else is" },
  facts = { lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/lacks_three", year = 2026, expect = "not_met",
  name = { vi = "Còn 2 chỉ số chưa biết, không thể đủ 3", en = "2 unknown cannot make it 3" },
  facts = household { lacks_toilet = "", lacks_telecom = "" } }
example { of = "household/lacks_three", year = 2026, expect = "no_data", causes = { lacks_toilet, lacks_telecom },
  name = { vi = "Thiếu 1, còn 2 chỉ số chưa biết", en = "Lacks 1, and 2 are unknown" },
  facts = household { lacks_job = true, lacks_toilet = "", lacks_telecom = "" } }

example { of = "household/lack_count", year = 2026, expect = 0,
  name = { vi = "Không thiếu hụt gì", en = "Lacks nothing" }, facts = household {} }
example { of = "household/lack_count", year = 2026, expect = 12,
  name = { vi = "Thiếu hụt cả 12 chỉ số", en = "Lacks all 12" },
  facts = household {
    lacks_job = true, lacks_earners = true, lacks_nutrition = true, lacks_health_insurance = true,
    lacks_adult_education = true, lacks_school_attendance = true, lacks_sound_housing = true, floor_area = 20,
    lacks_water = true, lacks_toilet = true, lacks_telecom = true, lacks_information_means = true,
  } }
example { of = "household/lack_count", year = 2026, expect = "no_data", causes = { lacks_job },
  name = { vi = "Chưa biết một chỉ số thì chưa đếm được", en = "One unknown leaves no count" },
  facts = household { lacks_job = "", lacks_water = true } }

-- Từ 2027, tạm theo danh mục cũ. / From 2027, by the old list for the time being.
example { of = "household/lacks_three", year = 2027, expect = "met",
  name = { vi = "Việc làm, người phụ thuộc, dinh dưỡng", en = "Work, dependants, nutrition" },
  facts = household { lacks_job = true, lacks_earners = true, lacks_nutrition = true } }
example { of = "household/lacks_three", year = 2027, expect = "met",
  name = { vi = "Bảo hiểm y tế, giáo dục người lớn, trẻ đi học", en = "Insurance, adult education, school" },
  facts = household { lacks_health_insurance = true, lacks_adult_education = true, lacks_school_attendance = true } }
example { of = "household/lacks_three", year = 2027, expect = "met",
  name = { vi = "Chất lượng nhà, diện tích nhà, nước", en = "Housing, floor area, water" },
  facts = household { lacks_sound_housing = true, floor_area = 31.99, lacks_water = true } }
example { of = "household/lacks_three", year = 2027, expect = "met",
  name = { vi = "Nhà tiêu, viễn thông, phương tiện thông tin", en = "Toilet, telecom, means of information" },
  facts = household { lacks_toilet = true, lacks_telecom = true, lacks_information_means = true } }
example { of = "household/lacks_three", year = 2027, expect = "not_met",
  name = { vi = "Chỉ 2 chỉ số", en = "Only 2" }, facts = household { lacks_job = true, lacks_water = true } }
example { of = "household/lacks_three", year = 2027, expect = "met",
  name = { vi = "Đã biết 3 chỉ số, các chỉ số khác chưa biết", en = "3 are known, nothing else is" },
  facts = { lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/lacks_three", year = 2027, expect = "not_met",
  name = { vi = "Còn 2 chỉ số chưa biết, không thể đủ 3", en = "2 unknown cannot make it 3" },
  facts = household { lacks_toilet = "", lacks_telecom = "" } }
example { of = "household/lacks_three", year = 2027, expect = "no_data", causes = { lacks_toilet, lacks_telecom },
  name = { vi = "Thiếu 1, còn 2 chỉ số chưa biết", en = "Lacks 1, and 2 are unknown" },
  facts = household { lacks_job = true, lacks_toilet = "", lacks_telecom = "" } }

example { of = "household/poor", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn nông thôn, thiếu hụt đúng 3", en = "At the rural line, lacking exactly 3" },
  facts = household { lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Hơn chuẩn nông thôn một đồng, thiếu hụt 3", en = "One đồng above the rural line, lacking 3" },
  facts = household {
    income_per_person_month = 1500.001, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
  } }
example { of = "household/poor", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn thành thị, thiếu hụt đúng 3", en = "At the urban line, lacking exactly 3" },
  facts = household {
    area = "urban", income_per_person_month = 2000, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
  } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Hơn chuẩn thành thị một đồng, thiếu hụt 3", en = "One đồng above the urban line, lacking 3" },
  facts = household {
    area = "urban", income_per_person_month = 2000.001, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
  } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Đúng chuẩn, chỉ thiếu hụt 2", en = "At the line, lacking only 2" },
  facts = household { lacks_job = true, lacks_toilet = true } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Thu nhập trên chuẩn: thiếu hụt chưa biết cũng không nghèo", en = "Above the line, lacks unknown" },
  facts = { area = "rural", income_per_person_month = 1600 } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Không thiếu hụt gì: thu nhập chưa biết cũng không nghèo", en = "Lacks nothing, income unknown" },
  facts = household { income_per_person_month = "" } }
example { of = "household/poor", year = 2026, expect = "no_data", causes = { income_per_person_month },
  name = { vi = "Thiếu hụt 3, thu nhập chưa biết", en = "Lacks 3, income unknown" },
  facts = household {
    income_per_person_month = "", lacks_job = true, lacks_toilet = true, lacks_telecom = true,
  } }

example { of = "household/near_poor", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn, thiếu hụt 2", en = "At the line, lacking 2" },
  facts = household { lacks_job = true, lacks_toilet = true } }
example { of = "household/near_poor", year = 2026, expect = "met",
  name = { vi = "Đúng chuẩn, không thiếu hụt gì", en = "At the line, lacking nothing" }, facts = household {} }
example { of = "household/near_poor", year = 2026, expect = "not_met",
  name = { vi = "Đúng chuẩn, thiếu hụt 3 là hộ nghèo", en = "At the line, lacking 3: poor instead" },
  facts = household { lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/near_poor", year = 2026, expect = "not_met",
  name = { vi = "Hơn chuẩn một đồng, thiếu hụt 2", en = "One đồng above the line, lacking 2" },
  facts = household { income_per_person_month = 1500.001, lacks_job = true, lacks_toilet = true } }

example { of = "household/poverty_status", year = 2026, expect = "poor",
  name = { vi = "Hộ nghèo", en = "Poor" },
  facts = household { lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/poverty_status", year = 2026, expect = "near_poor",
  name = { vi = "Hộ cận nghèo", en = "Near-poor" }, facts = household { lacks_job = true, lacks_toilet = true } }
example { of = "household/poverty_status", year = 2026, expect = "not_poor",
  name = { vi = "Trên chuẩn thu nhập", en = "Above the line" },
  facts = household {
    income_per_person_month = 1500.001, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
  } }
example { of = "household/poverty_status", year = 2026, expect = "no_data", causes = { lacks_telecom },
  name = { vi = "Chưa biết là nghèo hay cận nghèo", en = "Poor or near-poor, not known which" },
  facts = household { lacks_job = true, lacks_toilet = true, lacks_telecom = "" } }

example { of = "household/poor", year = 2027, expect = "met",
  name = { vi = "Trên chuẩn cũ, đúng chuẩn mới, thiếu hụt 3", en = "Above the old line, at the new one, lacking 3" },
  facts = household { income_per_person_month = 2200, lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/poor", year = 2026, expect = "not_met",
  name = { vi = "Cùng hộ ấy năm 2026 chưa phải hộ nghèo", en = "The same household is not poor in 2026" },
  facts = household { income_per_person_month = 2200, lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
example { of = "household/near_poor", year = 2027, expect = "no_data", causes = { "pending" },
  name = { vi = "Hộ cận nghèo từ 2027: chưa có mức", en = "Near-poor from 2027: pending" },
  facts = household { lacks_job = true } }
example { of = "household/poverty_status", year = 2027, expect = "poor",
  name = { vi = "Hộ nghèo 2027", en = "Poor in 2027" },
  facts = household { income_per_person_month = 2200, lacks_job = true, lacks_toilet = true, lacks_telecom = true } }
