-- The disk fails once, at every read, write and sync that an import and an undo make, one after the other: the database is
-- either as it was or as it should be, never between, and what the person is told fits.

local support = require "tests.support"

local rules = [[
period { id = "a", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" { households = count {}, income = amount { places = 2 }, region = choice { "north", "delta" } }
standard { id = "s", level = "commune", source = law { "D" } }
criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", value = households, at_least = 10 } }
]]

-- Everything but the times.
local content = [[
SELECT * FROM fact_commune ORDER BY year, unit_id;
SELECT * FROM observation_commune ORDER BY year, unit_id, import_id;
SELECT id, digest, undone_at IS NULL, accepted, changed, unchanged FROM import ORDER BY id;
SELECT level, year, chunk, fact, count, hex(data) FROM column_chunk ORDER BY 1, 2, 3, 4;
SELECT count(*) FROM stale_chunk;
]]

local folder

local function chuan(arguments)
  return support.run("cd '%s' && '%s' --lang en --db d.db --rules rules %s", folder, support.chuan, arguments)
end

local function stored()
  local answer = support.must("cd '%s' && sqlite3 d.db 'PRAGMA integrity_check; PRAGMA foreign_key_check'", folder)
  assert.are.equal("ok\n", answer)
  return support.must("cd '%s' && sqlite3 d.db < content.sql", folder)
end

local function put_back()
  support.must("cd '%s' && rm -f d.db-wal d.db-shm && cp before.db d.db", folder)
end

setup(function()
  folder = support.folder()
  support.must("mkdir '%s/rules'", folder)
  support.write(folder .. "/rules/period.lua", rules)
  support.write(folder .. "/content.sql", content)
  local units, first, second = { "code,level,name,parent_code,valid_from,valid_to" }, { "unit,year,households,income" },
    { "unit,year,households,income,region" }
  for i = 1, 40 do
    units[#units + 1] = ("%d,commune,Xã %d,,,"):format(i, i)
    first[#first + 1] = ("%d,2023,%d,%d.5"):format(i, i * 10, i)
    second[#second + 1] = ("%d,%d,%d,%d.5,delta"):format(i, 2022 + i % 3, i * 11, i)
  end
  support.write(folder .. "/units.csv", table.concat(units, "\n") .. "\n")
  support.write(folder .. "/first.csv", table.concat(first, "\n") .. "\n")
  support.write(folder .. "/second.csv", table.concat(second, "\n") .. "\n")
  chuan("units units.csv")
  local said, code = chuan("import first.csv --level commune")
  assert.are.equal(0, code, said)
end)
teardown(function() support.remove(folder) end)

-- Runs the command with the n-th call failing, for every n there is (a sample of many).
local function fail_each(command, call, error_name, most)
  support.must("cd '%s' && cp d.db before.db", folder)
  local before = stored()
  local said, code = chuan(command)
  assert.are.equal(0, code, said)
  local after = stored()
  assert.is_true(before ~= after)
  local failures, n, step = 0, 1, 1
  while n < 400 do
    put_back()
    support.run("rm -f '%s/calls'", folder)
    local text, status = support.run("cd '%s' && strace -qq -o calls -P '%s/d.db' -P '%s/d.db-wal' -P '%s/second.csv' " ..
      "-e trace=%s -e inject=%s:error=%s:when=%d '%s' --lang en --db d.db --rules rules %s", folder, folder, folder, folder,
      call, call, error_name, n, support.chuan, command)
    if not support.read(folder .. "/calls"):find("INJECTED", 1, true) then break end
    local where = ("%s number %d: %s -> %d %s"):format(call, n, error_name, status, text)
    local now = stored()
    assert.is_true(now == before or now == after, "between: " .. where)
    if status == 0 then
      assert.is_true(now == after, "not done: " .. where)
    else
      failures = failures + 1
      assert.is_true(status == 3 or status == 4, where) -- the file that is sent, or the database
      assert.is_true(now == before, "done, but told otherwise: " .. where)
      assert.is_truthy(text:match("^chuan: [^\n]+; [^\n]+\n$"), "not one line: " .. where)
    end
    n = n + step
    if n > most then step = step * 2 end
  end
  put_back()
  return failures, n - 1
end

describe("a disk that fails once", function()
  for _, one in ipairs {
    { "pwrite64", "EIO" }, { "pwrite64", "ENOSPC" }, { "pread64", "EIO" }, { "read", "EIO" }, { "write", "ENOSPC" },
    { "fsync", "EIO" }, { "fdatasync", "EIO" }, { "ftruncate", "EIO" } } do
    it(("leaves an import whole or undone: %s, %s"):format(one[1], one[2]), function()
      local failures, calls = fail_each("import second.csv --level commune --in-process", one[1], one[2], 8)
      if one[1] == "pwrite64" or one[1] == "pread64" then assert.is_true(calls > 0 and failures > 0) end
    end)
  end

  for _, one in ipairs { { "pwrite64", "ENOSPC" }, { "pread64", "EIO" }, { "fsync", "EIO" }, { "fdatasync", "EIO" } } do
    it(("leaves an undo whole or not begun: %s, %s"):format(one[1], one[2]), function()
      local said, code = chuan("import second.csv --level commune")
      assert.are.equal(0, code, said)
      fail_each("undo 2", one[1], one[2], 8)
      chuan("undo 2")
      support.must("rm -f '%s'/d.db*", folder)
      chuan("units units.csv")
      chuan("import first.csv --level commune")
    end)
  end
end)
