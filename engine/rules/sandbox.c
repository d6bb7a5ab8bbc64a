/* The sandbox: a Lua state with a byte limit, a step budget and one protected entry.
 *
 * The limits hold against everything a script can do:
 *   - the allocator refuses what goes over the limit, and every byte it hands out costs steps, because one
 *     instruction can copy a megabyte;
 *   - the hook that counts instructions fires at each one once the budget is gone, so an error that
 *     something swallowed is raised again at once;
 *   - C functions that loop charge for it (sandbox_charge);
 *   - a run that takes far more processor time than its steps should ends, whatever they were. */
#include "rules/sandbox.h"

#include "base/text.h"
#include "rules/lua_message.h"

#include <lauxlib.h>

#include <assert.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STRIDE 200      /* instructions between two looks at the budget */
#define BYTES_A_STEP 64 /* what is copied in about the time of one instruction */
#define TEXT_SIZE 1024

struct position {
  uint32_t line;
  char file[TEXT_SIZE];
};

struct sandbox {
  lua_State *state;
  void *owner;
  locale_t locale; /* "C": numbers and order of text do not depend on the process */
  size_t used, limit;
  uint64_t steps, left, spent;
  struct timespec started;
  enum sandbox_trip trip;
  int running, long_text;
  int advises;             /* the message says what to do */
  int machine_full;        /* the last refusal came from the machine, not from the limit */
  struct position starved; /* where memory was last refused */
  /* Of the last failed run. */
  struct position at;
  char english[TEXT_SIZE], vietnamese[TEXT_SIZE];
  char message[2 * TEXT_SIZE + 16];
};

static struct sandbox *box_of(lua_State *L) {
  struct sandbox **space = lua_getextraspace(L);
  return *space;
}

static void on_count(lua_State *L, lua_Debug *record);

/* Nothing can be raised from inside the allocator, but the hook can be told to fire at the next instruction. */
static void charge_quietly(struct sandbox *box, uint64_t steps) {
  if (!box->running) return;
  if (steps < box->left) {
    box->left -= steps;
  } else if (box->left > 0) {
    box->left = 0;
    lua_sethook(box->state, on_count, LUA_MASKCOUNT, 1);
  }
}

static void note_starved(struct sandbox *box);

static void *allocate(void *payload, void *block, size_t old, size_t size) {
  struct sandbox *box = payload;
  size_t kind = 0;
  if (block == NULL) { /* then `old` says what it is for, not how big it was */
    kind = old;
    old = 0;
  }
  if (size == 0) {
    free(block);
    box->used -= old;
    return NULL;
  }
  if (size > old) {
    if (kind == LUA_TSTRING && size > SANDBOX_TEXT_BYTES + TEXT_SIZE) {
      box->long_text = 1;
      note_starved(box);
      return NULL;
    }
    if (size - old > box->limit - box->used) {
      charge_quietly(box, box->used / BYTES_A_STEP); /* Lua now collects everything and asks again */
      note_starved(box);
      return NULL;
    }
    charge_quietly(box, size / BYTES_A_STEP);
  }
  void *moved = realloc(block, size);
  if (moved == NULL) {
    if (size > old) {
      box->machine_full = 1;
      return NULL;
    }
    moved = block; /* Lua relies on it that making smaller never fails */
  }
  box->used = box->used - old + size;
  return moved;
}

/* How many steps at the slowest this run has had the time for. */
static uint64_t steps_of_time(const struct sandbox *box) {
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
  int64_t passed =
      (int64_t)(now.tv_sec - box->started.tv_sec) * 1000000000 + (now.tv_nsec - box->started.tv_nsec);
  return passed > 0 ? (uint64_t)passed / SANDBOX_NANOSECONDS_A_STEP : 0;
}

static _Noreturn void out_of_steps(lua_State *L, struct sandbox *box, enum sandbox_trip trip) {
  box->trip = trip;
  box->left = 0;
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  sandbox_refuse(L, "this takes more work than is allowed; look for a loop that never ends",
                 "phần này chạy quá lâu so với mức cho phép; hãy tìm vòng lặp không có điểm dừng");
}

static void on_count(lua_State *L, lua_Debug *record) {
  (void)record;
  struct sandbox *box = box_of(L);
  if (box->left <= STRIDE) out_of_steps(L, box, SANDBOX_OUT_OF_STEPS);
  if (steps_of_time(box) > box->steps) out_of_steps(L, box, SANDBOX_OUT_OF_TIME);
  box->left -= STRIDE;
}

