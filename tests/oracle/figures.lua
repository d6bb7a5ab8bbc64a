-- Random figures for a rulebook: missing ones, zeros, extremes, and above all such as put a value exactly on, one unit
-- below and one unit above what it is compared with.

local fraction = require "fraction"
local verdict = require "verdict"
local writing = require "writing"

local figures = {}

-- How large figures get, in bits. Which arithmetic the engine may use for a column depends on it.
local SIZES = { 8, 14, 21, 30, 38, 46, 54, 63 }
local TUNED_BITS = 60 -- figures that are tuned stay where adding a few does not leave 64 bits

local function is_number(fact)
  return fact.kind == "count" or fact.kind == "amount"
end

-- The bounds a figure must keep, scaled.
local function bounds(fact)
  local low = fact.minimum or (fact.kind == "count" and 0) or -math.maxinteger
  return low, fact.maximum or math.maxinteger
end

local function random_number(chance, fact, bits)
  local low, high = bounds(fact)
  local draw = chance:between(1, 100)
  local value
  if draw <= 10 then
    value = 0
  elseif draw <= 14 then
    value = chance:pick { 1, -1 }
  elseif draw <= 17 then
    value = bits == 63 and math.maxinteger or (1 << bits) - 1
  elseif draw <= 20 then
    value = chance:pick { low, high }
  else
    value = chance:bits(math.min(62, chance:between(1, bits)))
  end
  if draw > 20 and draw <= 45 then value = value - value % chance:pick { 10, 100, 1000 } end
  if low < 0 and chance:percent(25) then value = -value end
  if bits < 63 and math.abs(value) >= 1 << bits then value = value % (1 << bits) end
  if value < low or value > high then -- only where the bounds are narrow enough to be folded into
    value = high < math.maxinteger and low + value % (high - low + 1) or low + value % (1 << 20)
  end
  return value
end

-- A part is not larger than its whole.
local function keep_parts(chance, facts, scaled)
  for _, fact in ipairs(facts) do
    local part, whole = scaled[fact.id], fact.part_of and scaled[fact.part_of.id]
    if part and whole and part > whole then
      scaled[fact.id] = (whole <= 0 or chance:percent(20)) and whole or part % (whole + 1)
    end
  end
end

local function random_cell(chance, fact)
  if fact.kind == "yes_no" then return chance:pick { "0", "1" } end
  return chance:pick(fact.choices)
end

-- --- on the threshold -----------------------------------------------------------------------------------------

-- Calls visit(node) for a formula and everything inside it, derived values included.
local function walk(node, visit)
  visit(node)
  for _, operand in ipairs(node) do walk(operand, visit) end
  for _, case in ipairs(node.cases or {}) do -- of choose
    walk(case[1], visit)
    walk(case[2], visit)
  end
  for _, key in ipairs(node.keys or {}) do walk(node.cases[key], visit) end -- of by
  for _, entry in ipairs(node.years or {}) do walk(entry[2], visit) end
  if node.otherwise then walk(node.otherwise, visit) end
  if node.selector then walk(node.selector, visit) end
  if node.derived then walk(node.derived.value, visit) end
end

figures.walk = walk

local ordered = { at_least = true, at_most = true, more_than = true, less_than = true, equals = true, between = true }

