-- Xã nông thôn mới hiện đại: khung thí điểm, có lần đầu trong giai đoạn này (51/2025/QĐ-TTg, Phụ lục II). Chắc chắn
-- là có khung này; số tiêu chí, tên và mức chưa đọc được. Theo tên gọi của mục tiêu cả nước, xã hiện đại nằm trong số
-- xã đạt chuẩn.
-- The modern new-rural commune: a pilot frame, new in this period (51/2025/QĐ-TTg, annex II). That it exists is sure;
-- its criteria and levels were not seen. As the national target words it, modern communes are among those at
-- standard.

standard {
  id = "commune.modern", level = "commune",
  name = {
    vi = "Xã nông thôn mới hiện đại (thí điểm, chưa có mức)",
    en = "Modern new-rural commune (pilot, levels not entered)",
  },
  source = law { "51/2025/QĐ-TTg", item = "II" },
  test = all { met "commune.standard", pending() },
}

example { of = "commune.modern", year = 2026, expect = "no_data", causes = { "pending" },
  name = { vi = "Chưa có mức", en = "Levels not entered" },
  facts = { adjoins_urban_area = false, oriented_to_new_town = false, agriculture_share = 40, zone = "I" } }

local facts = {
  adjoins_urban_area = false, oriented_to_new_town = false, agriculture_share = 40, zone = "I",
  indicators_met_planning = 0, indicators_met_infrastructure = 0, indicators_met_economy = 0,
  indicators_met_training = 0, indicators_met_culture = 0, indicators_met_poverty = 0, indicators_met_digital = 0,
  indicators_met_environment = 0, indicators_met_government = 0, indicators_met_security = 0,
}
example { of = "commune.modern", year = 2026, expect = "not_met",
  name = { vi = "Chưa đạt chuẩn thì chưa hiện đại", en = "Below the standard, none is modern" }, facts = facts }
