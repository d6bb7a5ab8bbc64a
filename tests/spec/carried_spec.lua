-- A fact with `carry` may serve in a later year: what rests on such a figure says so, wherever it is shown.

local support = require "tests.support"

local RULES = [[
period { id = "p", first_year = 2021, last_year = 2025, name = "Test" }
document { id = "D", date = "2022-01-01" }
facts "commune" { n = count {}, level = count { carry = 2 }, zone = choice { "I", "II", carry = 1 } }
facts "province" { rate = count { carry = 1 }, other = count {} }
standard { id = "s", level = "commune", name = "S", source = law { "D" } }
criterion { of = "s", id = "1", name = "One",
  indicator { id = "1.1", name = "Level", value = level, at_least = by(zone, { I = 1, II = 3 }) },
  indicator { id = "1.2", name = "Now", value = n, at_least = 3 },
  indicator { id = "1.3", name = "Before", value = last_year(level), at_least = 0 } }
standard { id = "plain", level = "commune", name = "Plain", source = law { "D" }, test = at_least(n, 3) }
target { id = "own", by = 2025, level = "province", name = "Own", source = law { "D" }, value = rate, at_least = 1 }
target { id = "below", by = 2025, level = "province", name = "Below", source = law { "D" },
  value = count_of("commune", at_least(level, 2)), at_least = 1 }
target { id = "now", by = 2025, level = "province", name = "Now", source = law { "D" }, value = other, at_least = 1 }
]]

describe("a figure of an earlier year", function()
  local folder
  local function command(format, ...)
    return support.must("%s --db %s/d.db --rules %s/rules --lang en " .. format .. " 2>/dev/null", support.chuan, folder, folder, ...)
  end
  local function load(verb, name, text, options)
    support.write(folder .. "/" .. name .. ".csv", text)
    command("%s %s/%s.csv %s", verb, folder, name, options or "")
  end
  -- By id: whether the row says it rests on one.
  local function carried(json, key)
    local found = {}
    for row in json:gmatch("%b{}") do
      local id = row:match('"' .. key .. '": "([^"]*)"')
      if id then found[id] = row:match('"carried": (%a+)') end
    end
    return found
  end

  setup(function()
    folder = support.folder()
    support.must("mkdir %s/rules", folder)
    support.write(folder .. "/rules/period.lua", RULES)
    load("units", "units", "code,level,name,parent_code,valid_from,valid_to\nP,province,Tỉnh,,,\nC1,commune,Xã Một,P,,\nC2,commune,Xã Hai,P,,\n")
    load("import", "old", "unit,year,n,level,zone\nC1,2023,5,4,I\nC2,2023,5,4,I\n", "--level commune")
    load("import", "new", "unit,year,n,level,zone\nC1,2024,5,,I\nC2,2024,5,4,I\n", "--level commune")
    load("import", "province", "unit,year,rate,other\nP,2023,3,\nP,2024,,4\n", "--level province")
  end)
  teardown(function() support.remove(folder) end)

  it("is told beside the verdict that rests on it, and beside no other", function()
    local json = command("evaluate --year 2024 --unit C1 --standard s --format json"):match('"rows":.*'):sub(9)
    assert.are.same({ ["1.1"] = "true", ["1.2"] = "false", ["1.3"] = "false" }, carried(json, "indicator"))
    assert(not command("evaluate --year 2024 --unit C2 --format json"):find('"carried": true', 1, true))
    assert(not command("evaluate --year 2024 --standard plain --format json"):find('"carried": true', 1, true))
  end)

  it("has a mark and a line under the table", function()
    local text = command("evaluate --year 2024 --standard s --format table")
    assert(text:find("Xã Một[^\n]*met ←"), text)
    assert(not text:find("Xã Hai[^\n]*←"), text)
    assert(text:find("← rests on a figure of an earlier year", 1, true), text)
    assert(command("evaluate --year 2024 --unit C1 --standard s --format table"):find("met ←", 1, true))
    assert(not command("evaluate --year 2024 --standard plain --format table"):find("←", 1, true))
  end)

  it("leaves the columns of CSV as they are", function()
    assert.are.equal("unit,year,level,standard,criterion,indicator,verdict,value,threshold,unit_of_measure,threshold_status",
      command("evaluate --year 2024 --format csv"):match("^[^\r\n]*"))
  end)

  it("is told of a target, its own or of the units below", function()
    local json = command("targets --year 2024 --format json")
    local told = {}
    for id, rest in json:gmatch('"target": "(%a+)"(.-)"units_counted"') do told[id] = rest:match('"carried": (%a+)') end
    assert.are.same({ own = "true", below = "true", now = "false" }, told)
    local text = command("targets --year 2024 --format table")
    for _, name in ipairs { "Own", "Below" } do assert(text:find(name .. "[^\n]*←"), text) end
    assert(not text:find("\nNow[^\n]*←"), text)
  end)
end)
