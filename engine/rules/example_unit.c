/* The units of an example: the one that is asked about, its figures of other years, the units below and above it. */
#include "rules/example_unit.h"

#include "base/date.h"
#include "base/decimal.h"
#include "rules/resolve.h"

#include <string.h>

/* --- figures ------------------------------------------------------------------------------------------- */

static int read_value(struct loader *loader, const struct fact *fact, const struct draft *draft,
                      struct place place, int64_t *value) {
  const char *text = draft->word, *english = "", *vietnamese = "";
  int suits = draft->kind == DRAFT_STRING;
  switch (fact->kind) {
    case FACT_COUNT:
    case FACT_AMOUNT:
      suits = draft->kind == DRAFT_NUMBER || (suits && !*draft->word);
      break;
    case FACT_YES_NO:
      if (draft->kind != DRAFT_BOOLEAN) break;
      suits = 1;
      text = draft->integer ? "yes" : "no";
      break;
    case FACT_CHOICE:
      break;
  }
  if (draft->kind == DRAFT_ERROR) return 0;
  if (!suits) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "%s is a %s and cannot be %s; write for instance %s = %s",
                   "%s là số liệu %s nên không thể là %s; hãy ghi chẳng hạn %s = %s", fact->id,
                   fact_kind_name(fact->kind), draft_describe(loader->arena, draft), fact->id,
                   fact->kind == FACT_YES_NO   ? "true"
                   : fact->kind == FACT_CHOICE ? "\"...\""
                                               : "55");
    return 0;
  }
  if (fact_read(fact, text, strlen(text), value, &english, &vietnamese)) return 1;
  const char *nearest = fact->kind == FACT_CHOICE
                            ? loader_nearest_choice(loader, fact->choices, fact->choice_count, text)
                            : NULL;
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &place, "%s has no choice \"%s\"; did you mean \"%s\"?",
                   "%s không có lựa chọn \"%s\"; có phải là \"%s\"?", fact->id, text, nearest);
    return 0;
  }
  report_problem(loader->report, CHUAN_ERROR, &place, "%s = %s: %s", "%s = %s: %s", fact->id, text,
                 report_pick(loader->report, english, vietnamese));
  return 0;
}

const struct fact *example_fact_find(struct loader *loader, const struct level *level, const char *id,
                                     const struct place *place) {
  const struct named *named = name_table_get(&level->names, id);
  if (named && named->fact) return named->fact;
  if (loader_may_declare(loader, id)) return NULL;
  if (named) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "`%s` is derived from other figures; give those instead",
                   "`%s` được tính từ số liệu khác; hãy cho các số liệu đó", id);
    return NULL;
  }
  const char *nearest = loader_nearest(loader, &level->names, id);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, place, "unknown fact `%s`; did you mean `%s`?",
                   "không có số liệu `%s`; có phải là `%s`?", id, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "unknown fact `%s`; use a fact of the level %s from `chuan facts`",
                   "không có số liệu `%s`; hãy dùng số liệu của cấp %s có trong `chuan facts`", id,
                   level->id);
  }
  return NULL;
}

/* `given` tells by fact.index where a fact stands in the list, counted from 1. */
static void check_parts(struct loader *loader, const struct place *place, const struct example_fact *facts,
                        uint32_t count, const uint32_t *given) {
  for (uint32_t i = 0; i < count; i++) {
    const struct example_fact *part = &facts[i];
    uint32_t at = part->fact->part_of ? given[part->fact->part_of->index] : 0;
    const struct example_fact *whole = at ? &facts[at - 1] : NULL;
    if (!whole || part->value == DECIMAL_MISSING || whole->value == DECIMAL_MISSING ||
        decimal_compare(part->value, part->fact->places, whole->value, whole->fact->places) <= 0) {
      continue;
    }
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s is part of %s and cannot be larger; correct the figures of the example",
                   "%s là một phần của %s nên không thể lớn hơn; hãy sửa số liệu của ví dụ", part->fact->id,
                   whole->fact->id);
  }
}

