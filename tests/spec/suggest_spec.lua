-- A first mapping for a file nobody has mapped: what is sure stands there and can be loaded, what is not is a comment.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write, has, fails = traps.write, traps.has, traps.fails
local rules = support.must("pwd"):gsub("%s+$", "") .. "/rules"

local folder
local function chuan(arguments) return traps.chuan(folder, "--rules '" .. rules .. "' " .. arguments) end

before_each(function()
  folder = support.folder()
  write(folder, "units.csv", "code,level,name,parent_code,valid_from,valid_to\n58,province,Tỉnh Thử,,,\n" ..
    "22837,commune,Xã Ân Bình,58,,\n22840,commune,Xã Công Hải,58,,\n")
  assert.are.equal(0, chuan("units units.csv").code)
end)
after_each(function() support.remove(folder) end)

local function suggest(name, arguments)
  local result = chuan(("import %s --level commune --suggest %s"):format(name, arguments or ""))
  assert.are.equal(0, result.code, result.err)
  return result.out
end

local table_text = "BIỂU TỔNG HỢP SỐ LIỆU NĂM 2024;;;;;;;\n" ..
  "STT;Tên xã;Mã xã;Số hộ;SL hộ nghèo đa chiều;TNBQ đầu người (nghìn đồng/người/năm);Người tham gia BHYT;Ghi chú lạ\n" ..
  "1;Xã Ân Bình;22837;1.234;120;46.500,5;4.321;a\n2;Xã Công Hải;22840;987;95;47.250;3.999;b\n"

