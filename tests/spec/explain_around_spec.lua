-- What an explanation says of what a rule reads from elsewhere: units below by name, what they lack, what would be enough,
-- other years with their source, the register, the unit above, the parts of re-based figures. Everything through the command.

local support = require "tests.support"

local RULES = [[
period { id = "p", first_year = 2021, last_year = 2025, name = "Test" }
document { id = "D", date = "2022-01-01" }
document { id = "E", date = "2024-03-01" }

facts "commune" {
  a = yes_no { name = { vi = "Điều A", en = "Thing A" } },
  n = count { unit = "households", name = { vi = "Số hộ", en = "Households" } },
  w = count { unit = "households", part_of = "n", name = { vi = "Hộ nước sạch", en = "Clean water" } },
  zone = choice { "I", "II", name = { vi = "Khu vực", en = "Zone" } },
}
facts "district" { kind = choice { "rural", "town", name = { vi = "Loại huyện", en = "Kind" } } }
facts "province" {
  published = count { name = { vi = "Số công bố", en = "Published count" } },
  rate = amount { unit = "%", places = 2, carry = 1, name = { vi = "Tỷ lệ nghèo", en = "Poverty" } },
}

standard { id = "s", level = "commune", name = { vi = "Bộ S", en = "Set S" }, source = law { "D" } }
criterion { of = "s", id = "1", name = "One", indicator { id = "1", name = "One", test = is_true(a) } }
criterion { of = "s", id = "2", name = "Two",
  indicator { id = "2.1", name = "Two", value = n, at_least = 100 },
  indicator { id = "2.2", name = "Three", value = n, at_least = amended { 50, { from = "2024-03-01", by = "E", 60 } } },
}
standard { id = "c", level = "commune", name = "Other", source = law { "D" } }
criterion { of = "c", id = "1", name = "One",
  indicator { id = "1.1", name = "In a rural district", test = parent("district", equals(kind, "rural")) },
  indicator { id = "1.2", name = "In the register", test = recognised "s" },
  indicator { id = "1.3", name = "Zone", test = equals(zone, "I") },
  indicator { id = "1.4", name = "More than before", test = more_than(n, last_year(n)) },
  indicator { id = "1.5", name = "Two years", value = total_since(2023, n), at_least = 5000 },
}
standard { id = "d", level = "district", name = "District", source = law { "D" } }
criterion { of = "d", id = "1", name = "One",
  indicator { id = "1.1", name = "All", value = share_of("commune", met "s"), at_least = 100 },
  indicator { id = "1.2", name = "Households", value = sum_of("commune", n, { where = is_true(a) }), at_least = 1000 },
}
target {
  id = "t", by = 2025, level = "province", name = { vi = "Chỉ tiêu", en = "The target" }, source = law { "D" },
  value = count_of("commune", any { met "s", recognised "s" }), at_least = 3, reported = published,
  baseline = { year = 2020, value = 1 }, path = "linear",
}
target {
  id = "water", by = 2025, level = "province", name = "Water", source = law { "D" },
  value = share(sum_of("commune", w), sum_of("commune", n)), at_least = 90,
}
target { id = "poor", by = 2025, level = "province", name = "Poor", source = law { "D" },
  value = average_fall(rate, { from = 2021 }), at_least = 1 }
target { id = "guessed", by = 2025, level = "province", name = "Guessed", source = law { "D" },
  value = count_of("commune", unverified(is_true(a))), at_least = 4 }
standard { id = "e", level = "commune", name = "In the other register", source = law { "D" }, test = recognised "c" }
target { id = "listed", by = 2025, level = "province", name = "Listed", source = law { "D" },
  value = count_of("commune", recognised "c"), at_least = 2 }
target { id = "fewer", by = 2025, level = "province", name = "Fewer", source = law { "D" },
  value = count_of("commune", none { met "s" }), at_most = 0 }
]]
local UNITS = [[
code,level,name,parent_code,valid_from,valid_to
P,province,Tỉnh,,,2025-06-30
D1,district,Huyện Một,P,,2025-06-30
C1,commune,Xã Một,D1,,2025-06-30
C2,commune,Xã Hai,D1,,2025-06-30
C3,commune,Xã Ba,D1,,2025-06-30
C4,commune,Xã Bốn,D1,,2025-06-30
Q,province,Tỉnh Mới,,2025-07-01,
N,commune,Xã Mới,Q,2025-07-01,
]]

