/* Running `compute` functions: the escape hatch. The functions live in the sandbox that loaded the rules,
 * kept by the rulebook behind a lock. The only Lua that runs during evaluation. */
#ifndef CHUAN_RULES_COMPUTE_H
#define CHUAN_RULES_COMPUTE_H

#include "base/wide.h"
#include "rules/expression.h"

struct compute_host;

struct compute_function {
  struct compute_host *host;
  int reference;       /* into the host's Lua registry */
  const char *const *names; /* one per operand: the field of `unit` the function sees */
};

struct compute_input { /* one per operand; missing inputs never reach the function (the result is no data) */
  enum expression_type type;
  struct rational number;
  const char *choice;
  int yes;
};

enum compute_result { COMPUTE_NUMBER, COMPUTE_TRUE, COMPUTE_FALSE, COMPUTE_NOTHING, COMPUTE_FAILED };

/* Calls the function with a fresh table of its inputs. Numbers are exact (userdata with + - * / < <= ==
 * between themselves and Lua integers); a float result that is not finite, or an error, is COMPUTE_FAILED
 * with *message (valid until the next call; file:line inside). Thread-safe. */
enum compute_result compute_call(struct compute_function *function, const struct compute_input *inputs, uint32_t count,
                                 struct rational *number, char *message, size_t message_size);

#endif
