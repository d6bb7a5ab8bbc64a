-- Tiêu chí 9: không còn nhà tạm và hộ có nhà kiên cố hoặc bán kiên cố. Tên chỉ tiêu thấy trong tin công nhận xã; mức
-- chưa có nguồn, phải đối chiếu với văn bản trước khi dùng.
-- Criterion 9: no makeshift houses, and households in solid or semi-solid ones. Labels were seen in recognition
-- news; the levels have no source yet and are to be checked against the text before use.

criterion {
  of = "commune.standard", id = "9",
  name = { vi = "Nhà ở dân cư", en = "Housing" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "9.1",
    name = { vi = "Không còn nhà tạm, nhà dột nát", en = "No makeshift or dilapidated houses" },
    test = unverified(is_true(no_makeshift_housing)),
  },

  indicator {
    id = "9.2",
    name = { vi = "Hộ có nhà kiên cố hoặc bán kiên cố", en = "Households in solid or semi-solid houses" },
    value    = share(households_solid_housing, households),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(75),
      south_central_coast = unverified(80),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/9.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { no_makeshift_housing = true } }
example { of = "commune.standard/9.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { no_makeshift_housing = false } }

example { of = "commune.standard/9.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 80%, xã Duyên hải Nam Trung Bộ", en = "Exactly 80%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_solid_housing = 800,
  } }
example { of = "commune.standard/9.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 80%, xã Duyên hải Nam Trung Bộ", en = "Just below 80%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_solid_housing = 799,
  } }
example { of = "commune.standard/9.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 75%, xã đặc biệt khó khăn", en = "Exactly 75%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000,
    households_solid_housing = 750,
  } }
example { of = "commune.standard/9.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 75%, xã đặc biệt khó khăn", en = "Just below 75%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000,
    households_solid_housing = 749,
  } }
example { of = "commune.standard/9.2", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = {
    region = "mekong_delta", extremely_difficult = false, households = 1000, households_solid_housing = 1000,
  } }
example { of = "commune.standard/9.2", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000 } }
