-- Engine and oracle agree: random rulebooks, random figures, many of them exactly on a threshold. CASES says how many
-- verdicts (120,000 unless told), SEED where chance begins: the seed of a disagreement with CASES=1 finds it again.

package.path = "tests/oracle/?.lua;" .. package.path

local chance = require "chance"
local comparison = require "comparison"
local figures = require "figures"
local fraction = require "fraction"
local integer = require "integer"
local reduction = require "reduction"
local rulebook = require "rulebook"
local support = require "tests.support"
local verdict = require "verdict"
local writing = require "writing"

local cases = math.tointeger(tonumber(os.getenv("CASES") or (support.sanitized and 30000 or 120000)))
local first_seed = math.tointeger(tonumber(os.getenv("SEED") or 20211125))

describe("the oracle's own arithmetic", function()
  it("agrees with Lua where Lua is exact", function()
    local random = chance.new(1)
    for _ = 1, 2000 do
      local a, b = random:bits(random:between(1, 30)), random:bits(random:between(1, 30))
      if random:percent(50) then a = -a end
      if random:percent(50) then b = -b end
      local x, y = integer.of(a), integer.of(b)
      assert.are.equal(tostring(a + b), tostring(integer.add(x, y)))
      assert.are.equal(tostring(a - b), tostring(integer.subtract(x, y)))
      assert.are.equal(tostring(a * b), tostring(integer.multiply(x, y)))
      assert.are.equal(a < b and -1 or a > b and 1 or 0, integer.compare(x, y))
      if b ~= 0 then
        local quotient = integer.divide(integer.size(x), integer.size(y))
        assert.are.equal(tostring(math.abs(a) // math.abs(b)), tostring(quotient))
      end
    end
  end)

  it("divides long numbers without a rest", function()
    local random = chance.new(2)
    for _ = 1, 200 do
      local a, b = integer.of(random:bits(62) + 1), integer.of(random:bits(62) + 1)
      for _ = 1, random:between(0, 6) do a = integer.multiply(a, integer.of(random:bits(62) + 1)) end
      local product = integer.multiply(a, b)
      assert.are.equal(tostring(a), tostring(integer.divide(product, b)))
      local less_one = integer.subtract(product, integer.of(1))
      assert.are.equal(tostring(integer.subtract(a, integer.of(1))), tostring(integer.divide(less_one, b)))
    end
  end)

  it("rounds a half away from zero", function()
    local rounded = {
      { "2.5", 0, "3" }, { "-2.5", 0, "-3" }, { "2.4999", 0, "2" }, { "0.05", 1, "1" }, { "-0.049", 1, "0" },
      { "1.005", 2, "101" }, { "0", 3, "0" },
    }
    for _, one in ipairs(rounded) do
      assert.are.equal(one[3], tostring(fraction.round(fraction.parse(one[1]), one[2]).top))
    end
    assert.are.equal(-3, fraction.floor_scaled(fraction.parse("-2.5"), 0))
    assert.are.equal(-2, fraction.floor_scaled(fraction.parse("-2"), 0))
    assert.are.equal(2, fraction.floor_scaled(fraction.parse("2.5"), 0))
  end)
end)

describe("the random figures", function()
  it("stand on the threshold often, and lack figures sometimes", function()
    local ordered = { at_least = true, at_most = true, more_than = true, less_than = true }
    local random = chance.new(first_seed)
    local ties, compared, missing, all = 0, 0, 0, 0
    local function look(node, situation)
      figures.walk(node, function(inner)
        if not ordered[inner.word] then return end
        local a, b = verdict.value(inner[1], situation), verdict.value(inner[2], situation)
        if a and b then compared = compared + 1 end
        if a and b and fraction.compare(a, b) == 0 then ties = ties + 1 end
      end)
    end
    for _ = 1, 20 do
      local rules = rulebook.random(random, 5)
      for _, situation in ipairs(figures.random(random, rules, 20, 2)) do
        for _, fact in ipairs(rules.facts) do
          all = all + 1
          if not situation.facts[fact.id] then missing = missing + 1 end
        end
        for _, question in ipairs(comparison.questions(rules)) do
          if question.judged.test then look(question.judged.test, situation) end
        end
      end
    end
    assert.is_true(ties > compared * 0.03, ("%d ties in %d comparisons"):format(ties, compared))
    assert.is_true(missing > all * 0.05 and missing < all * 0.2, ("%d missing of %d"):format(missing, all))
  end)

  it("are written exactly", function()
    assert.are.equal("-0.05", writing.decimal(-5, 2))
    assert.are.equal("12", writing.decimal(12, 0))
    assert.are.equal("-9223372036.854775807", writing.decimal(-math.maxinteger, 9))
  end)
end)

describe("engine and oracle", function()
  local folder, engines
  lazy_setup(function()
    local chuan = support.module()
    folder = support.folder()
    engines = { chuan.open { language = "en", threads = 1 }, chuan.open { language = "en", threads = 2 } }
  end)
  lazy_teardown(function() support.remove(folder) end)

  -- Facts are kept in chunks of 65,536 units, and threads share out chunks: the same situations again and again.
  it("agree on every unit of more than one chunk, with one thread and with two", function()
    local units, different = 66000, 211
    local random = chance.new(first_seed)
    local rules
    repeat rules = rulebook.random(random, 1) until #comparison.questions(rules) == 4
    local situations = figures.random(random, rules, different, 1)
    for unit = different + 1, units do
      local like = (unit - 1) % different + 1
      situations[unit] = { unit = ("%05d"):format(unit), year = situations[like].year, facts = situations[like].facts,
        like = like }
    end
    local _, found = comparison.compare(rules, situations, engines, folder, units)
    assert(#found == 0, #found > 0 and reduction.describe(rules, { found[1].situation }, found[1]))
  end)

  it(("agree on %d verdicts"):format(cases), function()
    local done, seed = 0, first_seed
    while done < cases do
      local random = chance.new(seed)
      local rules = rulebook.random(random, random:between(1, 8))
      local situations = figures.random(random, rules, 60, 3)
      local fine, count, found = pcall(comparison.compare, rules, situations, engines, folder, 6)
      if not fine then error(("SEED=%d CASES=1: %s"):format(seed, count), 0) end
      if #found > 0 then
        local number = #found
        local smallest = reduction.reduce(rules, situations, found[1], engines, folder)
        error(("SEED=%d CASES=1: %d disagreements; the first, made small:\n%s"):format(seed, number, smallest), 0)
      end
      done, seed = done + count, seed + 1
    end
  end)
end)
