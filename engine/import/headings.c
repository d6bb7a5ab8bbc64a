/* headings.c - matches the heading row with the facts of a level: by a mapping, or by `unit`, `year` and
 * the facts' ids and names. Case, spaces and Unicode form do not matter; a doubt is an error, because a
 * column read as the wrong fact would be believed. */
#include "import/headings.h"

#include "base/buffer.h"
#include "base/text.h"
#include "import/cell.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_TOLD 20 /* headings warned about one by one */
#define LISTED 8        /* names given as examples in a sentence */

struct matching {
  const struct headings_request *request;
  struct arena *arena;
  struct report *report;
  struct headings *out;
  uint32_t line;            /* of the heading row */
  const char **keys;        /* of the headings */
  struct fact_names *names; /* without a mapping */
};

char *heading_key(struct arena *arena, const char *text, size_t length) {
  if (length == 0) return arena_text(arena, "", 0);
  return text_fold(arena, text, length);
}

/* --- what was looked for, what was there ------------------------------------------------------------ */

/* "a", "b", ... : the first few headings that are not empty. */
static const char *list_headings(const struct matching *matching, struct buffer *buffer) {
  size_t listed = 0;
  for (size_t i = 0; i < matching->out->count && listed <= LISTED; i++) {
    if (matching->out->texts[i][0] == 0) continue;
    if (listed == LISTED) {
      buffer_add_string(buffer, ", …");
      break;
    }
    buffer_format(buffer, "%s'%s'", listed++ ? ", " : "", matching->out->texts[i]);
  }
  return buffer_string(buffer);
}

static const char *list_facts(const struct matching *matching, struct buffer *buffer) {
  const struct vocabulary_level *level = matching->request->level;
  for (uint32_t i = 0; i < level->fact_count && i < LISTED; i++)
    buffer_format(buffer, "%s%s", i ? ", " : "", level->facts[i]->id);
  if (level->fact_count > LISTED) buffer_add_string(buffer, ", …");
  return buffer_string(buffer);
}

static chuan_status fail_without_unit(const struct matching *matching, const char *wanted) {
  struct buffer found;
  buffer_init(&found, 4096);
  chuan_status status = report_fail(
      matching->report, CHUAN_ARGUMENT,
      "%s: no column '%s' with the codes of the units; the headings are %s. Name one '%s', or use a mapping",
      "%s: không có cột '%s' chứa mã đơn vị; các tiêu đề là %s. Hãy đặt tên một cột là '%s', hoặc dùng tệp "
      "ánh xạ",
      matching->request->file, wanted, list_headings(matching, &found), wanted);
  buffer_free(&found);
  return status;
}

static chuan_status fail_without_year(const struct matching *matching, const char *wanted) {
  struct buffer found;
  buffer_init(&found, 4096);
  chuan_status status = report_fail(matching->report, CHUAN_ARGUMENT,
                                    "%s: no column '%s' and no year given; the headings are %s. Name the "
                                    "year for the whole file, or "
                                    "add the column",
                                    "%s: không có cột '%s' và cũng không nêu năm; các tiêu đề là %s. Hãy nêu "
                                    "năm cho cả tệp, hoặc thêm "
                                    "cột này",
                                    matching->request->file, wanted, list_headings(matching, &found));
  buffer_free(&found);
  return status;
}

static chuan_status fail_without_facts(const struct matching *matching) {
  struct buffer found, facts;
  buffer_init(&found, 4096);
  buffer_init(&facts, 4096);
  const char *level = matching->request->level->level;
  chuan_status status = report_fail(
      matching->report, CHUAN_ARGUMENT,
      "%s: no heading is a fact of level %s; the headings are %s, the facts %s (`chuan facts` lists them)",
      "%s: không tiêu đề nào là số liệu của cấp %s; các tiêu đề là %s, các số liệu là %s (xem `chuan facts`)",
      matching->request->file, level, list_headings(matching, &found), list_facts(matching, &facts));
  buffer_free(&found);
  buffer_free(&facts);
  return status;
}

static chuan_status fail_twice(const struct matching *matching, size_t first, size_t second) {
  return report_fail(matching->report, CHUAN_ARGUMENT,
                     "%s: columns %zu ('%s') and %zu ('%s') have the same heading; rename or remove one",
                     "%s: cột %zu ('%s') và cột %zu ('%s') trùng tiêu đề; hãy đổi tên hoặc bỏ một cột",
                     matching->request->file, first + 1, matching->out->texts[first], second + 1,
                     matching->out->texts[second]);
}

