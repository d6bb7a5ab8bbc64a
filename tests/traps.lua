-- What the trap specs share: a throw-away folder with small sound rules, a tree and a way to run the command there.
-- Each spec breaks one thing in it and looks at what a person is told.

local support = require "tests.support"

local traps = {}

local here = support.must("pwd"):gsub("%s+$", "")
local program = (support.build:sub(1, 1) == "/" and "" or here .. "/") .. support.chuan
if support.sanitized then program = "env -u LD_PRELOAD ASAN_OPTIONS=detect_leaks=1 " .. program end
traps.program = program
traps.clean = "env -u CHUAN_DB -u CHUAN_RULES -u CHUAN_PLUGINS -u CHUAN_THREADS -u LC_ALL -u LC_MESSAGES LANG=en_US.UTF-8 "

traps.period = 'period { id = "2021-2025", first_year = 2021, last_year = 2025, name = "Giai đoạn" }\n'
traps.facts = [[
facts "commune" {
  households = count { unit = "hộ" },
  water = count { unit = "hộ", part_of = "households" },
  income = amount { unit = "triệu đồng", places = 2 },
  ok = yes_no {},
  region = choice { "north", "south" },
}
]]
traps.standard = [[
standard { id = "s", level = "commune", name = "Xã đạt chuẩn" }
criterion { of = "s", id = "1", name = "Nước",
  indicator { id = "1.1", name = "Nước sạch", value = share(water, households), at_least = unverified(65) },
}
]]
traps.units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh Thử,,,
10001,commune,Xã Ân Bình,58,,
10002,commune,Xã Công Hải,58,,
]]

function traps.write(folder, name, text)
  local parent = name:match("^(.*)/")
  if parent then os.execute(("mkdir -p '%s/%s'"):format(folder, parent)) end
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  assert(file:close())
end

function traps.read(folder, name)
  local file = io.open(folder .. "/" .. name, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

-- The folder of the rules of the period, in the folder.
traps.rules = "rules/2021-2025/"

-- A new folder with the rules; `files` are added to them, or, where false, left out.
function traps.folder(files)
  local folder = support.folder()
  local all = { ["period.lua"] = traps.period, ["facts.lua"] = traps.facts, ["standard.lua"] = traps.standard }
  for name, text in pairs(files or {}) do all[name] = text end
  for name, text in pairs(all) do
    if text then traps.write(folder, traps.rules .. name, text) end
  end
  return folder
end

-- Runs `chuan ARGUMENTS` in the folder. `before`: words in front of it (environment, timeout).
function traps.chuan(folder, arguments, before)
  local _, code = support.run("( cd '%s' && %s%s %s %s >out 2>err </dev/null )", folder, traps.clean, before or "", program,
    arguments)
  local out, err = traps.read(folder, "out"), traps.read(folder, "err")
  local lines = {}
  for line in err:gmatch("[^\n]+") do lines[#lines + 1] = line end
  return { code = code, out = out, err = err, lines = lines }
end

-- What `chuan check` says of the rules with these files.
function traps.check(files, before, arguments)
  local folder = traps.folder(files)
  local result = traps.chuan(folder, arguments or "check", before or "timeout -s KILL 20")
  support.remove(folder)
  return result
end

function traps.has(text, part)
  if not text:find(part, 1, true) then error(("%q is not in:\n%s"):format(part, text:sub(1, 2000)), 2) end
end

-- One line of what is wrong, nothing on stdout, this exit code.
function traps.fails(result, code, ...)
  if result.code ~= code or result.out ~= "" or #result.lines ~= 1 then
    error(("exit %s, expected %d with one line:\n%s%s"):format(result.code, code, result.err:sub(1, 2000),
      result.out:sub(1, 500)), 2)
  end
  for _, part in ipairs { ... } do traps.has(result.err, part) end
end

-- Rules with errors: exactly these, each { "file:line", part, … }, and the sum.
function traps.told(result, ...)
  local expected = { ... }
  if result.code ~= 1 or #result.lines ~= #expected + 1 then
    error(("exit %s, %d lines; expected 1 and %d:\n%s"):format(result.code, #result.lines, #expected + 1,
      result.err:sub(1, 3000)), 2)
  end
  for i, parts in ipairs(expected) do
    if result.lines[i]:find(traps.rules .. parts[1] .. ": ", 1, true) ~= 1 then
      error(("%q does not begin with %q"):format(result.lines[i], parts[1]), 2)
    end
    for k = 2, #parts do traps.has(result.lines[i], parts[k]) end
  end
end

-- The same work in fewer seconds of processor time than `seconds` and less memory than `megabytes`.
function traps.bounded(seconds, megabytes)
  if support.sanitized then return "timeout -s KILL 60" end
  return ("sh -c 'ulimit -t %d; ulimit -v %d; exec \"$@\"' sh"):format(seconds, megabytes * 1024)
end

return traps