static void read_facts(struct loader *loader, struct level *level, const struct draft *table,
                       const struct place *at, struct example_fact **out, uint32_t *count) {
  struct example_fact *facts = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *facts);
  if (!level->given) level->given = arena_array(loader->arena, level->fact_count + 1, sizeof *level->given);
  *out = facts;
  *count = 0;
  if (!facts || !level->given) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    struct place place = draft_field_place(table, field);
    if (!field->key) {
      if (field->value->kind == DRAFT_ERROR) continue;
      report_problem(loader->report, CHUAN_ERROR, &place,
                     "a figure without a name stands here; write fact = value",
                     "ở đây có số liệu không có tên; hãy viết tên số liệu = giá trị");
      continue;
    }
    struct example_fact *one = &facts[*count];
    one->fact = example_fact_find(loader, level, field->key, &place);
    if (!one->fact || !read_value(loader, one->fact, field->value, place, &one->value)) continue;
    level->given[one->fact->index] = ++*count;
  }
  check_parts(loader, at, facts, *count, level->given);
  for (uint32_t i = 0; i < *count; i++) level->given[facts[i].fact->index] = 0;
}

static void read_history(struct loader *loader, struct level *level, const struct draft *table, int year,
                         struct example_unit *unit) {
  unit->history = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *unit->history);
  if (!unit->history) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    const struct draft *facts = field->value;
    struct place place = draft_field_place(table, field);
    if (facts->kind == DRAFT_ERROR) continue;
    if (field->key || field->position < YEAR_FIRST || field->position > YEAR_LAST ||
        facts->kind != DRAFT_TABLE) {
      report_problem(
          loader->report, CHUAN_ERROR, &place,
          "history tells figures by year; write history = { [2020] = { fact = value } }",
          "history ghi số liệu theo năm; hãy viết history = { [2020] = { tên số liệu = giá trị } }");
    } else if (field->position == year) {
      report_problem(loader->report, CHUAN_ERROR, &place,
                     "%d is the year of the example itself; put these figures into facts = { ... }",
                     "%d chính là năm của ví dụ; hãy đưa các số liệu này vào facts = { ... }", year);
    } else {
      struct example_year *one = &unit->history[unit->history_count++];
      one->year = (int)field->position;
      read_facts(loader, level, facts, &facts->place, &one->facts, &one->fact_count);
    }
  }
}

static void read_recognised(struct loader *loader, const struct draft *table, struct example_unit *unit) {
  unit->says_recognised = 1;
  unit->recognised = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *unit->recognised);
  if (!unit->recognised) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft *id = table->fields[i].value;
    if (id->kind == DRAFT_ERROR) continue;
    if (table->fields[i].key || id->kind != DRAFT_STRING) {
      report_problem(loader->report, CHUAN_ERROR, &id->place,
                     "recognised is a list of standards; write recognised = { \"commune.standard\" }",
                     "recognised là danh sách bộ tiêu chí; hãy viết recognised = { \"commune.standard\" }");
      continue;
    }
    const struct judged_draft *standard = standard_find(loader, id);
    if (standard) unit->recognised[unit->recognised_count++] = &standard->shown;
  }
}

/* --- which units lie around it ------------------------------------------------------------------------- */

static void add_level(struct loader *loader, struct level_list *list, struct level *level) {
  for (size_t i = 0; i < list->count; i++)
    if (list->levels[i] == level) return;
  if (!arena_grow(loader->arena, &list->levels, &list->capacity, list->count, sizeof *list->levels)) {
    loader_no_memory(loader);
    return;
  }
  list->levels[list->count++] = level;
}

static int is_walked(const struct loader *loader, const struct level *level, uint32_t id) {
  return level->reach_stamp == loader->stamp && level->walked[id] == loader->stamp;
}

static void mark_walked(struct loader *loader, struct level *level, const struct expression *at) {
  if (!level->walked)
    level->walked = arena_array(loader->arena, loader->pool.count + 1, sizeof *level->walked);
  if (!level->walked) {
    loader_no_memory(loader);
    return;
  }
  if (level->reach_stamp != loader->stamp) level->below.count = level->above.count = 0;
  level->reach_stamp = loader->stamp;
  level->walked[at->id] = loader->stamp;
}

