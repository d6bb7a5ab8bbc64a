-- Files without Unicode: TCVN3, VNI and Windows-1258 as bytes, and as the wrong letters that spreadsheets keep of them; UTF-16.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write, has = traps.write, traps.has

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
10001,commune,Xã Phước Hải,58,,
10002,commune,Xã Công Hải,58,,
10003,commune,Xã Lợi Hải,58,,
]]
local facts = [[
facts "commune" {
  households = count { unit = "hộ", name = { vi = "Số hộ dân cư", en = "Households" } },
  ok = yes_no { name = { vi = "Đạt chuẩn nước sạch", en = "Clean water" } },
}
]]
local text = "Tên xã;Số hộ dân cư;Đạt chuẩn nước sạch\nXã Phước Hải;5;Đạt\nXã Công Hải;6;Không đạt\nXã Lợi Hải;7;Chưa đạt\n"

-- The text as bytes: by iconv where it knows the encoding; VNI by letters.
local vni = {
  ["ê"] = "e\xE2", ["ã"] = "a\xF5", ["ố"] = "o\xE1", ["ộ"] = "o\xE4", ["â"] = "a\xE2", ["ư"] = "\xF6", ["Đ"] = "\xD1", ["ạ"] = "a\xEF",
  ["ẩ"] = "a\xE5", ["ớ"] = "\xF4\xF9", ["ả"] = "a\xFB", ["ô"] = "o\xE2", ["đ"] = "\xF1", ["ợ"] = "\xF4\xEF",
}
local folder
local function encoded(encoding, unicode)
  unicode = unicode or text
  if encoding == "VNI" then return (unicode:gsub("[\xC3-\xE1][\x80-\xBF]+", vni)) end
  write(folder, "u.txt", unicode)
  return support.must("iconv -f UTF-8 -t %s '%s/u.txt'", encoding, folder)
end

-- What a spreadsheet shows of the bytes.
local function mojibake(encoding, unicode)
  write(folder, "b.txt", encoded(encoding, unicode))
  return (support.must("iconv -f CP1252 -t UTF-8 '%s/b.txt'", folder))
end

local encodings = { ["TCVN3 (ABC)"] = "TCVN5712-1", VNI = "VNI", ["Windows-1258"] = "CP1258" }

setup(function()
  folder = traps.folder { ["facts.lua"] = facts, ["standard.lua"] = false }
  write(folder, "units.csv", units)
  assert.are.equal(0, traps.chuan(folder, "units units.csv").code)
end)
teardown(function() support.remove(folder) end)
before_each(function() support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder) end)

local function import(name, arguments)
  return traps.chuan(folder, ("import %s --level commune --year 2024 --db d.db %s"):format(name, arguments or ""))
end

local function stored()
  return (support.must("sqlite3 '%s/d.db' 'SELECT u.code, f.households, f.ok FROM fact_commune AS f JOIN unit AS u " ..
    "ON u.id = f.unit_id ORDER BY 1'", folder):gsub("\n", " "))
end
local all = "10001|5|1 10002|6|0 10003|7|0 "

