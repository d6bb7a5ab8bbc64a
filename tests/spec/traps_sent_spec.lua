-- "Files people send", every item in every format where it can occur: each row is accepted, or rejected with row, column,
-- value and reason; nothing is half imported; the file is known by its digest; the rejected rows, corrected and sent again,
-- complete the set; the same file twice changes nothing. What is harmful rather than untidy is in bombs_spec.lua.

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
      local shown = type(value) == "number" and tostring(value) or '"' .. text_of(value):gsub('["\\]', "\\%0") .. '"'
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
