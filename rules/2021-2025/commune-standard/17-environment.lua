-- Tiêu chí 17 (trọng yếu theo 18/2022/QĐ-TTg): nước sạch, chất thải, cảnh quan, mai táng, chăn nuôi, an toàn thực
-- phẩm. 211/QĐ-TTg sửa 17.1 (mức mới chưa thấy). Mọi mức ở đây theo trí nhớ, phải đối chiếu trước khi dùng.
-- Criterion 17 (key, by 18/2022/QĐ-TTg): clean water, waste, landscape, burial, livestock, food safety. 211/QĐ-TTg
-- amended 17.1 (new level not seen). Every level here is recalled and to be checked before use.

criterion {
  of = "commune.standard", id = "17", key = true,
  name = { vi = "Môi trường và an toàn thực phẩm", en = "Environment and food safety" },
  source = law { "318/QĐ-TTg", item = "I.17" },

  -- Văn bản còn một phần thứ hai, tỷ lệ hộ dùng nước từ công trình tập trung; mức chưa thấy nên chưa xét.
  -- The text has a second part, the share served by centralised systems; its level was not seen: not judged yet.
  indicator {
    id = "17.1",
    name = { vi = "Hộ dùng nước sạch theo quy chuẩn", en = "Households using water that meets the standard" },
    source = law { "211/QĐ-TTg" },
    value    = share(households_clean_water, households),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(35),
      south_central_coast = unverified(55),
      otherwise           = pending(),
    }),
  },

  -- Xã không có cơ sở nào thì không có gì để xét. / No site, nothing to judge.
  indicator {
    id = "17.2",
    name = {
      vi = "Cơ sở sản xuất, kinh doanh, nuôi trồng thủy sản, làng nghề bảo đảm môi trường",
      en = "Businesses, aquaculture and craft villages follow environmental rules",
    },
    value    = share(production_sites_compliant, production_sites),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(85),
      south_central_coast = unverified(90),
      otherwise           = pending(),
    }),
    applies_when = more_than(production_sites, 0),
  },

  indicator {
    id = "17.3",
    name = {
      vi = "Cảnh quan xanh, sạch, đẹp; không tồn đọng nước thải",
      en = "Green, clean, tidy landscape; no standing wastewater",
    },
    test = unverified(is_true(landscape_clean)),
  },

  indicator {
    id = "17.4",
    name = {
      vi = "Đất cây xanh công cộng ở điểm dân cư (m²/người)",
      en = "Public green land at settlements (m² per person)",
    },
    value    = public_green_land / population,
    at_least = by(threshold_region, {
      northern_mountains  = unverified(2),
      south_central_coast = unverified(2),
      otherwise           = pending(),
    }),
  },

  -- Xã không có nơi mai táng, hỏa táng thì không áp dụng. / Without a burial or cremation place it does not apply.
  indicator {
    id = "17.5",
    name = {
      vi = "Mai táng, hỏa táng đúng quy định và theo quy hoạch",
      en = "Burial and cremation follow the rules and the plan",
    },
    test = unverified(is_true(burial_as_planned)),
    applies_when = is_true(has_cemetery),
  },

  indicator {
    id = "17.6",
    name = {
      vi = "Chất thải rắn sinh hoạt và không nguy hại được thu gom, xử lý",
      en = "Domestic and non-hazardous solid waste collected and treated",
    },
    value    = share(solid_waste_treated, solid_waste),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(70),
      south_central_coast = unverified(80),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "17.7",
    name = {
      vi = "Bao gói thuốc bảo vệ thực vật và chất thải y tế được thu gom, xử lý",
      en = "Pesticide packaging and medical waste collected and treated",
    },
    value    = share(
      sum { pesticide_packaging_treated, medical_waste_treated },
      sum { pesticide_packaging, medical_waste }),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(100),
      south_central_coast = unverified(100),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "17.8",
    name = {
      vi = "Hộ có nhà tiêu, nhà tắm, bể nước hợp vệ sinh và 3 sạch",
      en = "Households with hygienic toilet, bathroom, water tank and three cleans",
    },
    value    = share(households_hygienic, households),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(70),
      south_central_coast = unverified(85),
      otherwise           = pending(),
    }),
  },

  -- Xã không có cơ sở chăn nuôi thì không có gì để xét. / No livestock site, nothing to judge.
  indicator {
    id = "17.9",
    name = {
      vi = "Cơ sở chăn nuôi bảo đảm vệ sinh thú y và môi trường",
      en = "Livestock sites meet veterinary and environmental hygiene",
    },
    value    = share(livestock_sites_compliant, livestock_sites),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(60),
      south_central_coast = unverified(75),
      otherwise           = pending(),
    }),
    applies_when = more_than(livestock_sites, 0),
  },

  -- Xã không có hộ hay cơ sở thực phẩm thì không có gì để xét. / No food producer, nothing to judge.
  indicator {
    id = "17.10",
    name = {
      vi = "Hộ và cơ sở thực phẩm tuân thủ an toàn thực phẩm",
      en = "Food households and businesses comply with food safety",
    },
    value    = share(food_producers_compliant, food_producers),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(100),
      south_central_coast = unverified(100),
      otherwise           = pending(),
    }),
    applies_when = more_than(food_producers, 0),
  },

  indicator {
    id = "17.11",
    name = { vi = "Hộ phân loại rác tại nguồn", en = "Households sorting waste at source" },
    value    = share(households_sorting_waste, households),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(30),
      south_central_coast = unverified(30),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "17.12",
    name = {
      vi = "Chất thải nhựa được thu gom, tái sử dụng, xử lý",
      en = "Plastic waste collected, reused or treated",
    },
    value    = share(plastic_waste_treated, plastic_waste),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(50),
      south_central_coast = unverified(50),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/17.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 55%, xã Duyên hải Nam Trung Bộ", en = "Exactly 55%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_clean_water = 550,
  } }
