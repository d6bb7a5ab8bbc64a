/* The same value somewhere else: of the unit above (parent), in another year (in_year, last_year), over years
 * (total_since, average_growth, average_fall). */
#include "rules/field_schema.h"
#include "rules/resolve.h"

#include "base/date.h"

#include <string.h>

#define GROWTH_YEARS 40 /* the powers of a growth over more would not fit */

/* --- which level parent means ------------------------------------------------------------------------ */

struct search { /* the levels that know all names seen */
  uint8_t possible[LEVELS_MAX];
  const char *name; /* the first name that some level knows */
  int unknown;      /* a name that no level knows: said elsewhere */
};

/* `name` of a figure, or `path` of a rule that is judged. */
static void narrow(struct loader *loader, struct search *search, const char *name, const char *path) {
  uint8_t knows[LEVELS_MAX] = {0};
  int known = 0;
  const struct judged_draft *judged = path ? name_table_get(&loader->judged, path) : NULL;
  loader->looked_at += loader->levels.count;
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    knows[i] = name ? name_table_get(&level->names, name) != NULL : judged && judged->level == level;
    known |= knows[i];
  }
  if (!known) {
    search->unknown = 1;
    return;
  }
  if (!search->name) search->name = name ? name : path;
  for (size_t i = 0; i < loader->levels.count; i++) search->possible[i] &= knows[i];
}

static void look(struct scope *scope, struct search *search, struct draft *draft, uint32_t stamp) {
  if (draft->stamp == stamp) return;
  draft->stamp = stamp;
  scope->loader->looked_at++;
  if (draft->kind == DRAFT_NAME && draft->known == WORD_UNKNOWN)
    narrow(scope->loader, search, draft->word, NULL);
  if (draft->kind != DRAFT_NODE && draft->kind != DRAFT_TABLE) return;
  if (draft->kind == DRAFT_NODE) {
    switch (draft->known) {
      case WORD_SUM_OF:
      case WORD_COUNT_OF:
      case WORD_SHARE_OF:
      case WORD_MEAN_OF:
      case WORD_PARENT:
        return; /* of yet another level */
      case WORD_MET:
      case WORD_RECOGNISED:
      case WORD_FAILED_SHARE:
        if (draft->field_count == 1 && draft->fields[0].value->kind == DRAFT_STRING)
          narrow(scope->loader, search, NULL, draft->fields[0].value->word);
        return;
      default:
        break;
    }
  }
  for (uint32_t i = 0; i < draft->field_count; i++) look(scope, search, draft->fields[i].value, stamp);
}

static struct level *refuse_level(struct scope *scope, struct draft *node, const char *name,
                                  const struct level *one, const struct level *other) {
  struct report *report = scope->loader->report;
  node->kind = DRAFT_ERROR; /* said once */
  if (other) {
    report_problem(report, CHUAN_ERROR, &node->place,
                   "both %s and %s know `%s`; say which is meant: parent(\"%s\", value)",
                   "cả cấp %s và cấp %s đều có `%s`; hãy nói rõ: parent(\"%s\", giá trị)", one->id, other->id,
                   name, one->id);
  } else if (name) {
    report_problem(
        report, CHUAN_ERROR, &node->place,
        "no level above %s knows `%s` and all else that parent reads here; write parent(\"level\", "
        "value) for each level",
        "không cấp nào trên cấp %s có `%s` và mọi thứ khác mà parent đọc ở đây; hãy viết "
        "parent(\"cấp\", giá trị) cho từng cấp",
        scope->level->id, name);
  } else {
    report_problem(report, CHUAN_ERROR, &node->place,
                   "nothing here tells which level parent means; write parent(\"district\", value)",
                   "không rõ parent nói tới cấp nào; hãy viết parent(\"district\", giá trị)");
  }
  return NULL;
}

static struct level *find_level(struct scope *scope, struct draft *node, struct draft *read) {
  struct loader *loader = scope->loader;
  struct search search = {.unknown = 0};
  struct level *found = NULL;
  memset(search.possible, 1, sizeof search.possible);
  look(scope, &search, read, ++loader->stamp);
  for (size_t i = 0; search.name && i < loader->levels.count; i++) {
    struct level *level = loader->levels.entries[i].value;
    if (!search.possible[i] || level == scope->level || level_is_below(loader, level, scope->level)) continue;
    if (found) return refuse_level(scope, node, search.name, found, level);
    found = level;
  }
  if (found || search.unknown || loader->no_memory) return found;
  return refuse_level(scope, node, search.name, NULL, NULL);
}

/* --- reading elsewhere ------------------------------------------------------------------------------- */

