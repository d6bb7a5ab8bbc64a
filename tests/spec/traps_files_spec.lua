-- Traps of the files people send and of the dossier's own file: each was tried, some broke, all hold.

local support = require "tests.support"
local traps = require "tests.traps"

local write, read, has, fails = traps.write, traps.read, traps.has, traps.fails
local headings = "unit,year,households,water,income,ok,region\n"

local folder
local function chuan(arguments, before) return traps.chuan(folder, arguments, before) end

local function load_units(text)
  write(folder, "units.csv", text or traps.units)
  local result = chuan("units units.csv")
  assert.are.equal(0, result.code, result.err)
end

-- A dossier with these units is made once and copied: specs begin quickly.
local ready
setup(function()
  folder = traps.folder()
  load_units()
  ready = folder
end)
teardown(function() support.remove(ready) end)
before_each(function()
  folder = traps.folder()
  support.must("cp '%s/chuan.db' '%s/units.csv' '%s'", ready, ready, folder)
end)
after_each(function() support.remove(folder) end)

local function import(text, arguments, before)
  if text then write(folder, "f.csv", text) end
  return chuan("import f.csv --level commune " .. (arguments or ""), before)
end

local function value(column)
  return (support.must("sqlite3 '%s/chuan.db' 'SELECT %s FROM fact_commune'", folder, column):gsub("%s+$", ""))
end

local function is_sound() assert.are.equal("ok\n", support.must("sqlite3 '%s/chuan.db' 'PRAGMA integrity_check'", folder)) end

