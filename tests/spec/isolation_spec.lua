-- A plugin parses untrusted bytes in a process of its own: whatever becomes of that, it is one clear line and a database
-- as it was. What the plugins of tests/plugins do is said in each of them.

local support = require "tests.support"
local traps = require "tests.traps"

local has, fails = traps.has, traps.fails
local headings = "unit,year,households,water,income,ok,region\n"
local bad_plugins = "env CHUAN_PLUGINS=" .. support.build .. "/test-plugins CHUAN_PLUGIN_SECONDS=1 "

local folder, ready
setup(function()
  folder = traps.folder()
  traps.write(folder, "units.csv", traps.units)
  local result = traps.chuan(folder, "units units.csv")
  assert.are.equal(0, result.code, result.err)
  traps.write(folder, "first.csv", headings .. "10001,2023,100,50,1.5,1,north\n")
  result = traps.chuan(folder, "import first.csv --level commune")
  assert.are.equal(0, result.code, result.err)
  support.must("sqlite3 '%s/chuan.db' 'PRAGMA wal_checkpoint(TRUNCATE)'", folder)
  ready = folder
end)
teardown(function() support.remove(ready) end)
before_each(function()
  folder = traps.folder()
  support.must("cp '%s/chuan.db' '%s/units.csv' '%s'", ready, ready, folder)
end)
after_each(function() support.remove(folder) end)

local function chuan(arguments, before) return traps.chuan(folder, arguments, before) end

local function dump()
  return support.must("sqlite3 '%s/chuan.db' .dump", folder)
end

-- What the plugin `name` makes of a file that tells it `how`.
local function import(name, how, before, arguments)
  traps.write(folder, "f.dat", how)
  return chuan(("import f.dat --level commune --format %s %s"):format(name, arguments or ""), (before or "") .. bad_plugins)
end

