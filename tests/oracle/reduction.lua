-- Makes a disagreement small: fewer indicators, fewer units, simpler formulas, fewer figures, as long as engine and
-- oracle still disagree. What is left is printed as rule files and figures.

local comparison = require "comparison"
local writing = require "writing"

local reduction = {}

local COMPARISONS_MAX = 3000

local function disagreement(state, rulebook, situations)
  if state.left == 0 then return nil end
  state.left = state.left - 1
  local fine, _, found = pcall(comparison.compare, rulebook, situations, state.engines, state.folder, 1)
  return fine and found[1] or nil
end

-- --- fewer rules ----------------------------------------------------------------------------------------------

local function copy_without(list, place)
  local rest = table.move(list, 1, #list, 1, {})
  table.remove(rest, place)
  return rest
end

local function changed(record, change)
  local copy = {}
  for key, value in pairs(record) do copy[key] = value end
  for key, value in pairs(change) do copy[key] = value end
  return copy
end

-- Takes entries out of record[field] one at a time, while `fails` still holds.
local function thin(record, field, fails)
  local place = #record[field]
  while place > 0 do
    local whole = record[field]
    record[field] = copy_without(whole, place)
    if not fails() then record[field] = whole end
    place = place - 1
  end
end

local function thin_rules(rulebook, fails)
  thin(rulebook, "standards", fails)
  for _, standard in ipairs(rulebook.standards) do
    local test = standard.test
    standard.test = nil
    if not fails() then standard.test = test end
    thin(standard, "parts", fails)
    for _, criterion in ipairs(standard.parts) do
      thin(criterion, "parts", fails)
      for _, indicator in ipairs(criterion.parts) do
        local applies_when = indicator.applies_when
        indicator.applies_when = nil
        if not fails() then indicator.applies_when = applies_when end
      end
    end
  end
  thin(rulebook, "derived", fails)
end

-- --- simpler formulas -----------------------------------------------------------------------------------------

-- Everything that could stand instead of a node: its own parts first, then what its derived value says.
local function simpler(node)
  local list = {}
  for _, operand in ipairs(node) do list[#list + 1] = operand end
  for _, case in ipairs(node.cases or {}) do
    list[#list + 1] = case[1]
    list[#list + 1] = case[2]
  end
  for _, key in ipairs(node.keys or {}) do list[#list + 1] = node.cases[key] end
  for _, entry in ipairs(node.years or {}) do list[#list + 1] = entry[2] end
  list[#list + 1] = node.otherwise
  if node.derived then list[#list + 1] = node.derived.value end
  return list
end

-- Calls replace(node, set) for a formula and its parts, from the outside in; set(new) puts another one there.
local function places_of(node, set, replace)
  node = replace(node, set) or node
  for place in ipairs(node) do
    places_of(node[place], function(new) node[place] = new end, replace)
  end
  for _, case in ipairs(node.cases or {}) do
    for place = 1, 2 do places_of(case[place], function(new) case[place] = new end, replace) end
  end
  for _, key in ipairs(node.keys or {}) do
    places_of(node.cases[key], function(new) node.cases[key] = new end, replace)
  end
  for _, entry in ipairs(node.years or {}) do
    places_of(entry[2], function(new) entry[2] = new end, replace)
  end
  if node.otherwise then places_of(node.otherwise, function(new) node.otherwise = new end, replace) end
  if node.selector then places_of(node.selector, function(new) node.selector = new end, replace) end
end

local listed = { all = true, any = true, none = true, sum = true, smallest = true, largest = true }

local function simplify(rulebook, fails)
  local shorter = false
  local function replace(node, set)
    for _, other in ipairs(simpler(node)) do
      set(other)
      if fails() then
        shorter = true
        return other
      end
    end
    set(node)
    local lists = { listed[node.word] and node or {}, node.word == "choose" and node.cases or {}, node.years or {},
      node.otherwise and node.keys or {}, node.constants or {} }
    for _, list in ipairs(lists) do
      local place = #list
      while place > 1 do
        local entry = table.remove(list, place)
        if fails() then shorter = true else table.insert(list, place, entry) end
        place = place - 1
      end
    end
    return nil
  end
  local function formula(record, field)
    if record[field] then places_of(record[field], function(new) record[field] = new end, replace) end
  end
  for _, standard in ipairs(rulebook.standards) do
    formula(standard, "test")
    for _, criterion in ipairs(standard.parts) do
      for _, indicator in ipairs(criterion.parts) do
        local everyday = indicator.everyday
        indicator.everyday = false
        if not fails() then indicator.everyday = everyday end
        formula(indicator, "applies_when")
        formula(indicator, "test")
      end
    end
  end
  for _, derived in ipairs(rulebook.derived) do formula(derived, "value") end
  return shorter
end

-- --- fewer figures --------------------------------------------------------------------------------------------

local function thin_situations(situations, fails)
  local size = #situations // 2
  while size >= 1 do
    local from = 1
    while from <= #situations do
      local taken = table.move(situations, from, math.min(from + size - 1, #situations), 1, {})
      for _ = 1, #taken do table.remove(situations, from) end
      if #situations == 0 or not fails() then
        table.move(situations, from, #situations, from + #taken)
        table.move(taken, 1, #taken, from, situations)
        from = from + #taken
      end
    end
    size = size // 2
  end
end

local function thin_facts(situations, fails)
  for _, situation in ipairs(situations) do
    local ids = {}
    for id in pairs(situation.facts) do ids[#ids + 1] = id end
    table.sort(ids)
    for _, id in ipairs(ids) do
      local text = situation.facts[id]
      situation.facts[id] = nil
      if not fails() then situation.facts[id] = text end
    end
  end
end

-- --- saying it ------------------------------------------------------------------------------------------------

function reduction.describe(rulebook, situations, found)
  local lines = {}
  local files = writing.files(rulebook)
  for _, name in ipairs { "facts.lua", "rules.lua" } do lines[#lines + 1] = "-- " .. name .. "\n" .. files[name] end
  for _, situation in ipairs(situations) do
    local cells = {}
    for id, text in pairs(situation.facts) do cells[#cells + 1] = id .. " = " .. text end
    table.sort(cells)
    lines[#lines + 1] = ("unit %s, %d: %s"):format(situation.unit, situation.year, table.concat(cells, ", "))
  end
  lines[#lines + 1] = ("%s of unit %s, %d: the oracle says %s, the engine (%s) says %s"):format(found.question.path,
    found.situation.unit, found.situation.year, found.expected, found.how, found.answer)
  return table.concat(lines, "\n")
end

-- The smallest disagreement that was found within a limited number of tries, as text. Changes what it is given.
function reduction.reduce(rulebook, situations, found, engines, folder)
  local state = { engines = engines, folder = folder, left = COMPARISONS_MAX }
  rulebook = changed(rulebook, {})
  local last = found
  local function fails()
    local again = disagreement(state, rulebook, situations)
    if again then last = again end
    return again ~= nil
  end
  local alone = { found.situation }
  if disagreement(state, rulebook, alone) then situations = alone else thin_situations(situations, fails) end
  thin_rules(rulebook, fails)
  while simplify(rulebook, fails) do thin_rules(rulebook, fails) end
  thin_facts(situations, fails)
  thin(rulebook, "facts", fails)
  return reduction.describe(rulebook, situations, last)
end

return reduction
