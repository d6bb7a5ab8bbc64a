/* Judging figures as they come in by the rules' validate records: which of them are about the level, what they read, and
 * one row at a time. What other rows of the file bear on waits for the end (validation_late.c). */
#include "library/validation_inside.h"

#include "base/decimal.h"
#include "output/validation_text.h"

#include <stdlib.h>
#include <string.h>

#define FIGURES_MOST 8u /* named in one sentence */

/* --- what the checks read ------------------------------------------------------------------------------------ */

struct survey { /* a walk over one check */
  struct validation_run *run;
  struct validation_check *check;
  uint8_t *seen;   /* by expression id: at hand 1, elsewhere 2 */
  uint8_t *own;    /* by fact index: of this check, at hand 1, only elsewhere 2 */
  uint8_t *wanted; /* by fact index: of any check, in any year */
};

/* No deeper than the loader lets formulas nest. */
static void survey_walk(struct survey *survey, const struct expression *at, int elsewhere) {
  uint8_t bit = elsewhere ? 2 : 1;
  if (survey->seen[at->id] & bit) return;
  survey->seen[at->id] |= bit;
  if (at->kind == EXPRESSION_FACT) {
    uint8_t *own = &survey->own[at->as.fact->index];
    survey->wanted[at->as.fact->index] = 1;
    if (!elsewhere || *own == 0) *own = bit;
  }
  if (expression_is_outside(at->kind)) {
    survey->check->elsewhere = 1;
    /* All years until this one: this one is among them. */
    if (at->kind == EXPRESSION_TOTAL_SINCE) survey_walk(survey, at->operands[0], elsewhere);
    elsewhere = 1;
  }
  for (uint32_t i = 0; i < at->operand_count; i++) survey_walk(survey, at->operands[i], elsewhere);
}

/* One that reads nothing of the year at hand is about whatever it reads. */
static int list_own(struct survey *survey, const struct vocabulary_level *level) {
  struct validation_check *check = survey->check;
  check->own = arena_array(survey->run->arena, (size_t)level->fact_count + 1, sizeof(struct fact *));
  for (uint8_t which = 1; check->own != NULL && which <= 2 && check->own_count == 0; which++)
    for (uint32_t i = 0; i < level->fact_count; i++)
      if (survey->own[level->facts[i]->index] == which) check->own[check->own_count++] = level->facts[i];
  return check->own != NULL;
}

static int list_wanted(struct survey *survey, const struct vocabulary_level *level) {
  struct vocabulary_level *read = &survey->run->read;
  read->level = level->level;
  read->facts = arena_array(survey->run->arena, (size_t)level->fact_count + 1, sizeof(struct fact *));
  for (uint32_t i = 0; read->facts != NULL && i < level->fact_count; i++)
    if (survey->wanted[level->facts[i]->index]) read->facts[read->fact_count++] = level->facts[i];
  return read->facts != NULL;
}

static int survey_checks(struct validation_run *run, const struct vocabulary_level *level) {
  struct survey survey = {.run = run};
  size_t expressions = (size_t)run->rulebook->expression_count + 1, facts = (size_t)level->fact_count + 1;
  struct arena *scratch = arena_create();
  survey.seen = scratch != NULL ? arena_alloc(scratch, expressions) : NULL;
  survey.own = scratch != NULL ? arena_alloc(scratch, facts) : NULL;
  survey.wanted = scratch != NULL ? arena_alloc(scratch, facts) : NULL;
  int fits = survey.seen != NULL && survey.own != NULL && survey.wanted != NULL;
  for (uint32_t i = 0; fits && i < run->check_count; i++) {
    survey.check = &run->checks[i];
    memset(survey.seen, 0, expressions);
    memset(survey.own, 0, facts);
    survey_walk(&survey, survey.check->rule->test, 0);
    fits = list_own(&survey, level);
  }
  fits = fits && list_wanted(&survey, level);
  arena_free(scratch);
  return fits;
}

/* --- figures ------------------------------------------------------------------------------------------------- */

chuan_status validation_read(struct validation_run *run, int64_t unit, int year, int64_t *values,
                             int *of_years) {
  chuan_data_status status;
  if (run->reader == NULL) {
    chuan_status opened = facts_reader_open(run->dossier, &run->read, &run->reader);
    if (opened != CHUAN_OK) return opened;
  }
  return facts_reader_row(run->reader, unit, moment_of(year), values, of_years, &status);
}

