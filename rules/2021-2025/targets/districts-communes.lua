-- Chỉ tiêu đến năm 2025 về huyện và xã đạt chuẩn (chương trình hành động thực hiện Nghị quyết 16-NQ/TU, hàng 1 đến
-- 6). Huyện, xã được tính khi đã được công nhận và còn hiệu lực, hoặc khi số liệu cho thấy đạt. Xã là đơn vị cấp
-- "commune": phường và thị trấn là cấp khác, không đếm. `reported` là số tỉnh công bố: có thì lấy làm câu trả lời, số
-- tính được đứng bên cạnh.
-- Targets by 2025 about districts and communes (action programme for Resolution 16-NQ/TU, rows 1 to 6). A district or
-- commune counts when it is recognised and the decision is in force, or when its figures say that it meets the
-- standard. A commune is a unit of the level "commune": wards and townships have levels of their own and do not
-- count. `reported` is what the province published: where there is one it is the answer, and the computed figure
-- stands beside it.

-- 1. Từ 4 huyện trở lên / 4 districts or more
target {
  id = "districts-standard-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số huyện đạt chuẩn nông thôn mới", en = "Districts meeting the new-rural standard" },
  source = law { "16-NQ/TU programme" },
  value = count_of("district", any { met "district.standard", recognised "district.standard" }),
  at_least = 4,
  reported = districts_standard,
  baseline = { year = 2020, value = 2 }, path = "linear",
}

-- 2. Trong đó từ 1 huyện nâng cao … / Of which 1 advanced or more …
target {
  id = "districts-advanced-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số huyện đạt chuẩn nâng cao", en = "Advanced districts" },
  source = law { "16-NQ/TU programme" },
  value = count_of("district", any { met "district.advanced", recognised "district.advanced" }),
  at_least = 1,
  reported = districts_advanced,
}

-- … và 1 huyện nữa cơ bản đạt nâng cao: cùng với huyện nâng cao là 2 huyện. "Cơ bản" là tham số
-- (basically-advanced.lua).
-- … and 1 more that basically is: 2 together with the advanced one. "Basically" is a parameter
-- (basically-advanced.lua).
target {
  id = "districts-basically-advanced-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Số huyện đạt hoặc cơ bản đạt nâng cao",
    en = "Districts advanced or basically so",
  },
  source = law { "16-NQ/TU programme" },
  value = count_of("district",
    any { met "district.advanced", recognised "district.advanced", basically_advanced }),
  at_least = 2,
}

-- 3. Từ 38 trên 47 xã trở lên / 38 of 47 communes or more
target {
  id = "communes-standard-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số xã đạt chuẩn nông thôn mới", en = "Communes meeting the new-rural standard" },
  source = law { "16-NQ/TU programme", item = "I.2.1" },
  value = count_of("commune", any { met "commune.standard", recognised "commune.standard" }),
  at_least = 38,
  reported = communes_standard,
  baseline = { year = 2020, value = 27 }, path = "linear",
}

-- 4. Trong đó từ 15 xã nâng cao / Of which 15 advanced or more
target {
  id = "communes-advanced-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số xã đạt chuẩn nâng cao", en = "Advanced communes" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", any { met "commune.advanced", recognised "commune.advanced" }),
  at_least = 15,
  reported = communes_advanced,
  baseline = { year = 2020, value = 2 }, path = "linear",
}

-- 5. Trong đó từ 5 xã kiểu mẫu. Chưa thấy số năm 2020 nên không có đường đi. / Of which 5 model communes or more. No
-- figure of 2020 was found, so there is no path.
target {
  id = "communes-model-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số xã đạt chuẩn kiểu mẫu", en = "Model communes" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", any { met "commune.model", recognised "commune.model" }),
  at_least = 5,
  reported = communes_model,
}

-- 6. Không còn xã dưới 15 tiêu chí. Đủ 15 tiêu chí chắc chắn đạt, hoặc chắc chắn không thể đủ 15, thì kết luận được
-- dù tiêu chí khác chưa có số liệu. Không có xã nào thì không phải là "không còn": kết quả là thiếu số liệu.
-- 6. No commune is left below 15 criteria. 15 that are certainly met, or can no longer be, decide whatever else is
-- unknown. No commune at all is not "none left": it is no data.
local criteria = {}
for i = 1, 19 do criteria[i] = met("commune.standard/" .. i) end

