-- Random trees of units over some years with figures, some of them missing, and random rulebooks whose formulas look at
-- the units below and above, at other years and at the register. The world comes first: many thresholds are then put where
-- a value, or one end of its range, lies.

local around = require "around"
local fraction = require "fraction"
local writing = require "writing"

local FIRST_YEAR, LAST_YEAR = 2021, 2024
local LEVELS = { "village", "commune", "district", "province" } -- from the bottom up

local tree = { first_year = FIRST_YEAR, last_year = LAST_YEAR, levels = LEVELS }

-- --- facts and units --------------------------------------------------------------------------------------------

local function facts_of(chance)
  local whole = { id = "whole", kind = "count", places = 0, minimum = 0 }
  local list = {
    { id = "n", kind = "count", places = 0, minimum = 0, maximum = chance:percent(50) and 9 or nil },
    { id = "m", kind = "amount", places = 1 },
    whole,
    { id = "part", kind = "count", places = 0, minimum = 0, part_of = whole },
    { id = "w", kind = "amount", places = 1, minimum = 0, maximum = chance:percent(50) and 40 or nil },
    { id = "flag", kind = "yes_no" },
    { id = "kind", kind = "choice", choices = { "red", "green", "blue" } },
  }
  if chance:percent(60) then list[2].minimum, list[2].maximum = -50, 50 end
  for _, fact in ipairs(list) do list[fact.id] = fact end
  return list
end

local function random_cell(chance, fact)
  if fact.kind == "yes_no" then return chance:percent(60) and "1" or "0" end
  if fact.kind == "choice" then return chance:pick(fact.choices) end
  local low, high = fact.minimum or -30, fact.maximum or 12
  return writing.decimal(chance:between(low, high), fact.places)
end

local function random_facts(chance, facts, missing)
  local cells = {}
  for _, fact in ipairs(facts) do cells[fact.id] = random_cell(chance, fact) end
  local whole = chance:between(0, 6)
  cells.whole, cells.part = ("%d"):format(whole), ("%d"):format(chance:between(0, whole))
  for _, fact in ipairs(facts) do
    if chance:percent(missing) then cells[fact.id] = nil end
  end
  return cells
end

