-- Tiêu chí 4: lưới điện đạt chuẩn và hộ dùng điện an toàn, ổn định. Chưa có nguồn đọc được: tên chỉ tiêu và mức đều
-- theo trí nhớ, phải đối chiếu với văn bản trước khi dùng.
-- Criterion 4: a grid up to standard and households with safe, stable power. No readable source yet: labels and
-- levels are recalled, to be checked against the text before use.

criterion {
  of = "commune.standard", id = "4",
  name = { vi = "Điện", en = "Electricity" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "4.1",
    name = { vi = "Hệ thống điện đạt chuẩn", en = "Power grid meets the standard" },
    test = unverified(is_true(power_grid_meets_standard)),
  },

  indicator {
    id = "4.2",
    name = {
      vi = "Hộ đăng ký và dùng điện trực tiếp, an toàn, ổn định",
      en = "Households with direct, safe and stable power",
    },
    value    = share(households_safe_power, households),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(95),
      south_central_coast = unverified(98),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/4.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { power_grid_meets_standard = true } }
example { of = "commune.standard/4.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { power_grid_meets_standard = false } }

example { of = "commune.standard/4.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 98%, xã Duyên hải Nam Trung Bộ", en = "Exactly 98%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000, households_safe_power = 980,
  } }
example { of = "commune.standard/4.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 98%, xã Duyên hải Nam Trung Bộ", en = "Just below 98%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, households = 1000, households_safe_power = 979,
  } }
example { of = "commune.standard/4.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 95%, xã đặc biệt khó khăn", en = "Exactly 95%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_safe_power = 950,
  } }
example { of = "commune.standard/4.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 95%, xã đặc biệt khó khăn", en = "Just below 95%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, households = 1000, households_safe_power = 949,
  } }
example { of = "commune.standard/4.2", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, households = 1000, households_safe_power = 1000 } }
example { of = "commune.standard/4.2", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000 } }