struct draft *elsewhere_read(struct scope *scope, struct draft *node, struct level **level) {
  *level = scope->level;
  uint32_t last = node->field_count - 1; /* what is read comes last */
  if (node->field_count == 0 || node->fields[last].value->kind == DRAFT_ERROR) return NULL;
  struct draft *read = node->fields[last].value;
  if (node->known != WORD_PARENT) return node->field_count <= 2 ? read : NULL;
  if (node->field_count == 1) {
    *level = find_level(scope, node, read);
  } else {
    const struct draft *name = node->fields[0].value;
    *level = node->field_count == 2 && name->kind == DRAFT_STRING ? loader_level(scope->loader, name) : NULL;
  }
  return *level ? read : NULL;
}

static struct expression like(enum expression_kind kind, const struct expression *const *operand) {
  const struct expression *value = *operand;
  return (struct expression){.kind = kind,
                             .type = value->type,
                             .unit = value->unit,
                             .choices = value->choices,
                             .choice_count = value->choice_count,
                             .operand_count = 1,
                             .operands = (const struct expression **)operand};
}

const struct expression *resolve_parent(struct scope *scope, struct draft *node, struct want want) {
  struct loader *loader = scope->loader;
  struct level *level;
  if (node->field_count == 0 || node->field_count > 2 ||
      (node->field_count == 2 && node->fields[0].value->kind != DRAFT_STRING)) {
    return resolve_refuse_form(scope, node);
  }
  struct draft *read = elsewhere_read(scope, node, &level);
  if (!read || !level_put_below(loader, node, scope->level, level)) return NULL;
  const char *what = arena_format(loader->arena, "parent(\"%s\")", level->id);
  if (!what) return loader_no_memory(loader);
  struct chain chain = {what, scope->chain};
  struct scope inside = {loader, level, NULL, scope->depth, &chain};
  const struct expression *value = resolve(&inside, read, want);
  if (!value) return NULL;
  struct expression result = like(EXPRESSION_PARENT, &value);
  result.as.level = level->id;
  return resolve_make(scope, node, &result);
}

/* A year of figures that the period can look back at. */
static int check_year(struct scope *scope, const struct draft *draft, int64_t *year) {
  struct loader *loader = scope->loader;
  if (draft->kind == DRAFT_ERROR) return 0;
  if (!resolve_whole(draft, YEAR_FIRST, YEAR_LAST, year)) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "%s is no year; write a year such as 2020",
                   "%s không phải năm; hãy ghi một năm như 2020", draft_describe(loader->arena, draft));
    return 0;
  }
  if (!loader->period || *year <= loader->rulebook->last_year) return 1;
  report_problem(loader->report, CHUAN_ERROR, &draft->place,
                 "the period ends in %d, so figures of %d never come; write an earlier year",
                 "giai đoạn kết thúc năm %d nên không bao giờ có số liệu năm %d; hãy ghi một năm sớm hơn",
                 loader->rulebook->last_year, (int)*year);
  return 0;
}

static const struct expression *in_year(struct scope *scope, const struct draft *at, int64_t year,
                                        const struct expression *value) {
  struct expression result = like(EXPRESSION_IN_YEAR, &value);
  result.as.year = (int)year;
  return resolve_make(scope, at, &result);
}

const struct expression *resolve_year(struct scope *scope, struct draft *node, struct want want) {
  int64_t year = 0;
  uint32_t needed = node->known == WORD_LAST_YEAR ? 1 : 2;
  if (node->field_count != needed) return resolve_refuse_form(scope, node);
  int whole = needed == 1 || check_year(scope, node->fields[0].value, &year);
  struct chain chain = {node->word, scope->chain};
  struct scope inside = {scope->loader, scope->level, scope->standard, scope->depth, &chain};
  if (node->known == WORD_TOTAL_SINCE) want = want_of(WANT_NUMBER);
  const struct expression *value = resolve(&inside, node->fields[needed - 1].value, want);
  if (!value || !whole) return NULL;
  if (node->known == WORD_IN_YEAR) return in_year(scope, node, year, value);
  if (node->known == WORD_TOTAL_SINCE && !resolve_adds_up(scope, node, value)) return NULL;
  struct expression result =
      like(node->known == WORD_LAST_YEAR ? EXPRESSION_LAST_YEAR : EXPRESSION_TOTAL_SINCE, &value);
  if (node->known == WORD_TOTAL_SINCE) result.as.year = (int)year;
  return resolve_make(scope, node, &result);
}

/* --- averages over years ----------------------------------------------------------------------------- */

