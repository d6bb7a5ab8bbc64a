-- Communes are merged, split and given codes of others; the figures of a year are looked at as they were, and again as
-- those of the units of a later day. Everything through the command.

local support = require "tests.support"

local FACTS = [[
facts "commune" {
  households = count { unit = "hộ" },
  households_clean_water = count { unit = "hộ", part_of = "households" },
  income = amount { unit = "triệu đồng/người/năm", places = 2, merge = "households" },
  zone = choice { "I", "II" },
}
]]
local RULES = [[
standard { id = "s", level = "commune" }
criterion {
  of = "s", id = "1",
  indicator { id = "1.1", value = households, at_least = 0 },
  indicator { id = "1.2", value = households_clean_water, at_least = 0 },
  indicator { id = "1.3", value = income, at_least = 45 },
  indicator { id = "1.4", test = equals(zone, "I") },
  indicator { id = "1.5", value = share(households_clean_water, households), at_least = 50 },
}
]]
-- C1 and C2 become N1; C3 is shared by another C2, which takes the code, and by S, which stands. C4 becomes a ward.
local UNITS = [[
code,level,name,parent_code,valid_from,valid_to
P,province,Tỉnh,,,
C1,commune,Xã Một,P,,2025-06-30
C2,commune,Xã Hai,P,,2025-06-30
C3,commune,Xã Ba,P,,2025-06-30
C4,commune,Xã Bốn,P,,2025-06-30
S,commune,Xã Còn,P,,
N1,commune,Xã Mới,P,2025-07-01,
C2,commune,Xã Hai Khác,P,2025-07-01,
W,ward,Phường,P,2025-07-01,
]]
local SUCCESSIONS = [[
from,to,on,share
C1,N1,2025-07-01,
C2,N1,2025-07-01,
C3,C2,2025-07-01,60%
C3,S,2025-07-01,2/5
C4,W,2025-07-01,
]]
local FIGURES = [[
unit,year,households,households_clean_water,income,zone
C1,2024,1000,900,50,I
C2,2024,501,100,35,I
C3,2024,333,111,60,II
C4,2024,77,77,77,I
S,2024,100,0,40.5,II
]]

local folder

local function command(format, ...)
  return support.must("%s --db %s/d.db --rules %s/rules --lang en " .. format, support.chuan, folder, folder, ...)
end

-- { ["C2/1.1"] = "met 200", … }
local function verdicts(options)
  local found = {}
  for line in command("evaluate --format csv %s 2>/dev/null", options):gmatch("[^\r\n]+") do
    local unit, year, indicator, verdict, value =
      line:match("^([^,]*),([^,]*),commune,s,[^,]*,([^,]+),([^,]*),([^,]*)")
    if unit then found[unit .. "/" .. indicator .. " " .. year] = (verdict .. " " .. value):gsub(" $", "") end
  end
  return found
end

local function assert_found(expected, found)
  for key, value in pairs(expected) do assert.equal(value, found[key], key) end
end

