-- The workbook to fill in: what is on which sheet, what the cells take, what is locked, what is told about a figure, what
-- the year before said, and that nobody's filled-in form is ever written over.

local support = require "tests.support"
local form_book = require "tests.form_book"

local rules = [[
period { id = "a", first_year = 2021, last_year = 2025, name = { vi = "Giai đoạn thử", en = "Trial period" } }
document { id = "12/QĐ-TTg", date = "2022-01-01" }
names { north = { vi = "Miền núi, vùng cao", en = "Mountains" }, south = { vi = "Đồng bằng", en = "Plain" } }
facts "commune" {
  region = choice { "north", "south", name = { vi = "Vùng", en = "Region" } },
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  poor = count { unit = "hộ", part_of = "households", name = { vi = "Hộ nghèo", en = "Poor households" } },
  schools = count { unit = "trường", max = 50, name = { vi = "Số trường", en = "Schools" } },
  good_schools = count { unit = "trường", part_of = "schools", name = { vi = "Trường đạt chuẩn", en = "Good schools" } },
  income = amount { unit = "triệu đồng/người/năm", places = 2, name = { vi = "Thu nhập", en = "Income" } },
  balance = amount { unit = "ha", places = 3, min = -5, max = 7.5, name = { vi = "Tăng giảm", en = "Balance" } },
  planned = yes_no { name = { vi = "Có quy hoạch", en = "Has a plan" } },
  unread = count { name = { vi = "Không ai hỏi & <để đó>", en = "Asked by nobody" } },
}
standard { id = "s", level = "commune", name = "Xã đạt chuẩn", source = law { "12/QĐ-TTg" },
  test = all { every_criterion(), at_least(income, 10) } }
criterion { of = "s", id = "1", name = "Hộ và nghèo", source = law { "12/QĐ-TTg", item = "I.1" },
  indicator { id = "1.1", name = "Tỷ lệ hộ nghèo", value = share(poor, households), at_most = by(region, { north = 10, otherwise = 5 }) },
  indicator { id = "1.2", name = "Số hộ đủ lớn", value = households, at_least = 100 } }
criterion { of = "s", id = "2", name = "Trường: học / đất [đai] *? và những thứ khác nữa",
  indicator { id = "2.1", name = "Trường đạt chuẩn", value = share(good_schools, schools), at_least = 80 },
  indicator { id = "2.2", name = "Đất", value = balance, at_least = 0, applies_when = equals(region, "north") },
  indicator { id = "2.3", name = "Hộ mỗi trường", value = households / schools, at_most = 500 } }
standard { id = "s.advanced", level = "commune", name = "Xã nâng cao", source = law { "12/QĐ-TTg" },
  test = all { met "s", every_criterion() } }
criterion { of = "s.advanced", id = "1", name = "Quy hoạch", indicator { id = "1.1", name = "Quy hoạch", test = is_true(planned) } }
]]

local units = [[
code,level,name,parent_code,valid_from,valid_to
D1,district,Huyện Một,,,
D2,district,Huyện Hai,,,
101,commune,Xã Đức,D1,,
100,commune,"=HYPERLINK(""http://x"",""Xã"")",D1,,
003,commune,Xã Ân,D2,,
201,commune,Xã Cũ,D2,,2023-12-31
202,commune,Xã Gộp,D2,2024-01-01,
]]

local folder, book

local function chuan(arguments, language)
  return support.run("cd '%s' && '%s' --lang %s --db d.db --rules rules %s", folder, support.chuan, language or "en", arguments)
end

local function must(arguments, language)
  local said, code = chuan(arguments, language)
  assert.are.equal(0, code, said)
  return said
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

local function hasnt(text, part)
  assert.is_nil(text:find(part, 1, true), ("'%s' is in:\n%s"):format(part, text))
end

local function make(arguments, language)
  if book then book:close() end
  os.remove(folder .. "/f.xlsx")
  must(("form commune -o f.xlsx --year 2024 %s"):format(arguments or ""), language)
  book = form_book.open(folder .. "/f.xlsx")
  return book
end

