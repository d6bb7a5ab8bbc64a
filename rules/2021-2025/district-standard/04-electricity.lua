-- Tiêu chí 4 (huyện): hệ thống điện liên xã. Tên chỉ tiêu theo trí nhớ, phải đối chiếu; chưa ghi mức.
-- Criterion 4 (district): the power system between communes. Recalled label, to be checked; no level is entered.

criterion {
  of = "district.standard", id = "4",
  name = { vi = "Điện", en = "Electricity" },
  source = law { "320/QĐ-TTg", item = "I.4" },

  indicator {
    id = "4",
    name = { vi = "Hệ thống điện liên xã đồng bộ", en = "Power system between communes" },
    value  = power_system_integrated,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", power_system_integrated = true } }
