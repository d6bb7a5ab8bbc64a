/* The vocabulary as a table, CSV or JSON: level, id, kind, unit of measure, name, choices. */
#include "output/facts_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

#include <string.h>

#define TABLE_COLUMNS 100u

typedef void fact_sink(void *payload, const struct fact *fact, struct writer *writer);

static void each_fact(const struct rulebook *rulebook, const char *level, struct writer *writer,
                      fact_sink *sink, void *payload) {
  const struct vocabulary *vocabulary = &rulebook->vocabulary;
  for (uint32_t l = 0; l < vocabulary->level_count; l++) {
    const struct vocabulary_level *here = &vocabulary->levels[l];
    if (level != NULL && strcmp(here->level, level) != 0) continue;
    for (uint32_t f = 0; f < here->fact_count; f++) sink(payload, here->facts[f], writer);
  }
}

static enum label kind_label(enum fact_kind kind) {
  switch (kind) {
    case FACT_COUNT:
      return LABEL_COUNT;
    case FACT_AMOUNT:
      return LABEL_AMOUNT;
    case FACT_YES_NO:
      return LABEL_YES_NO;
    case FACT_CHOICE:
      break;
  }
  return LABEL_CHOICE;
}

struct fact_table {
  struct table *table;
  const struct rulebook *rulebook;
  const char *level; /* of the rows before */
  struct buffer id;  /* of a choice, indented */
};

/* A fact; below it, of a choice, what may be written and what that is called. */
static void add_table_row(void *payload, const struct fact *fact, struct writer *writer) {
  struct fact_table *facts = payload;
  struct table *table = facts->table;
  chuan_language language = writer->language;
  if (facts->level == NULL || strcmp(facts->level, fact->level) != 0) table_section(table, fact->level);
  facts->level = fact->level;
  table_cell(table, TINT_NONE, fact->id);
  table_cell(table, TINT_NONE, label_text(kind_label(fact->kind), language));
  table_cell(table, TINT_NONE, rulebook_word(facts->rulebook, fact->unit, language));
  table_cell(table, TINT_NONE, names_pick(&fact->name, language));
  for (uint32_t i = 0; fact->kind == FACT_CHOICE && i < fact->choice_count; i++) {
    const char *name = rulebook_word(facts->rulebook, fact->choices[i], language);
    buffer_clear(&facts->id);
    buffer_add_string(&facts->id, "  ");
    buffer_add_string(&facts->id, fact->choices[i]);
    table_cell(table, TINT_NONE, buffer_string(&facts->id));
    for (int c = 0; c < 2; c++) table_cell(table, TINT_NONE, "");
    table_cell(table, TINT_NONE, strcmp(name, fact->choices[i]) == 0 ? "" : name);
  }
}

static void add_csv_row(void *payload, const struct fact *fact, struct writer *writer) {
  struct csv *csv = payload;
  csv_text(csv, fact->level);
  csv_text(csv, fact->id);
  csv_text(csv, fact_kind_name(fact->kind));
  csv_text(csv, fact->unit);
  csv_text(csv, names_pick(&fact->name, writer->language));
  csv_end_row(csv);
}

static void add_bound(struct json *json, const char *key, const struct fact *fact, int there, int64_t value) {
  char text[64];
  if (!there) return;
  fact_write(fact, value, text, sizeof text);
  json_decimal(json, key, text);
}

static void add_json_row(void *payload, const struct fact *fact, struct writer *writer) {
  struct json *json = payload;
  (void)writer;
  json_object(json, NULL);
  json_string(json, "level", fact->level);
  json_string(json, "id", fact->id);
  json_string(json, "kind", fact_kind_name(fact->kind));
  json_string(json, "unit", *fact->unit == '\0' ? NULL : fact->unit);
  json_object(json, "name");
  json_string(json, "vi", fact->name.vi);
  json_string(json, "en", fact->name.en);
  json_close(json);
  if (fact->kind == FACT_AMOUNT) json_integer(json, "places", fact->places);
  if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT) {
    add_bound(json, "min", fact, fact->has_minimum, fact->minimum);
    add_bound(json, "max", fact, fact->has_maximum, fact->maximum);
  }
  if (fact->part_of != NULL) json_string(json, "part_of", fact->part_of->id);
  if (fact->kind == FACT_CHOICE) {
    json_array(json, "choices");
    for (uint32_t i = 0; i < fact->choice_count; i++) json_string(json, NULL, fact->choices[i]);
    json_close(json);
  }
  json_close(json);
}

static chuan_status write_table(const struct rulebook *rulebook, const char *level, struct writer *writer) {
  struct arena *arena = arena_create();
  struct table *table = arena == NULL ? NULL : table_create(arena);
  chuan_status status = CHUAN_MEMORY;
  if (table != NULL) {
    table_column(table, label_text(LABEL_FACT, writer->language), TABLE_TEXT);
    table_column(table, label_text(LABEL_KIND, writer->language), TABLE_TEXT);
    table_column(table, label_text(LABEL_MEASURE, writer->language), TABLE_WRAP);
    table_column(table, label_text(LABEL_NAME, writer->language), TABLE_WRAP);
    struct fact_table facts = {.table = table, .rulebook = rulebook};
    buffer_init(&facts.id, 0);
    each_fact(rulebook, level, writer, add_table_row, &facts);
    status = facts.id.failed ? CHUAN_MEMORY : table_write(table, writer, TABLE_COLUMNS);
    buffer_free(&facts.id);
  }
  arena_free(arena);
  return status;
}

chuan_status facts_output(const struct rulebook *rulebook, const char *level, chuan_language language,
                          const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  if (writer.style.format == CHUAN_TABLE) {
    status = write_table(rulebook, level, &writer);
  } else if (writer.style.format == CHUAN_CSV) {
    struct csv csv;
    csv_begin(&csv, &writer);
    csv_header(&csv, "level,id,kind,unit,name");
    each_fact(rulebook, level, &writer, add_csv_row, &csv);
  } else {
    struct json json;
    json_begin(&json, &writer, "chuan.facts/1");
    json_string(&json, "rules_digest", rulebook_digest(rulebook));
    json_string(&json, "period", rulebook->period);
    json_array(&json, "facts");
    each_fact(rulebook, level, &writer, add_json_row, &json);
    json_end(&json);
  }
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