/* --- the headings themselves ------------------------------------------------------------------------- */

static chuan_status read_texts(struct matching *matching, const struct read_row *row) {
  struct headings *out = matching->out;
  matching->line = row->number < UINT32_MAX ? (uint32_t)row->number : UINT32_MAX;
  out->count = row->count; /* empty ones at the end are no headings: what stands below them is too much */
  while (out->count > 0 && cell_trim(row->cells[out->count - 1]).length == 0) out->count--;
  out->texts = arena_array(matching->arena, out->count, sizeof *out->texts);
  matching->keys = arena_array(matching->arena, out->count, sizeof *matching->keys);
  if (!out->texts || !matching->keys) return report_no_memory(matching->report);
  for (size_t i = 0; i < out->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    out->texts[i] = cell.length ? text_nfc(matching->arena, cell.text, cell.length) : "";
    matching->keys[i] = heading_key(matching->arena, cell.text, cell.length);
    if (!out->texts[i] || !matching->keys[i]) return report_no_memory(matching->report);
  }
  return CHUAN_OK;
}

struct key_place {
  const char *key;
  size_t column;
};

static int by_key_then_place(const void *a, const void *b) {
  const struct key_place *left = a, *right = b;
  int order = strcmp(left->key, right->key);
  return order ? order : left->column < right->column ? -1 : left->column > right->column;
}

/* Any two equal headings: nobody can say which is meant. Sorted, because there may be 100,000. */
static chuan_status refuse_duplicates(const struct matching *matching) {
  size_t count = matching->out->count;
  struct key_place *places = arena_array(matching->arena, count, sizeof *places);
  if (!places) return report_no_memory(matching->report);
  for (size_t i = 0; i < count; i++) places[i] = (struct key_place){matching->keys[i], i};
  qsort(places, count, sizeof *places, by_key_then_place);
  for (size_t i = 1; i < count; i++)
    if (places[i].key[0] && strcmp(places[i].key, places[i - 1].key) == 0)
      return fail_twice(matching, places[i - 1].column, places[i].column);
  return CHUAN_OK;
}

static size_t find_key(const struct matching *matching, const char *key, size_t from) {
  for (size_t i = from; i < matching->out->count; i++)
    if (strcmp(matching->keys[i], key) == 0) return i;
  return NO_COLUMN;
}

/* --- with a mapping ----------------------------------------------------------------------------------- */

/* The column with a mapping's heading, NO_COLUMN when there is none; fails when there are two. */
static chuan_status find_mapped(struct matching *matching, const char *heading, size_t *column) {
  *column = NO_COLUMN;
  char *key = heading_key(matching->arena, heading, strlen(heading));
  if (!key) return report_no_memory(matching->report);
  *column = key[0] ? find_key(matching, key, 0) : NO_COLUMN;
  if (*column == NO_COLUMN) return CHUAN_OK;
  size_t again = find_key(matching, key, *column + 1);
  return again == NO_COLUMN ? CHUAN_OK : fail_twice(matching, *column, again);
}

static int by_number(const void *a, const void *b) {
  const struct import_column *left = a, *right = b;
  return left->number < right->number ? -1 : left->number > right->number;
}

static chuan_status match_mapping(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  struct headings *out = matching->out;
  out->columns = arena_array(matching->arena, mapping->column_count, sizeof *out->columns);
  if (!out->columns) return report_no_memory(matching->report);
  for (size_t i = 0; i < mapping->column_count; i++) {
    const struct mapping_column *wanted = &mapping->columns[i];
    if (!wanted->fact) continue;
    size_t column;
    chuan_status status = find_mapped(matching, wanted->heading, &column);
    if (status != CHUAN_OK) return status;
    if (column == NO_COLUMN)
      return report_fail(matching->report, CHUAN_ARGUMENT,
                         "%s has no column '%s', which %s:%u reads as %s; correct the mapping or the file",
                         "%s không có cột '%s' mà %s:%u đọc là %s; hãy sửa tệp ánh xạ hoặc tệp số liệu",
                         matching->request->file, wanted->heading, mapping->file, wanted->place.line,
                         wanted->fact->id);
    for (size_t j = 0; j < out->column_count; j++)
      if (out->columns[j].number == column + 1)
        return report_fail(matching->report, CHUAN_ARGUMENT,
                           "%s:%u: column '%s' is already read as %s; one column is one fact",
                           "%s:%u: cột '%s' đã được đọc là %s; mỗi cột chỉ là một số liệu", mapping->file,
                           wanted->place.line, wanted->heading, out->columns[j].fact->id);
    out->columns[out->column_count++] =
        (struct import_column){wanted->fact, (uint32_t)column + 1, out->texts[column]};
  }
  if (out->column_count) qsort(out->columns, out->column_count, sizeof *out->columns, by_number);
  return CHUAN_OK;
}

