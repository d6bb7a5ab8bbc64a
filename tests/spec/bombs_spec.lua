-- Files that are small and mean much work: each ends within five seconds of processor time and 200 MB, the command's process
-- and the plugin's together as the larger of the two, with one line, and the database as it was. In this process as well.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write = traps.write
local headings = "unit,year,households,water,income,ok,region\n"
local MEGABYTE = 1 << 20

local folder
setup(function()
  folder = traps.folder()
  write(folder, "units.csv", traps.units)
  assert.are.equal(0, traps.chuan(folder, "units units.csv").code)
  write(folder, "first.csv", headings .. "10001,2023,100,50,1.5,1,north\n")
  assert.are.equal(0, traps.chuan(folder, "import first.csv --level commune").code)
end)
teardown(function() support.remove(folder) end)

local function shell(format, ...) support.must("cd '%s' && " .. format, folder, ...) end

local function dump()
  return support.must("sqlite3 '%s/chuan.db' .dump | sha256sum", folder)
end

-- The time is the processor's, so that a busy machine is no failure; who waits instead of working is ended by `timeout`.
local bounded = "timeout -s KILL 60 " .. support.build .. "/stopwatch 1 told sh -c 'ulimit -t 6; exec \"$@\"' sh "
if support.sanitized then bounded = "timeout -s KILL 120 " end

local function import(name, arguments)
  local result = traps.chuan(folder, ("import %s --level commune --year 2024 %s"):format(name, arguments), bounded)
  if support.sanitized then return result end
  local _, kibibytes, seconds = result.out:match("^(%S+) (%S+) (%S+)\n$")
  result.out = traps.read(folder, "told")
  result.megabytes, result.seconds = tonumber(kibibytes) / 1024, tonumber(seconds)
  return result
end

local function cheap(result, name)
  if support.sanitized then return end
  if result.seconds > 5 or result.megabytes > 200 then
    error(("%s took %.2f s and %.1f MB"):format(name, result.seconds, result.megabytes), 2)
  end
end

