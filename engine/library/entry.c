/* Figures without a file: gathered, then stored as one import. */
#include "base/date.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "library/handle.h"
#include "library/validation.h"

#include <stdlib.h>
#include <string.h>

struct figure {
  int64_t unit;
  int year;
  uint32_t fact; /* fact.index */
  int64_t value;
  size_t order; /* as it was set: the last of equals stays */
};

struct chuan_entry {
  chuan_dossier *dossier;
  chuan_rulebook *rulebook;
  struct arena *arena;
  const char *source_name;
  chuan_data_status status;
  const struct vocabulary_level *vocabulary; /* of the first figure: an entry is about one level */
  struct figure *figures;
  size_t count, capacity;
  char last_code[128]; /* units come many figures in a row */
  int last_year;
  int64_t last_unit;
};

chuan_status chuan_entry_begin(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *source_name,
                               chuan_data_status data_status, chuan_entry **out) {
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || source_name == NULL || out == NULL || (unsigned)data_status > CHUAN_ILLUSTRATIVE) {
    return handle_argument(handle, __func__);
  }
  chuan_status status = dossier_fits(dossier, rulebook);
  if (status != CHUAN_OK) return status;
  chuan_entry *entry = calloc(1, sizeof *entry);
  if (entry == NULL) return report_no_memory(handle->report);
  entry->dossier = dossier;
  entry->rulebook = rulebook;
  entry->status = data_status;
  entry->arena = arena_create();
  entry->source_name = entry->arena == NULL ? NULL : arena_string(entry->arena, source_name);
  if (entry->source_name == NULL) {
    chuan_entry_free(entry);
    return report_no_memory(handle->report);
  }
  *out = entry;
  return CHUAN_OK;
}

static chuan_status find_level(chuan_entry *entry, const char *level) {
  chuan *handle = entry->dossier->handle;
  if (entry->vocabulary != NULL) {
    if (strcmp(entry->vocabulary->level, level) == 0) return CHUAN_OK;
    return report_fail(
        handle->report, CHUAN_ARGUMENT,
        "an entry holds figures of one level, here \"%s\"; begin another one for \"%s\"",
        "một lần nhập chỉ chứa số liệu của một cấp, ở đây là \"%s\"; hãy mở lần khác cho \"%s\"",
        entry->vocabulary->level, level);
  }
  return rulebook_level(entry->rulebook, handle, level, &entry->vocabulary);
}

/* As files are judged: what is far from any calendar is a slip, and its days cannot be counted. */
static chuan_status check_year(const chuan_entry *entry, int year) {
  if (year >= YEAR_FIRST && year <= YEAR_LAST) return CHUAN_OK;
  return report_fail(entry->dossier->handle->report, CHUAN_ARGUMENT,
                     "%d is not a year from %d to %d; write it with four digits",
                     "%d không phải năm từ %d đến %d; hãy ghi đủ bốn chữ số", year, YEAR_FIRST, YEAR_LAST);
}

static chuan_status find_unit(chuan_entry *entry, const char *code, int year, int64_t *id) {
  if (entry->last_unit != 0 && entry->last_year == year && strcmp(entry->last_code, code) == 0) {
    *id = entry->last_unit;
    return CHUAN_OK;
  }
  struct arena *arena = arena_create();
  struct unit unit;
  if (arena == NULL) return report_no_memory(entry->dossier->handle->report);
  chuan_status status = unit_find(entry->dossier->facts, arena, code, entry->vocabulary->level, year, &unit);
  if (status == CHUAN_OK) *id = unit.id;
  arena_free(arena);
  size_t length = strlen(code);
  if (status != CHUAN_OK || length >= sizeof entry->last_code) return status;
  memcpy(entry->last_code, code, length + 1);
  entry->last_year = year;
  entry->last_unit = *id;
  return CHUAN_OK;
}

chuan_status chuan_entry_set(chuan_entry *entry, const char *level, const char *unit_code, int year,
                             const char *fact, const char *value) {
  if (entry == NULL) return CHUAN_ARGUMENT;
  chuan *handle = entry->dossier->handle;
  report_clear(handle->report);
  if (level == NULL || unit_code == NULL || fact == NULL) return handle_argument(handle, __func__);
  const struct fact *found = NULL;
  struct figure figure = {.year = year, .order = entry->count};
  chuan_status status = check_year(entry, year);
  if (status == CHUAN_OK) status = find_level(entry, level);
  if (status == CHUAN_OK) status = rulebook_fact(entry->rulebook, handle, entry->vocabulary, fact, &found);
  if (status == CHUAN_OK) status = find_unit(entry, unit_code, year, &figure.unit);
  if (status == CHUAN_OK) status = rulebook_fact_value(handle, found, value, &figure.value);
  if (status != CHUAN_OK) return status;
  figure.fact = found->index;
  if (!arena_grow(entry->arena, &entry->figures, &entry->capacity, entry->count, sizeof *entry->figures)) {
    return report_no_memory(handle->report);
  }
  entry->figures[entry->count++] = figure;
  return CHUAN_OK;
}

