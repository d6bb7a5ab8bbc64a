-- Tables as offices send them: titles above, headings of several rows, merged cells, rows of column numbers, groups and
-- totals between the figures, several sheets, hidden ones. What is read is what was meant, and what is not is told.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write, read, has, fails = traps.write, traps.read, traps.has, traps.fails

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
581,district,Huyện Thuận Bắc,58,,
582,district,Huyện Ninh Phước,58,,
10001,commune,Xã Ân Bình,581,,
10002,commune,Xã Công Hải,581,,
10003,commune,Xã Phước Hải,582,,
10004,commune,Xã An Hải,582,,
]]
local facts = [[
facts "commune" {
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  poor = count { unit = "hộ", part_of = "households", name = { vi = "Hộ nghèo", en = "Poor households" } },
  water = count { unit = "hộ", part_of = "households", name = { vi = "Hộ dùng nước sạch", en = "Clean water" } },
  population = count { unit = "người", name = { vi = "Dân số", en = "Population" } },
  income = amount { unit = "triệu đồng/người/năm", places = 2, name = { vi = "Thu nhập bình quân", en = "Income" } },
  roads = amount { unit = "km", places = 2, name = { vi = "Đường xã", en = "Roads" } },
  satisfied = amount { unit = "%", places = 1, min = 0, max = 100, name = { vi = "Tỷ lệ hài lòng", en = "Satisfied" } },
}
]]

local folder, ready
local function chuan(arguments, before) return traps.chuan(folder, arguments, before) end

setup(function()
  folder = traps.folder { ["facts.lua"] = facts }
  write(folder, "units.csv", units)
  local result = chuan("units units.csv")
  assert.are.equal(0, result.code, result.err)
  ready = folder
end)
teardown(function() support.remove(ready) end)
before_each(function()
  folder = support.folder()
  support.must("cp -r '%s/.' '%s'", ready, folder)
end)
after_each(function() support.remove(folder) end)

local function import(name, arguments)
  return chuan(("import %s --level commune %s"):format(name, arguments or ""))
end

local function must_import(name, counts, arguments)
  local result = import(name, arguments)
  assert.are.equal(0, result.code, result.err .. result.out)
  has(result.out, counts)
  return result
end

-- The stored figures as "code year: a|b|c".
local function stored(columns)
  return (support.must("sqlite3 '%s/chuan.db' 'SELECT u.code || \" \" || f.year || \": \" || %s FROM fact_commune f " ..
    "JOIN unit_dated u ON u.id = f.unit_id ORDER BY u.code, f.year'", folder,
    "coalesce(" .. columns:gsub(",", ",\"\") || \"|\" || coalesce(") .. ",\"\")"):gsub("%s+$", ""))
end

local messy = [[
UBND TỈNH THỬ,,,,,,,
BIỂU 01: TỔNG HỢP NĂM 2024,,,,,,,
(Kèm theo Báo cáo ngày 5 tháng 3 năm 2025),,,,,,,
STT,Tên xã,Mã xã,Hộ gia đình,,Dân số,Thu nhập bình quân,Ghi chú
,,,Số hộ,Hộ nghèo,,(nghìn đồng/người/năm),
A,B,C,1,2,3,4,5
I,Huyện Thuận Bắc,,,,,,
1,Xã Ân Bình,10001,1200,100,5000,46500,
2,Xã Công Hải,10002,1300,90,5100,47250,
,Cộng huyện Thuận Bắc,,2500,190,10100,,
II,Huyện Ninh Phước,,,,,,
3,Xã Phước Hải,10003,1000,200,5000,50000,
STT,Tên xã,Mã xã,Hộ gia đình,,Dân số,Thu nhập bình quân,Ghi chú
4,Xã An Hải,10004,1000,20,5000,50010,
,TỔNG CỘNG,,4500,410,20100,,
,,,,,,,
,"Nơi ấy, ngày 5 tháng 3 năm 2025",,,,,,
,NGƯỜI LẬP BIỂU,,,,,,
]]

