-- "Files people send", every item in every format where it can occur: each row is accepted, or rejected with row, column,
-- value and reason; nothing is half imported; the file is known by its digest; the rejected rows, corrected and sent again,
-- complete the set; the same file twice changes nothing. What is harmful rather than untidy is in bombs_spec.lua.

-- luacheck: no max line length
package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write, read, has = traps.write, traps.read, traps.has

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
581,district,Huyện Thuận Bắc,58,,
582,district,Huyện Ninh Phước,58,,
10001,commune,Xã Ân Bình,581,,
10002,commune,Xã Công Hải,581,,
10003,commune,Xã Phước Hải,582,,
10004,commune,Xã An Hải,582,,
10005,commune,Xã Bắc Sơn,582,,
10006,commune,Xã Lợi Hải,581,,
]]
local facts = [[
names { north = { vi = "Miền Bắc", en = "the North" }, south = { vi = "Miền Nam", en = "the South" } }
facts "commune" {
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  clean = amount { unit = "%", places = 1, min = 0, max = 100, name = { vi = "Tỷ lệ nước sạch", en = "Clean water" } },
  income = amount { unit = "triệu đồng", places = 2, name = { vi = "Thu nhập", en = "Income" } },
  ok = yes_no { name = { vi = "Đạt chuẩn", en = "Meets" } },
  region = choice { "north", "south" },
}
]]

local folder
setup(function()
  folder = traps.folder { ["facts.lua"] = facts, ["standard.lua"] = false }
  write(folder, "units.csv", units)
  local result = traps.chuan(folder, "units units.csv")
  assert.are.equal(0, result.code, result.err)
end)
teardown(function() support.remove(folder) end)
before_each(function() support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder) end)

local function chuan(arguments) return traps.chuan(folder, arguments .. " --db d.db") end
local function import(name, arguments) return chuan(("import %s --level commune %s"):format(name, arguments or "")) end
local function query(sql) return support.must("sqlite3 '%s/d.db' \"%s\"", folder, sql) end

-- The figures that are stored, without where they are from.
local function figures()
  return query("SELECT u.code, f.year, f.households, f.clean, f.income, f.ok, f.region FROM fact_commune AS f JOIN unit AS u " ..
    "ON u.id = f.unit_id ORDER BY 1, 2")
end

-- --- one table in every format -------------------------------------------------------------------------------------

local function text_of(cell) return type(cell) == "string" and cell or cell == nil and "" or tostring(cell) end

local function lines_of(rows, separator)
  local lines = {}
  for i, row in ipairs(rows) do
    local cells = {}
    for k = 1, #rows[1] do
      local text = text_of(row[k])
      cells[k] = text:find('[",;\t\n]') and '"' .. text:gsub('"', '""') .. '"' or text
    end
    lines[i] = table.concat(cells, separator) .. "\n"
  end
  return table.concat(lines)
end

