-- Tiêu chí 2: tỷ lệ chiều dài bốn loại đường đã đạt yêu cầu. Theo trí nhớ, cả bốn mức được phân cấp cho tỉnh (mức
-- của 504/QĐ-UBND chưa đọc được). Chưa có nguồn đọc được: tên chỉ tiêu và mức đều theo trí nhớ, phải đối chiếu với
-- văn bản trước khi dùng.
-- Criterion 2: length of four kinds of road that is up to the mark. All four levels are, as recalled, delegated to
-- the province (those of 504/QĐ-UBND were not seen). No readable source yet: labels and levels are recalled, to be
-- checked against the text before use.

criterion {
  of = "commune.standard", id = "2",
  name = { vi = "Giao thông", en = "Transport" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "2.1",
    name = {
      vi = "Đường xã rải nhựa hoặc bê tông, ô tô đi được cả năm",
      en = "Commune roads paved, open to cars all year",
    },
    value    = share(commune_roads_paved, commune_roads),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(80),
      south_central_coast = unverified(100),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "2.2",
    name = { vi = "Đường thôn, liên thôn được cứng hóa", en = "Village and inter-village roads hardened" },
    value    = share(village_roads_hardened, village_roads),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(50),
      south_central_coast = unverified(70),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "2.3",
    name = { vi = "Đường ngõ, xóm sạch, không lầy lội", en = "Lanes clean and free of mud" },
    value    = share(lanes_clean, lanes),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(50),
      south_central_coast = unverified(70),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "2.4",
    name = {
      vi = "Đường trục chính nội đồng vận chuyển được cả năm",
      en = "Main field roads fit for haulage all year",
    },
    value    = share(field_roads_serviceable, field_roads),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(50),
      south_central_coast = unverified(70),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/2.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 100%, xã Duyên hải Nam Trung Bộ", en = "Exactly 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, commune_roads = 10, commune_roads_paved = 10,
  } }
example { of = "commune.standard/2.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 100%, xã Duyên hải Nam Trung Bộ", en = "Just below 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, commune_roads = 10, commune_roads_paved = 9.99,
  } }
example { of = "commune.standard/2.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 80%, xã đặc biệt khó khăn", en = "Exactly 80%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, commune_roads = 10, commune_roads_paved = 8,
  } }
example { of = "commune.standard/2.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 80%, xã đặc biệt khó khăn", en = "Just below 80%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, commune_roads = 10, commune_roads_paved = 7.99,
  } }
example { of = "commune.standard/2.1", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, commune_roads = 10, commune_roads_paved = 10 } }
example { of = "commune.standard/2.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, commune_roads = 10 } }
example { of = "commune.standard/2.1", year = 2023, expect = "met",
  name = { vi = "Xã Trung du và miền núi phía Bắc, đúng mức 80%", en = "Northern Mountains commune, exactly 80%" },
  facts = {
    region = "northern_mountains", extremely_difficult = false, commune_roads = 10, commune_roads_paved = 8,
  } }
example { of = "commune.standard/2.1", year = 2023, expect = "no_data",
  name = {
    vi = "Không rõ có đặc biệt khó khăn hay không thì chưa biết dùng mức nào",
    en = "Unknown whether extremely difficult, so unknown which level applies",
  },
  facts = { region = "south_central_coast", commune_roads = 10, commune_roads_paved = 9 } }

example { of = "commune.standard/2.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã Duyên hải Nam Trung Bộ", en = "Exactly 70%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, village_roads = 10, village_roads_hardened = 7,
  } }
example { of = "commune.standard/2.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã Duyên hải Nam Trung Bộ", en = "Just below 70%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, village_roads = 10,
    village_roads_hardened = 6.99,
  } }
example { of = "commune.standard/2.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã đặc biệt khó khăn", en = "Exactly 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, village_roads = 10, village_roads_hardened = 5,
  } }
example { of = "commune.standard/2.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã đặc biệt khó khăn", en = "Just below 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, village_roads = 10,
    village_roads_hardened = 4.99,
  } }

example { of = "commune.standard/2.3", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã Duyên hải Nam Trung Bộ", en = "Exactly 70%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, lanes = 10, lanes_clean = 7 } }
example { of = "commune.standard/2.3", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã Duyên hải Nam Trung Bộ", en = "Just below 70%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, lanes = 10, lanes_clean = 6.99 } }
example { of = "commune.standard/2.3", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã đặc biệt khó khăn", en = "Exactly 50%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, lanes = 10, lanes_clean = 5 } }
example { of = "commune.standard/2.3", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã đặc biệt khó khăn", en = "Just below 50%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, lanes = 10, lanes_clean = 4.99 } }

example { of = "commune.standard/2.4", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã Duyên hải Nam Trung Bộ", en = "Exactly 70%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, field_roads = 10, field_roads_serviceable = 7,
  } }
example { of = "commune.standard/2.4", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã Duyên hải Nam Trung Bộ", en = "Just below 70%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, field_roads = 10,
    field_roads_serviceable = 6.99,
  } }
example { of = "commune.standard/2.4", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã đặc biệt khó khăn", en = "Exactly 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, field_roads = 10, field_roads_serviceable = 5,
  } }
example { of = "commune.standard/2.4", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã đặc biệt khó khăn", en = "Just below 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, field_roads = 10,
    field_roads_serviceable = 4.99,
  } }
example { of = "commune.standard/2.4", year = 2023, expect = "no_data",
  name = { vi = "Chưa có đường nào thì không có tỷ lệ", en = "No road at all, so no share" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, field_roads = 0, field_roads_serviceable = 0,
  } }
