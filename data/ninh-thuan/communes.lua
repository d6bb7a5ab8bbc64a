-- 47 xã của Ninh Thuận trong bộ số liệu minh họa: quy mô và lộ trình mà generate.lua phải cho ra. Không có con số nào ở
-- đây là số liệu chính thức, trừ các con số ghi nguồn trong data/README.md.
-- The 47 communes of Ninh Thuận in the illustrative figures: their size and the path generate.lua has to produce. No
-- number here is official, except those data/README.md gives a source for.
--
--   households, population   in the anchor year (2023, or `anchor`)
--   extremely_difficult      zone III of 2021-2025: judged by the northern-mountain column
--   met                      criteria met in 2020 … 2024; without it: all 19 in every year
--   open                     the criteria still open in 2020, hardest first: with n met, the first 19 - n stay open
--   income_2023, poverty_2023  published, in 10,000 đồng and in hundredths of a percent
--   farmland = 0             no farm land: indicator 3.1 does not apply
--   health_from              first year in which the national health criteria are met (15.2)
--   group_only               only a cooperative group: 13.1 can be judged from 2024 on

return {
  -- Thành phố Phan Rang-Tháp Chàm
  { code = "22774", name = "Xã Thành Hải", households = 3046, population = 10214, villages = 5 },
  -- Huyện Bác Ái
  { code = "22783", name = "Xã Phước Bình", households = 1164, population = 4634, villages = 6,
    extremely_difficult = true, met = { 10, 10, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "2", "13", "6", "14" } },
  { code = "22786", name = "Xã Phước Hòa", households = 527, population = 2121, villages = 2,
    extremely_difficult = true, health_from = 2024,
    met = { 9, 10, 11, 11, 12 }, open = { "11", "10", "17", "12", "9", "13", "2", "15", "6", "5" } },
  { code = "22789", name = "Xã Phước Tân", households = 913, population = 3615, villages = 4,
    extremely_difficult = true, met = { 9, 10, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "2", "5", "13", "14", "6" } },
  { code = "22792", name = "Xã Phước Tiến", households = 1262, population = 4935, villages = 6,
    extremely_difficult = true, met = { 10, 11, 12, 13, 14 }, open = { "11", "10", "17", "12", "9", "13", "2", "14", "5" } },
  { code = "22795", name = "Xã Phước Thắng", households = 1141, population = 4651, villages = 5,
    extremely_difficult = true, met = { 10, 11, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "13", "6", "2", "14" } },
  { code = "22798", name = "Xã Phước Thành", households = 1038, population = 4194, villages = 4,
    extremely_difficult = true, met = { 9, 10, 11, 12, 12 }, open = { "11", "10", "17", "12", "9", "2", "13", "14", "6", "3" } },
  { code = "22801", name = "Xã Phước Đại", households = 1308, population = 5093, villages = 5,
    extremely_difficult = true, met = { 14, 14, 15, 16, 17 }, open = { "11", "17", "10", "12", "9" } },
  { code = "22804", name = "Xã Phước Chính", households = 553, population = 2188, villages = 3,
    extremely_difficult = true, met = { 10, 11, 12, 13, 14 }, open = { "11", "10", "12", "17", "9", "2", "13", "5", "14" } },
  { code = "22807", name = "Xã Phước Trung", households = 631, population = 2530, villages = 4,
    extremely_difficult = true, met = { 10, 10, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "3", "2", "13", "6" } },
  -- Huyện Ninh Sơn
  { code = "22813", name = "Xã Lâm Sơn", households = 3914, population = 13261, villages = 9 },
  { code = "22816", name = "Xã Lương Sơn", households = 1887, population = 6440, villages = 4 },
  { code = "22819", name = "Xã Quảng Sơn", households = 4706, population = 15814, villages = 8,
    met = { 15, 16, 17, 18, 19 }, open = { "11", "17", "12", "5" } },
  { code = "22822", name = "Xã Mỹ Sơn", households = 3172, population = 12239, villages = 7,
    extremely_difficult = true, anchor = 2021, met = { 18, 19, 19, 19, 19 }, open = { "10" } },
  { code = "22825", name = "Xã Hòa Sơn", households = 1741, population = 6060, villages = 5,
    met = { 17, 19, 19, 19, 19 }, open = { "10", "17" } },
  { code = "22828", name = "Xã Ma Nới", households = 1093, population = 4476, villages = 6,
    extremely_difficult = true, met = { 10, 10, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "13", "2", "5", "14" } },
  { code = "22831", name = "Xã Nhơn Sơn", households = 3822, population = 12715, villages = 7 },
  -- Huyện Ninh Hải
  { code = "22846", name = "Xã Vĩnh Hải", households = 2311, population = 7813, villages = 6 },
  { code = "22852", name = "Xã Phương Hải", households = 1806, population = 5912, villages = 3 },
  { code = "22855", name = "Xã Tân Hải", households = 2094, population = 6891, villages = 4 },
  { code = "22858", name = "Xã Xuân Hải", households = 4487, population = 14886, villages = 9 },
  { code = "22861", name = "Xã Hộ Hải", households = 3318, population = 10777, villages = 5 },
  { code = "22864", name = "Xã Tri Hải", households = 3127, population = 10322, villages = 5 },
  { code = "22867", name = "Xã Nhơn Hải", households = 4085, population = 13679, villages = 6 },
  { code = "22868", name = "Xã Thanh Hải", households = 2513, population = 8471, villages = 5 },
  -- Huyện Ninh Phước
  { code = "22873", name = "Xã Phước Sơn", households = 4118, population = 13232, villages = 6 },
  { code = "22876", name = "Xã Phước Thái", households = 3394, population = 11644, villages = 6 },
  { code = "22879", name = "Xã Phước Hậu", households = 4302, population = 14060, villages = 7 },
  { code = "22882", name = "Xã Phước Thuận", households = 4889, population = 15632, villages = 8 },
  { code = "22888", name = "Xã An Hải", households = 4617, population = 15030, villages = 9 },
  { code = "22891", name = "Xã Phước Hữu", households = 5046, population = 16968, villages = 9 },
  { code = "22894", name = "Xã Phước Hải", households = 4077, population = 13875, villages = 5 },
  { code = "22912", name = "Xã Phước Vinh", households = 3521, population = 11656, villages = 7 },
  -- Huyện Thuận Bắc
  { code = "22837", name = "Xã Phước Chiến", households = 1312, population = 5413, villages = 6,
    extremely_difficult = true, met = { 9, 10, 11, 12, 14 }, open = { "11", "10", "17", "12", "9", "5", "13", "2", "14", "6" } },
  { code = "22840", name = "Xã Công Hải", households = 2716, population = 9858, villages = 7 },
  { code = "22843", name = "Xã Phước Kháng", households = 806, population = 3290, villages = 5,
    extremely_difficult = true, health_from = 2024,
    met = { 9, 10, 10, 11, 12 }, open = { "11", "10", "17", "12", "9", "13", "2", "15", "6", "14" } },
  { code = "22849", name = "Xã Lợi Hải", households = 3289, population = 12220, villages = 6,
    met = { 16, 19, 19, 19, 19 }, open = { "11", "10", "17" } },
  { code = "22853", name = "Xã Bắc Sơn", households = 2071, population = 8069, villages = 4,
    extremely_difficult = true, group_only = true,
    met = { 10, 11, 12, 13, 15 }, open = { "11", "10", "17", "12", "13", "9", "2", "14", "6" } },
  { code = "22856", name = "Xã Bắc Phong", households = 2018, population = 7107, villages = 4 },
  -- Huyện Thuận Nam
  { code = "22885", name = "Xã Phước Hà", households = 1004, population = 4124, villages = 5,
    extremely_difficult = true, met = { 9, 10, 11, 12, 13 }, open = { "11", "10", "17", "12", "9", "2", "13", "14", "6", "5" } },
  { code = "22897", name = "Xã Phước Nam", households = 2907, population = 10410, villages = 6 },
  { code = "22898", name = "Xã Phước Ninh", households = 1513, population = 5470, villages = 4 },
  { code = "22900", name = "Xã Nhị Hà", households = 1317, population = 4801, villages = 3,
    met = { 16, 17, 19, 19, 19 }, open = { "17", "10", "12" } },
  { code = "22903", name = "Xã Phước Dinh", households = 3296, population = 11448, villages = 5,
    met = { 14, 15, 17, 19, 19 }, open = { "17", "12", "10", "2", "11" } },
  { code = "22906", name = "Xã Phước Minh", households = 1426, population = 5034, villages = 3 },
  { code = "22909", name = "Xã Phước Diêm", households = 3250, population = 11224, villages = 3,
    income_2023 = 5650, poverty_2023 = 320 },
  { code = "22910", name = "Xã Cà Ná", households = 2786, population = 9734, villages = 3,
    income_2023 = 5800, poverty_2023 = 298, farmland = 0 },
}
