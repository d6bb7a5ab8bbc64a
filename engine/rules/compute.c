/* Keeps compute functions and calls them, so that an answer depends on the inputs and on nothing else.
 *
 * A Lua function can remember things between calls: in a local outside itself, in a table, in a global. So
 * when it is registered, everything it can reach is looked at: tables are refused, and plain values and functions
 * are noted and put back before each call. Its globals become a read-only table of what is safe at any time: the
 * words of the rules work only while rules are loaded. */
#include "rules/compute.h"

#include "rules/exact_number.h"

#include <lauxlib.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct compute_host {
  struct sandbox *sandbox;
  chuan_language language;
  pthread_mutex_t lock;
  int divided_by_zero; /* by the call under way */
};

/* Places in the registry, by address: tables of this module. */
static const char globals_key;   /* a function whose first upvalue is the globals of compute functions */
static const char unit_meta_key; /* the metatable of `unit` */

/* --- registering ------------------------------------------------------------------------------ */

/* Says why the value at `index` cannot be used by compute. */
static void report_upvalue(lua_State *L, struct report *report, const struct place *place, const char *name,
                           int index) {
  switch (lua_type(L, index)) {
    case LUA_TNIL:
      report_problem(report, CHUAN_ERROR, place,
                     "'%s' has no value yet where compute uses it; define it above",
                     "'%s' chưa có giá trị khi compute dùng tới; hãy định nghĩa nó ở phía trên", name);
      break;
    case LUA_TTABLE:
      report_problem(
          report, CHUAN_ERROR, place,
          "compute cannot use the table '%s' from outside, because one unit could change it for the next; "
          "make the table inside the function",
          "compute không dùng được bảng '%s' ở bên ngoài, vì đơn vị này có thể sửa nó trước đơn vị sau; "
          "hãy tạo bảng ngay trong hàm",
          name);
      break;
    default:
      report_problem(
          report, CHUAN_ERROR, place,
          "compute cannot use '%s' from outside, which belongs to the rules; list the figure in reads and "
          "write unit.name",
          "compute không dùng được '%s' ở bên ngoài, vì nó thuộc về quy tắc; hãy ghi số liệu trong reads và "
          "viết unit.tên",
          name);
      break;
  }
}

/* Adds the function on top to those to look at, once; takes it off. ( function ) */
static void queue_function(lua_State *L, int queue) {
  lua_pushvalue(L, -1);
  if (lua_rawget(L, queue) == LUA_TNIL) { /* ( function nil ) */
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, queue); /* known */
    lua_pushvalue(L, -2);
    lua_rawseti(L, queue, (lua_Integer)lua_rawlen(L, queue) + 1);
  }
  lua_pop(L, 2);
}

/* Notes an upvalue of `function` as a triple (function, number, boxed value) in the record: false where the globals
 * go. ( value ) is taken off. */
static void note_upvalue(lua_State *L, int record, int function, int number, int is_globals) {
  lua_Integer at = (lua_Integer)lua_rawlen(L, record);
  lua_pushvalue(L, function);
  lua_rawseti(L, record, at + 1);
  lua_pushinteger(L, number);
  lua_rawseti(L, record, at + 2);
  if (is_globals) {
    lua_pushboolean(L, 0); /* ( value false ) */
  } else {
    lua_createtable(L, 1, 0); /* ( value box ): the value itself may be false */
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, 1);
  }
  lua_rawseti(L, record, at + 3); /* ( value ) */
  lua_pop(L, 1);
}

/* Notes the upvalues of the function on top, queues the functions among them; takes it off. 0 when one of them cannot
 * be used. ( function ) */
static int note_function(lua_State *L, int record, int queue, struct report *report,
                         const struct place *place) {
  int function = lua_gettop(L), fine = 1;
  const char *name;
  for (int i = 1; (name = lua_getupvalue(L, function, i)) != NULL; i++) { /* ( function value ) */
    sandbox_charge(L, 10);
    int is_globals = strcmp(name, "_ENV") == 0, type = lua_type(L, -1);
    int is_function = type == LUA_TFUNCTION && !lua_iscfunction(L, -1);
    int is_plain = type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TBOOLEAN;
    if (!is_globals && !is_function && !is_plain && !sandbox_is_library(L, -1)) {
      report_upvalue(L, report, place, name, -1);
      fine = 0;
    }
    if (is_function) {
      lua_pushvalue(L, -1);
      queue_function(L, queue);
    }
    note_upvalue(L, record, function, i, is_globals); /* ( function ) */
  }
  lua_pop(L, 1);
  return fine;
}

