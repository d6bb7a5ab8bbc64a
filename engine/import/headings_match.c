/* headings_match.c - what was found becomes columns that are read, and everything that is not is told. */
#include "base/buffer.h"
#include "base/text.h"
#include "import/headings_inside.h"
#include "import/name_sense.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_TOLD 20 /* headings warned about one by one */
#define LISTED 8        /* names given as examples in a sentence */

struct telling {
  struct matching *matching;
  struct headings *out;
  uint32_t line; /* of the headings */
};

static const struct mapping *mapping_of(const struct telling *telling) {
  return telling->matching->request->mapping;
}

static const char *file_of(const struct telling *telling) {
  return telling->matching->request->file;
}

static const char *text_at(const struct telling *telling, size_t column) {
  return telling->matching->texts->items[column].text;
}

/* --- what was looked for, what was there ------------------------------------------------------------ */

/* "a", "b", ... : the first few headings that are not empty. */
static const char *list_headings(const struct telling *telling, struct buffer *buffer) {
  const struct heading_texts *texts = telling->matching->texts;
  size_t listed = 0;
  for (size_t i = 0; i < texts->count && listed <= LISTED; i++) {
    const char *text = texts->items[i].text;
    if (text[0] == 0) continue;
    if (listed == LISTED) {
      buffer_add_string(buffer, ", …");
      break;
    }
    size_t shown = text_prefix(text, strlen(text), 60);
    buffer_format(buffer, "%s'%.*s%s'", listed++ ? ", " : "", (int)shown, text, text[shown] ? "…" : "");
  }
  return buffer_string(buffer);
}

static const char *list_facts(const struct telling *telling, struct buffer *buffer) {
  const struct vocabulary_level *level = telling->matching->request->level;
  for (uint32_t i = 0; i < level->fact_count && i < LISTED; i++)
    buffer_format(buffer, "%s%s", i ? ", " : "", level->facts[i]->id);
  if (level->fact_count > LISTED) buffer_add_string(buffer, ", …");
  return buffer_string(buffer);
}

static chuan_status fail_without_unit(const struct telling *telling, const char *wanted) {
  struct buffer found;
  buffer_init(&found, 8192);
  chuan_status status = report_fail(telling->matching->report, CHUAN_ARGUMENT,
                                    "%s: no column '%s' with the codes or names of the units; the headings "
                                    "are %s. Name one '%s', or have a mapping "
                                    "suggested by import --suggest",
                                    "%s: không có cột '%s' chứa mã hoặc tên đơn vị; các tiêu đề là %s. Hãy "
                                    "đặt tên một cột là '%s', hoặc dùng import "
                                    "--suggest để có tệp ánh xạ gợi ý",
                                    file_of(telling), wanted, list_headings(telling, &found), wanted);
  buffer_free(&found);
  return status;
}

static chuan_status fail_without_year(const struct telling *telling, const char *wanted) {
  struct buffer found;
  buffer_init(&found, 8192);
  chuan_status status = report_fail(telling->matching->report, CHUAN_ARGUMENT,
                                    "%s: no column '%s' and no year given; the headings are %s. Name the "
                                    "year for the whole file, or "
                                    "add the column",
                                    "%s: không có cột '%s' và cũng không nêu năm; các tiêu đề là %s. Hãy nêu "
                                    "năm cho cả tệp, hoặc thêm "
                                    "cột này",
                                    file_of(telling), wanted, list_headings(telling, &found));
  buffer_free(&found);
  return status;
}

static chuan_status fail_without_facts(const struct telling *telling) {
  struct buffer found, facts;
  buffer_init(&found, 8192);
  buffer_init(&facts, 4096);
  const char *level = telling->matching->request->level->level;
  chuan_status status =
      report_fail(telling->matching->report, CHUAN_ARGUMENT,
                  "%s: no heading is a fact of level %s; the headings are %s, the facts %s (`chuan facts` "
                  "lists them). Have a "
                  "mapping suggested by import --suggest",
                  "%s: không tiêu đề nào là số liệu của cấp %s; các tiêu đề là %s, các số liệu là %s (xem "
                  "`chuan facts`). Hãy dùng "
                  "import --suggest để có tệp ánh xạ gợi ý",
                  file_of(telling), level, list_headings(telling, &found), list_facts(telling, &facts));
  buffer_free(&found);
  buffer_free(&facts);
  return status;
}

