-- The commands in the documentation are run as they stand there. A block that opens with ```sh is run line by line in a
-- copy of the tree; `make` targets are looked up in `make help` (make test would call itself).

local support = require "tests.support"

local function commands(path)
  local list, inside, pending = {}, false, ""
  for line in io.lines(path) do
    local text = line:gsub("^%s+", "")
    if text == "```sh" then
      inside = true
    elseif text:find("^```") then
      inside = false
    elseif inside and text ~= "" and not text:find("^#") then
      pending = pending .. text
      if pending:find("\\$") then
        pending = pending:gsub("\\$", "")
      else
        list[#list + 1], pending = pending, ""
      end
    end
  end
  return list
end

-- The fenced blocks of a kind ("" for plain ones).
local function blocks(path, kind)
  local list, open, block = {}, nil, nil
  for line in io.lines(path) do
    local fence = line:match("^%s*```(%a*)$")
    if fence and not open then
      open, block = fence, {}
    elseif fence then
      if open == kind then list[#list + 1] = block end
      open = nil
    elseif open then
      block[#block + 1] = line
    end
  end
  return list
end

describe("the documentation", function()
  local copy

  setup(function()
    copy = support.folder()
    support.must("cp -R engine rules plugins data tests Makefile README.md %s", copy)
    support.must("mkdir %s/build && cp -RL %s/chuan %s/libchuan.so* %s/plugins %s/lua %s/build/", copy, support.build, support.build,
      support.build, support.build, copy)
    support.must("cd %s && BUILD=build sh data/ninh-thuan/run.sh", copy)
  end)

  teardown(function() support.remove(copy) end)

  for _, path in ipairs { "README.md", "rules/README.md", "plugins/README.md", "data/README.md" } do
    it("has commands that work in " .. path, function()
      local list, exported = commands(path), ""
      assert(#list > 0, "no commands in " .. path)
      local targets = support.must("make --no-print-directory help")
      for _, command in ipairs(list) do
        local target = command:match("^make%s+([%w-]+)")
        if target then
          assert(targets:find("make " .. target .. " ", 1, true), command)
        elseif command:find("^export ") then
          exported = exported .. command .. "; "
        elseif not command:find("^git clone") and not command:find("^cd ") then
          local text, code = support.run("cd %s && { %s%s ; }", copy, exported, command)
          assert(code <= 1, ("%s\nexit %d\n%s"):format(command, code, text))
        end
      end
    end)
  end

  it("shows what the commands print", function()
    local said = support.must([[cd %s && export CHUAN_DB=build/ninh-thuan.db &&
      build/chuan --lang en evaluate --year 2024 --standard commune.standard --by district &&
      build/chuan --lang en explain 22843 commune.standard/17.12 --year 2024]], copy)
    local samples = blocks("README.md", "")
    assert.are.equal(2, #samples)
    for _, sample in ipairs(samples) do
      for _, line in ipairs(sample) do
        assert(said:find((line:gsub("%s*…$", "")), 1, true), ("%q is not in:\n%s"):format(line, said))
      end
    end
  end)

  it("has a Lua program that runs", function()
    local program
    for _, block in ipairs(blocks("README.md", "lua")) do
      if block[1]:find("require", 1, true) then program = table.concat(block, "\n") end
    end
    support.write(copy .. "/program.lua", program)
    local said = support.must("cd %s && LUA_CPATH='build/lua/?.so;;' /usr/bin/lua5.4 program.lua", copy)
    assert(said:find("33 communes meet the standard", 1, true), said)
    assert(said:find("to be met: at least", 1, true), said)
  end)

  -- The five minutes of rules/README.md: the edit it asks for flips communes, fails the examples it names, and is explained.
  it("tells of an edit that flips communes", function()
    local guide = support.read "rules/README.md"
    local file = guide:match "Mở `(rules/[%w%-/]+%.lua)`"
    local id, old, new = guide:match "chỉ tiêu ([%d.]+) và đổi `([^`]+)` thành `([^`]+)`"
    local text = support.read(copy .. "/" .. file)
    local at = assert(text:find(('id = "%s"'):format(id), 1, true))
    local first, last = assert(text:find(old, at, true))
    local before = support.must("cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi evaluate --year 2024", copy)
    support.write(copy .. "/" .. file, text:sub(1, first - 1) .. new .. text:sub(last + 1))
    finally(function() support.write(copy .. "/" .. file, text) end)
    local check, code = support.run("cd %s && build/chuan --lang vi check rules/2021-2025", copy)
    assert.are.equal(1, code)
    for name in guide:match("hai ví dụ báo sai: (.-)%. "):gmatch("“(.-)”") do assert(check:find(name, 1, true), name .. "\n" .. check) end
    assert(check:find("ví dụ: %d+, sai: 2;"), check)
    local after = support.must("cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi evaluate --year 2024", copy)
    assert.are_not.equal(before:match "%d+ xã: [^\n]+", after:match "%d+ xã: [^\n]+")
    local unit = guide:match 'chuan explain "([^"]+)"'
    local explained = support.must('cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi explain "%s" commune.standard/%s --year 2024',
      copy, unit, id)
    assert(explained:find("chưa đạt", 1, true) and explained:find("→ để đạt:", 1, true), explained)
    assert(before:find("Xã " .. unit .. " +19/19  đạt") and after:find("Xã " .. unit .. " +18/19  chưa đạt"), after)
  end)
end)
