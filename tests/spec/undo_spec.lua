-- Taking an import back: the dossier is then what it would be without it, whoever spoke before, after or beside it.

local support = require "tests.support"

local rules = [[
period { id = "a", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { households = count {}, income = amount { places = 2 }, zone = choice { "I", "II" } }
standard { id = "s", level = "commune", source = law { "D" } }
criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = households, at_least = 10 } }
]]

local folder

local function chuan(arguments, language)
  return support.run("cd '%s' && '%s' --lang %s --db d.db --rules rules %s", folder, support.chuan, language or "en", arguments)
end

local function must(arguments)
  local said, code = chuan(arguments)
  assert.are.equal(0, code, said)
  return said
end

local function write(name, text) support.write(folder .. "/" .. name, text) end

local function import(name, text, options)
  write(name, text)
  return must(("import %s --level commune %s"):format(name, options or ""))
end

local function query(sql)
  return (support.must("sqlite3 '%s/d.db' \"%s\"", folder, sql):gsub("%s+$", ""))
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

-- What counts, without times and numbers of imports.
local function content()
  return query([[
    SELECT f.unit_id, f.year, f.import_status, i.digest, f.source_row, households, income, zone FROM fact_commune f
      LEFT JOIN import i ON i.id = f.import_id ORDER BY 1, 2;
    SELECT o.unit_id, o.year, i.digest, o.source_row, households, income, zone FROM observation_commune o
      JOIN import i ON i.id = o.import_id ORDER BY 1, 2, 3, 4;
    SELECT a.unit_id, a.fact, a.valid_from, a.valid_to, a.value, i.digest FROM attribute a
      JOIN import i ON i.id = a.import_id ORDER BY 1, 2, 3;
    SELECT r.unit_id, r.standard, r.decided_on, r.decision, i.digest FROM recognition r
      JOIN import i ON i.id = r.import_id ORDER BY 1, 2, 3;
    SELECT level, year, fact, hex(data) FROM column_chunk ORDER BY 1, 2, 3;]])
end

before_each(function()
  folder = support.folder()
  support.must("mkdir '%s/rules'", folder)
  write("rules/period.lua", rules)
  write("units.csv", "code,level,name,parent_code,valid_from,valid_to\n1,commune,Xã Một,,,\n2,commune,Xã Hai,,,\n")
  must("units units.csv")
end)
after_each(function() support.remove(folder) end)

local first = "unit,year,households,income\n1,2023,10,1.5\n2,2023,20,2.5\n"
local second = "unit,year,households\n1,2023,11\n2,2023,20\n"

describe("undo", function()
  it("brings back what stood, and leaves nothing behind", function()
    import("a.csv", first)
    local before = content()
    has(import("b.csv", second), "1 changed")
    assert.are.equal("11", query("SELECT households FROM fact_commune WHERE unit_id = 1"))
    has(must("undo 2"), "import 2 is undone: 2 reports were taken back")
    assert.are.equal(before, content())
    assert.are.equal("", query("SELECT group_concat(undone_at) FROM import WHERE id = 1"))
    must("undo 1")
    for _, name in ipairs { "fact_commune", "observation_commune", "column_chunk" } do
      assert.are.equal("0", query("SELECT count(*) FROM " .. name))
    end
  end)

  it("of the first leaves what the second says", function()
    import("b.csv", second)
    local alone = content():gsub("\n.*", "")
    must("undo 1")
    import("a.csv", first)
    import("b2.csv", second)
    must("undo 2")
    assert.are.equal(alone, (content():gsub("\n.*", "")))
  end)

  it("leaves a file that was sent again: then that one says it", function()
    import("a.csv", first)
    local before = content()
    has(import("again.csv", first), "0 accepted")
    must("undo 1")
    assert.are.equal(before, content())
    has(must("explain 1 s/1.1 --year 2023"), "again.csv")
    must("undo 2")
    assert.are.equal("0", query("SELECT count(*) FROM fact_commune"))
  end)

  it("leaves what another file says, too", function()
    import("a.csv", first)
    has(import("c.csv", "unit,year,households,income\n1,2023,10,1.5\n"), "1 unchanged")
    local text = must("explain 1 s/1.1 --year 2023")
    has(text, "a.csv")
    has(text, "c.csv")
    assert.is_nil(text:find("conflict", 1, true))
    must("undo 1")
    assert.are.equal("1|10|150", query("SELECT unit_id, households, income FROM fact_commune"))
  end)

  it("leaves what a hand has typed", function()
    import("a.csv", first)
    query("UPDATE fact_commune SET households = 99 WHERE unit_id = 1")
    import("b.csv", second)
    assert.are.equal("11", query("SELECT households FROM fact_commune WHERE unit_id = 1"))
    must("undo 2")
    assert.are.equal("99", query("SELECT households FROM fact_commune WHERE unit_id = 1"))
    must("undo 1")
    assert.are.equal("1|99|", query("SELECT unit_id, households, income FROM fact_commune"))
  end)

  it("takes back dated attributes and the register", function()
    write("z1.csv", "unit,fact,value,valid_from,valid_to\n1,zone,I,2021-01-01,\n2,zone,II,2021-01-01,\n")
    write("z2.csv", "unit,fact,value,valid_from,valid_to\n1,zone,I,2021-01-01,2022-12-31\n1,zone,II,2023-01-01,\n")
    write("z3.csv", "unit,fact,value,valid_from,valid_to\n2,zone,II,2021-01-01,2023-12-31\n")
    write("z4.csv", "unit,fact,value,valid_from,valid_to\n2,zone,I,2024-01-01,\n")
    write("r1.csv", "unit,standard,decided_on,decision,revoked_on\n1,s,2022-05-01,QĐ 1,\n")
    write("r2.csv", "unit,standard,decided_on,decision,revoked_on\n1,s,2022-05-01,QĐ 1/SĐ,\n2,s,2023-05-01,QĐ 2,\n")
    must("attributes z1.csv --level commune")
    must("recognitions r1.csv")
    local before = content()
    must("attributes z2.csv --level commune")
    must("recognitions r2.csv")
    assert.are_not.equal(before, content())
    must("undo 3")
    must("undo 4")
    assert.are.equal(before, content())
    must("attributes z3.csv --level commune")
    must("attributes z4.csv --level commune")
    local said, code = chuan("undo 5")
    assert.are_not.equal(0, code)
    has(said, "import 5 cannot be undone before import 6 (z4.csv)")
    must("undo 6")
    must("undo 5")
    assert.are.equal(before, content())
  end)

  it("says what there is when it cannot", function()
    local said, code = chuan("undo 1")
    assert.are_not.equal(0, code)
    has(said, "there is no import 1: nothing was imported yet; lists of units and successions are no imports")
    import("a.csv", first)
    has(chuan("undo 7"), "there is no import 7; the imports are 1 to 1")
    has(chuan("undo 7", "vi"), "không có lần nhập 7; các lần nhập là từ 1 đến 1")
    must("undo 1")
    said, code = chuan("undo 1")
    assert.are_not.equal(0, code)
    has(said, "import 1 (a.csv) was undone already, on 20")
    has(chuan("undo 1", "vi"), "lần nhập 1 (a.csv) đã được rút ngày 20")
    query("UPDATE import SET undone_at = NULL, exact = 0")
    has(chuan("undo 1"), "is from an earlier version, which did not keep all that is needed")
  end)
end)
