-- Wrong law does not load, and says so: through the module, on copies of the real rules and on rules made to hurt. The
-- messages one by one are in tests/unit/test_rules_mistakes.c.

local support = require "tests.support"

describe("rules with mistakes", function()
  local chuan, engine, folder
  local real = "rules/2021-2025"

  setup(function()
    chuan = support.module()
    engine = chuan.open { language = "en" }
  end)
  before_each(function() folder = support.folder() end)
  after_each(function() support.remove(folder) end)

  local function load() return engine:rules(folder) end

  -- A small period that is right, and one more file.
  local function small(text, name)
    support.write(folder .. "/period.lua", 'period { id = "p", first_year = 2021, last_year = 2025 }\ndocument { id = "d" }\n')
    support.write(folder .. "/facts.lua", 'facts "c" { a = count {}, b = count {}, ok = yes_no {}, r = choice { "n", "s" } }\n')
    support.write(folder .. "/s.lua",
      'standard { id = "s", level = "c", source = law { "d" } }\n' ..
      'criterion { of = "s", id = "1", indicator { id = "1.1", value = a, at_least = 3 } }\n')
    if text then support.write(folder .. "/" .. (name or "z.lua"), text) end
  end

  -- The only problem of the load, as "file:line message".
  local function only_problem()
    local rules, message, problems = load()
    assert.is_nil(rules)
    assert.is_string(message)
    local texts = {}
    for i, problem in ipairs(problems) do
      texts[i] = ("%s:%d %s"):format(problem.file:match("[^/]*$"), problem.line, problem.message)
    end
    assert.are.equal(1, #texts, message .. "\n" .. table.concat(texts, "\n"))
    return texts[1]
  end

  it("loads the real rules without a word", function()
    local rules, problems = engine:rules(real)
    assert.is_truthy(rules, problems)
    assert.are.equal("2021-2025", rules:period())
    assert.are.same({}, problems or {})
  end)

  it("warns of a file that lost its ending and of figures that no rule reads", function()
    support.must("cp -r %s/. '%s' && cd '%s' && mv province.lua province.lua.txt", real, folder, folder)
    support.write(folder .. "/README.md", "notes")
    support.write(folder .. "/facts.lua~", "what an editor leaves")
    local rules, problems = load()
    assert.is_truthy(rules)
    local told = {}
    for _, problem in ipairs(problems) do
      assert.are.equal("warning", problem.severity)
      told[#told + 1] = problem.message
    end
    assert.are.equal("province.lua.txt is not read; rename it to end in .lua, or move it away", told[1])
    assert.is_truthy(told[2]:find("^no rule reads `[%w_]+`; use it or delete it$"), told[2])
  end)

  describe("in the real rules", function()
    -- One edit a clerk could make: file, what, by what, and the one message that must follow.
    local edits = {
      { "commune-standard/17-environment.lua", "share(households_clean_water, households)",
        "share(households_clean_watr, households)",
        "unknown name `households_clean_watr`; did you mean `households_clean_water`?" },
      { "commune-standard/17-environment.lua", "at_least = by(threshold_region", "at_leest = by(threshold_region",
        "indicator has no field `at_leest`; did you mean `at_least`?" },
      { "commune-standard/11-poverty.lua", 'id = "11"', 'id = "10"', "is already declared at" },
      { "commune-standard/15-health.lua", "south_central_coast = unverified(90)", "south_central_coast = unverified(900)",
        "a percentage is compared with 900; write a threshold from 0 to 100" },
      { "commune-standard/15-health.lua", 'law { "318/QĐ-TTg"', 'law { "381/QĐ-TTg"',
        "there is no document \"381/QĐ-TTg\"; did you mean \"318/QĐ-TTg\"?" },
      { "commune-standard/15-health.lua", "northern_mountains  = unverified(90)", "northern_mountain = unverified(90)",
        "there is no choice `northern_mountain`; did you mean `northern_mountains`?" },
      { "commune-standard/05-schools.lua", "more_than(schools, 3)", "more_than(schools, population)",
        "schools is in \"trường\" and is compared with population in \"người\"" },
      { "commune-standard/standard.lua", "every_criterion(),", "every_criterion { except = { \"20\" } },",
        "\"20\" is no criterion of commune.standard" },
      { "threshold-region.lua", '"northern_mountains"', '"mountains"', "there is no choice \"mountains\"" },
      { "facts.lua", 'part_of = "commune_roads"', 'part_of = "commune_road"', "did you mean `commune_roads`?" },
      { "period.lua", "first_year = 2021", "first_year = 2020", "add [2020] = value" },
    }
    for _, edit in ipairs(edits) do
      local file, from, to, expected = table.unpack(edit)
      it(("tells of %q instead of %q"):format(to, from), function()
        support.must("cp -r %s/. '%s'", real, folder)
        local text = support.read(folder .. "/" .. file)
        local at, stop = text:find(from, 1, true)
        assert.is_truthy(at, from .. " is not in " .. file)
        local _, line = text:sub(1, at):gsub("\n", "")
        support.write(folder .. "/" .. file, text:sub(1, at - 1) .. to .. text:sub(stop + 1))
        local rules, _, problems = load()
        assert.is_nil(rules)
        local found
        for _, problem in ipairs(problems) do
          found = found or problem.message:find(expected, 1, true) and problem
        end
        local first = problems[1]
        assert.is_truthy(found, first and first.message)
        if file ~= "period.lua" then assert.are.equal(file, found.file:sub(-#file)) end
        if file:find("17%-env") or file:find("15%-") or file == "facts.lua" then assert.are.equal(line + 1, found.line) end
      end)
    end
  end)

  it("refuses what Lua would silently take for something else", function()
    small('criterion { of = "s", id = "2", indicator { id = "2.1", value = a, at_least = 1, at_least = 2 } }')
    assert.is_truthy(only_problem():find("z.lua:1", 1, true))
    small('criterion { of = "s", id = "2",\n indicator { id = "2.1", test = is_true(ok) and known(a) } }')
    assert.is_truthy(only_problem():find("z.lua:2 'and' keeps only", 1, true))
    small('criterion { of = "s", id = "2", indicator { id = "2.1", test = a >= 65 } }')
    assert.is_truthy(only_problem():find("at_least(a, b)", 1, true))
  end)

  it("tells every mistake of every file in one pass, in order", function()
    small("all {}\n", "y.lua")
    support.write(folder .. "/z.lua", "local x = oops\nb_is_global = 3\nat_least(a, 1)\n")
    local _, message, problems = load()
    assert.is_truthy(message:find("have errors: 4", 1, true), message)
    local places = {}
    for i, problem in ipairs(problems) do places[i] = problem.file:match("[^/]*$") .. ":" .. problem.line end
    assert.are.same({ "y.lua:1", "z.lua:1", "z.lua:2", "z.lua:3" }, places)
  end)

  it("tells of an empty file, and not of a name that it may declare", function()
    small('criterion { of = "s", id = "2", indicator { id = "2.1", value = oops, at_least = 1 } }')
    support.write(folder .. "/empty.lua", "")
    assert.is_truthy(only_problem():find("empty.lua:0 the file is empty", 1, true))
  end)

  it("does not take a file that is being saved for the new law", function()
    local text = support.read(real .. "/commune-standard/17-environment.lua")
    for _, size in ipairs { 0, 1, 700, #text // 2, #text - 3 } do
      support.must("rm -rf '%s'/* && cp -r %s/. '%s'", folder, real, folder)
      support.write(folder .. "/commune-standard/17-environment.lua", text:sub(1, size))
      local rules, message = load()
      if size == 700 then assert.is_truthy(text:sub(1, size):find("criterion {", 1, true)) end
      assert.is_nil(rules, "cut after " .. size .. " bytes it still loads")
      assert.is_string(message)
    end
  end)

  it("survives hostile files, tells one problem for each, and works on", function()
    local hostile = {
      'for i = 1, math.huge do local x = i end',
      'local function f() return f() end f()',
      'local function f() return 1 + f() end f()',
      'local s = ("x"):rep(1000000000)',
      'local t = {} for i = 1, 1000000000 do t[i] = { i } end',
      'for i = 1, 1000000000 do all { i } end',
      '("a"):rep(28):find((".-"):rep(14) .. "b")',
      'local x = ' .. ("("):rep(300) .. "1" .. (")"):rep(300),
      'local x = ' .. ("{"):rep(300) .. ("}"):rep(300),
      '\27Lua\x54\0\x19\x93\r\n\x1a\n',
      'local x = "\0"',
      'local x = "\xff\xfe"',
      'local x = 1e999 all { x }',
      'local x <close> = 3',
      'os.exit(1)', 'io.open("/etc/passwd")', 'require "os"', 'load("x = 1")()', 'setmetatable({}, { __gc = a })',
      'debug.sethook()', 'coroutine.wrap(a)()', 'pcall(error)', 'collectgarbage()', 'getmetatable("").__index = nil',
      'string.rep = nil', 'math.floor = nil', 'table.insert(a, 1)', 'a.x = 1', 'error(a)', 'error({})', 'error()',
      'local t = {} t[1] = t all { t }',
    }
    for _, text in ipairs(hostile) do
      small(text)
      local rules, message, problems = load()
      assert.is_nil(rules, text:sub(1, 60))
      assert.is_truthy(message:find("have errors"), text:sub(1, 60) .. ": " .. message)
      assert.is_true(#problems >= 1 and #problems <= 3, text:sub(1, 60) .. ": " .. #problems)
      for _, problem in ipairs(problems) do
        assert.is_truthy(problem.file:find("z.lua", 1, true), problem.file .. ": " .. problem.message)
        assert.is_nil(problem.message:find("0x%x+"), problem.message)
      end
    end
    small()
    support.must("rm '%s/z.lua'", folder)
    assert.is_truthy(load())
  end)

  it("reads a folder that links to itself once", function()
    small()
    support.must("ln -s . '%s/again' && mkdir '%s/in' && ln -s .. '%s/in/out'", folder, folder, folder)
    local rules, problems = load()
    assert.is_truthy(rules, problems)
  end)

  it("keeps the ids of large rulebooks apart", function()
    local choices, cases, criteria = {}, {}, {}
    for i = 1, 33000 do
      choices[i] = ('"k%d"'):format(i)
      cases[i] = ("k%d = %d"):format(i, i)
    end
    for i = 1, 300 do
      criteria[i] = ('criterion { of = "s", id = "x%d", indicator { id = "x%d.1", value = a, at_least = %d } }'):format(i, i, i)
    end
    small('facts "c" { many = choice { ' .. table.concat(choices, ", ") .. " } }")
    support.write(folder .. "/by.lua", 'criterion { of = "s", id = "2", indicator { id = "2.1", value = a, at_least = by(many, { '
      .. table.concat(cases, ", ") .. " }) } }\n" .. table.concat(criteria, "\n"))
    local rules, message, problems = load()
    assert.is_truthy(rules, problems and problems[1] and problems[1].message or message)
    local function judged(many, a) return rules:case("c", 2023, { many = many, a = a }):judge("s/2.1") end
    assert.are.equal("met", judged("k32999", 32999))
    assert.are.equal("not_met", judged("k33000", 32999))
    assert.are.equal("not_met", judged("k257", 256))
  end)
end)