describe("headings", function()
  it("are found below titles, over two rows, above column numbers; the year in the title is told", function()
    write(folder, "f.csv", messy)
    local result = must_import("f.csv", "4 accepted")
    assert.are.equal("10001 2024: 1200|100|5000|4650\n10002 2024: 1300|90|5100|4725\n10003 2024: 1000|200|5000|5000",
      stored("households,poor,population,income"):match("^(.*)\n10004"))
    has(result.err, "f.csv:2: note: the year 2024 is taken from the title 'BIỂU 01: TỔNG HỢP NĂM 2024'")
    has(result.err, "nghìn đồng/người/năm; its figures are read as triệu đồng/người/năm, each times 1/1000")
    has(result.err, "rows that are about no unit were passed over: totals 10, 15; groups 7, 11; headings again 13")
    has(result.err, "remarks 17–18")
  end)

  it("a figure that its unit cannot hold exactly is refused with the reason", function()
    write(folder, "f.csv", (messy:gsub("50010", "50000.5")))
    local result = import("f.csv")
    assert.are.equal(1, result.code)
    has(result.out, "3 accepted, 0 unchanged, 1 rejected")
    has(result.err, "f.csv:14:7: column 'Thu nhập bình quân / (nghìn đồng/người/năm)', '50000.5': converted")
  end)

  it("of three rows, saved as CSV with empty cells, are put together", function()
    write(folder, "f.csv", "Mã xã,Năm,Chỉ tiêu,,,\n,,Hộ,,Thông tin chung,\n,,Số hộ,Hộ nghèo,Dân số,Đường xã (m)\n" ..
      "10001,2024,10,5,40,12500\n")
    local result = must_import("f.csv", "1 accepted")
    assert.are.equal("10001 2024: 10|5|40|1250", stored("households,poor,population,roads"))
    has(result.err, "column 'Chỉ tiêu / Thông tin chung / Đường xã (m)' is in m; its figures are read as km, each times 1/1000")
  end)

  it("match by their last row only when no other column has it, and the rows above say nothing else", function()
    write(folder, "f.csv", "Mã xã,Năm,Hộ gia đình,,2. Giao thông,Năm trước,,Điện,Dân cư\n" ..
      ",,Số hộ,Hộ nghèo,Đường xã,Dân số,Hộ dùng nước sạch,Tỷ lệ hài lòng,Số hộ\n10001,2024,10,4,1.5,40,9,8,7\n")
    local result = must_import("f.csv", "1 accepted")
    assert.are.equal("10001 2024: |4||150|80", stored("households,poor,population,roads,satisfied"))
    has(result.err, "column 'Hộ gia đình / Số hộ' is not a fact")
    has(result.err, "column 'Năm trước / Dân số' is not a fact")
    has(result.err, "column 'Dân cư / Số hộ' is not a fact")
    has(result.err, "read by the last row of the heading: 'Hộ gia đình / Hộ nghèo' = poor, '2. Giao thông / Đường xã' = roads, " ..
      "'Điện / Tỷ lệ hài lòng' = satisfied; if one is something else, use a mapping")
  end)

  it("are not all households where poor ones stand above, whichever row the units are named in", function()
    write(folder, "f.csv", "Tên xã,Dân số,Hộ nghèo,,Điện\n,,Số hộ,Tỷ lệ (%),Số hộ đủ\nXã Ân Bình,40,3,1.5,9\n")
    write(folder, "g.csv", "BIỂU 2,,,\n,,Hộ nghèo,\nMã xã,Dân số,Số hộ,Tỷ lệ\n10001,40,3,1.5\n")
    local merged = { name = "A", rows = { { nil, nil, "Hộ nghèo", nil, "Ghi chú" }, { "Mã xã", "Dân số", "Tỷ lệ", "Số hộ" },
      { "10001", 40, 1.5, 3 } }, merges = { "E1:E2" } }
    workbook.write(folder .. "/h.xlsx", { merged })
    for _, name in ipairs { "f.csv", "g.csv", "h.xlsx" } do
      local result = must_import(name, name == "f.csv" and "1 accepted" or "1 unchanged", "--year 2024")
      has(result.err, "column 'Hộ nghèo / Số hộ' is not a fact")
      assert.are.equal("10001 2024: |40", stored("households,population"))
    end
  end)

  it("mean something else with a sign or other diacritics; and a year below something else is of that", function()
    write(folder, "f.csv", "Tên xã,Số hộ %,Dân số +/-,Đường xá,Hoàn thành,Ho ngheo\n,,,,Năm,\nXã Ân Bình,3,4,5.5,2019,6\n")
    local result = must_import("f.csv", "1 accepted", "--year 2024")
    assert.are.equal("10001 2024: |||6", stored("households,population,roads,poor"))
    for _, heading in ipairs { "Số hộ %", "Dân số +/-", "Đường xá", "Hoàn thành / Năm" } do
      has(result.err, "column '" .. heading .. "' is not a fact")
    end
  end)

  it("in a unit of measure that cannot be made the fact's are not read", function()
    write(folder, "f.csv", "Mã xã,Năm,Số hộ (%),Dân số (nghìn người)\n10001,2024,10,1.25\n")
    local result = must_import("f.csv", "1 accepted")
    assert.are.equal("10001 2024: |1250", stored("households,population"))
    has(result.err, "column 'Số hộ (%)' is in %, which cannot be made hộ, the unit of households; it is not read")
  end)

  it("shortened as officers do are understood", function()
    write(folder, "f.csv", "Mã xã,Năm,HN,TNBQ\n10001,2024,10,46.5\n")
    must_import("f.csv", "1 accepted")
    assert.are.equal("10001 2024: 10|4650", stored("poor,income"))
  end)

  it("with units of measure in a row of their own", function()
    write(folder, "f.csv", "Mã xã,Năm,Số hộ,Đường xã\nĐVT,,hộ,m\n10001,2024,10,2500\n")
    write(folder, "g.csv", "Mã xã,Năm,Số hộ,Đường xã\n,,hộ,m\n10001,2023,10,2500\n")
    must_import("g.csv", "1 accepted")
    assert.are.equal("10001 2023: 10|250", stored("households,roads"))
    local result = import("f.csv")
    assert.is_true(result.code == 0 or result.code == 1, result.err)
    has(stored("households"), "10001 2024: 10")
  end)

  it("with the year of a plan, or of half a year, in the title ask which year it is", function()
    for _, title in ipairs { "Kế hoạch phát triển năm 2025", "Số liệu 6 tháng đầu năm 2024" } do
      write(folder, "f.csv", title .. "\nMã xã,Số hộ\n10001,5\n")
      fails(import("f.csv"), 3, "no column 'year' and no year given")
    end
    write(folder, "f.csv", "Kết quả thực hiện kế hoạch năm 2024\nMã xã,Số hộ\n10001,5\n")
    must_import("f.csv", "1 accepted")
  end)

  it("that match nothing are listed, with what to do", function()
    write(folder, "f.csv", "a,b,c\n1,2,3\n")
    fails(import("f.csv"), 3, "'a', 'b', 'c'", "--suggest")
  end)

  it("say the year of the rules, too", function()
    write(folder, "f.csv", messy)
    write(folder, "g.csv", "Mã xã,Số hộ\n10001,5\n")
    assert.are.equal(0, import("f.csv").code)
    fails(import("g.csv"), 3, "no column 'year'")
    must_import("g.csv", "1 accepted", "--year 2022")
    has(stored("households"), "10001 2022: 5\n")
  end)
end)