example { of = "commune.standard/17.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 55%, xã Duyên hải Nam Trung Bộ", en = "Just below 55%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_clean_water = 549,
  } }
example { of = "commune.standard/17.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 35%, xã đặc biệt khó khăn", en = "Exactly 35%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_clean_water = 350,
  } }
example { of = "commune.standard/17.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 35%, xã đặc biệt khó khăn", en = "Just below 35%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_clean_water = 349,
  } }
example { of = "commune.standard/17.1", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, households = 1000, households_clean_water = 1000 } }
example { of = "commune.standard/17.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000 } }

example { of = "commune.standard/17.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 90%, xã Duyên hải Nam Trung Bộ", en = "Exactly 90%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, production_sites = 100,
    production_sites_compliant = 90,
  } }
example { of = "commune.standard/17.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 90%, xã Duyên hải Nam Trung Bộ", en = "Just below 90%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, production_sites = 100,
    production_sites_compliant = 89,
  } }
example { of = "commune.standard/17.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 85%, xã đặc biệt khó khăn", en = "Exactly 85%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, production_sites = 100,
    production_sites_compliant = 85,
  } }
example { of = "commune.standard/17.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 85%, xã đặc biệt khó khăn", en = "Just below 85%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, production_sites = 100,
    production_sites_compliant = 84,
  } }
example { of = "commune.standard/17.2", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cơ sở nào", en = "No site" },
  facts = { region = "south_central_coast", extremely_difficult = false, production_sites = 0 } }
example { of = "commune.standard/17.2", year = 2023, expect = "no_data",
  name = { vi = "Chưa rõ số cơ sở", en = "Number of sites unknown" },
  facts = { region = "south_central_coast", extremely_difficult = false } }

example { of = "commune.standard/17.3", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { landscape_clean = true } }
example { of = "commune.standard/17.3", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { landscape_clean = false } }

example { of = "commune.standard/17.4", year = 2023, expect = "met",
  name = {
    vi = "Đúng mức 2 m²/người, xã Duyên hải Nam Trung Bộ",
    en = "Exactly 2 m² per person, South Central Coast commune",
  },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000, public_green_land = 20000,
  } }
example { of = "commune.standard/17.4", year = 2023, expect = "not_met",
  name = {
    vi = "Dưới mức 2 m²/người, xã Duyên hải Nam Trung Bộ",
    en = "Just below 2 m² per person, South Central Coast commune",
  },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000, public_green_land = 19999,
  } }
example { of = "commune.standard/17.4", year = 2023, expect = "met",
  name = {
    vi = "Đúng mức 2 m²/người, xã đặc biệt khó khăn",
    en = "Exactly 2 m² per person, extremely difficult commune",
  },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000, public_green_land = 20000,
  } }
