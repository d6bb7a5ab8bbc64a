-- Traps of numbers, missing values and programmes: what the verdict is exactly at the threshold, without a figure, at
-- nought and at a hundred per cent; and that every way to ask gives the same answer.

local support = require "tests.support"
local traps = require "tests.traps"

local chuan = support.module()
local engine = chuan.open { language = "en", plugins = support.build .. "/plugins" }

local folders = {}
local function rules(files)
  local folder = traps.folder(files)
  folders[#folders + 1] = folder
  local loaded, message, problems = engine:rules(folder .. "/rules")
  if not loaded then
    for _, problem in ipairs(problems or {}) do message = message .. "\n" .. problem.message end
    error(message, 2)
  end
  return loaded
end
teardown(function()
  for _, folder in ipairs(folders) do support.remove(folder) end
end)

-- A criterion whose only indicator has these fields; judged for these facts of a commune.
local function judge(fields, facts, year)
  local book = rules { ["standard.lua"] = [[
    standard { id = "s", level = "commune", name = "S" }
    criterion { of = "s", id = "1", name = "C", indicator { id = "1.1", name = "I", ]] .. fields .. " } }\n" }
  return function(given, of)
    return assert(book:case("commune", year or 2023, given or facts)):judge(of or "s/1.1")
  end
end

describe("missing values", function()
  it("are not nought: share, sum, division", function()
    local share = judge "value = share(water, households), at_least = unverified(0)"
    assert.are.equal("met", share { households = 10, water = 0 })
    assert.are.equal("no_data", share { households = 10 })
    assert.are.equal("no_data", share { water = 1 })
    assert.are.equal("no_data", share { households = 0, water = 0 })
    local sum = judge "value = sum { income, 1 }, at_least = unverified(1)"
    assert.are.equal("met", sum { income = 0 })
    assert.are.equal("no_data", sum {})
    assert.are.equal("no_data", judge("value = income / households, at_least = unverified(0)") { income = 5, households = 0 })
    assert.are.equal("no_data", judge("value = smallest { income, 1 }, at_least = unverified(0)") {})
    assert.are.equal("not_met", judge("test = known(income)") {})
    assert.are.equal("met", judge("test = known(income)") { income = 0 })
  end)

  it("leave a combination open only while they can decide it", function()
    local yes, no, open = "is_true(ok)", "at_least(income, unverified(5))", "equals(region, 'north')"
    for _, case in ipairs {
      { "all", yes, open, "no_data" }, { "all", no, open, "not_met" }, { "all", open, no, "not_met" }, { "all", yes, yes, "met" },
      { "any", yes, open, "met" }, { "any", open, yes, "met" }, { "any", no, open, "no_data" }, { "any", no, no, "not_met" },
      { "none", no, open, "no_data" }, { "none", yes, open, "not_met" }, { "none", no, no, "met" },
    } do
      local verdict = judge(("test = %s { %s, %s }"):format(case[1], case[2], case[3])) { ok = true, income = 3 }
      assert.are.equal(case[4], verdict, table.concat(case, " "))
    end
    assert.are.equal("met", judge("test = at_least_n(1, { is_true(ok), at_least(income, unverified(5)) })") { ok = true })
    assert.are.equal("no_data", judge("test = at_least_n(2, { is_true(ok), at_least(income, unverified(5)) })") { ok = true })
  end)

  it("in the condition leave it open whether the indicator applies", function()
    local one = judge "test = at_least(income, unverified(5)), applies_when = is_true(ok)"
    assert.are.equal("not_applicable", one { ok = false })
    assert.are.equal("not_applicable", one { ok = false }) -- again: the same question has the same answer
    assert.are.equal("no_data", one { income = 9 })
    assert.are.equal("met", one { ok = true, income = 9 })
    assert.are.equal("not_applicable", one({ ok = false }, "s/1"))
    assert.are.equal("not_applicable", one({ ok = false }, "s"))
  end)

  it("of a threshold are no threshold", function()
    for _, status in ipairs { "pending()", "delegated()" } do
      assert.are.equal("no_data", judge("value = income, at_least = " .. status) { income = 1000000 })
    end
    local by = judge "value = income, at_least = by(region, { north = unverified(5), otherwise = pending() })"
    assert.are.equal("met", by { income = 5, region = "north" })
    assert.are.equal("no_data", by { income = 5, region = "south" })
    assert.are.equal("no_data", by { income = 5 })
  end)
end)

describe("exactly at the threshold", function()
  it("at_least and at_most hold, more_than and less_than do not", function()
    for _, figures in ipairs { { 29, 50, "58" }, { 57, 100, "57" }, { 1, 8, "12.5" }, { 7, 1000, "0.7" }, { 0, 9, "0" }, { 9, 9, "100" } } do
      local water, households, threshold = table.unpack(figures)
      for word, verdict in pairs { at_least = "met", at_most = "met", more_than = "not_met", less_than = "not_met", equals = "met" } do
        local fields = ("value = share(water, households), %s = unverified(%s)"):format(word, threshold)
        assert.are.equal(verdict, judge(fields) { water = water, households = households }, fields)
      end
    end
  end)

  it("17,000 shares against a threshold of one decimal are decided as fractions", function()
    local book = rules {
      ["facts.lua"] = 'facts "commune" { a = count {}, b = count {}, t = amount { places = 1, unit = "%", min = 0, max = 100 } }',
      ["standard.lua"] = [[
        standard { id = "s", level = "commune", name = "S" }
        criterion { of = "s", id = "1", name = "C",
          indicator { id = "1.1", name = "I", value = share(a, b), at_least = t },
          indicator { id = "1.2", name = "I", value = share(a, b), more_than = t },
          indicator { id = "1.3", name = "I", value = share(a, b), at_most = t },
          indicator { id = "1.4", name = "I", value = share(a, b), less_than = t } }
      ]] }
    local dossier = assert(engine:dossier(":memory:", "create"))
    local units, rows, signs = support.folder(), {}, {}
    folders[#folders + 1] = units
    local lines = { "code,level,name,parent_code,valid_from,valid_to\n" }
    -- Thresholds that a/b meets exactly, and their neighbours by a tenth.
    for b = 1, 200 do
      for a = 0, b do
        local times = 1000 * a
        if times % b == 0 and #rows < 17000 then
          for difference = -1, 1 do
            local tenths = times // b + difference
            if tenths >= 0 and tenths <= 1000 then
              local code = ("%06d"):format(#rows + 1)
              lines[#lines + 1] = code .. ",commune,X,,,\n"
              rows[#rows + 1] = { unit = code, year = 2023, facts = { a = a, b = b, t = ("%d.%d"):format(tenths // 10, tenths % 10) } }
              signs[code] = -difference
            end
          end
        end
      end
    end
    support.write(units .. "/u.csv", table.concat(lines))
    assert(dossier:units(units .. "/u.csv"))
    assert(dossier:enter(book, { level = "commune" }, rows))
    local asked = 0
    for row in assert(dossier:evaluate(book, { year = 2023 })):rows() do
      local sign = signs[row.unit]
      local expected = ({ ["1.1"] = sign >= 0, ["1.2"] = sign > 0, ["1.3"] = sign <= 0, ["1.4"] = sign < 0 })[row.indicator]
      if expected ~= nil then
        asked = asked + 1
        if row.verdict ~= (expected and "met" or "not_met") then
          error(("%s %s: %s of %s is %s"):format(row.unit, row.indicator, row.value, row.threshold, row.verdict))
        end
        if row.near_threshold ~= true then error(row.unit .. " is not marked as near") end
      end
    end
    assert.are.equal(4 * #rows, asked)
  end)

  it("of a range both ends are inside, and above it is outside", function()
    local between = judge "value = share(water, households), between = { unverified(3), unverified(4) }"
    for water, verdict in pairs { [299] = "not_met", [300] = "met", [350] = "met", [400] = "met", [401] = "not_met" } do
      assert.are.equal(verdict, between { water = water, households = 10000 })
    end
  end)
end)

describe("numbers", function()
  it("as large as they are stored are decided without wrapping", function()
    local large = 1000000000000000
    local share = judge "value = share(water, households), at_least = unverified(50)"
    assert.are.equal("met", share { water = large // 2, households = large })
    assert.are.equal("not_met", share { water = large // 2 - 1, households = large })
    local product = judge "value = income * income * income, at_least = unverified(1)"
    assert.are.equal("met", product { income = "9000000000000.01" })
    assert.are.equal("not_met", product { income = "-9000000000000.01" })
  end)

  it("are rounded where a rule says so, and half up where they are shown", function()
    local folder = traps.folder { ["standard.lua"] = [[
      standard { id = "s", level = "commune", name = "S" }
      criterion { of = "s", id = "1", name = "C",
        indicator { id = "1.1", name = "I", value = share(water, households), at_least = unverified(65) },
        indicator { id = "1.2", name = "I", value = rounded(share(water, households), 0), at_least = unverified(65) },
        indicator { id = "1.3", name = "I", value = income - 1, at_least = unverified(0) } }
    ]] }
    folders[#folders + 1] = folder
    traps.write(folder, "units.csv", traps.units)
    traps.write(folder, "f.csv", "unit,year,households,water,income\n10001,2024,10000000,6499999,0.95\n10002,2024,8,1,1\n")
    assert.are.equal(0, traps.chuan(folder, "units units.csv").code)
    assert.are.equal(0, traps.chuan(folder, "import f.csv --level commune").code)
    local csv = traps.chuan(folder, "evaluate --format csv --year 2024").out
    -- 64.99999 % is not 65, and does not look like it; it is marked as near.
    traps.has(csv, "10001,2024,commune,s,1,1.1,not_met,64.99999,65,%")
    traps.has(csv, "10001,2024,commune,s,1,1.2,met,65,65,%")
    traps.has(csv, "10001,2024,commune,s,1,1.3,not_met,-0.05,0,")
    traps.has(csv, "10002,2024,commune,s,1,1.1,not_met,12.5,65,%")
    traps.has(csv, "10002,2024,commune,s,1,1.3,met,0,0,")
    traps.has(traps.chuan(folder, "explain 10001 s/1.1 --year 2024").out, "close to the threshold")
    traps.has(traps.chuan(folder, "evaluate --format json --year 2024").out, '"near_threshold": true')
  end)
end)

describe("time", function()
  it("a value from a year on holds until the next, both days included", function()
    local one = "value = income, at_least = from_year { [2021] = unverified(41), [2023] = unverified(44) }"
    for year, least in pairs { [2021] = 41, [2022] = 41, [2023] = 44, [2024] = 44, [2025] = 44 } do
      assert.are.equal("met", judge(one, nil, year) { income = least })
      assert.are.equal("not_met", judge(one, nil, year) { income = least - 1 })
    end
  end)
end)

describe("what nobody checked", function()
  it("never looks checked: indicator, criterion and standard bear its mark", function()
    local folder = traps.folder()
    folders[#folders + 1] = folder
    traps.write(folder, "units.csv", traps.units)
    traps.write(folder, "f.csv", "unit,year,households,water\n10001,2024,100,99\n")
    traps.chuan(folder, "units units.csv")
    assert.are.equal(0, traps.chuan(folder, "import f.csv --level commune --status illustrative").code)
    local csv = traps.chuan(folder, "evaluate --format csv --unit 10001 --year 2024").out
    for _, row in ipairs { "s,,,met,,,,unverified", "s,1,,met,,,,unverified", "s,1,1.1,met,99,65,%,unverified" } do
      traps.has(csv, "10001,2024,commune," .. row)
    end
    for _, arguments in ipairs { "evaluate --year 2024", "evaluate --unit 10001", "explain 10001 s", "explain 10001 s/1.1" } do
      traps.has(traps.chuan(folder, arguments).out:lower(), "illustrative")
      traps.has(traps.chuan(folder, arguments .. " --lang vi").out, "minh họa")
    end
    -- Nor does a number that names no source.
    traps.write(folder, traps.rules .. "standard.lua", (traps.standard:gsub("unverified%(65%)", "65")))
    local bare = traps.chuan(folder, "evaluate --format csv --unit 10001 --year 2024")
    traps.has(bare.out, "10001,2024,commune,s,1,1.1,met,99,65,%,unverified")
  end)
end)

describe("a target", function()
  local folder
  local function said(arguments)
    local result = traps.chuan(folder, arguments)
    if result.code ~= 0 then error(("exit %d from %s\n%s"):format(result.code, arguments, result.err), 2) end
    return result.out
  end
  -- target → column → cell
  local function targets(year)
    local names, rows = nil, {}
    for line in said("targets --format csv --year " .. year):gmatch("[^\r\n]+") do
      local cells = {}
      for cell in (line .. ","):gmatch("([^,]*),") do cells[#cells + 1] = cell end
      if not names then names = cells
      else
        local row = {}
        for i, name in ipairs(names) do row[name] = cells[i] end
        rows[row.target] = row
      end
    end
    return rows
  end

  setup(function()
    folder = traps.folder { ["facts.lua"] = traps.facts .. [[
      facts "province" { poverty_old = amount { places = 2, unit = "%" }, poverty_new = amount { places = 2, unit = "%" },
        gdp = amount { places = 4 }, communes_told = count {}, villages_bad = count {} }
      facts "village" { bad = yes_no {} } ]],
      ["targets.lua"] = [[
      document { id = "D", date = "2021-12-01" }
      local function aim(id, fields)
        fields.id, fields.by, fields.level, fields.name, fields.source = id, 2025, "province", id, law { "D" }
        target(fields)
      end
      aim("none-below", { value = count_of("commune", less_than(share(water, households), 50)), at_most = 0 })
      aim("every", { value = share_of("commune", at_least(share(water, households), 50)), at_least = 100 })
      aim("no-village", { value = count_of("village", is_true(bad)), at_most = 0 })
      aim("no-village-said", { value = count_of("village", is_true(bad), { empty = 0 }), at_most = 0 })
      aim("strict", { value = count_of("commune", known(households)), more_than = 2 })
      aim("not-strict", { value = count_of("commune", known(households)), at_least = 2 })
      aim("range", { value = average_growth(gdp, { from = 2021 }), between = { 3, 4 } })
      aim("range-or-more", { value = average_growth(gdp, { from = 2021 }), at_least = 3 })
      aim("fall", { value = average_fall(poverty_new, { from = 2021 }), at_least = 1.5 })
      aim("strict-fall", { value = average_fall(poverty_new, { from = 2022 }), more_than = 3 })
      aim("kept", { value = count_of("commune", at_least(share(water, households), 50)), at_least = 2, keep = true })
      aim("not-kept", { value = count_of("commune", at_least(share(water, households), 50)), at_least = 2 })
      aim("told", { value = count_of("commune", any { met "s", recognised "s" }), at_least = 2, reported = communes_told })
      aim("unverified", { value = count_of("commune", known(households)), at_least = unverified(1) })
      aim("pending", { value = count_of("commune", known(households)), at_least = pending() })
    ]] }
    folders[#folders + 1] = folder
    traps.write(folder, "units.csv", traps.units)
    traps.write(folder, "communes.csv", "unit,year,households,water\n10001,2023,10,5\n10002,2023,10,5\n10001,2024,10,5\n10002,2024,10,4\n")
    traps.write(folder, "province.csv", "unit,year,poverty_old,poverty_new,gdp,communes_told\n58,2021,10,,100,\n" ..
      "58,2022,8,7.5,,\n58,2023,,4.5,106.09,2\n58,2024,,1.5,115.7625,1\n")
    traps.write(folder, "register.csv", "unit,standard,decided_on,decision,revoked_on\n10001,s,2022-01-01,1,\n")
    for _, arguments in ipairs { "units units.csv", "import communes.csv --level commune", "import province.csv --level province",
      "recognitions register.csv --year 2024" } do said(arguments) end
  end)

  it("of zero and of a hundred per cent holds exactly there, and over nothing only where the rule says so", function()
    local before, now = targets(2023), targets(2024)
    assert.are.equal("met", before["none-below"].verdict)
    assert.are.equal("0", before["none-below"].value)
    assert.are.equal("not_met", now["none-below"].verdict)
    assert.are.equal("met", before.every.verdict)
    assert.are.equal("100", before.every.value)
    assert.are.equal("not_met", now.every.verdict)
    assert.are.equal("no_data", now["no-village"].verdict)
    assert.are.equal("met", now["no-village-said"].verdict)
  end)

  it("is strict only where it says so, and above a planned range it has not failed", function()
    local before, now = targets(2023), targets(2024)
    assert.are.equal("not_met", now.strict.verdict)
    assert.are.equal("met", now["not-strict"].verdict)
    assert.are.equal("met", before.range.verdict) -- 106.09 of 100 in two years is 3 %, exactly
    assert.are.equal("not_met", now.range.verdict) -- 5 %: outside, when the rule says both ends
    assert.are.equal("met", now["range-or-more"].verdict)
    -- And the programme's own rule takes its 3–4 % as a plan that may be passed.
    local own = ("cd '%s' && rm -f own.db && for a in 'units units.csv' 'import own.csv --level province' 'targets --year 2023 --format csv'; " ..
      "do '%s' --db own.db --rules '%s/rules/2021-2025' $a || exit; done"):format(folder, support.chuan, support.must("pwd"):gsub("%s+$", ""))
    traps.write(folder, "own.csv", "unit,year,agri_va_growth_average\n58,2023,7\n")
    traps.has(support.must("%s", own), "agri-growth-2025,2025,met,met,")
  end)

  it("measured across a change of definition is no data, and the other line never fills in", function()
    local now = targets(2024)
    assert.are.equal("no_data", now.fall.verdict)
    assert.are.equal("", now.fall.value)
    assert.are.equal("not_met", now["strict-fall"].verdict) -- 3 points a year, more than 3 asked
    assert.are.equal("3", now["strict-fall"].value)
  end)

  it("to keep that is no longer reached is told as lost, in both languages", function()
    assert.are.equal("met", targets(2023).kept.standing)
    assert.are.equal("lost", targets(2024).kept.standing)
    assert.are.equal("not_yet", targets(2024)["not-kept"].standing)
    assert.are_not.equal(said "targets --year 2024 --lang vi", said "targets --year 2023 --lang vi")
    traps.has(said "targets --year 2024 --lang vi", "không giữ được")
    traps.has(said "targets --year 2024 --lang en", "lost")
  end)

  it("as published and as computed are both shown, and where they part is found", function()
    local before, now = targets(2023), targets(2024)
    assert.are.same({ "met", "reported", "2", "not_met", "1", "yes" }, { before.told.verdict, before.told.basis,
      before.told.reported, before.told.computed_verdict, before.told.computed, before.told.disagree })
    assert.are.equal("no", now.told.disagree)
    local review = said "recognitions --year 2024 --format csv"
    traps.has(review, "10001,Xã Ân Bình,2024,commune,s,yes,2022-01-01")
  end)

  it("whose level nobody checked never looks checked", function()
    local now = targets(2024)
    assert.are.equal("unverified", now.unverified.threshold_status)
    assert.are.same({ "no_data", "pending" }, { now.pending.verdict, now.pending.threshold_status })
    assert.are.equal("sourced", now.strict.threshold_status)
    for line in said("targets --year 2024 --lang en"):gmatch "[^\n]+" do
      if line:find "^unverified" then traps.has(line, "†") end
      if line:find "^strict " then assert.is_nil(line:find("†", 1, true), line) end
    end
  end)
end)

describe("the dossier of Ninh Thuận", function()
  it("is explained as it is evaluated, row by row, in any order", function()
    local folder = support.folder()
    folders[#folders + 1] = folder
    support.must("CHUAN_DB='%s/nt.db' BUILD=%s sh data/ninh-thuan/load.sh", folder, support.build)
    local book = assert(engine:rules "rules/2021-2025")
    local dossier = assert(engine:dossier(folder .. "/nt.db", "read"))
    local rows, of_standard = {}, 0
    for row in assert(dossier:evaluate(book, {})):rows() do
      if row.standard == "commune.standard" then of_standard = of_standard + 1 end
      local id = row.standard
      if row.criterion ~= "" then id = id .. "/" .. (row.indicator ~= "" and row.indicator or row.criterion) end
      rows[#rows + 1] = { unit = row.unit, year = row.year, id = id, verdict = row.verdict }
    end
    assert.are.equal(47 * 4 * 77, of_standard)
    math.randomseed(47)
    local seen = {}
    for _ = 1, support.sanitized and 500 or 3000 do
      local row = rows[math.random(#rows)]
      local verdict = assert(dossier:explain(book, row.unit, row.id, row.year)):verdict()
      if verdict ~= row.verdict then error(("%s %d %s: %s, explained as %s"):format(row.unit, row.year, row.id, row.verdict, verdict)) end
      seen[verdict] = true
    end
    for _, verdict in ipairs { "met", "not_met", "no_data", "not_applicable" } do assert.is_true(seen[verdict], verdict) end
  end)
end)
