/* The parts of Lua's libraries that rule files may use. A function is here when one call of it does
 * bounded work, or work that is charged for, and when its answer is the same on every run: no patterns, no
 * addresses, no random order, nothing that differs between C libraries. */
#include "rules/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>

#include <math.h>
#include <string.h>

/* Calls the library function that this one guards, in the same frame, so that its messages are right. */
static int original(lua_State *L) {
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* --- basic functions -------------------------------------------------------------------------- */

/* Pushes a value as text without showing where it is in memory. */
static const char *push_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING:
      return luaL_tolstring(L, index, NULL); /* ( text ) */
    case LUA_TUSERDATA:
      if (luaL_callmeta(L, index, "__tostring")) { /* ( text ) */
        if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
        return lua_tostring(L, -1);
      }
      break;
    default:
      break;
  }
  return lua_pushstring(L, luaL_typename(L, index)); /* ( type ) */
}

static int safe_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  push_text(L, 1);
  return 1;
}

static int safe_tonumber(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) sandbox_charge(L, lua_rawlen(L, 1) / 8);
  return original(L);
}

/* --- order ------------------------------------------------------------------------------------ */

/* Whether the value at -1 comes before the one at -2; both stay. `extra` is a stack index for its use. */
typedef int comes_before(lua_State *L, int extra);

static int by_operator(lua_State *L, int extra) {
  (void)extra;
  return lua_compare(L, -1, -2, LUA_OPLT);
}

static int by_function(lua_State *L, int extra) {
  lua_pushvalue(L, extra); /* ( a b less ) */
  lua_pushvalue(L, -2);    /* ( a b less b ) */
  lua_pushvalue(L, -4);    /* ( a b less b a ) */
  lua_call(L, 2, 1);       /* ( a b answer ) */
  int answer = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return answer;
}

static int rank(int type) {
  return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
}

/* Numbers, then texts, then false and true. */
static int by_key(lua_State *L, int extra) {
  (void)extra;
  int a = rank(lua_type(L, -2)), b = rank(lua_type(L, -1));
  if (a != b) return b < a;
  if (a == 2) return lua_toboolean(L, -1) < lua_toboolean(L, -2);
  return lua_compare(L, -1, -2, LUA_OPLT);
}

/* Sorts t[1..n] of the plain table at `values` by merging; what compares equal keeps its order. */
static void sort_values(lua_State *L, int values, lua_Integer n, comes_before *before, int extra) {
  lua_newtable(L); /* ( spare ) */
  int from = values, to = lua_gettop(L);
  for (lua_Integer width = 1; width < n; width *= 2) {
    sandbox_charge(L, (uint64_t)n);
    for (lua_Integer low = 1; low <= n; low += 2 * width) {
      lua_Integer middle = low + width <= n ? low + width : n + 1;
      lua_Integer end = low + 2 * width <= n ? low + 2 * width : n + 1;
      lua_Integer left = low, right = middle;
      for (lua_Integer out = low; out < end; out++) {
        int take_right = left >= middle;
        if (!take_right && right < end) {
          lua_rawgeti(L, from, left);  /* ( a ) */
          lua_rawgeti(L, from, right); /* ( a b ) */
          take_right = before(L, extra);
          lua_pop(L, 2);
        }
        lua_rawgeti(L, from, take_right ? right++ : left++); /* ( value ) */
        lua_rawseti(L, to, out);
      }
    }
    int swap = from;
    from = to;
    to = swap;
  }
  if (from != values) {
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, from, i);
      lua_rawseti(L, values, i);
    }
  }
  lua_pop(L, 1);
}

/* upvalues: table, keys in order, place */
static int next_pair(lua_State *L) {
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(3));
  for (;;) {
    place++;
    if (lua_rawgeti(L, lua_upvalueindex(2), place) == LUA_TNIL) return 1; /* ( nil ) */
    lua_pushvalue(L, -1);                                                 /* ( key key ) */
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;            /* ( key value ) */
    lua_pop(L, 2); /* taken out of the table meanwhile */
    sandbox_charge(L, 1);
  }
  lua_pushinteger(L, place); /* ( key value place ) */
  lua_replace(L, lua_upvalueindex(3));
  return 2;
}

