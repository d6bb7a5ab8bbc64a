-- Mục tiêu cả nước đến 2030 (417/QĐ-BNNMT, chương trình 2026–2035, giai đoạn I): một tập mục tiêu riêng, set =
-- "national". Cơ sở dữ liệu của một tỉnh không xét được cả nước, nên các mục tiêu này thuộc cấp "country" và chỉ hiện
-- khi có đơn vị cấp đó. "Khoảng" và khoảng "2,5–3 lần", "1–1,5 điểm": lấy đầu dưới làm mức, vượt đầu trên không phải
-- là không đạt. Ngân sách nhà nước 423.000 tỷ đồng và tổng huy động 1.044.000 tỷ đồng là mức dự kiến, không phải mục
-- tiêu phải đạt, nên không có ở đây; chuẩn nghèo nằm ở household-poverty.lua.
-- National targets by 2030 (417/QĐ-BNNMT, programme 2026–2035, stage I): a set of their own, set = "national". The
-- dossier of a province cannot judge the country, so they are of level "country" and show only when such a unit is
-- loaded. "About" and the ranges "2.5–3 times" and "1–1.5 points": the lower end is the level, and above the upper
-- end is no failure. The state budget of 423,000 billion đồng and the 1,044,000 billion to be raised are
-- expectations, no targets, and left out; the poverty line is in household-poverty.lua.

target {
  id = "national-communes-standard-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Xã đạt chuẩn nông thôn mới, cả nước (khoảng 65%)",
    en = "Communes meeting the standard, nationwide (about 65%)",
  },
  source = law { "417/QĐ-BNNMT" },
  value = share(communes_standard, communes), at_least = 65,
}

-- Mẫu số là số xã đạt chuẩn. / The denominator is the communes at standard.
target {
  id = "national-communes-modern-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Xã hiện đại trong số xã đạt chuẩn (khoảng 10%)",
    en = "Modern communes of those at standard (about 10%)",
  },
  source = law { "417/QĐ-BNNMT" },
  value = share(communes_modern, communes_standard), at_least = 10,
}

target {
  id = "national-provinces-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Tỉnh, thành phố hoàn thành xây dựng nông thôn mới",
    en = "Provinces that completed new-rural development",
  },
  source = law { "417/QĐ-BNNMT" },
  value = provinces_completed, at_least = 5,
}

target {
  id = "national-rural-income-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Thu nhập nông thôn so với năm 2020 (khoảng 2,5–3 lần)",
    en = "Rural income against 2020 (about 2.5–3 times)",
  },
  source = law { "417/QĐ-BNNMT" },
  value = rural_income_per_person / in_year(2020, rural_income_per_person), at_least = 2.5,
}

-- Bằng một nửa. / One half.
target {
  id = "national-minority-income-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Thu nhập người dân tộc thiểu số so với bình quân cả nước",
    en = "Income of ethnic minorities against the national average",
  },
  source = law { "417/QĐ-BNNMT" },
  value = minority_income_per_person / income_per_person, at_least = 0.5,
}

-- Theo một chuẩn duy nhất; gốc là tỷ lệ cuối 2026 rà soát theo chuẩn mới.
-- On one line only; the base is the rate at the
-- end of 2026 as surveyed on the new line.
target {
  id = "national-poverty-fall-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Mức giảm tỷ lệ hộ nghèo bình quân năm (1–1,5 điểm)",
    en = "Fall of the poverty rate, yearly average (1–1.5 points)",
  },
  source = law { "417/QĐ-BNNMT" },
  value = average_fall(poverty_rate_line_2027, { from = 2026 }), at_least = 1,
}

-- Dưới 10%: đúng 10% là chưa đạt. / Below 10%: exactly 10% is not enough.
target {
  id = "national-minority-poverty-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Tỷ lệ hộ nghèo vùng dân tộc thiểu số và miền núi",
    en = "Poverty rate in minority and mountainous areas",
  },
  source = law { "417/QĐ-BNNMT" },
  value = minority_area_poverty_rate_line_2027, less_than = 10,
}

