-- Traps of rule files: what is wrong is told once, where it stands, in both languages, soon and within bounds; what a
-- rule file tries, it does not get.

local support = require "tests.support"
local traps = require "tests.traps"

local check, told, fails, has = traps.check, traps.told, traps.fails, traps.has
local quick = support.sanitized and "timeout -s KILL 60" or traps.bounded(4, 900)

-- An indicator with these fields, in a file of its own.
local function indicator(fields)
  return ('criterion { of = "s", id = "2", name = "Hai", indicator { id = "2.1", name = "x", %s } }\n'):format(fields)
end

-- Rules with this file beside the sound ones.
local function with(text) return check({ ["x.lua"] = text }, quick) end

local function accepted(result)
  if result.code ~= 0 then error(result.err, 2) end
  return result
end

describe("a mistake is told once", function()
  it("unknown and repeated fields, ids declared twice", function()
    told(with(indicator "test = is_true(ok), foo = 1, 5"), { "x.lua:1", "5 stands in indicator" }, { "x.lua:1", "`foo`" })
    told(with('derived { level = "commune", id = "d",\n value = income,\n ["value"] = income + 1 }'),
      { "x.lua:3", "'value'", "line 2" })
    told(with(traps.standard:gsub("^[^\n]*\n", "")), { "x.lua:1", "s/1", traps.rules .. "standard.lua:2" })
    told(with('facts "commune" {\n households = count {} }'), { "x.lua:2", "households", traps.rules .. "facts.lua:2" })
  end)

  it("an absent cell of a table never means any", function()
    told(with(indicator "value = income, at_least = by(region, { north = 3 })"), { "x.lua:1", "south", "otherwise" })
  end)

  -- "There is no period" was said besides.
  it("a period that is there but wrong", function()
    for field, value in pairs { first_year = '"x"', last_year = "2021.5", id = "5", name = "5" } do
      local fields = { id = '"2021-2025"', first_year = "2021", last_year = "2025", name = '"n"' }
      fields[field] = value
      told(check { ["period.lua"] = ("period { id = %s, first_year = %s, last_year = %s, name = %s }"):format(
        fields.id, fields.first_year, fields.last_year, fields.name) }, { "period.lua:1", "`" .. field .. "`" })
    end
    told(check { ["period.lua"] = 'period { id = "p", first_year = 2025, last_year = 2021 }' }, { "period.lua:1", "2021" })
  end)

  -- Every name it would have declared was reported as well.
  it("a file that is empty or ends half-way", function()
    told(check { ["facts.lua"] = "" }, { "facts.lua", "empty" })
    told(check { ["facts.lua"] = traps.facts:sub(1, 90) }, { "facts.lua:3" })
    told(check { ["period.lua"] = "" }, { "period.lua", "empty" })
    told(check { ["period.lua"] = traps.period:sub(1, 20) }, { "period.lua:1" })
    for length = 1, #traps.standard - 2, 7 do
      local result = check { ["standard.lua"] = traps.standard:sub(1, length) }
      assert.are.equal(1, result.code, result.out)
      assert.are.equal(2, #result.lines, result.err)
    end
  end)

  -- The token check and Lua each had their say.
  it("a number that is not exact, brackets that are too deep", function()
    for _, number in ipairs { "3.14159265358979323846", "123456789012345.6", "9223372036854775808", "1e999", ("9"):rep(400),
      "0x1p4", "0xffffffffffffffff" } do
      told(with(indicator("value = income, at_least = unverified(" .. number .. ")")), { "x.lua:1" })
    end
    for _, pair in ipairs { "{}", "()" } do
      for _, depth in ipairs { 101, 200, 100000 } do
        told(with("local x = " .. pair:sub(1, 1):rep(depth) .. "1" .. pair:sub(2):rep(depth)), { "x.lua:1", "100 deep" })
      end
    end
  end)

  -- A loop said it once a round: 400,000 times.
  it("however often a loop makes it", function()
    told(with("for i = 1, 1e12 do local x = #income end"), { "x.lua:1", "#" }, { "x.lua:1", "never ends" })
    told(with("local t = {} for i = 1, 50 do t[i] = t end\nlocal x = all(t)"), { "x.lua:2", "64 levels" }, { "x.lua:2", "never ends" })
    told(with("local t = is_true(ok) for i = 1, 1000 do t = all { t } end\n" .. indicator "test = t"), { "x.lua:1", "64 levels" })
  end)

  -- The record that was being read when the end came "lacked" its fields.
  it("when the limits end a file in mid-record", function()
    local result = check({ ["x.lua"] = "local t = {} for i = 1, 3e5 do t[i] = i end\ncriterion { of = t, id = t }" }, quick)
    told(result, { "x.lua:2" })
  end)

  -- Which lines were suspect was looked up among those of another file.
  it("though another file has mistakes of the same kind", function()
    told(check { ["facts.lua"] = traps.facts .. "local a = 1 < 2\n", ["a.lua"] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" ..
      indicator "test = income >= 65" }, { "a.lua:19", ">=" }, { "facts.lua:8", "<" })
  end)

  it("a name that says nothing, a file that stops itself", function()
    told(with('derived { level = "commune", id = "d", value = 1, name = {} }'), { "x.lua:1", "says nothing" })
    told(with("do return end\n" .. indicator "test = is_true(ok)"), { "x.lua:1", "'return'" })
  end)

  it("and says what to do, also when it quotes a semicolon", function()
    told(with 'local x = "a;b" + {}', { "x.lua:1", "correct it" })
    told(with "local x = ;", { "x.lua:1", "correct it" })
    told(with 'error("mine; yes")', { "x.lua:1", "mine; yes", "correct it" })
  end)
end)

describe("one slip in the law itself", function()
  local folder, texts, names = nil, {}, {}
  setup(function()
    folder = support.folder()
    support.must("cp -r rules '%s'", folder)
    for name in support.must("cd '%s/rules/2021-2025' && find . -name '*.lua' | sort", folder):gmatch("%./([^\n]+)") do
      names[#names + 1] = name
      texts[name] = traps.read(folder, traps.rules .. name)
    end
  end)
  teardown(function() support.remove(folder) end)

  local function with_change(name, text)
    traps.write(folder, traps.rules .. name, text)
    local result = traps.chuan(folder, "check", quick)
    traps.write(folder, traps.rules .. name, texts[name])
    return result
  end

  -- 257 examples were said to speak of nothing.
  it("in the file of the standard does not take the examples with it", function()
    local result = with_change("commune-standard/standard.lua", (texts["commune-standard/standard.lua"]:gsub("standard {", "standard { {", 1)))
    assert.are.equal(2, #result.lines, result.err)
  end)

  -- Nineteen criteria had no document, and forty thresholds no source.
  it("in the name of a document is told where it is used, but not everywhere", function()
    local text, count = texts["period.lua"]:gsub("318/QĐ%-TTg", "318/QD-TTg", 1)
    assert.are.equal(1, count)
    local result = with_change("period.lua", text)
    assert.is_true(#result.lines <= 4, result.err)
    has(result.err, "318/QĐ-TTg")
    assert.is_nil(result.err:find("no source", 1, true))
  end)

  it("anywhere is a few lines", function()
    math.randomseed(318)
    local pieces = { "{", "}", "(", ")", ",", '"', "=", " and ", " not ", "\n", "--[[", "nil", "x", "\0", "\xFF", "" }
    for _ = 1, support.sanitized and 20 or 80 do
      local name = names[math.random(#names)]
      local text, at = texts[name], math.random(#texts[name])
      local piece = pieces[math.random(#pieces)]
      local result = with_change(name, text:sub(1, at - 1) .. piece .. text:sub(at + math.random(0, 1)))
      if result.code > 1 or #result.lines > 15 then error(("%s at %d, %q: exit %d\n%s"):format(name, at, piece, result.code, result.err)) end
    end
  end)
end)

describe("a value of the wrong type", function()
  local values = { "nil", "true", "0", "-1", "1.5", "1e308 * 10", "0 / 0", '""', '"x"', "{}", "{ 1 }", "{ a = 1 }", "{ {} }",
    "function() end", "region", "income", "share(water, households)", "is_true(ok)", "math", "math.floor", 'law { "x" }',
    "pending()", "period", "all", '"\\0"', '"\\xff"', '("x"):rep(5000)', "{ [0] = 1 }", "{ [1.5] = 1 }", "{ [true] = 1 }",
    "2^63", "math.mininteger" }
  local places = {
    'document { id = %s }', 'document { id = "d", date = %s }',
    'criterion { of = %s, id = "2", indicator { id = "2.1", test = is_true(ok) } }',
    'criterion { of = "s", id = %s, indicator { id = "2.1", test = is_true(ok) } }',
    'criterion { of = "s", id = "2", key = %s, indicator { id = "2.1", test = is_true(ok) } }',
    'criterion { of = "s", id = "2", source = %s, indicator { id = "2.1", test = is_true(ok) } }',
    'criterion { of = "s", id = "2", %s }',
    'criterion { of = "s", id = "2", indicator { id = "2.1", test = %s } }',
    'criterion { of = "s", id = "2", indicator { id = "2.1", value = %s, at_least = 3 } }',
    'criterion { of = "s", id = "2", indicator { id = "2.1", value = income, at_least = %s } }',
    'criterion { of = "s", id = "2", indicator { id = "2.1", value = income, between = %s } }',
    'criterion { of = "s", id = "2", indicator { id = "2.1", test = is_true(ok), applies_when = %s } }',
    'standard { id = "z", level = %s, test = is_true(ok) }',
    'derived { level = "commune", id = "d", value = %s, name = "d" }',
    'example { name = "e", of = %s, year = 2023, facts = {}, expect = "no_data" }',
    'example { name = "e", of = "s/1.1", year = %s, facts = {}, expect = "no_data" }',
    'example { name = "e", of = "s/1.1", year = 2023, facts = { income = %s }, expect = "no_data" }',
    'example { name = "e", of = "s/1.1", year = 2023, facts = {}, expect = %s }',
    'facts "commune" { z = count { unit = %s } }', 'facts "commune" { z = amount { places = %s } }',
    'facts "commune" { z = count { min = %s } }', 'facts "commune" { z = choice { %s } }', 'facts(%s) { z = count {} }',
    'local x = %s + income', 'local x = sum { income, %s }', 'local x = by(%s, { a = 1 })', 'local x = rounded(income, %s)',
  }

  -- Many files in one folder: every file is wrong by itself and must be named, none more than thrice.
  it("is told at its line, in both languages, without taking others with it", function()
    local files, expected = {}, {}
    for p, place in ipairs(places) do
      for v, value in ipairs(values) do
        local name = ("x-%02d-%02d.lua"):format(p, v)
        files[name] = "\n" .. place:format(value) .. "\n"
        expected[#expected + 1] = name
      end
    end
    local folder = traps.folder(files)
    local english = traps.chuan(folder, "check --lang en", "timeout -s KILL 60")
    local vietnamese = traps.chuan(folder, "check --lang vi", "timeout -s KILL 60")
    support.remove(folder)
    assert.are.equal(1, english.code)
    assert.are.equal(#english.lines, #vietnamese.lines)
    local counts = {}
    for i, line in ipairs(english.lines) do
      local name, number = line:match("^rules/2021%-2025/(x%-%d+%-%d+%.lua):(%d+): ")
      if name and not line:find("warning: ", 1, true) then
        if not line:find("[;?]") then error("no advice: " .. line) end
        if number ~= "2" then error(line) end
        counts[name] = (counts[name] or 0) + 1
        if counts[name] > 3 then error("a cascade: " .. line) end
        if line == vietnamese.lines[i] then error("not translated: " .. line) end
      end
    end
    local silent = 0
    for _, name in ipairs(expected) do silent = silent + (counts[name] and 0 or 1) end
    -- Some of these values are right where they stand.
    assert.is_true(silent < #expected / 5, silent .. " of " .. #expected)
  end)
end)

describe("very many", function()
  local function list(count, format, separator)
    local items = {}
    for i = 1, count do items[i] = format:gsub("#", tostring(i)) end
    return table.concat(items, separator or ", ")
  end

  it("choices: up to 65,535, and no silent wrap beyond", function()
    for _, count in ipairs { 255, 256, 257, 32767, 32768, 65535 } do
      local text = ('facts "commune" { many = choice { %s } }\n'):format(list(count, '"c#"'))
      local example = ('example { name = "e", of = "s/2.1", year = 2023, facts = { many = "c%d" }, expect = "%s" }\n')
      accepted(check({ ["x.lua"] = text, ["y.lua"] = indicator(('test = equals(many, "c%d")'):format(count)) ..
        example:format(count, "met") .. example:format(count - 1, "not_met") .. example:format(1, "not_met") }, quick))
    end
    told(with(('facts "commune" { many = choice { %s } }\n'):format(list(65536, '"c#"'))), { "x.lua:1", "65535" })
  end)

  it("facts, indicators, files", function()
    local files = { ["x.lua"] = list(1900, 'facts "commune" { f# = count {} }', "\n"),
      ["y.lua"] = list(3000, 'criterion { of = "s", id = "c#", indicator { id = "c#.1", value = income, at_least = unverified(#) } }', "\n") }
    for i = 1, 300 do files[("z%d.lua"):format(i)] = "-- nothing yet\n" end
    has(accepted(check(files, quick)).out, "305 files")
  end)

  it("errors: all are counted, soon", function()
    local result = with(list(9000, "derived { level = \"commune\", id = \"d#\", value = nope# + 1 }", "\n"))
    assert.are.equal(1, result.code)
    assert.are.equal(9001, #result.lines)
    has(result.lines[9001], "9000")
    has(with(list(30000, "local x = 1 < 2", "\n")).err, "errors: 30001")
  end)

  it("links of a chain, rounds of a circle", function()
    told(with 'derived { level = "commune", id = "a", value = b } derived { level = "commune", id = "b", value = a + 1 }',
      { "x.lua:1", "a → b → a" })
    told(with(indicator 'test = met "s"'), { "x.lua:1", "→" })
    local chain = list(2000, 'standard { id = "t#", level = "commune", test = met "t#x" }', "\n"):gsub('t(%d+)x"', function(n)
      return ('t%d"'):format(n - 1)
    end)
    local result = with('standard { id = "t0", level = "commune", test = is_true(ok) }\n' .. chain)
    assert.is_true(result.code == 0 or result.code == 1)
  end)
end)

describe("text that is not text", function()
  it("is named by its line", function()
    told(with "-- \xFF\n", { "x.lua:1", "UTF-8" })
    told(with "-- a\n-- \0\n", { "x.lua:2", "zero" })
    assert.are.equal(1, with("\x1BLua\x54\0\x19\x93").code)
    assert.are.equal(1, with("\xFF\xFEs\0t\0").code)
  end)

  it("but a byte order mark, CR LF and decomposed letters are", function()
    accepted(with("\xEF\xBB\xBF" .. (indicator "test = is_true(ok)"):gsub("\n", "\r\n")))
    told(with("\xEF\xBB\xBF\r\n\r\n" .. indicator "test = is_true(okk)"), { "x.lua:3", "okk" })
    accepted(with(indicator("test = is_true(ok)"):gsub("Hai", "Nghe\u{300}o")))
  end)

  it("and has an end", function()
    fails(with("local x = \"" .. ("a"):rep(2 << 20) .. "\"\n"), 3, "1048576")
    accepted(with("local x = \"" .. ("a"):rep(900000) .. "\"\n"))
    told(with(('derived { level = "commune", id = "d", name = "%s", value = 1 }'):format(("a"):rep(9000))), { "x.lua:1", "4096" })
  end)
end)

describe("a rule file cannot", function()
  local attempts = {
    ["run for ever"] = "for i = 1, 1e12 do end",
    ["recur for ever"] = "local function f() return f() end local x = f()",
    ["recur deeper and deeper"] = "local function f() return 1 + f() end local x = f()",
    ["swallow its end"] = "local function f() for i = 1, 1e12 do end end pcall(f)",
    ["fill the memory"] = "local t = {} for i = 1, 1e12 do t[i] = { i } end",
    ["fill it with text"] = 'local s = string.rep("x", 1e9)',
    ["fill it by doubling"] = 'local s = "x" for i = 1, 100 do s = s .. s end',
    ["search without end"] = 'local s = ("a"):rep(28):find((".-"):rep(14) .. "b")',
    ["compare without end"] = 'local s, t = ("x"):rep(1000):rep(1000), ("x"):rep(1000):rep(1000)\n' ..
      "local function f() for i = 1, 1e12 do local z = s < t end end f()",
    ["sort without end"] = "local t = {} for i = 1, 1e5 do t[i] = i end for i = 1, 1e9 do table.sort(t) end",
    ["unpack without end"] = 'for i = 1, 1e9 do local n = select("#", table.unpack({}, 1, 200000)) end',
    ["shift without end"] = "local t = {} for i = 1, 1e9 do table.insert(t, 1, i) end",
    ["wait to be collected"] = "local t = setmetatable({}, { __gc = function() for i = 1, 1e12 do end end })",
    ["leave through a coroutine"] = "local c = coroutine.wrap(function() for i = 1, 1e12 do end end) c()",
    ["reach the system"] = 'os.execute("touch PWNED")',
    ["read files"] = 'local f = io.open("/etc/passwd")',
    ["load more"] = 'local f = load("return 1")',
    ["ask for modules"] = 'local lfs = require "lfs"',
    ["reach the globals"] = "local g = _G local p = g.print",
    ["take functions apart"] = "local s = string.dump(function() end)",
    ["change the libraries"] = "math.floor = nil",
    ["change all texts"] = 'local m = getmetatable("") m.__index = nil',
    ["jump for ever"] = "::a:: goto a",
    ["raise a table"] = "error({})",
    ["raise nothing"] = "error(nil)",
    ["raise a word"] = "error(households)",
    ["make drafts for ever"] = "for i = 1, 1e12 do local x = all { is_true(ok) } end",
    ["make names for ever"] = 'local s = ("x"):rep(900) for i = 1, 1e12 do standard { id = s .. i } end',
  }
  for what, text in pairs(attempts) do
    it(what, function()
      local folder = traps.folder { ["x.lua"] = text .. "\n", ["y.lua"] = indicator "test = is_true(okk)" }
      local result = traps.chuan(folder, "check", quick)
      local after = traps.read(folder, "PWNED")
      support.remove(folder)
      assert.is_nil(after)
      assert.are.equal(1, result.code, result.err:sub(1, 500))
      has(result.err, traps.rules .. "x.lua:")
      if what ~= "make names for ever" and what ~= "compare without end" then has(result.err, "y.lua:1: ") end
    end)
  end

  it("do so in ten files at once, or in a period nobody asked for", function()
    local files = {}
    for i = 1, 10 do files[("x%d.lua"):format(i)] = attempts["compare without end"] .. "\n" end
    assert.are.equal(1, check(files, quick).code)
    local folder = traps.folder()
    for i = 1, 40 do traps.write(folder, ("rules/p%d/period.lua"):format(i), "for i = 1, 1e12 do end\n") end
    local result = traps.chuan(folder, "facts --year 2023 --format csv", quick)
    support.remove(folder)
    assert.are.equal(0, result.code, result.err)
  end)

  it("spoil the engine for the next", function()
    local chuan = support.module()
    local engine = chuan.open { language = "en" }
    local bad = traps.folder { ["x.lua"] = attempts["recur deeper and deeper"] }
    local good = traps.folder()
    for _ = 1, 3 do
      assert.is_nil((engine:rules(bad .. "/rules")))
      local rules = assert(engine:rules(good .. "/rules"))
      local case = assert(rules:case("commune", 2023, { households = 100, water = 65 }))
      assert.are.equal("met", case:judge "s/1.1")
    end
    support.remove(bad)
    support.remove(good)
  end)
end)

describe("a compute function cannot", function()
  local attempts = {
    ["run for ever"] = "while true do end",
    ["recur for ever"] = "local function f() return 1 + f() end return f()",
    ["fill the memory"] = 'local s = "x" while true do s = s .. s end',
    ["compare without end"] = 'local s, t = ("x"):rep(1000):rep(1000), ("x"):rep(1000):rep(1000) while true do local z = s < t end',
    ["answer with a text"] = 'return "abc"',
    ["answer with a table"] = "return {}",
    ["answer with infinity"] = "return math.huge",
    ["answer with what is no number"] = "return math.huge - math.huge",
    ["answer with endless digits"] = "local x = unit.income for i = 1, 2000 do x = x / 3 end return x",
    ["raise a table"] = "error({})",
    ["raise nothing"] = "error(nil)",
    ["send codes to the terminal"] = 'error("\\27[31m\\0\\255")',
    ["read what it does not name"] = "return unit.water",
    ["write a global"] = "n = 1 return n",
    ["change the libraries"] = "math.floor = nil return 1",
    ["use the words"] = "return share(unit.income, unit.income)",
    ["divide by zero"] = "return unit.income / 0",
    ["answer nothing"] = "",
  }
  for what, body in pairs(attempts) do
    it(what, function()
      local result = check({ ["x.lua"] = indicator(("value = compute { reads = { income }, function(unit) %s end }, at_least = unverified(1)"):format(body)) ..
        'example { name = "e", of = "s/2.1", year = 2023, facts = { income = 5 }, expect = "no_data" }\n' }, quick)
      accepted(result)
      assert.is_nil(result.out:find("\27", 1, true))
    end)
  end

  it("remember from unit to unit", function()
    local outside = "local k = 0\n"
    local body = "k = k + 1 return k"
    local text = outside .. indicator(("value = compute { reads = { income }, function(unit) %s end }, equals = unverified(1)"):format(body))
    for i = 1, 5 do
      text = text .. ('example { name = "e%d", of = "s/2.1", year = 2023, facts = { income = %d }, expect = "met" }\n'):format(i, i)
    end
    accepted(with(text))
    told(with("local t = { n = 0 }\n" ..
      indicator "value = compute { reads = { income }, function(unit) t.n = t.n + 1 return t.n end }, at_least = unverified(1)"),
      { "x.lua:2", "'t'" })
  end)
end)

describe("a folder of rules", function()
  local folder
  before_each(function() folder = traps.folder() end)
  after_each(function() support.remove(folder) end)
  local function chuan(arguments) return traps.chuan(folder, arguments, "timeout -s KILL 20") end
  local function shell(format, ...) support.must("cd '%s/%s' && " .. format, folder, traps.rules, ...) end

  it("that links to itself is read once", function()
    shell("ln -s . loop; ln -s ../.. up")
    assert.are.equal(0, chuan("check").code)
  end)

  -- It was left out without a word: with it, a part of the law.
  it("may hold nothing called .lua that cannot be read", function()
    for _, command in ipairs { "ln -s nowhere.lua x.lua", "ln -s x.lua x.lua", "ln -s /dev/zero x.lua", "mkfifo x.lua" } do
      shell("rm -f x.lua; %s", command)
      fails(chuan("check"), 3, "x.lua")
    end
    shell("rm x.lua period.lua; mkfifo period.lua")
    fails(chuan("check"), 3, "period.lua")
  end)

  it("has its files read whatever the case of their ending, and no others", function()
    for _, name in ipairs { ".#x.lua", "x.lua~", "x.lua.bak", "notes.txt" } do traps.write(folder, traps.rules .. name, "qq = 1") end
    assert.are.equal(0, chuan("check").code)
    traps.write(folder, traps.rules .. "X.LUA", "local x = incom")
    has(chuan("check").err, "X.LUA:1: ")
  end)

  it("may call its files anything: a line stays a line", function()
    traps.write(folder, traps.rules .. "a\nb.lua", indicator "test = is_true(okk)")
    traps.write(folder, traps.rules .. "a\27[31m.lua", "local x = incom")
    local result = chuan("check")
    assert.are.equal(3, #result.lines, result.err)
    assert.is_nil(result.err:find("\27", 1, true))
  end)

  it("goes only so deep", function()
    shell("mkdir -p %s", ("a/"):rep(30))
    fails(chuan("check"), 3, "nested")
  end)

  -- The period before it was taken for the latest.
  it("does not fall back on an older period while the latest is being saved", function()
    for _, text in ipairs { "", 'period { id = "2026-20' } do
      traps.write(folder, "rules/2026-2030/period.lua", text)
      for _, command in ipairs { "check", "facts", "evaluate" } do
        local result = chuan(command)
        assert.is_true(result.code == 1 or result.code == 3, result.out)
        has(result.err, "rules/2026-2030/period.lua")
      end
      assert.are.equal(0, chuan("facts --year 2023").code)
      assert.are.equal(0, chuan("facts --period 2021-2025").code)
    end
  end)

  -- One of them was taken.
  it("does not choose between two folders of one period", function()
    support.must("cp -r '%s/rules/2021-2025' '%s/rules/copy'", folder, folder)
    for _, command in ipairs { "facts", "facts --year 2023", "facts --period 2021-2025" } do
      fails(chuan(command), 3, "rules/2021-2025", "rules/copy")
    end
    assert.are.equal(0, chuan("facts --rules rules/copy").code)
  end)
end)