static chuan_status read_other_year(void *self, int64_t unit, int year, int64_t *values, int *of_years) {
  return validation_read(self, unit, year, values, of_years);
}

static int says_any(const struct validation_check *check, const int64_t *values) {
  for (uint32_t i = 0; i < check->own_count; i++)
    if (values[check->own[i]->index] != DECIMAL_MISSING) return 1;
  return 0;
}

static int says_all(const struct validation_check *check, const int64_t *values) {
  for (uint32_t i = 0; i < check->own_count; i++)
    if (values[check->own[i]->index] == DECIMAL_MISSING) return 0;
  return 1;
}

/* The row's own figures, and where a check reads one it does not give, what is stored beside them. */
static chuan_status begin_row(struct validation_run *run, int64_t unit, int year, const int64_t *values) {
  int lacks = 0;
  for (uint32_t i = 0; i < run->check_count && !lacks; i++) {
    const struct validation_check *check = &run->checks[i];
    lacks = !check_is_late(run, check) && says_any(check, values) && !says_all(check, values);
  }
  if (!lacks) {
    for (uint32_t i = 0; run->given_year != year && i < run->fact_count; i++) run->given_years[i] = year;
    run->given_year = year;
    unit_years_begin(run->years, unit, year, values, run->given_years);
    return CHUAN_OK;
  }
  chuan_status status = validation_read(run, unit, year, run->merged, run->merged_years);
  for (uint32_t i = 0; i < run->read.fact_count; i++) {
    uint32_t index = run->read.facts[i]->index;
    if (values[index] == DECIMAL_MISSING) continue;
    run->merged[index] = values[index];
    run->merged_years[index] = year;
  }
  unit_years_begin(run->years, unit, year, run->merged, run->merged_years);
  return status;
}

/* --- a check ------------------------------------------------------------------------------------------------- */

static chuan_status said(struct validation_run *run, chuan_status status) {
  return status == CHUAN_MEMORY ? report_no_memory(run->report) : status;
}

chuan_status validation_ask(struct validation_run *run, const struct validation_check *check, int year,
                            struct buffer *text, int *doubted) {
  struct year_figure figures[FIGURES_MOST];
  size_t count = 0;
  chuan_verdict verdict;
  *doubted = 0;
  chuan_status status = unit_years_verdict(run->years, check->rule->test, &verdict);
  if (status != CHUAN_OK || verdict != CHUAN_NOT_MET) return said(run, status);
  status = unit_years_figures(run->years, check->rule->test, figures, FIGURES_MOST, &count);
  if (status != CHUAN_OK) return said(run, status);
  const struct reader reader = {report_language(run->report), run->rulebook};
  buffer_clear(text);
  text_validation(text, &reader, check->rule, year, figures, count);
  *doubted = 1;
  return text->failed ? report_no_memory(run->report) : CHUAN_OK;
}

/* The cell to point at: of the record's fact, or of the first that the row does say. */
static const char *cell_of(const struct validation_check *check, const int64_t *values) {
  const struct fact *fact = check->rule->fact;
  for (uint32_t i = 0; i < check->own_count && values[fact->index] == DECIMAL_MISSING; i++)
    if (values[check->own[i]->index] != DECIMAL_MISSING) return check->own[i]->id;
  return fact->id;
}

/* Whether the row is among those to be refused after all. */
static int find_refusal(struct validation_run *run, int64_t unit, int year, const int64_t *values) {
  const struct refusal *refusal = validation_refused(run, unit, year);
  const struct refusal *end = run->refusals + run->refusal_count;
  for (; refusal != NULL && refusal < end && refusal->unit == unit && refusal->year == year; refusal++) {
    const struct validation_check *check = &run->checks[refusal->check];
    if (!says_any(check, values)) continue;
    run->findings[0] = (struct validation){CHUAN_ERROR, cell_of(check, values), refusal->message, unit};
    return 1;
  }
  return 0;
}

static chuan_status judge_checks(struct validation_run *run, int64_t unit, int year, const int64_t *values,
                                 chuan_severity severity, size_t *count) {
  for (uint32_t i = 0; i < run->check_count; i++) {
    const struct validation_check *check = &run->checks[i];
    int doubted;
    if (check->rule->severity != severity || check_is_late(run, check) || !says_any(check, values)) continue;
    struct buffer *text = &run->texts[*count];
    chuan_status status = validation_ask(run, check, year, text, &doubted);
    if (status != CHUAN_OK) return status;
    if (!doubted) continue;
    run->findings[*count] = (struct validation){severity, cell_of(check, values), buffer_string(text), unit};
    ++*count;
  }
  return CHUAN_OK;
}

