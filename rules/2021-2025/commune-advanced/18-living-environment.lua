-- Tiêu chí 18 (nâng cao; trọng yếu theo 18/2022/QĐ-TTg): nước sạch, an toàn thực phẩm, vệ sinh, bãi chôn lấp.
-- 211/QĐ-TTg sửa 18.1 (mức mới chưa thấy; một báo cáo địa phương có mức trước khi sửa nên không dùng). Tên chỉ tiêu
-- theo trí nhớ và chưa ghi mức nào.
-- Criterion 18 (advanced; key, by 18/2022/QĐ-TTg): clean water, food safety, hygiene, landfills. 211/QĐ-TTg amended
-- 18.1 (new level not seen; a local report has one from before the amendment, which is not used). The labels are
-- recalled and no level is entered.

criterion {
  of = "commune.advanced", id = "18", key = true,
  name = { vi = "Chất lượng môi trường sống", en = "Quality of living environment" },
  source = law { "318/QĐ-TTg", item = "II.18" },

  indicator {
    id = "18.1",
    name = {
      vi = "Hộ dùng nước sạch theo quy chuẩn từ công trình cấp nước tập trung",
      en = "Households on centralised water that meets the standard",
    },
    source = law { "211/QĐ-TTg" },
    value    = share(households_central_water, households),
    at_least = pending(),
  },

  indicator {
    id = "18.2",
    name = {
      vi = "Cấp nước sinh hoạt bình quân một người một ngày",
      en = "Average domestic water supply per person and day",
    },
    value    = water_supply_per_person,
    at_least = pending(),
  },

  -- Xã không có công trình nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No works, nothing to judge (our reading, unchecked).
  indicator {
    id = "18.3",
    name = {
      vi = "Công trình cấp nước tập trung được quản lý, vận hành bền vững",
      en = "Central water works run sustainably",
    },
    value    = share(water_works_sustainable, water_works),
    at_least = pending(),
    applies_when = unverified(more_than(water_works, 0)),
  },

  -- Xã không có chủ thể nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No food handler, nothing to judge (our reading, unchecked).
  indicator {
    id = "18.4",
    name = { vi = "Chủ thể sản xuất, kinh doanh thực phẩm được tập huấn", en = "Food handlers trained" },
    value    = share(food_handlers_trained, food_handlers),
    at_least = pending(),
    applies_when = unverified(more_than(food_handlers, 0)),
  },

  indicator {
    id = "18.5",
    name = { vi = "Không có sự cố an toàn thực phẩm", en = "No food-safety incident" },
    value  = no_food_safety_incident,
    equals = pending(),
  },

  -- Xã không có cơ sở nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No processor, nothing to judge (our reading, unchecked).
  indicator {
    id = "18.6",
    name = {
      vi = "Cơ sở sơ chế, chế biến có chứng nhận an toàn thực phẩm",
      en = "Processors with a food-safety certificate",
    },
    value    = share(food_processors_certified, food_processors),
    at_least = pending(),
    applies_when = unverified(more_than(food_processors, 0)),
  },

  indicator {
    id = "18.7",
    name = { vi = "Hộ có nhà tắm, nhà tiêu, bể nước hợp vệ sinh", en = "Households with hygienic facilities" },
    value    = share(households_hygienic, households),
    at_least = pending(),
  },

  -- Xã không có bãi chôn lấp thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No landfill, nothing to judge (our reading, unchecked).
  indicator {
    id = "18.8",
    name = { vi = "Bãi chôn lấp chất thải đạt chuẩn", en = "Landfills that meet the standard" },
    value    = share(landfills_compliant, landfills),
    at_least = pending(),
    applies_when = unverified(more_than(landfills, 0)),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/18.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_clean_water = 2500, households_central_water = 2500 } }
example { of = "commune.advanced/18.1", year = 2024, expect = "no_data", causes = { "households_central_water" },
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { households = 2500, households_clean_water = 2500 } }

example { of = "commune.advanced/18.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { water_supply_per_person = 120 } }

example { of = "commune.advanced/18.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { water_works = 2, water_works_sustainable = 2 } }
example { of = "commune.advanced/18.3", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có công trình cấp nước tập trung", en = "Commune without central water works" },
  facts = { water_works = 0 } }

example { of = "commune.advanced/18.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { food_handlers = 80, food_handlers_trained = 80 } }
example { of = "commune.advanced/18.4", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có chủ thể thực phẩm", en = "No food handler" },
  facts = { food_handlers = 0 } }

example { of = "commune.advanced/18.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { no_food_safety_incident = true } }

example { of = "commune.advanced/18.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { food_processors = 10, food_processors_certified = 10 } }
example { of = "commune.advanced/18.6", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cơ sở sơ chế, chế biến", en = "No food processor" },
  facts = { food_processors = 0 } }

example { of = "commune.advanced/18.7", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_hygienic = 2500 } }

example { of = "commune.advanced/18.8", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { landfills = 1, landfills_compliant = 1 } }
example { of = "commune.advanced/18.8", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có bãi chôn lấp", en = "Commune without a landfill" },
  facts = { landfills = 0 } }

-- Chỉ có một cũng là có để xét. / A single one is enough to be judged.
example { of = "commune.advanced/18.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { water_works = 1, water_works_sustainable = 1 } }
example { of = "commune.advanced/18.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { food_handlers = 1, food_handlers_trained = 1 } }
example { of = "commune.advanced/18.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { food_processors = 1, food_processors_certified = 1 } }
example { of = "commune.advanced/18.8", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { landfills = 1, landfills_compliant = 1 } }
