/* What a policy officer reads: per standard and year a table of units under their parents, how many criteria
 * each meets, which fail, which lack data, and the totals. */
#include "output/evaluation_output.h"

#include "base/text.h"
#include "output/label.h"
#include "output/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_COLUMNS 100u

/* A unit-year with what orders it among the lines. */
struct line {
  const struct evaluated *evaluated;
  const struct unit *parent;
  const char *parent_key, *key;
};

struct section { /* one standard in one year */
  const struct evaluation *evaluation;
  struct evaluation_cursor *cursor;
  struct writer *writer;
  struct outline *outline; /* lines above and below the tables */
  struct arena *arena;
  const struct evaluation_part *part;
  uint32_t standard; /* place in part->judged */
  struct line *lines;
  size_t line_count;
  struct totals totals;
  struct marks *marks;
};

enum tint verdict_tint(chuan_verdict verdict) {
  switch (verdict) {
    case CHUAN_MET:
      return TINT_GOOD;
    case CHUAN_NOT_MET:
      return TINT_BAD;
    case CHUAN_NO_DATA:
      return TINT_UNSURE;
    case CHUAN_NOT_APPLICABLE:
      break;
  }
  return TINT_FAINT;
}

const char *mark_threshold(struct marks *marks, chuan_threshold_status status) {
  if (status == CHUAN_SOURCED) return "";
  if (status == CHUAN_UNVERIFIED) {
    marks->unverified = 1;
    return MARK_UNVERIFIED;
  }
  marks->no_threshold = 1;
  return MARK_NO_THRESHOLD;
}

const char *mark_data(struct marks *marks, chuan_data_status status) {
  if (status == CHUAN_OFFICIAL) return "";
  if (status == CHUAN_PRELIMINARY) {
    marks->preliminary = 1;
    return MARK_PRELIMINARY;
  }
  marks->illustrative = 1;
  return MARK_ILLUSTRATIVE;
}

const char *mark_carried(struct marks *marks, int carried) {
  if (!carried) return "";
  marks->carried = 1;
  return MARK_CARRIED;
}

static void legend_line(struct outline *outline, int used, const char *english, const char *vietnamese) {
  if (!used) return;
  buffer_add_string(&outline->text, writer_pick(outline->writer, english, vietnamese));
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
}

void marks_legend(const struct marks *marks, struct outline *outline) {
  legend_line(outline, marks->illustrative,
              MARK_ILLUSTRATIVE " rests on illustrative figures, not on real ones",
              MARK_ILLUSTRATIVE " dựa trên số liệu minh họa, không phải số liệu thật");
  legend_line(outline, marks->preliminary, MARK_PRELIMINARY " rests on preliminary figures",
              MARK_PRELIMINARY " dựa trên số liệu sơ bộ");
  legend_line(outline, marks->carried,
              MARK_CARRIED " rests on a figure of an earlier year, which still serves",
              MARK_CARRIED " dựa trên số liệu của năm trước, còn được dùng");
  legend_line(outline, marks->unverified,
              MARK_UNVERIFIED " rests on a threshold that nobody has verified yet",
              MARK_UNVERIFIED " dựa trên mức chưa được kiểm chứng theo văn bản");
  legend_line(outline, marks->no_threshold,
              MARK_NO_THRESHOLD " a threshold is not entered yet, or is left to the province",
              MARK_NO_THRESHOLD " có mức chưa nhập hoặc giao tỉnh quy định");
}

static int compare_lines(const void *a, const void *b) {
  const struct line *one = a, *other = b;
  int order = strcmp(one->parent_key, other->parent_key);
  if (order == 0) order = strcmp(one->key, other->key);
  if (order == 0) order = strcmp(one->evaluated->unit->code, other->evaluated->unit->code);
  if (order == 0)
    order = (one->evaluated->unit->id > other->evaluated->unit->id) -
            (one->evaluated->unit->id < other->evaluated->unit->id);
  return order;
}

