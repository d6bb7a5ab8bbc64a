-- Số liệu cả nước, cho mục tiêu cả nước đến 2030 (417/QĐ-BNNMT). Chỉ hiện ra khi trong cơ sở dữ liệu có đơn vị cấp
-- "country".
-- Figures of the whole country, for the national targets by 2030 (417/QĐ-BNNMT). They show only when the dossier has
-- a unit of level "country".

facts "country" {
  communes = count { unit = "xã",
    name = { vi = "Số xã", en = "Communes" } },
  communes_standard = count { unit = "xã", part_of = "communes",
    name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Communes meeting the standard" } },
  communes_modern = count { unit = "xã", part_of = "communes_standard",
    name = { vi = "Xã nông thôn mới hiện đại", en = "Modern communes" } },
  provinces_completed = count { unit = "tỉnh",
    name = {
      vi = "Tỉnh, thành phố hoàn thành xây dựng nông thôn mới",
      en = "Provinces that completed new-rural development",
    } },
  rural_income_per_person = amount { unit = "triệu đồng/người/năm", places = 2,
    name = { vi = "Thu nhập bình quân đầu người ở nông thôn", en = "Rural income per person and year" } },
  income_per_person = amount { unit = "triệu đồng/người/năm", places = 2,
    name = { vi = "Thu nhập bình quân đầu người cả nước", en = "National income per person and year" } },
  minority_income_per_person = amount { unit = "triệu đồng/người/năm", places = 2,
    name = { vi = "Thu nhập bình quân đầu người dân tộc thiểu số", en = "Income per person of ethnic minorities" } },
  poverty_rate_line_2027 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn 351/2025/NĐ-CP",
      en = "Poverty rate by the line of 351/2025/NĐ-CP",
    } },
  minority_area_poverty_rate_line_2027 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều vùng dân tộc thiểu số và miền núi theo chuẩn 351/2025/NĐ-CP",
      en = "Poverty rate in minority and mountainous areas by the line of 351/2025/NĐ-CP",
    } },
  extremely_difficult_units = count { unit = "đơn vị",
    name = { vi = "Xã, thôn đặc biệt khó khăn còn lại", en = "Extremely difficult communes and villages left" } },
}

names {
  ["đơn vị"] = { vi = "đơn vị", en = "units" },
  ["tỉnh"] = { vi = "tỉnh", en = "provinces" },
}
