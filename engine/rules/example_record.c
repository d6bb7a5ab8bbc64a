/* example { of, year, facts, expect }: a unit made up to show what a rule or a derived value says. */
#include "rules/field_schema.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include "base/date.h"
#include "base/decimal.h"

#include <string.h>

enum { NAME, OF, YEAR, FACTS, EXPECT, CAUSES };
static const struct field_schema fields[] = {{"name", FIELD_NAMES, 0}, {"of", FIELD_TEXT, 1},
                                             {"year", FIELD_YEAR, 1},  {"facts", FIELD_TABLE, 1},
                                             {"expect", FIELD_ANY, 1}, {"causes", FIELD_TABLE, 0}};

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

static const struct fact *find_fact(struct loader *loader, const struct level *level, const char *id,
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

/* `given` tells by fact.index where a fact stands in the example, counted from 1. */
static void check_parts(struct loader *loader, const struct example *example, const uint32_t *given) {
  for (uint32_t i = 0; i < example->fact_count; i++) {
    const struct example_fact *part = &example->facts[i];
    uint32_t at = part->fact->part_of ? given[part->fact->part_of->index] : 0;
    const struct example_fact *whole = at ? &example->facts[at - 1] : NULL;
    if (!whole || part->value == DECIMAL_MISSING || whole->value == DECIMAL_MISSING ||
        decimal_compare(part->value, part->fact->places, whole->value, whole->fact->places) <= 0) {
      continue;
    }
    report_problem(loader->report, CHUAN_ERROR, &example->place,
                   "%s is part of %s and cannot be larger; correct the figures of the example",
                   "%s là một phần của %s nên không thể lớn hơn; hãy sửa số liệu của ví dụ", part->fact->id,
                   whole->fact->id);
  }
}

static void read_facts(struct loader *loader, struct level *level, const struct draft *table,
                       struct example *example) {
  example->facts = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *example->facts);
  if (!level->given) level->given = arena_array(loader->arena, level->fact_count + 1, sizeof *level->given);
  if (!example->facts || !level->given) {
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
    struct example_fact *one = &example->facts[example->fact_count];
    one->fact = find_fact(loader, level, field->key, &place);
    if (!one->fact || !read_value(loader, one->fact, field->value, place, &one->value)) continue;
    level->given[one->fact->index] = ++example->fact_count;
  }
  check_parts(loader, example, level->given);
  for (uint32_t i = 0; i < example->fact_count; i++) level->given[example->facts[i].fact->index] = 0;
}

static void read_causes(struct loader *loader, const struct level *level, const struct draft *table,
                        struct example *example) {
  const char **causes = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *causes);
  if (!causes) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < table->field_count; i++) {
    struct draft *cause = table->fields[i].value;
    if (cause->kind == DRAFT_ERROR) continue;
    cause->used = DRAFT_ATTACHED;
    if (table->fields[i].key || (cause->kind != DRAFT_STRING && cause->kind != DRAFT_NAME)) {
      report_problem(loader->report, CHUAN_ERROR, &cause->place,
                     "causes is a list of facts; write causes = { \"%s\" }",
                     "causes là danh sách số liệu; hãy viết causes = { \"%s\" }",
                     level->fact_count ? level->facts[0]->id : "...");
      continue;
    }
    if (cause->kind == DRAFT_NAME && cause->known == WORD_UNKNOWN &&
        !find_fact(loader, level, cause->word, &cause->place)) {
      continue;
    }
    causes[example->cause_count++] = cause->word;
  }
  example->causes = causes;
}

/* --- what is expected ---------------------------------------------------------------------------------- */

static int read_verdict(const struct draft *draft, chuan_verdict *verdict) {
  static const char *const verdicts[] = {[CHUAN_NOT_MET] = "not_met",
                                         [CHUAN_NO_DATA] = "no_data",
                                         [CHUAN_MET] = "met",
                                         [CHUAN_NOT_APPLICABLE] = "not_applicable"};
  for (int i = 0; i < 4 && draft->kind == DRAFT_STRING; i++) {
    if (strcmp(verdicts[i], draft->word) != 0) continue;
    *verdict = (chuan_verdict)i;
    return 1;
  }
  return 0;
}

