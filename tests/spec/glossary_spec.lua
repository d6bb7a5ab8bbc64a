-- The glossary: what people call choices and units of measure, in both languages; a name for nothing is a mistake.

local support = require "tests.support"
local chuan = support.module()

describe("names", function()
  local folder
  before_each(function() folder = support.folder() end)
  after_each(function() support.remove(folder) end)

  local function rules(glossary, language)
    support.write(folder .. "/period.lua", ([[
      period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
      document { id = "D", date = "2022-01-01" }
      facts "commune" { homes = count { unit = "hộ", name = { vi = "Số hộ", en = "Homes" } }, zone = choice { "coast", "hills" } }
      standard { id = "s", level = "commune", source = law { "D" } }
      criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", name = "Hai", value = homes,
        at_least = by(zone, { coast = 10, hills = 5 }) } }
    ]]) .. glossary)
    local engine = chuan.open { language = language or "en" }
    local rulebook, message, problems = engine:rules(folder)
    return engine, rulebook, message, problems
  end

  local function explained(language)
    local engine, rulebook = rules('names { coast = { vi = "Ven biển", en = "Seaside" }, ["hộ"] = { vi = "hộ", en = "homes" } }', language)
    local dossier = engine:dossier(":memory:", "create")
    assert(dossier:unit { code = "1", level = "commune", name = "Xã Một" })
    assert(dossier:enter(rulebook, { level = "commune", source = "spec" }, { { unit = "1", year = 2024, facts = { homes = 3, zone = "coast" } } }))
    return dossier:explain(rulebook, "1", "s/1.1", 2024):write("table")
  end

  it("show wherever a person reads, in the person's language", function()
    local english, vietnamese = explained("en"), explained("vi")
    assert(english:find("zone = Seaside", 1, true), english)
    assert(english:find("at least 10 homes", 1, true), english)
    assert(vietnamese:find("zone = Ven biển", 1, true), vietnamese)
    assert(vietnamese:find("từ 10 hộ trở lên", 1, true), vietnamese)
  end)

  it("for something no rule has are an error with the nearest word", function()
    local _, rulebook, _, problems = rules('names { coats = "Ven biển" }')
    assert.is_nil(rulebook)
    assert(problems[1].message:find("`coats` is no choice and no unit of measure of these rules; did you mean `coast`?", 1, true))
  end)

  it("may be given to the choices that only a derived value has", function()
    local derived = 'derived { level = "commune", id = "size", value = choose { { at_least(homes, 3), "big" }, otherwise = "small" } }\n'
    assert(select(2, rules(derived .. 'names { big = "Lớn", small = "Nhỏ" }')))
    local _, rulebook, _, problems = rules(derived .. 'names { bigg = "Lớn" }')
    assert.is_nil(rulebook)
    assert(problems[1].message:find("did you mean `big`?", 1, true), problems[1].message)
  end)

  it("given twice are an error naming both lines", function()
    local _, rulebook, _, problems = rules('names { coast = "Một" }\nnames { coast = "Hai" }')
    assert.is_nil(rulebook)
    assert.are.equal(1, #problems)
    assert(problems[1].message:find("coast", 1, true) and problems[1].message:find("period.lua:", 1, true), problems[1].message)
  end)
end)