static int compare_figures(const void *a, const void *b) {
  const struct figure *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  if (one->year != other->year) return one->year < other->year ? -1 : 1;
  if (one->fact != other->fact) return one->fact < other->fact ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

/* The facts that were set are the columns, in the vocabulary's order; column_of says where each stands. */
static chuan_status choose_columns(const chuan_entry *entry, struct import_column **columns, size_t *count,
                                   uint32_t **column_of) {
  const struct vocabulary_level *vocabulary = entry->vocabulary;
  *count = 0;
  *columns = arena_array(entry->arena, (size_t)vocabulary->fact_count + 1, sizeof **columns);
  *column_of = arena_array(entry->arena, (size_t)vocabulary->fact_count + 1, sizeof **column_of);
  if (*columns == NULL || *column_of == NULL) return CHUAN_MEMORY;
  for (size_t i = 0; i < entry->count; i++) (*column_of)[entry->figures[i].fact] = 1;
  for (uint32_t f = 0; f < vocabulary->fact_count; f++) {
    if ((*column_of)[f] == 0) continue;
    (*column_of)[f] = (uint32_t)*count;
    (*columns)[*count] = (struct import_column){
        .fact = vocabulary->facts[f], .number = (uint32_t)*count + 1, .heading = vocabulary->facts[f]->id};
    ++*count;
  }
  return CHUAN_OK;
}

static void digest_figures(const chuan_entry *entry, char out[DIGEST_TEXT_SIZE]) {
  struct digest digest;
  digest_begin(&digest);
  digest_add_string(&digest, entry->source_name);
  for (size_t i = 0; i < entry->count; i++) {
    const struct figure *figure = &entry->figures[i];
    const int64_t numbers[] = {figure->unit, figure->year, figure->value};
    digest_add(&digest, numbers, sizeof numbers);
    digest_add_string(&digest, entry->vocabulary->facts[figure->fact]->id);
  }
  digest_end(&digest, out);
}

/* A part larger than its whole is refused here as it is in a file. */
static chuan_status check_parts(const chuan_entry *entry, const struct import_column *columns, size_t count,
                                const uint32_t *column_of, const int64_t *values, int year) {
  for (size_t c = 0; c < count; c++) {
    const struct fact *part = columns[c].fact, *whole = part->part_of;
    if (whole == NULL || values[c] == DECIMAL_MISSING) continue;
    uint32_t w = column_of[whole->index];
    if (columns[w].fact != whole || values[w] == DECIMAL_MISSING) continue;
    if (decimal_compare(values[c], part->places, values[w], whole->places) <= 0) continue;
    return report_fail(entry->dossier->handle->report, CHUAN_ARGUMENT,
                       "%s is larger than %s, its whole, in %d", "%s lớn hơn tổng %s, năm %d", part->id,
                       whole->id, year);
  }
  return CHUAN_OK;
}

/* --- the rules' validate records ------------------------------------------------------------------------- */

struct entry_validating {
  const chuan_entry *entry;
  struct validation_run *run;
  const struct row_validator *validator; /* NULL: the rules have none for the level */
  int64_t *values;                       /* of the row at hand, by fact.index */
};

/* "22837, 2024": whom a finding is about. */
static chuan_status name_row(const chuan_entry *entry, int64_t unit_id, const char **code) {
  struct unit unit;
  chuan_status status = unit_get(entry->dossier->facts, entry->arena, unit_id, &unit);
  if (status == CHUAN_OK) *code = unit.code;
  return status;
}

static chuan_status tell(const chuan_entry *entry, int64_t unit, int year, const struct validation *finding) {
  struct report *report = entry->dossier->handle->report;
  const char *code;
  chuan_status status = name_row(entry, unit, &code);
  if (status != CHUAN_OK) return status;
  if (finding->severity == CHUAN_ERROR)
    return report_fail(report, CHUAN_ARGUMENT, "%s, %d: %s", "%s, năm %d: %s", code, year, finding->message);
  report_problem(report, finding->severity, NULL, "%s, %d: %s", "%s, năm %d: %s", code, year,
                 finding->message);
  return CHUAN_OK;
}

/* Rows are counted as store_rows does: one for each unit and year. */
static chuan_status tell_late(void *payload, struct validated_row place, const struct validation *finding) {
  const struct entry_validating *validating = payload;
  const chuan_entry *entry = validating->entry;
  const struct figure *figure = NULL;
  uint64_t row = place.row;
  for (size_t i = 0; i < entry->count && row > 0; i++) {
    const struct figure *one = &entry->figures[i];
    if (figure != NULL && one->unit == figure->unit && one->year == figure->year) continue;
    figure = one;
    row--;
  }
  return figure != NULL ? tell(entry, figure->unit, figure->year, finding) : CHUAN_OK;
}

static chuan_status begin_validating(const chuan_entry *entry, struct entry_validating *validating) {
  struct report *report = entry->dossier->handle->report;
  *validating = (struct entry_validating){.entry = entry};
  chuan_status status = validation_begin(entry->rulebook->rules, entry->vocabulary, entry->dossier->facts,
                                         report, &validating->run, &validating->validator);
  if (status != CHUAN_OK || validating->validator == NULL) return status;
  size_t facts = (size_t)entry->vocabulary->fact_count + 1;
  validating->values = arena_array(entry->arena, facts, sizeof *validating->values);
  if (validating->values == NULL) return report_no_memory(report);
  for (size_t i = 0; i < facts; i++) validating->values[i] = DECIMAL_MISSING;
  return validating->validator->begin(validating->validator->self, 1);
}

/* Figures of one unit and year, before they are stored. */
static chuan_status validate_row(const struct entry_validating *validating, const struct figure *first,
                                 const struct import_column *columns, size_t count, const int64_t *values) {
  const struct row_validator *validator = validating->validator;
  const struct validation *findings;
  size_t found;
  if (validator == NULL) return CHUAN_OK;
  for (size_t c = 0; c < count; c++) validating->values[columns[c].fact->index] = values[c];
  chuan_status status =
      validator->judge(validator->self, first->unit, first->year, validating->values, &findings, &found);
  for (size_t i = 0; i < found && status == CHUAN_OK; i++)
    status = tell(validating->entry, first->unit, first->year, &findings[i]);
  return status;
}

static chuan_status finish_validating(struct entry_validating *validating) {
  const struct row_validator *validator = validating->validator;
  int again = 0, year;
  int64_t unit;
  if (validator == NULL) return CHUAN_OK;
  chuan_status status = validator->finish(validator->self, tell_late, validating, &again);
  if (status != CHUAN_OK || !again) return status;
  const struct validation refusal = {.severity = CHUAN_ERROR,
                                     .message = validation_refusal(validating->run, &unit, &year)};
  return tell(validating->entry, unit, year, &refusal);
}

/* --- storing ------------------------------------------------------------------------------------------------ */

static chuan_status store_rows(const chuan_entry *entry, struct import_session *session,
                               const struct entry_validating *validating, const struct import_column *columns,
                               size_t column_count, const uint32_t *column_of, int64_t *values,
                               chuan_counts *counts) {
  uint64_t row = 0;
  for (size_t i = 0; i < entry->count;) {
    const struct figure *first = &entry->figures[i];
    for (size_t c = 0; c < column_count; c++) values[c] = DECIMAL_MISSING;
    for (; i < entry->count && entry->figures[i].unit == first->unit && entry->figures[i].year == first->year;
         i++) {
      values[column_of[entry->figures[i].fact]] = entry->figures[i].value;
    }
    chuan_status status = check_parts(entry, columns, column_count, column_of, values, first->year);
    enum store_result result = STORE_ACCEPTED;
    if (status == CHUAN_OK) status = validate_row(validating, first, columns, column_count, values);
    if (status == CHUAN_OK)
      status = import_row(session, first->unit, first->year, ++row, NULL, values, &result);
    if (status == CHUAN_OK && validating->validator != NULL)
      status = validating->validator->stored(validating->validator->self, first->unit, first->year,
                                             (struct validated_row){.row = row}, validating->values);
    if (status != CHUAN_OK) return status;
    store_count(counts, result);
  }
  return CHUAN_OK;
}

chuan_status chuan_entry_commit(chuan_entry *entry) {
  if (entry == NULL) return CHUAN_ARGUMENT;
  chuan *handle = entry->dossier->handle;
  report_clear(handle->report);
  if (entry->count == 0) return CHUAN_OK;
  if (entry->count > 1) qsort(entry->figures, entry->count, sizeof *entry->figures, compare_figures);
  struct import_column *columns;
  size_t column_count;
  uint32_t *column_of;
  char digest[DIGEST_TEXT_SIZE];
  chuan_counts counts = {.accepted = 0};
  struct import_session *session = NULL;
  struct entry_validating validating = {.entry = entry};
  chuan_status status = choose_columns(entry, &columns, &column_count, &column_of);
  int64_t *values = status == CHUAN_OK ? arena_array(entry->arena, column_count, sizeof *values) : NULL;
  if (values == NULL) return report_no_memory(handle->report);
  digest_figures(entry, digest);
  const struct import_head head = {.file = entry->source_name,
                                   .digest = digest,
                                   .plugin = "",
                                   .plugin_version = "",
                                   .mapping_digest = "",
                                   .level = entry->vocabulary->level,
                                   .status = entry->status};
  status = import_begin(entry->dossier->facts, &head, columns, column_count, &session);
  if (status == CHUAN_OK) {
    status = begin_validating(entry, &validating);
  }
  if (status == CHUAN_OK)
    status = store_rows(entry, session, &validating, columns, column_count, column_of, values, &counts);
  if (status == CHUAN_OK) status = finish_validating(&validating);
  if (status == CHUAN_OK) status = import_commit(session, &counts);
  validation_end(validating.run);
  import_end(session);
  return status;
}

void chuan_entry_free(chuan_entry *entry) {
  if (entry == NULL) return;
  arena_free(entry->arena);
  free(entry);
}
