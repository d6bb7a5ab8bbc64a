/* One unit under one standard: for a year, each criterion with the indicators that hold it back and their
 * numbers; over several years, each criterion as a row of signs. */
#include "output/evaluation_output.h"
#include "output/explanation_text.h"
#include "output/label.h"
#include "output/table.h"

#include <stdio.h>
#include <string.h>

#define TABLE_COLUMNS 100u

struct unit_sheet {
  const struct evaluation *evaluation;
  struct evaluation_cursor *cursor;
  struct writer *writer;
  struct outline *outline;
  const struct evaluated *first;
  size_t count;
  uint32_t standard;
  struct marks *marks;
};

const char *verdict_sign(chuan_verdict verdict) {
  switch (verdict) {
    case CHUAN_MET:
      return "✓";
    case CHUAN_NOT_MET:
      return "✗";
    case CHUAN_NO_DATA:
      return "?";
    case CHUAN_NOT_APPLICABLE:
      break;
  }
  return "–";
}

/* In one of the years at least. */
static int does_apply(const struct unit_sheet *sheet) {
  for (size_t i = 0; i < sheet->count; i++) {
    if (evaluation_verdict(sheet->evaluation, &sheet->first[i], sheet->standard) != CHUAN_NOT_APPLICABLE)
      return 1;
  }
  return 0;
}

static void write_heading(const struct unit_sheet *sheet, int applies) {
  const struct evaluated *entry = sheet->first;
  struct buffer *text = &sheet->outline->text;
  const struct evaluation_part *part = &sheet->evaluation->parts[entry->part];
  const struct unit *parent = evaluation_parent(sheet->evaluation, entry->unit);
  buffer_add_string(text, entry->unit->code);
  buffer_add_char(text, ' ');
  buffer_add_string(text, entry->unit->name);
  if (parent != NULL) {
    buffer_add_string(text, ", ");
    buffer_add_string(text, parent->name);
  }
  buffer_add_string(text, " · ");
  buffer_add_string(text, names_pick(&part->judged[sheet->standard]->name, sheet->writer->language));
  if (sheet->count == 1) buffer_format(text, " · %d", part->year);
  if (!applies) {
    buffer_add_string(text, ": ");
    buffer_add_string(text, label_text(LABEL_NOT_APPLICABLE, sheet->writer->language));
  }
  outline_line(sheet->outline, 0, "", TINT_NONE, applies ? TINT_STRONG : TINT_FAINT);
  outline_blank(sheet->outline);
}

/* A value or threshold with the person's decimal mark; yes and no in words. */
static void show(const struct expression *expression, const char *text, chuan_language language, char *out,
                 size_t size) {
  if (expression != NULL && expression->type == TYPE_YES_NO && *text != '\0') {
    snprintf(out, size, "%s", label_text(strcmp(text, "yes") == 0 ? LABEL_YES : LABEL_NO, language));
  } else if (expression != NULL && expression->type == TYPE_NUMBER) {
    label_decimal(text, language, out, size);
  } else {
    snprintf(out, size, "%s", text);
  }
}

static void show_threshold(const struct evaluation_row *row, chuan_language language, char *out,
                           size_t size) {
  char low[ROW_VALUE_SIZE], high[ROW_VALUE_SIZE];
  const char *sign = text_sign(row->judged->comparison);
  show(row->judged->threshold, row->threshold_low, language, low, sizeof low);
  show(row->judged->threshold_high, row->threshold_high, language, high, sizeof high);
  if (*low == '\0')
    out[0] = '\0';
  else if (*high != '\0')
    snprintf(out, size, "%s – %s", low, high);
  else
    snprintf(out, size, "%s%s%s", sign, *sign == '\0' ? "" : " ", low);
}

/* A verdict with what it rests on: "chưa đạt *†". */
static void show_verdict(chuan_verdict verdict, const char *data_mark, const char *carried_mark,
                         const char *threshold_mark, chuan_language language, char *out, size_t size) {
  int any = *data_mark != '\0' || *carried_mark != '\0' || *threshold_mark != '\0';
  snprintf(out, size, "%s%s%s%s%s", label_text(label_verdict(verdict), language), any ? " " : "", data_mark,
           carried_mark, threshold_mark);
}

