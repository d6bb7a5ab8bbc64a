/* What was read from elsewhere, for machines: every unit of an aggregate, other years, the register. */
#include "output/explanation_records.h"

#include "base/date.h"
#include "base/decimal.h"

static const char *part_word(enum member_part part) {
  static const char *const words[EXPLANATION_PARTS] = {[MEMBER_OUT] = "outside",
                                                       [MEMBER_COUNTS] = "counts",
                                                       [MEMBER_FAILS] = "fails",
                                                       [MEMBER_UNDECIDED] = "undecided",
                                                       [MEMBER_UNASKED] = "not_asked"};
  return words[part];
}

static const char *number_text(const struct rational *number, char out[RECORD_VALUE_SIZE]) {
  out[0] = '\0';
  if (number != NULL) rational_format(number, TEXT_EXACT_PLACES, out, RECORD_VALUE_SIZE);
  return out;
}

/* --- JSON ------------------------------------------------------------------------------------------------------------- */

static void json_recognition(struct json *json, const struct recognition *recognition) {
  char day[DATE_TEXT_SIZE];
  if (recognition == NULL) return;
  json_object(json, "recognition");
  json_optional(json, "decision", recognition->decision);
  date_format(recognition->decided_on, day);
  json_optional(json, "decided_on", day);
  json_boolean(json, "by_latest", recognition->by_latest);
  date_format(recognition->revoked_on, day);
  json_optional(json, "revoked_on", day);
  json_optional(json, "confidence", text_confidence_word(recognition->confidence));
  json_optional(json, "source", recognition->publication);
  json_close(json);
}

static void json_causes(struct records *records, const struct explanation_unit *unit, int year) {
  struct json *json = &records->json;
  json_array(json, "causes");
  for (size_t i = 0; i < unit->cause_count; i++) {
    const struct cause *cause = &unit->causes[i];
    buffer_clear(&records->text);
    text_cause(&records->text, &records->reader, cause, year);
    json_object(json, NULL);
    json_string(json, "cause", cause_word(cause->kind));
    json_string(json, "fact", cause->fact != NULL ? cause->fact->id : NULL);
    json_string(json, "text", records_sentence(records));
    json_close(json);
  }
  json_close(json);
}

static void json_unit(struct records *records, const struct explanation_around *around,
                      const struct explanation_unit *unit) {
  struct json *json = &records->json;
  char value[RECORD_VALUE_SIZE];
  json_object(json, NULL);
  json_string(json, "unit", unit->code);
  json_string(json, "unit_name", unit->name);
  json_string(json, "part", part_word(unit->part));
  if (around->expression->operands[0]->type == TYPE_TEST) {
    json_string(json, "verdict", chuan_verdict_name(unit->verdict));
  } else {
    json_decimal(json, "value", number_text(unit->value, value));
  }
  if (unit->part == MEMBER_UNDECIDED) json_causes(records, unit, around->moment.year);
  json_array(json, "fails");
  for (size_t i = 0; i < unit->failing_count; i++) json_string(json, NULL, unit->failing[i]->path);
  json_close(json);
  json_integer(json, "failing_indicators", (int64_t)unit->failing_indicators);
  json_integer(json, "without_data", (int64_t)unit->open_count);
  json_recognition(json, unit->recognition);
  json_close(json);
}

static void json_units(struct records *records, const struct explanation_around *around) {
  struct json *json = &records->json;
  json_object(json, "members");
  for (int part = 0; part < EXPLANATION_PARTS; part++)
    json_integer(json, part_word((enum member_part)part), (int64_t)around->parts[part]);
  json_close(json);
  json_array(json, "units");
  for (size_t i = 0; i < around->unit_count; i++) json_unit(records, around, &around->units[i]);
  json_close(json);
}

static void json_need(struct records *records, const struct explanation_around *around,
                      const struct explanation_need *need) {
  struct json *json = &records->json;
  char value[RECORD_VALUE_SIZE];
  if (need == NULL) return;
  json_object(json, "enough");
  json_string(json, "direction", need->fewer ? "fewer" : "more");
  if (need->amount != NULL) {
    json_decimal(json, "amount", number_text(need->amount, value));
  } else {
    json_integer(json, "units", (int64_t)need->units);
  }
  if (need->against > 0) json_integer(json, "not_met_from", (int64_t)need->against);
  buffer_clear(&records->text);
  text_need(&records->text, &records->reader, around, need);
  json_string(json, "text", records_sentence(records));
  json_close(json);
}

