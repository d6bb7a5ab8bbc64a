/* Where targets stand, as CSV and JSON; tables are targets_table.c's. */
#include "output/targets_output.h"

#include "base/date.h"
#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"

#define VALUE_SIZE 400u

static const char *data_status_of(const struct target_result *result) {
  return result->data_status < 0 ? "" : data_status_name((chuan_data_status)result->data_status);
}

static const char *yes_no(int value) {
  return value ? "yes" : "no";
}

/* --- CSV -------------------------------------------------------------------------------------------------------- */

static void csv_row(struct csv *csv, const struct target_result *result, const chuan_target_row *row) {
  csv_text(csv, row->unit);
  csv_integer(csv, row->year);
  csv_text(csv, row->set);
  csv_text(csv, row->target);
  csv_integer(csv, row->by);
  csv_text(csv, chuan_verdict_name(row->verdict));
  csv_text(csv, row->standing);
  csv_text(csv, row->basis);
  csv_text(csv, row->value);
  csv_text(csv, row->lowest);
  csv_text(csv, row->highest);
  csv_text(csv, row->threshold);
  csv_text(csv, row->baseline);
  csv_text(csv, row->path);
  csv_text(csv, row->computed);
  csv_text(csv, chuan_verdict_name(row->computed_verdict));
  csv_text(csv, row->reported);
  csv_text(csv, chuan_verdict_name(row->reported_verdict));
  csv_text(csv, row->unit_of_measure);
  csv_text(csv, threshold_status_name(row->threshold_status));
  csv_text(csv, data_status_of(result));
  csv_text(csv, text_confidence_word(row->confidence));
  csv_integer(csv, row->conflicts);
  csv_text(csv, yes_no(row->despite_missing));
  csv_text(csv, yes_no(row->disagree));
  csv_text(csv, row->cause);
  csv_text(csv, row->comparison);
  csv_text(csv, row->name);
  csv_end_row(csv);
}

static chuan_status write_csv(const struct target_list *list, struct writer *writer, struct arena *arena) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(
      &csv,
      "unit,year,set,target,by,verdict,standing,basis,value,lowest,highest,threshold,baseline,path,computed,"
      "computed_verdict,reported,reported_verdict,unit_of_measure,threshold_status,data_status,confidence,"
      "conflicts,despite_missing,disagree,cause,comparison,name");
  for (size_t i = 0; i < list->count && !writer->refused; i++) {
    const chuan_target_row *row = target_row(&list->results[i], writer->language, arena);
    if (row == NULL) return CHUAN_MEMORY;
    csv_row(&csv, &list->results[i], row);
  }
  return CHUAN_OK;
}

/* --- JSON ------------------------------------------------------------------------------------------------------- */

static void json_number(struct json *json, const char *key, const struct rational *number) {
  char text[VALUE_SIZE] = "";
  if (number != NULL) rational_format(number, TEXT_EXACT_PLACES, text, sizeof text);
  json_decimal(json, key, text);
}

static void json_measure(struct json *json, const char *key, const struct measure *measure,
                         const char *display) {
  json_object(json, key);
  json_decimal(json, "value", display);
  json_number(json, "lowest", measure->low);
  json_number(json, "highest", measure->high);
  json_string(json, "verdict", chuan_verdict_name(measure->verdict));
  json_close(json);
}

static void json_fact_value(struct json *json, const struct fact *fact, int64_t value) {
  char text[VALUE_SIZE];
  fact_write(fact, value, text, sizeof text);
  if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT)
    json_decimal(json, "value", text);
  else
    json_string(json, "value", text);
}

static void json_reports(struct json *json, const struct resting_figure *figure) {
  json_array(json, "reports");
  for (size_t i = 0; i < figure->observation_count; i++) {
    const struct observation *report = &figure->observations[i];
    json_object(json, NULL);
    json_fact_value(json, figure->fact, report->value);
    json_boolean(json, "chosen", report->chosen);
    json_string(json, "status", data_status_name(report->status));
    json_optional(json, "confidence", text_confidence_word(report->confidence));
    json_optional(json, "source", report->publication);
    json_optional(json, "note", report->note);
    json_string(json, "file", report->file);
    json_integer(json, "row", (int64_t)report->row);
    json_close(json);
  }
  json_close(json);
}

static void json_figures(struct json *json, const struct target_result *result, chuan_language language) {
  json_array(json, "figures");
  for (size_t i = 0; i < result->figure_count; i++) {
    const struct resting_figure *figure = &result->figures[i];
    json_object(json, NULL);
    json_string(json, "fact", figure->fact->id);
    json_string(json, "name", names_pick(&figure->fact->name, language));
    json_integer(json, "year", figure->year);
    json_fact_value(json, figure->fact, figure->value);
    json_optional(json, "unit_of_measure", figure->fact->unit);
    json_string(json, "data_status", data_status_name(figure->status));
    json_optional(json, "confidence", text_confidence_word(figure->confidence));
    json_boolean(json, "carried", figure->carried);
    json_reports(json, figure);
    json_close(json);
  }
  json_close(json);
}

static void json_causes(struct json *json, const struct target_list *list, const struct target_result *result,
                        struct buffer *text) {
  const struct reader reader = {json->writer->language, list->rulebook};
  json_array(json, "causes");
  for (size_t i = 0; i < result->cause_count; i++) {
    const struct cause *cause = &result->causes[i];
    buffer_clear(text);
    text_cause(text, &reader, cause, result->moment.year);
    json_object(json, NULL);
    json_string(json, "cause", cause_word(cause->kind));
    json_string(json, "fact", cause->fact != NULL ? cause->fact->id : NULL);
    json_string(json, "text", buffer_string(text));
    json_close(json);
  }
  json_close(json);
}

