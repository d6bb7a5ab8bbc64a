-- Ví dụ cho bản đọc tạm: cùng các trường hợp như ví dụ của chỉ tiêu 2021–2025, để thấy mỗi mức chuyển sang vẫn là mức
-- cũ. Ai đổi mức ở 2021-2025 thì các ví dụ này cũng báo: bản đọc tạm đã đổi theo.
-- Examples of the interim reading: the cases of the 2021–2025 indicators, so that every level carried over is seen to
-- be the level of before. Whoever changes one in 2021-2025 hears of it here too: the interim reading has moved with
-- it.

local function met(id, facts)
  example { of = "commune.interim/" .. id, year = 2026, expect = "met",
    name = { vi = "Đạt theo mức 2021–2025", en = "Met at the level of 2021–2025" }, facts = facts }
end

local function not_met(id, facts)
  example { of = "commune.interim/" .. id, year = 2026, expect = "not_met",
    name = { vi = "Chưa đạt theo mức 2021–2025", en = "Not met at the level of 2021–2025" }, facts = facts }
end

local function not_applicable(id, facts)
  example { of = "commune.interim/" .. id, year = 2026, expect = "not_applicable",
    name = { vi = "Không có gì để xét, như 2021–2025", en = "Nothing to judge, as in 2021–2025" }, facts = facts }
end

-- Xã Duyên hải Nam Trung Bộ, và xã đặc biệt khó khăn ở đó.
-- A South Central Coast commune, and an extremely difficult one.
local function coast(facts)
  facts.region, facts.extremely_difficult = "south_central_coast", false
  return facts
end

local function hard(facts)
  facts.region, facts.extremely_difficult = "south_central_coast", true
  return facts
end

-- 1
met("1.1", { plan_approved = true })
not_met("1.1", { plan_approved = false })
met("1.2", { plan_rules_applied = true })
not_met("1.2", { plan_rules_applied = false })

