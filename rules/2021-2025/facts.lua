-- Số liệu cấp xã mà bộ tiêu chí xã nông thôn mới 2021–2025 đọc: tên, loại, đơn vị. Mỗi năm một số liệu của một xã;
-- ô trống nghĩa là chưa có số liệu, không bao giờ là số 0.
--   count = số đếm · amount = số đo (places: số chữ số thập phân) · yes_no = có/không · choice = chọn một
--   part_of = là một phần của số liệu kia, không thể lớn hơn / is part of that figure and cannot exceed it
-- The commune figures that the commune standard 2021–2025 reads: id, kind, unit. One figure per commune and year;
-- an empty cell means no data, never zero.

facts "commune" {
  -- Xã / The commune
  region = choice {
    "northern_mountains", "red_river_delta", "north_central", "south_central_coast",
    "central_highlands", "south_east", "mekong_delta",
    name = { vi = "Vùng", en = "Region" },
  },
  extremely_difficult = yes_no { name = { vi = "Xã đặc biệt khó khăn", en = "Extremely difficult commune" } },
  population = count { unit = "người",
    name = { vi = "Dân số", en = "Population" } },
  households = count { unit = "hộ",
    name = { vi = "Số hộ", en = "Households" } },
  villages = count { unit = "thôn",
    name = { vi = "Số thôn", en = "Villages" } },

  -- 1. Quy hoạch / 1. Planning
  plan_approved = yes_no {
    name = {
      vi = "Quy hoạch chung của xã đã được duyệt và công bố đúng hạn",
      en = "Master plan of the commune approved and published on time",
    },
  },
  plan_rules_applied = yes_no {
    name = {
      vi = "Quy định quản lý quy hoạch đã ban hành và được thực hiện",
      en = "Rules for managing the plan issued and applied",
    },
  },

  -- 2. Giao thông / 2. Transport
  commune_roads = amount { unit = "km", places = 2,
    name = { vi = "Đường xã", en = "Commune roads" } },
  commune_roads_paved = amount { unit = "km", part_of = "commune_roads", places = 2,
    name = {
      vi = "Đường xã đã rải nhựa hoặc bê tông, ô tô đi được cả năm",
      en = "Commune roads paved and open to cars all year",
    } },
  village_roads = amount { unit = "km", places = 2,
    name = { vi = "Đường thôn và đường liên thôn", en = "Village and inter-village roads" } },
  village_roads_hardened = amount { unit = "km", part_of = "village_roads", places = 2,
    name = { vi = "Đường thôn, liên thôn đã cứng hóa", en = "Village and inter-village roads hardened" } },
  lanes = amount { unit = "km", places = 2,
    name = { vi = "Đường ngõ, xóm", en = "Lanes" } },
  lanes_clean = amount { unit = "km", part_of = "lanes", places = 2,
    name = { vi = "Đường ngõ, xóm sạch, không lầy lội", en = "Lanes clean and free of mud" } },
  field_roads = amount { unit = "km", places = 2,
    name = { vi = "Đường trục chính nội đồng", en = "Main field roads" } },
  field_roads_serviceable = amount { unit = "km", part_of = "field_roads", places = 2,
    name = {
      vi = "Đường trục chính nội đồng vận chuyển được cả năm",
      en = "Main field roads fit for haulage all year",
    } },

  -- 3. Thủy lợi và phòng, chống thiên tai / 3. Irrigation and disaster prevention
  farmland = amount { unit = "ha", places = 2,
    name = { vi = "Đất sản xuất nông nghiệp", en = "Farm land" } },
  farmland_irrigated = amount { unit = "ha", part_of = "farmland", places = 2,
    name = {
      vi = "Đất sản xuất nông nghiệp được tưới, tiêu chủ động",
      en = "Farm land with active irrigation and drainage",
    } },
  disaster_readiness_met = yes_no {
    name = {
      vi = "Đáp ứng yêu cầu chủ động phòng, chống thiên tai theo phương châm 4 tại chỗ",
      en = "Disaster readiness meets the four on-the-spot motto",
    },
  },

  -- 4. Điện / 4. Electricity
  power_grid_meets_standard = yes_no {
    name = { vi = "Hệ thống điện của xã đạt chuẩn", en = "Power grid of the commune meets the standard" },
  },
  households_safe_power = count { unit = "hộ", part_of = "households",
    name = {
      vi = "Hộ đăng ký và dùng điện trực tiếp, an toàn, ổn định",
      en = "Households with direct, safe and stable power",
    } },

  -- 5. Trường học / 5. Schools
  schools = count { unit = "trường",
    name = {
      vi = "Trường mầm non, tiểu học, trung học cơ sở (kể cả trường nhiều cấp)",
      en = "Pre-school, primary and lower-secondary schools (combined schools included)",
    } },
  schools_minimum_standard = count { unit = "trường", part_of = "schools",
    name = {
      vi = "Trường đạt chuẩn cơ sở vật chất từ mức tối thiểu trở lên",
      en = "Schools whose facilities meet at least the minimum standard",
    } },
  schools_level_1 = count { unit = "trường", part_of = "schools",
    name = {
      vi = "Trường đạt chuẩn cơ sở vật chất từ mức độ 1 trở lên",
      en = "Schools whose facilities meet at least level 1",
    } },

  -- 6. Cơ sở vật chất văn hóa / 6. Cultural facilities
  has_culture_house = yes_no {
    name = {
      vi = "Có nhà văn hóa hoặc hội trường đa năng của xã",
      en = "Commune has a culture house or a multi-purpose hall",
    },
  },
  has_sports_ground = yes_no { name = { vi = "Có sân thể thao của xã", en = "Commune has a sports ground" } },
  recreation_spots = count { unit = "điểm",
    name = {
      vi = "Điểm vui chơi, thể thao cho trẻ em và người cao tuổi",
      en = "Recreation and sports spots for children and the elderly",
    } },
  villages_culture_place = count { unit = "thôn", part_of = "villages",
    name = {
      vi = "Thôn có nhà văn hóa hoặc nơi sinh hoạt văn hóa, thể thao",
      en = "Villages with a culture house or a place for culture and sports",
    } },

  -- 7. Cơ sở hạ tầng thương mại nông thôn / 7. Rural trade infrastructure
  has_market = yes_no { name = { vi = "Xã có chợ", en = "Commune has a market" } },
  market_meets_standard = yes_no {
    name = { vi = "Chợ của xã đạt chuẩn", en = "Market of the commune meets the standard" },
  },
  retail_outlet_meets_standard = yes_no {
    name = {
      vi = "Có cơ sở bán lẻ khác đạt chuẩn (siêu thị mini, cửa hàng tiện lợi, cửa hàng kinh doanh tổng hợp)",
      en = "Another retail outlet meets the standard (mini-supermarket, convenience store, general store)",
    },
  },

  -- 8. Thông tin và Truyền thông / 8. Information and communications
  has_postal_point = yes_no { name = { vi = "Có điểm phục vụ bưu chính", en = "Postal service point exists" } },
  has_telecom_internet = yes_no {
    name = { vi = "Có dịch vụ viễn thông, internet", en = "Telecom and internet service exists" },
  },
  radio_reaches_villages = yes_no {
    name = {
      vi = "Có đài truyền thanh xã và loa đến các thôn",
      en = "Commune radio exists and loudspeakers reach the villages",
    },
  },
  it_used_in_management = yes_no {
    name = {
      vi = "Có ứng dụng công nghệ thông tin trong quản lý, điều hành",
      en = "Information technology is used in management",
    },
  },

  -- 9. Nhà ở dân cư / 9. Housing
  no_makeshift_housing = yes_no {
    name = { vi = "Không còn nhà tạm, nhà dột nát", en = "No makeshift or dilapidated house is left" },
  },
  households_solid_housing = count { unit = "hộ", part_of = "households",
    name = { vi = "Hộ ở nhà kiên cố hoặc bán kiên cố", en = "Households in solid or semi-solid houses" } },

  -- 10. Thu nhập / 10. Income
  income_per_person = amount { unit = "triệu đồng/người/năm", places = 2, merge = population,
    name = { vi = "Thu nhập bình quân đầu người một năm", en = "Income per person and year" } },

  -- 11. Nghèo đa chiều / 11. Multidimensional poverty
  households_poor = count { unit = "hộ", part_of = "households",
    name = { vi = "Hộ nghèo đa chiều", en = "Multidimensionally poor households" } },

  -- 12. Lao động / 12. Labour
  workers = count { unit = "người",
    name = { vi = "Người lao động", en = "Workers" } },
  workers_trained = count { unit = "người", part_of = "workers",
    name = { vi = "Người lao động đã qua đào tạo", en = "Workers who have been trained" } },
  workers_certified = count { unit = "người", part_of = "workers",
    name = {
      vi = "Người lao động đã qua đào tạo có bằng cấp, chứng chỉ",
      en = "Trained workers with a degree or certificate",
    } },

  -- 13. Tổ chức sản xuất và phát triển kinh tế nông thôn / 13. Production organisation and rural economy
  has_effective_cooperative = yes_no {
    name = {
      vi = "Có hợp tác xã hoạt động hiệu quả, đúng Luật Hợp tác xã",
      en = "An effective cooperative run under the cooperative law exists",
    },
  },
  has_effective_cooperative_group = yes_no {
    name = { vi = "Có tổ hợp tác hoạt động hiệu quả", en = "An effective cooperative group exists" },
  },
  cooperative_group_contracts = count { unit = "hợp đồng",
    name = {
      vi = "Hợp đồng tiêu thụ nông sản chủ lực của các tổ hợp tác hiệu quả",
      en = "Contracts of effective cooperative groups selling the key farm product",
    } },
  has_production_sale_linkage = yes_no {
    name = {
      vi = "Có mô hình liên kết từ sản xuất đến tiêu thụ nông sản chủ lực",
      en = "A production-to-sale linkage for the key farm product exists",
    },
  },
  key_products_traceable = yes_no {
    name = {
      vi = "Truy xuất được nguồn gốc sản phẩm chủ lực gắn với vùng nguyên liệu",
      en = "Key products can be traced to their material area",
    },
  },
  has_craft_village = yes_no { name = { vi = "Xã có làng nghề", en = "Commune has a craft village" } },
  craft_village_plan_issued = yes_no {
    name = {
      vi = "Có kế hoạch bảo tồn, phát triển làng nghề",
      en = "A plan to keep and develop the craft villages exists",
    },
  },
  has_effective_extension_team = yes_no {
    name = {
      vi = "Có tổ khuyến nông cộng đồng hoạt động hiệu quả",
      en = "An effective community extension team exists",
    },
  },

  -- 14. Giáo dục và Đào tạo / 14. Education and training
  preschool_5_universal = yes_no {
    name = {
      vi = "Đạt phổ cập giáo dục mầm non cho trẻ 5 tuổi",
      en = "Universal pre-school for children aged 5 achieved",
    },
  },
  primary_level = count { unit = "mức độ",
    name = { vi = "Mức độ phổ cập giáo dục tiểu học", en = "Level of universal primary education" } },
  lower_secondary_level = count { unit = "mức độ",
    name = { vi = "Mức độ phổ cập giáo dục trung học cơ sở", en = "Level of universal lower-secondary education" } },
  literacy_level = count { unit = "mức độ",
    name = { vi = "Mức độ xóa mù chữ", en = "Level of literacy" } },
  children_6 = count { unit = "trẻ",
    name = { vi = "Trẻ 6 tuổi", en = "Children aged 6" } },
  children_6_in_grade_1 = count { unit = "trẻ", part_of = "children_6",
    name = { vi = "Trẻ 6 tuổi vào lớp 1", en = "Children aged 6 who entered grade 1" } },
  lower_secondary_graduates = count { unit = "học sinh",
    name = { vi = "Học sinh tốt nghiệp trung học cơ sở", en = "Lower-secondary graduates" } },
  lower_secondary_graduates_continuing = count { unit = "học sinh", part_of = "lower_secondary_graduates",
    name = {
      vi = "Học sinh tốt nghiệp trung học cơ sở tiếp tục học",
      en = "Lower-secondary graduates who continue to study",
    } },

  -- 15. Y tế / 15. Health
  people_health_insured = count { unit = "người", part_of = "population",
    name = { vi = "Người tham gia bảo hiểm y tế", en = "People covered by health insurance" } },
  health_criteria_met = yes_no {
    name = { vi = "Xã đạt tiêu chí quốc gia về y tế", en = "Commune meets the national health criteria" },
  },
  children_under_5 = count { unit = "trẻ",
    name = { vi = "Trẻ dưới 5 tuổi", en = "Children under 5" } },
  children_under_5_stunted = count { unit = "trẻ", part_of = "children_under_5",
    name = { vi = "Trẻ dưới 5 tuổi suy dinh dưỡng thể thấp còi", en = "Stunted children under 5" } },
  people_electronic_health_book = count { unit = "người", part_of = "population",
    name = { vi = "Người có sổ khám chữa bệnh điện tử", en = "People with an electronic medical-record book" } },

  -- 16. Văn hóa / 16. Culture
  village_culture_met = yes_no {
    name = {
      vi = "Các thôn đạt yêu cầu về chuẩn văn hóa và có kế hoạch",
      en = "Villages meet the culture requirement and have a plan",
    },
  },

  -- 17. Môi trường và an toàn thực phẩm / 17. Environment and food safety
  households_clean_water = count { unit = "hộ", part_of = "households",
    name = { vi = "Hộ dùng nước sạch theo quy chuẩn", en = "Households using water that meets the standard" } },
  production_sites = count { unit = "cơ sở",
    name = {
      vi = "Cơ sở sản xuất, kinh doanh, nuôi trồng thủy sản, làng nghề",
      en = "Businesses, aquaculture sites and craft villages",
    } },
  production_sites_compliant = count { unit = "cơ sở", part_of = "production_sites",
    name = {
      vi = "Cơ sở sản xuất, kinh doanh, nuôi trồng thủy sản, làng nghề bảo đảm môi trường",
      en = "Businesses, aquaculture sites and craft villages that follow environmental rules",
    } },
  landscape_clean = yes_no {
    name = {
      vi = "Cảnh quan xanh, sạch, đẹp; không để nước thải tồn đọng",
      en = "Landscape green, clean and tidy; no standing wastewater",
    },
  },
  public_green_land = amount { unit = "m²", places = 2,
    name = { vi = "Đất cây xanh công cộng ở điểm dân cư", en = "Public green land at settlements" } },
  has_cemetery = yes_no {
    name = {
      vi = "Xã có nghĩa trang hoặc nơi mai táng, hỏa táng",
      en = "Commune has a cemetery or another burial or cremation place",
    },
  },
  burial_as_planned = yes_no {
    name = {
      vi = "Mai táng, hỏa táng đúng quy định và theo quy hoạch",
      en = "Burial and cremation follow the rules and the plan",
    },
  },
  solid_waste = amount { unit = "tấn/năm", places = 2,
    name = {
      vi = "Chất thải rắn sinh hoạt và chất thải rắn không nguy hại phát sinh",
      en = "Domestic and non-hazardous solid waste produced",
    } },
  solid_waste_treated = amount { unit = "tấn/năm", part_of = "solid_waste", places = 2,
    name = {
      vi = "Chất thải rắn sinh hoạt và không nguy hại được thu gom, xử lý",
      en = "Domestic and non-hazardous solid waste collected and treated",
    } },
  pesticide_packaging = amount { unit = "kg/năm", places = 2,
    name = { vi = "Bao gói thuốc bảo vệ thực vật sau sử dụng", en = "Used pesticide packaging" } },
  pesticide_packaging_treated = amount { unit = "kg/năm", part_of = "pesticide_packaging", places = 2,
    name = {
      vi = "Bao gói thuốc bảo vệ thực vật được thu gom, xử lý",
      en = "Pesticide packaging collected and treated",
    } },
  medical_waste = amount { unit = "kg/năm", places = 2,
    name = { vi = "Chất thải y tế phát sinh", en = "Medical waste produced" } },
  medical_waste_treated = amount { unit = "kg/năm", part_of = "medical_waste", places = 2,
    name = { vi = "Chất thải y tế được thu gom, xử lý", en = "Medical waste collected and treated" } },
  households_hygienic = count { unit = "hộ", part_of = "households",
    name = {
      vi = "Hộ có nhà tiêu, nhà tắm, bể nước hợp vệ sinh và giữ 3 sạch",
      en = "Households with hygienic toilet, bathroom and water tank that keep the three cleans",
    } },
  livestock_sites = count { unit = "cơ sở",
    name = { vi = "Cơ sở chăn nuôi", en = "Livestock sites" } },
  livestock_sites_compliant = count { unit = "cơ sở", part_of = "livestock_sites",
    name = {
      vi = "Cơ sở chăn nuôi bảo đảm vệ sinh thú y và môi trường",
      en = "Livestock sites meeting veterinary and environmental hygiene",
    } },
  food_producers = count { unit = "cơ sở",
    name = {
      vi = "Hộ và cơ sở sản xuất, kinh doanh thực phẩm",
      en = "Households and businesses producing or selling food",
    } },
  food_producers_compliant = count { unit = "cơ sở", part_of = "food_producers",
    name = {
      vi = "Hộ và cơ sở thực phẩm tuân thủ an toàn thực phẩm",
      en = "Food households and businesses that comply with food safety",
    } },
  households_sorting_waste = count { unit = "hộ", part_of = "households",
    name = { vi = "Hộ phân loại rác tại nguồn", en = "Households sorting waste at source" } },
  plastic_waste = amount { unit = "tấn/năm", places = 2,
    name = { vi = "Chất thải nhựa phát sinh", en = "Plastic waste produced" } },
  plastic_waste_treated = amount { unit = "tấn/năm", part_of = "plastic_waste", places = 2,
    name = {
      vi = "Chất thải nhựa được thu gom, tái sử dụng, xử lý",
      en = "Plastic waste collected, reused or treated",
    } },

  -- 18. Hệ thống chính trị và tiếp cận pháp luật / 18. Political system and access to law
  officials_meet_standard = yes_no {
    name = { vi = "Cán bộ, công chức xã đạt chuẩn", en = "Commune officials meet the standard" },
  },
  party_unit_rated_well = yes_no {
    name = { vi = "Đảng bộ xã được xếp loại tốt", en = "Party unit of the commune rated well" },
  },
  government_rated_well = yes_no {
    name = { vi = "Chính quyền xã được xếp loại tốt", en = "Government of the commune rated well" },
  },
  political_bodies_rated_well = yes_no {
    name = {
      vi = "Các tổ chức chính trị - xã hội của xã được xếp loại tốt",
      en = "Socio-political bodies of the commune rated well",
    },
  },
  legal_documents_met = yes_no {
    name = {
      vi = "Đạt phần ban hành văn bản theo thẩm quyền để thi hành Hiến pháp và pháp luật",
      en = "Part met: documents issued within its power to enforce the Constitution and the law",
    },
  },
  legal_information_met = yes_no {
    name = {
      vi = "Đạt phần tiếp cận thông tin và phổ biến, giáo dục pháp luật",
      en = "Part met: access to information and legal education",
    },
  },
  mediation_and_legal_aid_met = yes_no {
    name = {
      vi = "Đạt phần hòa giải ở cơ sở và trợ giúp pháp lý",
      en = "Part met: grassroots mediation and legal aid",
    },
  },
  gender_equality_met = yes_no {
    name = {
      vi = "Bảo đảm bình đẳng giới, phòng chống bạo lực gia đình, bảo vệ nhóm yếu thế",
      en = "Gender equality, prevention of domestic violence and care of vulnerable groups assured",
    },
  },
  new_rural_plan_issued = yes_no {
    name = {
      vi = "Có kế hoạch hoặc nghị quyết xây dựng nông thôn mới",
      en = "A plan or resolution on new rural development exists",
    },
  },

  -- 19. Quốc phòng và An ninh / 19. Defence and security
  militia_strong = yes_no {
    name = { vi = "Dân quân vững mạnh, hoàn thành nhiệm vụ quân sự", en = "Militia strong and military tasks done" },
  },
  security_parts_met = count { unit = "nội dung", max = 8,
    name = {
      vi = "Nội dung về an ninh, trật tự đã đạt (trên 8)",
      en = "Parts on security and order that are met (of 8)",
    } },

  -- Điều kiện công nhận / Conditions for recognition
  construction_debt = amount { unit = "triệu đồng", places = 2,
    name = {
      vi = "Nợ đọng xây dựng cơ bản của chương trình nông thôn mới",
      en = "Outstanding construction debt of the new-rural programme",
    } },
  satisfaction_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ lệ người dân hài lòng", en = "Share of residents who are satisfied" } },
  security_not_complex = yes_no {
    name = {
      vi = "Xã không thuộc diện phức tạp về an ninh, trật tự",
      en = "Commune not classed as complex in security and order",
    },
  },
}