describe("rows that are no units", function()
  it("name the parent of the units that follow", function()
    write(folder, "f.csv", "Tên xã,Năm,Số hộ\nI. Huyện Thuận Bắc,,\nCông Hải,2024,7\nII. Huyện Ninh Phước,,\nAn Hải,2024,8\n")
    local result = must_import("f.csv", "2 accepted")
    assert.are.equal("10002 2024: 7\n10004 2024: 8", stored("households"))
    has(result.err, "groups 2, 4")
  end)

  it("are not those of a unit with something wrong in its row, or of none that is known", function()
    write(folder, "f.csv", "Huyện,Tên xã,Năm,Số hộ\nHuyện Thuận Bắc,Xã Công Hải,2024,7a\nHuyện Thuận Bắc,Xã Không Có,2024,5\n" ..
      "Huyện Thuận Bắc,,2024,5\nHuyện Thuận Bắc,,,\n,Cộng Hòa,2024,8\n,Cộng huyện Thuận Bắc,2024,8\n")
    local result = import("f.csv")
    has(result.out, "0 accepted, 0 unchanged, 4 rejected")
    has(result.err, "2 rows that are about no unit were passed over: totals 7; groups 5")
  end)

  it("are not units with a name like a total", function()
    write(folder, "f.csv", "Tên xã,Năm,Số hộ\nXã Công Hãi 2,2024,7\nCộng,,7\n")
    local result = import("f.csv")
    has(result.out .. result.err, "1 rejected")
    has(result.err, "totals 3")
  end)
end)

