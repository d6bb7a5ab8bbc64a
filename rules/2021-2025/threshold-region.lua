-- Xã dùng cột mức đạt của vùng nào. Xã đặc biệt khó khăn dùng cột Trung du và miền núi phía Bắc (318/QĐ-TTg, Điều
-- 1); xã khác dùng cột của vùng mình. Điều 1 còn cho các xã an toàn khu của huyện nghèo (hoặc vừa thoát nghèo
-- 2018–2020) dùng cột này: chưa có số liệu riêng để nhận ra các xã đó.
-- Whose column of levels a commune uses. Extremely difficult communes use the northern-mountain one (318/QĐ-TTg,
-- article 1), others that of their region. Article 1 also gives it to safety-zone communes of poor districts (or
-- districts that left poverty in 2018–2020); no fact tells those apart yet.

derived {
  level = "commune", id = "threshold_region",
  name = { vi = "Vùng dùng để lấy mức đạt", en = "Region whose thresholds apply" },
  value = choose {
    { is_true(extremely_difficult), "northern_mountains" },
    otherwise = region,
  },
}

-- Cột Trung du và miền núi phía Bắc là cột dành cho nơi khó khăn, nên không đòi hỏi hơn cột của vùng nào khác. Giữa các
-- vùng còn lại với nhau thì không nói gì. `check` so các mức theo thứ tự này.
-- The northern-mountain column is the one for places in difficulty and so asks no more than that of any other region. Of
-- the other regions among themselves nothing is said. `check` compares levels along these lists.
order {
  of = "threshold_region",
  { "northern_mountains", "red_river_delta" },
  { "northern_mountains", "north_central" },
  { "northern_mountains", "south_central_coast" },
  { "northern_mountains", "central_highlands" },
  { "northern_mountains", "south_east" },
  { "northern_mountains", "mekong_delta" },
}