-- What is said, in both languages. $ is the part of a workbook that holds the rows.
local said = {
  swollen = { '"$" inside the workbook unpacks to far more than a sheet holds; the file is refused',
    '"$" trong bảng tính giải nén ra lớn hơn hẳn một trang tính; tệp bị từ chối' },
  entities = { '"$" inside the workbook declares a document type, which no spreadsheet program writes; the file is refused',
    '"$" trong bảng tính có khai báo DOCTYPE, không chương trình bảng tính nào ghi; tệp bị từ chối' },
  deep = { '"$" inside the workbook is nested more than 256 levels deep; the file is refused',
    '"$" trong bảng tính lồng nhau quá 256 cấp; tệp bị từ chối' },
  long_tag = { '"$" inside the workbook holds a tag or comment longer than 4 MiB; the file is refused',
    '"$" trong bảng tính có thẻ hoặc chú thích dài quá 4 MiB; tệp bị từ chối' },
  no_xml = { '"$" inside the workbook is not well-formed XML; open the workbook in a spreadsheet program and save it again',
    '"$" trong bảng tính không phải XML đúng cú pháp; hãy mở bằng chương trình bảng tính rồi lưu lại' },
  wide = { "row %d: the row has a column beyond 16,384 (XFD), the last one of a spreadsheet; save the workbook again",
    "dòng %d: dòng có cột vượt 16.384 (XFD), cột cuối của bảng tính; hãy lưu lại bảng tính" },
  low = { "row 4294967295: the sheet has a row beyond 1,048,576, the last one of a spreadsheet; save the workbook again",
    "dòng 4294967295: trang tính có dòng vượt 1.048.576, dòng cuối của bảng tính; hãy lưu lại bảng tính" },
  repeated = { "row 1: the row is repeated more than 1,000 times; open the workbook in a spreadsheet program, take out the " ..
    "copies and save it again", "dòng 1: dòng được lặp hơn 1.000 lần; hãy mở bằng chương trình bảng tính, bỏ các bản lặp rồi lưu lại" },
  archive = { "this is a ZIP archive without an Excel workbook in it; unpack it, or save the table as .xlsx",
    "đây là tệp nén ZIP không chứa bảng tính Excel; hãy giải nén, hoặc lưu bảng thành .xlsx" },
  long_cell = { "row 1, column 2: the cell holds more than 1 MiB of text; shorten it", "dòng 1, cột 2: ô chứa hơn 1 MiB chữ; hãy rút ngắn" },
  long_string = { "the cell holds more than 1 MiB of text; shorten it", "ô chứa hơn 1 MiB chữ; hãy rút ngắn" },
  long_row = { "row 3: the row holds more than 16 MiB of text; shorten it", "dòng 3: dòng chứa hơn 16 MiB chữ; hãy rút ngắn" },
  whole = { "the workbook unpacks to far more than its size allows; the file is refused",
    "bảng tính giải nén ra lớn hơn hẳn mức kích thước tệp cho phép; tệp bị từ chối" },
  whole_row = { "row %d: the workbook unpacks to far more than its size allows; the file is refused",
    "dòng %d: bảng tính giải nén ra lớn hơn hẳn mức kích thước tệp cho phép; tệp bị từ chối" },
  rows = { "the reader %s gives more than %d MB of rows for this file, which cannot be right; nothing was stored: have the file saved anew",
    "trình đọc %s đưa ra hơn %d MB dòng từ tệp này, không thể đúng; chưa lưu gì: hãy lưu lại tệp rồi gửi lại" },
  json_deep = { "line 1, byte %d: values lie more than 64 deep in each other; write flat objects",
    "dòng 1, byte %d: giá trị lồng nhau quá 64 tầng; hãy viết các đối tượng phẳng" },
  json_long = { "line 1, byte %d: a value longer than 1 MiB begins here; is a quote missing?",
    "dòng 1, byte %d: từ đây có một giá trị dài quá 1 MiB; có thiếu dấu nháy không?" },
  json_broken = { "line 1, byte 10: this is no valid JSON; look for a comma, quote or bracket that is missing or one too many",
    "dòng 1, byte 10: không phải JSON hợp lệ; hãy xem có thiếu hay thừa dấu phẩy, dấu nháy hoặc dấu ngoặc không" },
  json_keys = { "line 1, byte %d: the objects have more than 16,384 different keys; are the units keys instead of values?",
    "dòng 1, byte %d: các đối tượng có hơn 16.384 khóa khác nhau; có phải tên đơn vị bị dùng làm khóa không?" },
  csv_cell = { "row 2, column 3: the cell is longer than 1 MiB; is this file really CSV?",
    "dòng 2, cột 3: ô dài quá 1 MiB; tệp này có đúng là CSV không?" },
  csv_quote = { "row 2, column 3: the quoted cell that begins here is longer than 1 MiB; close the quote",
    "dòng 2, cột 3: ô trong dấu nháy bắt đầu ở đây dài quá 1 MiB; hãy đóng dấu nháy" },
  csv_columns = { "row %d: the row has more than 100,000 columns; is this file really CSV?",
    "dòng %d: dòng có hơn 100.000 cột; tệp này có đúng là CSV không?" },
  first_rows = { "the first rows of its sheets hold more than 64 MB of text; is this a table of figures?",
    "các dòng đầu của các trang chứa hơn 64 MB chữ; đây có phải bảng số liệu không?" },
  no_dbf = { "this is no dBase table; was the file cut off or damaged?", "đây không phải bảng dBase; tệp có bị cắt cụt hay hỏng không?" },
  dbf_cut = { "the file ends after record %d, but its header names more: it was cut off; send it again",
    "tệp kết thúc sau bản ghi %d, trong khi phần đầu ghi nhiều hơn: tệp bị cắt cụt; hãy gửi lại" },
  dbf_record = { "record 2 begins with neither a blank nor an asterisk: the file is damaged or no dBase table; send it again",
    "bản ghi 2 không bắt đầu bằng dấu cách hay dấu sao: tệp bị hỏng hoặc không phải bảng dBase; hãy gửi lại" },
  sqlite_cut = { "the database is longer than the file: it was cut off; send it again",
    "cơ sở dữ liệu dài hơn tệp: tệp bị cắt cụt; hãy gửi lại" },
  sqlite_work = { "t asks for more work than a file of this size may; ask for less",
    "t đòi nhiều xử lý hơn mức một tệp cỡ này được phép; hãy hỏi ít hơn" },
  sqlite_row = { "the row is longer than 16 MiB; leave out what is not needed by a query",
    "dòng dài quá 16 MiB; hãy dùng câu truy vấn để bỏ phần không cần" },
  sqlite_view = { "t cannot be read (not authorized to use function: zeroblob), and there is nothing else in the database; correct " ..
    "it, or send the table itself", "không đọc được t (not authorized to use function: zeroblob), mà cơ sở dữ liệu không có gì khác; " ..
    "hãy sửa lại, hoặc gửi chính bảng số liệu" },
}
-- Sentences that name the file within.
local naming = {
  sheets = { "%s has more than 1000 sheets; take out those without figures", "%s có hơn 1000 trang; hãy bỏ những trang không có số liệu" },
  unknown = { '%s is in no format that a plugin reads; save it as "CSV UTF-8", or add a plugin',
    'không trình đọc nào nhận ra %s; hãy lưu dạng "CSV UTF-8", hoặc thêm trình đọc' },
  nothing = { "%s has no rows; a heading row comes first, then one row a unit",
    "%s không có dòng nào; cần một dòng tiêu đề, rồi mỗi đơn vị một dòng" },
}

