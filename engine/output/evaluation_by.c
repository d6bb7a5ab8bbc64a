/* The verdicts by the units of a level above: a table that fits on one screen, CSV, chuan.evaluate-by/1. */
#include "output/evaluation_by.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

#include <inttypes.h>
#include <stdio.h>

#define TABLE_COLUMNS 100u

static const chuan_verdict verdict_order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
#define VERDICTS (sizeof verdict_order / sizeof *verdict_order)

/* Criteria met on average by the units that the standard applies to; "" when it applies to none. */
static const char *mean_of(const struct by_group *group, char out[TOTALS_MEAN_SIZE]) {
  uint64_t applicable = group->units - group->verdicts[CHUAN_NOT_APPLICABLE];
  out[0] = '\0';
  if (applicable > 0) totals_mean(group->criteria_met, applicable, out);
  return out;
}

static chuan_data_status data_status_of(const struct by_section *section, const struct by_member *member) {
  return (chuan_data_status)section->part->verdicts.status[member->evaluated->row];
}

static chuan_threshold_status worst_threshold(const struct by_group *group) {
  chuan_threshold_status worst = CHUAN_SOURCED;
  for (size_t v = 0; v < VERDICTS; v++) {
    if (group->threshold_status[v] > worst) worst = group->threshold_status[v];
  }
  return worst;
}