describe("a reorganisation of communes", function()
  setup(function()
    folder = support.folder()
    support.must("mkdir %s/rules", folder)
    support.write(folder .. "/rules/period.lua", 'period { id = "p", first_year = 2021, last_year = 2025 }\n')
    support.write(folder .. "/rules/facts.lua", FACTS)
    support.write(folder .. "/rules/s.lua", RULES)
    support.write(folder .. "/units.csv", UNITS)
    support.write(folder .. "/successions.csv", SUCCESSIONS)
    support.write(folder .. "/figures.csv", FIGURES)
    command("units %s/units.csv", folder)
    command("successions %s/successions.csv", folder)
    command("import %s/figures.csv --level commune", folder)
  end)
  teardown(function() support.remove(folder) end)

  it("leaves history as it was", function()
    local found = verdicts("--year 2024")
    assert_found({
      ["C1/1.1 2024"] = "met 1000", ["C2/1.1 2024"] = "met 501", ["C2/1.3 2024"] = "not_met 35",
      ["C3/1.1 2024"] = "met 333", ["C4/1.1 2024"] = "met 77", ["S/1.1 2024"] = "met 100",
    }, found)
    assert.is_nil(found["N1/1.1 2024"])
  end)

  it("has no figures for units that came later, until they are re-based", function()
    local found = verdicts("--year 2024 --as-of 2025-07-01")
    assert_found({ ["N1/1.1 2024"] = "no_data", ["C2/1.1 2024"] = "no_data", ["S/1.1 2024"] = "met 100" }, found)
    assert.is_nil(found["C1/1.1 2024"])
  end)

  it("re-bases counts, means and choices to the units of a day", function()
    local found = verdicts("--year 2024 --as-of 2025-07-01 --rebase")
    assert_found({
      ["N1/1.1 2024"] = "met 1501", ["N1/1.2 2024"] = "met 1000",
      ["N1/1.3 2024"] = "not_met 44.99", -- (1000 * 50 + 501 * 35) / 1501 = 44.9933…
      ["N1/1.4 2024"] = "met",
      ["C2/1.1 2024"] = "met 200", -- 199.8 and 133.2: the code's former figures have nothing to do with it
      ["C2/1.2 2024"] = "met 67", ["C2/1.3 2024"] = "met 60", ["C2/1.4 2024"] = "not_met",
      ["S/1.1 2024"] = "met 233", ["S/1.2 2024"] = "met 44", ["S/1.4 2024"] = "not_met",
      ["S/1.5 2024"] = "not_met 18.88",
    }, found)
    for key in pairs(found) do assert.is_nil(key:match("^C[134]/"), key) end
  end)

  it("is nothing on a day before it", function()
    assert.same(verdicts("--year 2024"), verdicts("--year 2024 --as-of 2025-06-30 --rebase"))
  end)

  it("means by a code or a name the unit of the day", function()
    local function title(unit, options)
      return (support.run("%s --db %s/d.db --rules %s/rules --lang en evaluate --year 2024 --unit '%s' %s", support.chuan,
        folder, folder, unit, options):match("[^\n]*"))
    end
    local later = "--as-of 2025-07-01 --rebase"
    assert.matches("^C2 Xã Hai,", title("C2", ""))
    assert.matches("^C2 Xã Hai Khác,", title("C2", later))
    assert.matches("^N1 Xã Mới,", title("xa moi", later))
    assert.matches("means no unit on 2025%-07%-01: it was Xã Một", title("C1", later))
    assert.matches("means no unit in 2024: it was Xã Mới", title("N1", ""))
  end)

  it("explains the verdict of a unit of the day", function()
    local text = command("explain C2 s/1.2 --year 2024 --as-of 2025-07-01 --rebase --format json")
    assert.matches("Xã Hai Khác", text)
    assert.matches('"value": 67,', text)
    assert.matches('"value": 100,', command("explain C2 s/1.2 --year 2024 --format json"))
  end)

  it("refuses a day that is none", function()
    local text, code = support.run("%s --db %s/d.db --rules %s/rules --lang en evaluate --as-of 2025-13-01",
      support.chuan, folder, folder)
    assert.equal(2, code)
    assert.matches("2025%-13%-01", text)
  end)

  it("takes dated attributes of the day", function()
    support.write(folder .. "/zones.csv", [[
unit,fact,value,valid_from,valid_to
S,zone,I,2025-07-01,
]])
    command("attributes %s/zones.csv --level commune", folder)
    assert.equal("met", verdicts("--year 2024 --as-of 2025-07-01 --rebase")["S/1.4 2024"])
    assert.equal("not_met", verdicts("--year 2024")["S/1.4 2024"])
  end)

  describe("carries the register", function()
    local function recognised(unit, options)
      local text = command("explain %s r/1.1 --year 2024 --format json %s", unit, options or "--as-of 2025-07-01 --rebase")
      return text:match('"verdict": "([%w_]+)"'), text
    end
    setup(function()
      support.write(folder .. "/rules/r.lua", [[
standard { id = "r", level = "commune" }
criterion { of = "r", id = "1", indicator { id = "1.1", test = recognised "s" } }
]])
      support.write(folder .. "/register.csv", [[
unit,standard,decided_on,decision,revoked_on
C1,s,2022-05-06,1/QĐ,
C2,s,2023-05-06,2/QĐ,
C3,s,2023-05-06,3/QĐ,
]])
      command("recognitions %s/register.csv", folder)
    end)

    it("to what was made of recognised units only", function()
      assert.equal("met", (recognised("N1")))
      assert.equal("met", (recognised("C2")))
      assert.equal("not_met", (recognised("S", "")))
    end)

    it("not to a unit that stood and received a part", function()
      local verdict, text = recognised("S")
      assert.equal("no_data", verdict)
      assert.matches('"cause": "mixed_parts"', text)
    end)

    it("behind a decision of its own", function()
      support.write(folder .. "/more.csv", "unit,standard,decided_on,decision,revoked_on\nS,s,2024-02-03,4/QĐ,\n")
      command("recognitions %s/more.csv", folder)
      assert.equal("met", (recognised("S")))
    end)
  end)
end)

-- 22888 Xã Phước Dinh of 2025 is two communes and a part of a ward, nobody has published how much.
describe("the reorganisation of Ninh Thuận", function()
  local home
  local function ninh_thuan(format, ...)
    return support.must("%s --db %s/d.db --lang en " .. format, support.chuan, home, ...)
  end
  local function households(options)
    local found, total, known = {}, 0, 0
    for line in ninh_thuan("evaluate --year 2024 --standard commune.standard --format csv %s 2>/dev/null", options):gmatch("[^\r\n]+") do
      local unit, verdict, value = line:match("^(%d+),2024,commune,commune%.standard,17,17%.1,([%w_]+),([%d.]*)")
      if unit then
        found[unit] = verdict .. " " .. value
        total, known = total + 1, known + (value ~= "" and 1 or 0)
      end
    end
    return found, total, known
  end

  setup(function()
    home = support.folder()
    ninh_thuan("units data/ninh-thuan/units.csv")
    ninh_thuan("successions data/ninh-thuan/successions.csv")
    ninh_thuan("import data/ninh-thuan/communes-2024.csv --level commune --status illustrative 2>/dev/null")
  end)
  teardown(function() support.remove(home) end)

  it("keeps what nobody has published as such", function()
    assert.equal("2\n", support.must("sqlite3 %s/d.db 'SELECT count(*) FROM succession WHERE share IS NULL'", home))
  end)

  it("never understates a commune with an unknown part", function()
    local before = households("")
    local after = households("--as-of 2025-07-01 --rebase")
    assert.matches("^%a+ %d", before["22888"]) -- Xã An Hải, whose code it was
    assert.matches("^%a+ %d", before["22903"])
    assert.equal("no_data ", after["22888"])
    assert.matches("^met %d", after["22786"]) -- three communes and nothing else
  end)
end)
