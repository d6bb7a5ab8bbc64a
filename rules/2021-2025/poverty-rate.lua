-- Tỷ lệ hộ nghèo của xã: từ danh sách hộ khi đã nạp đủ hộ, từ số xã báo cáo khi chưa. Danh sách thiếu hộ (chẳng hạn
-- chỉ có hộ nghèo, cận nghèo) không dùng để tính tỷ lệ, vì sẽ ra con số sai lệch. Hai nguồn cùng có mà khác nhau thì
-- là một phát hiện: bộ "commune.figures" cho thấy, và `explain` nói hai con số. Bộ này chỉ soi số liệu, không phải bộ
-- tiêu chí của văn bản nào.
-- A commune's poverty rate: from the list of households once all of them are loaded, from the reported figure until
-- then. A list that lacks households (such as the poor and near-poor alone) gives no rate, for it would be a wrong
-- one. Where both are there and differ, that is a finding: the set "commune.figures" shows it and `explain` gives
-- both numbers. The set looks at figures only; no document prescribes it.

derived {
  level = "commune", id = "households_listed",
  name = { vi = "Số hộ trong danh sách", en = "Households in the list" },
  value = sum_of("household", 1, { empty = 0 }),
}

derived {
  level = "commune", id = "poor_households_listed",
  name = { vi = "Số hộ nghèo trong danh sách", en = "Poor households in the list" },
  value = count_of("household", poor),
}

-- Chưa biết số hộ của xã thì danh sách có hộ nào được coi là đủ.
-- With the commune's number unknown, any list counts as whole.
derived {
  level = "commune", id = "household_list_whole",
  name = { vi = "Danh sách đủ hộ của xã", en = "The list has all households" },
  value = all {
    more_than(households_listed, 0),
    any { none { known(households) }, at_least(households_listed, households) },
  },
}

derived {
  level = "commune", id = "poverty_rate",
  name = { vi = "Tỷ lệ hộ nghèo đa chiều", en = "Multidimensional poverty rate" },
  value = choose {
    { household_list_whole, share_of("household", poor) },
    otherwise = share(households_poor, households),
  },
}

-- Hai nguồn đều từ rà soát hộ nghèo hằng năm. / Both sources come from the yearly review of poor households.
standard {
  id = "commune.figures", level = "commune",
  name = { vi = "Số liệu từ hai nguồn khớp nhau", en = "Figures of two sources agree" },
  source = law { "07/2021/NĐ-CP" },
}

criterion {
  of = "commune.figures", id = "H",
  name = { vi = "Hộ và hộ nghèo: danh sách và báo cáo", en = "Households and the poor: list and report" },
  source = law { "07/2021/NĐ-CP" },

  indicator {
    id = "H1", name = { vi = "Danh sách đủ số hộ xã báo cáo", en = "The list has as many households as reported" },
    value    = households_listed,
    equals   = households,
    applies_when = all { more_than(households_listed, 0), known(households) },
  },
  indicator {
    id = "H2",
    name = {
      vi = "Số hộ nghèo trong danh sách bằng số xã báo cáo",
      en = "As many poor households in the list as reported",
    },
    value    = poor_households_listed,
    equals   = households_poor,
    applies_when = all { household_list_whole, known(households_poor) },
  },
}

-- Ví dụ / examples

-- Hộ nông thôn nghèo, và hộ chắc chắn không nghèo. / A poor rural household, and one that surely is not.
local function list(poor, others)
  local households = {}
  for i = 1, poor do
    households[i] = { level = "household", facts = {
      area = "rural", income_per_person_month = 1500, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
    } }
  end
  for i = poor + 1, poor + others do
    households[i] = { level = "household", facts = { area = "rural", income_per_person_month = 3000 } }
  end
  return households
end

example { of = "commune/households_listed", year = 2023, expect = 5,
  name = { vi = "Đếm hộ đã nạp", en = "Counts what is loaded" }, facts = {}, children = list(1, 4) }
