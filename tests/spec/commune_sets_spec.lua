-- The sets a commune of 2021-2025 is judged by are whole, none passes while its levels are not entered, and once they
-- are, the model standard follows the advanced one.

local support = require "tests.support"
local chuan = support.module()

describe("the commune sets of 2021-2025", function()
  local engine, folder, income

  setup(function()
    engine = assert(chuan.open { language = "en" })
    folder = support.folder()
    support.must("cp -r rules/2021-2025/. '%s'", folder)
    income = folder .. "/commune-advanced/10-income.lua"
  end)
  teardown(function() support.remove(folder) end)

  local function verdict(rules, id, year, facts)
    return assert(assert(rules:case("commune", year, facts)):judge(id))
  end

  it("have every criterion and indicator, and the key criteria of 18/2022/QĐ-TTg", function()
    local expected = {
      ["commune-standard"] = { criteria = 19, indicators = 57, key = "10 17 19" },
      ["commune-advanced"] = { criteria = 19, indicators = 75, key = "10 17 18 19" },
    }
    for set, of in pairs(expected) do
      local found, key = { criteria = 0, indicators = 0 }, {}
      for path in support.must("ls %s/%s/*.lua", folder, set):gmatch("%S+") do
        local text = support.read(path)
        found.criteria = found.criteria + select(2, text:gsub("\ncriterion {", ""))
        found.indicators = found.indicators + select(2, text:gsub("\n  indicator {", ""))
        key[#key + 1] = text:match('id = "(%d+)", key = true')
      end
      found.key = table.concat(key, " ")
      assert.are.same(of, found)
    end
  end)

  it("are not met by figures alone while a level is pending", function()
    local rules = assert(engine:rules(folder))
    assert.are.equal("no_data", verdict(rules, "commune.advanced/11", 2024, { households = 100, households_poor = 0 }))
    assert.are.equal("no_data", verdict(rules, "commune.advanced/1.1", 2024, { master_plan_valid = true }))
    assert.are.equal("no_data", verdict(rules, "commune.model/M2", 2024, { income_per_person = 99999 }))
  end)

  it("bind the income of model communes to the level of advanced ones, of the same year and region", function()
    local text = support.read(income)
    local level = "from_year { [2021] = by(threshold_region, { northern_mountains = 40, otherwise = 50 }),\n"
      .. "    [2024] = by(threshold_region, { northern_mountains = 48, otherwise = 60 }) }"
    local changed, times = text:gsub("value = pending%(%)", "value = " .. level)
    assert.are.equal(1, times)
    support.write(income, changed)
    finally(function() support.write(income, text) end)
    local rules = assert(engine:rules(folder))
    local function of(indicator, year, difficult, figure)
      return verdict(rules, indicator, year,
        { region = "south_central_coast", extremely_difficult = difficult, income_per_person = figure })
    end
    for _, case in ipairs {
      { 2023, false, 50, 55 }, { 2024, false, 60, 66 }, { 2023, true, 40, 44 }, { 2024, true, 48, 52.8 },
    } do
      local year, difficult, advanced, model = table.unpack(case)
      assert.are.equal("met", of("commune.advanced/10", year, difficult, advanced))
      assert.are.equal("not_met", of("commune.advanced/10", year, difficult, ("%.2f"):format(advanced - 0.01)))
      assert.are.equal("met", of("commune.model/M2", year, difficult, model))
      assert.are.equal("not_met", of("commune.model/M2", year, difficult, ("%.2f"):format(model - 0.01)))
    end
  end)
end)
