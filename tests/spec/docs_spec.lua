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

describe("the commands in", function()
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
    it(path .. " work", function()
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
end)
