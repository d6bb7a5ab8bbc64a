-- Mapping files: what they can say of a table, and every mistake in one told at its line with what to write.

package.path = "tests/?.lua;" .. package.path -- workbook.lua asks for support by its bare name
local support = require "tests.support"
local traps = require "tests.traps"
local workbook = require "tests.workbook"

local write, read, has, fails = traps.write, traps.read, traps.has, traps.fails

local facts = [[
facts "commune" {
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  poor = count { unit = "hộ", part_of = "households", name = { vi = "Hộ nghèo", en = "Poor households" } },
  population = count { unit = "người", name = { vi = "Dân số", en = "Population" } },
  income = amount { unit = "triệu đồng/người/năm", places = 2, name = { vi = "Thu nhập bình quân", en = "Income" } },
  rice = amount { unit = "tấn/năm", places = 1, name = { vi = "Sản lượng lúa", en = "Rice" } },
  plan = yes_no { name = { vi = "Quy hoạch được duyệt", en = "Plan approved" } },
}
]]

local folder, ready
local function chuan(arguments, before) return traps.chuan(folder, arguments, before) end

setup(function()
  folder = traps.folder { ["facts.lua"] = facts,
    ["standard.lua"] = 'standard { id = "s", level = "commune", name = "Xã" }\ncriterion { of = "s", id = "1", name = "Hộ", ' ..
      'indicator { id = "1.1", name = "Hộ", value = households, at_least = unverified(65) } }\n' }
  write(folder, "units.csv", traps.units)
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

local function import(mapping, text, arguments)
  write(folder, "m.lua", mapping)
  if text then write(folder, "f.csv", text) end
  return chuan("import f.csv --level commune --mapping m.lua " .. (arguments or ""))
end

local function must_import(counts, ...)
  local result = import(...)
  assert.are.equal(0, result.code, result.err .. result.out)
  has(result.out, counts)
  return result
end

local function stored(columns)
  return (support.must("sqlite3 '%s/chuan.db' 'SELECT year, %s FROM fact_commune ORDER BY unit_id, year'", folder, columns)
    :gsub("%s+$", ""))
end

describe("a mapping", function()
  it("says which rows are headings, which year it is, what is left unread", function()
    local result = must_import("1 accepted", [[mapping { heading_rows = { 2, 3 }, unit = "Mã", year = 2023,
      skip = { "STT", "Ghi chú" }, columns = { ["Hộ / Tổng"] = households, ["Nghèo"] = poor } }]],
      "Bảng năm 2024,,,,\nSTT,Mã,Hộ,,Ghi chú\n,,Tổng,Nghèo,\n1,10001,100,10,x\n")
    assert.are.equal("2023|100|10", stored("households, poor"))
    assert.are.equal("", result.err)
    must_import("1 accepted", 'mapping { heading_rows = 2, unit = "Mã", year = 2022, columns = { ["Hộ"] = households } }',
      "Mã,Hộ\nMã,Hộ\n10001,5\n")
  end)

  it("names columns by their number, units by their names", function()
    must_import("2 accepted", 'mapping { heading_rows = 1, name = 2, columns = { [4] = households, [5] = poor } }',
      "STT,Nơi,Năm,Cột,Cột\n1,Ân Bình,2024,100,10\n2,xã công hải,2024,200,20\n")
    assert.are.equal("2024|100|10\n2024|200|20", stored("households, poor"))
  end)

  it("converts exactly, or refuses", function()
    local mapping = [[mapping { unit = "Mã", year = 2024, columns = { ["TN"] = { income, unit = "nghìn đồng/người/tháng" },
      ["Lúa"] = { rice, times = "1/1000" }, ["Người"] = { population, times = 1000 } } }]]
    must_import("1 accepted", mapping, "Mã,TN,Lúa,Người\n10001,3875,1200,5.25\n")
    assert.are.equal("2024|4650|12|5250", stored("income, rice, population"))
    local result = import(mapping, "Mã,TN,Lúa,Người\n10001,3875.001,1200,5.2505\n10002,3875,1250,5.2505\n")
    has(result.out, "2 rejected")
    has(result.err, "f.csv:2:2: column 'TN', '3875.001': converted to the unit of the figure it has more decimals than are kept")
    has(result.err, "f.csv:3:3: column 'Lúa', '1250': converted")
  end)

  it("believes a heading that is in another unit of measure", function()
    local result = must_import("1 accepted", [[mapping { unit = "Mã", year = 2024,
      columns = { ["TN (nghìn đồng/người/năm)"] = income } }]], "Mã,TN (nghìn đồng/người/năm)\n10001,46500\n")
    has(result.err, "each times 1/1000")
    assert.are.equal("2024|4650", stored("income"))
  end)

  it("does not take a share for the figure of which only the sign is missing", function()
    local text = "Mã,Hộ nghèo (%)\n10001,4\n"
    local result = import('mapping { unit = "Mã", year = 2024, columns = { ["Hộ nghèo"] = poor } }', text)
    assert.are.equal(3, result.code)
    has(result.err, "column 'Hộ nghèo (%)' is in %, and m.lua:1 reads 'Hộ nghèo' as poor; write the heading as it stands")
    must_import("1 accepted", 'mapping { unit = "Mã", year = 2024, columns = { ["Hộ nghèo (%)"] = poor } }', text)
  end)

  it("is one for each sheet", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Hộ", rows = { { "Bảng 1" }, { "Mã", "Tổng" }, { "10001", 100 } } },
      { name = "Khác", rows = { { "Mã", "Tổng" }, { "10001", 50 } } },
      { name = "Lúa", rows = { { "Xã", "Tổng" }, { "Xã Ân Bình", 7.5 } } } })
    write(folder, "m.lua", [[
      mapping { sheet = "Hộ", unit = "Mã", year = 2024, columns = { ["Tổng"] = households } }
      mapping { sheet = "Lúa", name = "Xã", year = 2024, columns = { ["Tổng"] = rice } }]])
    local result = chuan("import f.xlsx --level commune --mapping m.lua")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("2024|100|75", stored("households, rice"))
  end)

  it("says what text without Unicode is in", function()
    fails(import('mapping { encoding = "abcd", unit = "Mã", year = 2024, columns = { Ho = poor } }', "Mã,Ho\n10001,5\n"), 3,
      "no encoding 'abcd'", "tcvn3")
  end)

  it("has all its mistakes told at once, each with what to write", function()
    local result = import(table.concat({
      "mapping {",
      '  sheet = "A",',
      "  heading_rows = { 5, 3 },",
      "  year = 24,",
      '  skip = "STT",',
      "  colour = 1,",
      "  columns = {",
      '    ["a"] = { income, unit = "kg" },',
      '    ["b"] = { rice, times = 1/3 },',
      '    ["c"] = { plan, unit = "hộ" },',
      '    ["d"] = { poor, unit = "bao" },',
      '    ["e"] = { households, factor = 2 },',
      '    ["f"] = { unit = "hộ" },',
      "  },",
      "}",
      "mapping { columns = { x = population } }",
    }, "\n"), "a\n1\n")
    assert.are.equal(3, result.code)
    local expected = { "m.lua:3: heading_rows is the number of the heading row, or { first, last }", "m.lua:4: year is a heading",
      "m.lua:5: skip is a list", "m.lua:6: mapping has no field 'colour'", 'm.lua:8: "kg" cannot be made "triệu đồng/người/năm"',
      "m.lua:9: times is an exact number", "m.lua:10: plan is no number", 'm.lua:11: "bao" is no unit of measure known here',
      "m.lua:12: the column 'e' is { fact, unit", "m.lua:13: the column 'f' needs the name of a fact",
      "m.lua:16: of several mapping { … } in a file each is for one sheet" }
    for _, part in ipairs(expected) do has(result.err, part) end
    assert.are.equal(#expected + 1, #result.lines, result.err)
  end)

  it("whose heading rows are not there is told so", function()
    fails(import('mapping { heading_rows = { 40, 41 }, unit = "Mã", year = 2024, columns = { a = poor } }', "Mã,a\n1,2\n"), 3,
      "nothing in rows 40 to 41", "m.lua:1")
  end)
end)