/* --- without one -------------------------------------------------------------------------------------- */

/* Whether two texts are the same with their diacritics: "Hộ nghèo" is not "Hò nghéo". */
static chuan_status same_diacritics(const struct matching *matching, const char *a, const char *b,
                                    int *same) {
  char *left = text_fold_case(matching->arena, a, strlen(a));
  char *right = text_fold_case(matching->arena, b, strlen(b));
  if (!left || !right) return report_no_memory(matching->report);
  *same = strcmp(left, right) == 0;
  return CHUAN_OK;
}

static chuan_status find_fact(const struct matching *matching, size_t column, const struct fact **out) {
  const struct fact *found[2];
  chuan_status status =
      fact_names_match(matching->names, matching->out->texts[column], matching->arena, found);
  *out = found[0];
  if (status != CHUAN_OK || !found[1]) return status;
  return report_fail(matching->report, CHUAN_ARGUMENT,
                     "%s: heading '%s' is the name of %s and of %s; write the id of the fact instead",
                     "%s: tiêu đề '%s' là tên của cả %s và %s; hãy ghi mã của số liệu thay cho tên",
                     matching->request->file, matching->out->texts[column], found[0]->id, found[1]->id);
}

static void warn_unknown(const struct matching *matching, size_t column) {
  struct place place = {matching->request->file, matching->line, (uint32_t)column + 1};
  const char *text = matching->out->texts[column], *level = matching->request->level->level;
  if (text[0] == 0) {
    report_problem(matching->report, CHUAN_WARNING, &place, "column %zu has no heading; it is ignored",
                   "cột %zu không có tiêu đề; cột này bị bỏ qua", column + 1);
    return;
  }
  const struct fact *near = fact_names_nearest(matching->names, matching->keys[column]);
  if (near)
    report_problem(matching->report, CHUAN_WARNING, &place,
                   "column '%s' is not a fact of level %s; did you mean %s? It is ignored",
                   "cột '%s' không phải số liệu của cấp %s; có phải %s không? Cột này bị bỏ qua", text, level,
                   near->id);
  else
    report_problem(matching->report, CHUAN_WARNING, &place,
                   "column '%s' is not a fact of level %s; it is ignored (`chuan facts` lists the facts)",
                   "cột '%s' không phải số liệu của cấp %s; cột này bị bỏ qua (xem `chuan facts`)", text,
                   level);
}

/* The columns that are neither unit, year nor the reasons of an earlier rejection. */
static chuan_status match_facts(struct matching *matching) {
  struct headings *out = matching->out;
  chuan_status status = refuse_duplicates(matching);
  if (status != CHUAN_OK) return status;
  out->columns =
      arena_array(matching->arena, matching->request->level->fact_count + 1u, sizeof *out->columns);
  if (!out->columns) return report_no_memory(matching->report);
  size_t unknown = 0;
  for (size_t i = 0; i < out->count; i++) {
    if (i == out->unit || i == out->year) continue;
    const struct fact *fact = NULL;
    if (matching->keys[i][0]) status = find_fact(matching, i, &fact);
    if (status != CHUAN_OK) return status;
    if (!fact) {
      if (i != out->reason && ++unknown <= UNKNOWN_TOLD) warn_unknown(matching, i);
      continue;
    }
    for (size_t j = 0; j < out->column_count; j++)
      if (out->columns[j].fact == fact) return fail_twice(matching, out->columns[j].number - 1, i);
    out->columns[out->column_count++] = (struct import_column){fact, (uint32_t)i + 1, out->texts[i]};
  }
  if (unknown > UNKNOWN_TOLD) {
    struct place place = {matching->request->file, matching->line, 0};
    report_problem(matching->report, CHUAN_WARNING, &place,
                   "%zu more columns are not facts; they are ignored",
                   "còn %zu cột khác không phải số liệu; các cột này bị bỏ qua", unknown - UNKNOWN_TOLD);
  }
  return CHUAN_OK;
}

/* --- unit and year ------------------------------------------------------------------------------------ */

