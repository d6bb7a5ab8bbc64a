-- Thị xã, thành phố trực thuộc tỉnh hoàn thành nhiệm vụ xây dựng nông thôn mới (320/QĐ-TTg, Phụ lục II). Chỉ đọc được
-- điều kiện đầu, và từ một bản sao; phần còn lại bị cắt nên giữ chỗ bằng một số liệu có mức còn chờ: một thành phố có
-- thể không đạt, chưa thể đạt.
-- Towns and cities under a province that completed the new-rural task (320/QĐ-TTg, annex II). Only the first
-- condition was readable, and from a mirror; the rest is cut and held by one figure whose level is pending: a city
-- can fail but cannot yet pass.

standard {
  id = "district.town", level = "district",
  name = {
    vi = "Thị xã, thành phố hoàn thành nhiệm vụ xây dựng nông thôn mới",
    en = "Town or city that completed the new-rural task",
  },
  source = law { "320/QĐ-TTg", item = "II" },
}

criterion {
  of = "district.town", id = "T",
  name = { vi = "Điều kiện của thị xã, thành phố", en = "Conditions of towns and cities" },
  source = law { "320/QĐ-TTg", item = "II" },

  indicator {
    id = "T1", name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Communes meeting the standard" },
    value    = share_of("commune", any { met "commune.standard", recognised "commune.standard" }),
    at_least = 100,
    applies_when = equals(district_kind, "town"),
  },

  indicator {
    id = "T-rest", name = { vi = "Các điều kiện còn lại chưa đọc được", en = "The remaining conditions were not readable" },
    value  = town_remaining_conditions_met,
    equals = pending(),
    applies_when = equals(district_kind, "town"),
  },
}

-- Ví dụ / examples

example { of = "district.town/T1", year = 2024, expect = "met",
  name = { vi = "Xã duy nhất đã được công nhận", en = "Its only commune is recognised" },
  facts = { district_kind = "town" },
  children = { { level = "commune", facts = {}, recognised = { "commune.standard" } } } }
example { of = "district.town/T1", year = 2024, expect = "not_met",
  name = { vi = "Một trong hai xã chưa đạt", en = "One of two communes falls short" },
  facts = { district_kind = "town" },
  children = {
    { level = "commune", facts = {}, recognised = { "commune.standard" } },
    { level = "commune", facts = { plan_approved = false } },
  } }
example { of = "district.town/T1", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện không dùng bộ này", en = "A rural district is not judged by this set" },
  facts = { district_kind = "rural" } }

example { of = "district.town/T-rest", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "town", town_remaining_conditions_met = true } }
example { of = "district.town/T-rest", year = 2024, expect = "not_applicable",
  name = { vi = "Huyện không dùng bộ này", en = "A rural district is not judged by this set" },
  facts = { district_kind = "rural" } }

local communes = { { level = "commune", facts = { plan_approved = false } } }
for i = 2, 100 do communes[i] = { level = "commune", facts = {}, recognised = { "commune.standard" } } end
example { of = "district.town/T1", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 xã", en = "99 of 100 communes" }, facts = { district_kind = "town" }, children = communes }
