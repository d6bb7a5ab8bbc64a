/* Reading what Lua callers give and collecting what the library writes. */
#include "lua/argument.h"

#include "lua/object.h"

#include <limits.h>
#include <string.h>

/* --- reading arguments --- */

static int is_named(const char *key, const char *const *names) {
  while (*names && strcmp(*names, key) != 0) names++;
  return *names != NULL;
}

static int refuse_field(lua_State *L, int key, const char *const *names) {
  luaL_Buffer list;
  const char *field = luaL_tolstring(L, key, NULL); /* field */
  luaL_buffinit(L, &list);
  for (size_t i = 0; names[i]; i++) {
    if (i > 0) luaL_addstring(&list, ", ");
    luaL_addstring(&list, names[i]);
  }
  luaL_pushresult(&list); /* field list */
  return luaL_error(L, "there is no field '%s' here; the fields are %s", field, lua_tostring(L, -1));
}

void argument_fields(lua_State *L, int table, const char *const *names) {
  if (lua_isnoneornil(L, table)) return;
  luaL_checktype(L, table, LUA_TTABLE);
  luaL_checkstack(L, 8, NULL);
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) { /* key value */
    if (lua_type(L, -2) != LUA_TSTRING || !is_named(lua_tostring(L, -2), names))
      refuse_field(L, lua_absindex(L, -2), names);
  }
}

const char *argument_text(lua_State *L, int table, const char *key) {
  if (!lua_istable(L, table)) return NULL;
  lua_getfield(L, table, key); /* value: stays on the stack, so that the text stays alive */
  if (lua_isnil(L, -1)) return NULL;
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "field '%s' must be a string", key);
  return lua_tostring(L, -1);
}

int argument_integer(lua_State *L, int table, const char *key, int otherwise) {
  if (!lua_istable(L, table)) return otherwise;
  lua_getfield(L, table, key); /* value */
  if (!lua_isnil(L, -1) && !lua_isinteger(L, -1)) luaL_error(L, "field '%s' must be a whole number", key);
  lua_Integer value = lua_isnil(L, -1) ? otherwise : lua_tointeger(L, -1);
  lua_pop(L, 1); /* - */
  if (value < INT_MIN || value > INT_MAX) luaL_error(L, "field '%s' is too large", key);
  return (int)value;
}

int argument_boolean(lua_State *L, int table, const char *key) {
  if (!lua_istable(L, table)) return 0;
  lua_getfield(L, table, key); /* value */
  if (!lua_isnil(L, -1) && !lua_isboolean(L, -1)) luaL_error(L, "field '%s' must be true or false", key);
  int value = lua_toboolean(L, -1);
  lua_pop(L, 1); /* - */
  return value;
}

int argument_year(lua_State *L, int index) {
  lua_Integer year = luaL_checkinteger(L, index);
  luaL_argcheck(L, year >= INT_MIN && year <= INT_MAX, index, "no year is that far away");
  return (int)year;
}

chuan_data_status argument_status(lua_State *L, const char *text) {
  if (!text || strcmp(text, "official") == 0) return CHUAN_OFFICIAL;
  if (strcmp(text, "preliminary") == 0) return CHUAN_PRELIMINARY;
  if (strcmp(text, "illustrative") != 0) {
    luaL_error(L, "status must be official, preliminary or illustrative, not '%s'", text);
  }
  return CHUAN_ILLUSTRATIVE;
}

chuan_style argument_style(lua_State *L, int index) {
  static const char *const names[] = {"table", "csv", "json", NULL};
  static const chuan_format formats[] = {CHUAN_TABLE, CHUAN_CSV, CHUAN_JSON};
  chuan_style style = CHUAN_STYLE_INIT;
  style.format = formats[luaL_checkoption(L, index, "table", names)];
  return style;
}

/* --- writing to a string --- */

/* Runs in protected mode: the new block may not be had. */
static int grow(lua_State *L) {
  lua_newuserdatauv(L, (size_t)lua_tointeger(L, 1), 0);
  return 1;
}

int text_append(void *payload, const char *bytes, size_t length) {
  struct text *text = payload;
  if (text->length + length > text->capacity) {
    size_t capacity = (text->length + length) * 2 + 256;
    lua_pushcfunction(text->L, grow);
    lua_pushinteger(text->L, (lua_Integer)capacity);
    if (lua_pcall(text->L, 1, 1, 0) != LUA_OK) { /* ... error */
      lua_pop(text->L, 1);
      text->failed = 1;
      return 1;
    }
    if (text->length) memcpy(lua_touserdata(text->L, -1), lua_touserdata(text->L, text->slot), text->length);
    lua_replace(text->L, text->slot);
    text->capacity = capacity;
  }
  if (length) memcpy((char *)lua_touserdata(text->L, text->slot) + text->length, bytes, length);
  text->length += length;
  return 0;
}

struct text text_begin(lua_State *L) {
  lua_pushnil(L); /* becomes the userdata */
  luaL_checkstack(L, 4, NULL);
  struct text text = {L, lua_gettop(L), 0, 0, 0};
  return text;
}

int text_end(lua_State *L, chuan *engine, struct text *text, chuan_status status) {
  if (text->failed) return luaL_error(L, "not enough memory");
  if (status != CHUAN_OK) return object_fail(L, engine);
  const char *bytes = text->length ? lua_touserdata(L, text->slot) : "";
  lua_pushlstring(L, bytes, text->length);
  return 1;
}
