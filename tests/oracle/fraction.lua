-- Exact fractions: a top and a bottom greater than zero, never reduced and never rounded unless asked to.

local integer = require "integer"

local fraction = {}
fraction.__index = fraction

local ONE = integer.of(1)

local function make(top, bottom)
  return setmetatable({ top = top, bottom = bottom }, fraction)
end

-- A decimal as written: "-46.250" is -46250 / 1000.
function fraction.parse(text)
  local sign, whole, places = text:match("^([+-]?)(%d+)%.(%d+)$")
  if not whole then return make(integer.parse(text), ONE) end
  return make(integer.parse(sign .. whole .. places), integer.power_of_ten(#places))
end

function fraction.scaled(value, places)
  return make(integer.of(value), integer.power_of_ten(places))
end

function fraction:__tostring()
  return ("%s/%s"):format(self.top, self.bottom)
end

function fraction:is_zero()
  return self.top:is_zero()
end

function fraction:sign()
  return self.top:is_zero() and 0 or self.top.negative and -1 or 1
end

function fraction.compare(a, b)
  return integer.compare(integer.multiply(a.top, b.bottom), integer.multiply(b.top, a.bottom))
end

function fraction.negate(a)
  return make(integer.negate(a.top), a.bottom)
end

function fraction.add(a, b)
  if integer.compare(a.bottom, b.bottom) == 0 then return make(integer.add(a.top, b.top), a.bottom) end
  return make(integer.add(integer.multiply(a.top, b.bottom), integer.multiply(b.top, a.bottom)),
    integer.multiply(a.bottom, b.bottom))
end

function fraction.subtract(a, b)
  return fraction.add(a, fraction.negate(b))
end

function fraction.multiply(a, b)
  return make(integer.multiply(a.top, b.top), integer.multiply(a.bottom, b.bottom))
end

-- nil when b is zero
function fraction.divide(a, b)
  if b:is_zero() then return nil end
  local top, bottom = integer.multiply(a.top, b.bottom), integer.multiply(a.bottom, b.top)
  if bottom.negative then top, bottom = integer.negate(top), integer.negate(bottom) end
  return make(top, bottom)
end

-- To so many decimals; a half goes away from zero: 2.5 becomes 3, -2.5 becomes -3.
function fraction.round(a, places)
  local scale = integer.power_of_ten(places)
  local double = integer.multiply(integer.of(2), integer.multiply(integer.size(a.top), scale))
  local rounded = integer.divide(integer.add(double, a.bottom), integer.multiply(integer.of(2), a.bottom))
  if a.top.negative then rounded = integer.negate(rounded) end
  return make(rounded, scale)
end

-- The largest whole number that is not above a, times 10^places: a Lua integer, or nil where it does not fit one.
function fraction.floor_scaled(a, places)
  local size = integer.multiply(integer.size(a.top), integer.power_of_ten(places))
  local whole = integer.divide(size, a.bottom)
  if a.top.negative then
    if integer.compare(integer.multiply(whole, a.bottom), size) ~= 0 then whole = integer.add(whole, ONE) end
    whole = integer.negate(whole)
  end
  return math.tointeger(tonumber(tostring(whole)))
end

return fraction
