-- Whom a target is about: what was set for one unit is judged for no other, whatever code or place another has; when its
-- unit has ended the target says so, once, and is judged for nobody. Everything through the command.

local support = require "tests.support"

local RULES = [[
document { id = "1/NQ", date = "2021-01-01" }
facts "province" { rate = amount { unit = "%%", places = 2 }, spent = amount {} }
facts "country" { rate = amount { unit = "%%", places = 2 } }
target { id = "own", by = %d, level = "province", unit = "P", name = { vi = "Tỷ lệ", en = "The rate" }, source = law { "1/NQ" },
  task = "1", value = rate, at_least = 60, path = { [%d] = 20 } }
target { id = "range", by = %d, level = "province", unit = "P", source = law { "1/NQ" }, value = rate, between = { 10, 60 } }
target { id = "open", by = %d, level = "province", unit = "P", source = law { "1/NQ" }, value = rate, at_least = spent }
%s
target { id = "nation", by = %d, level = "country", set = "national", source = law { "1/NQ" }, value = rate, at_least = 1 }
task { id = "1", name = { vi = "Việc", en = "Work" } }
task { id = "2", name = { vi = "Việc khác", en = "Other work" } }
]]
local ALL = 'target { id = "all", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, at_least = 50 }'
-- P is a province until mid 2025, then Q and R are, and P is a commune's code. S stands beside it.
local UNITS = [[
code,level,name,parent_code,valid_from,valid_to
P,province,Tỉnh Cũ,,2000-01-01,2025-06-30
S,province,Tỉnh Bên,,,
Q,province,Tỉnh Mới,,2025-07-01,
R,province,Tỉnh Khác,,2025-07-01,
P,commune,Xã P,Q,2025-07-01,
]]
local FIGURES = "unit,year,rate,spent\nP,2024,60,3\nS,2024,70,1\nP,2025,50,3\nS,2025,70,1\nS,2026,70,1\n"

