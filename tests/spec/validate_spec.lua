-- What validate records find in files as they come in: rows refused and rows told, figures of other years in whatever order
-- they come, and what the loader and `check` say of the records themselves.

local support = require "tests.support"
local traps = require "tests.traps"

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local workbook = require "tests.workbook"

local write, has = traps.write, traps.has

local facts = [[
facts "commune" {
  population = count { unit = "người", name = { vi = "Dân số", en = "Population" } },
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  income = amount { unit = "triệu đồng", places = 2, name = { vi = "Thu nhập", en = "Income" } },
  area = choice { "plain", "hill", name = { vi = "Vùng", en = "Area" } },
  plan = yes_no { name = { vi = "Quy hoạch", en = "Plan" } },
}
facts "province" { forest = amount { unit = "%", places = 1 } }
names { plain = { vi = "đồng bằng", en = "plain" }, hill = { vi = "miền núi", en = "hills" } }
]]
local people = [[
validate {
  id = "people", level = "commune", severity = "error", fact = "households",
  name = { vi = "Số hộ nhiều hơn số dân", en = "More households than people" }, test = at_least(population / households, 1),
}
]]
local jump = [[
validate {
  id = "jump", level = "commune",
  name = { vi = "Dân số thay đổi hơn 20 % so với năm trước", en = "Population changed by more than 20 % since last year" },
  test = between(population, unverified(0.8) * last_year(population), unverified(1.2) * last_year(population)),
  advice = { vi = "hãy xem lại cả hai năm", en = "look at both years" },
}
]]
local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
1,commune,Xã Một,58,,
2,commune,Xã Hai,58,,
3,commune,Xã Ba,58,,
]]

local folder
local function chuan(arguments) return traps.chuan(folder, arguments) end

local function begin(records)
  folder = traps.folder { ["facts.lua"] = facts, ["standard.lua"] = false, ["validate.lua"] = records }
  write(folder, "units.csv", units)
  assert.are.equal(0, chuan("units units.csv").code)
end

local function import(text, arguments)
  write(folder, "f.csv", text)
  return chuan("--lang en import f.csv --level commune " .. (arguments or ""))
end

local function stored()
  return support.must("sqlite3 '%s/chuan.db' \"SELECT code || ' ' || year || ' ' || ifnull(population, '-') " ..
    "FROM fact_commune JOIN unit ON unit.id = unit_id ORDER BY code, year\"", folder)
end