const struct expression *resolve_average(struct scope *scope, struct draft *node) {
  static const struct field_schema fields[] = {{"from", FIELD_ANY, 0}};
  struct loader *loader = scope->loader;
  const struct rulebook *rulebook = loader->rulebook;
  struct draft *options[FIELDS_MAX];
  struct record_schema schema = {node->word, fields, 1, 0};
  int64_t year = 0;
  if (node->field_count != 2 || node->fields[1].value->kind != DRAFT_TABLE)
    return resolve_refuse_form(scope, node);
  int whole = fields_read(loader, node->fields[1].value, &schema, options);
  if (whole && !options[0]) return resolve_refuse_form(scope, node);
  if (whole) whole = check_year(scope, options[0], &year);
  if (whole && loader->period && (year >= rulebook->last_year || year < rulebook->last_year - GROWTH_YEARS)) {
    report_problem(loader->report, CHUAN_ERROR, &options[0]->place,
                   "%s from %d to the end of the period spans %d years; write a year from %d to %d",
                   "%s từ năm %d đến hết giai đoạn kéo dài %d năm; hãy ghi một năm từ %d đến %d", node->word,
                   (int)year, rulebook->last_year - (int)year, rulebook->last_year - GROWTH_YEARS,
                   rulebook->last_year - 1);
    whole = 0;
  }
  struct chain chain = {node->word, scope->chain};
  struct scope inside = {loader, scope->level, scope->standard, scope->depth, &chain};
  const struct expression *value = resolve(&inside, node->fields[0].value, want_of(WANT_NUMBER));
  const struct expression *base = value && whole ? in_year(scope, node, year, value) : NULL;
  if (!base) return NULL;
  const struct expression *operands[] = {base, value};
  struct expression result = {.kind = EXPRESSION_AVERAGE_GROWTH,
                              .type = TYPE_NUMBER,
                              .unit = "%",
                              .operand_count = 2,
                              .operands = operands,
                              .as.year = (int)year};
  if (node->known == WORD_AVERAGE_FALL) {
    result.kind = EXPRESSION_AVERAGE_FALL;
    result.unit = strcmp(value->unit, "%") == 0 ? "điểm %" : value->unit;
  }
  return resolve_make(scope, node, &result);
}

static const struct expression *growth_of(const struct expression *value) {
  while (value->kind == EXPRESSION_DERIVED || value->kind == EXPRESSION_UNVERIFIED)
    value = value->operands[0];
  return value->kind == EXPRESSION_AVERAGE_GROWTH ? value : NULL;
}

static int is_comparison(enum expression_kind kind) {
  return kind == EXPRESSION_AT_LEAST || kind == EXPRESSION_AT_MOST || kind == EXPRESSION_MORE_THAN ||
         kind == EXPRESSION_LESS_THAN || kind == EXPRESSION_BETWEEN || kind == EXPRESSION_EQUALS;
}

/* now * base' * (100 q)^n against base * now' * (100 q + p)^n, for a threshold p/q. */
static unsigned power_bits(const struct expression *growth, const struct expression *threshold,
                           unsigned years) {
  const struct expression *base = growth->operands[0], *now = growth->operands[1];
  unsigned hundreds = threshold->denominator_bits + 7u;
  unsigned step = (hundreds > threshold->numerator_bits ? hundreds : threshold->numerator_bits) + 1u;
  unsigned ends = (unsigned)base->numerator_bits + base->denominator_bits;
  return ends + now->numerator_bits + now->denominator_bits + years * step;
}

int average_allows(struct scope *scope, const struct draft *at, const struct expression *wanted) {
  struct loader *loader = scope->loader;
  if (wanted->kind == EXPRESSION_DERIVED || wanted->kind == EXPRESSION_UNVERIFIED) return 1;
  for (uint32_t i = 0; i < wanted->operand_count; i++) {
    const struct expression *growth = growth_of(wanted->operands[i]);
    if (!growth) continue;
    if (i > 0 || !is_comparison(wanted->kind)) {
      report_problem(
          loader->report, CHUAN_ERROR, &at->place,
          "average_growth has no exact value and may only be compared; write at_least(average_growth(x, { "
          "from = %d }), threshold), with the growth first",
          "average_growth không có giá trị chính xác nên chỉ dùng để so sánh; hãy viết "
          "at_least(average_growth(x, { from = %d }), mức), với mức tăng đứng trước",
          growth->as.year);
      return 0;
    }
    unsigned years =
        loader->period ? (unsigned)(loader->rulebook->last_year - growth->as.year) : GROWTH_YEARS;
    for (uint32_t n = 1; n < wanted->operand_count; n++) {
      if (growth_of(wanted->operands[n])) continue; /* refused as the loop comes to it */
      if (power_bits(growth, wanted->operands[n], years) <= WIDE_BITS) continue;
      report_problem(loader->report, CHUAN_ERROR, &at->place,
                     "a growth over %u years compared with a number of so many digits would not stay exact; "
                     "write rounded(x, 2) around what it is compared with",
                     "mức tăng qua %u năm so với một số nhiều chữ số như vậy không giữ được chính xác; hãy "
                     "viết rounded(x, 2) quanh số đem so",
                     years);
      return 0;
    }
  }
  return 1;
}
