/* An explanation for machines: the tree as a list of nodes with their depth (chuan.explain/1), or as rows. Values
 * are decimals with a point, whatever the language; sentences come beside them in the person's language. */
#include "output/explanation_output.h"

#include "base/decimal.h"
#include "output/csv.h"
#include "output/explanation_text.h"
#include "output/json.h"
#include "output/label.h"

#include <string.h>

#define VALUE_SIZE 400u

static const char *record_word(const struct explanation_node *node) {
  static const char *const words[] = {[JUDGED_STANDARD] = "standard",
                                      [JUDGED_CRITERION] = "criterion",
                                      [JUDGED_INDICATOR] = "indicator",
                                      [JUDGED_TARGET] = "target"};
  return node->judged != NULL ? words[node->judged->kind] : "condition";
}

/* "51.2", "yes", "south_east"; "" when missing or nothing. */
static const char *value_of(const struct explanation_term *term, char out[VALUE_SIZE]) {
  out[0] = '\0';
  if (term == NULL || term->missing) return out;
  const struct expression *expression = term->expression;
  if (term->number != NULL) {
    rational_format(term->number, TEXT_EXACT_PLACES, out, VALUE_SIZE);
    return out;
  }
  if (expression->type == TYPE_YES_NO) return term->choice == 1 ? "yes" : "no";
  if (expression->type == TYPE_TEST) return chuan_verdict_name(term->verdict);
  return term->choice < expression->choice_count ? expression->choices[term->choice] : out;
}

static const char *figure_value(const struct fact *fact, int64_t value, char out[VALUE_SIZE]) {
  out[0] = '\0';
  if (value != DECIMAL_MISSING) fact_write(fact, value, out, VALUE_SIZE);
  return out;
}

