-- Cột nào trong ninh-son-2023.csv là số liệu nào: do `chuan import --suggest` gợi ý, rồi xem lại từng dòng và bỏ dấu --
-- ở những dòng đúng. Xã ghi bằng tên, dưới dòng "I. Huyện Ninh Sơn"; thu nhập ghi bằng nghìn đồng, được đổi ra triệu đồng.
-- Which column of ninh-son-2023.csv is which figure: as `chuan import --suggest` proposed it, looked at line by line.
-- Communes stand by name below the row of their district; income is in thousands of đồng and becomes millions.

mapping {
  heading_rows = { 4, 5 },
  name = "Xã", year = 2023, decimal = ",", skip = { "TT" },
  columns = {
    ["Dân số (người)"] = population,
    ["Số hộ (hộ) / Tổng số"] = households,
    ["Số hộ (hộ) / Hộ nghèo đa chiều"] = households_poor,
    ["Số hộ (hộ) / Hộ dùng nước sạch theo quy chuẩn"] = households_clean_water,
    ["Thu nhập (nghìn đồng/người/năm)"] = { income_per_person, unit = "nghìn đồng/người/năm" },
    ["Đường xã (km) / Tổng số"] = commune_roads,
    ["Đường xã (km) / Đã rải nhựa, bê tông"] = commune_roads_paved,
    ["Đạt tiêu chí quốc gia về y tế"] = health_criteria_met,
  },
}
