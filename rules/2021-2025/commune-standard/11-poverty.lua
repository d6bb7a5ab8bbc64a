-- Tiêu chí 11: tỷ lệ hộ nghèo đa chiều không vượt mức. Tên tiêu chí có nguồn; mức theo trí nhớ, phải đối chiếu trước
-- khi dùng.
-- Criterion 11: the share of multidimensionally poor households stays within the level. The name is sourced; the
-- levels are recalled and to be checked before use.

criterion {
  of = "commune.standard", id = "11",
  name = { vi = "Nghèo đa chiều", en = "Multidimensional poverty" },
  source = law { "318/QĐ-TTg", item = "I.11" },

  indicator {
    id = "11",
    name = { vi = "Tỷ lệ hộ nghèo đa chiều giai đoạn 2021–2025", en = "Multidimensional poverty rate 2021–2025" },
    value    = poverty_rate,
    at_most  = by(threshold_region, {
      northern_mountains  = unverified(13),
      south_central_coast = unverified(5),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/11", year = 2023, expect = "met",
  name = { vi = "Đúng mức 5%, xã Duyên hải Nam Trung Bộ", en = "Exactly 5%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000, households_poor = 50 } }
example { of = "commune.standard/11", year = 2023, expect = "not_met",
  name = { vi = "Trên mức 5%, xã Duyên hải Nam Trung Bộ", en = "Just above 5%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000, households_poor = 51 } }
example { of = "commune.standard/11", year = 2023, expect = "met",
  name = { vi = "Đúng mức 13%, xã đặc biệt khó khăn", en = "Exactly 13%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, households = 1000, households_poor = 130 } }
example { of = "commune.standard/11", year = 2023, expect = "not_met",
  name = { vi = "Trên mức 13%, xã đặc biệt khó khăn", en = "Just above 13%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, households = 1000, households_poor = 131 } }
example { of = "commune.standard/11", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, households = 1000, households_poor = 1000 } }
example { of = "commune.standard/11", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000 } }
example { of = "commune.standard/11", year = 2023, expect = "met",
  name = {
    vi = "Không còn hộ nghèo là 0%, một giá trị như mọi giá trị khác",
    en = "No poor household is 0%, a value like any other",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 1000, households_poor = 0 } }

-- Từ danh sách hộ khi đã nạp đủ (../poverty-rate.lua). / From the list of households once all are loaded.
local function listed(poor)
  local households = {}
  for i = 1, 20 do
    households[i] = { level = "household", facts = { area = "rural", income_per_person_month = 3000 } }
  end
  for i = 1, poor do
    households[i].facts = {
      area = "rural", income_per_person_month = 1500, lacks_job = true, lacks_toilet = true, lacks_telecom = true,
    }
  end
  return households
end

example { of = "commune.standard/11", year = 2023, expect = "met",
  name = { vi = "1 trên 20 hộ theo danh sách, dù xã báo cáo 2", en = "1 of 20 by the list, though 2 are reported" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 20, households_poor = 2 },
  children = listed(1) }
example { of = "commune.standard/11", year = 2023, expect = "not_met",
  name = { vi = "2 trên 20 hộ theo danh sách, dù xã báo cáo 1", en = "2 of 20 by the list, though 1 is reported" },
  facts = { region = "south_central_coast", extremely_difficult = false, households = 20, households_poor = 1 },
  children = listed(2) }