describe("a plugin in a process of its own", function()
  it("may crash: one line, and nothing is stored", function()
    local before = dump()
    fails(import("crash", "s"), 3, "f.dat: the reader crash stopped suddenly (signal 11); nothing was stored: send the file to")
    fails(import("crash", "a"), 3, "stopped suddenly (signal 6); nothing was stored")
    fails(import("crash", "e"), 3, "stopped suddenly (exit 3); nothing was stored")
    fails(import("crash", "p"), 3, "stopped suddenly")
    fails(import("crash", "s", nil, "--lang vi"), 3, "f.dat: trình đọc crash dừng đột ngột (tín hiệu 11); chưa lưu gì: hãy gửi tệp này")
    assert.are.equal(before, dump())
  end)

  it("may overflow its stack", function()
    if support.sanitized then return end -- its stack frames are guarded otherwise
    fails(import("crash", "r"), 3, "stopped suddenly (signal 11)")
  end)

  it("may hang, spinning or waiting", function()
    local before = dump()
    for _, how in ipairs { "s", "w" } do
      fails(import("hang", how, "timeout -s KILL 20 "), 3,
        "f.dat: the reader hang did not get on within 1 seconds and was ended; nothing was stored", "$CHUAN_PLUGIN_SECONDS")
    end
    assert.are.equal(before, dump())
  end)

  it("may hand over rows, faults or sheets without end", function()
    local before = dump()
    for _, how in ipairs { "r", "n", "i", "t" } do
      local result = import("hang", how, "timeout -s KILL 60 ")
      assert.are.equal(3, result.code, how .. result.err:sub(1, 300))
      assert.are.equal("", result.out)
      has(result.err, how == "t" and "f.dat has more than 1000 sheets; take out those without figures" or
        "gives more than 64 MB of rows for this file, which cannot be right; nothing was stored")
    end
    assert.are.equal(before, dump())
  end)

  it("may say something now and then for ever", function()
    fails(import("hang", "d", "timeout -s KILL 20 "), 3,
      "f.dat: the reader hang did not come to an end within 4 seconds and was ended; nothing was stored", "$CHUAN_PLUGIN_SECONDS")
  end)

  it("may take all the memory it can get", function()
    local before = dump()
    for _, how in ipairs(support.sanitized and { "h" } or { "m", "h" }) do
      fails(import("eater", how), 3, "f.dat: the reader eater needs more than 256 MB of memory for this file; nothing was stored")
    end
    assert.are.equal(before, dump())
  end)

  it("may lie", function()
    local before = dump()
    fails(import("liar", "c"), 3, "f.dat: row 3 is larger than any row of figures")
    fails(import("liar", "l"), 3, "f.dat: row 3 is larger than any row of figures")
    fails(import("liar", "k"), 3, "the plugin liar speaks of a kind of cell that nobody knows")
    fails(import("liar", "a"), 3, "the plugin liar answered 42, which means nothing")
    fails(import("liar", "p"), 3, "f.dat: the reader liar sent what cannot be understood and was ended; nothing was stored")
    assert.are.equal(before, dump())
    local result = import("liar", "u")
    assert.are.equal(1, result.code, result.err)
    has(result.err, "f.dat:3:2: ")
  end)

  local attempts = { "read a file", "write a file", "make a file", "remove a file", "rename a file", "list a folder",
    "make a socket", "connect", "make a local socket", "start a process", "run a program", "signal its parent", "make code" }

  -- What the plugin could do; the file of the person is there afterwards as it was.
  local function escape(before)
    traps.write(folder, "figures.txt", "theirs")
    local path = support.must("cd '%s' && pwd -P", folder):gsub("%s+$", "")
    local result = import("escape", path .. "/figures.txt\n" .. path .. "/fresh.txt\n", before)
    if before == nil then assert.are.equal(0, result.code, result.err) end
    assert.are.equal("theirs", traps.read(folder, "figures.txt"))
    assert.is_nil(traps.read(folder, "fresh.txt"))
    return result.err
  end

  local function formats() return chuan("--format json import --formats").out end
  local function kernel_has(fence) return formats():find('"' .. fence .. '": true', 1, true) ~= nil end

  it("has the file, a pipe, and nothing else", function()
    if not (kernel_has("seccomp") and kernel_has("landlock")) then return end
    local told = escape()
    if not support.sanitized then has(told, "has 2 descriptors") end
    for _, attempt in ipairs(attempts) do has(told, "could not " .. attempt) end
  end)

  it("is fenced in by either of the two, and told where one is missing", function()
    if support.sanitized or not (kernel_has("seccomp") and kernel_has("landlock")) then return end
    local inject = "strace -f -qq -o /dev/null -e inject=%s:error=ENOSYS "
    local told = escape(inject:format("landlock_create_ruleset"))
    has(told, "this system has no Landlock: the reader escape is kept apart less strictly")
    for _, attempt in ipairs(attempts) do has(told, "could not " .. attempt) end
    told = escape(inject:format("seccomp"))
    has(told, "this system has no seccomp: the reader escape is kept apart less strictly")
    for i = 1, 6 do has(told, "could not " .. attempts[i]) end
    has(told, "could not run a program")
  end)

  it("says in one line that it cannot be started", function()
    if support.sanitized then return end
    local before = dump()
    traps.write(folder, "f.csv", headings .. "10001,2024,7,5,1.5,1,north\n")
    for call, words in pairs { pipe2 = "Too many open files", clone = "Too many open files" } do
      local inject = ("strace -f -qq -o /dev/null -e inject=%s:error=EMFILE "):format(call)
      fails(chuan("import f.csv --level commune", inject), 3, "no process can be started to read f.csv: ", words, "--in-process")
      local result = chuan("import f.csv --level commune --in-process --dry-run", inject)
      assert.are.equal(0, result.code, result.err)
    end
    fails(chuan("import f.csv --level commune", "strace -f -qq -o /dev/null -e inject=prlimit64:error=EPERM "), 3,
      "the system refuses limits to the process that is to read f.csv")
    assert.are.equal(before, dump())
  end)

  it("ends with the person's Ctrl-C, and with the command itself", function()
    local before = dump()
    local started = os.time()
    traps.write(folder, "f.dat", "w")
    local result = chuan("import f.dat --level commune --format hang", "timeout --preserve-status -s INT 1 env CHUAN_PLUGINS=" ..
      support.build .. "/test-plugins ")
    assert.are.equal(130, result.code, result.err)
    assert(os.time() - started < 10)
    traps.write(folder, "f.dat", "s")
    chuan("import f.dat --level commune --format hang", "timeout -s KILL 1 env CHUAN_PLUGINS=" .. support.build .. "/test-plugins ")
    support.run("sleep 0.3")
    local _, found = support.run("ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q '%s/f.dat'", folder)
    assert.are.equal(1, found, "a process still has the file")
    assert.are.equal(before, dump())
  end)

  it("is told of by import --formats", function()
    local result = chuan("import --formats")
    has(result.out, "Plugins are kept apart from everything else: a process of its own: yes; Landlock")
    has(chuan("import --formats --lang vi").out, "Trình đọc được tách khỏi mọi thứ khác: tiến trình riêng: có; Landlock")
    has(formats(), '"process": true')
  end)
end)

