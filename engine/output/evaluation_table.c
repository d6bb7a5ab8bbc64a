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
  uint64_t verdicts[4];
  uint64_t criteria_met;
  uint32_t *distribution; /* units by number of criteria met */
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
  legend_line(outline, marks->unverified,
              MARK_UNVERIFIED " rests on a threshold that nobody has verified yet",
              MARK_UNVERIFIED " dựa trên mức chưa được kiểm chứng theo văn bản");
  legend_line(outline, marks->no_threshold,
              MARK_NO_THRESHOLD " a threshold is not entered yet, or is left to the province",
              MARK_NO_THRESHOLD " có mức chưa nhập hoặc giao tỉnh quy định");
}

uint32_t standard_end(const struct evaluation_part *part, uint32_t standard) {
  uint32_t end = standard + 1;
  while (end < part->judged_count && part->judged[end]->kind != JUDGED_STANDARD) end++;
  return end;
}

struct criteria_count count_criteria(const struct evaluation *evaluation, const struct evaluated *evaluated,
                                     uint32_t standard) {
  const struct evaluation_part *part = &evaluation->parts[evaluated->part];
  struct criteria_count count = {0, 0};
  uint32_t end = standard_end(part, standard);
  for (uint32_t j = standard + 1; j < end; j++) {
    if (part->judged[j]->kind != JUDGED_CRITERION) continue;
    chuan_verdict verdict = evaluation_verdict(evaluation, evaluated, j);
    count.applicable += verdict != CHUAN_NOT_APPLICABLE;
    count.met += verdict == CHUAN_MET;
  }
  return count;
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
  for (size_t i = 0; i < evaluation->evaluated_count; i++) count += evaluation->evaluated[i].part == part;
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

/* The criteria with this verdict, each with the mark of the thresholds that decide it. */
static chuan_status list_criteria(struct section *section, const struct evaluated *evaluated,
                                  chuan_verdict verdict, struct buffer *list) {
  buffer_clear(list);
  uint32_t end = standard_end(section->part, section->standard);
  int listed = 0;
  for (uint32_t j = section->standard + 1; j < end; j++) {
    const struct judged *judged = section->part->judged[j];
    if (judged->kind != JUDGED_CRITERION || evaluation_verdict(section->evaluation, evaluated, j) != verdict)
      continue;
    chuan_threshold_status threshold_status;
    chuan_status status = evaluation_cursor_status(section->cursor, evaluated, j, &threshold_status);
    if (status != CHUAN_OK) return status;
    add_to_list(list, judged->id, mark_threshold(section->marks, threshold_status));
    listed = 1;
  }
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
  if (status != CHUAN_OK) return status;
  section->verdicts[verdict]++;
  section->criteria_met += count.met;
  section->distribution[count.met]++;

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
  if (*data_mark != '\0' || *threshold_mark != '\0') buffer_add_char(text, ' ');
  buffer_add_string(text, data_mark);
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

/* 163 tenths of 10 units -> "16.3": half up, without a double anywhere. */
static void write_mean(uint64_t sum, uint64_t count, chuan_language language, char *out, size_t size) {
  uint64_t tenths = count == 0 ? 0 : (sum * 20 + count) / (2 * count);
  snprintf(out, size, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
  label_decimal(out, language, out, size);
}

static void write_totals(const struct section *section, uint32_t criteria) {
  struct outline *outline = section->outline;
  struct buffer *text = &outline->text;
  chuan_language language = section->writer->language;
  outline_blank(outline);
  buffer_format(text, "%zu ", section->line_count);
  buffer_add_string(text, label_units(section->part->level, language));
  const char *separator = ": ";
  static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    uint64_t count = section->verdicts[order[i]];
    if (count == 0 && order[i] == CHUAN_NOT_APPLICABLE) continue;
    buffer_format(text, "%s%" PRIu64 " ", separator, count);
    buffer_add_string(text, label_text(label_verdict(order[i]), language));
    separator = ", ";
  }
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
  if (criteria == 0) return;
  char mean[32];
  write_mean(section->criteria_met, section->line_count, language, mean, sizeof mean);
  buffer_add_string(
      text, writer_pick(section->writer, "Criteria met, on average: ", "Bình quân số tiêu chí đạt: "));
  buffer_add_string(text, mean);
  buffer_add_string(text, writer_pick(section->writer, "; by number met: ", "; theo số tiêu chí đạt: "));
  separator = "";
  for (uint32_t n = criteria + 1; n-- > 0;) {
    if (section->distribution[n] == 0) continue;
    buffer_format(text, "%s%" PRIu32 " (%" PRIu32 ")", separator, n, section->distribution[n]);
    separator = ", ";
  }
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
}

static chuan_status write_section(struct section *section, uint32_t part) {
  struct writer *writer = section->writer;
  chuan_language language = writer->language;
  const struct judged *standard = section->part->judged[section->standard];
  struct table *table = table_create(section->arena);
  section->distribution =
      arena_array(section->arena, (size_t)standard->child_count + 1, sizeof *section->distribution);
  if (table == NULL || section->distribution == NULL) return CHUAN_MEMORY;
  chuan_status status = gather_lines(section, part);
  if (status != CHUAN_OK || section->line_count == 0) return status;

  buffer_add_string(&section->outline->text, names_pick(&standard->name, language));
  buffer_format(&section->outline->text, " · %d", section->part->year);
  outline_line(section->outline, 0, "", TINT_NONE, TINT_STRONG);
  outline_blank(section->outline);
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
  if (status == CHUAN_OK) write_totals(section, standard->child_count);
  return status;
}

/* A standard over the years: a section per year, then how the years compare. */
static chuan_status write_standard(struct section *section, uint32_t first_part, uint32_t end_part) {
  struct writer *writer = section->writer;
  chuan_language language = writer->language;
  struct table *years = table_create(section->arena);
  if (years == NULL) return CHUAN_MEMORY;
  table_column(years, label_text(LABEL_YEAR, language), TABLE_TEXT);
  table_column(years, label_text(LABEL_UNIT, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_MET, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_NOT_MET, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_CRITERIA_NO_DATA, language), TABLE_NUMBER);
  table_column(years, label_text(LABEL_MEAN_CRITERIA, language), TABLE_NUMBER);
  for (uint32_t p = first_part; p < end_part; p++) {
    char text[32];
    section->part = &section->evaluation->parts[p];
    section->lines = NULL;
    section->line_count = 0;
    section->criteria_met = 0;
    memset(section->verdicts, 0, sizeof section->verdicts);
    chuan_status status = write_section(section, p);
    if (status != CHUAN_OK) return status;
    if (section->line_count == 0) continue;
    writer_text(writer, "\n");
    snprintf(text, sizeof text, "%d", section->part->year);
    table_cell(years, TINT_NONE, text);
    snprintf(text, sizeof text, "%zu", section->line_count);
    table_cell(years, TINT_NONE, text);
    static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
      snprintf(text, sizeof text, "%" PRIu64, section->verdicts[order[i]]);
      table_cell(years, TINT_NONE, text);
    }
    write_mean(section->criteria_met, section->line_count, language, text, sizeof text);
    table_cell(years, TINT_NONE, text);
  }
  if (end_part - first_part < 2) return CHUAN_OK;
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
  struct marks marks = {0, 0, 0, 0};
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
    buffer_add_string(
        &outline.text,
        writer_pick(writer, "No figures to judge in this period; load some with `chuan import`.",
                    "Chưa có số liệu nào trong giai đoạn này; nạp bằng `chuan import`."));
    outline_line(&outline, 0, "", TINT_NONE, TINT_NONE);
  } else if (status == CHUAN_OK) {
    status = write_levels(&section);
    marks_legend(&marks, &outline);
  }
  outline_end(&outline);
  evaluation_cursor_end(&cursor);
  arena_free(arena);
  return status;
}
