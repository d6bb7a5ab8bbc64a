/* order { of = "region", { "northern_mountains", "south_east" } }: of which choices the law asks less, and of which
 * more. What `check` compares the branches of by() with. */
#include "rules/field_schema.h"
#include "rules/resolve.h"

#include <string.h>

static int add(struct loader *loader, const struct easing *easing) {
  struct easing *kept = arena_alloc(loader->arena, sizeof *kept);
  if (!kept || !arena_grow(loader->arena, &loader->easings, &loader->easing_capacity, loader->easing_count,
                           sizeof *loader->easings)) {
    loader_no_memory(loader);
    return 0;
  }
  *kept = *easing;
  loader->easings[loader->easing_count++] = kept;
  return 1;
}

/* The choices a list names, each once; 0 after an error. */
static int read_list(struct loader *loader, const struct draft *list, const char *of, struct domain domain,
                     struct easing *easing) {
  const char **choices = arena_array(loader->arena, (size_t)list->field_count + 1, sizeof *choices);
  struct name_table seen = {0};
  if (!choices) {
    loader_no_memory(loader);
    return 0;
  }
  for (uint32_t i = 0; i < list->field_count; i++) {
    const struct draft *choice = list->fields[i].value;
    uint32_t place = 0;
    if (choice->kind == DRAFT_ERROR) return 0;
    if (list->fields[i].key || choice->kind != DRAFT_STRING) {
      report_problem(loader->report, CHUAN_ERROR, &choice->place,
                     "an order lists choices in quotes; write %s",
                     "thứ tự liệt kê các lựa chọn trong ngoặc kép; hãy viết %s", word_form(WORD_ORDER));
      return 0;
    }
    if (!domain_find(loader, domain, choice->word, &place)) {
      const char *nearest = loader_nearest_choice(loader, domain.choices, domain.count, choice->word);
      report_problem(loader->report, CHUAN_ERROR, &choice->place,
                     "%s has no choice \"%s\"; write one of its choices, such as \"%s\"",
                     "%s không có lựa chọn \"%s\"; hãy ghi một lựa chọn của nó, chẳng hạn \"%s\"", of,
                     choice->word,
                     nearest             ? nearest
                     : domain.count != 0 ? domain.choices[0]
                                         : "");
      return 0;
    }
    if (name_table_get(&seen, choice->word)) {
      report_problem(loader->report, CHUAN_ERROR, &choice->place,
                     "the choice \"%s\" stands in this order twice; delete one",
                     "lựa chọn \"%s\" có hai lần trong thứ tự này; hãy xóa một", choice->word);
      return 0;
    }
    choices[easing->choice_count++] = domain.choices[place];
    if (!name_table_put(&seen, loader->arena, choice->word, (void *)choice)) {
      loader_no_memory(loader);
      return 0;
    }
  }
  easing->choices = choices;
  easing->place = list->place;
  if (easing->choice_count > 1) return 1;
  report_problem(loader->report, CHUAN_ERROR, &list->place,
                 "an order of fewer than two choices says nothing; write %s",
                 "thứ tự cần ít nhất hai lựa chọn; hãy viết %s", word_form(WORD_ORDER));
  return 0;
}

static void read_lists(struct loader *loader, const struct draft *record, const struct named *named,
                       const char *of) {
  struct easing easing = {.fact = named->fact, .derived = named->derived ? &named->derived->shown : NULL};
  struct domain domain = {NULL, 0};
  if (named->fact) {
    domain = (struct domain){named->fact->choices, named->fact->choice_count};
  } else {
    const struct expression *value = named->derived->shown.value;
    domain = (struct domain){value->choices, value->choice_count};
  }
  uint32_t lists = 0;
  for (uint32_t i = 0; i < record->field_count; i++) {
    const struct draft *list = record->fields[i].value;
    if (record->fields[i].key) continue;
    lists++;
    if (list->kind == DRAFT_ERROR) continue;
    if (list->kind != DRAFT_TABLE) {
      report_problem(loader->report, CHUAN_ERROR, &list->place,
                     "an order is made of lists of choices; write %s",
                     "thứ tự gồm các danh sách lựa chọn; hãy viết %s", word_form(WORD_ORDER));
      continue;
    }
    struct easing one = easing;
    if (read_list(loader, list, of, domain, &one) && !add(loader, &one)) return;
  }
  if (lists) return;
  report_problem(loader->report, CHUAN_ERROR, &record->place, "this order lists nothing; write %s",
                 "thứ tự này chưa liệt kê gì; hãy viết %s", word_form(WORD_ORDER));
}

static int is_choice(const struct named *named) {
  if (named->fact) return named->fact->kind == FACT_CHOICE;
  const struct expression *value = named->derived ? named->derived->shown.value : NULL;
  return value && value->type == TYPE_CHOICE;
}

static void refuse_name(struct loader *loader, const struct draft *record, const struct draft *of,
                        int known) {
  struct place place = draft_key_place(record, "of");
  if (known) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "`%s` is no choice, and only choices can be put in order; name a choice",
                   "`%s` không phải lựa chọn, mà chỉ lựa chọn mới xếp thứ tự được; hãy ghi tên một lựa chọn",
                   of->word);
    return;
  }
  if (!loader_misses(loader, of->word)) return;
  const char *nearest = NULL;
  for (size_t i = 0; i < loader->levels.count && !nearest; i++) {
    const struct level *level = loader->levels.entries[i].value;
    nearest = loader_nearest(loader, &level->names, of->word);
  }
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "there is no choice `%s`%s%s%s; name a fact of the kind choice, or a derived choice",
      "không có lựa chọn `%s`%s%s%s; hãy ghi tên một số liệu loại choice, hoặc một giá trị derived là "
      "lựa chọn",
      of->word, nearest ? report_pick(loader->report, "; did you mean `", "; có phải là `") : "",
      nearest ? nearest : "", nearest ? "`?" : "");
}

/* A name without a level is meant wherever it is a choice. */
static void read_order(struct loader *loader, struct draft *record) {
  enum { OF, LEVEL };
  static const struct field_schema fields[] = {{"of", FIELD_TEXT, 1}, {"level", FIELD_TEXT, 0}};
  static const struct record_schema schema = {"order", fields, 2, 1};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  const struct level *only = values[LEVEL] ? loader_level(loader, values[LEVEL]) : NULL;
  if (!values[OF] || (values[LEVEL] && !only)) return;
  int known = 0, found = 0, broken = 0;
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    const struct named *named = name_table_get(&level->names, values[OF]->word);
    if (!named || (only && level != only)) continue;
    known = 1;
    broken |= named->derived && !named->derived->shown.value;
    if (!is_choice(named)) continue;
    found = 1;
    read_lists(loader, record, named, values[OF]->word);
  }
  if (!found && !broken) refuse_name(loader, record, values[OF], known);
}

void orders_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_ORDER) read_order(loader, draft);
}
