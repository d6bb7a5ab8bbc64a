-- What the contract says a rule means (design.md §3 and §4), read word by word over plain tables and exact fractions.
-- It knows nothing of how the engine does it: it walks the formula each time, remembers nothing and is slow.
--
-- A value is a fraction, a choice's id, true or false for a yes/no figure, or nil when it is missing. A situation is
-- { year = 2023, facts = { id = "text of the cell" } }.

local fraction = require "fraction"

local verdict = {}

-- --- values ---------------------------------------------------------------------------------------------------

local value_of, test_of

local values = {}

function values.number(node)
  return fraction.parse(node.text)
end

function values.fact(node, situation)
  local text = situation.facts[node.fact.id]
  if text == nil then return nil end
  local kind = node.fact.kind
  if kind == "choice" then return text end
  if kind == "yes_no" then return text == "1" end
  return fraction.parse(text)
end

function values.choice(node)
  return node.id
end

-- Every operand as a list, or nil as soon as one is missing.
local function operands_of(node, situation)
  local list = {}
  for place, operand in ipairs(node) do
    list[place] = value_of(operand, situation)
    if list[place] == nil then return nil end
  end
  return list
end

local function two_numbers(operation)
  return function(node, situation)
    local operands = operands_of(node, situation)
    return operands and operation(operands[1], operands[2])
  end
end

values["+"] = two_numbers(fraction.add)
values["-"] = two_numbers(fraction.subtract)
values["*"] = two_numbers(fraction.multiply)
values["/"] = two_numbers(fraction.divide)
values.share = two_numbers(function(part, whole)
  return fraction.divide(fraction.multiply(fraction.parse("100"), part), whole)
end)

function values.negate(node, situation)
  local operand = value_of(node[1], situation)
  return operand and fraction.negate(operand)
end

function values.rounded(node, situation)
  local operand = value_of(node[1], situation)
  return operand and fraction.round(operand, node.places)
end

local function series(operation)
  return function(node, situation)
    local operands = operands_of(node, situation)
    if operands == nil then return nil end
    local result = operands[1]
    for place = 2, #operands do result = operation(result, operands[place]) end
    return result
  end
end

values.sum = series(fraction.add)
values.smallest = series(function(a, b) return fraction.compare(b, a) < 0 and b or a end)
values.largest = series(function(a, b) return fraction.compare(b, a) > 0 and b or a end)

-- The formula that applies, or nil when it cannot be told: of choose, by and from_year.
local chosen = {}

function chosen.choose(node, situation)
  for _, case in ipairs(node.cases) do
    local result = test_of(case[1], situation)
    if result == "met" then return case[2] end
    if result == "no_data" then return nil end
  end
  return node.otherwise
end

function chosen.by(node, situation)
  local selected = value_of(node.selector, situation)
  if selected == nil then return nil end
  if selected == true then selected = "yes" end
  if selected == false then selected = "no" end
  return node.cases[selected] or node.otherwise
end

function chosen.from_year(node, situation)
  local applies = nil
  for _, entry in ipairs(node.years) do
    if entry[1] <= situation.year then applies = entry[2] end
  end
  return applies
end

for word, choose in pairs(chosen) do
  values[word] = function(node, situation)
    local branch = choose(node, situation)
    if branch == nil then return nil end
    return value_of(branch, situation)
  end
end

function values.derived(node, situation)
  return value_of(node.derived.value, situation)
end

function values.unverified(node, situation)
  return value_of(node[1], situation)
end

function values.pending()
  return nil
end

function values.delegated()
  return nil
end

function value_of(node, situation)
  return values[node.word](node, situation)
end

-- --- tests ----------------------------------------------------------------------------------------------------

local tests = {}

local function said(holds)
  return holds and "met" or "not_met"
end

local function comparison(holds)
  return function(node, situation)
    local operands = operands_of(node, situation)
    if operands == nil then return "no_data" end
    return said(holds(fraction.compare(operands[1], operands[2])))
  end
end

tests.at_least = comparison(function(order) return order >= 0 end)
tests.at_most = comparison(function(order) return order <= 0 end)
tests.more_than = comparison(function(order) return order > 0 end)
tests.less_than = comparison(function(order) return order < 0 end)

