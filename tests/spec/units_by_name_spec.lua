-- Which unit a row means: by code, by name within its parent, by another spelling, by a name that it had before; and what is
-- told where that is not one unit.

local support = require "tests.support"
local traps = require "tests.traps"

local write, has = traps.write, traps.has

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
585,district,Huyện Thuận Bắc,58,,
586,district,Huyện Ninh Phước,58,,
10001,commune,Xã Phước Hải,586,,
10002,commune,Xã Phước Hà,586,,
10003,commune,Xã Bắc Sơn,585,,
10004,commune,Xã Bắc Sơn,586,,
10005,commune,Thị trấn Phước Dân,586,2010-01-01,
10006,commune,Phường 1,586,,
00107,commune,Xã Mỹ Sơn,585,,
10008,commune,Xã Lợi Hải,585,,2023-12-31
10008,commune,Xã Lợi Hải Mới,585,2024-01-01,
10010,commune,Xã Cũ Một,585,,2023-12-31
10011,commune,Xã Cũ Hai,585,,2023-12-31
10012,commune,Xã Hợp Nhất,585,2024-01-01,
10013,commune,Xã Đổi Tên,585,,2023-12-31
10014,commune,Xã Tên Mới,585,2024-01-01,
10020,commune,Xã Tái Dùng,585,,2009-12-31
10020,commune,Xã Khác Hẳn,586,2015-01-01,
]]
local successions = "from,to,on,share\n10010,10012,2024-01-01,\n10011,10012,2024-01-01,\n10013,10014,2024-01-01,\n"

local folder
setup(function()
  folder = traps.folder()
  write(folder, "units.csv", units)
  write(folder, "successions.csv", successions)
  local result = traps.chuan(folder, "units units.csv")
  assert.are.equal(0, result.code, result.err)
  result = traps.chuan(folder, "successions successions.csv")
  assert.are.equal(0, result.code, result.err)
end)
teardown(function() support.remove(folder) end)

local function import(text, language, year)
  support.must("cp '%s/chuan.db' '%s/d.db'", folder, folder)
  write(folder, "f.csv", text)
  return traps.chuan(folder, ("import f.csv --level commune --year %d --db d.db --lang %s"):format(year or 2024, language or "en"))
end

-- The code of the unit that a row was stored for; else what is said of it.
local function taken(text, year)
  local result = import(text, nil, year)
  if result.code ~= 0 then return result.lines[1] end
  return (support.must("sqlite3 '%s/d.db' 'SELECT u.code FROM fact_commune AS f JOIN unit AS u ON u.id = f.unit_id'", folder)
    :gsub("%s+$", ""):gsub("\n", " "))
end

local function refused(text, english, vietnamese, year)
  local result = import(text, "en", year)
  assert.are.equal(1, result.code, result.err)
  assert.are.equal(english, result.lines[1])
  result = import(text, "vi", year)
  assert.are.equal(vietnamese, result.lines[1])
end