static chuan_status fail_twice(const struct telling *telling, size_t first, size_t second) {
  return report_fail(telling->matching->report, CHUAN_ARGUMENT,
                     "%s: columns %zu ('%s') and %zu ('%s') have the same heading; rename or remove one",
                     "%s: cột %zu ('%s') và cột %zu ('%s') trùng tiêu đề; hãy đổi tên hoặc bỏ một cột",
                     file_of(telling), first + 1, text_at(telling, first), second + 1,
                     text_at(telling, second));
}

/* --- own columns --------------------------------------------------------------------------------------- */

static chuan_status settle_own(struct telling *telling) {
  const struct own_columns *own = &telling->matching->own;
  const struct mapping *mapping = mapping_of(telling);
  struct headings *out = telling->out;
  if (own->first != NO_COLUMN) return fail_twice(telling, own->first, own->second);
  out->unit = own->unit;
  out->name = own->name;
  out->parent = own->parent;
  out->year = own->year;
  out->status = own->status;
  out->reason = own->reason;
  out->sheet = own->sheet;
  if (own->missing && strcmp(own->plain, "unit") == 0) return fail_without_unit(telling, own->missing);
  if (own->missing && strcmp(own->plain, "year") == 0) {
    /* A corrected list of rejected rows has the year where it was found, or is told it. */
    if (telling->matching->request->year_given) return CHUAN_OK;
    return fail_without_year(telling, own->missing);
  }
  if (own->missing)
    return report_fail(
        telling->matching->report, CHUAN_ARGUMENT,
        "%s has no column '%s', which %s reads as the column '%s'; correct the mapping or the file",
        "%s không có cột '%s' mà %s đọc là cột '%s'; hãy sửa tệp ánh xạ hoặc tệp số liệu", file_of(telling),
        own->missing, mapping->file, own->plain);
  if (out->unit == NO_COLUMN && out->name == NO_COLUMN) return fail_without_unit(telling, "unit");
  if (out->year == NO_COLUMN && !telling->matching->request->year_given)
    return fail_without_year(telling, "year");
  return CHUAN_OK;
}

/* --- facts --------------------------------------------------------------------------------------------- */

static int is_skipped(const struct telling *telling, size_t column) {
  const struct mapping *mapping = mapping_of(telling);
  const struct heading *heading = &telling->matching->texts->items[column];
  for (size_t i = 0; mapping && i < mapping->skip_count; i++)
    if (text_equal(heading->text, strlen(heading->text), mapping->skips[i])) return 1;
  return heading_is_counter(heading) || (telling->matching->request->is_form && heading->text[0] == 0);
}

static void warn_unknown(const struct telling *telling, size_t column) {
  struct report *report = telling->matching->report;
  struct place place = {file_of(telling), telling->line, (uint32_t)column + 1};
  const struct heading *heading = &telling->matching->texts->items[column];
  const char *level = telling->matching->request->level->level;
  if (heading->text[0] == 0) {
    report_problem(report, CHUAN_WARNING, &place, "column %zu has no heading; it is ignored",
                   "cột %zu không có tiêu đề; cột này bị bỏ qua", column + 1);
    return;
  }
  const struct fact *near =
      heading->name_count ? fact_names_nearest(telling->matching->names, heading->names[0].key) : NULL;
  if (near)
    report_problem(report, CHUAN_WARNING, &place,
                   "column '%s' is not a fact of level %s; did you mean %s? It is ignored",
                   "cột '%s' không phải số liệu của cấp %s; có phải %s không? Cột này bị bỏ qua",
                   heading->text, level, near->id);
  else
    report_problem(report, CHUAN_WARNING, &place,
                   "column '%s' is not a fact of level %s; it is ignored (`chuan facts` lists the facts)",
                   "cột '%s' không phải số liệu của cấp %s; cột này bị bỏ qua (xem `chuan facts`)",
                   heading->text, level);
}