local function add_unit(chance, world, level, code, parent)
  local unit = { code = code, level = level, parent = parent and parent.code, from = parent and parent.from }
  if level ~= "province" and not unit.from and not parent.to and chance:percent(8) then
    unit.from = chance:pick { "2022-01-01", "2022-06-15", "2023-12-31" }
  end
  if level ~= "province" and not unit.from and chance:percent(8) then
    unit.to = chance:pick { "2022-06-30", "2022-12-31", "2023-12-30" }
  end
  world.units[#world.units + 1] = unit
  world.by_code[code] = unit
  return unit
end

local function grow(chance, world)
  for p = 1, chance:between(1, 2) do
    local province = add_unit(chance, world, "province", ("%d0"):format(p))
    local districts = {}
    for d = 1, chance:between(0, 2) do
      districts[d] = add_unit(chance, world, "district", ("%d0%d"):format(p, d), province)
    end
    for c = 1, chance:between(1, 4) do
      local above = #districts > 0 and chance:percent(85) and chance:pick(districts) or province
      local commune = add_unit(chance, world, "commune", ("%d00%d0"):format(p, c), above)
      for v = 1, chance:between(0, 4) do
        add_unit(chance, world, "village", ("%d00%d0%02d0"):format(p, c, v), commune)
      end
    end
  end
end

-- A world and the facts of every level.
function tree.world(chance)
  local world = { units = {}, by_code = {}, facts = {}, register = {}, vocabulary = {}, status = {} }
  for _, level in ipairs(LEVELS) do world.vocabulary[level] = facts_of(chance) end
  grow(chance, world)
  for year = FIRST_YEAR, LAST_YEAR do world.status[year] = chance:pick { "official", "official", "preliminary", "illustrative" } end
  local missing = chance:pick { 0, 4, 10, 25 }
  for _, unit in ipairs(world.units) do
    world.facts[unit.code] = {}
    for year = FIRST_YEAR, LAST_YEAR do
      if around.present(unit, year) then
        world.facts[unit.code][year] = random_facts(chance, world.vocabulary[unit.level], missing)
      end
    end
  end
  return world
end

-- --- rules ------------------------------------------------------------------------------------------------------

local maker = {}
maker.__index = maker

local height = {}
for place, level in ipairs(LEVELS) do height[level] = place end

function maker:below(level)
  return height[level] > 1 and LEVELS[self.chance:between(1, height[level] - 1)]
end

function maker:above(level)
  return height[level] < #LEVELS and LEVELS[self.chance:between(height[level] + 1, #LEVELS)]
end

function maker:fact(level, id)
  return { word = "fact", fact = self.world.vocabulary[level][id] }
end

local function literal(text)
  return { word = "number", text = text }
end

local plain_words = {
  { 7, "fact" }, { 2, "+" }, { 2, "-" }, { 1, "*" }, { 2, "/" }, { 1, "negate" }, { 1, "sum" }, { 1, "smallest" },
  { 1, "largest" }, { 1, "rounded" }, { 1, "choose" }, { 1, "from_year" }, { 1, "amended" }, { 6, "sum_of" },
  { 6, "count_of" }, { 5, "mean_of" }, { 3, "parent" }, { 2, "in_year" }, { 2, "last_year" }, { 2, "total_since" },
  { 2, "derived" }, { 1, "average_fall" }, { 1, "unverified" },
}
local percent_words = {
  { 3, "share" }, { 8, "share_of" }, { 2, "mean_of" }, { 1, "smallest" }, { 1, "largest" }, { 1, "rounded" },
  { 1, "parent" }, { 1, "in_year" }, { 1, "last_year" }, { 2, "failed_share" }, { 1, "choose" },
}
local divides = { share = true, ["/"] = true, share_of = true, mean_of = true, failed_share = true, average_fall = true }

-- want.percent: a percentage, else none; want.adds: of a denominator that sums stay exact with.
function maker:number(level, depth, want)
  local word = depth <= 0 and (want.percent and "share" or "fact") or
    self.chance:weighted(want.percent and percent_words or plain_words)
  local node = self[word](self, level, depth - 1, want, word)
  if not node then return self:number(level, depth - 1, want) end
  if want.adds and divides[word] then
    return { word = "rounded", node, places = self.chance:between(0, 2) }
  end
  return node
end

maker["fact"] = function(self, level, id_or_depth)
  if type(id_or_depth) == "string" then return { word = "fact", fact = self.world.vocabulary[level][id_or_depth] } end
  return { word = "fact", fact = self.world.vocabulary[level][self.chance:pick { "n", "n", "m", "m", "whole", "part", "w" }] }
end

local function pair(self, level, depth, want, word)
  local second = self.chance:percent(20) and literal(("%d"):format(self.chance:between(1, 9))) or
    self:number(level, depth, want)
  if word == "*" then second = literal(self.chance:pick { "2", "3", "-2", "0.5", "0" }) end
  if word == "/" then second = self:number(level, depth, {}) end
  return { word = word, self:number(level, depth, word == "/" and {} or want), second }
end
for _, word in ipairs { "+", "-", "*", "/" } do maker[word] = pair end

local function single(self, level, depth, want, word)
  return { word = word, self:number(level, depth, want), places = self.chance:between(0, 2) }
end
maker.negate, maker.rounded, maker.unverified = single, single, single

function maker.share(self, level, depth)
  if depth > 0 and self.chance:percent(40) then
    return { word = "share", self:number(level, depth, {}), self:number(level, depth, {}) }
  end
  return { word = "share", self:fact(level, "part"), self:fact(level, "whole") }
end

local function series(self, level, depth, want, word)
  local node = { word = word }
  for place = 1, self.chance:between(2, 3) do node[place] = self:number(level, depth, want) end
  return node
end
maker.sum, maker.smallest, maker.largest = series, series, series

function maker.choose(self, level, depth, want)
  return { word = "choose", cases = { { self:test(level, depth), self:number(level, depth, want) } },
    otherwise = self:number(level, depth, want) }
end

function maker.from_year(self, level, depth, want)
  return { word = "from_year", years = { { self.chance:between(FIRST_YEAR - 1, FIRST_YEAR), self:number(level, depth, want) },
    { self.chance:between(FIRST_YEAR + 1, LAST_YEAR), self:number(level, depth, want) } } }
end

function maker.amended(self, level, depth, want)
  return { word = "amended", days = { { false, self:number(level, depth, want) },
    { self.chance:pick { "2022-12-31", "2023-01-01", "2023-07-01" }, self:number(level, depth, want) } } }
end

function maker:options(node, level, depth, policies)
  local chance = self.chance
  if chance:percent(35) then node.where = self:test(level, depth) end
  if chance:percent(25) and not self.plain then node.missing = chance:pick(policies) end
  if chance:percent(15) then node.empty = chance:pick { "0", "1" } end
  return node
end

local function over_tests(self, level, depth, _, word)
  local below = self:below(level)
  return below and self:options({ word = word, level = below, self:test(below, depth) }, below, depth,
    { "exclude", "as_not_met", "unknown" })
end
maker.count_of, maker.share_of = over_tests, over_tests

local function over_numbers(self, level, depth, want, word)
  local below = self:below(level)
  if not below then return nil end
  local node = { word = word, level = below, self:number(below, depth, { adds = true, percent = want.percent }) }
  if word == "mean_of" and self.chance:percent(50) then
    node.weight = self:fact(below, self.chance:pick { "w", "n", "whole" })
    if self.chance:percent(15) then node.weight = self.count_of(self, below, depth - 1, {}, "count_of") or node.weight end
  end
  return self:options(node, below, depth, { "exclude", "unknown" })
end
maker.sum_of, maker.mean_of = over_numbers, over_numbers

local function parent_of(self, level, inner)
  local above = self:above(level)
  return above and { word = "parent", level = above, inner(above) }
end

function maker.parent(self, level, depth, want)
  return parent_of(self, level, function(above) return self:number(above, depth, want) end)
end

function maker:year() return self.chance:between(FIRST_YEAR - 1, LAST_YEAR) end

function maker.in_year(self, level, depth, want)
  return { word = "in_year", year = self:year(), self:number(level, depth, want) }
end

function maker.last_year(self, level, depth, want)
  return { word = "last_year", self:number(level, depth, want) }
end

function maker.total_since(self, level, depth)
  return { word = "total_since", year = self.chance:between(FIRST_YEAR, LAST_YEAR), self:number(level, depth, { adds = true }) }
end

function maker.average_fall(self, level, depth)
  return { word = "average_fall", year = self.chance:between(FIRST_YEAR - 1, LAST_YEAR - 1), self:number(level, depth, {}) }
end

function maker.derived(self, level, _, want)
  local fitting = {}
  for _, derived in ipairs(self.rules.derived) do
    if derived.level == level and (derived.adds or not want.adds) then fitting[#fitting + 1] = derived end
  end
  return #fitting > 0 and { word = "derived", derived = self.chance:pick(fitting) }
end

function maker.failed_share(self, level)
  local standard = self.rules.standards[level]
  return standard and { word = "failed_share", standard = standard }
end

-- --- tests ------------------------------------------------------------------------------------------------------

local test_words = {
  { 12, "compare" }, { 2, "between" }, { 3, "is_true" }, { 2, "known" }, { 3, "equals_choice" }, { 3, "all" }, { 3, "any" },
  { 2, "none" }, { 2, "at_least_n" }, { 3, "met" }, { 2, "recognised" }, { 1, "elsewhere" }, { 2, "growth" },
  { 1, "unverified_test" },
}
local orders = { "at_least", "at_least", "at_most", "more_than", "less_than" }

-- A text of the number when it is short enough to be written, and fits what is asked for.
local function written(number, percent)
  local scaled = fraction.round(number, 3)
  if fraction.compare(scaled, number) ~= 0 then return nil end
  local value = fraction.floor_scaled(number, 3)
  if not value or math.abs(value) > 1000000000 or (percent and (value < 0 or value > 100000)) then return nil end
  return (writing.decimal(value, 3):gsub("%.?0+$", ""))
end

-- Where the number lies for some unit in some year, or thereabouts.
function maker:threshold(level, node, percent)
  local chance = self.chance
  for _ = 1, 3 do
    local unit = chance:pick(self.world.units)
    if unit.level == level and chance:percent(75) then
      local year = chance:between(FIRST_YEAR, LAST_YEAR)
      local value = around.present(unit, year) and around.value(node, { world = self.world, unit = unit, year = year })
      local ended = value and (chance:percent(50) and value.low or value.high)
      local text = ended and written(ended, percent)
      if text then return literal(text) end
    end
  end
  if percent then return literal(("%d"):format(chance:between(0, 100))) end
  return literal(writing.decimal(chance:between(-40, 90), 1))
end

function maker:compare(level, depth)
  local percent = self.chance:percent(40)
  local node = self:number(level, depth, { percent = percent })
  local other = self.chance:percent(8) and self:number(level, depth, { percent = percent }) or
    self:threshold(level, node, percent)
  return { word = self.chance:pick(orders), node, other }
end

function maker:between(level, depth)
  local node = self:number(level, depth, {})
  local low, high = self:threshold(level, node), self:threshold(level, node)
  if fraction.compare(fraction.parse(low.text), fraction.parse(high.text)) > 0 then low, high = high, low end
  return { word = "between", node, low, high }
end

function maker:growth(level)
  local rate = literal(self.chance:pick { "0", "5", "10", "-5", "7.5", "100" })
  return { word = self.chance:pick(orders), { word = "average_growth", year = self.chance:between(FIRST_YEAR - 1, LAST_YEAR - 1),
    self:number(level, 1, {}) }, rate }
end

function maker:is_true(level) return { word = "is_true", self:flag(level) } end

-- A yes/no figure or choice, of this unit and year or another.
function maker:figure(level, id)
  local way = self.chance:between(1, 10)
  if way == 1 then return { word = "in_year", year = self:year(), self:figure(level, id) } end
  if way == 2 then return { word = "last_year", self:figure(level, id) } end
  if way == 3 then
    return parent_of(self, level, function(above) return self:figure(above, id) end) or self:fact(level, id)
  end
  return self:fact(level, id)
end

function maker:flag(level) return self:figure(level, "flag") end

function maker:known(level, depth)
  if self.plain then return nil end
  return { word = "known", self.chance:percent(30) and self:flag(level) or self:number(level, depth, {}) }
end

function maker:equals_choice(level)
  return { word = "equals_choice", self:figure(level, "kind"), { word = "choice", id = self.chance:pick { "red", "green", "blue" } } }
end

local function combination(self, level, depth, word)
  local node = { word = word }
  for place = 1, self.chance:between(1, 3) do node[place] = self:test(level, depth) end
  node.n = self.chance:between(1, #node)
  return node
end
maker.all, maker.any, maker.none, maker.at_least_n = combination, combination, combination, combination

function maker:met(level)
  local list = self.rules.judged[level]
  if not list or #list == 0 then return nil end
  local target = self.chance:pick(list)
  return { word = "met", target = target, written = target.path }
end

function maker:recognised(level)
  local standard = self.rules.standards[level]
  return standard and { word = "recognised", standard = standard }
end

function maker:elsewhere(level, depth)
  if self.chance:percent(40) then return parent_of(self, level, function(above) return self:test(above, depth) end) end
  if self.chance:percent(50) then return { word = "last_year", self:test(level, depth) } end
  return { word = "in_year", year = self:year(), self:test(level, depth) }
end

function maker:unverified_test(level, depth)
  return { word = "unverified", self:test(level, depth) }
end

function maker:test(level, depth)
  if depth <= 0 then return self.chance:percent(50) and self:is_true(level) or self:compare(level, 0) end
  local word = self.chance:weighted(test_words)
  return self[word](self, level, depth - 1, word) or self:test(level, depth - 1)
end

-- --- records ----------------------------------------------------------------------------------------------------

function maker:indicator(standard, criterion, id)
  local chance = self.chance
  local indicator = { id = criterion.id .. "." .. id, path = ("%s/%s.%s"):format(standard.id, criterion.id, id) }
  local word = chance:weighted { { 7, "compare" }, { 2, "between" }, { 4, "test" } }
  indicator.test = self[word](self, standard.level, chance:between(1, 4))
  indicator.everyday = word ~= "test"
  if not self.plain and chance:percent(15) then indicator.applies_when = self:test(standard.level, 1) end
  return indicator
end

function maker:standard(level)
  local standard = { id = level .. ".s", path = level .. ".s", level = level, parts = {} }
  local judged = {}
  self.rules.judged[level] = judged
  for c = 1, self.chance:between(1, 3) do
    local criterion = { id = ("%d"):format(c), path = ("%s/%d"):format(standard.id, c), parts = {} }
    for i = 1, self.chance:between(1, 3) do
      criterion.parts[i] = self:indicator(standard, criterion, i)
      judged[#judged + 1] = criterion.parts[i]
    end
    standard.parts[c] = criterion
    judged[#judged + 1] = criterion
  end
  judged[#judged + 1] = standard
  self.rules.standards[level] = standard
  return standard
end

-- Rules for a world: a standard for every level, each of which may look at those before it. `plain`: none that asks
-- what is known, leaves units out that have no data, or may turn out not to apply.
function tree.rules(chance, world, plain)
  local rules = { derived = {}, standards = {}, judged = {}, vocabulary = world.vocabulary }
  local made = setmetatable({ chance = chance, world = world, rules = rules, plain = plain }, maker)
  for _, level in ipairs(LEVELS) do
    for number = 1, chance:between(0, 2) do
      local adds = chance:percent(60)
      local value = made:number(level, 2, { adds = adds })
      rules.derived[#rules.derived + 1] = { id = ("named_%s_%d"):format(level, number), level = level, value = value, adds = adds }
    end
    made:standard(level)
  end
  return rules
end

-- --- completions -------------------------------------------------------------------------------------------------

-- What one more look could bring to light: a cell that fits its fact, wherever there is none.
local function complete_facts(chance, facts, cells)
  local full = {}
  for _, fact in ipairs(facts) do full[fact.id] = cells[fact.id] or random_cell(chance, fact) end
  local far = chance:pick { 3, 40, 1000 }
  if not cells.whole then
    local part = cells.part and math.tointeger(tonumber(cells.part)) or 0
    full.whole = ("%d"):format(chance:between(part, part + far))
  end
  if not cells.part then full.part = ("%d"):format(chance:between(0, math.tointeger(tonumber(full.whole)))) end
  for _, id in ipairs { "n", "m", "w" } do
    local fact = facts[id]
    if not cells[id] and chance:percent(60) then
      local low, high = fact.minimum or -far, fact.maximum or far
      full[id] = writing.decimal(chance:pick { low, high, chance:between(low, high) }, fact.places)
    end
  end
  return full
end

-- The same world with every figure there.
function tree.completed(chance, world)
  local full = {}
  for key, value in pairs(world) do full[key] = value end
  full.facts = {}
  for _, unit in ipairs(world.units) do
    full.facts[unit.code] = {}
    for year = FIRST_YEAR, LAST_YEAR do
      local cells = world.facts[unit.code][year]
      if cells then full.facts[unit.code][year] = complete_facts(chance, world.vocabulary[unit.level], cells) end
    end
  end
  return full
end

local DAYS = { "2020-05-01", "2021-12-31", "2022-01-01", "2022-12-31", "2023-06-01", "2024-12-30" }

-- Decisions in the register, now that there are standards.
function tree.register(chance, world, rules)
  for _, level in ipairs(LEVELS) do
    local list = {}
    for _, unit in ipairs(world.units) do
      local first = chance:between(1, #DAYS)
      local there = (unit.from or "") <= DAYS[first] and DAYS[first] <= (unit.to or "9")
      if unit.level == level and there and chance:percent(35) then
        local last = chance:between(first, #DAYS)
        list[#list + 1] = { unit = unit.code, decided = DAYS[first], revoked = last > first and DAYS[last] or nil }
      end
    end
    world.register[rules.standards[level].id] = list
  end
end

-- The files of the rules, and the register as a file: name -> text.
function tree.files(rules)
  local facts, texts = {}, {}
  for _, level in ipairs(LEVELS) do
    facts[#facts + 1] = ('facts "%s" {'):format(level)
    for _, fact in ipairs(rules.vocabulary[level]) do facts[#facts + 1] = writing.fact(fact) end
    facts[#facts + 1] = "}"
  end
  for _, derived in ipairs(rules.derived) do
    texts[#texts + 1] = ('derived { level = "%s", id = "%s", value = %s }'):format(derived.level, derived.id,
      writing.expression(derived.value))
  end
  for _, level in ipairs(LEVELS) do
    local standard = rules.standards[level]
    for _, criterion in ipairs(standard.parts) do texts[#texts + 1] = writing.criterion(standard, criterion) end
    texts[#texts + 1] = ('standard { id = "%s", level = "%s" }'):format(standard.id, level)
  end
  return {
    ["period.lua"] = ('period { id = "random", first_year = %d, last_year = %d }\ndocument { id = "amendment", date = "2022-01-01" }\n')
      :format(FIRST_YEAR, LAST_YEAR),
    ["facts.lua"] = table.concat(facts, "\n") .. "\n",
    ["rules.lua"] = table.concat(texts, "\n") .. "\n",
  }
end

return tree