local main = { xlsx = "xl/worksheets/sheet1.xml", ods = "content.xml" }

-- The file is refused with this line, in either language, and nothing else is said.
local function refused(name, key, ...)
  local before = dump()
  for _, way in ipairs { "", "--in-process", "--lang vi" } do
    local result = import(name, way)
    local language = way == "--lang vi" and 2 or 1
    local line = naming[key] and naming[key][language]:format(name) or name .. ": " .. said[key][language]:format(...)
    line = line:gsub("%$", main[name:match("%.(%w+)$")] or "$")
    assert.are.equal("chuan: " .. line .. "\n", result.err)
    assert.are.equal(3, result.code)
    assert.are.equal("", result.out)
    cheap(result, name)
  end
  assert.are.equal(before, dump())
  os.remove(folder .. "/" .. name)
end

-- It was no bomb after all: the file is read, at little cost.
local function read(name, counts)
  for _, way in ipairs { "", "--in-process" } do
    local result = import(name, way .. " --dry-run")
    traps.has(result.out, counts)
    cheap(result, name)
  end
  os.remove(folder .. "/" .. name)
end

-- A workbook whose part with the rows is made by `change` of the text that it would have.
local small = { { name = "A", rows = { { "unit", "households" }, { "10001", 5000 } } } }
local function changed(name, change, part)
  local format = name:match("%.(%w+)$")
  local parts = workbook.parts(format, small)
  part = workbook.part(parts, part or main[format])
  part[2] = change(part[2])
  workbook.pack(folder .. "/" .. name, parts)
end
-- Plain text in the place of another.
local function put(text, place, other)
  local first, last = text:find(place, 1, true)
  return text:sub(1, first - 1) .. other .. text:sub(last + 1)
end

