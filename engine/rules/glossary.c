/* The glossary: what people call the choices and units of measure that rules write as ids. A name for something that no
 * rule has is a mistake, not a spare. */
#include "rules/field_schema.h"
#include "rules/words.h"

#include <stdlib.h>
#include <string.h>

static int use(struct loader *loader, struct name_table *used, const char *word) {
  if (!*word || name_table_get(used, word)) return 1;
  if (name_table_put(used, loader->arena, word, loader)) return 1;
  loader_no_memory(loader);
  return 0;
}

/* Every choice and unit of measure of the facts, and the choices and units that formulas make. */
static int collect(struct loader *loader, struct name_table *used) {
  for (size_t l = 0; l < loader->levels.count; l++) {
    const struct level *level = loader->levels.entries[l].value;
    for (size_t f = 0; f < level->fact_count; f++) {
      const struct fact *fact = level->facts[f];
      if (!use(loader, used, fact->unit)) return 0;
      for (uint32_t c = 0; c < fact->choice_count; c++)
        if (!use(loader, used, fact->choices[c])) return 0;
    }
  }
  for (size_t i = 0; i < loader->pool.count; i++) {
    const struct expression *one = loader->pool.list[i];
    int is_choice = one->kind == EXPRESSION_CHOICE && one->type == TYPE_CHOICE;
    if (!use(loader, used, one->unit)) return 0;
    if (is_choice && !use(loader, used, one->choices[one->as.choice_index])) return 0;
  }
  return 1;
}

static void read_entry(struct loader *loader, const struct name_table *used, const struct draft *record,
                       const struct draft_field *field) {
  struct place place = draft_field_place(record, field);
  if (field->value->kind == DRAFT_ERROR) return;
  if (!field->key || (field->value->kind != DRAFT_STRING && field->value->kind != DRAFT_TABLE)) {
    report_problem(loader->report, CHUAN_ERROR, &place, "a name is written as %s",
                   "tên gọi được viết như sau: %s", word_form(WORD_NAMES));
    return;
  }
  if (!name_table_get(used, field->key)) {
    const char *nearest = loader_nearest(loader, used, field->key);
    /* Units are made by formulas, and those that are wrong, or in a file that was not read, made none. */
    if (report_severity_count(loader->report, CHUAN_ERROR)) return;
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "`%s` is no choice and no unit of measure of these rules; %s%s%s",
                   "`%s` không phải lựa chọn hay đơn vị tính nào của bộ quy tắc này; %s%s%s", field->key,
                   nearest ? report_pick(loader->report, "did you mean `", "có phải là `")
                           : report_pick(loader->report, "delete it, or bring back the rule that uses it",
                                         "hãy xóa đi, hoặc đưa lại quy tắc dùng nó"),
                   nearest ? nearest : "", nearest ? "`?" : "");
    return;
  }
  const struct glossary_entry *first = name_table_get(&loader->glossary, field->key);
  if (first) {
    loader_duplicate(loader, &place, "names", field->key, &first->place);
    return;
  }
  struct glossary_entry *entry = arena_alloc(loader->arena, sizeof *entry);
  if (!entry) {
    loader_no_memory(loader);
    return;
  }
  entry->key = field->key;
  entry->place = place;
  names_read(loader, field->value, field->key, &entry->names);
  if (!name_table_put(&loader->glossary, loader->arena, field->key, entry)) loader_no_memory(loader);
}

static int by_key(const void *left, const void *right) {
  const struct glossary_entry *const *a = left, *const *b = right;
  return strcmp((*a)->key, (*b)->key);
}

static const struct glossary_entry *find(const struct rulebook *rulebook, const char *word) {
  uint32_t low = 0, high = rulebook->glossary_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = strcmp(rulebook->glossary[middle]->key, word);
    if (order == 0) return rulebook->glossary[middle];
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

/* Files say choices as people do. */
static void name_choices(const struct loader *loader) {
  for (size_t l = 0; l < loader->levels.count; l++) {
    const struct level *level = loader->levels.entries[l].value;
    for (size_t f = 0; f < level->fact_count; f++) {
      const struct fact *fact = level->facts[f];
      for (uint32_t c = 0; fact->choice_names && c < fact->choice_count; c++) {
        const struct glossary_entry *entry = find(loader->rulebook, fact->choices[c]);
        if (entry) fact->choice_names[c] = entry->names;
      }
    }
  }
}

void glossary_read(struct loader *loader) {
  struct name_table used = {0};
  if (!collect(loader, &used)) return;
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record) {
    if (draft->kind != DRAFT_RECORD || draft->known != WORD_NAMES) continue;
    for (uint32_t i = 0; i < draft->field_count && !loader->no_memory; i++)
      read_entry(loader, &used, draft, &draft->fields[i]);
  }
  size_t count = loader->glossary.count;
  struct rulebook *rulebook = loader->rulebook;
  rulebook->glossary = arena_array(loader->arena, count + 1, sizeof(struct glossary_entry *));
  if (!rulebook->glossary) {
    loader_no_memory(loader);
    return;
  }
  for (size_t i = 0; i < count; i++) rulebook->glossary[i] = loader->glossary.entries[i].value;
  qsort(rulebook->glossary, count, sizeof(struct glossary_entry *), by_key);
  rulebook->glossary_count = (uint32_t)count;
  name_choices(loader);
}

const char *rulebook_word(const struct rulebook *rulebook, const char *word, chuan_language language) {
  const struct glossary_entry *entry = find(rulebook, word);
  return entry ? names_pick(&entry->names, language) : word;
}