void sandbox_charge(lua_State *L, uint64_t steps) {
  struct sandbox *box = box_of(L);
  if (steps >= box->left) out_of_steps(L, box, SANDBOX_OUT_OF_STEPS);
  box->left -= steps;
}

struct sandbox *sandbox_create(size_t bytes, uint64_t steps, void *owner) {
  struct sandbox *box = calloc(1, sizeof *box);
  if (box == NULL) return NULL;
  box->limit = bytes;
  box->steps = steps;
  box->owner = owner;
  box->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (box->locale != (locale_t)0) box->state = lua_newstate(allocate, box);
  if (box->state == NULL) {
    if (box->locale != (locale_t)0) freelocale(box->locale);
    assert(box->used == 0);
    free(box);
    return NULL;
  }
  struct sandbox **space = lua_getextraspace(box->state);
  *space = box;
  return box;
}

void sandbox_free(struct sandbox *sandbox) {
  if (sandbox == NULL) return;
  assert(!sandbox->running);
  lua_close(sandbox->state);
  assert(sandbox->used == 0);
  freelocale(sandbox->locale);
  free(sandbox);
}

lua_State *sandbox_state(struct sandbox *sandbox) {
  return sandbox->state;
}

void *sandbox_owner(lua_State *L) {
  return box_of(L)->owner;
}

void sandbox_set_owner(struct sandbox *sandbox, void *owner) {
  sandbox->owner = owner;
}

void sandbox_set_steps(struct sandbox *sandbox, uint64_t steps) {
  sandbox->steps = steps;
}

enum sandbox_trip sandbox_tripped(const struct sandbox *sandbox) {
  return sandbox->trip;
}

uint64_t sandbox_spent(const struct sandbox *sandbox) {
  return sandbox->spent;
}

int sandbox_machine_full(const struct sandbox *sandbox) {
  return sandbox->trip == SANDBOX_OUT_OF_MEMORY && sandbox->machine_full;
}

size_t sandbox_used(const struct sandbox *sandbox) {
  return sandbox->used;
}

const char *sandbox_message(const struct sandbox *sandbox, chuan_language language) {
  return language == CHUAN_ENGLISH ? sandbox->english : sandbox->vietnamese;
}

int sandbox_message_advises(const struct sandbox *sandbox) {
  return sandbox->advises;
}

struct place sandbox_place(const struct sandbox *sandbox) {
  return (struct place){sandbox->at.file, sandbox->at.line, 0};
}

/* --- what went wrong -------------------------------------------------------------------------- */

/* A message is one line of valid UTF-8, whatever the script put into it; too long a one loses its end. */
static void tidy(char *text) {
  size_t length = strlen(text);
  if (length == TEXT_SIZE - 1) { /* cut: drop a character that lost its last bytes */
    while (length > 0 && ((unsigned char)text[length - 1] & 0xC0u) == 0x80u) length--;
    if (length > 0 && (unsigned char)text[length - 1] >= 0xC0u) length--;
    text[length] = '\0';
  }
  int valid = text_is_utf8(text, length);
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c < 0x20 || c == 0x7F) text[i] = ' ';
    if (!valid && c >= 0x80) text[i] = '?';
  }
}

static void say(char out[TEXT_SIZE], const char *text) {
  snprintf(out, TEXT_SIZE, "%s", text);
  tidy(out);
}

/* Says what Lua itself says. */
static void say_lua(struct sandbox *box, const char *text) {
  say(box->english, text);
  lua_message_vietnamese(box->english, box->vietnamese, TEXT_SIZE);
  tidy(box->vietnamese);
}

/* `text` without the "name:line: " that Lua puts in front of its messages, which goes to *line. */
static const char *after_position(const char *text, const char *name, uint32_t *line) {
  size_t length = strlen(name);
  if (strncmp(text, name, length) != 0 || text[length] != ':') return text;
  const char *at = text + length + 1;
  uint32_t number = 0;
  while (*at >= '0' && *at <= '9' && number < 100000000u) number = number * 10 + (uint32_t)(*at++ - '0');
  if (number == 0 || at[0] != ':' || at[1] != ' ') return text;
  *line = number;
  return at + 2;
}

static void place_at(struct position *at, const lua_Debug *record, uint32_t line) {
  at->line = line;
  say(at->file, record->source[0] == '@' || record->source[0] == '=' ? record->source + 1 : record->source);
}

/* The Lua function that runs, from `level` on; 0 when there is none. Allocates nothing. */
static int find_running(lua_State *L, int level, lua_Debug *record) {
  for (; lua_getstack(L, level, record); level++) {
    if (lua_getinfo(L, "Sl", record) && record->currentline > 0) return 1;
  }
  return 0;
}