/* `named` is the mapping's heading or NULL; then `plain` serves, or its Vietnamese form with diacritics
 * (without them "nam" is a man, not a year). */
static chuan_status find_own_column(struct matching *matching, const char *named, const char *plain,
                                    const char *vietnamese, size_t *column) {
  if (named) return find_mapped(matching, named, column);
  chuan_status status = find_mapped(matching, plain, column);
  for (size_t i = 0; i < matching->out->count && *column == NO_COLUMN && status == CHUAN_OK; i++) {
    int same = 0;
    if (matching->keys[i][0]) status = same_diacritics(matching, vietnamese, matching->out->texts[i], &same);
    if (same) *column = i;
  }
  return status;
}

static chuan_status match_own_columns(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  struct headings *out = matching->out;
  const char *unit = mapping ? mapping->unit_heading : NULL, *year = mapping ? mapping->year_heading : NULL;
  chuan_status status = find_own_column(matching, unit, "unit", "mã đơn vị", &out->unit);
  if (status == CHUAN_OK) status = find_own_column(matching, year, "year", "năm", &out->year);
  if (status != CHUAN_OK) return status;
  if (out->count && strcmp(matching->keys[out->count - 1], "reason") == 0) out->reason = out->count - 1;
  if (out->unit == NO_COLUMN) return fail_without_unit(matching, unit ? unit : "unit");
  if (out->year == NO_COLUMN && !matching->request->year_given)
    return fail_without_year(matching, year ? year : "year");
  return CHUAN_OK;
}

static chuan_status find_parts(struct matching *matching) {
  struct headings *out = matching->out;
  out->parts = arena_array(matching->arena, out->column_count, sizeof *out->parts);
  if (!out->parts) return report_no_memory(matching->report);
  for (size_t i = 0; i < out->column_count; i++)
    for (size_t j = 0; out->columns[i].fact->part_of && j < out->column_count; j++)
      if (out->columns[j].fact == out->columns[i].fact->part_of)
        out->parts[out->part_count++] = (struct part_rule){i, j};
  return CHUAN_OK;
}

/* --- long form ------------------------------------------------------------------------------------------ */

/* Whether a heading is what somebody calls a fact: then the file may well have a column for it. */
static chuan_status is_fact(const struct matching *matching, size_t column, int *is) {
  const struct fact *found[2];
  chuan_status status =
      fact_names_match(matching->names, matching->out->texts[column], matching->arena, found);
  *is = found[0] != NULL;
  return status;
}

static chuan_status find_long_columns(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  struct headings *out = matching->out;
  const struct {
    const char *named, *plain, *vietnamese;
    size_t *column;
  } columns[] = {{mapping ? mapping->fact_heading : NULL, "fact", "số liệu", &out->fact},
                 {mapping ? mapping->value_heading : NULL, "value", "giá trị", &out->value},
                 {mapping ? mapping->confidence_heading : NULL, "confidence", "độ tin cậy", &out->confidence},
                 {mapping ? mapping->source_heading : NULL, "source", "nguồn", &out->source},
                 {mapping ? mapping->note_heading : NULL, "note", "ghi chú", &out->note}};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    chuan_status status = find_own_column(matching, columns[i].named, columns[i].plain, columns[i].vietnamese,
                                          columns[i].column);
    if (status != CHUAN_OK) return status;
    /* What a mapping names, or cannot do without, has to be there. */
    if (!mapping || *columns[i].column != NO_COLUMN || (!columns[i].named && i > 1)) continue;
    return report_fail(
        matching->report, CHUAN_ARGUMENT,
        "%s has no column '%s', which %s reads as the column '%s'; correct the mapping or the file",
        "%s không có cột '%s' mà %s đọc là cột '%s'; hãy sửa tệp ánh xạ hoặc tệp số liệu",
        matching->request->file, columns[i].named ? columns[i].named : columns[i].plain, mapping->file,
        columns[i].plain);
  }
  return CHUAN_OK;
}

/* A mapping says so; without one, the headings `fact` and `value` do, unless facts are called so. */
static chuan_status find_form(struct matching *matching, int *is_long) {
  const struct mapping *mapping = matching->request->mapping;
  struct headings *out = matching->out;
  *is_long = mapping && mapping->is_long;
  if (mapping && !*is_long) return CHUAN_OK;
  chuan_status status = find_long_columns(matching);
  if (status != CHUAN_OK || mapping || out->fact == NO_COLUMN || out->value == NO_COLUMN) return status;
  int fact = 0, value = 0;
  status = is_fact(matching, out->fact, &fact);
  if (status == CHUAN_OK) status = is_fact(matching, out->value, &value);
  *is_long = !fact && !value;
  return status;
}

