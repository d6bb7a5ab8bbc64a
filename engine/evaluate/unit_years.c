/* One unit in several years. The year at hand has an interpreter; what it reads of another year is asked of an
 * interpreter that stands in that year, one step further away: an interpreter is never asked while it is working. */
#include "evaluate/unit_years.h"

#include "base/date.h"
#include "base/decimal.h"
#include "evaluate/exact_memo.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_MOST 8u /* from year to year to year: what lies further away is not known */
#define LOOKS_MOST 3u /* interpreters at each step; a further year takes one over */

struct look { /* the unit in a year, so many steps from the year at hand */
  struct unit_years *years;
  struct exact *exact;
  int year;
  unsigned distance;
  uint64_t begun, used; /* the unit and year at hand it was begun for; when it was last asked for */
  int64_t *values;      /* room for those that are read */
  int *of_years;
  const int64_t *at; /* its figures: `values`, or those of the year at hand */
  const int *at_years;
  struct outside outside;
  struct outside_value answer; /* the last one */
  struct rational **kept; /* by expression id: a number from another year, copied: its owner may move on */
};

struct unit_years {
  struct arena *arena;
  const struct rulebook *rulebook;
  const struct vocabulary_level *level;
  struct year_figures figures;
  struct look *looks[STEPS_MOST][LOOKS_MOST];
  uint64_t begun, clock;
  int64_t unit;
  int year;
  const int64_t *values;
  const int *of_years;
  chuan_status failed; /* for the unit and year at hand */
};

static const struct outside_value *answer(void *self, const struct expression *expression, uint64_t row);

chuan_status unit_years_create(const struct rulebook *rulebook, const char *level,
                               struct year_figures figures, struct unit_years **out) {
  struct arena *arena = arena_create();
  struct unit_years *years = arena != NULL ? arena_alloc(arena, sizeof *years) : NULL;
  *out = years;
  if (years == NULL) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  years->arena = arena;
  years->rulebook = rulebook;
  years->level = vocabulary_level_find(&rulebook->vocabulary, level);
  years->figures = figures;
  return CHUAN_OK;
}

void unit_years_free(struct unit_years *years) {
  if (years == NULL) return;
  for (size_t step = 0; step < STEPS_MOST; step++)
    for (size_t i = 0; i < LOOKS_MOST && years->looks[step][i] != NULL; i++)
      exact_free(years->looks[step][i]->exact);
  arena_free(years->arena);
}

void unit_years_begin(struct unit_years *years, int64_t unit, int year, const int64_t *values,
                      const int *of_years) {
  years->begun++;
  years->unit = unit;
  years->year = year;
  years->values = values;
  years->of_years = of_years;
  years->failed = CHUAN_OK;
}

/* --- where to stand ---------------------------------------------------------------------------------------- */

static struct look *make_look(struct unit_years *years, int year, unsigned distance) {
  struct look *look = arena_alloc(years->arena, sizeof *look);
  size_t facts = (size_t)years->level->fact_count + 1;
  if (look == NULL) return NULL;
  look->years = years;
  look->year = year;
  look->distance = distance;
  look->values = arena_array(years->arena, facts, sizeof *look->values);
  look->of_years = arena_array(years->arena, facts, sizeof *look->of_years);
  look->kept =
      arena_array(years->arena, (size_t)years->rulebook->expression_count + 1, sizeof(struct rational *));
  look->outside = (struct outside){.self = look, .value = answer};
  if (look->values == NULL || look->of_years == NULL || look->kept == NULL ||
      exact_create(years->rulebook, years->level->level, moment_of(year), &look->outside, &look->exact) !=
          CHUAN_OK)
    return NULL;
  return look;
}

/* Of those at a distance none is at work when one of them is sought. */
static struct look *take_look(struct unit_years *years, int year, unsigned distance) {
  struct look **looks = years->looks[distance], *oldest = looks[0];
  for (size_t i = 0; i < LOOKS_MOST; i++) {
    if (looks[i] == NULL) return looks[i] = make_look(years, year, distance);
    if (looks[i]->year == year) return looks[i];
    if (looks[i]->used < oldest->used) oldest = looks[i];
  }
  oldest->year = year;
  oldest->begun = 0;
  oldest->exact->moment = moment_of(year);
  return oldest;
}

/* NULL after a failure. */
static struct look *look_at(struct unit_years *years, int year, unsigned distance) {
  struct look *look = years->failed == CHUAN_OK ? take_look(years, year, distance) : NULL;
  if (look == NULL) {
    if (years->failed == CHUAN_OK) years->failed = CHUAN_MEMORY;
    return NULL;
  }
  look->used = ++years->clock;
  if (look->begun == years->begun) return look;
  look->at = look->values;
  look->at_years = look->of_years;
  if (year == years->year) {
    look->at = years->values;
    look->at_years = years->of_years;
  } else {
    years->failed = years->figures.read(years->figures.self, years->unit, year, look->values, look->of_years);
    if (years->failed != CHUAN_OK) return NULL;
  }
  look->begun = years->begun;
  exact_begin(look->exact, look->at, 0);
  return look;
}

/* --- another year ------------------------------------------------------------------------------------------ */

static struct rational *room_for(struct look *look, const struct expression *expression) {
  struct rational **kept = &look->kept[expression->id];
  if (*kept == NULL) *kept = arena_alloc(look->years->arena, sizeof **kept);
  if (*kept == NULL) look->years->failed = CHUAN_MEMORY;
  return *kept;
}

