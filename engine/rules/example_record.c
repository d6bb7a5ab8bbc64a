/* example { of, year, facts, expect }: a unit made up to show what a rule or a derived value says. */
#include "rules/example_unit.h"
#include "rules/field_schema.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include "base/date.h"

#include <string.h>

enum { NAME, OF, YEAR, EXPECT, CAUSES, AS_OF, UNIT };
static const struct field_schema fields[] = {
    {"name", FIELD_NAMES, 0},   {"of", FIELD_TEXT, 1},    {"year", FIELD_YEAR, 1}, {"expect", FIELD_ANY, 1},
    {"causes", FIELD_TABLE, 0}, {"as_of", FIELD_TEXT, 0}, EXAMPLE_UNIT_FIELDS};

/* A figure of the units around it can be a cause too. */
static int is_fact_elsewhere(const struct loader *loader, const char *id) {
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    const struct named *named = name_table_get(&level->names, id);
    if (named && named->fact) return 1;
  }
  return 0;
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
        !is_fact_elsewhere(loader, cause->word) &&
        !example_fact_find(loader, level, cause->word, &cause->place)) {
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
  if (!nearest) nearest = loader_nearest(loader, &loader->validates, path);
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

/* Stands for a formula that was refused. */
static const struct expression of_a_broken_rule = {.type = TYPE_TEST};

/* The level of what the example is of; NULL after an error. */
static struct level *find_asked(struct loader *loader, const struct draft *record, struct example *example) {
  const struct judged_draft *judged = name_table_get(&loader->judged, example->path);
  if (judged) {
    example->asked = judged->shown.test ? judged->shown.test : &of_a_broken_rule;
    return judged->level; /* NULL: its own level is unknown, said there */
  }
  const struct validate_rule *rule = name_table_get(&loader->validates, example->path);
  if (rule) {
    example->asked = rule->test ? rule->test : &of_a_broken_rule;
    return *rule->level ? name_table_get(&loader->levels, rule->level) : NULL;
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

static void read_day(struct loader *loader, const struct draft *record, const struct draft *draft,
                     struct example *example) {
  example->has_as_of = strlen(draft->word) == 10 && date_parse(draft->word, 10, 0, &example->as_of);
  if (example->has_as_of) return;
  struct place place = draft_key_place(record, "as_of");
  report_problem(loader->report, CHUAN_ERROR, &place, "\"%s\" is no date; write it as \"2024-02-29\"",
                 "\"%s\" không phải ngày; hãy viết dạng \"2024-02-29\"", draft->word);
}

static void read_example(struct loader *loader, struct draft *record) {
  static const struct record_schema schema = {"example", fields, sizeof fields / sizeof *fields, 0};
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
  if (values[AS_OF]) read_day(loader, record, values[AS_OF], example);
  if (!values[OF]) return;
  example->path = values[OF]->word;
  struct level *level = find_asked(loader, record, example);
  if (!level) return;
  if (values[EXPECT]) read_expect(loader, record, values[EXPECT], example);
  int whole = example->asked && example->asked != &of_a_broken_rule;
  example->unit =
      example_unit_read(loader, record, values + UNIT, level, whole ? example->asked : NULL, example->year);
  if (values[CAUSES]) read_causes(loader, level, values[CAUSES], example);
  if (!example->unit) return;
  if (!arena_grow(loader->arena, &loader->examples, &loader->example_capacity, loader->example_count,
                  sizeof *loader->examples)) {
    loader_no_memory(loader);
    return;
  }
  loader->examples[loader->example_count++] = example;
}

void examples_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_EXAMPLE) read_example(loader, draft);
}
