-- The Lua module as a program uses it: nothing that is closed early takes others with it, and no number is changed on
-- its way in.

local support = require "tests.support"
local chuan = support.module()

local rules_text = [[
  period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
  document { id = "D", date = "2022-01-01" }
  facts "commune" { households = count {}, income = amount { places = 3 } }
  standard { id = "s", level = "commune", source = law { "D" } }
  criterion { of = "s", id = "1", name = "Một",
    indicator { id = "1.1", value = income, at_least = 12345678901234 } }
]]

describe("the Lua module", function()
  local folder
  setup(function()
    folder = support.folder()
    support.write(folder .. "/rules.lua", rules_text)
  end)
  teardown(function() support.remove(folder) end)

  local function open()
    local engine = assert(chuan.open { language = "en" })
    local rules = assert(engine:rules(folder))
    local none, said = engine:dossier("build/there-is-none.db", "write")
    assert.is_nil(none)
    assert.is_truthy(said:find("there-is-none.db", 1, true))
    local dossier = assert(engine:dossier(":memory:", "create"))
    assert(dossier:unit { code = "1", level = "commune", name = "Xã Một" })
    return engine, rules, dossier
  end

  local function enter(dossier, rules, facts)
    return dossier:enter(rules, { level = "commune", source = "test" }, { { unit = "1", year = 2023, facts = facts } })
  end

  it("keeps what others still use, though it was closed", function()
    local rules, dossier, evaluation
    do
      local engine <close> = assert(chuan.open { language = "en" })
      rules = assert(engine:rules(folder))
      dossier = assert(engine:dossier(":memory:", "create"))
      assert(dossier:unit { code = "1", level = "commune", name = "Xã Một" })
      assert(enter(dossier, rules, { income = 5 }))
      do
        local closed <close> = assert(engine:rules(folder))
        evaluation = assert(dossier:evaluate(closed))
        rules = closed
      end
      assert.has_error(function() rules:period() end, "this chuan.rules is closed")
    end
    for _ = 1, 3 do collectgarbage() end
    assert.are.equal(1, evaluation:units())
    assert.is_truthy(evaluation:write("csv"):find("not_met", 1, true))
    assert.are.equal(2023, dossier:latest_year("commune"))
    local result, message = dossier:unit { code = "2", level = "commune", name = "Xã Hai", parent = "none" }
    assert.is_nil(result)
    assert.is_truthy(#message > 0)
  end)

  it("looks at the units of another day", function()
    local _, rules, dossier = open()
    assert(dossier:unit { code = "2", level = "commune", name = "Xã Hai", valid_from = "2024-01-01" })
    assert(enter(dossier, rules, { income = 5 }))
    assert.are.equal(1, assert(dossier:evaluate(rules, { year = 2023 })):units())
    assert.are.equal(2, assert(dossier:evaluate(rules, { year = 2023, as_of = "2024-01-01" })):units())
    assert.are.equal("no_data", assert(dossier:explain(rules, "2", "s/1.1", 2023, { as_of = "2024-01-01" })):verdict())
    local nothing, message = dossier:explain(rules, "2", "s/1.1", 2023)
    assert.is_nil(nothing)
    assert.is_truthy(message:find("2023", 1, true), message)
    nothing, message = dossier:explain(rules, "1", "s/1.1", 2023, { as_of = "2023-02-30" })
    assert.is_nil(nothing)
    assert.is_truthy(message:find("2023-02-30", 1, true), message)
  end)

  it("says that an engine is closed", function()
    local kept
    do
      local engine <close> = assert(chuan.open {})
      kept = engine
    end
    assert.has_error(function() kept:plugins() end, "this chuan.engine is closed")
  end)

  it("takes numbers as they are, or not at all", function()
    local _, rules, dossier = open()
    assert(enter(dossier, rules, { households = 3, income = 0.1 }))
    assert(enter(dossier, rules, { households = 2.0 ^ 40, income = 46.25 }))
    assert(enter(dossier, rules, { income = "12345678901234.567" }))
    assert.are.equal("met", assert(dossier:explain(rules, "1", "s/1.1", 2023)):verdict())
    -- Lua prints 14 digits: what stands behind them would be lost unseen.
    for _, number in ipairs { 12345678901234.567, 2.0 ^ 53 + 2, 0.1 + 0.2, 1 / 3 } do
      local ok, message = pcall(enter, dossier, rules, { income = number })
      assert.is_false(ok)
      assert.is_truthy(tostring(message):find("write it as a string", 1, true))
      assert.is_false((pcall(rules.case, rules, "commune", 2023, { income = number })))
    end
    for _, number in ipairs { 1 / 0, -1 / 0, 0 / 0 } do
      assert.is_falsy((select(2, pcall(enter, dossier, rules, { income = number })) == 1))
    end
  end)

  it("takes years and languages it knows", function()
    local engine, rules, dossier = open()
    assert(engine)
    assert.has_error(function() rules:program("commune", 2 ^ 32 + 2023) end)
    assert.has_error(function() rules:case("commune", 2 ^ 32 + 2023, {}) end)
    assert.has_error(function() dossier:explain(rules, "1", "s", 2 ^ 32 + 2023) end)
    assert.has_error(function() chuan.open { language = "fr" } end, "language must be vi or en, not 'fr'")
    local vietnamese = assert(chuan.open { language = "vi" })
    local _, message = vietnamese:rules("/no/such/folder")
    assert.is_truthy(message:find("không", 1, true))
  end)

  it("takes no field it does not know", function()
    local engine, rules, dossier = open()
    local function refuses(field, known, call, ...)
      local ok, message = pcall(call, ...)
      assert.is_false(ok)
      message = tostring(message)
      assert.is_truthy(message:find("'" .. field .. "'", 1, true), message)
      assert.is_truthy(message:find(known, 1, true), message)
    end
    refuses("lang", "language, threads, plugins", chuan.open, { lang = "en" })
    refuses("yaer", "period, year", engine.rules, engine, folder, { yaer = 2024 })
    refuses("1", "period, year", engine.rules, engine, folder, { 2024 })
    refuses("parent_code", "code, level, name, parent,", dossier.unit, dossier,
      { code = "2", level = "commune", name = "Xã Hai", parent_code = "1" })
    refuses("dryrun", "dry_run", dossier.import, dossier, rules, "x.csv", { level = "commune", dryrun = true })
    refuses("dry_run", "true or false", dossier.import, dossier, rules, "x.csv", { level = "commune", dry_run = "no" })
    refuses("sorce", "level, source, status", dossier.enter, dossier, rules, { level = "commune", sorce = "x" }, {})
    refuses("fact", "unit, year, facts", dossier.enter, dossier, rules, { level = "commune" },
      { { unit = "1", year = 2023, fact = {} } })
    refuses("yaer", "year, level, unit, standard", dossier.evaluate, dossier, rules, { yaer = 2024 })
    refuses("unit", "year, level, standard, by", dossier.tally, dossier, rules, { unit = "1" })
    refuses("asof", "as_of, rebase", dossier.explain, dossier, rules, "1", "s", 2023, { asof = "2023-01-01" })
    refuses("units", "year, unit, set, task, as_of, rebase", dossier.targets, dossier, rules, { units = "1" })
    assert(dossier:review(rules))
    local none, why = dossier:targets(rules)
    assert.is_nil(none)
    assert.is_truthy(why:find("have no target", 1, true) or why:find("no figures", 1, true), why)
    assert.has_error(function() engine:rules(folder, 2024) end)
    assert.has_error(function() chuan.open { threads = -1 } end)
    assert.has_error(function() dossier:evaluate(rules, "2024") end)
    assert(engine:rules(folder, { year = 2024 }))
    assert(dossier:evaluate(rules, nil))
  end)
end)
