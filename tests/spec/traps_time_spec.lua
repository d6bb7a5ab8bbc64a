-- Traps of units over time: a code that is used again, units that merge, split and part, a level that ends, a commune that
-- becomes a ward, a zone that changes with a recognition. What was measured stays where it was measured.

local support = require "tests.support"
local traps = require "tests.traps"

local facts = [[
facts "commune" { households = count {}, poor = count { part_of = "households" }, zone = choice { "I", "II", "III" } }
facts "district" { town = yes_no {} }
facts "province" { note = yes_no {} }
]]
local standard = [[
document { id = "D", date = "2022-01-01" }
standard { id = "s", level = "commune", name = "Xã đạt chuẩn" }
criterion { of = "s", id = "1", name = "Nghèo", source = law { "D" },
  indicator { id = "1.1", name = "Hộ nghèo", value = share(poor, households), at_most = by(zone, { I = 5, II = 10, III = 20 }) } }
standard { id = "d", level = "district", name = "Huyện", source = law { "D" },
  test = at_least(share_of("commune", recognised "s", { missing = "as_not_met" }), 50) }
target { id = "districts", by = 2025, level = "province", name = "Số huyện", source = law { "D" },
  value = count_of("district", met "d"), at_least = 1 }
target { id = "share", by = 2025, level = "province", name = "Tỷ lệ xã", source = law { "D" },
  value = share_of("commune", recognised "s"), at_least = 50 }
target { id = "households", by = 2025, level = "province", name = "Số hộ", source = law { "D" },
  value = sum_of("commune", households), at_least = 1 }
]]

-- 100 is Xã Ân until 2024-06-30 and Xã Bình afterwards; 101 becomes a ward; 102 parts with a fifth; 104 ends in two.
local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
580,district,Huyện Một,58,,2025-06-30
100,commune,Xã Ân,580,,2024-06-30
100,commune,Xã Bình,58,2024-07-01,
101,commune,Xã Chợ,580,,2024-06-30
101,ward,Phường Chợ,58,2024-07-01,
102,commune,Xã Dốc,580,,2025-06-30
102,commune,Xã Dốc,58,2025-07-01,
103,commune,Xã Em,58,2024-07-01,
104,commune,Xã Giếng,580,,2024-06-30
]]
local parts = [[
from,to,on,share
100,103,2024-07-01,
101,101,2024-07-01,
102,103,2024-07-01,0.2
102,102,2025-07-01,
104,103,2024-07-01,1/3
104,100,2024-07-01,2/3
580,58,2025-07-01,
]]
local figures = [[
unit,year,households,poor
100,2023,100,4
101,2023,60,0
102,2023,50,5
104,2023,30,3
100,2024,20,1
102,2024,40,2
103,2024,120,6
]]
local zones = "unit,fact,value,valid_from,valid_to\n100,zone,I,2020-01-01,2024-06-30\n101,zone,I,2020-01-01,2024-06-30\n104,zone,II,,\n" ..
  "102,zone,III,,2024-02-29\n102,zone,I,2024-03-01,2025-06-30\n"
local register = "unit,standard,decided_on,decision,revoked_on\n100,s,2022-05-01,12,\n102,s,2024-03-01,7,\n"