describe("a row names its unit", function()
  it("by its code, as text, as a number, with its zeros lost", function()
    for _, code in ipairs { "10001", "10001.0", "'10001", " 10001 " } do
      assert.are.equal("10001", taken("unit,households\n" .. code .. ",5\n"), code)
    end
    for _, code in ipairs { "00107", "107", "107.0", "0107" } do
      assert.are.equal("00107", taken("unit,households\n" .. code .. ",5\n"), code)
    end
  end)

  it("by its name, whatever the spelling, in a column for either", function()
    for _, name in ipairs { "Xã Phước Hải", "xã phước hải", "XÃ PHƯỚC HẢI", "Xa\u{303} Phu\u{31B}o\u{31B}\u{301}c Ha\u{309}i",
      "Phước Hải", "X. Phước Hải", "x.Phuoc Hai", "Xa Phuoc Hai", "Phuoc Hai commune" } do
      assert.are.equal("10001", taken("unit,households\n" .. name .. ",5\n"), name)
      assert.are.equal("10001", taken("Tên xã,households\n" .. name .. ",5\n"), name)
    end
    for _, name in ipairs { "Phường 1", "P.1", "P1", "phường 01", "P. 01" } do
      assert.are.equal("10006", taken("unit,households\n" .. name .. ",5\n"), name)
    end
    for _, name in ipairs { "TT Phước Dân", "TT. Phước Dân", "Phước Dân", "thị trấn Phuoc Dan" } do
      assert.are.equal("10005", taken("unit,households\n" .. name .. ",5\n"), name)
    end
    for _, name in ipairs { "Xã Mĩ Sơn", "Mỹ Sơn" } do assert.are.equal("00107", taken("unit,households\n" .. name .. ",5\n"), name) end
    assert.are.equal("10001", taken("unit,households\n10001 - Xã Phước Hải,5\n"))
    assert.are.equal("10001", taken("unit,households\n10001 – Xã Phước Hải,5\n"))
    assert.are.equal("10001", taken("unit,households\nXã Phước Hải (10001),5\n"))
  end)

  it("by the exact name before one that is only like it", function()
    assert.are.equal("10002", taken("unit,households\nXã Phước Hà,5\n"))
    assert.are.equal("10002", taken("unit,households\nPhước Hà,5\n"))
    assert.are.equal("10002", taken("unit,households\nPhuoc Ha,5\n"))
  end)

  it("within what it belongs to: a column, or a heading between the rows", function()
    assert.are.equal("10003", taken("Tên xã,Huyện,households\nXã Bắc Sơn,Huyện Thuận Bắc,5\n"))
    assert.are.equal("10004", taken("Tên xã,Huyện,households\nXã Bắc Sơn,H. Ninh Phước,5\n"))
    assert.are.equal("10004", taken("Tên xã,Huyện,households\nBắc Sơn,ninh phuoc,5\n"))
    assert.are.equal("10003", taken("Tên xã,Huyện,households\nBắc Sơn,585,5\n"))
    assert.are.equal("10003 10004", taken("Tên xã,households\nI. Huyện Thuận Bắc,\nXã Bắc Sơn,5\nII. Huyện Ninh Phước,\nXã Bắc Sơn,6\n"))
    refused("Tên xã,households\nXã Bắc Sơn,5\n",
      "f.csv:2:1: column 'Tên xã', 'Xã Bắc Sơn': this may be 10003 Xã Bắc Sơn (Huyện Thuận Bắc) or 10004 Xã Bắc Sơn (Huyện Ninh " ..
      "Phước); write the code, or what it belongs to in a column of its own",
      "f.csv:2:1: cột 'Tên xã', 'Xã Bắc Sơn': có thể là 10003 Xã Bắc Sơn (Huyện Thuận Bắc) hoặc 10004 Xã Bắc Sơn (Huyện Ninh " ..
      "Phước); hãy ghi mã, hoặc thêm cột ghi đơn vị cấp trên")
    refused("Tên xã,Huyện,households\nXã Phước Hải,Huyện Thuận Bắc,5\n",
      "f.csv:2:1: column 'Tên xã', 'Xã Phước Hải': no unit of level commune in 'Huyện Thuận Bắc' is called 'Xã Phước Hải' in 2024; " ..
      "did you mean 10001 Xã Phước Hải (Huyện Ninh Phước), 10002 Xã Phước Hà (Huyện Ninh Phước) or 10005 Thị trấn Phước Dân (Huyện " ..
      "Ninh Phước)? Write the code",
      "f.csv:2:1: cột 'Tên xã', 'Xã Phước Hải': không có đơn vị cấp commune nào thuộc “Huyện Thuận Bắc” tên “Xã Phước Hải” trong " ..
      "năm 2024; có phải 10001 Xã Phước Hải (Huyện Ninh Phước), 10002 Xã Phước Hà (Huyện Ninh Phước) hoặc 10005 Thị trấn Phước Dân " ..
      "(Huyện Ninh Phước) không? Hãy ghi mã")
  end)

  it("by a name that it had before, when nothing else became part of it", function()
    assert.are.equal("10014", taken("unit,households\nXã Đổi Tên,5\n"))
    assert.are.equal("10013", taken("unit,households\nXã Đổi Tên,5\n", 2023))
    assert.are.equal("10008", taken("unit,households\nXã Lợi Hải,5\n"))
    assert.are.equal("10014", taken("unit,Tên xã,households\n10014,Xã Tên Mới,5\n"))
    refused("unit,households\nXã Cũ Một,5\n",
      "f.csv:2:1: column 'unit', 'Xã Cũ Một': 10010 Xã Cũ Một stood until 2023-12-31 and became part of 10012 Xã Hợp Nhất (Huyện " ..
      "Thuận Bắc), as others did; write the figures of the unit as a whole, under its code",
      "f.csv:2:1: cột 'unit', 'Xã Cũ Một': 10010 Xã Cũ Một chỉ tồn tại đến 2023-12-31 rồi nhập cùng đơn vị khác thành 10012 Xã Hợp " ..
      "Nhất (Huyện Thuận Bắc); hãy ghi số liệu của cả đơn vị mới theo mã mới")
  end)

  it("by nothing that anybody is called, with the nearest candidates", function()
    refused("unit,households\nXã Phức Hảy,5\n",
      "f.csv:2:1: column 'unit', 'Xã Phức Hảy': no unit of level commune is called 'Xã Phức Hảy' in 2024; did you mean 10001 Xã " ..
      "Phước Hải (Huyện Ninh Phước) or 10002 Xã Phước Hà (Huyện Ninh Phước)? Write the code",
      "f.csv:2:1: cột 'unit', 'Xã Phức Hảy': không có đơn vị cấp commune nào tên “Xã Phức Hảy” trong năm 2024; có phải 10001 Xã " ..
      "Phước Hải (Huyện Ninh Phước) hoặc 10002 Xã Phước Hà (Huyện Ninh Phước) không? Hãy ghi mã")
    refused("unit,households\nXã Vĩnh Quang,5\n",
      "f.csv:2:1: column 'unit', 'Xã Vĩnh Quang': no unit of level commune is called 'Xã Vĩnh Quang' in 2024; write its code, or " ..
      "its name as `chuan units` lists it",
      "f.csv:2:1: cột 'unit', 'Xã Vĩnh Quang': không có đơn vị cấp commune nào tên “Xã Vĩnh Quang” trong năm 2024; hãy ghi mã, hoặc " ..
      "ghi đúng tên trong danh sách đơn vị")
    refused("unit,households\n10091,5\n",
      "f.csv:2:1: column 'unit', '10091': no unit of level commune has the code 10091; did you mean 10001 (Xã Phước Hải)?",
      "f.csv:2:1: cột 'unit', '10091': không có đơn vị cấp commune mang mã 10091; có phải 10001 (Xã Phước Hải) không?")
    -- A commune is no ward: what is called so has another kind.
    has(import("unit,households\nPhường Phước Hải,5\n").err, "did you mean 10001 Xã Phước Hải (Huyện Ninh Phước)")
  end)

  it("by a code and a name that agree, or not at all", function()
    assert.are.equal("10001", taken("unit,Tên xã,households\n10001,Xã Phước Hải,5\n"))
    assert.are.equal("10001", taken("unit,Tên xã,households\n10001,PHUOC HAI,5\n"))
    assert.are.equal("10001", taken("unit,Tên xã,households\n10001,Xã Phức Hải,5\n"))
    assert.are.equal("10001", taken("unit,Tên xã,households\n,Xã Phước Hải,5\n"))
    refused("unit,Tên xã,households\n10001,Xã Phước Hà,5\n",
      "f.csv:2:2: column 'Tên xã', 'Xã Phước Hà': the code 10001 is Xã Phước Hải, the row says Xã Phước Hà, which is 10002; correct " ..
      "one of the two",
      "f.csv:2:2: cột 'Tên xã', 'Xã Phước Hà': mã 10001 là Xã Phước Hải, dòng này ghi Xã Phước Hà, có mã 10002; hãy sửa một trong hai")
    refused("unit,Tên xã,households\n10001,Xã Vĩnh Quang,5\n",
      "f.csv:2:2: column 'Tên xã', 'Xã Vĩnh Quang': the code 10001 is Xã Phước Hải, the row says Xã Vĩnh Quang; correct one of the two",
      "f.csv:2:2: cột 'Tên xã', 'Xã Vĩnh Quang': mã 10001 là Xã Phước Hải, dòng này ghi Xã Vĩnh Quang; hãy sửa một trong hai")
    -- A code that another unit has now.
    refused("unit,Tên xã,households\n10020,Xã Tái Dùng,5\n",
      "f.csv:2:2: column 'Tên xã', 'Xã Tái Dùng': the code 10020 is Xã Khác Hẳn; Xã Tái Dùng had it from … to 2009-12-31; correct " ..
      "the code, the name or the year",
      "f.csv:2:2: cột 'Tên xã', 'Xã Tái Dùng': mã 10020 là Xã Khác Hẳn; Xã Tái Dùng mang mã này từ … đến 2009-12-31; hãy sửa mã, tên " ..
      "hoặc năm")
    assert.are.equal("10020", taken("unit,Tên xã,households\n10020,Xã Tái Dùng,5\n", 2005))
    refused("unit,households\n10001 - Xã Bắc Sơn,5\n",
      "f.csv:2:1: column 'unit', '10001 - Xã Bắc Sơn': the code 10001 is Xã Phước Hải, the row says Xã Bắc Sơn, which is 10003; " ..
      "correct one of the two",
      "f.csv:2:1: cột 'unit', '10001 - Xã Bắc Sơn': mã 10001 là Xã Phước Hải, dòng này ghi Xã Bắc Sơn, có mã 10003; hãy sửa một " ..
      "trong hai")
  end)

  it("and what was not written exactly is told once, at the end", function()
    local text = "unit,households\nPhuoc Hai,5\nXã Đổi Tên,6\nXã Phước Hà,7\n"
    assert.are.equal("f.csv: note: 2 rows were taken by another spelling of their unit, or by a name that it had before: 'Phuoc Hai' " ..
      "is 10001 Xã Phước Hải; 'Xã Đổi Tên' is 10014 Xã Tên Mới; check them", import(text).lines[1])
    assert.are.equal("f.csv: ghi chú: 2 dòng ghi tên đơn vị theo cách viết khác hoặc tên cũ: “Phuoc Hai” là 10001 Xã Phước Hải; " ..
      "“Xã Đổi Tên” là 10014 Xã Tên Mới; hãy kiểm tra", import(text, "vi").lines[1])
    assert.are.equal(0, #import("unit,households\nXã Phước Hải,5\n10002,6\n").lines)
  end)
end)
