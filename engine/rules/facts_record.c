/* facts "level" { id = kind { ... } }: the vocabulary of a level. */
#include "rules/field_schema.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include "base/decimal.h"

#include <string.h>

#define FACTS_MAX 65535u
#define CHOICES_MAX 65535u
#define PLACES_UNSAID 2 /* of an amount that does not say */

#define CARRY_MAX 50
enum { NAME, CARRY, MERGE, UNIT, PART_OF, MIN, MAX, PLACES };
static const struct field_schema fields[] = {{"name", FIELD_NAMES, 0},  {"carry", FIELD_ANY, 0},
                                             {"merge", FIELD_ANY, 0},   {"unit", FIELD_TEXT, 0},
                                             {"part_of", FIELD_ANY, 0}, {"min", FIELD_NUMBER, 0},
                                             {"max", FIELD_NUMBER, 0},  {"places", FIELD_WHOLE, 0}};
static const struct record_schema schemas[] = {[FACT_COUNT] = {"count", fields, 7, 0},
                                               [FACT_AMOUNT] = {"amount", fields, 8, 0},
                                               [FACT_YES_NO] = {"yes_no", fields, 3, 0},
                                               [FACT_CHOICE] = {"choice", fields, 3, 1}};

static void read_bound(struct loader *loader, const struct fact *fact, const struct draft *draft,
                       const char *key, int *has, int64_t *bound) {
  if (!draft) return;
  *has = decimal_parse(draft->word, strlen(draft->word), fact->places, bound) == DECIMAL_OK;
  if (*has) return;
  report_problem(loader->report, CHUAN_ERROR, &draft->place,
                 "`%s` of %s is %s, which does not fit %u decimals; round it or raise `places`",
                 "`%s` của %s là %s, không khớp với %u chữ số thập phân; hãy làm tròn hoặc tăng `places`",
                 key, fact->id, draft->word, fact->places);
}

static void read_numeric(struct loader *loader, struct fact *fact, struct draft *values[FIELDS_MAX]) {
  int64_t places = PLACES_UNSAID;
  if (fact->kind == FACT_COUNT) {
    places = 0;
    fact->has_minimum = 1;
  } else if (values[PLACES] && !resolve_whole(values[PLACES], 0, DECIMAL_PLACES_MAX, &places)) {
    report_problem(loader->report, CHUAN_ERROR, &values[PLACES]->place,
                   "`places` of %s is %s; write a whole number from 0 to %d",
                   "`places` của %s là %s; hãy ghi số nguyên từ 0 đến %d", fact->id, values[PLACES]->word,
                   DECIMAL_PLACES_MAX);
    places = PLACES_UNSAID;
  }
  fact->places = (unsigned)places;
  if (values[UNIT]) fact->unit = values[UNIT]->word;
  read_bound(loader, fact, values[MIN], "min", &fact->has_minimum, &fact->minimum);
  read_bound(loader, fact, values[MAX], "max", &fact->has_maximum, &fact->maximum);
  if (fact->has_minimum && fact->has_maximum && fact->minimum > fact->maximum) {
    report_problem(loader->report, CHUAN_ERROR, &fact->place,
                   "no figure fits %s: its min is above its max; exchange them",
                   "không số nào hợp với %s: min lớn hơn max; hãy đổi lại", fact->id);
  }
}

static void read_carry(struct loader *loader, struct fact *fact, const struct draft *draft) {
  int64_t years = 0;
  if (!draft) return;
  if (!resolve_whole(draft, 0, CARRY_MAX, &years)) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "`carry` of %s is %s; write for how many years a figure serves, from 0 to %d",
                   "`carry` của %s là %s; hãy ghi số năm mà một số liệu còn dùng được, từ 0 đến %d", fact->id,
                   draft_describe(loader->arena, draft), CARRY_MAX);
  }
  fact->carry = (unsigned)years;
}

/* What is counted or measured adds up; what is said, and what is per something, does not. */
static enum fact_merge usual_merge(const struct fact *fact) {
  if (fact->kind == FACT_YES_NO || fact->kind == FACT_CHOICE) return MERGE_SAME;
  if (strchr(fact->unit, '/') || strchr(fact->unit, '%')) return MERGE_SAME;
  return fact->kind == FACT_AMOUNT && !*fact->unit ? MERGE_SAME : MERGE_SUM;
}

