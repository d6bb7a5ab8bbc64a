-- Failing the n-th allocation, for every n until the task needs no more: each command ends with its own exit code and one
-- clear line, and the database stays whole.

local support = require "tests.support"
local LIMIT = 200000

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
        n = n + 1 + n // 60
      end
      assert(failed_runs > 20, "only " .. failed_runs .. " allocations failed")
      assert(n < LIMIT)
    end)
  end

  local function with_database()
    support.must("rm -f %s/x.db*; %s --db %s/x.db units %s/units.csv", folder, support.chuan, folder, folder)
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
end)
