-- A table as an office keeps it, to be imported: a code, a year and 21 figures of every kind, 23 columns. Chance is the same
-- each time.

local figures = {}

local kinds = {} -- of the columns after unit and year
for i = 1, 8 do kinds[#kinds + 1] = { id = "persons_" .. i, kind = "count" } end
for i = 1, 8 do kinds[#kinds + 1] = { id = "share_" .. i, kind = "amount" } end
for i = 1, 4 do kinds[#kinds + 1] = { id = "done_" .. i, kind = "yes_no" } end
kinds[#kinds + 1] = { id = "region", kind = "choice" }
local regions = { "north", "delta", "coast", "highland" }

function figures.write_rules(folder)
  local facts = {}
  for i, one in ipairs(kinds) do
    local more = one.kind == "amount" and "{ places = 2 }" or one.kind == "choice" and '{ "north", "delta", "coast", "highland" }' or "{}"
    facts[i] = ("%s = %s %s"):format(one.id, one.kind, more)
  end
  local file = assert(io.open(folder .. "/period.lua", "w"))
  file:write('period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }\ndocument { id = "D", date = "2022-01-01" }\n',
    'facts "commune" { ', table.concat(facts, ", "), " }\n",
    'standard { id = "s", level = "commune", source = law { "D" } }\n',
    'criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = persons_1, at_least = 10 } }\n')
  assert(file:close())
end

-- units.csv and facts.csv of `count` communes; 2 % of cells are empty.
function figures.write_data(folder, count)
  local seed = 2024
  local function random(below)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % below
  end
  local units = assert(io.open(folder .. "/units.csv", "w"))
  local facts = assert(io.open(folder .. "/facts.csv", "w"))
  units:write("code,level,name,parent_code,valid_from,valid_to\n")
  local row = { "unit", "year" }
  for i, one in ipairs(kinds) do row[i + 2] = one.id end
  facts:write(table.concat(row, ","), "\n")
  for n = 1, count do
    local code = ("C%07d"):format(n)
    units:write(code, ",commune,Commune ", n, ",,,\n")
    row[1], row[2] = code, "2024"
    for i, one in ipairs(kinds) do
      local text
      if random(50) == 0 then
        text = ""
      elseif one.kind == "count" then
        text = tostring(random(30000))
      elseif one.kind == "amount" then
        text = ("%d.%02d"):format(random(101), random(100))
      elseif one.kind == "yes_no" then
        text = random(10) == 0 and "0" or "1"
      else
        text = regions[random(4) + 1]
      end
      row[i + 2] = text
    end
    facts:write(table.concat(row, ","), "\n")
  end
  assert(units:close())
  assert(facts:close())
end

-- The table a person would make for the same file, for SQLite's own reader.
function figures.sql_table()
  local columns = { "unit TEXT NOT NULL", "year INTEGER NOT NULL" }
  for i, one in ipairs(kinds) do
    columns[i + 2] = one.id .. (one.kind == "amount" and " REAL" or one.kind == "choice" and " TEXT" or " INTEGER")
  end
  return ("CREATE TABLE facts (%s, PRIMARY KEY (unit, year)) WITHOUT ROWID;\n"):format(table.concat(columns, ", "))
end

return figures