describe("a workbook", function()
  local row = { xlsx = "<row", ods = "<table:table-row" }
  for _, format in ipairs { "xlsx", "ods" } do
    local name = "f." .. format

    it("unpacks to no more than a sheet holds, declares nothing, lies not deep, has no end of sheets or columns: " .. format, function()
      for _, how in ipairs { "swollen", "entities", "deep", "sheets" } do
        workbook.hostile[how](folder .. "/" .. name)
        refused(name, how)
      end
      workbook.hostile.wide(folder .. "/" .. name)
      refused(name, "wide", 1)
    end)

    it("has no entity that is used 100,000 times: " .. format, function()
      changed(name, function(text)
        text = text:gsub("%?>\n", "?>\n<!DOCTYPE b [<!ENTITY a \"" .. ("a"):rep(100000) .. "\">]>", 1)
        return (text:gsub("households", ("&a;"):rep(100000)))
      end)
      refused(name, "entities")
    end)

    it("may say that it is small: " .. format, function()
      changed(name, function(text) return text .. (" "):rep(100 * MEGABYTE) end)
      local text = support.read(folder .. "/" .. name)
      local size = ("<I4"):pack(#workbook.part(workbook.parts(format, small), main[format])[2] + 100 * MEGABYTE)
      local lies, count = text:gsub(size:gsub("%p", "%%%0"), ("<I4"):pack(10))
      assert(count >= 2, count)
      support.write(folder .. "/" .. name, lies)
      refused(name, "long_tag")
    end)

    it("is no archive of workbooks, nor has an archive for a sheet: " .. format, function()
      workbook.write(folder .. "/inner." .. format, small)
      shell("zip -q %s inner.%s", name, format)
      refused(name, "archive")
      changed(name, function() return support.read(folder .. "/inner." .. format) end)
      refused(name, "no_xml")
    end)

    it("has no cell, tag or comment as long as a book: " .. format, function()
      changed(name, function(text) return put(text, "households", ("a"):rep(60 * MEGABYTE)) end)
      refused(name, "long_cell")
      local list = {}
      for i = 1, 1000000 do list[i] = (' a%d="%d"'):format(i, i) end
      for _, tag in ipairs { row[format] .. table.concat(list), row[format] .. ' a="' .. ("x"):rep(50 * MEGABYTE) .. '"',
        "<!--" .. ("x"):rep(60 * MEGABYTE) .. "-->" .. row[format] } do
        changed(name, function(text) return put(text, row[format], tag) end)
        refused(name, "long_tag")
      end
    end)
  end
end)

describe("an XLSX file", function()
  local OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  local function relate(parts, more)
    local part = workbook.part(parts, "xl/_rels/workbook.xml.rels")
    part[2] = put(part[2], "</Relationships>", more .. "</Relationships>")
  end

  local function rows(parts, text)
    local part = workbook.part(parts, main.xlsx)
    part[2] = put(part[2], "</sheetData>", text .. "</sheetData>")
  end

  it("has no sheets that are all the same part", function()
    local parts = workbook.parts("xlsx", small)
    local sheets, relations = {}, {}
    for i = 1, 900 do
      sheets[i] = ('<sheet name="S%d" sheetId="%d" r:id="r%d"/>'):format(i, i + 1, i)
      relations[i] = ('<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'):format(i, OFFICE)
    end
    local part = workbook.part(parts, "xl/workbook.xml")
    part[2] = put(part[2], "<sheets>", "<sheets>" .. table.concat(sheets))
    relate(parts, table.concat(relations))
    rows(parts, ('<row><c t="inlineStr"><is><t>x</t></is></c></row>'):rep(400000))
    workbook.pack(folder .. "/f.xlsx", parts)
    refused("f.xlsx", "whole")
  end)

  it("may have a cell at the far corner, a size that is a lie, no end of merged cells", function()
    local parts = workbook.parts("xlsx", small)
    rows(parts, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    workbook.pack(folder .. "/f.xlsx", parts)
    read("f.xlsx", "1 accepted")
    changed("f.xlsx", function(text) return put(text, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>') end)
    read("f.xlsx", "1 accepted")
    changed("f.xlsx", function(text)
      return put(text, "</sheetData>", "</sheetData><mergeCells>" .. ('<mergeCell ref="A1:XFD1048576"/>'):rep(100000) .. "</mergeCells>")
    end)
    read("f.xlsx", "1 accepted")
  end)

  it("has no million rows as wide as a sheet, nor rows below the last", function()
    for _, case in ipairs { { ('<row><c r="XFD9"><v>1</v></c></row>'):rep(1000000), "whole_row", 1185 },
      { '<row r="18446744073709551615"><c r="A18446744073709551615"><v>1</v></c></row>', "low" } } do
      local parts = workbook.parts("xlsx", small)
      rows(parts, case[1])
      workbook.pack(folder .. "/f.xlsx", parts)
      refused("f.xlsx", case[2], case[3])
    end
  end)

  local function shared(items)
    local parts = workbook.parts("xlsx", small)
    relate(parts, ('<Relationship Id="sst" Type="%s/sharedStrings" Target="sharedStrings.xml"/>'):format(OFFICE))
    parts[#parts + 1] = { "xl/sharedStrings.xml", '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' ..
      'count="4000000000" uniqueCount="4000000000">' .. items .. "</sst>" }
    return parts
  end

  it("may share a million strings, but none as long as a book", function()
    workbook.pack(folder .. "/f.xlsx", shared(("<si><t>x</t></si>"):rep(1000000)))
    read("f.xlsx", "1 accepted")
    workbook.pack(folder .. "/f.xlsx", shared("<si><t>" .. ("x"):rep(60 * MEGABYTE) .. "</t></si>"))
    refused("f.xlsx", "long_string")
    for _, part in ipairs(shared("")) do write(folder, "p/" .. part[1], part[2]) end
    shell([[cd p && (printf '<sst><si><t>'; head -c 500000000 /dev/zero | tr '\0' x; printf '</t></si></sst>') >xl/sharedStrings.xml &&
      zip -q -1 -r ../f.xlsx . && cd .. && rm -r p]])
    refused("f.xlsx", "long_string")
  end)

  it("uses no long string a million times", function()
    local text = "<si><t>" .. ("x"):rep(MEGABYTE - 10) .. "</t></si>"
    local parts = shared(text)
    rows(parts, ('<row><c t="s"><v>0</v></c></row>'):rep(1000000))
    workbook.pack(folder .. "/f.xlsx", parts)
    refused("f.xlsx", "rows", "xlsx", 71)
    parts = shared(text)
    rows(parts, "<row>" .. ('<c t="s"><v>0</v></c>'):rep(16000) .. "</row>")
    workbook.pack(folder .. "/f.xlsx", parts)
    refused("f.xlsx", "long_row")
  end)
end)

describe("an ODS file", function()
  local function rows(text) changed("f.ods", function(all) return put(all, "</table:table>", text .. "</table:table>") end) end
  local function repeated(lines, cells, value)
    return ('<table:table-row table:number-rows-repeated="%s"><table:table-cell table:number-columns-repeated="%s" %s</table:table-row>')
      :format(lines, cells, value or 'office:value-type="float" office:value="1"/>')
  end

  it("repeats no rows or cells without end", function()
    workbook.hostile.repeated(folder .. "/f.ods")
    refused("f.ods", "repeated")
    rows(repeated(1000, 16000):rep(1000))
    refused("f.ods", "whole_row", 992)
    rows(repeated(1000, 16000, 'office:value-type="string"><text:p>' .. ("x"):rep(100000) .. "</text:p></table:table-cell>"))
    refused("f.ods", "long_row")
    for _, number in ipairs { "4294967296", "18446744073709551616", "99999999999999999999999999999" } do
      rows(repeated(number, number))
      refused("f.ods", "wide", 3)
    end
    rows(repeated(-1, -1))
    read("f.ods", "1 accepted, 0 unchanged, 1 rejected")
  end)

  it("has no blanks without end", function()
    changed("f.ods", function(text) return put(text, "households", '<text:s text:c="2000000000"/>') end)
    refused("f.ods", "long_cell")
    changed("f.ods", function(text) return put(text, "households", ('<text:s text:c="1000"/>'):rep(100000)) end)
    refused("f.ods", "long_cell")
  end)
end)

-- So many of one letter, after and before these texts.
local function long(name, before, letter, after)
  write(folder, "before", before)
  write(folder, "after", after or "")
  shell("(cat before; head -c 300000000 /dev/zero | tr '\\0' '%s'; cat after) >%s", letter, name)
end

describe("JSON", function()
  it("nested 100,000 deep is refused", function()
    for open, byte in pairs { ["["] = 93, ['{"a":'] = 341 } do
      write(folder, "f.json", '[{"unit":"10001","households":' .. open:rep(100000))
      refused("f.json", "json_deep", byte)
    end
    write(folder, "f.json", ("["):rep(100000))
    refused("f.json", "json_deep", 65)
  end)

  it("has no value as long as a book, nor blanks", function()
    long("f.json", '[{"unit":"', "x", '"}]')
    refused("f.json", "json_long", 8)
    long("f.json", '[{"unit":', "1", "}]")
    refused("f.json", "json_long", 8)
    long("f.json", "[", " ", "]")
    refused("f.json", "json_long", 1)
  end)

  it("is not a gigabyte of nothing", function()
    for text, key in pairs { ['[{"unit":"'] = "json_broken", ["["] = "unknown" } do
      write(folder, "f.json", text)
      shell("truncate -s 1G f.json")
      refused("f.json", key)
    end
  end)

  it("has no end of keys", function()
    local list = {}
    for i = 1, 200000 do list[i] = ('"k%d":1'):format(i) end
    write(folder, "f.json", "[{" .. table.concat(list, ",") .. "}]")
    refused("f.json", "json_keys", 169130)
    for i = 1, 1000000 do list[i] = ('{"k%d":1}'):format(i) end
    write(folder, "f.json", "[" .. table.concat(list, ",") .. "]")
    refused("f.json", "json_keys", 201898)
  end)
end)

describe("CSV", function()
  it("is not gigabytes of nothing, whole or on one line", function()
    for size, text in pairs { ["2G"] = headings, ["1G"] = headings .. "10001,2024," } do
      write(folder, "f.csv", text)
      shell("truncate -s %s f.csv", size)
      refused("f.csv", "unknown")
    end
  end)

  it("has no cell or line as long as a book", function()
    local text = "unit,year,households\n10001,2024,"
    long("f.csv", text, "x")
    refused("f.csv", "csv_cell")
    long("f.csv", text .. '"', "\\n")
    refused("f.csv", "csv_quote")
    long("f.csv", text .. "1", ",")
    refused("f.csv", "csv_columns", 2)
    long("f.csv", "", "\\n")
    refused("f.csv", "nothing")
    long("f.csv", text .. "1\n", "\\n")
    read("f.csv", "f.csv: 1 accepted, 0 unchanged, 0 rejected")
  end)

  it("has no 100,001 columns, nor many of them sixty times", function()
    write(folder, "f.csv", "unit,year,households" .. (",x"):rep(100001) .. "\n10001,2024,5\n")
    refused("f.csv", "csv_columns", 1)
    write(folder, "f.csv", "unit,households" .. (","):rep(99000) .. "\n" .. ("10001,5" .. (",x"):rep(99000) .. "\n"):rep(60))
    refused("f.csv", "first_rows")
  end)
end)

describe("a dBase table", function()
  local function table_of(records, head, record, fields)
    return ("<BBBBI4I2I2"):pack(3, 124, 1, 1, records, head, record) .. ("\0"):rep(20) .. fields
  end
  local unit = "UNIT" .. ("\0"):rep(7) .. "C" .. ("\0"):rep(4) .. "\5\0" .. ("\0"):rep(14)
  local fields = unit .. "HOUSEHOLDS\0N" .. ("\0"):rep(4) .. "\5\0" .. ("\0"):rep(14)
  local both = fields .. "\r 10001 5000"

  it("may lie about records, fields and lengths", function()
    for _, case in ipairs { { table_of(0xFFFFFFFF, 97, 11, both), "dbf_cut", 1 }, { table_of(1, 65535, 11, both), "no_dbf" },
      { table_of(1, 0, 11, both), "unknown" }, { table_of(1, 97, 65535, both), "dbf_cut", 0 },
      { table_of(4000000000, 97, 0, both), "unknown" }, { table_of(4000000000, 97, 1, both), "unknown" },
      { table_of(1, 65535, 11, unit:rep(2040)), "no_dbf" } } do
      write(folder, "f.dbf", case[1])
      refused("f.dbf", case[2], case[3])
    end
  end)

  it("is not gigabytes of nothing", function()
    write(folder, "f.dbf", table_of(190000000, 97, 11, both))
    shell("truncate -s 2G f.dbf")
    refused("f.dbf", "dbf_record")
  end)
end)

describe("an SQLite database", function()
  local function database(sql)
    write(folder, "f.sql", sql)
    shell("sqlite3 f.sqlite <f.sql")
  end
  local function view(body) database("CREATE VIEW t AS " .. body .. ";") end

  it("may lie about its pages", function()
    database("CREATE TABLE t(unit, households); INSERT INTO t VALUES('10001', 5);")
    local text = support.read(folder .. "/f.sqlite")
    support.write(folder .. "/f.sqlite", text:sub(1, 28) .. "\xFF\xFF\xFF\xFE" .. text:sub(33))
    refused("f.sqlite", "sqlite_cut")
  end)

  it("has no view that asks without end", function()
    local endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT %s AS unit, 1 AS households FROM c"
    view(endless:format("x"))
    refused("f.sqlite", "rows", "sqlite", 64)
    view(endless:format("count(*)"))
    refused("f.sqlite", "sqlite_work")
    view((endless:gsub("UNION ALL", "UNION"):format("sum(x)")))
    refused("f.sqlite", "sqlite_work")
    view("WITH RECURSIVE c(x, y) AS (SELECT 1, 'a' UNION ALL SELECT x + 1, y || y FROM c) SELECT max(y) AS unit, 1 AS households FROM c")
    refused("f.sqlite", "sqlite_row")
  end)

  it("has no value as long as a book", function()
    database("CREATE TABLE t(unit, households); INSERT INTO t VALUES('10001', zeroblob(500000000));")
    refused("f.sqlite", "sqlite_row")
    for _, value in ipairs { "zeroblob(900000000)", "hex(zeroblob(400000000))",
      "replace(hex(zeroblob(5000)), '0', hex(zeroblob(50000)))" } do
      view("SELECT '10001' AS unit, " .. value .. " AS households")
      refused("f.sqlite", "sqlite_view")
    end
  end)
end)

describe("a workbook of Excel 97", function()
  local function record(kind, data) return ("<I2s2"):pack(kind, data) end
  local sheet = record(0x809, "\0\6\x10\0\0\0\0\0")

  it("uses no long string a million times", function()
    local text = ("x"):rep(8000)
    local shared = record(0xFC, ("<I4I4I2B"):pack(1, 1, #text, 0) .. text)
    local names = record(0x204, ("<I2I2I2I2B"):pack(0, 0, 0, 4, 0) .. "unit") ..
      record(0x204, ("<I2I2I2I2B"):pack(0, 1, 0, 10, 0) .. "households")
    for columns, key in pairs { [256] = "first_rows", [1] = "rows" } do
      local cells = {}
      for i = 0, 65534 do cells[i + 1] = record(0xFD, ("<I2I2I2I4"):pack(i // columns + 1, i % columns, 0, 0)) end
      support.write(folder .. "/f.xls", sheet .. shared .. names .. table.concat(cells) .. record(0x0A, ""))
      refused("f.xls", key, "xls", 152)
    end
  end)

  it("has no sectors in a circle, nor sheets that lie beyond the file", function()
    local good = support.read("tests/files/libreoffice.xls")
    for _, at in ipairs { 44, 48, 60, 68, 76 } do
      support.write(folder .. "/f.xls", good:sub(1, at) .. "\0\0\0\0" .. good:sub(at + 5))
      local result = import("f.xls", "")
      assert.are.equal(3, result.code, result.err)
      assert.are.equal(1, #result.lines, result.err)
      cheap(result, "f.xls")
    end
  end)
end)