static void add_criterion(struct unit_sheet *sheet, struct table *table, uint32_t judged) {
  const struct evaluation_part *part = &sheet->evaluation->parts[sheet->first->part];
  chuan_language language = sheet->writer->language;
  chuan_verdict verdict = evaluation_verdict(sheet->evaluation, sheet->first, judged);
  table_cell(table, TINT_NONE, part->judged[judged]->id);
  table_cell(table, TINT_NONE, names_pick(&part->judged[judged]->name, language));
  table_cell(table, verdict_tint(verdict), label_text(label_verdict(verdict), language));
  for (int i = 0; i < 3; i++) table_cell(table, TINT_NONE, "");
}

static chuan_status add_indicator(struct unit_sheet *sheet, struct table *table, uint32_t judged) {
  chuan_language language = sheet->writer->language;
  const struct evaluation_row *row;
  chuan_status status = evaluation_cursor_row(sheet->cursor, sheet->first, judged, &row);
  if (status != CHUAN_OK) return status;
  char text[512], value[ROW_VALUE_SIZE] = "", threshold[2 * ROW_VALUE_SIZE + 8] = "";
  snprintf(text, sizeof text, "  %s", row->judged->id);
  table_cell(table, TINT_NONE, text);
  table_cell(table, TINT_NONE, row->row.name);
  show_verdict(row->row.verdict, "", mark_carried(sheet->marks, row->row.carried),
               mark_threshold(sheet->marks, row->row.threshold_status), language, text, sizeof text);
  table_cell(table, verdict_tint(row->row.verdict), text);
  if (row->judged->value != NULL) {
    show(row->judged->value, row->row.value, language, value, sizeof value);
    show_threshold(row, language, threshold, sizeof threshold);
  }
  table_cell(table, TINT_NONE, value);
  table_cell(table, TINT_NONE, threshold);
  table_cell(table, TINT_NONE,
             rulebook_word(sheet->evaluation->rulebook, row->row.unit_of_measure, language));
  return CHUAN_OK;
}

/* A condition that compares one fact or derived value goes by that value's name; any other gives NULL. */
static const struct expression *comparison_of(const struct expression *condition) {
  while (condition->kind == EXPRESSION_UNVERIFIED) condition = condition->operands[0];
  switch (condition->kind) {
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_IS_TRUE:
      return condition;
    default:
      return NULL;
  }
}

/* Value, threshold and unit of measure of a comparison of numbers; three empty cells for anything else. */
static void add_numbers(struct unit_sheet *sheet, struct table *table, const struct expression *comparison) {
  chuan_language language = sheet->writer->language;
  struct exact *exact = sheet->cursor->exact[sheet->first->part];
  char value[ROW_VALUE_SIZE] = "", threshold[ROW_VALUE_SIZE] = "", text[ROW_VALUE_SIZE + 8] = "";
  const char *unit = "";
  if (comparison != NULL && comparison->operand_count == 2 && comparison->operands[0]->type == TYPE_NUMBER) {
    const struct rational *left = exact_number(exact, comparison->operands[0]);
    const struct rational *right = exact_number(exact, comparison->operands[1]);
    if (left != NULL) rational_format(left, text_places(left, right), value, sizeof value);
    if (right != NULL) {
      rational_format(right, TEXT_EXACT_PLACES, threshold, sizeof threshold);
      snprintf(text, sizeof text, "%s %s", text_sign(comparison->kind), threshold);
    }
    unit = rulebook_word(sheet->evaluation->rulebook, comparison->operands[0]->unit, language);
  }
  label_decimal(value, language, value, sizeof value);
  label_decimal(text, language, text, sizeof text);
  table_cell(table, TINT_NONE, value);
  table_cell(table, TINT_NONE, text);
  table_cell(table, TINT_NONE, unit);
}

