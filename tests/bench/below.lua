-- What `make bench` asks of units below: households under communes, a share of them and a sum over them, with households
-- nobody has data of; written out as rule files for Chuẩn and as SQL, so that both ask the same thing.

local programme = require "programme"

local below = {}

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  assert(file:close())
end

function below.write_rules(folder)
  os.execute(("mkdir -p '%s'"):format(folder))
  write(folder .. "/period.lua", 'period { id = "bench", first_year = 2021, last_year = 2025, name = "Bench" }\n' ..
    'document { id = "B", date = "2022-01-01" }\n')
  write(folder .. "/rules.lua", [[
facts "commune" { area = count {} }
facts "household" { poor = yes_no {}, members = count {} }
standard { id = "s", level = "commune", source = law { "B" }, test = every_criterion() }
criterion { of = "s", id = "1", name = "Households",
  indicator { id = "1.1", name = "Poor", value = share_of("household", is_true(poor)), at_most = 10 },
  indicator { id = "1.2", name = "People", value = sum_of("household", members), at_least = 350 },
}
]])
end

-- `count` households under a hundredth as many communes; of one in a hundred nobody knows whether it is poor.
function below.write_data(folder, count)
  local random = programme.random(2024)
  local units = assert(io.open(folder .. "/units.csv", "w"))
  local facts = assert(io.open(folder .. "/facts.csv", "w"))
  units:write("code,level,name,parent_code,valid_from,valid_to\nP,province,Province,,,\n")
  facts:write("unit,poor,members\n")
  for c = 1, count // 100 do units:write(("C%05d,commune,Commune %d,P,,\n"):format(c, c)) end
  for h = 1, count do
    units:write(("H%07d,household,Household,C%05d,,\n"):format(h, (h - 1) // 100 + 1))
    local poor = random(100) == 0 and "" or random(11) == 0 and "1" or "0"
    facts:write(("H%07d,%s,%d\n"):format(h, poor, 1 + random(6)))
  end
  assert(units:close())
  assert(facts:close())
end

-- Every completion of what is missing: met when the highest share is low enough, not_met when the lowest is too high.
below.sql = [[
WITH counted AS MATERIALIZED (
  SELECT u.parent AS parent, count(*) AS n, sum(f.poor IS 1) AS poor, sum(f.poor IS NULL) AS unknown, sum(f.members) AS members
  FROM fact_household f JOIN unit u ON u.id = f.unit_id WHERE f.year = 2024 GROUP BY u.parent)
SELECT p.code, CASE WHEN (poor + unknown) * 100 <= 10 * n THEN 'met' WHEN poor * 100 > 10 * n THEN 'not_met' ELSE 'no_data' END,
  CASE WHEN members >= 350 THEN 'met' ELSE 'not_met' END
FROM counted JOIN unit p ON p.id = counted.parent ORDER BY p.code;
]]

-- The same lines from the engine's CSV.
function below.verdicts(csv)
  local lines, order = {}, {}
  for unit, indicator, verdict in csv:gmatch("\n([^,]+),2024,commune,s,1,(1%.%d),([^,]+)") do
    if not lines[unit] then order[#order + 1] = unit end
    lines[unit] = (lines[unit] or unit) .. "|" .. verdict
    assert(indicator)
  end
  table.sort(order)
  for i, unit in ipairs(order) do order[i] = lines[unit] end
  return table.concat(order, "\n") .. "\n"
end

return below
