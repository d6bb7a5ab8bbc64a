-- Files with one figure a row, which say of each how sure it is and where it was published; which of several reports is
-- chosen; and which period's rules a file is read by.

local support = require "tests.support"

local function period(id, first, last, facts)
  return ([[
    period { id = "%s", first_year = %d, last_year = %d, name = "Thử" }
    document { id = "D", date = "2022-01-01" }
    facts "commune" { %s }
    standard { id = "s", level = "commune", source = law { "D" } }
    criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = communes_standard, at_least = 30 } }
  ]]):format(id, first, last, facts)
end

local folder

local function chuan(arguments, language)
  return support.run("cd '%s' && '%s' --lang %s --db d.db --rules rules %s", folder, support.chuan, language or "en", arguments)
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

local function import(name, text, options)
  support.write(folder .. "/" .. name, text)
  return chuan(("import %s --level commune %s"):format(name, options or ""))
end

local function must_import(name, text, counts, options)
  local said, code = import(name, text, options)
  assert.are.equal(0, code, said)
  has(said, counts)
  return said
end

local function query(sql)
  return (support.must("sqlite3 '%s/d.db' \"%s\"", folder, sql):gsub("%s+$", ""))
end

local function chosen(fact)
  return query(("SELECT %s FROM fact_commune"):format(fact or "communes_standard"))
end

before_each(function()
  folder = support.folder()
  support.must("mkdir -p '%s/rules/a' '%s/rules/b'", folder, folder)
  support.write(folder .. "/rules/a/period.lua", period("a", 2021, 2025,
    'communes_standard = count { name = { vi = "Số xã đạt chuẩn", en = "Communes at standard" } }, income = amount { places = 2 }, planned = yes_no {}'))
  support.write(folder .. "/rules/b/period.lua", period("b", 2026, 2030, "communes_standard = count {}, later = count {}"))
  support.write(folder .. "/units.csv", "code,level,name,parent_code,valid_from,valid_to\n1,commune,Xã Một,,,\n")
  support.must("cd '%s' && '%s' --db d.db units units.csv", folder, support.chuan)
end)
after_each(function() support.remove(folder) end)

