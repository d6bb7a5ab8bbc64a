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
  validating_turn(validating, level, 0);
  return validator->begin(validator->self, once);
}

void validating_turn(struct validating *validating, const struct vocabulary_level *level, size_t sheet) {
  validating->sheet = sheet;
  for (uint32_t i = 0; validating->values && i < level->fact_count; i++)
    validating->values[i] = DECIMAL_MISSING;
}

static const struct headings *headings_at(const struct validating *validating, size_t sheet) {
  return &validating->layout->sheets[sheet].headings;
}

/* The cell that says the fact: from 0, or NO_COLUMN. In long form every figure is in the cell of the value. */
static size_t column_of(const struct headings *headings, const char *fact) {
  if (fact && headings->names) return headings->value;
  for (size_t i = 0; fact && i < headings->column_count; i++)
    if (strcmp(headings->columns[i].fact->id, fact) == 0) return headings->columns[i].number - 1;
  return NO_COLUMN;
}

/* `row` NULL: the cells are no longer at hand. */
static chuan_status tell_at(const struct validating *validating, struct validated_row at,
                            const struct read_row *row, const struct validation *finding,
                            struct arena *arena) {
  const struct headings *headings = headings_at(validating, at.sheet);
  struct report *report = validating->report;
  size_t column = column_of(headings, finding->fact);
  int is_cell = column < headings->count;
  struct place place = {validating->path, at.row < UINT32_MAX ? (uint32_t)at.row : UINT32_MAX,
                        is_cell ? (uint32_t)column + 1 : 0};
  struct unit unit;
  chuan_status status = unit_get(validating->dossier, arena, finding->unit, &unit);
  if (status != CHUAN_OK) return status;
  const char *sheet = "", *message = arena_format(arena, "%s: %s", unit.name, finding->message);
  chuan_cell cell = row && column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
  const char *value = cell_show(arena, cell);
  if (validating->layout->count > 1)
    sheet = arena_format(arena, report_pick(report, "sheet '%s', ", "trang '%s', "),
                         validating->layout->sheets[at.sheet].name);
  if (!value || !sheet || !message) return report_no_memory(report);
  if (!is_cell)
    report_problem(report, finding->severity, &place, "%s%s", "%s%s", sheet, message);
  else if (*value)
    report_problem(report, finding->severity, &place, "%scolumn '%s', '%s': %s", "%scột '%s', '%s': %s",
                   sheet, headings->shown[column], value, message);
  else
    report_problem(report, finding->severity, &place, "%scolumn '%s': %s", "%scột '%s': %s", sheet,
                   headings->shown[column], message);
  return CHUAN_OK;
}

static chuan_status tell(const struct validating *validating, struct validated_row at,
                         const struct read_row *row, const struct validation *finding) {
  struct arena *arena = arena_create();
  chuan_status status =
      arena ? tell_at(validating, at, row, finding, arena) : report_no_memory(validating->report);
  arena_free(arena);
  return status;
}

static struct validated_row place_of(const struct validating *validating, const struct read_row *row) {
  return (struct validated_row){(uint32_t)validating->sheet, row->number};
}

chuan_status validating_row(struct validating *validating, const struct read_row *row, int64_t unit, int year,
                            const int64_t *values, const char **reason, size_t *column) {
  const struct row_validator *validator = validating->validator;
  const struct headings *headings;
  const struct validation *findings;
  size_t count;
  *reason = NULL;
  *column = NO_COLUMN;
  if (!validator) return CHUAN_OK;
  headings = headings_at(validating, validating->sheet);
  for (size_t i = 0; i < headings->column_count; i++)
    validating->values[headings->columns[i].fact->index] = values[i];
  chuan_status status = validator->judge(validator->self, unit, year, validating->values, &findings, &count);
  if (status == CHUAN_OK && count > 0 && findings[0].severity == CHUAN_ERROR) {
    *reason = findings[0].message;
    *column = column_of(headings, findings[0].fact);
    return CHUAN_OK;
  }
  for (size_t i = 0; i < count && status == CHUAN_OK; i++)
    status = tell(validating, place_of(validating, row), row, &findings[i]);
  return status;
}

chuan_status validating_stored(struct validating *validating, const struct read_row *row, int64_t unit,
                               int year) {
  const struct row_validator *validator = validating->validator;
  if (!validator) return CHUAN_OK;
  return validator->stored(validator->self, unit, year, place_of(validating, row), validating->values);
}

static chuan_status tell_late(void *payload, struct validated_row at, const struct validation *finding) {
  return tell(payload, at, NULL, finding);
}

chuan_status validating_finish(struct validating *validating, int *again) {
  const struct row_validator *validator = validating->validator;
  *again = 0;
  return validator ? validator->finish(validator->self, tell_late, validating, again) : CHUAN_OK;
}