static void answer_number(struct look *look, const struct expression *expression,
                          const struct rational *number) {
  struct rational *kept = number != NULL ? room_for(look, expression) : NULL;
  if (kept == NULL) return;
  rational_copy(kept, number);
  look->answer.missing = 0;
  look->answer.low = look->answer.high = kept;
}

static void answer_year(struct look *look, const struct expression *expression, int year) {
  const struct expression *operand = expression->operands[0];
  if (year < YEAR_FIRST || year > YEAR_LAST || look->distance + 1 == STEPS_MOST) return;
  struct look *then = look_at(look->years, year, look->distance + 1);
  if (then == NULL) return;
  if (operand->type == TYPE_NUMBER) {
    answer_number(look, expression, exact_number(then->exact, operand));
  } else if (operand->type == TYPE_TEST) {
    look->answer.verdict = (uint8_t)exact_verdict(then->exact, operand);
    look->answer.missing = look->answer.verdict == CHUAN_NO_DATA;
  } else {
    uint32_t choice = 0;
    look->answer.missing = !exact_choice(then->exact, operand, &choice);
    look->answer.choice = choice;
  }
}

/* One year that is missing leaves the whole unknown. */
static void answer_total(struct look *look, const struct expression *expression) {
  struct rational total, sum;
  if (look->distance + 1 == STEPS_MOST) return;
  rational_set(&total, 0, 0);
  for (int year = expression->as.year; year <= look->year; year++) {
    struct look *then = look_at(look->years, year, look->distance + 1);
    const struct rational *number = then != NULL ? exact_number(then->exact, expression->operands[0]) : NULL;
    if (number == NULL) return;
    rational_add(&sum, &total, number);
    rational_copy(&total, &sum);
  }
  if (expression->as.year <= look->year) answer_number(look, expression, &total);
}

static const struct outside_value *answer(void *self, const struct expression *expression, uint64_t row) {
  struct look *look = self;
  (void)row;
  look->answer = (struct outside_value){.missing = 1,
                                        .open_low = 1,
                                        .open_high = 1,
                                        .may_lack = 1,
                                        .verdict = CHUAN_NO_DATA,
                                        .cause = CAUSE_OTHER_YEAR};
  if (expression->kind == EXPRESSION_IN_YEAR) answer_year(look, expression, expression->as.year);
  if (expression->kind == EXPRESSION_LAST_YEAR) answer_year(look, expression, look->year - 1);
  if (expression->kind == EXPRESSION_TOTAL_SINCE) answer_total(look, expression);
  return &look->answer;
}

chuan_status unit_years_verdict(struct unit_years *years, const struct expression *test,
                                chuan_verdict *verdict) {
  struct look *look = look_at(years, years->year, 0);
  *verdict = look != NULL ? exact_verdict(look->exact, test) : CHUAN_NO_DATA;
  return years->failed;
}

/* --- what it rests on --------------------------------------------------------------------------------------- */

struct gathering {
  struct unit_years *years;
  struct year_figure *figures;
  size_t most, count;
};

static void gather_fact(struct gathering *all, const struct fact *fact, const struct look *look) {
  struct year_figure figure = {fact, look->at[fact->index], look->at_years[fact->index]};
  if (figure.value == DECIMAL_MISSING || all->count == all->most) return;
  for (size_t i = 0; i < all->count; i++)
    if (all->figures[i].fact == fact && all->figures[i].year == figure.year) return;
  all->figures[all->count++] = figure;
}

static void gather(struct gathering *all, const struct expression *at, int year, unsigned distance);

static void gather_elsewhere(struct gathering *all, const struct expression *at, int year,
                             unsigned distance) {
  int first = year, last = year;
  if (distance + 1 == STEPS_MOST) return;
  if (at->kind == EXPRESSION_IN_YEAR) first = last = at->as.year;
  if (at->kind == EXPRESSION_LAST_YEAR) first = last = year - 1;
  if (at->kind == EXPRESSION_TOTAL_SINCE) first = at->as.year;
  for (int then = first; then <= last && all->count < all->most; then++)
    if (then >= YEAR_FIRST && then <= YEAR_LAST) gather(all, at->operands[0], then, distance + 1);
}

/* What had a say; of when it is asked at all, nothing. No deeper than the loader lets formulas nest. */
static void gather(struct gathering *all, const struct expression *at, int year, unsigned distance) {
  struct look *look = all->count < all->most ? look_at(all->years, year, distance) : NULL;
  if (look == NULL) return;
  if (at->kind == EXPRESSION_FACT) {
    gather_fact(all, at->as.fact, look);
  } else if (expression_is_outside(at->kind)) {
    if (at->operand_count > 0) gather_elsewhere(all, at, year, distance);
  } else {
    for (uint32_t i = at->kind == EXPRESSION_APPLIES_WHEN ? 1 : 0; i < at->operand_count; i++) {
      look = look_at(all->years, year, distance); /* another year may have taken its place */
      if (look != NULL && exact_reached(look->exact, at, i)) gather(all, at->operands[i], year, distance);
    }
  }
}

chuan_status unit_years_figures(struct unit_years *years, const struct expression *test,
                                struct year_figure *figures, size_t most, size_t *count) {
  struct gathering all = {.years = years, .figures = figures, .most = most};
  gather(&all, test, years->year, 0);
  *count = all.count;
  return years->failed;
}