-- 2
met("2.1", coast { commune_roads = 10, commune_roads_paved = 10 })
not_met("2.1", coast { commune_roads = 10, commune_roads_paved = 9.99 })
met("2.1", hard { commune_roads = 10, commune_roads_paved = 8 })
not_met("2.1", hard { commune_roads = 10, commune_roads_paved = 7.99 })
met("2.1", {
  commune_roads = 10, commune_roads_paved = 8, extremely_difficult = false, region = "northern_mountains",
})
met("2.2", coast { village_roads = 10, village_roads_hardened = 7 })
not_met("2.2", coast { village_roads = 10, village_roads_hardened = 6.99 })
met("2.2", hard { village_roads = 10, village_roads_hardened = 5 })
not_met("2.2", hard { village_roads = 10, village_roads_hardened = 4.99 })
met("2.3", coast { lanes = 10, lanes_clean = 7 })
not_met("2.3", coast { lanes = 10, lanes_clean = 6.99 })
met("2.3", hard { lanes = 10, lanes_clean = 5 })
not_met("2.3", hard { lanes = 10, lanes_clean = 4.99 })
met("2.4", coast { field_roads = 10, field_roads_serviceable = 7 })
not_met("2.4", coast { field_roads = 10, field_roads_serviceable = 6.99 })
met("2.4", hard { field_roads = 10, field_roads_serviceable = 5 })
not_met("2.4", hard { field_roads = 10, field_roads_serviceable = 4.99 })
met("2.5", { farmland = 500, farmland_irrigated = 400 })
not_met("2.5", { farmland = 500, farmland_irrigated = 399.99 })
not_applicable("2.5", { farmland = 0, farmland_irrigated = 0 })
met("2.6", { disaster_readiness_met = true })
not_met("2.6", { disaster_readiness_met = false })
met("2.7", { power_grid_meets_standard = true })
not_met("2.7", { power_grid_meets_standard = false })
met("2.8", coast { households = 1000, households_safe_power = 980 })
not_met("2.8", coast { households = 1000, households_safe_power = 979 })
met("2.8", hard { households = 1000, households_safe_power = 950 })
not_met("2.8", hard { households = 1000, households_safe_power = 949 })
met("2.9", coast { schools = 10, schools_level_1 = 7, schools_minimum_standard = 10 })
not_met("2.9", coast { schools = 10, schools_level_1 = 6, schools_minimum_standard = 10 })
met("2.9", coast { schools = 3, schools_level_1 = 2, schools_minimum_standard = 3 })
not_met("2.9", coast { schools = 4, schools_level_1 = 2, schools_minimum_standard = 4 })
met("2.9", coast { schools = 2, schools_level_1 = 1, schools_minimum_standard = 2 })
not_met("2.9", coast { schools = 3, schools_level_1 = 1, schools_minimum_standard = 3 })
not_met("2.9", coast { schools = 3, schools_level_1 = 2, schools_minimum_standard = 2 })
met("2.9", {
  extremely_difficult = false, region = "red_river_delta", schools = 10, schools_level_1 = 10,
  schools_minimum_standard = 10,
})
not_met("2.9", {
  extremely_difficult = false, region = "red_river_delta", schools = 10, schools_level_1 = 9,
  schools_minimum_standard = 10,
})
met("2.9", {
  extremely_difficult = false, region = "south_east", schools = 2, schools_level_1 = 2,
  schools_minimum_standard = 2,
})
not_met("2.9", {
  extremely_difficult = false, region = "south_east", schools = 2, schools_level_1 = 1,
  schools_minimum_standard = 2,
})
met("2.9", {
  extremely_difficult = true, region = "south_east", schools = 2, schools_level_1 = 1,
  schools_minimum_standard = 2,
})
met("2.10", { has_culture_house = true, has_sports_ground = true })
not_met("2.10", { has_culture_house = true, has_sports_ground = false })
not_met("2.10", { has_culture_house = false, has_sports_ground = true })
met("2.11", { recreation_spots = 1 })
not_met("2.11", { recreation_spots = 0 })
met("2.12", { villages = 8, villages_culture_place = 8 })
not_met("2.12", { villages = 8, villages_culture_place = 7 })
met("2.13", { has_market = true, market_meets_standard = true })
not_met("2.13", { has_market = true, market_meets_standard = false, retail_outlet_meets_standard = true })
met("2.13", { has_market = false, retail_outlet_meets_standard = true })
not_met("2.13", { has_market = false, retail_outlet_meets_standard = false })
met("2.14", { has_postal_point = true })
not_met("2.14", { has_postal_point = false })
met("2.15", { has_telecom_internet = true })
not_met("2.15", { has_telecom_internet = false })
met("2.16", { radio_reaches_villages = true })
not_met("2.16", { radio_reaches_villages = false })
met("2.17", { no_makeshift_housing = true })
not_met("2.17", { no_makeshift_housing = false })
met("2.18", coast { households = 1000, households_solid_housing = 800 })
not_met("2.18", coast { households = 1000, households_solid_housing = 799 })
met("2.18", hard { households = 1000, households_solid_housing = 750 })
not_met("2.18", hard { households = 1000, households_solid_housing = 749 })

-- 3
met("3.1", coast { income_per_person = 53 })
not_met("3.1", coast { income_per_person = 52.99 })
met("3.1", hard { income_per_person = 48 })
not_met("3.1", hard { income_per_person = 47.99 })
met("3.2", { has_effective_cooperative = true })
met("3.2", {
  cooperative_group_contracts = 1, has_effective_cooperative = false, has_effective_cooperative_group = true,
})
not_met("3.2", {
  cooperative_group_contracts = 0, has_effective_cooperative = false, has_effective_cooperative_group = true,
})
not_met("3.2", {
  cooperative_group_contracts = 1, has_effective_cooperative = false, has_effective_cooperative_group = false,
})
not_met("3.2", {
  cooperative_group_contracts = 0, has_effective_cooperative = false, has_effective_cooperative_group = false,
})
met("3.3", { has_production_sale_linkage = true })
not_met("3.3", { has_production_sale_linkage = false })
met("3.4", { key_products_traceable = true })
not_met("3.4", { key_products_traceable = false })
met("3.5", { craft_village_plan_issued = true, has_craft_village = true })
not_met("3.5", { craft_village_plan_issued = false, has_craft_village = true })
not_applicable("3.5", { has_craft_village = false })
met("3.6", { has_effective_extension_team = true })
not_met("3.6", { has_effective_extension_team = false })

