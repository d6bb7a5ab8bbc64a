/* An explanation for machines: the tree as a list of nodes with their depth (chuan.explain/1), or as rows. Values
 * are decimals with a point, whatever the language; sentences come beside them in the person's language. */
#include "output/explanation_records.h"

#include "base/date.h"
#include "base/decimal.h"
#include "output/explanation_output.h"
#include "output/label.h"
#include "output/targets_output.h"

#include <string.h>

static const char *record_word(const struct explanation_node *node) {
  static const char *const words[] = {[JUDGED_STANDARD] = "standard",
                                      [JUDGED_CRITERION] = "criterion",
                                      [JUDGED_INDICATOR] = "indicator",
                                      [JUDGED_TARGET] = "target"};
  return node->judged != NULL ? words[node->judged->kind] : "condition";
}

/* "51.2", "yes", "south_east"; "" when missing or nothing. */
const char *records_value(const struct explanation_term *term, char out[RECORD_VALUE_SIZE]) {
  out[0] = '\0';
  if (term == NULL || term->missing) return out;
  const struct expression *expression = term->expression;
  if (term->number != NULL) {
    rational_format(term->number, TEXT_EXACT_PLACES, out, RECORD_VALUE_SIZE);
    return out;
  }
  if (expression->type == TYPE_YES_NO) return term->choice == 1 ? "yes" : "no";
  if (expression->type == TYPE_TEST) return chuan_verdict_name(term->verdict);
  return term->choice < expression->choice_count ? expression->choices[term->choice] : out;
}

/* --- JSON ---------------------------------------------------------------------------------------------------- */

const char *records_sentence(struct records *records) {
  records->failed |= records->text.failed;
  return buffer_string(&records->text);
}

void records_json_value(struct json *json, const char *key, const struct explanation_term *term) {
  char text[RECORD_VALUE_SIZE];
  if (term == NULL) return;
  const char *value = records_value(term, text);
  if (term->expression->type == TYPE_NUMBER) {
    json_decimal(json, key, value);
  } else {
    json_optional(json, key, value);
  }
}

static void json_rule(struct records *records, const struct place *place) {
  buffer_clear(&records->text);
  text_place(&records->text, place);
  json_optional(&records->json, "rule", records_sentence(records));
}

static void json_causes(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  json_array(json, "causes");
  for (size_t i = 0; i < node->cause_count; i++) {
    const struct cause *cause = &node->causes[i];
    json_object(json, NULL);
    json_string(json, "cause", cause_word(cause->kind));
    json_string(json, "fact", cause->fact != NULL ? cause->fact->id : NULL);
    buffer_clear(&records->text);
    text_cause(&records->text, &records->reader, cause, records->explanation->year);
    json_string(json, "text", records_sentence(records));
    json_close(json);
  }
  json_close(json);
}

static void json_remedies(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  json_array(json, "remedies");
  for (size_t i = 0; i < node->remedy_count; i++) {
    const struct remedy *remedy = &node->remedies[i];
    json_object(json, NULL);
    json_string(json, "fact", remedy->fact->id);
    figure_record_json(json, "from", remedy->fact, remedy->from);
    figure_record_json(json, "to", remedy->fact, remedy->to);
    buffer_clear(&records->text);
    text_remedy(&records->text, &records->reader, remedy);
    json_string(json, "text", records_sentence(records));
    json_close(json);
  }
  json_close(json);
}

static void json_question(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  buffer_clear(&records->text);
  text_formula(&records->text, &records->reader, node->value, text_question_places(node));
  json_string(json, "formula", records_sentence(records));
  records_json_value(json, "value", node->value);
  json_optional(json, "unit_of_measure", node->value->expression->unit);
  records_bounds(json, node->value);
  records_json_value(json, "threshold", node->threshold);
  records_json_value(json, "threshold_high", node->threshold_high);
  json_string(json, "own_threshold_status", threshold_status_name(node->own));
  json_boolean(json, "near_threshold", node->near_threshold);
  json_array(json, "branches");
  for (size_t i = 0; i < node->branch_count; i++) {
    buffer_clear(&records->text);
    text_branch(&records->text, &records->reader, node->branches[i]);
    json_string(json, NULL, records_sentence(records));
  }
  json_close(json);
  figure_records_json(records, "figures", node->figures, node->figure_count);
}

static void json_source(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  const struct source *source = text_origin(node, node->judged);
  if (node->judged != NULL) json_optional(json, "carried_over", node->judged->carried_over);
  if (node->overlay != NULL)
    json_string(json, "overlay", names_pick(&node->overlay->name, records->reader.language));
  if (source == NULL) return;
  json_object(json, "source");
  json_string(json, "document", source->document->id);
  json_optional(json, "date", source->document->date);
  json_optional(json, "item", source->item);
  json_close(json);
}

