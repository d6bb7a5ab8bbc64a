-- What the contract says of rules that look at other units, years and the register (design.md §3 and §4), read word by
-- word. Every range is found by trying out how what is missing could come out; nothing is remembered and all of it slow.
--
-- A number is { low, high, lacks = true }: fractions, false for an end that is open; known when both are the same and
-- some completion without a value is out of the question. nil: nothing is known. A choice is its id, a yes/no figure true or
-- false, a test one of the four verdicts. A situation is { world =, unit =, year = }; a world has units (code, level,
-- parent, from, to), facts[code][year][id] = text, register[standard] = { { unit, decided, revoked }, ... }.

local fraction = require "fraction"

local around = {}

local ZERO, ONE, HUNDRED = fraction.parse "0", fraction.parse "1", fraction.parse "100"
local HUGE = fraction.parse("1" .. ("0"):rep(90)) -- stands for an open end while ends are tried out
local BEYOND = fraction.parse("1" .. ("0"):rep(45))
local TINY = fraction.divide(ONE, BEYOND)

-- --- ranges ---------------------------------------------------------------------------------------------------

local function exactly(number)
  return { low = number, high = number }
end

function around.known(value)
  return value and value.low and value.high and not value.lacks and fraction.compare(value.low, value.high) == 0
end
local known = around.known

local function range(low, high, lacks)
  if not low and not high then return nil end
  return { low = low, high = high, lacks = lacks or nil }
end

local function smaller(a, b) return (not a or fraction.compare(b, a) < 0) and b or a end
local function larger(a, b) return (not a or fraction.compare(b, a) > 0) and b or a end

local function size(number)
  return number:sign() < 0 and fraction.negate(number) or number
end

-- What an operation comes to over both ends of every operand; it goes one way in each of them.
local function try_ends(operands, operation)
  local low, high
  local function try(place, chosen)
    if place > #operands then
      local result = operation(chosen)
      if not result:is_zero() and fraction.compare(size(result), TINY) < 0 then result = ZERO end
      low, high = smaller(low, result), larger(high, result)
      return
    end
    chosen[place] = operands[place].low or fraction.negate(HUGE)
    try(place + 1, chosen)
    chosen[place] = operands[place].high or HUGE
    try(place + 1, chosen)
  end
  try(1, {})
  if fraction.compare(size(low), BEYOND) > 0 then low = false end
  if fraction.compare(size(high), BEYOND) > 0 then high = false end
  return low, high
end

local function contains_zero(value)
  return not (value.low and value.low:sign() > 0) and not (value.high and value.high:sign() < 0)
end

local value_of, test_of

-- --- where units lie -------------------------------------------------------------------------------------------

local function present(unit, year)
  local day = year .. "-12-31"
  return (not unit.from or unit.from <= day) and (not unit.to or day <= unit.to)
end
around.present = present

local function lies_below(world, unit, above)
  local code = unit.parent
  while code do
    if code == above.code then return true end
    code = world.by_code[code].parent
  end
  return false
end