describe("a workbook", function()
  local head = { "Mã xã", "Tên xã", "Năm", "Số hộ" }

  it("has merged headings over several rows", function()
    workbook.write(folder .. "/f.xlsx", { { name = "Biểu 1",
      merges = { "A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4" },
      rows = {
        { "BIỂU TỔNG HỢP NĂM 2024" }, {},
        { "STT", "Mã xã", "Tên xã", "Hộ", nil, "Đường xã (km)" }, { nil, nil, nil, "Số hộ", "Hộ nghèo" },
        { "(1)", "(2)", "(3)", "(4)", "(5)", "(6)" },
        { 1, "10001", "Xã Ân Bình", 100, 10, 1.25 }, { 2, "10002", "Xã Công Hải", 200, 20, 2.5 },
        { nil, nil, "Tổng cộng", 300, 30, 3.75 } } } })
    local result = must_import("f.xlsx", "2 accepted")
    assert.are.equal("10001 2024: 100|10|125\n10002 2024: 200|20|250", stored("households,poor,roads"))
    has(result.err, "totals 8")
    local sheets = chuan("import f.xlsx --level commune --sheets").out
    has(sheets, "Biểu 1")
    has(sheets, "3–4")
  end)

  it("of one sheet that fits is read there, and the others are named", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Bìa", rows = { { "BÁO CÁO" }, { "Kính gửi", "Sở" } } },
      { name = "Số liệu", rows = { head, { "10001", "Xã Ân Bình", 2024, 5 } } },
      { name = "Nháp", hidden = true, rows = { head, { "10002", "Xã Công Hải", 2024, 6 } } } })
    local result = must_import("f.xlsx", "1 accepted")
    has(result.err, "sheet 'Bìa' is not read")
    has(result.err, "sheet 'Nháp' is hidden")
    assert.are.equal("10001 2024: 5", stored("households"))
    must_import("f.xlsx", "1 accepted", "--sheet Nháp")
    assert.are.equal("10001 2024: 5\n10002 2024: 6", stored("households"))
    fails(import("f.xlsx", "--sheet Khác"), 2, "Khác", "Số liệu")
  end)

  it("of several that fit asks which", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "A", rows = { head, { "10001", "Xã Ân Bình", 2024, 5 } } },
      { name = "B", rows = { head, { "10002", "Xã Công Hải", 2024, 6 } } } })
    fails(import("f.xlsx"), 3, "'A', 'B'", "--sheet")
    must_import("f.xlsx", "1 accepted", "--sheet B")
    assert.are.equal("10002 2024: 6", stored("households"))
  end)

  it("whose fitting sheet is hidden is not read unless somebody says so", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Bìa", rows = { { "a", "b" } } }, { name = "Khác", rows = { { "c", "d" } } },
      { name = "Nháp", hidden = true, rows = { head, { "10002", "Xã Công Hải", 2024, 6 } } } })
    fails(import("f.xlsx"), 3, "the hidden sheet 'Nháp'", "--sheet")
  end)

  it("of several sheets with rows of ids is one import", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "1. Hộ", hidden_rows = { [2] = true }, rows = { { "Mã", "Năm", "Số hộ", "Hộ nghèo" },
        { "unit", "year", "households", "poor" }, { "10001", 2024, 100, 10 }, { "10002", 2024, 200, 300 } } },
      { name = "2. Đường", hidden_rows = { [2] = true }, rows = { { "Mã", "Năm", "Đường xã", nil }, { "unit", "year", "roads", nil },
        { "10001", 2024, 1.5, "năm trước" }, { "10002", 2024, 2.5, nil } } } })
    local result = import("f.xlsx", "--rejects r.csv")
    assert.are.equal(1, result.code, result.err)
    has(result.out .. result.err, "1 rejected")
    has(result.err, "sheet '1. Hộ', column 'Hộ nghèo', '300'")
    assert.are.equal("10001 2024: 100|10|150\n10002 2024: ||250", stored("households,poor,roads"))
    local rejects = read(folder, "r.csv")
    has(rejects, "unit,year,households,poor,roads,sheet,reason\n10002,2024,200,300,,1. Hộ,")
    write(folder, "r2.csv", (rejects:gsub("300", "30")))
    must_import("r2.csv", "1 ")
    assert.are.equal("10001 2024: 100|10|150\n10002 2024: 200|30|250", stored("households,poor,roads"))
    assert.are.equal("1\n", support.must("sqlite3 '%s/chuan.db' \"SELECT count(*) FROM import WHERE file LIKE '%%xlsx'\"", folder))
  end)

  it("with a fact on two sheets is refused, naming both", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "A", rows = { { "unit", "year", "households" }, { "10001", 2024, 5 } } },
      { name = "B", rows = { { "unit", "year", "households" }, { "10002", 2024, 6 } } } })
    fails(import("f.xlsx"), 3, "households is on sheet 'A' and on sheet 'B'")
  end)