-- 4
met("4.1", coast { workers = 1000, workers_trained = 700 })
not_met("4.1", coast { workers = 1000, workers_trained = 699 })
met("4.1", hard { workers = 1000, workers_trained = 600 })
not_met("4.1", hard { workers = 1000, workers_trained = 599 })
met("4.2", coast { workers = 1000, workers_certified = 250 })
not_met("4.2", coast { workers = 1000, workers_certified = 249 })
met("4.2", hard { workers = 1000, workers_certified = 200 })
not_met("4.2", hard { workers = 1000, workers_certified = 199 })

-- 5
met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 98, literacy_level = 2, lower_secondary_level = 2,
  preschool_5_universal = true, primary_level = 2,
})
not_met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 98, literacy_level = 2, lower_secondary_level = 2,
  preschool_5_universal = false, primary_level = 2,
})
not_met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 98, literacy_level = 2, lower_secondary_level = 2,
  preschool_5_universal = true, primary_level = 1,
})
not_met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 98, literacy_level = 2, lower_secondary_level = 1,
  preschool_5_universal = true, primary_level = 2,
})
not_met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 98, literacy_level = 1, lower_secondary_level = 2,
  preschool_5_universal = true, primary_level = 2,
})
not_met("5.1", {
  children_6 = 100, children_6_in_grade_1 = 97, literacy_level = 2, lower_secondary_level = 2,
  preschool_5_universal = true, primary_level = 2,
})
met("5.2", coast { lower_secondary_graduates = 100, lower_secondary_graduates_continuing = 85 })
not_met("5.2", coast { lower_secondary_graduates = 100, lower_secondary_graduates_continuing = 84 })
met("5.2", hard { lower_secondary_graduates = 100, lower_secondary_graduates_continuing = 70 })
not_met("5.2", hard { lower_secondary_graduates = 100, lower_secondary_graduates_continuing = 69 })
met("5.3", coast { people_health_insured = 9000, population = 10000 })
not_met("5.3", coast { people_health_insured = 8999, population = 10000 })
met("5.3", hard { people_health_insured = 9000, population = 10000 })
not_met("5.3", hard { people_health_insured = 8999, population = 10000 })
met("5.4", { health_criteria_met = true })
not_met("5.4", { health_criteria_met = false })
met("5.5", coast { children_under_5 = 500, children_under_5_stunted = 100 })
not_met("5.5", coast { children_under_5 = 500, children_under_5_stunted = 101 })
met("5.5", hard { children_under_5 = 500, children_under_5_stunted = 120 })
not_met("5.5", hard { children_under_5 = 500, children_under_5_stunted = 121 })
met("5.6", { village_culture_met = true })
not_met("5.6", { village_culture_met = false })

-- 6
met("6.1", coast { households = 1000, households_poor = 50 })
not_met("6.1", coast { households = 1000, households_poor = 51 })
met("6.1", hard { households = 1000, households_poor = 130 })
not_met("6.1", hard { households = 1000, households_poor = 131 })
met("6.1", coast { households = 1000, households_poor = 0 })
met("6.2", { gender_equality_met = true })
not_met("6.2", { gender_equality_met = false })

-- 7
met("7.1", { it_used_in_management = true })
not_met("7.1", { it_used_in_management = false })
met("7.2", coast { people_electronic_health_book = 5000, population = 10000 })
not_met("7.2", coast { people_electronic_health_book = 4999, population = 10000 })
met("7.2", hard { people_electronic_health_book = 5000, population = 10000 })
not_met("7.2", hard { people_electronic_health_book = 4999, population = 10000 })