example { of = "commune.standard/17.4", year = 2023, expect = "not_met",
  name = {
    vi = "Dưới mức 2 m²/người, xã đặc biệt khó khăn",
    en = "Just below 2 m² per person, extremely difficult commune",
  },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000, public_green_land = 19999,
  } }
example { of = "commune.standard/17.4", year = 2023, expect = "no_data",
  name = { vi = "Dân số bằng 0 thì không chia được", en = "Population of zero cannot be divided by" },
  facts = { region = "south_central_coast", extremely_difficult = false, population = 0, public_green_land = 0 } }

example { of = "commune.standard/17.5", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_cemetery = true, burial_as_planned = true } }
example { of = "commune.standard/17.5", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_cemetery = true, burial_as_planned = false } }
example { of = "commune.standard/17.5", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có nơi mai táng, hỏa táng", en = "No burial or cremation place" },
  facts = { has_cemetery = false } }

example { of = "commune.standard/17.6", year = 2023, expect = "met",
  name = { vi = "Đúng mức 80%, xã Duyên hải Nam Trung Bộ", en = "Exactly 80%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, solid_waste = 1000, solid_waste_treated = 800,
  } }
example { of = "commune.standard/17.6", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 80%, xã Duyên hải Nam Trung Bộ", en = "Just below 80%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, solid_waste = 1000,
    solid_waste_treated = 799.99,
  } }
example { of = "commune.standard/17.6", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã đặc biệt khó khăn", en = "Exactly 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, solid_waste = 1000, solid_waste_treated = 700,
  } }
example { of = "commune.standard/17.6", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã đặc biệt khó khăn", en = "Just below 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, solid_waste = 1000,
    solid_waste_treated = 699.99,
  } }

example { of = "commune.standard/17.7", year = 2023, expect = "met",
  name = { vi = "Đúng mức 100%, xã Duyên hải Nam Trung Bộ", en = "Exactly 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, pesticide_packaging = 40,
    pesticide_packaging_treated = 40, medical_waste = 60, medical_waste_treated = 60,
  } }
example { of = "commune.standard/17.7", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 100%, xã Duyên hải Nam Trung Bộ", en = "Just below 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, pesticide_packaging = 40,
    pesticide_packaging_treated = 40, medical_waste = 60, medical_waste_treated = 59.99,
  } }
example { of = "commune.standard/17.7", year = 2023, expect = "met",
  name = { vi = "Đúng mức 100%, xã đặc biệt khó khăn", en = "Exactly 100%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, pesticide_packaging = 40,
    pesticide_packaging_treated = 40, medical_waste = 60, medical_waste_treated = 60,
  } }
example { of = "commune.standard/17.7", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 100%, xã đặc biệt khó khăn", en = "Just below 100%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, pesticide_packaging = 40,
    pesticide_packaging_treated = 40, medical_waste = 60, medical_waste_treated = 59.99,
  } }
example { of = "commune.standard/17.7", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu chất thải y tế", en = "Medical waste missing" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, pesticide_packaging = 40,
    pesticide_packaging_treated = 40,
  } }

example { of = "commune.standard/17.8", year = 2023, expect = "met",
  name = { vi = "Đúng mức 85%, xã Duyên hải Nam Trung Bộ", en = "Exactly 85%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000, households_hygienic = 850,
  } }
example { of = "commune.standard/17.8", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 85%, xã Duyên hải Nam Trung Bộ", en = "Just below 85%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000, households_hygienic = 849,
  } }
example { of = "commune.standard/17.8", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã đặc biệt khó khăn", en = "Exactly 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_hygienic = 700,
  } }
example { of = "commune.standard/17.8", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã đặc biệt khó khăn", en = "Just below 70%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_hygienic = 699,
  } }

example { of = "commune.standard/17.9", year = 2023, expect = "met",
  name = { vi = "Đúng mức 75%, xã Duyên hải Nam Trung Bộ", en = "Exactly 75%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, livestock_sites = 100,
    livestock_sites_compliant = 75,
  } }
example { of = "commune.standard/17.9", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 75%, xã Duyên hải Nam Trung Bộ", en = "Just below 75%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, livestock_sites = 100,
    livestock_sites_compliant = 74,
  } }
