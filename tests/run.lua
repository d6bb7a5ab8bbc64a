-- Runs every suite and adds up: C tests (cmocka), then behaviour (busted), each in a process of its own so that
-- a crash is one failed test and not the end. Arguments choose suites: `unit`, `spec`, or part of a file's name.
-- The last line is "N passed, N failed".

local build = os.getenv("BUILD") or "build"
local sanitized = os.getenv("CHUAN_SANITIZED")
local valgrind = os.getenv("CHUAN_VALGRIND") == "1"

local function lines_of(command)
  local pipe = assert(io.popen(command))
  local lines = {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  pipe:close()
  return lines
end

local function chosen(name)
  if #arg == 0 then return true end
  for _, word in ipairs(arg) do
    if name:find(word, 1, true) then return true end
  end
  return false
end

local passed, failed = 0, 0

-- A TAP stream: "ok", "not ok", and what is said about a failure ("#" lines). A suite that dies counts as one failure.
local function run_suite(name, command)
  local started = os.time()
  -- What the person has set for their own work must not reach the tests.
  local pipe = assert(io.popen("unset CHUAN_DB CHUAN_RULES CHUAN_PLUGINS CHUAN_THREADS CHUAN_IN_PROCESS CHUAN_PLUGIN_SECONDS; " .. command .. " 2>&1"))
  local suite_passed, suite_failed, tail, showing = 0, 0, {}, false
  for line in pipe:lines() do
    if line:find("^ok ") then
      suite_passed, showing = suite_passed + 1, false
    elseif line:find("^not ok ") then
      suite_failed, showing = suite_failed + 1, true
      print(name .. ": " .. line)
    elseif showing then
      print("    " .. line)
    end
    tail[#tail % 40 + 1] = line
  end
  local _, how, code = pipe:close()
  if code ~= 0 and suite_failed == 0 then
    suite_failed = 1
    print(("%s: not ok - ended by %s %d"):format(name, how, code))
    for _, line in ipairs(tail) do print("    " .. line) end
  end
  print(("%-40s %5d passed %3d failed %4d s"):format(name, suite_passed, suite_failed, os.difftime(os.time(), started)))
  passed, failed = passed + suite_passed, failed + suite_failed
end

local under_valgrind = "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect "
for _, program in ipairs(lines_of("ls tests/unit/test_*.c")) do
  local name = program:match("([^/]+)%.c$")
  if chosen("unit " .. name) then
    run_suite("unit/" .. name, ("CMOCKA_MESSAGE_OUTPUT=TAP BUILD=%s %s%s/unit/%s"):format(build,
      valgrind and under_valgrind or "", build, name))
  end
end

-- What is said about files holds as well where no process can be made for the plugin.
local both_ways = {}
for name in ("cells encodings formats layout long_form mapping round_trip traps_files traps_sent units_by_name validate"):gmatch("%S+") do
  both_ways[name .. "_spec"] = true
end

for _, file in ipairs(lines_of("ls tests/spec/*_spec.lua")) do
  local name = file:match("([^/]+)%.lua$")
  if chosen("spec " .. name) then
    -- busted starts with `env lua`, which may be 5.1: say which Lua runs it.
    local command = ("BUILD=%s busted --lua=/usr/bin/lua5.4 -o TAP %s"):format(build, file)
    if sanitized then
      command = ("LD_PRELOAD=%s ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=suppressions=$PWD/tests/leaks.txt:print_suppressions=0 %s")
        :format(sanitized, command)
    end
    run_suite("spec/" .. name, command)
    if both_ways[name] then run_suite("spec/" .. name .. " (in process)", "CHUAN_IN_PROCESS=1 " .. command) end
  end
end

print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0 and passed > 0)
