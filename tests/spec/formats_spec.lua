-- The formats beside CSV and the newer workbooks: the same figures come out of a JSON list, lines of JSON, a dBase table, an
-- SQLite database, a query and an old workbook, in a process of its own or not. And what is wrong with such files.

local support = require "tests.support"
local traps = require "tests.traps"

local fails = traps.fails

local rows = {
  { "10001", 2023, 1200, "46.25", true, "north" },
  { "10002", 2023, 800, "1.5", false, "south" },
}
local names = { "unit", "year", "households", "income", "ok", "region" }

local function object(row)
  return ('{"unit":"%s","year":%d,"households":%d,"income":%s,"ok":%s,"region":"%s"}'):format(row[1], row[2], row[3],
    row[4], tostring(row[5]), row[6])
end

-- A dBase III table of fields of ten characters.
local function dbase(fields, records)
  local header = {}
  for i, name in ipairs(fields) do
    header[i] = name .. ("\0"):rep(11 - #name) .. (i == 1 and "C" or "N") .. ("\0"):rep(4) .. "\10" .. ("\0"):rep(15)
  end
  local fixed = table.concat(header) .. "\r"
  local size = 1 + 10 * #fields
  local data = {}
  for i, record in ipairs(records) do
    local cells = {}
    for j = 1, #fields do cells[j] = ("%-10s"):format(record[j]) end
    data[i] = " " .. table.concat(cells)
  end
  return string.pack("<BBBBI4I2I2", 3, 125, 6, 30, #records, 32 + #fixed, size) .. ("\0"):rep(20) .. fixed ..
    table.concat(data) .. "\26"
end

local folder
before_each(function()
  folder = traps.folder()
  traps.write(folder, "units.csv", traps.units)
  local result = traps.chuan(folder, "units units.csv")
  assert.are.equal(0, result.code, result.err)
end)
after_each(function() support.remove(folder) end)

-- What the dossier holds after the file was imported, without where it came from.
local function facts_of(file, arguments)
  support.must("rm -rf '%s/one' && mkdir '%s/one' && cp -r '%s/chuan.db' '%s/rules' '%s/%s' '%s/one'", folder, folder, folder, folder, folder,
    file, folder)
  local result = traps.chuan(folder .. "/one", ("import '%s' --level commune %s"):format(file, arguments or ""))
  assert.are.equal(0, result.code, result.err)
  return traps.chuan(folder .. "/one", "export --level commune --year 2023").out
end

describe("the formats", function()
  it("give the same facts, in a process of its own or not", function()
    local list, lines, inserts = {}, {}, {}
    for i, row in ipairs(rows) do
      list[i], lines[i] = object(row), object(row) .. "\n"
      inserts[i] = ("('%s', %d, %d, %s, %d, '%s')"):format(row[1], row[2], row[3], row[4], row[5] and 1 or 0, row[6])
    end
    local heading = table.concat(names, ",")
    traps.write(folder, "a.csv", heading .. "\n10001,2023,1200,46.25,1,north\n10002,2023,800,1.5,0,south\n")
    traps.write(folder, "list.json", "[" .. table.concat(list, ",\n") .. "]")
    traps.write(folder, "lines.ndjson", "\xEF\xBB\xBF" .. table.concat(lines))
    traps.write(folder, "wrapped.json", '{"data": {"communes": [' .. table.concat(list, ",") .. "]}}")
    support.must([[sqlite3 '%s/t.db' "CREATE TABLE figures(unit TEXT, year INT, households INT, income REAL, ok BOOLEAN, region TEXT);
      INSERT INTO figures VALUES %s"]], folder, table.concat(inserts, ", "))
    local expected = facts_of("a.csv")
    assert.truthy(expected:find("46.25", 1, true))
    local files = { { "list.json" }, { "lines.ndjson" }, { "wrapped.json" }, { "t.db" },
      { "t.db", '--sheet "SELECT * FROM figures ORDER BY households"' } }
    for _, file in ipairs(files) do
      for _, way in ipairs { "", " --in-process" } do
        assert.are.equal(expected, facts_of(file[1], (file[2] or "") .. way), file[1] .. way)
      end
    end
  end)

  it("take tables of dBase, whose names have ten letters", function()
    traps.write(folder, "a.dbf", dbase({ "unit", "year", "households" }, { { "10001", "2023", "1200" }, { "10002", "2023", "  800.00" } }))
    traps.write(folder, "a.csv", "unit,year,households\n10001,2023,1200\n10002,2023,800\n")
    assert.are.equal(facts_of("a.csv"), facts_of("a.dbf"))
  end)

  it("say what is wrong, and store nothing", function()
    local function refused(file, text, words, arguments)
      traps.write(folder, file, text)
      for _, way in ipairs { "", " --in-process" } do
        fails(traps.chuan(folder, ("import %s --level commune%s%s"):format(file, arguments or "", way)), 3, words)
      end
    end
    refused("deep.json", ("["):rep(100000), "values lie more than 64 deep in each other")
    refused("deep.ndjson", ('{"a":'):rep(100000), "values lie more than 64 deep in each other")
    refused("line.json", '[{"unit":"' .. ("x"):rep(8 << 20), "line 1, byte 8: a value longer than 1 MiB begins here")
    refused("cut.json", '[' .. object(rows[1]) .. ',\n{"unit":"100', "the file ends in line 2, at byte 103, in the middle of a value")
    refused("cut.dbf", dbase({ "unit", "year" }, { { "10001", "2023" }, { "10002", "2023" } }):sub(1, -10),
      "the file ends after record 1, but its header names more")
    refused("cut.db", "SQLite format 3\0" .. ("\0"):rep(20), "this is no SQLite database")
    local workbook = support.read("tests/files/libreoffice.xls")
    refused("cut.xls", workbook:sub(1, 5000), "the workbook is damaged or cut off")
  end)
end)
