-- Figures that go round: into a dossier, out on a form, filled in, imported into another dossier, judged, exported as CSV and
-- JSON, imported again. Every kind of figure comes back as it was, and so does every empty cell.

local support = require "tests.support"
local form_book = require "tests.form_book"

local rules_text = [[
period { id = "a", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
names { north = { vi = "Miền núi, vùng cao", en = "Mountains" }, south = { vi = "Đồng bằng", en = "Plain" } }
facts "commune" {
  region = choice { "north", "south", "east", name = { vi = "Vùng", en = "Region" } },
  zone = choice { "I", "II", "III" },
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  poor = count { unit = "hộ", part_of = "households", name = { vi = "Hộ nghèo", en = "Poor households" } },
  large = count {},
  balance = amount { places = 2, min = -1000000000000000 },
  exact = amount { unit = "ha", places = 3 },
  finest = amount { places = 9, min = -5000000000 },
  rate = amount { unit = "%", places = 1, min = 0, max = 100 },
  planned = yes_no { name = { vi = "Có quy hoạch", en = "Has a plan" } },
  burial = yes_no {},
}
standard { id = "s", level = "commune", source = law { "D" }, test = all { every_criterion(), known(large) } }
criterion { of = "s", id = "1", name = "Hộ nghèo",
  indicator { id = "1.1", value = share(poor, households), at_most = by(region, { north = 10, otherwise = 5 }) },
  indicator { id = "1.2", value = balance, at_least = 0 }, indicator { id = "1.3", value = exact, at_least = 1.234 } }
criterion { of = "s", id = "2", name = "Quy hoạch",
  indicator { id = "2.1", test = is_true(planned), applies_when = equals(zone, "II") },
  indicator { id = "2.2", value = rate + finest, at_least = 50 }, indicator { id = "2.3", test = is_true(burial) } }
]]

local units = { { "D1", "Huyện Đông Hòa" }, { "001", "Xã Ân Nghĩa", "D1" }, { "002", "Xã Đức Thắng", "D1" }, { "03", "Phước Hải", "D1" },
  { "22837", "Xã Phước Chiến", "D1" }, { "A-5", "Xã “Hòa, Bình”; 'Mới'", "D1" }, { "6.0", "=1+1", "D1" }, { "7", "Xã Ea H'leo", "D1" },
  { "8", "Xã <Ngã & Ba>", "D1" } }

local folder, engine, rules, book

local function dossier()
  local one = assert(engine:dossier(":memory:", "create"))
  for _, unit in ipairs(units) do
    assert(one:unit { code = unit[1], level = unit[3] and "commune" or "district", name = unit[2], parent = unit[3] })
  end
  return one
end

-- rows: { [code] = { fact = text } }, text as a CSV cell, "." the decimal point.
local function enter(one, rows, status)
  local list = {}
  for code, facts in pairs(rows) do list[#list + 1] = { unit = code, year = 2024, facts = facts } end
  assert(one:enter(rules, { level = "commune", source = "test", status = status }, list))
  return one
end

local function export(one, format) return assert(one:export(rules, { level = "commune" }, format or "csv")) end

local function judged(one)
  return (assert(one:evaluate(rules, { year = 2024, level = "commune" })):write("csv"))
end

local function same(expected, one)
  assert.are.equal(export(expected), export(one))
  assert.are.equal(judged(expected), judged(one))
end

local function import(one, name)
  local counts, problems = assert(one:import(rules, folder .. "/" .. name, { level = "commune" }))
  assert.are.equal(0, counts.rejected, problems and problems[1] and problems[1].message)
  return counts
end

local function form(one, name, filled)
  assert(one:form(rules, folder .. "/" .. name, { level = "commune", year = 2024, filled = filled }))
end

-- --- random figures ------------------------------------------------------------------------------------------------

local function scaled(value, places)
  local sign, digits = value < 0 and "-" or "", ("%d"):format(math.abs(value))
  if places == 0 then return sign .. digits end
  digits = ("0"):rep(places + 1 - #digits) .. digits
  return sign .. digits:sub(1, -places - 1) .. "." .. digits:sub(-places)
end

local function one_of(...) return (select(math.random(select("#", ...)), ...)) end

-- Of any length that fits: a short figure is as likely as a long one.
local function whole(digits)
  return math.random(0, math.tointeger(10 ^ math.random(1, digits)) - 1)
end

local function amount(digits, places, negative)
  local value = whole(digits)
  return scaled(negative and math.random(2) == 1 and -value or value, places)
end

local function random_facts()
  local households = whole(6)
  local facts = {
    region = one_of("north", "south", "east"), zone = one_of("I", "II", "III"), households = scaled(households, 0),
    poor = scaled(math.random(0, households), 0), large = one_of(scaled(whole(18), 0), "999999999999999999", "9007199254740993", "0"),
    balance = one_of(amount(17, 2, true), "-0.01", "-1000000000000000.00"), exact = one_of(amount(12, 3), "1.234", "0.001"),
    finest = one_of(amount(16, 9, true), "-0.000000001"), rate = one_of(scaled(math.random(0, 1000), 1), "100", "0"),
    planned = one_of("1", "0"), burial = one_of("true", "false"),
  }
  for fact in pairs(facts) do
    if math.random(4) == 1 then facts[fact] = nil end
  end
  return next(facts) and facts or { large = "1" }
end

local function random_rows()
  local rows = {}
  for _, unit in ipairs(units) do
    if unit[3] and math.random(8) > 1 then rows[unit[1]] = random_facts() end
  end
  rows["001"] = rows["001"] or random_facts()
  return rows
end

-- What a person types: numbers as numbers while a spreadsheet keeps them, names of choices, "Có" and "Không".
local words = { north = "Miền núi, vùng cao", south = "Đồng bằng" }
local function typed(fact, text)
  if fact == "region" or fact == "zone" then return words[text] or text end
  if fact == "planned" or fact == "burial" then return (text == "1" or text == "true") and "Có" or "Không" end
  local digits = text:gsub("%D", ""):gsub("^0+", "")
  if #digits > 15 then return text end
  return text:find(".", 1, true) and tonumber(text) or math.tointeger(text)
end

setup(function()
  folder = support.folder()
  engine = assert(support.module().open { language = "en", plugins = support.build .. "/plugins" })
  support.must("mkdir -p '%s/rules'", folder)
  support.write(folder .. "/rules/period.lua", rules_text)
  rules = assert(engine:rules(folder .. "/rules"))
  math.randomseed(20241231)
end)

teardown(function() support.remove(folder) end)

after_each(function()
  if book then book:close() end
  book = nil
  support.must("rm -f '%s'/*.xlsx '%s'/*.csv '%s'/*.json", folder, folder, folder)
end)

describe("figures go round", function()
  it("from a form that was filled in by hand", function()
    for round = 1, 6 do
      local rows = random_rows()
      local expected, other = enter(dossier(), rows), dossier()
      local name = ("f%d.xlsx"):format(round)
      form(dossier(), name)
      book = form_book.open(folder .. "/" .. name)
      for code, facts in pairs(rows) do
        for fact, text in pairs(facts) do book:put(fact, code, typed(fact, text)) end
      end
      book:save(folder .. "/" .. name)
      book:close()
      book = nil
      import(other, name)
      same(expected, other)
    end
  end)

  it("from a form that was handed out with them", function()
    for round = 1, 6 do
      local first, second = enter(dossier(), random_rows()), dossier()
      local name = ("f%d.xlsx"):format(round)
      form(first, name, true)
      import(second, name)
      same(first, second)
    end
  end)

  it("by CSV and JSON", function()
    for round = 1, 6 do
      local first = enter(dossier(), random_rows())
      for _, format in ipairs { "csv", "json" } do
        local name = ("e%d.%s"):format(round, format)
        support.write(folder .. "/" .. name, export(first, format))
        local second = dossier()
        import(second, name)
        same(first, second)
      end
    end
  end)

  it("by all of them, one after the other", function()
    local first, second, third, fourth = enter(dossier(), random_rows()), dossier(), dossier(), dossier()
    form(first, "one.xlsx", true)
    import(second, "one.xlsx")
    support.write(folder .. "/two.json", export(second, "json"))
    import(third, "two.json")
    support.write(folder .. "/three.csv", export(third, "csv"))
    import(fourth, "three.csv")
    same(first, fourth)
    local counts = import(fourth, "one.xlsx")
    assert.are.same({ 0, 0, 0 }, { counts.accepted, counts.changed, counts.rejected })
    same(first, fourth)
  end)

  it("and an empty form says nothing", function()
    local one = dossier()
    form(one, "empty.xlsx")
    local counts = import(one, "empty.xlsx")
    assert.are.same({ 0, 0, 0 }, { counts.accepted, counts.changed, counts.rejected })
    local before = enter(dossier(), random_rows())
    local told = export(before)
    import(before, "empty.xlsx")
    assert.are.equal(told, export(before))
  end)
end)
