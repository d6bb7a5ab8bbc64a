-- Mục tiêu của tỉnh đến năm 2030 theo chương trình hành động thực hiện Nghị quyết 16-NQ/TU. Giai đoạn sau luôn đòi
-- hỏi hơn giai đoạn trước, cả số lượng và chất lượng: `follows` chỉ mục tiêu 2025 mà `check` so với. Mục tiêu 6, 12,
-- 13, 16–19 của chương trình không có mức đến 2030 nên không có ở đây; các mục tiêu đó theo 2021–2025. Chương trình
-- viết cho Ninh Thuận: 47 xã và cấp huyện. Huyện kết thúc 30/6/2025; từ 01/7/2025 Ninh Thuận thuộc Khánh Hòa, 47 xã
-- thành 24 đơn vị. `unit = "58"`: mục tiêu của Ninh Thuận, không xét cho Khánh Hòa; kết quả nói rõ tỉnh đã kết thúc.
-- Mức giữ đúng như văn bản; cây đơn vị đã khác thì kết quả nói ra, không tự quy đổi mức.
-- The province's targets by 2030 in the action programme for Resolution 16-NQ/TU. A later stage always asks more than
-- the one before, in number and in quality: `follows` names the target of 2025 that `check` compares with. Targets 6,
-- 12, 13 and 16–19 of the programme give no level for 2030 and are not here. The programme was written for Ninh Thuận
-- with its 47 communes and its districts. Districts ended on 2025-06-30; since 2025-07-01 Ninh Thuận is part of Khánh
-- Hòa and the 47 communes are 24 units. `unit = "58"`: Ninh Thuận's targets, never judged for Khánh Hòa; the result says
-- that the province has ended. Levels stay as written; where the tree has changed the result says so, and no
-- level is converted.

-- 1. Giữ các huyện đã đạt; từ 5 huyện. / Keep those that met; at least 5.
target {
  id = "districts-standard-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Huyện đạt chuẩn nông thôn mới", en = "Districts meeting the standard" },
  source = law { "16-NQ/TU programme" },
  value = count_of("district", met "district.standard"), at_least = 5,
  reported = districts_standard,
  keep = true,
  follows = "2021-2025/districts-standard-2025",
}

-- 2.
target {
  id = "districts-advanced-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Huyện đạt chuẩn nâng cao", en = "Advanced districts" },
  source = law { "16-NQ/TU programme" },
  value = count_of("district", met "district.advanced"), at_least = 2,
  reported = districts_advanced,
  keep = true,
  follows = "2021-2025/districts-advanced-2025",
}

-- 3. Xã còn trong sổ công nhận thì được tính, dù bộ 2026–2030 chưa có mức.
--    Recognised communes count although the set of 2026–2030 has no levels yet.
target {
  id = "communes-standard-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Xã đạt chuẩn nông thôn mới (trên 47 xã)", en = "Communes meeting the standard (of 47)" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", any { met "commune.standard", recognised "commune.standard" }), at_least = 45,
  reported = communes_standard,
  baseline = { year = 2025 }, path = "linear",
  keep = true,
  follows = "2021-2025/communes-standard-2025",
}

-- 4.
target {
  id = "communes-advanced-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Xã đạt chuẩn nâng cao", en = "Advanced communes" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", met "commune.advanced"), at_least = 20,
  reported = communes_advanced,
  baseline = { year = 2025 }, path = "linear",
  keep = true,
  follows = "2021-2025/communes-advanced-2025",
}

-- 5.
target {
  id = "communes-model-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Xã kiểu mẫu", en = "Model communes" },
  source = law { "16-NQ/TU programme" },
  value = count_of("commune", met "commune.model"), at_least = 8,
  reported = communes_model,
  baseline = { year = 2025 }, path = "linear",
  keep = true,
  follows = "2021-2025/communes-model-2025",
}

-- 7. Mẫu số: mọi thôn của tỉnh. / The denominator: all villages of the province.
target {
  id = "villages-standard-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Thôn đạt chuẩn nông thôn mới", en = "Villages meeting the standard" },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", met "village.standard"), at_least = 95,
  reported = share(villages_standard, villages),
  baseline = { year = 2025 }, path = "linear",
  follows = "2021-2025/villages-standard-2025",
}

-- 8. Mẫu số cũng là mọi thôn, không phải số thôn đạt chuẩn.
--    All villages again, not those at standard.
target {
  id = "villages-model-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Thôn kiểu mẫu", en = "Model villages" },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", met "village.model"), at_least = 15,
  reported = share(villages_model, villages),
  baseline = { year = 2025 }, path = "linear",
  follows = "2021-2025/villages-model-2025",
}

-- 9. Mẫu số: thôn của các xã khó khăn. / The denominator: villages of communes in difficulty.
target {
  id = "villages-difficult-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = {
    vi = "Thôn của xã khó khăn được công nhận",
    en = "Villages at standard in extremely and coastal-difficult communes",
  },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", met "village.standard", { where = in_difficult_commune }), at_least = 65,
  reported = share(villages_difficult_standard, villages_difficult),
  baseline = { year = 2025 }, path = "linear",
  follows = "2021-2025/villages-difficult-2025",
}

