-- Xã đạt chuẩn nông thôn mới: bốn điều kiện để xét công nhận theo 18/2022/QĐ-TTg (điều khoản cụ thể chưa đọc được).
-- Chỉ một tiêu chí không đạt là không công nhận. Mức 90% hài lòng mới có nguồn cho cấp huyện; với xã phải đối chiếu
-- trước khi dùng. Tiêu chí trọng yếu, dùng khi xét thu hồi: 10 Thu nhập, 17 Môi trường và an toàn thực phẩm, 19 Quốc
-- phòng và An ninh.
-- A commune that meets the new-rural standard: the four conditions of recognition in 18/2022/QĐ-TTg (article not
-- seen). One failing criterion means no recognition. The 90% of satisfied residents is sourced for districts only;
-- for communes it is to be checked before use. Key criteria, which matter for withdrawal: 10 Income, 17 Environment
-- and food safety, 19 Defence and security.

standard {
  id = "commune.standard", level = "commune",
  name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Commune meeting the new-rural standard" },
  source = law { "18/2022/QĐ-TTg" },

  test = all {
    -- R-C1: đủ 19 tiêu chí / all 19 criteria
    every_criterion(),
    -- R-C2: không có nợ đọng xây dựng cơ bản / no outstanding construction debt
    equals(construction_debt, 0),
    -- R-C3: người dân hài lòng / satisfied residents
    at_least(satisfaction_share, unverified(90)),
    -- R-C4: không phức tạp về an ninh, trật tự / not complex in security and order
    is_true(security_not_complex),
  },
}

-- Ví dụ / examples

example { of = "commune.standard", year = 2024, expect = "met",
  name = {
    vi = "Xã Duyên hải Nam Trung Bộ đúng mức ở mọi tiêu chí",
    en = "South Central Coast commune exactly at the level everywhere",
  },
  facts = {
    -- Xã / the commune
    region = "south_central_coast", extremely_difficult = false, population = 10000, households = 2500,
    villages = 8,
    -- 1
    plan_approved = true, plan_rules_applied = true,
    -- 2
    commune_roads = 10, commune_roads_paved = 10, village_roads = 20, village_roads_hardened = 14, lanes = 30,
    lanes_clean = 21, field_roads = 10, field_roads_serviceable = 7,
    -- 3
    farmland = 500, farmland_irrigated = 400, disaster_readiness_met = true,
    -- 4
    power_grid_meets_standard = true, households_safe_power = 2450,
    -- 5
    schools = 4, schools_minimum_standard = 4, schools_level_1 = 3,
    -- 6
    has_culture_house = true, has_sports_ground = true, recreation_spots = 1, villages_culture_place = 8,
    -- 7
    has_market = true, market_meets_standard = true,
    -- 8
    has_postal_point = true, has_telecom_internet = true, radio_reaches_villages = true,
    it_used_in_management = true,
    -- 9
    no_makeshift_housing = true, households_solid_housing = 2000,
    -- 10
    income_per_person = 50,
    -- 11
    households_poor = 125,
    -- 12
    workers = 5000, workers_trained = 3500, workers_certified = 1250,
    -- 13
    has_effective_cooperative = true, has_production_sale_linkage = true, key_products_traceable = true,
    has_craft_village = false, has_effective_extension_team = true,
    -- 14
    preschool_5_universal = true, primary_level = 2, lower_secondary_level = 2, literacy_level = 2,
    children_6 = 150, children_6_in_grade_1 = 147, lower_secondary_graduates = 100,
    lower_secondary_graduates_continuing = 85,
    -- 15
    people_health_insured = 9000, health_criteria_met = true, children_under_5 = 500,
    children_under_5_stunted = 100, people_electronic_health_book = 5000,
    -- 16
    village_culture_met = true,
    -- 17
    households_clean_water = 1375, production_sites = 0, landscape_clean = true, public_green_land = 20000,
    has_cemetery = true, burial_as_planned = true, solid_waste = 1000, solid_waste_treated = 800,
    pesticide_packaging = 40, pesticide_packaging_treated = 40, medical_waste = 60, medical_waste_treated = 60,
    households_hygienic = 2125, livestock_sites = 0, food_producers = 30, food_producers_compliant = 30,
    households_sorting_waste = 750, plastic_waste = 20, plastic_waste_treated = 10,
    -- 18
    officials_meet_standard = true, party_unit_rated_well = true, government_rated_well = true,
    political_bodies_rated_well = true, legal_documents_met = true, legal_information_met = true,
    mediation_and_legal_aid_met = true, gender_equality_met = true, new_rural_plan_issued = true,
    -- 19
    militia_strong = true, security_parts_met = 8,
    -- Điều kiện công nhận / conditions for recognition
    construction_debt = 0, satisfaction_share = 90, security_not_complex = true,
  } }

example { of = "commune.standard", year = 2024, expect = "not_met",
  name = { vi = "Còn nợ đọng xây dựng cơ bản", en = "Construction debt outstanding" },
  facts = { construction_debt = 0.01, satisfaction_share = 95, security_not_complex = true } }
example { of = "commune.standard", year = 2024, expect = "not_met",
  name = { vi = "Tỷ lệ hài lòng dưới 90%", en = "Fewer than 90% satisfied" },
  facts = { construction_debt = 0, satisfaction_share = 89.99, security_not_complex = true } }
example { of = "commune.standard", year = 2024, expect = "not_met",
  name = { vi = "Phức tạp về an ninh, trật tự", en = "Complex in security and order" },
  facts = { construction_debt = 0, satisfaction_share = 90, security_not_complex = false } }
example { of = "commune.standard", year = 2024, expect = "not_met",
  name = {
    vi = "Một chỉ tiêu không đạt là đủ để không đạt, dù số liệu khác còn thiếu",
    en = "One failing indicator decides, whatever else is missing",
  },
  facts = { plan_approved = false, construction_debt = 0, satisfaction_share = 90, security_not_complex = true } }
example { of = "commune.standard", year = 2024, expect = "no_data",
  name = { vi = "Đủ điều kiện chung, thiếu số liệu tiêu chí", en = "Conditions hold, figures of criteria missing" },
  facts = { construction_debt = 0, satisfaction_share = 90, security_not_complex = true } }