static void read_choices(struct loader *loader, struct fact *fact, const struct draft *table) {
  struct name_table seen = {0};
  uint32_t count = table ? table->field_count : 0;
  const char **choices = arena_array(loader->arena, (size_t)count + 1, sizeof *choices);
  if (!choices) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (field->key || field->value->kind == DRAFT_ERROR) continue;
    const struct draft *choice = field->value;
    if (choice->kind != DRAFT_STRING || !id_is_valid(choice->word) ||
        strcmp(choice->word, "otherwise") == 0) {
      report_problem(loader->report, CHUAN_ERROR, &choice->place,
                     "%s cannot be a choice; write an id in quotes, of letters without marks, digits, . _ -",
                     "%s không làm lựa chọn được; hãy ghi mã trong ngoặc kép, gồm chữ không dấu, số, . _ -",
                     draft_describe(loader->arena, choice));
      continue;
    }
    char *key = arena_string(loader->arena, choice->word); /* files may write a choice in capitals */
    for (char *c = key; c && *c; c++)
      if (*c >= 'A' && *c <= 'Z') *c = (char)(*c + ('a' - 'A'));
    const char *first = key ? name_table_get(&seen, key) : NULL;
    if (first) {
      report_problem(
          loader->report, CHUAN_ERROR, &choice->place,
          "the choice \"%s\" of %s is given twice (as \"%s\"; capitals make no difference); delete one",
          "lựa chọn \"%s\" của %s ghi hai lần (đã có \"%s\"; chữ hoa hay thường như nhau); hãy xóa một",
          choice->word, fact->id, first);
      continue;
    }
    if (!key || !name_table_put(&seen, loader->arena, key, (void *)choice->word)) {
      loader_no_memory(loader);
      return;
    }
    choices[fact->choice_count++] = choice->word;
  }
  fact->choices = choices;
  if (!fact_choices_order(loader->arena, fact)) loader_no_memory(loader);
  if (fact->choice_count == 0) {
    report_problem(loader->report, CHUAN_ERROR, &fact->place,
                   "%s has no choices; write choice { \"first\", \"second\" }",
                   "%s chưa có lựa chọn nào; hãy viết choice { \"first\", \"second\" }", fact->id);
  } else if (fact->choice_count > CHOICES_MAX) {
    report_problem(loader->report, CHUAN_ERROR, &fact->place, "%s has more than %u choices; shorten the list",
                   "%s có hơn %u lựa chọn; hãy rút ngắn danh sách", fact->id, CHOICES_MAX);
  }
}

static int kind_of(int word) {
  switch (word) {
    case WORD_COUNT:
      return FACT_COUNT;
    case WORD_AMOUNT:
      return FACT_AMOUNT;
    case WORD_YES_NO:
      return FACT_YES_NO;
    case WORD_CHOICE:
      return FACT_CHOICE;
    default:
      return -1;
  }
}

static void read_fact(struct loader *loader, struct level *level, const struct draft_field *field,
                      struct place place) {
  struct draft *node = field->value, *values[FIELDS_MAX];
  struct draft nothing = {.kind = DRAFT_TABLE, .file = node->file, .place = node->place};
  int kind = node->kind == DRAFT_NODE ? kind_of(node->known) : -1;
  const struct draft *table =
      node->kind == DRAFT_NODE && node->field_count == 1 ? node->fields[0].value : &nothing;
  if (node->kind == DRAFT_ERROR || table->kind == DRAFT_ERROR) return;
  if (node->kind == DRAFT_NODE && node->known == WORD_UNKNOWN) return; /* a misspelt word: said elsewhere */
  if (kind < 0 || node->field_count > 1 || table->kind != DRAFT_TABLE) {
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "the kind of `%s` is not clear; write %s = count {}, amount {}, yes_no {} or choice { \"...\" }",
        "chưa rõ loại của `%s`; hãy viết %s = count {}, amount {}, yes_no {} hoặc choice { \"...\" }",
        field->key, field->key);
    return;
  }
  if (!level_name_is_free(loader, level, field->key, &place)) return;
  struct fact *fact = arena_alloc(loader->arena, sizeof *fact);
  struct named *named = arena_alloc(loader->arena, sizeof *named);
  if (!fact || !named) {
    loader_no_memory(loader);
    return;
  }
  fact->level = level->id;
  fact->id = field->key;
  fact->kind = (enum fact_kind)kind;
  fact->unit = "";
  fact->place = place;
  fields_read(loader, table, &schemas[kind], values);
  if (kind == FACT_COUNT || kind == FACT_AMOUNT) {
    read_numeric(loader, fact, values);
    named->part_of = values[PART_OF];
  } else if (kind == FACT_CHOICE) {
    read_choices(loader, fact, table);
  }
  names_read(loader, values[NAME], fact->id, &fact->name);
  read_carry(loader, fact, values[CARRY]);
  fact->merge = usual_merge(fact);
  named->merge = values[MERGE];
  named->fact = fact;
  if (!name_table_put(&level->names, loader->arena, fact->id, named) ||
      !arena_grow(loader->arena, &level->facts, &level->fact_capacity, level->fact_count,
                  sizeof *level->facts)) {
    loader_no_memory(loader);
    return;
  }
  fact->index = (uint32_t)level->fact_count;
  level->facts[level->fact_count++] = fact;
  if (level->fact_count == (size_t)FACTS_MAX + 1) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "the level %s has more than %u facts; split the level",
                   "cấp %s có hơn %u số liệu; hãy tách cấp", level->id, FACTS_MAX);
  }
}