static void json_counts(struct json *json, const uint32_t counts[4]) {
  if (counts[0] + counts[1] + counts[2] + counts[3] == 0) return;
  json_object(json, "members");
  for (int verdict = CHUAN_NOT_MET; verdict <= CHUAN_NOT_APPLICABLE; verdict++) {
    json_integer(json, chuan_verdict_name((chuan_verdict)verdict), (int64_t)counts[verdict]);
  }
  json_close(json);
}

static void json_node(struct records *records, const struct explanation_node *node, unsigned depth) {
  struct json *json = &records->json;
  json_object(json, NULL);
  json_integer(json, "depth", (int64_t)depth);
  json_string(json, "record", record_word(node));
  json_string(json, "id", node->judged != NULL ? node->judged->path : NULL);
  buffer_clear(&records->text);
  text_title(&records->text, &records->reader, node);
  json_string(json, "name", records_sentence(records));
  json_string(json, "verdict", chuan_verdict_name(node->verdict));
  json_string(json, "threshold_status", threshold_status_name(node->status));
  json_string(json, "test", expression_word(node->test->kind));
  json_counts(json, node->counts);
  json_boolean(json, "explained_above", node->repeated);
  if (node->value != NULL) json_question(records, node);
  around_records_json(records, node);
  json_causes(records, node);
  json_remedies(records, node);
  json_source(records, node);
  json_rule(records, &node->place);
  json_close(json);
  if (node->condition != NULL) json_node(records, node->condition, depth + 1);
  for (size_t i = 0; i < node->member_count; i++) json_node(records, node->members[i], depth + 1);
}

static void json_number(struct json *json, const char *key, const struct rational *number) {
  char text[RECORD_VALUE_SIZE] = "";
  if (number != NULL) rational_format(number, TEXT_EXACT_PLACES, text, sizeof text);
  json_decimal(json, key, text);
}

static void json_measure(struct json *json, const char *key, const struct measure *measure) {
  json_object(json, key);
  json_number(json, "value", measure->value);
  json_number(json, "lowest", measure->low);
  json_number(json, "highest", measure->high);
  json_string(json, "verdict", chuan_verdict_name(measure->verdict));
  json_close(json);
}

/* Of a target: the answer, and where it stands. */
static void json_standing(struct records *records) {
  const struct explanation *explanation = records->explanation;
  const struct target_result *result = explanation->standing;
  struct json *json = &records->json;
  json_object(json, "target");
  json_integer(json, "by", result->target->by);
  json_string(json, "standing", standing_word(result->standing));
  json_string(json, "basis", target_basis(result));
  json_number(json, "threshold", result->threshold);
  if (result->target->has_baseline) json_integer(json, "baseline_year", result->target->baseline_year);
  json_number(json, "baseline", result->baseline);
  json_number(json, "path", result->path_value);
  json_measure(json, "computed", &result->computed);
  if (result->target->reported != NULL) json_measure(json, "reported", &result->reported);
  json_boolean(json, "disagree", result->disagree);
  json_string(json, "data_status",
              result->data_status >= 0 ? data_status_name((chuan_data_status)result->data_status) : NULL);
  figure_records_json(records, "reported_figures", explanation->reported, explanation->reported_count);
  json_close(json);
}

void explanation_write_json(const struct explanation *explanation, struct writer *writer) {
  struct records records = {
      .explanation = explanation, .writer = writer, .reader = {writer->language, explanation->rulebook}};
  struct json *json = &records.json;
  char day[DATE_TEXT_SIZE];
  buffer_init(&records.text, 0);
  json_begin(json, writer, "chuan.explain/1");
  json_string(json, "rules_digest", rulebook_digest(explanation->rulebook));
  json_optional(json, "facts_digest", explanation->facts_digest);
  json_string(json, "period", explanation->rulebook->period);
  json_optional(json, "unit", explanation->unit);
  json_optional(json, "unit_name", explanation->unit_name);
  json_integer(json, "year", explanation->year);
  date_format(explanation->moment.as_of, day);
  json_string(json, "as_of", day);
  json_boolean(json, "rebase", explanation->moment.rebase);
  json_boolean(json, "ended", explanation->ended);
  json_string(json, "id", explanation->judged->path);
  json_string(json, "verdict", chuan_verdict_name(explanation_verdict(explanation)));
  json_string(json, "threshold_status", threshold_status_name(explanation->root->status));
  json_string(json, "data_status", data_status_name(explanation->data_status));
  if (explanation->standing != NULL) json_standing(&records);
  json_array(json, "nodes");
  json_node(&records, explanation->root, 0);
  json_end(json);
  if (records.failed) writer->buffer.failed = 1;
  buffer_free(&records.text);
}