-- 10.
target {
  id = "trained-labour-2030", by = 2030, level = "province", unit = "58", task = "4",
  name = { vi = "Lao động nông thôn qua đào tạo", en = "Rural workers trained" },
  source = law { "16-NQ/TU programme" },
  value = share(sum_of("commune", workers_trained), sum_of("commune", workers)), at_least = 80,
  reported = trained_labour_share,
  baseline = { year = 2025 }, path = "linear",
  follows = "2021-2025/trained-labour-2025",
}

-- 11. Gấp 1,5 lần năm 2025, không phải năm 2020. / 1.5 times 2025, no longer 2020.
target {
  id = "rural-income-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Thu nhập nông thôn so với năm 2025", en = "Rural income against 2025" },
  source = law { "16-NQ/TU programme" },
  value = rural_income_per_person / in_year(2025, rural_income_per_person), at_least = 1.5,
  baseline = { year = 2025, value = 1 }, path = "linear",
  follows = "2021-2025/rural-income-2025",
}

-- 14. Khoảng kế hoạch 4–5%: vượt 5% không phải là không đạt, nên chỉ đầu dưới là mức.
--     The plan is a range: above 5% is no failure, so only its lower end is the level.
target {
  id = "agri-growth-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = {
    vi = "Nông nghiệp tăng mỗi năm (4–5%)",
    en = "Growth of agricultural value added, yearly average (planned 4–5%)",
  },
  source = law { "16-NQ/TU programme" },
  value = agri_va_growth_average, at_least = 4,
  follows = "2021-2025/agri-growth-2025",
}

-- 15.
target {
  id = "output-per-hectare-2030", by = 2030, level = "province", unit = "58", task = "2",
  name = { vi = "Giá trị trồng trọt trên một héc-ta", en = "Crop output value per hectare" },
  source = law { "16-NQ/TU programme" },
  value = output_value_per_ha, at_least = 175,
  baseline = { year = 2025 }, path = "linear",
  follows = "2021-2025/output-per-hectare-2025",
}

-- Ví dụ / examples

-- Huyện không còn: không đếm được, và kết quả nói vì sao.
-- No district is left: nothing to count, and the result says why.
example { of = "districts-standard-2030", year = 2030, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không còn cấp huyện", en = "No district level left" }, facts = { districts_standard = 5 } }
example { of = "districts-advanced-2030", year = 2030, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không còn cấp huyện", en = "No district level left" }, facts = { districts_advanced = 2 } }

-- Một số đơn vị trong sổ công nhận, số còn lại thì không. / Some units in the register, the others not.
local function units(level, standard, recognised, others)
  local list = {}
  for i = 1, recognised + others do
    if i > recognised then standard = nil end
    list[i] = { level = level, facts = {}, recognised = { standard } }
  end
  return list
end

example { of = "districts-standard-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 5", en = "Exactly 5" }, facts = {}, children = units("district", "district.standard", 5, 2) }
example { of = "districts-standard-2030", year = 2030, expect = "not_met",
  name = { vi = "Chỉ 4", en = "Only 4" }, facts = {}, children = units("district", "district.standard", 4, 3) }
example { of = "districts-advanced-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 2", en = "Exactly 2" }, facts = {}, children = units("district", "district.advanced", 2, 5) }
example { of = "districts-advanced-2030", year = 2030, expect = "not_met",
  name = { vi = "Chỉ 1", en = "Only 1" }, facts = {}, children = units("district", "district.advanced", 1, 6) }
example { of = "communes-advanced-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 20", en = "Exactly 20" }, facts = {}, children = units("commune", "commune.advanced", 20, 27) }
example { of = "communes-advanced-2030", year = 2030, expect = "not_met",
  name = { vi = "Chỉ 19", en = "Only 19" }, facts = {}, children = units("commune", "commune.advanced", 19, 28) }
example { of = "communes-model-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 8", en = "Exactly 8" }, facts = {}, children = units("commune", "commune.model", 8, 39) }
example { of = "communes-model-2030", year = 2030, expect = "not_met",
  name = { vi = "Chỉ 7", en = "Only 7" }, facts = {}, children = units("commune", "commune.model", 7, 40) }
example { of = "communes-standard-2030", year = 2030, expect = "met",
  name = { vi = "45 xã trong sổ, 2 xã chưa xét được", en = "45 in the register, 2 cannot be judged yet" },
  facts = {}, children = units("commune", "commune.standard", 45, 2) }
example { of = "communes-standard-2030", year = 2030, expect = "no_data",
  name = { vi = "44 xã trong sổ, 3 xã chưa xét được", en = "44 in the register, 3 cannot be judged yet" },
  facts = {}, children = units("commune", "commune.standard", 44, 3) }

