/* Running `compute` functions: the escape hatch. The functions live in the sandbox that loaded the rules,
 * kept by the rulebook behind a lock. The only Lua that runs during evaluation. */
#ifndef CHUAN_RULES_COMPUTE_H
#define CHUAN_RULES_COMPUTE_H

#include "base/wide.h"
#include "rules/expression.h"
#include "rules/sandbox.h"

#define COMPUTE_STEPS 200000u /* of one call */
#define COMPUTE_BITS 256u     /* of the numerator or denominator of a number that a function answers */

struct compute_host;

struct compute_function {
  struct compute_host *host;
  int reference;            /* from compute_register */
  const char *const *names; /* one per operand: the field of `unit` the function sees */
};

struct compute_input { /* one per operand; missing inputs never reach the function (the result is no data) */
  enum expression_type type;
  struct rational number;
  const char *choice;
  int yes;
};

enum compute_result { COMPUTE_NUMBER, COMPUTE_TRUE, COMPUTE_FALSE, COMPUTE_NOTHING, COMPUTE_FAILED };

/* While rules are loaded, for a C function that Lua calls: keeps the function at `index` for later calls and returns its
 * reference; 0 after a problem at `place` when it is not a Lua function, or can reach what would make one unit's answer
 * depend on another's: a table, a word, a local that has no value yet. The numbers, texts and functions it uses from
 * outside keep the values they have now. Raises when there is no memory or the budget is used up. */
int compute_register(lua_State *L, int index, struct report *report, const struct place *place);

/* Takes over the sandbox that loaded the rules, once no more rule text is going to run: from here on its owner is the
 * host, and functions see unit, the safe libraries, equals and rounded, not the words of the rules. Messages come in
 * `language`. NULL when there is no memory: then the sandbox stays the caller's. */
struct compute_host *compute_host_create(struct sandbox *sandbox, chuan_language language);
void compute_host_free(struct compute_host *host); /* with its sandbox */

/* Calls the function with a fresh table of its inputs. Numbers are exact (userdata with + - * / < <= ==
 * between themselves, Lua integers and decimals); a result that is not finite, or an error, is COMPUTE_FAILED
 * with a message (file:line inside). A division by zero, or no answer, is COMPUTE_NOTHING. Thread-safe; the same
 * inputs give the same answer, whatever was called before. */
enum compute_result compute_call(struct compute_function *function, const struct compute_input *inputs,
                                 uint32_t count, struct rational *number, char *message, size_t message_size);

#endif