/* Lua's own order of keys differs from run to run. */
static int safe_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_newtable(L); /* ( t keys ) */
  lua_Integer n = 0;
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) { /* ( t keys key value ) */
    sandbox_charge(L, 1);
    int type = lua_type(L, -2);
    if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN) {
      sandbox_refuse(L, "pairs goes over keys that are numbers or texts, and here one is a %s",
                     "pairs chỉ duyệt các khóa là số hoặc chuỗi, mà ở đây có khóa kiểu %s",
                     lua_typename(L, type));
    }
    lua_pushvalue(L, -2); /* ( t keys key value key ) */
    lua_rawseti(L, 2, ++n);
  } /* ( t keys ) */
  sort_values(L, 2, n, by_key, 0);
  lua_pushinteger(L, 0);             /* ( t keys 0 ) */
  lua_pushcclosure(L, next_pair, 3); /* ( next ) */
  return 1;
}

/* --- table ------------------------------------------------------------------------------------ */

static void charge_range(lua_State *L, lua_Integer first, lua_Integer last) {
  if (last < first) return;
  uint64_t steps = (uint64_t)last - (uint64_t)first;
  sandbox_charge(L, steps < UINT64_MAX ? steps + 1 : steps);
}

static int safe_sort(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  int given = !lua_isnoneornil(L, 2);
  if (given) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_Integer n = luaL_len(L, 1);
  charge_range(L, 1, n);
  lua_newtable(L); /* ( t less copy ) */
  for (lua_Integer i = 1; i <= n; i++) {
    lua_geti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  sort_values(L, 3, n, given ? by_function : by_operator, 2);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 3, i);
    lua_seti(L, 1, i);
  }
  return 0;
}

static int safe_concat(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  charge_range(L, luaL_optinteger(L, 3, 1), luaL_opt(L, luaL_checkinteger, 4, luaL_len(L, 1)));
  return original(L);
}

static int safe_unpack(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  charge_range(L, luaL_optinteger(L, 2, 1), luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1)));
  return original(L);
}

static int safe_move(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  charge_range(L, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3));
  return original(L);
}

/* insert and remove: what stands behind the position moves. */
static int safe_shift(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (lua_gettop(L) > 1 && lua_isinteger(L, 2)) charge_range(L, lua_tointeger(L, 2), luaL_len(L, 1));
  return original(L);
}

/* --- string ----------------------------------------------------------------------------------- */

static int safe_rep(lua_State *L) {
  size_t length, between;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer n = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &between);
  if (n <= 0 || length + between == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if ((lua_Unsigned)n > SANDBOX_TEXT_BYTES / (length + between)) {
    sandbox_refuse(L, "a text of more than 1 MB is made here; keep texts short",
                   "ở đây tạo ra một chuỗi dài hơn 1 MB; hãy dùng chuỗi ngắn hơn");
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (lua_Integer i = 0; i < n; i++) {
    if (i > 0) luaL_addlstring(&buffer, separator, between);
    luaL_addlstring(&buffer, text, length);
  }
  luaL_pushresult(&buffer);
  sandbox_charge(L, (uint64_t)n);
  return 1;
}

static int safe_byte(lua_State *L) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_optinteger(L, 3, first);
  if (first < 0) first = first < -length ? 1 : length + first + 1;
  if (last > length) last = length;
  if (last < 0) last = length + last + 1;
  charge_range(L, first < 1 ? 1 : first, last);
  return original(L);
}

/* string.format without %p, and with %s through the tostring that shows no addresses. */
static int safe_format(lua_State *L) {
  static const char marks[] = "-+ #0123456789.";
  size_t length;
  const char *format = luaL_checklstring(L, 1, &length);
  sandbox_charge(L, length / 8);
  int argument = 1;
  for (const char *at = format, *end = format + length; at < end; at++) {
    if (*at != '%') continue;
    at++;
    if (at < end && *at == '%') continue;
    argument++;
    while (at < end && memchr(marks, *at, sizeof marks - 1) != NULL) at++;
    if (at < end && *at == 'p') luaL_argerror(L, 1, "'%p' is not available");
    if (at < end && *at == 's') {
      luaL_checkany(L, argument);
      push_text(L, argument); /* ( ... text ) */
      lua_replace(L, argument);
    }
    if (at < end && *at == 'q' && lua_rawlen(L, argument) > 0) sandbox_charge(L, lua_rawlen(L, argument) / 8);
  }
  return original(L);
}

/* --- math ------------------------------------------------------------------------------------- */