/* A condition of the standard besides its criteria. */
static chuan_status add_condition(struct unit_sheet *sheet, struct table *table,
                                  const struct expression *condition, chuan_verdict verdict) {
  chuan_language language = sheet->writer->language;
  const struct reader reader = {language, sheet->evaluation->rulebook};
  const struct expression *comparison = comparison_of(condition);
  struct buffer name;
  char text[128];
  buffer_init(&name, 0);
  if (comparison != NULL) {
    struct explanation_term bare = {.expression = comparison->operands[0], .missing = 1, .taken = UINT32_MAX};
    text_names(&name, &reader, &bare);
  } else {
    buffer_add_string(&name, label_text(LABEL_CONDITIONS, language));
  }
  chuan_threshold_status threshold_status = exact_status(sheet->cursor->exact[sheet->first->part], condition);
  show_verdict(verdict, "", "", mark_threshold(sheet->marks, threshold_status), language, text, sizeof text);
  table_cell(table, TINT_NONE, "");
  table_cell(table, TINT_NONE, buffer_string(&name));
  table_cell(table, verdict_tint(verdict), text);
  add_numbers(sheet, table, comparison);
  chuan_status status = name.failed ? CHUAN_MEMORY : CHUAN_OK;
  buffer_free(&name);
  return status;
}

/* The last rows: conditions of the standard besides its criteria, then the standard with how many criteria are met. */
static chuan_status add_standard(struct unit_sheet *sheet, struct table *table) {
  const struct evaluated *entry = sheet->first;
  const struct evaluation_part *part = &sheet->evaluation->parts[entry->part];
  chuan_language language = sheet->writer->language;
  struct criteria_count count = count_criteria(sheet->evaluation, entry, sheet->standard);
  chuan_verdict verdict = evaluation_verdict(sheet->evaluation, entry, sheet->standard);
  chuan_threshold_status threshold_status;
  char text[128];
  chuan_status status = evaluation_cursor_status(sheet->cursor, entry, sheet->standard, &threshold_status);
  static const chuan_verdict held_back[] = {CHUAN_NOT_MET, CHUAN_NO_DATA};
  for (size_t i = 0; i < sizeof held_back / sizeof *held_back; i++) {
    const struct expression *condition;
    uint32_t at = 0;
    while (status == CHUAN_OK &&
           (condition = own_condition(sheet->cursor, entry, sheet->standard, held_back[i],
                                      count.met < count.applicable, &at)) != NULL) {
      status = add_condition(sheet, table, condition, held_back[i]);
    }
  }
  int carried = 0;
  if (status == CHUAN_OK) status = evaluation_cursor_carried(sheet->cursor, entry, sheet->standard, &carried);
  if (status != CHUAN_OK) return status;
  table_cell(table, TINT_NONE, "");
  table_cell(table, TINT_STRONG, names_pick(&part->judged[sheet->standard]->name, language));
  show_verdict(verdict, mark_data(sheet->marks, (chuan_data_status)part->verdicts.status[entry->row]),
               mark_carried(sheet->marks, carried), mark_threshold(sheet->marks, threshold_status), language,
               text, sizeof text);
  table_cell(table, verdict_tint(verdict), text);
  snprintf(text, sizeof text, "%u/%u", count.met, count.applicable);
  table_cell(table, TINT_NONE, text);
  for (int c = 0; c < 2; c++) table_cell(table, TINT_NONE, "");
  return CHUAN_OK;
}

/* The criteria of one year; below one that is not met or lacks data, the indicators that hold it back. */
static chuan_status write_year(struct unit_sheet *sheet, struct table *table) {
  chuan_language language = sheet->writer->language;
  const struct evaluation_part *part = &sheet->evaluation->parts[sheet->first->part];
  uint32_t end = standard_end(part, sheet->standard);
  table_column(table, label_text(LABEL_CRITERION, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_NAME, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_VERDICT, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_VALUE, language), TABLE_NUMBER);
  table_column(table, label_text(LABEL_THRESHOLD, language), TABLE_NUMBER);
  table_column(table, label_text(LABEL_MEASURE, language), TABLE_WRAP);
  for (uint32_t j = sheet->standard + 1; j < end; j++) {
    chuan_verdict verdict = evaluation_verdict(sheet->evaluation, sheet->first, j);
    int held_back = verdict == CHUAN_NOT_MET || verdict == CHUAN_NO_DATA;
    if (part->judged[j]->kind == JUDGED_INDICATOR && !held_back) continue;
    chuan_status status = CHUAN_OK;
    if (part->judged[j]->kind == JUDGED_INDICATOR)
      status = add_indicator(sheet, table, j);
    else
      add_criterion(sheet, table, j);
    if (status != CHUAN_OK) return status;
  }
  return add_standard(sheet, table);
}