example { of = "commune/households_listed", year = 2023, expect = 0,
  name = { vi = "Chưa nạp hộ nào", en = "No household loaded" }, facts = {} }
example { of = "commune/poor_households_listed", year = 2023, expect = 1,
  name = { vi = "Chỉ đếm hộ nghèo", en = "Counts the poor only" }, facts = {}, children = list(1, 4) }

example { of = "commune/household_list_whole", year = 2023, expect = "met",
  name = { vi = "Đủ 5 hộ", en = "All 5" }, facts = { households = 5 }, children = list(1, 4) }
example { of = "commune/household_list_whole", year = 2023, expect = "not_met",
  name = { vi = "Thiếu 1 hộ", en = "One short" }, facts = { households = 6 }, children = list(1, 4) }
example { of = "commune/household_list_whole", year = 2023, expect = "not_met",
  name = { vi = "Không có danh sách", en = "No list" }, facts = { households = 5 } }
example { of = "commune/household_list_whole", year = 2023, expect = "met",
  name = { vi = "Chưa biết số hộ của xã", en = "The commune's number is unknown" }, facts = {}, children = list(1, 4) }

example { of = "commune/poverty_rate", year = 2023, expect = 20,
  name = {
    vi = "Từ danh sách đủ hộ: 1 trên 5, dù xã báo cáo 2",
    en = "From the whole list: 1 of 5, though 2 are reported",
  },
  facts = { households = 5, households_poor = 2 }, children = list(1, 4) }
example { of = "commune/poverty_rate", year = 2023, expect = 4,
  name = {
    vi = "Danh sách chỉ có hộ nghèo: theo số báo cáo, không phải 100%",
    en = "A list of the poor alone: the reported figure, not 100%",
  },
  facts = { households = 100, households_poor = 4 }, children = list(4, 0) }
example { of = "commune/poverty_rate", year = 2023, expect = 4,
  name = { vi = "Chưa nạp hộ: theo số báo cáo", en = "No households loaded: the reported figure" },
  facts = { households = 100, households_poor = 4 } }

example { of = "commune.figures/H1", year = 2023, expect = "met",
  name = { vi = "Đủ 5 hộ", en = "All 5" }, facts = { households = 5 }, children = list(1, 4) }
example { of = "commune.figures/H1", year = 2023, expect = "not_met",
  name = { vi = "Thiếu 1 hộ", en = "One short" }, facts = { households = 6 }, children = list(1, 4) }
example { of = "commune.figures/H1", year = 2023, expect = "not_met",
  name = { vi = "Thừa 1 hộ", en = "One too many" }, facts = { households = 4 }, children = list(1, 4) }
example { of = "commune.figures/H1", year = 2023, expect = "not_applicable",
  name = { vi = "Không có danh sách", en = "No list" }, facts = { households = 5 } }
example { of = "commune.figures/H2", year = 2023, expect = "met",
  name = { vi = "Cùng 1 hộ nghèo", en = "Both say 1" },
  facts = { households = 5, households_poor = 1 }, children = list(1, 4) }
example { of = "commune.figures/H2", year = 2023, expect = "not_met",
  name = { vi = "Danh sách 1, báo cáo 2", en = "The list says 1, the report 2" },
  facts = { households = 5, households_poor = 2 }, children = list(1, 4) }
example { of = "commune.figures/H2", year = 2023, expect = "not_applicable",
  name = { vi = "Chỉ có danh sách", en = "Only the list is there" }, facts = { households = 5 }, children = list(1, 4) }

example { of = "commune/household_list_whole", year = 2023, expect = "met",
  name = { vi = "Xã chỉ có 1 hộ", en = "A commune of 1 household" }, facts = { households = 1 }, children = list(1, 0) }
example { of = "commune.figures/H1", year = 2023, expect = "met",
  name = { vi = "Xã chỉ có 1 hộ", en = "A commune of 1 household" }, facts = { households = 1 }, children = list(1, 0) }
