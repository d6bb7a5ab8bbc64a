-- Where a province stands: every standing on both sides of its border, what is computed beside what was published, units
-- without data, units and levels that ended, and the same task by task. Everything through the command.

local support = require "tests.support"

local FACTS = [[
facts "province" {
  rate = amount { unit = "%", places = 2, name = { vi = "Tỷ lệ", en = "Rate" } },
  published = count { unit = "xã", name = { vi = "Xã đạt (công bố)", en = "Communes, published" } },
  loss = count { unit = "ha", name = { vi = "Diện tích mất", en = "Area lost" } },
  coastal = yes_no {},
}
facts "commune" {
  households = count { unit = "hộ" },
  clean = count { unit = "hộ", part_of = "households" },
}
facts "district" { roads = yes_no {} }
]]
local RULES = [[
document { id = "1/NQ", date = "2021-01-01" }
standard { id = "c", level = "commune", name = { vi = "Xã chuẩn", en = "Commune standard" } }
criterion {
  of = "c", id = "1", name = { vi = "Nước sạch", en = "Clean water" }, source = law { "1/NQ" },
  indicator { id = "1.1", value = share(clean, households), at_least = 50 },
}
standard { id = "d", level = "district" }
criterion { of = "d", id = "1", source = law { "1/NQ" }, indicator { id = "1.1", test = is_true(roads) } }

target { id = "rate", by = 2025, level = "province", name = { vi = "Tỷ lệ đạt", en = "The rate" }, source = law { "1/NQ", item = "I" },
  task = "1", value = rate, at_least = 60, baseline = { year = 2020, value = 10 }, path = "linear" }
target { id = "strict", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, more_than = 60 }
target { id = "loss", by = 2025, level = "province", source = law { "1/NQ" }, task = "1", value = loss, at_most = 0,
  baseline = { year = 2020 }, path = "linear" }
target { id = "written", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, at_least = 60,
  path = { [2021] = 20, [2023] = 30 } }
target { id = "keep", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, at_least = 35, keep = true }
target { id = "coast", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, at_least = 1, applies_when = is_true(coastal) }
target { id = "open", by = 2025, level = "province", source = law { "1/NQ" }, value = rate, at_least = pending() }
target { id = "communes", by = 2025, level = "province", source = law { "1/NQ" }, name = { vi = "Số xã đạt", en = "Communes that meet it" },
  value = count_of("commune", met "c"), at_least = 2, reported = published, baseline = { year = 2022 }, path = "linear" }
target { id = "districts", by = 2025, level = "province", source = law { "1/NQ" }, value = count_of("district", met "d"), at_least = 1 }
target { id = "nation", by = 2030, level = "province", set = "national", value = rate, at_least = unverified(90) }
task { id = "1", name = { vi = "Nước", en = "Water" }, criteria = { "c/1" }, departments = { { vi = "Ngành nước", en = "Water office" } } }
task { id = "g", kind = "solution", name = { vi = "Vốn", en = "Funds" }, targets = { "communes" } }
]]
local UNITS = [[
code,level,name,parent_code,valid_from,valid_to
P,province,Tỉnh Một,,,2025-06-30
D,district,Huyện Một,P,,2024-06-30
A,commune,Xã A,D,,2024-06-30
B,commune,Xã B,D,,2024-06-30
C,commune,Xã C,D,,2024-06-30
A,commune,Xã A,P,2024-07-01,2025-06-30
B,commune,Xã B,P,2024-07-01,2025-06-30
C,commune,Xã C,P,2024-07-01,2025-06-30
]]
-- From 10 in 2020 to 60 in 2025 the path asks for 20, 30, 40, 50.
local PROVINCE = [[
unit,year,rate,published,loss,coastal
P,2020,10,,10,
P,2021,20,,8,no
P,2022,25,0,7,no
P,2023,24.99,1,8,yes
P,2024,60,2,,yes
P,2025,60,,1,
]]
local COMMUNES = [[
unit,year,households,clean
A,2022,100,50
B,2022,100,10
C,2022,100,10
A,2023,100,60
B,2023,100,50
C,2023,100,
A,2024,100,60
B,2024,100,10
C,2024,100,
]]
local CONFLICT = [[
unit,year,fact,value,confidence,source,note
P,2023,published,3,low,https://example.org/three,
]]

