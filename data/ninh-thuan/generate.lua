-- Làm ra số liệu minh họa của 47 xã, 2020–2024, sao cho khi xét theo bộ tiêu chí 2021–2025 thì các tổng số khớp với số đã
-- công bố (xem data/README.md). Chạy lại bao nhiêu lần, trên máy nào cũng ra đúng từng byte.
-- Writes the illustrative figures of the 47 communes for 2020–2024 so that, judged by the rules of 2021–2025, the totals
-- agree with the published ones (see data/README.md). The same bytes every time, on every machine: integers only, and
-- every figure is drawn from a seed of its own, so a new figure moves no other.
--
--   lua5.4 data/ninh-thuan/generate.lua [OUTPUT_FOLDER]

local here = arg[0]:match("^(.*)/[^/]*$") or "."
local folder = arg[1] or here
local communes = dofile(here .. "/communes.lua")

local FIRST, LAST = 2020, 2024
local NEVER = 9999

-- the facts of rules/2021-2025/facts.lua, in their order: the header of every file
local columns = {}
for id in ([[
  region extremely_difficult population households villages
  plan_approved plan_rules_applied
  commune_roads commune_roads_paved village_roads village_roads_hardened lanes lanes_clean field_roads
  field_roads_serviceable
  farmland farmland_irrigated disaster_readiness_met
  power_grid_meets_standard households_safe_power
  schools schools_minimum_standard schools_level_1
  has_culture_house has_sports_ground recreation_spots villages_culture_place
  has_market market_meets_standard retail_outlet_meets_standard
  has_postal_point has_telecom_internet radio_reaches_villages it_used_in_management
  no_makeshift_housing households_solid_housing
  income_per_person
  households_poor
  workers workers_trained workers_certified
  has_effective_cooperative has_effective_cooperative_group cooperative_group_contracts has_production_sale_linkage
  key_products_traceable has_craft_village craft_village_plan_issued has_effective_extension_team
  preschool_5_universal primary_level lower_secondary_level literacy_level children_6 children_6_in_grade_1
  lower_secondary_graduates lower_secondary_graduates_continuing
  people_health_insured health_criteria_met children_under_5 children_under_5_stunted people_electronic_health_book
  village_culture_met
  households_clean_water production_sites production_sites_compliant landscape_clean public_green_land has_cemetery
  burial_as_planned solid_waste solid_waste_treated pesticide_packaging pesticide_packaging_treated medical_waste
  medical_waste_treated households_hygienic livestock_sites livestock_sites_compliant food_producers
  food_producers_compliant households_sorting_waste plastic_waste plastic_waste_treated
  officials_meet_standard party_unit_rated_well government_rated_well political_bodies_rated_well legal_documents_met
  legal_information_met mediation_and_legal_aid_met gender_equality_met new_rural_plan_issued
  militia_strong security_parts_met
  construction_debt satisfaction_share security_not_complex
]]):gmatch("[%w_]+") do
  columns[#columns + 1] = id
end

-- amounts are carried in hundredths, everything else in ones
local amounts = {}
for id in ([[
  commune_roads commune_roads_paved village_roads village_roads_hardened lanes lanes_clean field_roads
  field_roads_serviceable farmland farmland_irrigated income_per_person public_green_land solid_waste
  solid_waste_treated pesticide_packaging pesticide_packaging_treated medical_waste medical_waste_treated
  plastic_waste plastic_waste_treated construction_debt satisfaction_share
]]):gmatch("[%w_]+") do
  amounts[id] = true
end

local function set(words)
  local members = {}
  for word in words:gmatch("%S+") do members[word] = true end
  return members
end

local without_market = set "22786 22804 22807 22906"
local with_craft_village = set "22882 22868 22846 22888 22879 22897 22910"
local without_cemetery = set "22774 22898 22843"
local without_production_site = set "22786 22804"

-- Drawing -------------------------------------------------------------------------------------------------------------

-- An integer in lo..hi that depends on the commune and the name of the draw only: FNV-1a makes the seed, one step of a
-- 64-bit linear congruential generator the number.
local function draw(commune, name, lo, hi)
  local state = 0xcbf29ce484222325
  for _, byte in ipairs { (commune.code .. "/" .. name):byte(1, -1) } do
    state = (state ~ byte) * 0x100000001b3
  end
  state = state * 6364136223846793005 + 1442695040888963407
  return lo + (state >> 33) % (hi - lo + 1)
end

-- The plan ------------------------------------------------------------------------------------------------------------

-- per criterion, the indicators that may be what keeps it open
local weak_candidates = {
  ["2"] = { "2.1", "2.2", "2.3", "2.4" }, ["3"] = { "3.1" }, ["5"] = { "5" }, ["6"] = { "6.1", "6.2", "6.3" },
  ["9"] = { "9.1", "9.2" }, ["10"] = { "10" }, ["11"] = { "11" }, ["12"] = { "12.1", "12.2" },
  ["13"] = { "13.2", "13.3", "13.5" }, ["14"] = { "14.1", "14.2" }, ["15"] = { "15.2" },
  ["17"] = { "17.6", "17.8", "17.11", "17.12", "17.9" },
}

-- first year in which the criterion is met
local function criterion_from(commune, criterion)
  if not commune.met then return FIRST end
  for place, open in ipairs(commune.open) do
    if open == criterion then
      for step, met in ipairs(commune.met) do
        if place > 19 - met then return FIRST + step - 1 end
      end
      return NEVER
    end
  end
  return FIRST
end

-- first year in which each indicator is met: one indicator keeps its criterion open to the end, others may for a while
local function plan(commune)
  commune.from = {}
  for criterion, candidates in pairs(weak_candidates) do
    local from = criterion_from(commune, criterion)
    if from > FIRST then
      local decisive = draw(commune, "decisive " .. criterion, 1, #candidates)
      for place, indicator in ipairs(candidates) do
        if place == decisive then
          commune.from[indicator] = from
        elseif draw(commune, "weak " .. indicator, 1, 100) <= 55 then
          commune.from[indicator] = math.min(from, draw(commune, "from " .. indicator, FIRST + 1, LAST + 2))
        end
      end
    end
  end
  if commune.group_only then
    commune.from["13.2"], commune.from["13.3"], commune.from["13.5"] = nil, nil, nil
  end
end

local function from(commune, indicator) return commune.from[indicator] or FIRST end

local function is_met(commune, indicator, year) return year >= from(commune, indicator) end

local function yes(commune, indicator, year) return is_met(commune, indicator, year) and 1 or 0 end

-- Shares --------------------------------------------------------------------------------------------------------------

-- A share in hundredths of a percent, rising over the years and crossing `level` in the year the plan says. `spec`
-- gives the range of its margin above the level, its step a year, its gap below the level.
local function share(commune, indicator, year, level, spec)
  local since = from(commune, indicator)
  local step = draw(commune, indicator .. " step", spec.step[1], spec.step[2])
  local margin = draw(commune, indicator .. " margin", spec.margin[1], spec.margin[2])
  if since > FIRST then margin = margin // 4 end
  if year >= since then
    return math.max(level, math.min(9990, level + margin + step * (year - since)))
  end
  local start = level - draw(commune, indicator .. " gap", spec.gap[1], spec.gap[2])
  local rise
  if since == NEVER then
    rise = step * (year - FIRST)
  else
    rise = (level + margin - start) * (year - FIRST) // (since - FIRST)
  end
  return math.min(level - 40, start + rise)
end

-- The part of a whole that the share stands for, on the right side of the level: up when it is met, down when not.
local function part(commune, indicator, year, whole, level, spec)
  local hundredths = share(commune, indicator, year, level, spec)
  if is_met(commune, indicator, year) then return (whole * hundredths + 9999) // 10000 end
  return whole * hundredths // 10000
end

-- indicator, whole, part, level on the coast, level for extremely difficult communes, how far from it
local shares = {
  { "2.1", "commune_roads", "commune_roads_paved", 100, 80,
    margin = { 200, 1200 }, step = { 50, 150 }, gap = { 600, 2400 } },
  { "2.2", "village_roads", "village_roads_hardened", 70, 50,
    margin = { 400, 2200 }, step = { 60, 210 }, gap = { 500, 1900 } },
  { "2.3", "lanes", "lanes_clean", 70, 50,
    margin = { 300, 2100 }, step = { 60, 190 }, gap = { 400, 1700 } },
  { "2.4", "field_roads", "field_roads_serviceable", 70, 50,
    margin = { 300, 1900 }, step = { 50, 200 }, gap = { 500, 2000 } },
  { "3.1", "farmland", "farmland_irrigated", 80, 80,
    margin = { 80, 900 }, step = { 10, 90 }, gap = { 900, 2600 } },
  { "4.2", "households", "households_safe_power", 98, 95,
    margin = { 60, 170 }, step = { 3, 20 }, gap = { 50, 200 } },
  { "9.2", "households", "households_solid_housing", 80, 75,
    margin = { 200, 1300 }, step = { 40, 130 }, gap = { 700, 2100 } },
  { "12.1", "workers", "workers_trained", 70, 60,
    margin = { 30, 420 }, step = { 40, 120 }, gap = { 900, 2300 } },
  { "12.2", "workers", "workers_certified", 25, 20,
    margin = { 40, 520 }, step = { 40, 110 }, gap = { 400, 1100 } },
  { "14.2", "lower_secondary_graduates", "lower_secondary_graduates_continuing", 85, 70,
    margin = { 150, 1100 }, step = { 20, 110 }, gap = { 300, 1500 } },
  { "15.1", "population", "people_health_insured", 90, 90,
    margin = { 60, 560 }, step = { 15, 70 }, gap = { 200, 600 } },
  { "15.4", "population", "people_electronic_health_book", 50, 50,
    margin = { 150, 1600 }, step = { 250, 700 }, gap = { 200, 600 } },
  { "17.2", "production_sites", "production_sites_compliant", 90, 85,
    margin = { 100, 700 }, step = { 20, 90 }, gap = { 500, 900 } },
  { "17.6", "solid_waste", "solid_waste_treated", 80, 70,
    margin = { 150, 1200 }, step = { 50, 160 }, gap = { 700, 2300 } },
  { "17.8", "households", "households_hygienic", 85, 70,
    margin = { 80, 800 }, step = { 30, 110 }, gap = { 600, 2400 } },
  { "17.9", "livestock_sites", "livestock_sites_compliant", 75, 60,
    margin = { 200, 1500 }, step = { 30, 150 }, gap = { 600, 2000 } },
  { "17.11", "households", "households_sorting_waste", 30, 30,
    margin = { 100, 1500 }, step = { 150, 420 }, gap = { 700, 1800 } },
  { "17.12", "plastic_waste", "plastic_waste_treated", 50, 50,
    margin = { 100, 1400 }, step = { 90, 280 }, gap = { 500, 1700 } },
}

-- Figures of one commune and year -------------------------------------------------------------------------------------

local function size(commune, year, row)
  local growth = draw(commune, "growth", 11, 19)
  row.households = commune.households * (1000 + growth * (year - (commune.anchor or 2023))) // 1000
  row.population = row.households * commune.population // commune.households
  row.villages = commune.villages
end

local function infrastructure(commune, year, row)
  row.plan_approved, row.plan_rules_applied = 1, 1
  row.commune_roads = 600 + commune.villages * draw(commune, "commune roads", 110, 190)
  row.village_roads = 400 + commune.villages * draw(commune, "village roads", 170, 290)
  row.lanes = commune.households * draw(commune, "lanes", 60, 110) // 100
  row.field_roads = 300 + commune.villages * draw(commune, "field roads", 120, 260)
  row.farmland = commune.farmland or commune.households * draw(commune, "farmland", 26, 58)
  row.disaster_readiness_met = 1
  row.power_grid_meets_standard = 1

  row.schools = math.min(7, 2 + commune.households // 1100)
  row.schools_minimum_standard = row.schools
  local level_1 = row.schools > 3 and (row.schools * 7 + 9) // 10 or (row.schools + 1) // 2
  if is_met(commune, "5", year) then
    row.schools_level_1 = math.min(row.schools, level_1 + (year - FIRST + draw(commune, "schools", 0, 3)) // 4)
  else
    row.schools_level_1 = level_1 - 1
    row.schools_minimum_standard = row.schools - draw(commune, "schools below", 0, 1)
  end

  row.has_culture_house, row.has_sports_ground = 1, yes(commune, "6.1", year)
  row.recreation_spots = is_met(commune, "6.2", year) and draw(commune, "recreation", 1, 3) or 0
  row.villages_culture_place = commune.villages
  if not is_met(commune, "6.3", year) then
    row.villages_culture_place = commune.villages - math.min(commune.villages, draw(commune, "culture places", 1, 2))
  end

  -- a market that does not exist is neither up to standard nor below it: the cell stays empty
  row.has_market = without_market[commune.code] and 0 or 1
  if row.has_market == 1 then row.market_meets_standard = 1 end
  row.retail_outlet_meets_standard = row.has_market == 0 and 1 or draw(commune, "shop", 0, 1)
  row.has_postal_point, row.has_telecom_internet = 1, 1
  row.radio_reaches_villages, row.it_used_in_management = 1, 1
  row.no_makeshift_housing = yes(commune, "9.1", year)
end

-- hundredths of a million đồng; the levels rise by 3 million a year, so whoever keeps up gains more than that
local income_levels = { [2020] = 4100, [2021] = 4100, [2022] = 4400, [2023] = 4700, [2024] = 5000 }

local function income(commune, year)
  local lower = commune.extremely_difficult and 500 or 0
  local step = draw(commune, "income step", 310, 380)
  local since = from(commune, "10")
  if commune.income_2023 then return commune.income_2023 + step * (year - 2023) end
  if since == FIRST then
    return income_levels[FIRST] - lower + draw(commune, "income", 30, 520) + step * (year - FIRST)
  end
  if since == NEVER then
    return income_levels[FIRST] - lower - draw(commune, "income", 900, 1500)
      + draw(commune, "slow income step", 180, 290) * (year - FIRST)
  end
  local value = income_levels[since] - lower + draw(commune, "income", 10, 90) + step * (year - since)
  if year < since then value = math.min(value, income_levels[year] - lower - 20) end
  return value
end

-- of the rate of 2023, in percent: how high it stood, or how far it fell
local poverty_path = { [2020] = 170, [2021] = 162, [2022] = 135, [2023] = 100, [2024] = 70 }

local function poor(commune, year, households)
  local level = commune.extremely_difficult and 1300 or 500
  local since = from(commune, "11")
  local rate = commune.poverty_2023
  if not rate then
    if since == NEVER then
      rate = draw(commune, "poverty", 2150, 3100)
    elseif since == LAST then
      rate = level + 60
    elseif commune.extremely_difficult then
      rate = draw(commune, "poverty", 650, 800)
    else
      rate = draw(commune, "poverty", 110, 310)
    end
  end
  rate = rate * poverty_path[year] // 100
  local distance = draw(commune, "poverty distance", 8, 45)
  if year >= since then return households * math.min(rate, level - distance - 14 * (year - FIRST)) // 10000 end
  return (households * math.max(rate, level + distance) + 9999) // 10000
end

local function economy(commune, year, row)
  row.income_per_person = income(commune, year)
  row.households_poor = poor(commune, year, row.households)
  row.workers = row.population * draw(commune, "workers", 52, 59) // 100

  row.has_effective_cooperative = commune.group_only and 0 or 1
  row.has_effective_cooperative_group = commune.group_only and 1 or draw(commune, "group", 0, 1)
  row.cooperative_group_contracts = row.has_effective_cooperative_group * draw(commune, "contracts", 1, 4)
  row.has_production_sale_linkage = yes(commune, "13.2", year)
  row.key_products_traceable = yes(commune, "13.3", year)
  row.has_effective_extension_team = yes(commune, "13.5", year)
  row.has_craft_village = with_craft_village[commune.code] and 1 or 0
  if row.has_craft_village == 1 then row.craft_village_plan_issued = 1 end
end

local function society(commune, year, row)
  row.preschool_5_universal = 1
  row.primary_level = draw(commune, "primary", 2, 3)
  row.lower_secondary_level = 2
  row.literacy_level = is_met(commune, "14.1", year) and 2 or 1
  row.children_6 = row.population * draw(commune, "children 6", 17, 22) // 1000
  row.children_6_in_grade_1 = row.children_6 - row.children_6 * draw(commune, "late " .. year, 0, 19) // 1000
  row.lower_secondary_graduates = row.population * draw(commune, "graduates", 11, 15) // 1000

  local health_from = commune.health_from or FIRST
  row.health_criteria_met = year >= health_from and 1 or 0
  row.children_under_5 = row.population * draw(commune, "children", 76, 94) // 1000
  local stunted = draw(commune, "stunted", 1180, 1890) + (commune.extremely_difficult and 450 or 0)
  row.children_under_5_stunted = row.children_under_5 * (stunted - 45 * (year - FIRST)) // 10000
  row.village_culture_met = 1
end

local function environment(commune, year, row)
  local clean, step = draw(commune, "clean water", 9300, 9560), draw(commune, "clean water step", 98, 107)
  if commune.extremely_difficult then clean, step = clean - 1350, step + 190 end
  row.households_clean_water = row.households * (clean + step * (year - FIRST)) // 10000

  row.production_sites = commune.households * draw(commune, "sites", 9, 24) // 1000 + 2
  if without_production_site[commune.code] then row.production_sites = 0 end
  row.landscape_clean = 1
  row.public_green_land = commune.population * draw(commune, "green land", 230, 480)
  row.has_cemetery = without_cemetery[commune.code] and 0 or 1
  if row.has_cemetery == 1 then row.burial_as_planned = 1 end
  row.solid_waste = row.population * draw(commune, "waste", 21, 29)
  row.pesticide_packaging = row.farmland * draw(commune, "packaging", 30, 70) // 100
  row.pesticide_packaging_treated = row.pesticide_packaging
  row.medical_waste = row.population * draw(commune, "medical waste", 3, 7)
  row.medical_waste_treated = row.medical_waste
  row.livestock_sites = commune.households * draw(commune, "livestock", 6, 21) // 1000 + 3
  if commune.farmland == 0 then row.livestock_sites = 0 end
  row.food_producers = commune.households * draw(commune, "food", 11, 26) // 1000 + 4
  row.food_producers_compliant = row.food_producers
  row.plastic_waste = row.solid_waste * draw(commune, "plastic", 6, 9) // 100
end

local function government(commune, year, row)
  for _, id in ipairs { "officials_meet_standard", "party_unit_rated_well", "government_rated_well",
    "political_bodies_rated_well", "legal_documents_met", "legal_information_met", "mediation_and_legal_aid_met",
    "gender_equality_met", "new_rural_plan_issued", "militia_strong", "security_not_complex" } do
    row[id] = 1
  end
  row.security_parts_met = 8

  local complete = not commune.met or commune.met[year - FIRST + 1] == 19
  row.construction_debt = 0
  if complete then
    row.satisfaction_share = draw(commune, "satisfaction", 9050, 9650) + 45 * (year - FIRST)
  else
    row.satisfaction_share = draw(commune, "satisfaction", 8100, 8700) + 60 * (year - FIRST)
    if draw(commune, "debt", 1, 100) <= 40 then
      row.construction_debt = draw(commune, "debt amount", 40, 160) * (LAST + 2 - year) * 100
    end
  end
end

local function figures(commune, year)
  local row = { region = "south_central_coast", extremely_difficult = commune.extremely_difficult and 1 or 0 }
  size(commune, year, row)
  infrastructure(commune, year, row)
  economy(commune, year, row)
  society(commune, year, row)
  environment(commune, year, row)
  government(commune, year, row)
  for _, entry in ipairs(shares) do
    local indicator, whole, part_id, coast, difficult = table.unpack(entry)
    local level = (commune.extremely_difficult and difficult or coast) * 100
    if level == 10000 and is_met(commune, indicator, year) then
      row[part_id] = row[whole]
    else
      row[part_id] = part(commune, indicator, year, row[whole], level, entry)
    end
  end
  return row
end

-- Published totals ----------------------------------------------------------------------------------------------------

-- Brings the total of `id` to `total` by spreading the difference over the communes in proportion to their weight.
local function steer(rows, id, total, weight)
  local sum, weights = 0, 0
  for place, commune in ipairs(communes) do
    sum = sum + rows[place][id]
    weights = weights + weight(commune, rows[place])
  end
  local difference, seen, given = total - sum, 0, 0
  for place, commune in ipairs(communes) do
    local row = rows[place]
    seen = seen + weight(commune, row)
    local due = difference * seen // weights - given
    row[id] = row[id] + due
    given = given + due
  end
end

local function steer_to_published(year, rows)
  if year == 2023 then -- 7,000 poor rural households
    steer(rows, "households_poor", 7000, function(commune, row)
      return from(commune, "11") == NEVER and row.households or 0
    end)
  elseif year == 2024 then -- 97.52 % of rural households with clean water
    local households = 0
    for _, row in ipairs(rows) do households = households + row.households end
    steer(rows, "households_clean_water", households * 9752 // 10000 + 1, function(_, row)
      return row.households - row.households_clean_water
    end)
  end
end

-- Cells nobody sent ---------------------------------------------------------------------------------------------------

-- figures that an open criterion may lack without becoming met, and those that decide nothing where all 19 are met
local may_lack = {
  ["2"] = { "commune_roads_paved", "village_roads_hardened", "lanes_clean", "field_roads_serviceable" },
  ["3"] = { "farmland_irrigated" }, ["5"] = { "schools_level_1" }, ["6"] = { "recreation_spots" },
  ["9"] = { "households_solid_housing", "no_makeshift_housing" }, ["10"] = { "income_per_person" },
  ["12"] = { "workers_trained", "workers_certified" },
  ["13"] = { "key_products_traceable", "has_production_sale_linkage" },
  ["14"] = { "lower_secondary_graduates_continuing", "literacy_level" },
  ["17"] = { "production_sites_compliant", "livestock_sites_compliant", "plastic_waste_treated",
    "households_sorting_waste", "solid_waste_treated", "food_producers_compliant" },
}

local function lose_cells(commune, year, row)
  local function lose(id, percent)
    if draw(commune, "lost " .. id .. year, 1, 100) <= percent then row[id] = nil end
  end
  for criterion, ids in pairs(may_lack) do
    if year < criterion_from(commune, criterion) then
      for _, id in ipairs(ids) do lose(id, 6) end
    end
  end
  if commune.met and commune.met[year - FIRST + 1] < 19 then lose("satisfaction_share", 12) end
  if row.has_effective_cooperative == 1 then lose("cooperative_group_contracts", 8) end
  if row.has_market == 1 then lose("retail_outlet_meets_standard", 8) end
end

-- Writing -------------------------------------------------------------------------------------------------------------

-- the number as people write it: 12.5, not 12.50
local function written(id, value, mark)
  if value == nil then return "" end
  if not amounts[id] then return tostring(value) end
  local text = ("%d.%02d"):format(value // 100, value % 100):gsub("0$", ""):gsub("%.0$", "")
  return (text:gsub("%.", mark or "."))
end

local function write(name, lines)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  assert(file:write(table.concat(lines, "\n"), "\n"))
  assert(file:close())
end

local function write_year(year, rows)
  local lines = { "unit,year," .. table.concat(columns, ",") }
  for place, commune in ipairs(communes) do
    local cells = { commune.code, tostring(year) }
    for _, id in ipairs(columns) do cells[#cells + 1] = written(id, rows[place][id]) end
    lines[#lines + 1] = table.concat(cells, ",")
  end
  write(("communes-%d.csv"):format(year), lines)
end

-- One district's own file, with its headings, its separator and its decimal comma; thuan-bac-2024.mapping.lua says what
-- each column is. The figures are those of communes-2024.csv.
local thuan_bac = set "22837 22840 22843 22849 22853 22856"
local thuan_bac_columns = {
  { "Dân số (người)", "population" }, { "Tổng số hộ", "households" },
  { "Số hộ nghèo đa chiều", "households_poor" },
  { "Thu nhập BQĐN (triệu đồng/người/năm)", "income_per_person" },
  { "Số hộ dùng nước sạch theo quy chuẩn", "households_clean_water" },
  { "Số người tham gia BHYT", "people_health_insured" }, { "Đường xã (km)", "commune_roads" },
  { "Đường xã đã rải nhựa, bê tông (km)", "commune_roads_paved" },
  { "Xã đạt tiêu chí quốc gia về y tế", "health_criteria_met", { [0] = "Không đạt", [1] = "Đạt" } },
}

local function write_thuan_bac(year, rows)
  local heads = { "Mã xã", "Tên xã", "Năm" }
  for _, column in ipairs(thuan_bac_columns) do heads[#heads + 1] = column[1] end
  local lines = { table.concat(heads, ";") }
  for place, commune in ipairs(communes) do
    if thuan_bac[commune.code] then
      local cells = { commune.code, commune.name, tostring(year) }
      for _, column in ipairs(thuan_bac_columns) do
        local _, id, words = table.unpack(column)
        local value = rows[place][id]
        cells[#cells + 1] = words and words[value] or written(id, value, ",")
      end
      lines[#lines + 1] = table.concat(cells, ";")
    end
  end
  write(("thuan-bac-%d.csv"):format(year), lines)
end

for _, commune in ipairs(communes) do plan(commune) end
for year = FIRST, LAST do
  local rows = {}
  for place, commune in ipairs(communes) do rows[place] = figures(commune, year) end
  steer_to_published(year, rows)
  for place, commune in ipairs(communes) do lose_cells(commune, year, rows[place]) end
  write_year(year, rows)
  if year == LAST then write_thuan_bac(year, rows) end
end