-- The same files in a process of their own and, with --in-process or $CHUAN_IN_PROCESS, in the command's: what is said and
-- what is stored agree to the letter.
describe("a file read in this process", function()
  local files = {
    plain = headings .. "10001,2024,100,50,1.5,1,north\n10002,2024,10,5,1.25,,south\n",
    mark = "\xEF\xBB\xBF" .. headings:gsub(",", ";") .. "10001;2024;1.000;5;1,5;có;north\n10002;2024;10;5;2,5;;south\n",
    ambiguous = headings:gsub(",", ";") .. "10001;2024;1.000;5;1.500;có;north\n",
    rejected = headings .. "10001,2024,5,50,1.5,1,north\n10009,2024,1,1,1,1,north\n10002,1,x,,,,west\nXã Ân Bình,2024,1,1,1,1,north\n",
    quotes = headings .. '"10001","2024","1 000",5,"1.5",1,"north"\n"10002"x,2024,1,1,1,1,north\n10002,2024,1,1,1,1,north,more\n',
    open = headings .. '10001,2024,"1,1,1,1,north\n10002,2024,1,1,1,1,north\n',
    broken = headings .. "10001,2024,1\xFF,1,1,1,north\n10002,2024,1,1\0,1,1,north\n",
    tcvn3 = "m\xB7 x\xB7,n\xA8m,households\n10001,2024,5\n",
    decomposed = headings .. "Xa\204\131 A\204\130n Bi\204\128nh,2024,7,5,1.5,1,north\n",
    empty = "", lines = "\n\n", nothing = "a,b\n1,2\n", heading = headings,
    wide = headings:gsub("\n", "") .. (","):rep(2000) .. "\n10001,2024,7,5,1.5,1,north\n",
    long = headings .. "10001,2024," .. ("7"):rep(70000) .. ",5,1.5,1,north\n",
    many = headings .. ("10001,2024,7,5,1.5,1,north\n"):rep(3000),
    json = '[{"unit":"10001","year":2024,"households":7},{"unit":"10002","year":2024,"households":"x"}]',
  }

  local function both(name, text, command, bad)
    local results = {}
    for _, way in ipairs { "", "option", "variable" } do
      support.must("rm -f '%s'/chuan.db*; cp '%s/chuan.db' '%s'", folder, ready, folder)
      traps.write(folder, "f.dat", text)
      local option = way == "option" and command:find("^import") and " --in-process" or ""
      local result = chuan(command .. option, (bad and bad_plugins or "") .. (way ~= "" and option == "" and "env CHUAN_IN_PROCESS=1 " or ""))
      local stored = dump():gsub("%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d[%d.]*Z?", "TIME")
      results[#results + 1] = table.concat({ result.code, result.out, result.err, stored, traps.read(folder, "rejects.csv") or "" }, "\n")
    end
    assert.are.equal(results[1], results[2], name)
    assert.are.equal(results[1], results[3], name)
  end

  for name, text in pairs(files) do
    it("gives the same: " .. name, function()
      both(name, text, "import f.dat --level commune --rejects rejects.csv")
      both(name, text, "import f.dat --level commune --lang vi --dry-run --format csv")
    end)
  end

  it("gives the same of a workbook", function()
    for _, how in ipairs { "b", "o" } do
      both(how, how, "import f.dat --level commune --format book", true)
      both(how, how, "import f.dat --level commune --format book --sheet 'Xã'", true)
      both(how, how, "import f.dat --level commune --format book --sheet Huyện", true)
    end
    for _, how in ipairs { "c", "l", "k", "u", "a" } do both(how, how, "import f.dat --level commune --format liar", true) end
  end)

  it("gives the same of lists", function()
    both("units", traps.units .. "10003,commune,Xã Ba,58,2024-01-01,\n", "units f.dat")
    both("bad units", traps.units .. "10003,commune,,58,bao giờ,\n", "units f.dat")
    both("successions", "from,to,on,share\n10001,10002,2024-07-01,0.25\n", "successions f.dat")
    both("attributes", "unit,fact,value,valid_from,valid_to\n10001,region,north,2021-01-01,\n", "attributes f.dat --level commune")
    both("register", "unit,standard,decided_on,decision,revoked_on\n10001,s,2019,,\n", "recognitions f.dat")
  end)
end)
