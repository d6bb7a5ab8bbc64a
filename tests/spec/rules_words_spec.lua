-- The words over the tree of units and over time, as a rule author meets them: what loads, and the one message of each slip,
-- in both languages. The graph they make is in tests/unit/test_rules_elsewhere.c.

local support = require "tests.support"

describe("words over units and years", function()
  local chuan, english, vietnamese, folder

  setup(function()
    chuan = support.module()
    english, vietnamese = chuan.open { language = "en" }, chuan.open { language = "vi" }
  end)
  before_each(function() folder = support.folder() end)
  after_each(function() support.remove(folder) end)

  -- A period of communes, districts and a province; `x` is asked of a commune or of what `level` says.
  local function write(text)
    support.write(folder .. "/period.lua",
      'period { id = "p", first_year = 2021, last_year = 2025 }\ndocument { id = "d" }\ndocument { id = "e" }\n')
    support.write(folder .. "/facts.lua", [[
      facts "commune" { population = count { unit = "người", carry = 2 }, income = amount { unit = "triệu đồng", min = 0, merge = population },
        poor = count { unit = "hộ" }, households = count { unit = "hộ" }, hilly = yes_no {} }
      facts "district" { coastal = yes_no {}, population = count { unit = "người" } }
      facts "province" { budget = amount { unit = "tỷ đồng" }, population = count { unit = "người" } }
    ]])
    support.write(folder .. "/s.lua", [[
      standard { id = "s", level = "commune", source = law { "d" } }
      criterion { of = "s", id = "1", indicator { id = "1.1", value = share(poor, households), at_most = 5 } }
      criterion { of = "s", id = "2", indicator { id = "2.1", value = income, at_least = 40 } }
    ]])
    support.write(folder .. "/z.lua", text)
  end

  local function value(level, formula)
    return ('derived { level = "%s", id = "x", value = %s } '):format(level, formula)
  end

  local function only_problem(engine)
    local rules, message, problems = engine:rules(folder)
    assert.is_nil(rules)
    local told = {}
    for _, problem in ipairs(problems) do
      if problem.severity == "error" then told[#told + 1] = problem end
    end
    assert(#told == 1, message .. ": " .. told[1].message .. " · " .. (told[2] or told[1]).message)
    assert.are.equal("z.lua", told[1].file:match "[^/]*$")
    assert.are.equal(1, told[1].line)
    return told[1].message
  end

  it("load in every form", function()
    local forms = {
      { "province", 'sum_of("commune", population)' },
      { "province", 'sum_of("commune", 1, { where = is_true(hilly) })' },
      { "district", 'sum_of("commune", population, { where = met "s", missing = "exclude", empty = 0 })' },
      { "province", 'count_of("commune", met "s")' },
      { "province", 'count_of("commune", any { met "s", recognised "s" }, { where = is_true(hilly), missing = "as_not_met" })' },
      { "province", 'count_of("district", at_least(share_of("commune", met "s"), 50))' },
      { "district", 'share_of("commune", recognised "s", { missing = "unknown" })' },
      { "province", 'mean_of("commune", income, { weight = population, where = none { is_true(hilly) }, empty = 0.5 })' },
      { "commune", "parent(budget)" },
      { "commune", 'parent("district", population)' },
      { "commune", 'parent("province", count_of("commune", met "s"))' },
      { "commune", "all { met \"s/1\", parent(is_true(coastal)) }" },
      { "commune", "in_year(2020, share(poor, households))" },
      { "commune", 'in_year(2021, met "s")' },
      { "commune", "income - last_year(income)" },
      { "commune", "total_since(2021, income)" },
      { "commune", "at_least(average_growth(income, { from = 2020 }), 8)" },
      { "province", 'between(average_growth(sum_of("commune", population), { from = 2020 }), 0.5, 1.5)' },
      { "commune", "average_fall(share(poor, households), { from = 2021 })" },
      { "commune", 'recognised "s"' },
      { "commune", 'at_most(failed_share "s", 10)' },
      { "commune", 'amended { 40, { from = "2024-03-01", by = "e", 45 } }' },
      { "commune", 'amended { { 40, by = "d" }, { from = "2024-03-01", by = "e", unverified(45) } }' },
      { "commune", 'amended { is_true(hilly), { from = "2024-03-01", by = "e", met "s/1" } }' },
    }
    for _, form in ipairs(forms) do
      write(value(form[1], form[2]))
      local rules, message, problems = english:rules(folder)
      assert(rules, form[2] .. ": " .. tostring(message) .. "; " .. tostring(problems and problems[1] and problems[1].message))
    end
    write([[
      criterion { of = "s", id = "3", indicator { id = "3.1", test = is_true(hilly) } }
      standard { id = "better", level = "commune", source = law { "d" }, test = all { met "s", known(income) } }
    ]])
    assert(english:rules(folder))
    local every = 'source = law { "d" }, test = every_criterion { except = { "2" } } }'
    support.write(folder .. "/s.lua", (support.read(folder .. "/s.lua"):gsub('source = law { "d" } }', every, 1)))
    assert(english:rules(folder))
  end)

  it("say what is wrong, once, with what to write", function()
    local slips = {
      { value("province", 'count_of("comune", met "s")'), 'there is no level "comune"; did you mean "commune"?',
        'không có cấp "comune"; có phải là "commune"?' },
      { value("commune", 'count_of("district", is_true(coastal))'), 'write parent("district", value)', 'hãy viết parent("district", giá trị)' },
      { value("province", 'count_of("commune", met "s", { mising = "exclude" })'),
        "count_of has no field `mising`; did you mean `missing`?", "count_of không có trường `mising`; có phải là `missing`?" },
      { value("province", 'count_of("commune", met "s", { missing = "zero" })'),
        '`missing` of count_of is "zero"; write "unknown", "exclude" or "as_not_met"',
        '`missing` của count_of đang là "zero"; hãy ghi "unknown", "exclude" hoặc "as_not_met"' },
      { value("province", 'sum_of("commune", budget)'), '`budget` belongs to the level province', "`budget` thuộc cấp province" },
      { value("province", "income"), 'write sum_of("commune", income)', 'hãy viết sum_of("commune", income)' },
      { value("province", 'count_of("commune", income)'), "write for instance at_least(x, 65)", "hãy viết chẳng hạn at_least(x, 65)" },
      { value("commune", "parent(population)"), 'both district and province know `population`',
        "cả cấp district và cấp province đều có `population`" },
      { value("commune", "in_year(2031, income)"), "figures of 2031 never come", "không bao giờ có số liệu năm 2031" },
      { value("commune", "average_growth(income, { from = 2020 }) * 2"), "may only be compared", "chỉ dùng để so sánh" },
      { value("commune", "last_year(x) + 1"), "x rests on itself: x → last_year → x", "x dựa trên chính nó: x → last_year → x" },
      { value("commune", 'parent("district", y)') .. 'derived { level = "district", id = "y", value = sum_of("commune", x) }',
        'x → parent("district") → y → sum_of("commune") → x', 'x → parent("district") → y → sum_of("commune") → x' },
      { value("commune", 'recognised "z"'), 'there is no standard "z"', 'không có bộ tiêu chí "z"' },
      { value("commune", 'amended { 40, { from = "2024-03-01", by = "f", 45 } }'), 'there is no document "f"', 'không có văn bản "f"' },
      { value("commune", "amended { 40, 45 }"), "from which day and by which document", "từ ngày nào và theo văn bản nào" },
      { 'facts "commune" { y = count { merge = "mean" } }', '`merge` of y is "mean"', '`merge` của y là "mean"' },
      { 'facts "commune" { y = count { carry = true } }', "`carry` of y is true", "`carry` của y là true" },
    }
    for _, slip in ipairs(slips) do
      write(slip[1])
      local said, told = only_problem(english), only_problem(vietnamese)
      assert(said:find(slip[2], 1, true), slip[1] .. said)
      assert(told:find(slip[3], 1, true), slip[1] .. told)
    end
  end)

  it("count what they read from other levels as read", function()
    write(value("province", 'sum_of("commune", population)') .. value("district", 'share_of("commune", is_true(hilly))'))
    local rules, problems = english:rules(folder)
    assert(rules)
    for _, problem in ipairs(problems or {}) do
      assert.is_nil(problem.message:find("commune", 1, true) or problem.message:find("`hilly`", 1, true), problem.message)
    end
  end)
end)
