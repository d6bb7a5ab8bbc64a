-- Targets, tasks, overlays, orders and what is carried over, as an author meets them: in folders, through the module.

local support = require "tests.support"

describe("records of a programme", function()
  local chuan, engines, folder

  setup(function()
    chuan = support.module()
    engines = { en = chuan.open { language = "en" }, vi = chuan.open { language = "vi" } }
  end)
  before_each(function() folder = support.folder() end)
  after_each(function() support.remove(folder) end)

  local function write(path, text) support.write(folder .. "/" .. path, text) end

  -- The real rules of 2021–2025 and a next period with this text.
  local function next_period(text)
    support.must("cp -r rules/2021-2025 '%s' && mkdir '%s/2026-2030'", folder, folder)
    write("2026-2030/period.lua", 'period { id = "2026-2030", first_year = 2026, last_year = 2030 }\n')
    write("2026-2030/z.lua", text)
  end

  -- The errors of loading, as "file:line message".
  local function errors(language, period)
    local rules, message, problems = engines[language]:rules(folder, { period = period })
    local texts = {}
    if rules then return texts end
    assert.is_table(problems, message)
    assert.is_string(message)
    for _, problem in ipairs(problems) do
      if problem.severity == "error" then
        texts[#texts + 1] = ("%s:%d %s"):format(problem.file:match("[^/]*$"), problem.line, problem.message)
      end
    end
    return texts
  end

  it("carries over indicators of the real rules, with their figures", function()
    next_period([[
facts "commune" {}
standard { id = "commune.new", level = "commune", name = "Xã" }
criterion { of = "commune.new", id = "8", indicator { id = "8.1", carried_over "2021-2025/commune.standard/17.1" } }
criterion { of = "commune.new", id = "9", carried_over "2021-2025/commune.standard/10" }
]])
    assert.are.same({}, errors("en", "2026-2030"))
  end)

  it("tells once, in both languages, what cannot be carried over", function()
    next_period('facts "commune" {} standard { id = "n", level = "commune" }\n' ..
      'criterion { of = "n", id = "8",\n  carried_over "2021-2025/commune.standard/17.99" }\n')
    assert.are.equal(1, #errors("en", "2026-2030"))
    assert.is_truthy(errors("en", "2026-2030")[1]:find('z.lua:3 there is no indicator "2021-2025/commune.standard/17.99"; did you mean', 1, true))
    assert.is_truthy(errors("vi", "2026-2030")[1]:find("z.lua:3 không có chỉ tiêu", 1, true))
  end)

  it("judges by the overlay's threshold in its province, and says so in both languages when it sets nothing there is", function()
    support.must("cp -r rules/2021-2025/. '%s'", folder)
    write("overlay.lua", 'overlay { province = "58",\n  set { "commune.standard/99.1", at_least = 100 } }\n')
    assert.is_truthy(errors("en")[1]:find('overlay.lua:2 there is no indicator "commune.standard/99.1" to set', 1, true))
    assert.is_truthy(errors("vi")[1]:find('overlay.lua:2 không có chỉ tiêu "commune.standard/99.1" để đặt mức', 1, true))
    write("overlay.lua", '\noverlay { province = "58", source = law { "504/QĐ-UBND" },\n  set { "commune.standard/17.1", at_least = 99 } }\n')
    assert.are.same({}, errors("en"))
  end)

  it("explains a level that an overlay sets by its document, name and line", function()
    support.must("cp -r rules/2021-2025/. '%s'", folder)
    write("overlay-own.lua", [[
overlay { pilot = "22837", name = { vi = "Xã làm điểm", en = "Pilot commune" }, source = law { "504/QĐ-UBND" },
  set { "commune.standard/17.1", at_least = 99 } }
]])
    write("units.csv", "code,level,name,parent_code,valid_from,valid_to\n58,province,Ninh Thuận,,,\n22837,commune,Phước Chiến,58,,\n")
    write("facts.csv", "unit,households,households_clean_water\n22837,1000,980\n")
    local chuan_on = ("'%s' --lang en --db '%s/x.db' --rules '%s'"):format(support.chuan, folder, folder)
    support.must("%s units '%s/units.csv'", chuan_on, folder)
    support.must("%s import '%s/facts.csv' --level commune --year 2024", chuan_on, folder)
    local text = support.must("%s explain 22837 commune.standard/17.1 --year 2024 --format table", chuan_on)
    assert.is_truthy(text:find("at least 99 %", 1, true), text)
    assert.is_truthy(text:find("because: the unit lies in 22837", 1, true), text)
    assert.is_truthy(text:find("504/QĐ-UBND", 1, true), text)
    assert.is_truthy(text:find("set apart: Pilot commune", 1, true), text)
    assert.is_truthy(text:find("overlay-own.lua:2", 1, true), text)
  end)

  it("takes targets and tasks", function()
    support.must("cp -r rules/2021-2025/. '%s'", folder)
    write("facts-own.lua", 'facts "province" { communes_told = count { unit = "xã" } }\n')
    write("own.lua", [[
task { id = "own", kind = "task", name = "Hạ tầng", departments = { { vi = "Sở Xây dựng", en = "Construction" } } }
target { id = "own-2025", by = 2025, level = "province", task = "own", name = "Số xã",
  value = count_of("commune", any { met "commune.standard", recognised "commune.standard" }), at_least = 38,
  reported = communes_told, baseline = { year = 2020, value = 27 }, path = "linear", keep = true }
]])
    assert.are.same({}, errors("en"))
    write("own.lua", 'target { id = "own-2025", by = 2025, level = "province", task = "ow", value = communes_told, at_least = 38 }\n')
    local told = errors("vi")
    assert.are.equal(1, #told)
    assert.is_truthy(told[1]:find('own.lua:1 không có nhiệm vụ "ow"', 1, true), told[1])
  end)
end)