static void read_facts(struct loader *loader, const struct draft *record) {
  const struct draft *name = record->fields[0].value, *table = record->fields[1].value;
  if (name->kind != DRAFT_STRING) return;
  if (!id_is_column(name->word)) {
    report_problem(loader->report, CHUAN_ERROR, &record->place,
                   "\"%s\" cannot name a level; use small letters a-z, digits and _, such as \"commune\"",
                   "\"%s\" không đặt tên cho cấp được; chỉ dùng chữ thường a-z, số và _, ví dụ \"commune\"",
                   name->word);
    return;
  }
  struct level *level = name_table_get(&loader->levels, name->word);
  if (!level && loader->levels.count == LEVELS_MAX) {
    report_problem(loader->report, CHUAN_ERROR, &record->place,
                   "the rules have more than %u levels; put the facts into fewer levels",
                   "bộ quy tắc có hơn %u cấp; hãy dồn số liệu vào ít cấp hơn", LEVELS_MAX);
    loader->stopped = 1;
    return;
  }
  if (!level) {
    level = arena_alloc(loader->arena, sizeof *level);
    if (!level || !name_table_put(&loader->levels, loader->arena, name->word, level)) {
      loader_no_memory(loader);
      return;
    }
    level->id = name->word;
    level->place = record->place;
  }
  for (uint32_t i = 0; i < table->field_count && !loader->no_memory; i++) {
    const struct draft_field *field = &table->fields[i];
    struct place place = draft_field_place(table, field);
    if (field->key) {
      read_fact(loader, level, field, place);
    } else if (field->value->kind != DRAFT_ERROR) {
      report_problem(loader->report, CHUAN_ERROR, &place,
                     "a figure without a name stands here; write name = count {}",
                     "ở đây có số liệu không có tên; hãy viết tên = count {}");
    }
  }
}

/* --- part_of ----------------------------------------------------------------------------------------- */

static void link_part(struct loader *loader, const struct level *level, struct named *named) {
  struct fact *fact = named->fact;
  const struct draft *whole = named->part_of;
  struct place place = whole->place;
  named->part_of->used = DRAFT_ATTACHED;
  if (whole->kind == DRAFT_ERROR) return;
  if (whole->kind != DRAFT_STRING && whole->kind != DRAFT_NAME) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "`part_of` of %s is %s; write the id of a fact in quotes",
                   "`part_of` của %s là %s; hãy ghi mã số liệu trong ngoặc kép", fact->id,
                   draft_describe(loader->arena, whole));
    return;
  }
  const struct named *found = name_table_get(&level->names, whole->word);
  if (!found || !found->fact) {
    const char *nearest = loader_nearest(loader, &level->names, whole->word);
    if (loader_may_declare(loader, whole->word)) return;
    named->part_of->kind = DRAFT_ERROR;
    report_problem(
        loader->report, CHUAN_ERROR, &place, "%s is part of `%s`, which is no fact of %s; %s%s%s",
        "%s là một phần của `%s`, nhưng đó không phải số liệu của cấp %s; %s%s%s", fact->id, whole->word,
        level->id,
        nearest ? report_pick(loader->report, "did you mean `", "có phải là `")
                : report_pick(loader->report, "declare it or delete part_of", "hãy khai nó hoặc xóa part_of"),
        nearest ? nearest : "", nearest ? "`?" : "");
    return;
  }
  if (found->fact->kind != FACT_COUNT && found->fact->kind != FACT_AMOUNT) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "%s is part of %s, which is no count or amount; name a number",
                   "%s là một phần của %s, nhưng đó không phải số đếm hay số đo; hãy chỉ một số liệu dạng số",
                   fact->id, found->fact->id);
    return;
  }
  if (*fact->unit && *found->fact->unit && strcmp(fact->unit, found->fact->unit) != 0) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "%s is in \"%s\" and part of %s, which is in \"%s\"; give both one unit of measure",
                   "%s tính bằng \"%s\" lại là một phần của %s tính bằng \"%s\"; hãy dùng một đơn vị tính",
                   fact->id, fact->unit, found->fact->id, found->fact->unit);
    return;
  }
  fact->part_of = found->fact;
}

/* --- merge ------------------------------------------------------------------------------------------- */

