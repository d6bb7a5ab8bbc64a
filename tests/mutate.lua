-- How much of what can go wrong in a rule file does `check` notice? Small slips are made in copies of the real rules,
-- one at a time, by a seeded hand: a threshold moved, a comparison turned, a region dropped, an id given twice, a source
-- taken away, one figure put for another. A slip is noticed when the rules no longer load, when an error or warning
-- comes up that was not there, or when less is tried by examples. The share noticed is the score; below BAR it fails.
--   lua5.4 tests/mutate.lua [how many = 1000] [seed = 1]     (make mutate)
-- A slip that says the same in other words is not made: a comparison with a level that is still pending, a region whose
-- level is that of all others.

local support = require "tests.support"
local chuan = support.module()

local COUNT, SEED, BAR = tonumber(arg[1]) or 1000, tonumber(arg[2]) or 1, 95
local PERIODS = { "2021-2025", "2026-2030" }

math.randomseed(SEED)

-- --- a rule file as tokens ------------------------------------------------------------------------------------------

-- Words, numbers, strings and signs with their places; comments are nothing.
local function tokens_of(text)
  local tokens, at = {}, 1
  while true do
    at = text:match("^[%s]*()", at)
    if at > #text then return tokens end
    local last
    if text:find("^%-%-", at) then
      at = (text:find("\n", at, true) or #text) + 1
    else
      local kind
      if text:find("^[%a_]", at) then
        kind, last = "word", text:match("^[%w_]+()", at)
      elseif text:find("^%d", at) then
        kind, last = "number", text:match("^[%d.]+()", at)
      elseif text:find('^"', at) then
        kind, last = "string", text:match('^"[^"\n]*"()', at)
      else
        kind, last = "sign", at + 1
      end
      tokens[#tokens + 1] = { kind = kind, text = text:sub(at, last - 1), from = at, to = last - 1 }
      at = last
    end
  end
end

local CLOSES = { ["{"] = "}", ["("] = ")", ["["] = "]" }

-- The token that closes the bracket at i.
local function closing(tokens, i)
  local depth = 0
  for j = i, #tokens do
    local text = tokens[j].kind == "sign" and tokens[j].text
    if CLOSES[text] then depth = depth + 1 end
    if text == "}" or text == ")" or text == "]" then
      depth = depth - 1
      if depth == 0 then return j end
    end
  end
end

-- The last token of the value that begins at i: before the comma or bracket that ends it.
local function value_end(tokens, i)
  local j = i
  while j <= #tokens do
    local text = tokens[j].kind == "sign" and tokens[j].text
    if text == "," or text == "}" or text == ")" or text == "]" then return j - 1 end
    if CLOSES[text] then j = closing(tokens, j) end
    j = j + 1
  end
  return j - 1
end

-- Examples, the functions and tables that only they use, and names are no rules.
local function mark_rules(tokens)
  local seen_example, i = false, 1
  while i <= #tokens do
    local token, next_token = tokens[i], tokens[i + 1] or {}
    local last
    if token.text == "example" and next_token.text == "{" then
      seen_example, last = true, closing(tokens, i + 1)
    elseif token.text == "name" and next_token.text == "=" then
      last = value_end(tokens, i + 2)
    elseif token.text == "local" and next_token.text == "function" then
      last = i
      local depth = 0
      repeat
        local text = tokens[last].kind == "word" and tokens[last].text
        if text == "function" or text == "do" or text == "if" then depth = depth + 1 end
        if text == "end" then depth = depth - 1 end
        last = last + 1
      until depth == 0 and text == "end"
      last = last - 1
    elseif token.text == "local" and seen_example then
      last = value_end(tokens, i + 3)
    end
    if last then
      for j = i, last do tokens[j].skip = true end
      i = last
    end
    i = i + 1
  end
end

-- --- where a slip can be made -----------------------------------------------------------------------------------------

local TURNS = {
  at_least = { "more_than", "at_most" }, at_most = { "less_than", "at_least" },
  more_than = { "at_least", "less_than" }, less_than = { "at_most", "more_than" },
}
local COMPARES = { at_least = true, at_most = true, more_than = true, less_than = true, equals = true, between = true }

local sites = {} -- kind -> list of { file, from, to, text }
local kinds = {}

local function add(kind, file, tokens, i, j, text)
  if not sites[kind] then
    sites[kind] = {}
    kinds[#kinds + 1] = kind
  end
  table.insert(sites[kind], { file = file, from = tokens[i].from, to = tokens[j].to, text = text })
end

-- A little more, a little less: the last digit moved by one.
local function moved(number, by)
  local places = #(number:match("%.(%d+)") or "")
  local value = math.tointeger(number:gsub("%.", "") + 0) + by
  if value < 0 then return nil end
  local text = ("%0" .. (places + 1) .. "d"):format(value)
  return places == 0 and text or text:sub(1, -places - 1) .. "." .. text:sub(-places)
end

-- The numbers of a threshold; years and what stands in brackets are none.
local function find_thresholds(file, tokens, first, last)
  local found = false
  for i = first, last do
    local before = tokens[i - 1].text
    if tokens[i].kind == "number" and before ~= "[" and before ~= "in_year" and tokens[i - 2].text ~= "in_year"
      and not (before == "=" and tokens[i - 2].text == "from") then
      found = true
      for _, by in ipairs { 1, -1 } do
        local text = moved(tokens[i].text, by)
        if text then add("threshold moved", file, tokens, i, i, text) end
      end
    end
  end
  return found
end

local function find_comparison(file, tokens, i)
  local word, sign = tokens[i].text, tokens[i + 1].text
  local first, last
  if sign == "=" then
    first, last = i + 2, value_end(tokens, i + 2)
  elseif sign == "(" then
    local close = closing(tokens, i + 1)
    first, last = value_end(tokens, i + 2) + 2, close - 1 -- after what is compared
  else
    return
  end
  local known = find_thresholds(file, tokens, first, last)
  for _, other in ipairs(known and TURNS[word] or {}) do add("comparison turned", file, tokens, i, i, other) end
end

local function text_between(tokens, first, last)
  local words = {}
  for i = first, last do words[#words + 1] = tokens[i].text end
  return table.concat(words, " ")
end

-- The branches of by() and from_year: each can be dropped or have its name misspelt.
local function find_branches(file, tokens, open)
  local close, i = closing(tokens, open), open + 1
  local branches, otherwise = {}, nil
  while i < close do
    local first, value = i
    if tokens[i].text == "[" then value = i + 4 elseif tokens[i + 1].text == "=" then value = i + 2 else return end
    local last = value_end(tokens, value)
    local written = text_between(tokens, value, last):gsub("unverified %( (.*) %)", "%1")
    if tokens[i].text == "otherwise" then otherwise = written end
    local comma = tokens[last + 1].text == "," and last + 1 or last
    branches[#branches + 1] = { first = first, last = comma, written = written, name = tokens[i] }
    i = comma + 1
  end
  for n, branch in ipairs(branches) do
    local same = branch.written == (otherwise or (branches[n - 1] or {}).written)
    if branch.name.text ~= "otherwise" and not same and #branches > 1 then
      add("branch dropped", file, tokens, branch.first, branch.last, "")
    end
    if branch.name.kind == "word" and branch.name.text ~= "otherwise" then
      add("choice misspelt", file, tokens, branch.first, branch.first, branch.name.text .. "s")
    end
  end
end

local function drop_field(kind, file, tokens, i)
  local last = value_end(tokens, i + 2)
  if tokens[last + 1].text == "," then last = last + 1 end
  add(kind, file, tokens, i, last, "")
end

-- An indicator or target whose levels are all still pending comes out the same whatever it compares; not so the
-- condition under which it is left aside. Likewise a standard that no example can try on any side, as check lists it.
-- An indicator without a document of its own still has that of its criterion.
local function mark_waiting(tokens, untried)
  for i, token in ipairs(tokens) do
    if token.text == "standard" and (tokens[i + 1] or {}).text == "{" and untried[tokens[i + 4].text] then
      for j = i, closing(tokens, i + 1) do tokens[j].waits = true end
    end
    if token.text == "indicator" and (tokens[i + 1] or {}).text == "{" then
      for j = i, closing(tokens, i + 1) do tokens[j].within = true end
    end
    if (token.text == "indicator" or token.text == "target") and (tokens[i + 1] or {}).text == "{" then
      local last, waits, known, condition = closing(tokens, i + 1), false, false, {}
      for j = i, last do
        if tokens[j].text == "applies_when" then
          for k = j, value_end(tokens, j + 2) do condition[k] = true end
        end
        waits = waits or tokens[j].text == "pending" or tokens[j].text == "delegated"
        known = known or not condition[j] and (tokens[j].kind == "number" and tokens[j - 2].text ~= "by"
          or tokens[j].text == "is_true" or tokens[j].text == "one_of")
      end
      for j = i, last do tokens[j].waits = waits and not known and not condition[j] end
    end
  end
end

local function find_all(file, tokens, facts)
  local ids, words = {}, {}
  for i, token in ipairs(tokens) do
    local after = (tokens[i + 1] or {}).text
    if token.skip or token.kind ~= "word" then goto continue end
    if COMPARES[token.text] and not token.waits then find_comparison(file, tokens, i) end
    if (token.text == "by" and after == "(") then find_branches(file, tokens, value_end(tokens, i + 2) + 2) end
    if token.text == "from_year" and after == "{" then find_branches(file, tokens, i + 1) end
    if token.text == "source" and after == "=" and not token.within then drop_field("source removed", file, tokens, i) end
    if token.text == "applies_when" and after == "=" then drop_field("condition dropped", file, tokens, i) end
    if (token.text == "all" or token.text == "any") and after == "{" and not token.waits and value_end(tokens, i + 2) + 2 < closing(tokens, i + 1) then
      add("all and any confused", file, tokens, i, i, token.text == "all" and "any" or "all")
    end
    if token.text == "id" and after == "=" then
      local record = i - 1
      while tokens[record].text ~= "{" do record = record - 1 end
      local word = tokens[record - 1].text
      ids[word] = ids[word] or {}
      table.insert(ids[word], i + 2)
    end
    if token.text == "unit" and after == "=" then words[#words + 1] = i + 2 end
    local others = facts[token.text]
    if others and after ~= "=" and #others > 1 and not token.waits then
      local other = others[math.random(#others)]
      if other ~= token.text then add("figure mistaken", file, tokens, i, i, other) end
    end
    ::continue::
  end
  for _, list in pairs(ids) do
    table.sort(list)
  end
  local names = {}
  for word in pairs(ids) do names[#names + 1] = word end
  table.sort(names)
  for _, word in ipairs(names) do
    local list = ids[word]
    for n, i in ipairs(list) do
      local other = tokens[list[n % #list + 1]].text
      if other ~= tokens[i].text then add("id given twice", file, tokens, i, i, other) end
    end
  end
  for n, i in ipairs(words) do
    local other = tokens[words[n % #words + 1]].text
    if other ~= tokens[i].text then add("unit mistaken", file, tokens, i, i, other) end
  end
end

-- --- the rules --------------------------------------------------------------------------------------------------------

local folder = support.folder()
support.must("cp -R rules/2021-2025 rules/2026-2030 '%s/'", folder)

-- fact -> those of its level, kind and unit; a name that several levels have is left alone.
local function alike(rules)
  local groups, of, result = {}, {}, {}
  for line in rules:facts("csv"):gmatch("[^\n]+") do
    local level, id, kind, unit = line:match("^([^,]*),([^,]*),([^,]*),([^,]*)")
    local key = table.concat({ level, kind, unit }, "\0")
    groups[key] = groups[key] or {}
    table.insert(groups[key], id)
    of[id] = of[id] and "several" or key
  end
  for id, key in pairs(of) do
    if groups[key] then result[id] = groups[key] end
  end
  return result
end

local engine = assert(chuan.open { language = "en" })

local function judge(period)
  local rules <close> = engine:rules(folder, { period = period })
  if not rules then return nil end
  local check <close> = assert(rules:check())
  local counts = check:counts()
  return { errors = counts.errors, warnings = counts.warnings, untried = counts.sides - counts.sides_exercised
    + counts.clauses - counts.clauses_exercised }
end

local clean, texts = {}, {}
for _, period in ipairs(PERIODS) do
  clean[period] = judge(period)
  assert(clean[period], "the rules of " .. period .. " do not load")
  if clean[period].errors + clean[period].warnings > 0 then
    error(("check finds %d errors and %d warnings in %s as it is"):format(clean[period].errors, clean[period].warnings, period))
  end
  local rules <close> = assert(engine:rules(folder, { period = period }))
  local facts = alike(rules)
  local check <close> = assert(rules:check())
  local untried = {}
  for line in check:write "csv":gmatch "[^\n]+" do
    local path, status = line:match "^threshold,([^,]*),.*,(%l+),,,0,0,[^,]*,%d+%s*$"
    if status == "sourced" or status == "unverified" then untried['"' .. path .. '"'] = true end
  end
  local list = support.must("cd '%s' && find %s -name '*.lua' ! -name '*-examples.lua' | LC_ALL=C sort", folder, period)
  for file in list:gmatch("[^\n]+") do
    texts[file] = support.read(folder .. "/" .. file)
    local tokens = tokens_of(texts[file])
    mark_rules(tokens)
    mark_waiting(tokens, untried)
    find_all(file, tokens, facts)
  end
end

-- --- slip after slip ---------------------------------------------------------------------------------------------------

local function is_worse(period)
  local now, was = judge(period), clean[period]
  return not now or now.errors > was.errors or now.warnings > was.warnings or now.untried > was.untried
end

-- What is in the earlier period is also read by the later one, which takes rules over and is compared with it.
local function is_noticed(site)
  local text = texts[site.file]
  support.write(folder .. "/" .. site.file, text:sub(1, site.from - 1) .. site.text .. text:sub(site.to + 1))
  local noticed = false
  for _, period in ipairs(PERIODS) do
    if not noticed and (period == site.file:match("^[^/]+") or period == PERIODS[2]) then noticed = is_worse(period) end
  end
  support.write(folder .. "/" .. site.file, text)
  return noticed
end

-- Every kind has its share, the commonest slips a double one; what a kind has too few of goes to the others.
local WEIGHTS = {
  ["threshold moved"] = 2, ["comparison turned"] = 2, ["branch dropped"] = 2, ["id given twice"] = 2, ["source removed"] = 2,
}
local chosen, left, weights = {}, COUNT, 0
for _, kind in ipairs(kinds) do weights = weights + (WEIGHTS[kind] or 1) end
table.sort(kinds, function(a, b) return #sites[a] / (WEIGHTS[a] or 1) < #sites[b] / (WEIGHTS[b] or 1) end)
for _, kind in ipairs(kinds) do
  local list, weight = sites[kind], WEIGHTS[kind] or 1
  local share = math.min(#list, left * weight // weights)
  weights = weights - weight
  for i = 1, share do
    local j = math.random(i, #list)
    list[i], list[j] = list[j], list[i]
    chosen[#chosen + 1] = { kind = kind, site = list[i] }
  end
  left = left - share
end

local made, noticed, missed = {}, {}, {}
for n, one in ipairs(chosen) do
  made[one.kind] = (made[one.kind] or 0) + 1
  if is_noticed(one.site) then
    noticed[one.kind] = (noticed[one.kind] or 0) + 1
  else
    missed[#missed + 1] = one
  end
  if os.getenv "CHUAN_MUTATE_PROGRESS" and n % 50 == 0 then io.stderr:write(n, "\n") end
end
support.remove(folder)

local function line_of(site)
  local text = texts[site.file]
  local _, before = text:sub(1, site.from):gsub("\n", "")
  return before + 1
end

for _, one in ipairs(missed) do
  local site = one.site
  local was = texts[site.file]:sub(site.from, site.to):gsub("%s+", " ")
  print(("missed: %s, rules/%s:%d: %s -> %s"):format(one.kind, site.file, line_of(site), was,
    site.text ~= "" and site.text or "(nothing)"))
end
local total = 0
for _, kind in ipairs(kinds) do
  total = total + (noticed[kind] or 0)
  print(("%-24s %4d of %4d noticed (%d places)"):format(kind, noticed[kind] or 0, made[kind] or 0, #sites[kind]))
end
local score = 100 * total / #chosen
print(("%-24s %4d of %4d noticed: %.1f %% (at least %d %%), seed %d"):format("all", total, #chosen, score, BAR, SEED))
os.exit(score >= BAR)
