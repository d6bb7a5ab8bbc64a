-- Chỉ tiêu đến năm 2025 về sản xuất, thủy lợi và rừng (hàng 14 đến 17 và 19 của chương trình hành động): số của cả tỉnh.
-- Targets by 2025 about production, irrigation and forest (rows 14 to 17 and 19 of the action programme): figures of the
-- whole province.

-- 14. Mức kế hoạch là 3–4% một năm: đầu trên (4%) là dự kiến, tăng nhanh hơn không phải là không đạt, nên chỉ đầu
-- dưới là mức phải đạt. / The planned range is 3–4 % a year: its upper end (4 %) is what was foreseen, and growing
-- faster is no failure, so only the lower end is the level.
target {
  id = "agri-growth-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Nông nghiệp tăng mỗi năm (3–4%)",
    en = "Agriculture grows a year (3–4%)",
  },
  source = law { "16-NQ/TU programme" },
  value = agri_va_growth_average,
  at_least = 3,
}

-- 15. Từ số năm 2021, năm đầu có công bố / From the figure of 2021, the first that was published
target {
  id = "output-per-hectare-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Giá trị trồng trọt trên một héc-ta", en = "Crop output value per hectare" },
  source = law { "16-NQ/TU programme" },
  value = output_value_per_ha,
  at_least = 150,
  baseline = { year = 2021 }, path = "linear",
}

-- 16
target {
  id = "irrigated-area-2025", by = 2025, level = "province", unit = "58", task = "1",
  name = { vi = "Diện tích được tưới chủ động", en = "Production area with active irrigation" },
  source = law { "16-NQ/TU programme" },
  value = irrigated_share,
  at_least = 62,
}

-- 17. Cộng từ năm 2021: thiếu một năm thì chưa biết tổng. / Added up from 2021: with a year missing the total is
-- unknown.
target {
  id = "rice-land-converted-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Đất lúa đã chuyển đổi, cộng từ 2021",
    en = "Rice land converted since 2021",
  },
  source = law { "16-NQ/TU programme" },
  value = total_since(2021, rice_land_converted),
  at_least = 2000,
}

-- 19
target {
  id = "forest-cover-2025", by = 2025, level = "province", unit = "58", task = { "2", "3" },
  name = { vi = "Tỷ lệ che phủ rừng", en = "Forest cover" },
  source = law { "16-NQ/TU programme" },
  value = forest_cover,
  at_least = 49,
}

-- Ví dụ / examples

example { of = "agri-growth-2025", year = 2025, expect = "not_met",
  name = { vi = "2,99%", en = "2.99 %" }, facts = { agri_va_growth_average = 2.99 } }
example { of = "agri-growth-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 3%", en = "Exactly 3 %" }, facts = { agri_va_growth_average = 3 } }
example { of = "agri-growth-2025", year = 2025, expect = "met",
  name = { vi = "4,5%: trên mức kế hoạch cũng là đạt", en = "4.5 %: above the plan is met" },
  facts = { agri_va_growth_average = 4.5 } }

example { of = "output-per-hectare-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 150 triệu đồng", en = "Exactly 150 million" }, facts = { output_value_per_ha = 150 } }
example { of = "output-per-hectare-2025", year = 2025, expect = "not_met",
  name = { vi = "Dưới 150 triệu đồng", en = "Just below 150 million" }, facts = { output_value_per_ha = 149.99 } }

example { of = "irrigated-area-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 62%", en = "Exactly 62 %" }, facts = { irrigated_share = 62 } }
example { of = "irrigated-area-2025", year = 2025, expect = "not_met",
  name = { vi = "Dưới 62%", en = "Just below 62 %" }, facts = { irrigated_share = 61.99 } }
example { of = "irrigated-area-2025", year = 2025, expect = "no_data", causes = { irrigated_share },
  name = { vi = "Chưa công bố", en = "Not published" }, facts = {} }

example { of = "rice-land-converted-2025", year = 2023, expect = "met",
  name = { vi = "Đúng 2.000 ha trong 3 năm", en = "Exactly 2,000 ha in 3 years" },
  facts = { rice_land_converted = 700 },
  history = { [2021] = { rice_land_converted = 600 }, [2022] = { rice_land_converted = 700 } } }
example { of = "rice-land-converted-2025", year = 2023, expect = "not_met",
  name = { vi = "Dưới 2.000 ha", en = "Just below 2,000 ha" },
  facts = { rice_land_converted = 699.99 },
  history = { [2021] = { rice_land_converted = 600 }, [2022] = { rice_land_converted = 700 } } }
example { of = "rice-land-converted-2025", year = 2023, expect = "no_data", causes = { "other_year" },
  name = { vi = "Thiếu năm 2022", en = "2022 is missing" },
  facts = { rice_land_converted = 700 }, history = { [2021] = { rice_land_converted = 600 } } }

example { of = "forest-cover-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 49%", en = "Exactly 49 %" }, facts = { forest_cover = 49 } }
example { of = "forest-cover-2025", year = 2025, expect = "not_met",
  name = { vi = "Dưới 49%", en = "Just below 49 %" }, facts = { forest_cover = 48.99 } }