/* A value of the type that `asked` has; 0 when the draft is none. */
static int read_expected_value(struct loader *loader, const struct draft *draft, struct example *example) {
  const struct expression *asked = example->asked;
  struct domain domain = {asked->choices, asked->choice_count};
  switch (asked->type) {
    case TYPE_NUMBER:
      return draft->kind == DRAFT_NUMBER &&
             rational_parse(&example->expect_number, draft->word, strlen(draft->word));
    case TYPE_CHOICE:
      return draft->kind == DRAFT_STRING && domain_find(loader, domain, draft->word, &example->expect_choice);
    case TYPE_YES_NO:
      example->expect_choice = draft->integer != 0;
      return draft->kind == DRAFT_BOOLEAN;
    case TYPE_TEST:
      break;
  }
  return 0;
}

static void refuse_expected(struct loader *loader, const struct draft *record, const struct draft *draft,
                            const struct expression *asked) {
  struct place place = draft_key_place(record, "expect");
  const char *what = draft_describe(loader->arena, draft), *suits = "55";
  if (asked->type == TYPE_TEST && draft->kind == DRAFT_STRING) {
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "\"%s\" is no verdict; write \"met\", \"not_met\", \"no_data\" or \"not_applicable\"",
        "\"%s\" không phải kết quả; hãy ghi \"met\", \"not_met\", \"no_data\" hoặc \"not_applicable\"",
        draft->word);
    return;
  }
  if (asked->type == TYPE_TEST) suits = "\"met\"";
  if (asked->type == TYPE_YES_NO) suits = "true";
  if (asked->type == TYPE_CHOICE && asked->choice_count) {
    const char *nearest =
        draft->kind == DRAFT_STRING
            ? loader_nearest_choice(loader, asked->choices, asked->choice_count, draft->word)
            : NULL;
    suits = arena_format(loader->arena, "\"%s\"", nearest ? nearest : asked->choices[0]);
  }
  if (!what || !suits) {
    loader_no_memory(loader);
    return;
  }
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "%s cannot be what comes out here; write for instance expect = %s, or \"no_data\"",
                 "ở đây không thể ra %s; hãy viết chẳng hạn expect = %s, hoặc \"no_data\"", what, suits);
}

static void read_expect(struct loader *loader, const struct draft *record, const struct draft *draft,
                        struct example *example) {
  if (draft->kind == DRAFT_ERROR || !example->asked) return; /* said there */
  int is_test = example->asked->type == TYPE_TEST;
  example->expect_text = draft->word;
  if (draft->kind == DRAFT_BOOLEAN) example->expect_text = draft->integer ? "true" : "false";
  if (read_verdict(draft, &example->expect) && (is_test || example->expect == CHUAN_NO_DATA)) return;
  example->expect = CHUAN_MET;
  if (is_test || !read_expected_value(loader, draft, example))
    refuse_expected(loader, record, draft, example->asked);
}

/* --- what it is of ------------------------------------------------------------------------------------- */

static struct level *refuse_path(struct loader *loader, const struct draft *record, const char *path) {
  if (!loader_misses(loader, path)) return NULL;
  struct place place = draft_key_place(record, "of");
  const char *nearest = loader_nearest(loader, &loader->judged, path);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "there is no standard, criterion or indicator \"%s\"; write a path such as \"%s\"",
                 "không có bộ tiêu chí, tiêu chí hay chỉ tiêu \"%s\"; hãy ghi đường dẫn như \"%s\"", path,
                 nearest ? nearest : "commune.standard/17.1");
  return NULL;
}

