-- The programme that `make bench` judges: 20 facts, 57 indicators by 7 regions, 19 criteria, one standard. One
-- description, written out as rule files for Chuẩn, as SQL and as C for the peers, so that all ask the same thing.

local programme = {}

local regions = { "northern_mountains", "red_river_delta", "north_central", "south_central_coast", "central_highlands",
  "south_east", "mekong_delta" }
programme.regions = regions

-- name, kind, for a share the whole it is part of; places of amounts
programme.facts = {
  { id = "region", kind = "choice" },
  { id = "households", kind = "count" }, { id = "population", kind = "count" },
  { id = "workers", kind = "count" }, { id = "villages", kind = "count" },
  { id = "clean_water", kind = "count", whole = "households" }, { id = "solid_housing", kind = "count", whole = "households" },
  { id = "safe_power", kind = "count", whole = "households" }, { id = "hygienic", kind = "count", whole = "households" },
  { id = "insured", kind = "count", whole = "population" }, { id = "schooled", kind = "count", whole = "population" },
  { id = "trained", kind = "count", whole = "workers" }, { id = "certified", kind = "count", whole = "workers" },
  { id = "cultured", kind = "count", whole = "villages" }, { id = "paved", kind = "count", whole = "villages" },
  { id = "income", kind = "amount", places = 2 }, { id = "green_land", kind = "amount", places = 1 },
  { id = "planned", kind = "yes_no" }, { id = "safe", kind = "yes_no" }, { id = "governed", kind = "yes_no" },
}

-- A small generator of our own: the same programme and the same million on every machine.
function programme.random(seed)
  local state = seed
  return function(limit)
    state = (state * 6364136223846793005 + 1442695040888963407)
    return (state >> 33) % limit
  end
end

