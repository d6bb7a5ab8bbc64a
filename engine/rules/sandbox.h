/* The one place that makes a Lua state. A sandbox runs untrusted text with a byte limit and a step
 * budget that nothing inside can swallow, and with nothing in reach that its owner did not put there. */
#ifndef CHUAN_RULES_SANDBOX_H
#define CHUAN_RULES_SANDBOX_H

#include "base/report.h"

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#define SANDBOX_BYTES ((size_t)64 << 20)
#define SANDBOX_STEPS 5000000u
#define SANDBOX_FILE_BYTES ((size_t)1 << 20)
#define SANDBOX_TEXT_BYTES ((size_t)1 << 20) /* the longest string a script can make */
/* Of processor time, for each step of the budget: fifty times what a step takes, whatever one of them costs. */
#define SANDBOX_NANOSECONDS_A_STEP 500u

struct sandbox;

enum sandbox_trip { SANDBOX_FINE, SANDBOX_OUT_OF_STEPS, SANDBOX_OUT_OF_TIME, SANDBOX_OUT_OF_MEMORY };

/* `owner` comes back from sandbox_owner in C functions. NULL when there is no memory. */
struct sandbox *sandbox_create(size_t bytes, uint64_t steps, void *owner);
void sandbox_free(struct sandbox *sandbox); /* asserts that every byte was given back */
lua_State *sandbox_state(struct sandbox *sandbox);
void *sandbox_owner(lua_State *L); /* constant time, works in coroutines too */
void sandbox_set_owner(struct sandbox *sandbox, void *owner);
void sandbox_set_steps(struct sandbox *sandbox, uint64_t steps);  /* of each run from the next one on */
enum sandbox_trip sandbox_tripped(const struct sandbox *sandbox); /* by the last run */
/* The steps of the last run, or those its processor time stands for, if that is more. */
uint64_t sandbox_spent(const struct sandbox *sandbox);
/* Whether the last run ended because the machine has no memory left, not because of the limit. */
int sandbox_machine_full(const struct sandbox *sandbox);
size_t sandbox_used(const struct sandbox *sandbox);

/* Runs a C function in protected mode with one light userdata argument; the only lua_pcall of the
 * engine. The step budget is renewed. Returns 1 when it went well. On error returns 0 and the message (in
 * English, with `file:line: ` in front where it is known) is put in *message (valid until the next run)
 * and *line (0 when unknown); both may be NULL. The stack is left as it was. Runs do not nest. */
int sandbox_run(struct sandbox *sandbox, lua_CFunction function, void *argument, const char **message,
                uint32_t *line);
/* The message of the last failed run without `file:line: `, for a report that has a place of its own;
 * of Lua's own messages those that are known have a Vietnamese form. Never NULL. */
const char *sandbox_message(const struct sandbox *sandbox, chuan_language language);
/* Whether it also says what to do: what Lua itself says does not. */
int sandbox_message_advises(const struct sandbox *sandbox);
/* Where the last failed run failed; file "" and line 0 when unknown. Valid until the next run. */
struct place sandbox_place(const struct sandbox *sandbox);

/* For C functions that Lua calls (in protected mode only). */
/* Counts work done in C against the budget; raises when it is used up. */
void sandbox_charge(lua_State *L, uint64_t steps);
/* Raises an error said in both languages, at the line of the Lua code that called. Allocates nothing. */
_Noreturn void sandbox_refuse(lua_State *L, const char *english, const char *vietnamese, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* Says that what is raised from here on comes from the Lua function at `index`, which is not running any more. */
void sandbox_blame(lua_State *L, int index);

/* Pushes a new environment table with the safe parts of math, table and string (read-only) and
 * error ipairs pairs select tonumber tostring type (in protected mode: call it from a function given to
 * sandbox_run). ( mp env ) stays on top. `pairs` goes in the order of the keys, `sort` is stable and
 * `tostring` shows no addresses: nothing here differs from one run to the next. math.max, min and abs work on
 * userdata with __lt and __unm; floor and ceil on userdata with __floor and __ceil. */
void sandbox_open_safe_libraries(lua_State *L);
/* Whether the value at `index` is one of the safe libraries or of their functions. */
int sandbox_is_library(lua_State *L, int index);
/* Leaves in place of the table on top an empty one through which it can be read but not changed. */
void sandbox_protect_table(lua_State *L);
/* Compiles text (never binary) as a chunk whose only upvalue is the table at `environment`; pushes it.
 * `chunk_name` is how the file is named to the person. Raises on a syntax error, an embedded NUL, invalid
 * UTF-8 or a text over SANDBOX_FILE_BYTES. A byte order mark at the start is skipped. */
void sandbox_load(lua_State *L, const char *text, size_t length, const char *chunk_name, int environment);

#endif