local folder

local function command(format, ...)
  return support.must("LC_ALL=en %s --db %s/d.db --rules %s/rules " .. format, support.chuan, folder, folder, ...)
end

local function refused(format, ...)
  return support.run("LC_ALL=en %s --db %s/d.db --rules %s/rules " .. format, support.chuan, folder, folder, ...)
end

-- Rows of a CSV by a key.
local function rows_of(text, key)
  local rows, heads = {}, nil
  for line in text:gmatch "[^\n]+" do
    local row, place = {}, 0
    for cell in (line .. ","):gmatch "([^,]*)," do
      place = place + 1
      row[heads and heads[place] or place] = cell
    end
    if heads then rows[key(row)] = row else heads = row end
  end
  return rows, heads
end

local function targets(options)
  return rows_of(command("targets --format csv %s", options), function(row) return row.target end)
end

local function standings(year)
  local found = {}
  for id, row in pairs(targets("--year " .. year)) do found[id] = row.standing end
  return found
end

describe("where a province stands", function()
  setup(function()
    folder = support.folder()
    support.must("mkdir %s/rules", folder)
    support.write(folder .. "/rules/period.lua", 'period { id = "p", first_year = 2021, last_year = 2025 }\n')
    support.write(folder .. "/rules/facts.lua", FACTS)
    support.write(folder .. "/rules/targets.lua", RULES)
    for name, text in pairs { units = UNITS, province = PROVINCE, communes = COMMUNES, conflict = CONFLICT } do
      support.write(folder .. "/" .. name .. ".csv", text)
    end
    command("units %s/units.csv", folder)
    command("import %s/province.csv --level province", folder)
    command("import %s/conflict.csv --level province", folder)
    command("import %s/communes.csv --level commune --status illustrative", folder)
  end)
  teardown(function() support.remove(folder) end)

  it("is said against threshold, path and deadline", function()
    -- 2021: at the path. 2022: 5 behind, half of the way from 10 to 30 being 10. 2023: 15.01 behind, half of the way 15.
    local expected = {
      rate = { "on_track", "at_risk", "off_track", "met", "met" },
      strict = { "not_yet", "not_yet", "not_yet", "not_yet", "not_met" },
      loss = { "on_track", "at_risk", "off_track", "no_data", "not_met" },
      written = { "on_track", "on_track", "off_track", "met", "met" },
      keep = { "not_yet", "not_yet", "not_yet", "met", "met" },
      coast = { "not_applicable", "not_applicable", "met", "met", "no_data" },
      open = { "no_data", "no_data", "no_data", "no_data", "no_data" },
    }
    for year = 2021, 2025 do
      local found = standings(year)
      for id, of_years in pairs(expected) do assert.equal(of_years[year - 2020], found[id], id .. " " .. year) end
    end
  end)

  it("tells what the path asks for", function()
    local row = targets("--year 2023").rate
    assert.same({ "24.99", "60", "10", "40", "figure" }, { row.value, row.threshold, row.baseline, row.path, row.basis })
    assert.equal("4", targets("--year 2023").loss.path)
    assert.equal("60", targets("--year 2025").rate.path)
    assert.equal("30", targets("--year 2024").written.path)
  end)

  it("reports a loss of what was to be kept", function()
    support.must("cp %s/d.db %s/lost.db", folder, folder)
    support.write(folder .. "/lost.csv", "unit,year,rate\nP,2022,40\n")
    support.must("%s --db %s/lost.db --rules %s/rules --lang en import %s/lost.csv --level province", support.chuan, folder, folder, folder)
    local text = support.must("%s --db %s/lost.db --rules %s/rules targets --year 2023 --format csv", support.chuan, folder, folder)
    local rows = rows_of(text, function(row) return row.target end)
    assert.same({ "lost", "not_met" }, { rows.keep.standing, rows.keep.verdict })
  end)

  it("answers by the published figure, with the computed one beside it", function()
    local row = targets("--year 2022").communes
    assert.same({ "reported", "0", "1", "0", "not_met", "not_met", "no", "official" },
      { row.basis, row.value, row.computed, row.reported, row.computed_verdict, row.reported_verdict, row.disagree, row.data_status })
    row = targets("--year 2023").communes -- 2 are met whatever C says, and 1 was published; the surest source counts
    assert.same({ "1", "not_met", "met", "yes", "1" }, { row.value, row.verdict, row.computed_verdict, row.disagree, row.conflicts })
    -- The baseline of a published answer is the published figure of its year: 0, not 1.
    assert.equal("0", row.baseline)
    row = targets("--year 2024").communes
    assert.same({ "2", "met", "no_data", "no" }, { row.value, row.verdict, row.computed_verdict, row.disagree })
  end)

  it("keeps bounds where reports are missing, and decides when both ends agree", function()
    local json = command("targets --year 2023 --format json --task g")
    assert.is_truthy(json:find('"computed": {"value": null, "lowest": 2, "highest": 3, "verdict": "met"}', 1, true), json)
    support.write(folder .. "/rules/targets.lua", (RULES:gsub(", reported = published", "")))
    finally(function() support.write(folder .. "/rules/targets.lua", RULES) end)
    local row = targets("--year 2023").communes
    assert.same({ "met", "computed", "", "2", "3", "yes", "illustrative" },
      { row.verdict, row.basis, row.value, row.lowest, row.highest, row.despite_missing, row.data_status })
    row = targets("--year 2024").communes
    assert.same({ "no_data", "1", "2", "no" }, { row.verdict, row.lowest, row.highest, row.despite_missing })
    assert.is_truthy(command("targets --year 2024"):find("1–2/3 .*%? 1/3 undecided"))
  end)

  it("does not show an end that says nothing", function()
    support.write(folder .. "/rules/more.lua", [[
target { id = "sum", by = 2025, level = "province", source = law { "1/NQ" }, name = "All clean", value = sum_of("commune", clean), at_least = 90 }
]])
    finally(function() os.remove(folder .. "/rules/more.lua") end)
    -- Three communes without a report are 0 or more together: so is any number. With a report they are at least that.
    assert.same({ "no_data", "0", "" }, { targets("--year 2021").sum.standing, targets("--year 2021").sum.lowest, targets("--year 2021").sum.highest })
    assert.is_truthy(command("targets --year 2021"):find("All clean +≥ 90 +%? 3/3 undecided"))
    assert.is_truthy(command("targets --year 2024"):find("All clean +≥ 90 +≥ 70 +%? 1/3 undecided"))
    assert.is_truthy(command("--lang vi targets --year 2024"):find("All clean +≥ 90 +≥ 70 +%? 1/3 chưa rõ"))
  end)

  it("says what it rests on", function()
    local shown = command("targets --year 2023")
    assert.is_truthy(shown:find("≠ Communes, published, 2023: 1 (used) or 3 (confidence low)", 1, true), shown)
    assert.is_truthy(shown:find("Δ Communes that meet it: published 1, computed 2–3", 1, true), shown)
    local rows = targets("--year 2023 --set national")
    assert.same({ "unverified", "2030", "national" }, { rows.nation.threshold_status, rows.nation.by, rows.nation.set })
    assert.is_nil(rows.rate)
    assert.equal("pending", targets("--year 2023").open.threshold_status)
  end)

  it("says that a level has ended", function()
    local row = targets("--year 2024").districts
    assert.equal("no_data", row.standing)
    local shown = command("targets --year 2024")
    assert.is_truthy(shown:find("level has ended", 1, true), shown)
    assert.is_truthy(shown:find("2024-06-30; --as-of 2024-06-30 looks at that day.", 1, true), shown)
    assert.is_truthy(command("targets --year 2024 --as-of 2024-06-30"):find("1/1 undecided", 1, true))
  end)

  it("judges a unit that ended as of its last day, and says so", function()
    local shown = command("targets --year 2025")
    assert.is_truthy(shown:find("Tỉnh Một (P) · 2025, as of 2025-06-30", 1, true), shown)
    assert.is_truthy(shown:find("Tỉnh Một ended on 2025-06-30", 1, true), shown)
    local vietnamese = command("--lang vi targets --year 2025")
    assert.is_truthy(vietnamese:find("Tỉnh Một kết thúc ngày 30/6/2025", 1, true), vietnamese)
    assert.is_truthy(command("targets --year 2025 --format json"):find('"as_of": "2025-06-30", "ended": true', 1, true))
    assert.equal("met", targets("--year 2025 --unit 'tinh mot'").rate.standing)
  end)

  it("takes the latest year with figures when none is given", function()
    assert.equal("2025", targets("").rate.year)
  end)

  it("has columns that stay", function()
    local _, heads = targets("--year 2023")
    assert.equal("unit year set target by verdict standing basis value lowest highest threshold baseline path computed computed_verdict "
      .. "reported reported_verdict unit_of_measure threshold_status data_status confidence conflicts despite_missing disagree cause comparison name",
      table.concat(heads, " "))
    local json = command("targets --year 2023 --format json")
    for _, part in ipairs { '"schema": "chuan.targets/1"', '"rules_digest": "', '"facts_digest": "', '"reports": [{"value": 1, "chosen": true',
      '"source": "https://example.org/three"', '"cause": "pending"' } do
      assert.is_truthy(json:find(part, 1, true), part)
    end
  end)

  it("stands on one line a target, within the width", function()
    local lines, seen = {}, 0
    for line in command("--lang vi targets --year 2023"):gmatch "[^\n]+" do lines[#lines + 1] = line end
    for _, line in ipairs(lines) do
      assert.is_truthy(utf8.len(line) <= 100, line)
      assert.is_nil(line:find("%s$"), line)
      if line:find("chưa đạt, còn hạn", 1, true) then seen = seen + 1 end
    end
    assert.is_truthy(seen >= 2)
    assert.is_truthy(table.concat(lines, "\n"):find("24,99 %", 1, true))
  end)

  it("fits narrower terminals, with the marks beside the standing where there is no room for more", function()
    local program = support.chuan:sub(1, 1) == "/" and support.chuan or support.must("pwd"):gsub("%s+$", "") .. "/" .. support.chuan
    for _, width in ipairs { 60, 80, 90, 120 } do
      support.write(folder .. "/command", ("stty cols %d; env -u LD_PRELOAD LC_ALL=en_US.UTF-8 NO_COLOR=1 TERM=xterm %s --db d.db "
        .. "--rules rules targets --year 2023"):format(width, program))
      local text = support.must("cd '%s' && script -qec 'sh ./command' /dev/null", folder):gsub("\r", "")
      for line in text:gmatch "[^\n]+" do assert.is_truthy(utf8.len(line) <= width, width .. ": " .. line) end
      assert.equal(width >= 120, text:find("Path", 1, true) ~= nil)
      assert.equal(width >= 90, text:find("Rests on", 1, true) ~= nil)
      assert.is_truthy(text:find(width < 90 and "→ on track ≠Δ" or "→ on track ", 1, true), text)
    end
  end)

  it("is read task by task", function()
    local rows, heads = rows_of(command("tasks --year 2023 --format csv"), function(row) return row.task .. " " .. row.id end)
    assert.equal("unit year task kind record id standing value threshold met not_met no_data not_applicable name data_status", table.concat(heads, " "))
    assert.same({ "criterion", "2", "0", "1", "0" },
      { rows["1 c/1"].record, rows["1 c/1"].met, rows["1 c/1"].not_met, rows["1 c/1"].no_data, rows["1 c/1"].not_applicable })
    assert.same({ "off_track", "24.99", "60" }, { rows["1 rate"].standing, rows["1 rate"].value, rows["1 rate"].threshold })
    assert.equal("solution", rows["g communes"].kind)
    assert.is_nil(rows["1 communes"])
    local shown = command("tasks --year 2023 --task 1")
    for _, part in ipairs { "Task 1 · Water", "Water office", "↓ The rate: 24.99 %, asked ≥ 60 %; off track",
      "· Commune standard\n", "    1 Clean water: 2 met, 1 no data" } do
      assert.is_truthy(shown:find(part, 1, true), part .. "\n" .. shown)
    end
    assert.is_nil(shown:find("Funds", 1, true))
    assert.is_truthy(command("tasks --year 2023 --format json"):find('"schema": "chuan.tasks/1"', 1, true))
  end)

  it("refuses what there is not", function()
    for arguments, part in pairs {
      ["targets --task 2"] = 'no task "2"', ["targets --set x"] = 'no set of targets "x"', ["targets --unit Q"] = "Q",
      ["targets --year 2031"] = "2031", ["targets --year 2023 --as-of then"] = '"then" is not a date', ["tasks --task gg"] = 'did you mean "g"',
    } do
      local text, code = refused(arguments)
      assert.is_truthy(code ~= 0 and text:find(part, 1, true), arguments .. "\n" .. text)
    end
  end)

  it("comes as Lua rows", function()
    local chuan = support.module()
    local engine <close> = assert(chuan.open { language = "en" })
    local rules <close> = assert(engine:rules(folder .. "/rules"))
    local dossier <close> = assert(engine:dossier(folder .. "/d.db", "read"))
    local found <close> = assert(dossier:targets(rules, { year = 2023, task = "1" }))
    local rows = found:rows()
    assert.equal(2, #rows)
    assert.same({ "rate", "off_track", "24.99", 2023, 2025, false }, { rows[1].target, rows[1].standing, rows[1].value, rows[1].year,
      rows[1].by, rows[1].disagree })
    assert.is_truthy(found:write("json"):find("chuan.targets/1", 1, true))
    assert.is_truthy(found:tasks("csv"):find("criterion,c/1", 1, true))
    local nothing, message = dossier:targets(rules, { task = "9" })
    assert.is_nil(nothing)
    assert.is_truthy(message:find('"9"', 1, true))
  end)
end)

-- One figure against every comparison, falling and within two ends; names that a spreadsheet would take for formulas.
describe("a target's comparison", function()
  local place
  local function run(options)
    return support.must("LC_ALL=en %s --db %s/d.db --rules %s/rules %s", support.chuan, place, place, options)
  end
  local function found(year)
    local list = {}
    for line in run(("targets --format csv --unit '=1+1' --year %d"):format(year)):gmatch "[^\n]+" do
      local id, standing, path = line:match "^[^,]*,%d+,,(%w+),%d+,[%w_]+,([%w_]+),%w+,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,([^,]*),"
      if id then list[id] = standing .. (path ~= "" and " " .. path or "") end
    end
    return list
  end

  setup(function()
    place = support.folder()
    support.must("mkdir %s/rules", place)
    support.write(place .. "/rules/r.lua", [[
period { id = "p", first_year = 2021, last_year = 2025 }
document { id = "1/NQ", date = "2021-01-01" }
facts "province" { r = amount { unit = "%", places = 2, name = "=cmd" }, n = amount { places = 2 } }
target { id = "range", by = 2025, level = "province", source = law { "1/NQ" }, name = "=HYPERLINK(1)", value = r, between = { 40, 60 },
  baseline = { year = 2020 }, path = "linear" }
target { id = "most", by = 2025, level = "province", source = law { "1/NQ" }, value = n, at_most = 10, path = { [2022] = 30, [2024] = 20 } }
target { id = "less", by = 2025, level = "province", source = law { "1/NQ" }, value = n, less_than = 10 }
target { id = "equal", by = 2025, level = "province", source = law { "1/NQ" }, value = n, equals = 10 }
target { id = "test", by = 2025, level = "province", source = law { "1/NQ" }, test = at_least(r, n) }
]])
    support.write(place .. "/u.csv", "code,level,name,parent_code,valid_from,valid_to\n"
      .. "=1+1,province,\"=cmd|' /C calc'!A0\",,,\n2,province,\"Tỉnh \"\"Hai\"\"\",,,\n")
    support.write(place .. "/f.csv", "unit,year,r,n\n=1+1,2020,80,40\n=1+1,2021,77,80\n"
      .. "=1+1,2022,74,30\n=1+1,2023,40,20.01\n=1+1,2024,60,10\n=1+1,2025,60.01,9.99\n")
    run(("units %s/u.csv"):format(place))
    run(("import %s/f.csv --level province"):format(place))
  end)
  teardown(function() support.remove(place) end)

  it("goes from above as well as from below, and to two ends", function()
    -- range: from 80 down to 60, the nearer end: 76, 72, 68, 64. most: 30 from 2022 on, 20 from 2024 on, then 10.
    assert.same({ range = "at_risk 76", most = "not_yet", less = "not_yet", equal = "not_yet", test = "not_yet" }, found(2021))
    assert.same({ range = "at_risk 72", most = "on_track 30", less = "not_yet", equal = "not_yet", test = "met" }, found(2022))
    assert.same({ range = "met 68", most = "on_track 30", less = "not_yet", equal = "not_yet", test = "met" }, found(2023))
    assert.same({ range = "met 64", most = "met 20", less = "not_yet", equal = "met", test = "met" }, found(2024))
    assert.same({ range = "not_met 60", most = "met 10", less = "met", equal = "not_met", test = "met" }, found(2025))
  end)

  it("is shown with its sign and word in both languages", function()
    local english, vietnamese = run "targets --year 2022", run "--lang vi targets --year 2022"
    for _, part in ipairs { "40 – 60 %", "≤ 10", "< 10", "= 10", "! at risk", "→ on track", "… not yet", "✓ met", "figure", "computed",
      "Tỉnh \"Hai\" (2) · 2022: no figures for any target yet", "5 targets: 1 met · 1 on track · 1 at risk · 2 not yet" } do
      assert.is_truthy(english:find(part, 1, true), part .. "\n" .. english)
    end
    for _, part in ipairs { "! có nguy cơ", "→ đúng tiến độ", "… chưa đạt, còn hạn", "✓ đạt", "số liệu", "chưa có số liệu cho mục tiêu nào",
      "Mục tiêu", "Phải đạt", "Hiện có", "Lộ trình", "Kết quả", "Căn cứ" } do
      assert.is_truthy(vietnamese:find(part, 1, true), part .. "\n" .. vietnamese)
    end
    assert.is_truthy(run("--lang vi targets --year 2025"):find("✗ chưa đạt", 1, true))
    assert.is_truthy(run("targets --year 2025"):find("60.01 %", 1, true))
  end)

  it("gives a spreadsheet nothing to run", function()
    for _, what in ipairs { "targets", "tasks" } do
      for line in run(what .. " --year 2022 --format csv"):gmatch "[^\n]+" do
        for cell in (line .. ","):gmatch '"?([^,]*),' do assert.is_nil(cell:find "^[=@]", line) end
      end
    end
    assert.is_truthy(run("targets --year 2022 --format csv"):find("\n\"'=1+1\",2022,,range,", 1, true))
    assert.is_truthy(run("targets --year 2022 --format json"):find('"unit": "=1+1", "unit_name": "=cmd|\' /C calc\'!A0"', 1, true))
  end)
end)
