-- Explanations say how well each threshold is known, wherever the mark stands, and go into what was asked for.

local support = require "tests.support"
local chuan = support.module()

describe("an explanation", function()
  local folder
  before_each(function() folder = support.folder() end)
  after_each(function() support.remove(folder) end)

  local function explain(indicator, facts, id)
    support.write(folder .. "/period.lua", [[
      period { id = "p", first_year = 2021, last_year = 2025, name = "Test" }
      document { id = "D", date = "2022-01-01" }
      facts "commune" { a = yes_no {}, b = yes_no {}, n = count {} }
      standard { id = "s", level = "commune", source = law { "D" } }
      criterion { of = "s", id = "1", name = "One", ]] .. indicator .. " }")
    local engine = chuan.open { language = "en" }
    local rules = assert(engine:rules(folder))
    local dossier = engine:dossier(":memory:", "create")
    assert(dossier:unit { code = "1", level = "commune", name = "Xã Một" })
    assert(dossier:enter(rules, { level = "commune", source = "spec" }, { { unit = "1", year = 2024, facts = facts } }))
    return dossier:explain(rules, "1", id or "s/1.1", 2024):write("table")
  end

  it("says of each condition what a mark around all of them says", function()
    local text = explain('indicator { id = "1.1", name = "Two", test = unverified(all { is_true(a), at_least(n, 3) }) }', { a = true, n = 5 })
    local _, marks = text:gsub("· unverified", "")
    assert.are.equal(2, marks, text)
    assert.is_nil(text:find("· sourced", 1, true), text)
  end)

  it("does not spread a mark to the condition beside it", function()
    local text = explain('indicator { id = "1.1", name = "Two", test = all { unverified(is_true(a)), at_least(n, 3) } }', { a = true, n = 5 })
    local _, unverified = text:gsub("· unverified", "")
    local _, sourced = text:gsub("· sourced", "")
    assert.are.same({ 1, 1 }, { unverified, sourced }, text)
  end)

  it("of a criterion that is one indicator shows that indicator's figures though it is met", function()
    local text = explain('indicator { id = "1", name = "Two", test = all { is_true(a), is_true(b) } }', { a = true, b = true }, "s/1")
    assert(text:find("spec", 1, true), text)
  end)

  it("says that a verdict decided by one sourced condition rests on it alone", function()
    local text = explain('indicator { id = "1.1", name = "Two", test = all { unverified(is_true(a)), is_true(b) } }', { a = false, b = false })
    assert.is_nil(text:find("rests on a threshold", 1, true), text)
  end)
end)
