-- Columns that were built while the rows of a file came are those that are built from the table afterwards, whatever
-- order the rows came in.

local support = require "tests.support"

local units = 66000 -- two chunks, the second of them small
local folder

local function chuan(arguments)
  return support.must("cd '%s' && '%s' --lang en --db d.db --rules rules %s", folder, support.chuan, arguments)
end

local function sql(text) return support.must("sqlite3 '%s/d.db' \"%s\"", folder, text) end

local function columns()
  return sql "SELECT year, chunk, fact, count, width, minimum, maximum, missing, hex(data) FROM column_chunk WHERE year < 2025 ORDER BY year, chunk, fact"
end

-- Rows as the file has them: unit number, year, households.
local function import(rows)
  local text = { "unit,year,households,income,zone" }
  for i, row in ipairs(rows) do
    local zone = row[1] % 7 == 0 and "" or row[1] % 2 == 0 and "I" or "II"
    text[i + 1] = ("C%06d,%d,%d,%d.5,%s"):format(row[1], row[2], row[3], row[3] % 90, zone)
  end
  support.write(folder .. "/facts.csv", table.concat(text, "\n") .. "\n")
  support.run("cd '%s' && '%s' --lang en --db d.db --rules rules import facts.csv --level commune", folder, support.chuan)
end

local function check()
  local built = columns()
  sql "INSERT OR IGNORE INTO stale_chunk SELECT DISTINCT u.level, f.year, u.slot >> 16 FROM fact_commune AS f JOIN unit AS u ON u.id = f.unit_id"
  support.write(folder .. "/other.csv", "unit,households\nC000001,1\n")
  chuan "import other.csv --level commune --year 2025" -- builds first what is listed
  assert.are.equal("0\n", sql "SELECT count(*) FROM stale_chunk")
  assert.is_true(#built > 0 and built == columns())
end

setup(function()
  folder = support.folder()
  support.must("mkdir '%s/rules'", folder)
  support.write(folder .. "/rules/period.lua", [[
period { id = "a", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { households = count {}, income = amount { places = 2 }, zone = choice { "I", "II" }, poor = count {} }
standard { id = "s", level = "commune", source = law { "D" } }
criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = households, at_least = 10 } }
]])
  local text = { "code,level,name,parent_code,valid_from,valid_to" }
  for n = 1, units do text[n + 1] = ("C%06d,commune,Xã %d,,,"):format(n, n) end
  support.write(folder .. "/units.csv", table.concat(text, "\n") .. "\n")
  chuan "units units.csv >units.txt"
  support.must("cp '%s/d.db' '%s/units.db'", folder, folder)
end)
before_each(function() support.must("cd '%s' && rm -f d.db-* && cp units.db d.db", folder) end)
teardown(function() support.remove(folder) end)

describe("columns of an import", function()
  it("hold rows in the order of units", function()
    local rows = {}
    for n = 1, units do rows[n] = { n, 2022, n } end
    import(rows)
    assert.are.equal(units .. "\n", sql "SELECT count(*) FROM fact_commune")
    check()
  end)

  it("hold years one after the other, and in turns", function()
    local rows = {}
    for n = 1, units do rows[n] = { n, 2021, n } end
    for n = 1, units do
      rows[#rows + 1] = { n, 2022, n * 2 }
      if n % 3 == 0 then rows[#rows + 1] = { n, 2023, n * 3 } end
    end
    import(rows)
    assert.are.equal(2 * units + units // 3 .. "\n", sql "SELECT count(*) FROM fact_commune")
    check()
  end)

  it("hold what comes back to a chunk that is done, and what is said twice", function()
    local rows = {}
    for n = 2, units do rows[#rows + 1] = { n, 2022, n } end
    rows[#rows + 1] = { 1, 2022, 4711 }
    rows[#rows + 1] = { 9, 2022, 9 }
    import(rows)
    assert.are.equal("4711\n", sql "SELECT households FROM fact_commune WHERE unit_id = (SELECT id FROM unit WHERE code = 'C000001')")
    check()
  end)

  it("hold a file backwards", function()
    local rows = {}
    for n = units, 1, -1 do rows[#rows + 1] = { n, 2022, n } end
    import(rows)
    check()
  end)

  it("hold a second file beside the first, and one that says other things", function()
    local rows = {}
    for n = 1, units // 2 do rows[n] = { n, 2022, n } end
    import(rows)
    check()
    rows = {}
    for n = 100, units, 2 do rows[#rows + 1] = { n, 2022, n + n % 4 } end
    import(rows)
    check()
    assert.are.equal("108\n", sql "SELECT households FROM fact_commune WHERE unit_id = (SELECT id FROM unit WHERE code = 'C000106')")
  end)
end)
