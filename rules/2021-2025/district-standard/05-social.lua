-- Tiêu chí 5 (huyện): y tế, văn hóa, giáo dục. Nội dung 5.5 và 5.6 có trong báo cáo của ngành giáo dục (kết quả toàn
-- quốc, không phải mức); tên các chỉ tiêu khác theo trí nhớ, phải đối chiếu; chưa ghi mức nào.
-- Criterion 5 (district): health, culture, education. The topics of 5.5 and 5.6 were seen in an education report
-- (national results, not levels); the other labels are recalled and to be checked; no level is entered.

criterion {
  of = "district.standard", id = "5",
  name = { vi = "Y tế - Văn hóa - Giáo dục", en = "Health, culture, education" },
  source = law { "320/QĐ-TTg", item = "I.5" },

  indicator {
    id = "5.1",
    name = { vi = "Người dân tham gia bảo hiểm y tế", en = "Health-insurance coverage" },
    value    = share(people_health_insured, population),
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "5.2",
    name = { vi = "Trung tâm y tế huyện đạt chuẩn", en = "District health centre meets the standard" },
    value  = health_centre_meets_standard,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "5.3",
    name = {
      vi = "Trung tâm văn hóa - thể thao huyện đạt chuẩn",
      en = "District culture and sports centre meets the standard",
    },
    value  = culture_centre_meets_standard,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "5.4",
    name = { vi = "Giá trị văn hóa truyền thống được bảo tồn", en = "Traditional culture preserved" },
    value  = traditional_culture_kept,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "5.5",
    name = {
      vi = "Trường trung học phổ thông đạt chuẩn quốc gia mức độ 1",
      en = "Upper-secondary schools at national level 1",
    },
    value    = share(upper_secondary_schools_level_1, upper_secondary_schools),
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "5.6",
    name = {
      vi = "Trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên đạt kiểm định",
      en = "Vocational and continuing-education centre accredited",
    },
    value  = vocational_centre_accredited,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/5.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", population = 90000, people_health_insured = 90000 } }

example { of = "district.standard/5.2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", health_centre_meets_standard = true } }

example { of = "district.standard/5.3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", culture_centre_meets_standard = true } }

example { of = "district.standard/5.4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", traditional_culture_kept = true } }

example { of = "district.standard/5.5", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", upper_secondary_schools = 2, upper_secondary_schools_level_1 = 2 } }

example { of = "district.standard/5.6", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", vocational_centre_accredited = true } }