describe("a target of one unit", function()
  local folder

  local function chuan(format, ...)
    return support.run("LC_ALL=en %s --db %s/d.db --rules %s/rules " .. format, support.chuan, folder, folder, ...)
  end
  local function must(format, ...)
    local text, code = chuan(format, ...)
    assert.equal(0, code, text)
    return text
  end
  -- "P own met" for each row, in order; with what stands in the way.
  local function rows(options)
    local found = {}
    for line in must("targets --format csv %s", options):gmatch "[^\r\n]+" do
      local unit, target, standing = line:match "^([^,]*),%d+,[^,]*,([^,]*),%d+,[^,]*,([^,]*),"
      if unit then found[#found + 1] = ("%s %s %s %s"):format(unit, target, standing, line:match "([^,]*),[^,]*,[^,]*$"):gsub(" $", "") end
    end
    return found
  end

  setup(function()
    folder = support.folder()
    support.must("mkdir -p %s/rules/a %s/rules/b", folder, folder)
    support.write(folder .. "/rules/a/period.lua", 'period { id = "a", first_year = 2021, last_year = 2025 }\n')
    support.write(folder .. "/rules/b/period.lua", 'period { id = "b", first_year = 2026, last_year = 2030 }\n')
    support.write(folder .. "/rules/a/t.lua", RULES:format(2025, 2023, 2025, 2025, ALL, 2025))
    support.write(folder .. "/rules/b/t.lua", RULES:format(2030, 2028, 2030, 2030, "", 2030))
    support.write(folder .. "/units.csv", UNITS)
    support.write(folder .. "/successions.csv", "from,to,on,share\nP,Q,2025-07-01,60%\nP,R,2025-07-01,40%\n")
    support.write(folder .. "/a.csv", FIGURES)
    must("units %s/units.csv", folder)
    must("successions %s/successions.csv", folder)
    must("import %s/a.csv --level province --period a", folder)
  end)
  teardown(function() support.remove(folder) end)

  it("is judged for that unit alone", function()
    assert.same({ "P own met", "P range met", "P open met", "P all met", "S all met" }, rows "--year 2024")
    assert.same({ "S all met" }, rows "--year 2024 --unit S")
    assert.same({ "P own met", "P range met", "P open met", "P all met" }, rows "--year 2024 --unit P")
  end)

  it("is judged as of the last day of a unit that ended in the year", function()
    assert.same({ "P own not_met", "P range met", "P open met", "P all met", "Q all no_data missing_fact", "R all no_data missing_fact",
      "S all met" }, rows "--year 2025")
    assert.is_truthy(must("targets --year 2025"):find("Tỉnh Cũ ended on 2025-06-30: ", 1, true))
  end)

  it("says once that its unit has ended, and is judged for nobody else", function()
    local gone = { "P own no_data unit_ended", "P range no_data unit_ended", "P open no_data unit_ended" }
    assert.same(gone, rows "--year 2026")
    assert.same(gone, rows "--year 2030")
    assert.same(gone, rows "--year 2026 --unit P")
    assert.same({ gone[1] }, rows "--year 2026 --task 1")
    -- The figures of the unit that is gone are carried to others; its targets are not.
    assert.same({ gone[1], gone[2], gone[3], "Q all met", "R all met", "S all met" }, rows "--year 2024 --as-of 2025-07-01 --rebase")
  end)

  it("says when it ended, what came after it and how to look, in both languages", function()
    local english, vietnamese = must "targets --year 2026", must "--lang vi targets --year 2026"
    for _, part in ipairs { "Tỉnh Cũ ended on 2025-06-30 and became part of Tỉnh Mới (Q), Tỉnh Khác (R).", "? unit has ended",
      "Its targets pass to no other unit. Where it stood: --year 2025, or --as-of 2025-06-30.", "3 targets: 3 no data", "≥ 60 %", "10 – 60 %" } do
      assert.is_truthy(english:find(part, 1, true), part .. "\n" .. english)
    end
    for _, part in ipairs { "Tỉnh Cũ kết thúc ngày 30/6/2025, nay thuộc Tỉnh Mới (Q), Tỉnh Khác (R).", "? đơn vị đã kết thúc",
      "--year 2025, hoặc --as-of 2025-06-30.", "3 mục tiêu: 3 thiếu số liệu" } do
      assert.is_truthy(vietnamese:find(part, 1, true), part .. "\n" .. vietnamese)
    end
    for line in (english .. vietnamese):gmatch "[^\n]+" do
      assert.is_truthy(utf8.len(line) <= 100, line)
      assert.is_nil(line:find "%s$", line)
    end
    assert.is_nil(english:find("explain", 1, true))
    local json = must "targets --year 2026 --format json"
    for _, part in ipairs { '"ended": true, "ended_on": "2025-06-30", "successors": ["Q", "R"]',
      '"causes": [{"cause": "unit_ended", "fact": null, "text": "the unit ended on 2025-06-30"}]', '"threshold": 60' } do
      assert.is_truthy(json:find(part, 1, true), part .. "\n" .. json)
    end
    local tasks = must "tasks --year 2026"
    assert.is_truthy(tasks:find("Tỉnh Cũ ended on 2025-06-30", 1, true), tasks)
    assert.is_truthy(tasks:find("? The rate: asked ≥ 60 %; unit has ended", 1, true), tasks)
  end)

  it("is looked at as of a day on which its unit stood", function()
    assert.same({ "P own no_data missing_fact", "P range no_data missing_fact", "P open no_data missing_fact" },
      rows "--year 2026 --as-of 2025-06-30")
  end)

  it("is listed for no day before its unit", function()
    local text = must "targets --year 2024 --as-of 1999-12-31"
    assert.is_truthy(text:find("S) · 2024", 1, true), text)
    assert.is_nil(text:find("The rate", 1, true))
  end)

  it("says whom targets are about when there is nobody to judge", function()
    assert.equal("Nothing to judge on 2030-12-31: these targets are about country, and no such unit is there then.\n",
      must "targets --year 2030 --set national")
    assert.equal("Không có gì để xét vào ngày 31/12/2030: các mục tiêu này giao cho country, mà ngày đó không có đơn vị như vậy.\n",
      must "--lang vi targets --year 2030 --set national")
    assert.equal("Nothing to judge on 2026-12-31: these targets are about province P, country, not about the unit named.\n",
      must "targets --year 2026 --unit S")
    assert.same({}, rows "--year 2026 --unit S")
    assert.is_truthy(must("targets --year 2026 --unit S --format json"):find('"rows": []', 1, true))
    assert.equal("No target asked for belongs to task 2; `tasks` shows what else serves it.\n", must "targets --year 2024 --task 2")
  end)

  it("is explained for its own unit alone", function()
    local text, code = chuan "explain S own --year 2024"
    assert.equal(2, code)
    assert.equal("chuan: target own was set for unit P and is not judged for Tỉnh Bên (S); explain it for P\n", text)
    assert.is_truthy(must("explain P own --year 2024"):find("met", 1, true))
  end)

  it("needs a code", function()
    local path = folder .. "/rules/a/t.lua"
    local text = support.read(path)
    finally(function() support.write(path, text) end)
    for wrong, part in pairs { ['"Tỉnh Cũ"'] = 'target own is set for "Tỉnh Cũ", which is no code of a unit', ["58"] = "write text in quotes" } do
      support.write(path, (text:gsub('unit = "P"', "unit = " .. wrong)))
      local said, code = chuan "check --period a"
      assert.is_truthy(code ~= 0 and said:find(part, 1, true), said)
      assert.is_truthy(said:find("t.lua:4", 1, true), said)
    end
  end)
end)

-- The programme was Ninh Thuận's; since 1 July 2025 it is part of Khánh Hòa, of which nobody set these targets.
describe("the targets of Ninh Thuận", function()
  local folder
  setup(function()
    folder = support.folder()
    support.must("CHUAN_DB=%s/d.db BUILD=%s sh data/ninh-thuan/load.sh", folder, support.build)
  end)
  teardown(function() support.remove(folder) end)

  it("are said of no other province", function()
    for options, cause in pairs { ["--year 2024"] = false, ["--year 2025"] = false, ["--year 2026"] = true, ["--year 2030"] = true,
      ["--year 2024 --as-of 2025-07-01 --rebase"] = true } do
      local seen = 0
      for line in support.must("%s --db %s/d.db targets --format csv %s", support.chuan, folder, options):gmatch "[^\n]+" do
        if not line:find "^unit," then
          seen = seen + 1
          assert.equal("58", line:match "^[^,]*", options)
          assert.equal(cause, line:find ",no_data,no_data,.*,unit_ended,[^,]*,.*$" ~= nil, line)
        end
      end
      assert.equal(options:find "2026" and 12 or options:find "2030" and 12 or 20, seen, options)
    end
  end)

  it("hide no criteria that serve a task without a target", function()
    local text = support.must("%s --db %s/d.db --lang en tasks --year 2024 --task 1", support.chuan, folder)
    assert.is_truthy(text:find("Task 1 · ", 1, true), text)
    for id in support.must("%s --db %s/d.db --lang en tasks --year 2024 --format csv", support.chuan, folder):gmatch "\n58,2024,(%w+)," do
      local one = support.must("%s --db %s/d.db --lang en tasks --year 2024 --task %s", support.chuan, folder, id)
      assert.is_truthy(one:find("^Tasks and solutions · Tỉnh Ninh Thuận %(58%) · 2024\n\n%w+ " .. id .. " · "), one)
    end
  end)
end)