static int is_number(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

/* --- JSON ---------------------------------------------------------------------------------------------------- */

struct records {
  const struct explanation *explanation;
  struct writer *writer;
  struct reader reader;
  struct buffer text; /* a sentence being put together */
  int failed;
  struct json json;
  struct csv csv;
};

static const char *sentence(struct records *records) {
  records->failed |= records->text.failed;
  return buffer_string(&records->text);
}

static void json_value(struct json *json, const char *key, const struct explanation_term *term) {
  char text[VALUE_SIZE];
  if (term == NULL) return;
  const char *value = value_of(term, text);
  if (term->expression->type == TYPE_NUMBER) {
    json_decimal(json, key, value);
  } else {
    json_optional(json, key, value);
  }
}

static void json_fact_value(struct json *json, const char *key, const struct fact *fact, int64_t value) {
  char text[VALUE_SIZE];
  if (is_number(fact)) {
    json_decimal(json, key, figure_value(fact, value, text));
  } else {
    json_optional(json, key, figure_value(fact, value, text));
  }
}

static void json_rule(struct records *records, const struct place *place) {
  buffer_clear(&records->text);
  text_place(&records->text, place);
  json_optional(&records->json, "rule", sentence(records));
}

static void json_observation(struct json *json, const struct fact *fact,
                             const struct observation *observation) {
  json_object(json, NULL);
  json_fact_value(json, "value", fact, observation->value);
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

static void json_figures(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  json_array(json, "figures");
  for (size_t i = 0; i < node->figure_count; i++) {
    const struct explanation_figure *figure = node->figures[i];
    json_object(json, NULL);
    json_string(json, "fact", figure->fact->id);
    json_string(json, "name", names_pick(&figure->fact->name, records->writer->language));
    json_fact_value(json, "value", figure->fact, figure->value);
    json_optional(json, "unit_of_measure", figure->fact->unit);
    json_array(json, "observations");
    for (size_t j = 0; j < figure->observation_count; j++) {
      json_observation(json, figure->fact, &figure->observations[j]);
    }
    json_close(json);
    json_close(json);
  }
  json_close(json);
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
    json_string(json, "text", sentence(records));
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
    json_fact_value(json, "from", remedy->fact, remedy->from);
    json_fact_value(json, "to", remedy->fact, remedy->to);
    buffer_clear(&records->text);
    text_remedy(&records->text, &records->reader, remedy);
    json_string(json, "text", sentence(records));
    json_close(json);
  }
  json_close(json);
}

static void json_question(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  buffer_clear(&records->text);
  text_formula(&records->text, &records->reader, node->value, text_question_places(node));
  json_string(json, "formula", sentence(records));
  json_value(json, "value", node->value);
  json_optional(json, "unit_of_measure", node->value->expression->unit);
  json_value(json, "threshold", node->threshold);
  json_value(json, "threshold_high", node->threshold_high);
  json_boolean(json, "near_threshold", node->near_threshold);
  json_array(json, "branches");
  for (size_t i = 0; i < node->branch_count; i++) {
    buffer_clear(&records->text);
    text_branch(&records->text, &records->reader, node->branches[i]);
    json_string(json, NULL, sentence(records));
  }
  json_close(json);
  json_figures(records, node);
}

static void json_source(struct records *records, const struct explanation_node *node) {
  struct json *json = &records->json;
  const struct source *source = text_origin(node, node->judged);
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
  json_string(json, "name", sentence(records));
  json_string(json, "verdict", chuan_verdict_name(node->verdict));
  json_string(json, "threshold_status", threshold_status_name(node->status));
  json_string(json, "test", expression_word(node->test->kind));
  json_counts(json, node->counts);
  json_boolean(json, "explained_above", node->repeated);
  if (node->value != NULL) json_question(records, node);
  json_causes(records, node);
  json_remedies(records, node);
  json_source(records, node);
  json_rule(records, &node->place);
  json_close(json);
  if (node->condition != NULL) json_node(records, node->condition, depth + 1);
  for (size_t i = 0; i < node->member_count; i++) json_node(records, node->members[i], depth + 1);
}

void explanation_write_json(const struct explanation *explanation, struct writer *writer) {
  struct records records = {
      .explanation = explanation, .writer = writer, .reader = {writer->language, explanation->rulebook}};
  struct json *json = &records.json;
  buffer_init(&records.text, 0);
  json_begin(json, writer, "chuan.explain/1");
  json_string(json, "rules_digest", explanation->rulebook->digest);
  json_optional(json, "facts_digest", explanation->facts_digest);
  json_string(json, "period", explanation->rulebook->period);
  json_optional(json, "unit", explanation->unit);
  json_optional(json, "unit_name", explanation->unit_name);
  json_integer(json, "year", explanation->year);
  json_string(json, "id", explanation->judged->path);
  json_string(json, "verdict", chuan_verdict_name(explanation->root->verdict));
  json_string(json, "threshold_status", threshold_status_name(explanation->root->status));
  json_string(json, "data_status", data_status_name(explanation->data_status));
  json_array(json, "nodes");
  json_node(&records, explanation->root, 0);
  json_end(json);
  if (records.failed) writer->buffer.failed = 1;
  buffer_free(&records.text);
}

/* --- CSV ------------------------------------------------------------------------------------------------------- */

struct row { /* NULL: an empty cell */
  unsigned depth;
  const char *line, *id, *name, *verdict, *value, *threshold, *unit, *status, *source, *rule;
  const struct observation *observation;
};

static void csv_row(struct records *records, const struct row *row) {
  struct csv *csv = &records->csv;
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
  csv_end_row(csv);
}

static void csv_figures(struct records *records, const struct explanation_node *node, unsigned depth) {
  char value[VALUE_SIZE];
  for (size_t i = 0; i < node->figure_count; i++) {
    const struct explanation_figure *figure = node->figures[i];
    struct row row = {.depth = depth, .line = "figure", .id = figure->fact->id, .unit = figure->fact->unit};
    row.name = names_pick(&figure->fact->name, records->writer->language);
    row.value = figure_value(figure->fact, figure->value, value);
    if (figure->observation_count == 0) csv_row(records, &row);
    for (size_t j = 0; j < figure->observation_count; j++) {
      row.observation = &figure->observations[j];
      row.line = row.observation->chosen ? "figure" : "figure_not_used";
      row.value = figure_value(figure->fact, row.observation->value, value);
      row.status = data_status_name(row.observation->status);
      csv_row(records, &row);
    }
  }
}

static void csv_reasons(struct records *records, const struct explanation_node *node, unsigned depth) {
  char value[VALUE_SIZE];
  for (size_t i = 0; i < node->cause_count; i++) {
    const struct cause *cause = &node->causes[i];
    struct row row = {.depth = depth, .line = "cause", .status = cause_word(cause->kind)};
    row.id = cause->fact != NULL ? cause->fact->id : NULL;
    buffer_clear(&records->text);
    text_cause(&records->text, &records->reader, cause, records->explanation->year);
    row.name = sentence(records);
    csv_row(records, &row);
  }
  for (size_t i = 0; i < node->remedy_count; i++) {
    const struct remedy *remedy = &node->remedies[i];
    struct row row = {.depth = depth, .line = "remedy", .id = remedy->fact->id, .unit = remedy->fact->unit};
    buffer_clear(&records->text);
    text_remedy(&records->text, &records->reader, remedy);
    row.name = sentence(records);
    row.value = figure_value(remedy->fact, remedy->to, value);
    csv_row(records, &row);
  }
}

static void csv_node(struct records *records, const struct explanation_node *node, unsigned depth) {
  char value[VALUE_SIZE], threshold[VALUE_SIZE];
  struct buffer title, source, rule;
  buffer_init(&title, 0);
  buffer_init(&source, 0);
  buffer_init(&rule, 0);
  text_title(&title, &records->reader, node);
  if (text_origin(node, node->judged) != NULL) text_source(&source, text_origin(node, node->judged));
  text_place(&rule, &node->place);
  struct row row = {.depth = depth, .line = record_word(node), .verdict = chuan_verdict_name(node->verdict)};
  row.id = node->judged != NULL ? node->judged->path : NULL;
  row.name = buffer_string(&title);
  row.value = value_of(node->value, value);
  row.threshold = value_of(node->threshold, threshold);
  row.unit = node->value != NULL ? node->value->expression->unit : NULL;
  row.status = threshold_status_name(node->status);
  row.source = buffer_string(&source);
  row.rule = buffer_string(&rule);
  csv_row(records, &row);
  records->failed |= title.failed || source.failed || rule.failed;
  buffer_free(&title);
  buffer_free(&source);
  buffer_free(&rule);
  csv_figures(records, node, depth);
  csv_reasons(records, node, depth);
  if (node->condition != NULL) csv_node(records, node->condition, depth + 1);
  for (size_t i = 0; i < node->member_count; i++) csv_node(records, node->members[i], depth + 1);
}

void explanation_write_csv(const struct explanation *explanation, struct writer *writer) {
  struct records records = {
      .explanation = explanation, .writer = writer, .reader = {writer->language, explanation->rulebook}};
  buffer_init(&records.text, 0);
  csv_begin(&records.csv, writer);
  csv_header(&records.csv,
             "depth,line,id,name,verdict,value,threshold,unit_of_measure,status,source,rule,file,sheet,row,"
             "column,heading,"
             "imported_at,confidence,publication,note");
  csv_node(&records, explanation->root, 0);
  if (records.failed) writer->buffer.failed = 1;
  buffer_free(&records.text);
}