int compute_register(lua_State *L, int index, struct report *report, const struct place *place) {
  int top = lua_gettop(L), fine = 1;
  index = lua_absindex(L, index);
  if (!lua_isfunction(L, index) || lua_iscfunction(L, index)) {
    report_problem(
        report, CHUAN_ERROR, place,
        "compute needs a function written here: compute { reads = { a }, function(unit) return … end }",
        "compute cần một hàm viết ngay tại đây: compute { reads = { a }, function(unit) return … end }");
    return 0;
  }
  luaL_checkstack(L, 16, NULL);
  lua_newtable(L); /* ( record ) */
  int record = top + 1, queue = top + 2;
  lua_newtable(L); /* ( record queue ) */
  lua_pushvalue(L, index);
  queue_function(L, queue);
  for (lua_Integer i = 1; lua_rawgeti(L, queue, i) != LUA_TNIL; i++) {
    if (!note_function(L, record, queue, report, place)) fine = 0;
  }
  lua_settop(L, record); /* ( record ) */
  lua_pushvalue(L, index);
  lua_setfield(L, record, "function");
  int reference = fine ? luaL_ref(L, LUA_REGISTRYINDEX) : 0;
  lua_settop(L, top);
  return reference;
}

/* --- the host --------------------------------------------------------------------------------- */

static void divided_by_zero(lua_State *L) {
  struct compute_host *host = sandbox_owner(L);
  host->divided_by_zero = 1;
  sandbox_refuse(L, "division by zero", "chia cho 0");
}

static int unknown_global(lua_State *L) { /* ( globals name ) */
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    const char *name = lua_tostring(L, 2);
    sandbox_refuse(L, "'%s' is not known inside compute; list the fact in reads and write unit.%s",
                   "trong compute không có '%s'; hãy ghi số liệu đó trong reads và viết unit.%s", name, name);
  }
  lua_pushnil(L);
  return 1;
}

static int unknown_field(lua_State *L) { /* ( unit name ) */
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  sandbox_refuse(L, "unit.%s is not among what compute reads; add it to reads",
                 "unit.%s không nằm trong những gì compute đọc; hãy thêm nó vào reads", name);
}

static int prepare(lua_State *L) {
  exact_number_open(L, divided_by_zero);
  sandbox_open_safe_libraries(L); /* ( globals ) */
  lua_pushcfunction(L, exact_number_equals);
  lua_setfield(L, -2, "equals");
  lua_pushcfunction(L, exact_number_rounded);
  lua_setfield(L, -2, "rounded");
  sandbox_protect_table(L);               /* ( proxy ) */
  lua_getmetatable(L, -1);                /* ( proxy meta ) */
  lua_getfield(L, -1, "__index");         /* ( proxy meta globals ) */
  lua_pushcclosure(L, unknown_global, 1); /* ( proxy meta function ) */
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);                         /* ( proxy ) */
  sandbox_load(L, "", 0, "compute", -1); /* ( proxy chunk ) */
  lua_rawsetp(L, LUA_REGISTRYINDEX, &globals_key);
  lua_createtable(L, 0, 2); /* ( proxy meta ) */
  lua_pushcfunction(L, unknown_field);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &unit_meta_key); /* ( proxy ) */
  lua_pop(L, 1);
  lua_gc(L, LUA_GCCOLLECT, 0); /* what loading left behind */
  return 0;
}

struct compute_host *compute_host_create(struct sandbox *sandbox, chuan_language language) {
  struct compute_host *host = calloc(1, sizeof *host);
  if (host == NULL) return NULL;
  host->sandbox = sandbox;
  host->language = language;
  if (!sandbox_run(sandbox, prepare, NULL, NULL, NULL) || pthread_mutex_init(&host->lock, NULL) != 0) {
    free(host);
    return NULL;
  }
  sandbox_set_owner(sandbox, host);
  sandbox_set_steps(sandbox, COMPUTE_STEPS);
  return host;
}

void compute_host_free(struct compute_host *host) {
  if (host == NULL) return;
  sandbox_free(host->sandbox);
  pthread_mutex_destroy(&host->lock);
  free(host);
}

/* --- calling ---------------------------------------------------------------------------------- */

struct call {
  const struct compute_function *function;
  const struct compute_input *inputs;
  uint32_t count;
  struct rational *number;
  enum compute_result result;
};

