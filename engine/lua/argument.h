/* Reading what Lua callers give and collecting what the library writes. */
#ifndef CHUAN_LUA_ARGUMENT_H
#define CHUAN_LUA_ARGUMENT_H

#include "chuan.h"

#include <lauxlib.h>
#include <lua.h>

/* Raises an error unless the table at `table` (none and nil: no fields) has only fields of these names; the list ends
 * with NULL. A misspelt wish would else be no wish. */
void argument_fields(lua_State *L, int table, const char *const *names);
/* A string field of the table at `table` (anything else there: no fields), or NULL. It stays on the stack, one
 * slot, so that the text stays alive. */
const char *argument_text(lua_State *L, int table, const char *key);
int argument_integer(lua_State *L, int table, const char *key, int otherwise);
int argument_boolean(lua_State *L, int table, const char *key); /* nil is false */
int argument_year(lua_State *L, int index);
chuan_data_status argument_status(lua_State *L, const char *text);
chuan_style argument_style(lua_State *L, int index); /* "table" (default), "csv", "json" */

struct text { /* grows inside a userdata, so that Lua owns it whatever happens */
  lua_State *L;
  int slot; /* stack place of the userdata */
  size_t length, capacity;
  int failed;
};

struct text text_begin(lua_State *L);
int text_append(void *payload, const char *bytes, size_t length); /* a chuan_sink; payload: struct text */
/* The text as a string, or what object_fail returns. */
int text_end(lua_State *L, chuan *engine, struct text *text, chuan_status status);

#endif
