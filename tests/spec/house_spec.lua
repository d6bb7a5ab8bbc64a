-- The house rules a script can hold: which folder may include what, the three doors, the length of files, the version
-- of Lua that runs these specs.

local function lines_of(command)
  local pipe = assert(io.popen(command))
  local lines = {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  pipe:close()
  return lines
end

-- What each folder of the engine may include besides itself.
local allowed = {
  base = {}, facts = { "base" }, import = { "base", "facts" }, rules = { "base", "facts" },
  evaluate = { "base", "facts", "rules" }, output = { "base", "facts", "rules", "evaluate" },
  library = { "base", "facts", "import", "rules", "evaluate", "output" }, cli = {}, lua = {},
}

-- A system header and the folders that may open that door.
local doors = {
  ["lua.h"] = { rules = true, lua = true }, ["lauxlib.h"] = { rules = true, lua = true }, ["lualib.h"] = { rules = true, lua = true },
  ["sqlite3.h"] = { facts = true }, ["dlfcn.h"] = { import = true }, ["xlsxwriter.h"] = { output = true }, ["seccomp.h"] = { import = true },
}

describe("the house", function()
  it("runs its specs on Lua 5.4", function()
    assert.are.equal("Lua 5.4", _VERSION)
  end)

  it("lets dependencies point one way", function()
    local wrong, files = {}, 0
    for _, file in ipairs(lines_of("ls engine/*/*.[ch]")) do
      local folder = file:match("^engine/(%w+)/")
      local may = { [folder] = true }
      for _, other in ipairs(assert(allowed[folder], folder)) do may[other] = true end
      files = files + 1
      for line in io.lines(file) do
        local other, header = line:match('^%s*#%s*include%s+"(%w+)/'), line:match("^%s*#%s*include%s+<([^>]+)>")
        if other and not may[other] then wrong[#wrong + 1] = file .. ": " .. line end
        if header and doors[header] and not doors[header][folder] then wrong[#wrong + 1] = file .. ": " .. line end
      end
    end
    assert(files > 60)
    assert.are.same({}, wrong)
  end)

  it("keeps every file to one noun", function()
    local long = {}
    for _, file in ipairs(lines_of("ls engine/*.h engine/*/*.[ch] plugins/*/*.c")) do
      local count = 0
      for _ in io.lines(file) do count = count + 1 end
      if count > 600 then long[#long + 1] = file .. " " .. count end
    end
    assert.are.same({}, long)
  end)

  it("opens every C file with what it is for", function()
    local silent = {}
    for _, file in ipairs(lines_of("ls engine/*.h engine/*/*.[ch] plugins/*/*.c tests/*/*.c")) do
      if not (io.lines(file)() or ""):find("^/%*") then silent[#silent + 1] = file end
    end
    assert.are.same({}, silent)
  end)
end)