-- Tên gọi cho người đọc: vùng và đơn vị tính. / What people call the regions and the units of measure.
names {
  northern_mountains  = { vi = "Trung du và miền núi phía Bắc", en = "Northern midlands and mountains" },
  red_river_delta     = { vi = "Đồng bằng sông Hồng", en = "Red River Delta" },
  north_central       = { vi = "Bắc Trung Bộ", en = "North Central" },
  south_central_coast = { vi = "Duyên hải Nam Trung Bộ", en = "South Central Coast" },
  central_highlands   = { vi = "Tây Nguyên", en = "Central Highlands" },
  south_east          = { vi = "Đông Nam Bộ", en = "South East" },
  mekong_delta        = { vi = "Đồng bằng sông Cửu Long", en = "Mekong Delta" },
  ["cơ sở"]           = { vi = "cơ sở", en = "sites" },
  ["hộ"]              = { vi = "hộ", en = "households" },
  ["học sinh"]        = { vi = "học sinh", en = "pupils" },
  ["hợp đồng"]        = { vi = "hợp đồng", en = "contracts" },
  ["kg/năm"]          = { vi = "kg/năm", en = "kg a year" },
  ["mức độ"]          = { vi = "mức độ", en = "level" },
  ["m²/người"]        = { vi = "m²/người", en = "m² per person" },
  ["người"]           = { vi = "người", en = "people" },
  ["nội dung"]        = { vi = "nội dung", en = "parts" },
  ["thôn"]            = { vi = "thôn", en = "villages" },
  ["triệu đồng"]      = { vi = "triệu đồng", en = "million VND" },
  ["triệu đồng/người/năm"] = { vi = "triệu đồng/người/năm", en = "million VND per person and year" },
  ["trường"]          = { vi = "trường", en = "schools" },
  ["trẻ"]             = { vi = "trẻ", en = "children" },
  ["tấn/năm"]         = { vi = "tấn/năm", en = "tonnes a year" },
  ["điểm"]            = { vi = "điểm", en = "places" },
}
