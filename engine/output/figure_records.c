/* Figures for machines: the value, its year or days, every report with its cell, the parts of a re-based one. */
#include "output/explanation_records.h"

#include "base/date.h"
#include "base/decimal.h"
#include "output/label.h"

static const char *bound_of(const struct rational *number, char out[RECORD_VALUE_SIZE]) {
  if (number == NULL) return NULL;
  rational_format(number, TEXT_EXACT_PLACES, out, RECORD_VALUE_SIZE);
  return out;
}

const char *figure_record_value(const struct fact *fact, int64_t value, char out[RECORD_VALUE_SIZE]) {
  out[0] = '\0';
  if (value != DECIMAL_MISSING) fact_write(fact, value, out, RECORD_VALUE_SIZE);
  return out;
}

static int is_number(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

/* --- JSON ------------------------------------------------------------------------------------------------------------- */

void records_bounds(struct json *json, const struct explanation_term *term) {
  char text[RECORD_VALUE_SIZE];
  if (!term->missing || (term->low == NULL && term->high == NULL)) return;
  json_decimal(json, "lowest", bound_of(term->low, text));
  json_decimal(json, "highest", bound_of(term->high, text));
}

void figure_record_json(struct json *json, const char *key, const struct fact *fact, int64_t value) {
  char text[RECORD_VALUE_SIZE];
  if (is_number(fact)) {
    json_decimal(json, key, figure_record_value(fact, value, text));
  } else {
    json_optional(json, key, figure_record_value(fact, value, text));
  }
}

static void json_day(struct json *json, const char *key, int32_t day) {
  char text[DATE_TEXT_SIZE];
  date_format(day, text);
  json_optional(json, key, text);
}

static void json_when(struct json *json, const struct explanation_figure *figure) {
  if (figure->year != 0) {
    json_integer(json, "year", figure->year);
    json_boolean(json, "carried", figure->carried);
  } else {
    json_day(json, "from", figure->from);
    json_day(json, "until", figure->to);
  }
}

static void json_parts(struct json *json, const struct explanation_figure *figure) {
  if (figure->part_count == 0) return;
  json_array(json, "parts");
  for (size_t i = 0; i < figure->part_count; i++) {
    const struct explanation_part *part = &figure->parts[i];
    json_object(json, NULL);
    json_string(json, "unit", part->unit);
    json_string(json, "unit_name", part->unit_name);
    json_integer(json, "share", part->share);
    json_integer(json, "of", part->of);
    figure_record_json(json, "value", figure->fact, part->value);
    json_close(json);
  }
  json_close(json);
}

static void json_observation(struct json *json, const struct fact *fact,
                             const struct observation *observation) {
  json_object(json, NULL);
  figure_record_json(json, "value", fact, observation->value);
  json_boolean(json, "chosen", observation->chosen);
  json_string(json, "file", observation->file);
  json_optional(json, "sheet", observation->sheet);
  json_integer(json, "row", (int64_t)observation->row);
  json_integer(json, "column", (int64_t)observation->column);
  json_optional(json, "heading", observation->heading);
  json_string(json, "status", data_status_name(observation->status));
  json_optional(json, "imported_at", observation->imported_at);
  json_optional(json, "plugin", observation->plugin);
  json_optional(json, "digest", observation->digest);
  json_optional(json, "confidence", text_confidence_word(observation->confidence));
  json_optional(json, "source", observation->publication);
  json_optional(json, "note", observation->note);
  json_close(json);
}

void figure_records_json(struct records *records, const char *key,
                         const struct explanation_figure *const *figures, size_t count) {
  struct json *json = &records->json;
  json_array(json, key);
  for (size_t i = 0; i < count; i++) {
    const struct explanation_figure *figure = figures[i];
    json_object(json, NULL);
    json_string(json, "fact", figure->fact->id);
    json_string(json, "name", names_pick(&figure->fact->name, records->writer->language));
    figure_record_json(json, "value", figure->fact, figure->value);
    json_optional(json, "unit_of_measure", figure->fact->unit);
    json_when(json, figure);
    json_parts(json, figure);
    json_array(json, "observations");
    for (size_t j = 0; j < figure->observation_count; j++) {
      json_observation(json, figure->fact, &figure->observations[j]);
    }
    json_close(json);
    json_close(json);
  }
  json_close(json);
}

/* --- CSV -------------------------------------------------------------------------------------------------------------- */

void records_row(struct records *records, const struct record_row *row) {
  struct csv *csv = &records->csv;
  char low[RECORD_VALUE_SIZE], high[RECORD_VALUE_SIZE];
  const struct observation *observation = row->observation;
  const char *texts[] = {row->line,      row->id,   row->name,   row->verdict, row->value,
                         row->threshold, row->unit, row->status, row->source,  row->rule};
  csv_integer(csv, (int64_t)row->depth);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) csv_text(csv, texts[i]);
  csv_text(csv, observation != NULL ? observation->file : NULL);
  csv_text(csv, observation != NULL ? observation->sheet : NULL);
  if (observation != NULL) {
    csv_integer(csv, (int64_t)observation->row);
    csv_integer(csv, (int64_t)observation->column);
  } else {
    csv_text(csv, NULL);
    csv_text(csv, NULL);
  }
  csv_text(csv, observation != NULL ? observation->heading : NULL);
  csv_text(csv, observation != NULL ? observation->imported_at : NULL);
  csv_text(csv, observation != NULL ? text_confidence_word(observation->confidence) : NULL);
  csv_text(csv, observation != NULL ? observation->publication : NULL);
  csv_text(csv, observation != NULL ? observation->note : NULL);
  csv_text(csv, row->term != NULL ? bound_of(row->term->low, low) : NULL);
  csv_text(csv, row->term != NULL ? bound_of(row->term->high, high) : NULL);
  if (row->year != 0) {
    csv_integer(csv, row->year);
  } else {
    csv_text(csv, NULL);
  }
  csv_end_row(csv);
}

static void csv_parts(struct records *records, const struct explanation_figure *figure, unsigned depth) {
  char value[RECORD_VALUE_SIZE];
  for (size_t i = 0; i < figure->part_count; i++) {
    const struct explanation_part *part = &figure->parts[i];
    struct record_row row = {
        .depth = depth, .line = "figure_part", .id = part->unit, .name = part->unit_name};
    row.value = figure_record_value(figure->fact, part->value, value);
    row.unit = figure->fact->unit;
    row.year = figure->year;
    records_row(records, &row);
  }
}

void figure_records_csv(struct records *records, const struct explanation_figure *const *figures,
                        size_t count, unsigned depth) {
  char value[RECORD_VALUE_SIZE];
  for (size_t i = 0; i < count; i++) {
    const struct explanation_figure *figure = figures[i];
    struct record_row row = {.depth = depth,
                             .line = "figure",
                             .id = figure->fact->id,
                             .unit = figure->fact->unit,
                             .year = figure->year};
    row.name = names_pick(&figure->fact->name, records->writer->language);
    row.value = figure_record_value(figure->fact, figure->value, value);
    if (figure->observation_count == 0) records_row(records, &row);
    csv_parts(records, figure, depth);
    for (size_t j = 0; j < figure->observation_count; j++) {
      row.observation = &figure->observations[j];
      row.line = row.observation->chosen ? "figure" : "figure_not_used";
      row.value = figure_record_value(figure->fact, row.observation->value, value);
      row.status = data_status_name(row.observation->status);
      records_row(records, &row);
    }
  }
}