/* Which levels a formula reads below and above, from each level: operands come before their users, so one pass from
 * the formula downwards sees everything, at each level it is read at. */
static void find_reach(struct loader *loader, struct level *level, const struct expression *asked) {
  loader->stamp++;
  mark_walked(loader, level, asked);
  for (uint32_t id = asked->id + 1; id-- > 0 && !loader->no_memory;) {
    const struct expression *at = loader->pool.list[id];
    for (size_t i = 0; i < loader->levels.count; i++) {
      struct level *here = loader->levels.entries[i].value, *there = here;
      if (!is_walked(loader, here, id)) continue;
      if (expression_is_aggregate(at->kind)) {
        there = name_table_get(&loader->levels, at->as.over->level);
        if (there) add_level(loader, &here->below, there);
      } else if (at->kind == EXPRESSION_PARENT) {
        there = name_table_get(&loader->levels, at->as.level);
        if (there) add_level(loader, &here->above, there);
      }
      for (uint32_t n = 0; n < at->operand_count && there; n++) mark_walked(loader, there, at->operands[n]);
    }
  }
}

struct lineage { /* a unit and those above it in the example */
  struct level *level;
  const struct lineage *up;
};

static int is_in(const struct lineage *lineage, const struct level *level) {
  for (; lineage; lineage = lineage->up)
    if (lineage->level == level) return 1;
  return 0;
}

/* The only level that formulas of these units read below (above) them; NULL after an error. */
static struct level *only_level(struct loader *loader, const struct lineage *lineage, int below,
                                const struct place *place) {
  struct level_list all = {0};
  for (const struct lineage *at = lineage; at; at = below ? at->up : NULL) {
    const struct level_list *list = below ? &at->level->below : &at->level->above;
    if (at->level->reach_stamp != loader->stamp) continue;
    for (size_t i = 0; i < list->count; i++)
      if (!is_in(lineage, list->levels[i])) add_level(loader, &all, list->levels[i]);
  }
  if (all.count == 1) return all.levels[0];
  const char *names = "";
  for (size_t i = 0; i < all.count && names; i++)
    names = arena_format(loader->arena, "%s%s%s", names, i ? ", " : "", all.levels[i]->id);
  if (!names) return loader_no_memory(loader);
  const char *example = all.count ? all.levels[0]->id : "commune";
  if (all.count == 0) {
    report_problem(
        loader->report, CHUAN_ERROR, place,
        "the rule reads no unit %s this one; delete this, or say what it is with level = \"%s\"",
        "quy tắc không đọc đơn vị nào %s đơn vị này; hãy xóa phần này, hoặc ghi rõ level = \"%s\"",
        below ? report_pick(loader->report, "below", "dưới") : report_pick(loader->report, "above", "trên"),
        example);
    return NULL;
  }
  report_problem(loader->report, CHUAN_ERROR, place,
                 "this unit can be of several levels (%s); write for instance level = \"%s\"",
                 "đơn vị này có thể thuộc nhiều cấp (%s); hãy ghi chẳng hạn level = \"%s\"", names, example);
  return NULL;
}

/* --- units --------------------------------------------------------------------------------------------- */

enum { FACTS, HISTORY, CHILDREN, RECOGNISED, PARENT, WITHIN, LEVEL };

struct telling { /* of one example */
  struct loader *loader;
  int known; /* what it asks is known, so that levels can be told from it */
  int year;
};

static struct example_unit *read_unit(const struct telling *telling, struct draft **values,
                                      const struct place *place, const struct lineage *lineage);