/* Puts the upvalues of everything reachable back to what they were when it was registered. ( record ) */
static void restore(lua_State *L) {
  int record = lua_gettop(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key); /* ( record globals ) */
  lua_Integer length = (lua_Integer)lua_rawlen(L, record);
  sandbox_charge(L, (uint64_t)length);
  for (lua_Integer i = 1; i <= length; i += 3) {
    lua_rawgeti(L, record, i);     /* ( record globals function ) */
    lua_rawgeti(L, record, i + 1); /* ( record globals function number ) */
    int number = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (lua_rawgeti(L, record, i + 2) == LUA_TTABLE) { /* ( record globals function box ) */
      lua_rawgeti(L, -1, 1);
      lua_setupvalue(L, -3, number);
    } else {
      lua_upvaluejoin(L, -2, number, record + 1, 1);
    }
    lua_pop(L, 2); /* ( record globals ) */
  }
  lua_pop(L, 1);
}

static void push_input(lua_State *L, const struct compute_input *input) {
  switch (input->type) {
    case TYPE_NUMBER:
      exact_number_push(L, &input->number);
      break;
    case TYPE_CHOICE:
      lua_pushstring(L, input->choice);
      break;
    case TYPE_YES_NO:
    case TYPE_TEST:
      lua_pushboolean(L, input->yes);
      break;
  }
}

/* Reads the answer on top. */
static void take_answer(lua_State *L, struct call *call) {
  switch (lua_type(L, -1)) {
    case LUA_TNIL:
      call->result = COMPUTE_NOTHING;
      break;
    case LUA_TBOOLEAN:
      call->result = lua_toboolean(L, -1) ? COMPUTE_TRUE : COMPUTE_FALSE;
      break;
    default:
      if (lua_type(L, -1) != LUA_TNUMBER && !exact_number_is(L, -1)) {
        sandbox_refuse(L, "compute answers with a %s; return a number, true, false or nil",
                       "compute trả về kiểu %s; hãy trả về một số, true, false hoặc nil",
                       luaL_typename(L, -1));
      }
      exact_number_get(L, -1, call->number);
      if (wide_bit_length(&call->number->numerator) > COMPUTE_BITS ||
          wide_bit_length(&call->number->denominator) > COMPUTE_BITS) {
        sandbox_refuse(L, "compute answers with a number that is too long; round it with rounded(x, places)",
                       "compute trả về một số quá dài; hãy làm tròn bằng rounded(x, số chữ số)");
      }
      call->result = COMPUTE_NUMBER;
  }
}

static int call_function(lua_State *L) {
  struct call *call = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, call->function->reference); /* ( call record ) */
  restore(L);
  lua_getfield(L, -1, "function");         /* ( call record function ) */
  lua_pushvalue(L, -1);                    /* ( call record function function ) */
  lua_createtable(L, 0, (int)call->count); /* ( call record function function unit ) */
  for (uint32_t i = 0; i < call->count; i++) {
    push_input(L, &call->inputs[i]);
    lua_setfield(L, -2, call->function->names[i]);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &unit_meta_key);
  lua_setmetatable(L, -2); /* ( call record function function unit ) */
  lua_call(L, 1, 1);       /* ( call record function answer ) */
  sandbox_blame(L, -2);
  take_answer(L, call);
  return 0;
}

/* As much of "file:line: what is wrong" as there is room for, in whole characters. */
static void write_message(const struct compute_host *host, char *message, size_t size) {
  struct place place = sandbox_place(host->sandbox);
  int wanted = snprintf(message, size, "%s:%u: %s", place.file, (unsigned)place.line,
                        sandbox_message(host->sandbox, host->language));
  if (wanted < 0 || (size_t)wanted < size || size == 0) return;
  size_t length = size - 1;
  while (length > 0 && ((unsigned char)message[length - 1] & 0xC0u) == 0x80u) length--;
  if (length > 0 && (unsigned char)message[length - 1] >= 0xC0u) length--;
  message[length] = '\0';
}

enum compute_result compute_call(struct compute_function *function, const struct compute_input *inputs,
                                 uint32_t count, struct rational *number, char *message,
                                 size_t message_size) {
  struct compute_host *host = function->host;
  struct call call = {function, inputs, count, number, COMPUTE_FAILED};
  if (message_size > 0) message[0] = '\0';
  pthread_mutex_lock(&host->lock);
  host->divided_by_zero = 0;
  if (!sandbox_run(host->sandbox, call_function, &call, NULL, NULL)) {
    call.result = host->divided_by_zero ? COMPUTE_NOTHING : COMPUTE_FAILED;
    write_message(host, message, message_size);
  }
  pthread_mutex_unlock(&host->lock);
  return call.result;
}
