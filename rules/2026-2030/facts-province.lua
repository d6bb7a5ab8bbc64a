-- Số liệu cấp tỉnh đã công bố, đọc bên cạnh kết quả tính được từ các xã khi xét mục tiêu đến 2030. Tỷ lệ nghèo ghi
-- theo chuẩn nào thì nằm ở số liệu mang tên chuẩn đó: line_2022 (07/2021/NĐ-CP, đến hết 2026), line_2027
-- (351/2025/NĐ-CP, từ 2027); hai chuỗi không bao giờ nối với nhau.
-- Published figures of the province, read beside what the communes' figures come to when the targets by 2030 are
-- judged. A poverty rate stands under the name of its line: line_2022 (07/2021/NĐ-CP, until 2026), line_2027
-- (351/2025/NĐ-CP, from 2027); the two series are never joined.

facts "province" {
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

  -- Lao động, thu nhập, nghèo, sản xuất / Labour, income, poverty, production
  trained_labour_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ lệ lao động qua đào tạo (đã công bố)", en = "Share of trained labour (published)" } },
  rural_income_per_person = amount { unit = "triệu đồng/người/năm", places = 2, min = 0,
    name = { vi = "Thu nhập bình quân đầu người ở nông thôn", en = "Rural income per person and year" } },
  poverty_rate_line_2022 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn 2022–2025 (còn dùng năm 2026)",
      en = "Multidimensional poverty rate on the line of 2022–2025, in use until 2026",
    } },
  poverty_rate_line_2027 = amount { unit = "%", places = 2, min = 0, max = 100,
    name = {
      vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn tính từ 2027",
      en = "Multidimensional poverty rate on the line that counts from 2027",
    } },
  agri_va_growth_average = amount { unit = "%", places = 2,
    name = {
      vi = "Tăng giá trị gia tăng nông nghiệp, bình quân một năm của giai đoạn",
      en = "Growth of agricultural value added, yearly average of the period",
    } },
  output_value_per_ha = amount { unit = "triệu đồng/ha", places = 2, min = 0,
    name = { vi = "Giá trị sản phẩm trồng trọt trên một héc-ta", en = "Crop output value per hectare" } },
}

-- Tỷ lệ nghèo của năm theo chuẩn dùng trong năm đó: để đọc. Mức giảm chỉ tính trong một chuẩn.
-- The year's poverty rate on the line of that year: to be read. A fall is only ever worked out on one line.
derived {
  level = "province", id = "poverty_rate",
  name = { vi = "Tỷ lệ hộ nghèo đa chiều theo chuẩn của năm", en = "Multidimensional poverty rate on the year's line" },
  value = from_year { [2026] = poverty_rate_line_2022, [2027] = poverty_rate_line_2027 },
}

example { of = "province/poverty_rate", year = 2026, expect = 2.5,
  name = { vi = "Năm 2026 theo chuẩn cũ", en = "2026 on the old line" },
  facts = { poverty_rate_line_2022 = 2.5, poverty_rate_line_2027 = 7 } }
example { of = "province/poverty_rate", year = 2027, expect = 7,
  name = { vi = "Từ 2027 theo chuẩn mới", en = "From 2027 on the new line" },
  facts = { poverty_rate_line_2022 = 2.5, poverty_rate_line_2027 = 7 } }

names {
  ["huyện"] = { vi = "huyện", en = "districts" },
  ["thôn"]  = { vi = "thôn", en = "villages" },
  ["triệu đồng/ha"] = { vi = "triệu đồng/ha", en = "million VND per hectare" },
  ["triệu đồng/người/năm"] = { vi = "triệu đồng/người/năm", en = "million VND per person and year" },
  ["xã"]    = { vi = "xã", en = "communes" },
}
