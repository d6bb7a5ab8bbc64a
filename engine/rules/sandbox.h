/* The one place that makes a Lua state. A sandbox runs untrusted text with a byte limit and a step
 * budget that nothing inside can swallow, and with nothing in reach that its owner did not put there. */
#ifndef CHUAN_RULES_SANDBOX_H
#define CHUAN_RULES_SANDBOX_H

#include "base/report.h"

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#define SANDBOX_BYTES (64u * 1024u * 1024u)
#define SANDBOX_STEPS 5000000u
#define SANDBOX_FILE_BYTES (1024u * 1024u)

struct sandbox;

enum sandbox_trip { SANDBOX_FINE, SANDBOX_OUT_OF_STEPS, SANDBOX_OUT_OF_MEMORY };

/* `owner` comes back from sandbox_owner in C functions. NULL when there is no memory. */
struct sandbox *sandbox_create(size_t bytes, uint64_t steps, void *owner);
void sandbox_free(struct sandbox *sandbox); /* asserts that every byte was given back */
lua_State *sandbox_state(struct sandbox *sandbox);
void *sandbox_owner(lua_State *L); /* constant time, works in coroutines too */
enum sandbox_trip sandbox_tripped(const struct sandbox *sandbox);
size_t sandbox_used(const struct sandbox *sandbox);

/* Runs a C function in protected mode with one light userdata argument; the only lua_pcall of the
 * engine. The step budget is renewed. On error the message (with file:line where Lua knows it) is put in
 * *message (valid until the next run) and *line (0 when unknown). The stack is left as it was. */
int sandbox_run(struct sandbox *sandbox, lua_CFunction function, void *argument, const char **message, uint32_t *line);

/* Pushes the safe parts of math, table and string as a new environment table's fields
 * (in protected mode: call it from a function given to sandbox_run). ( mp env ) stays on top. */
void sandbox_open_safe_libraries(lua_State *L);
/* Compiles text (never binary) as a chunk whose only upvalue is the table at `environment`; pushes it.
 * Raises on a syntax error, an embedded NUL or invalid UTF-8. */
void sandbox_load(lua_State *L, const char *text, size_t length, const char *chunk_name, int environment);

#endif
