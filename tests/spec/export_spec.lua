-- The chosen figures as a file that import takes back: every kind of fact, and nothing that becomes a formula.

local support = require "tests.support"

local rules = [[
period { id = "a", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { households = count {}, income = amount { places = 3 }, change = amount { places = 2, min = -100 },
  planned = yes_no {}, zone = choice { "khu_vuc_1", "khu_vuc_2" }, empty = count {} }
facts "district" { roads = count {} }
standard { id = "s", level = "commune", source = law { "D" } }
criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = households, at_least = 10 } }
]]

local folder

local function chuan(arguments, language)
  return support.run("cd '%s' && '%s' --lang %s --rules rules %s", folder, support.chuan, language or "en", arguments)
end

local function must(arguments)
  local said, code = chuan(arguments)
  assert.are.equal(0, code, said)
  return said
end

local function write(name, text) support.write(folder .. "/" .. name, text) end

before_each(function()
  folder = support.folder()
  support.must("mkdir '%s/rules'", folder)
  write("rules/period.lua", rules)
  write("units.csv", "code,level,name,parent_code,valid_from,valid_to\nH,district,Huyện Một,,,\nK,district,Huyện Hai,,,\n" ..
    "'=1+1,commune,Xã Một,H,,\n0002,commune,Xã Hai,K,,\n")
  write("a.csv", "unit,year,households,income,change,planned,zone\n'=1+1,2022,10,46.125,-3.5,yes,khu_vuc_1\n" ..
    "0002,2022,0,,,no,khu_vuc_2\n0002,2023,7,1000000,0.01,,\n")
  must("units units.csv --db d.db")
  must("import a.csv --level commune --db d.db")
end)
after_each(function() support.remove(folder) end)

local function figures(database)
  local sql = 'SELECT u.code, f.year, households, income, change, planned, zone, f.empty FROM fact_commune f ' ..
    "JOIN unit u ON u.id = f.unit_id ORDER BY 1, 2"
  return support.must("sqlite3 '%s/%s' '%s'", folder, database, sql)
end

describe("export", function()
  it("writes what import takes back, in either format", function()
    for _, format in ipairs { "csv", "json" } do
      must(("export --level commune --db d.db --format %s > '%s/out.%s'"):format(format, folder, format))
      must(("units units.csv --db %s.db"):format(format))
      local said = must(("import out.%s --level commune --db %s.db"):format(format, format))
      assert.is_truthy(said:find("3 accepted", 1, true), said)
      assert.are.equal(figures("d.db"), figures(format .. ".db"))
      said = must(("import out.%s --level commune --db d.db"):format(format))
      assert.is_truthy(said:find("3 unchanged", 1, true), said)
    end
  end)

  it("has the facts that have figures, and no formulas", function()
    assert.are.equal("unit,year,households,income,change,planned,zone,data_status\n\"'=1+1\",2022,10,46.125,-3.5,yes,khu_vuc_1,official\n" ..
      "0002,2022,0,,,no,khu_vuc_2,official\n0002,2023,7,1000000,0.01,,,official\n", must("export --level commune --db d.db --format csv"))
    assert.are.equal("unit,year,households,income,change,data_status\n0002,2023,7,1000000,0.01,official\n",
      must("export --level commune --db d.db --format csv --year 2023"))
    assert.are.equal("unit,year,data_status\n", must("export --level district --db d.db --format csv"))
  end)

  it("keeps illustrative figures from becoming official ones", function()
    must("units units.csv --db i.db")
    must("import a.csv --level commune --db i.db --status illustrative")
    for _, format in ipairs { "csv", "json" } do
      must(("export --level commune --db i.db --year 2023 --format %s > '%s/out.%s'"):format(format, folder, format))
      local said, code = chuan(("import out.%s --level commune --db d.db"):format(format))
      assert.are.equal(1, code, said)
      assert.is_truthy(said:find("column 'data_status', 'illustrative': the figures of the row are illustrative; import them with " ..
        "--status illustrative", 1, true), said)
      said = must(("import out.%s --level commune --db i.db --status illustrative"):format(format))
      assert.is_truthy(said:find("1 unchanged", 1, true), said)
      assert.is_nil(said:find("note", 1, true), said)
    end
    write("b.csv", "unit,year,households,Loại số liệu\n0002,2022,5,Sơ bộ\n0002,2023,6,chính  thức\n0002,2024,6,đoán\n")
    local said, code = chuan("import b.csv --level commune --db d.db", "vi")
    assert.are.equal(1, code)
    assert.is_truthy(said:find("'Sơ bộ': số liệu của dòng là sơ bộ; hãy nhập với --status preliminary", 1, true), said)
    assert.is_truthy(said:find("'đoán': hãy ghi chính thức, sơ bộ hoặc minh họa, hoặc để trống", 1, true), said)
    assert.is_truthy(said:find("đổi 1", 1, true), said)
  end)

  it("goes down from a unit", function()
    assert.are.equal("unit,year,households,planned,zone,data_status\n0002,2022,0,no,khu_vuc_2,official\n",
      must("export --level commune --db d.db --format csv --unit 'Huyện Hai' --year 2022"))
    assert.are.equal("unit,year,households,income,change,planned,zone,data_status\n\"'=1+1\",2022,10,46.125,-3.5,yes,khu_vuc_1,official\n",
      must("export --level commune --db d.db --format csv --unit H"))
  end)

  it("is a table for looking, and JSON with its schema", function()
    local text = chuan("export --level commune --db d.db", "vi")
    assert.is_truthy(text:find("46,125", 1, true) and text:find("Xã Một", 1, true), text)
    local json = must("export --level commune --db d.db --format json")
    assert.is_truthy(json:find('"schema": "chuan.export/1"', 1, true))
    assert.is_truthy(json:find('{"unit": "0002", "year": 2023, "households": 7, "income": 1000000, "change": 0.01, ' ..
      '"planned": null, "zone": null, "data_status": "official"}', 1, true), json)
  end)

  it("refuses a level and a unit that are not there", function()
    local said, code = chuan("export --level village --db d.db")
    assert.are_not.equal(0, code)
    assert.is_truthy(said:find("village", 1, true))
    said, code = chuan("export --level commune --db d.db --unit Q")
    assert.are_not.equal(0, code)
    assert.is_truthy(said:find("Q", 1, true))
  end)
end)