local function build()
  local random = programme.random(7)
  local indicators = {}
  local shares, amounts, flags = {}, {}, {}
  for _, fact in ipairs(programme.facts) do
    if fact.whole then shares[#shares + 1] = fact end
    if fact.kind == "amount" then amounts[#amounts + 1] = fact end
    if fact.kind == "yes_no" then flags[#flags + 1] = fact end
  end
  for i = 1, 57 do
    local one = { criterion = (i - 1) // 3 + 1, thresholds = {} }
    one.id = ("%d.%d"):format(one.criterion, (i - 1) % 3 + 1)
    if i % 6 == 0 then
      one.form, one.fact = "flag", flags[(i // 6) % #flags + 1]
    elseif i % 7 == 0 then
      one.form, one.fact = "amount", amounts[(i // 7) % #amounts + 1]
      local base = one.fact.id == "income" and 20 or 15 -- whole units; tenths in the threshold
      for r = 1, #regions do one.thresholds[r] = (base * 10 + random(100)) end
    else
      one.form, one.fact = "share", shares[i % #shares + 1]
      for r = 1, #regions do one.thresholds[r] = 50 + random(300) end -- tenths of a percent
    end
    indicators[i] = one
  end
  return indicators
end
programme.indicators = build()

local function tenths(n) return ("%d.%d"):format(n // 10, n % 10) end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  assert(file:close())
end

function programme.write_rules(folder)
  os.execute(("mkdir -p '%s'"):format(folder))
  local facts = { 'period { id = "bench", first_year = 2021, last_year = 2025, name = "Bench" }',
    'document { id = "B", date = "2022-01-01" }' }
  write(folder .. "/period.lua", table.concat(facts, "\n") .. "\n")
  local out = { 'facts "commune" {' }
  for _, fact in ipairs(programme.facts) do
    if fact.kind == "choice" then
      out[#out + 1] = ('  %s = choice { "%s" },'):format(fact.id, table.concat(regions, '", "'))
    elseif fact.kind == "amount" then
      out[#out + 1] = ("  %s = amount { places = %d },"):format(fact.id, fact.places)
    elseif fact.whole then
      out[#out + 1] = ('  %s = count { part_of = "%s" },'):format(fact.id, fact.whole)
    else
      out[#out + 1] = ("  %s = %s {},"):format(fact.id, fact.kind)
    end
  end
  out[#out + 1] = "}"
  write(folder .. "/facts.lua", table.concat(out, "\n") .. "\n")
  out = { 'standard { id = "s", level = "commune", source = law { "B" }, test = every_criterion() }' }
  for c = 1, 19 do
    out[#out + 1] = ('criterion { of = "s", id = "%d", name = "Criterion %d",'):format(c, c)
    for _, one in ipairs(programme.indicators) do
      if one.criterion == c and one.form == "flag" then
        out[#out + 1] = ('  indicator { id = "%s", name = "Indicator", test = is_true(%s) },'):format(one.id, one.fact.id)
      elseif one.criterion == c then
        local value = one.form == "share" and ("share(%s, %s)"):format(one.fact.id, one.fact.whole) or one.fact.id
        local cases = {}
        for r, region in ipairs(regions) do cases[r] = ("%s = %s"):format(region, tenths(one.thresholds[r])) end
        out[#out + 1] = ('  indicator { id = "%s", name = "Indicator", value = %s, at_least = by(region, { %s }) },')
          :format(one.id, value, table.concat(cases, ", "))
      end
    end
    out[#out + 1] = "}"
  end
  write(folder .. "/standard.lua", table.concat(out, "\n") .. "\n")
end

-- Thresholds as one small table by region; each unit is judged once (AS MATERIALIZED), then counted.
-- `form` "join" reads thresholds from a joined row, "case" writes them out in place.
function programme.sql(form, region_code)
  local out = {}
  local function threshold(i, one)
    if form == "join" then return "t.t" .. i end
    local cases = {}
    for r = 1, #regions do cases[r] = ("WHEN %d THEN %d"):format(region_code[r], one.thresholds[r]) end
    return ("CASE region %s END"):format(table.concat(cases, " "))
  end
  local with = {}
  if form == "join" then
    local rows = {}
    for r = 1, #regions do
      local row = { region_code[r] }
      for _, one in ipairs(programme.indicators) do row[#row + 1] = one.thresholds[r] or 0 end
      rows[r] = "(" .. table.concat(row, ",") .. ")"
    end
    local names = { "region_code" }
    for i = 1, #programme.indicators do names[#names + 1] = "t" .. i end
    with[#with + 1] = ("threshold(%s) AS MATERIALIZED (VALUES %s)"):format(table.concat(names, ","), table.concat(rows, ","))
  end
  local indicators, criteria, counts = {}, {}, {}
  for i, one in ipairs(programme.indicators) do
    local id = one.fact.id
    if one.form == "flag" then
      indicators[i] = ("coalesce(2*%s,1) AS i%d"):format(id, i)
    elseif one.form == "share" then -- part * 1000 >= tenths * whole
      indicators[i] = ("CASE WHEN %s=0 THEN 1 ELSE coalesce(2*(%s*1000>=%s*%s),1) END AS i%d")
        :format(one.fact.whole, id, threshold(i, one), one.fact.whole, i)
    else
      local scale = one.fact.places == 2 and "*10" or ""
      indicators[i] = ("coalesce(2*(%s>=%s%s),1) AS i%d"):format(id, threshold(i, one), scale, i)
    end
  end
  for c = 1, 19 do criteria[c] = ("min(i%d,i%d,i%d) AS c%d"):format(3 * c - 2, 3 * c - 1, 3 * c, c) end
  for i = 1, 57 do counts[#counts + 1] = ("sum(i%d=2)"):format(i) end
  for c = 1, 19 do counts[#counts + 1] = ("sum(c%d=2)"):format(c) end
  local all = {}
  for c = 1, 19 do all[c] = "c" .. c end
  with[#with + 1] = ("judged AS MATERIALIZED (SELECT u.parent AS parent, %s FROM fact_commune f JOIN unit u ON u.id=f.unit_id %s WHERE f.year=2024)")
    :format(table.concat(indicators, ", "), form == "join" and "LEFT JOIN threshold t ON t.region_code=f.region" or "")
  with[#with + 1] = ("held AS MATERIALIZED (SELECT *, %s FROM judged)"):format(table.concat(criteria, ", "))
  out[#out + 1] = "WITH " .. table.concat(with, ",\n")
  out[#out + 1] = ("SELECT p.code, %s, sum(min(%s)=2), sum(min(%s)=1) FROM held JOIN unit p ON p.id=held.parent GROUP BY p.code ORDER BY p.code;")
    :format(table.concat(counts, ", "), table.concat(all, ","), table.concat(all, ","))
  return table.concat(out, "\n")
end

-- The judgement as somebody would write it in C for this programme alone, one row straight down, over the columns as
-- they are stored. `widths`: bytes of each fact's values.
function programme.c_loop(widths)
  local out = { "/* Written out by programme.lua. */" }
  local function add(...) out[#out + 1] = string.format(...) end
  local types = { [1] = "int8_t", [2] = "int16_t", [4] = "int32_t", [8] = "int64_t" }
  add("#define FACTS %d", #programme.facts)
  add("static const char *const fact_names[FACTS] = {")
  for _, fact in ipairs(programme.facts) do add('  "%s",', fact.id) end
  add("};\nstruct columns {")
  for _, fact in ipairs(programme.facts) do add("  const %s *%s;", types[widths[fact.id]], fact.id) end
  add("};\nstatic void set_column(struct columns *x, int fact, const void *data) {\n  switch (fact) {")
  for f, fact in ipairs(programme.facts) do add("    case %d: x->%s = data; break;", f - 1, fact.id) end
  add("  }\n}")
  for i, one in ipairs(programme.indicators) do
    if one.form ~= "flag" then
      local values = {}
      for r = 1, #regions do values[r] = tostring(one.thresholds[r] * (one.fact.places == 2 and 10 or 1)) end
      add("static const int32_t t%d[7] = { %s };", i, table.concat(values, ", "))
    end
  end
  add("static void judge(const struct columns *x, uint32_t first, uint32_t n, uint8_t *restrict out) {")
  add("  for (uint32_t i = 0; i < n; i++) {\n    uint32_t k = first + i;")
  for _, fact in ipairs(programme.facts) do add("    int32_t %s = x->%s[k];", fact.id, fact.id) end
  add("    int r = region < 0 ? 0 : region;")
  for i, one in ipairs(programme.indicators) do
    local id, whole = one.fact.id, one.fact.whole
    if one.form == "flag" then
      add("    uint8_t i%d = (uint8_t)(%s < 0 ? 1 : 2 * %s);", i, id, id)
    elseif one.form == "share" then
      add("    uint8_t i%d = (uint8_t)((region < 0) | (%s < 0) | (%s <= 0) ? 1 : 2 * (%s * 1000 >= t%d[r] * %s));", i, id, whole, id, i, whole)
    else
      add("    uint8_t i%d = (uint8_t)((region < 0) | (%s < 0) ? 1 : 2 * (%s >= t%d[r]));", i, id, id, i)
    end
  end
  for c = 1, 19 do add("    uint8_t c%d = least(i%d, least(i%d, i%d));", c, 3 * c - 2, 3 * c - 1, 3 * c) end
  local all = "c1"
  for c = 2, 19 do all = ("least(c%d, %s)"):format(c, all) end
  for i = 1, 57 do add("    out[%d * BLOCK + i] = i%d;", i - 1, i) end
  for c = 1, 19 do add("    out[%d * BLOCK + i] = c%d;", 56 + c, c) end
  add("    out[76 * BLOCK + i] = %s;\n  }\n}", all)
  return table.concat(out, "\n") .. "\n"
end

-- units.csv and facts.csv of `count` communes under 34 provinces; 2 % of cells missing.
function programme.write_data(folder, count)
  local random = programme.random(2024)
  local units = assert(io.open(folder .. "/units.csv", "w"))
  local facts = assert(io.open(folder .. "/facts.csv", "w"))
  units:write("code,level,name,parent_code,valid_from,valid_to\n")
  for p = 1, 34 do units:write(("P%02d,province,Province %d,,,\n"):format(p, p)) end
  local heading = { "unit" }
  for _, fact in ipairs(programme.facts) do heading[#heading + 1] = fact.id end
  facts:write(table.concat(heading, ","), "\n")
  local row, values = {}, {}
  for n = 1, count do
    local code = ("C%07d"):format(n)
    units:write(code, ",commune,Commune ", n, ",P", ("%02d"):format((n - 1) * 34 // count + 1), ",,\n")
    row[1] = code
    for f, fact in ipairs(programme.facts) do
      local text
      if fact.kind == "choice" then
        text = regions[random(#regions) + 1]
      elseif fact.kind == "yes_no" then
        text = random(10) == 0 and "0" or "1"
      elseif fact.kind == "amount" then
        local value = 1500 + random(6000)
        text = fact.places == 2 and ("%d.%02d"):format(value // 100, value % 100) or ("%d.%d"):format(value // 100, value % 10)
      elseif fact.whole then
        values[fact.id] = values[fact.whole] * random(1001) // 1000
        text = tostring(values[fact.id])
      else
        local range = fact.id == "villages" and 30 or fact.id == "population" and 30000 or 8000
        values[fact.id] = random(range)
        text = tostring(values[fact.id])
      end
      row[f + 1] = random(50) == 0 and "" or text
    end
    facts:write(table.concat(row, ",", 1, #programme.facts + 1), "\n")
  end
  assert(units:close())
  assert(facts:close())
end

return programme
