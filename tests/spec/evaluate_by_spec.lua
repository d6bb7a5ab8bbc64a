-- What `evaluate` shows at a glance: counts by the units of a level above, standards in the order they build on each
-- other, a line for what applies to nobody, criteria that follow each other as a range.

local support = require "tests.support"

local rules = [[
period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { a = count {}, b = count {}, c = count {}, mountain = yes_no {} }
facts "district" { area = count {} }
]]

-- In the order of the files the one that is asked for comes last.
local standards = {
  ["1-advanced.lua"] = [[
    standard { id = "commune.advanced", level = "commune", name = { vi = "Xã nâng cao", en = "Advanced" }, source = law { "D" },
      test = all { met "commune.standard", every_criterion() } }
    criterion { of = "commune.advanced", id = "1", name = "Một", indicator { id = "1.1", value = a, at_least = 20 } }
  ]],
  ["2-mountain.lua"] = [[
    standard { id = "commune.mountain", level = "commune", name = { vi = "Xã vùng cao", en = "Mountain" }, source = law { "D" } }
    criterion { of = "commune.mountain", id = "1", name = "Một",
      indicator { id = "1.1", value = a, at_least = 5, applies_when = is_true(mountain) } }
  ]],
  ["3-model.lua"] = [[
    standard { id = "commune.model", level = "commune", name = { vi = "Xã kiểu mẫu", en = "Model" }, source = law { "D" },
      test = all { met "commune.advanced", at_least(b, 1000) } }
  ]],
  ["4-standard.lua"] = [[
    standard { id = "commune.standard", level = "commune", name = { vi = "Xã đạt chuẩn", en = "Standard" }, source = law { "D" } }
    criterion { of = "commune.standard", id = "0", name = "Không", indicator { id = "0.1", value = a, at_least = 10 } }
    criterion { of = "commune.standard", id = "1", name = "Một", indicator { id = "1.1", value = a, at_least = 10 } }
    criterion { of = "commune.standard", id = "2", name = "Hai", indicator { id = "2.1", value = a, at_least = 10 } }
    criterion { of = "commune.standard", id = "3", name = "Ba", indicator { id = "3.1", value = b, at_least = unverified(10) } }
    criterion { of = "commune.standard", id = "4", name = "Bốn", indicator { id = "4.1", value = b, at_least = unverified(10) } }
    criterion { of = "commune.standard", id = "6", name = "Sáu", indicator { id = "6.1", value = b, at_least = unverified(10) } }
    criterion { of = "commune.standard", id = "N", name = "Nữa", indicator { id = "N.1", value = c, at_least = 10 } }
  ]],
  ["5-district.lua"] = [[
    standard { id = "district.standard", level = "district", name = "Huyện đạt chuẩn", source = law { "D" }, test = at_least(area, 5) }
  ]],
}

local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh,,,
580,district,Huyện Đá,58,,2025-06-30
581,district,Thành phố An,58,,2025-06-30
582,district,Huyện Ân,58,,2022-12-31
101,commune,Xã Ánh,580,,
102,commune,Xã An,580,,
103,commune,Thị trấn Bắc,580,,
104,commune,Xã Đá,580,,
105,commune,Xã Dung,581,,
106,commune,Xã Em,58,,
107,commune,Xã Gò,582,,
]]

