-- What stands in the cells of files: numbers as people write them, words instead of figures, what a spreadsheet makes of
-- what was typed. Every sentence in both languages.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write = traps.write

local glossary = [[
names { north = { vi = "Miền Bắc", en = "the North" }, south = { vi = "Miền Nam", en = "the South" } }
facts "commune" { clean = amount { unit = "%", places = 1, min = 0, max = 100 } }
]]

local folder
setup(function()
  folder = traps.folder { ["more.lua"] = glossary }
  local lines = { "code,level,name,parent_code,valid_from,valid_to", "58,province,Tỉnh Thử,,," }
  for i = 1, 60 do lines[#lines + 1] = ("%d,commune,Xã Số %d,58,,"):format(10000 + i, i) end
  write(folder, "units.csv", table.concat(lines, "\n") .. "\n")
  assert.are.equal(0, traps.chuan(folder, "units units.csv").code)
end)
teardown(function() support.remove(folder) end)

-- What is said of one cell under a heading, without the place; "" when nothing is. `mark`: proves the decimal mark.
local function said(name, language)
  local result = traps.chuan(folder, ("import %s --level commune --year 2024 --dry-run --lang %s"):format(name, language or "en"))
  return result.err:gsub("^[^\n]-: ", "", 1):gsub("\n.*", ""), result.out
end

local function cell(heading, text, language)
  write(folder, "f.csv", ("unit\t%s\n10001\t%s\n"):format(heading, text))
  return said("f.csv", language)
end

local function stored(heading, cells)
  local lines = { "unit\t" .. heading }
  for i, text in ipairs(cells) do lines[#lines + 1] = ("%d\t%s"):format(10000 + i, text) end
  write(folder, "f.csv", table.concat(lines, "\n") .. "\n")
  support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder)
  local result = traps.chuan(folder, "import f.csv --level commune --year 2024 --db d.db")
  assert.are.equal(0, result.code, result.err)
  return (support.must("sqlite3 '%s/d.db' \"SELECT coalesce(f.%s, '-') FROM unit AS u LEFT JOIN fact_commune AS f " ..
    "ON f.unit_id = u.id WHERE u.code BETWEEN 10001 AND %d ORDER BY u.code\"", folder, heading, 10000 + #cells)
    :gsub("%s+", " "):gsub(" $", ""))
end

before_each(function() support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder) end)

describe("a cell", function()
  it("holds numbers with any decimal mark and thousands marks", function()
    assert.are.equal("123450 123450 123450 123450 123450 9850",
      stored("income", { "1.234,5", "1 234,5", "1\u{A0}234,5", "1\u{2009}234,5", "1'234,5", "'98,5" }))
    assert.are.equal("123450 123450 123450 -550", stored("income", { "1,234.5", "1234.5", "1234.50", "-5.5" }))
    assert.are.equal("1234567 1234567 1234567 1234567",
      stored("households", { "1.234.567", "1 234 567", "1’234’567", "01234567" }))
    assert.are.equal("985 985 985 985", stored("clean", { "98,5%", "98,5 %", "98,5", "98,50" }))
  end)

  it("is refused where it could be two numbers, or none", function()
    assert.are.equal("column 'households', '12,34,567': the marks between its digits are neither thousands nor a decimal mark; " ..
      "write 1234.5", (cell("households", "12,34,567")))
    assert.are.equal("cột 'households', '12,34,567': dấu giữa các chữ số không phải dấu hàng nghìn hay dấu thập phân; hãy viết " ..
      "1234.5", (cell("households", "12,34,567", "vi")))
    assert.are.equal("column 'households', '98%': this fact is not a percentage; write the figure itself, without %",
      (cell("households", "98%")))
    assert.are.equal("cột 'households', '98%': số liệu này không phải tỷ lệ phần trăm; hãy ghi con số, không có %",
      (cell("households", "98%", "vi")))
    assert.are.equal("column 'households', 'mười': not a number; write digits, with at most one '.'", (cell("households", "mười")))
  end)

  it("says in many ways that there is no figure", function()
    local none = { "-", "–", "—", ".", "..", "…", "...", "n/a", "N/A", "không có số liệu", "Chưa có", "KXĐ", "x", "X", "" }
    assert.are.equal(("- "):rep(#none):sub(1, -2), stored("households", none))
    assert.are.equal("- - - -", stored("ok", { "n/a", "…", "KXĐ", "không có số liệu" }))
    assert.are.equal("- - -", stored("region", { "-", "n/a", "…" }))
  end)

  it("says yes and no as offices do", function()
    local yes = { "Đạt", "ĐẠT", "đạt", "Đa\u{323}t", "Có", "x", "X", "✓", "v", "V", "1", "true", "TRUE" }
    assert.are.equal(("1 "):rep(#yes):sub(1, -2), stored("ok", yes))
    local no = { "Không đạt", "chưa đạt", "Không", "KHÔNG", "Kho\u{302}ng", "Chưa có", "0", "false" }
    assert.are.equal(("0 "):rep(#no):sub(1, -2), stored("ok", no))
    assert.are.equal("column 'ok', '-': a dash may mean no, or that nobody knows; write có or không, or leave the cell empty",
      (cell("ok", "-")))
    assert.are.equal("cột 'ok', '-': dấu gạch có thể là không, cũng có thể là chưa rõ; hãy ghi có hoặc không, hoặc để trống ô",
      (cell("ok", "-", "vi")))
    assert.are.equal("column 'ok', 'có lẽ': neither yes nor no; write có or không, đạt or không đạt (chưa đạt), yes or no, " ..
      "true or false, 1 or 0", (cell("ok", "có lẽ")))
  end)

  it("names a choice by its id or by what people call it", function()
    assert.are.equal("0 1 0 1 0", stored("region", { "North", "south", "miền Bắc", "The South", "Miê\u{300}n Bă\u{301}c" }))
    assert.are.equal("column 'region', 'Đông': not one of the choices of region; write one of north (the North), south (the South)",
      (cell("region", "Đông")))
    assert.are.equal("cột 'region', 'Đông': không thuộc các lựa chọn của region; hãy ghi một trong: north (Miền Bắc), south (Miền Nam)",
      (cell("region", "Đông", "vi")))
  end)

  it("holds a year in words, with a zero behind it, or as its first or last day", function()
    write(folder, "f.csv", "unit,year,households\n10001,Năm 2024,1\n10002,2024.0,2\n10003,2024-12-31,3\n10004,01/01/2024,4\n" ..
      "10005,2024-06-30,5\n10006,24,6\n")
    local result = traps.chuan(folder, "import f.csv --level commune --db d.db")
    assert.are.equal("f.csv:6:2: column 'year', '2024-06-30': not a year from 1900 to 2200; write it with four digits", result.lines[1])
    assert.are.equal("f.csv:7:2: column 'year', '24': not a year from 1900 to 2200; write it with four digits", result.lines[2])
    assert.are.equal("1|2024 2|2024 3|2024 4|2024 ", (support.must(
      "sqlite3 '%s/d.db' 'SELECT households, year FROM fact_commune ORDER BY 1'", folder):gsub("\n", " ")))
  end)
end)

describe("a cell of a spreadsheet", function()
  local function sheet(value, heading, language)
    workbook.write(folder .. "/f.xlsx", { { name = "A", rows = { { "unit", heading or "income" }, { "10001", value } } } })
    return (said("f.xlsx", language))
  end

  it("is exact, whatever binary fraction stands for it", function()
    workbook.write(folder .. "/f.xlsx", { { name = "A", rows = { { "unit", "income", "clean", "ok", "households" },
      { 10001, 46.3, workbook.percent(0.985), true, 1234 }, { "10002", "46,3", 98.5, 0, "1 234" },
      { "10003", workbook.formula("40+6.3", 46.3), workbook.formula("0.985*100", 98.5), "Đạt", 1234.0 } } } })
    local result = traps.chuan(folder, "import f.xlsx --level commune --year 2024 --db d.db")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("4630|985|1|1234 4630|985|0|1234 4630|985|1|1234 ", (support.must(
      "sqlite3 '%s/d.db' 'SELECT income, clean, ok, households FROM fact_commune ORDER BY unit_id'", folder):gsub("\n", " ")))
  end)

  it("that became a date is told as such", function()
    assert.are.equal("column 'income', '2025-02-01': the program has made a date of it; format the cell as text or number, and " ..
      "write it again", sheet(workbook.date("2025-02-01")))
    assert.are.equal("cột 'income', '2025-02-01': phần mềm đã đổi ô này thành ngày tháng; hãy định dạng ô là văn bản hoặc số " ..
      "rồi ghi lại", sheet(workbook.date("2025-02-01"), nil, "vi"))
  end)

  it("with a formula that failed, or was never worked out, is told as such", function()
    assert.are.equal("column 'income', '#DIV/0!': the formula in the cell has an error; correct the formula, or write the value " ..
      "itself", sheet(workbook.failed("#DIV/0!")))
    assert.are.equal("cột 'income', '#DIV/0!': công thức trong ô bị lỗi; hãy sửa công thức, hoặc ghi thẳng giá trị",
      sheet(workbook.failed("#DIV/0!"), nil, "vi"))
    assert.are.equal("column 'income', 'SUM(B3:B9)': the formula in the cell has no stored result; open the file, let it " ..
      "calculate, save it", sheet(workbook.formula("SUM(B3:B9)")))
    assert.are.equal("cột 'income', 'SUM(B3:B9)': công thức trong ô chưa có kết quả lưu trong tệp; hãy mở tệp, để phần mềm tính, " ..
      "rồi lưu lại", sheet(workbook.formula("SUM(B3:B9)"), nil, "vi"))
    workbook.write(folder .. "/f.xlsx", { { name = "A", rows = { { "unit", "income" }, { workbook.failed("#N/A"), 1 } } } })
    assert.are.equal("column 'unit', '#N/A': the formula in the cell has an error; correct the formula, or write the value itself",
      (said("f.xlsx")))
  end)

  it("that is true or false is no figure, and a percentage only of what is in percent", function()
    assert.are.equal("column 'income', 'true': the cell is true or false; write the figure", sheet(true))
    assert.are.equal("cột 'income', 'true': ô là đúng hoặc sai; hãy ghi con số", sheet(true, nil, "vi"))
    assert.are.equal("column 'income', '98.5%': this fact is not a percentage; write the figure itself, without %",
      sheet(workbook.percent(0.985)))
  end)
end)
