-- Huyện đạt chuẩn nông thôn mới nâng cao (320/QĐ-TTg, Phụ lục III; 18/2022/QĐ-TTg, Điều 4: đạt đủ điều kiện và mức
-- của bộ). Chưa đọc được danh mục chỉ tiêu và mức nào: tên các điều kiện C1–C4 và các tiêu chí theo trí nhớ hoặc theo
-- 18/2022/QĐ-TTg, phải đối chiếu trước khi dùng. Một số liệu "đạt mức nâng cao (theo thẩm định)" giữ chỗ cho mỗi tiêu
-- chí; vì mức còn chờ (pending) nên chưa huyện nào thành "đạt" ở đây. Tiêu chí trọng yếu: 6, 7, 8, 9.
-- An advanced district (320/QĐ-TTg, annex III; 18/2022/QĐ-TTg, article 4: every condition and level of the set).
-- Neither indicators nor levels were readable: the labels of the conditions C1–C4 and of the criteria are recalled or
-- those of 18/2022/QĐ-TTg, to be checked before use. One figure "advanced, by the appraisal" holds the place of each
-- criterion; with the levels pending no district comes out as met. Key criteria: 6, 7, 8, 9.

standard {
  id = "district.advanced", level = "district",
  name = { vi = "Huyện đạt chuẩn nông thôn mới nâng cao", en = "District meeting the advanced new-rural standard" },
  source = law { "18/2022/QĐ-TTg", item = "4" },
}

criterion {
  of = "district.advanced", id = "0",
  name = { vi = "Điều kiện chung", en = "General conditions" },
  source = law { "320/QĐ-TTg", item = "III" },

  indicator {
    id = "C1", name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Communes meeting the standard" },
    value    = share_of("commune", any { met "commune.standard", recognised "commune.standard" }),
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "C2", name = { vi = "Xã đạt chuẩn nông thôn mới nâng cao", en = "Communes meeting the advanced standard" },
    value    = share_of("commune", any { met "commune.advanced", recognised "commune.advanced" }),
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "C3", name = { vi = "Thị trấn đạt chuẩn đô thị văn minh", en = "Townships meeting the civilised-urban standard" },
    value    = share_of("township", is_true(civilised_urban)),
    at_least = pending(),
    applies_when = all { is_rural_district, has_township },
  },

  indicator {
    id = "C4", name = { vi = "Người dân trong huyện hài lòng", en = "Residents of the district who are satisfied" },
    value    = satisfaction_share,
    at_least = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "320/QĐ-TTg", item = "III.1" },
  indicator {
    id = "1",
    name = {
      vi = "Quy hoạch: danh mục chỉ tiêu chưa đọc được",
      en = "Planning: the indicators were not readable",
    },
    value  = advanced_planning_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "2",
  name = { vi = "Giao thông", en = "Transport" },
  source = law { "320/QĐ-TTg", item = "III.2" },
  indicator {
    id = "2",
    name = {
      vi = "Giao thông: danh mục chỉ tiêu chưa đọc được",
      en = "Transport: the indicators were not readable",
    },
    value  = advanced_transport_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "3",
  name = { vi = "Thủy lợi và phòng, chống thiên tai", en = "Irrigation and disaster prevention" },
  source = law { "320/QĐ-TTg", item = "III.3" },
  indicator {
    id = "3",
    name = {
      vi = "Thủy lợi và phòng, chống thiên tai: danh mục chỉ tiêu chưa đọc được",
      en = "Irrigation and disaster prevention: the indicators were not readable",
    },
    value  = advanced_irrigation_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "4",
  name = { vi = "Điện", en = "Electricity" },
  source = law { "320/QĐ-TTg", item = "III.4" },
  indicator {
    id = "4",
    name = {
      vi = "Điện: danh mục chỉ tiêu chưa đọc được",
      en = "Electricity: the indicators were not readable",
    },
    value  = advanced_electricity_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "5",
  name = { vi = "Y tế - Văn hóa - Giáo dục", en = "Health, culture, education" },
  source = law { "320/QĐ-TTg", item = "III.5" },
  indicator {
    id = "5",
    name = {
      vi = "Y tế - Văn hóa - Giáo dục: danh mục chỉ tiêu chưa đọc được",
      en = "Health, culture, education: the indicators were not readable",
    },
    value  = advanced_social_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "6", key = true,
  name = { vi = "Kinh tế", en = "Economy" },
  source = law { "320/QĐ-TTg", item = "III.6" },
  indicator {
    id = "6",
    name = {
      vi = "Kinh tế: danh mục chỉ tiêu chưa đọc được",
      en = "Economy: the indicators were not readable",
    },
    value  = advanced_economy_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "7", key = true,
  name = { vi = "Môi trường", en = "Environment" },
  source = law { "320/QĐ-TTg", item = "III.7" },
  indicator {
    id = "7",
    name = {
      vi = "Môi trường: danh mục chỉ tiêu chưa đọc được",
      en = "Environment: the indicators were not readable",
    },
    value  = advanced_environment_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

criterion {
  of = "district.advanced", id = "8", key = true,
  name = { vi = "Chất lượng môi trường sống", en = "Quality of living environment" },
  source = law { "320/QĐ-TTg", item = "III.8" },
  indicator {
    id = "8",
    name = {
      vi = "Chất lượng môi trường sống: danh mục chỉ tiêu chưa đọc được",
      en = "Quality of living environment: the indicators were not readable",
    },
    value  = advanced_living_environment_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Số 9.1 và tên tiêu chí có nguồn (926/QĐ-TTg); các nội dung phải đạt và các chỉ tiêu khác chưa thấy.
-- The number 9.1 and the name of the criterion are sourced (926/QĐ-TTg); its parts and the other indicators were not
-- seen.
criterion {
  of = "district.advanced", id = "9", key = true,
  name = { vi = "An ninh, trật tự - Hành chính công", en = "Security, public administration" },
  source = law { "320/QĐ-TTg", item = "III.9" },
  indicator {
    id = "9.1",
    name = { vi = "An ninh, trật tự: các nội dung phải đạt", en = "Security and public order: the parts to be met" },
    source = law { "926/QĐ-TTg" },
    value    = advanced_security_parts_met,
    at_least = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.advanced/C1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural" },
  children = { { level = "commune", facts = {}, recognised = { "commune.standard" } } } }

example { of = "district.advanced/C2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural" },
  children = { { level = "commune", facts = {}, recognised = { "commune.advanced" } } } }

example { of = "district.advanced/C3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural" },
  children = { { level = "township", facts = { civilised_urban = true } } } }
example { of = "district.advanced/C3", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện không có thị trấn", en = "A district without townships" },
  facts = { district_kind = "rural" } }

example { of = "district.advanced/C4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", satisfaction_share = 100 } }

example { of = "district.advanced/1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_planning_met = true } }
example { of = "district.advanced/2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_transport_met = true } }
example { of = "district.advanced/3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_irrigation_met = true } }
example { of = "district.advanced/4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_electricity_met = true } }
example { of = "district.advanced/5", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_social_met = true } }
example { of = "district.advanced/6", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_economy_met = true } }
example { of = "district.advanced/7", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_environment_met = true } }
example { of = "district.advanced/8", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_living_environment_met = true } }
example { of = "district.advanced/9.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", advanced_security_parts_met = 10 } }

example { of = "district.advanced", year = 2024, expect = "not_applicable",
  name = { vi = "Thành phố không dùng bộ này", en = "A city is not judged by this set" },
  facts = { district_kind = "town" } }
