-- Tiêu chí 5 (nâng cao): trường đạt chuẩn, phổ cập, xóa mù chữ, học tập cộng đồng, giáo dục thể chất. Chưa có nguồn
-- đọc được: tên chỉ tiêu theo trí nhớ và chưa ghi mức nào; phải đối chiếu với văn bản.
-- Criterion 5 (advanced): schools at standard, universal education, literacy, community learning, physical education.
-- No readable source yet: the labels are recalled and no level is entered; to be checked against the text.

criterion {
  of = "commune.advanced", id = "5",
  name = { vi = "Giáo dục", en = "Education" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "5.1",
    name = {
      vi = "Trường đạt chuẩn cơ sở vật chất mức độ 1 và có trường đạt mức độ 2",
      en = "Schools at facility level 1, and one at level 2",
    },
    test = all {
      at_least(share(schools_level_1, schools), pending()),
      at_least(schools_level_2, pending()),
    },
  },

  indicator {
    id = "5.2",
    name = { vi = "Duy trì phổ cập giáo dục mầm non cho trẻ 5 tuổi", en = "Universal pre-school at age 5 kept up" },
    value  = preschool_5_universal,
    equals = pending(),
  },

  indicator {
    id = "5.3",
    name = {
      vi = "Phổ cập giáo dục tiểu học và trung học cơ sở",
      en = "Universal primary and lower-secondary education",
    },
    test = all {
      at_least(primary_level, pending()),
      at_least(lower_secondary_level, pending()),
    },
  },

  indicator {
    id = "5.4",
    name = { vi = "Xóa mù chữ", en = "Literacy" },
    value    = literacy_level,
    at_least = pending(),
  },

  -- Thang xếp loại và mức phải đạt chưa đọc được. / Neither the scale nor the rating asked for was seen.
  indicator {
    id = "5.5",
    name = {
      vi = "Cộng đồng học tập cấp xã được đánh giá, xếp loại",
      en = "Rating of the commune as a learning community",
    },
    value    = learning_community_level,
    at_least = pending(),
  },

  indicator {
    id = "5.6",
    name = { vi = "Có mô hình giáo dục thể chất cho học sinh", en = "Physical-education model for pupils" },
    value  = has_physical_education_model,
    equals = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/5.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { schools = 4, schools_level_1 = 4, schools_level_2 = 1 } }

example { of = "commune.advanced/5.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { preschool_5_universal = true } }

example { of = "commune.advanced/5.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { primary_level = 3, lower_secondary_level = 3 } }

example { of = "commune.advanced/5.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { literacy_level = 2 } }

example { of = "commune.advanced/5.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { learning_community_level = 2 } }

example { of = "commune.advanced/5.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_physical_education_model = true } }