/* Lua tells nobody about an allocation that fails, so the place is taken down before it may become an error. */
static void note_starved(struct sandbox *box) {
  lua_Debug record;
  if (!box->running) return;
  box->starved.line = 0;
  if (find_running(box->state, 0, &record)) place_at(&box->starved, &record, (uint32_t)record.currentline);
}

void sandbox_blame(lua_State *L, int index) {
  lua_Debug record;
  lua_pushvalue(L, index); /* ( ... function ) */
  lua_getinfo(L, ">S", &record);
  place_at(&box_of(L)->at, &record, record.linedefined > 0 ? (uint32_t)record.linedefined : 0);
}

/* The message handler: works out where and what before the stack unwinds. Allocates nothing in Lua. ( error ) */
static int describe(lua_State *L) {
  struct sandbox *box = box_of(L);
  lua_Debug record;
  int found = find_running(L, 1, &record);
  uint32_t line = found ? (uint32_t)record.currentline : 0;
  int said = lua_islightuserdata(L, 1) && lua_touserdata(L, 1) == (void *)box; /* by sandbox_refuse */
  if (!said) {
    const char *text = "an error that is not a text was raised";
    if (lua_type(L, 1) == LUA_TSTRING) text = lua_tostring(L, 1);
    if (found) text = after_position(text, record.short_src, &line);
    say_lua(box, text);
  }
  if (found && box->at.line == 0) place_at(&box->at, &record, line);
  return 0;
}

/* Raises what has been said in the box. */
static _Noreturn void raise_said(lua_State *L) {
  lua_pushlightuserdata(L, box_of(L)); /* ( ... mark ) for describe */
  lua_error(L);
  abort(); /* lua_error does not return; its declaration does not say so */
}

_Noreturn void sandbox_refuse(lua_State *L, const char *english, const char *vietnamese, ...) {
  struct sandbox *box = box_of(L);
  va_list arguments;
  va_start(arguments, vietnamese);
  vsnprintf(box->english, TEXT_SIZE, english, arguments);
  va_end(arguments);
  va_start(arguments, vietnamese);
  vsnprintf(box->vietnamese, TEXT_SIZE, vietnamese, arguments);
  va_end(arguments);
  tidy(box->english);
  tidy(box->vietnamese);
  box->advises = 1;
  raise_said(L);
}

static void say_memory(struct sandbox *box) {
  box->advises = 1;
  if (box->long_text) {
    say(box->english, "a text of more than 1 MB is made here; keep texts short");
    say(box->vietnamese, "ở đây tạo ra một chuỗi dài hơn 1 MB; hãy dùng chuỗi ngắn hơn");
  } else {
    say(box->english,
        "this needs more memory than is allowed; look for what keeps growing or a function that "
        "keeps calling itself");
    say(box->vietnamese,
        "phần này cần nhiều bộ nhớ hơn mức cho phép; hãy tìm chỗ cứ lớn mãi hoặc hàm cứ "
        "gọi lại chính nó");
  }
}

/* --- the one protected entry ------------------------------------------------------------------ */

int sandbox_run(struct sandbox *sandbox, lua_CFunction function, void *argument, const char **message,
                uint32_t *line) {
  lua_State *L = sandbox->state;
  assert(!sandbox->running);
  int top = lua_gettop(L);
  sandbox->running = 1;
  sandbox->left = sandbox->steps;
  sandbox->trip = SANDBOX_FINE;
  sandbox->long_text = sandbox->machine_full = sandbox->advises = 0;
  sandbox->at.line = sandbox->starved.line = 0;
  sandbox->english[0] = sandbox->vietnamese[0] = sandbox->message[0] = sandbox->at.file[0] = '\0';
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &sandbox->started) != 0) sandbox->started = (struct timespec){0};
  locale_t before = uselocale(sandbox->locale);
  lua_sethook(L, on_count, LUA_MASKCOUNT, STRIDE);

  lua_pushcfunction(L, describe);           /* ( describe ) */
  lua_pushcfunction(L, function);           /* ( describe function ) */
  lua_pushlightuserdata(L, argument);       /* ( describe function argument ) */
  int status = lua_pcall(L, 1, 0, top + 1); /* ( describe [nil] ) */

  assert(lua_gettop(L) == top + (status == LUA_OK ? 1 : 2));
  lua_settop(L, top);
  lua_sethook(L, NULL, 0, 0);
  uselocale(before);
  sandbox->running = 0;
  uint64_t by_time = steps_of_time(sandbox), counted = sandbox->steps - sandbox->left;
  sandbox->spent = by_time > counted ? by_time : counted;
  if (status == LUA_ERRMEM) {
    sandbox->trip = SANDBOX_OUT_OF_MEMORY;
    say_memory(sandbox);
    if (sandbox->starved.line > 0) sandbox->at = sandbox->starved;
  } else if (status != LUA_OK && sandbox->english[0] == '\0') { /* an error inside describe */
    say(sandbox->english, "an error happened while another was handled");
    say(sandbox->vietnamese, "có lỗi trong khi đang xử lý một lỗi khác");
  }
  if (status != LUA_OK) {
    if (sandbox->at.line > 0) {
      snprintf(sandbox->message, sizeof sandbox->message, "%s:%u: %s", sandbox->at.file,
               (unsigned)sandbox->at.line, sandbox->english);
    } else {
      const char *between = sandbox->at.file[0] != '\0' ? ": " : "";
      snprintf(sandbox->message, sizeof sandbox->message, "%s%s%s", sandbox->at.file, between,
               sandbox->english);
    }
  }
  if (message != NULL) *message = sandbox->message;
  if (line != NULL) *line = sandbox->at.line;
  return status == LUA_OK;
}

