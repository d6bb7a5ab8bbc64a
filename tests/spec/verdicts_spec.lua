-- Verdicts written down by hand: what a missing figure does, what no double can decide, what a number may look like.
-- Every one is asked twice: as a single case, and of a dossier over columns.

local support = require "tests.support"

local folder, engine, threaded

local function load_rules(facts, rules)
  support.write(folder .. "/period.lua", 'period { id = "p", first_year = 2021, last_year = 2025 }\n')
  support.write(folder .. "/facts.lua", 'facts "commune" {\n' .. facts .. "\n}\n")
  support.write(folder .. "/rules.lua", 'standard { id = "s", level = "commune" }\n' .. rules)
  local loaded, message, problems = engine:rules(folder)
  if loaded then return loaded end
  local lines = { message }
  for _, problem in ipairs(problems) do
    if problem.severity == "error" then
      lines[#lines + 1] = ("%s:%d: %s"):format(problem.file, problem.line, problem.message)
    end
  end
  return nil, table.concat(lines, "\n")
end

-- { { "1.1", "value = ...", at_least = ... }, ... } as one criterion
local function criterion(indicators)
  local lines = { 'criterion { of = "s", id = "1",' }
  for _, one in ipairs(indicators) do lines[#lines + 1] = ('  indicator { id = "%s", %s },'):format(one[1], one[2]) end
  return table.concat(lines, "\n") .. "\n}\n"
end

local function described(entry, found, how)
  local cells = {}
  for id, value in pairs(entry.facts) do cells[#cells + 1] = id .. "=" .. tostring(value) end
  table.sort(cells)
  return ("%s {%s} %d, %s: %s instead of %s"):format(entry.id, table.concat(cells, ", "), entry.year or 2021, how,
    tostring(found), entry.expect)
end

-- Entries with the same facts table and year are one case, and below one unit.
local function as_cases(rules, entries, wrong)
  local case, facts, year
  for _, entry in ipairs(entries) do
    if entry.facts ~= facts or entry.year ~= year then
      facts, year = entry.facts, entry.year
      case = assert(rules:case("commune", year or 2021, facts))
    end
    local found, message = case:judge("s/" .. entry.id)
    if found ~= entry.expect then wrong[#wrong + 1] = described(entry, found or message, "case") end
    if case:judge("s/" .. entry.id) ~= found then wrong[#wrong + 1] = described(entry, found, "asked again") end
  end
end

local function as_dossier(who, rules, entries, wrong)
  local dossier = assert(who:dossier(":memory:", "create"))
  local rows, units, expected = {}, {}, {}
  local list = { "code,level,name,parent_code,valid_from,valid_to" }
  for _, entry in ipairs(entries) do
    local unit = units[entry.facts]
    if not unit then
      unit = ("%06d"):format(#list)
      units[entry.facts] = unit
      list[#list + 1] = ("%s,commune,Unit %s,,,"):format(unit, unit)
      rows[#rows + 1] = { unit = unit, year = entry.year or 2021, facts = entry.facts }
    end
    expected[unit .. (entry.year or 2021) .. entry.id] = entry
  end
  support.write(folder .. "/units.csv", table.concat(list, "\n") .. "\n")
  local counts, message = dossier:units(folder .. "/units.csv")
  assert(counts, message)
  assert(dossier:enter(rules, { level = "commune", source = "by hand" }, rows))
  local seen = 0
  for row in assert(dossier:evaluate(rules, {})):rows() do
    local entry = row.indicator ~= "" and expected[row.unit .. row.year .. row.indicator]
    if entry then
      seen = seen + 1
      if row.verdict ~= entry.expect then wrong[#wrong + 1] = described(entry, row.verdict, "dossier") end
    end
  end
  local asked = 0
  for _ in pairs(expected) do asked = asked + 1 end
  if seen ~= asked then wrong[#wrong + 1] = ("%d verdicts of %d"):format(seen, asked) end
end

local function judged(rules, entries)
  local wrong = {}
  as_cases(rules, entries, wrong)
  as_dossier(engine, rules, entries, wrong)
  assert.are.equal("", table.concat(wrong, "\n", 1, math.min(#wrong, 20)))
end

describe("verdicts", function()
  lazy_setup(function()
    local chuan = support.module()
    folder = support.folder()
    engine = chuan.open { language = "en", threads = 1, plugins = support.build .. "/plugins" }
    threaded = chuan.open { language = "en", threads = 2, plugins = support.build .. "/plugins" }
  end)
  lazy_teardown(function() support.remove(folder) end)

  -- --- missing values ---------------------------------------------------------------------------------------

  local missing_facts = [[
    part = count {}, whole = count {}, a = count {}, b = count {}, c = count {},
    yes = yes_no {}, no = yes_no {}, gap = yes_no {}, kind = choice { "east", "west" },]]
  local missing_rules = criterion {
    { "share", "value = share(part, whole), at_least = 50" },
    { "none", "value = share(part, whole), at_least = 0" },
    { "some", "value = share(part, whole), more_than = 0" },
    { "quotient", "test = at_least(part / whole, 0)" },
    { "nothing", "test = equals(part - part, 0)" },
    { "all", "test = all { is_true(yes), is_true(gap), is_true(yes) }" },
    { "all_no", "test = all { is_true(yes), is_true(gap), is_true(no) }" },
    { "any", "test = any { is_true(gap), is_true(no) }" },
    { "any_yes", "test = any { is_true(gap), is_true(yes) }" },
    { "sum", "value = sum { a, b, c }, at_least = 0" },
    { "smallest", "value = smallest { a, b }, at_most = 5" },
    { "largest", "value = largest { a, b }, at_least = 5" },
    { "times", "test = equals(a * 0 + b, b)" },
    { "between", "test = between(a, b, c)" },
    { "equal", "test = equals(a, a)" },
    { "one_of", 'test = one_of(kind, { "east", "west" })' },
    { "by", "value = a, at_least = by(kind, { east = 5, otherwise = 5 })" },
    { "choose", "value = a, at_least = choose { { is_true(gap), 5 }, otherwise = 5 }" },
    { "known", "test = known(a)" },
    { "unknown", "test = none { known(a) }" },
    { "known_share", "test = known(share(part, whole))" },
    { "pending", "value = a, at_least = pending()" },
    { "delegated", "value = a, at_least = delegated()" },
    { "applies", "value = a, at_least = 5, applies_when = is_true(yes)" },
    { "applies_gap", "value = a, at_least = 5, applies_when = is_true(gap)" },
    { "applies_no", "value = a, at_least = 5, applies_when = is_true(no)" },
    { "met_absent", 'test = met "applies_no"' },
    { "when_absent", 'test = is_true(yes), applies_when = met "applies_no"' },
    { "choose_absent", 'value = a, at_least = choose { { met "applies_no", pending() }, otherwise = 5 }' },
  }
  local full = { part = 5, whole = 10, a = 5, b = 5, c = 5, yes = true, no = false, kind = "east" }
  local function facts_with(changes)
    local facts = {}
    for id, value in pairs(full) do facts[id] = value end
    for id, value in pairs(changes) do facts[id] = value end
    for id, value in pairs(facts) do
      if value == "gap" then facts[id] = nil end
    end
    return facts
  end

  local missing_table = {
    -- indicator, how the facts differ from the full ones, verdict, causes
    { "share", {}, "met" },
    { "share", { part = "gap" }, "no_data", "part" },
    { "share", { whole = "gap" }, "no_data", "whole" },
    { "share", { part = 0, whole = 0 }, "no_data", "zero_whole" },
    { "share", { part = 0 }, "not_met" },
    { "none", { part = 0 }, "met" },
    { "none", { part = 0, whole = 0 }, "no_data", "zero_whole" },
    { "some", { part = 0 }, "not_met" },
    { "some", { part = 1 }, "met" },
    { "quotient", { part = 0, whole = 0 }, "no_data", "zero_whole" },
    { "quotient", { part = 0 }, "met" },
    { "nothing", {}, "met" },
    { "nothing", { part = "gap" }, "no_data", "part" },
    { "all", {}, "no_data", "gap" },
    { "all", { gap = true }, "met" },
    { "all_no", {}, "not_met" },
    { "any", {}, "no_data", "gap" },
    { "any", { gap = false }, "not_met" },
    { "any_yes", {}, "met" },
    { "sum", { b = "gap" }, "no_data", "b" },
    { "sum", { a = 0, b = 0, c = 0 }, "met" },
    { "smallest", { b = "gap" }, "no_data", "b" },
    { "largest", { a = "gap" }, "no_data", "a" },
    { "times", { a = "gap" }, "no_data", "a" },
    { "between", { b = 9, c = "gap" }, "no_data", "c" },
    { "between", { c = 5 }, "met" },
    { "equal", { a = "gap" }, "no_data", "a" },
    { "one_of", { kind = "gap" }, "no_data", "kind" },
    { "by", { kind = "gap" }, "no_data", "kind" },
    { "by", { kind = "west" }, "met" },
    { "choose", {}, "no_data", "gap" },
    { "choose", { gap = false }, "met" },
    { "known", {}, "met" },
    { "known", { a = "gap" }, "not_met" },
    { "known", { a = 0 }, "met" },
    { "unknown", { a = "gap" }, "met" },
    { "known_share", { part = 0, whole = 0 }, "not_met" },
    { "pending", {}, "no_data", "pending" },
    { "delegated", {}, "no_data", "delegated" },
    { "applies", {}, "met" },
    { "applies", { a = 4 }, "not_met" },
    { "applies_gap", {}, "no_data", "gap" },
    { "applies_gap", { a = 4 }, "no_data", "gap" },
    { "applies_no", { a = "gap" }, "not_applicable" },
    { "met_absent", {}, "not_applicable" },
    { "when_absent", {}, "not_applicable" },
    { "choose_absent", {}, "met" },
  }

  it("follow the table of missing values", function()
    local rules = assert(load_rules(missing_facts, missing_rules))
    local entries = {}
    for place, line in ipairs(missing_table) do
      entries[place] = { id = line[1], facts = facts_with(line[2]), expect = line[3] }
    end
    judged(rules, entries)
  end)

  it("name the causes of every missing value", function()
    local examples = {}
    for place, line in ipairs(missing_table) do
      local cells = {}
      for id, value in pairs(facts_with(line[2])) do
        cells[#cells + 1] = ("%s = %s"):format(id, type(value) == "string" and ("%q"):format(value) or tostring(value))
      end
      examples[place] = ('example { of = "s/%s", year = 2021, facts = { %s }, expect = "%s"%s }\n'):format(line[1],
        table.concat(cells, ", "), line[3], line[4] and (', causes = { "%s" }'):format(line[4]) or "")
    end
    local check = assert(assert(load_rules(missing_facts, missing_rules .. table.concat(examples))):check())
    local counts = check:counts()
    assert.are.equal(#missing_table, counts.examples)
    assert(counts.examples_failed == 0, check:write "csv")
  end)

  -- --- combinations -----------------------------------------------------------------------------------------

  it("combine as all, any, none and at_least_n say, for every pair", function()
    local verdicts = { m = "met", n = "not_met", d = "no_data", a = "not_applicable" }
    local order = { "m", "n", "d", "a" }
    local tables = { -- rows: the first verdict; letters: with each second one, in the same order
      all = { "mndm", "nnnn", "dndd", "mnda" },
      any = { "mmmm", "mndn", "mddd", "mnda" },
      none = { "nnnn", "nmdm", "nddd", "nmda" },
      one = { "mmmm", "mndn", "mddd", "mnda" },
      two = { "mndn", "nnnn", "dndn", "nnna" },
      applies = { "mnda", "aaaa", "dddd", "aaaa" },
    }
    local each = "by(%s, { m = known(%s), n = none { known(%s) }, d = pending(), a = met \"absent\" })"
    local first, second = each:gsub("%%s", "a"), each:gsub("%%s", "b")
    local rules = assert(load_rules('a = choice { "m", "n", "d", "a" }, b = choice { "m", "n", "d", "a" }', criterion {
      { "absent", "test = known(a), applies_when = none { known(a) }" },
      { "all", ("test = all { %s, %s }"):format(first, second) },
      { "any", ("test = any { %s, %s }"):format(first, second) },
      { "none", ("test = none { %s, %s }"):format(first, second) },
      { "one", ("test = at_least_n(1, { %s, %s })"):format(first, second) },
      { "two", ("test = at_least_n(2, { %s, %s })"):format(first, second) },
      { "applies", ("applies_when = %s, test = %s"):format(first, second) },
    }))
    local entries = {}
    for i, a in ipairs(order) do
      for j, b in ipairs(order) do
        local facts = { a = a, b = b }
        for id, lines in pairs(tables) do
          entries[#entries + 1] = { id = id, facts = facts, expect = verdicts[lines[i]:sub(j, j)] }
        end
      end
    end
    assert.are.equal(96, #entries)
    judged(rules, entries)
  end)

  -- --- numbers ----------------------------------------------------------------------------------------------

  it("hold a value exactly on its threshold to be on it", function()
    local rules = assert(load_rules("part = count {}, whole = count {}, x = amount { places = 2 }", criterion {
      { "least", "value = share(part, whole), at_least = 58" },
      { "most", "value = share(part, whole), at_most = 58" },
      { "more", "value = share(part, whole), more_than = 58" },
      { "less", "value = share(part, whole), less_than = 58" },
      { "equal", "value = share(part, whole), equals = 58" },
      { "range", "value = share(part, whole), between = { 58, 60 }" },
      { "zero", "value = share(part, whole), at_most = 0" },
      { "hundred", "value = share(part, whole), at_least = 100" },
      { "cents", "test = equals(x * 100, 5)" },
      { "rounded", "test = equals(rounded(x, 1), 0.1)" },
      { "rounded_down", "test = equals(rounded(-x, 1), -0.1)" },
    }))
    local on, below, above = { part = 29, whole = 50 }, { part = 28, whole = 50 }, { part = 30, whole = 50 }
    local huge = { part = "5349555781375769964", whole = "9223372036854775800" }
    local huge_below = { part = "5349555781375769963", whole = "9223372036854775800" }
    local none, every, almost = { part = 0, whole = 50 }, { part = 50, whole = 50 }, { part = 49, whole = 50 }
    judged(rules, {
      { id = "least", facts = on, expect = "met" }, { id = "least", facts = below, expect = "not_met" },
      { id = "most", facts = on, expect = "met" }, { id = "most", facts = above, expect = "not_met" },
      { id = "more", facts = on, expect = "not_met" }, { id = "more", facts = above, expect = "met" },
      { id = "less", facts = on, expect = "not_met" }, { id = "less", facts = below, expect = "met" },
      { id = "equal", facts = on, expect = "met" }, { id = "equal", facts = above, expect = "not_met" },
      { id = "range", facts = on, expect = "met" }, { id = "range", facts = above, expect = "met" },
      { id = "range", facts = below, expect = "not_met" }, { id = "range", facts = every, expect = "not_met" },
      { id = "least", facts = huge, expect = "met" }, { id = "least", facts = huge_below, expect = "not_met" },
      { id = "more", facts = huge, expect = "not_met" }, { id = "equal", facts = huge, expect = "met" },
      { id = "equal", facts = huge_below, expect = "not_met" }, { id = "less", facts = huge_below, expect = "met" },
      { id = "zero", facts = none, expect = "met" }, { id = "zero", facts = below, expect = "not_met" },
      { id = "hundred", facts = every, expect = "met" }, { id = "hundred", facts = almost, expect = "not_met" },
      { id = "cents", facts = { x = "0.05" }, expect = "met" }, { id = "cents", facts = { x = "0.06" }, expect = "not_met" },
      { id = "rounded", facts = { x = "0.05" }, expect = "met" }, { id = "rounded", facts = { x = "0.04" }, expect = "not_met" },
      { id = "rounded", facts = { x = "0.14" }, expect = "met" }, { id = "rounded", facts = { x = "0.15" }, expect = "not_met" },
      { id = "rounded_down", facts = { x = "0.05" }, expect = "met" },
      { id = "rounded_down", facts = { x = "0.04" }, expect = "not_met" },
    })
  end)

  -- Every k of n that is exactly a threshold with one decimal, n up to 2,000: { k, n, threshold in tenths }.
  local function exact_shares()
    local list = {}
    for tenths = 1, 1000 do
      for whole = 1, 2000 do
        if tenths * whole % 1000 == 0 then list[#list + 1] = { tenths * whole // 1000, whole, tenths } end
      end
    end
    return list
  end

  local function of_tenths(tenths)
    return ("%d.%d"):format(tenths // 10, tenths % 10)
  end

  it("decide all 17,000 exact shares with one-decimal thresholds, and one unit below", function()
    local shares, wrong_in_doubles, entries = exact_shares(), 0, {}
    assert.are.equal(17000, #shares)
    local rules = assert(load_rules("part = count {}, whole = count {}, level = amount { places = 1 }", criterion {
      { "least", "value = share(part, whole), at_least = level" },
      { "more", "value = share(part, whole), more_than = level" },
      { "quotient", "test = at_least(part / whole * 100, level)" },
    }))
    for _, one in ipairs(shares) do
      local part, whole, tenths = one[1], one[2], one[3]
      if part / whole * 100 < tenths / 10 then wrong_in_doubles = wrong_in_doubles + 1 end
      local on = { part = part, whole = whole, level = of_tenths(tenths) }
      local below = { part = part - 1, whole = whole, level = of_tenths(tenths) }
      entries[#entries + 1] = { id = "least", facts = on, expect = "met" }
      entries[#entries + 1] = { id = "quotient", facts = on, expect = "met" }
      entries[#entries + 1] = { id = "more", facts = on, expect = "not_met" }
      entries[#entries + 1] = { id = "least", facts = below, expect = "not_met" }
      entries[#entries + 1] = { id = "quotient", facts = below, expect = "not_met" }
    end
    assert.are.equal(720, wrong_in_doubles)
    judged(rules, entries)
    local wrong = {}
    as_dossier(threaded, assert(threaded:rules(folder)), entries, wrong)
    assert.are.same({}, wrong)
  end)

  it("decide them against thresholds written in a table", function()
    local steps, thresholds, entries, wrong = {}, {}, {}, {}
    for tenths = 1, 1000 do
      steps[tenths] = ('"t%d"'):format(tenths)
      thresholds[tenths] = ("t%d = %s"):format(tenths, of_tenths(tenths))
    end
    local rules = assert(load_rules(
      ("part = count {}, whole = count {}, step = choice { %s }"):format(table.concat(steps, ", ")), criterion {
        { "table", ("value = share(part, whole), at_least = by(step, { %s })"):format(table.concat(thresholds, ", ")) },
      }))
    for _, one in ipairs(exact_shares()) do
      local on = { part = one[1], whole = one[2], step = "t" .. one[3] }
      local below = { part = one[1] - 1, whole = one[2], step = "t" .. one[3] }
      entries[#entries + 1] = { id = "table", facts = on, expect = "met" }
      entries[#entries + 1] = { id = "table", facts = below, expect = "not_met" }
    end
    as_dossier(engine, rules, entries, wrong)
    assert.are.same({}, wrong)
  end)

  it("decide them against each threshold written by itself", function()
    local shares, next_share = exact_shares(), 1
    for first = 1, 1000, 50 do
      local indicators, entries, on_only, wrong = {}, {}, {}, {}
      for tenths = first, first + 49 do
        indicators[#indicators + 1] = { "t" .. tenths, "value = share(part, whole), at_least = " .. of_tenths(tenths) }
      end
      local rules = assert(load_rules("part = count {}, whole = count {}", criterion(indicators)))
      while shares[next_share] and shares[next_share][3] < first + 50 do
        local one = shares[next_share]
        local on = { id = "t" .. one[3], facts = { part = one[1], whole = one[2] }, expect = "met" }
        entries[#entries + 1], on_only[#on_only + 1] = on, on
        entries[#entries + 1] = { id = on.id, facts = { part = one[1] - 1, whole = one[2] }, expect = "not_met" }
        next_share = next_share + 1
      end
      as_cases(rules, entries, wrong)
      as_dossier(engine, rules, on_only, wrong)
      assert.are.same({}, wrong)
    end
    assert.are.equal(#shares + 1, next_share)
  end)

  it("add tenths exactly, however many", function()
    local rules = assert(load_rules("tenth = amount { places = 1, min = 0, max = 1 }", [[
local facts, numbers = {}, {}
for n = 1, 1000 do
  facts[n], numbers[n] = tenth, 0.1
end
local function some(list, n)
  return table.move(list, 1, n, 1, {})
end
for n = 1, 1000, 3 do
  criterion { of = "s", id = "c" .. n,
    indicator { id = "mean" .. n, value = sum(some(facts, n)) / n, at_least = 0.1 },
    indicator { id = "sum" .. n, test = equals(sum(some(numbers, n)), tenth * n) },
  }
end
]]))
    local entries, facts, more = {}, { tenth = "0.1" }, { tenth = "0.2" }
    for n = 1, 1000, 3 do
      entries[#entries + 1] = { id = "mean" .. n, facts = facts, expect = "met" }
      entries[#entries + 1] = { id = "sum" .. n, facts = facts, expect = "met" }
      entries[#entries + 1] = { id = "sum" .. n, facts = more, expect = "not_met" }
    end
    judged(rules, entries)
  end)

  it("take what is written from the year on", function()
    local rules = assert(load_rules("x = count {}", criterion {
      { "years", "value = x, at_least = from_year { [2021] = 40, [2023] = 45, [2025] = pending() }" },
    }))
    judged(rules, {
      { id = "years", year = 2021, facts = { x = 42 }, expect = "met" },
      { id = "years", year = 2022, facts = { x = 42 }, expect = "met" },
      { id = "years", year = 2023, facts = { x = 42 }, expect = "not_met" },
      { id = "years", year = 2024, facts = { x = 45 }, expect = "met" },
      { id = "years", year = 2025, facts = { x = 45 }, expect = "no_data" },
    })
  end)

  -- --- how numbers are written ------------------------------------------------------------------------------

  -- What a literal is, exactly, and the next figure that is not; or that it is refused.
  local literals = {
    { "-0", "0", "1" }, { "-0.0", "0", "0.000000001" }, { "0e5", "0", "1" }, { "1e2", "100", "101" },
    { "1e-9", "0.000000001", "0.000000002" }, { ".5", "0.5", "0.500000001" }, { "5.", "5", "5.000000001" },
    { "100.50", "100.5", "100.500000001" }, { "0x10", "16", "17" }, { "1e9", "1000000000", "999999999.999999999" },
    { "-46.25", "-46.25", "-46.250000001" }, { "0.30", "0.3", "0.300000001" },
    { "123456.789012345", "123456.789012345", "123456.789012346" },
  }
  local whole_literals = {
    { "9007199254740993", "9007199254740993", "9007199254740992" },
    { "9223372036854775807", "9223372036854775807", "9223372036854775806" },
    { "-9223372036854775807", "-9223372036854775807", "-9223372036854775806" },
    { "1e15", "1000000000000000", "999999999999999" },
  }
  local refused = {
    "1e999", "-1e999", "1e308", "5e-324", "0x", "0x1p4", "0x.8", "0xffffffffffffffffff", "0/0", "-(0/0)", "1/0", "math.huge",
    "-math.huge", "0.1 + 0.2", "1 / 3", "2 ^ 0.5", "0.30000000000000004", "123456789012345.6", "9007199254740993.0",
    "9223372036854775808", "-9223372036854775809", "1e19", ("9"):rep(400), "0." .. ("1"):rep(400), ("9"):rep(400) .. ".5",
    "1..2", "1__2", "NaN",
  }

  it("rest on literals exactly as they are written", function()
    local indicators, entries = {}, {}
    for fact, list in pairs { x = literals, y = whole_literals } do
      for place, one in ipairs(list) do
        local id = fact .. place
        indicators[#indicators + 1] = { id, ("test = equals(%s, %s)"):format(fact, one[1]) }
        entries[#entries + 1] = { id = id, facts = { [fact] = one[2] }, expect = "met" }
        entries[#entries + 1] = { id = id, facts = { [fact] = one[3] }, expect = "not_met" }
      end
    end
    local rules = assert(load_rules("x = amount { places = 9 }, y = amount { places = 0 }", criterion(indicators)))
    judged(rules, entries)
  end)

  for _, text in ipairs(refused) do
    local shown = #text > 40 and text:sub(1, 40) .. "…" or text
    it("never rest on the literal " .. shown, function()
      local rules, message = load_rules("x = amount { places = 9 }", criterion { { "l", ("test = equals(x, %s)"):format(text) } })
      assert.is_nil(rules)
      assert.truthy(message:find("rules.lua:3:", 1, true), message)
      assert.truthy(engine:rules("rules", { period = "2021-2025" })) -- and the engine works on
    end)
  end

  it("rest on cells exactly as they are written", function()
    local rules = assert(load_rules("x = amount { places = 2 }, y = count {}", criterion {
      { "x", "value = x, equals = 0" }, { "y", "value = y, at_least = 1000" },
    }))
    judged(rules, {
      { id = "x", facts = { x = "-0" }, expect = "met" }, { id = "x", facts = { x = "-0.00" }, expect = "met" },
      { id = "x", facts = { x = " 0 " }, expect = "met" }, { id = "x", facts = { x = "0.01" }, expect = "not_met" },
      { id = "x", facts = { x = "-92233720368547758.07" }, expect = "not_met" },
      { id = "x", facts = { x = "" }, expect = "no_data" }, { id = "y", facts = { y = "1e3" }, expect = "met" },
      { id = "y", facts = { y = "999" }, expect = "not_met" },
      { id = "y", facts = { y = "9223372036854775807" }, expect = "met" },
    })
    for _, text in ipairs { "NaN", "nan", "inf", "-inf", "1e999", "0x10", "--5", "1,5", "5 6", "0.001", "9223372036854775808",
      "-92233720368547758.08", "92233720368547758.08", ("9"):rep(400), "1e-9", "½", "١" } do
      local case, message = rules:case("commune", 2021, { x = text })
      assert.is_nil(case, text)
      assert.truthy(message:find("x", 1, true), message)
    end
    assert.is_nil((rules:case("commune", 2021, { y = "-1" })))
    assert.is_nil((rules:case("commune", 2021, { y = "1.5" })))
  end)

  it("never compare money in millions with money in thousands", function()
    local rules, message = load_rules('now = amount { unit = "triệu đồng" }, later = amount { unit = "nghìn đồng" }',
      criterion { { "money", "test = at_least(now, later)" } })
    assert.is_nil(rules)
    assert.truthy(message:find("rules.lua:3:", 1, true), message)
    assert.truthy(message:find("triệu đồng", 1, true) and message:find("nghìn đồng", 1, true), message)
  end)

  -- --- many -------------------------------------------------------------------------------------------------

  it("tell choices apart, 1 or 65,535 of them", function()
    for _, count in ipairs { 1, 127, 128, 129, 255, 256, 257, 32767, 32768, 65535 } do
      local rules = assert(load_rules(([[
        kind = choice((function()
          local list = {}
          for i = 1, %d do list[i] = "k" .. i end
          return list
        end)()),]]):format(count), criterion {
        { "last", ('test = equals(kind, "k%d")'):format(count) },
        { "first", 'test = one_of(kind, { "k1" })' },
        { "by", ("test = at_least(by(kind, { k%d = 2, otherwise = 1 }), 2)"):format(count) },
      }))
      local first, last = { kind = "k1" }, { kind = "k" .. count }
      local alone = count == 1 and "met" or "not_met"
      judged(rules, {
        { id = "first", facts = first, expect = "met" }, { id = "last", facts = last, expect = "met" },
        { id = "by", facts = last, expect = "met" }, { id = "first", facts = last, expect = alone },
        { id = "last", facts = first, expect = alone }, { id = "by", facts = first, expect = alone },
        { id = "by", facts = {}, expect = "no_data" }, { id = "first", facts = {}, expect = "no_data" },
      })
    end
  end)
end)
