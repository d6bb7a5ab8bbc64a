-- Asks the engine and the oracle the same questions: a case at a time, and whole dossiers over columns, with one
-- thread and with two.

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

local function compare_columns(engine, rules, questions, situations, answers, found, how)
  local by_key, by_unit, count = {}, {}, 0
  for _, question in ipairs(questions) do by_key[question.key] = question end
  local years = {}
  for place, situation in ipairs(situations) do
    by_unit[unit_year(situation.unit, situation.year)] = place
    years[situation.year] = true
  end
  local dossier = dossier_of(engine, rules, situations)
  for year in pairs(years) do
    local evaluation, message = dossier:evaluate(rules, { year = year })
    if not evaluation then error("the evaluation failed: " .. message, 0) end
    for row in evaluation:rows() do
      local key = table.concat({ row.standard, row.criterion, row.indicator }, "\t")
      local place = by_unit[unit_year(row.unit, row.year)]
      if not by_key[key] then error("a row nobody asked for: " .. key, 0) end
      if place then -- a dossier made small has years without figures for some units
        count = count + 1
        local expected = answers[place][key]
        if row.verdict ~= expected then note(found, situations[place], by_key[key], expected, row.verdict, how) end
      end
    end
  end
  if count ~= #situations * #questions then
    error(("%d rows instead of %d"):format(count, #situations * #questions), 0)
  end
end

-- Compares all situations over columns with every engine, and some of them as cases with the first. Returns how many
-- verdicts the oracle gave, and the disagreements.
function comparison.compare(rulebook, situations, engines, folder, case_share)
  comparison.write(folder, writing.files(rulebook))
  local questions, answers, found = comparison.questions(rulebook), {}, {}
  for place, situation in ipairs(situations) do answers[place] = expected_of(questions, situation) end
  for number, engine in ipairs(engines) do
    local rules, message = comparison.load(engine, folder)
    if not rules then error("the rules were refused: " .. message, 0) end
    if number == 1 then
      for place, situation in ipairs(situations) do
        if place % case_share == 0 then compare_case(rules, questions, situation, answers[place], found) end
      end
    end
    compare_columns(engine, rules, questions, situations, answers, found, ("columns of engine %d"):format(number))
  end
  return #situations * #questions, found
end

return comparison