-- Every { side, side, facts } of the rulebook that a figure can bring to a tie.
local function ties_of(rulebook)
  local ties, seen = {}, {}
  local function tie(node, a, b)
    local numbers, facts = true, {}
    for _, side in ipairs { a, b } do
      walk(side, function(inner)
        if inner.word == "fact" and is_number(inner.fact) and not facts[inner.fact] then
          facts[inner.fact] = true
          facts[#facts + 1] = inner.fact
        end
      end)
      if not side.top then numbers = false end
    end
    if numbers and #facts > 0 then ties[#ties + 1] = { a, b, facts = facts, word = node.word } end
  end
  local function visit(node)
    if not ordered[node.word] or seen[node] then return end
    seen[node] = true
    tie(node, node[1], node[2])
    if node[3] then tie(node, node[1], node[3]) end
  end
  for _, standard in ipairs(rulebook.standards) do
    if standard.test then walk(standard.test, visit) end
    for _, criterion in ipairs(standard.parts) do
      for _, indicator in ipairs(criterion.parts) do
        walk(indicator.test, visit)
        if indicator.applies_when then walk(indicator.applies_when, visit) end
      end
    end
  end
  return ties
end

-- Where the figure of `fact` may move to, given the others.
local function room(facts, scaled, fact, bits)
  local low, high = bounds(fact)
  local limit = (1 << math.max(20, math.min(bits, TUNED_BITS))) - 1
  low, high = math.max(low, -limit), math.min(high, limit)
  for _, other in ipairs(facts) do
    if other == fact and fact.part_of and scaled[fact.part_of.id] then high = math.min(high, scaled[fact.part_of.id]) end
    if other.part_of == fact and scaled[other.id] then low = math.max(low, scaled[other.id]) end
  end
  return low, high
end

-- Where a straight line through two neighbouring figures says that the difference is zero, rounded down, or nil.
local function straight_guess(difference, from, low, high)
  local step = from < high and from + 1 or from - 1
  local start, next_one = difference(from), difference(step)
  if not start or not next_one then return nil end
  local slope = fraction.subtract(next_one, start)
  if slope:is_zero() then return nil end
  local moved = fraction.divide(fraction.multiply(start, fraction.scaled(step - from, 0)), slope)
  local guess = fraction.floor_scaled(fraction.subtract(fraction.scaled(from, 0), moved), 0)
  return guess and math.max(low, math.min(high - 1, guess))
end

-- The last figure before the difference of the two sides changes its sign, or nil.
local function crossing(difference, from, low, high)
  local function sign(value)
    local found = difference(value)
    return found and found:sign()
  end
  local guess = straight_guess(difference, from, low, high)
  if not guess then return nil end
  local before, after = sign(guess), sign(guess + 1)
  if before and after and before * after <= 0 then return guess end
  for _, stop in ipairs { guess, low, high } do -- not a straight line: halve where the sign changes
    local bottom, top = math.min(from, stop), math.max(from, stop)
    local sign_bottom, sign_top = sign(bottom), sign(top)
    while sign_bottom and sign_top and sign_bottom * sign_top < 0 do
      if top - bottom == 1 then return bottom end
      local middle = (bottom + top) // 2
      local found = sign(middle)
      if found == 0 then return middle end
      if found == sign_bottom then bottom = middle else top, sign_top = middle, found end
    end
  end
  return nil
end

-- Moves one figure to where the sides of the tie are equal, or next to it. Whether it could.
local function tune(chance, rulebook, tie, fact, situation, scaled, bits)
  local from = scaled[fact.id]
  if not from or math.abs(from) >= 1 << TUNED_BITS then return false end
  local low, high = room(rulebook.facts, scaled, fact, bits)
  if low >= high or from < low or from > high then return false end
  local function difference(value)
    situation.facts[fact.id] = writing.decimal(value, fact.places)
    local a, b = verdict.value(tie[1], situation), verdict.value(tie[2], situation)
    return a and b and fraction.subtract(a, b)
  end
  local found = crossing(difference, from, low, high)
  if found then from = math.max(low, math.min(high, found + chance:pick { -1, 0, 0, 1, 1, 2 })) end
  scaled[fact.id] = from
  situation.facts[fact.id] = writing.decimal(from, fact.places)
  return found ~= nil
end

-- Brings some of the ties about, none by a figure that one before rests on.
local function tune_some(chance, rulebook, ties, situation, scaled, bits)
  local taken = {}
  for _ = 1, #ties > 0 and chance:between(0, 14) or 0 do
    local tie = chance:pick(ties)
    local first = chance:between(1, #tie.facts)
    for place = first, math.min(first + 2, #tie.facts) do
      local fact = tie.facts[place]
      if not taken[fact] and tune(chance, rulebook, tie, fact, situation, scaled, bits) then
        for _, other in ipairs(tie.facts) do taken[other] = true end
        break
      end
    end
  end
end

-- --- situations -----------------------------------------------------------------------------------------------

local function random_situation(chance, rulebook, ties, year, bits)
  local situation, scaled = { year = year, facts = {} }, {}
  for _, fact in ipairs(rulebook.facts) do
    if is_number(fact) then
      scaled[fact.id] = random_number(chance, fact, bits)
    else
      situation.facts[fact.id] = random_cell(chance, fact)
    end
  end
  keep_parts(chance, rulebook.facts, scaled)
  for _, fact in ipairs(rulebook.facts) do
    if scaled[fact.id] then situation.facts[fact.id] = writing.decimal(scaled[fact.id], fact.places) end
  end
  tune_some(chance, rulebook, ties, situation, scaled, bits)
  local missing = chance:pick { 0, 0, 5, 10, 20 }
  for _, fact in ipairs(rulebook.facts) do
    if chance:percent(missing) then situation.facts[fact.id] = nil end
  end
  return situation
end

-- For some years of the period, the situations of so many units, all of a year of about one size. A unit may have no
-- figure at all.
function figures.random(chance, rulebook, units, years)
  local ties, list = ties_of(rulebook), {}
  for year = rulebook.first_year, rulebook.last_year do
    local needed = #list == 0 and year == rulebook.last_year
    if #list < years * units and (needed or chance:percent(70)) then
      local bits = chance:pick(SIZES)
      for unit = 1, units do
        local situation = random_situation(chance, rulebook, ties, year, bits)
        situation.unit = ("%05d"):format(unit)
        if unit == units then situation.facts = {} end
        list[#list + 1] = situation
      end
    end
  end
  return list
end

return figures