describe("units over time", function()
  local folder

  local function chuan(arguments)
    local result = traps.chuan(folder, arguments)
    if result.code ~= 0 then error(("exit %d from %s\n%s"):format(result.code, arguments, result.err), 2) end
    return result.out
  end

  -- The row of a target as its columns.
  local function target(id, arguments)
    local csv = chuan("targets --format csv --unit 58 " .. arguments)
    local names, row = {}, nil
    for line in csv:gmatch("[^\r\n]+") do
      local cells = {}
      for cell in (line .. ","):gmatch("([^,]*),") do cells[#cells + 1] = cell end
      if #names == 0 then names = cells
      elseif cells[4] == id then
        row = {}
        for i, name in ipairs(names) do row[name] = cells[i] end
      end
    end
    return assert(row, csv)
  end

  setup(function()
    folder = traps.folder { ["facts.lua"] = facts, ["standard.lua"] = standard }
    for name, text in pairs { units = units, parts = parts, figures = figures, zones = zones, register = register } do
      traps.write(folder, name .. ".csv", text)
    end
    for _, arguments in ipairs { "units units.csv", "successions parts.csv", "import figures.csv --level commune",
      "attributes zones.csv --level commune", "recognitions register.csv" } do
      local result = traps.chuan(folder, arguments)
      assert(result.code == 0, arguments .. "\n" .. result.err)
    end
  end)
  teardown(function() support.remove(folder) end)

  it("a code used again is another unit: by figure, register, zone and name", function()
    traps.has(chuan "explain 100 s/1.1 --year 2023", "Xã Ân")
    traps.has(chuan "explain 100 s/1.1 --year 2024", "Xã Bình")
    local csv = chuan "evaluate --format csv"
    traps.has(csv, "100,2023,commune,s,1,1.1,met,4,5,")
    -- The zone and the recognition of the code were the other unit's.
    traps.has(csv, "100,2024,commune,s,1,1.1,no_data,5,,")
    local _, rows = csv:gsub("\n100,%d+,commune,s,1,1%.1,", "")
    assert.are.equal(2, rows)
    local review = chuan "recognitions --year 2024 --format csv"
    traps.has(review, "100,Xã Bình,2024,commune,s,no,,")
    traps.has(review, "100,Xã Ân,2024,commune,s,yes,2022-05-01,0,12,not_applicable,,gone,")
    local refused = traps.chuan(folder, "explain 'Xa An' s/1.1 --year 2024 --as-of 2025-01-01")
    assert.are.equal(2, refused.code)
  end)

  it("totals are conserved by merging, splitting and parting, and history stays", function()
    for _, arguments in ipairs { "--year 2023", "--year 2023 --as-of 2023-12-31 --rebase" } do
      assert.are.equal("240", target("households", arguments).value)
    end
    -- Xã Chợ is a ward now: its 60 are no longer a commune's, and nothing else is lost.
    assert.are.equal("180", target("households", "--year 2023 --as-of 2024-12-31 --rebase").value)
    assert.are.equal("180", target("households", "--year 2023 --as-of 2025-12-31 --rebase").value)
    local csv = chuan "evaluate --year 2023 --as-of 2024-12-31 --rebase --format csv"
    traps.has(csv, "100,2023,commune,s,1,1.1,")
    for _, line in ipairs { "\n104,", "\n101,2023,commune" } do assert.is_nil(csv:find(line, 1, true), line) end
    assert.are.equal("180", target("households", "--year 2024").value)
    assert.are.equal("240", target("households", "--year 2023").value) -- again: nothing was moved in the dossier
  end)

  it("a level that ended says so and when, and fails nothing", function()
    assert.are.equal("no_data", target("districts", "--year 2025").verdict)
    assert.are_not.equal("level_ended", target("districts", "--year 2025 --as-of 2025-06-30").standing)
    traps.has(chuan "targets --year 2025 --lang en --unit 58", "ended on 2025-06-30")
    traps.has(chuan "targets --year 2025 --lang vi --unit 58", "30/6/2025")
    traps.has(chuan "explain 58 districts --year 2025 --lang en", "2025-06-30")
    traps.has(chuan "explain 58 districts --year 2025 --lang vi", "cấp này kết thúc ngày")
    traps.has(chuan "targets --year 2025 --format json", '"cause": "level_ended"')
    assert.are.equal("met", target("districts", "--year 2024 --as-of 2024-05-01").verdict)
  end)

  it("a commune that becomes a ward leaves the denominator on that day", function()
    assert.are.equal("50", target("share", "--year 2024 --as-of 2024-06-30").value) -- 2 of 4
    local after = target("share", "--year 2024 --as-of 2024-07-01")
    assert.are.equal("33.33", after.value ~= "" and after.value:sub(1, 5) or after.lowest) -- 102 of 100, 102, 103
  end)

  it("a zone that changes with a recognition changes what is asked from that day on", function()
    traps.has(chuan "evaluate --year 2023 --format csv", "102,2023,commune,s,1,1.1,met,10,20,")
    traps.has(chuan "evaluate --year 2023 --as-of 2024-02-29 --format csv", "102,2023,commune,s,1,1.1,met,10,20,")
    traps.has(chuan "evaluate --year 2023 --as-of 2024-03-01 --format csv", "102,2023,commune,s,1,1.1,not_met,10,5,")
    -- What was recognised that day is found no longer to meet it, for that reason.
    traps.has(chuan "recognitions --year 2023 --as-of 2024-03-01 --format csv", "102")
    traps.has(chuan "explain 102 s/1.1 --year 2024 --lang en", "2024-03-01")
  end)
end)