static chuan_status judge(void *self, int64_t unit, int year, const int64_t *values,
                          const struct validation **out, size_t *count) {
  struct validation_run *run = self;
  *out = run->findings;
  *count = 0;
  if (run->refusal_count > 0 && find_refusal(run, unit, year, values)) {
    *count = 1;
    return CHUAN_OK;
  }
  if (!run->once) return CHUAN_OK;
  chuan_status status = begin_row(run, unit, year, values);
  if (status == CHUAN_OK) status = judge_checks(run, unit, year, values, CHUAN_ERROR, count);
  if (status == CHUAN_OK) status = judge_checks(run, unit, year, values, CHUAN_WARNING, count);
  return status;
}

/* --- the run ---------------------------------------------------------------------------------------------------- */

static chuan_status begin(void *self, int once) {
  struct validation_run *run = self;
  run->once = once;
  run->any_late = 0;
  for (uint32_t i = 0; i < run->check_count; i++) run->any_late |= check_is_late(run, &run->checks[i]);
  return validation_restart(run);
}

static int make_checks(struct validation_run *run, const struct rulebook *rulebook,
                       const struct vocabulary_level *level) {
  size_t facts = (size_t)level->fact_count + 1, all = (size_t)rulebook->validate_count + 1;
  run->fact_count = level->fact_count;
  run->checks = arena_array(run->arena, all, sizeof *run->checks);
  run->findings = arena_array(run->arena, all, sizeof *run->findings);
  run->texts = arena_array(run->arena, all, sizeof *run->texts);
  run->given_years = arena_array(run->arena, facts, sizeof *run->given_years);
  run->merged = arena_array(run->arena, facts, sizeof *run->merged);
  run->merged_years = arena_array(run->arena, facts, sizeof *run->merged_years);
  if (run->checks == NULL || run->findings == NULL || run->texts == NULL || run->given_years == NULL ||
      run->merged == NULL || run->merged_years == NULL)
    return 0;
  for (uint32_t i = 0; i < rulebook->validate_count; i++) {
    if (strcmp(rulebook->validates[i]->level, level->level) != 0) continue;
    buffer_init(&run->texts[run->check_count], 0);
    run->checks[run->check_count++].rule = rulebook->validates[i];
  }
  for (uint32_t i = 0; i < level->fact_count; i++) run->merged[i] = DECIMAL_MISSING;
  return survey_checks(run, level);
}

static int has_any(const struct rulebook *rulebook, const char *level) {
  for (uint32_t i = 0; i < rulebook->validate_count; i++)
    if (strcmp(rulebook->validates[i]->level, level) == 0) return 1;
  return 0;
}

chuan_status validation_begin(const struct rulebook *rulebook, const struct vocabulary_level *level,
                              struct dossier *dossier, struct report *report, struct validation_run **run,
                              const struct row_validator **out) {
  *run = NULL;
  *out = NULL;
  if (!has_any(rulebook, level->level)) return CHUAN_OK;
  struct arena *arena = arena_create();
  struct validation_run *made = arena != NULL ? arena_alloc(arena, sizeof *made) : NULL;
  if (made == NULL) {
    arena_free(arena);
    return report_no_memory(report);
  }
  made->arena = arena;
  made->report = report;
  made->rulebook = rulebook;
  made->dossier = dossier;
  made->validator = (struct row_validator){made, begin, judge, validation_take, validation_finish};
  const struct year_figures figures = {made, read_other_year};
  if (!make_checks(made, rulebook, level) ||
      unit_years_create(rulebook, level->level, figures, &made->years) != CHUAN_OK) {
    validation_end(made);
    return report_no_memory(report);
  }
  *run = made;
  *out = &made->validator;
  return CHUAN_OK;
}

void validation_end(struct validation_run *run) {
  if (run == NULL) return;
  for (uint32_t i = 0; i < run->check_count; i++) buffer_free(&run->texts[i]);
  facts_reader_close(run->reader);
  unit_years_free(run->years);
  arena_free(run->taken_arena);
  arena_free(run->arena);
}

const char *validation_refusal(const struct validation_run *run, int64_t *unit, int *year) {
  *unit = run->refusals[0].unit;
  *year = run->refusals[0].year;
  return run->refusals[0].message;
}
