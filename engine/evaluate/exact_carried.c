/* Whether what was decided rests on a figure of an earlier year, by `carry`: the unit's own, or one read elsewhere. */
#include "evaluate/exact_memo.h"

struct carried_search {
  const int *years; /* by fact->index */
  int found;
};

static int had_say(void *payload, const struct exact *exact, const struct expression *at, uint32_t operand) {
  const struct carried_search *search = payload;
  return !search->found && exact_operand_had_say(exact, at, operand);
}

/* A dated attribute (year 0) is of no year. */
static int is_earlier(const struct exact *exact, const struct fact *fact, const int *years) {
  if (fact->carry == 0 || fact->index >= exact->fact_count) return 0;
  return years[fact->index] != 0 && years[fact->index] != exact->moment.year;
}

static void visit(void *payload, struct exact *exact, const struct expression *at) {
  struct carried_search *search = payload;
  if (at->kind == EXPRESSION_FACT) {
    search->found |= !exact_memo_of(exact, at)->missing && is_earlier(exact, at->as.fact, search->years);
  } else if (expression_is_outside(at->kind)) {
    const struct outside_value *value = exact_outside_value(exact, at);
    search->found |= value != NULL && value->carried;
  }
}

int exact_carried(struct exact *exact, const struct expression *expression, const int *years) {
  struct carried_search search = {.years = years};
  exact_settle(exact, expression);
  exact_walk(exact, expression, had_say, visit, &search);
  return search.found;
}
