-- Số liệu cấp huyện mà các bộ tiêu chí huyện 2021–2025 đọc, và số liệu của thị trấn, của xã mà chỉ cấp huyện cần. Ô
-- trống nghĩa là chưa có số liệu, không bao giờ là số 0. Những tiêu chí mà danh mục chỉ tiêu chưa đọc được có một số
-- liệu "… đạt" do cơ quan thẩm định kết luận; mức của chúng còn chờ (pending) nên chưa thể thành "đạt".
-- The district figures that the district sets 2021–2025 read, with those of townships and communes that only
-- districts need. An empty cell means no data, never zero. Criteria whose indicators were not readable have one
-- figure "… met", the finding of the appraisal; their level is pending, so they cannot come out as met.

facts "district" {
  -- Huyện nào dùng bộ nào: huyện (Phụ lục I), thị xã và thành phố (Phụ lục II), huyện không có đơn vị cấp xã
  -- (211/QĐ-TTg).
  -- Which set: rural districts (annex I), towns and cities (annex II), districts without communes (211/QĐ-TTg).
  district_kind = choice { "rural", "town", "special",
    name = { vi = "Loại đơn vị cấp huyện", en = "Kind of district" } },
  population = count { unit = "người",
    name = { vi = "Dân số", en = "Population" } },

  -- Điều kiện chung / General conditions
  satisfaction_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ lệ người dân trong huyện hài lòng", en = "Share of the district's residents who are satisfied" } },

  -- 1. Quy hoạch / 1. Planning
  district_plan_valid = yes_no {
    name = {
      vi = "Quy hoạch vùng huyện còn hạn hoặc đã rà soát",
      en = "District plan valid or reviewed",
    },
  },
  works_built_to_plan = count { unit = "công trình",
    name = {
      vi = "Công trình hạ tầng thiết yếu xây dựng theo quy hoạch",
      en = "Essential infrastructure works built to plan",
    } },

  -- 2. Giao thông / 2. Transport
  communes = count { unit = "xã",
    name = { vi = "Số xã", en = "Communes" } },
  communes_linked_by_road = count { unit = "xã", part_of = "communes",
    name = { vi = "Xã có đường ô tô nối tới trung tâm huyện", en = "Communes linked by a road for cars" } },
  district_roads = amount { unit = "km", places = 2,
    name = { vi = "Đường huyện", en = "District roads" } },
  district_roads_paved = amount { unit = "km", part_of = "district_roads", places = 2,
    name = { vi = "Đường huyện đã rải nhựa hoặc bê tông", en = "District roads paved with asphalt or concrete" } },
  district_roads_maintained = amount { unit = "km", part_of = "district_roads", places = 2,
    name = { vi = "Đường huyện được bảo trì hằng năm", en = "District roads maintained yearly" } },
  district_roads_planned_grade = amount { unit = "km", part_of = "district_roads", places = 2,
    name = { vi = "Đường huyện đạt cấp đường theo quy hoạch", en = "District roads of the planned grade" } },
  district_roads_technical_standard = amount { unit = "km", part_of = "district_roads", places = 2,
    name = {
      vi = "Đường huyện đạt tiêu chuẩn kỹ thuật TCVN 4054:2005",
      en = "District roads that meet TCVN 4054:2005",
    } },
  bridges_and_culverts = count { unit = "công trình",
    name = { vi = "Cầu, cống trên đường huyện", en = "Bridges and culverts on district roads" } },
  bridges_and_culverts_solid = count { unit = "công trình", part_of = "bridges_and_culverts",
    name = { vi = "Cầu, cống trên đường huyện được xây kiên cố", en = "Bridges and culverts that are solid" } },
  district_roads_standard_maintained = amount { unit = "km", part_of = "district_roads", places = 2,
    name = {
      vi = "Đường huyện đạt chuẩn theo quy hoạch và được bảo trì hằng năm",
      en = "District roads of the planned standard and maintained yearly",
    } },
  district_roads_trees = amount { unit = "km", part_of = "district_roads", places = 2,
    name = { vi = "Đường huyện được trồng cây xanh", en = "District roads planted with trees" } },
  bus_station_planned = yes_no {
    name = {
      vi = "Quy hoạch có bến xe khách ở trung tâm huyện",
      en = "The plan has a bus station at the district centre",
    },
  },
  bus_station_type = count { unit = "loại", min = 1,
    name = {
      vi = "Bến xe khách trung tâm huyện thuộc loại mấy (loại 1 cao nhất)",
      en = "Type of the central bus station (1 is the highest)",
    } },
  bus_station_operating = yes_no {
    name = {
      vi = "Bến xe khách đã được công bố đưa vào khai thác",
      en = "The bus station has been announced into operation",
    },
  },
  has_local_waterways = yes_no {
    name = {
      vi = "Có đường thủy nội địa do địa phương quản lý",
      en = "Inland waterways under local management exist",
    },
  },
  local_waterways_met = yes_no {
    name = {
      vi = "Đường thủy nội địa do địa phương quản lý đạt yêu cầu",
      en = "Locally managed inland waterways meet what is asked",
    },
  },

  -- 3. Thủy lợi và phòng, chống thiên tai / 3. Irrigation and disaster prevention
  district_irrigation_maintained = yes_no {
    name = {
      vi = "Công trình thủy lợi do huyện quản lý được bảo trì, nâng cấp",
      en = "Irrigation works run by the district are maintained and upgraded",
    },
  },
  disaster_readiness_level = count { unit = "mức độ",
    name = { vi = "Mức độ chủ động phòng, chống thiên tai của huyện", en = "Level of the district's disaster readiness" } },

  -- 4. Điện / 4. Electricity
  power_system_integrated = yes_no {
    name = { vi = "Hệ thống điện liên xã đồng bộ", en = "The power system between communes is integrated" },
  },

  -- 5. Y tế - Văn hóa - Giáo dục / 5. Health, culture, education
  people_health_insured = count { unit = "người", part_of = "population",
    name = { vi = "Người tham gia bảo hiểm y tế", en = "People covered by health insurance" } },
  health_centre_meets_standard = yes_no {
    name = { vi = "Trung tâm y tế huyện đạt chuẩn", en = "The district health centre meets the standard" },
  },
  culture_centre_meets_standard = yes_no {
    name = {
      vi = "Trung tâm văn hóa - thể thao huyện đạt chuẩn",
      en = "The district culture and sports centre meets the standard",
    },
  },
  traditional_culture_kept = yes_no {
    name = { vi = "Giá trị văn hóa truyền thống được bảo tồn", en = "Traditional culture is preserved" },
  },
  upper_secondary_schools = count { unit = "trường",
    name = { vi = "Trường trung học phổ thông", en = "Upper-secondary schools" } },
  upper_secondary_schools_level_1 = count { unit = "trường", part_of = "upper_secondary_schools",
    name = {
      vi = "Trường trung học phổ thông đạt chuẩn quốc gia từ mức độ 1",
      en = "Upper-secondary schools at national level 1 or above",
    } },
  vocational_centre_accredited = yes_no {
    name = {
      vi = "Trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên đạt kiểm định",
      en = "The vocational and continuing-education centre is accredited",
    },
  },

  -- 6–8. Danh mục chỉ tiêu chưa đọc được / 6–8. The indicators were not readable
  economy_met = yes_no {
    name = { vi = "Tiêu chí Kinh tế: đạt (theo thẩm định)", en = "Criterion Economy: met (by the appraisal)" },
  },
  environment_met = yes_no {
    name = { vi = "Tiêu chí Môi trường: đạt (theo thẩm định)", en = "Criterion Environment: met (by the appraisal)" },
  },
  living_environment_met = yes_no {
    name = {
      vi = "Tiêu chí Chất lượng môi trường sống: đạt (theo thẩm định)",
      en = "Criterion Quality of living environment: met (by the appraisal)",
    },
  },

  -- 9. Hệ thống chính trị - An ninh, trật tự - Hành chính công / 9. Political system, security, public administration
  party_and_government_rated_well = yes_no {
    name = { vi = "Đảng bộ, chính quyền huyện xếp loại tốt", en = "Party unit and government of the district rated well" },
  },
  political_bodies_rated_well = yes_no {
    name = {
      vi = "Tổ chức chính trị - xã hội của huyện xếp loại tốt",
      en = "Socio-political bodies of the district rated well",
    },
  },
  no_leader_disciplined = yes_no {
    name = { vi = "Không có lãnh đạo huyện bị kỷ luật nặng", en = "No leader of the district gravely disciplined" },
  },
  security_parts_met = count { unit = "nội dung",
    name = {
      vi = "Nội dung về an ninh, trật tự cấp huyện đã đạt",
      en = "Parts on security and order that the district meets",
    } },
  online_services_level = count { unit = "mức độ",
    name = { vi = "Mức độ dịch vụ công trực tuyến của huyện", en = "Level of the district's online public services" } },
  access_to_law_met = yes_no {
    name = { vi = "Huyện đạt chuẩn tiếp cận pháp luật", en = "The district meets the access-to-law standard" },
  },

  -- Huyện nâng cao: danh mục chỉ tiêu chưa đọc được / Advanced districts: the indicators were not readable
  advanced_planning_met = yes_no {
    name = { vi = "Quy hoạch: đạt mức nâng cao (theo thẩm định)", en = "Planning: advanced, by the appraisal" },
  },
  advanced_transport_met = yes_no {
    name = { vi = "Giao thông: đạt mức nâng cao (theo thẩm định)", en = "Transport: advanced, by the appraisal" },
  },
  advanced_irrigation_met = yes_no {
    name = {
      vi = "Thủy lợi và phòng, chống thiên tai: đạt mức nâng cao (theo thẩm định)",
      en = "Irrigation and disaster prevention: advanced, by the appraisal",
    },
  },
  advanced_electricity_met = yes_no {
    name = { vi = "Điện: đạt mức nâng cao (theo thẩm định)", en = "Electricity: advanced, by the appraisal" },
  },
  advanced_social_met = yes_no {
    name = {
      vi = "Y tế - Văn hóa - Giáo dục: đạt mức nâng cao (theo thẩm định)",
      en = "Health, culture, education: advanced, by the appraisal",
    },
  },
  advanced_economy_met = yes_no {
    name = { vi = "Kinh tế: đạt mức nâng cao (theo thẩm định)", en = "Economy: advanced, by the appraisal" },
  },
  advanced_environment_met = yes_no {
    name = { vi = "Môi trường: đạt mức nâng cao (theo thẩm định)", en = "Environment: advanced, by the appraisal" },
  },
  advanced_living_environment_met = yes_no {
    name = {
      vi = "Chất lượng môi trường sống: đạt mức nâng cao (theo thẩm định)",
      en = "Quality of living environment: advanced, by the appraisal",
    },
  },
  advanced_security_parts_met = count { unit = "nội dung",
    name = {
      vi = "Nội dung về an ninh, trật tự đã đạt (danh mục của huyện nâng cao)",
      en = "Parts on security and order that are met (list for advanced districts)",
    } },

  -- Phần còn lại của hai bộ bị cắt ngắn / The rest of the two sets whose text is cut
  town_remaining_conditions_met = yes_no {
    name = {
      vi = "Thị xã, thành phố: các điều kiện còn lại đạt (theo thẩm định)",
      en = "Towns and cities: the remaining conditions met (by the appraisal)",
    },
  },
  special_remaining_criteria_met = yes_no {
    name = {
      vi = "Huyện đặc thù: các tiêu chí còn lại đạt (theo thẩm định)",
      en = "Special districts: the remaining criteria met (by the appraisal)",
    },
  },
}

facts "township" {
  civilised_urban = yes_no {
    name = { vi = "Thị trấn đạt chuẩn đô thị văn minh", en = "Township meeting the civilised-urban standard" },
  },
}

facts "commune" {
  satisfaction_lowest_content = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hài lòng ở nội dung được hài lòng ít nhất",
      en = "Satisfaction with the content that satisfies fewest",
    } },
}

derived {
  level = "district", id = "is_rural_district",
  name = { vi = "Là huyện có xã, dùng bộ tiêu chí huyện", en = "Is a district with communes, judged by the district set" },
  source = law { "320/QĐ-TTg", item = "I" },
  value = equals(district_kind, "rural"),
}

names {
  town          = { vi = "thị xã, thành phố", en = "town or city" },
  special       = { vi = "huyện không có đơn vị cấp xã", en = "district without communes" },
  ["loại"]      = { vi = "loại", en = "type" },
  ["xã"]        = { vi = "xã", en = "communes" },
}