describe("a list of rejected rows", function()
  it("is read by the mapping of the file that it came from", function()
    local mapping = 'mapping { heading_rows = { 2, 3 }, unit = "Mã", year = 2023, decimal = ",", ' ..
      'columns = { ["Hộ / Tổng"] = households, ["TN"] = income } }'
    local result = import(mapping, "Bảng;;\nMã;Hộ;TN\n;Tổng;\n10001;100;4x\n10002;7;46,5\n", "--rejects r.csv")
    assert.are.equal(1, result.code, result.err)
    local rejects = read(folder, "r.csv")
    has(rejects, "Mã;Hộ / Tổng;TN;reason\n10001;100;4x;")
    must_import("1 accepted", mapping, (rejects:gsub("4x", "47,5")))
    assert.are.equal("2023|100|4750\n2023|7|4650", stored("households, income"))
    must_import("0 accepted, 1 unchanged", mapping, (rejects:gsub("4x", "47,5")))
  end)

  it("of several sheets is read by all their mappings", function()
    workbook.write(folder .. "/f.xlsx", {
      { name = "Hộ", rows = { { "Mã", "Tổng" }, { "10001", "100x" }, { "10002", 50 } } },
      { name = "Lúa", rows = { { "Xã", "Tổng" }, { "Xã Ân Bình", "7,x" }, { "Công Hải", 7.25 } } } })
    write(folder, "m.lua", [[
      mapping { sheet = "Hộ", unit = "Mã", year = 2024, columns = { ["Tổng"] = households } }
      mapping { sheet = "Lúa", name = "Xã", year = 2024, columns = { ["Tổng"] = { rice, times = 2 } } }]])
    local options = " --level commune --mapping m.lua --rejects r.csv"
    local result = chuan("import f.xlsx" .. options)
    assert.are.equal(1, result.code, result.err)
    local rejects = read(folder, "r.csv")
    has(rejects, "Mã,Hộ / Tổng,Xã,Lúa / Tổng,sheet,reason\n10001,100x,,,Hộ,")
    has(rejects, '\n,,Xã Ân Bình,"7,x",Lúa,')
    write(folder, "r2.csv", (rejects:gsub("100x", "100"):gsub('"7,x"', "7")))
    result = chuan("import r2.csv" .. options)
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("2024|100|140\n2024|50|145", stored("households, rice"))
  end)
end)
