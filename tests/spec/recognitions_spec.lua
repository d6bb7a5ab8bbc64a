-- The register beside the verdicts: who is recognised and no longer meets, who meets and is not recognised, who is to be
-- reviewed for withdrawal, and why.

local support = require "tests.support"

local rules = [[
period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { a = count {}, b = count {}, c = count {}, d = count {}, debt = count { name = { vi = "Nợ đọng", en = "Debt" } } }
facts "district" { area = count {} }
standard { id = "commune.standard", level = "commune", name = { vi = "Xã đạt chuẩn", en = "Commune standard" }, source = law { "D" },
  test = all { every_criterion(), equals(debt, 0) } }
criterion { of = "commune.standard", id = "1", name = "Một", indicator { id = "1.1", value = a, at_least = 10 } }
criterion { of = "commune.standard", id = "2", key = true, name = "Hai", indicator { id = "2.1", value = b, at_least = 10 } }
criterion { of = "commune.standard", id = "3", name = "Ba", indicator { id = "3.1", value = c, at_least = 10 } }
criterion { of = "commune.standard", id = "4", name = "Bốn", indicator { id = "4.1", value = d, at_least = 10 } }
standard { id = "commune.withdrawal", level = "commune", reviews = "commune.standard", source = law { "D" },
  test = any {
    at_least(failed_share "commune.standard", 75),
    all { at_least(failed_share "commune.standard", 50), none { met "commune.standard/2" } },
    at_least(debt, 1000),
  } }
standard { id = "district.standard", level = "district", name = "Huyện đạt chuẩn", source = law { "D" }, test = at_least(area, 5) }
]]

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh,,,
580,district,Huyện Một,58,,
101,commune,Xã Ánh,580,,
102,commune,Xã An,580,,
103,commune,Xã Bắc,580,,
104,commune,Xã Đá,580,,
105,commune,Xã Dung,580,,
106,commune,Xã Em,580,,
107,commune,Xã Gò,580,,
108,commune,Xã Hai,580,,2024-06-30
109,commune,Xã Ích,580,,2024-06-30
110,commune,Xã Khai,580,2024-07-01,
]]

-- 101 recognised, one fails; 102 recognised, two fail, one of them key; 103 meets; 104 recognised, no figures; 105 recognised and
-- meets; 106 neither; 107 meets, its recognition was revoked; 108 and 109 became 110, one of them recognised.
local figures = [[
unit,a,b,c,d,debt
101,10,10,9,10,0
102,9,9,10,10,0
103,10,10,10,10,0
105,10,10,10,10,0
106,1,1,1,1,0
107,10,10,10,10,0
]]
local register = [[
unit,standard,decided_on,decision,revoked_on,confidence,source,note
101,commune.standard,2016,,,,,
102,commune.standard,2021-05,12/QĐ,,high,http://x,ghi chú
104,commune.standard,2019-03-04,,,,,
105,commune.standard,2018,,2020-01-01,,,
105,commune.standard,2022-02-03,"=1+1",,,,
107,commune.standard,2018,,2023-04-05,,,
108,commune.standard,2020,,,,,
]]

local folder

local function chuan(language, arguments)
  return support.run("cd '%s' && '%s' --lang %s --db d.db --rules rules %s", folder, support.chuan, language, arguments)
end

local function must(language, arguments)
  local text, code = chuan(language, arguments)
  assert.are.equal(0, code, text)
  return text
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

local function hasnt(text, part)
  assert.is_falsy(text:find(part, 1, true), ("'%s' is in:\n%s"):format(part, text))
end

