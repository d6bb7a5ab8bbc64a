-- Nhóm của xã (51/2025/QĐ-TTg): mức của bộ tiêu chí 2026–2030 theo nhóm. Nhóm 1: liền kề đô thị hiện hữu và có định
-- hướng phát triển đô thị, hoặc tỷ trọng nông nghiệp dưới 10%, hoặc định hướng thành đô thị mới. Nhóm 3: xã khu vực
-- II, III. Nhóm 2: xã còn lại. Xã thỏa cả nhóm 1 và nhóm 3 thì xếp vào đâu: chưa đọc được, nên còn chờ (pending),
-- không đoán.
-- The group of a commune (51/2025/QĐ-TTg): the levels of 2026–2030 go by it. Group 1: adjoins an urban area and is to
-- develop as one, or agriculture is below 10% of its economy, or it is to become a new town. Group 3: zones II and
-- III. Group 2: all others. Where a commune of both groups 1 and 3 belongs was not seen: pending, never guessed.

derived {
  level = "commune", id = "turning_urban",
  name = { vi = "Thuộc diện nhóm 1 (đang đô thị hóa)", en = "Qualifies for group 1 (turning urban)" },
  source = law { "51/2025/QĐ-TTg" },
  value = any {
    all { is_true(adjoins_urban_area), is_true(oriented_to_urban) },
    less_than(agriculture_share, 10),
    is_true(oriented_to_new_town),
  },
}

derived {
  level = "commune", id = "hard_zone",
  name = { vi = "Thuộc diện nhóm 3 (khu vực II, III)", en = "Qualifies for group 3 (zones II and III)" },
  source = law { "51/2025/QĐ-TTg" },
  value = one_of(zone, { "II", "III" }),
}

derived {
  level = "commune", id = "commune_group",
  name = { vi = "Nhóm xã", en = "Commune group" },
  source = law { "51/2025/QĐ-TTg" },
  value = choose {
    { all { turning_urban, hard_zone }, pending() },
    { turning_urban, "group_1" },
    { hard_zone, "group_3" },
    otherwise = "group_2",
  },
}

-- Nhóm 3 không bị đòi hỏi cao hơn nhóm 1. / Group 3 is never asked for more than group 1.
order { of = "commune_group", { "group_3", "group_1" } }

-- Ví dụ / examples
local function commune(different)
  local facts = {
    adjoins_urban_area = false, oriented_to_urban = false, oriented_to_new_town = false,
    agriculture_share = 40, zone = "none",
  }
  for fact, value in pairs(different) do facts[fact] = value end
  return facts
end

example { of = "commune/turning_urban", year = 2026, expect = "met",
  name = { vi = "Liền kề đô thị và định hướng đô thị", en = "Adjoins an urban area and is to become urban" },
  facts = commune { adjoins_urban_area = true, oriented_to_urban = true } }
example { of = "commune/turning_urban", year = 2026, expect = "not_met",
  name = { vi = "Liền kề đô thị nhưng không định hướng đô thị", en = "Adjoins an urban area only" },
  facts = commune { adjoins_urban_area = true } }
example { of = "commune/turning_urban", year = 2026, expect = "not_met",
  name = { vi = "Định hướng đô thị nhưng không liền kề đô thị", en = "To become urban, adjoins none" },
  facts = commune { oriented_to_urban = true } }
example { of = "commune/turning_urban", year = 2026, expect = "met",
  name = { vi = "Nông nghiệp dưới 10%", en = "Agriculture just below 10%" },
  facts = commune { agriculture_share = 9.99 } }
example { of = "commune/turning_urban", year = 2026, expect = "not_met",
  name = { vi = "Nông nghiệp đúng 10%", en = "Agriculture exactly 10%" },
  facts = commune { agriculture_share = 10 } }
example { of = "commune/turning_urban", year = 2026, expect = "met",
  name = { vi = "Định hướng thành đô thị mới", en = "To become a new town" },
  facts = commune { oriented_to_new_town = true } }
example { of = "commune/turning_urban", year = 2026, expect = "no_data", causes = { agriculture_share },
  name = { vi = "Chưa biết tỷ trọng nông nghiệp", en = "Agriculture unknown" },
  facts = commune { agriculture_share = "" } }

example { of = "commune/hard_zone", year = 2026, expect = "met",
  name = { vi = "Khu vực II", en = "Zone II" }, facts = { zone = "II" } }
example { of = "commune/hard_zone", year = 2026, expect = "met",
  name = { vi = "Khu vực III", en = "Zone III" }, facts = { zone = "III" } }
example { of = "commune/hard_zone", year = 2026, expect = "not_met",
  name = { vi = "Khu vực I", en = "Zone I" }, facts = { zone = "I" } }
example { of = "commune/hard_zone", year = 2026, expect = "not_met",
  name = { vi = "Không thuộc khu vực nào", en = "In no zone" }, facts = { zone = "none" } }

example { of = "commune/commune_group", year = 2026, expect = "group_1",
  name = { vi = "Nhóm 1", en = "Group 1" }, facts = commune { agriculture_share = 5 } }
example { of = "commune/commune_group", year = 2026, expect = "group_2",
  name = { vi = "Không thuộc nhóm 1, nhóm 3", en = "Neither group 1 nor group 3" }, facts = commune { zone = "I" } }
example { of = "commune/commune_group", year = 2026, expect = "group_3",
  name = { vi = "Nhóm 3", en = "Group 3" }, facts = commune { zone = "III" } }
example { of = "commune/commune_group", year = 2026, expect = "no_data", causes = { "pending" },
  name = { vi = "Thỏa cả nhóm 1 và nhóm 3: chưa biết xếp vào đâu", en = "Both 1 and 3: not known which goes first" },
  facts = commune { zone = "II", oriented_to_new_town = true } }
example { of = "commune/commune_group", year = 2026, expect = "no_data", causes = { zone },
  name = { vi = "Chưa biết khu vực", en = "Zone unknown" }, facts = commune { zone = "" } }
