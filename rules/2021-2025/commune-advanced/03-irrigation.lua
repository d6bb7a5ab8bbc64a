-- Tiêu chí 3 (nâng cao): tưới tiêu, tổ chức thủy lợi cơ sở, tưới tiết kiệm nước, bảo trì công trình, nước thải, phòng
-- chống thiên tai. 211/QĐ-TTg sửa 3.4 (mức cũ và mới chưa thấy). Các tên khác theo trí nhớ; chưa mức nào đọc được.
-- Criterion 3 (advanced): irrigation, its grassroots bodies, saving water, upkeep of works, wastewater, disaster
-- readiness. 211/QĐ-TTg amended 3.4 (neither level seen). The other labels are recalled; no level was seen.

criterion {
  of = "commune.advanced", id = "3",
  name = { vi = "Thủy lợi và phòng, chống thiên tai", en = "Irrigation and disaster prevention" },
  source = law { "318/QĐ-TTg", item = "II.3" },

  -- Xã không có đất sản xuất nông nghiệp thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No farm land, nothing to judge (our reading, unchecked).
  indicator {
    id = "3.1",
    name = {
      vi = "Đất sản xuất nông nghiệp được tưới, tiêu chủ động",
      en = "Farm land with active irrigation and drainage",
    },
    value    = share(farmland_irrigated, farmland),
    at_least = pending(),
    applies_when = unverified(more_than(farmland, 0)),
  },

  indicator {
    id = "3.2",
    name = { vi = "Có tổ chức thủy lợi cơ sở hoạt động hiệu quả", en = "Effective grassroots irrigation body" },
    value    = effective_irrigation_bodies,
    at_least = pending(),
  },

  -- Xã không có cây trồng chủ lực thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No key crop, nothing to judge (our reading, unchecked).
  indicator {
    id = "3.3",
    name = {
      vi = "Cây trồng chủ lực được tưới tiên tiến, tiết kiệm nước",
      en = "Key crops under advanced, water-saving irrigation",
    },
    value    = share(key_crops_water_saving, key_crops),
    at_least = pending(),
    applies_when = unverified(more_than(key_crops, 0)),
  },

  -- Xã không có công trình nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No works, nothing to judge (our reading, unchecked).
  indicator {
    id = "3.4",
    name = {
      vi = "Công trình thủy lợi nhỏ, nội đồng được bảo trì hằng năm",
      en = "Small and in-field irrigation works maintained yearly",
    },
    source = law { "211/QĐ-TTg" },
    value    = share(irrigation_works_maintained, irrigation_works),
    at_least = pending(),
    applies_when = unverified(more_than(irrigation_works, 0)),
  },

  indicator {
    id = "3.5",
    name = {
      vi = "Nước thải vào công trình thủy lợi được kiểm kê, kiểm soát",
      en = "Wastewater into irrigation works inventoried and controlled",
    },
    value  = irrigation_wastewater_controlled,
    equals = pending(),
  },

  -- Thang mức độ và mức phải đạt chưa đọc được. / Neither the scale nor the level asked for was seen.
  indicator {
    id = "3.6",
    name = {
      vi = "Chủ động phòng, chống thiên tai theo phương châm 4 tại chỗ",
      en = "Disaster readiness by the four on-the-spot motto",
    },
    value    = disaster_readiness_level,
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/3.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { farmland = 500, farmland_irrigated = 500 } }
example { of = "commune.advanced/3.1", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có đất sản xuất nông nghiệp", en = "Commune without farm land" },
  facts = { farmland = 0 } }

example { of = "commune.advanced/3.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { effective_irrigation_bodies = 1 } }

example { of = "commune.advanced/3.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { key_crops = 100, key_crops_water_saving = 100 } }
example { of = "commune.advanced/3.3", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cây trồng chủ lực", en = "Commune without key crops" },
  facts = { key_crops = 0 } }

example { of = "commune.advanced/3.4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { irrigation_works = 20, irrigation_works_maintained = 20 } }
example { of = "commune.advanced/3.4", year = 2024, expect = "not_applicable",
  name = { vi = "Xã không có công trình thủy lợi nhỏ", en = "Commune without small irrigation works" },
  facts = { irrigation_works = 0 } }

example { of = "commune.advanced/3.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { irrigation_wastewater_controlled = true } }

example { of = "commune.advanced/3.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { disaster_readiness_level = 3 } }

-- Chỉ có một cũng là có để xét. / A single one is enough to be judged.
example { of = "commune.advanced/3.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { farmland = 1, farmland_irrigated = 1 } }
example { of = "commune.advanced/3.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { key_crops = 1, key_crops_water_saving = 1 } }
example { of = "commune.advanced/3.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { irrigation_works = 1, irrigation_works_maintained = 1 } }
