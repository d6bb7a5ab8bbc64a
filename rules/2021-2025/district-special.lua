-- Huyện không có đơn vị hành chính cấp xã đạt chuẩn nông thôn mới: bộ tiêu chí huyện đặc thù (211/QĐ-TTg). Đọc được
-- điều kiện hài lòng, tiêu chí 1 và hai chỉ tiêu của tiêu chí 2; phần sau bị cắt, giữ chỗ bằng một số liệu có mức còn
-- chờ, nên chưa thể thành "đạt". Ninh Thuận không có huyện nào như vậy.
-- A district without communes that meets the new-rural standard: the special-district set (211/QĐ-TTg). Readable were
-- the condition on satisfaction, criterion 1 and two indicators of criterion 2; what follows is cut and held by one
-- figure whose level is pending, so it cannot come out as met. Ninh Thuận has no such district.

standard {
  id = "district.special", level = "district",
  name = {
    vi = "Huyện không có đơn vị cấp xã đạt chuẩn nông thôn mới",
    en = "District without communes meeting the new-rural standard",
  },
  source = law { "211/QĐ-TTg" },
}

derived {
  level = "district", id = "is_special_district",
  name = { vi = "Là huyện không có đơn vị cấp xã", en = "Is a district without communes" },
  source = law { "211/QĐ-TTg" },
  value = equals(district_kind, "special"),
}

-- Điều kiện 2 (đạt bộ tiêu chí huyện đặc thù) là các tiêu chí sau. / Condition 2 (the set is met) is the criteria below.
criterion {
  of = "district.special", id = "0",
  name = { vi = "Điều kiện chung", en = "General conditions" },
  source = law { "211/QĐ-TTg" },

  indicator {
    id = "C1", name = { vi = "Người dân trong huyện hài lòng", en = "Residents of the district who are satisfied" },
    value    = satisfaction_share,
    at_least = 90,
    applies_when = is_special_district,
  },
}

criterion {
  of = "district.special", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "211/QĐ-TTg" },

  indicator {
    id = "1.1",
    name = {
      vi = "Quy hoạch huyện còn hạn hoặc đã rà soát, gồm khu dịch vụ",
      en = "District plan valid or reviewed, with service areas",
    },
    test = is_true(district_plan_valid),
    applies_when = is_special_district,
  },

  indicator {
    id = "1.2",
    name = {
      vi = "Công trình hạ tầng kỹ thuật hoặc xã hội thiết yếu xây dựng theo quy hoạch",
      en = "Essential technical or social infrastructure built to plan",
    },
    value    = works_built_to_plan,
    at_least = 1,
    applies_when = is_special_district,
  },
}

criterion {
  of = "district.special", id = "2",
  name = { vi = "Giao thông", en = "Transport" },
  source = law { "211/QĐ-TTg" },

  indicator {
    id = "2.1",
    name = {
      vi = "Đường huyện đạt chuẩn theo quy hoạch, bảo trì hằng năm",
      en = "District roads of the planned standard, maintained yearly",
    },
    value    = share(district_roads_standard_maintained, district_roads),
    at_least = 100,
    applies_when = is_special_district,
  },

  indicator {
    id = "2.2", name = { vi = "Đường huyện được trồng cây xanh", en = "District roads planted with trees" },
    value    = share(district_roads_trees, district_roads),
    at_least = delegated(),
    applies_when = is_special_district,
  },

  indicator {
    id = "2.3",
    name = {
      vi = "Đường thủy nội địa địa phương quản lý (nếu có): mức chưa đọc được",
      en = "Locally managed inland waterways (if any): the level was not readable",
    },
    value  = local_waterways_met,
    equals = pending(),
    applies_when = all { is_special_district, is_true(has_local_waterways) },
  },
}

criterion {
  of = "district.special", id = "rest",
  name = { vi = "Các tiêu chí còn lại", en = "The remaining criteria" },
  source = law { "211/QĐ-TTg" },

  indicator {
    id = "rest", name = { vi = "Các tiêu chí còn lại chưa đọc được", en = "The remaining criteria were not readable" },
    value  = special_remaining_criteria_met,
    equals = pending(),
    applies_when = is_special_district,
  },
}

-- Ví dụ / examples

example { of = "district.special/C1", year = 2024, expect = "met",
  name = { vi = "Đúng 90%", en = "Exactly 90 %" },
  facts = { district_kind = "special", satisfaction_share = 90 } }
example { of = "district.special/C1", year = 2024, expect = "not_met",
  name = { vi = "Dưới 90%", en = "Just below 90 %" },
  facts = { district_kind = "special", satisfaction_share = 89.99 } }
example { of = "district.special/C1", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện có xã không dùng bộ này", en = "A district with communes is not judged by this set" },
  facts = { district_kind = "rural", satisfaction_share = 90 } }

example { of = "district.special/1.1", year = 2024, expect = "met",
  name = { vi = "Quy hoạch còn hạn", en = "The plan is valid" },
  facts = { district_kind = "special", district_plan_valid = true } }
example { of = "district.special/1.1", year = 2024, expect = "not_met",
  name = { vi = "Quy hoạch hết hạn, chưa rà soát", en = "Out of date and not reviewed" },
  facts = { district_kind = "special", district_plan_valid = false } }

example { of = "district.special/1.2", year = 2024, expect = "met",
  name = { vi = "Đúng 1 công trình", en = "Exactly 1" },
  facts = { district_kind = "special", works_built_to_plan = 1 } }
example { of = "district.special/1.2", year = 2024, expect = "not_met",
  name = { vi = "Không có công trình nào", en = "None" },
  facts = { district_kind = "special", works_built_to_plan = 0 } }

example { of = "district.special/2.1", year = 2024, expect = "met",
  name = { vi = "Đúng 100%", en = "Exactly 100 %" },
  facts = { district_kind = "special", district_roads = 30, district_roads_standard_maintained = 30 } }
example { of = "district.special/2.1", year = 2024, expect = "not_met",
  name = { vi = "Dưới 100%", en = "Just below 100 %" },
  facts = { district_kind = "special", district_roads = 30, district_roads_standard_maintained = 29.99 } }

example { of = "district.special/2.2", year = 2024, expect = "no_data", causes = { "delegated" },
  name = { vi = "Tỉnh chưa quy định mức", en = "Level left to the province" },
  facts = { district_kind = "special", district_roads = 30, district_roads_trees = 30 } }

example { of = "district.special/2.3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "special", has_local_waterways = true, local_waterways_met = true } }
example { of = "district.special/2.3", year = 2024, expect = "not_applicable",
  name = { vi = "Không có đường thủy nội địa", en = "No inland waterways" },
  facts = { district_kind = "special", has_local_waterways = false } }

example { of = "district.special/rest", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "special", special_remaining_criteria_met = true } }

example { of = "district.special", year = 2024, expect = "not_met",
  name = { vi = "Một điều kiện không đạt là đủ", en = "One failing condition decides" },
  facts = { district_kind = "special", satisfaction_share = 50 } }
example { of = "district.special", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện có xã không dùng bộ này", en = "A district with communes is not judged by this set" },
  facts = { district_kind = "rural" } }
