-- Random rulebooks that the engine must accept: facts of every kind, derived values, standards of criteria and
-- indicators whose formulas nest every word that looks at one unit and one year.
--
-- A formula is a plain table { word = "share", operand, operand } that verdict.lua reads and writing.lua writes out.
-- Numbers carry what the loader asks of them: whether they are a percentage (shares are not multiplied with each
-- other: their unit of measure would no longer be one that can be compared), and how many bits their parts can have.

local LEVEL_BITS = 900 -- the engine refuses formulas that could pass 1,024
local FIRST_YEAR, LAST_YEAR = 2021, 2025

local rulebook = {}

local maker = {} -- what is being made: its chance, its facts and what can be referred to
maker.__index = maker

-- --- facts ----------------------------------------------------------------------------------------------------

function maker:whole_part_pair(places, kind)
  local number = #self.facts + 1
  local whole = { id = "whole_" .. number, kind = kind, places = places }
  local part = { id = "part_" .. number, kind = kind, places = places, part_of = whole }
  self.facts[number], self.facts[number + 1] = whole, part
end

function maker:measure()
  local chance, number = self.chance, #self.facts + 1
  local fact = { id = "figure_" .. number, kind = chance:percent(50) and "count" or "amount", places = 0 }
  if fact.kind == "amount" then fact.places = chance:pick { 0, 1, 2, 2, 3, 6, 9 } end
  if chance:percent(12) then fact.unit = "%" end
  if chance:percent(30) then
    local bits = chance:pick { 3, 7, 10, 20, 32, 45 }
    fact.maximum = chance:bits(bits) + 1
    fact.minimum = chance:percent(50) and -chance:bits(bits) or 0
  elseif fact.kind == "count" and chance:percent(15) then
    fact.minimum = -chance:bits(20) - 1
  end
  self.facts[number] = fact
end

