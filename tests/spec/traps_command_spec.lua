-- Traps of the command: wrong usage, odd names, closed pipes, signals, languages.

local support = require "tests.support"
local traps = require "tests.traps"

local has, fails = traps.has, traps.fails

local folder
local function chuan(arguments, before) return traps.chuan(folder, arguments, before or "timeout -s KILL 30") end

setup(function()
  folder = traps.folder()
  traps.write(folder, "units.csv", [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
10001,commune,Xã Ân Bình,58,,
10003,commune,Xã Phước Hà,58,,
10004,commune,Xã Phước Hà,58,,
10005,commune,Xã Phước Hả,58,,
10006,commune,Phường Phước Ha,58,,2023-06-30
10006,ward,Phường Mới,58,2023-07-01,
]])
  traps.write(folder, "f.csv", "unit,year,households,water\n10001,2024,100,60\n10003,2024,100,70\n10001,2023,100,65\n")
  assert.are.equal(0, chuan("units units.csv").code)
  assert.are.equal(0, chuan("import f.csv --level commune").code)
end)
teardown(function() support.remove(folder) end)

describe("wrong usage", function()
  it("is one line on stderr and 2", function()
    for _, arguments in ipairs {
      "", "zz", "--", "-", "evaluate -", "evaluate -- x", "--db", "--db=", "--rules", "--lang", "--lang xx", "--lang= facts",
      "--lang vi --lang en facts", "--db a --db b evaluate", "evaluate --year", "evaluate --year=", "evaluate --year 24",
      "evaluate --year 2024x", "evaluate --year -2024", "evaluate --year 0000", "evaluate --year 2024.0", "evaluate --year 99999999999999999999",
      "evaluate --year 2024 --year 2024", "evaluate --year 1999", "evaluate --year 2031", "evaluate --period 2031",
      "evaluate --format CSV", "evaluate --unit", "evaluate --unit=", "evaluate --standard s/1.1", "evaluate --standard t",
      "evaluate --level ward", "evaluate --unit 58", "evaluate evaluate", "evaluate --hel", "evaluate --Year 2024",
      "evaluate -year 2024", "evaluate --scenario x", "explain", "explain 10001", "explain 10001 s/1.1 x", "explain 10001 s/9",
      "explain 10001 s/", "explain 10001 S/1.1", "explain 99999 s/1.1", "explain 10001 s/1.1 --year 2031", "units", "import",
      "import f.csv", "import f.csv --level", "import f.csv --level zz", "import f.csv --level commune --status Official",
      "import f.csv --level commune --format zz", "import --level commune", "check a b", "facts extra", "facts --level zz",
      "help zz", "help evaluate extra", "--version extra", "plan", "serve", "sql", "targets", "compare a b",
      -- These were taken, or blamed on the file.
      "import f.csv --level commune --year 1800", "import f.csv f.csv --level commune --rejects r.csv",
    } do
      fails(chuan(arguments), 2)
    end
    assert.is_nil(traps.read(folder, "r.csv"))
  end)

  it("names what is nearest", function()
    has(chuan("evalute").err, '"evaluate"')
    has(chuan("evaluate --yer 2024").err, "--year")
    has(chuan("explain 10001 s/1.2").err, "s/1.1")
    has(chuan("explain 'An Bin' s/1.1").err, "Xã Ân Bình (10001")
  end)
end)

describe("a unit", function()
  it("is found by code or name, marks and capitals and kind aside", function()
    local whole = chuan("explain 10001 s/1.1 --year 2024").out
    has(whole, "Xã Ân Bình")
    for _, name in ipairs { "Xã Ân Bình", "xa an binh", "An Binh", "ÂN BÌNH", "A\u{302}n Bi\u{300}nh" } do
      assert.are.equal(whole, chuan(("explain '%s' s/1.1 --year 2024"):format(name)).out)
    end
  end)

  it("that could be two is asked for by its code", function()
    fails(chuan "explain 'Phước Hà' s/1.1 --year 2024", 2, "10003", "10004", "code")
    fails(chuan "explain 'phuoc ha' s/1.1 --year 2024", 2, "10003", "code")
    has(chuan("explain 'Phước Hả' s/1.1 --year 2024").out, "10005")
  end)

  it("has its time", function()
    has(chuan("explain 10006 s/1.1 --year 2023").out, "Phường Phước Ha")
    fails(chuan "explain 10006 s/1.1 --year 2024", 2, "10006", "2023-06-30")
    fails(chuan "explain 'Phường Phước Ha' s/1.1 --year 2024", 2, "2023-06-30")
  end)

  -- "No unit has the code 58", said of a province.
  it("of another level is told as such", function()
    fails(chuan "explain 58 s/1.1 --year 2024", 2, "58", "province", "commune")
  end)

  it("may be asked for in any words", function()
    for _, name in ipairs { "", " ", "%", "*", "'\\''; DROP TABLE unit; --", "Xã", ("x"):rep(5000), "\u{200b}" } do
      fails(chuan(("explain '%s' s/1.1 --year 2024"):format(name)), 2)
    end
    fails(chuan "explain \"$(printf '\\377')\" s/1.1 --year 2024", 2, "UTF-8")
  end)
end)