describe("a file of figures", function()
  it("may have a byte order mark, any separator, any line end", function()
    for _, change in ipairs {
      function(text) return "\xEF\xBB\xBF" .. text end,
      function(text) return (text:gsub(",", ";")) end,
      function(text) return (text:gsub(",", "\t")) end,
      function(text) return (text:gsub("\n", "\r\n")) end,
      function(text) return (text:gsub("\n", "\r")) end,
      function(text) return (text:gsub("\n$", "")) end,
      function(text) return (text:gsub("unit,year", " Unit ,YEAR")) end,
    } do
      support.must("cp '%s/chuan.db' '%s'", ready, folder)
      local result = import(change(headings .. "10001,2024,100,50,1.5,1,north\n"))
      assert.are.equal(0, result.code, result.err)
      has(result.out, "1 accepted")
    end
  end)

  it("is refused in one line when it is no text, and nothing is stored", function()
    for name, text in pairs {
      empty = "", lines = "\n\n\n", zeros = ("\0"):rep(5000), ["UTF-16"] = "\xFF\xFEu\0n\0i\0t\0",
      ["UTF-16BE"] = "\xFE\xFF\0u\0n\0i\0t", ["UTF-16 of nothing"] = "\xFF\xFE", zip = "PK\3\4" .. ("\1\2\3\xFF"):rep(500), latin = "unit,year,S\xF4 h\xF4\n",
      quote = headings .. '10001,2024,"1,1,1,1,north\n10002,2024,1,1,1,1,north\n',
      headings_twice = "unit,year,households,households\n10001,2024,1,2\n", unknown = "a,b,c\n1,2,3\n",
      year = "unit,households\n10001,5\n",
    } do
      for _, format in ipairs { "", "--format csv" } do
        local result = import(text, format)
        assert.are.equal(3, result.code, name .. ": " .. result.err)
        assert.are.equal(1, #result.lines, name .. ": " .. result.err)
        has(result.err, ";")
      end
    end
    has(import("\xFF\xFEu\0n\0i\0t\0").err, "the headings are 'unit'")
    assert.are.equal("0\n", support.must("sqlite3 '%s/chuan.db' 'SELECT count(*) FROM import'", folder))
  end)

  it("must be a file", function()
    support.must("mkfifo '%s/fifo'; ln -s loop.csv '%s/loop.csv'", folder, folder)
    for _, name in ipairs { "fifo", "loop.csv", "rules", "/dev/zero", "/dev/null", "nowhere.csv" } do
      fails(chuan("import " .. name .. " --level commune", "timeout -s KILL 10"), 3, name)
    end
  end)

  it("says in Vietnamese what the system says in English", function()
    for _, command in ipairs { "import nowhere.csv --level commune", "import loop.csv --level commune",
      "import f.csv --level commune --rejects nowhere/r.csv", "evaluate --rules nowhere" } do
      support.must("ln -sfn loop.csv '%s/loop.csv'", folder)
      write(folder, "f.csv", headings .. "10001,2024,1,1,1,1,north\n")
      local result = chuan(command .. " --lang vi")
      assert.are.equal(3, result.code)
      assert.is_nil(result.err:find("No such", 1, true), result.err)
      assert.is_nil(result.err:find("Too many", 1, true), result.err)
    end
  end)

  it("of two gigabytes, one line of one, or 100,000 columns costs little", function()
    write(folder, "f.csv", headings)
    support.must("truncate -s 2G '%s/f.csv'", folder)
    fails(import(nil, "", traps.bounded(10, 400)), 3, "f.csv")
    write(folder, "f.csv", headings .. "10001,2024,1," .. ("9"):rep(3 << 20) .. ",1,1,north\n")
    fails(import(nil, "", traps.bounded(10, 400)), 3, "row 2", "1 MiB")
    write(folder, "f.csv", headings .. '10001,2024,1,"' .. ("9\n"):rep(3 << 20) .. '",1,1,north\n')
    fails(import(nil, "", traps.bounded(10, 400)), 3, "row 2", "1 MiB")
    write(folder, "f.csv", headings .. "10001,2024,1,1,1,1,north" .. (",1"):rep(100001) .. "\n")
    fails(import(nil, "", traps.bounded(10, 400)), 3, "row 2", "100,000")
    write(folder, "f.csv", "unit,year,households" .. (",x"):rep(99000) .. "\n10001,2024,5\n")
    assert.is_true(import(nil, "", traps.bounded(10, 400)).code <= 3)
  end)

  it("has no formulas in what comes out of it", function()
    local result = import(headings .. "10001,2024,=1+1,1,1,1,north\n@SUM(A1),2024,1,1,1,1,north\n+A1,2024,-5,1,1,1,-x\n",
      "--rejects r.csv")
    assert.are.equal(1, result.code)
    local rejects = read(folder, "r.csv")
    for cell in rejects:gmatch("[^,\n]+") do
      assert.is_nil(cell:match('^"?[=@]') or cell:match('^"?[+-]%a'), cell)
    end
    has(rejects, "'=1+1")
  end)

  it("never guesses: a mark that may be either, a figure twice, a name that nobody has", function()
    local result = import(headings .. "10001,2024,1.234,1,1,1,north\n10002,2024,5,1,1,1,north\n10002,2024,6,1,1,1,north\n" ..
      "Xã Ân Hòa,2023,5,1,1,1,north\n58,2023,5,1,1,1,north\n10001,2023,1,2,1,1,north\n10002,2023,98%,1,1,1,north\n" ..
      "10001,2022,5,1,1,1,north,extra\n")
    assert.are.equal(1, result.code)
    assert.are.equal(7, #result.lines, result.err)
    has(result.lines[1], "f.csv:2:3: ")
    has(result.lines[1], "thousands")
    has(result.lines[2], "row 3")
    has(result.lines[3], "no unit of level commune is called 'Xã Ân Hòa' in 2023")
    has(result.lines[4], "province")
    has(result.lines[5], "more than its whole")
    has(result.lines[6], "%")
    has(result.lines[7], "extra")
    assert.are.equal("5", value("households"))
  end)

  it("has no sheets where it has none", function()
    fails(import(headings .. "10001,2024,1,1,1,1,north\n", "--sheet A"), 3, "sheet")
  end)

  it("keeps what says nothing apart from zero", function()
    assert.are.equal(0, import("unit,year,households,income\n10001,2024,-,0\n").code)
    assert.are.equal("|0", value("households, income"))
    local csv = chuan("evaluate --format csv --unit 10001 --year 2024").out
    has(csv, "s,1,1.1,no_data,")
  end)
end)

describe("a mapping", function()
  it("has its mistakes told once, with what to do", function()
    for text, lines in pairs {
      ['mapping { unit = "unit", colums = { households = households } }'] = 2, ["mapping { columns = 7 }"] = 2,
      ["mapping { columns = {} }"] = 2, ["mapping(5)"] = 2, ["x = 1"] = 2, [""] = 2, ["mapping {"] = 2, ["error({})"] = 2,
      ["for i = 1, 1e12 do end"] = 2, ["local t = {} for i = 1, 1e9 do t[i] = i end"] = 2, ['os.execute("touch PWNED")'] = 2,
      ["mapping { unit = true, year = {}, columns = 7 }"] = 4, ['mapping { decimal = ",,", columns = { a = households } }'] = 2,
      ['mapping { columns = { a = housholds, b = households } }'] = 2,
    } do
      write(folder, "m.lua", text)
      local result = import(headings .. "10001,2024,1,1,1,1,north\n", "--mapping m.lua", "timeout -s KILL 20")
      assert.are.equal(3, result.code, text)
      if #result.lines ~= lines then error(text .. "\n" .. result.err) end
      has(result.lines[1], "m.lua:1: ")
      assert.is_nil(read(folder, "PWNED"))
    end
    for _, name in ipairs { "rules", "/dev/zero", "nowhere.lua" } do
      fails(import(headings, "--mapping " .. name, "timeout -s KILL 20"), 3, name)
    end
  end)

  it("says which mark is which", function()
    write(folder, "m.lua", 'mapping { unit = "Mã xã", year = "Năm", decimal = ",", columns = { ["Số hộ"] = households, ["Thu nhập"] = income } }')
    local result = import("MÃ XÃ;năm;So\u{302}\u{301}  ho\u{323}\u{302};Thu nhập\n10001;2024;1.234;1.234,5\n", "--mapping m.lua")
    assert.are.equal(0, result.code, result.err)
    assert.are.equal("1234|123450", value("households, income"))
  end)
end)

describe("rejected rows", function()
  -- It took the place of the dossier: everything stored was lost.
  it("never take the place of the dossier, the rules or the mapping", function()
    write(folder, "m.lua", 'mapping { unit = "unit", year = "year", columns = { households = households } }')
    for _, name in ipairs { "chuan.db", "./chuan.db", "m.lua", traps.rules .. "facts.lua", "f.csv", "units.csv", "rules" } do
      local before = name ~= "rules" and read(folder, name)
      local result = import(headings .. "99999,2024,1,1,1,1,north\n", "--mapping m.lua --rejects " .. name)
      assert.are.equal(3, result.code, name .. ": " .. result.err)
      if before and not name:find("chuan.db") and name ~= "f.csv" then assert.is_true(before == read(folder, name), name) end
    end
    is_sound() -- its tables were made to fit the rules, nothing else
    assert.are.equal("0\n", support.must("sqlite3 '%s/chuan.db' 'SELECT count(*) FROM import'", folder))
  end)

  it("take the place of an older list", function()
    for _ = 1, 2 do
      assert.are.equal(1, import(headings .. "99999,2024,1,1,1,1,north\n", "--rejects r.csv").code)
      has(read(folder, "r.csv"), "99999")
    end
  end)
end)

describe("a file of units", function()
  local top = "code,level,name,parent_code,valid_from,valid_to\n"

  local function refused(text, ...)
    write(folder, "u.csv", top .. text)
    os.remove(folder .. "/chuan.db")
    local result = chuan("units u.csv", "timeout -s KILL 20")
    assert.are.equal(1, result.code, result.err)
    has(result.out, "0 accepted")
    for _, part in ipairs { ... } do has(result.err, part) end
    return result
  end

  it("is refused as a whole: twice the same code, circles, no parent, wrong days", function()
    refused("1,commune,A,,,\n1,commune,B,,,\n", "u.csv:3", "line 2")
    -- A dash between two nothings was all it said about the days.
    refused("1,commune,A,,,\n1,commune,B,,,\n", "(… – …)")
    refused("1,commune,A,,,2021-06-30\n1,commune,B,,2021-01-01,\n", "u.csv:3", "2021-06-30")
    refused("1,district,A,2,,\n2,district,B,1,,\n", "u.csv:2", "u.csv:3", "circle")
    refused("1,commune,A,99,,\n", "99")
    refused("1,commune,A,,2021-02-30,\n2,commune,A,,01/07/2025,\n3,commune,A,,2021-01-01,2020-01-01\n", "u.csv:2", "u.csv:3")
    refused("1,commune,,,,\n", "name")
    refused("1,Xã,A,,,\n", "level")
  end)

  -- A name could move the cursor or end the line wherever it was shown.
  it("holds names of one line", function()
    refused('1,commune,"A\27[31m",,,\n', "u.csv:2", "one line")
    refused('1,commune,"A\nB",,,\n', "u.csv:2", "one line")
    refused('"1\n2",commune,A,,,\n', "u.csv:2", "one line")
  end)

  it("may use a code again, for another unit at another time", function()
    os.remove(folder .. "/chuan.db")
    local load = ("cd '%s' && %s%s units '%s/data/ninh-thuan/units.csv' 2>&1"):format(folder, traps.clean, traps.program,
      support.must("pwd"):gsub("%s+$", ""))
    has(support.must("%s", load), "99 accepted")
    has(support.must("%s", load), "99 unchanged")
    assert.are.equal("Phường Thanh Sơn|2024-10-31\nPhường Phủ Hà|2025-06-30\n", support.must(
      "sqlite3 '%s/chuan.db' \"SELECT name, valid_to FROM unit_dated WHERE code = '22750' ORDER BY valid_to\"", folder))
    write(folder, traps.rules .. "ward.lua", 'facts "ward" { households = count {} }\n')
    write(folder, "f.csv", "unit,year,households\n22750,2023,1\n22750,2024,2\n22750,2026,3\n")
    local result = chuan("import f.csv --level ward")
    has(result.out, "2 accepted, 0 unchanged, 1 rejected")
    has(result.err, "f.csv:4:1")
    assert.are.equal("Phường Thanh Sơn|2023|1\nPhường Phủ Hà|2024|2\n", support.must("sqlite3 '%s/chuan.db' " ..
      "'SELECT u.name, f.year, f.households FROM fact_ward f JOIN unit u ON u.id = f.unit_id ORDER BY f.year'", folder))
  end)

  it("of 70,000 communes is judged like one of two", function()
    local rows, figures = { top }, { "unit,year,households,water\n" }
    for i = 100001, 170000 do
      rows[#rows + 1] = ("%d,commune,Xã %d,,,\n"):format(i, i)
      figures[#figures + 1] = ("%d,2024,100,%d\n"):format(i, i % 101)
    end
    os.remove(folder .. "/chuan.db")
    load_units(table.concat(rows))
    has(import(table.concat(figures)).out, "70000 accepted")
    local csv = chuan("evaluate --year 2024 --format csv").out
    local met, all = 0, 0
    for line in csv:gmatch("[^\n]+") do
      local unit, verdict = line:match("^(%d+),2024,commune,s,1,1.1,(%l+)")
      if unit then
        all = all + 1
        local expected = tonumber(unit) % 101 >= 65 and "met" or "not"
        if verdict ~= expected then error(line) end
        if verdict == "met" then met = met + 1 end
      end
    end
    assert.are.equal(70000, all)
    assert.is_true(met > 0 and met < all)
  end)
end)

describe("a dossier", function()
  before_each(function()
    assert.are.equal(0, import(headings .. "10001,2024,100,70,1.5,1,north\n10002,2024,100,60,2.5,0,south\n").code)
  end)

  local commands = { "evaluate --format csv", "import f.csv --level commune --status preliminary", "units units.csv",
    "explain 10001 s/1.1 --year 2024" }

  -- A damaged index led to writing beside an array; a damaged name to "out of memory".
  it("with damaged bytes is an error or an answer, never a crash", function()
    local whole = read(folder, "chuan.db")
    math.randomseed(20251)
    for round = 1, support.sanitized and 8 or 30 do
      local text = whole
      if round % 4 == 0 then
        text = whole:sub(1, math.random(#whole - 1))
      else
        for _ = 1, round % 4 == 1 and 1 or 20 do
          local at = math.random(#whole)
          text = text:sub(1, at - 1) .. string.char(text:byte(at) ~ (1 << math.random(0, 7))) .. text:sub(at + 1)
        end
      end
      for _, command in ipairs(commands) do
        write(folder, "chuan.db", text)
        os.execute(("rm -f '%s'/chuan.db-*"):format(folder))
        local result = chuan(command, "timeout -s KILL 20")
        if not (result.code == 0 or result.code == 1 or result.code == 4 or result.code == 2) then
          error(("round %d, %s: exit %d\n%s"):format(round, command, result.code, result.err))
        end
      end
    end
  end)

  it("of another program, of text, of nothing, of zeros is left alone", function()
    for name, text in pairs { ["text.db"] = "hello\n", ["zeros.db"] = ("\0"):rep(8192), ["rules/2021-2025/facts.lua"] = false } do
      if text then write(folder, name, text) end
      local before = read(folder, name)
      fails(chuan("units units.csv --db " .. name), 4, name)
      fails(chuan("evaluate --db " .. name), 4, name)
      assert.is_true(before == read(folder, name), name)
    end
    for _, name in ipairs { "/dev/null", "/dev/full", "/dev/zero", "rules", "nowhere/x.db" } do
      fails(chuan("units units.csv --db " .. name, "timeout -s KILL 10"), 4, name)
    end
  end)

  it("may be called anything", function()
    for _, name in ipairs { "a b;c.db", "x%20y.db", "đạt.db", "file:x?mode=memory" } do
      assert.are.equal(0, chuan(("units units.csv --db '%s'"):format(name)).code)
      assert.is_truthy(read(folder, name))
    end
  end)

  it("takes imports one after the other, and evaluations beside them", function()
    for i = 1, 3 do write(folder, ("f%d.csv"):format(i), headings .. ("10001,2024,%d,1,1,1,north\n"):format(100 + i)) end
    support.must("cd '%s' && for i in 1 2 3; do %s%s import f$i.csv --level commune >o$i 2>&1 & %s%s evaluate --format csv >e$i 2>&1 & done; wait",
      folder, traps.clean, traps.program, traps.clean, traps.program)
    for i = 1, 3 do
      local out = read(folder, "o" .. i)
      assert.is_truthy(out:find("1 accepted", 1, true) or out:find("1 changed", 1, true), out)
      has(read(folder, "e" .. i), "10001,2024,commune,s,1,1.1,")
    end
    is_sound()
  end)
end)
