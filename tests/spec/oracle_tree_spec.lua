-- Engine and oracle agree on rules that look at units below and above, at other years and at the register: random trees with
-- figures missing, random rules, every verdict and every range. CASES says how many verdicts, SEED where chance begins.

package.path = "tests/oracle/?.lua;" .. package.path

local around = require "around"
local chance = require "chance"
local comparison = require "comparison"
local fraction = require "fraction"
local support = require "tests.support"
local tree = require "tree"
local writing = require "writing"

local cases = math.tointeger(tonumber(os.getenv("CASES") or (support.sanitized and 50000 or 200000))) // 10
local first_seed = math.tointeger(tonumber(os.getenv("SEED") or 20250630))

-- A dossier in memory of a world.
local function dossier_of(engine, rules, world, folder)
  local dossier = assert(engine:dossier(":memory:", "create"))
  local rows = {} -- by level and status
  for _, unit in ipairs(world.units) do
    assert(dossier:unit { code = unit.code, level = unit.level, name = "Unit " .. unit.code, parent = unit.parent,
      valid_from = unit.from, valid_to = unit.to })
    for year, facts in pairs(world.facts[unit.code]) do
      local key = unit.level .. " " .. world.status[year]
      rows[key] = rows[key] or {}
      table.insert(rows[key], { unit = unit.code, year = year, facts = facts })
    end
  end
  for key, list in pairs(rows) do
    local level, status = key:match("(%S+) (%S+)")
    local counts, message = dossier:enter(rules, { level = level, source = "oracle", status = status }, list)
    if not counts then error("figures were refused: " .. message, 0) end
  end
  local lines = { "unit,standard,decided_on,decision,revoked_on" }
  for standard, list in pairs(world.register) do
    for _, entry in ipairs(list) do
      lines[#lines + 1] = ("%s,%s,%s,QĐ,%s"):format(entry.unit, standard, entry.decided, entry.revoked or "")
    end
  end
  if #lines > 1 then
    support.write(folder .. "/register.csv", table.concat(lines, "\n") .. "\n")
    local counts, problems = dossier:recognitions(rules, folder .. "/register.csv")
    if not counts or counts.rejected > 0 then
      error("the register was refused: " .. (counts and problems[1].message or problems), 0)
    end
  end
  return dossier
end

local function cell(line, key)
  return line:match(('"%s": "([^"]*)"'):format(key))
end

local function number(line, key)
  return line:match(('"%s": (-?[%%d.]+)'):format(key))
end

-- Whether a number is shown as what it is, to as many places as are shown.
local function shown(text, value)
  local places = #(text:match("%.(%d+)$") or "")
  return fraction.compare(fraction.parse(text), fraction.round(value, places)) == 0
end

local function described(value)
  if type(value) ~= "table" then return tostring(value) end
  local function ended(one) return one and tostring(one) or "open" end
  return ("[%s, %s]%s"):format(ended(value.low), ended(value.high), value.lacks and " or none" or "")
end

-- What is wrong with the value of a row, or nil.
local function value_fault(line, indicator, situation)
  if not indicator.everyday then return nil end
  local value = around.value(indicator.test[1], situation)
  local text, lowest, highest = number(line, "value"), number(line, "lowest"), number(line, "highest")
  if around.known(value) then
    if text and shown(text, value.low) then return nil end
  elseif not text then
    local low, high = value and value.low or nil, value and value.high or nil
    local low_fits = (low and lowest and shown(lowest, low)) or (not low and not lowest)
    local high_fits = (high and highest and shown(highest, high)) or (not high and not highest)
    if low_fits and high_fits then return nil end
  end
  return ("value %s, from %s to %s; the oracle: %s"):format(text, lowest, highest, described(value))
end

local function find_judged(rules, line)
  local standard = cell(line, "standard")
  local criterion, indicator = cell(line, "criterion"), cell(line, "indicator")
  for _, one in ipairs(rules.judged[cell(line, "level")]) do
    if one.path == standard .. (criterion and "/" .. (indicator or criterion) or "") then return one end
  end
  error("a row nobody asked for: " .. line, 0)
end

local function complain(seed, judged, situation, what)
  local test = judged.test and writing.expression(judged.test) or "all of its parts"
  local applies = judged.applies_when and "\n  applies_when " .. writing.expression(judged.applies_when) or ""
  error(("SEED=%d CASES=1: %s of %s in %d: %s\n  %s%s"):format(seed, judged.path, situation.unit.code, situation.year, what,
    test, applies), 0)
end

-- Every row of a year, what others are made of first; how many there were.
local function compare_year(rules, world, text, year, seed)
  local lines = {}
  for line in text:gmatch('[^\n]*"verdict": [^\n]*') do table.insert(lines, 1, line) end
  for _, line in ipairs(lines) do
    local judged = find_judged(rules, line)
    local situation = { world = world, unit = world.by_code[cell(line, "unit")], year = year }
    local expected, said = around.of(judged, situation), cell(line, "verdict")
    if expected ~= said then complain(seed, judged, situation, ("%s; the oracle: %s"):format(said, expected)) end
    local fault = value_fault(line, judged, situation)
    if fault then complain(seed, judged, situation, fault) end
  end
  return #lines
end

local function expected_rows(rules, world, year)
  local count = 0
  for _, unit in ipairs(world.units) do
    if around.present(unit, year) then count = count + #rules.judged[unit.level] end
  end
  return count
end

-- An explanation stands on the same ground.
local function compare_explanation(random, dossier, book, rules, world, seed)
  local unit = random:pick(world.units)
  local situation = { world = world, unit = unit, year = random:between(tree.first_year, tree.last_year) }
  if not around.present(unit, situation.year) then return end
  local judged = random:pick(rules.judged[unit.level])
  local explanation, message = dossier:explain(book, unit.code, judged.path, situation.year)
  local said, expected = explanation and explanation:verdict() or message, around.of(judged, situation)
  if said ~= expected then complain(seed, judged, situation, ("explained as %s; the oracle: %s"):format(said, expected)) end
end

-- Who asks about one level only is told the same.
local function compare_level(dossier, book, level, year, text, seed)
  local evaluation = assert(dossier:evaluate(book, { year = year, level = level }))
  local lines = {}
  for line in text:gmatch('%s*([^\n]*"verdict": [^\n]*)') do lines[line:gsub(",$", "")] = true end
  for line in evaluation:write("json"):gmatch('%s*([^\n]*"verdict": [^\n]*)') do
    if not lines[line:gsub(",$", "")] then error(("SEED=%d CASES=1: %s alone: %s"):format(seed, level, line), 0) end
  end
end

local function compare(random, engines, folder, seed)
  local world = tree.world(random)
  local rules = tree.rules(random, world)
  tree.register(random, world, rules)
  comparison.write(folder, tree.files(rules))
  local count, texts = 0, {}
  for place, engine in ipairs(engines) do
    local book, message = comparison.load(engine, folder)
    if not book then error(("SEED=%d CASES=1: the rules were refused: %s"):format(seed, message), 0) end
    local dossier = dossier_of(engine, book, world, folder)
    for year = tree.first_year, tree.last_year do
      local evaluation, why = dossier:evaluate(book, { year = year })
      if not evaluation then error(("SEED=%d CASES=1: %s"):format(seed, why), 0) end
      local text = evaluation:write("json")
      if place > 1 then
        assert(text == texts[year], ("SEED=%d CASES=1: other bytes in %d with engine %d"):format(seed, year, place))
      else
        texts[year] = text
        compare_level(dossier, book, random:pick(tree.levels), year, text, seed)
        local rows = compare_year(rules, world, text, year, seed)
        local wanted = expected_rows(rules, world, year)
        assert(rows == wanted, ("SEED=%d CASES=1: %d rows of %d in %d"):format(seed, rows, wanted, year))
        count = count + rows
      end
    end
    if place == 1 then
      for _ = 1, 4 do compare_explanation(random, dossier, book, rules, world, seed) end
    end
  end
  return count
end

local function open_engine(chuan, threads)
  return chuan.open { language = "en", threads = threads, plugins = support.build .. "/plugins" }
end

-- Whether everything that can still be in `new` was in `old`.
local function within(new, old)
  if type(old) ~= "table" then return old == nil or new == old end
  if not new then return old.lacks end
  local low = not old.low or (new.low and fraction.compare(new.low, old.low) >= 0)
  local high = not old.high or (new.high and fraction.compare(new.high, old.high) <= 0)
  return low and high and (old.lacks or not new.lacks)
end

-- What was decided while figures were missing stays so, whatever they turn out to be.
local function compare_completions(random, seed)
  local world = tree.world(random)
  local rules = tree.rules(random, world, true)
  tree.register(random, world, rules)
  for _ = 1, 4 do
    local full = tree.completed(random, world)
    for _, unit in ipairs(world.units) do
      for _, judged in ipairs(rules.judged[unit.level]) do
        local year = random:between(tree.first_year, tree.last_year)
        local before = { world = world, unit = unit, year = year }
        local after = { world = full, unit = unit, year = year }
        if around.present(unit, year) then
          local said, now = around.of(judged, before), around.of(judged, after)
          if said ~= "no_data" and now ~= said then
            complain(seed, judged, before, ("%s, and with every figure %s"):format(said, now))
          end
          local old = judged.everyday and around.value(judged.test[1], before)
          local new = judged.everyday and around.value(judged.test[1], after)
          if judged.everyday and not within(new, old) then
            complain(seed, judged, before, ("%s, and with every figure %s"):format(described(old), described(new)))
          end
        end
      end
    end
  end
end

-- --- examples that are trees -----------------------------------------------------------------------------------

local function cells_text(facts)
  local parts = {}
  for id, text in pairs(facts or {}) do
    local quoted = id == "kind" and ('"%s"'):format(text) or id == "flag" and (text == "1" and "true" or "false") or text
    parts[#parts + 1] = ("%s = %s"):format(id, quoted)
  end
  table.sort(parts)
  return "{ " .. table.concat(parts, ", ") .. " }"
end

-- What a record says of a unit: its figures of the year and of the others.
local function unit_text(world, unit, year)
  local history = {}
  for other = tree.first_year, tree.last_year do
    if other ~= year then history[#history + 1] = ("[%d] = %s"):format(other, cells_text(world.facts[unit.code][other])) end
  end
  return ("facts = %s, history = { %s }"):format(cells_text(world.facts[unit.code][year]), table.concat(history, ", "))
end

local function children_text(world, unit, year)
  local parts = {}
  for _, other in ipairs(world.units) do
    if other.parent == unit.code then
      parts[#parts + 1] = ('{ level = "%s", %s%s }'):format(other.level, unit_text(world, other, year),
        children_text(world, other, year))
    end
  end
  return #parts > 0 and (", children = { %s }"):format(table.concat(parts, ", ")) or ""
end

local function parent_text(world, unit, year)
  local above = world.by_code[unit.parent]
  return above and (', parent = { level = "%s", %s%s }'):format(above.level, unit_text(world, above, year),
    parent_text(world, above, year)) or ""
end

-- Only a unit, what lies below it and what it lies in, all of it there every day.
local function alone(world, unit)
  local part = { units = {}, by_code = {}, facts = world.facts, register = {}, vocabulary = world.vocabulary }
  local function add(one)
    part.units[#part.units + 1] = { code = one.code, level = one.level, parent = one.parent }
    part.by_code[one.code] = part.units[#part.units]
  end
  local function add_below(one)
    for _, other in ipairs(world.units) do
      if other.parent == one.code then
        add(other)
        add_below(other)
      end
    end
  end
  add(unit)
  add_below(unit)
  local code = unit.parent
  while code do
    add(world.by_code[code])
    code = world.by_code[code].parent
  end
  return part
end

local function compare_examples(engine, folder, seed)
  local random = chance.new(seed)
  local world = tree.world(random)
  local rules = tree.rules(random, world)
  local lines = {}
  for place = 1, 12 do
    local unit = random:pick(world.units)
    local part, year = alone(world, unit), random:between(tree.first_year, tree.last_year)
    local judged = random:pick(rules.judged[unit.level])
    local expected = around.of(judged, { world = part, unit = part.by_code[unit.code], year = year })
    lines[place] = ('example { name = "%d", of = "%s", year = %d, %s%s%s, expect = "%s" }'):format(place, judged.path, year,
      unit_text(part, unit, year), children_text(part, unit, year), parent_text(part, unit, year), expected)
  end
  local files = tree.files(rules)
  files["zz-examples.lua"] = table.concat(lines, "\n") .. "\n"
  comparison.write(folder, files)
  local book, message = comparison.load(engine, folder)
  if not book then error(("SEED=%d CASES=1: the examples were refused: %s"):format(seed, message), 0) end
  local check = book:check()
  local counts = check:counts()
  if counts.examples ~= #lines or counts.examples_failed ~= 0 then
    error(("SEED=%d CASES=1: %s"):format(seed, check:write("csv")), 0)
  end
  os.remove(folder .. "/zz-examples.lua")
  return #lines
end

describe("engine and oracle, around a unit,", function()
  local folder, engines
  lazy_setup(function()
    local chuan = support.module()
    folder = support.folder()
    engines = { open_engine(chuan, 1), open_engine(chuan, 3) }
  end)
  lazy_teardown(function() support.remove(folder) end)

  it(("agree on %d verdicts and ranges"):format(cases), function()
    local done, seed = 0, first_seed
    while done < cases do
      done, seed = done + compare(chance.new(seed), engines, folder, seed), seed + 1
    end
  end)

  it("agree on examples that are trees", function()
    for seed = first_seed, first_seed + cases // 600 do compare_examples(engines[1], folder, seed) end
  end)

  it("do not decide what a missing figure could change", function()
    for seed = first_seed, first_seed + cases // 300 do compare_completions(chance.new(seed), seed) end
  end)
end)
