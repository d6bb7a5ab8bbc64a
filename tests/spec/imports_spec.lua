-- The list of imports, and of one import every row it refused and every figure it changed.

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

local function write(name, text) support.write(folder .. "/" .. name, text) end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

setup(function()
  folder = support.folder()
  support.must("mkdir '%s/rules'", folder)
  write("rules/period.lua", rules)
  write("units.csv", "code,level,name,parent_code,valid_from,valid_to\n1,commune,Xã Một,,,\n2,commune,Xã Hai,,,\n")
  write("a.csv", "unit,year,households,income\n1,2022,10,1.5\n2,2023,20,2.5\n")
  write("b.csv", "unit,year,households,income,zone\n1,2022,12,1.5,\n2,2023,20,2.5,II\n1,2023,many,1,\n9,2023,1,1,\n")
  write("c.csv", "unit,year,households\n1,2022,5\n2,2023,20\n")
  chuan("units units.csv")
  chuan("import a.csv --level commune")
  chuan("import b.csv --level commune")
  chuan("import c.csv --level commune --status preliminary")
  chuan("undo 1")
end)
teardown(function() support.remove(folder) end)

describe("imports", function()
  it("counts every row once", function()
    local csv = chuan("imports --format csv")
    has(csv, "import,time,file,level,kind,status,first_year,last_year,accepted,changed,unchanged,beside,rejected,undone,digest")
    local rows = {}
    for line in csv:gmatch("[^\n]+") do rows[#rows + 1] = line end
    assert.are.equal(4, #rows)
    has(rows[2], ",c.csv,commune,figures,preliminary,2022,2023,0,0,1,1,0,,")
    has(rows[3], ",b.csv,commune,figures,official,2022,2023,1,1,0,0,2,,")
    has(rows[4], ",a.csv,commune,figures,official,2022,2023,2,0,0,0,0,20")
  end)

  it("are a table in both languages", function()
    local text = chuan("imports")
    for _, part in ipairs { "Time (UTC)", "Undone", "b.csv", "2022–2023", "preliminary" } do has(text, part) end
    text = chuan("imports", "vi")
    for _, part in ipairs { "Lúc (UTC)", "Đã rút", "Không đổi", "sơ bộ" } do has(text, part) end
  end)

  it("are JSON", function()
    local json = chuan("imports --format json")
    for _, part in ipairs { '"schema": "chuan.imports/1"', '"import": 3', '"beside": 1', '"undone": "20', '"undone": null' } do has(json, part) end
  end)
end)

describe("one import", function()
  it("tells what it refused and what it changed", function()
    -- b.csv came after a.csv, which is gone: then nothing was there that it could change.
    local text = chuan("imports 2")
    has(text, "Rejected rows")
    has(text, "many")
    assert.is_nil(text:find("Changed figures", 1, true))
    chuan("import a.csv --level commune")
    text = chuan("imports 4")
    has(text, "Changed figures")
    assert.is_truthy(text:find("Xã Một %(1%)%s+2022%s+households%s+12%s+10%s+2"), text)
    text = chuan("imports 4", "vi")
    has(text, "Số liệu đã thay đổi")
    local csv = chuan("imports 4 --format csv")
    has(csv, "import,what,row,sheet,column,heading,value,reason,unit,unit_name,year,fact,before,after\n")
    has(csv, "4,changed,2,,,,,,1,Xã Một,2022,households,12,10\n")
    csv = chuan("imports 2 --format csv")
    has(csv, '2,rejected,4,,3,households,many,')
    local json = chuan("imports 4 --format json")
    has(json, '"changes": [{"unit": "1", "unit_name": "Xã Một", "year": 2022, "fact": "households", "before": "12", "after": "10", "row": 2')
    has(chuan("imports 2 --format json"), '"rejects": [{"row": 4')
    chuan("undo 4")
  end)

  it("that is not there is refused with those that are", function()
    local said, code = chuan("imports 77")
    assert.are_not.equal(0, code)
    has(said, "there is no import 77; the imports are 1 to 4")
  end)

  it("names whole files where no terminal sets a width", function()
    local long = ("bao-cao-"):rep(20) .. ".csv"
    write(long, "unit,year,households\n1,2022,12\n")
    chuan("import " .. long .. " --level commune")
    has(chuan("imports"), long)
  end)
end)