-- "Cơ bản không còn" không có con số trong văn bản: là tham số, chờ cán bộ chính sách ghi mức.
-- "Basically none left" has no number in the text: a parameter, until a policy officer sets it.
derived {
  level = "country", id = "difficult_units_allowed",
  name = {
    vi = "Số xã, thôn đặc biệt khó khăn còn coi là cơ bản không còn",
    en = "Extremely difficult units left that still count as basically none",
  },
  value = pending(),
}

target {
  id = "national-difficult-units-2030", by = 2030, level = "country", set = "national",
  name = {
    vi = "Xã, thôn đặc biệt khó khăn còn lại (cơ bản không còn)",
    en = "Extremely difficult communes and villages left (basically none)",
  },
  source = law { "417/QĐ-BNNMT" },
  value = extremely_difficult_units, at_most = difficult_units_allowed,
}

-- Ví dụ / examples

example { of = "national-communes-standard-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 65%", en = "Exactly 65%" }, facts = { communes = 2000, communes_standard = 1300 } }
example { of = "national-communes-standard-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 65%", en = "Just below 65%" }, facts = { communes = 2000, communes_standard = 1299 } }
example { of = "national-communes-modern-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 10%", en = "Exactly 10%" }, facts = { communes_standard = 1300, communes_modern = 130 } }
example { of = "national-communes-modern-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 10%", en = "Just below 10%" }, facts = { communes_standard = 1300, communes_modern = 129 } }
example { of = "national-provinces-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 5", en = "Exactly 5" }, facts = { provinces_completed = 5 } }
example { of = "national-provinces-2030", year = 2030, expect = "not_met",
  name = { vi = "Chỉ 4", en = "Only 4" }, facts = { provinces_completed = 4 } }
example { of = "national-rural-income-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 2,5 lần", en = "Exactly 2.5 times" },
  facts = { rural_income_per_person = 100 }, history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "national-rural-income-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 2,5 lần", en = "Just below 2.5 times" },
  facts = { rural_income_per_person = 99.99 }, history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "national-rural-income-2030", year = 2030, expect = "met",
  name = { vi = "Trên 3 lần không phải là không đạt", en = "Above 3 times is no failure" },
  facts = { rural_income_per_person = 130 }, history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "national-minority-income-2030", year = 2030, expect = "met",
  name = { vi = "Đúng một nửa", en = "Exactly one half" },
  facts = { minority_income_per_person = 30, income_per_person = 60 } }
example { of = "national-minority-income-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới một nửa", en = "Just below one half" },
  facts = { minority_income_per_person = 29.99, income_per_person = 60 } }
example { of = "national-poverty-fall-2030", year = 2030, expect = "met",
  name = { vi = "Giảm 4 điểm trong 4 năm", en = "4 points in 4 years" },
  facts = { poverty_rate_line_2027 = 4 }, history = { [2026] = { poverty_rate_line_2027 = 8 } } }
example { of = "national-poverty-fall-2030", year = 2030, expect = "not_met",
  name = { vi = "Giảm chưa đủ 4 điểm trong 4 năm", en = "Not quite 4 points in 4 years" },
  facts = { poverty_rate_line_2027 = 4.01 }, history = { [2026] = { poverty_rate_line_2027 = 8 } } }
example { of = "national-poverty-fall-2030", year = 2030, expect = "no_data", causes = { "other_year" },
  name = { vi = "Năm gốc chưa có tỷ lệ theo chuẩn mới", en = "No rate of the base year on the new line" },
  facts = { poverty_rate_line_2027 = 4 } }
example { of = "national-minority-poverty-2030", year = 2030, expect = "met",
  name = { vi = "Dưới 10%", en = "Just below 10%" }, facts = { minority_area_poverty_rate_line_2027 = 9.99 } }
example { of = "national-minority-poverty-2030", year = 2030, expect = "not_met",
  name = { vi = "Đúng 10%", en = "Exactly 10%" }, facts = { minority_area_poverty_rate_line_2027 = 10 } }
example { of = "national-difficult-units-2030", year = 2030, expect = "no_data", causes = { "pending" },
  name = { vi = "Chưa ai ghi mức", en = "Nobody has set the level" }, facts = { extremely_difficult_units = 0 } }
