-- Whole numbers of any size, slow and plain on purpose: a sign and digits to the base of a thousand million, the least
-- significant first. Nothing here is shared with the engine, so that a mistake in one shows against the other.

local BASE, WIDTH = 1000000000, 9

local integer = {}
integer.__index = integer

local function trimmed(number)
  while #number > 0 and number[#number] == 0 do number[#number] = nil end
  if #number == 0 then number.negative = false end
  return setmetatable(number, integer)
end

-- "-1200" as written; only a sign and digits.
function integer.parse(text)
  local sign, digits = text:match("^([+-]?)(%d+)$")
  assert(digits, "not a whole number: " .. text)
  local number = { negative = sign == "-" }
  for last = #digits, 1, -WIDTH do
    number[#number + 1] = math.tointeger(tonumber(digits:sub(math.max(1, last - WIDTH + 1), last), 10))
  end
  return trimmed(number)
end

function integer.of(value)
  return integer.parse(("%d"):format(value))
end

function integer:__tostring()
  if #self == 0 then return "0" end
  local parts = { self.negative and "-" or "", ("%d"):format(self[#self]) }
  for place = #self - 1, 1, -1 do parts[#parts + 1] = ("%09d"):format(self[place]) end
  return table.concat(parts)
end

function integer:is_zero()
  return #self == 0
end

-- -1, 0 or 1: how the sizes compare, signs aside.
local function compare_sizes(a, b)
  if #a ~= #b then return #a < #b and -1 or 1 end
  for place = #a, 1, -1 do
    if a[place] ~= b[place] then return a[place] < b[place] and -1 or 1 end
  end
  return 0
end

function integer.compare(a, b)
  if a.negative ~= b.negative then return a.negative and -1 or 1 end
  local order = compare_sizes(a, b)
  return a.negative and -order or order
end

local function add_sizes(a, b)
  local sum, carry = {}, 0
  for place = 1, math.max(#a, #b) do
    local digit = (a[place] or 0) + (b[place] or 0) + carry
    sum[place], carry = digit % BASE, digit // BASE
  end
  if carry > 0 then sum[#sum + 1] = carry end
  return sum
end

-- a is at least as large as b
local function subtract_sizes(a, b)
  local difference, borrow = {}, 0
  for place = 1, #a do
    local digit = a[place] - (b[place] or 0) - borrow
    borrow = digit < 0 and 1 or 0
    difference[place] = digit + borrow * BASE
  end
  return difference
end

function integer.negate(a)
  local result = table.move(a, 1, #a, 1, {})
  result.negative = not a.negative
  return trimmed(result)
end

function integer.size(a)
  return a.negative and integer.negate(a) or a
end

function integer.add(a, b)
  local result
  if a.negative == b.negative then
    result = add_sizes(a, b)
    result.negative = a.negative
  elseif compare_sizes(a, b) >= 0 then
    result = subtract_sizes(a, b)
    result.negative = a.negative
  else
    result = subtract_sizes(b, a)
    result.negative = b.negative
  end
  return trimmed(result)
end

function integer.subtract(a, b)
  return integer.add(a, integer.negate(b))
end

function integer.multiply(a, b)
  local product = { negative = a.negative ~= b.negative }
  for place = 1, #a + #b do product[place] = 0 end
  for i = 1, #a do
    local carry = 0
    for j = 1, #b do
      local digit = product[i + j - 1] + a[i] * b[j] + carry
      product[i + j - 1], carry = digit % BASE, digit // BASE
    end
    product[i + #b] = product[i + #b] + carry
  end
  return trimmed(product)
end

local function times_digit(a, digit)
  return integer.multiply(a, trimmed { negative = false, digit })
end

-- The whole part of a / b, both not negative and b not zero: long division, each digit found by halving.
function integer.divide(a, b)
  assert(not a.negative and not b.negative and #b > 0)
  local quotient, rest = { negative = false }, trimmed { negative = false }
  for place = #a, 1, -1 do
    local shifted = { negative = false, a[place] }
    table.move(rest, 1, #rest, 2, shifted)
    rest = trimmed(shifted)
    local low, high = 0, BASE - 1
    if compare_sizes(rest, b) < 0 then high = 0 end
    while low < high do
      local middle = (low + high + 1) // 2
      if compare_sizes(times_digit(b, middle), rest) <= 0 then
        low = middle
      else
        high = middle - 1
      end
    end
    quotient[place] = low
    if low > 0 then rest = integer.subtract(rest, times_digit(b, low)) end
  end
  return trimmed(quotient)
end

function integer.power_of_ten(exponent)
  return integer.parse("1" .. ("0"):rep(exponent))
end

return integer