static void warn_refused(const struct telling *telling, size_t column) {
  struct place place = {file_of(telling), telling->line, (uint32_t)column + 1};
  const struct heading *heading = &telling->matching->texts->items[column];
  const struct fact *fact = telling->matching->meanings[column].fact;
  report_problem(
      telling->matching->report, CHUAN_WARNING, &place,
      "column '%s' is in %s, which cannot be made %s, the unit of %s; it is not read: correct the heading, "
      "or "
      "use a mapping",
      "cột '%s' tính bằng %s, không đổi được ra %s là đơn vị tính của %s; cột này không được đọc: hãy sửa "
      "tiêu đề, hoặc dùng tệp ánh xạ",
      heading->text, heading->measure, fact->unit[0] ? fact->unit : fact_kind_name(fact->kind), fact->id);
}

static void tell_conversion(const struct telling *telling, size_t column, const struct fact *fact,
                            const struct measure_factor *factor) {
  struct place place = {file_of(telling), telling->line, (uint32_t)column + 1};
  const struct heading *heading = &telling->matching->texts->items[column];
  struct buffer text;
  buffer_init(&text, 80);
  buffer_format(&text, "%lld", (long long)factor->times);
  if (factor->per != 1) buffer_format(&text, "/%lld", (long long)factor->per);
  report_problem(telling->matching->report, CHUAN_NOTE, &place,
                 "column '%s' is in %s; its figures are read as %s, each times %s",
                 "cột '%s' tính bằng %s; số liệu được đổi ra %s, mỗi số nhân với %s", heading->text,
                 heading->measure, fact->unit, buffer_string(&text));
  buffer_free(&text);
}

static chuan_status fail_doubt(const struct telling *telling, size_t column) {
  const struct heading_meaning *meaning = &telling->matching->meanings[column];
  return report_fail(telling->matching->report, CHUAN_ARGUMENT,
                     "%s: heading '%s' is the name of %s and of %s; write the id of the fact instead",
                     "%s: tiêu đề '%s' là tên của cả %s và %s; hãy ghi mã của số liệu thay cho tên",
                     file_of(telling), text_at(telling, column), meaning->fact->id, meaning->doubt->id);
}

static chuan_status add_column(struct telling *telling, const struct fact *fact, size_t column,
                               const struct measure_factor *factor) {
  struct headings *out = telling->out;
  if (factor && factor->per && !measure_factor_is_one(factor)) {
    size_t most = telling->matching->request->level->fact_count;
    if (!out->factors) out->factors = arena_array(telling->matching->arena, most + 1u, sizeof *out->factors);
    if (!out->factors) return report_no_memory(telling->matching->report);
    out->factors[out->column_count] = *factor;
  }
  out->columns[out->column_count++] = (struct import_column){fact, (uint32_t)column + 1, out->texts[column]};
  return CHUAN_OK;
}

/* In a sheet, figures without a heading are there to be looked at: one note for all of them. */
static void tell_bare(const struct telling *telling, size_t first, size_t count) {
  struct place place = {file_of(telling), telling->line, (uint32_t)first + 1};
  const char *sheet = telling->matching->request->sheet;
  if (count == 1)
    report_problem(telling->matching->report, CHUAN_NOTE, &place,
                   "sheet '%s': column %zu has no heading; it is not read",
                   "trang '%s': cột %zu không có tiêu đề nên không được đọc", sheet, first + 1);
  else if (count)
    report_problem(telling->matching->report, CHUAN_NOTE, &place,
                   "sheet '%s': %zu columns have no heading, column %zu first; they are not read",
                   "trang '%s': %zu cột không có tiêu đề, bắt đầu từ cột %zu, nên không được đọc", sheet,
                   count, first + 1);
}

/* What was read by less than the whole heading: somebody should look. */
static void tell_partly(const struct telling *telling) {
  const struct matching *matching = telling->matching;
  struct place place = {file_of(telling), telling->line, 0};
  struct buffer text;
  size_t count = 0;
  buffer_init(&text, 32768);
  for (size_t i = 0; i < matching->texts->count; i++) {
    const struct heading_meaning *meaning = &matching->meanings[i];
    if (!meaning->fact || !meaning->partly || meaning->refused || matching_is_own(matching, i)) continue;
    if (count++ >= LISTED) continue;
    const char *heading = text_at(telling, i);
    size_t shown = text_prefix(heading, strlen(heading), 80);
    buffer_format(&text, "%s'%.*s%s' = %s", count > 1 ? ", " : "", (int)shown, heading,
                  heading[shown] ? "…" : "", meaning->fact->id);
  }
  if (count > LISTED) buffer_format(&text, ", … (+%zu)", count - LISTED);
  if (count)
    report_problem(matching->report, CHUAN_NOTE, &place,
                   "read by the last row of the heading: %s; if one is something else, use a mapping",
                   "đọc theo dòng cuối của tiêu đề: %s; nếu cột nào không phải vậy, hãy dùng tệp ánh xạ",
                   buffer_string(&text));
  buffer_free(&text);
}