derived {
  level = "commune", id = "meets_15_criteria",
  name = { vi = "Đạt từ 15 tiêu chí trở lên", en = "Meets 15 criteria or more" },
  source = law { "16-NQ/TU programme" },
  value = at_least_n(15, criteria),
}

target {
  id = "communes-under-15-criteria-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Số xã đạt dưới 15 tiêu chí", en = "Communes below 15 criteria" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", none { meets_15_criteria }),
  at_most = 0,
  reported = communes_under_15_criteria,
}

-- Ví dụ / examples

-- Bao nhiêu đơn vị của cấp đó: đã công nhận theo các bộ ghi sau, không đạt, và chưa có báo cáo.
-- So many units of a level: recognised by the standards named, failing, and without a report.
local function units(level, failing, recognised, not_met, missing, ...)
  local list = {}
  for i = 1, recognised do list[i] = { level = level, facts = {}, recognised = { ... } } end
  for i = 1, not_met do list[recognised + i] = { level = level, facts = failing, recognised = {} } end
  for i = 1, missing do list[recognised + not_met + i] = { level = level, facts = {} } end
  return list
end
local function districts(...) return units("district", { district_kind = "rural", satisfaction_share = 0 }, ...) end
local function communes(...) return units("commune", { plan_approved = false }, ...) end

example { of = "districts-standard-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 4 huyện", en = "Exactly 4" }, facts = {}, children = districts(4, 2, 0, "district.standard") }
example { of = "districts-standard-2025", year = 2025, expect = "not_met",
  name = { vi = "3 huyện", en = "3" }, facts = {}, children = districts(3, 3, 0, "district.standard") }
example { of = "districts-standard-2025", year = 2025, expect = "met",
  name = { vi = "Đủ 4 huyện dù các huyện khác chưa báo cáo", en = "4, whatever the other reports say" },
  facts = {}, children = districts(4, 0, 2, "district.standard") }
example { of = "districts-standard-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "3 huyện, một huyện chưa báo cáo", en = "3, and one report is missing" },
  facts = {}, children = districts(3, 2, 1, "district.standard") }
example { of = "districts-standard-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không còn cấp huyện", en = "The level is gone" }, facts = {} }

-- Mức của bộ nâng cao còn chờ nên huyện có xã chưa thể kết luận; thành phố không thuộc bộ này thì không đếm.
-- With the advanced levels pending a rural district is undecided; a city is outside that set and does not count.
local function cities(count)
  local list = {}
  for i = 1, count do list[i] = { level = "district", facts = { district_kind = "town" }, recognised = {} } end
  return list
end
local function with(first, list)
  list[#list + 1] = first
  return list
end
local advanced = { level = "district", facts = { district_kind = "rural" }, recognised = { "district.advanced" } }

example { of = "districts-advanced-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 1 huyện", en = "Exactly 1" }, facts = {}, children = with(advanced, cities(2)) }
example { of = "districts-advanced-2025", year = 2025, expect = "not_met",
  name = { vi = "Không có huyện nào", en = "None" }, facts = {}, children = cities(2) }
example { of = "districts-advanced-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Huyện chưa kết luận được", en = "A district is undecided" },
  facts = {}, children = with({ level = "district", facts = { district_kind = "rural" } }, cities(1)) }

example { of = "districts-basically-advanced-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 2 huyện", en = "Exactly 2" }, facts = {}, children = with(advanced, with(advanced, cities(1))) }
example { of = "districts-basically-advanced-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "1 huyện nâng cao; cơ bản đạt là thế nào chưa ai quyết định", en = "1 advanced; \"basically\" is not set" },
  facts = {}, children = with(advanced, with({ level = "district", facts = { district_kind = "rural" } }, cities(1))) }
example { of = "districts-basically-advanced-2025", year = 2025, expect = "not_met",
  name = { vi = "Chỉ có 1 huyện", en = "There is only 1 district" }, facts = {}, children = { advanced } }

example { of = "communes-standard-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 38 xã", en = "Exactly 38" }, facts = {}, children = communes(38, 9, 0, "commune.standard") }
example { of = "communes-standard-2025", year = 2025, expect = "not_met",
  name = { vi = "37 xã", en = "37" }, facts = {}, children = communes(37, 10, 0, "commune.standard") }
example { of = "communes-standard-2025", year = 2025, expect = "met",
  name = { vi = "38 xã, 9 xã chưa báo cáo", en = "38, and 9 reports are missing" },
  facts = {}, children = communes(38, 0, 9, "commune.standard") }