function maker:make_facts()
  local chance = self.chance
  for _ = 1, chance:between(1, 3) do
    local places = chance:pick { 0, 0, 0, 1, 2, 3 }
    self:whole_part_pair(places, places > 0 and "amount" or chance:pick { "count", "amount" })
  end
  for _ = 1, chance:between(2, 7) do self:measure() end
  for number = 1, chance:between(1, 3) do
    self.facts[#self.facts + 1] = { id = "flag_" .. number, kind = "yes_no" }
  end
  local domains = {}
  for number = 1, 2 do
    domains[number] = {}
    local size = chance:percent(8) and chance:pick { 127, 128, 129, 255, 256, 257, 300 } or chance:between(1, 6)
    for place = 1, size do domains[number][place] = ("choice_%d_%d"):format(number, place) end
  end
  for number = 1, chance:between(1, 3) do
    self.facts[#self.facts + 1] = { id = "kind_" .. number, kind = "choice", choices = domains[number % 2 + 1] }
  end
end

-- --- numbers --------------------------------------------------------------------------------------------------

local function bits_of(value)
  local bits = 0
  value = math.abs(value)
  while value > 0 do bits, value = bits + 1, value >> 1 end
  return bits
end

-- The same sum the engine does when it reads rules, without its refinements, so never less than the engine's.
local bound = {}

function bound.sum(a, b)
  return math.max(a.top + b.bottom, b.top + a.bottom) + 1, a.bottom + b.bottom
end
bound["+"], bound["-"] = bound.sum, bound.sum
bound["*"] = function(a, b) return a.top + b.top, a.bottom + b.bottom end
bound["/"] = function(a, b) return a.top + b.bottom + 7, a.bottom + b.top end
bound.share = bound["/"]

local function either(a, b)
  return math.max(a.top, b.top), math.max(a.bottom, b.bottom)
end

-- Gives a number node its bits and unit from its operands; nil when it could grow too large.
local function sized(node, operands)
  local top, bottom, percent = operands[1].top, operands[1].bottom, operands[1].percent
  for place = 2, #operands do
    top, bottom = (bound[node.word] or either)({ top = top, bottom = bottom }, operands[place])
    percent = percent or operands[place].percent
  end
  if node.word == "rounded" then top, bottom = top + 4 * node.places + 1, 4 * node.places + 1 end
  if node.word == "share" then percent = true end
  if top > LEVEL_BITS or bottom > LEVEL_BITS then return nil end
  node.top, node.bottom, node.percent = top, bottom, percent
  return node
end

local function literal(text)
  local digits = text:gsub("[^%d]", "")
  return { word = "number", text = text, top = 4 * #digits, bottom = 4 * #digits + 1 }
end

local function has_other_than_zero(text)
  return text:find("[1-9]") ~= nil
end

-- A number as a rule file can write it: at most 15 digits with a point, and from 0 to 100 where a percentage is meant.
function maker:literal(want)
  local chance = self.chance
  local text
  repeat
    if want.hundred then
      text = chance:weighted {
        { 6, ("%d"):format(chance:between(0, 100)) },
        { 4, ("%d.%d"):format(chance:between(0, 99), chance:between(0, 9)) },
        { 1, ("%d.%03d"):format(chance:between(0, 99), chance:between(0, 999)) },
      }
    else
      text = chance:weighted {
        { 6, ("%d"):format(chance:between(0, 100)) },
        { 3, ("%d.%d"):format(chance:between(0, 99), chance:between(0, 9)) },
        { 3, ("%d.%02d"):format(chance:between(0, 9999), chance:between(0, 99)) },
        { 2, ("-%d.%d"):format(chance:between(0, 99), chance:between(1, 9)) },
        { 2, ("-%d"):format(chance:between(1, 1000)) },
        { 1, ("0.%09d"):format(chance:between(1, 999999999)) },
        { 1, ("%d"):format(chance:bits(chance:between(1, 62))) },
        { 1, ("%d.%05d"):format(chance:bits(33), chance:between(0, 99999)) },
      }
    end
  until not want.nonzero or has_other_than_zero(text)
  return literal(text)
end

-- 3 bits and a third for every place, rounded up.
local function fact_number(fact)
  local bits = 63
  if fact.maximum then bits = math.max(bits_of(fact.maximum), bits_of(fact.minimum), 1) end
  return { word = "fact", fact = fact, top = bits, bottom = 4 * fact.places + 1, percent = fact.unit == "%" }
end

function maker:number_leaf(want)
  local chance = self.chance
  if not want.fact and chance:percent(15) then return self:literal(want) end
  if chance:percent(12) then
    local named = self:derived_of("number", nil, want.plain)
    if named then return named end
  end
  local fitting = {}
  for _, fact in ipairs(self.facts) do
    local number = fact.kind == "count" or fact.kind == "amount"
    if number and not (want.plain and fact.unit == "%") then fitting[#fitting + 1] = fact end
  end
  return fact_number(chance:pick(fitting))
end

local number_words = {
  { 8, "fact" }, { 6, "share" }, { 3, "+" }, { 3, "-" }, { 3, "*" }, { 2, "/" }, { 1, "negate" }, { 3, "sum" },
  { 2, "smallest" }, { 2, "largest" }, { 3, "rounded" }, { 3, "choose" }, { 2, "by" }, { 2, "from_year" },
  { 1, "unverified" },
}

local function with(want, change)
  local changed = {}
  for key, value in pairs(want) do changed[key] = value end
  for key, value in pairs(change) do changed[key] = value end
  return changed
end

local numbers = {}

-- What is divided by: not a literal 0, which the loader refuses, but now and then something that is 0 all the same.
function maker:divisor(depth, want)
  if self.chance:percent(4) then
    local zero = literal "0"
    if self.chance:percent(50) then return sized({ word = "unverified", zero }, { zero }) end
    local fact = self:number_leaf(with(want, { fact = true }))
    return sized({ word = "*", fact, zero }, { fact, zero })
  end
  return self:number(depth, with(want, { nonzero = true }))
end

-- Two literals must not meet: Lua would add them in floating point before anyone sees them.
local function pair(word)
  return function(self, depth, want)
    local first = self:number(depth - 1, with(want, { nonzero = false }))
    local plain = want.plain or (word == "*" and first.percent) or word == "/"
    local second_want = with(want, { plain = plain, fact = first.word == "number", nonzero = false })
    local second = word == "/" and self:divisor(depth - 1, second_want) or self:number(depth - 1, second_want)
    return sized({ word = word, first, second }, { first, second })
  end
end

for _, word in ipairs { "+", "-", "*", "/" } do numbers[word] = pair(word) end

function numbers.share(self, depth, want)
  if want.plain then return nil end
  local first = self:number(depth - 1, {})
  local second = self:divisor(depth - 1, {})
  return sized({ word = "share", first, second }, { first, second })
end

local function series(word)
  return function(self, depth, want)
    local node = { word = word }
    for place = 1, self.chance:between(1, 4) do node[place] = self:number(depth - 1, with(want, { nonzero = false })) end
    return sized(node, node)
  end
end

numbers.sum, numbers.smallest, numbers.largest = series "sum", series "smallest", series "largest"

function numbers.negate(self, depth, want)
  local operand = self:number(depth - 1, with(want, { fact = true }))
  return sized({ word = "negate", operand }, { operand })
end

function numbers.rounded(self, depth, want)
  local operand = self:number(depth - 1, with(want, { nonzero = false }))
  return sized({ word = "rounded", operand, places = self.chance:pick { 0, 0, 1, 2, 3, 9 } }, { operand })
end

function numbers.unverified(self, depth, want)
  local operand = self:number(depth - 1, with(want, { nonzero = false }))
  return sized({ word = "unverified", operand }, { operand })
end

-- A formula of choose, by or from_year whose branches are made by `branch`; also returns the branches.
function maker:choosing(word, depth, branch)
  local chance, branches = self.chance, {}
  local function another()
    branches[#branches + 1] = branch(#branches + 1)
    return branches[#branches]
  end
  if word == "choose" then
    local node = { word = word, cases = {} }
    node.otherwise = another()
    for place = 1, chance:between(1, 3) do node.cases[place] = { self:test(depth - 1), another() } end
    return node, branches
  end
  if word == "from_year" then
    local node = { word = word, years = { { chance:between(FIRST_YEAR - 3, FIRST_YEAR), another() } } }
    for year = FIRST_YEAR + 1, LAST_YEAR do
      if chance:percent(30) then node.years[#node.years + 1] = { year, another() } end
    end
    return node, branches
  end
  local selector, keys = self:selector(depth - 1)
  local node = { word = "by", selector = selector, cases = {}, keys = {} }
  local complete = #keys <= 6 and chance:percent(50)
  if not complete then node.otherwise = another() end
  if not complete and chance:percent(8) then return node, branches end -- for every choice the same
  for place, key in ipairs(keys) do
    if complete or (place <= 6 and chance:percent(50)) or (place == #keys) then
      node.keys[#node.keys + 1], node.cases[key] = key, another()
    end
  end
  return node, branches
end

function maker:open()
  return { word = self.chance:pick { "pending", "delegated" }, top = 0, bottom = 1 }
end

-- A number that is left open now and then, as thresholds are.
function maker:branch_number(depth, want)
  if not want.fact and self.chance:percent(5) then return self:open() end
  return self:number(depth - 1, want)
end

for _, word in ipairs { "choose", "by", "from_year" } do
  numbers[word] = function(self, depth, want)
    if not want.fact and self.chance:percent(30) then
      local node, branches = self:choosing(word, 1, function() return self:literal(with(want, { nonzero = false })) end)
      return sized(node, branches)
    end
    local node, branches = self:choosing(word, depth, function(place)
      return self:branch_number(depth, with(want, { fact = place == 1 and want.fact, nonzero = false }))
    end)
    return sized(node, branches)
  end
end

-- want.plain: no percentage; want.fact: no bare literal; want.hundred: literals are percentages; want.nonzero: a
-- literal is not 0.
function maker:number(depth, want)
  if depth <= 0 then return self:number_leaf(want) end
  local word = self.chance:weighted(number_words)
  return numbers[word] and numbers[word](self, depth, want) or self:number_leaf(want)
end

-- --- choices and yes/no figures -------------------------------------------------------------------------------

function maker:facts_of(kind, choices)
  local list = {}
  for _, fact in ipairs(self.facts) do
    if fact.kind == kind and (not choices or fact.choices == choices) then list[#list + 1] = fact end
  end
  return list
end

function maker:derived_of(kind, choices, plain)
  local list = {}
  for _, derived in ipairs(self.derived) do
    local fits = derived.kind == kind and (not choices or derived.choices == choices)
    if fits and not (plain and derived.value.percent) then list[#list + 1] = derived end
  end
  if #list == 0 then return nil end
  local derived = self.chance:pick(list)
  local value = derived.value
  return { word = "derived", derived = derived, top = value.top, bottom = value.bottom, percent = value.percent }
end

-- The choices of a formula must be those of a fact: `known` asks for one that stands on a fact.
function maker:choice(depth, choices, known)
  local chance = self.chance
  if depth <= 0 or chance:percent(50) then
    if not known and chance:percent(40) then return { word = "choice", id = chance:pick(choices) } end
    local derived = chance:percent(30) and self:derived_of("choice", choices)
    return derived or { word = "fact", fact = chance:pick(self:facts_of("choice", choices)) }
  end
  if chance:percent(10) then return { word = "unverified", self:choice(depth - 1, choices, known) } end
  return (self:choosing(chance:pick { "choose", "by", "from_year" }, depth, function(place)
    if place > 1 and chance:percent(5) then return { word = "pending" } end
    return self:choice(depth - 1, choices, place == 1)
  end))
end

function maker:yes_no(depth)
  local chance = self.chance
  if depth <= 0 or chance:percent(60) then
    local derived = chance:percent(25) and self:derived_of("yes_no")
    return derived or { word = "fact", fact = chance:pick(self:facts_of("yes_no")) }
  end
  if chance:percent(10) then return { word = "unverified", self:yes_no(depth - 1) } end
  return (self:choosing(chance:pick { "choose", "by", "from_year" }, depth, function(place)
    if place > 1 and chance:percent(5) then return { word = "delegated" } end
    return self:yes_no(depth - 1)
  end))
end

function maker:choices()
  return self.chance:pick(self:facts_of("choice")).choices
end

function maker:selector(depth)
  if self.chance:percent(25) then return self:yes_no(depth), { "no", "yes" } end
  local choices = self:choices()
  return self:choice(depth, choices, true), choices
end

-- --- tests ----------------------------------------------------------------------------------------------------

local test_words = {
  { 10, "compare" }, { 3, "between" }, { 2, "equals_choice" }, { 1, "equals_yes_no" }, { 2, "one_of" }, { 3, "is_true" },
  { 2, "known" }, { 3, "all" }, { 3, "any" }, { 2, "none" }, { 2, "at_least_n" }, { 2, "met" }, { 1, "choose" },
  { 1, "by" }, { 1, "from_year" }, { 1, "unverified" },
}
local simple_words = {
  { 8, "compare" }, { 1, "between" }, { 1, "equals_choice" }, { 1, "one_of" }, { 3, "is_true" }, { 1, "known" },
}

local tests = {}

-- The everyday threshold: a literal for each choice or year, some of them open.
function maker:threshold_table(percent)
  local chance = self.chance
  local node, branches = self:choosing(chance:pick { "by", "by", "from_year" }, 1, function()
    local draw = chance:between(1, 10)
    if draw == 1 then return self:open() end
    local one = self:literal { hundred = percent }
    return draw <= 4 and sized({ word = "unverified", one }, { one }) or one
  end)
  return sized(node, branches)
end

-- What is compared, and with what: mostly a literal, else any formula.
function maker:sides(depth, count)
  local chance = self.chance
  local value = self:number(depth - 1, { fact = chance:percent(92) })
  local sides, literals = { value }, {}
  for place = 2, count do
    local draw = chance:between(1, 100)
    local side
    if draw <= 55 then
      side = self:literal { hundred = value.percent }
    elseif draw <= 62 then
      local one = self:literal { hundred = value.percent }
      side = sized({ word = "unverified", one }, { one })
    elseif draw <= 65 then
      side = self:open()
    elseif draw <= 75 then
      side = self:threshold_table(value.percent)
    else
      side = self:number(depth - 1, { hundred = value.percent })
    end
    sides[place] = side
    local constant = side.word == "unverified" and side[1] or side
    if constant.word == "number" then literals[place] = constant end
  end
  local low, high = literals[2], literals[3]
  if low and high and tonumber(low.text) > tonumber(high.text) then low.text, high.text = high.text, low.text end
  return sides
end

-- A literal outside 0..100 is refused where the other side is a percentage: then such sides are made once more.
local function has_wide_literal(node)
  if node.word == "number" then return tonumber(node.text) < 0 or tonumber(node.text) > 100 end
  if node.word == "unverified" then return has_wide_literal(node[1]) end
  for _, case in ipairs(node.cases or {}) do
    if has_wide_literal(case[2]) then return true end
  end
  for _, key in ipairs(node.keys or {}) do
    if has_wide_literal(node.cases[key]) then return true end
  end
  for _, entry in ipairs(node.years or {}) do
    if has_wide_literal(entry[2]) then return true end
  end
  return node.otherwise ~= nil and has_wide_literal(node.otherwise)
end

local function compared(word, count)
  return function(self, depth)
    local sides
    repeat
      sides = self:sides(depth, count)
      local percent, wide = false, false
      for _, side in ipairs(sides) do
        percent, wide = percent or side.percent, wide or has_wide_literal(side)
      end
    until not (percent and wide)
    sides.word = word or self.chance:pick { "at_least", "at_least", "at_most", "more_than", "less_than", "equals" }
    return sides
  end
end

tests.compare, tests.between = compared(nil, 2), compared("between", 3)

function tests.equals_choice(self, depth)
  local choices = self:choices()
  return { word = "equals", self:choice(depth - 1, choices, true), self:choice(depth - 1, choices) }
end

function tests.equals_yes_no(self, depth)
  return { word = "equals", self:yes_no(depth - 1), self:yes_no(depth - 1) }
end

function tests.one_of(self, depth)
  local chance = self.chance
  local node = { word = "one_of", constants = {} }
  local number = chance:percent(40)
  local choices = not number and self:choices()
  node[1] = number and self:number(depth - 1, { fact = true }) or self:choice(depth - 1, choices, true)
  for place = 1, chance:between(1, 4) do
    node.constants[place] = number and self:literal { hundred = true } or { word = "choice", id = chance:pick(choices) }
  end
  return node
end

function tests.is_true(self, depth)
  return { word = "is_true", self:yes_no(depth - 1) }
end

function tests.known(self, depth)
  local kind = self.chance:between(1, 4)
  if kind == 1 then return { word = "known", self:yes_no(depth - 1) } end
  if kind == 2 then return { word = "known", self:choice(depth - 1, self:choices(), true) } end
  return { word = "known", self:number(depth - 1, {}) }
end

for _, word in ipairs { "all", "any", "none", "at_least_n" } do
  tests[word] = function(self, depth)
    local node = { word = word }
    for place = 1, self.chance:between(1, 4) do node[place] = self:branch_test(depth) end
    if word == "at_least_n" then node.n = self.chance:between(1, #node) end
    return node
  end
end

function tests.met(self)
  if #self.judged == 0 then return nil end
  local target = self.chance:pick(self.judged)
  local inside = target.standard == self.standard and target.kind ~= "standard" and self.chance:percent(50)
  return { word = "met", target = target, written = inside and target.id or target.path }
end

function tests.unverified(self, depth)
  return { word = "unverified", self:test(depth - 1) }
end

for _, word in ipairs { "choose", "by", "from_year" } do
  tests[word] = function(self, depth)
    return (self:choosing(word, depth, function() return self:branch_test(depth) end))
  end
end

function maker:branch_test(depth)
  if self.chance:percent(3) then return { word = self.chance:pick { "pending", "delegated" } } end
  return self:test(depth - 1)
end

function maker:test(depth)
  local word = self.chance:weighted(depth > 1 and test_words or simple_words)
  return tests[word](self, math.max(depth, 1)) or tests.compare(self, math.max(depth, 1))
end

-- --- records --------------------------------------------------------------------------------------------------

function maker:make_derived(number)
  local chance, depth = self.chance, self.chance:between(1, 3)
  local kind = chance:pick { "number", "number", "choice", "yes_no" }
  local derived = { id = "derived_" .. number, kind = kind }
  if kind == "number" then
    derived.value = self:number(depth, { fact = true, hundred = true })
  elseif kind == "choice" then
    derived.choices = self:choices()
    derived.value = self:choice(depth, derived.choices, true)
  else
    derived.value = self:yes_no(depth)
  end
  self.derived[#self.derived + 1] = derived
end

function maker:indicator(criterion, id)
  local chance = self.chance
  local depth = chance:weighted { { 3, 1 }, { 4, 2 }, { 4, 3 }, { 2, 4 }, { 1, 5 } }
  local indicator = { kind = "indicator", id = id, standard = self.standard, path = self.standard.id .. "/" .. id }
  if chance:percent(50) then
    indicator.everyday = true
    indicator.test = chance:percent(20) and tests.between(self, depth) or tests.compare(self, depth)
  else
    indicator.test = self:test(depth)
  end
  if chance:percent(25) then indicator.applies_when = self:test(chance:between(1, 3)) end
  criterion.parts[#criterion.parts + 1] = indicator
  return indicator
end

function maker:criterion(id)
  local chance = self.chance
  local criterion = { kind = "criterion", id = id, standard = self.standard, path = self.standard.id .. "/" .. id, parts = {} }
  if chance:percent(20) then -- its only indicator has its id, as in the decree
    self:indicator(criterion, id)
  else
    for number = 1, chance:between(1, 5) do
      local indicator = self:indicator(criterion, id .. "." .. number)
      self.judged[#self.judged + 1] = indicator
    end
  end
  self.judged[#self.judged + 1] = criterion
  table.insert(self.standard.parts, criterion)
end

function maker:make_standard(number, criteria)
  local chance = self.chance
  local standard = { kind = "standard", id = "random." .. number, path = "random." .. number, parts = {} }
  self.standard = standard
  for id = 1, criteria do self:criterion(tostring(id)) end
  if chance:percent(60) then
    local every = { word = "every_criterion", standard = standard, except = {} }
    if criteria > 1 and chance:percent(40) then every.except[chance:pick(standard.parts).id] = true end
    standard.test = { word = chance:pick { "all", "all", "any" }, every }
    for place = 2, chance:between(1, 3) do standard.test[place] = self:test(chance:between(1, 3)) end
  end
  self.judged[#self.judged + 1] = standard
  return standard
end

-- A rulebook with about so many criteria.
function rulebook.random(chance, criteria)
  local self = setmetatable({ chance = chance, facts = {}, derived = {}, judged = {} }, maker)
  self:make_facts()
  for number = 1, chance:between(0, 4) do self:make_derived(number) end
  local result = { facts = self.facts, derived = self.derived, standards = {}, first_year = FIRST_YEAR,
    last_year = LAST_YEAR }
  result.standards[1] = self:make_standard(1, criteria)
  if chance:percent(40) then result.standards[2] = self:make_standard(2, chance:between(1, 3)) end
  return result
end

return rulebook