end)

describe("rejected rows", function()
  it("come in the shape of the table, with what its titles and groups said, and complete the set", function()
    write(folder, "f.csv", "BIỂU NĂM 2024;;\nTên xã;Hộ;\n;Số hộ;Hộ nghèo\nI. Huyện Thuận Bắc;;\nCông Hải;5x;1\nÂn Bình;7;1\n")
    local result = import("f.csv", "--rejects r.csv")
    assert.are.equal(1, result.code, result.err)
    local rejects = read(folder, "r.csv")
    assert.are.equal("\xEF\xBB\xBFTên xã;Hộ / Số hộ;Hộ / Hộ nghèo;year;parent;reason", rejects:match("^[^\n]*"))
    has(rejects, "\nCông Hải;5x;1;2024;Huyện Thuận Bắc;")
    write(folder, "r2.csv", (rejects:gsub("5x", "5")))
    must_import("r2.csv", "1 accepted")
    assert.are.equal("10001 2024: 7|1\n10002 2024: 5|1", stored("households,poor"))
    must_import("r2.csv", "0 accepted, 1 unchanged")
    result = import("f.csv")
    has(result.out, "0 accepted, 1 unchanged, 1 rejected")
  end)

  it("have a reason in Vietnamese where the person reads that", function()
    write(folder, "f.csv", "unit,year,households\n10001,2024,5x\n")
    import("f.csv", "--rejects r.csv --lang vi")
    has(read(folder, "r.csv"), "unit,year,households,Lý do bị loại\n")
    assert.are.equal(1, import("r.csv", "--rejects r3.csv").code)
    has(read(folder, "r3.csv"), "unit,year,households,reason\n")
    assert.are.equal(1, import("f.csv", "--rejects r.csv --lang vi").code) -- an older list is replaced
  end)

  it("keep a spreadsheet's numbers what they are", function()
    workbook.write(folder .. "/f.xlsx", { { name = "A", rows = { { "Mã xã", "Năm", "Số hộ", "Đường xã", "Thu nhập bình quân" },
      { "10001", 2024, "?x", 1.25, 46.125 } } } })
    import("f.xlsx", "--rejects r.csv")
    local rejects = read(folder, "r.csv")
    has(rejects, "10001,2024,?x,1.25,46.1250,")
  end)
end)
