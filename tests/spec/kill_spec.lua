-- `kill -9` at any moment of an import leaves the database as it was before, or as it is after: never between.

local support = require "tests.support"
local ROWS, TIMES = 3000, 50

describe("an import that is killed", function()
  local folder

  local function chuan(rest, ...)
    return ("%s --db %s/x.db --rules rules --lang en %s"):format(support.chuan, folder, rest:format(...))
  end

  local function state()
    return support.must("sqlite3 %s/x.db 'PRAGMA integrity_check; SELECT year, count(*), sum(households) FROM fact_commune GROUP BY year; %s'",
      folder, "SELECT count(*) FROM import; SELECT level, year, chunk, fact, count, minimum, maximum, missing FROM column_chunk ORDER BY 1, 2, 3, 4")
  end

  local function restore() support.must("rm -f %s/x.db* && cp %s/base.db %s/x.db", folder, folder, folder) end

  setup(function()
    folder = support.folder()
    local units = { "code,level,name,parent_code,valid_from,valid_to" }
    local first, second = { "unit,households,income_per_person" }, { "unit,households,income_per_person" }
    for i = 1, ROWS do
      units[#units + 1] = ("%05d,commune,Xã %d,,,"):format(i, i)
      first[#first + 1] = ("%05d,%d,%d.25"):format(i, 100 + i, i % 90)
      second[#second + 1] = ("%05d,%d,%d.75"):format(i, 200 + i, i % 90)
    end
    support.write(folder .. "/units.csv", table.concat(units, "\n") .. "\n")
    support.write(folder .. "/first.csv", table.concat(first, "\n") .. "\n")
    support.write(folder .. "/second.csv", table.concat(second, "\n") .. "\n")
    support.must("%s", chuan("units %s/units.csv", folder))
    support.must("%s", chuan("import %s/first.csv --level commune --year 2023", folder))
    support.must("sqlite3 %s/x.db 'PRAGMA wal_checkpoint(TRUNCATE)' && cp %s/x.db %s/base.db", folder, folder, folder)
  end)

  teardown(function() support.remove(folder) end)

  it("is whole or not there, fifty times", function()
    local random, killed, possible = 12345, 0, {}
    restore()
    local before = state()
    for _, year in ipairs { 2023, 2024 } do
      restore()
      support.must("%s", chuan("import %s/second.csv --level commune --year %d", folder, year))
      possible[year] = state()
      assert.are_not.equal(before, possible[year])
    end
    for time = 1, TIMES do
      restore()
      random = (random * 1103515245 + 12345) % 2147483648
      local year, milliseconds = 2023 + time % 2, 2 + random // 65536 % 120
      local _, code = support.run("timeout -s KILL 0.%03d %s", milliseconds, chuan("import %s/second.csv --level commune --year %d", folder, year))
      local after = state()
      if code ~= 0 then killed = killed + 1 end
      assert(after == before or after == possible[year], after)
      if code == 0 then assert.are.equal(possible[year], after) end
    end
    assert(killed > 5, "only " .. killed .. " were killed in time")
  end)
end)