static void json_around(struct records *records, const struct explanation_around *around,
                        const struct explanation_need *need) {
  struct json *json = &records->json;
  char day[DATE_TEXT_SIZE];
  json_object(json, NULL);
  buffer_clear(&records->text);
  text_names(&records->text, &records->reader, around->value);
  json_string(json, "reads", expression_word(around->expression->kind));
  json_string(json, "formula", records_sentence(records));
  json_string(json, "level", around->level);
  json_integer(json, "year", around->moment.year);
  date_format(around->moment.as_of, day);
  json_string(json, "as_of", day);
  records_json_value(json, "value", around->value);
  records_bounds(json, around->value);
  json_optional(json, "unit_of_measure", around->expression->unit);
  if (around->unit[0] != '\0') {
    json_string(json, "unit", around->unit);
    json_string(json, "unit_name", around->unit_name);
  }
  json_recognition(json, around->recognition);
  if (expression_is_aggregate(around->expression->kind)) {
    json_units(records, around);
  } else {
    figure_records_json(records, "figures", around->figures, around->figure_count);
  }
  json_need(records, around, need);
  if (around->around_count > 0) {
    json_array(json, "around");
    for (size_t i = 0; i < around->around_count; i++) json_around(records, around->around[i], NULL);
    json_close(json);
  }
  json_close(json);
}

void around_records_json(struct records *records, const struct explanation_node *node) {
  if (node->around_count == 0) return;
  json_array(&records->json, "around");
  for (size_t i = 0; i < node->around_count; i++)
    json_around(records, node->around[i], node->needs != NULL ? node->needs[i] : NULL);
  json_close(&records->json);
}

/* --- CSV -------------------------------------------------------------------------------------------------------------- */

/* What a unit lacks, fails or is recognised by. */
static const char *remark_of(struct records *records, const struct explanation_around *around,
                             const struct explanation_unit *unit) {
  buffer_clear(&records->text);
  if (unit->cause_count > 0) {
    text_cause(&records->text, &records->reader, &unit->causes[0], around->moment.year);
  } else if (unit->recognition != NULL) {
    text_recognition(&records->text, &records->reader, unit->recognition);
  } else {
    text_failing(&records->text, &records->reader, around, unit);
  }
  return records_sentence(records);
}

static void csv_units(struct records *records, const struct explanation_around *around, unsigned depth) {
  static const char *const lines[EXPLANATION_PARTS] = {[MEMBER_OUT] = "unit_outside",
                                                       [MEMBER_COUNTS] = "unit_counts",
                                                       [MEMBER_FAILS] = "unit_fails",
                                                       [MEMBER_UNDECIDED] = "unit_undecided",
                                                       [MEMBER_UNASKED] = "unit_not_asked"};
  char value[RECORD_VALUE_SIZE];
  for (size_t i = 0; i < around->unit_count; i++) {
    const struct explanation_unit *unit = &around->units[i];
    int is_test = around->expression->operands[0]->type == TYPE_TEST;
    struct record_row row = {.depth = depth, .line = lines[unit->part], .id = unit->code, .name = unit->name};
    row.verdict = is_test ? chuan_verdict_name(unit->verdict) : NULL;
    row.value = number_text(unit->value, value);
    row.source = remark_of(records, around, unit);
    row.year = around->moment.year;
    records_row(records, &row);
  }
}

static void csv_around(struct records *records, const struct explanation_around *around,
                       const struct explanation_need *need, unsigned depth) {
  char value[RECORD_VALUE_SIZE];
  struct record_row row = {.depth = depth, .line = expression_word(around->expression->kind)};
  struct buffer source;
  buffer_init(&source, 0);
  if (around->expression->kind == EXPRESSION_RECOGNISED)
    text_recognition(&source, &records->reader, around->recognition);
  buffer_clear(&records->text);
  text_names(&records->text, &records->reader, around->value);
  row.id = around->unit;
  row.name = records_sentence(records);
  row.value = records_value(around->value, value);
  row.unit = around->expression->unit;
  row.source = buffer_string(&source);
  row.term = around->value;
  row.year = around->moment.year;
  records_row(records, &row);
  records->failed |= source.failed;
  buffer_free(&source);
  csv_units(records, around, depth);
  figure_records_csv(records, around->figures, around->figure_count, depth);
  if (need != NULL) {
    struct record_row enough = {.depth = depth, .line = "enough"};
    buffer_clear(&records->text);
    text_need(&records->text, &records->reader, around, need);
    enough.name = records_sentence(records);
    records_row(records, &enough);
  }
  for (size_t i = 0; i < around->around_count; i++) csv_around(records, around->around[i], NULL, depth + 1);
}

void around_records_csv(struct records *records, const struct explanation_node *node, unsigned depth) {
  for (size_t i = 0; i < node->around_count; i++)
    csv_around(records, node->around[i], node->needs != NULL ? node->needs[i] : NULL, depth);
}
