-- Tiêu chí 3 (huyện): công trình thủy lợi và phòng, chống thiên tai. Tên chỉ tiêu theo trí nhớ, phải đối chiếu; chưa
-- ghi mức.
-- Criterion 3 (district): irrigation works and disaster readiness. Recalled labels, to be checked; no level is
-- entered.

criterion {
  of = "district.standard", id = "3",
  name = { vi = "Thủy lợi và phòng, chống thiên tai", en = "Irrigation and disaster prevention" },
  source = law { "320/QĐ-TTg", item = "I.3" },

  indicator {
    id = "3.1",
    name = {
      vi = "Công trình thủy lợi huyện quản lý được bảo trì, nâng cấp",
      en = "District irrigation works maintained and upgraded",
    },
    value  = district_irrigation_maintained,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "3.2",
    name = { vi = "Chủ động phòng, chống thiên tai", en = "Disaster readiness" },
    value    = disaster_readiness_level,
    at_least = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/3.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", district_irrigation_maintained = true } }

example { of = "district.standard/3.2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", disaster_readiness_level = 3 } }
