-- Số liệu cấp tỉnh: điều kiện của 321/QĐ-TTg, và các số đã công bố để đối chiếu với chỉ tiêu của chương trình hành
-- động. Số công bố là của cả tỉnh; nó đứng cạnh số tính từ xã chứ không thay thế. Ô trống nghĩa là chưa có số liệu.
-- Tỷ lệ nghèo mang tên chuẩn nghèo trong mã: _line_2016 (chuẩn 2016–2020) và _line_2022 (chuẩn 2022–2025) là hai dãy
-- khác nhau, không trừ được cho nhau.
-- The province's figures: the conditions of 321/QĐ-TTg, and what was published, to be set against the targets of the
-- action programme. A published figure is of the whole province and stands beside the one worked out from communes.
-- An empty cell means no data. Poverty rates have the poverty line in their id: _line_2016 (2016–2020) and _line_2022
-- (2022–2025) are two series, and one cannot be taken from the other.

facts "province" {
  -- Tỉnh hoàn thành nhiệm vụ / Completing the task
  scheme_passed = yes_no {
    name = {
      vi = "Đề án nông thôn mới toàn tỉnh được Hội đồng nhân dân thông qua",
      en = "Province-wide new-rural scheme passed by the People's Council",
    },
  },
  main_roads = amount { unit = "km", places = 2,
    name = { vi = "Đường huyện, đường tỉnh, quốc lộ", en = "District, provincial and national roads" } },
  main_roads_trees = amount { unit = "km", part_of = "main_roads", places = 2,
    name = {
      vi = "Đường huyện, đường tỉnh, quốc lộ được trồng cây xanh",
      en = "District, provincial and national roads planted with trees",
    } },
  public_green_land_per_person = amount { unit = "m²/người", places = 2,
    name = { vi = "Đất cây xanh công cộng bình quân", en = "Public green land per person" } },
  administrative_satisfaction = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Chỉ số hài lòng về sự phục vụ hành chính",
      en = "Satisfaction index of administrative service",
    } },

  -- Đơn vị đạt chuẩn, theo công bố / Units meeting standards, as published
  districts_standard = count { unit = "huyện",
    name = { vi = "Huyện đạt chuẩn (đã công bố)", en = "Districts meeting the standard (published)" } },
  districts_advanced = count { unit = "huyện", part_of = "districts_standard",
    name = { vi = "Huyện đạt chuẩn nâng cao (đã công bố)", en = "Advanced districts (published)" } },
  communes_standard = count { unit = "xã",
    name = { vi = "Xã đạt chuẩn (đã công bố)", en = "Communes meeting the standard (published)" } },
  communes_advanced = count { unit = "xã", part_of = "communes_standard",
    name = { vi = "Xã đạt chuẩn nâng cao (đã công bố)", en = "Advanced communes (published)" } },
  communes_model = count { unit = "xã", part_of = "communes_advanced",
    name = { vi = "Xã đạt chuẩn kiểu mẫu (đã công bố)", en = "Model communes (published)" } },
  communes_under_15_criteria = count { unit = "xã",
    name = { vi = "Xã đạt dưới 15 tiêu chí (đã công bố)", en = "Communes below 15 criteria (published)" } },
  villages = count { unit = "thôn",
    name = { vi = "Số thôn (đã công bố)", en = "Villages (published)" } },
  villages_standard = count { unit = "thôn", part_of = "villages",
    name = { vi = "Thôn đạt chuẩn (đã công bố)", en = "Villages meeting the standard (published)" } },
  villages_model = count { unit = "thôn", part_of = "villages_standard",
    name = { vi = "Thôn đạt chuẩn kiểu mẫu (đã công bố)", en = "Model villages (published)" } },
  villages_difficult = count { unit = "thôn", part_of = "villages",
    name = {
      vi = "Thôn thuộc xã đặc biệt khó khăn, xã bãi ngang ven biển khó khăn (đã công bố)",
      en = "Villages of extremely difficult and coastal-difficult communes (published)",
    } },
  villages_difficult_standard = count { unit = "thôn", part_of = "villages_difficult",
    name = {
      vi = "Thôn thuộc các xã đó được công nhận đạt chuẩn (đã công bố)",
      en = "Villages of those communes that are recognised (published)",
    } },

  -- Lao động, thu nhập, nghèo / Labour, income, poverty
  trained_labour_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ lệ lao động qua đào tạo (đã công bố)", en = "Share of trained labour (published)" } },
  rural_income_per_person = amount { unit = "triệu đồng/người/năm", places = 2, min = 0,
    name = { vi = "Thu nhập bình quân đầu người ở nông thôn", en = "Rural income per person and year" } },
  poverty_rate_line_2016 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn 2016–2020",
      en = "Multidimensional poverty rate on the line of 2016–2020",
    } },
  poverty_rate_line_2022 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn 2022–2025",
      en = "Multidimensional poverty rate on the line of 2022–2025",
    } },
  minority_poverty_rate_line_2016 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ nghèo của hộ dân tộc thiểu số theo chuẩn 2016–2020",
      en = "Poverty rate of ethnic-minority households on the line of 2016–2020",
    } },
  minority_poverty_rate_line_2022 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ nghèo của hộ dân tộc thiểu số theo chuẩn 2022–2025",
      en = "Poverty rate of ethnic-minority households on the line of 2022–2025",
    } },

  -- Sản xuất, môi trường / Production, environment
  agri_va_growth_average = amount { unit = "%", places = 2,
    name = {
      vi = "Tăng giá trị gia tăng nông nghiệp, bình quân một năm từ năm 2021",
      en = "Growth of agricultural value added, yearly average since 2021",
    } },
  output_value_per_ha = amount { unit = "triệu đồng/ha", places = 2, min = 0,
    name = { vi = "Giá trị sản phẩm trồng trọt trên một héc-ta", en = "Crop output value per hectare" } },
  irrigated_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ diện tích sản xuất được tưới chủ động",
      en = "Share of the production area with active irrigation",
    } },
  rice_land_converted = amount { unit = "ha", places = 2, min = 0,
    name = {
      vi = "Đất lúa kém hiệu quả chuyển sang cây trồng tốt hơn trong năm",
      en = "Poor rice land converted to better crops in the year",
    } },
  clean_water_standard_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nông thôn dùng nước sạch theo quy chuẩn (đã công bố)",
      en = "Share of rural households using water that meets the standard (published)",
    } },
  forest_cover = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ lệ che phủ rừng", en = "Forest cover" } },
}

