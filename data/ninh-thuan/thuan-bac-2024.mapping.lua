-- Cột nào trong thuan-bac-2024.csv là số liệu nào. Cột không ghi ở đây (Tên xã) thì bỏ qua.
-- Which column of thuan-bac-2024.csv is which figure. A column not named here (Tên xã) is left out.

mapping {
  unit = "Mã xã", year = "Năm", decimal = ",",
  columns = {
    ["Dân số (người)"] = population,
    ["Tổng số hộ"] = households,
    ["Số hộ nghèo đa chiều"] = households_poor,
    ["Thu nhập BQĐN (triệu đồng/người/năm)"] = income_per_person,
    ["Số hộ dùng nước sạch theo quy chuẩn"] = households_clean_water,
    ["Số người tham gia BHYT"] = people_health_insured,
    ["Đường xã (km)"] = commune_roads,
    ["Đường xã đã rải nhựa, bê tông (km)"] = commune_roads_paved,
    ["Xã đạt tiêu chí quốc gia về y tế"] = health_criteria_met,
  },
}