describe("a file without Unicode", function()
  for name, encoding in pairs(encodings) do
    it("of bytes in " .. name .. " is found out, converted and told", function()
      write(folder, "f.csv", encoded(encoding))
      local result = import("f.csv")
      assert.are.equal(0, result.code, result.err)
      assert.are.equal("f.csv: note: the text is in " .. name .. "; it was converted to Unicode", result.lines[1])
      assert.are.equal(1, #result.lines, result.err)
      assert.are.equal(all, stored())
      result = import("f.csv", "--lang vi --dry-run")
      assert.are.equal("f.csv: ghi chú: văn bản dùng bảng mã " .. name .. "; đã chuyển sang Unicode", result.lines[1])
    end)

    it("of letters that a spreadsheet kept of " .. name .. ", too", function()
      local rows = {}
      for line in mojibake(encoding):gmatch("[^\n]+") do
        local row = {}
        for cell in line:gmatch("[^;]+") do row[#row + 1] = tonumber(cell) or cell end
        rows[#rows + 1] = row
      end
      workbook.write(folder .. "/f.xlsx", { { name = "A", rows = rows } })
      local result = import("f.xlsx")
      assert.are.equal(0, result.code, result.err)
      assert.are.equal("f.xlsx: note: the text is in " .. name .. "; it was converted to Unicode", result.lines[1])
      assert.are.equal(all, stored())
      -- Headings in Unicode above, names as they were typed long ago below.
      rows[1] = { "Tên xã", "Số hộ dân cư", "Đạt chuẩn nước sạch" }
      workbook.write(folder .. "/f.xlsx", { { name = "A", rows = rows } })
      result = import("f.xlsx")
      assert.are.equal(0, result.code, result.err)
      assert.are.equal(all, stored())
    end)
  end

  it("can be told what it is in", function()
    write(folder, "f.csv", encoded("TCVN5712-1", "unit;households\nXã Lợi Hải;7\n"))
    assert.are.equal(0, import("f.csv", "--encoding tcvn3").code)
    assert.are.equal("10003|7| ", stored())
  end)

  it("is read as Windows-1252 where nothing speaks for Vietnamese, and that is told", function()
    write(folder, "f.csv", "unit,households,note\n10001,5,Fran\xE7ois Poincar\xE9\n")
    local result = import("f.csv")
    assert.are.equal(0, result.code, result.err)
    has(result.err, "f.csv: warning: the text is not UTF-8 and in no Vietnamese encoding beyond doubt; it was read as Windows-1252; " ..
      "say the encoding if it is another")
    has(import("f.csv", "--lang vi").err, "f.csv: cảnh báo: văn bản không phải UTF-8 và không rõ bảng mã tiếng Việt nào; đã đọc theo " ..
      "Windows-1252; hãy nêu bảng mã nếu là bảng mã khác")
  end)

  it("is left as it is where a word or two is all there is, and that is told", function()
    write(folder, "f.csv", "unit,households,note\n10001,5,Ph­íc\n")
    local result = import("f.csv")
    assert.are.equal(0, result.code, result.err)
    has(result.err, "f.csv: warning: some text may be in TCVN3 (ABC), but there is too little of it to be sure; it was left as it is; " ..
      "say the encoding if that is so")
    has(import("f.csv", "--lang vi").err, "f.csv: cảnh báo: có chữ dường như theo bảng mã TCVN3 (ABC), nhưng quá ít để biết chắc nên " ..
      "được giữ nguyên; nếu đúng, hãy nêu bảng mã")
  end)
end)

describe("a file of Unicode", function()
  it("is never taken for another, composed or not, with names and signs from elsewhere", function()
    write(folder, "f.csv", "unit,households,note\n10001,5,“m²” – 35°C…\n10002,6,Hélène Noël, Café\n" ..
      "Xa\u{303} Lo\u{31B}\u{323}i Ha\u{309}i,7,«Đắk Lắk»\n")
    local result = import("f.csv")
    assert.is_nil(result.err:find("Unicode", 1, true), result.err)
    assert.is_nil(result.err:find("encoding", 1, true), result.err)
  end)

  it("with one bad byte loses one row, and says which", function()
    write(folder, "f.csv", "unit,households,note\n10001,5,Phước Hải\n10002,6,Phước\xFFHải\n10003,7,\n")
    local result = import("f.csv")
    assert.are.equal("f.csv:3:3: column 'note', 'Phước?Hải': the text is not valid UTF-8; save the file as \"CSV UTF-8\" and send it again",
      result.lines[1]:match("f%.csv:3.*") or result.lines[2])
    assert.are.equal("10001|5| 10003|7| ", stored())
  end)

  it("may be UTF-16, as Excel saves \"Unicode text\"", function()
    for _, form in ipairs { "UTF-16LE", "UTF-16BE" } do
      write(folder, "u.txt", "\u{FEFF}" .. text:gsub(";", "\t"))
      support.must("iconv -f UTF-8 -t %s '%s/u.txt' > '%s/f.txt'", form, folder, folder)
      support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder)
      local result = import("f.txt")
      assert.are.equal(0, result.code, result.err)
      assert.are.equal(all, stored())
    end
  end)
end)
