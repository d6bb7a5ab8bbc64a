/* The verdicts of a run as CSV and JSON; tables are evaluation_table.c's. */
#include "output/evaluation_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"

static chuan_status write_csv(struct evaluation_cursor *cursor, struct writer *writer) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(&csv,
             "unit,year,level,standard,criterion,indicator,verdict,value,threshold,unit_of_measure,threshold_"
             "status");
  for (;;) {
    const struct evaluation_row *next;
    chuan_status status = evaluation_cursor_next(cursor, &next);
    if (status != CHUAN_OK || next == NULL || writer->refused) return status;
    const chuan_verdict_row *row = &next->row;
    csv_text(&csv, row->unit);
    csv_integer(&csv, row->year);
    csv_text(&csv, row->level);
    csv_text(&csv, row->standard);
    csv_text(&csv, row->criterion);
    csv_text(&csv, row->indicator);
    csv_text(&csv, chuan_verdict_name(row->verdict));
    csv_text(&csv, row->value);
    csv_text(&csv, row->threshold);
    csv_text(&csv, row->unit_of_measure);
    csv_text(&csv, threshold_status_name(row->threshold_status));
    csv_end_row(&csv);
  }
}

/* Numbers as JSON numbers with every digit they were written with; choices and yes/no as strings. */
static void write_value(struct json *json, const char *key, const struct expression *expression,
                        const char *text) {
  if (expression != NULL && expression->type == TYPE_NUMBER)
    json_decimal(json, key, text);
  else
    json_optional(json, key, text);
}

/* Where a value lies that units without data leave open: an end that is not there is null. */
static void write_bounds(struct json *json, const struct evaluation_row *row) {
  if (*row->lowest == '\0' && *row->highest == '\0') return;
  json_object(json, "bounds");
  json_decimal(json, "lowest", row->lowest);
  json_decimal(json, "highest", row->highest);
  json_close(json);
}

static void write_json_row(struct json *json, const struct evaluation_row *next) {
  const chuan_verdict_row *row = &next->row;
  const struct judged *judged = next->judged;
  json_object(json, NULL);
  json_string(json, "unit", row->unit);
  json_string(json, "unit_name", row->unit_name);
  json_integer(json, "year", row->year);
  json_string(json, "level", row->level);
  json_string(json, "standard", row->standard);
  json_optional(json, "criterion", row->criterion);
  json_optional(json, "indicator", row->indicator);
  json_string(json, "name", row->name);
  json_string(json, "verdict", chuan_verdict_name(row->verdict));
  write_value(json, "value", judged->value, row->value);
  write_bounds(json, next);
  json_string(json, "comparison", judged->value != NULL ? expression_word(judged->comparison) : NULL);
  write_value(json, "threshold", judged->threshold, next->threshold_low);
  if (judged->threshold_high != NULL)
    write_value(json, "threshold_high", judged->threshold_high, next->threshold_high);
  json_optional(json, "unit_of_measure", row->unit_of_measure);
  json_string(json, "threshold_status", threshold_status_name(row->threshold_status));
  json_string(json, "data_status", data_status_name(row->data_status));
  json_boolean(json, "near_threshold", row->near_threshold);
  json_boolean(json, "carried", row->carried);
  json_close(json);
}

static chuan_status write_json(struct evaluation_cursor *cursor, struct writer *writer) {
  const struct evaluation *evaluation = cursor->evaluation;
  struct json json;
  char facts_digest[65];
  chuan_status digested = dossier_digest(evaluation->dossier, facts_digest);
  if (digested != CHUAN_OK) return digested;
  json_begin(&json, writer, "chuan.evaluate/1");
  json_string(&json, "rules_digest", rulebook_digest(evaluation->rulebook));
  json_string(&json, "facts_digest", facts_digest);
  json_string(&json, "period", evaluation->rulebook->period);
  json_array(&json, "rows");
  for (;;) {
    const struct evaluation_row *next;
    chuan_status status = evaluation_cursor_next(cursor, &next);
    if (status != CHUAN_OK || writer->refused) return status;
    if (next == NULL) break;
    write_json_row(&json, next);
  }
  json_end(&json);
  return CHUAN_OK;
}

chuan_status evaluation_output(const struct evaluation *evaluation, chuan_language language,
                               const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  writer_begin(&writer, style, language, sink, payload);
  chuan_status status;
  if (writer.style.format == CHUAN_TABLE) {
    status = evaluation_table(evaluation, &writer);
  } else {
    struct evaluation_cursor cursor;
    status = evaluation_cursor_begin(&cursor, evaluation, language);
    if (status == CHUAN_OK) {
      status = writer.style.format == CHUAN_CSV ? write_csv(&cursor, &writer) : write_json(&cursor, &writer);
    }
    evaluation_cursor_end(&cursor);
  }
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
