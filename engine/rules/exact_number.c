/* Exact numbers for Lua: a userdata with a fraction of wide integers and the operators on it, mixing with
 * Lua's own numbers. */
#include "rules/exact_number.h"

#include "base/decimal.h"
#include "rules/sandbox.h"

#include <lauxlib.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TYPE_NAME "exact number"
#define SHOWN_PLACES 9
#define SHOWN_BITS 1024u   /* longer ones are not written out */
#define FLOAT_EXPONENT 200 /* of two: a float past it, either way, is a mistake */
#define COST 20            /* steps of one operation */

static const char zero_key; /* its address, in the registry: what to call at a division by zero */

struct zero_handler {
  void (*raise)(lua_State *L);
};

void exact_number_push(lua_State *L, const struct rational *value) {
  if (value->numerator.overflow || value->denominator.overflow) {
    sandbox_refuse(L, "a number grows too long here; round it with rounded(x, places)",
                   "số ở đây trở nên quá dài; hãy làm tròn bằng rounded(x, số chữ số)");
  }
  struct rational *number = lua_newuserdatauv(L, sizeof *number, 0); /* ( number ) */
  rational_copy(number, value);
  luaL_setmetatable(L, TYPE_NAME);
}

int exact_number_is(lua_State *L, int index) {
  return luaL_testudata(L, index, TYPE_NAME) != NULL;
}

/* The float as it is in binary: m * 2^e. */
static void from_binary(lua_State *L, double value, struct rational *out) {
  int exponent;
  double mantissa = frexp(value, &exponent);
  if (exponent > FLOAT_EXPONENT || exponent < -FLOAT_EXPONENT) {
    sandbox_refuse(L, "a number is too large or too small to be exact",
                   "số quá lớn hoặc quá nhỏ để tính chính xác");
  }
  rational_set(out, (int64_t)ldexp(mantissa, 53), 0);
  exponent -= 53;
  struct wide *side = exponent < 0 ? &out->denominator : &out->numerator;
  struct wide power;
  for (int left = exponent < 0 ? -exponent : exponent; left > 0; left -= 62) {
    wide_set(&power, (int64_t)1 << (left < 62 ? left : 62));
    wide_multiply(side, side, &power);
  }
}

static void from_float(lua_State *L, double value, struct rational *out) {
  if (!isfinite(value)) {
    sandbox_refuse(L, "this is not a finite number (0/0, 1/0 or an overflow)",
                   "đây không phải là số hữu hạn (0/0, 1/0 hoặc tràn số)");
  }
  char text[40];
  snprintf(text, sizeof text, "%.15g", value);
  int same = lua_stringtonumber(L, text) != 0; /* ( [number] ) */
  if (same) {
    same = lua_tonumber(L, -1) == value;
    lua_pop(L, 1);
  }
  if (!same || !rational_parse(out, text, strlen(text))) from_binary(L, value, out);
}

void exact_number_get(lua_State *L, int index, struct rational *out) {
  const struct rational *number = luaL_testudata(L, index, TYPE_NAME);
  if (number != NULL) {
    rational_copy(out, number);
  } else if (lua_type(L, index) != LUA_TNUMBER) {
    sandbox_refuse(L, "a number is needed here, and this is a %s", "ở đây cần một số, mà giá trị này là %s",
                   luaL_typename(L, index));
  } else if (lua_isinteger(L, index)) {
    rational_set(out, lua_tointeger(L, index), 0);
  } else {
    from_float(L, lua_tonumber(L, index), out);
  }
}

/* --- operators -------------------------------------------------------------------------------- */

static int combine(lua_State *L,
                   void (*operation)(struct rational *, const struct rational *, const struct rational *)) {
  struct rational a, b, result;
  exact_number_get(L, 1, &a);
  exact_number_get(L, 2, &b);
  sandbox_charge(L, COST);
  operation(&result, &a, &b);
  exact_number_push(L, &result);
  return 1;
}

static int add(lua_State *L) {
  return combine(L, rational_add);
}

static int subtract(lua_State *L) {
  return combine(L, rational_subtract);
}

static int multiply(lua_State *L) {
  return combine(L, rational_multiply);
}

