-- Chance that comes out the same everywhere: a linear congruential generator of 64 bits.

local chance = {}
chance.__index = chance

function chance.new(seed)
  local self = setmetatable({ state = seed }, chance)
  for _ = 1, 8 do self:draw() end
  return self
end

-- 31 bits
function chance:draw()
  self.state = self.state * 6364136223846793005 + 1442695040888963407
  return self.state >> 33
end

-- A whole number from low to high, less than 2^31 apart.
function chance:between(low, high)
  return low + self:draw() % (high - low + 1)
end

-- A whole number of at most so many bits (62 at most).
function chance:bits(count)
  return ((self:draw() << 31) | self:draw()) & ((1 << count) - 1)
end

function chance:percent(share)
  return self:draw() % 1000 < share * 10
end

function chance:pick(list)
  return list[self:between(1, #list)]
end

-- Picks by weight: { { weight, thing }, ... }.
function chance:weighted(list)
  local total = 0
  for _, entry in ipairs(list) do total = total + entry[1] end
  local drawn = self:between(1, total)
  for _, entry in ipairs(list) do
    drawn = drawn - entry[1]
    if drawn <= 0 then return entry[2] end
  end
end

return chance