/* --- loading ---------------------------------------------------------------------------------- */

/* Raises for a line with a NUL or bytes that are not UTF-8. */
static void check_text(lua_State *L, const char *text, size_t length, const lua_Debug *record) {
  struct sandbox *box = box_of(L);
  uint32_t line = 1;
  if (text_is_utf8(text, length)) return;
  for (const char *at = text, *end = text + length; at < end; line++) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    size_t size = (size_t)((stop != NULL ? stop : end) - at);
    if (memchr(at, '\0', size) != NULL) {
      place_at(&box->at, record, line);
      sandbox_refuse(L, "a byte of value zero stands here; save the file as plain UTF-8 text",
                     "ở đây có một byte bằng 0; hãy lưu tệp dưới dạng văn bản UTF-8 thuần");
    }
    if (!text_is_utf8(at, size)) {
      place_at(&box->at, record, line);
      sandbox_refuse(L, "this line is not UTF-8; save the file with the encoding UTF-8",
                     "dòng này không phải UTF-8; hãy lưu tệp với bảng mã UTF-8");
    }
    at += size + 1;
  }
}

/* What luaL_loadbufferx answered when it was not a chunk. ( ... error ) */
static _Noreturn void refuse_chunk(lua_State *L, int status, const lua_Debug *record) {
  struct sandbox *box = box_of(L);
  uint32_t line = 0;
  if (status == LUA_ERRSYNTAX) {
    const char *told = after_position(lua_tostring(L, -1), record->short_src, &line);
    place_at(&box->at, record, line);
    say_lua(box, told);
    raise_said(L);
  }
  place_at(&box->at, record, 0);
  if (status == LUA_ERRMEM) {
    box->trip = SANDBOX_OUT_OF_MEMORY;
    sandbox_refuse(L, "the file needs more memory than is allowed; split it",
                   "tệp cần nhiều bộ nhớ hơn mức cho phép; hãy chia nhỏ tệp");
  }
  sandbox_refuse(L, "brackets or blocks are nested too deeply; at most about 190 levels",
                 "ngoặc hoặc khối lồng nhau quá sâu; tối đa khoảng 190 tầng");
}

void sandbox_load(lua_State *L, const char *text, size_t length, const char *chunk_name, int environment) {
  environment = lua_absindex(L, environment);
  const char *name = lua_pushfstring(L, "@%s", chunk_name); /* ( name ) */
  lua_Debug record; /* of an empty chunk of that name: how Lua shortens the name in its messages */
  record.source = name;
  int status = luaL_loadbufferx(L, "", 0, name, "t"); /* ( name chunk-or-error ) */
  if (status != LUA_OK) refuse_chunk(L, status, &record);
  lua_getinfo(L, ">S", &record); /* ( name ) */
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    length -= 3;
  }
  if (length > SANDBOX_FILE_BYTES) {
    place_at(&box_of(L)->at, &record, 1);
    sandbox_refuse(L, "the file is larger than 1 MB; split it", "tệp lớn hơn 1 MB; hãy chia nhỏ tệp");
  }
  check_text(L, text, length, &record);
  status = luaL_loadbufferx(L, text, length, name, "t"); /* ( name chunk-or-error ) */
  if (status != LUA_OK) refuse_chunk(L, status, &record);
  lua_pushvalue(L, environment); /* ( name chunk env ) */
  lua_setupvalue(L, -2, 1);      /* ( name chunk ) */
  lua_remove(L, -2);             /* ( chunk ) */
}