-- 8
met("8.1", coast { households = 1000, households_clean_water = 550 })
not_met("8.1", coast { households = 1000, households_clean_water = 549 })
met("8.1", hard { households = 1000, households_clean_water = 350 })
not_met("8.1", hard { households = 1000, households_clean_water = 349 })
met("8.2", coast { production_sites = 100, production_sites_compliant = 90 })
not_met("8.2", coast { production_sites = 100, production_sites_compliant = 89 })
met("8.2", hard { production_sites = 100, production_sites_compliant = 85 })
not_met("8.2", hard { production_sites = 100, production_sites_compliant = 84 })
not_applicable("8.2", coast { production_sites = 0, production_sites_compliant = 0 })
met("8.3", { landscape_clean = true })
not_met("8.3", { landscape_clean = false })
met("8.4", coast { population = 10000, public_green_land = 20000 })
not_met("8.4", coast { population = 10000, public_green_land = 19999 })
met("8.4", hard { population = 10000, public_green_land = 20000 })
not_met("8.4", hard { population = 10000, public_green_land = 19999 })
met("8.5", { burial_as_planned = true, has_cemetery = true })
not_met("8.5", { burial_as_planned = false, has_cemetery = true })
not_applicable("8.5", { has_cemetery = false })
met("8.6", coast { solid_waste = 1000, solid_waste_treated = 800 })
not_met("8.6", coast { solid_waste = 1000, solid_waste_treated = 799.99 })
met("8.6", hard { solid_waste = 1000, solid_waste_treated = 700 })
not_met("8.6", hard { solid_waste = 1000, solid_waste_treated = 699.99 })
met("8.7", coast {
  medical_waste = 60, medical_waste_treated = 60, pesticide_packaging = 40, pesticide_packaging_treated = 40,
})
not_met("8.7", coast {
  medical_waste = 60, medical_waste_treated = 59.99, pesticide_packaging = 40, pesticide_packaging_treated = 40,
})
met("8.7", hard {
  medical_waste = 60, medical_waste_treated = 60, pesticide_packaging = 40, pesticide_packaging_treated = 40,
})
not_met("8.7", hard {
  medical_waste = 60, medical_waste_treated = 59.99, pesticide_packaging = 40, pesticide_packaging_treated = 40,
})
met("8.8", coast { households = 1000, households_hygienic = 850 })
not_met("8.8", coast { households = 1000, households_hygienic = 849 })
met("8.8", hard { households = 1000, households_hygienic = 700 })
not_met("8.8", hard { households = 1000, households_hygienic = 699 })
met("8.9", coast { livestock_sites = 100, livestock_sites_compliant = 75 })
not_met("8.9", coast { livestock_sites = 100, livestock_sites_compliant = 74 })
met("8.9", hard { livestock_sites = 100, livestock_sites_compliant = 60 })
not_met("8.9", hard { livestock_sites = 100, livestock_sites_compliant = 59 })
not_applicable("8.9", coast { livestock_sites = 0, livestock_sites_compliant = 0 })
met("8.10", coast { food_producers = 100, food_producers_compliant = 100 })
not_met("8.10", coast { food_producers = 100, food_producers_compliant = 99 })
met("8.10", hard { food_producers = 100, food_producers_compliant = 100 })
not_met("8.10", hard { food_producers = 100, food_producers_compliant = 99 })
not_applicable("8.10", coast { food_producers = 0, food_producers_compliant = 0 })
met("8.11", coast { households = 1000, households_sorting_waste = 300 })
not_met("8.11", coast { households = 1000, households_sorting_waste = 299 })
met("8.11", hard { households = 1000, households_sorting_waste = 300 })
not_met("8.11", hard { households = 1000, households_sorting_waste = 299 })
met("8.12", coast { plastic_waste = 20, plastic_waste_treated = 10 })
not_met("8.12", coast { plastic_waste = 20, plastic_waste_treated = 9.99 })
met("8.12", hard { plastic_waste = 20, plastic_waste_treated = 10 })
not_met("8.12", hard { plastic_waste = 20, plastic_waste_treated = 9.99 })

-- 9
met("9.1", { officials_meet_standard = true })
not_met("9.1", { officials_meet_standard = false })
met("9.2", { government_rated_well = true, party_unit_rated_well = true })
not_met("9.2", { government_rated_well = true, party_unit_rated_well = false })
not_met("9.2", { government_rated_well = false, party_unit_rated_well = true })
met("9.3", { political_bodies_rated_well = true })
not_met("9.3", { political_bodies_rated_well = false })
met("9.4", { new_rural_plan_issued = true })
not_met("9.4", { new_rural_plan_issued = false })

-- 10
met("10.1", { legal_documents_met = true, legal_information_met = true, mediation_and_legal_aid_met = true })
not_met("10.1", { legal_documents_met = false, legal_information_met = true, mediation_and_legal_aid_met = true })
not_met("10.1", { legal_documents_met = true, legal_information_met = false, mediation_and_legal_aid_met = true })
not_met("10.1", { legal_documents_met = true, legal_information_met = true, mediation_and_legal_aid_met = false })
met("10.2", { militia_strong = true })
not_met("10.2", { militia_strong = false })
met("10.3", { security_parts_met = 8 })
not_met("10.3", { security_parts_met = 7 })
met("10.3", { security_parts_met = 8 })
not_met("10.3", { security_parts_met = 7 })
