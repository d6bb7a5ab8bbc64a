-- rules/chuan.d.lua tells editors about the words: every word the engine has, with both languages and the fields it takes.
local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

describe("rules/chuan.d.lua", function()
  local types = read("rules/chuan.d.lua")
  local words = {}
  for word in read("engine/rules/word_list.h"):gmatch('XX%([A-Z_]+, "([a-z_]+)"') do words[#words + 1] = word end

  it("is Lua", function() assert(load(types, "=chuan.d.lua", "t", {})) end)

  it("has every word of the engine, documented", function()
    assert.is_true(#words >= 38)
    for _, word in ipairs(words) do
      local before = types:match("\n\n(%-%-%-[^\n].-)\nfunction " .. word .. "%(")
      assert.is_truthy(before, word .. " is missing")
    end
  end)

  it("has no word that the engine lacks", function()
    local known = { mapping = true } -- of mapping files
    for _, word in ipairs(words) do known[word] = true end
    for word in types:gmatch("\nfunction ([a-z_]+)%(") do assert.is_true(known[word], word) end
  end)

  it("has the fields of every record", function()
    for _, file in ipairs { "records.c", "judged_record.c", "judged_question.h", "example_record.c", "example_unit.c", "example_unit.h",
      "facts_record.c", "target_record.c", "task_record.c", "validate_record.c", "overlay_record.c", "order_record.c" } do
      for field in read("engine/rules/" .. file):gmatch('{"([a-z_]+)", FIELD_') do
        assert.is_truthy(types:find("---@field " .. field .. "%??[ ]"), field)
      end
    end
  end)
end)