static void warn_unread(const struct matching *matching) {
  const struct headings *out = matching->out;
  const size_t own[] = {out->unit,  out->year,       out->reason, out->fact,
                        out->value, out->confidence, out->source, out->note};
  size_t told = 0;
  for (size_t i = 0; i < out->count && told < UNKNOWN_TOLD; i++) {
    int known = 0;
    for (size_t k = 0; k < sizeof own / sizeof *own; k++) known |= own[k] == i;
    if (known) continue;
    struct place place = {matching->request->file, matching->line, (uint32_t)i + 1};
    told++;
    report_problem(matching->report, CHUAN_WARNING, &place,
                   "column '%s' is not read: the file has one figure a row; it is ignored",
                   "cột '%s' không được đọc: tệp này mỗi dòng một số liệu; cột này bị bỏ qua", out->texts[i]);
  }
}

/* Any fact of the level may stand in a row; its value always stands in the same column. */
static chuan_status match_long(struct matching *matching) {
  const struct vocabulary_level *level = matching->request->level;
  struct headings *out = matching->out;
  chuan_status status = matching->request->mapping ? CHUAN_OK : refuse_duplicates(matching);
  if (status != CHUAN_OK) return status;
  out->columns = arena_array(matching->arena, (size_t)level->fact_count + 1, sizeof *out->columns);
  if (!out->columns) return report_no_memory(matching->report);
  for (uint32_t i = 0; i < level->fact_count; i++)
    out->columns[i] =
        (struct import_column){level->facts[i], (uint32_t)out->value + 1, out->texts[out->value]};
  out->column_count = level->fact_count;
  if (!matching->request->mapping) warn_unread(matching);
  return CHUAN_OK;
}

/* --- the whole -------------------------------------------------------------------------------------------- */

static chuan_status match_all(struct matching *matching, const struct read_row *row) {
  struct headings *out = matching->out;
  const struct headings_request *request = matching->request;
  int is_long = 0;
  chuan_status status = read_texts(matching, row);
  if (status == CHUAN_OK)
    status = fact_names_create(request->level, request->mapping, matching->report, &matching->names);
  if (status == CHUAN_OK) status = match_own_columns(matching);
  if (status == CHUAN_OK) status = find_form(matching, &is_long);
  if (status == CHUAN_OK && is_long) {
    status = match_long(matching);
    out->names = matching->names;
  } else if (status == CHUAN_OK) {
    status = request->mapping ? match_mapping(matching) : match_facts(matching);
  }
  if (status == CHUAN_OK && out->column_count == 0) status = fail_without_facts(matching);
  if (status == CHUAN_OK && !is_long) status = find_parts(matching);
  if (!out->names) fact_names_free(matching->names);
  return status;
}

static const struct headings nothing_found = {.unit = NO_COLUMN,
                                              .name = NO_COLUMN,
                                              .parent = NO_COLUMN,
                                              .year = NO_COLUMN,
                                              .reason = NO_COLUMN,
                                              .fact = NO_COLUMN,
                                              .value = NO_COLUMN,
                                              .confidence = NO_COLUMN,
                                              .source = NO_COLUMN,
                                              .note = NO_COLUMN};

chuan_status headings_match(const struct headings_request *request, const struct read_row *row,
                            struct arena *arena, struct report *report, struct headings *out) {
  *out = nothing_found;
  struct matching matching = {.request = request, .arena = arena, .report = report, .out = out};
  chuan_status status = match_all(&matching, row);
  if (status != CHUAN_OK) headings_release(out);
  return status;
}

chuan_status headings_year(const struct headings_request *request, const struct read_row *row,
                           struct arena *arena, struct report *report, size_t *year) {
  struct headings headings = nothing_found;
  struct matching matching = {.request = request, .arena = arena, .report = report, .out = &headings};
  chuan_status status = read_texts(&matching, row);
  if (status == CHUAN_OK) {
    status = find_own_column(&matching, request->mapping ? request->mapping->year_heading : NULL, "year",
                             "năm", &headings.year);
  }
  *year = headings.year;
  return status;
}

void headings_release(struct headings *headings) {
  fact_names_free(headings->names);
  headings->names = NULL;
}