-- Mức nghèo công bố cuối cùng theo chuẩn cũ: để đọc, không chỉ tiêu nào của giai đoạn này so với nó.
-- The last published rates on the old line: to be read; no target of this period is measured against them.
derived {
  level = "province", id = "last_poverty_rate_line_2016",
  name = { vi = "Tỷ lệ hộ nghèo năm 2019, chuẩn 2016–2020", en = "Poverty rate of 2019, line of 2016–2020" },
  value = in_year(2019, poverty_rate_line_2016),
}
derived {
  level = "province", id = "last_minority_poverty_rate_line_2016",
  name = {
    vi = "Tỷ lệ nghèo của hộ dân tộc thiểu số năm 2017, chuẩn 2016–2020",
    en = "Poverty rate of ethnic-minority households of 2017, line of 2016–2020",
  },
  value = in_year(2017, minority_poverty_rate_line_2016),
}

example { of = "province/last_poverty_rate_line_2016", year = 2023, expect = 6.74,
  name = { vi = "Dãy theo chuẩn cũ đứng riêng", en = "The series on the old line stands alone" },
  facts = { poverty_rate_line_2022 = 4.21 }, history = { [2019] = { poverty_rate_line_2016 = 6.74 } } }
example { of = "province/last_minority_poverty_rate_line_2016", year = 2023, expect = 28.73,
  name = { vi = "Dãy theo chuẩn cũ đứng riêng", en = "The series on the old line stands alone" },
  facts = {}, history = { [2017] = { minority_poverty_rate_line_2016 = 28.73 } } }

names {
  ["điểm %"]        = { vi = "điểm phần trăm", en = "percentage points" },
  ["huyện"]         = { vi = "huyện", en = "districts" },
  ["triệu đồng/ha"] = { vi = "triệu đồng/ha", en = "million VND per hectare" },
}