/* A figure of a unit, while rules are loaded, is a note of what to calculate later. */
static void refuse_figure(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TLIGHTUSERDATA) return;
  sandbox_refuse(
      L,
      "math works on numbers that are known now, not on figures of a unit; write largest { a, b }, "
      "smallest { a, b } or rounded(x, places)",
      "math chỉ tính với số đã biết, không với số liệu của đơn vị; hãy viết largest { a, b }, "
      "smallest { a, b } hoặc rounded(x, số chữ số)");
}

static void check_number(lua_State *L, int index) {
  int type = lua_type(L, index);
  refuse_figure(L, index);
  if (type != LUA_TNUMBER && type != LUA_TUSERDATA) luaL_checktype(L, index, LUA_TNUMBER);
}

static int pick(lua_State *L, int larger) {
  int count = lua_gettop(L), best = 1;
  check_number(L, 1);
  sandbox_charge(L, (uint64_t)count);
  for (int i = 2; i <= count; i++) {
    check_number(L, i);
    if (larger ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT)) best = i;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_largest(lua_State *L) {
  return pick(L, 1);
}

static int math_smallest(lua_State *L) {
  return pick(L, 0);
}

static int math_absolute(lua_State *L) {
  check_number(L, 1);
  lua_settop(L, 1);
  lua_pushinteger(L, 0); /* ( x 0 ) */
  int negative = lua_compare(L, 1, 2, LUA_OPLT);
  lua_settop(L, 1);
  if (negative) lua_arith(L, LUA_OPUNM); /* ( -x ) */
  return 1;
}

/* Floor or ceiling of a userdata by its metamethod, of a number by the library. */
static int whole(lua_State *L, const char *event) {
  if (lua_type(L, 1) == LUA_TUSERDATA && luaL_callmeta(L, 1, event)) return 1;
  refuse_figure(L, 1);
  luaL_checktype(L, 1, LUA_TNUMBER);
  return original(L);
}

static int math_whole_below(lua_State *L) {
  return whole(L, "__floor");
}

static int math_whole_above(lua_State *L) {
  return whole(L, "__ceil");
}

/* The rest of math works on plain numbers; a text that looks like one is a mistake. */
static int math_plain(lua_State *L) {
  refuse_figure(L, 1);
  luaL_checktype(L, 1, LUA_TNUMBER);
  if (lua_gettop(L) > 1) luaL_checktype(L, 2, LUA_TNUMBER);
  return original(L);
}

/* --- putting it together ---------------------------------------------------------------------- */

struct entry {
  const char *name;
  lua_CFunction guard; /* instead of the library's function, which is its upvalue; NULL: as it is */
};

static const struct entry basic_entries[] = {
    {"error", NULL},
    {"ipairs", NULL},
    {"pairs", safe_pairs},
    {"select", NULL},
    {"tonumber", safe_tonumber},
    {"tostring", safe_tostring},
    {"type", NULL},
    {NULL, NULL},
};
static const struct entry table_entries[] = {
    {"concat", safe_concat}, {"insert", safe_shift}, {"move", safe_move},     {"pack", NULL},
    {"remove", safe_shift},  {"sort", safe_sort},    {"unpack", safe_unpack}, {NULL, NULL},
};
static const struct entry string_entries[] = {
    {"byte", safe_byte}, {"char", NULL},    {"format", safe_format}, {"len", NULL},   {"lower", NULL},
    {"rep", safe_rep},   {"reverse", NULL}, {"sub", NULL},           {"upper", NULL}, {NULL, NULL},
};
/* Not sin, exp, log and their kin: their last digits differ between machines. */
static const struct entry math_entries[] = {
    {"abs", math_absolute},
    {"ceil", math_whole_above},
    {"floor", math_whole_below},
    {"fmod", math_plain},
    {"huge", NULL},
    {"max", math_largest},
    {"maxinteger", NULL},
    {"min", math_smallest},
    {"mininteger", NULL},
    {"modf", math_plain},
    {"pi", NULL},
    {"sqrt", math_plain},
    {"tointeger", math_plain},
    {"type", NULL},
    {"ult", math_plain},
    {NULL, NULL},
};

/* Places in the registry, by address. */
static const char environment_key; /* what sandbox_open_safe_libraries copies */
static const char known_key;       /* every library table and function -> true */

/* Notes the value on top as one of the libraries'. */
static void note_known(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &known_key); /* ( value known ) */
  lua_pushvalue(L, -2);
  lua_pushboolean(L, 1);
  lua_rawset(L, -3);
  lua_pop(L, 1); /* ( value ) */
}

