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

  it("suggests commands that work at the end of make run", function()
    for _, locale in ipairs { "C.UTF-8", "en_US.UTF-8" } do
      local said, seen = support.must("cd %s && LC_ALL=%s BUILD=build sh data/ninh-thuan/run.sh", copy, locale), 0
      for command in said:gmatch "\n  (build/chuan [^\n#]+)" do
        seen = seen + 1
        support.must("cd %s && CHUAN_DB=build/ninh-thuan.db %s", copy, command)
      end
      assert.are.equal(6, seen)
    end
  end)

  it("shows what the commands print", function()
    local said = support.must([[cd %s && export CHUAN_DB=build/ninh-thuan.db && LC_ALL=en_US.UTF-8 BUILD=build sh data/ninh-thuan/run.sh &&
      build/chuan --lang en explain 22843 commune.standard/17.12 --year 2024
      build/chuan --lang en import data/ninh-thuan/ninh-son-2023.csv --level commune --status illustrative --dry-run \
        --mapping data/ninh-thuan/ninh-son-2023.mapping.lua 2>&1 || true]], copy)
    local samples = blocks("README.md", "")
    assert.are.equal(3, #samples)
    for _, sample in ipairs(samples) do
      for _, line in ipairs(sample) do
        assert(said:find((line:gsub("%s*…$", "")), 1, true), ("%q is not in:\n%s"):format(line, said))
      end
    end
  end)

  -- The table of answers in README.md: a row names a target and says, for 2023 and 2024, its value and where it stands.
  it("answers where the province stood as the command does", function()
    local rows, seen = {}, 0
    for _, year in ipairs { 2023, 2024 } do
      local text = support.must("cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan targets --year %d --unit 58 --format csv", copy, year)
      local heads
      for line in text:gmatch "[^\n]+" do
        local row, place = {}, 0
        for cell in (line .. ","):gmatch "([^,]*)," do
          place = place + 1
          row[heads and heads[place] or place] = cell
        end
        if heads then rows[row.target .. " " .. year] = row else heads = row end
      end
    end
    for id, of_2023, of_2024, rests in support.read("README.md"):gmatch "\n| `([%w-]+)`[^|]*| ([^|]*) | ([^|]*) | ([^\n]*) |" do
      seen = seen + 1
      for year, answer in pairs { [2023] = of_2023, [2024] = of_2024 } do
        local row = assert(rows[id .. " " .. year], id)
        local standing = row.standing:gsub("_", " ")
        assert.are.equal(row.value == "" and standing or row.value .. ", " .. standing, answer, id .. " " .. year)
        for word, holds in pairs { conflict = row.conflicts ~= "0", illustrative = row.data_status == "illustrative" and row.value ~= "",
          preliminary = row.data_status == "preliminary" and row.value ~= "" } do
          if holds then assert(rests:find(word, 1, true), id .. ": " .. word) end
        end
      end
    end
    assert.are.equal(13, seen)
  end)

  it("has a C program that runs", function()
    local program, more = table.unpack(blocks("README.md", "c"))
    local source = {}
    for _, line in ipairs(program) do
      if line:find "chuan_case_free" then source[#source + 1] = table.concat(more, "\n") end
      source[#source + 1] = line
    end
    support.write(copy .. "/program.c", table.concat(source, "\n") .. "\n")
    support.must("cd %s && %s -std=c11 -Wall -Wextra -Werror %s -Iengine -o build/program program.c -Lbuild -lchuan -Wl,-rpath,$PWD/build",
      copy, os.getenv "CC" or "gcc", support.sanitized and "-fsanitize=address,undefined" or "")
    local said = support.must("cd %s && build/program", copy)
    assert(said:find("^met\n"), said)
    assert(said:find("communes-standard-2025: 33 of 38, at_risk\n", 1, true), said)
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

  -- The pieces of rules/README.md: the target stands so in the rules; overlay and amendment load, and hold where they should.
  it("has pieces of rules that work", function()
    local overlay, amended, target
    for _, block in ipairs(blocks("rules/README.md", "lua")) do
      local text = table.concat(block, "\n")
      if text:find("^overlay") then overlay = text end
      if text:find "amended" then amended = text end
      if text:find("^target") then target = block end
    end
    local targets = support.read(copy .. "/rules/2021-2025/targets/districts-communes.lua"):gsub("%s+", " ")
    for _, line in ipairs(target) do
      assert(targets:find((line:gsub("%-%-.*", ""):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")), 1, true), line)
    end
    local piece = copy .. "/rules/2021-2025/guide.lua"
    support.write(piece, overlay .. ([[

standard { id = "guide", level = "commune", name = "x" }
criterion { of = "guide", id = "1", name = "x", source = law { "318/QĐ-TTg" }, indicator { id = "1.1", name = "x", %s } }
]]):format(amended))
    finally(function() os.remove(piece) end)
    support.must("cd %s && build/chuan check rules/2021-2025", copy)
    local function threshold(id, day)
      local text = support.must(
        "cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang en explain 22843 %s --year 2024 --as-of %s", copy, id, day)
      return text:match "threshold: at least ([%d.]+)"
    end
    assert.are.equal("50", threshold("guide/1.1", "2024-02-29"))
    assert.are.equal("60", threshold("guide/1.1", "2024-03-01"))
    assert.are.equal("4", threshold("commune.standard/17.4", "2024-12-31"))
  end)

  -- The five minutes of rules/README.md: the edit it asks for flips communes, fails the examples it names, and is explained.
  it("tells of an edit that flips communes", function()
    local guide = support.read "rules/README.md"
    local file = guide:match "Mở `(rules/[%w%-/]+%.lua)`"
    local id, old, new = guide:match "chỉ tiêu ([%d.]+) và đổi `([^`]+)` thành `([^`]+)`"
    local text = support.read(copy .. "/" .. file)
    local at = assert(text:find(('id = "%s"'):format(id), 1, true))
    local first, last = assert(text:find(old, at, true))
    local before = support.must("cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi evaluate --year 2024 --standard commune.standard", copy)
    support.write(copy .. "/" .. file, text:sub(1, first - 1) .. new .. text:sub(last + 1))
    finally(function() support.write(copy .. "/" .. file, text) end)
    local check, code = support.run("cd %s && build/chuan --lang vi check rules/2021-2025", copy)
    assert.are.equal(1, code)
    for name in guide:match("hai ví dụ báo sai: (.-)%. "):gmatch("“(.-)”") do assert(check:find(name, 1, true), name .. "\n" .. check) end
    assert(check:find("ví dụ: %d+, sai: 2;"), check)
    local after = support.must("cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi evaluate --year 2024 --standard commune.standard", copy)
    assert.are_not.equal(before:match "%d+ xã: [^\n]+", after:match "%d+ xã: [^\n]+")
    local unit = guide:match 'chuan explain "([^"]+)"'
    local explained = support.must('cd %s && CHUAN_DB=build/ninh-thuan.db build/chuan --lang vi explain "%s" commune.standard/%s --year 2024',
      copy, unit, id)
    assert(explained:find("chưa đạt", 1, true) and explained:find("→ để đạt:", 1, true), explained)
    assert(before:find("Xã " .. unit .. " +19/19  đạt") and after:find("Xã " .. unit .. " +18/19  chưa đạt"), after)
  end)
end)