/* "level/id" of a derived value. */
static struct level *find_derived(struct loader *loader, const struct draft *record, struct example *example,
                                  struct level *level, const char *id) {
  const struct named *named = name_table_get(&level->names, id);
  if (named && named->derived) {
    example->asked = named->derived->shown.value;
    return level;
  }
  struct place place = draft_key_place(record, "of");
  if (named) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "`%s` is a figure that is given, so there is nothing to try; write the path of a rule or "
                   "of a derived value",
                   "`%s` là số liệu nhập vào nên không có gì để thử; hãy ghi đường dẫn của một quy tắc hoặc "
                   "một giá trị derived",
                   id);
    return NULL;
  }
  if (!loader_misses(loader, example->path)) return NULL;
  const char *nearest = loader_nearest(loader, &level->names, id);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "the level %s has no derived value `%s`; write a path such as \"%s/%s\"",
                 "cấp %s không có giá trị derived `%s`; hãy ghi đường dẫn như \"%s/%s\"", level->id, id,
                 level->id, nearest ? nearest : "...");
  return NULL;
}

/* The level of what the example is of; NULL after an error. */
static struct level *find_asked(struct loader *loader, const struct draft *record, struct example *example) {
  static const struct expression of_a_broken_rule = {.type = TYPE_TEST};
  const struct judged_draft *judged = name_table_get(&loader->judged, example->path);
  if (judged) {
    example->asked = judged->shown.test ? judged->shown.test : &of_a_broken_rule;
    return judged->level; /* NULL: its own level is unknown, said there */
  }
  const char *slash = strchr(example->path, '/');
  const char *of = slash ? arena_text(loader->arena, example->path, (size_t)(slash - example->path)) : "";
  if (!of) return loader_no_memory(loader);
  struct level *level = slash ? name_table_get(&loader->levels, of) : NULL;
  return level ? find_derived(loader, record, example, level, slash + 1)
               : refuse_path(loader, record, example->path);
}

static void read_year(struct loader *loader, const struct draft *record, const struct draft *draft,
                      struct example *example) {
  const struct rulebook *rulebook = loader->rulebook;
  int64_t year = 0;
  resolve_whole(draft, YEAR_FIRST, YEAR_LAST, &year);
  example->year = (int)year;
  if (!loader->period || (year >= rulebook->first_year && year <= rulebook->last_year)) return;
  struct place place = draft_key_place(record, "year");
  report_problem(loader->report, CHUAN_WARNING, &place,
                 "the year %d is outside of the period %d-%d; write a year of the period",
                 "năm %d nằm ngoài giai đoạn %d-%d; hãy ghi một năm trong giai đoạn", example->year,
                 rulebook->first_year, rulebook->last_year);
}

static void read_example(struct loader *loader, struct draft *record) {
  static const struct record_schema schema = {"example", fields, 6, 0};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  struct example *example = arena_alloc(loader->arena, sizeof *example);
  if (!example) {
    loader_no_memory(loader);
    return;
  }
  struct names names;
  names_read(loader, values[NAME], "", &names);
  example->name = names_pick(&names, report_language(loader->report));
  example->place = record->place;
  if (values[YEAR]) read_year(loader, record, values[YEAR], example);
  if (!values[OF]) return;
  example->path = values[OF]->word;
  struct level *level = find_asked(loader, record, example);
  if (!level) return;
  example->level = level->id;
  if (values[EXPECT]) read_expect(loader, record, values[EXPECT], example);
  if (values[FACTS]) read_facts(loader, level, values[FACTS], example);
  if (values[CAUSES]) read_causes(loader, level, values[CAUSES], example);
  if (!arena_grow(loader->arena, &loader->examples, &loader->example_capacity, loader->example_count,
                  sizeof *loader->examples)) {
    loader_no_memory(loader);
    return;
  }
  loader->examples[loader->example_count++] = example;
}

void examples_read(struct loader *loader) {
  for (struct draft *draft = loader->first; draft && !loader->no_memory; draft = draft->next)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_EXAMPLE) read_example(loader, draft);
}
