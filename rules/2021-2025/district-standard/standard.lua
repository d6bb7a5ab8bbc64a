-- Huyện đạt chuẩn nông thôn mới (320/QĐ-TTg, Phụ lục I): các điều kiện chung và 9 tiêu chí huyện. Chỉ xét huyện có
-- xã; thị xã và thành phố theo district-town.lua, huyện không có đơn vị cấp xã theo district-special.lua. Tiêu chí
-- trọng yếu, dùng khi xét thu hồi (18/2022/QĐ-TTg): 6 Kinh tế, 7 Môi trường, 8 Chất lượng môi trường sống, 9 Hệ thống
-- chính trị - An ninh, trật tự - Hành chính công. Phần lớn chỉ tiêu của 9 tiêu chí chưa đọc được: một huyện có thể
-- không đạt, chưa thể đạt.
-- A district that meets the new-rural standard (320/QĐ-TTg, annex I): the general conditions and nine criteria. Only
-- districts with communes; towns and cities are in district-town.lua, districts without communes in
-- district-special.lua. Key criteria, which matter for withdrawal (18/2022/QĐ-TTg): 6 Economy, 7 Environment, 8
-- Quality of living environment, 9 Political system, security, public administration. Most indicators of the nine
-- were not readable: a district can fail but cannot yet pass.

standard {
  id = "district.standard", level = "district",
  name = { vi = "Huyện đạt chuẩn nông thôn mới", en = "District meeting the new-rural standard" },
  source = law { "320/QĐ-TTg", item = "I" },
}

-- Điều kiện 5 (đủ 9 tiêu chí huyện) là các tiêu chí 1 đến 9. / Condition 5 (all nine criteria) is criteria 1 to 9.
criterion {
  of = "district.standard", id = "0",
  name = { vi = "Điều kiện chung", en = "General conditions" },
  source = law { "320/QĐ-TTg", item = "I" },

  -- Xã đã được công nhận và còn hiệu lực, hoặc tính ra là đạt / recognised and in force, or found to meet the standard
  indicator {
    id = "C1", name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Communes meeting the standard" },
    value    = share_of("commune", any { met "commune.standard", recognised "commune.standard" }),
    at_least = 100,
    applies_when = is_rural_district,
  },

  indicator {
    id = "C2", name = { vi = "Xã đạt chuẩn nông thôn mới nâng cao", en = "Communes meeting the advanced standard" },
    value    = share_of("commune", any { met "commune.advanced", recognised "commune.advanced" }),
    at_least = 10,
    applies_when = is_rural_district,
  },

  -- Huyện không có thị trấn thì không xét. / Does not apply to a district without townships.
  indicator {
    id = "C3", name = { vi = "Thị trấn đạt chuẩn đô thị văn minh", en = "Townships meeting the civilised-urban standard" },
    value    = share_of("township", is_true(civilised_urban)),
    at_least = 100,
    applies_when = all { is_rural_district, has_township },
  },

  indicator {
    id = "C4", name = { vi = "Người dân trong huyện hài lòng", en = "Residents of the district who are satisfied" },
    value    = satisfaction_share,
    at_least = 90,
    applies_when = is_rural_district,
  },

  -- Ở từng xã, với từng nội dung: xã nào cũng phải từ 80%. / In every commune, with every content: none below 80%.
  indicator {
    id = "C4b",
    name = {
      vi = "Xã mà mọi nội dung đều có từ 80% người dân hài lòng",
      en = "Communes where every content satisfies at least 80% of residents",
    },
    value    = share_of("commune", at_least(satisfaction_lowest_content, 80)),
    at_least = 100,
    applies_when = is_rural_district,
  },
}

-- Đếm mọi thị trấn, dù đã có số liệu hay chưa. / Counts every township, whether its figure is known or not.
derived {
  level = "district", id = "has_township",
  name = { vi = "Huyện có thị trấn", en = "The district has townships" },
  source = law { "320/QĐ-TTg", item = "I" },
  value = more_than(count_of("township", any { known(civilised_urban), none { known(civilised_urban) } }, { empty = 0 }), 0),
}

-- Ví dụ / examples

example { of = "district.standard/C1", year = 2024, expect = "met",
  name = { vi = "Mọi xã đã được công nhận", en = "Every commune is recognised" },
  facts = { district_kind = "rural" },
  children = {
    { level = "commune", facts = {}, recognised = { "commune.standard" } },
    { level = "commune", facts = {}, recognised = { "commune.standard" } },
  } }
example { of = "district.standard/C1", year = 2024, expect = "not_met",
  name = { vi = "Một xã chưa đạt", en = "One commune falls short" },
  facts = { district_kind = "rural" },
  children = {
    { level = "commune", facts = {}, recognised = { "commune.standard" } },
    { level = "commune", facts = { plan_approved = false } },
  } }
example { of = "district.standard/C1", year = 2024, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Một xã chưa đủ số liệu", en = "One commune is undecided" },
  facts = { district_kind = "rural" },
  children = {
    { level = "commune", facts = {}, recognised = { "commune.standard" } },
    { level = "commune", facts = {} },
  } }
example { of = "district.standard/C1", year = 2024, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không thấy xã nào", en = "No commune at all" },
  facts = { district_kind = "rural" } }
example { of = "district.standard/C1", year = 2024, expect = "not_applicable",
  name = { vi = "Thành phố không dùng bộ này", en = "A city is not judged by this set" },
  facts = { district_kind = "town" } }