local function below(situation, level)
  local list = {}
  for _, unit in ipairs(situation.world.units) do
    if unit.level == level and present(unit, situation.year) and lies_below(situation.world, unit, situation.unit) then
      list[#list + 1] = { world = situation.world, unit = unit, year = situation.year }
    end
  end
  return list
end

-- --- aggregates ------------------------------------------------------------------------------------------------

-- Those asked about, each with whether it is only perhaps one of them.
local function members_of(node, situation)
  local list, any = {}, false
  for _, member in ipairs(below(situation, node.level)) do
    any = true
    local where = node.where and test_of(node.where, member) or "met"
    local perhaps = where == "no_data"
    if where == "met" or (perhaps and node.missing ~= "exclude") then
      list[#list + 1] = { situation = member, perhaps = perhaps }
    end
  end
  return list, any
end

-- Every pair of how many could be asked about and how many of those meet the test.
local function pairs_of(node, members)
  local reached = { [0] = { [0] = true } }
  for _, member in ipairs(members) do
    local verdict = test_of(node[1], member.situation)
    if verdict == "no_data" and node.missing == "as_not_met" then verdict = "not_met" end
    local left_out = verdict == "not_applicable" or (verdict == "no_data" and node.missing == "exclude")
    if not left_out then
      local next_reached = {}
      local function reach(all, met)
        next_reached[all] = next_reached[all] or {}
        next_reached[all][met] = true
      end
      for all, mets in pairs(reached) do
        for met in pairs(mets) do
          if member.perhaps then reach(all, met) end
          if verdict ~= "not_met" then reach(all + 1, met + 1) end
          if verdict ~= "met" then reach(all + 1, met) end
        end
      end
      reached = next_reached
    end
  end
  return reached
end

local function whole(number) return fraction.scaled(number, 0) end

local function over_tests(node, members)
  local low, high, lacks
  for all, mets in pairs(pairs_of(node, members)) do
    for met in pairs(mets) do
      local result
      if node.word == "count_of" then
        result = whole(met)
      elseif all > 0 then
        result = fraction.divide(whole(100 * met), whole(all))
      else
        lacks = true
      end
      if result then low, high = smaller(low, result), larger(high, result) end
    end
  end
  return low and range(low, high, lacks)
end

local function named(node)
  while node.word == "derived" or node.word == "unverified" do
    node = node.word == "derived" and node.derived.value or node[1]
  end
  return node
end

-- Where a number can lie before anything is known of it.
local function declared(node)
  node = named(node)
  if node.word == "rounded" then
    local inner = declared(node[1])
    local low = inner.low and fraction.round(inner.low, node.places)
    return { low = low, high = inner.high and fraction.round(inner.high, node.places) }
  end
  if node.word == "fact" then
    local fact = node.fact
    return { low = fact.minimum and fraction.scaled(fact.minimum, fact.places),
      high = fact.maximum and fraction.scaled(fact.maximum, fact.places) }
  end
  if node.word == "share" then
    local part, all = named(node[1]), named(node[2])
    if part.word == "fact" and all.word == "fact" and part.fact.part_of == all.fact then
      return { low = ZERO, high = HUNDRED }
    end
  end
  return {}
end

-- A member's number: where it lies, and whether that is known. One that may turn out to be no number can be any.
local function read_number(node, member)
  local value = value_of(node, member.situation)
  if known(value) then return value, true end
  local span = declared(node)
  if value and not value.lacks then span = { low = value.low or span.low, high = value.high or span.high } end
  return span, false
end

local function over_sum(node, members)
  local low, high = ZERO, ZERO
  for _, member in ipairs(members) do
    local value, is_known = read_number(node[1], member)
    if is_known or node.missing ~= "exclude" then
      local least, most = value.low, value.high
      if member.perhaps and least then least = smaller(least, ZERO) end
      if member.perhaps and most then most = larger(most, ZERO) end
      low = low and least and fraction.add(low, least)
      high = high and most and fraction.add(high, most)
    end
  end
  return range(low, high)
end

-- One end of a mean: over every way in which each can weigh its least, its most, or nothing when it may be left out.
local function mean_end(terms, towards, better)
  local best, lacks
  local function try(place, top, bottom)
    if place > #terms then
      if bottom:is_zero() then
        lacks = true
      else
        best = better(best, fraction.divide(top, bottom))
      end
      return
    end
    local term = terms[place]
    local value = term.value[towards] or (towards == "low" and fraction.negate(HUGE) or HUGE)
    local function weigh(weight)
      try(place + 1, fraction.add(top, fraction.multiply(value, weight)), fraction.add(bottom, weight))
    end
    if term.perhaps then try(place + 1, top, bottom) end
    weigh(term.weight.low)
    if not term.weight.high then
      best = better(best, value) -- outweighs all others, nearly
    elseif fraction.compare(term.weight.low, term.weight.high) ~= 0 then
      weigh(term.weight.high)
    end
  end
  try(1, ZERO, ZERO)
  if best and fraction.compare(size(best), BEYOND) > 0 then best = false end
  return best, lacks
end

local function over_mean(node, members)
  local terms = {}
  for _, member in ipairs(members) do
    local value, is_known = read_number(node[1], member)
    local weight, weight_known = exactly(ONE), true
    if node.weight then
      weight, weight_known = read_number(node.weight, member)
      if not weight.low or weight.low:sign() < 0 then weight.low = ZERO end
    end
    local nothing = weight.high and weight.high:is_zero()
    if not nothing and (node.missing ~= "exclude" or (is_known and weight_known)) then
      terms[#terms + 1] = { value = value, weight = weight, perhaps = member.perhaps }
    end
  end
  local low, lacks = mean_end(terms, "low", smaller)
  local high = mean_end(terms, "high", larger)
  if low == nil then return nil end
  return range(low, high, lacks)
end

local function aggregate(over)
  return function(node, situation)
    local members, any = members_of(node, situation)
    if not any then return node.empty and exactly(fraction.parse(node.empty)) end
    return over(node, members)
  end
end

-- --- values ----------------------------------------------------------------------------------------------------

local values = {
  count_of = aggregate(over_tests), share_of = aggregate(over_tests),
  sum_of = aggregate(over_sum), mean_of = aggregate(over_mean),
}

function values.number(node) return exactly(fraction.parse(node.text)) end

function values.choice(node) return node.id end

function values.fact(node, situation)
  local years = situation.world.facts[situation.unit.code] or {}
  local text = (years[situation.year] or {})[node.fact.id]
  if text == nil then return nil end
  if node.fact.kind == "choice" then return text end
  if node.fact.kind == "yes_no" then return text == "1" end
  return exactly(fraction.parse(text))
end

local function operation(compute)
  return function(node, situation)
    local operands, lacks = {}, nil
    for place, operand in ipairs(node) do
      operands[place] = value_of(operand, situation)
      if operands[place] == nil then return nil end
      lacks = lacks or operands[place].lacks
    end
    if (node.word == "/" or node.word == "share") and contains_zero(operands[2]) then return nil end
    local low, high = try_ends(operands, function(chosen) return compute(chosen, node) end)
    return range(low, high, lacks)
  end
end

local function fold(compute)
  return operation(function(chosen)
    local result = chosen[1]
    for place = 2, #chosen do result = compute(result, chosen[place]) end
    return result
  end)
end

values["+"], values.sum = fold(fraction.add), fold(fraction.add)
values["-"], values["*"], values["/"] = fold(fraction.subtract), fold(fraction.multiply), fold(fraction.divide)
values.smallest, values.largest = fold(smaller), fold(larger)
values.negate = operation(function(chosen) return fraction.negate(chosen[1]) end)
values.rounded = operation(function(chosen, node) return fraction.round(chosen[1], node.places) end)
values.share = operation(function(chosen)
  return fraction.divide(fraction.multiply(HUNDRED, chosen[1]), chosen[2])
end)

function values.derived(node, situation) return value_of(node.derived.value, situation) end

function values.unverified(node, situation) return value_of(node[1], situation) end

function values.pending() return nil end

-- The same unit in another year, as that year ended; nil where it was not there.
local function in_year(situation, year)
  if not present(situation.unit, year) then return nil end
  return { world = situation.world, unit = situation.unit, year = year }
end

local function nearest_above(node, situation)
  local code = situation.unit.parent
  while code do
    local unit = situation.world.by_code[code]
    if unit.level == node.level then
      return present(unit, situation.year) and { world = situation.world, unit = unit, year = situation.year } or nil
    end
    code = unit.parent
  end
  return nil
end

local elsewhere = {
  in_year = function(node, situation) return in_year(situation, node.year) end,
  last_year = function(_, situation) return in_year(situation, situation.year - 1) end,
  parent = nearest_above,
}

for word, find in pairs(elsewhere) do
  values[word] = function(node, situation)
    local there = find(node, situation)
    return there and value_of(node[1], there)
  end
end

function values.total_since(node, situation)
  local low, high, lacks = ZERO, ZERO, nil
  if node.year > situation.year then return nil end
  for year = node.year, situation.year do
    local there = in_year(situation, year)
    local value = there and value_of(node[1], there)
    if not value then return nil end
    low = low and value.low and fraction.add(low, value.low)
    high = high and value.high and fraction.add(high, value.high)
    lacks = lacks or value.lacks
  end
  return range(low, high, lacks)
end

function values.average_fall(node, situation)
  local years = situation.year - node.year
  if years <= 0 then return nil end
  local before = in_year(situation, node.year)
  local base, now = before and value_of(node[1], before), value_of(node[1], situation)
  if not base or not now then return nil end
  local low, high = try_ends({ base, now }, function(chosen)
    return fraction.divide(fraction.subtract(chosen[1], chosen[2]), whole(years))
  end)
  return range(low, high, base.lacks or now.lacks)
end

function values.failed_share(node, situation)
  local count = { met = 0, not_met = 0, no_data = 0, not_applicable = 0 }
  for _, criterion in ipairs(node.standard.parts) do
    local one = around.of(criterion, situation)
    count[one] = count[one] + 1
  end
  local all = count.met + count.not_met + count.no_data
  if all == 0 then return nil end
  return range(fraction.divide(whole(100 * count.not_met), whole(all)),
    fraction.divide(whole(100 * (count.not_met + count.no_data)), whole(all)))
end

function values.choose(node, situation)
  for _, case in ipairs(node.cases) do
    local verdict = test_of(case[1], situation)
    if verdict == "met" then return value_of(case[2], situation) end
    if verdict == "no_data" then return nil end
  end
  return value_of(node.otherwise, situation)
end

function values.from_year(node, situation)
  local applies
  for _, entry in ipairs(node.years) do
    if entry[1] <= situation.year then applies = entry[2] end
  end
  return applies and value_of(applies, situation)
end

function values.amended(node, situation)
  local applies
  for _, entry in ipairs(node.days) do
    if not entry[1] or entry[1] <= situation.year .. "-12-31" then applies = entry[2] end
  end
  return applies and value_of(applies, situation)
end

function value_of(node, situation)
  return values[node.word](node, situation)
end

-- --- comparisons -----------------------------------------------------------------------------------------------

local function power(number, exponent)
  local result = ONE
  for _ = 1, exponent do result = fraction.multiply(result, number) end
  return result
end

-- Growth against a percentage by powers: -1, 0 or 1.
local function compare_growth(now, base, years, percent)
  local step = fraction.add(HUNDRED, percent)
  if step:sign() <= 0 then return 1 end
  return fraction.compare(fraction.multiply(now, power(HUNDRED, years)), fraction.multiply(base, power(step, years)))
end

-- How the first can lie to the second: { [-1] = true, ... }, or nil when it decides nothing.
local function orders_of(a, b, situation)
  local least, most
  if a.word == "average_growth" then
    local years, before = situation.year - a.year, in_year(situation, a.year)
    local base, now = before and value_of(a[1], before), value_of(a[1], situation)
    local percent = value_of(b, situation)
    if years <= 0 or not base or not now or not known(percent) or base.lacks or now.lacks then return nil end
    if not base.low or base.low:sign() <= 0 or not now.low or now.low:sign() <= 0 then return nil end
    least = base.high and compare_growth(now.low, base.high, years, percent.low) or -1
    most = now.high and compare_growth(now.high, base.low, years, percent.low) or 1
  else
    local x, y = value_of(a, situation), value_of(b, situation)
    if not x or not y or x.lacks or y.lacks then return nil end
    least = x.low and y.high and fraction.compare(x.low, y.high) or -1
    most = x.high and y.low and fraction.compare(x.high, y.low) or 1
  end
  local orders = {}
  for order = -1, 1 do
    local between = order == 0 and least <= 0 and most >= 0
    if order == least or order == most or between then orders[order] = true end
  end
  return orders
end

local function compare(holding)
  return function(node, situation)
    local orders = orders_of(node[1], node[2], situation)
    if not orders then return "no_data" end
    local some, all = false, true
    for order in pairs(orders) do
      if holding[order] then some = true else all = false end
    end
    return all and "met" or some and "no_data" or "not_met"
  end
end

local tests = {
  at_least = compare { [0] = true, [1] = true }, at_most = compare { [0] = true, [-1] = true },
  more_than = compare { [1] = true }, less_than = compare { [-1] = true }, equals = compare { [0] = true },
}

function tests.between(node, situation)
  local low = tests.at_least({ node[1], node[2] }, situation)
  local high = tests.at_most({ node[1], node[3] }, situation)
  for _, operand in ipairs(node) do
    local value = operand.word == "average_growth" and { low = ONE } or value_of(operand, situation)
    if not value or value.lacks then return "no_data" end
  end
  if low == "not_met" or high == "not_met" then return "not_met" end
  return low == "met" and high == "met" and "met" or "no_data"
end

function tests.equals_choice(node, situation)
  local a, b = value_of(node[1], situation), value_of(node[2], situation)
  if a == nil or b == nil then return "no_data" end
  return a == b and "met" or "not_met"
end

function tests.is_true(node, situation)
  local value = value_of(node[1], situation)
  if value == nil then return "no_data" end
  return value and "met" or "not_met"
end

function tests.known(node, situation)
  local value = value_of(node[1], situation)
  if type(value) == "table" then return known(value) and "met" or "not_met" end
  return value ~= nil and "met" or "not_met"
end

-- --- combinations ----------------------------------------------------------------------------------------------

local function counted(list, situation)
  local count = { met = 0, not_met = 0, no_data = 0, not_applicable = 0 }
  for _, one in ipairs(list) do
    local verdict = one.word and test_of(one, situation) or around.of(one, situation)
    count[verdict] = count[verdict] + 1
  end
  count.applicable = count.met + count.not_met + count.no_data
  return count
end

local function all_of(count)
  if count.applicable == 0 then return "not_applicable" end
  return count.not_met > 0 and "not_met" or count.no_data > 0 and "no_data" or "met"
end

function tests.all(node, situation) return all_of(counted(node, situation)) end

function tests.any(node, situation)
  local count = counted(node, situation)
  if count.applicable == 0 then return "not_applicable" end
  return count.met > 0 and "met" or count.no_data > 0 and "no_data" or "not_met"
end

function tests.none(node, situation)
  local count = counted(node, situation)
  if count.applicable == 0 then return "not_applicable" end
  return count.met > 0 and "not_met" or count.no_data > 0 and "no_data" or "met"
end

function tests.at_least_n(node, situation)
  local count = counted(node, situation)
  if count.applicable == 0 then return "not_applicable" end
  return count.met >= node.n and "met" or count.met + count.no_data >= node.n and "no_data" or "not_met"
end

function tests.met(node, situation) return around.of(node.target, situation) end

function tests.recognised(node, situation)
  local list = situation.world.register[node.standard.id] or {}
  if #list == 0 then return "no_data" end
  local day = situation.year .. "-12-31"
  for _, entry in ipairs(list) do
    local decided = entry.unit == situation.unit.code and entry.decided <= day
    if decided and (not entry.revoked or day < entry.revoked) then return "met" end
  end
  return "not_met"
end

for word, find in pairs(elsewhere) do
  tests[word] = function(node, situation)
    local there = find(node, situation)
    return there and test_of(node[1], there) or "no_data"
  end
end

function tests.unverified(node, situation) return test_of(node[1], situation) end

function test_of(node, situation)
  return tests[node.word](node, situation)
end

-- --- standards, criteria, indicators ---------------------------------------------------------------------------

local function judge(judged, situation)
  if judged.applies_when then
    local applies = test_of(judged.applies_when, situation)
    if applies ~= "met" then return applies == "no_data" and "no_data" or "not_applicable" end
  end
  if judged.test then return test_of(judged.test, situation) end
  return all_of(counted(judged.parts, situation))
end

-- judged.test decides; without one, all of its parts do.
function around.of(judged, situation)
  return judge(judged, situation)
end

around.value, around.test = value_of, test_of

return around
