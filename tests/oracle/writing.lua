-- A rulebook of the oracle as the text of rule files.

local writing = {}

local expression

local function list(nodes)
  local parts = {}
  for place, node in ipairs(nodes) do parts[place] = expression(node) end
  return table.concat(parts, ", ")
end

local words = {}

function words.number(node) return node.text end
function words.fact(node) return node.fact.id end
function words.choice(node) return ('"%s"'):format(node.id) end
function words.derived(node) return node.derived.id end
function words.negate(node) return ("(-%s)"):format(expression(node[1])) end
function words.rounded(node) return ("rounded(%s, %d)"):format(expression(node[1]), node.places) end
function words.pending() return "pending()" end
function words.delegated() return "delegated()" end
function words.met(node) return ('met "%s"'):format(node.written) end

for _, sign in ipairs { "+", "-", "*", "/" } do
  words[sign] = function(node)
    local second = expression(node[2])
    if second:find("^-") then second = "(" .. second .. ")" end
    return ("(%s %s %s)"):format(expression(node[1]), sign, second)
  end
end

for _, word in ipairs { "share", "unverified", "at_least", "at_most", "more_than", "less_than", "equals", "between",
  "is_true", "known" } do
  words[word] = function(node) return ("%s(%s)"):format(word, list(node)) end
end

for _, word in ipairs { "sum", "smallest", "largest", "all", "any", "none" } do
  words[word] = function(node) return ("%s { %s }"):format(word, list(node)) end
end

function words.one_of(node)
  return ("one_of(%s, { %s })"):format(expression(node[1]), list(node.constants))
end

function words.at_least_n(node)
  return ("at_least_n(%d, { %s })"):format(node.n, list(node))
end