static void json_day(struct json *json, const char *key, int32_t day) {
  char text[DATE_TEXT_SIZE];
  date_format(day, text);
  json_optional(json, key, text);
}

static void json_target(struct json *json, const struct target_result *result, const chuan_target_row *row) {
  const struct target *target = result->target;
  const struct judged *judged = &target->judged;
  json_string(json, "unit", row->unit);
  json_string(json, "unit_name", row->unit_name);
  json_integer(json, "year", row->year);
  json_day(json, "as_of", result->moment.as_of);
  json_boolean(json, "ended", result->ended || result->gone);
  json_day(json, "ended_on", result->ended || result->gone ? result->unit.valid_to : DATE_OPEN_END);
  json_array(json, "successors");
  for (size_t i = 0; i < result->successor_count; i++) json_string(json, NULL, result->successors[i].code);
  json_close(json);
  json_string(json, "level", judged->level);
  json_string(json, "set", row->set);
  json_array(json, "tasks");
  for (uint32_t i = 0; i < target->task_count; i++) json_string(json, NULL, target->tasks[i]);
  json_close(json);
  json_string(json, "target", row->target);
  json_string(json, "name", row->name);
  json_integer(json, "by", row->by);
  json_string(json, "document", judged->source != NULL ? judged->source->document->id : NULL);
  json_optional(json, "item", judged->source != NULL ? judged->source->item : NULL);
}

static void json_answer(struct json *json, const struct target_result *result, const chuan_target_row *row) {
  const struct target *target = result->target;
  const struct judged *judged = &target->judged;
  json_string(json, "verdict", chuan_verdict_name(row->verdict));
  json_string(json, "standing", row->standing);
  json_string(json, "basis", row->basis);
  json_decimal(json, "value", row->value);
  json_decimal(json, "lowest", row->lowest);
  json_decimal(json, "highest", row->highest);
  json_optional(json, "comparison", row->comparison);
  json_number(json, "threshold", result->threshold);
  if (judged->threshold_high != NULL) json_number(json, "threshold_high", result->threshold_high);
  json_optional(json, "unit_of_measure", row->unit_of_measure);
  if (target->has_baseline) json_integer(json, "baseline_year", target->baseline_year);
  json_decimal(json, "baseline", row->baseline);
  json_number(json, "path", result->path_value);
  json_measure(json, "computed", &result->computed, row->computed);
  if (target->reported != NULL)
    json_measure(json, "reported", &result->reported, row->reported);
  else
    json_null(json, "reported");
  json_boolean(json, "disagree", row->disagree);
  json_boolean(json, "despite_missing", row->despite_missing);
  json_boolean(json, "carried", result->carried);
  json_integer(json, "units_counted", (int64_t)result->units_counted);
  json_integer(json, "units_undecided", (int64_t)result->units_undecided);
  json_string(json, "threshold_status", threshold_status_name(row->threshold_status));
  json_optional(json, "data_status", data_status_of(result));
  json_optional(json, "confidence", text_confidence_word(row->confidence));
  json_integer(json, "conflicts", row->conflicts);
}

static chuan_status write_rows(const struct target_list *list, struct json *json, struct arena *arena,
                               struct buffer *text) {
  json_array(json, "rows");
  for (size_t i = 0; i < list->count && !json->writer->refused; i++) {
    const struct target_result *result = &list->results[i];
    const chuan_target_row *row = target_row(result, json->writer->language, arena);
    if (row == NULL) return CHUAN_MEMORY;
    json_object(json, NULL);
    json_target(json, result, row);
    json_answer(json, result, row);
    json_figures(json, result, json->writer->language);
    json_causes(json, list, result, text);
    json_close(json);
  }
  return text->failed ? CHUAN_MEMORY : CHUAN_OK;
}

static chuan_status write_json(const struct target_list *list, struct writer *writer, struct arena *arena) {
  struct json json;
  struct buffer text;
  char facts_digest[65];
  chuan_status status = dossier_digest(list->dossier, facts_digest);
  if (status != CHUAN_OK) return status;
  buffer_init(&text, 0);
  json_begin(&json, writer, "chuan.targets/1");
  json_string(&json, "rules_digest", rulebook_digest(list->rulebook));
  json_string(&json, "facts_digest", facts_digest);
  json_string(&json, "period", list->rulebook->period);
  json_integer(&json, "year", list->moment.year);
  json_day(&json, "as_of", list->moment.as_of);
  json_boolean(&json, "rebase", list->moment.rebase);
  status = write_rows(list, &json, arena, &text);
  json_end(&json);
  buffer_free(&text);
  return status;
}

chuan_status targets_output(const struct target_list *list, chuan_language language, const chuan_style *style,
                            chuan_sink sink, void *payload) {
  struct writer writer;
  struct arena *arena = arena_create();
  if (arena == NULL) return CHUAN_MEMORY;
  writer_begin(&writer, style, language, sink, payload);
  chuan_status status = writer.style.format == CHUAN_TABLE ? targets_table(list, &writer)
                        : writer.style.format == CHUAN_CSV ? write_csv(list, &writer, arena)
                                                           : write_json(list, &writer, arena);
  chuan_status sent = writer_end(&writer);
  arena_free(arena);
  return status != CHUAN_OK ? status : sent;
}