-- Exactly these lines, and the exit code.
local function told(result, code, ...)
  local expected = { ... }
  if result.code ~= code or #result.lines ~= #expected then
    error(("exit %s, %d lines; expected %d and %d:\n%s"):format(result.code, #result.lines, code, #expected, result.err), 2)
  end
  for i, line in ipairs(expected) do assert.are.equal(line, result.lines[i]) end
end

describe("a validate record", function()
  after_each(function() support.remove(folder) end)

  it("refuses a row by its column, value and figures, and the others go in", function()
    begin(people)
    local result = import("unit,year,population,households\n1,2024,899,900\n2,2024,900,900\n", "--rejects rejects.csv")
    told(result, 1, "f.csv:2:4: column 'households', '900': More households than people: Population = 899; Households = 900")
    has(result.out, "1 accepted")
    has(result.out, "1 rejected")
    assert.are.equal("2 2024 900\n", stored())
    has(traps.read(folder, "rejects.csv"), "1,2024,899,900,")
    has(traps.read(folder, "rejects.csv"), "More households than people")
  end)

  it("tells what is doubtful and keeps the row, in the person's language", function()
    begin(jump)
    import("unit,year,population\n1,2023,9800\n2,2023,9800\n")
    local result = import("unit,year,population\n1,2024,12500\n2,2024,9900\n")
    told(result, 0, "f.csv:2:3: warning: column 'population': Xã Một: Population changed by more than 20 % since last year: " ..
      "12,500 (2023: 9,800); look at both years")
    has(result.out, "2 accepted")
    result = chuan("--lang vi import f.csv --level commune --dry-run")
    told(result, 0, "f.csv:2:3: cảnh báo: cột 'population': Xã Một: Dân số thay đổi hơn 20 % so với năm trước: " ..
      "12.500 (năm 2023: 9.800); hãy xem lại cả hai năm")
  end)

  it("says nothing at the bound itself, nor of a year before that is not there", function()
    begin(jump)
    import("unit,year,population\n1,2023,10000\n2,2023,10000\n")
    told(import("unit,year,population\n1,2024,12000\n2,2024,8000\n3,2024,1\n"), 0)
    told(import("unit,year,population\n1,2024,12001\n2,2024,7999\n3,2024,1\n", "--dry-run"), 0,
      "f.csv:2:3: warning: column 'population': Xã Một: Population changed by more than 20 % since last year: 12,001 (2023: 10,000); look at both years",
      "f.csv:3:3: warning: column 'population': Xã Hai: Population changed by more than 20 % since last year: 7,999 (2023: 10,000); look at both years")
  end)

  it("finds the same whichever year comes first in a file", function()
    local lines = { "1,2024,12500", "1,2023,9800", "2,2024,100", "2,2023,1000", "3,2024,50", "3,2023,50" }
    local orders = { { 1, 2, 3, 4, 5, 6 }, { 2, 1, 4, 3, 6, 5 }, { 6, 4, 2, 1, 3, 5 } }
    for _, severity in ipairs { "warning", "error" } do
      for _, order in ipairs(orders) do
        begin((jump:gsub('level = "commune",', '%0 severity = "' .. severity .. '",')))
        local text, place = "unit,year,population\n", {}
        for i, line in ipairs(order) do
          text = text .. lines[line] .. "\n"
          place[line] = i + 1
        end
        local result = import(text)
        local first, second = math.min(place[1], place[3]), math.max(place[1], place[3])
        assert.are.equal(2, #result.lines, result.err)
        has(result.lines[1], "f.csv:" .. first .. ":3: ")
        has(result.lines[2], "f.csv:" .. second .. ":3: ")
        has(result.err, "12,500 (2023: 9,800)")
        has(result.err, "100 (2023: 1,000)")
        assert.are.equal(severity == "error" and 1 or 0, result.code)
        has(result.out, severity == "error" and "4 accepted" or "6 accepted")
        assert.are.equal(severity == "error" and "1 2023 9800\n2 2023 1000\n3 2023 50\n3 2024 50\n"
          or "1 2023 9800\n1 2024 12500\n2 2023 1000\n2 2024 100\n3 2023 50\n3 2024 50\n", stored())
        support.remove(folder)
      end
    end
    begin(jump)
  end)

  it("judges a year beside what is left when the year before is refused", function()
    begin((jump:gsub('level = "commune",', '%0 severity = "error",')))
    local result = import("unit,year,population\n1,2025,12600\n1,2024,12500\n1,2023,9800\n1,2022,9000\n")
    told(result, 1, "f.csv:3:3: column 'population', '12500': Population changed by more than 20 % since last year: " ..
      "12,500 (2023: 9,800); look at both years")
    assert.are.equal("1 2022 9000\n1 2023 9800\n1 2025 12600\n", stored())
  end)

  it("takes what is stored where a row does not say it, and leaves alone rows that say nothing of it", function()
    begin(people)
    import("unit,year,population,households\n1,2024,500,400\n")
    told(import("unit,year,households,plan\n1,2024,501,1\n"), 1,
      "f.csv:2:3: column 'households', '501': More households than people: Population = 500; Households = 501")
    support.must("sqlite3 '%s/chuan.db' 'UPDATE fact_commune SET population = 300'", folder) -- as if from before the rules
    told(import("unit,year,plan\n1,2024,1\n"), 0)
    told(import("unit,year,population\n1,2024,399\n"), 1,
      "f.csv:2:3: column 'population', '399': More households than people: Population = 399; Households = 400")
  end)

  it("judges a file with one figure a row by all of them together", function()
    begin(people .. jump)
    write(folder, "long.lua", 'mapping { long = true, unit = "unit", year = "year", fact = "fact", value = "value",\n' ..
      "  facts = { population = population, households = households } }\n")
    import("unit,year,population,households\n1,2024,100,90\n2,2024,100,90\n")
    local result = import("unit,year,fact,value\n1,2024,households,150\n1,2024,population,200\n" ..
      "2,2024,population,110\n2,2024,households,111\n1,2023,population,100\n", "--mapping long.lua")
    told(result, 1,
      "f.csv:4:4: column 'value', '110': More households than people: Population = 110; Households = 111",
      "f.csv:5:4: column 'value', '111': More households than people: Population = 110; Households = 111",
      "f.csv:2:4: warning: column 'value': Xã Một: Population changed by more than 20 % since last year: 200 (2023: 100); look at both years")
    assert.are.equal("1 2023 100\n1 2024 200\n2 2024 100\n", stored())
  end)

  it("judges the sheets of a form together, and the corrected rows complete the set", function()
    begin(people .. jump)
    workbook.write(folder .. "/f.xlsx", {
      { name = "A", hidden_rows = { [1] = true }, rows = { { "unit", "year", "population" }, { "1", 2024, 100 }, { "2", 2024, 100 },
        { "3", 2024, 500 }, { "3", 2023, 100 } } },
      { name = "B", hidden_rows = { [1] = true }, rows = { { "unit", "year", "households" }, { "1", 2024, 150 }, { "2", 2024, 90 } } },
    })
    told(chuan("--lang en import f.xlsx --level commune --rejects rejects.csv"), 1,
      "f.xlsx:2:3: sheet 'A', column 'Dân số', '100': More households than people: Population = 100; Households = 150",
      "f.xlsx:2:3: sheet 'B', column 'Số hộ', '150': More households than people: Population = 100; Households = 150",
      "f.xlsx:4:3: warning: sheet 'A', column 'Dân số': Xã Ba: Population changed by more than 20 % since last year: 500 (2023: 100); " ..
        "look at both years")
    assert.are.equal("2 2024 100\n3 2023 100\n3 2024 500\n", stored())
    write(folder, "rejects.csv", (traps.read(folder, "rejects.csv"):gsub(",150,", ",15,")))
    local again = chuan("--lang en import rejects.csv --level commune")
    told(again, 0)
    has(again.out, "2 accepted")
    assert.are.equal("1 2024 100\n2 2024 100\n3 2023 100\n3 2024 500\n", stored())
  end)

  it("applies when it says so, and may choose, ask for choices and add up years", function()
    begin [[
validate { id = "plan", level = "commune", name = { vi = "Miền núi phải có quy hoạch", en = "Hills need a plan" },
  applies_when = equals(area, "hill"), test = is_true(plan) }
validate { id = "steps", level = "commune", name = { vi = "Thu nhập lạ", en = "Odd income" },
  test = at_most(income, by(area, { plain = unverified(50), otherwise = total_since(2022, income) - income })) }
]]
    told(import("unit,year,income,area,plan\n1,2022,10,hill,1\n1,2023,10.5,hill,1\n1,2024,20.51,hill,0\n2,2024,50.01,plain,0\n"), 0,
      "f.csv:4:5: warning: column 'plan', '0': Xã Một: Hills need a plan: no", -- of the row alone: told as it comes
      "f.csv:2:3: warning: column 'income': Xã Một: Odd income: Income = 10; Area = hills",
      "f.csv:3:3: warning: column 'income': Xã Một: Odd income: Income = 10.5 (2022: 10); Area = hills",
      "f.csv:4:3: warning: column 'income': Xã Một: Odd income: Income = 20.51 (2022: 10; 2023: 10.5); Area = hills",
      "f.csv:5:3: warning: column 'income': Xã Hai: Odd income: Income = 50.01; Area = plain")
  end)

  it("leaves the figures of other levels alone", function()
    begin('validate { id = "forest", level = "province", name = "Rừng", test = at_most(forest, unverified(60)) }')
    told(import("unit,year,population\n1,2024,5\n"), 0)
    write(folder, "p.csv", "unit,year,forest\n58,2024,60.1\n")
    told(chuan("--lang en import p.csv --level province"), 0, "p.csv:2:3: warning: column 'forest', '60.1': Tỉnh Thử: Rừng: 60.1")
  end)

  it("refuses figures that are entered without a file", function()
    begin(people .. jump)
    local engine = support.module().open { language = "en" }
    local rules = assert(engine:rules(folder .. "/rules", { period = "2021-2025" }))
    local dossier = assert(engine:dossier(folder .. "/chuan.db", "create"))
    local done, message = dossier:enter(rules, { level = "commune" }, {
      { unit = "1", year = 2024, facts = { population = 500, households = 400 } },
      { unit = "2", year = 2024, facts = { population = 399, households = 400 } },
    })
    assert.is_nil(done)
    assert.are.equal("2, 2024: More households than people: Population = 399; Households = 400", message)
    assert.are.equal("", stored())
    assert.is_truthy(dossier:enter(rules, { level = "commune" }, {
      { unit = "1", year = 2024, facts = { population = 500, households = 400 } },
    }))
    assert.is_nil((dossier:enter(rules, { level = "commune" }, { { unit = "1", year = 2024, facts = { households = 501 } } })))
    assert.are.equal("1 2024 500\n", stored())
  end)
end)

describe("the rules say of a validate record", function()
  local function told_of(records, ...)
    local result = traps.check({ ["facts.lua"] = facts, ["standard.lua"] = false, ["validate.lua"] = records }, nil, "--lang en check")
    traps.told(result, ...)
  end

  it("what is written wrong", function()
    told_of([[
validate { id = "a", level = "commune", test = at_least(population, 1), sevrity = "error" }
validate { id = "b", level = "communes", test = at_least(population, 1), severity = "fatal" }
validate { id = "c", level = "commune", test = at_least(population, 1), fact = "popluation" }
validate { id = "d", level = "commune", test = at_least(population, households) }
validate { id = "e", level = "commune", test = population }
validate { id = "f", level = "commune" }
validate { id = "g", level = "commune", test = at_least(3, 1) }
validate { id = "a", level = "commune", test = at_least(population, 1) }
]], { "validate.lua:1", "validate has no field `sevrity`; did you mean `severity`?" },
      { "validate.lua:2", 'there is no level "communes"' },
      { "validate.lua:2", '"fatal" is no severity; write severity = "warning" (the row stays) or "error" (it is refused)' },
      { "validate.lua:3", "unknown fact `popluation`; did you mean `population`?" },
      { "validate.lua:4", "bring both to one unit of measure" },
      { "validate.lua:5", "where a test is needed" },
      { "validate.lua:6", "validate lacks `test`" },
      { "validate.lua:7", "validate g reads no figure, so nothing can be wrong" },
      { "validate.lua:8", 'validate "a" is already declared at' })
  end)

  it("that it looks at one unit alone", function()
    told_of([[
validate { id = "a", level = "province", test = at_least(sum_of("commune", population), 1) }
validate { id = "b", level = "commune", test = at_least(parent(forest), 1) }
]], { "validate.lua:1", "validate a reads sum_of; figures are checked unit by unit as they come in" },
      { "validate.lua:2", "validate b reads parent" })
  end)

  it("which sides its examples try, and which they do not", function()
    local records = people .. jump .. [[
example { of = "people", year = 2023, facts = { population = 9, households = 9 }, expect = "met" }
example { of = "people", year = 2023, facts = { population = 8, households = 9 }, expect = "not_met" }
example { of = "jump", year = 2023, facts = { population = 8 }, history = { [2022] = { population = 10 } }, expect = "met" }
]]
    local files = { ["facts.lua"] = facts, ["standard.lua"] = false, ["validate.lua"] = records }
    local result = traps.check(files, nil, "--lang en check")
    assert.are.equal(0, result.code, result.err)
    has(result.out, "they try 3 of 4 threshold sides")
    has(result.out, "Population changed by more than 20 % since last year · no example that is not met")
    has(result.out, "1 sourced, 1 unverified") -- arithmetic needs no text; a limit somebody chose does
    files["validate.lua"] = records .. 'validate { id = "lone", level = "commune", applies_when = is_true(plan), test = known(income) }\n'
    result = traps.check(files, nil, "--lang en check")
    has(result.out, "lone · no example")
    has(result.out, "lone · left aside unless is_true(plan)")
    files["validate.lua"] = records:gsub('population = 8, households = 9 }, expect = "not_met"', 'population = 8, households = 8 }, expect = "not_met"')
    result = traps.check(files, nil, "--lang en check")
    assert.are.equal(1, result.code)
    has(result.out, "expected not met, got met")
  end)
end)

describe("the rules of both periods", function()
  it("find nothing wrong with the figures of Ninh Thuận", function()
    folder = support.folder()
    local text = support.must("cd data/ninh-thuan && ls communes-20*.csv")
    local run = ("'%s' --lang en --rules rules --db '%s/n.db'"):format(support.chuan, folder)
    support.must("%s units data/ninh-thuan/units.csv", run)
    for file in text:gmatch "[^\n]+" do
      local said = support.must("%s import data/ninh-thuan/%s --level commune", run, file)
      assert.is_nil(said:find "warning", said)
    end
    support.remove(folder)
  end)
end)