/* { facts = { ... }, level = } beside another unit; NULL when nothing can be made of it. */
static struct example_unit *read_other(const struct telling *telling, const struct draft *table,
                                       const struct lineage *from, int below) {
  static const struct field_schema fields[] = {EXAMPLE_UNIT_FIELDS, {"level", FIELD_TEXT, 0}};
  static const struct record_schema schema = {"unit", fields, sizeof fields / sizeof *fields, 0};
  struct loader *loader = telling->loader;
  struct draft *values[FIELDS_MAX];
  if (table->kind == DRAFT_ERROR) return NULL;
  if (table->kind != DRAFT_TABLE) {
    report_problem(loader->report, CHUAN_ERROR, &table->place,
                   "%s is no unit of an example; write { facts = { ... } }",
                   "%s không phải một đơn vị của ví dụ; hãy viết { facts = { ... } }",
                   draft_describe(loader->arena, table));
    return NULL;
  }
  fields_read(loader, table, &schema, values);
  if (below && values[PARENT]) {
    struct place place = draft_key_place(table, "parent");
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "a unit among children has its parent already; delete parent",
                   "đơn vị trong children đã có đơn vị cấp trên; hãy xóa parent");
    values[PARENT] = NULL;
  }
  if (!below && values[CHILDREN]) {
    struct place place = draft_key_place(table, "children");
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "the units beside the one of the example are not looked at; delete children",
                   "các đơn vị cùng cấp với đơn vị của ví dụ không được xét; hãy xóa children");
    values[CHILDREN] = NULL;
  }
  struct level *level = NULL;
  if (values[LEVEL])
    level = loader_level(loader, values[LEVEL]);
  else if (telling->known)
    level = only_level(loader, from, below, &table->place);
  if (!level) return NULL;
  if (is_in(from, level)) {
    report_problem(loader->report, CHUAN_ERROR, &table->place,
                   "a unit of the level %s cannot lie above or below another of that level; correct level",
                   "đơn vị cấp %s không thể ở trên hoặc dưới đơn vị cùng cấp; hãy sửa level", level->id);
    return NULL;
  }
  struct lineage lineage = {level, from};
  return read_unit(telling, values, &table->place, &lineage);
}

static void read_children(const struct telling *telling, const struct draft *table,
                          const struct lineage *lineage, struct example_unit *unit) {
  struct loader *loader = telling->loader;
  unit->children = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof(struct example_unit *));
  if (!unit->children) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < table->field_count && !loader->no_memory; i++) {
    if (table->fields[i].key) {
      struct place place = draft_field_place(table, &table->fields[i]);
      report_problem(loader->report, CHUAN_ERROR, &place,
                     "children is a list of units; write children = { { facts = { ... } }, ... }",
                     "children là danh sách đơn vị; hãy viết children = { { facts = { ... } }, ... }");
      return;
    }
    struct example_unit *child = read_other(telling, table->fields[i].value, lineage, 1);
    if (!child) continue;
    child->parent = unit;
    unit->children[unit->child_count++] = child;
  }
}

static struct example_unit *read_unit(const struct telling *telling, struct draft **values,
                                      const struct place *place, const struct lineage *lineage) {
  struct loader *loader = telling->loader;
  struct example_unit *unit = arena_alloc(loader->arena, sizeof *unit);
  if (!unit) return loader_no_memory(loader);
  unit->level = lineage->level->id;
  unit->place = *place;
  if (values[FACTS])
    read_facts(loader, lineage->level, values[FACTS], place, &unit->facts, &unit->fact_count);
  if (values[HISTORY]) read_history(loader, lineage->level, values[HISTORY], telling->year, unit);
  if (values[RECOGNISED]) read_recognised(loader, values[RECOGNISED], unit);
  if (values[WITHIN]) unit->within = values[WITHIN]->word;
  if (values[CHILDREN]) read_children(telling, values[CHILDREN], lineage, unit);
  if (values[PARENT]) unit->parent = read_other(telling, values[PARENT], lineage, 0);
  return unit;
}

struct example_unit *example_unit_read(struct loader *loader, const struct draft *record,
                                       struct draft **values, struct level *level,
                                       const struct expression *asked, int year) {
  struct telling telling = {loader, asked != NULL, year};
  struct lineage lineage = {level, NULL};
  if ((values[CHILDREN] || values[PARENT]) && asked) find_reach(loader, level, asked);
  return read_unit(&telling, values, &record->place, &lineage);
}
