-- Poor and near-poor households: every line and every count on both sides, what missing figures leave open, and derived
-- tests wherever a test may stand. Expected verdicts are counted here, over everything the missing figures could be.

local support = require "tests.support"
local chuan = support.module()

local indicators = {
  "lacks_job", "lacks_earners", "lacks_nutrition", "lacks_health_insurance", "lacks_adult_education",
  "lacks_school_attendance", "lacks_sound_housing", "lacks_water", "lacks_toilet", "lacks_telecom",
  "lacks_information_means",
}
local files = { "period.lua", "facts-household.lua", "household-poverty.lua" }

-- A standard of households, so that derived tests and values stand in rules that are judged.
local standard = [[
standard { id = "h", level = "household", source = law { "07/2021/NĐ-CP" } }
criterion {
  of = "h", id = "1", source = law { "07/2021/NĐ-CP" },
  indicator { id = "1.1", test = poor },
  indicator { id = "1.2", test = near_poor },
  indicator { id = "1.3", test = lacks_three },
  indicator { id = "1.4", test = equals(poverty_status, "not_poor") },
  indicator { id = "1.5", value = lack_count, at_most = 2 },
  indicator { id = "1.6", test = any { poor, near_poor }, applies_when = lacks_three },
  indicator { id = "1.7", value = choose { { poor, 2 }, { near_poor, 1 }, otherwise = 0 }, at_least = 1 },
}
]]

local folder, engine

-- The files of the period, with one edit made in one of them; the text to replace must be there.
local function copy(edited, from, to)
  for _, name in ipairs(files) do
    local text = support.read("rules/2021-2025/" .. name)
    if name == edited then
      local first, last = text:find(from, 1, true)
      assert(first, from)
      text = text:sub(1, first - 1) .. to .. text:sub(last + 1)
    end
    support.write(folder .. "/" .. name, text)
  end
end

