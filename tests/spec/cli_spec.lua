-- The command as a person meets it: what it prints, where, in which language, and what it returns. Everything runs
-- build/chuan in temporary folders.

local function shell(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  local _, _, code = pipe:close()
  return text, code
end

local here = shell("pwd"):gsub("\n$", "")
local build = os.getenv("BUILD") or "build"
local program = (build:sub(1, 1) == "/" and build or here .. "/" .. build) .. "/chuan"
if os.getenv("CHUAN_SANITIZED") then program = "env -u LD_PRELOAD ASAN_OPTIONS=detect_leaks=1 " .. program end
if os.getenv("CHUAN_VALGRIND") == "1" then
  program = "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect " .. program
end
local clean = "env -u CHUAN_DB -u CHUAN_RULES -u CHUAN_PLUGINS -u CHUAN_THREADS -u LC_ALL -u LC_MESSAGES LANG=en_US.UTF-8 "

local folder

local function path(name) return folder .. "/" .. name end

local function read(name)
  local file = io.open(path(name), "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

local function write(name, text)
  local parent = name:match("^(.*)/")
  if parent then os.execute(("mkdir -p '%s/%s'"):format(folder, parent)) end
  local file = assert(io.open(path(name), "wb"))
  file:write(text)
  file:close()
end

-- Runs `chuan ARGUMENTS` in the folder; `before` are words put before it (environment, timeout).
local function chuan(arguments, before)
  local _, code = shell(("cd '%s' && %s%s %s %s >out 2>err"):format(folder, clean, before or "", program, arguments))
  return { code = code, out = read("out"), err = read("err") }
end

local function lines(text)
  local list = {}
  for line in text:gmatch("[^\n]+") do list[#list + 1] = line end
  return list
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("%q is not in:\n%s"):format(part, text))
end

-- One clear line on stderr, nothing on stdout, this exit code.
local function fails(result, code, ...)
  assert.are.equal(code, result.code, result.err .. result.out)
  assert.are.equal("", result.out)
  assert.are.equal(1, #lines(result.err), result.err)
  for _, part in ipairs { ... } do has(result.err, part) end
end

local function is_json(text)
  write("json", text)
  return shell(("sqlite3 :memory: \"select json_valid(readfile('%s'))\""):format(path("json"))) == "1\n"
end

local period = [[
period { id = "2021-2025", first_year = 2021, last_year = 2025, name = { vi = "Giai đoạn", en = "Period" } }
document { id = "1/QĐ", date = "2022-03-08" }
]]
local facts = [[
facts "commune" {
  households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
  households_clean_water = count { unit = "hộ", part_of = "households", name = { vi = "Hộ dùng nước sạch", en = "Clean water" } },
  income = amount { unit = "triệu đồng", places = 2, name = { vi = "Thu nhập", en = "Income" } },
  plan_approved = yes_no { name = { vi = "Có quy hoạch", en = "Plan approved" } },
}
]]
local standard = [[
criterion {
  of = "commune.standard", id = "1", name = { vi = "Quy hoạch", en = "Planning" }, source = law { "1/QĐ", item = "1" },
  indicator { id = "1.1", name = { vi = "Có quy hoạch", en = "Has a plan" }, test = is_true(plan_approved) },
}
criterion {
  of = "commune.standard", id = "2", name = { vi = "Môi trường, nước", en = "Environment, water" },
  source = law { "1/QĐ", item = "2" },
  indicator {
    id = "2.1", name = { vi = "Nước sạch", en = "Clean water" },
    value = share(households_clean_water, households), at_least = 65,
  },
  indicator { id = "2.2", name = { vi = "Thu nhập", en = "Income" }, value = income, at_least = unverified(46.5) },
}
standard { id = "commune.standard", level = "commune", name = { vi = "Xã đạt chuẩn", en = "Commune at standard" } }
example { name = "65", of = "commune.standard/2.1", year = 2023,
  facts = { households = 100, households_clean_water = 65 }, expect = "met" }
example { name = "64", of = "commune.standard/2.1", year = 2023,
  facts = { households = 100, households_clean_water = 64 }, expect = "not_met" }
]]
local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
580,district,Huyện Đông,58,,
581,district,Huyện An,58,,
10003,commune,Xã Phước Hà,580,,
10001,commune,Xã Ân Bình,580,,
10002,commune,Xã Công Hải,581,,
]]
local figures = [[
unit,year,households,households_clean_water,income,plan_approved
10001,2024,100,65,46.5,1
10002,2024,1000,649,50,0
10003,2024,0,0,,yes
10001,2023,100,64,46.49,1
]]

local function write_rules(name)
  name = name or "rules"
  write(name .. "/2021-2025/period.lua", period)
  write(name .. "/2021-2025/facts.lua", facts)
  write(name .. "/2021-2025/standard.lua", standard)
end

local function load_all()
  write_rules()
  write("units.csv", units)
  write("figures.csv", figures)
  local loaded = chuan("units units.csv")
  assert.are.equal(0, loaded.code, loaded.err)
  local imported = chuan("import figures.csv --level commune")
  assert.are.equal(0, imported.code, imported.err)
end

-- Loads `count` more communes and writes a file with five years of figures of each.
local function write_many(count)
  local many, rows = { "code,level,name,parent_code,valid_from,valid_to" }, { "unit,year,households,income" }
  for unit = 20001, 20000 + count do
    many[#many + 1] = unit .. ",commune,Xã " .. unit .. ",580,,"
    for year = 2021, 2025 do rows[#rows + 1] = ("%d,%d,%d,%d"):format(unit, year, unit, year) end
  end
  write("many.csv", table.concat(many, "\n") .. "\n")
  assert.are.equal(0, chuan("units many.csv").code)
  write("large.csv", table.concat(rows, "\n") .. "\n")
end

before_each(function() folder = shell("mktemp -d"):gsub("\n$", "") end)
after_each(function() os.execute(("chmod -R u+w '%s'; rm -rf '%s'"):format(folder, folder)) end)

describe("usage", function()
  it("is Lua 5.4 that tests", function() assert.are.equal("Lua 5.4", _VERSION) end)

  it("says its version", function()
    local result = chuan("--version")
    assert.are.equal(0, result.code)
    assert.is_truthy(result.out:match("^chuan %d+%.%d+%.%d+\n$"))
  end)

  it("helps with every command, in both languages, with an example", function()
    for _, name in ipairs { "import", "units", "successions", "attributes", "recognitions", "check", "facts", "evaluate", "targets",
      "tasks", "explain" } do
      local english = chuan("help " .. name)
      assert.are.equal(0, english.code)
      has(english.out, "\nExample")
      has(english.out, "\n  chuan ")
      has(chuan("help " .. name .. " --lang vi").out, "\nVí dụ")
      assert.are.equal(english.out, chuan(name .. " --help").out)
      assert.are.equal(english.out, chuan("--help " .. name).out)
      has(chuan("help").out, "\n  " .. name)
    end
    assert.are.equal(chuan("help").out, chuan("--help").out)
    assert.are.equal(chuan("help").out, chuan("-h").out)
  end)

  it("says what is wrong in one line and returns 2", function()
    fails(chuan(""), 2, "chuan help")
    fails(chuan("evalute"), 2, '"evalute"', '"evaluate"')
    fails(chuan("help exlpain"), 2, '"explain"')
    fails(chuan("zzz"), 2, '"zzz"', "chuan help")
    fails(chuan("evaluate --yaer 2024"), 2, "--yaer", "--year")
    fails(chuan("evaluate -y 2024"), 2, "-y")
    fails(chuan("evaluate --dry-run"), 2, "--dry-run", "help evaluate")
    fails(chuan("evaluate --year"), 2, "--year")
    fails(chuan("evaluate --year="), 2, "--year")
    fails(chuan("evaluate --year 24"), 2, "24")
    fails(chuan("evaluate --year 2024 --year 2023"), 2, "--year")
    fails(chuan("evaluate --format xml"), 2, "xml")
    fails(chuan("evaluate --lang fr"), 2, "fr")
    fails(chuan("evaluate extra"), 2, "extra")
    fails(chuan("explain 10001"), 2, "help explain")
    fails(chuan("units"), 2, "help units")
    fails(chuan("import --dry-run=yes x.csv"), 2, "--dry-run")
    fails(chuan("import x.csv"), 2, "--level")
    fails(chuan("import x.csv --level commune --status good"), 2, "good")
  end)

  it("takes options before and after the command, with = or a space", function()
    load_all()
    local expected = chuan("evaluate --year 2024 --format csv").out
    assert.are_not.equal("", expected)
    for _, arguments in ipairs {
      "--format csv --year 2024 evaluate", "--format=csv evaluate --year=2024",
      "--db chuan.db --rules rules evaluate --year 2024 --format=csv",
      "evaluate --rules=rules/2021-2025 --format csv --year 2024 --level commune --standard commune.standard --period 2021-2025",
    } do
      assert.are.equal(expected, chuan(arguments).out)
    end
  end)

  it("speaks Vietnamese unless told otherwise", function()
    has(chuan("evalute", "env LANG=C").err, "không có lệnh")
    has(chuan("evalute", "env LANG=vi_VN.UTF-8").err, "không có lệnh")
    has(chuan("evalute", "env LC_ALL=vi_VN.UTF-8").err, "không có lệnh")
    has(chuan("evalute --lang vi").err, "không có lệnh")
    has(chuan("evalute", "env LANG=C LC_ALL=en_GB.UTF-8").err, "there is no command")
    has(chuan("evalute --lang=en", "env LANG=C").err, "there is no command")
  end)

  it("knows its plugins", function()
    local result = chuan("import --formats")
    assert.are.equal(0, result.code, result.err)
    has(result.out, "csv")
    local json = chuan("--format json import --formats").out
    assert.is_true(is_json(json))
    has(json, '"schema": "chuan.plugins/1"')
  end)
end)

describe("wrong rules", function()
  local function wrong(file, text, line, ...)
    write_rules()
    write("rules/2021-2025/" .. file, text)
    local result = chuan("check")
    assert.are.equal(1, result.code, result.err)
    local place = ("rules/2021-2025/%s:%d: "):format(file, line)
    has(result.err, place)
    for _, part in ipairs { ... } do has(result.err, part) end
    assert.are.equal(3, chuan("evaluate").code)
    assert.is_nil(read("chuan.db"))
  end

  it("an unknown fact is named with its line and the nearest", function()
    wrong("standard.lua", standard:gsub("share%(households_clean_water,", "share(households_clean_watr,"), 10,
      "households_clean_watr", "households_clean_water")
  end)
  it("a misspelt field is named with its line and the right one", function()
    wrong("standard.lua", standard:gsub("at_least = 65", "at_leest = 65"), 10, "at_leest", "at_least")
  end)
  it("`value >= 65` is refused with what to write", function()
    wrong("standard.lua", standard:gsub("test = is_true%(plan_approved%)", "test = income >= 65"), 3, ">=", "at_least")
  end)
  it("a duplicate id names both lines", function()
    wrong("standard.lua", standard:gsub('id = "2.2"', 'id = "2.1"'), 12, "2.1", "standard.lua:8")
  end)
  it("all errors come at once", function()
    write_rules()
    write("rules/2021-2025/standard.lua", (standard:gsub("at_least = 65", "at_leest = 65")
      :gsub("value = income", "value = incme")))
    local result = chuan("check")
    has(result.err, "at_leest")
    has(result.err, "incme")
  end)
  it("a folder that is missing or empty", function()
    fails(chuan("check"), 3, "rules")
    fails(chuan("check nowhere"), 3, "nowhere")
    os.execute(("mkdir '%s/empty'"):format(folder))
    fails(chuan("check empty"), 3, "empty")
    fails(chuan("facts --rules empty"), 3, "empty")
    fails(chuan("evaluate", "env CHUAN_RULES=empty"), 3, "empty")
  end)
  it("a failed example is an answer of no", function()
    write_rules()
    write("rules/2021-2025/standard.lua", (standard:gsub("at_least = 65", "at_least = 70")))
    local result = chuan("check")
    assert.are.equal(1, result.code, result.err)
  end)
end)

describe("check and facts", function()
  it("check is content with good rules, in every format", function()
    write_rules()
    for _, arguments in ipairs { "check", "check rules", "check rules/2021-2025" } do
      local result = chuan(arguments)
      assert.are.equal(0, result.code, result.err .. result.out)
      has(result.out, "2.2")
    end
    local json = chuan("check --format json")
    assert.is_true(is_json(json.out))
    has(json.out, '"schema": "chuan.check/1"')
    assert.are.equal(0, chuan("check --format csv").code)
  end)
  it("facts are listed", function()
    write_rules()
    local csv = lines(chuan("facts --format csv").out)
    assert.are.equal("level,id,kind,unit,name", csv[1])
    assert.are.equal("commune,households,count,hộ,Households", csv[2])
    assert.are.equal("commune,plan_approved,yes_no,,Plan approved", csv[5])
    has(chuan("facts --lang vi").out, "Có quy hoạch")
    local json = chuan("facts --format json").out
    assert.is_true(is_json(json))
    has(json, '"part_of": "households"')
    fails(chuan("facts --level village"), 2, "village")
  end)
end)

describe("units and import", function()
  it("says how many rows were taken", function()
    write_rules()
    write("units.csv", units)
    assert.are.equal("units.csv: 6 accepted, 0 unchanged, 0 rejected\n", chuan("units units.csv").out)
    assert.are.equal("units.csv: 0 accepted, 6 unchanged, 0 rejected\n", chuan("units units.csv").out)
    write("figures.csv", figures)
    local dry = chuan("import figures.csv --level commune --dry-run")
    assert.are.equal(0, dry.code, dry.err)
    has(dry.out, "4 accepted, 0 unchanged, 0 rejected (dry run")
    local import = "import figures.csv --level commune"
    assert.are.equal("figures.csv: 4 accepted, 0 unchanged, 0 rejected\n", chuan(import).out)
    assert.are.equal("figures.csv: 0 accepted, 4 unchanged, 0 rejected\n", chuan(import).out)
    local json = chuan("--format json import figures.csv --level commune").out
    assert.is_true(is_json(json))
    has(json, '"schema": "chuan.import/1"')
    assert.are.equal('file,accepted,unchanged,rejected\n"units.csv",0,6,0\n', chuan("units units.csv --format csv").out)
  end)

  it("rejects wrong rows with row, column, value and reason, and returns 1", function()
    load_all()
    write("wrong.csv", "unit,year,households,income\n10001,2024,ten,5\n99999,2024,5,5\n10002,2024,7,1.234\n10003,2024,8,9.5\n")
    local result = chuan("import wrong.csv --level commune --rejects rejected.csv")
    assert.are.equal(1, result.code, result.err)
    has(result.out, "wrong.csv: 0 accepted, 1 changed, 0 unchanged, 3 rejected")
    has(result.err, "wrong.csv:2")
    has(result.err, "ten")
    has(result.err, "99999")
    has(read("rejected.csv"), "99999")
  end)

  it("a wrong unit row means that none is stored", function()
    write("units.csv", units .. "10009,commune,Xã Lạc,777,,\n")
    local result = chuan("units units.csv")
    assert.are.equal(1, result.code, result.err)
    has(result.err, "units.csv:8")
    has(result.err, "777")
    has(result.out, "0 accepted")
  end)

  it("a CSV that lacks a column is refused in one line", function()
    load_all()
    write("no-unit.csv", "year,households\n2024,5\n")
    fails(chuan("import no-unit.csv --level commune"), 3, "no-unit.csv", "unit")
    write("no-year.csv", "unit,households\n10001,5\n")
    fails(chuan("import no-year.csv --level commune"), 3, "no-year.csv", "year")
    assert.are.equal(0, chuan("import no-year.csv --level commune --year 2024").code)
    write("no-level.csv", "code,name\n1,A\n")
    fails(chuan("units no-level.csv"), 3, "no-level.csv", "level")
  end)

  it("a file that is not there or unreadable", function()
    load_all()
    fails(chuan("import nowhere.csv --level commune"), 3, "nowhere.csv")
    fails(chuan("import . --level commune"), 3)
    fails(chuan("import figures.csv --level commune --format xyz"), 2, "xyz")
    fails(chuan("import figures.csv --level village"), 2, "village")
    fails(chuan("import figures.csv --level commune --mapping none.lua"), 3, "none.lua")
  end)

  it("Ctrl-C leaves the database as it was", function()
    load_all()
    write_many(40000)
    local before = chuan("evaluate --format csv").out
    -- Wherever it falls: before anything has begun, on the way, or after the end on a fast machine.
    for _, delay in ipairs { 0.02, 0.08, 0.2 } do
      local result = chuan("import large.csv --level commune", "timeout --preserve-status -s INT " .. delay)
      if result.code == 0 then break end
      assert.are.equal(130, result.code, result.err)
      assert.is_true(#lines(result.err) <= 1, result.err)
      assert.is_true(before == chuan("evaluate --format csv").out)
    end
  end)
end)

describe("evaluate", function()
  before_each(load_all)

  it("writes the CSV of the contract", function()
    local result = chuan("evaluate --year 2024 --format csv")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("", result.err)
    assert.are.equal([[
unit,year,level,standard,criterion,indicator,verdict,value,threshold,unit_of_measure,threshold_status
10001,2024,commune,commune.standard,,,met,,,,unverified
10001,2024,commune,commune.standard,1,,met,,,,sourced
10001,2024,commune,commune.standard,1,1.1,met,,,,sourced
10001,2024,commune,commune.standard,2,,met,,,,unverified
10001,2024,commune,commune.standard,2,2.1,met,65,65,%,sourced
10001,2024,commune,commune.standard,2,2.2,met,46.5,46.5,triệu đồng,unverified
10002,2024,commune,commune.standard,,,not_met,,,,unverified
10002,2024,commune,commune.standard,1,,not_met,,,,sourced
10002,2024,commune,commune.standard,1,1.1,not_met,,,,sourced
10002,2024,commune,commune.standard,2,,not_met,,,,sourced
10002,2024,commune,commune.standard,2,2.1,not_met,64.9,65,%,sourced
10002,2024,commune,commune.standard,2,2.2,met,50,46.5,triệu đồng,unverified
10003,2024,commune,commune.standard,,,no_data,,,,unverified
10003,2024,commune,commune.standard,1,,met,,,,sourced
10003,2024,commune,commune.standard,1,1.1,met,,,,sourced
10003,2024,commune,commune.standard,2,,no_data,,,,unverified
10003,2024,commune,commune.standard,2,2.1,no_data,,65,%,sourced
10003,2024,commune,commune.standard,2,2.2,no_data,,46.5,triệu đồng,unverified
]], result.out)
  end)

  it("orders rows by unit, then year, for every year with figures", function()
    local seen = {}
    for _, line in ipairs(lines(chuan("evaluate --format csv").out)) do
      local unit, year, criterion = line:match("^(%d+),(%d+),commune,commune.standard,(%d*),")
      if unit and criterion == "" then seen[#seen + 1] = unit .. "/" .. year end
    end
    assert.are.same({ "10001/2023", "10001/2024", "10002/2023", "10002/2024", "10003/2023", "10003/2024" }, seen)
  end)

  it("gives the same bytes for any number of threads", function()
    for _, format in ipairs { "table", "csv", "json" } do
      assert.are.equal(chuan("evaluate --format " .. format, "env CHUAN_THREADS=1").out,
        chuan("evaluate --format " .. format, "env CHUAN_THREADS=7").out)
    end
  end)

  it("writes JSON with digests and decimals", function()
    local json = chuan("evaluate --year 2024 --format json").out
    assert.is_true(is_json(json))
    has(json, '"schema": "chuan.evaluate/1"')
    has(json, '"value": 64.9, "comparison": "at_least", "threshold": 65,')
    has(json, '"near_threshold": true')
    has(json, '"data_status": "official"')
    assert.is_truthy(json:match('"rules_digest": "%x+"'))
    assert.is_truthy(json:match('"facts_digest": "%x+"'))
  end)

  it("shows a table under the parents, in Vietnamese order, with totals", function()
    local table = chuan("evaluate --year 2024 --lang vi").out
    local an, dong = table:find("Huyện An", 1, true), table:find("Huyện Đông", 1, true)
    assert.is_true(an < dong)
    assert.is_true(table:find("Ân Bình", 1, true) < table:find("Phước Hà", 1, true))
    has(table, "1/2")
    has(table, "2/2")
    has(table, "1 đạt, 1 chưa đạt, 1 thiếu số liệu")
    has(table, "†")
    assert.is_nil(table:find("\27", 1, true))
    assert.is_nil(table:find(" \n", 1, true))
  end)

  it("shows one unit criterion by criterion", function()
    local one = chuan("evaluate --unit 10002 --year 2024").out
    has(one, "64.9")
    has(one, "≥ 65")
    has(one, "Environment, water")
    local years = chuan("evaluate --unit 'an binh'").out
    has(years, "2023")
    has(years, "✗")
    has(years, "✓")
  end)

  it("says which rows rest on illustrative figures", function()
    write("more.csv", "unit,year,households\n10002,2023,9\n")
    assert.are.equal(0, chuan("import more.csv --level commune --status illustrative").code)
    local csv = chuan("evaluate --year 2023 --format csv")
    assert.are.equal(0, csv.code)
    assert.are.equal(1, #lines(csv.err))
    has(csv.err, "illustrative")
    has(chuan("evaluate --year 2023").out, "* ")
  end)

  it("names what it does not know", function()
    fails(chuan("evaluate --unit 99999"), 2, "99999")
    fails(chuan("evaluate --standard commune.standrd"), 2, "commune.standard")
    fails(chuan("evaluate --level village"), 2, "village")
    fails(chuan("evaluate --period 1999"), 2, "1999")
    fails(chuan("explain 10001 commune.standard/9.9"), 2, "9.9")
    fails(chuan("explain nobody commune.standard"), 2, "nobody")
  end)

  it("explains, by code or by name", function()
    local one = chuan("explain 10002 commune.standard/2.1 --year 2024")
    assert.are.equal(0, one.code, one.err)
    has(one.out, "649")
    has(one.out, "figures.csv")
    assert.are.equal(one.out, chuan("explain 'Cong Hai' commune.standard/2.1 --year 2024").out)
    assert.are.equal(one.out, chuan("explain 10002 commune.standard/2.1").out)
    local json = chuan("explain 10002 commune.standard --format json").out
    assert.is_true(is_json(json))
    has(json, '"schema": "chuan.explain/1"')
  end)
end)

describe("databases and disks", function()
  it("a database of another program is refused and left alone", function()
    write_rules()
    write("units.csv", units)
    os.execute(("sqlite3 '%s' 'create table t(a); insert into t values (1)'"):format(path("other.db")))
    local before = read("other.db")
    fails(chuan("--db other.db units units.csv"), 4, "other.db")
    fails(chuan("--db other.db evaluate"), 4, "other.db")
    assert.are.equal(before, read("other.db"))
    write("text.db", "this is a letter\n")
    fails(chuan("--db text.db units units.csv"), 4, "text.db")
    fails(chuan("--db . units units.csv"), 4)
    fails(chuan("--db nowhere/x.db units units.csv"), 4, "nowhere/x.db")
  end)

  it("a database that is not there", function()
    write_rules()
    fails(chuan("evaluate"), 4, "chuan.db: no such dossier", "chuan units FILE", "--db", "$CHUAN_DB")
    assert.is_nil(read("chuan.db"))
  end)

  it("output that cannot be written is an error", function()
    load_all()
    for _, arguments in ipairs { "help", "--version", "facts", "check", "evaluate", "evaluate --format csv",
      "evaluate --format json", "explain 10001 commune.standard", "units units.csv", "import --formats" } do
      local text, code = shell(("cd '%s' && %s%s %s 2>&1 >/dev/full"):format(folder, clean, program, arguments))
      assert.are.equal(3, code, arguments .. ": " .. text)
      assert.are.equal(1, #lines(text), text)
    end
  end)

  -- A small disk where mounting is allowed; elsewhere a folder that may not be written, or files that may not grow, which
  -- the command meets as the same refusals of the system.
  local function with_disk(size, job)
    os.execute(("mkdir '%s/disk'"):format(folder))
    local mounted = os.execute(("mount -t tmpfs -o size=%s tmpfs '%s/disk' 2>/dev/null"):format(size, folder)) ~= nil
    local ok, message = pcall(job, mounted)
    if mounted then os.execute(("umount '%s/disk'"):format(folder)) end
    if not ok then error(message, 0) end
  end

  it("a read-only disk can be read, not written", function()
    with_disk("4m", function(mounted)
      local as = ""
      load_all()
      os.execute(("cp '%s' '%s'"):format(path("chuan.db"), path("disk/chuan.db")))
      if mounted then
        os.execute(("mount -o remount,ro '%s'"):format(path("disk")))
      else
        os.execute(("chmod a+rX '%s' '%s'/* && chmod -R a-w '%s'"):format(folder, folder, path("disk")))
        if shell("id -u"):match("^0") then as = "setpriv --reuid=65534 --clear-groups" end -- root may write anywhere
      end
      fails(chuan("--db disk/chuan.db import figures.csv --level commune", as), 4, "disk/chuan.db")
      fails(chuan("--db disk/new.db units units.csv", as), 4, "disk/new.db")
      local result = chuan("--db disk/chuan.db evaluate --format csv", as)
      assert.are.equal(0, result.code, result.err)
      assert.are.equal(chuan("evaluate --format csv").out, result.out)
    end)
  end)

  it("a limit to the size of files is told, and leaves nothing half-written", function()
    load_all()
    write_many(4000)
    local within = [[sh -c 'ulimit -f 100; exec "$@"' sh]]
    fails(chuan("import large.csv --level commune --rejects bad.csv", within), 4, "chuan.db")
    fails(chuan("export --level commune -o all.csv", [[sh -c 'ulimit -f 2; exec "$@"' sh]]), 4, "")
    assert.are.equal("", shell(("cd '%s' && ls -d bad.csv* all.csv* 2>/dev/null"):format(path("."))))
  end)

  it("a full disk stops an import and keeps what was there", function()
    with_disk("4m", function(mounted)
      local within = ""
      load_all()
      write_many(4000)
      os.execute(("cp '%s' '%s'"):format(path("chuan.db"), path("disk/chuan.db")))
      if mounted then
        os.execute(("cd '%s' && dd if=/dev/zero of=filler bs=4k 2>/dev/null; truncate -s -256K filler"):format(path("disk")))
      else
        within = [[sh -c 'trap "" XFSZ; ulimit -f 600; exec "$@"' sh]]
      end
      fails(chuan("--db disk/chuan.db import large.csv --level commune", within), 4, "disk/chuan.db")
      local result = chuan("--db disk/chuan.db evaluate --format csv")
      assert.are.equal(0, result.code, result.err)
      assert.are.equal(chuan("evaluate --format csv").out, result.out)
    end)
  end)
end)