/* The headings that are nothing. Where none is a fact, the failure lists them all. */
static void warn_unread_columns(const struct telling *telling) {
  const struct matching *matching = telling->matching;
  struct place place = {file_of(telling), telling->line, 0};
  size_t unknown = 0, bare = 0, first_bare = 0;
  for (size_t i = 0; i < matching->texts->count && telling->out->column_count; i++) {
    if (matching_is_own(matching, i) || matching->meanings[i].fact || is_skipped(telling, i)) continue;
    if (matching->request->sheet && matching->texts->items[i].text[0] == 0) {
      if (bare++ == 0) first_bare = i;
    } else if (++unknown <= UNKNOWN_TOLD) {
      warn_unknown(telling, i);
    }
  }
  tell_bare(telling, first_bare, bare);
  if (unknown <= UNKNOWN_TOLD) return;
  report_problem(matching->report, CHUAN_WARNING, &place, "%zu more columns are not facts; they are ignored",
                 "còn %zu cột khác không phải số liệu; các cột này bị bỏ qua", unknown - UNKNOWN_TOLD);
}

/* The columns that are neither unit, year nor the reasons of an earlier rejection. */
static chuan_status take_facts(struct telling *telling) {
  struct matching *matching = telling->matching;
  size_t *column_of = arena_array(matching->arena, matching->request->level->fact_count + 1u,
                                  sizeof *column_of); /* by fact, number from 1 */
  if (!column_of) return report_no_memory(matching->report);
  for (size_t i = 0; i < matching->texts->count; i++) {
    const struct heading_meaning *meaning = &matching->meanings[i];
    if (matching_is_own(matching, i) || !meaning->fact) continue;
    if (meaning->doubt) return fail_doubt(telling, i);
    if (meaning->refused) {
      warn_refused(telling, i);
      continue;
    }
    size_t *before = &column_of[meaning->fact->index];
    if (*before) return fail_twice(telling, *before - 1, i);
    *before = i + 1;
    chuan_status status = add_column(telling, meaning->fact, i, &meaning->factor);
    if (status != CHUAN_OK) return status;
    if (meaning->factor.per) tell_conversion(telling, i, meaning->fact, &meaning->factor);
  }
  tell_partly(telling);
  warn_unread_columns(telling);
  return CHUAN_OK;
}

/* --- by a mapping -------------------------------------------------------------------------------------- */

static chuan_status fail_missing(const struct telling *telling, const struct mapping_column *wanted) {
  return report_fail(telling->matching->report, CHUAN_ARGUMENT,
                     "%s has no column '%s', which %s:%u reads as %s; correct the mapping or the file",
                     "%s không có cột '%s' mà %s:%u đọc là %s; hãy sửa tệp ánh xạ hoặc tệp số liệu",
                     file_of(telling), wanted->heading, mapping_of(telling)->file, wanted->place.line,
                     wanted->fact->id);
}

/* A heading in another unit of measure than the fact's is believed, unless the mapping says the unit itself. */
static chuan_status mapped_factor(struct telling *telling, const struct mapping_column *wanted, size_t column,
                                  struct measure_factor *factor) {
  const struct heading *heading = &telling->matching->texts->items[column];
  *factor = wanted->factor;
  if (factor->per || !heading->measure ||
      (wanted->fact->kind != FACT_COUNT && wanted->fact->kind != FACT_AMOUNT))
    return CHUAN_OK;
  struct measure_factor found;
  switch (measure_convert(telling->matching->arena, heading->measure, wanted->fact->unit, &found)) {
    case MEASURE_NO_MEMORY:
      return report_no_memory(telling->matching->report);
    case MEASURE_CONVERTED:
      *factor = found;
      tell_conversion(telling, column, wanted->fact, factor);
      return CHUAN_OK;
    case MEASURE_OTHER: {
      /* "Hộ nghèo" in a mapping is not "Hộ nghèo (%)", though nothing of the sign is left when they are compared. */
      enum name_sense sense =
          wanted->number ? NAME_EXACT : name_sense(telling->matching->arena, heading->text, wanted->heading);
      if (sense == NAME_NO_MEMORY) return report_no_memory(telling->matching->report);
      if (sense != NAME_OTHER) return CHUAN_OK;
      return report_fail(
          telling->matching->report, CHUAN_ARGUMENT,
          "%s: column '%s' is in %s, and %s:%u reads '%s' as %s; write the heading as it stands in "
          "the file if that is meant",
          "%s: cột '%s' tính bằng %s, còn %s:%u đọc '%s' là %s; nếu đúng là cột đó, hãy ghi tiêu đề "
          "như trong tệp",
          file_of(telling), heading->text, heading->measure, mapping_of(telling)->file, wanted->place.line,
          wanted->heading, wanted->fact->id);
    }
    default:
      return CHUAN_OK;
  }
}

