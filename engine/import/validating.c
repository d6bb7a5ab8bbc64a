/* validating.c - the rules' further tests in the course of an import: figures find their place by fact, findings theirs
 * in the file. */
#include "import/validating.h"

#include "base/decimal.h"
#include "import/cell.h"

#include <string.h>

chuan_status validating_begin(struct validating *validating, const struct vocabulary_level *level, int once,
                              struct arena *arena) {
  const struct row_validator *validator = validating->validator;
  if (!validator) return CHUAN_OK;
  validating->values = arena_array(arena, (size_t)level->fact_count + 1, sizeof *validating->values);
  if (!validating->values) return report_no_memory(validating->report);
  for (uint32_t i = 0; i < level->fact_count; i++) validating->values[i] = DECIMAL_MISSING;
  return validator->begin(validator->self, once);
}

/* The cell that says the fact: from 0, or NO_COLUMN. In long form every figure is in the cell of the value. */
static size_t column_of(const struct headings *headings, const char *fact) {
  if (fact && headings->names) return headings->value;
  for (size_t i = 0; fact && i < headings->column_count; i++)
    if (strcmp(headings->columns[i].fact->id, fact) == 0) return headings->columns[i].number - 1;
  return NO_COLUMN;
}

/* `row` NULL: the cells are no longer at hand. */
static chuan_status tell(const struct validating *validating, uint64_t number, const struct read_row *row,
                         const struct validation *finding) {
  const struct headings *headings = validating->headings;
  size_t column = column_of(headings, finding->fact);
  int is_cell = column < headings->count;
  struct place place = {validating->path, number < UINT32_MAX ? (uint32_t)number : UINT32_MAX,
                        is_cell ? (uint32_t)column + 1 : 0};
  const char *message = finding->message;
  if (!is_cell) {
    report_problem(validating->report, finding->severity, &place, "%s", "%s", message);
    return CHUAN_OK;
  }
  const char *heading = headings->texts[column];
  struct arena *arena = arena_create();
  chuan_cell cell = row && column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
  const char *value = arena ? cell_show(arena, cell) : NULL;
  if (value && *value)
    report_problem(validating->report, finding->severity, &place, "column '%s', '%s': %s",
                   "cột '%s', '%s': %s", heading, value, message);
  else if (value)
    report_problem(validating->report, finding->severity, &place, "column '%s': %s", "cột '%s': %s", heading,
                   message);
  arena_free(arena);
  return value ? CHUAN_OK : report_no_memory(validating->report);
}

chuan_status validating_row(struct validating *validating, const struct read_row *row, int64_t unit, int year,
                            const int64_t *values, const char **reason, size_t *column) {
  const struct row_validator *validator = validating->validator;
  const struct headings *headings = validating->headings;
  const struct validation *findings;
  size_t count;
  *reason = NULL;
  *column = NO_COLUMN;
  if (!validator) return CHUAN_OK;
  for (size_t i = 0; i < headings->column_count; i++)
    validating->values[headings->columns[i].fact->index] = values[i];
  chuan_status status = validator->judge(validator->self, unit, year, validating->values, &findings, &count);
  if (status == CHUAN_OK && count > 0 && findings[0].severity == CHUAN_ERROR) {
    *reason = findings[0].message;
    *column = column_of(headings, findings[0].fact);
    return CHUAN_OK;
  }
  for (size_t i = 0; i < count && status == CHUAN_OK; i++)
    status = tell(validating, row->number, row, &findings[i]);
  return status;
}

chuan_status validating_stored(struct validating *validating, const struct read_row *row, int64_t unit,
                               int year) {
  const struct row_validator *validator = validating->validator;
  if (!validator) return CHUAN_OK;
  return validator->stored(validator->self, unit, year, row->number, validating->values);
}

static chuan_status tell_late(void *payload, uint64_t row, const struct validation *finding) {
  return tell(payload, row, NULL, finding);
}

chuan_status validating_finish(struct validating *validating, int *again) {
  const struct row_validator *validator = validating->validator;
  *again = 0;
  return validator ? validator->finish(validator->self, tell_late, validating, again) : CHUAN_OK;
}