describe("a file with one figure a row", function()
  it("is known by its headings, and keeps what a row says of its figure", function()
    local said = must_import("f.csv", "unit,year,fact,value,confidence,source,note,rest\n" ..
      "1,2023,communes_standard,32,high,http://one,n\n1,2023,Số xã đạt chuẩn,33,low,http://two,plan\n" ..
      "1,2023,income,\"1.234,5\",,,\n1,2023,planned,đạt,trung bình,,\n", "3 accepted, 0 unchanged, 1 kept beside")
    has(said, "column 'rest' is not read")
    assert.are.equal("32", chosen())
    assert.are.equal("123450", chosen("income"))
    local text = chuan("explain 1 s/1.1 --year 2023")
    has(text, "confidence: high · http://one · n")
    has(text, "conflict: 33 (low) · f.csv, row 3, column 4")
    has(text, "http://two · plan")
    has(chuan("explain 1 s/1.1 --year 2023", "vi"), "mâu thuẫn: 33 (thấp)")
    local json = chuan("--format json explain 1 s/1.1 --year 2023")
    has(json, '"confidence": "low"')
    has(json, '"source": "http://two"')
    has(chuan("--format csv explain 1 s/1.1 --year 2023"), ",low,http://two,plan")
  end)

  it("can be sent again without a change", function()
    local text = "unit,year,fact,value,confidence\n1,2023,communes_standard,32,low\n1,2023,communes_standard,31,low\n" ..
      "1,2023,communes_standard,30,high\n1,2023,income,5,\n"
    must_import("f.csv", text, "2 accepted, 2 changed, 0 unchanged")
    assert.are.equal("30", chosen())
    must_import("f.csv", text, "0 accepted, 4 unchanged")
    assert.are.equal("30", chosen())
    assert.are.equal("4", query("SELECT count(*) FROM observation_commune"))
    must_import("g.csv", "unit,year,fact,value,confidence\n1,2023,communes_standard,29,high\n", "1 changed")
    must_import("h.csv", text, "0 accepted, 4 unchanged") -- whatever it is called, and whoever has spoken since
    assert.are.equal("29", chosen())
  end)

  it("gives the most authoritative, then the surest, then the latest figure", function()
    local header = "unit,year,fact,value,confidence\n1,2023,communes_standard,"
    must_import("a.csv", header .. "10,high\n", "1 accepted", "--status illustrative")
    must_import("b.csv", header .. "20,low\n", "1 changed")
    assert.are.equal("20", chosen())
    must_import("c.csv", header .. "21,medium\n", "1 changed")
    must_import("d.csv", header .. "22,low\n", "1 kept beside")
    assert.are.equal("21", chosen())
    must_import("e.csv", header .. "23,\n", "1 changed") -- unsaid is as good as sure
    must_import("f.csv", header .. "24,high\n", "1 changed")
    assert.are.equal("24", chosen())
    must_import("g.csv", "unit,year,communes_standard\n1,2023,25\n", "1 changed")
    assert.are.equal("25", chosen())
    must_import("h.csv", header .. "26,low\n", "1 kept beside")
    assert.are.equal("25", chosen())
    assert.are.equal("8", query("SELECT count(*) FROM observation_commune"))
  end)

  it("keeps who else says the same", function()
    must_import("a.csv", "unit,year,communes_standard\n1,2023,25\n", "1 accepted")
    local text = "unit,year,fact,value,source\n1,2023,communes_standard,25,http://one\n"
    must_import("b.csv", text, "0 accepted, 1 unchanged")
    assert.are.equal("2", query("SELECT count(*) FROM observation_commune"))
    must_import("c.csv", text, "0 accepted, 1 unchanged")
    assert.are.equal("2", query("SELECT count(*) FROM observation_commune"))
    has(chuan("explain 1 s/1.1 --year 2023"), "http://one")
  end)

  it("does not say ever more about one unit and year", function()
    local rows = {}
    for i = 1, 3000 do rows[i] = ("1,2023,communes_standard,%d\n"):format(i) end
    local said, code = import("f.csv", "unit,year,fact,value\n" .. table.concat(rows))
    assert.are.equal(3, code, said)
    has(said, "more than 1003 rows are about Xã Một (1, commune")
    has(said, "in 2023")
    has(chuan("import f.csv --level commune", "vi"), "hơn 1003 dòng cùng nói về Xã Một")
    assert.are.equal("0", query("SELECT count(*) FROM fact_commune"))
    for i = 1, 3000 do rows[i] = "1,2023,communes_standard,7\n" end -- the same again is no news
    must_import("g.csv", "unit,year,fact,value\n" .. table.concat(rows), "1 accepted, 2999 unchanged")
  end)

  it("says nothing where there is no value", function()
    must_import("f.csv", "unit,year,fact,value,note\n1,2023,communes_standard,?,a\n1,2023,income,,b\n", "0 accepted, 2 unchanged")
    assert.are.equal("0", query("SELECT count(*) FROM remark"))
  end)

  it("is refused row by row", function()
    local said, code = import("f.csv", "unit,year,fact,value,confidence\n1,2023,communes_standrd,1,\n1,2023,,1,\n" ..
      "1,2023,income,z,\n1,2023,income,1,sure\n9,2023,income,1,\n1,2023,planned,yes,\n")
    assert.are.equal(1, code)
    for _, part in ipairs { "did you mean communes_standard?", "the fact is missing", "f.csv:4:4", "confidence is high, medium or low",
      "f.csv:6", "1 accepted, 0 unchanged, 5 rejected" } do has(said, part) end
    said = chuan("import f.csv --level commune", "vi")
    for _, part in ipairs { "có phải communes_standard không?", "thiếu số liệu", "confidence là high (cao)" } do has(said, part) end
  end)

  it("can have headings and names of its own", function()
    support.write(folder .. "/m.lua", 'mapping { long = true, unit = "Mã", year = "Năm", fact = "Chỉ tiêu", value = "Số",\n' ..
      'confidence = "Tin", source = "Báo", note = "Chú", decimal = ",", facts = { ["Xã đạt"] = communes_standard, ["Đạt"] = communes_standard } }')
    must_import("f.csv", "Mã;Năm;Chỉ tiêu;Số;Tin;Báo;Chú\n1;2023;xã đạt;32;cao;b;c\n1;2022;Đạt;31;;;\n1;2022;income;3,5;;;\n",
      "3 accepted", "--mapping m.lua")
    has(chuan("explain 1 s/1.1 --year 2023"), "confidence: high · b · c")
    local said, code = import("f.csv", "Mã,Năm,Chỉ tiêu\n", "--mapping m.lua")
    assert.are.equal(3, code)
    has(said, "f.csv has no column 'Số', which m.lua reads as the column 'value'")
  end)

  it("has a mapping that says what is wrong with it", function()
    local wrong = {
      ['mapping { fact = "a", columns = { a = income } }'] = "fact is for files with one figure a row: write long = true too",
      ["mapping { long = true, columns = { a = income } }"] = "columns does not go with long = true",
      ["mapping { long = 1, columns = { a = income } }"] = "long is true or false",
      ["mapping { long = true, facts = 5 }"] = "facts is a table",
      ["mapping { long = true, facts = { a = incom } }"] = "did you mean 'income'",
      ["mapping { long = true, facts = { a = income, A = planned } }"] = "look the same to the import",
      ['mapping { long = true, valeu = "a" }'] = "did you mean 'value'",
    }
    for text, message in pairs(wrong) do
      support.write(folder .. "/m.lua", text)
      local said, code = import("f.csv", "unit,year,fact,value\n1,2023,income,1\n", "--mapping m.lua")
      assert.are_not.equal(0, code)
      has(said, message)
    end
  end)
end)

