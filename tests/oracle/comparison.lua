-- Asks the engine and the oracle the same questions: a case at a time, and whole dossiers over columns, with one
-- thread and with two.

local fraction = require "fraction"
local support = require "tests.support"
local verdict = require "verdict"
local writing = require "writing"

local comparison = {}

function comparison.write(folder, files)
  support.must("mkdir -p '%s'", folder)
  for name, text in pairs(files) do support.write(folder .. "/" .. name, text) end
end

local function problems_text(message, problems)
  local lines = { message }
  for _, problem in ipairs(problems or {}) do
    lines[#lines + 1] = ("%s:%d: %s"):format(problem.file, problem.line, problem.message)
  end
  return table.concat(lines, "\n")
end

-- The rules of a folder, or nil and everything that is wrong with them.
function comparison.load(engine, folder)
  local rules, message, problems = engine:rules(folder)
  if rules then return rules end
  return nil, problems_text(message, problems)
end

-- Everything that gets a verdict: { judged, path, key of its row }, in reading order.
function comparison.questions(rulebook)
  local list = {}
  local function ask(judged, standard, criterion, indicator)
    list[#list + 1] = { judged = judged, path = judged.path, key = table.concat({ standard, criterion, indicator }, "\t") }
  end
  for _, standard in ipairs(rulebook.standards) do
    ask(standard, standard.id, "", "")
    for _, criterion in ipairs(standard.parts) do
      ask(criterion, standard.id, criterion.id, "")
      for _, indicator in ipairs(criterion.parts) do ask(indicator, standard.id, criterion.id, indicator.id) end
    end
  end
  return list
end

local function expected_of(questions, situation)
  local answers = {}
  situation.said = {}
  for _, question in ipairs(questions) do answers[question.key] = verdict.of(question.judged, situation) end
  situation.said = nil
  return answers
end

local function unit_year(unit, year)
  return unit .. "\t" .. year
end

local function note(found, situation, question, expected, answer, how)
  found[#found + 1] = { situation = situation, question = question, expected = expected, answer = answer, how = how }
end

-- Each question of a case by itself.
local function compare_case(rules, questions, situation, answers, found)
  local case, message = rules:case("commune", situation.year, situation.facts)
  if not case then error("the figures of a case were refused: " .. message, 0) end
  for _, question in ipairs(questions) do
    local answer, why = case:judge(question.path)
    if answer ~= answers[question.key] then
      note(found, situation, question, answers[question.key], answer or why, "case")
    end
  end
  return #questions
end

-- A dossier in memory with all situations.
local function dossier_of(engine, rules, situations)
  local dossier = assert(engine:dossier(":memory:", "create"))
  local rows, seen = {}, {}
  for place, situation in ipairs(situations) do
    if not seen[situation.unit] then
      assert(dossier:unit { code = situation.unit, level = "commune", name = "Unit " .. situation.unit })
      seen[situation.unit] = true
    end
    rows[place] = { unit = situation.unit, year = situation.year, facts = situation.facts }
  end
  local entered, message = dossier:enter(rules, { level = "commune", source = "oracle" }, rows)
  if not entered then error("the figures of a dossier were refused: " .. message, 0) end
  return dossier
end

-- The value of a row as it is shown: rounded at a half away from zero, to two places or as many more as it takes not to
-- change sides; marked as near within 0.1 of its threshold.
local function shown_rightly(row, judged, situation)
  if row.verdict ~= "met" and row.verdict ~= "not_met" then return true end
  local value, threshold = verdict.value(judged.test[1], situation), verdict.value(judged.test[2], situation)
  local distance = fraction.subtract(value, threshold)
  local tenth = fraction.parse("0.1")
  local near = fraction.compare(distance, tenth) <= 0 and fraction.compare(fraction.negate(distance), tenth) <= 0
  if near ~= row.near_threshold then return false end
  for places = 2, 9 do
    local rounded = fraction.round(value, places)
    if fraction.compare(rounded, threshold) == distance:sign() or places == 9 then
      return fraction.compare(fraction.parse(row.value), rounded) == 0
    end
  end
end

local function compare_row(row, question, situation, expected, found, how)
  if row.verdict ~= expected then
    note(found, situation, question, expected, row.verdict, how)
  elseif question.judged.everyday and question.judged.test.word ~= "between" and not situation.like and
      not shown_rightly(row, question.judged, situation) then
    note(found, situation, question, expected .. " with its value",
      ("%s of %s%s"):format(row.value, row.threshold, row.near_threshold and ", near" or ""), how)
  end
end

-- How many units have which verdict of which question.
local function compare_tally(dossier, rules, questions, situations, answers, year, found, how)
  local rows, message = dossier:tally(rules, { year = year })
  if not rows then error("the tally failed: " .. message, 0) end
  local counts = {}
  for _, row in ipairs(rows) do counts[table.concat({ row.standard, row.criterion, row.indicator }, "\t")] = row end
  for _, question in ipairs(questions) do
    local expected, example = { met = 0, not_met = 0, no_data = 0, not_applicable = 0 }, nil
    for place, situation in ipairs(situations) do
      if situation.year == year then
        local answer = answers[place][question.key]
        expected[answer], example = expected[answer] + 1, situation
      end
    end
    local row = counts[question.key] or {}
    for answer, count in pairs(expected) do
      if row[answer] ~= count then
        note(found, example, question, count .. " " .. answer, tostring(row[answer]), how .. ", tally")
      end
    end
  end
end

-- Sentences in quotes may hold commas.
local function cells_of(line)
  local cells, at = {}, 1
  line = line .. ","
  while at <= #line do
    local cell, after = line:match('^"(.-)",()', at)
    if not cell then cell, after = line:match("^([^,]*),()", at) end
    cells[#cells + 1], at = cell, after
  end
  return cells
end

-- What an explanation says would make an indicator met: it does, and one unit of the figure less does not.
local function compare_remedies(text, rulebook, question, situation, found)
  local by_id = {}
  for _, fact in ipairs(rulebook.facts) do by_id[fact.id] = fact end
  for line in text:gmatch("[^\n]+") do
    local id = line:match "^0,remedy,([^,]*),"
    local fact = by_id[id]
    if fact and (fact.kind == "count" or fact.kind == "amount") then
      local function judged_with(cell)
        local facts = {}
        for other, value in pairs(situation.facts) do facts[other] = value end
        facts[id] = cell
        return verdict.of(question.judged, { year = situation.year, facts = facts })
      end
      local to = fraction.parse(cells_of(line)[6])
      local step = fraction.scaled(fraction.compare(to, fraction.parse(situation.facts[id])), fact.places)
      local function written(number)
        return writing.decimal(fraction.floor_scaled(number, fact.places), fact.places)
      end
      local after, short = judged_with(written(to)), judged_with(written(fraction.subtract(to, step)))
      if after ~= "met" or short == "met" then
        note(found, situation, question, ("%s with this, %s just short of it"):format(after, short), line, "remedy")
      end
    end
  end
end

-- An explanation gives the same verdict, and remedies that work.
local function compare_explanations(dossier, rules, rulebook, questions, situation, answers, found)
  for _, question in ipairs(questions) do
    local explanation, message = dossier:explain(rules, situation.unit, question.path, situation.year)
    local answer = explanation and explanation:verdict() or message
    if answer ~= answers[question.key] then
      note(found, situation, question, answers[question.key], answer, "explanation")
    elseif question.judged.everyday then
      compare_remedies(explanation:write("csv"), rulebook, question, situation, found)
    end
  end
end

local function compare_columns(engine, rules, rulebook, questions, situations, answers, found, how, explained)
  local by_key, by_unit, count, years = {}, {}, 0, {}
  for _, question in ipairs(questions) do by_key[question.key] = question end
  for place, situation in ipairs(situations) do
    by_unit[unit_year(situation.unit, situation.year)] = place
    if years[#years] ~= situation.year then years[#years + 1] = situation.year end
  end
  local dossier = dossier_of(engine, rules, situations)
  for _, year in ipairs(years) do
    local evaluation, message = dossier:evaluate(rules, { year = year })
    if not evaluation then error("the evaluation failed: " .. message, 0) end
    for row in evaluation:rows() do
      local key = table.concat({ row.standard, row.criterion, row.indicator }, "\t")
      local place = by_unit[unit_year(row.unit, row.year)]
      if not by_key[key] then error("a row nobody asked for: " .. key, 0) end
      if place then -- a dossier made small has years without figures for some units
        count = count + 1
        compare_row(row, by_key[key], situations[place], answers[place][key], found, how)
      end
    end
    if evaluation:units() * #years == #situations then
      compare_tally(dossier, rules, questions, situations, answers, year, found, how)
    end
  end
  for place, situation in ipairs(situations) do
    if place % explained == 0 then
      compare_explanations(dossier, rules, rulebook, questions, situation, answers[place], found)
    end
  end
  if count ~= #situations * #questions then
    error(("%d rows instead of %d"):format(count, #situations * #questions), 0)
  end
end

-- Compares all situations over columns with every engine, and each `case_share`-th as a case with the first. A
-- situation that only repeats another says so: like = its place. Returns how many verdicts were compared, and the
-- disagreements.
function comparison.compare(rulebook, situations, engines, folder, case_share)
  comparison.write(folder, writing.files(rulebook))
  local questions, answers, found = comparison.questions(rulebook), {}, {}
  for place, situation in ipairs(situations) do
    answers[place] = situation.like and answers[situation.like] or expected_of(questions, situation)
  end
  for number, engine in ipairs(engines) do
    local rules, message = comparison.load(engine, folder)
    if not rules then error("the rules were refused: " .. message, 0) end
    if number == 1 then
      for place, situation in ipairs(situations) do
        if place % case_share == 0 then compare_case(rules, questions, situation, answers[place], found) end
      end
    end
    compare_columns(engine, rules, rulebook, questions, situations, answers, found,
      ("columns of engine %d"):format(number), number == 1 and case_share * 4 + 1 or #situations + 1)
  end
  return #situations * #questions, found
end

return comparison