static chuan_status gather_lines(struct section *section, uint32_t part) {
  const struct evaluation *evaluation = section->evaluation;
  size_t count = 0;
  if (!totals_begin(&section->totals, section->arena, section->part->judged[section->standard]))
    return CHUAN_MEMORY;
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    const struct evaluated *evaluated = &evaluation->evaluated[i];
    if (evaluated->part != part) continue;
    count++;
    totals_add(&section->totals, evaluation_verdict(evaluation, evaluated, section->standard),
               count_criteria(evaluation, evaluated, section->standard).met);
  }
  if (!totals_apply(&section->totals)) return CHUAN_OK;
  section->lines = arena_array(section->arena, count + 1, sizeof *section->lines);
  if (section->lines == NULL) return CHUAN_MEMORY;
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    if (evaluation->evaluated[i].part != part) continue;
    struct line *line = &section->lines[section->line_count++];
    const struct unit *unit = evaluation->evaluated[i].unit;
    line->evaluated = &evaluation->evaluated[i];
    line->parent = evaluation_parent(evaluation, unit);
    line->key = text_sort_key(section->arena, unit->name, strlen(unit->name));
    line->parent_key = line->parent == NULL
                           ? ""
                           : text_sort_key(section->arena, line->parent->name, strlen(line->parent->name));
    if (line->key == NULL || line->parent_key == NULL) return CHUAN_MEMORY;
  }
  qsort(section->lines, section->line_count, sizeof *section->lines, compare_lines);
  return CHUAN_OK;
}

static void add_to_list(struct buffer *list, const char *text, const char *mark) {
  if (list->length > 0) buffer_add_string(list, ", ");
  buffer_add_string(list, text);
  buffer_add_string(list, mark);
}

const struct expression *own_condition(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                       uint32_t standard, chuan_verdict verdict, int criteria, uint32_t *at) {
  const struct judged *judged = cursor->evaluation->parts[evaluated->part].judged[standard];
  const struct expression *test = judged->test;
  if (test->kind != EXPRESSION_ALL) {
    int own = !criteria && evaluation_verdict(cursor->evaluation, evaluated, standard) == verdict;
    return own && (*at)++ == 0 ? test : NULL;
  }
  while (*at < test->operand_count) {
    const struct expression *member = test->operands[(*at)++];
    int own = member->kind != EXPRESSION_EVERY_CRITERION &&
              (member->kind != EXPRESSION_MET || member->as.target->parent != judged);
    if (own && exact_verdict(cursor->exact[evaluated->part], member) == verdict) return member;
  }
  return NULL;
}

/* "other conditions", with the mark of the best known threshold among them: one of them is enough. */
static void list_own_conditions(struct section *section, const struct evaluated *evaluated,
                                chuan_verdict verdict, int criteria, struct buffer *list) {
  chuan_threshold_status best = CHUAN_PENDING;
  uint32_t at = 0, count = 0;
  const struct expression *condition;
  while ((condition = own_condition(section->cursor, evaluated, section->standard, verdict, criteria, &at)) !=
         NULL) {
    chuan_threshold_status status = exact_status(section->cursor->exact[evaluated->part], condition);
    if (status < best) best = status;
    count++;
  }
  if (count > 0) {
    add_to_list(list, label_text(LABEL_CONDITIONS, section->writer->language),
                mark_threshold(section->marks, best));
  }
}

/* Criteria that follow each other by number and have one mark: three or more are written "1–9†". */
struct criteria_range {
  const char *first, *last, *mark;
  long next; /* the number that would go on */
  unsigned count;
};

/* The number an id is; -1 when it is none. */
static long number_of(const char *id) {
  size_t length = strspn(id, "0123456789");
  long number = 0;
  if (length == 0 || length > 6 || id[length] != '\0') return -1;
  for (size_t i = 0; i < length; i++) number = number * 10 + (id[i] - '0');
  return number;
}

static void end_range(struct criteria_range *range, struct buffer *list) {
  if (range->count >= 3) {
    add_to_list(list, range->first, "–");
    buffer_add_string(list, range->last);
    buffer_add_string(list, range->mark);
  } else {
    if (range->count > 0) add_to_list(list, range->first, range->mark);
    if (range->count > 1) add_to_list(list, range->last, range->mark);
  }
  range->count = 0;
}

static void add_to_range(struct criteria_range *range, const char *id, const char *mark,
                         struct buffer *list) {
  long number = number_of(id);
  if (range->count > 0 && (number < 0 || number != range->next || strcmp(mark, range->mark) != 0))
    end_range(range, list);
  if (range->count++ == 0) {
    range->first = id;
    range->mark = mark;
  }
  range->last = id;
  range->next = number < 0 ? -1 : number + 1;
}