describe("the period", function()
  it("of a file is that of its first year", function()
    must_import("a.csv", "unit,year,income\n1,2024,5\n", "1 accepted") -- the latest period has no income
    must_import("b.csv", "unit,year,later\n1,2027,5\n", "1 accepted")
    must_import("c.csv", "unit,income\n1,5\n", "1 accepted", "--year 2023")
    must_import("d.csv", "unit,year,income\n1,2020,5\n", "1 accepted") -- a baseline
    must_import("e.csv", "Mã,Năm,Thu\n1,2022,5\n", "1 accepted", "--mapping m.lua",
      support.write(folder .. "/m.lua", 'mapping { unit = "Mã", year = "Năm", columns = { ["Thu"] = income } }'))
    local said, code = import("f.csv", "unit,year,income\n1,2024,5\n", "--period b")
    assert.are.equal(3, code)
    has(said, "no heading is a fact")
  end)

  it("of two files loaded together is each its own", function()
    support.write(folder .. "/a.csv", "unit,year,income\n1,2024,5\n")
    support.write(folder .. "/b.csv", "unit,year,later\n1,2027,5\n")
    local said, code = chuan("import a.csv b.csv --level commune")
    assert.are.equal(0, code, said)
  end)

  it("of a judgement is that of the latest figures", function()
    must_import("a.csv", "unit,year,communes_standard\n1,2024,35\n", "1 accepted")
    has(chuan("--format csv evaluate"), "1,2024,commune,s,1,1.1,met,35")
    has(chuan("explain 1 s"), "2024")
    local _, code = chuan("evaluate --period b")
    assert.are.equal(0, code)
    must_import("b.csv", "unit,year,communes_standard\n1,2027,35\n", "1 accepted")
    has(chuan("--format csv evaluate"), "1,2027,commune")
  end)
end)