example { of = "commune.standard/17.9", year = 2023, expect = "met",
  name = { vi = "Đúng mức 60%, xã đặc biệt khó khăn", en = "Exactly 60%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, livestock_sites = 100,
    livestock_sites_compliant = 60,
  } }
example { of = "commune.standard/17.9", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 60%, xã đặc biệt khó khăn", en = "Just below 60%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, livestock_sites = 100,
    livestock_sites_compliant = 59,
  } }
example { of = "commune.standard/17.9", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cơ sở chăn nuôi", en = "No livestock site" },
  facts = { region = "south_central_coast", extremely_difficult = false, livestock_sites = 0 } }

example { of = "commune.standard/17.10", year = 2023, expect = "met",
  name = { vi = "Đúng mức 100%, xã Duyên hải Nam Trung Bộ", en = "Exactly 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, food_producers = 100,
    food_producers_compliant = 100,
  } }
example { of = "commune.standard/17.10", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 100%, xã Duyên hải Nam Trung Bộ", en = "Just below 100%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, food_producers = 100,
    food_producers_compliant = 99,
  } }
example { of = "commune.standard/17.10", year = 2023, expect = "met",
  name = { vi = "Đúng mức 100%, xã đặc biệt khó khăn", en = "Exactly 100%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, food_producers = 100,
    food_producers_compliant = 100,
  } }
example { of = "commune.standard/17.10", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 100%, xã đặc biệt khó khăn", en = "Just below 100%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, food_producers = 100,
    food_producers_compliant = 99,
  } }
example { of = "commune.standard/17.10", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có hộ, cơ sở thực phẩm", en = "No food producer" },
  facts = { region = "south_central_coast", extremely_difficult = false, food_producers = 0 } }

example { of = "commune.standard/17.11", year = 2023, expect = "met",
  name = { vi = "Đúng mức 30%, xã Duyên hải Nam Trung Bộ", en = "Exactly 30%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_sorting_waste = 300,
  } }
example { of = "commune.standard/17.11", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 30%, xã Duyên hải Nam Trung Bộ", en = "Just below 30%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000,
    households_sorting_waste = 299,
  } }
example { of = "commune.standard/17.11", year = 2023, expect = "met",
  name = { vi = "Đúng mức 30%, xã đặc biệt khó khăn", en = "Exactly 30%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000,
    households_sorting_waste = 300,
  } }
example { of = "commune.standard/17.11", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 30%, xã đặc biệt khó khăn", en = "Just below 30%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000,
    households_sorting_waste = 299,
  } }

example { of = "commune.standard/17.12", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã Duyên hải Nam Trung Bộ", en = "Exactly 50%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, plastic_waste = 20, plastic_waste_treated = 10,
  } }
example { of = "commune.standard/17.12", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã Duyên hải Nam Trung Bộ", en = "Just below 50%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, plastic_waste = 20,
    plastic_waste_treated = 9.99,
  } }
example { of = "commune.standard/17.12", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã đặc biệt khó khăn", en = "Exactly 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, plastic_waste = 20, plastic_waste_treated = 10,
  } }
example { of = "commune.standard/17.12", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã đặc biệt khó khăn", en = "Just below 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, plastic_waste = 20,
    plastic_waste_treated = 9.99,
  } }

example { of = "commune.standard/17", year = 2023, expect = "not_met",
  name = {
    vi = "Tiêu chí 17: một chỉ tiêu không đạt là tiêu chí không đạt, dù các chỉ tiêu khác thiếu số liệu",
    en = "Criterion 17: one indicator that fails decides, whatever is missing",
  },
  facts = { landscape_clean = false } }

-- Chỉ có một cơ sở cũng là có để xét. / A single site is enough to be judged.
example { of = "commune.standard/17.2", year = 2023, expect = "met",
  name = { vi = "Chỉ có 1 cơ sở: được xét", en = "Only 1 site: judged" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, production_sites = 1, production_sites_compliant = 1,
  } }
example { of = "commune.standard/17.9", year = 2023, expect = "met",
  name = { vi = "Chỉ có 1 cơ sở: được xét", en = "Only 1 site: judged" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, livestock_sites = 1, livestock_sites_compliant = 1,
  } }
example { of = "commune.standard/17.10", year = 2023, expect = "met",
  name = { vi = "Chỉ có 1 hộ, cơ sở: được xét", en = "Only 1 producer: judged" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, food_producers = 1, food_producers_compliant = 1,
  } }