local function same(a, b)
  if getmetatable(a) == fraction then return fraction.compare(a, b) == 0 end
  return a == b
end

function tests.equals(node, situation)
  local operands = operands_of(node, situation)
  if operands == nil then return "no_data" end
  return said(same(operands[1], operands[2]))
end

function tests.between(node, situation)
  local operands = operands_of(node, situation)
  if operands == nil then return "no_data" end
  return said(fraction.compare(operands[2], operands[1]) <= 0 and fraction.compare(operands[1], operands[3]) <= 0)
end

function tests.one_of(node, situation)
  local asked = value_of(node[1], situation)
  if asked == nil then return "no_data" end
  for _, constant in ipairs(node.constants) do
    if same(asked, value_of(constant, situation)) then return "met" end
  end
  return "not_met"
end

function tests.is_true(node, situation)
  local asked = value_of(node[1], situation)
  if asked == nil then return "no_data" end
  return said(asked)
end

function tests.known(node, situation)
  return said(value_of(node[1], situation) ~= nil)
end

-- How many of the verdicts are which.
local function counted(list)
  local count = { met = 0, not_met = 0, no_data = 0, not_applicable = 0 }
  for _, one in ipairs(list) do count[one] = count[one] + 1 end
  count.applicable = #list - count.not_applicable
  return count
end

local function tests_of(node, situation)
  local list = {}
  for place, operand in ipairs(node) do list[place] = test_of(operand, situation) end
  return list
end

local function all_of(list)
  local count = counted(list)
  if count.applicable == 0 then return "not_applicable" end
  if count.not_met > 0 then return "not_met" end
  if count.no_data > 0 then return "no_data" end
  return "met"
end

function tests.all(node, situation)
  return all_of(tests_of(node, situation))
end

function tests.any(node, situation)
  local count = counted(tests_of(node, situation))
  if count.applicable == 0 then return "not_applicable" end
  if count.met > 0 then return "met" end
  if count.no_data > 0 then return "no_data" end
  return "not_met"
end

function tests.none(node, situation)
  local opposite = { met = "not_met", not_met = "met", no_data = "no_data", not_applicable = "not_applicable" }
  local list = tests_of(node, situation)
  for place, one in ipairs(list) do list[place] = opposite[one] end
  return all_of(list)
end

function tests.at_least_n(node, situation)
  local count = counted(tests_of(node, situation))
  if count.applicable == 0 then return "not_applicable" end
  if count.met >= node.n then return "met" end
  if count.met + count.no_data >= node.n then return "no_data" end
  return "not_met"
end

function tests.met(node, situation)
  return verdict.of(node.target, situation)
end

function tests.every_criterion(node, situation)
  local list = {}
  for _, criterion in ipairs(node.standard.parts) do
    if not node.except[criterion.id] then list[#list + 1] = verdict.of(criterion, situation) end
  end
  return all_of(list)
end

for word, choose in pairs(chosen) do
  tests[word] = function(node, situation)
    local branch = choose(node, situation)
    if branch == nil then return "no_data" end
    return test_of(branch, situation)
  end
end

function tests.unverified(node, situation)
  return test_of(node[1], situation)
end

function tests.pending()
  return "no_data"
end

function tests.delegated()
  return "no_data"
end

function test_of(node, situation)
  return tests[node.word](node, situation)
end

-- --- standards, criteria, indicators --------------------------------------------------------------------------

local function judge(judged, situation)
  if judged.applies_when then
    local applies = test_of(judged.applies_when, situation)
    if applies == "not_met" or applies == "not_applicable" then return "not_applicable" end
    if applies == "no_data" then return "no_data" end
  end
  if judged.test then return test_of(judged.test, situation) end
  local list = {}
  for place, part in ipairs(judged.parts) do list[place] = verdict.of(part, situation) end
  return all_of(list)
end

-- judged.test decides; without one, all of its parts do. judged.applies_when may say that it does not apply. A
-- situation with a table `said` has what was found out once written there.
function verdict.of(judged, situation)
  local said_before = situation.said and situation.said[judged]
  if said_before then return said_before end
  local found = judge(judged, situation)
  if situation.said then situation.said[judged] = found end
  return found
end

verdict.value = value_of
verdict.test = test_of

return verdict