function words.every_criterion(node)
  local ids = {}
  for id in pairs(node.except) do ids[#ids + 1] = ('"%s"'):format(id) end
  table.sort(ids)
  if #ids == 0 then return "every_criterion()" end
  return ("every_criterion { except = { %s } }"):format(table.concat(ids, ", "))
end

function words.choose(node)
  local parts = {}
  for place, case in ipairs(node.cases) do
    parts[place] = ("{ %s, %s }"):format(expression(case[1]), expression(case[2]))
  end
  parts[#parts + 1] = "otherwise = " .. expression(node.otherwise)
  return ("choose { %s }"):format(table.concat(parts, ", "))
end

function words.by(node)
  local parts = {}
  for place, key in ipairs(node.keys) do parts[place] = ("%s = %s"):format(key, expression(node.cases[key])) end
  if node.otherwise then parts[#parts + 1] = "otherwise = " .. expression(node.otherwise) end
  return ("by(%s, { %s })"):format(expression(node.selector), table.concat(parts, ", "))
end

function words.from_year(node)
  local parts = {}
  for place, entry in ipairs(node.years) do parts[place] = ("[%d] = %s"):format(entry[1], expression(entry[2])) end
  return ("from_year { %s }"):format(table.concat(parts, ", "))
end

-- --- other units, years, the register --------------------------------------------------------------------------

local function aggregate(node)
  local options = {}
  for _, key in ipairs { "weight", "where" } do
    if node[key] then options[#options + 1] = ("%s = %s"):format(key, expression(node[key])) end
  end
  if node.missing then options[#options + 1] = ('missing = "%s"'):format(node.missing) end
  if node.empty then options[#options + 1] = "empty = " .. node.empty end
  local rest = #options > 0 and (", { %s }"):format(table.concat(options, ", ")) or ""
  return ('%s("%s", %s%s)'):format(node.word, node.level, expression(node[1]), rest)
end

for _, word in ipairs { "sum_of", "count_of", "share_of", "mean_of" } do words[word] = aggregate end

function words.parent(node) return ('parent("%s", %s)'):format(node.level, expression(node[1])) end
function words.last_year(node) return ("last_year(%s)"):format(expression(node[1])) end
function words.recognised(node) return ('recognised "%s"'):format(node.standard.id) end
function words.failed_share(node) return ('failed_share "%s"'):format(node.standard.id) end
function words.equals_choice(node) return ("equals(%s)"):format(list(node)) end

for _, word in ipairs { "in_year", "total_since" } do
  words[word] = function(node) return ("%s(%d, %s)"):format(word, node.year, expression(node[1])) end
end

for _, word in ipairs { "average_growth", "average_fall" } do
  words[word] = function(node) return ("%s(%s, { from = %d })"):format(word, expression(node[1]), node.year) end
end

function words.amended(node)
  local parts = {}
  for place, entry in ipairs(node.days) do
    parts[place] = entry[1] and ('{ from = "%s", by = "amendment", %s }'):format(entry[1], expression(entry[2])) or
      expression(entry[2])
  end
  return ("amended { %s }"):format(table.concat(parts, ", "))
end

function expression(node)
  return words[node.word](node)
end

writing.expression = expression

-- --- records --------------------------------------------------------------------------------------------------

-- A whole number of 10^-places as it is written, exactly: (-5, 2) is "-0.05".
function writing.decimal(value, places)
  if places == 0 then return ("%d"):format(value) end
  local digits = ("%d"):format(value):gsub("^-", "")
  digits = ("0"):rep(places + 1 - #digits) .. digits
  return (value < 0 and "-" or "") .. digits:sub(1, -places - 1) .. "." .. digits:sub(-places)
end

function writing.fact(fact)
  local fields = {}
  local function field(key, value) fields[#fields + 1] = ("%s = %s"):format(key, value) end
  if fact.kind == "choice" then
    for place, id in ipairs(fact.choices) do fields[place] = ('"%s"'):format(id) end
  end
  if fact.unit then field("unit", ('"%s"'):format(fact.unit)) end
  if fact.kind == "amount" then field("places", fact.places) end
  if fact.minimum then field("min", writing.decimal(fact.minimum, fact.places)) end
  if fact.maximum then field("max", writing.decimal(fact.maximum, fact.places)) end
  if fact.part_of then field("part_of", ('"%s"'):format(fact.part_of.id)) end
  return ("  %s = %s { %s },"):format(fact.id, fact.kind, table.concat(fields, ", "))
end

local function test_fields(judged)
  local fields = {}
  local test = judged.test
  if judged.everyday and test.word == "between" then
    fields[1] = ("value = %s"):format(expression(test[1]))
    fields[2] = ("between = { %s, %s }"):format(expression(test[2]), expression(test[3]))
  elseif judged.everyday then
    fields[1] = ("value = %s"):format(expression(test[1]))
    fields[2] = ("%s = %s"):format(test.word, expression(test[2]))
  elseif test then
    fields[1] = ("test = %s"):format(expression(test))
  end
  if judged.applies_when then fields[#fields + 1] = ("applies_when = %s"):format(expression(judged.applies_when)) end
  return table.concat(fields, ",\n      ")
end

function writing.criterion(standard, criterion)
  local lines = { "criterion {", ('  of = "%s", id = "%s",'):format(standard.id, criterion.id) }
  for _, indicator in ipairs(criterion.parts) do
    lines[#lines + 1] = ('  indicator { id = "%s",\n      %s },'):format(indicator.id, test_fields(indicator))
  end
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n")
end

-- The files of a rulebook: name -> text.
function writing.files(rulebook)
  local facts, rules = { 'facts "commune" {' }, {}
  for _, fact in ipairs(rulebook.facts) do facts[#facts + 1] = writing.fact(fact) end
  facts[#facts + 1] = "}\n"
  for _, derived in ipairs(rulebook.derived) do
    rules[#rules + 1] = ('derived { level = "commune", id = "%s", value = %s }'):format(derived.id,
      expression(derived.value))
  end
  for _, standard in ipairs(rulebook.standards) do
    for _, criterion in ipairs(standard.parts) do rules[#rules + 1] = writing.criterion(standard, criterion) end
    rules[#rules + 1] = ('standard { id = "%s", level = "commune"%s }'):format(standard.id,
      standard.test and ", test = " .. expression(standard.test) or "")
  end
  return {
    ["period.lua"] = ('period { id = "random", first_year = %d, last_year = %d }\n'):format(rulebook.first_year,
      rulebook.last_year),
    ["facts.lua"] = table.concat(facts, "\n"),
    ["rules.lua"] = table.concat(rules, "\n") .. "\n",
  }
end

return writing