-- The CSV by unit and standard: { recognised, decided_on, by_latest, decision, verdict, withdrawal, finding, reason }.
local function rows(arguments, language)
  local found, order = {}, {}
  for line in must(language or "en", "recognitions --format csv " .. arguments .. " 2>/dev/null"):gmatch("[^\n]+") do
    local cells, rest = {}, line .. ","
    while rest ~= "" do
      local quoted, after = rest:match('^"(.-)",(.*)$')
      if quoted then cells[#cells + 1], rest = quoted, after
      else cells[#cells + 1], rest = rest:match("^([^,]*),(.*)$") end
    end
    if cells[1] ~= "unit" then
      found[cells[1] .. " " .. cells[5]] = { table.unpack(cells, 6) }
      order[#order + 1] = cells[2]
    end
  end
  return found, order
end

setup(function()
  folder = support.folder()
  support.must("mkdir -p '%s/rules/p'", folder)
  support.write(folder .. "/rules/p/period.lua", rules)
  support.write(folder .. "/units.csv", units)
  support.write(folder .. "/figures.csv", figures)
  support.write(folder .. "/register.csv", register)
  support.write(folder .. "/parts.csv", "from,to,on,share\n108,110,2024-07-01,\n109,110,2024-07-01,\n")
  must("en", "units units.csv")
  must("en", "successions parts.csv")
  must("en", "import figures.csv --level commune --year 2024 --status illustrative")
end)
teardown(function() support.remove(folder) end)

describe("recognitions with files", function()
  it("loads them and shows the review, on stdout in the format asked for", function()
    local text = must("vi", "recognitions register.csv")
    has(text, "register.csv: nhận 7, không đổi 0, loại 0")
    has(text, "Xã đạt chuẩn · số liệu 2024")
    local json = support.must("{ cd '%s' && '%s' --lang en --db d.db --rules rules recognitions register.csv --format json 2>said.txt; }",
      folder, support.chuan)
    has(json, '"schema": "chuan.recognitions/1"')
    has(json, '"rows": [')
    hasnt(json, "unchanged")
    has(support.read(folder .. "/said.txt"), "0 accepted, 7 unchanged, 0 rejected")
  end)

  it("shows nothing when rows are wrong", function()
    support.write(folder .. "/wrong.csv", "unit,standard,decided_on,decision,revoked_on\n999,commune.standard,2020,,\n")
    local text, code = chuan("en", "recognitions wrong.csv")
    assert.are.equal(1, code)
    hasnt(text, "Finding")
  end)

  it("has a status for files alone", function()
    local text, code = chuan("en", "recognitions --status official")
    assert.are.equal(2, code)
    has(text, "--status is about the files")
    has(chuan("vi", "recognitions --status official"), "--status là của tệp")
  end)

  it("takes no recognition under a rule of withdrawal", function()
    support.write(folder .. "/wrong.csv", "unit,standard,decided_on,decision,revoked_on\n101,commune.withdrawal,2020,,\n")
    local text, code = chuan("en", "recognitions wrong.csv")
    assert.are.equal(1, code)
    has(text, "commune.withdrawal")
  end)
end)

describe("recognitions", function()
  it("finds where the register and the verdicts part, and says why", function()
    local found = rows("--year 2024")
    local function is(unit, expected)
      for i, value in pairs(expected) do assert.are.equal(value, found[unit .. " commune.standard"][i], unit .. " " .. i) end
    end
    -- recognised, decided_on, by_latest, decision, verdict, withdrawal, finding, reason
    is("101", { "yes", "2016-12-31", "1", "", "not_met", "not_met", "no_longer_meets", "not met: 3 Ba" })
    is("102", { "yes", "2021-05-31", "1", "12/QĐ", "not_met", "met", "review",
      "2 of 4 criteria fail: 1, 2, among them key: 2" })
    is("103", { "no", "", "", "", "met", "", "not_recognised", "meets all 4 criteria; no decision" })
    is("104", { "yes", "2019-03-04", "0", "", "no_data", "no_data", "undecided",
      "4 of 4 criteria undecided: 1–4, other conditions; 5 figures missing" })
    is("105", { "yes", "2022-02-03", "0", "'=1+1", "met", "not_met", "", "" })
    is("106", { "no", "", "", "", "not_met", "", "", "" })
    is("107", { "no", "", "", "", "met", "", "not_recognised", "meets all 4 criteria; its recognition was revoked on 2023-04-05" })
    is("108", { "yes", "2020-12-31", "1", "", "not_applicable", "", "gone", "its last day was 2024-06-30; it became Xã Khai" })
    assert.is_nil(found["109 commune.standard"])
    is("110", { "no", "", "", "", "no_data", "", "", "" })
    assert.are.equal("no_data", found["580 district.standard"][1])
  end)

  it("speaks Vietnamese", function()
    local found = rows("--year 2024", "vi")
    assert.are.equal("chưa đạt: 3 Ba", found["101 commune.standard"][8])
    assert.are.equal("2 trên 4 tiêu chí chưa đạt: 1, 2, trong đó trọng yếu: 2", found["102 commune.standard"][8])
    assert.are.equal("đạt cả 4 tiêu chí; quyết định đã bị thu hồi ngày 5/4/2023", found["107 commune.standard"][8])
    assert.are.equal("ngày cuối cùng là 30/6/2024; nay thuộc Xã Khai", found["108 commune.standard"][8])
  end)

  it("puts units in Vietnamese order, those that are not there last", function()
    local _, order = rows("--year 2024 --standard commune.standard")
    assert.are.same({ "Xã An", "Xã Ánh", "Xã Bắc", "Xã Dung", "Xã Đá", "Xã Em", "Xã Gò", "Xã Khai", "Xã Hai" }, order)
  end)

  it("shows the findings alone in a table, and counts the rest", function()
    local text = must("vi", "recognitions")
    for _, part in ipairs { "≤ 2016", "≤ 5/2021, 12/QĐ", "thu hồi 5/4/2023", "không còn đạt", "xem xét thu hồi", "đạt, chưa công nhận",
      "chưa đạt *", "dựa trên số liệu minh họa", "8 xã: 4 đã công nhận, 4 chưa; 1 xem xét thu hồi, 1 không còn đạt",
      "Sổ công nhận chưa có gì theo: district.standard", "--rebase" } do
      has(text, part)
    end
    hasnt(text, "Xã Em")
    hasnt(text, "Xã Dung")
    has(must("vi", "recognitions --unit 'xa em'"), "Xã Em")
  end)

  it("fits a terminal's table into its columns", function()
    for line in must("vi", "recognitions"):gmatch("[^\n]+") do
      if line:find("  ", 1, true) then assert.is_true(utf8.len(line) <= 100, line) end
    end
  end)

  it("looks at another year, day or standard", function()
    local found = rows("--year 2024 --as-of 2021-12-31")
    assert.are.equal("no", found["105 commune.standard"][1]) -- between two recognitions
    assert.are.equal("yes", found["107 commune.standard"][1])
    assert.are.equal("yes", found["108 commune.standard"][1])
    assert.are.equal("no_data", found["108 commune.standard"][5])
    assert.is_nil(found["110 commune.standard"])
    assert.is_nil(rows("--year 2024 --level commune")["580 district.standard"])
    -- Whoever asks for the rule of withdrawal means what it reviews.
    assert.are.equal("review", rows("--standard commune.withdrawal")["102 commune.standard"][7])
    local text, code = chuan("en", "recognitions --year 2026")
    assert.are_not.equal(0, code)
    has(text, "2026")
    -- The day decides which year is the latest.
    text = must("en", "recognitions --as-of 2023-06-30")
    has(text, "units and register of 2023-06-30")
    has(text, "There are no figures to judge by")
  end)

  it("re-bases: what became of units is judged in their place", function()
    local found = rows("--year 2024 --rebase --as-of 2024-12-31")
    assert.is_nil(found["108 commune.standard"])
    assert.are.equal("no_data", found["110 commune.standard"][1])
    assert.are.equal("undecided", found["110 commune.standard"][7])
    has(found["110 commune.standard"][8], "made of units recognised and units not recognised")
  end)

  it("names the condition of a withdrawal that is about no criterion", function()
    local other = folder .. "/other.db"
    support.write(folder .. "/debt.csv", "unit,a,b,c,d,debt\n101,10,10,10,10,1000\n")
    support.must("cp '%s/d.db' '%s'", folder, other)
    support.must("cd '%s' && '%s' --db other.db --rules rules import debt.csv --level commune --year 2025", folder, support.chuan)
    local text = support.must("cd '%s' && '%s' --lang en --db other.db --rules rules recognitions --unit 101", folder, support.chuan)
    has(text, "review for withdrawal")
    has(text, "Debt ≥ 1,000")
  end)

  it("tells of a register that the rules know nothing of", function()
    support.must("mkdir -p '%s/later/q'", folder)
    local later = rules:gsub('id = "p"', 'id = "q"'):gsub("commune%.standard", "commune.new")
    support.write(folder .. "/later/q/period.lua", later)
    local text = support.must("cd '%s' && '%s' --lang en --db d.db --rules later recognitions", folder, support.chuan)
    has(text, 'the register has recognitions under "commune.standard" (7), a standard the rules of q do not have')
    text = support.must("cd '%s' && '%s' --lang vi --db d.db --rules later recognitions", folder, support.chuan)
    has(text, 'sổ công nhận có "commune.standard" (7 lượt)')
  end)

  it("tells of a unit registered under a standard of another level", function()
    local other = folder .. "/misplaced.db"
    support.must("cp '%s/d.db' '%s'", folder, other)
    support.must("sqlite3 '%s' \"UPDATE recognition SET standard = 'district.standard' WHERE unit_id = " ..
      "(SELECT id FROM unit WHERE code = '104')\"", other)
    local text = support.must("cd '%s' && '%s' --lang en --db misplaced.db --rules rules recognitions --format csv", folder, support.chuan)
    has(text, "104,Xã Đá,2024,district,district.standard,yes,2019-03-04,0,,not_applicable,,misplaced," ..
      '"a unit of level commune, registered under a standard of level district"')
  end)

  it("is the same bytes for any number of threads", function()
    local one = support.must("cd '%s' && CHUAN_THREADS=1 '%s' --db d.db --rules rules recognitions --format json", folder, support.chuan)
    local four = support.must("cd '%s' && CHUAN_THREADS=4 '%s' --db d.db --rules rules recognitions --format json", folder, support.chuan)
    assert.are.equal(one, four)
    has(one, '"entry": {"decided_on": "2021-05-31", "by_latest": true, "decision": "12/QĐ", "confidence": "high", "source": "http://x", "note": "ghi chú"}')
    has(one, '"criteria_not_met": ["1", "2"], "criteria_no_data": []')
    has(one, '"findings": {"review": 1, "no_longer_meets": 1, "not_recognised": 2, "undecided": 1, "gone": 1, "misplaced": 0}')
  end)
end)

describe("the Lua module", function()
  it("has the rows of a review", function()
    local engine = assert(support.module().open { language = "en" })
    local book = assert(engine:rules(folder .. "/rules"))
    local dossier = assert(engine:dossier(folder .. "/d.db", "read"))
    local found, problems = dossier:review(book, { year = 2024, unit = "102" })
    assert.are.equal(1, #found)
    assert.are.same({}, problems)
    local row = found[1]
    assert.are.same({ "102", "yes", "2021-05-31", true, "met", "review", "illustrative", 2024 }, { row.unit, row.recognised,
      row.decided_on, row.by_latest, row.withdrawal, row.finding, row.data_status, row.year })
    local nothing, message = dossier:review(book, { as_of = "x" })
    assert.is_nil(nothing)
    has(message, "is not a date")
    assert.are.equal("no_data", dossier:review(book, { unit = "110", rebase = true, as_of = "2024-12-31" })[1].recognised)
  end)
end)

describe("evaluate", function()
  it("lists a rule of withdrawal only when it is asked for", function()
    hasnt(must("en", "evaluate --year 2024 --format csv 2>/dev/null"), "commune.withdrawal")
    has(must("en", "evaluate --year 2024 --standard commune.withdrawal --format csv 2>/dev/null"),
      "102,2024,commune,commune.withdrawal,,,met")
  end)
end)

describe("the field reviews", function()
  local function complaint(line)
    local folder_of = support.folder()
    support.write(folder_of .. "/period.lua", rules .. line)
    local english = support.run("'%s' --lang en check '%s'", support.chuan, folder_of)
    local vietnamese = support.run("'%s' --lang vi check '%s'", support.chuan, folder_of)
    support.remove(folder_of)
    return english, vietnamese
  end
  local cases = {
    { 'level = "commune", reviews = "commune.standard", test = at_least(debt, 5)', "is reviewed by commune.withdrawal already", "đã có quy tắc rà soát" },
    { 'level = "district", reviews = "commune.standard", test = at_least(area, 5)', 'is reviewed at that level, not at "district"', "được rà soát ở cấp đó" },
    { 'level = "commune", reviews = "commune.standrd", test = at_least(debt, 5)', 'did you mean "commune.standard"?', "có phải là" },
    { 'level = "commune", reviews = "commune.withdrawal", test = at_least(debt, 5)', "is itself a review", "là quy tắc rà soát" },
    { 'level = "commune", reviews = "w", test = at_least(debt, 5)', "is itself a review", "là quy tắc rà soát" },
    { 'level = "commune", reviews = 5, test = at_least(debt, 5)', "write text in quotes", "ghi chữ trong ngoặc kép" },
  }
  it("names one other standard of its level", function()
    for _, case in ipairs(cases) do
      local english, vietnamese = complaint(('standard { id = "w", source = law { "D" }, %s }\n'):format(case[1]))
      has(english, case[2])
      has(vietnamese, case[3])
    end
  end)
end)