-- Chỉ tiêu đạt chưa đủ 47 thì chắc chắn chưa đạt chuẩn. / Fewer than 47 indicators met: surely not at standard.
local below = units("commune", "commune.standard", 44, 3)
for i = 45, 47 do
  below[i].facts = {
    indicators_met_planning = 1, indicators_met_infrastructure = 1, indicators_met_economy = 1,
    indicators_met_training = 1, indicators_met_culture = 1, indicators_met_poverty = 1, indicators_met_digital = 1,
    indicators_met_environment = 1, indicators_met_government = 1, indicators_met_security = 1,
  }
end
example { of = "communes-standard-2030", year = 2030, expect = "not_met",
  name = { vi = "44 xã trong sổ, 3 xã chắc chắn chưa đạt", en = "44 in the register, 3 surely below" },
  facts = {}, children = below }
example { of = "villages-standard-2030", year = 2030, expect = "met",
  name = { vi = "19 trên 20 thôn", en = "19 of 20 villages" },
  facts = {}, children = units("village", "village.standard", 19, 1) }
example { of = "villages-standard-2030", year = 2030, expect = "not_met",
  name = { vi = "189 trên 200 thôn", en = "189 of 200 villages" },
  facts = {}, children = units("village", "village.standard", 189, 11) }
example { of = "villages-model-2030", year = 2030, expect = "met",
  name = { vi = "3 trên 20 thôn", en = "3 of 20 villages" },
  facts = {}, children = units("village", "village.model", 3, 17) }
example { of = "villages-model-2030", year = 2030, expect = "not_met",
  name = { vi = "29 trên 200 thôn", en = "29 of 200 villages" },
  facts = {}, children = units("village", "village.model", 29, 171) }

-- Thôn của xã khác không vào mẫu số. / Villages of other communes are outside the denominator.
local function difficult(recognised, others)
  return {
    { level = "commune", facts = { extremely_difficult = true, coastal_difficult = false },
      children = units("village", "village.standard", recognised, 0) },
    { level = "commune", facts = { extremely_difficult = false, coastal_difficult = true },
      children = units("village", "village.standard", 0, others) },
    { level = "commune", facts = { extremely_difficult = false, coastal_difficult = false },
      children = units("village", "village.standard", 0, 9) },
  }
end
example { of = "villages-difficult-2030", year = 2030, expect = "met",
  name = { vi = "13 trên 20 thôn", en = "13 of 20 villages" }, facts = {}, children = difficult(13, 7) }
example { of = "villages-difficult-2030", year = 2030, expect = "not_met",
  name = { vi = "12 trên 20 thôn", en = "12 of 20 villages" }, facts = {}, children = difficult(12, 8) }

local function trained(workers)
  return {
    { level = "commune", facts = { workers = 1000, workers_trained = workers } },
    { level = "commune", facts = { workers = 1000, workers_trained = 900 } },
  }
end
example { of = "trained-labour-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 80% của cả hai xã", en = "Exactly 80% of both communes" }, facts = {}, children = trained(700) }
example { of = "trained-labour-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 80%", en = "Just below 80%" }, facts = {}, children = trained(699) }

example { of = "rural-income-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 1,5 lần năm 2025", en = "Exactly 1.5 times 2025" }, facts = { rural_income_per_person = 90 },
  history = { [2025] = { rural_income_per_person = 60 } } }
example { of = "rural-income-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 1,5 lần năm 2025", en = "Just below 1.5 times 2025" },
  facts = { rural_income_per_person = 89.99 },
  history = { [2025] = { rural_income_per_person = 60 } } }
example { of = "rural-income-2030", year = 2030, expect = "no_data", causes = { "other_year" },
  name = { vi = "Thiếu số năm gốc", en = "The base year is missing" }, facts = { rural_income_per_person = 90 },
  history = { [2020] = { rural_income_per_person = 40 } } }
example { of = "agri-growth-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 4%", en = "Exactly 4%" }, facts = { agri_va_growth_average = 4 } }
example { of = "agri-growth-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 4%", en = "Just below 4%" }, facts = { agri_va_growth_average = 3.99 } }
example { of = "agri-growth-2030", year = 2030, expect = "met",
  name = { vi = "Trên 5% không phải là không đạt", en = "Above 5% is no failure" },
  facts = { agri_va_growth_average = 6 } }
example { of = "output-per-hectare-2030", year = 2030, expect = "met",
  name = { vi = "Đúng 175 triệu đồng", en = "Exactly 175 million" }, facts = { output_value_per_ha = 175 } }
example { of = "output-per-hectare-2030", year = 2030, expect = "not_met",
  name = { vi = "Dưới 175 triệu đồng", en = "Just below 175 million" }, facts = { output_value_per_ha = 174.99 } }

-- Dưới 65% nhưng trên 64%. / Below 65 %, above 64 %.
example { of = "villages-difficult-2030", year = 2030, expect = "not_met",
  name = { vi = "129 trên 200 thôn", en = "129 of 200 villages" }, facts = {}, children = difficult(129, 71) }