describe("an explanation of what is read from elsewhere", function()
  local folder

  local function command(format, ...)
    return support.must("%s --db %s/d.db --rules %s/rules --lang en " .. format, support.chuan, folder, folder, ...)
  end
  local function load(verb, name, text, options)
    support.write(folder .. "/" .. name .. ".csv", text)
    command("%s %s/%s.csv %s", verb, folder, name, options or "")
  end
  local function explain(...) return command("explain %s %s --year 2024 --format table", ...) end
  local function has(text, ...)
    for _, part in ipairs { ... } do assert(text:find(part, 1, true), part .. " is not in:\n" .. text) end
  end

  setup(function()
    folder = support.folder()
    support.must("mkdir %s/rules", folder)
    support.write(folder .. "/rules/period.lua", RULES)
    load("units", "units", UNITS)
    load("successions", "successions", "from,to,on,share\nP,Q,2025-07-01,\nC1,N,2025-07-01,\nC2,N,2025-07-01,\nC3,N,2025-07-01,\nC4,N,2025-07-01,\n")
    load("import", "old", "unit,year,n\nC1,2023,90\n", "--level commune")
    load("import", "communes", "unit,year,a,n,w\nC1,2024,1,100,95\nC2,2024,1,50,40\nC3,2024,0,20,10\nC4,2024,1,,\n", "--level commune")
    load("import", "province", "unit,year,published,rate\nP,2021,,10\nP,2023,,7.5\nP,2024,3,\n", "--level province")
    load("import", "districts", "unit,year,kind\nD1,2024,town\n", "--level district")
    load("attributes", "zones", "unit,fact,value,valid_from,valid_to\nC1,zone,I,2022-01-01,2025-06-30\n", "--level commune")
    load("recognitions", "guess", "unit,standard,decided_on,decision,revoked_on\nC4,c,2022-01-01,9/QĐ,\n", "--status illustrative")
    load("recognitions", "register", "unit,standard,decided_on,decision,revoked_on\nC1,s,2021-05-04,77/QĐ-UBND,\nC3,s,2020-01-01,5/QĐ,2023-02-02\n")
  end)
  teardown(function() support.remove(folder) end)

  it("names the units of a count: recognised, failing with what they fail, undecided with what they lack", function()
    has(explain("P", "t"), "number of communes (meets or is recognised as “Set S”) = 1–2",
      "communes, 4 in all: 1 count, 2 do not, 1 undecided", "comes to 1–2: decided, whatever the missing reports say",
      "no figure for 2024: Households (n) — Xã Bốn (C4)", "✗ Xã Hai (C2): 1 criteria not met: 2 (2 indicators)",
      "✗ Xã Ba (C3): 2 criteria not met: 1, 2 (3 indicators)", "recognised: Xã Một (C1)",
      "at least 2 more of the communes must count")
  end)

  it("says of a threshold how well it is known, and apart from it how well the rules below are", function()
    local text = explain("P", "guessed")
    has(text, "threshold: at least 4", "· sourced", "! the value rests on thresholds that are unverified, in the rules of the communes")
    assert(not text:find("4 communes · unverified", 1, true) and not text:find("4 · unverified", 1, true), text)
    local sure = explain("P", "fewer")
    assert(not sure:find("rests on thresholds", 1, true), sure)
    has(command("explain P guessed --year 2024 --format json"), '"own_threshold_status": "sourced"', '"threshold_status": "unverified"')
  end)

  it("says when the register is no official one, and what rests on it says so", function()
    has(explain("C4", "e"), "rests on figures that are illustrative", "9/QĐ (2022-01-01) · illustrative")
    has(explain("C1", "e"), "rests on figures that are illustrative")
    assert(not explain("C1", "c/1.2"):find("rests on figures", 1, true))
    has(explain("P", "listed"), "rests on figures that are illustrative")
    has(command("evaluate --year 2024 --standard e --format json"), '"data_status": "illustrative"')
    local review = command("recognitions --year 2024 --standard c --format json")
    local _, marked = review:gsub('"register_status": "illustrative"', "")
    assert.are.equal(4, marked, review)
    has(command("recognitions --year 2024 --standard c --format table 2>/dev/null"), "9/QĐ *", "* rests on illustrative figures")
    assert(not command("recognitions --year 2024 --standard s --format json"):find('"register_status": "illustrative"', 1, true))
  end)

  it("shows the row that a dated attribute came from", function()
    has(explain("C1", "c/1.3"), "Zone: I · from 2022-01-01 · until 2025-06-30 · " .. folder .. "/zones.csv, row 2 · official")
    has(command("explain C1 c/1.3 --year 2024 --format csv"), "zones.csv,,2,")
  end)

  it("puts the nearest of the failing units first", function()
    local text = explain("P", "t")
    assert(text:find("Xã Hai", 1, true) < text:find("Xã Ba", 1, true), text)
  end)

  it("shows a target's published figure with its cell, its baseline, its path and where it stands", function()
    has(explain("P", "t"), "The target (t): met, as published", "by 2025: ≥ 3 · baseline of 2020: 1 · path in 2024: 2.6",
      "published: 3 · met", "province.csv", "computed: 1–2 · not met", "say different things")
  end)

  it("has all units in JSON, with the decision and what each lacks", function()
    local json = command("explain P t --year 2024 --format json")
    has(json, '"verdict": "met"', '"standing": "met"', '"basis": "reported"', '"decision": "77/QĐ-UBND"',
      '"decided_on": "2021-05-04"', '"part": "undecided"', '"fails": [', '"s/2"', '"enough": {')
  end)

  it("has a row for every unit in CSV", function()
    has(command("explain P t --year 2024 --format csv"), "0,standing,t,reported,met,3,2.6", "0,count_of,",
      "unit_undecided,C4,Xã Bốn", "unit_fails,C2,Xã Hai", "unit_counts,C1,Xã Một", "0,enough,")
  end)

  it("says how many of the undecided would decide", function()
    has(command("explain D1 d/1.2 --year 2024 --format table"), "= 150 or more households", "Xã Bốn (C4)", "outside: Xã Ba (C3)",
      "to be met: at least 850 households more")
    local text = explain("D1", "d/1.1")
    has(text, "share of communes (meets “Set S”)", "25–50 %", "at least 3 more of the communes must count")
  end)

  it("says how much more a sum needs, and asks no more of the whole", function()
    support.must("cp %s/d.db %s/e.db", folder, folder)
    support.write(folder .. "/rest.csv", "unit,year,n,w\nC4,2024,30,30\n")
    support.must("%s --db %s/e.db --rules %s/rules import %s/rest.csv --level commune", support.chuan, folder, folder, folder)
    local text = support.must("%s --db %s/e.db --rules %s/rules --lang en explain P water --year 2024", support.chuan, folder, folder)
    has(text, "175 / 200 = 87.5 %", "at least 5 households more: total over communes (Clean water)", "Xã Một (C1) 95")
    assert.is_nil(text:find("more: total over communes (Households)", 1, true), text)
  end)

  it("counts what has to go where fewer are wanted", function()
    has(explain("P", "fewer"), "at least 3 fewer of the communes that count", "✗ Xã Hai (C2): 1 criteria not met")
  end)

  it("shows another year's figure with its cell, and a carried one with the year it is of", function()
    has(explain("P", "poor"), "yearly fall of Poverty since 2021 = (10 → 7.5)", "Poverty: 7.5 % · figure of 2023, still used",
      "Poverty in 2021 = 10 %", "Poverty: 10 % · in 2021 · ", "province.csv, row 2")
  end)

  it("names the unit above and what was read there", function()
    has(explain("C1", "c/1.1"), "(of the district above)", "Huyện Một (D1)", "Kind: town", "districts.csv")
  end)

  it("names the decision in force, and says when there is none", function()
    has(explain("C1", "c/1.2"), "recognised as “Set S”: 77/QĐ-UBND (2021-05-04)")
    has(explain("C3", "c/1.2"), "recognised as “Set S”: no decision in force")
  end)

  it("says from when to when a dated attribute holds", function()
    has(explain("C1", "c/1.3"), "Zone: I · from 2022-01-01 · until 2025-06-30")
  end)

  it("reads the year before and every year of a total", function()
    has(explain("C1", "c/1.4"), "Households the year before = 90", "Households: 90 households · in 2023")
    has(explain("C1", "c/1.5"), "total of Households since 2023 = 190", "Households: 90 households · in 2023", "Households: 100 households")
    has(explain("C2", "c/1.5"), "no figure for 2023: Households (n)")
  end)

  it("names the amending document and its day", function()
    has(explain("C2", "s/2.2"), "at least 60 households", "as amended by E from 2024-03-01")
    has(command("explain C2 s/2.2 --year 2024 --as-of 2024-02-29 --format table"), "at least 50 households", "as of 2024-02-29")
  end)

  it("looks at a unit that ended in the year as of its last day", function()
    has(command("explain P t --year 2025 --format table"), "as of 2025-06-30, its last day", "communes, 4 in all")
  end)

  it("shows the parts that a re-based figure was made from", function()
    local text = command("explain N s/2.1 --year 2024 --as-of 2025-07-01 --rebase --format table")
    has(text, "re-based to the units of that day", "Households: ?", "made from: Xã Bốn (C4): ?")
    support.must("cp %s/d.db %s/f.db", folder, folder)
    support.write(folder .. "/rest.csv", "unit,year,n\nC4,2024,30\n")
    support.must("%s --db %s/f.db --rules %s/rules import %s/rest.csv --level commune", support.chuan, folder, folder, folder)
    has(support.must("%s --db %s/f.db --rules %s/rules --lang en explain N s/2.1 --year 2024 --as-of 2025-07-01 --rebase", support.chuan, folder, folder),
      "Households: 200 households", "made from: Xã Một (C1): 100 households", "made from: Xã Bốn (C4): 30 households")
  end)

  it("says it all in Vietnamese too", function()
    has(support.must("%s --db %s/d.db --rules %s/rules --lang vi explain P t --year 2024 --format table", support.chuan, folder, folder),
      "số xã (đạt hoặc đã được công nhận “Bộ S”) = 1–2", "4 xã: 1 được tính, 2 không được tính, 1 chưa kết luận được",
      "thêm ít nhất 2 xã được tính", "1 tiêu chí chưa đạt: 2 (2 chỉ tiêu)", "công bố: 3", "tính được: 1–2")
  end)
end)