struct mapped_column {
  const struct mapping_column *wanted;
  size_t column;
};

static int by_column(const void *a, const void *b) {
  const struct mapped_column *left = a, *right = b;
  return left->column < right->column ? -1 : left->column > right->column;
}

static chuan_status take_mapped(struct telling *telling) {
  const struct mapping *mapping = mapping_of(telling);
  struct matching *matching = telling->matching;
  size_t count = 0;
  struct mapped_column *list = arena_array(matching->arena, mapping->column_count + 1, sizeof *list);
  if (!list) return report_no_memory(matching->report);
  for (size_t i = 0; i < mapping->column_count; i++) {
    const struct mapping_column *wanted = &mapping->columns[i];
    if (!wanted->fact) continue;
    if (matching->mapped_again[i] != NO_COLUMN)
      return fail_twice(telling, matching->mapped[i], matching->mapped_again[i]);
    if (matching->mapped[i] == NO_COLUMN) return fail_missing(telling, wanted);
    list[count++] = (struct mapped_column){wanted, matching->mapped[i]};
  }
  if (count > 1) qsort(list, count, sizeof *list, by_column);
  for (size_t i = 0; i < count; i++) {
    struct measure_factor factor;
    if (i > 0 && list[i].column == list[i - 1].column)
      return report_fail(matching->report, CHUAN_ARGUMENT,
                         "%s:%u: column '%s' is already read as %s; one column is one fact",
                         "%s:%u: cột '%s' đã được đọc là %s; mỗi cột chỉ là một số liệu", mapping->file,
                         list[i].wanted->place.line, list[i].wanted->heading, list[i - 1].wanted->fact->id);
    chuan_status status = mapped_factor(telling, list[i].wanted, list[i].column, &factor);
    if (status == CHUAN_OK) status = add_column(telling, list[i].wanted->fact, list[i].column, &factor);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* --- one figure a row ------------------------------------------------------------------------------------ */

static void warn_unread(const struct telling *telling) {
  const struct headings *out = telling->out;
  const size_t own[] = {out->fact, out->value, out->confidence, out->source, out->note};
  size_t told = 0;
  for (size_t i = 0; i < out->count && told < UNKNOWN_TOLD; i++) {
    int known = matching_is_own(telling->matching, i) || is_skipped(telling, i);
    for (size_t k = 0; k < sizeof own / sizeof *own; k++) known |= own[k] == i;
    if (known) continue;
    struct place place = {file_of(telling), telling->line, (uint32_t)i + 1};
    told++;
    report_problem(telling->matching->report, CHUAN_WARNING, &place,
                   "column '%s' is not read: the file has one figure a row; it is ignored",
                   "cột '%s' không được đọc: tệp này mỗi dòng một số liệu; cột này bị bỏ qua", out->texts[i]);
  }
}

/* Any fact of the level may stand in a row; its value always stands in the same column. */
static void take_long(struct telling *telling) {
  const struct matching *matching = telling->matching;
  const struct vocabulary_level *level = matching->request->level;
  struct headings *out = telling->out;
  out->fact = matching->fact;
  out->value = matching->value;
  out->confidence = matching->confidence;
  out->source = matching->source;
  out->note = matching->note;
  for (uint32_t i = 0; i < level->fact_count; i++)
    out->columns[i] =
        (struct import_column){level->facts[i], (uint32_t)out->value + 1, out->texts[out->value]};
  out->column_count = level->fact_count;
  if (!matching->request->mapping) warn_unread(telling);
}

/* --- the whole -------------------------------------------------------------------------------------------- */

static chuan_status find_parts(struct telling *telling) {
  struct headings *out = telling->out;
  struct matching *matching = telling->matching;
  size_t *at = arena_array(matching->arena, matching->request->level->fact_count + 1u, sizeof *at);
  out->parts = arena_array(matching->arena, out->column_count + 1, sizeof *out->parts);
  if (!out->parts || !at) return report_no_memory(matching->report);
  for (size_t i = 0; i < out->column_count; i++) at[out->columns[i].fact->index] = i + 1;
  for (size_t i = 0; i < out->column_count; i++) {
    const struct fact *whole = out->columns[i].fact->part_of;
    if (whole && at[whole->index])
      out->parts[out->part_count++] = (struct part_rule){i, at[whole->index] - 1};
  }
  return CHUAN_OK;
}

static chuan_status take_texts(struct telling *telling) {
  const struct heading_texts *texts = telling->matching->texts;
  struct headings *out = telling->out;
  out->count = texts->count;
  out->texts = arena_array(telling->matching->arena, texts->count + 1, sizeof *out->texts);
  out->shown = arena_array(telling->matching->arena, texts->count + 1, sizeof *out->shown);
  out->columns = arena_array(telling->matching->arena, telling->matching->request->level->fact_count + 1u,
                             sizeof *out->columns);
  if (!out->texts || !out->shown || !out->columns) return report_no_memory(telling->matching->report);
  for (size_t i = 0; i < texts->count; i++) out->shown[i] = out->texts[i] = texts->items[i].text;
  return CHUAN_OK;
}

/* A form is in Vietnamese, whoever reads about it. */
static void show_names(struct headings *out) {
  const struct {
    size_t column;
    const char *name;
  } own[] = {{out->unit, "Mã"}, {out->name, "Tên"}, {out->parent, "Thuộc"}, {out->year, "Năm"}};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (own[i].column != NO_COLUMN) out->shown[own[i].column] = own[i].name;
  for (size_t i = 0; i < out->column_count; i++)
    out->shown[out->columns[i].number - 1] = out->columns[i].fact->name.vi;
}

static chuan_status settle(struct telling *telling) {
  struct matching *matching = telling->matching;
  chuan_status status = take_texts(telling);
  if (status == CHUAN_OK) status = matching_find(matching);
  if (status == CHUAN_OK) status = settle_own(telling);
  if (status != CHUAN_OK) return status;
  if (matching->is_long) {
    take_long(telling);
  } else {
    status = mapping_of(telling) ? take_mapped(telling) : take_facts(telling);
    if (status == CHUAN_OK && telling->out->column_count > 0) status = find_parts(telling);
    if (status == CHUAN_OK && matching->request->ids_hidden) show_names(telling->out);
  }
  if (status == CHUAN_OK && telling->out->column_count == 0) status = fail_without_facts(telling);
  return status;
}

static const struct headings nothing_found = {.unit = NO_COLUMN,
                                              .year = NO_COLUMN,
                                              .name = NO_COLUMN,
                                              .parent = NO_COLUMN,
                                              .status = NO_COLUMN,
                                              .reason = NO_COLUMN,
                                              .sheet = NO_COLUMN,
                                              .fact = NO_COLUMN,
                                              .value = NO_COLUMN,
                                              .confidence = NO_COLUMN,
                                              .source = NO_COLUMN,
                                              .note = NO_COLUMN};

chuan_status headings_match(const struct headings_request *request, const struct heading_texts *texts,
                            uint64_t row, struct arena *arena, struct report *report, struct headings *out) {
  *out = nothing_found;
  struct matching matching = {.request = request, .texts = texts, .arena = arena, .report = report};
  struct telling telling = {&matching, out, row < UINT32_MAX ? (uint32_t)row : UINT32_MAX};
  struct fact_names *names;
  chuan_status status = fact_names_create(request->level, request->mapping, report, &names);
  if (status != CHUAN_OK) return status;
  matching.names = names;
  status = settle(&telling);
  if (status == CHUAN_OK && matching.is_long)
    out->names = names;
  else
    fact_names_free(names);
  return status;
}

void headings_release(struct headings *headings) {
  fact_names_free(headings->names);
  headings->names = NULL;
}