local formats = {}
function formats.csv(path, rows) support.write(path, "\xEF\xBB\xBF" .. lines_of(rows, ",")) end
function formats.txt(path, rows) support.write(path, (lines_of(rows, "\t"):gsub("\n", "\r\n"))) end
formats["semicolon.csv"] = function(path, rows) support.write(path, lines_of(rows, ";")) end
function formats.xlsx(path, rows) workbook.write(path, { { name = "Biểu", rows = rows } }) end
formats.ods = formats.xlsx
function formats.json(path, rows)
  local objects = {}
  for i = 2, #rows do
    local fields = {}
    for k, name in ipairs(rows[1]) do
      local value = rows[i][k]
      local shown = type(value) == "number" and tostring(value) or '"' .. text_of(value):gsub('["\\]', "\\%0"):gsub("\t", "\\t") .. '"'
      fields[#fields + 1] = ('"%s": %s'):format(name, shown)
    end
    objects[#objects + 1] = "{" .. table.concat(fields, ", ") .. "}"
  end
  support.write(path, "[" .. table.concat(objects, ",\n") .. "]\n")
end
function formats.dbf(path, rows)
  local fields, records, width = {}, {}, 100
  for k, name in ipairs(rows[1]) do
    fields[k] = name .. ("\0"):rep(11 - #name) .. "C" .. ("\0"):rep(4) .. string.char(width) .. ("\0"):rep(15)
  end
  for i = 2, #rows do
    local cells = {}
    for k = 1, #rows[1] do cells[k] = text_of(rows[i][k]) .. (" "):rep(width - #text_of(rows[i][k])) end
    records[#records + 1] = " " .. table.concat(cells)
  end
  local fixed = table.concat(fields) .. "\r"
  support.write(path, ("<BBBBI4I2I2"):pack(3, 125, 6, 30, #records, 32 + #fixed, 1 + width * #fields) .. ("\0"):rep(20) .. fixed ..
    table.concat(records) .. "\26")
end
function formats.sqlite(path, rows)
  local names, lines = {}, { "BEGIN;" }
  for k, name in ipairs(rows[1]) do names[k] = '"' .. name .. '"' end
  lines[2] = ("CREATE TABLE figures(%s);"):format(table.concat(names, ", "))
  for i = 2, #rows do
    local cells = {}
    for k = 1, #rows[1] do
      local value = rows[i][k]
      cells[k] = type(value) == "number" and tostring(value) or value == nil and "NULL" or "'" .. value:gsub("'", "''") .. "'"
    end
    lines[#lines + 1] = ("INSERT INTO figures VALUES(%s);"):format(table.concat(cells, ", "))
  end
  os.remove(path)
  support.write(path .. ".sql", table.concat(lines, "\n") .. "COMMIT;\n")
  support.must("sqlite3 '%s' <'%s.sql'", path, path)
end

-- A sheet of Excel 97, not packed in a compound file.
function formats.xls(path, rows)
  local out = { "\x09\x08\8\0\0\6\x10\0\0\0\0\0" }
  local function record(kind, data) out[#out + 1] = ("<I2s2"):pack(kind, data) end
  for i, row in ipairs(rows) do
    for k = 1, #rows[1] do
      local place = ("<I2I2I2"):pack(i - 1, k - 1, 0)
      if type(row[k]) == "number" then
        record(0x203, place .. ("<d"):pack(row[k]))
      elseif row[k] and row[k] ~= "" then
        local wide = {}
        for _, point in utf8.codes(row[k]) do wide[#wide + 1] = ("<I2"):pack(point) end
        record(0x204, place .. ("<I2B"):pack(#wide, 1) .. table.concat(wide))
      end
    end
  end
  record(0x0A, "")
  support.write(path, table.concat(out))
end

-- --- what holds of every file ---------------------------------------------------------------------------------------

local function digest(name) return support.must("sha256sum '%s/%s'", folder, name):match("^%x+") end

-- Imports a file: `counts`, the lines that are said of it, in both languages, and how rejected rows are corrected: a list of
-- { what, by what }, or nil. `final`: the figures in the end.
local function sent(name, expected)
  local file = name
  local dry = import(file, (expected.options or "") .. " --dry-run --lang vi")
  assert.are.equal(expected.vi:gsub("FILE", file), dry.err)
  assert.are.equal("", figures())
  local first = import(file, (expected.options or "") .. " --rejects r.csv")
  assert.are.equal(expected.en:gsub("FILE", file), first.err)
  assert.are.equal(("%s: %d accepted, 0 unchanged, %d rejected\n"):format(file, expected.accepted, expected.rejected), first.out)
  assert.are.equal(expected.rejected > 0 and 1 or 0, first.code)
  assert.are.equal(digest(file) .. "\n", query("SELECT digest FROM import"))
  assert.are.equal(expected.rejected .. "\n", query("SELECT count(*) FROM reject WHERE import_id = 1 AND source_row > 0 AND reason <> ''"))
  local before = figures()
  local second = import(file, expected.options)
  assert.are.equal(("%s: 0 accepted, %d unchanged, %d rejected\n"):format(file, expected.accepted, expected.rejected), second.out)
  assert.are.equal(before, figures())
  if expected.rejected > 0 then
    local rejects = read(folder, "r.csv")
    local _, rows = rejects:gsub("\n", "\n")
    assert.are.equal(expected.rejected + 1, rows, rejects)
    for _, change in ipairs(expected.corrected) do
      local count
      rejects, count = rejects:gsub(change[1]:gsub("%p", "%%%0"), (change[2]:gsub("%%", "%%%%")), 1)
      assert.are.equal(1, count, change[1] .. " is not in " .. rejects)
    end
    write(folder, "c.csv", rejects)
    local third = import("c.csv", expected.options)
    assert.are.equal(("c.csv: %d accepted, 0 unchanged, 0 rejected\n"):format(expected.rejected), third.out, third.err)
  end
  assert.are.equal(expected.final, figures())
end

local head = { "unit", "name", "year", "households", "clean", "income", "ok", "region" }

describe("cells as people write them", function()
  local rows = {
    head,
    { "10001", "Xã Ân Bình", 2024, "1 234", "98,5%", "1.234,5", "Đạt", "Miền Bắc" },
    { "10002", "", 2024, "-", "98.5 %", "…", "Không đạt", "n/a" },
    { "10003", "Xa\u{303} Phu\u{31B}o\u{31B}\u{301}c Ha\u{309}i", 2024, "x", "n/a", "-", "x", "south" },
    { "10004", "Xã An Hải", 2024, "12,34,567", "50", "5", "Đạt", "north" },
    { "", "X. Bac Son", 2024, "1.234.567", "0", "0", "ĐẠT", "north" },
    { "10005", "Xã Bắc Sơn", 2023, "5", "50", "5", "-", "north" },
    { "10001", "Xã Công Hải", 2023, "5", "50", "5", "Đạt", "north" },
    { "", "Xã Lợi Hãy", 2023, "5", "50", "5", "Đạt", "north" },
    { "10002", "Xã Công Hải", 2023, "5", "98.5", "1.234", "Đạt", "south" },
    { "10003", "Xã Phước Hải", 2023, "5", "98.5", "12.34", "Đạt", "Đông" },
    { "", "Xã Vĩnh Quang", 2022, "5", "98.5", "12.34", "Đạt", "south" },
  }
  local expected = {
    accepted = 4, rejected = 7,
    en = [[
FILE:5:4: column 'households', '12,34,567': the marks between its digits are neither thousands nor a decimal mark; write 1234.5
FILE:7:7: column 'ok', '-': a dash may mean no, or that nobody knows; write có or không, or leave the cell empty
FILE:8:2: column 'name', 'Xã Công Hải': the code 10001 is Xã Ân Bình, the row says Xã Công Hải, which is 10002; correct one of the two
FILE:9:2: column 'name', 'Xã Lợi Hãy': no unit of level commune is called 'Xã Lợi Hãy' in 2023; did you mean 10006 Xã Lợi Hải (Huyện Thuận Bắc)? Write the code
FILE:10:6: column 'income', '1.234': the mark may stand for thousands or for decimals; say decimal = "," or decimal = "." in a mapping file, or write the number without thousands marks
FILE:11:8: column 'region', 'Đông': not one of the choices of region; write one of north (the North), south (the South)
FILE:12:2: column 'name', 'Xã Vĩnh Quang': no unit of level commune is called 'Xã Vĩnh Quang' in 2022; write its code, or its name as `chuan units` lists it
FILE: note: 1 row was taken by another spelling of its unit, or by a name that it had before: 'X. Bac Son' is 10005 Xã Bắc Sơn; check it
]],
    vi = [[
FILE:5:4: cột 'households', '12,34,567': dấu giữa các chữ số không phải dấu hàng nghìn hay dấu thập phân; hãy viết 1234.5
FILE:7:7: cột 'ok', '-': dấu gạch có thể là không, cũng có thể là chưa rõ; hãy ghi có hoặc không, hoặc để trống ô
FILE:8:2: cột 'name', 'Xã Công Hải': mã 10001 là Xã Ân Bình, dòng này ghi Xã Công Hải, có mã 10002; hãy sửa một trong hai
FILE:9:2: cột 'name', 'Xã Lợi Hãy': không có đơn vị cấp commune nào tên “Xã Lợi Hãy” trong năm 2023; có phải 10006 Xã Lợi Hải (Huyện Thuận Bắc) không? Hãy ghi mã
FILE:10:6: cột 'income', '1.234': không rõ dấu này là hàng nghìn hay thập phân; hãy ghi decimal = "," hoặc decimal = "." trong tệp ánh xạ, hoặc bỏ dấu hàng nghìn
FILE:11:8: cột 'region', 'Đông': không thuộc các lựa chọn của region; hãy ghi một trong: north (Miền Bắc), south (Miền Nam)
FILE:12:2: cột 'name', 'Xã Vĩnh Quang': không có đơn vị cấp commune nào tên “Xã Vĩnh Quang” trong năm 2022; hãy ghi mã, hoặc ghi đúng tên trong danh sách đơn vị
FILE: ghi chú: 1 dòng ghi tên đơn vị theo cách viết khác hoặc tên cũ: “X. Bac Son” là 10005 Xã Bắc Sơn; hãy kiểm tra
]],
    corrected = { { "12,34,567", "1234567" }, { "Xã Lợi Hãy", "Xã Lợi Hải" }, { "1.234", "1234" }, { "Đông", "north" },
      { "Xã Vĩnh Quang", "Xã An Hải" } },
    final = [[
10001|2024|1234|985|123450|1|0
10002|2023|5|985|123400|1|1
10002|2024||985||0|
10003|2023|5|985|1234|1|0
10003|2024||||1|1
10004|2022|5|985|1234|1|1
10004|2024|1234567|500|500|1|0
10005|2023|5|500|500||0
10005|2024|1234567|0|0|1|0
10006|2023|5|500|500|1|0
]],
  }
  -- And two that need the words beside them.
  local separators = { ["semicolon.csv"] = ";" }
  for format, make in pairs(formats) do
    it("are read or refused the same: " .. format, function()
      local separator = separators[format] or ","
      make(folder .. "/f." .. format, rows)
      local all = {}
      for i, change in ipairs(expected.corrected) do all[i] = change end
      all[#all + 1] = { "'-" .. separator, separator } -- guarded: a dash begins formulas
      all[#all + 1] = { "10001" .. separator .. "Xã Công Hải", "10001" .. separator .. "Xã Ân Bình" }
      sent("f." .. format, setmetatable({ corrected = all,
        final = "10001|2023|5|500|500|1|0\n" .. expected.final }, { __index = expected }))
    end)
  end
end)

describe("tables as offices lay them out", function()
  local percent, formula, date, failed = workbook.percent, workbook.formula, workbook.date, workbook.failed
  local sheet = {
    name = "Biểu 1", hidden_rows = { [8] = true, [9] = true },
    merges = { "A1:H1", "A3:A5", "B3:B5", "C3:H3", "C4:D4", "E4:E5", "F4:F5", "G4:G5", "H4:H5" },
    rows = {
      { "BIỂU TỔNG HỢP NĂM 2024" }, {},
      { "STT", "Tên xã", "Chỉ tiêu" },
      { nil, nil, "Dân cư", nil, "Tỷ lệ nước sạch (%)", "Đạt chuẩn", "Ghi chú", "Thu nhập" },
      { nil, nil, "Số hộ", "Số khẩu" },
      { "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)" },
      { "I", "Huyện Thuận Bắc" },
      { 1, "Xã Ân Bình", 100, 400, percent(0.985), "Đạt", "ok", 1.5 },
      { 2, "Xã Công Hải", "200", 800, "98,5%", "Không đạt", nil, formula("1+1", 2) },
      { 3, "Xã Lợi Hải", formula("C7+C8"), 1, 5, "x", nil, 1 },
      { nil, "Cộng", formula("SUM(C8:C10)", 300) },
      { "II", "Huyện Ninh Phước" },
      { 4, "Xã Phước Hải", date("2025-02-01"), 1, 5, "x", nil, 1 },
      { 5, "Xã An Hải", failed("#DIV/0!"), 1, 5, "x", nil, 1 },
      { 6, "Xã Bắc Sơn", 46.0, 1, 5, true, nil, 46.3 },
      { nil, "TỔNG CỘNG", 300, 30, 3.75 }, {}, { nil, "Ngày 5 tháng 3 năm 2025" }, { nil, "NGƯỜI LẬP BIỂU" } } }
  local book = { { name = "Bìa", rows = { { "BÁO CÁO" } } }, sheet,
    { name = "Nháp", hidden = true, rows = { { "Mã xã", "Số hộ" }, { "10001", 5 } } } }

  for _, format in ipairs { "xlsx", "ods" } do
    it("merged headings over three rows, groups, totals, hidden sheets and rows, formulas, dates: " .. format, function()
      workbook.write(folder .. "/f." .. format, book)
      sent("f." .. format, {
        accepted = 3, rejected = 3,
        en = [[
FILE: note: sheet 'Bìa' is not read: it has no columns for units and facts
FILE:5: note: read by the last row of the heading: 'Chỉ tiêu / Dân cư / Số hộ' = households, 'Chỉ tiêu / Tỷ lệ nước sạch (%)' = clean, 'Chỉ tiêu / Đạt chuẩn' = ok, 'Chỉ tiêu / Thu nhập' = income; if one is something else, use a mapping
FILE:5:4: warning: column 'Chỉ tiêu / Dân cư / Số khẩu' is not a fact of level commune; it is ignored (`chuan facts` lists the facts)
FILE:5:7: warning: column 'Chỉ tiêu / Ghi chú' is not a fact of level commune; it is ignored (`chuan facts` lists the facts)
FILE:1: note: the year 2024 is taken from the title 'BIỂU TỔNG HỢP NĂM 2024'
FILE:10:3: column 'Chỉ tiêu / Dân cư / Số hộ', 'C7+C8': the formula in the cell has no stored result; open the file, let it calculate, save it
FILE:13:3: column 'Chỉ tiêu / Dân cư / Số hộ', '2025-02-01': the program has made a date of it; format the cell as text or number, and write it again
FILE:14:3: column 'Chỉ tiêu / Dân cư / Số hộ', '#DIV/0!': the formula in the cell has an error; correct the formula, or write the value itself
FILE: note: rows 8-9 of sheet Biểu 1 are hidden; they were read all the same
FILE: note: sheet 'Nháp' is hidden; it was not read: name it to have it read
FILE: note: 6 rows that are about no unit were passed over: totals 11, 16; groups 7, 12; remarks 18–19
]],
        vi = [[
FILE: ghi chú: trang 'Bìa' không được đọc vì không có cột đơn vị và số liệu
FILE:5: ghi chú: đọc theo dòng cuối của tiêu đề: 'Chỉ tiêu / Dân cư / Số hộ' = households, 'Chỉ tiêu / Tỷ lệ nước sạch (%)' = clean, 'Chỉ tiêu / Đạt chuẩn' = ok, 'Chỉ tiêu / Thu nhập' = income; nếu cột nào không phải vậy, hãy dùng tệp ánh xạ
FILE:5:4: cảnh báo: cột 'Chỉ tiêu / Dân cư / Số khẩu' không phải số liệu của cấp commune; cột này bị bỏ qua (xem `chuan facts`)
FILE:5:7: cảnh báo: cột 'Chỉ tiêu / Ghi chú' không phải số liệu của cấp commune; cột này bị bỏ qua (xem `chuan facts`)
FILE:1: ghi chú: năm 2024 được lấy từ tên biểu 'BIỂU TỔNG HỢP NĂM 2024'
FILE:10:3: cột 'Chỉ tiêu / Dân cư / Số hộ', 'C7+C8': công thức trong ô chưa có kết quả lưu trong tệp; hãy mở tệp, để phần mềm tính, rồi lưu lại
FILE:13:3: cột 'Chỉ tiêu / Dân cư / Số hộ', '2025-02-01': phần mềm đã đổi ô này thành ngày tháng; hãy định dạng ô là văn bản hoặc số rồi ghi lại
FILE:14:3: cột 'Chỉ tiêu / Dân cư / Số hộ', '#DIV/0!': công thức trong ô bị lỗi; hãy sửa công thức, hoặc ghi thẳng giá trị
FILE: ghi chú: các dòng 8-9 của trang Biểu 1 bị ẩn; vẫn được đọc như các dòng khác
FILE: ghi chú: trang 'Nháp' bị ẩn nên không đọc; muốn đọc thì hãy nêu tên trang
FILE: ghi chú: 6 dòng không nói về đơn vị nào nên được bỏ qua: dòng tổng 11, 16; dòng nhóm 7, 12; ghi chú, chữ ký, dòng trống 18–19
]],
        corrected = { { "C7+C8", "300" }, { "2025-02-01", "21" }, { "#DIV/0!", "7" } },
        final = [[
10001|2024|100|985|150|1|
10002|2024|200|985|200|0|
10003|2024|21|50|100|1|
10004|2024|7|50|100|1|
10005|2024|46|50|4630|1|
10006|2024|300|50|100|1|
]],
      })
    end)
  end

  it("saved as CSV", function()
    local rows = {}
    for i, row in ipairs(sheet.rows) do
      local cells = {}
      for k = 1, 8 do
        local cell = row[k]
        cells[k] = type(cell) ~= "table" and text_of(cell) or cell.percent and "98,5%" or cell.value and text_of(cell.value) or
          cell.failed or cell.date or "?"
      end
      rows[i] = cells
    end
    rows[15][6] = "Đạt"
    support.write(folder .. "/f.csv", lines_of(rows, ";"))
    local result = import("f.csv", "--rejects r.csv")
    assert.are.equal("f.csv: 3 accepted, 0 unchanged, 3 rejected\n", result.out)
    local lines = {}
    for line in result.err:gmatch("f%.csv:%d+:3: [^\n]+") do lines[#lines + 1] = line end
    assert.are.equal("f.csv:10:3: column 'Chỉ tiêu / Dân cư / Số hộ', '?': not a number; write digits, with at most one '.'", lines[1])
    has(result.err, "f.csv: note: 6 rows that are about no unit were passed over: totals 11, 16; groups 7, 12; remarks 18–19\n")
    write(folder, "c.csv", (read(folder, "r.csv"):gsub(";%?;", ";300;"):gsub("2025%-02%-01", "21"):gsub("#DIV/0!", "7")))
    assert.are.equal("c.csv: 3 accepted, 0 unchanged, 0 rejected\n", import("c.csv").out)
    has(figures(), "10003|2024|21|50|100|1|\n10004|2024|7|50|100|1|\n10005|2024|46|50|4630|1|\n10006|2024|300|50|100|1|\n")
  end)
end)

describe("columns without a heading", function()
  local function book(headings)
    local rows = { headings }
    for i = 1, 80 do rows[i + 1] = { ("1000%d"):format((i - 1) % 6 + 1), 1990 + i // 6, 5 } end
    rows[7][4], rows[70][6] = "xem lại", 99
    return rows
  end
  local heading = { "Mã xã", "Năm", "Số hộ" }

  -- One row was refused for each, as if its cells had been parted wrongly.
  for _, format in ipairs { "xlsx", "ods" } do
    it("are told once, and no reason to refuse a row: " .. format, function()
      formats[format](folder .. "/f." .. format, book(heading))
      local english, vietnamese = import("f." .. format, "--dry-run"), import("f." .. format, "--dry-run --lang vi")
      has(english.out, ": 80 accepted, 0 unchanged, 0 rejected")
      assert.are.equal(("FILE:1:4: note: sheet 'Biểu': column 4 has no heading; it is not read\n" ..
        "FILE:70:6: note: sheet 'Biểu': there are cells right of the headings, in column 6 first; columns without a heading are not " ..
        "read\n"):gsub("FILE", "f." .. format), english.err)
      assert.are.equal(("FILE:1:4: ghi chú: trang 'Biểu': cột 4 không có tiêu đề nên không được đọc\n" ..
        "FILE:70:6: ghi chú: trang 'Biểu': có ô nằm bên phải các tiêu đề, trước hết ở cột 6; cột không có tiêu đề không được đọc\n")
        :gsub("FILE", "f." .. format), vietnamese.err)
    end)
  end

  it("are silent in a form, whose grey columns they are", function()
    formats.xlsx(folder .. "/f.xlsx", book { "unit", "year", "households" })
    local result = import("f.xlsx", "--dry-run")
    has(result.out, ": 80 accepted, 0 unchanged, 0 rejected")
    assert.are.equal("", result.err)
  end)

  it("refuse a row where cells are parted by marks", function()
    write(folder, "f.csv", "unit,year,households\n10001,2024,1,234\n")
    assert.are.equal("f.csv:2: the row has more cells than there are headings ('234' in column 4); put text that holds a separator in " ..
      "quotes\n", import("f.csv", "--dry-run").err)
  end)
end)

describe("texts without Unicode", function()
  local vni = { ["ã"] = "a\xF5", ["Ã"] = "A\xD5", ["ợ"] = "\xF4\xEF", ["Đ"] = "\xD1", ["đ"] = "\xF1", ["ạ"] = "a\xEF", ["ắ"] = "a\xE9", ["ơ"] = "\xF4",
    ["ô"] = "o\xE2", ["ư"] = "\xF6", ["ớ"] = "\xF4\xF9", ["ả"] = "a\xFB", ["Â"] = "A\xC2", ["ì"] = "\xEC", ["á"] = "a\xF9", ["ậ"] = "a\xE4" }
  local rows = { head }
  for i, name in ipairs { "Xã Công Hải", "Xã Phước Hải", "Xã An Hải", "Xã Bắc Sơn", "Xã Lợi Hải" } do
    rows[i + 1] = { ("1000%d"):format(i + 1), name, 2024, 5, 50, 5, i % 2 == 0 and "Không đạt" or "Đạt", "north" }
  end
  local final = ""
  for i = 2, 6 do final = final .. ("1000%d|2024|5|500|500|%d|0\n"):format(i, i % 2 == 0 and 1 or 0) end

  local function bytes(encoding, text)
    if encoding == "VNI" then return (text:gsub("[\xC3-\xE1][\x80-\xBF]+", vni)) end
    write(folder, "u.txt", text)
    return support.must("iconv -f UTF-8 -t %s '%s/u.txt'", encoding, folder)
  end
  -- As bytes where the format holds bytes, else as the letters that programs keep of them.
  local function encoded(encoding, letters)
    local all = { head }
    for i = 2, #rows do
      all[i] = {}
      for k, cell in ipairs(rows[i]) do
        local text = type(cell) == "string" and bytes(encoding, cell) or cell
        if letters and type(cell) == "string" then
          write(folder, "b.txt", text)
          text = support.must("iconv -f CP1252 -t UTF-8 '%s/b.txt'", folder)
        end
        all[i][k] = text
      end
    end
    return all
  end

  for name, encoding in pairs { ["TCVN3 (ABC)"] = "TCVN5712-1", VNI = "VNI", ["Windows-1258"] = "CP1258" } do
    for format, make in pairs(formats) do
      it("are converted and told: " .. name .. ", " .. format, function()
        local as_bytes = format == "txt" or format == "semicolon.csv" or format == "dbf"
        make(folder .. "/f." .. format, encoded(encoding, not as_bytes))
        sent("f." .. format, { accepted = 5, rejected = 0, final = final,
          en = "FILE: note: the text is in " .. name .. "; it was converted to Unicode\n",
          vi = "FILE: ghi chú: văn bản dùng bảng mã " .. name .. "; đã chuyển sang Unicode\n" })
      end)
    end
  end
end)

describe("what cannot be read at all", function()
  local function refused(name, english, vietnamese)
    local before = query("SELECT count(*) FROM import") .. figures() .. digest("d.db")
    for _, way in ipairs { "", "--in-process", "--lang vi" } do
      local result = import(name, "--year 2024 --rejects r9.csv " .. way)
      assert.are.equal("chuan: " .. (way == "--lang vi" and vietnamese or english):gsub("FILE", name) .. "\n", result.err)
      assert.are.equal(3, result.code)
      assert.are.equal("", result.out)
    end
    assert.is_nil(read(folder, "r9.csv"))
    assert.are.equal(before, query("SELECT count(*) FROM import") .. figures() .. digest("d.db"))
  end

  before_each(function() import("f.none") end) -- the tables are made to fit the rules

  it("is empty", function()
    for format in pairs(formats) do
      write(folder, "f." .. format, "")
      refused("f." .. format, "FILE is empty (0 bytes); ask for the file again", "FILE rỗng (0 byte); hãy xin lại tệp")
    end
  end)

  it("was cut off", function()
    for _, format in ipairs { "xlsx", "ods" } do
      workbook.hostile.truncated(folder .. "/f." .. format)
      refused("f." .. format, "FILE: the workbook is cut off or damaged; ask for it to be sent again",
        "FILE: bảng tính bị cắt cụt hoặc hỏng; hãy đề nghị gửi lại")
    end
  end)

  local password = { "FILE: the workbook is protected by a password; save it without one and send it again",
    "FILE: bảng tính được bảo vệ bằng mật khẩu; hãy lưu không mật khẩu rồi gửi lại" }

  it("has a password: XLSX as Excel protects it, parts with one, ODS, XLS", function()
    -- A compound file that holds EncryptedPackage, as Excel writes.
    local function fill(text, at, more) return text:sub(1, at) .. more .. text:sub(at + #more + 1) end
    local header = fill(fill(fill("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" .. ("\0"):rep(40) .. ("\xFF"):rep(464), 30, "\9\0\6\0"), 44,
      "\1\0\0\0\1\0\0\0"), 76, "\0\0\0\0")
    local fat = fill(("\xFF"):rep(512), 0, "\xFD\xFF\xFF\xFF\xFE\xFF\xFF\xFF")
    local root = fill(fill(fill(("\0"):rep(128), 68, ("\xFF"):rep(12)), 66, "\5"), 76, "\1\0\0\0")
    local name = ("EncryptedPackage"):gsub(".", "%0\0")
    local entry = fill(fill(fill(fill(("\0"):rep(384), 0, name), 64, string.char(#name + 2)), 66, "\2"), 68, ("\xFF"):rep(12))
    write(folder, "f.xlsx", header .. fat .. root .. entry)
    refused("f.xlsx", "FILE: the file is an .xlsx workbook protected by a password; save it without one and send it again",
      "FILE: tệp là bảng tính .xlsx có mật khẩu; hãy lưu không mật khẩu rồi gửi lại")
    for _, format in ipairs { "xlsx", "ods" } do
      workbook.hostile.encrypted(folder .. "/f." .. format)
      refused("f." .. format, password[1], password[2])
    end
    local parts = workbook.parts("ods", { { name = "A", rows = { { "unit" } } } })
    local manifest = workbook.part(parts, "META-INF/manifest.xml")
    manifest[2] = manifest[2]:gsub("/>", '><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>', 2)
    workbook.part(parts, "content.xml")[2] = ("\x93\x11\xFE"):rep(500)
    workbook.pack(folder .. "/f.ods", parts)
    refused("f.ods", password[1], password[2])
    write(folder, "f.xls", "\x09\x08\8\0\0\6\5\0\0\0\0\0\x2F\0\6\0\1\0\1\0\1\0")
    refused("f.xls", password[1], password[2])
  end)
end)

describe("a cell that begins like a formula", function()
  local bad = { "=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")' }

  local function is_plain(text)
    for line in text:gmatch("[^\n]+") do
      for cell in (line .. ","):gmatch('"?([^,;]*)[,;]') do
        if cell:find("^[%s]*[=@]") or cell:find("^[+-]%a") then error(cell .. " is a formula in " .. text) end
      end
    end
  end

  for format, make in pairs(formats) do
    it("is none in the list of rejected rows, and is read again as it was: " .. format, function()
      local rows = { head }
      for i, text in ipairs(bad) do rows[i + 1] = { text, "Xã Ân Bình", 2024, 5, 50, 5, "Đạt", "north" } end
      make(folder .. "/f." .. format, rows)
      local result = import("f." .. format, "--rejects r.csv")
      assert.are.equal(("f.%s: 0 accepted, 0 unchanged, %d rejected\n"):format(format, #bad), result.out, result.err)
      is_plain(read(folder, "r.csv"))
      local first = read(folder, "r.csv")
      write(folder, "c.csv", first)
      import("c.csv", "--rejects r2.csv")
      assert.are.equal(first:gsub("reason[^\n]*", ""):gsub(',"[^"]*"\n', "\n"), (read(folder, "r2.csv"):gsub("reason[^\n]*", "")
        :gsub(',"[^"]*"\n', "\n")))
    end)
  end

  it("is none in figures that are written out, nor in a form", function()
    local dangerous = units:gsub("Xã Ân Bình", "=1+1"):gsub("Xã Công Hải", "@SUM(A1)"):gsub("Xã Lợi Hải", "-A1")
    support.must("mkdir -p '%s/other' && cp -r '%s/rules' '%s/other'", folder, folder, folder)
    write(folder, "other/units.csv", dangerous)
    write(folder, "other/f.csv", "unit,year,households\n10001,2024,5\n10002,2024,6\n")
    local other = folder .. "/other"
    assert.are.equal(0, traps.chuan(other, "units units.csv").code)
    local result = traps.chuan(other, "import f.csv --level commune")
    assert.are.equal(0, result.code, result.err)
    is_plain(traps.chuan(other, "export --level commune").out)
    is_plain(traps.chuan(other, "units --format csv").out)
    result = traps.chuan(other, "form commune --year 2025 -o f.xlsx")
    assert.are.equal(0, result.code, result.err)
    local sheets = support.must("unzip -p '%s/f.xlsx' 'xl/worksheets/*'", other)
    assert.is_nil(sheets:find("<f>", 1, true))
    has(sheets, "=1+1")
  end)
end)