static int divide(lua_State *L) {
  struct rational divisor;
  exact_number_get(L, 2, &divisor);
  if (rational_sign(&divisor) == 0) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &zero_key); /* ( handler ) */
    const struct zero_handler *handler = lua_touserdata(L, -1);
    handler->raise(L);
  }
  return combine(L, rational_divide);
}

static int negate(lua_State *L) {
  struct rational value, zero;
  exact_number_get(L, 1, &value);
  rational_set(&zero, 0, 0);
  rational_subtract(&value, &zero, &value);
  exact_number_push(L, &value);
  return 1;
}

static int compare(lua_State *L, int index_a, int index_b) {
  struct rational a, b;
  exact_number_get(L, index_a, &a);
  exact_number_get(L, index_b, &b);
  sandbox_charge(L, COST);
  return rational_compare(&a, &b);
}

static int less_than(lua_State *L) {
  lua_pushboolean(L, compare(L, 1, 2) < 0);
  return 1;
}

static int at_most(lua_State *L) {
  lua_pushboolean(L, compare(L, 1, 2) <= 0);
  return 1;
}

static int equal(lua_State *L) { /* Lua asks for any two userdata */
  lua_pushboolean(L, exact_number_is(L, 1) && exact_number_is(L, 2) && compare(L, 1, 2) == 0);
  return 1;
}

static int whole_below(lua_State *L) {
  struct rational value;
  struct wide rest;
  exact_number_get(L, 1, &value);
  wide_divide_floor(&value.numerator, &rest, &value.numerator, &value.denominator);
  wide_set(&value.denominator, 1);
  exact_number_push(L, &value);
  return 1;
}

static int whole_above(lua_State *L) {
  struct rational value, zero;
  struct wide rest;
  exact_number_get(L, 1, &value);
  rational_set(&zero, 0, 0);
  rational_subtract(&value, &zero, &value);
  wide_divide_floor(&value.numerator, &rest, &value.numerator, &value.denominator);
  wide_set(&value.denominator, 1);
  rational_subtract(&value, &zero, &value);
  exact_number_push(L, &value);
  return 1;
}

static int as_text(lua_State *L) {
  struct rational value;
  char text[512];
  exact_number_get(L, 1, &value);
  if (wide_bit_length(&value.numerator) > SHOWN_BITS || wide_bit_length(&value.denominator) > SHOWN_BITS) {
    lua_pushliteral(L, "a very long number");
  } else {
    lua_pushlstring(L, text, rational_format(&value, SHOWN_PLACES, text, sizeof text));
  }
  return 1;
}

int exact_number_equals(lua_State *L) {
  luaL_checkany(L, 2);
  if (exact_number_is(L, 1) || exact_number_is(L, 2) ||
      (lua_type(L, 1) == LUA_TNUMBER && lua_type(L, 2) == LUA_TNUMBER)) {
    lua_pushboolean(L, compare(L, 1, 2) == 0);
  } else {
    lua_pushboolean(L, lua_rawequal(L, 1, 2));
  }
  return 1;
}

int exact_number_rounded(lua_State *L) {
  struct rational value, result;
  exact_number_get(L, 1, &value);
  lua_Integer places = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, places >= 0 && places <= DECIMAL_PLACES_MAX, 2, "0 to 9 places");
  sandbox_charge(L, COST);
  rational_round(&result, &value, (unsigned)places);
  exact_number_push(L, &result);
  return 1;
}

void exact_number_open(lua_State *L, void (*divided_by_zero)(lua_State *L)) {
  static const luaL_Reg operators[] = {
      {"__add", add},          {"__sub", subtract},      {"__mul", multiply},     {"__div", divide},
      {"__unm", negate},       {"__lt", less_than},      {"__le", at_most},       {"__eq", equal},
      {"__tostring", as_text}, {"__floor", whole_below}, {"__ceil", whole_above}, {NULL, NULL},
  };
  luaL_newmetatable(L, TYPE_NAME); /* ( meta ) */
  luaL_setfuncs(L, operators, 0);
  lua_pop(L, 1);
  struct zero_handler *handler = lua_newuserdatauv(L, sizeof *handler, 0); /* ( handler ) */
  handler->raise = divided_by_zero;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &zero_key);
}