int sandbox_is_library(lua_State *L, int index) {
  if (lua_isnil(L, index)) return 0;
  lua_pushvalue(L, index);                       /* ( value ) */
  lua_rawgetp(L, LUA_REGISTRYINDEX, &known_key); /* ( value known ) */
  lua_insert(L, -2);                             /* ( known value ) */
  int found = !lua_isnil(L, -2) && lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 2);
  return found;
}

/* Copies the entries from the library table at `library` into the one at `into`. */
static void copy_entries(lua_State *L, const struct entry *entries, int library, int into) {
  library = lua_absindex(L, library);
  into = lua_absindex(L, into);
  for (; entries->name != NULL; entries++) {
    lua_getfield(L, library, entries->name);                            /* ( value ) */
    if (entries->guard != NULL) lua_pushcclosure(L, entries->guard, 1); /* ( guard ) */
    if (lua_isfunction(L, -1)) note_known(L);
    lua_setfield(L, into, entries->name);
  }
}

static int refuse_change(lua_State *L) {
  sandbox_refuse(L, "this table belongs to the rule language and cannot be changed; use a table of your own",
                 "bảng này thuộc về ngôn ngữ quy tắc và không sửa được; hãy dùng bảng của riêng bạn");
}

void sandbox_protect_table(lua_State *L) { /* ( t ) */
  lua_newtable(L);                         /* ( t proxy ) */
  lua_createtable(L, 0, 3);                /* ( t proxy meta ) */
  lua_pushvalue(L, -3);                    /* ( t proxy meta t ) */
  lua_setfield(L, -2, "__index");          /* ( t proxy meta ) */
  lua_pushcfunction(L, refuse_change);
  lua_setfield(L, -2, "__newindex"); /* ( t proxy meta ) */
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable"); /* ( t proxy meta ) */
  lua_setmetatable(L, -2);            /* ( t proxy ) */
  lua_remove(L, -2);                  /* ( proxy ) */
}

/* Adds a read-only table of the entries of a library to the environment on top. */
static void add_library(lua_State *L, const char *name, lua_CFunction open, const struct entry *entries) {
  lua_pushcfunction(L, open); /* ( env open ) */
  lua_call(L, 0, 1);          /* ( env library ) */
  lua_newtable(L);            /* ( env library safe ) */
  copy_entries(L, entries, -2, -1);
  lua_remove(L, -2);        /* ( env safe ) */
  sandbox_protect_table(L); /* ( env proxy ) */
  note_known(L);
  lua_setfield(L, -2, name); /* ( env ) */
}

static void make_environment(lua_State *L) {
  lua_newtable(L); /* ( known ) */
  lua_rawsetp(L, LUA_REGISTRYINDEX, &known_key);
  lua_newtable(L);                    /* ( env ) */
  lua_pushcfunction(L, luaopen_base); /* ( env open ) */
  lua_call(L, 0, 1);                  /* ( env globals ) */
  copy_entries(L, basic_entries, -1, -2);
  lua_pop(L, 1);                                       /* ( env ) */
  lua_newtable(L);                                     /* ( env empty ) */
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); /* `load` and the rest are gone for good */
  add_library(L, "math", luaopen_math, math_entries);
  add_library(L, "table", luaopen_table, table_entries);
  add_library(L, "string", luaopen_string, string_entries);
  lua_pushliteral(L, "");   /* ( env "" ) */
  lua_createtable(L, 0, 2); /* ( env "" meta ) */
  lua_getfield(L, -3, "string");
  lua_setfield(L, -2, "__index"); /* ("x"):rep reaches the same safe functions */
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2); /* ( env "" ) */
  lua_pop(L, 1);           /* ( env ) */
  lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key);
}

void sandbox_open_safe_libraries(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key) == LUA_TNIL) { /* ( nil ) */
    lua_pop(L, 1);
    make_environment(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
  }                                                           /* ( made ) */
  lua_newtable(L);                                            /* ( made env ) */
  for (lua_pushnil(L); lua_next(L, -3) != 0; lua_pop(L, 1)) { /* ( made env name value ) */
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lua_remove(L, -2); /* ( env ) */
}
