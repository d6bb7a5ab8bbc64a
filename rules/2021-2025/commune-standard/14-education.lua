-- Tiêu chí 14: phổ cập giáo dục, xóa mù chữ và học tiếp sau trung học cơ sở. Mức của 14.1 do Bộ Giáo dục và Đào tạo
-- quy định, chung cho mọi vùng, và phải đạt mọi phần. Mức của 14.2 theo trí nhớ, phải đối chiếu trước khi dùng.
-- Criterion 14: universal education, literacy, and study after lower-secondary school. The Ministry of Education set
-- 14.1, the same in every region, and all its parts must hold. The level of 14.2 is recalled and to be checked
-- before use.

criterion {
  of = "commune.standard", id = "14",
  name = { vi = "Giáo dục và Đào tạo", en = "Education and training" },
  source = law { "318/QĐ-TTg", item = "I.14" },

  indicator {
    id = "14.1",
    name = {
      vi = "Phổ cập mầm non 5 tuổi, tiểu học, trung học cơ sở; xóa mù chữ",
      en = "Universal pre-school at 5, primary and lower-secondary education; literacy",
    },
    source = law { "1491/QĐ-BGDĐT" },
    test = all {
      is_true(preschool_5_universal),
      at_least(primary_level, 2),
      at_least(lower_secondary_level, 2),
      at_least(literacy_level, 2),
      at_least(share(children_6_in_grade_1, children_6), 98),
    },
  },

  indicator {
    id = "14.2",
    name = {
      vi = "Học sinh tốt nghiệp trung học cơ sở học tiếp",
      en = "Lower-secondary graduates who continue to study",
    },
    value    = share(lower_secondary_graduates_continuing, lower_secondary_graduates),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(70),
      south_central_coast = unverified(85),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/14.1", year = 2023, expect = "met",
  name = { vi = "Mọi phần đúng mức", en = "Every part exactly at its level" },
  facts = {
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 2, literacy_level = 2,
    children_6 = 100, children_6_in_grade_1 = 98,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "not_met",
  name = { vi = "Chưa đạt phổ cập mầm non 5 tuổi", en = "Pre-school at 5 not universal" },
  facts = {
    preschool_5_universal = false, primary_level = 2, lower_secondary_level = 2, literacy_level = 2,
    children_6 = 100, children_6_in_grade_1 = 98,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "not_met",
  name = { vi = "Tiểu học mức độ 1", en = "Primary at level 1" },
  facts = {
    preschool_5_universal = true, primary_level = 1, lower_secondary_level = 2, literacy_level = 2,
    children_6 = 100, children_6_in_grade_1 = 98,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "not_met",
  name = { vi = "Trung học cơ sở mức độ 1", en = "Lower-secondary at level 1" },
  facts = {
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 1, literacy_level = 2,
    children_6 = 100, children_6_in_grade_1 = 98,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "not_met",
  name = { vi = "Xóa mù chữ mức độ 1", en = "Literacy at level 1" },
  facts = {
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 2, literacy_level = 1,
    children_6 = 100, children_6_in_grade_1 = 98,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "not_met",
  name = { vi = "97% trẻ 6 tuổi vào lớp 1", en = "97% of children aged 6 in grade 1" },
  facts = {
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 2, literacy_level = 2,
    children_6 = 100, children_6_in_grade_1 = 97,
  } }
example { of = "commune.standard/14.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu mức độ xóa mù chữ", en = "Literacy level missing" },
  facts = {
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 2, children_6 = 100,
    children_6_in_grade_1 = 98,
  } }

example { of = "commune.standard/14.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 85%, xã Duyên hải Nam Trung Bộ", en = "Exactly 85%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 85,
  } }
example { of = "commune.standard/14.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 85%, xã Duyên hải Nam Trung Bộ", en = "Just below 85%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 84,
  } }
example { of = "commune.standard/14.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã đặc biệt khó khăn", en = "Exactly 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 70,
  } }
example { of = "commune.standard/14.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã đặc biệt khó khăn", en = "Just below 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 69,
  } }
example { of = "commune.standard/14.2", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = {
    region = "mekong_delta", extremely_difficult = false, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 100,
  } }
example { of = "commune.standard/14.2", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, lower_secondary_graduates = 100 } }
