-- Tiêu chí 17 (nâng cao; trọng yếu theo 18/2022/QĐ-TTg): hạ tầng môi trường, chất thải, chăn nuôi, mai táng, cây
-- xanh. 211/QĐ-TTg sửa 17.10 (mức chưa thấy); tên chỉ tiêu theo trí nhớ và chưa ghi mức nào.
-- Criterion 17 (advanced; key, by 18/2022/QĐ-TTg): environmental facilities, waste, livestock, burial, green land.
-- 211/QĐ-TTg amended 17.10 (level not seen); the labels are recalled and no level is entered.

criterion {
  of = "commune.advanced", id = "17", key = true,
  name = { vi = "Môi trường", en = "Environment" },
  source = law { "318/QĐ-TTg", item = "II.17" },

  indicator {
    id = "17.1",
    name = {
      vi = "Khu kinh doanh, chăn nuôi, giết mổ có hạ tầng bảo vệ môi trường",
      en = "Business, livestock and slaughter areas with environmental facilities",
    },
    value  = business_areas_have_facilities,
    equals = pending(),
  },

  -- Xã không có cơ sở nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No site, nothing to judge (our reading, unchecked).
  indicator {
    id = "17.2",
    name = {
      vi = "Cơ sở sản xuất, kinh doanh, làng nghề bảo đảm môi trường",
      en = "Businesses and craft villages follow environmental rules",
    },
    value    = share(production_sites_compliant, production_sites),
    at_least = pending(),
    applies_when = unverified(more_than(production_sites, 0)),
  },

  indicator {
    id = "17.3",
    name = {
      vi = "Chất thải rắn sinh hoạt và không nguy hại được thu gom, xử lý",
      en = "Domestic and non-hazardous solid waste collected and treated",
    },
    value    = share(solid_waste_treated, solid_waste),
    at_least = pending(),
  },

  indicator {
    id = "17.4",
    name = {
      vi = "Hộ xử lý nước thải sinh hoạt bằng biện pháp phù hợp",
      en = "Households treating their wastewater",
    },
    value    = share(households_wastewater_treated, households),
    at_least = pending(),
  },

  indicator {
    id = "17.5",
    name = { vi = "Hộ phân loại rác tại nguồn", en = "Households sorting waste at source" },
    value    = share(households_sorting_waste, households),
    at_least = pending(),
  },

  indicator {
    id = "17.6",
    name = { vi = "Chất thải nguy hại được thu gom, xử lý", en = "Hazardous waste collected and treated" },
    value    = share(hazardous_waste_treated, hazardous_waste),
    at_least = pending(),
  },

  indicator {
    id = "17.7",
    name = {
      vi = "Chất thải hữu cơ, phụ phẩm nông nghiệp được tái chế",
      en = "Organic waste and farm by-products recycled",
    },
    value    = share(organic_waste_recycled, organic_waste),
    at_least = pending(),
  },

  -- Xã không có cơ sở chăn nuôi thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No livestock site, nothing to judge (our reading, unchecked).
  indicator {
    id = "17.8",
    name = {
      vi = "Cơ sở chăn nuôi bảo đảm vệ sinh thú y và môi trường",
      en = "Livestock sites meet veterinary and environmental hygiene",
    },
    value    = share(livestock_sites_compliant, livestock_sites),
    at_least = pending(),
    applies_when = unverified(more_than(livestock_sites, 0)),
  },

  -- Xã không có nơi mai táng, hỏa táng thì không áp dụng (cách hiểu, chưa đối chiếu).
  -- Without a burial or cremation place it does not apply (our reading, unchecked).
  indicator {
    id = "17.9",
    name = { vi = "Nghĩa trang, cơ sở hỏa táng đúng quy định", en = "Cemeteries and crematoria follow the rules" },
    value  = cemeteries_compliant,
    equals = pending(),
    applies_when = unverified(is_true(has_cemetery)),
  },

  -- Năm không có người chết thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- A year without a death, nothing to judge (our reading, unchecked).
  indicator {
    id = "17.10",
    name = { vi = "Tỷ lệ hỏa táng", en = "Cremation rate" },
    source = law { "211/QĐ-TTg" },
    value    = share(cremations, deaths),
    at_least = pending(),
    applies_when = unverified(more_than(deaths, 0)),
  },

  indicator {
    id = "17.11",
    name = {
      vi = "Đất cây xanh công cộng ở điểm dân cư (m²/người)",
      en = "Public green land at settlements (m² per person)",
    },
    value    = public_green_land / population,
    at_least = pending(),
  },

  indicator {
    id = "17.12",
    name = {
      vi = "Chất thải nhựa được thu gom, tái sử dụng, xử lý",
      en = "Plastic waste collected, reused or treated",
    },
    value    = share(plastic_waste_treated, plastic_waste),
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/17.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { business_areas_have_facilities = true } }

example { of = "commune.advanced/17.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { production_sites = 100, production_sites_compliant = 100 } }
example { of = "commune.advanced/17.2", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cơ sở nào", en = "No site" },
  facts = { production_sites = 0 } }

example { of = "commune.advanced/17.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { solid_waste = 100, solid_waste_treated = 100 } }

example { of = "commune.advanced/17.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_wastewater_treated = 2500 } }

example { of = "commune.advanced/17.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_sorting_waste = 2500 } }

example { of = "commune.advanced/17.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { hazardous_waste = 100, hazardous_waste_treated = 100 } }

example { of = "commune.advanced/17.7", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { organic_waste = 100, organic_waste_recycled = 100 } }

example { of = "commune.advanced/17.8", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { livestock_sites = 100, livestock_sites_compliant = 100 } }
example { of = "commune.advanced/17.8", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có cơ sở chăn nuôi", en = "No livestock site" },
  facts = { livestock_sites = 0 } }

example { of = "commune.advanced/17.9", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_cemetery = true, cemeteries_compliant = true } }
example { of = "commune.advanced/17.9", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có nơi mai táng, hỏa táng", en = "No burial or cremation place" },
  facts = { has_cemetery = false } }

example { of = "commune.advanced/17.10", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { deaths = 50, cremations = 50 } }
example { of = "commune.advanced/17.10", year = 2024, expect = "not_applicable",
  name = { vi = "Năm không có người chết", en = "A year without a death" },
  facts = { deaths = 0 } }

example { of = "commune.advanced/17.11", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { population = 10000, public_green_land = 90000 } }

example { of = "commune.advanced/17.12", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { plastic_waste = 100, plastic_waste_treated = 100 } }

-- Chỉ có một cũng là có để xét. / A single one is enough to be judged.
example { of = "commune.advanced/17.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { production_sites = 1, production_sites_compliant = 1 } }
example { of = "commune.advanced/17.8", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { livestock_sites = 1, livestock_sites_compliant = 1 } }
example { of = "commune.advanced/17.10", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { deaths = 1, cremations = 1 } }