example { of = "communes-standard-2025", year = 2025, expect = "not_met",
  name = { vi = "35 xã, 2 xã chưa báo cáo cũng không đủ", en = "35, and 2 missing reports cannot make it 38" },
  facts = {}, children = communes(35, 10, 2, "commune.standard") }
example { of = "communes-standard-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "37 xã, 1 xã chưa báo cáo", en = "37, and 1 report is missing" },
  facts = {}, children = communes(37, 9, 1, "commune.standard") }
example { of = "communes-standard-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không có xã nào", en = "No commune" }, facts = {} }

example { of = "communes-advanced-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 15 xã", en = "Exactly 15" }, facts = {}, children = communes(15, 32, 0, "commune.advanced") }
example { of = "communes-advanced-2025", year = 2025, expect = "not_met",
  name = { vi = "14 xã", en = "14" }, facts = {}, children = communes(14, 33, 0, "commune.advanced") }

example { of = "communes-model-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 5 xã", en = "Exactly 5" }, facts = {}, children = communes(5, 42, 0, "commune.model") }
example { of = "communes-model-2025", year = 2025, expect = "not_met",
  name = { vi = "4 xã", en = "4" }, facts = {}, children = communes(4, 43, 0, "commune.model") }

-- Một xã đạt 15 tiêu chí: mọi tiêu chí trừ 5, 14, 15, 17 chưa biết. / A commune that meets 15: all but 5, 14, 15 and 17,
-- which are unknown.
local function commune(different)
  local facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000, households = 2500, villages = 8,
    plan_approved = true, plan_rules_applied = true,
    commune_roads = 10, commune_roads_paved = 10, village_roads = 20, village_roads_hardened = 20, lanes = 30,
    lanes_clean = 30, field_roads = 10, field_roads_serviceable = 10,
    farmland = 500, farmland_irrigated = 500, disaster_readiness_met = true,
    power_grid_meets_standard = true, households_safe_power = 2500,
    has_culture_house = true, has_sports_ground = true, recreation_spots = 1, villages_culture_place = 8,
    has_market = true, market_meets_standard = true,
    has_postal_point = true, has_telecom_internet = true, radio_reaches_villages = true, it_used_in_management = true,
    no_makeshift_housing = true, households_solid_housing = 2500,
    income_per_person = 99, households_poor = 0, workers = 5000, workers_trained = 5000, workers_certified = 5000,
    has_effective_cooperative = true, has_production_sale_linkage = true, key_products_traceable = true,
    has_craft_village = false, has_effective_extension_team = true,
    village_culture_met = true,
    officials_meet_standard = true, party_unit_rated_well = true, government_rated_well = true,
    political_bodies_rated_well = true, legal_documents_met = true, legal_information_met = true,
    mediation_and_legal_aid_met = true, gender_equality_met = true, new_rural_plan_issued = true,
    militia_strong = true, security_parts_met = 8,
  }
  for fact, value in pairs(different) do facts[fact] = value end
  return { level = "commune", facts = facts }
end
-- Bốn tiêu chí kia không đạt. / The other four fail.
local four = {
  schools = 4, schools_minimum_standard = 0, preschool_5_universal = false, health_criteria_met = false,
  landscape_clean = false,
}
local fourteen = { plan_approved = false }
for fact, value in pairs(four) do fourteen[fact] = value end

example { of = "communes-under-15-criteria-2025", year = 2025, expect = "met",
  name = { vi = "Xã nào cũng đạt đúng 15", en = "Every commune meets exactly 15" },
  facts = {}, children = { commune(four), commune {} } }
example { of = "communes-under-15-criteria-2025", year = 2025, expect = "not_met",
  name = { vi = "Một xã đạt 14, xã kia chưa báo cáo", en = "One meets 14, the other has not reported" },
  facts = {}, children = { commune(fourteen), { level = "commune", facts = {} } } }
example { of = "communes-under-15-criteria-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Một xã chưa rõ đạt 14 hay 15", en = "14 or 15, not known which" },
  facts = {}, children = { commune {}, commune { plan_approved = "" , schools = 4, schools_minimum_standard = 0,
    preschool_5_universal = false, health_criteria_met = false, landscape_clean = false } } }
example { of = "communes-under-15-criteria-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không có xã nào", en = "No commune at all" }, facts = {} }
