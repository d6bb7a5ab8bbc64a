-- What units read from other years, other levels and the register, where random cases rarely look (oracle_tree_spec.lua).

local support = require "tests.support"

local RULES = [[
period { id = "p", first_year = 2021, last_year = 2025 }
document { id = "d", date = "2020-01-01" }
facts "village" { n = count {} }
facts "commune" { n = count {}, flag = yes_no {} }
criterion { of = "village.s", id = "1", source = law { "d" },
  indicator { id = "1.1", test = at_least(parent("commune", in_year(2021, n)), 1) } }
standard { id = "village.s", level = "village" }
criterion { of = "commune.s", id = "1", source = law { "d" },
  indicator { id = "1.1", test = is_true(in_year(2021, in_year(2023, flag))) },
  indicator { id = "1.2", test = at_least(in_year(2021, in_year(2023, n)), 1) },
  indicator { id = "1.3", test = at_least(total_since(2022, in_year(2023, n)), 1) },
  indicator { id = "1.4", test = none { in_year(2021, recognised "commune.s") } } }
standard { id = "commune.s", level = "commune" }
]]

describe("around a unit", function()
  local folder, engine, rules, dossier
  lazy_setup(function()
    folder = support.folder()
    support.write(folder .. "/rules.lua", RULES)
    support.write(folder .. "/register.csv", "unit,standard,decided_on,decision,revoked_on\n002,commune.s,2023-01-01,1,\n")
    engine = support.module().open { language = "en", plugins = support.build .. "/plugins" }
    rules = assert(engine:rules(folder))
    dossier = assert(engine:dossier(":memory:", "create"))
    assert(dossier:unit { code = "001", level = "commune", name = "Old" })
    assert(dossier:unit { code = "002", level = "commune", name = "New", valid_from = "2023-01-01" })
    assert(dossier:unit { code = "00101", level = "village", name = "Village", parent = "001" })
    assert(dossier:enter(rules, { level = "commune", source = "x" }, {
      { unit = "001", year = 2023, facts = { n = 1, flag = "yes" } },
      { unit = "002", year = 2023, facts = { n = 1, flag = "yes" } },
    }))
    assert(dossier:enter(rules, { level = "commune", source = "x", status = "illustrative" }, {
      { unit = "001", year = 2021, facts = { n = 1 } },
    }))
    assert(dossier:enter(rules, { level = "village", source = "x" }, { { unit = "00101", year = 2023, facts = { n = 1 } } }))
    assert(dossier:recognitions(rules, folder .. "/register.csv"))
  end)
  lazy_teardown(function() support.remove(folder) end)

  local function rows_of(options)
    local rows = {}
    for row in assert(dossier:evaluate(rules, options)):rows() do rows[row.unit .. " " .. row.indicator] = row end
    return rows
  end

  it("nothing is known of a unit in a year in which it was not there", function()
    local rows = rows_of { year = 2023 }
    for _, indicator in ipairs { "1.1", "1.2", "1.3", "1.4" } do
      assert.are.equal("met", rows["001 " .. indicator].verdict, indicator)
      assert.are.equal("no_data", rows["002 " .. indicator].verdict, indicator)
    end
  end)

  it("what a verdict rests on is the same whichever other questions are asked with it", function()
    local all, alone = rows_of { year = 2023 }, rows_of { year = 2023, level = "commune" }
    assert.are.equal("official", alone["001 1.1"].data_status)
    assert.are.equal("official", all["001 1.1"].data_status)
    assert.are.equal("illustrative", all["00101 1.1"].data_status)
  end)

  it("rules that look on without end are refused, or find nothing before all years", function()
    local function evaluate(chain)
      local lines = { 'period { id = "p", first_year = 2021, last_year = 2025 }', 'document { id = "d", date = "2020-01-01" }',
        'facts "commune" { n = count {} }', 'derived { level = "commune", id = "d0", value = n + 1 }' }
      for step = 1, 6000 do
        lines[#lines + 1] = ('derived { level = "commune", id = "d%d", value = smallest { %s, n } }'):format(step,
          chain:format(step % 2 + 2022, step - 1):gsub("^%d+ ", ""))
      end
      lines[#lines + 1] = 'criterion { of = "commune.s", id = "1", source = law { "d" }, indicator { id = "1.1", value = d6000,' ..
        ' at_least = 3 } } standard { id = "commune.s", level = "commune" }'
      local place = support.folder()
      support.write(place .. "/rules.lua", table.concat(lines, "\n"))
      local evaluation, message = dossier:evaluate(assert(engine:rules(place)), { year = 2023 })
      support.remove(place)
      if not evaluation then return message end
      for row in evaluation:rows() do if row.indicator == "1.1" then return row.verdict end end
    end
    assert.matches("more than 1000 times", evaluate "in_year(%d, d%d)")
    assert.are.equal("no_data", evaluate "%d last_year(d%d)")
  end)
end)
