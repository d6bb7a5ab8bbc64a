-- Failing the n-th allocation, for every n until the task needs no more: each command ends with its own exit code and one
-- clear line, and the database stays whole.

local support = require "tests.support"
local LIMIT = 200000
local density = tonumber(os.getenv("TORTURE")) or 10 -- TORTURE=1000000: every single allocation, for hours

-- Sanitizers bring an allocator of their own, which the shim cannot stand before.
if support.sanitized then return end

describe("when the n-th allocation fails", function()
  local folder
  setup(function()
    folder = support.folder()
    support.write(folder .. "/units.csv", "code,level,name,parent_code,valid_from,valid_to\n580,district,Huyện,,,\n" ..
      "00001,commune,Xã Một,580,,\n00002,commune,Xã Hai,580,,\n")
    support.write(folder .. "/facts.csv", "unit,households,households_clean_water,region,extremely_difficult\n" ..
      "00001,100,55,south_central_coast,0\n00002,100,,south_central_coast,0\n00003,1,1,,\n")
    support.write(folder .. "/long.csv", "unit,year,fact,value,confidence,source\n00001,2024,households,7,low,a\n" ..
      "00001,2024,households,8,high,b\n00001,2024,nothing,8,high,b\n")
    support.write(folder .. "/register.csv", "unit,standard,decided_on,decision,revoked_on\n00001,s,2019,,\n00002,s,2020-01-01,a,\n")
    support.write(folder .. "/zones.csv", "unit,fact,value,valid_from,valid_to\n00001,region,red_river_delta,2021-01-01,\n" ..
      "00002,extremely_difficult,1,,2024-12-31\n")
    support.write(folder .. "/parts.csv", "from,to,on,share\n00001,00002,2024-07-01,0.25\n")
    support.must("%s --db %s/units.db units %s/units.csv", support.chuan, folder, folder)
    support.must("mkdir -p %s/rules", folder)
    support.write(folder .. "/rules/period.lua", [[
      period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
      document { id = "D", date = "2022-01-01" }
      facts "commune" { households = count {}, households_clean_water = count { part_of = "households" },
        region = choice { "south_central_coast", "red_river_delta" }, extremely_difficult = yes_no {} }
      facts "district" { published = count {} }
      standard { id = "s", level = "commune", source = law { "D" } }
      criterion { of = "s", id = "1", name = "Một", indicator { id = "1.1", name = "Nước sạch",
        value = share(households_clean_water, households), at_least = by(region, { south_central_coast = 55, otherwise = pending() }) } }
      example { name = "đúng ngưỡng", of = "s/1.1", year = 2023, expect = "met",
        facts = { region = "south_central_coast", households = 20, households_clean_water = 11 } }
      target { id = "t", by = 2025, level = "district", task = "1", source = law { "D" }, value = count_of("commune", met "s"),
        at_least = 2, baseline = { year = 2021, value = 0 }, path = "linear", keep = true,
        reported = published }
      task { id = "1", name = "Việc", criteria = { "s/1" } }
      validate { id = "v", level = "commune", severity = "error", name = "Nước", advice = "xem lại", fact = "households",
        test = at_least(households, last_year(households)) }
      example { of = "v", year = 2023, facts = { households = 2 }, history = { [2022] = { households = 3 } }, expect = "not_met" }
    ]])
  end)
  teardown(function() support.remove(folder) end)

  local function torture(name, command, good_codes, before)
    it(name .. " ends cleanly every time", function()
      local mark, n = folder .. "/mark", 1
      local failed_runs = 0
      while n < LIMIT do
        if before then before() end
        os.remove(mark)
        local text, code = support.run("LD_PRELOAD=%s/failing_malloc.so CHUAN_FAIL_ALLOCATION=%d CHUAN_FAIL_MARK=%s %s",
          support.build, n, mark, command(folder))
        assert(code < 128, ("allocation %d: exit %d\n%s"):format(n, code, text))
        if not io.open(mark) then
          assert(good_codes[code], ("without a failure: exit %d\n%s"):format(code, text))
          break
        end
        failed_runs = failed_runs + 1
        -- Every early allocation, then ever wider steps: the whole range in some hundred runs.
        n = n + 1 + n // density
      end
      assert(failed_runs > 20, "only " .. failed_runs .. " allocations failed")
      assert(n < LIMIT)
    end)
  end

  local function with(database)
    return function() support.must("rm -f %s/x.db*; cp %s/%s.db %s/x.db", folder, folder, database, folder) end
  end
  local with_database = with "units"

  -- Every record of units over time and programmes: overlays, amendments, orders, examples that are trees, a period after.
  local function programme()
    support.must("rm -rf %s/programme; mkdir -p %s/programme/p %s/programme/q", folder, folder, folder)
    support.must("cp %s/rules/period.lua %s/programme/p/period.lua", folder, folder)
    support.write(folder .. "/programme/p/b.lua", [[
      document { id = "E", date = "2024-03-01" }
      facts "province" { published = count {}, gdp = amount { places = 1, carry = 1 } }
      criterion { of = "s", id = "2", name = "Hai", source = law { "D" }, indicator { id = "2.1", name = "Hộ",
        value = households, at_least = amended { 1, { from = "2024-03-01", by = "E", 2 } } } }
      overlay { province = "58", name = "Riêng", source = law { "E" }, set { "s/1.1", at_least = 60 } }
      order { of = "region", { "red_river_delta", "south_central_coast" } }
      derived { level = "province", id = "share_met", value = share_of("commune", met "s/2.1") }
      target { id = "count", by = 2025, level = "province", task = "2", name = "Số xã", source = law { "D" }, keep = true,
        value = count_of("commune", any { met "s", recognised "s" }), at_least = 2, reported = published,
        baseline = { year = 2020, value = 1 }, path = "linear" }
      target { id = "mean", by = 2025, level = "province", name = "Bình quân", source = law { "D" },
        value = mean_of("commune", rounded(share(households_clean_water, households), 2), { weight = households }), at_least = 5 }
      target { id = "growth", by = 2025, level = "province", name = "Tăng", source = law { "D" },
        value = average_growth(gdp, { from = 2020 }), at_least = 5 }
      task { id = "2", name = "Việc", targets = { "count", "mean" }, criteria = { "s/1" }, departments = { "Sở" } }
      example { name = "cây", of = "count", year = 2024, expect = "not_met", facts = {}, recognised = {},
        children = { { facts = { households = 5 }, recognised = { "s" } }, { facts = { households = 0 } } } }
    ]])
    support.write(folder .. "/programme/q/period.lua", [[
      period { id = "q", first_year = 2026, last_year = 2030, name = "Sau" }
      facts "commune" { extra = count {} }
      standard { id = "t", level = "commune", name = "T" }
      criterion { of = "t", id = "1", name = "Một", carried_over "p/s/1.1",
        indicator { id = "1.2", name = "Hai", value = extra, at_least = unverified(1), follows = "p/s/2.1" } }
    ]])
  end

  torture("check", function(f) return ("%s --rules %s/rules check"):format(support.chuan, f) end, { [0] = true })
  torture("units", function(f) return ("%s --db %s/x.db units %s/units.csv"):format(support.chuan, f, f) end, { [0] = true },
    function() support.must("rm -f %s/x.db*", folder) end)
  torture("import", function(f)
    return ("%s --db %s/x.db --rules %s/rules import %s/facts.csv --level commune --year 2024"):format(support.chuan, f, f, f)
  end, { [1] = true }, with_database)

  for name, list in pairs { successions = "parts.csv", recognitions = "register.csv", ["attributes --level commune"] = "zones.csv" } do
    torture(name, function(f) return ("%s --db %s/x.db --rules %s/rules %s %s/%s"):format(support.chuan, f, f, name, f, list) end,
      { [0] = true }, with_database)
  end
  torture("import of one figure a row", function(f)
    return ("%s --db %s/x.db --rules %s/rules import %s/long.csv --level commune"):format(support.chuan, f, f, f)
  end, { [1] = true }, with_database)

  it("figures are there to be taken back", function()
    support.must("cp %s/units.db %s/figures.db", folder, folder)
    for _, file in ipairs { "facts.csv --year 2024", "long.csv" } do
      support.run("%s --db %s/figures.db --rules %s/rules import %s/%s --level commune", support.chuan, folder, folder, folder, file)
    end
  end)
  torture("undo", function(f) return ("%s --db %s/x.db undo 1"):format(support.chuan, f) end, { [0] = true }, with "figures")
  torture("imports", function(f) return ("%s --db %s/figures.db imports 2"):format(support.chuan, f) end, { [0] = true })
  torture("export", function(f)
    return ("%s --db %s/figures.db --rules %s/rules export --level commune -o %s/out.json"):format(support.chuan, f, f, f)
  end, { [0] = true })
  torture("a suggestion", function(f)
    return ("%s --rules %s/rules import %s/facts.csv --level commune --suggest"):format(support.chuan, f, f)
  end, { [0] = true })

  it("an import that fails leaves a whole database", function()
    assert.are.equal("ok\n", support.must("sqlite3 %s/x.db 'PRAGMA integrity_check'", folder))
  end)

  torture("evaluate", function(f)
    return ("%s --db %s/x.db --rules %s/rules evaluate --year 2024 --format csv"):format(support.chuan, f, f)
  end, { [0] = true })
  torture("counting by district", function(f)
    return ("%s --db %s/x.db --rules %s/rules evaluate --year 2024 --by district"):format(support.chuan, f, f)
  end, { [0] = true })
  torture("the review of recognitions", function(f)
    return ("%s --db %s/x.db --rules %s/rules recognitions --year 2024"):format(support.chuan, f, f)
  end, { [0] = true })
  for name, format in pairs { targets = "json", tasks = "table" } do
    torture(name, function(f)
      return ("%s --db %s/x.db --rules %s/rules %s --year 2024 --format %s"):format(support.chuan, f, f, name, format)
    end, { [0] = true })
  end
  torture("explain", function(f)
    return ("%s --db %s/x.db --rules %s/rules explain 00001 s --year 2024"):format(support.chuan, f, f)
  end, { [0] = true })

  it("a province with targets and units that went is made", function()
    programme()
    support.write(folder .. "/more.csv", "code,level,name,parent_code,valid_from,valid_to\n58,province,Tỉnh,,,\n" ..
      "581,district,Huyện Hai,58,,\n00003,commune,Xã Ba,581,,2024-06-30\n00004,commune,Xã Bốn,581,2024-07-01,\n00005,commune,Xã Năm,581,,\n")
    support.write(folder .. "/province.csv", "unit,year,fact,value,confidence\n58,2020,gdp,10.5,high\n58,2023,gdp,11.5,low\n" ..
      "58,2024,published,1,low\n58,2024,published,2,high\n")
    support.write(folder .. "/parts2.csv", "from,to,on,share\n00003,00004,2024-07-01,3/4\n00003,00005,2024-07-01,1/4\n")
    support.write(folder .. "/facts2.csv", "unit,year,households,households_clean_water,region\n00003,2023,100,60,south_central_coast\n" ..
      "00005,2023,50,10,red_river_delta\n00005,2024,50,10,red_river_delta\n")
    support.write(folder .. "/register2.csv", "unit,standard,decided_on,decision,revoked_on\n00003,s,2022-05-01,12,\n00005,s,2023,,\n")
    local base = ("%s --db %s/y.db --rules %s/programme "):format(support.chuan, folder, folder)
    for _, arguments in ipairs { "units more.csv", "successions parts2.csv", "import facts2.csv --level commune",
      "import province.csv --level province", "recognitions register2.csv --year 2024" } do
      support.must("cd %s && %s %s", folder, base, arguments)
    end
  end)
  for name, arguments in pairs {
    ["check of a programme and what follows it"] = "check",
    targets = "targets --year 2024",
    ["targets as JSON"] = "targets --year 2024 --format json",
    ["targets, re-based"] = "targets --year 2023 --as-of 2024-12-31 --rebase --unit 58",
    tasks = "tasks --year 2024",
    ["explaining a target"] = "explain 58 count --year 2024",
    ["explaining a mean, re-based"] = "explain 58 mean --year 2023 --as-of 2024-12-31 --rebase",
    ["the review of recognitions, re-based"] = "recognitions --year 2023 --as-of 2024-12-31 --rebase",
  } do
    torture(name, function(f)
      return ("%s --db %s/y.db --rules %s/programme %s"):format(support.chuan, f, f, arguments)
    end, { [0] = true })
  end
end)