-- 10 xã, 1 xã nâng cao là đúng 10%; 11 xã thì dưới. / 1 of 10 is exactly 10 %, 1 of 11 is below.
local function communes(count, standard, advanced)
  local list = {}
  for i = 1, count do
    list[i] = { level = "commune", facts = { plan_approved = false } }
    if i == 1 then list[i].recognised = advanced else list[i].recognised = standard end
  end
  return list
end

example { of = "district.standard/C2", year = 2024, expect = "met",
  name = { vi = "Đúng 10%: 1 trên 10 xã", en = "Exactly 10 %: 1 of 10" },
  facts = { district_kind = "rural" },
  children = communes(10, { "commune.standard" }, { "commune.standard", "commune.advanced" }) }
example { of = "district.standard/C2", year = 2024, expect = "not_met",
  name = { vi = "Dưới 10%: 1 trên 11 xã", en = "Below 10 %: 1 of 11" },
  facts = { district_kind = "rural" },
  children = communes(11, { "commune.standard" }, { "commune.standard", "commune.advanced" }) }
example { of = "district.standard/C2", year = 2024, expect = "met",
  name = { vi = "Đã đủ 10% dù một xã chưa có số liệu", en = "Reached, whatever the missing report says" },
  facts = { district_kind = "rural" },
  children = {
    { level = "commune", facts = {}, recognised = { "commune.advanced" } },
    { level = "commune", facts = {} },
  } }

example { of = "district.standard/C3", year = 2024, expect = "met",
  name = { vi = "Thị trấn duy nhất đạt", en = "Its only township does" },
  facts = { district_kind = "rural" },
  children = { { level = "township", facts = { civilised_urban = true } } } }
example { of = "district.standard/C3", year = 2024, expect = "not_met",
  name = { vi = "Một trong hai thị trấn chưa đạt", en = "One of two does not" },
  facts = { district_kind = "rural" },
  children = {
    { level = "township", facts = { civilised_urban = true } },
    { level = "township", facts = { civilised_urban = false } },
  } }
example { of = "district.standard/C3", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện không có thị trấn", en = "A district without townships" },
  facts = { district_kind = "rural" },
  children = { { level = "commune", facts = {} } } }
example { of = "district.standard/C3", year = 2024, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Chưa rõ thị trấn đạt hay không", en = "Not known of the township" },
  facts = { district_kind = "rural" },
  children = { { level = "township", facts = {} } } }

example { of = "district.standard/C4", year = 2024, expect = "met",
  name = { vi = "Đúng 90%", en = "Exactly 90 %" },
  facts = { district_kind = "rural", satisfaction_share = 90 } }
example { of = "district.standard/C4", year = 2024, expect = "not_met",
  name = { vi = "Dưới 90%", en = "Just below 90 %" },
  facts = { district_kind = "rural", satisfaction_share = 89.99 } }

example { of = "district.standard/C4b", year = 2024, expect = "met",
  name = { vi = "Xã nào cũng từ 80%", en = "No commune below 80 %" },
  facts = { district_kind = "rural" },
  children = {
    { level = "commune", facts = { satisfaction_lowest_content = 80 } },
    { level = "commune", facts = { satisfaction_lowest_content = 97.5 } },
  } }
example { of = "district.standard/C4b", year = 2024, expect = "not_met",
  name = { vi = "Một xã dưới 80%, xã kia chưa báo cáo", en = "One below 80 %, the other has not reported" },
  facts = { district_kind = "rural" },
  children = { { level = "commune", facts = { satisfaction_lowest_content = 79.99 } }, { level = "commune", facts = {} } } }

example { of = "district.standard", year = 2024, expect = "not_met",
  name = { vi = "Một điều kiện chung không đạt là đủ", en = "One failing condition decides" },
  facts = { district_kind = "rural", satisfaction_share = 80 } }
example { of = "district.standard", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ điều kiện chung: còn chờ mức của 9 tiêu chí", en = "The conditions hold: the nine criteria are waited for" },
  facts = { district_kind = "rural", satisfaction_share = 90 },
  children = { { level = "commune", facts = { satisfaction_lowest_content = 80 },
    recognised = { "commune.standard", "commune.advanced" } } } }
example { of = "district.standard", year = 2024, expect = "not_applicable",
  name = { vi = "Thành phố không dùng bộ này", en = "A city is not judged by this set" },
  facts = { district_kind = "town" } }

-- 99 trên 100: mọi xã, mọi thị trấn là tất cả. / 99 of 100: every commune and township means every one.
local function all_but_one(first, other)
  local list = { first }
  for i = 2, 100 do list[i] = other end
  return list
end
local recognised = { level = "commune", facts = {}, recognised = { "commune.standard" } }
example { of = "district.standard/C1", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 xã", en = "99 of 100 communes" }, facts = { district_kind = "rural" },
  children = all_but_one({ level = "commune", facts = { plan_approved = false } }, recognised) }
example { of = "district.standard/C3", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 thị trấn", en = "99 of 100 townships" }, facts = { district_kind = "rural" },
  children = all_but_one(
    { level = "township", facts = { civilised_urban = false } }, { level = "township", facts = { civilised_urban = true } }) }
example { of = "district.standard/C4b", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 xã", en = "99 of 100 communes" }, facts = { district_kind = "rural" },
  children = all_but_one(
    { level = "commune", facts = { satisfaction_lowest_content = 79.99 } },
    { level = "commune", facts = { satisfaction_lowest_content = 80 } }) }
