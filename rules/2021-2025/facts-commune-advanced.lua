-- Số liệu cấp xã mà bộ tiêu chí nâng cao và kiểu mẫu 2021–2025 đọc thêm, ngoài các số liệu ở facts.lua. Ô trống nghĩa
-- là chưa có số liệu, không bao giờ là số 0.
-- The commune figures that the advanced and the model standard 2021–2025 read beyond those in facts.lua. An empty
-- cell means no data, never zero.

facts "commune" {
  -- Xã / The commune
  -- Xã khu vực I, II, III là xã thuộc vùng đồng bào dân tộc thiểu số và miền núi.
  -- Communes of zones I, II and III are those of the ethnic-minority and mountainous area.
  zone = choice { "none", "I", "II", "III",
    name = { vi = "Khu vực vùng đồng bào dân tộc thiểu số và miền núi", en = "Ethnic-minority and mountain zone" } },

  -- 1. Quy hoạch / 1. Planning
  master_plan_valid = yes_no {
    name = {
      vi = "Quy hoạch chung của xã còn hạn hoặc đã rà soát, có khu dịch vụ hỗ trợ kinh tế nông thôn",
      en = "Master plan valid or reviewed, with a service area for the rural economy",
    },
  },
  construction_controlled_by_plan = yes_no {
    name = {
      vi = "Có quy chế quản lý quy hoạch và quản lý xây dựng theo quy hoạch",
      en = "Plan-management rules exist and construction is controlled by the plan",
    },
  },
  has_detailed_plan = yes_no {
    name = {
      vi = "Có quy hoạch chi tiết trung tâm xã hoặc khu dân cư",
      en = "A detailed plan of the commune centre or a residential area exists",
    },
  },

  -- 2. Giao thông / 2. Transport
  commune_roads_maintained = amount { unit = "km", part_of = "commune_roads", places = 2,
    name = {
      vi = "Đường xã được bảo trì hằng năm, sáng - xanh - sạch - đẹp, đủ hạng mục",
      en = "Commune roads maintained yearly, lit, green, clean, with fittings",
    } },
  village_roads_maintained = amount { unit = "km", part_of = "village_roads", places = 2,
    name = {
      vi = "Đường thôn, liên thôn cứng hóa, bảo trì hằng năm, đủ hạng mục",
      en = "Village roads hardened, maintained yearly, with fittings",
    } },
  lanes_hardened = amount { unit = "km", part_of = "lanes", places = 2,
    name = { vi = "Đường ngõ, xóm cứng hóa, sáng - xanh - sạch - đẹp", en = "Lanes hardened, lit, green, clean" } },
  field_roads_hardened = amount { unit = "km", part_of = "field_roads", places = 2,
    name = { vi = "Đường trục chính nội đồng đã cứng hóa", en = "Main field roads hardened" } },

  -- 3. Thủy lợi và phòng, chống thiên tai / 3. Irrigation and disaster prevention
  effective_irrigation_bodies = count { unit = "tổ chức",
    name = {
      vi = "Tổ chức thủy lợi cơ sở hoạt động hiệu quả",
      en = "Grassroots irrigation bodies that work effectively",
    } },
  key_crops = amount { unit = "ha", places = 2,
    name = { vi = "Diện tích cây trồng chủ lực", en = "Area of key crops" } },
  key_crops_water_saving = amount { unit = "ha", part_of = "key_crops", places = 2,
    name = {
      vi = "Diện tích cây trồng chủ lực được tưới tiên tiến, tiết kiệm nước",
      en = "Area of key crops under advanced, water-saving irrigation",
    } },
  irrigation_works = count { unit = "công trình",
    name = { vi = "Công trình thủy lợi nhỏ, nội đồng", en = "Small and in-field irrigation works" } },
  irrigation_works_maintained = count { unit = "công trình", part_of = "irrigation_works",
    name = {
      vi = "Công trình thủy lợi nhỏ, nội đồng được bảo trì hằng năm",
      en = "Small and in-field irrigation works maintained yearly",
    } },
  irrigation_wastewater_controlled = yes_no {
    name = {
      vi = "Nguồn nước thải vào công trình thủy lợi được kiểm kê, kiểm soát",
      en = "Wastewater into irrigation works is inventoried and controlled",
    },
  },
  disaster_readiness_level = count { unit = "mức độ",
    name = {
      vi = "Mức độ chủ động phòng, chống thiên tai theo phương châm 4 tại chỗ",
      en = "Level of disaster readiness by the four on-the-spot motto",
    } },

  -- 5. Giáo dục / 5. Education
  schools_level_2 = count { unit = "trường", part_of = "schools_level_1",
    name = { vi = "Trường đạt chuẩn cơ sở vật chất mức độ 2", en = "Schools whose facilities meet level 2" } },
  learning_community_level = count { unit = "mức độ",
    name = { vi = "Xếp loại cộng đồng học tập cấp xã", en = "Rating of the commune as a learning community" } },
  has_physical_education_model = yes_no {
    name = { vi = "Có mô hình giáo dục thể chất cho học sinh", en = "A physical-education model for pupils exists" },
  },

  -- 6. Văn hóa / 6. Culture
  has_outdoor_fitness_equipment = yes_no {
    name = {
      vi = "Có dụng cụ thể thao ngoài trời ở điểm công cộng",
      en = "Outdoor fitness equipment stands in public places",
    },
  },
  heritage_protected = yes_no {
    name = { vi = "Di sản văn hóa được kiểm kê, bảo vệ", en = "Heritage is inventoried and protected" },
  },
  villages_culture_title = count { unit = "thôn", part_of = "villages",
    name = { vi = "Thôn đạt danh hiệu văn hóa", en = "Villages that hold the culture title" } },
  villages_culture_commended = count { unit = "thôn", part_of = "villages_culture_title",
    name = { vi = "Thôn văn hóa được tặng giấy khen", en = "Culture villages that were commended" } },

  -- 7. Cơ sở hạ tầng thương mại nông thôn / 7. Rural trade infrastructure
  trade_meets_advanced_standard = yes_no {
    name = {
      vi = "Chợ hoặc mô hình chợ, cửa hàng của xã đạt chuẩn nâng cao",
      en = "A market or outlet of the commune meets the advanced standard",
    },
  },

  -- 8. Thông tin và Truyền thông / 8. Information and communications
  postal_point_serves_online = yes_no {
    name = {
      vi = "Điểm phục vụ bưu chính hỗ trợ dịch vụ công trực tuyến",
      en = "The postal point supports online public services",
    },
  },
  working_age_people = count { unit = "người", part_of = "population",
    name = { vi = "Người trong độ tuổi lao động", en = "People of working age" } },
  working_age_smartphone = count { unit = "người", part_of = "working_age_people",
    name = {
      vi = "Người trong độ tuổi lao động có thuê bao điện thoại thông minh",
      en = "People of working age with a smartphone subscription",
    } },
  has_press_services = yes_no {
    name = { vi = "Có dịch vụ báo chí, truyền thông", en = "Press and media services exist" },
  },
  it_serves_local_life = yes_no {
    name = {
      vi = "Có ứng dụng công nghệ thông tin trong quản lý, phục vụ đời sống",
      en = "IT is used in management that serves local life",
    },
  },
  has_public_wifi = yes_no {
    name = { vi = "Có wifi miễn phí ở điểm công cộng", en = "Free wifi is offered in public places" },
  },

  -- 12. Lao động / 12. Labour
  workers_key_sectors = count { unit = "người", part_of = "workers",
    name = {
      vi = "Lao động làm việc trong các ngành kinh tế chủ lực của địa phương",
      en = "Workers in the key sectors of the area",
    } },

  -- 13. Tổ chức sản xuất và phát triển kinh tế nông thôn / 13. Production organisation and rural economy
  has_cooperative_with_chain_contract = yes_no {
    name = {
      vi = "Có hợp tác xã hiệu quả, có hợp đồng liên kết theo chuỗi giá trị",
      en = "An effective cooperative with a value-chain contract exists",
    },
  },
  ocop_products_valid = count { unit = "sản phẩm",
    name = { vi = "Sản phẩm OCOP còn thời hạn công nhận", en = "OCOP products whose rating is still valid" } },
  high_tech_or_chain_models = count { unit = "mô hình",
    name = {
      vi = "Mô hình ứng dụng công nghệ cao hoặc theo chuỗi giá trị",
      en = "High-tech or value-chain models",
    } },
  key_products_digitally_traceable = yes_no {
    name = {
      vi = "Truy xuất nguồn gốc sản phẩm chủ lực đã được số hóa",
      en = "Traceability of key products is digital",
    },
  },
  key_products = count { unit = "sản phẩm",
    name = { vi = "Sản phẩm chủ lực của xã", en = "Key products of the commune" } },
  key_products_sold_online = count { unit = "sản phẩm", part_of = "key_products",
    name = { vi = "Sản phẩm chủ lực được bán qua kênh điện tử", en = "Key products sold online" } },
  growing_area_coded = yes_no {
    name = { vi = "Vùng nguyên liệu tập trung đã được cấp mã vùng", en = "The growing area has an area code" },
  },
  tourism_promoted_online = yes_no {
    name = {
      vi = "Hình ảnh, điểm du lịch của xã được quảng bá qua mạng",
      en = "Tourism of the commune is promoted online",
    },
  },
  rural_economy_models = count { unit = "mô hình",
    name = { vi = "Mô hình phát triển kinh tế nông thôn hiệu quả", en = "Effective rural-economy models" } },

  -- 14. Y tế / 14. Health
  people_health_managed = count { unit = "người", part_of = "population",
    name = { vi = "Người được quản lý sức khỏe", en = "People under health management" } },
  people_remote_consultation = count { unit = "người", part_of = "population",
    name = { vi = "Người được khám, chữa bệnh từ xa", en = "People reached by remote consultation" } },
  electronic_health_managed = yes_no {
    name = {
      vi = "Xã triển khai quản lý sức khỏe điện tử",
      en = "The commune carries out electronic health management",
    },
  },

  -- 15. Hành chính công / 15. Public administration
  it_in_procedures = yes_no {
    name = {
      vi = "Có ứng dụng công nghệ thông tin trong giải quyết thủ tục hành chính",
      en = "IT is used in administrative procedures",
    },
  },
  has_online_public_services = yes_no {
    name = { vi = "Có dịch vụ công trực tuyến", en = "Online public services are offered" },
  },
  procedures_by_the_rules = yes_no {
    name = {
      vi = "Thủ tục hành chính giải quyết đúng quy định, không có khiếu nại vượt cấp",
      en = "Procedures are handled by the rules, without escalated complaints",
    },
  },

  -- 16. Tiếp cận pháp luật / 16. Access to law
  legal_education_models = count { unit = "mô hình",
    name = {
      vi = "Mô hình phổ biến pháp luật, hòa giải ở cơ sở hiệu quả",
      en = "Effective legal-education or mediation models",
    } },
  disputes = count { unit = "vụ việc",
    name = {
      vi = "Mâu thuẫn, tranh chấp thuộc phạm vi hòa giải ở cơ sở",
      en = "Disputes within the reach of grassroots mediation",
    } },
  disputes_settled = count { unit = "vụ việc", part_of = "disputes",
    name = { vi = "Mâu thuẫn, tranh chấp được hòa giải thành", en = "Disputes settled by mediation" } },
  people_legal_aid_eligible = count { unit = "người",
    name = { vi = "Người thuộc diện được trợ giúp pháp lý", en = "People eligible for legal aid" } },
  people_legal_aid_received = count { unit = "người", part_of = "people_legal_aid_eligible",
    name = { vi = "Người thuộc diện đã được trợ giúp pháp lý", en = "Eligible people who received legal aid" } },

  -- 17. Môi trường / 17. Environment
  business_areas_have_facilities = yes_no {
    name = {
      vi = "Khu kinh doanh, chăn nuôi, giết mổ có hạ tầng bảo vệ môi trường",
      en = "Business, livestock and slaughter areas have environmental facilities",
    },
  },
  households_wastewater_treated = count { unit = "hộ", part_of = "households",
    name = {
      vi = "Hộ xử lý nước thải sinh hoạt bằng biện pháp phù hợp",
      en = "Households that treat their wastewater",
    } },
  hazardous_waste = amount { unit = "kg/năm", places = 2,
    name = { vi = "Chất thải nguy hại phát sinh", en = "Hazardous waste produced" } },
  hazardous_waste_treated = amount { unit = "kg/năm", part_of = "hazardous_waste", places = 2,
    name = { vi = "Chất thải nguy hại được thu gom, xử lý", en = "Hazardous waste collected and treated" } },
  organic_waste = amount { unit = "tấn/năm", places = 2,
    name = {
      vi = "Chất thải hữu cơ, phụ phẩm nông nghiệp phát sinh",
      en = "Organic waste and farm by-products produced",
    } },
  organic_waste_recycled = amount { unit = "tấn/năm", part_of = "organic_waste", places = 2,
    name = {
      vi = "Chất thải hữu cơ, phụ phẩm nông nghiệp được tái chế",
      en = "Organic waste and farm by-products recycled",
    } },
  cemeteries_compliant = yes_no {
    name = { vi = "Nghĩa trang, cơ sở hỏa táng đúng quy định", en = "Cemeteries and crematoria follow the rules" },
  },
  deaths = count { unit = "người",
    name = { vi = "Người chết trong năm", en = "Deaths in the year" } },
  cremations = count { unit = "người", part_of = "deaths",
    name = { vi = "Người chết trong năm được hỏa táng", en = "Cremations in the year" } },

  -- 18. Chất lượng môi trường sống / 18. Quality of living environment
  households_central_water = count { unit = "hộ", part_of = "households_clean_water",
    name = {
      vi = "Hộ dùng nước sạch theo quy chuẩn từ công trình cấp nước tập trung",
      en = "Households on centralised water that meets the standard",
    } },
  water_supply_per_person = amount { unit = "lít/người/ngày", places = 2,
    name = { vi = "Lượng nước sinh hoạt cấp bình quân", en = "Average domestic water supply" } },
  water_works = count { unit = "công trình",
    name = { vi = "Công trình cấp nước tập trung", en = "Central water works" } },
  water_works_sustainable = count { unit = "công trình", part_of = "water_works",
    name = { vi = "Công trình cấp nước tập trung hoạt động bền vững", en = "Central water works run sustainably" } },
  food_handlers = count { unit = "người",
    name = { vi = "Chủ thể sản xuất, kinh doanh thực phẩm", en = "Food handlers" } },
  food_handlers_trained = count { unit = "người", part_of = "food_handlers",
    name = { vi = "Chủ thể sản xuất, kinh doanh thực phẩm được tập huấn", en = "Food handlers who were trained" } },
  no_food_safety_incident = yes_no {
    name = { vi = "Trong năm không có sự cố an toàn thực phẩm", en = "No food-safety incident happened in the year" },
  },
  food_processors = count { unit = "cơ sở",
    name = { vi = "Cơ sở sơ chế, chế biến thực phẩm", en = "Food processors" } },
  food_processors_certified = count { unit = "cơ sở", part_of = "food_processors",
    name = {
      vi = "Cơ sở sơ chế, chế biến có chứng nhận an toàn thực phẩm",
      en = "Food processors with a food-safety certificate",
    } },
  landfills = count { unit = "bãi",
    name = { vi = "Bãi chôn lấp chất thải", en = "Landfills" } },
  landfills_compliant = count { unit = "bãi", part_of = "landfills",
    name = { vi = "Bãi chôn lấp chất thải đạt chuẩn", en = "Landfills that meet the standard" } },

  -- 19. Quốc phòng và An ninh / 19. Defence and security
  defence_tasks_done = yes_no {
    name = { vi = "Hoàn thành nhiệm vụ quân sự, quốc phòng", en = "Military and defence tasks are done" },
  },
  security_parts_met_advanced = count { unit = "nội dung",
    name = {
      vi = "Nội dung về an ninh, trật tự đã đạt (danh mục của xã nâng cao)",
      en = "Parts on security and order that are met (list for advanced communes)",
    } },

  -- Xã kiểu mẫu / Model communes
  smart_villages = count { unit = "thôn", part_of = "villages",
    name = { vi = "Thôn có mô hình thôn thông minh", en = "Villages with a smart-village model" } },
  outstanding_fields_met = count { unit = "lĩnh vực",
    name = {
      vi = "Lĩnh vực nổi trội mà xã đạt theo tiêu chí của tỉnh",
      en = "Outstanding fields in which the commune meets the criteria of the province",
    } },
}

-- Tên gọi của khu vực và đơn vị tính. / What people call the zones and the units of measure.
names {
  none                = { vi = "không thuộc khu vực nào", en = "none" },
  I                   = { vi = "khu vực I", en = "zone I" },
  II                  = { vi = "khu vực II", en = "zone II" },
  III                 = { vi = "khu vực III", en = "zone III" },
  ["bãi"]            = { vi = "bãi", en = "landfills" },
  ["công trình"]     = { vi = "công trình", en = "works" },
  ["lít/người/ngày"] = { vi = "lít/người/ngày", en = "litres per person and day" },
  ["lĩnh vực"]       = { vi = "lĩnh vực", en = "fields" },
  ["mô hình"]        = { vi = "mô hình", en = "models" },
  ["sản phẩm"]       = { vi = "sản phẩm", en = "products" },
  ["tổ chức"]        = { vi = "tổ chức", en = "bodies" },
  ["vụ việc"]        = { vi = "vụ việc", en = "cases" },
}