local figures = [[
unit,year,a,b,c,mountain
101,2024,9,10,10,no
102,2024,10,9,10,no
103,2024,10,10,10,no
104,2024,1,1,,no
105,2024,20,1000,10,no
106,2024,10,10,10,no
107,2024,10,10,1,no
102,2022,10,10,10,yes
107,2022,10,10,10,no
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

local function make(files)
  support.must("rm -rf %s/rules && mkdir -p %s/rules/p", folder, folder)
  support.write(folder .. "/rules/p/period.lua", rules)
  for name, text in pairs(files) do support.write(folder .. "/rules/p/" .. name, text) end
end

-- Where each text begins, in this order.
local function in_order(text, ...)
  local last = 0
  for _, part in ipairs { ... } do
    local at = text:find(part, 1, true)
    assert(at and at > last, ("'%s' is not after the others in:\n%s"):format(part, text))
    last = at
  end
end

setup(function()
  folder = support.folder()
  make(standards)
  support.write(folder .. "/units.csv", units)
  support.write(folder .. "/figures.csv", figures)
  must("en", "units units.csv")
  must("en", "import figures.csv --level commune --status illustrative")
end)
teardown(function() support.remove(folder) end)

describe("evaluate --by", function()
  it("counts by the units above, in Vietnamese order, and names those that do not meet it", function()
    local text = must("vi", "evaluate --year 2024 --standard commune.standard --by district")
    has(text, "Xã đạt chuẩn · 2024\n")
    assert(text:find("Đơn vị%s+Số xã%s+Đạt%s+Chưa đạt%s+Bình quân%s+Đơn vị chưa đạt"), text)
    assert(text:find("\nHuyện Đá%s+4%s+1 %*†%s+3 %*†%s+3,8%s+An 4%*†, Ánh 4%*, Đá 0%*\n"), text)
    assert(text:find("\nThành phố An%s+1%s+1 %*†%s+0%s+7,0\n"), text)
    in_order(text, "Huyện Đá", "Thành phố An", "(không thuộc đơn vị nào)", "7 xã: 3 đạt, 4 chưa đạt, 0 thiếu số liệu",
      "Bình quân số tiêu chí đạt: 5,0", "* dựa trên", "† dựa trên")
    hasnt(text, "‡")
    hasnt(text, "Thiếu số liệu")
    hasnt(text, "Không xét")
  end)

  it("keeps those that lie in no unit of the level on the day", function()
    local text = must("en", "evaluate --year 2024 --standard commune.standard --by district")
    assert(text:find("\n%(in none%)%s+2%s+1 %*†%s+1 %*%s+6%.5%s+Gò 6%*\n"), text) -- Huyện Ân went, Em never was in one
    text = must("en", "evaluate --year 2022 --standard commune.standard --by district")
    assert(text:find("\nHuyện Ân%s+1%s+1 %*†%s+0%s+0%s+7%.0\n"), text)
  end)

  it("has columns for no data and not applicable where they are needed", function()
    local text = must("en", "evaluate --year 2022 --standard commune.mountain --by district")
    assert(text:find("Unit%s+All communes%s+Met%s+Not met%s+No data%s+Not applicable%s+Mean"), text)
    assert(text:find("\nHuyện Đá%s+4%s+1 %*%s+0%s+3%s+0%s+0%.3\n"), text)
    assert(text:find("\nHuyện Ân%s+1%s+0%s+0%s+0%s+1 %*\n"), text)
  end)

  it("writes CSV and JSON", function()
    local csv = must("vi", "evaluate --year 2024 --standard commune.standard --by district --format csv")
    assert.are.equal([[
by,by_name,year,level,standard,units,met,not_met,no_data,not_applicable,criteria_average,criteria,not_met_units,data_status,threshold_status
580,Huyện Đá,2024,commune,commune.standard,4,1,3,0,0,3.8,7,102 101 104,illustrative,unverified
581,Thành phố An,2024,commune,commune.standard,1,1,0,0,0,7.0,7,,illustrative,unverified
,,2024,commune,commune.standard,2,1,1,0,0,6.5,7,107,illustrative,unverified
]], csv)
    local json = must("vi", "evaluate --year 2024 --standard commune.standard --by district --format json")
    has(json, '"schema": "chuan.evaluate-by/1"')
    has(json, '"by_level": "district"')
    has(json, '"by": null, "by_name": null, "year": 2024')
    has(json, '"criteria_average": 3.8, "criteria": 7, "not_met_units": [{"unit": "102", "unit_name": "Xã An", '
      .. '"criteria_met": 4, "threshold_status": "unverified", "data_status": "illustrative"}, {"unit": "101"')
  end)

  it("adds up to what evaluate says unit by unit", function()
    local met, counted = 0, 0
    for line in must("vi", "evaluate --year 2024 --format csv"):gmatch("[^\n]+") do
      if line:find("^%d+,2024,commune,commune.%a+,,,met,") then met = met + 1 end
    end
    for line in must("vi", "evaluate --year 2024 --by province --format csv"):gmatch("[^\n]+") do
      counted = counted + (tonumber(line:match("^58,Tỉnh,2024,commune,[%a.]+,%d+,(%d+),")) or 0)
    end
    assert.are.equal(met, counted)
    assert(met > 0)
  end)

  it("takes every level that lies below the one asked for, and no other", function()
    local text = must("en", "evaluate --year 2024 --by province --format csv")
    has(text, "58,Tỉnh,2024,commune,commune.standard,7,")
    has(text, "58,Tỉnh,2024,district,district.standard,2,")
    text = must("en", "evaluate --year 2024 --by district --format csv")
    hasnt(text, "district.standard")
  end)

  it("says in one line what cannot be", function()
    local function refused(arguments, english, vietnamese)
      for language, expected in pairs { en = english, vi = vietnamese } do
        local text, code = chuan(language, "evaluate --year 2024 " .. arguments)
        assert.are.equal(2, code, text)
        has(text, expected)
        assert.are.equal(1, select(2, text:gsub("\n", "\n")), text)
      end
    end
    refused("--by village", 'level "village"; name a level above theirs', 'cấp "village"; hãy nêu một cấp trên')
    refused("--level commune --by commune", "name a level above theirs", "hãy nêu một cấp trên")
    refused("--level district --by commune", "name a level above theirs", "hãy nêu một cấp trên")
    refused("--by district --as-of 2025-07-01", 'level "district", which ended on 2025-06-30', "đã kết thúc ngày 2025-06-30")
    refused("--by district --unit 101", "leave the one unit out", "hãy bỏ phần chọn một đơn vị")
    refused("--by", "--by needs a value", "--by cần một giá trị")
  end)

  it("says when there is nothing to count", function()
    has(must("en", "evaluate --year 2024 --level district --by province --as-of 2026-01-01"), "No figures to judge")
  end)

  it("is told by help, with an example", function()
    for _, language in ipairs { "vi", "en" } do
      local text = must(language, "help evaluate")
      has(text, "--by L ")
      has(text, "chuan evaluate --year 2024 --standard commune.standard --by district")
    end
  end)
end)

describe("evaluate", function()
  it("shows a standard before those that ask for it", function()
    in_order(must("vi", "evaluate --year 2024"), "Xã đạt chuẩn · 2024", "Xã nâng cao · 2024", "Xã vùng cao · 2024", "Xã kiểu mẫu · 2024")
    in_order(must("vi", "evaluate --year 2024 --unit 101 --format csv"), ",commune.standard,N,N.1,", ",commune.advanced,,,",
      ",commune.advanced,1,1.1,", ",commune.mountain,1,", ",commune.model,,")
  end)

  it("shows standards that ask for parts of each other in the order of the files", function()
    local function standard(id, asks)
      return ([[standard { id = "%s", level = "commune", source = law { "D" } }
        criterion { of = "%s", id = "1", indicator { id = "1.1", test = %s } }
        criterion { of = "%s", id = "2", indicator { id = "2.1", value = a, at_least = 1 } }]]):format(id, id, asks, id)
    end
    make { ["1.lua"] = standard("x", 'met "y/2"'), ["2.lua"] = standard("y", 'met "x/2"'), ["3.lua"] = standard("z", "is_true(mountain)") }
    local text = must("vi", "evaluate --year 2024 --unit 101 --format csv")
    make(standards)
    in_order(text, "commune,y,,", "commune,x,,", "commune,z,,")
    has(text, "commune,x,1,1.1,met,")
  end)

  it("orders a chain of standards", function()
    local files, count = {}, 40
    for n = 1, count do
      files[("%03d.lua"):format(n)] = ('standard { id = "s%d", level = "commune", source = law { "D" }, test = %s }'):format(n,
        n < count and ('all { at_least(a, %d), met "s%d" }'):format(n, n + 1) or "at_least(a, 1000)")
    end
    make(files)
    local text = must("vi", "evaluate --year 2024 --unit 101 --format csv")
    make(standards)
    in_order(text, "commune,s40,", "commune,s39,", "commune,s2,", "commune,s1,")
  end)

  it("gives a standard that applies to nobody one line", function()
    local text = must("vi", "evaluate --year 2024 --standard commune.mountain")
    has(text, "Xã vùng cao · 2024: không áp dụng cho xã nào trong 7 xã\n")
    hasnt(text, "──")
    text = must("en", "evaluate --year 2024 --standard commune.mountain --by district")
    has(text, "Mountain · 2024: applies to none of the 7 communes\n")
    hasnt(text, "──")
    text = must("vi", "evaluate --year 2024 --standard commune.mountain --unit 101")
    has(text, "Xã vùng cao · 2024: không xét\n")
    hasnt(text, "──")
  end)

  it("leaves units that a standard does not apply to out of the averages", function()
    local text = must("en", "evaluate --standard commune.mountain")
    has(text, "Mountain · 2024: applies to none of the 7 communes\n")
    has(text, "7 communes: 1 met, 0 not met, 5 no data, 1 not applicable\n"
      .. "Criteria met, on average: 0.2; by number met: 1 (1), 0 (5)\n")
  end)

  it("lists three criteria or more that follow each other as a range", function()
    local text = must("en", "evaluate --year 2024 --standard commune.standard")
    assert(text:find("104%s+Xã Đá%s+0/7%s+not met %*%s+0–2, 3†, 4†, 6†%s+N\n"), text)
    assert(text:find("101%s+Xã Ánh%s+4/7%s+not met %*%s+0–2\n"), text)
    assert(text:find("102%s+Xã An%s+4/7%s+not met %*†%s+3†, 4†, 6†\n"), text)
    assert(text:find("107%s+Xã Gò%s+6/7%s+not met %*%s+N\n"), text)
  end)
end)