/* merge = "sum", "same", or the fact that weighs a mean. */
static void link_merge(struct loader *loader, const struct level *level, struct named *named) {
  struct fact *fact = named->fact;
  struct draft *merge = named->merge;
  int numeric = fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
  if (merge->used == DRAFT_UNUSED) merge->used = DRAFT_ATTACHED;
  if (merge->kind == DRAFT_ERROR) return;
  int named_so = merge->kind == DRAFT_STRING || (merge->kind == DRAFT_NAME && merge->known == WORD_UNKNOWN);
  if (merge->kind == DRAFT_STRING && strcmp(merge->word, "same") == 0) {
    fact->merge = MERGE_SAME;
    return;
  }
  if (merge->kind == DRAFT_STRING && strcmp(merge->word, "sum") == 0 && numeric) {
    fact->merge = MERGE_SUM;
    return;
  }
  const struct named *weight = named_so && numeric ? name_table_get(&level->names, merge->word) : NULL;
  int fits = weight && weight->fact && weight->fact != fact &&
             (weight->fact->kind == FACT_COUNT || weight->fact->kind == FACT_AMOUNT) &&
             weight->fact->has_minimum && weight->fact->minimum >= 0;
  if (fits) {
    fact->merge = MERGE_MEAN;
    fact->weight = weight->fact;
    return;
  }
  if (named_so && loader_may_declare(loader, merge->word)) return;
  if (numeric) {
    report_problem(loader->report, CHUAN_ERROR, &merge->place,
                   "`merge` of %s is %s; write \"sum\", \"same\", or the count that weighs its mean, such as "
                   "population",
                   "`merge` của %s là %s; hãy ghi \"sum\", \"same\", hoặc số đếm dùng làm trọng số, ví dụ "
                   "population",
                   fact->id, draft_describe(loader->arena, merge));
  } else {
    report_problem(loader->report, CHUAN_ERROR, &merge->place,
                   "`merge` of %s is %s; what is no number can only be kept where all agree: delete it",
                   "`merge` của %s là %s; số liệu không phải số chỉ giữ được khi mọi nơi đều như nhau: hãy "
                   "xóa đi",
                   fact->id, draft_describe(loader->arena, merge));
  }
  merge->kind = DRAFT_ERROR;
}

/* A fact that is part of itself, through others: every chain is walked once. */
static void check_parts(struct loader *loader, struct level *level) {
  uint32_t *walked = arena_array(loader->arena, level->fact_count + 1, sizeof *walked);
  if (!walked) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < level->fact_count; i++) {
    const struct fact *at = level->facts[i];
    while (at && !walked[at->index]) {
      walked[at->index] = i + 1;
      at = at->part_of;
    }
    if (!at || walked[at->index] != i + 1) continue;
    report_problem(loader->report, CHUAN_ERROR, &at->place,
                   "%s is part of itself, through %s; remove one part_of",
                   "%s là một phần của chính nó, qua %s; hãy bỏ một part_of", at->id, at->part_of->id);
    struct named *named = name_table_get(&level->names, at->id);
    named->fact->part_of = NULL;
  }
}

void facts_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory && !loader->stopped;
       draft = draft->next_record) {
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_FACTS) read_facts(loader, draft);
  }
  for (size_t i = 0; i < loader->levels.count && !loader->no_memory; i++) {
    struct level *level = loader->levels.entries[i].value;
    for (size_t n = 0; n < level->fact_count; n++) {
      struct named *named = name_table_get(&level->names, level->facts[n]->id);
      if (named->part_of) link_part(loader, level, named);
      if (named->merge) link_merge(loader, level, named);
    }
    check_parts(loader, level);
  }
}

/* --- facts that are asked for nothing ------------------------------------------------------------------ */

static void note_read(struct loader *loader, const struct fact *fact) {
  struct level *level = name_table_get(&loader->levels, fact->level);
  struct named *named = level ? name_table_get(&level->names, fact->id) : NULL;
  if (named) named->read = 1;
}

void facts_tell_unread(struct loader *loader) {
  for (size_t i = 0; i < loader->pool.count; i++) {
    if (loader->pool.list[i]->kind != EXPRESSION_FACT) continue;
    /* A whole is there to check its parts, a weight to merge what it weighs. */
    for (const struct fact *fact = loader->pool.list[i]->as.fact; fact; fact = fact->part_of) {
      note_read(loader, fact);
      if (fact->weight) note_read(loader, fact->weight);
    }
  }
  for (size_t l = 0; l < loader->levels.count; l++) {
    const struct level *level = loader->levels.entries[l].value;
    for (size_t i = 0; i < level->fact_count; i++) {
      const struct fact *fact = level->facts[i];
      const struct named *named = name_table_get(&level->names, fact->id);
      if (named->read) continue;
      report_problem(loader->report, CHUAN_WARNING, &fact->place, "no rule reads `%s`; use it or delete it",
                     "không quy tắc nào đọc `%s`; hãy dùng nó hoặc xóa đi", fact->id);
    }
  }
}
