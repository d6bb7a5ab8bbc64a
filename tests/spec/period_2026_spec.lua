-- The period 2026–2030: what is known of its set and what waits, the interim reading against the indicators it takes over,
-- the groups, the two poverty lines, where a commune's poverty rate comes from, and the targets by 2030.

local support = require "tests.support"
local chuan = support.module()

local folder_of = "rules/2026-2030/"

local function texts(folder)
  local all = {}
  for path in support.must("find '%s' -name '*.lua' | sort", folder):gmatch("[^\n]+") do all[#all + 1] = support.read(path) end
  return table.concat(all, "\n")
end

describe("the period 2026-2030", function()
  local engine, rules

  setup(function()
    engine = assert(chuan.open { language = "en" })
    rules = assert(engine:rules("rules", { period = "2026-2030" }))
  end)

  local function judge(id, facts, year, level)
    return assert(assert(rules:case(level or "commune", year or 2026, facts)):judge(id))
  end

  it("is clean, and every level that is known is tried on both sides", function()
    local counts = rules:check():counts()
    assert.are.equal(0, counts.errors)
    assert.are.equal(0, counts.warnings)
    assert.are.equal(0, counts.examples_failed)
    assert.are.equal(counts.sides, counts.sides_exercised)
    assert.is_true(counts.sides >= 270)
  end)

  -- Ten criteria, by name; none is met before its levels are entered, whatever a commune reports.
  it("has the ten criteria, which wait for their levels", function()
    local text = support.read(folder_of .. "commune-standard.lua")
    local fields, count = {}, 0
    for field in text:gmatch "value    = (indicators_met_%a+),\n    at_least = by%(commune_group, { group_1 = pending%(%)" do
      fields[#fields + 1] = field
    end
    for _ in text:gmatch "\ncriterion {" do count = count + 1 end
    assert.are.equal(10, count)
    assert.are.equal(10, #fields)
    local group_2 = { adjoins_urban_area = false, oriented_to_new_town = false, agriculture_share = 40, zone = "I" }
    for _, met in ipairs { 4, 5 } do -- 9 × 4 and 9 × 5, and the last makes 46 or 47
      for _, total in ipairs { 46, 47 } do
        local facts = {}
        for key, value in pairs(group_2) do facts[key] = value end
        for i, field in ipairs(fields) do facts[field] = i < 10 and met or total - 9 * met end
        assert.are.equal(total == 47 and "no_data" or "not_met", judge("commune.standard", facts))
        for criterion = 1, 10 do assert.are.equal("no_data", judge("commune.standard/" .. criterion, facts)) end
        assert.are.equal(total == 47 and "no_data" or "not_met", judge("commune.modern", facts))
      end
    end
  end)

  it("tells in check of each of the ten, with the 47", function()
    local text = rules:check():write("table")
    for criterion = 1, 10 do
      assert(text:find(("· %d Indicators met: "):format(criterion), 1, true), criterion)
    end
    assert(text:find("of 47", 1, true))
  end)

  describe("interim reading", function()
    local carried = {}
    setup(function()
      for id, path in support.read(folder_of .. "commune-interim.lua")
        :gmatch 'indicator { id = "([%d.]+)", carried_over "2021%-2025/commune%.standard/([%d.]+)" }' do
        carried[#carried + 1] = { id = id, from = path }
      end
    end)

    it("takes over each of the 57 indicators once", function()
      local seen, there = {}, 0
      for _, one in ipairs(carried) do
        assert.is_nil(seen[one.from], one.from)
        seen[one.from] = true
      end
      for id in texts("rules/2021-2025/commune-standard"):gmatch '\n  indicator {\n    id = "([%d.]+)"' do
        there = there + 1
        assert(seen[id], id .. " is in none of the ten criteria")
      end
      assert.are.equal(57, #carried)
      assert.are.equal(57, there)
    end)

    it("comes to the verdict of 2025, and never as a verified one", function()
      local before = assert(engine:rules("rules", { period = "2021-2025" }))
      local example = support.read("rules/2021-2025/commune-standard/standard.lua"):match "facts = (%b{})"
      local facts = assert(load("return " .. example))()
      -- Conditions of recognition are no indicators.
      facts.construction_debt, facts.satisfaction_share, facts.security_not_complex = nil, nil, nil
      local seen = {}
      math.randomseed(2026)
      for _ = 1, 300 do
        local changed = {}
        for id, value in pairs(facts) do
          local chance = math.random(20)
          if chance == 2 and type(value) == "boolean" then value = not value end
          if chance <= 4 and type(value) == "number" then value = math.floor(value * math.random(0, 10) / 10) end
          if chance > 1 or id == "region" then changed[id] = value end -- else it is lost
        end
        -- A part larger than its whole is refused.
        local then_case = before:case("commune", 2025, changed)
        if then_case then
          local now_case = assert(rules:case("commune", 2026, changed))
          for _, one in ipairs(carried) do
            local expect = assert(then_case:judge("commune.standard/" .. one.from))
            assert.are.equal(expect, assert(now_case:judge("commune.interim/" .. one.id)), one.from)
            seen[expect] = (seen[expect] or 0) + 1
          end
        end
      end
      for _, verdict in ipairs { "met", "not_met", "no_data", "not_applicable" } do assert.is_true((seen[verdict] or 0) > 5, verdict) end
      local dossier = assert(engine:dossier(":memory:", "create"))
      assert(dossier:unit { code = "00001", level = "commune", name = "Xã Một" })
      assert(dossier:enter(rules, { level = "commune", source = "spec" }, { { unit = "00001", year = 2026, facts = facts } }))
      local unverified = 0
      for row in assert(dossier:evaluate(rules, { year = 2026, unit = "00001" })):rows() do
        if row.standard == "commune.interim" and row.indicator ~= "" and row.verdict ~= "not_applicable" then
          assert.are.equal("unverified", row.threshold_status, row.indicator)
          unverified = unverified + 1
        end
      end
      assert.is_true(unverified >= 53)
    end)
  end)

  it("tells one line, not hundreds, when the period before cannot be read", function()
    local folder = support.folder()
    finally(function() support.remove(folder) end)
    support.must("cp -r rules/2021-2025 rules/2026-2030 '%s'", folder)
    local path = folder .. "/2021-2025/commune-standard/01-planning.lua"
    support.write(path, (support.read(path):gsub("plan_approved", "plan_aproved", 1)))
    local broken, message, problems = engine:rules(folder, { period = "2026-2030" })
    if broken then return end -- what is carried over may be read without it
    assert.is_string(message)
    assert.is_true(#problems <= 3, #problems .. " problems")
  end)

  describe("commune group", function()
    it("is 1, 2 or 3, and waits where both 1 and 3 would hold", function()
      local folder = support.folder()
      finally(function() support.remove(folder) end)
      support.must("cp -r rules/2021-2025 rules/2026-2030 '%s'", folder)
      support.write(folder .. "/2026-2030/zz.lua", [[
standard { id = "g", level = "commune", source = law { "51/2025/QĐ-TTg" } }
criterion { of = "g", id = "1", source = law { "51/2025/QĐ-TTg" },
  indicator { id = "1.1", test = equals(commune_group, "group_1") },
  indicator { id = "1.2", test = equals(commune_group, "group_2") },
  indicator { id = "1.3", test = equals(commune_group, "group_3") } }
]])
      local with = assert(engine:rules(folder, { period = "2026-2030" }))
      local flags = { false, true }
      for _, adjoins in ipairs(flags) do for _, urban in ipairs(flags) do for _, town in ipairs(flags) do
        for _, share in ipairs { 9.99, 10, 60 } do for _, zone in ipairs { "none", "I", "II", "III" } do
          local one = adjoins and urban or town or share < 10
          local three = zone == "II" or zone == "III"
          local group = one and three and 0 or one and 1 or three and 3 or 2
          local case = assert(with:case("commune", 2026, {
            adjoins_urban_area = adjoins, oriented_to_urban = urban, oriented_to_new_town = town, agriculture_share = share, zone = zone,
          }))
          for i = 1, 3 do
            local expect = group == 0 and "no_data" or group == i and "met" or "not_met"
            assert.are.equal(expect, assert(case:judge("g/1." .. i)), ("%s %s %s %s %s"):format(adjoins, urban, town, share, zone))
          end
        end end
      end end end
    end)
  end)

  it("has every target of the programme with a level for 2030, after the one of 2025, and the national ones apart", function()
    local own, national = support.read(folder_of .. "targets.lua"), support.read(folder_of .. "targets-national.lua")
    local earlier, count = texts("rules/2021-2025/targets"), 0
    for id, follows in own:gmatch 'target {\n  id = "([%w-]+)".-follows = "2021%-2025/([%w-]+)"' do
      count = count + 1
      assert.are.equal((id:gsub("2030$", "2025")), follows)
      assert(earlier:find(('id = "%s"'):format(follows), 1, true), follows)
    end
    assert.are.equal(12, count)
    assert.are.equal(8, select(2, national:gsub('\ntarget {\n  id = "national%-[%w-]+", by = 2030, level = "country", set = "national",', "")))
  end)
end)

describe("a commune's poverty rate", function()
  local engine

  setup(function() engine = assert(chuan.open { language = "en" }) end)

  -- A commune with as many households as told, the first of them poor, and the figures it reports.
  local function verdicts(year, listed, poor, reported, reported_poor)
    local rules = assert(engine:rules("rules", { year = year }))
    local dossier = assert(engine:dossier(":memory:", "create"))
    assert(dossier:unit { code = "1", level = "commune", name = "Xã Một" })
    local rows = {}
    for i = 1, listed do
      local code, lacks = "h" .. i, i <= poor
      assert(dossier:unit { code = code, level = "household", name = "Hộ " .. i, parent = "1" })
      rows[i] = { unit = code, year = year, facts = {
        area = "rural", income_per_person_month = lacks and 1500 or 9000, lacks_job = lacks, lacks_toilet = lacks, lacks_telecom = lacks,
      } }
    end
    if listed > 0 then assert(dossier:enter(rules, { level = "household", source = "spec" }, rows)) end
    local facts = { region = "south_central_coast", extremely_difficult = false, households = reported, households_poor = reported_poor }
    if year > 2025 then facts.zone = "I" end
    assert(dossier:enter(rules, { level = "commune", source = "spec" }, { { unit = "1", year = year, facts = facts } }))
    local found = {}
    for row in assert(dossier:evaluate(rules, { year = year, unit = "1" })):rows() do
      if row.indicator ~= "" then found[row.standard .. "/" .. row.indicator] = row end
    end
    return found
  end

  for _, period in ipairs { { 2023, "commune.standard/11" }, { 2026, "commune.interim/6.1" }, { 2027, "commune.interim/6.1" } } do
    local year, indicator = period[1], period[2]
    it("comes from a whole list of households, from the report otherwise, and a difference is seen: " .. year, function()
      -- 1 of 20 is exactly the level of 5 %; the report says 2.
      local found = verdicts(year, 20, 1, 20, 2)
      assert.are.equal("met", found[indicator].verdict)
      assert.are.equal("5", found[indicator].value)
      assert.are.equal("met", found["commune.figures/H1"].verdict)
      assert.are.equal("not_met", found["commune.figures/H2"].verdict)
      -- A list of the poor alone is no whole list: 2 of 40 as reported, not 2 of 2.
      found = verdicts(year, 2, 2, 40, 2)
      assert.are.equal("met", found[indicator].verdict)
      assert.are.equal("5", found[indicator].value)
      assert.are.equal("not_met", found["commune.figures/H1"].verdict)
      assert.are.equal("not_applicable", found["commune.figures/H2"].verdict)
      -- No list at all.
      found = verdicts(year, 0, 0, 40, 3)
      assert.are.equal("not_met", found[indicator].verdict)
      assert.are.equal("7.5", found[indicator].value)
      assert.are.equal("not_applicable", found["commune.figures/H1"].verdict)
      -- Both agree.
      found = verdicts(year, 20, 1, 20, 1)
      assert.are.equal("met", found["commune.figures/H2"].verdict)
    end)
  end
end)