/* --- CSV ------------------------------------------------------------------------------------------------------- */

static void csv_reasons(struct records *records, const struct explanation_node *node, unsigned depth) {
  char value[RECORD_VALUE_SIZE];
  for (size_t i = 0; i < node->cause_count; i++) {
    const struct cause *cause = &node->causes[i];
    struct record_row row = {.depth = depth, .line = "cause", .status = cause_word(cause->kind)};
    row.id = cause->fact != NULL ? cause->fact->id : NULL;
    buffer_clear(&records->text);
    text_cause(&records->text, &records->reader, cause, records->explanation->year);
    row.name = records_sentence(records);
    records_row(records, &row);
  }
  for (size_t i = 0; i < node->remedy_count; i++) {
    const struct remedy *remedy = &node->remedies[i];
    struct record_row row = {
        .depth = depth, .line = "remedy", .id = remedy->fact->id, .unit = remedy->fact->unit};
    buffer_clear(&records->text);
    text_remedy(&records->text, &records->reader, remedy);
    row.name = records_sentence(records);
    row.value = figure_record_value(remedy->fact, remedy->to, value);
    records_row(records, &row);
  }
}

static void csv_node(struct records *records, const struct explanation_node *node, unsigned depth) {
  char value[RECORD_VALUE_SIZE], threshold[RECORD_VALUE_SIZE];
  struct buffer title, source, rule;
  buffer_init(&title, 0);
  buffer_init(&source, 0);
  buffer_init(&rule, 0);
  text_title(&title, &records->reader, node);
  if (text_origin(node, node->judged) != NULL) text_source(&source, text_origin(node, node->judged));
  text_place(&rule, &node->place);
  struct record_row row = {
      .depth = depth, .line = record_word(node), .verdict = chuan_verdict_name(node->verdict)};
  row.id = node->judged != NULL ? node->judged->path : NULL;
  row.name = buffer_string(&title);
  row.value = records_value(node->value, value);
  row.threshold = records_value(node->threshold, threshold);
  row.term = node->value;
  row.unit = node->value != NULL ? node->value->expression->unit : NULL;
  row.status = threshold_status_name(node->status);
  row.source = buffer_string(&source);
  row.rule = buffer_string(&rule);
  records_row(records, &row);
  records->failed |= title.failed || source.failed || rule.failed;
  buffer_free(&title);
  buffer_free(&source);
  buffer_free(&rule);
  figure_records_csv(records, node->figures, node->figure_count, depth);
  around_records_csv(records, node, depth);
  csv_reasons(records, node, depth);
  if (node->condition != NULL) csv_node(records, node->condition, depth + 1);
  for (size_t i = 0; i < node->member_count; i++) csv_node(records, node->members[i], depth + 1);
}

/* Of a target: the answer, then the published figure; the computed one is the first record. */
static void csv_standing(struct records *records) {
  const struct explanation *explanation = records->explanation;
  const struct target_result *result = explanation->standing;
  const struct measure *answer = result->by_report ? &result->reported : &result->computed;
  const struct explanation_term range = {.missing = 1, .low = answer->low, .high = answer->high};
  const struct expression *value = explanation->judged->value;
  char text[RECORD_VALUE_SIZE] = "", path[RECORD_VALUE_SIZE] = "";
  struct record_row row = {.line = "standing", .id = explanation->judged->path, .year = explanation->year};
  row.name = result->by_report ? "reported" : "computed";
  row.verdict = chuan_verdict_name(result->verdict);
  row.status = standing_word(result->standing);
  row.unit = value != NULL ? value->unit : NULL;
  if (answer->value != NULL) rational_format(answer->value, TEXT_EXACT_PLACES, text, sizeof text);
  if (result->path_value != NULL) rational_format(result->path_value, TEXT_EXACT_PLACES, path, sizeof path);
  row.value = text;
  row.threshold = path;
  if (answer->value == NULL) row.term = &range;
  records_row(records, &row);
  figure_records_csv(records, explanation->reported, explanation->reported_count, 0);
}

void explanation_write_csv(const struct explanation *explanation, struct writer *writer) {
  struct records records = {
      .explanation = explanation, .writer = writer, .reader = {writer->language, explanation->rulebook}};
  buffer_init(&records.text, 0);
  csv_begin(&records.csv, writer);
  csv_header(&records.csv,
             "depth,line,id,name,verdict,value,threshold,unit_of_measure,status,source,rule,file,sheet,row,"
             "column,heading,"
             "imported_at,confidence,publication,note,lowest,highest,year");
  if (explanation->standing != NULL) csv_standing(&records);
  csv_node(&records, explanation->root, 0);
  if (records.failed) writer->buffer.failed = 1;
  buffer_free(&records.text);
}