static chuan_status write_years(struct unit_sheet *sheet, struct table *table) {
  chuan_language language = sheet->writer->language;
  const struct evaluation *evaluation = sheet->evaluation;
  const struct evaluation_part *part = &evaluation->parts[sheet->first->part];
  uint32_t end = standard_end(part, sheet->standard);
  char text[48];
  table_column(table, label_text(LABEL_CRITERION, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_NAME, language), TABLE_WRAP);
  for (size_t i = 0; i < sheet->count; i++) {
    snprintf(text, sizeof text, "%d", evaluation->parts[sheet->first[i].part].year);
    table_column(table, text, TABLE_NUMBER);
  }
  for (uint32_t j = sheet->standard + 1; j < end; j++) {
    if (part->judged[j]->kind != JUDGED_CRITERION) continue;
    table_cell(table, TINT_NONE, part->judged[j]->id);
    table_cell(table, TINT_NONE, names_pick(&part->judged[j]->name, language));
    for (size_t i = 0; i < sheet->count; i++) {
      chuan_verdict verdict = evaluation_verdict(evaluation, &sheet->first[i], j);
      table_cell(table, verdict_tint(verdict), verdict_sign(verdict));
    }
  }
  table_cell(table, TINT_NONE, "");
  table_cell(table, TINT_NONE, writer_pick(sheet->writer, "Criteria met", "Số tiêu chí đạt"));
  for (size_t i = 0; i < sheet->count; i++) {
    struct criteria_count count = count_criteria(evaluation, &sheet->first[i], sheet->standard);
    snprintf(text, sizeof text, "%u/%u", count.met, count.applicable);
    table_cell(table, TINT_NONE, text);
  }
  table_cell(table, TINT_NONE, "");
  table_cell(table, TINT_STRONG, names_pick(&part->judged[sheet->standard]->name, language));
  for (size_t i = 0; i < sheet->count; i++) {
    const struct evaluated *entry = &sheet->first[i];
    chuan_verdict verdict = evaluation_verdict(evaluation, entry, sheet->standard);
    chuan_threshold_status threshold_status;
    chuan_status status = evaluation_cursor_status(sheet->cursor, entry, sheet->standard, &threshold_status);
    int carried = 0;
    if (status == CHUAN_OK)
      status = evaluation_cursor_carried(sheet->cursor, entry, sheet->standard, &carried);
    if (status != CHUAN_OK) return status;
    snprintf(text, sizeof text, "%s%s%s%s", verdict_sign(verdict),
             mark_data(sheet->marks,
                       (chuan_data_status)evaluation->parts[entry->part].verdicts.status[entry->row]),
             mark_carried(sheet->marks, carried), mark_threshold(sheet->marks, threshold_status));
    table_cell(table, verdict_tint(verdict), text);
  }
  return CHUAN_OK;
}

chuan_status unit_table(const struct evaluation *evaluation, struct evaluation_cursor *cursor,
                        struct outline *outline, struct arena *arena, const struct evaluated *first,
                        size_t count, uint32_t standard, struct marks *marks) {
  struct writer *writer = outline->writer;
  struct unit_sheet sheet = {.evaluation = evaluation,
                             .cursor = cursor,
                             .writer = writer,
                             .outline = outline,
                             .first = first,
                             .count = count,
                             .standard = standard,
                             .marks = marks};
  if (!does_apply(&sheet)) {
    write_heading(&sheet, 0);
    return CHUAN_OK;
  }
  struct table *table = table_create(arena);
  if (table == NULL) return CHUAN_MEMORY;
  chuan_status status = count == 1 ? write_year(&sheet, table) : write_years(&sheet, table);
  if (status != CHUAN_OK) return status;
  write_heading(&sheet, 1);
  status = table_write(table, writer, TABLE_COLUMNS);
  if (count > 1) {
    writer_text(writer, writer_pick(writer, "\n✓ met  ✗ not met  ? no data  – not applicable\n",
                                    "\n✓ đạt  ✗ chưa đạt  ? thiếu số liệu  – không xét\n"));
  }
  writer_text(writer, "\n");
  return status;
}