/* The criteria with this verdict, each with the mark of the thresholds that decide it. */
static chuan_status list_criteria(struct section *section, const struct evaluated *evaluated,
                                  chuan_verdict verdict, struct buffer *list) {
  buffer_clear(list);
  uint32_t end = standard_end(section->part, section->standard);
  struct criteria_range range = {.count = 0};
  int listed = 0;
  for (uint32_t j = section->standard + 1; j < end; j++) {
    const struct judged *judged = section->part->judged[j];
    if (judged->kind != JUDGED_CRITERION || evaluation_verdict(section->evaluation, evaluated, j) != verdict)
      continue;
    chuan_threshold_status threshold_status;
    chuan_status status = evaluation_cursor_status(section->cursor, evaluated, j, &threshold_status);
    if (status != CHUAN_OK) return status;
    add_to_range(&range, judged->id, mark_threshold(section->marks, threshold_status), list);
    listed = 1;
  }
  end_range(&range, list);
  list_own_conditions(section, evaluated, verdict, listed, list);
  return list->failed ? CHUAN_MEMORY : CHUAN_OK;
}

static chuan_status add_line(struct section *section, struct table *table, const struct line *line,
                             struct buffer *text) {
  const struct evaluated *evaluated = line->evaluated;
  chuan_language language = section->writer->language;
  chuan_verdict verdict = evaluation_verdict(section->evaluation, evaluated, section->standard);
  struct criteria_count count = count_criteria(section->evaluation, evaluated, section->standard);
  chuan_threshold_status threshold_status;
  chuan_status status =
      evaluation_cursor_status(section->cursor, evaluated, section->standard, &threshold_status);
  int carried = 0;
  if (status == CHUAN_OK)
    status = evaluation_cursor_carried(section->cursor, evaluated, section->standard, &carried);
  if (status != CHUAN_OK) return status;
  table_cell(table, TINT_NONE, evaluated->unit->code);
  table_cell(table, TINT_NONE, evaluated->unit->name);
  buffer_clear(text);
  buffer_format(text, "%u/%u", count.met, count.applicable);
  table_cell(table, TINT_NONE, buffer_string(text));
  buffer_clear(text);
  buffer_add_string(text, label_text(label_verdict(verdict), language));
  const char *data_mark =
      mark_data(section->marks, (chuan_data_status)section->part->verdicts.status[evaluated->row]);
  const char *threshold_mark = mark_threshold(section->marks, threshold_status);
  const char *carried_mark = mark_carried(section->marks, carried);
  if (*data_mark != '\0' || *carried_mark != '\0' || *threshold_mark != '\0') buffer_add_char(text, ' ');
  buffer_add_string(text, data_mark);
  buffer_add_string(text, carried_mark);
  buffer_add_string(text, threshold_mark);
  table_cell(table, verdict_tint(verdict), buffer_string(text));
  static const chuan_verdict listed[] = {CHUAN_NOT_MET, CHUAN_NO_DATA};
  for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
    status = list_criteria(section, evaluated, listed[i], text);
    if (status != CHUAN_OK) return status;
    table_cell(table, verdict_tint(listed[i]), buffer_string(text));
  }
  return CHUAN_OK;
}

static chuan_status write_section(struct section *section, uint32_t part) {
  struct writer *writer = section->writer;
  chuan_language language = writer->language;
  struct table *table = table_create(section->arena);
  if (table == NULL) return CHUAN_MEMORY;
  chuan_status status = gather_lines(section, part);
  if (status != CHUAN_OK || section->totals.units == 0) return status;
  standard_heading(&section->totals, section->part, section->outline);
  if (section->line_count == 0) return CHUAN_OK;
  table_column(table, label_text(LABEL_CODE, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_UNIT, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_CRITERIA, language), TABLE_NUMBER);
  table_column(table, label_text(LABEL_VERDICT, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_CRITERIA_NOT_MET, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_CRITERIA_NO_DATA, language), TABLE_WRAP);
  struct buffer text;
  buffer_init(&text, 0);
  const struct unit *parent = NULL;
  for (size_t i = 0; i < section->line_count && status == CHUAN_OK; i++) {
    const struct line *line = &section->lines[i];
    if (line->parent != NULL && line->parent != parent) table_section(table, line->parent->name);
    parent = line->parent;
    status = add_line(section, table, line, &text);
  }
  if (text.failed) status = CHUAN_MEMORY;
  buffer_free(&text);
  if (status != CHUAN_OK) return status;
  status = table_write(table, writer, TABLE_COLUMNS);
  if (status == CHUAN_OK) totals_write(&section->totals, section->part->level, section->outline);
  writer_text(writer, "\n");
  return status;
}