static chuan_data_status worst_data(const struct by_group *group) {
  chuan_data_status worst = CHUAN_OFFICIAL;
  for (size_t v = 0; v < VERDICTS; v++) {
    if (group->data_status[v] > worst) worst = group->data_status[v];
  }
  return worst;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

struct by_sheet {
  const struct by_section *section;
  struct outline *outline;
  struct marks *marks;
  struct buffer text;
};

/* Verdicts that no unit has take no column, but for those two that everybody asks for. */
static int has_column(const struct by_section *section, chuan_verdict verdict) {
  return verdict == CHUAN_MET || verdict == CHUAN_NOT_MET || section->totals.verdicts[verdict] > 0;
}

static void add_columns(struct by_sheet *sheet, struct table *table) {
  const struct by_section *section = sheet->section;
  const struct writer *writer = sheet->outline->writer;
  chuan_language language = writer->language;
  char text[96];
  table_column(table, label_text(LABEL_UNIT, language), TABLE_WRAP);
  snprintf(text, sizeof text, writer_pick(writer, "All %s", "Số %s"),
           label_units(section->part->level, language));
  table_column(table, text, TABLE_NUMBER);
  for (size_t v = 0; v < VERDICTS; v++) {
    static const enum label headings[] = {LABEL_CRITERIA_MET, LABEL_CRITERIA_NOT_MET, LABEL_CRITERIA_NO_DATA,
                                          LABEL_UNITS_NOT_APPLICABLE};
    if (has_column(section, verdict_order[v]))
      table_column(table, label_text(headings[v], language), TABLE_TEXT);
  }
  table_column(table, label_text(LABEL_MEAN, language), TABLE_NUMBER);
  table_column(table, label_text(LABEL_UNITS_NOT_MET, language), TABLE_WRAP);
}

static void add_count(struct by_sheet *sheet, struct table *table, const struct by_group *group,
                      chuan_verdict verdict) {
  struct buffer *text = &sheet->text;
  buffer_clear(text);
  buffer_format(text, "%" PRIu64, group->verdicts[verdict]);
  if (group->verdicts[verdict] > 0) {
    const char *data_mark = mark_data(sheet->marks, group->data_status[verdict]);
    const char *threshold_mark = mark_threshold(sheet->marks, group->threshold_status[verdict]);
    buffer_format(text, "%s%s%s", *data_mark != '\0' || *threshold_mark != '\0' ? " " : "", data_mark,
                  threshold_mark);
  }
  table_cell(table, group->verdicts[verdict] > 0 ? verdict_tint(verdict) : TINT_FAINT, buffer_string(text));
}

/* "Phước Bình 13*, Phước Đại 17*†". */
static void add_members(struct by_sheet *sheet, struct table *table, const struct by_group *group) {
  struct buffer *text = &sheet->text;
  buffer_clear(text);
  for (size_t i = 0; i < group->member_count; i++) {
    const struct by_member *member = &group->members[i];
    buffer_format(text, "%s%s", i > 0 ? ", " : "", member->name);
    if (sheet->section->standard->child_count > 0) buffer_format(text, " %u", member->criteria.met);
    buffer_add_string(text, mark_data(sheet->marks, data_status_of(sheet->section, member)));
    buffer_add_string(text, mark_threshold(sheet->marks, member->threshold_status));
  }
  table_cell(table, TINT_BAD, buffer_string(text));
}

static void add_group(struct by_sheet *sheet, struct table *table, const struct by_group *group) {
  const struct by_section *section = sheet->section;
  const struct writer *writer = sheet->outline->writer;
  char text[TOTALS_MEAN_SIZE];
  table_cell(
      table, group->unit != NULL ? TINT_NONE : TINT_FAINT,
      group->unit != NULL ? group->unit->name : writer_pick(writer, "(in none)", "(không thuộc đơn vị nào)"));
  snprintf(text, sizeof text, "%" PRIu64, group->units);
  table_cell(table, TINT_NONE, text);
  for (size_t v = 0; v < VERDICTS; v++) {
    if (has_column(section, verdict_order[v])) add_count(sheet, table, group, verdict_order[v]);
  }
  mean_of(group, text);
  label_decimal(text, writer->language, text, sizeof text);
  table_cell(table, TINT_NONE, text);
  add_members(sheet, table, group);
}

static chuan_status write_section(struct by_sheet *sheet, struct arena *arena) {
  const struct by_section *section = sheet->section;
  standard_heading(&section->totals, section->part, sheet->outline);
  if (!totals_apply(&section->totals)) return CHUAN_OK;
  struct table *table = table_create(arena);
  if (table == NULL) return CHUAN_MEMORY;
  add_columns(sheet, table);
  for (size_t g = 0; g < section->group_count; g++) add_group(sheet, table, &section->groups[g]);
  if (sheet->text.failed) return CHUAN_MEMORY;
  chuan_status status = table_write(table, sheet->outline->writer, TABLE_COLUMNS);
  if (status == CHUAN_OK) totals_write(&section->totals, section->part->level, sheet->outline);
  outline_blank(sheet->outline);
  return status;
}

static chuan_status write_table(struct by_walk *walk, struct writer *writer) {
  struct marks marks = {.illustrative = 0};
  struct outline outline;
  outline_begin(&outline, writer);
  struct by_sheet sheet = {.outline = &outline, .marks = &marks};
  buffer_init(&sheet.text, 0);
  chuan_status status;
  while ((status = by_walk_next(walk, &sheet.section)) == CHUAN_OK && sheet.section != NULL &&
         !writer->refused) {
    status = write_section(&sheet, walk->arena);
    if (status != CHUAN_OK) break;
  }
  if (status == CHUAN_OK && walk->cursor.evaluation->evaluated_count == 0) totals_nothing(&outline);
  if (status == CHUAN_OK) marks_legend(&marks, &outline);
  buffer_free(&sheet.text);
  outline_end(&outline);
  return status;
}

/* --- for machines ------------------------------------------------------------------------------------------------- */

static void write_csv_group(struct csv *csv, const struct by_section *section, const struct by_group *group,
                            struct buffer *codes) {
  char mean[TOTALS_MEAN_SIZE];
  csv_text(csv, group->unit != NULL ? group->unit->code : "");
  csv_text(csv, group->unit != NULL ? group->unit->name : "");
  csv_integer(csv, section->part->year);
  csv_text(csv, section->part->level);
  csv_text(csv, section->standard->id);
  csv_integer(csv, (int64_t)group->units);
  for (size_t v = 0; v < VERDICTS; v++) csv_integer(csv, (int64_t)group->verdicts[verdict_order[v]]);
  csv_text(csv, mean_of(group, mean));
  csv_integer(csv, section->standard->child_count);
  buffer_clear(codes);
  for (size_t i = 0; i < group->member_count; i++)
    buffer_format(codes, "%s%s", i > 0 ? " " : "", group->members[i].evaluated->unit->code);
  csv_text(csv, buffer_string(codes));
  csv_text(csv, data_status_name(worst_data(group)));
  csv_text(csv, threshold_status_name(worst_threshold(group)));
  csv_end_row(csv);
}

static chuan_status write_csv(struct by_walk *walk, struct writer *writer) {
  const struct by_section *section;
  struct csv csv;
  struct buffer codes;
  chuan_status status;
  buffer_init(&codes, 0);
  csv_begin(&csv, writer);
  csv_header(
      &csv,
      "by,by_name,year,level,standard,units,met,not_met,no_data,not_applicable,criteria_average,criteria,"
      "not_met_units,data_status,threshold_status");
  while ((status = by_walk_next(walk, &section)) == CHUAN_OK && section != NULL && !writer->refused) {
    for (size_t g = 0; g < section->group_count; g++)
      write_csv_group(&csv, section, &section->groups[g], &codes);
  }
  if (codes.failed) status = CHUAN_MEMORY;
  buffer_free(&codes);
  return status;
}

static void write_json_group(struct json *json, const struct by_section *section,
                             const struct by_group *group) {
  char mean[TOTALS_MEAN_SIZE];
  json_object(json, NULL);
  json_string(json, "by", group->unit != NULL ? group->unit->code : NULL);
  json_string(json, "by_name", group->unit != NULL ? group->unit->name : NULL);
  json_integer(json, "year", section->part->year);
  json_string(json, "level", section->part->level);
  json_string(json, "standard", section->standard->id);
  json_integer(json, "units", (int64_t)group->units);
  for (size_t v = 0; v < VERDICTS; v++)
    json_integer(json, chuan_verdict_name(verdict_order[v]), (int64_t)group->verdicts[verdict_order[v]]);
  json_decimal(json, "criteria_average", mean_of(group, mean));
  json_integer(json, "criteria", section->standard->child_count);
  json_array(json, "not_met_units");
  for (size_t i = 0; i < group->member_count; i++) {
    const struct by_member *member = &group->members[i];
    json_object(json, NULL);
    json_string(json, "unit", member->evaluated->unit->code);
    json_string(json, "unit_name", member->evaluated->unit->name);
    json_integer(json, "criteria_met", member->criteria.met);
    json_string(json, "threshold_status", threshold_status_name(member->threshold_status));
    json_string(json, "data_status", data_status_name(data_status_of(section, member)));
    json_close(json);
  }
  json_close(json);
  json_string(json, "threshold_status", threshold_status_name(worst_threshold(group)));
  json_string(json, "data_status", data_status_name(worst_data(group)));
  json_close(json);
}

static chuan_status write_json(struct by_walk *walk, struct writer *writer) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  const struct by_section *section;
  struct json json;
  char facts_digest[65];
  chuan_status status = dossier_digest(evaluation->dossier, facts_digest);
  if (status != CHUAN_OK) return status;
  json_begin(&json, writer, "chuan.evaluate-by/1");
  json_string(&json, "rules_digest", rulebook_digest(evaluation->rulebook));
  json_string(&json, "facts_digest", facts_digest);
  json_string(&json, "period", evaluation->rulebook->period);
  json_string(&json, "by_level", walk->groups->level);
  json_array(&json, "rows");
  while ((status = by_walk_next(walk, &section)) == CHUAN_OK && section != NULL && !writer->refused) {
    for (size_t g = 0; g < section->group_count; g++) write_json_group(&json, section, &section->groups[g]);
  }
  if (status == CHUAN_OK) json_end(&json);
  return status;
}

chuan_status evaluation_by_output(const struct evaluation *evaluation, const struct evaluation_groups *groups,
                                  chuan_language language, const chuan_style *style, chuan_sink sink,
                                  void *payload) {
  struct arena *arena = arena_create();
  if (arena == NULL) return CHUAN_MEMORY;
  struct writer writer;
  struct by_walk walk;
  writer_begin(&writer, style, language, sink, payload);
  chuan_status status = by_walk_begin(&walk, evaluation, groups, language, arena);
  if (status == CHUAN_OK) {
    status = writer.style.format == CHUAN_CSV    ? write_csv(&walk, &writer)
             : writer.style.format == CHUAN_JSON ? write_json(&walk, &writer)
                                                 : write_table(&walk, &writer);
  }
  by_walk_end(&walk);
  arena_free(arena);
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