describe("a suggestion", function()
  it("is a mapping that loads as it stands, with how sure each column is", function()
    write(folder, "f.csv", table_text)
    local mapping = suggest("f.csv")
    for _, part in ipairs { 'heading_rows = 2,', 'unit = "Mã xã",', 'name = "Tên xã",', "year = 2024, -- from the title",
      'decimal = ",",', '["Số hộ"] = households, -- 100 %: Households (hộ)', "= households_poor, --",
      '= { income_per_person, unit = "nghìn đồng/người/năm" }, --', "= people_health_insured, --",
      '-- ["Ghi chú lạ"] = …' } do has(mapping, part) end
    write(folder, "m.lua", mapping)
    write(folder, "f.csv", (table_text:gsub("46%.500,5", "46.500,0")))
    local result = chuan("import f.csv --level commune --mapping m.lua")
    assert.are.equal(0, result.code, result.err)
    has(result.out, "2 accepted")
    assert.are.equal("1234|120|4650|4321\n987|95|4725|3999\n", support.must("sqlite3 '%s/chuan.db' 'SELECT households, " ..
      "households_poor, income_per_person, people_health_insured FROM fact_commune ORDER BY unit_id'", folder))
  end)

  it("is the same every time, and in Vietnamese for who reads that", function()
    write(folder, "f.csv", table_text)
    assert.are.equal(suggest("f.csv"), suggest("f.csv"))
    local vietnamese = suggest("f.csv", "--lang vi")
    has(vietnamese, "Ánh xạ gợi ý cho f.csv, cấp commune")
    has(vietnamese, "-- 100 %: Số hộ (hộ)")
    has(vietnamese, "year = 2024, -- theo tên biểu")
  end)

  it("understands what is written without diacritics, in capitals, in decomposed Unicode, in English", function()
    write(folder, "f.csv", "Ma xa,DAN SO,So\u{302}\u{301} ho\u{323}\u{302},Poor households multidimensionally\n22837,1,2,1\n")
    local mapping = suggest("f.csv")
    has(mapping, '["DAN SO"] = population, -- 100 %')
    has(mapping, "= households, -- 100 %")
    has(mapping, "] = households_poor, --")
    has(mapping, "-- year = 2025, -- the file does not say")
  end)

  it("proposes a fact for one column only, and says what else a heading may be", function()
    write(folder, "f.csv", "Mã xã,Số hộ,Số hộ có,Đường xã,Đường thôn\n22837,1,2,3,4\n")
    local mapping = suggest("f.csv")
    has(mapping, '    ["Số hộ"] = households, -- 100 %')
    has(mapping, '    -- ["Số hộ có"] = households, -- ')
    has(mapping, "proposed for another column already")
    has(mapping, '["Đường thôn"] = village_roads, -- ')
  end)

  it("takes the rows and the unit of measure into account", function()
    write(folder, "f.csv", "Mã xã,Số hộ nghèo đa chiều (%),Dân số\n22837,5.5,7\n")
    local mapping = suggest("f.csv")
    assert.is_nil(mapping:find('\n    ["Số hộ nghèo đa chiều (%)"] = households_poor', 1, true), mapping)
  end)

  it("is not sure of what has a word, a sign or a row above that the fact has not", function()
    write(folder, "f.csv", "Mã xã,Hộ cận nghèo đa chiều,Dân số,Hộ nghèo\n,,,Số hộ\n22837,1,2,3\n")
    write(folder, "g.csv", "Mã xã,Số hộ +/-\n22837,1\n")
    local mapping = suggest("f.csv") .. suggest("g.csv")
    has(mapping, '    ["Dân số"] = population, -- 100 %')
    for _, heading in ipairs { "Hộ cận nghèo đa chiều", "Hộ nghèo / Số hộ", "Số hộ +/-" } do
      has(mapping, '    -- ["' .. heading .. '"] = ')
    end
  end)

  it("of a very wide table ends, and says what was not looked at", function()
    local columns = {}
    for i = 1, 20000 do columns[i] = "Cột " .. i end
    write(folder, "f.csv", "Mã xã,Số hộ," .. table.concat(columns, ",") .. "\n22837,1" .. (",1"):rep(20000) .. "\n")
    has(suggest("f.csv"), "-- … and 19602 more columns, which were not looked at")
  end)

  it("finds units by what stands in the cells where no heading says so", function()
    write(folder, "f.csv", "a,b,Số hộ\n1,Xã Ân Bình,5\n2,Xã Công Hải,6\n")
    has(suggest("f.csv"), 'name = "b",')
  end)

  it("cannot drive a terminal, and names a sheet as it is called all the same", function()
    write(folder, "f.csv", "Mã xã,Dân số,\xC2\x9B31m lạ\n22837,7,x\n")
    local mapping = suggest("f.csv")
    assert.is_nil(mapping:find("\xC2\x9B", 1, true), mapping)
    assert.is_nil(mapping:find("[\x00-\x09\x7F]"), mapping)
    workbook.write(folder .. "/f.xlsx", {
      { name = "Số\xC2\x9B31m liệu", rows = { { "Mã xã", "Dân số" }, { "22837", 10 } } } })
    mapping = suggest("f.xlsx")
    has(mapping, 'sheet = "Số\\194\\15531m liệu",')
    write(folder, "m.lua", mapping)
    local result = chuan("import f.xlsx --level commune --mapping m.lua --year 2024")
    assert.are.equal(0, result.code, result.err)
  end)

  it("is one for each sheet of a workbook", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Bìa", rows = { { "Báo cáo", "của tỉnh" } } },
      { name = "Dân số", rows = { { "Mã xã", "Dân số" }, { "22837", 10 } } },
      { name = "Hộ", rows = { { "Số liệu năm 2024" }, { "Mã xã", "Số hộ" }, { "22837", 5 } } } })
    local mapping = suggest("f.xlsx")
    has(mapping, 'sheet = "Dân số",')
    has(mapping, 'sheet = "Hộ",')
    assert.is_nil(mapping:find("Bìa", 1, true))
    write(folder, "m.lua", mapping)
    local result = chuan("import f.xlsx --level commune --mapping m.lua --year 2024")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("5|10\n", support.must("sqlite3 '%s/chuan.db' 'SELECT households, population FROM fact_commune'", folder))
  end)

  it("finds the level by itself, the one whose facts match best, and says it", function()
    write(folder, "f.csv", table_text)
    local result = chuan("import f.csv --suggest")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal(suggest("f.csv"), result.out)
    has(result.out, "level commune. Look at every line, then: chuan import FILE --level commune --mapping THIS_FILE")
    write(folder, "f.csv", "Mã tỉnh,Năm,Số xã đạt chuẩn nông thôn mới,Tỷ lệ che phủ rừng\n58,2024,33,48.1\n")
    has(chuan("import f.csv --suggest").out, ", level province.")
  end)

  it("says when there is nothing to propose", function()
    write(folder, "f.csv", "zzz,qqq\nkkk,ppp\n")
    fails(chuan("import f.csv --level commune --suggest"), 3, "no heading is like a fact of level commune")
    fails(chuan("import f.csv --suggest"), 3, "no heading is like a fact of any level")
  end)

  it("says what hostile headings are without being led astray by them", function()
    write(folder, "f.csv", 'Mã xã,"Số hộ"" = os.exit() --","a\\\nb","]] Dân số"\n22837,1,2,3\n')
    write(folder, "m.lua", suggest("f.csv"))
    local result = chuan("import f.csv --level commune --mapping m.lua --year 2024")
    assert.is_true(result.code == 0 or result.code == 3, result.err)
    assert.is_nil(result.err:find("syntax", 1, true), result.err)
  end)
end)

describe("the list of sheets", function()
  it("says which are hidden, where headings are, how many are facts", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Dân số", rows = { { "Biểu 1" }, { "Mã xã", "Dân số", "Khác" }, { "22837", 10 } } },
      { name = "Nháp", hidden = true, rows = { { "x" } } } })
    local result = chuan("import f.xlsx --level commune --sheets")
    assert.are.equal(0, result.code, result.err)
    for _, part in ipairs { "Dân số", "Nháp", "yes", "Mã xã | Dân số | Khác" } do has(result.out, part) end
    has(chuan("--format json import f.xlsx --sheets").out, '{"name": "Nháp", "hidden": true')
    has(chuan("--format csv import f.xlsx --sheets").out, "sheet,hidden,rows,")
    has(chuan("import f.xlsx --sheets --format json").err, "chuan --format json import FILE --sheets")
  end)
end)