/* A standard over the years: a section per year, then how the years compare. */
static chuan_status write_standard(struct section *section, uint32_t first_part, uint32_t end_part) {
  struct writer *writer = section->writer;
  chuan_language language = writer->language;
  struct table *years = table_create(section->arena);
  size_t shown = 0;
  if (years == NULL) return CHUAN_MEMORY;
  table_column(years, label_text(LABEL_YEAR, language), TABLE_TEXT);
  table_column(years, label_text(LABEL_UNIT, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_MET, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_NOT_MET, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_NO_DATA, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_MEAN_CRITERIA, language), TABLE_NUMBER);
  for (uint32_t p = first_part; p < end_part; p++) {
    char text[TOTALS_MEAN_SIZE];
    section->part = &section->evaluation->parts[p];
    section->lines = NULL;
    section->line_count = 0;
    chuan_status status = write_section(section, p);
    if (status != CHUAN_OK) return status;
    if (section->line_count == 0) continue;
    shown++;
    snprintf(text, sizeof text, "%d", section->part->year);
    table_cell(years, TINT_NONE, text);
    snprintf(text, sizeof text, "%zu", section->line_count);
    table_cell(years, TINT_NONE, text);
    static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
      snprintf(text, sizeof text, "%" PRIu64, section->totals.verdicts[order[i]]);
      table_cell(years, TINT_NONE, text);
    }
    totals_mean(section->totals.criteria_met,
                section->line_count - section->totals.verdicts[CHUAN_NOT_APPLICABLE], text);
    label_decimal(text, language, text, sizeof text);
    table_cell(years, TINT_NONE, text);
  }
  if (end_part - first_part < 2 || shown == 0) return CHUAN_OK;
  chuan_status status = table_write(years, writer, TABLE_COLUMNS);
  writer_text(writer, "\n");
  return status;
}

/* The entries of one unit at the level of parts first to end, which stand together: by code, then year. */
static chuan_status write_unit(struct section *section, uint32_t first_part, uint32_t end_part) {
  const struct evaluation *evaluation = section->evaluation;
  size_t first = 0;
  while (first < evaluation->evaluated_count &&
         (evaluation->evaluated[first].part < first_part || evaluation->evaluated[first].part >= end_part)) {
    first++;
  }
  size_t count = 0;
  while (first + count < evaluation->evaluated_count &&
         evaluation->evaluated[first + count].part >= first_part &&
         evaluation->evaluated[first + count].part < end_part) {
    count++;
  }
  if (count == 0) return CHUAN_OK;
  return unit_table(evaluation, section->cursor, section->outline, section->arena,
                    &evaluation->evaluated[first], count, section->standard, section->marks);
}

static chuan_status write_levels(struct section *section) {
  const struct evaluation *evaluation = section->evaluation;
  for (uint32_t first = 0; first < evaluation->part_count;) {
    uint32_t end = first + 1;
    while (end < evaluation->part_count &&
           strcmp(evaluation->parts[end].level, evaluation->parts[first].level) == 0) {
      end++;
    }
    const struct evaluation_part *part = &evaluation->parts[first];
    for (uint32_t s = 0; s < part->judged_count; s = standard_end(part, s)) {
      section->standard = s;
      section->part = part;
      chuan_status status =
          evaluation->one_unit ? write_unit(section, first, end) : write_standard(section, first, end);
      if (status != CHUAN_OK) return status;
    }
    first = end;
  }
  return CHUAN_OK;
}

chuan_status evaluation_table(const struct evaluation *evaluation, struct writer *writer) {
  struct marks marks = {.illustrative = 0};
  struct evaluation_cursor cursor;
  struct arena *arena = arena_create();
  if (arena == NULL) return CHUAN_MEMORY;
  struct outline outline;
  outline_begin(&outline, writer);
  struct section section = {.evaluation = evaluation,
                            .cursor = &cursor,
                            .writer = writer,
                            .outline = &outline,
                            .arena = arena,
                            .marks = &marks};
  chuan_status status = evaluation_cursor_begin(&cursor, evaluation, writer->language);
  if (status == CHUAN_OK && evaluation->evaluated_count == 0) {
    totals_nothing(&outline);
  } else if (status == CHUAN_OK) {
    status = write_levels(&section);
    marks_legend(&marks, &outline);
  }
  outline_end(&outline);
  evaluation_cursor_end(&cursor);
  arena_free(arena);
  return status;
}