before_each(function()
  folder = support.folder()
  support.must("mkdir -p '%s/rules/a'", folder)
  support.write(folder .. "/rules/a/period.lua", rules)
  support.write(folder .. "/units.csv", units)
  support.write(folder .. "/2023.csv", "unit,year,region,households,poor,income,balance,planned\n" ..
    "101,2023,south,1200,30,45.5,-1.25,yes\n003,2023,north,900,,38.25,,no\n201,2023,north,400,40,,,\n")
  support.write(folder .. "/2024.csv", "unit,year,region,households,poor,income,planned\n101,2024,north,1250,28,47.12,no\n")
  must "units units.csv"
  must "import 2023.csv --level commune --status illustrative"
end)

after_each(function()
  if book then book:close() end
  book = nil
  support.remove(folder)
end)

describe("a form", function()
  it("has a guide, a sheet for what several criteria read, one for each criterion, the rest, and the choices", function()
    make()
    assert.are.same({ "Hướng dẫn", "Số liệu chung", "I.1 Hộ và nghèo", "I.2 Trường học đất đai và nhữn…", "I. Điều kiện chung",
      "II.1 Quy hoạch", "Số liệu khác", "Danh mục lựa chọn" }, book:names())
    local where = { region = 2, households = 2, poor = 3, schools = 4, good_schools = 4, balance = 4, income = 5, planned = 6,
      unread = 7 }
    for id, number in pairs(where) do assert.are.equal(number, book:asking(id).number, id) end
    for _, sheet in ipairs(book.sheets) do assert.is_true(utf8.len(sheet.name) <= 31) end
  end)

  it("has the units of the year on every sheet, in order of parent and code, text as text", function()
    make()
    for number = 2, 7 do
      local sheet = book.sheets[number]
      local codes = {}
      for row = 7, 10 do codes[#codes + 1] = sheet:text("A" .. row) end
      assert.are.same({ "100", "101", "003", "202" }, codes)
      assert.is_nil(sheet:cell("A11"))
      assert.are.same({ "=HYPERLINK(\"http://x\",\"Xã\")", "Huyện Một", "2024" },
        { sheet:text "B7", sheet:text "C7", sheet:text "D7" })
      hasnt(sheet.xml, "<f>")
      for _, name in ipairs { "A7", "B7", "C9" } do assert.are.equal("inlineStr", sheet:cell(name).kind) end
    end
  end)

  it("is read by a hidden row of ids and a hidden year, and keeps both in sight while scrolling", function()
    make()
    local sheet = book:sheet "Số liệu chung"
    assert.are.same({ "unit", "name", "parent", "year", "", "region", "", "households" },
      { sheet:text "A6", sheet:text "B6", sheet:text "C6", sheet:text "D6", sheet:text "E6" or "", sheet:text "F6",
        sheet:text "G6" or "", sheet:text "H6" })
    assert.is_truthy(sheet.xml:find('<row r="6"[^>]*hidden="1"'))
    assert.is_truthy(sheet.xml:find('<col min="4" max="4"[^>]*hidden="1"'))
    has(sheet.xml, '<pane xSplit="2" ySplit="6" topLeftCell="C7"')
  end)

  it("names figures in Vietnamese, with the unit of measure and the whole", function()
    make()
    local sheet = book:asking "poor"
    has(sheet:text "A1", "I.1 Hộ và nghèo – Xã đạt chuẩn")
    has(sheet:text "A2", "Năm 2024")
    assert.are.equal("Hộ nghèo", sheet:text(sheet:heading "poor" .. "3"))
    assert.are.equal("hộ · một phần của: Số hộ", sheet:text(sheet:heading "poor" .. "4"))
    assert.are.equal("Không ai hỏi & <để đó>", book:asking("unread"):text "E3")
  end)

  it("tells in a note what a figure is and which rules read it", function()
    make()
    local note = book:note "poor"
    for _, part in ipairs { "Hộ nghèo", "Poor households", "Mã: poor", "Đơn vị tính: hộ", "số nguyên, từ 0 trở lên",
      "Không lớn hơn: Số hộ", "Xã đạt chuẩn", "1.1 Tỷ lệ hộ nghèo (12/QĐ-TTg, I.1)" } do has(note, part) end
    has(book:note "balance", "số, tối đa 3 chữ số thập phân, từ -5 đến 7,5")
    has(book:note "region", "Miền núi, vùng cao, Đồng bằng")
    hasnt(book:note "unread", "Dùng để xét")
  end)

  it("locks everything but the cells to be filled in, without a password", function()
    make()
    for _, sheet in ipairs(book.sheets) do
      assert.is_truthy(sheet.xml:find("<sheetProtection "), sheet.name)
      hasnt(sheet.xml, "password=")
    end
    local sheet = book:asking "poor"
    local input = sheet:place("poor", "101")
    assert.is_true(book:style(sheet:cell(input).style).unlocked)
    assert.is_false(book:style(sheet:cell("E" .. sheet:row "101").style).unlocked)
    for _, name in ipairs { "A7", "B7", "C7", "D7", "E3", "F6" } do
      assert.is_false(book:style(sheet:cell(name).style).unlocked, name)
    end
  end)

  it("takes what the kind of a figure allows", function()
    make()
    local function of(id) return book:asking(id):validation(id) end
    assert.are.same({ "list", '"Có,Không"' }, { of("planned").type, of("planned").first })
    assert.are.same({ "list", "'Danh mục lựa chọn'!$A$2:$A$3" }, { of("region").type, of("region").first })
    assert.are.same({ "Vùng", "Miền núi, vùng cao", "Đồng bằng" }, { book:sheet("Danh mục lựa chọn"):text "A1",
      book:sheet("Danh mục lựa chọn"):text "A2", book:sheet("Danh mục lựa chọn"):text "A3" })
    assert.are.same({ "whole", "0", "999999999999999" }, { of("households").type, of("households").first, of("households").second })
    assert.are.same({ "whole", "0", "50" }, { of("schools").type, of("schools").first, of("schools").second })
    assert.are.same({ "decimal", "-5", "7.5" }, { of("balance").type, of("balance").first, of("balance").second })
    assert.are.equal("H7:H10", of("households").sqref)
    assert.are.equal("#,##0.000", book:style(book:asking("balance"):cell(book:asking("balance"):place("balance", "101")).style).number)
    has(of("balance").refusal, "Hãy ghi số, tối đa 3 chữ số thập phân, từ -5 đến 7,5.")
    has(of("balance").prompt, "Đơn vị tính: ha.")
    assert.are.equal("Tăng giảm", of("balance").title)
  end)

  it("takes no part larger than its whole, on the same sheet or another", function()
    make()
    local here, there = book:asking("good_schools"):validation "good_schools", book:asking("poor"):validation "poor"
    assert.are.equal("IF(ISNUMBER($F7),MIN($F7,999999999999999),999999999999999)", here.second)
    assert.are.equal("IF(ISNUMBER('Số liệu chung'!$H7),MIN('Số liệu chung'!$H7,999999999999999),999999999999999)", there.second)
    has(there.refusal, "không lớn hơn “Số hộ”")
    has(book:asking("good_schools").xml, "AND(ISNUMBER($H7),ISNUMBER($F7),$H7&gt;$F7)")
  end)

  it("shows the year before beside, marked when it is not official, and never reads it", function()
    make()
    local sheet = book:sheet "Số liệu chung"
    local row = sheet:row "101"
    assert.are.same({ "Năm 2024", "Năm 2023" }, { sheet:text "H5", sheet:text "G5" })
    assert.are.same({ "", "1200" }, { sheet:text("H" .. row), sheet:text("G" .. row) })
    assert.are.equal('#,##0" (mh)"', book:style(sheet:cell("G" .. row).style).number)
    assert.are.equal("Đồng bằng (mh)", sheet:text("E" .. row))
    assert.are.equal("", sheet:text("G" .. sheet:row "100"))
    must "import 2024.csv --level commune --status preliminary"
    os.remove(folder .. "/g.xlsx")
    must "form commune --year 2025 -o g.xlsx"
    local after = form_book.open(folder .. "/g.xlsx")
    sheet = after:sheet "Số liệu chung"
    assert.are.equal('#,##0" (sb)"', after:style(sheet:cell("G" .. sheet:row "101").style).number)
    after:close()
  end)

  it("carries the year before to the units of the year, and says so", function()
    support.write(folder .. "/became.csv", "from,to,on,share\n201,202,2024-01-01,\n")
    must "successions became.csv"
    make()
    local sheet = book:sheet "Số liệu chung"
    local row = sheet:row "202"
    assert.are.equal("400", sheet:text("G" .. row))
    assert.are.equal('#,##0" (mh, qđ)"', book:style(sheet:cell("G" .. row).style).number)
    assert.are.equal("1200", sheet:text("G" .. sheet:row "101"))
    assert.are.equal('#,##0" (mh)"', book:style(sheet:cell("G" .. sheet:row "101").style).number)
  end)

  it("has no columns for the year before when nothing is known of it", function()
    os.remove(folder .. "/f.xlsx")
    must "form commune --year 2022 -o f.xlsx"
    book = form_book.open(folder .. "/f.xlsx")
    local sheet = book:sheet "Số liệu chung"
    assert.are.same({ "region", "households" }, { sheet:text "E6", sheet:text "F6" })
    hasnt(book.sheets[1].xml, "ô xám")
  end)

  it("is filled in when asked, and says how official that is", function()
    must "import 2024.csv --level commune --status illustrative"
    make "--filled"
    local sheet = book:sheet "Số liệu chung"
    local row = sheet:row "101"
    assert.are.same({ "Miền núi, vùng cao", "1250" }, { sheet:text("F" .. row), sheet:text("H" .. row) })
    assert.are.equal("Không", book:asking("planned"):text(book:asking("planned"):place("planned", "101")))
    assert.are.equal("", sheet:text("H" .. sheet:row "003"))
    has(sheet:text "A2", "CÓ SỐ LIỆU ĐIỀN SẴN LÀ SỐ MINH HỌA")
    has(book.sheets[1].xml, "ILLUSTRATIVE")
    has(book.sheets[1].xml, "chuan import FILE.xlsx --level commune --status illustrative")
    has(chuan("import f.xlsx --level commune --dry-run"), "handed out with ILLUSTRATIVE figures")
    hasnt(chuan("import f.xlsx --level commune --dry-run --status illustrative"), "handed out with")
    make()
    hasnt(chuan("import f.xlsx --level commune --dry-run"), "handed out with")
    assert.are.equal("", book:sheet("Số liệu chung"):text("H" .. row))
    hasnt(book.sheets[1].xml, "ILLUSTRATIVE")
  end)

  it("is about what lies in a unit when asked", function()
    make "--unit 'Huyện Hai'"
    assert.are.same({ "003", "202" }, { book.sheets[2]:text "A7", book.sheets[2]:text "A8" })
    assert.is_nil(book.sheets[2]:cell "A9")
    has(book.sheets[1].xml, "2 in Huyện Hai")
    make "--unit 101"
    assert.are.equal("101", book.sheets[2]:text "A7")
    assert.is_nil(book.sheets[2]:cell "A8")
  end)

  it("tells how it is filled in, in the language of who asked", function()
    make("", "vi")
    local vietnamese = book.sheets[1].xml
    for _, part in ipairs { "Biểu nhập số liệu cấp xã năm 2024", "Giai đoạn thử (a)", "Chưa có số liệu: để trống ô",
      "chuan import TỆP.xlsx --level commune" } do has(vietnamese, part) end
    make("", "en")
    for _, part in ipairs { "Figures of communes, 2024", "Trial period (a)", "No figure yet: leave the cell empty" } do
      has(book.sheets[1].xml, part)
    end
    assert.are.equal("Số hộ", book:sheet("Số liệu chung"):text "G3")
  end)

  it("has rows to write units into when there is no dossier", function()
    os.remove(folder .. "/f.xlsx")
    support.must("cd '%s' && mkdir -p empty && cd empty && unset CHUAN_DB && '%s' --rules ../rules form commune --year 2024 -o ../f.xlsx",
      folder, support.chuan)
    book = form_book.open(folder .. "/f.xlsx")
    local first, second = book.sheets[2], book.sheets[3]
    assert.is_true(book:style(first:cell("A7").style).unlocked)
    assert.is_true(book:style(first:cell("B206").style).unlocked)
    assert.is_nil(first:cell "B207")
    assert.are.equal("IF(AND(A7=\"\",B7=\"\"),\"\",2024)", (first:cell("D7").formula:gsub("&quot;", '"')))
    assert.are.equal("IF('Số liệu chung'!A7=\"\",\"\",'Số liệu chung'!A7)", (second:cell("A7").formula:gsub("&quot;", '"')))
    assert.is_false(book:style(second:cell("A7").style).unlocked)
  end)

  it("is printed across, with its headings on every page", function()
    make()
    local sheet = book.sheets[2]
    has(sheet.xml, 'orientation="landscape"')
    has(support.read(book.folder .. "/xl/workbook.xml"), "'Số liệu chung'!$A:$B,'Số liệu chung'!$3:$5")
  end)

  it("is the same, byte for byte, when nothing has changed", function()
    must "form commune --year 2024 -o one.xlsx"
    must "form commune --year 2024 -o two.xlsx"
    support.must("cmp '%s/one.xlsx' '%s/two.xlsx'", folder, folder)
  end)
end)

describe("writing a form", function()
  it("never replaces a file", function()
    support.write(folder .. "/f.xlsx", "somebody's figures")
    local said, code = chuan "form commune --year 2024 -o f.xlsx"
    assert.are.equal(3, code)
    has(said, "f.xlsx is there already, and figures may have been written into it; name another file")
    assert.are.equal("somebody's figures", support.read(folder .. "/f.xlsx"))
  end)

  it("leaves nothing behind when it cannot be done", function()
    local said, code = chuan "form commune --year 2024 -o nowhere/f.xlsx"
    assert.are.equal(3, code)
    has(said, "nowhere/f.xlsx cannot be written: ")
    assert.are_not.equal(0, (select(2, chuan "form commune --year 2024 --unit D9 -o f.xlsx")))
    assert.are_not.equal(0, (select(2, chuan "form village --year 2024 -o f.xlsx")))
    assert.are.equal("", support.must("ls '%s' | grep xlsx || true", folder))
  end)

  it("says when no unit is there", function()
    local said, code = chuan "form commune --year 2024 --unit D2 -o f.xlsx"
    assert.are.equal(0, code, said)
    support.write(folder .. "/more.csv", "code,level,name,parent_code,valid_from,valid_to\nD3,district,Huyện Ba,,,\n")
    must "units more.csv"
    said, code = chuan "form commune --year 2024 --unit D3 -o g.xlsx"
    assert.is_true(code ~= 0)
    has(said, "no unit of level commune lies in Huyện Ba at the end of 2024; name another unit or year")
    said = chuan("form commune --year 2024 --unit D3 -o g.xlsx", "vi")
    has(said, "không có đơn vị cấp commune nào thuộc Huyện Ba vào cuối năm 2024")
  end)
end)

describe("the form in data/forms", function()
  it("says what the figures of Ninh Thuận say, and that they are illustrative", function()
    local path = require("lfs").currentdir()
    local example, figures = path .. "/data/forms/thuan-bac-2024-minh-hoa.xlsx", path .. "/data/ninh-thuan/"
    book = form_book.open(example)
    has(book.sheets[1].xml, "SỐ MINH HỌA")
    local command = ("cd '%s' && '%s' --lang en --db n.db --rules '%s/rules'"):format(folder, support.chuan, path)
    support.must("%s units '%sunits.csv'", command, figures)
    local import = "%s import '%s' --level commune --status illustrative"
    support.must(import, command, figures .. "communes-2024.csv")
    local said = support.must(import, command, example)
    has(said, ": 0 accepted, ")
    has(said, "228 unchanged, 0 rejected")
  end)
end)
