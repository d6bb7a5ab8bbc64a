-- Tiêu chí 5: trường mầm non, tiểu học, trung học cơ sở đạt chuẩn cơ sở vật chất. Bộ Giáo dục và Đào tạo quy định
-- mức: mọi trường đạt chuẩn tối thiểu, trong đó đạt mức độ 1: Đồng bằng sông Hồng và Đông Nam Bộ 100%; các vùng còn
-- lại từ 70% nếu xã có trên 3 trường, từ 50% nếu có 3 trường trở xuống.
-- Criterion 5: school facilities. The Ministry of Education set the level: every school meets the minimum standard,
-- and of these level 1: Red River Delta and South East 100%; the other regions at least 70% with more than 3
-- schools, at least 50% with 3 or fewer.

local level_1_by_number_of_schools = choose {
  { more_than(schools, 3), 70 },
  otherwise = 50,
}

criterion {
  of = "commune.standard", id = "5",
  name = { vi = "Trường học", en = "Schools" },
  source = law { "318/QĐ-TTg", item = "I.5" },

  -- Trường đạt mức độ 1 cũng được đếm là đạt tối thiểu. / A level 1 school also counts as meeting the minimum.
  indicator {
    id = "5",
    name = {
      vi = "Trường mầm non, tiểu học, trung học cơ sở đạt chuẩn cơ sở vật chất",
      en = "Pre-school, primary and lower-secondary schools meeting the facility standard",
    },
    source = law { "1491/QĐ-BGDĐT" },
    test = all {
      at_least(share(schools_minimum_standard, schools), 100),
      at_least(share(schools_level_1, schools), by(threshold_region, {
        red_river_delta     = 100,
        south_east          = 100,
        northern_mountains  = level_1_by_number_of_schools,
        north_central       = level_1_by_number_of_schools,
        south_central_coast = level_1_by_number_of_schools,
        central_highlands   = level_1_by_number_of_schools,
        mekong_delta        = level_1_by_number_of_schools,
      })),
    },
  },
}

-- Ví dụ / examples

example { of = "commune.standard/5", year = 2023, expect = "met",
  name = { vi = "10 trường, đúng 70% mức độ 1", en = "10 schools, exactly 70% at level 1" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 10, schools_minimum_standard = 10,
    schools_level_1 = 7,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "10 trường, dưới 70% mức độ 1", en = "10 schools, below 70% at level 1" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 10, schools_minimum_standard = 10,
    schools_level_1 = 6,
  } }
example { of = "commune.standard/5", year = 2023, expect = "met",
  name = { vi = "3 trường: 2 trường mức độ 1 là trên 50%", en = "3 schools, 2 at level 1: above 50%" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 3, schools_minimum_standard = 3,
    schools_level_1 = 2,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = {
    vi = "4 trường đã là trên 3: 2 trường mức độ 1 chưa đủ 70%",
    en = "4 schools is more than 3: 2 at level 1 is short of 70%",
  },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 4, schools_minimum_standard = 4,
    schools_level_1 = 2,
  } }
example { of = "commune.standard/5", year = 2023, expect = "met",
  name = { vi = "2 trường, đúng 50% mức độ 1", en = "2 schools, exactly 50% at level 1" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 2, schools_minimum_standard = 2,
    schools_level_1 = 1,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "3 trường, 1 trường mức độ 1 là dưới 50%", en = "3 schools, 1 at level 1: below 50%" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 3, schools_minimum_standard = 3,
    schools_level_1 = 1,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "Còn một trường chưa đạt tối thiểu", en = "One school below the minimum standard" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 3, schools_minimum_standard = 2,
    schools_level_1 = 2,
  } }
example { of = "commune.standard/5", year = 2023, expect = "met",
  name = { vi = "Đồng bằng sông Hồng, mọi trường mức độ 1", en = "Red River Delta, every school at level 1" },
  facts = {
    region = "red_river_delta", extremely_difficult = false, schools = 10, schools_minimum_standard = 10,
    schools_level_1 = 10,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = {
    vi = "Đồng bằng sông Hồng, 9 trên 10 trường mức độ 1",
    en = "Red River Delta, 9 of 10 schools at level 1",
  },
  facts = {
    region = "red_river_delta", extremely_difficult = false, schools = 10, schools_minimum_standard = 10,
    schools_level_1 = 9,
  } }
example { of = "commune.standard/5", year = 2023, expect = "met",
  name = { vi = "Đông Nam Bộ, mọi trường mức độ 1", en = "South East, every school at level 1" },
  facts = {
    region = "south_east", extremely_difficult = false, schools = 2, schools_minimum_standard = 2,
    schools_level_1 = 2,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "Đông Nam Bộ, 1 trên 2 trường mức độ 1", en = "South East, 1 of 2 schools at level 1" },
  facts = {
    region = "south_east", extremely_difficult = false, schools = 2, schools_minimum_standard = 2,
    schools_level_1 = 1,
  } }
example { of = "commune.standard/5", year = 2023, expect = "met",
  name = {
    vi = "Xã đặc biệt khó khăn ở Đông Nam Bộ dùng mức miền núi phía Bắc",
    en = "Extremely difficult commune of the South East uses the northern-mountain level",
  },
  facts = {
    region = "south_east", extremely_difficult = true, schools = 2, schools_minimum_standard = 2,
    schools_level_1 = 1,
  } }
example { of = "commune.standard/5", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số trường mức độ 1", en = "Number of level 1 schools missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, schools = 3, schools_minimum_standard = 3 } }
example { of = "commune.standard/5", year = 2023, expect = "no_data",
  name = { vi = "Thiếu tổng số trường", en = "Number of schools missing" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools_minimum_standard = 3,
    schools_level_1 = 3,
  } }

-- 99 trên 100: 100% không phải là khoảng 100%. / 99 of 100: 100 % is not about 100 %.
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "99% trường đạt tối thiểu", en = "99 % of schools at the minimum" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, schools = 100, schools_minimum_standard = 99,
    schools_level_1 = 99,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "Đồng bằng sông Hồng, 99% trường mức độ 1", en = "Red River Delta, 99 % at level 1" },
  facts = {
    region = "red_river_delta", extremely_difficult = false, schools = 100, schools_minimum_standard = 100,
    schools_level_1 = 99,
  } }
example { of = "commune.standard/5", year = 2023, expect = "not_met",
  name = { vi = "Đông Nam Bộ, 99% trường mức độ 1", en = "South East, 99 % at level 1" },
  facts = {
    region = "south_east", extremely_difficult = false, schools = 100, schools_minimum_standard = 100,
    schools_level_1 = 99,
  } }
