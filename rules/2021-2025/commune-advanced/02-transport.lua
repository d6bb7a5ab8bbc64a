-- Tiêu chí 2 (nâng cao): tỷ lệ chiều dài bốn loại đường đạt yêu cầu cao hơn. Tên 2.1 có nguồn (báo chí), 2.2 đến 2.4
-- theo trí nhớ; chưa mức nào đọc được.
-- Criterion 2 (advanced): length of four kinds of road that meets the higher demand. The label of 2.1 is sourced
-- (press), 2.2 to 2.4 are recalled; no level was seen.

criterion {
  of = "commune.advanced", id = "2",
  name = { vi = "Giao thông", en = "Transport" },
  source = law { "318/QĐ-TTg", item = "II.2" },

  indicator {
    id = "2.1",
    name = {
      vi = "Đường xã được bảo trì hằng năm, sáng - xanh - sạch - đẹp, đủ hạng mục",
      en = "Commune roads maintained yearly, lit, green, clean, with fittings",
    },
    value    = share(commune_roads_maintained, commune_roads),
    at_least = pending(),
  },

  indicator {
    id = "2.2",
    name = {
      vi = "Đường thôn, liên thôn cứng hóa, bảo trì hằng năm, đủ hạng mục",
      en = "Village roads hardened, maintained yearly, with fittings",
    },
    value    = share(village_roads_maintained, village_roads),
    at_least = pending(),
  },

  indicator {
    id = "2.3",
    name = { vi = "Đường ngõ, xóm cứng hóa, sáng - xanh - sạch - đẹp", en = "Lanes hardened, lit, green, clean" },
    value    = share(lanes_hardened, lanes),
    at_least = pending(),
  },

  indicator {
    id = "2.4",
    name = { vi = "Đường trục chính nội đồng cứng hóa", en = "Main field roads hardened" },
    value    = share(field_roads_hardened, field_roads),
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/2.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { commune_roads = 10, commune_roads_maintained = 10 } }
example { of = "commune.advanced/2.1", year = 2023, expect = "no_data", causes = { "commune_roads_maintained" },
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { commune_roads = 10 } }

example { of = "commune.advanced/2.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { village_roads = 20, village_roads_maintained = 20 } }

example { of = "commune.advanced/2.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { lanes = 30, lanes_hardened = 30 } }

example { of = "commune.advanced/2.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { field_roads = 10, field_roads_hardened = 10 } }