describe("what is written", function()
  it("is in Vietnamese, or in English where the locale or --lang says so", function()
    for setting, word in pairs { ["LC_ALL=C"] = "Đơn vị", ["LANG=xx"] = "Đơn vị", ["LC_ALL=de_DE.UTF-8"] = "Đơn vị",
      ["LC_ALL= LANG="] = "Đơn vị", ["LC_ALL=en_US"] = "Unit", ["LC_MESSAGES=en_GB.UTF-8"] = "Unit" } do
      has(chuan("evaluate --year 2024", "env " .. setting).out, word)
    end
    has(chuan("evaluate --year 2024 --lang vi").out, "Đơn vị")
  end)

  it("has colours on a terminal only, and not against NO_COLOR", function()
    assert.is_nil(chuan("evaluate --year 2024").out:find("\27", 1, true))
    if not os.execute("command -v script >/dev/null") then return end
    local function shown(setting)
      return support.run("cd '%s' && env -u NO_COLOR TERM=xterm %s script -qec '%s explain 10001 s/1.1 --year 2024' /dev/null </dev/null",
        folder, setting, traps.program)
    end
    has(shown "", "\27[3")
    assert.is_nil(shown("NO_COLOR=1"):find("\27[3", 1, true))
    assert.is_nil(shown("TERM=dumb"):find("\27[3", 1, true))
  end)

  it("ends quietly where the reader leaves", function()
    for _, arguments in ipairs { "evaluate", "evaluate --format csv", "evaluate --format json", "check", "facts", "help",
      "explain 10001 s" } do
      local said = support.run("cd '%s' && %s %s 2>err | head -c 1 >/dev/null; cat err", folder, traps.program, arguments)
      assert.are.equal("", said)
    end
  end)

  it("is missed when stdout is closed, and nothing else is harmed by what is closed", function()
    local before = traps.read(folder, "chuan.db")
    local function closed(arguments)
      local text = support.run("cd '%s' && { %s %s; echo $?; }", folder, traps.program, arguments)
      return text:match("(%d+)%s*$")
    end
    assert.are.equal("3", closed "evaluate 2>/dev/null >&-")
    assert.are.equal("0", closed "evaluate 2>&- >/dev/null")
    assert.are.equal("2", closed "zz 2>&-")
    assert.are.equal("2", closed "zz 2>/dev/full")
    assert.are.equal("0", closed "evaluate <&- >/dev/null")
    closed "units units.csv >&- 2>&- <&-"
    assert.is_true(before == traps.read(folder, "chuan.db"))
  end)

  it("is the same each time, for any number of threads", function()
    for _, format in ipairs { "table", "csv", "json" } do
      local first = chuan("evaluate --format " .. format)
      assert.are.equal(0, first.code, first.err)
      for _, threads in ipairs { 1, 2, 7, 0, "x", 100000, -1 } do
        assert.are.equal(first.out, chuan("evaluate --format " .. format, "env CHUAN_THREADS=" .. threads).out)
      end
    end
  end)
end)

describe("Ctrl-C", function()
  -- It said 130 and had stored the units.
  it("while units are read leaves the dossier as it was", function()
    local rows = { "code,level,name,parent_code,valid_from,valid_to\n" }
    for i = 100001, 300000 do rows[#rows + 1] = ("%d,commune,Xã %d,,,\n"):format(i, i) end
    traps.write(folder, "many.csv", table.concat(rows))
    for _, delay in ipairs { 0.02, 0.1, 0.4 } do
      support.must("cp '%s/chuan.db' '%s/before.db'", folder, folder)
      local result = chuan("units many.csv --db before.db", "timeout --preserve-status -s INT " .. delay)
      local stored = support.must("sqlite3 '%s/before.db' 'SELECT count(*) FROM unit'", folder)
      if result.code == 130 then
        assert.are.equal("7\n", stored)
        assert.is_true(#result.lines <= 1, result.err) -- none when it came before anything had begun
      else
        assert.are.equal(0, result.code, result.err)
        assert.are.equal("200007\n", stored)
      end
    end
  end)
end)