local function load()
  local rules, message, problems = engine:rules(folder)
  if rules then return rules end
  local lines = { message }
  for _, problem in ipairs(problems) do lines[#lines + 1] = ("%s:%d: %s"):format(problem.file, problem.line, problem.message) end
  return nil, table.concat(lines, "\n")
end

local function judged_rules()
  copy()
  support.write(folder .. "/standard.lua", standard)
  return assert(load())
end

before_each(function()
  folder = support.folder()
  engine = chuan.open { language = "en" }
end)
after_each(function() support.remove(folder) end)

-- What could still be: the test is met in some completion, not met in some completion.
local function verdict(may_be_met, may_fail)
  if may_be_met and may_fail then return "no_data" end
  return may_be_met and "met" or "not_met"
end

local function expected(facts)
  local least, most = 0, 0
  local function count(lacks)
    if lacks ~= false then most = most + 1 end
    if lacks then least = least + 1 end
  end
  for _, id in ipairs(indicators) do count(facts[id]) end
  local floor = nil
  if facts.floor_area and facts.members then floor = facts.floor_area < 8 * facts.members end
  count(floor)
  local low, high = true, true -- may be within the line, may be above
  if facts.income_per_person_month and facts.area then
    low = facts.income_per_person_month <= (facts.area == "rural" and 1500 or 2000)
    high = not low
  end
  local three = verdict(most >= 3, least < 3)
  local poor = verdict(low and most >= 3, high or least < 3)
  local near_poor = verdict(low and least < 3, high or most >= 3)
  local neither = verdict(high, low)
  -- choose asks one test after the other: whether it is poor or near-poor must be known before what follows from it
  local status = neither
  if poor == "no_data" or (poor == "not_met" and near_poor == "no_data") then status = "no_data" end
  local either
  if three ~= "met" then
    either = three == "not_met" and "not_applicable" or "no_data"
  else
    either = poor
  end
  local at_least_one = status
  if status == "met" then at_least_one = "not_met" elseif status == "not_met" then at_least_one = "met" end
  return {
    ["1.1"] = poor, ["1.2"] = near_poor, ["1.3"] = three, ["1.4"] = status,
    ["1.5"] = least ~= most and "no_data" or most <= 2 and "met" or "not_met",
    ["1.6"] = either, ["1.7"] = at_least_one,
  }
end

local function random_household()
  local facts = {}
  local function unless_missing(id, value)
    if math.random(12) > 1 then facts[id] = value end
  end
  local rate = math.random(4) -- how deprived, so that counts near 3 are common
  for _, id in ipairs(indicators) do unless_missing(id, math.random(12) <= rate) end
  unless_missing("area", math.random(2) == 1 and "rural" or "urban")
  unless_missing("income_per_person_month", ({ 1499.999, 1500, 1500.001, 1999.999, 2000, 2000.001, 0 })[math.random(7)])
  unless_missing("members", math.random(1, 6))
  unless_missing("floor_area", ({ 7.99, 8, 15.99, 16, 24, 31.99, 32, 40, 47.99, 48 })[math.random(10)])
  return facts
end

local function described(facts)
  local cells = {}
  for id, value in pairs(facts) do cells[#cells + 1] = id .. "=" .. tostring(value) end
  table.sort(cells)
  return table.concat(cells, ", ")
end

describe("poverty of households 2021-2025", function()
  it("passes its own examples, which try every level on both sides", function()
    copy()
    local counts = assert(load()):check():counts()
    assert.are.equal(0, counts.errors)
    assert.are.equal(0, counts.warnings)
    assert.are.equal(0, counts.unverified + counts.pending)
    assert.is_true(counts.examples >= 38)
    assert.are.equal(counts.sides, counts.sides_exercised)
    assert.is_true(counts.sides >= 28)
  end)

  it("comes to the verdict that everything the missing figures could be agrees on", function()
    math.randomseed(20210127)
    local rules, rows, wrong, seen = judged_rules(), {}, {}, {}
    local dossier = assert(engine:dossier(":memory:", "create"))
    for i = 1, 400 do
      local unit, facts = ("%05d"):format(i), random_household()
      assert(dossier:unit { code = unit, level = "household", name = "Hộ " .. unit })
      rows[i] = { unit = unit, year = 2021 + i % 5, facts = facts }
      local case = assert(rules:case("household", rows[i].year, facts))
      for id, expect in pairs(expected(facts)) do
        local found = case:judge("h/" .. id)
        seen[id .. expect] = true
        if found ~= expect then wrong[#wrong + 1] = ("case %s: %s instead of %s: %s"):format(id, found, expect, described(facts)) end
      end
    end
    assert(dossier:enter(rules, { level = "household", source = "spec" }, rows))
    local judged = 0
    for year = 2021, 2025 do
      for row in assert(dossier:evaluate(rules, { year = year })):rows() do
        local of = rows[math.tointeger(tonumber(row.unit))]
        if row.indicator ~= "" and of.year == year then
          judged = judged + 1
          local expect = expected(of.facts)[row.indicator]
          if row.verdict ~= expect then
            wrong[#wrong + 1] = ("columns %s: %s instead of %s: %s"):format(row.indicator, row.verdict, expect, described(of.facts))
          end
          if row.threshold_status ~= "sourced" then wrong[#wrong + 1] = row.indicator .. " is " .. row.threshold_status end
        end
      end
    end
    assert.are.equal("", table.concat(wrong, "\n", 1, math.min(#wrong, 10)))
    assert.are.equal(7 * 400, judged)
    for _, id in ipairs { "1.1", "1.2", "1.3", "1.4", "1.5", "1.7" } do
      for _, one in ipairs { "met", "not_met", "no_data" } do assert(seen[id .. one], id .. " was never " .. one) end
    end
  end)

  it("has examples that notice a moved line, count or comparison, and each indicator left out", function()
    local edits = {
      { "rural = 1500", "rural = 1501" }, { "rural = 1500", "rural = 1499" },
      { "urban = 2000", "urban = 2001" }, { "urban = 2000", "urban = 1999" },
      { "at_most(income_per_person_month", "less_than(income_per_person_month" },
      { "at_most(income_per_person_month", "more_than(income_per_person_month" },
      { "less_than(floor_area_per_person, 8)", "at_most(floor_area_per_person, 8)" },
      { "less_than(floor_area_per_person, 8)", "less_than(floor_area_per_person, 7.99)" },
      { "at_least_n(3, lacks)", "at_least_n(2, lacks)" }, { "at_least_n(3, lacks)", "at_least_n(4, lacks)" },
      { "all { within_income_line, lacks_three }", "any { within_income_line, lacks_three }" },
      { "none { lacks_three }", "lacks_three" },
      { "{ { poor, \"poor\" }, { near_poor, \"near_poor\" }", "{ { near_poor, \"near_poor\" }, { poor, \"near_poor\" }" },
      { "  is_true(lacks_sound_housing), lacks_floor_area,", "  is_true(lacks_sound_housing)," },
    }
    for _, id in ipairs(indicators) do
      edits[#edits + 1] = { "is_true(" .. id .. "),", "none { is_true(" .. id .. ") }," }
      edits[#edits + 1] = { "is_true(" .. id .. "),", "" }
    end
    for _, edit in ipairs(edits) do
      copy("household-poverty.lua", edit[1], edit[2])
      local rules = load()
      local failed = not rules or rules:check():counts().examples_failed > 0
      assert(failed, "nobody noticed " .. edit[1] .. " → " .. edit[2])
    end
  end)

  it("says which part of a derived test fails, under its name", function()
    local rules = judged_rules()
    local dossier = assert(engine:dossier(":memory:", "create"))
    assert(dossier:unit { code = "1", level = "household", name = "Hộ Một" })
    local facts = { area = "rural", income_per_person_month = 1400, members = 2, floor_area = 10, lacks_water = true }
    for _, id in ipairs(indicators) do if facts[id] == nil then facts[id] = false end end
    assert(dossier:enter(rules, { level = "household", source = "spec" }, { { unit = "1", year = 2023, facts = facts } }))
    local text = dossier:explain(rules, "1", "h/1.1", 2023):write("table")
    assert(text:find("Lacks 3 indicators or more", 1, true), text)
    assert(text:find("Deprived in water", 1, true), text)
  end)
end)

describe("an example of a derived value", function()
  local function check(of, facts, expect)
    copy()
    support.write(folder .. "/wrong.lua",
      ('example { of = "household/%s", year = 2023, name = "thử", facts = { %s }, expect = %s }\n'):format(of, facts, expect))
    return assert(load()):check()
  end

  it("that does not come out is told in every format, with what came out", function()
    local wrong = check("floor_area_per_person", "floor_area = 50, members = 4", "12")
    assert.are.equal(1, wrong:counts().examples_failed)
    local text, csv, json = wrong:write("table"), wrong:write("csv"), wrong:write("json")
    assert(text:find("wrong.lua:1: example “thử” (household/floor_area_per_person, 2023): expected 12, got 12.5;", 1, true), text)
    assert(csv:find("example,household/floor_area_per_person,thử,,failed,12,12.5,", 1, true), csv)
    assert(json:find('"expected": "12"', 1, true) and json:find('"verdict": "12.5"', 1, true), json)
    text = check("poverty_status", 'area = "rural", income_per_person_month = 1600', '"poor"'):write("table")
    assert(text:find("expected poor, got not_poor", 1, true), text)
    text = check("poor", "income_per_person_month = 1600", '"met"'):write("table")
    assert(text:find("expected met, got no data", 1, true), text)
    assert(text:find("no figure for 2023: Area (area)", 1, true), text)
    text = check("floor_area_per_person", "floor_area = 50", "12.5"):write("table")
    assert(text:find("expected 12.5, got no data", 1, true), text)
  end)

  it("that comes out passes, whatever its type", function()
    for _, one in ipairs {
      { "floor_area_per_person", "floor_area = 50, members = 4", "12.5" },
      { "floor_area_per_person", "floor_area = 50", '"no_data", causes = { members }' },
      { "poverty_status", 'area = "rural", income_per_person_month = 1600', '"not_poor"' },
      { "poor", 'area = "rural", income_per_person_month = 1600', '"not_met"' },
    } do
      assert.are.equal(0, check(one[1], one[2], one[3]):counts().examples_failed, one[1] .. " " .. one[3])
    end
  end)
end)
