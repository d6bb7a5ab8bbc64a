/* standard, criterion and indicator: what gets a verdict. First all are known by their path, then their formulas are
 * resolved, so that files may come in any order. */
#include "rules/judged_question.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include <stdlib.h>
#include <string.h>

/* --- law --------------------------------------------------------------------------------------------- */

const struct source *source_read(struct loader *loader, struct draft *draft) {
  if (!draft || draft->kind == DRAFT_ERROR) return NULL;
  const struct draft *table =
      draft->kind == DRAFT_NODE && draft->field_count == 1 ? draft->fields[0].value : NULL;
  const struct draft *item = NULL, *id = NULL;
  if (table && table->kind == DRAFT_ERROR) return NULL;
  int whole = draft->kind == DRAFT_NODE && draft->known == WORD_LAW && table && table->kind == DRAFT_TABLE;
  for (uint32_t i = 0; whole && i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (field->value->kind == DRAFT_ERROR) return NULL;
    if (field->value->kind != DRAFT_STRING)
      whole = 0;
    else if (!field->key && field->position == 1)
      id = field->value;
    else if (field->key && strcmp(field->key, "item") == 0)
      item = field->value;
    else
      whole = 0;
  }
  if (!whole || !id) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "the source is not clear; write source = %s",
                   "chưa rõ căn cứ; hãy viết source = %s", word_form(WORD_LAW));
    return NULL;
  }
  const struct document *document = name_table_get(&loader->documents, id->word);
  if (!document) {
    if (!loader_misses(loader, id->word)) return NULL;
    const char *nearest = loader_nearest(loader, &loader->documents, id->word);
    if (nearest) {
      report_problem(loader->report, CHUAN_ERROR, &id->place,
                     "there is no document \"%s\"; did you mean \"%s\"?",
                     "không có văn bản \"%s\"; có phải là \"%s\"?", id->word, nearest);
    } else {
      report_problem(loader->report, CHUAN_ERROR, &id->place,
                     "there is no document \"%s\"; declare it with document { id = \"%s\", date = \"...\" }",
                     "không có văn bản \"%s\"; hãy khai bằng document { id = \"%s\", date = \"...\" }",
                     id->word, id->word);
    }
    draft->kind = DRAFT_ERROR; /* shared by several rules: said once */
    return NULL;
  }
  struct source *source = arena_alloc(loader->arena, sizeof *source);
  if (!source) return loader_no_memory(loader);
  *source = (struct source){document, item ? item->word : ""};
  return source;
}

/* --- making ------------------------------------------------------------------------------------------ */

static int add_part(struct loader *loader, struct judged_draft *whole, struct judged_draft *part) {
  if (!arena_grow(loader->arena, &whole->parts, &whole->part_capacity, whole->part_count,
                  sizeof *whole->parts)) {
    loader_no_memory(loader);
    return 0;
  }
  whole->parts[whole->part_count++] = part;
  return 1;
}

/* A new one, known by its path unless the path is taken; NULL after an error. */
struct judged_draft *judged_make(struct loader *loader, struct draft *record, enum judged_kind kind,
                                 const char *id, struct draft *name, struct judged_draft *parent) {
  struct judged_draft *judged = arena_alloc(loader->arena, sizeof *judged);
  struct judged_draft *standard = parent ? parent->standard : judged;
  const char *path = parent ? arena_format(loader->arena, "%s/%s", standard->shown.id, id) : id;
  if (!judged || !path) return loader_no_memory(loader);
  judged->record = record;
  judged->standard = standard;
  judged->level = standard->level;
  judged->shown = (struct judged){.kind = kind, .id = id, .path = path, .place = record->place};
  judged->shown.parent = parent ? &parent->shown : NULL;
  names_read(loader, name, id, &judged->shown.name);
  const struct judged_draft *first = name_table_get(&loader->judged, path);
  /* An only indicator may have the id of its criterion. */
  int shares = first && kind == JUDGED_INDICATOR && first == parent;
  if (first && !shares) {
    loader_duplicate(loader, &record->place, record->word, path, &first->shown.place);
    return NULL;
  }
  if (!first && !name_table_put(&loader->judged, loader->arena, path, judged))
    return loader_no_memory(loader);
  return judged;
}

void judged_inherit(struct loader *loader, struct judged_draft *judged, struct draft *given) {
  const struct source *own = source_read(loader, given);
  const struct judged_draft *above =
      (const struct judged_draft *)judged->shown.parent; /* shown comes first */
  judged->source_wrong = !own && (given || (above && above->source_wrong));
  judged->shown.source = own ? own : judged->shown.parent ? judged->shown.parent->source : NULL;
  judged->shown.base_status = judged->shown.source ? CHUAN_SOURCED : CHUAN_UNVERIFIED;
}

/* Of an indicator that is carried over: its source is the earlier one, when this period says none. */
static void judged_take_source(struct judged_draft *judged, const struct source *source) {
  if (judged->shown.source || !source) return;
  judged->shown.source = source;
  judged->shown.base_status = CHUAN_SOURCED;
}

/* --- standards --------------------------------------------------------------------------------------- */

static void read_standard(struct loader *loader, struct draft *record) {
  enum { S_ID, S_LEVEL, S_NAME, S_SOURCE, S_TEST, S_REVIEWS };
  static const struct field_schema fields[] = {{"id", FIELD_ID, 1},      {"level", FIELD_TEXT, 1},
                                               {"name", FIELD_NAMES, 0}, {"source", FIELD_ANY, 0},
                                               {"test", FIELD_ANY, 0},   {"reviews", FIELD_TEXT, 0}};
  static const struct record_schema schema = {"standard", fields, 6, 0};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  if (!values[S_ID]) return;
  struct judged_draft *judged =
      judged_make(loader, record, JUDGED_STANDARD, values[S_ID]->word, values[S_NAME], NULL);
  if (!judged) return;
  if (values[S_LEVEL]) judged->level = loader_level(loader, values[S_LEVEL]);
  if (judged->level)
    judged->shown.level = judged->level->id;
  else
    judged->progress = FINISHED; /* nothing can be resolved without a level */
  judged->test = values[S_TEST];
  judged->reviews = values[S_REVIEWS];
  judged_inherit(loader, judged, values[S_SOURCE]);
  if (!name_table_put(&loader->standards, loader->arena, judged->shown.id, judged)) loader_no_memory(loader);
}

/* --- indicators -------------------------------------------------------------------------------------- */

enum { ID, NAME, SOURCE, FOLLOWS, EASIER, QUESTION };

void judged_order_fields(struct loader *loader, struct judged_draft *judged, struct draft *follows,
                         struct draft *easier) {
  judged->follows = follows;
  names_read(loader, easier, "", &judged->shown.easier);
}

static struct judged_draft *read_question(struct loader *loader, struct draft *record,
                                          struct judged_draft *criterion, struct draft *values[FIELDS_MAX]) {
  static const struct field_schema fields[] = {{"id", FIELD_ID, 1},        {"name", FIELD_NAMES, 0},
                                               {"source", FIELD_ANY, 0},   {"follows", FIELD_TEXT, 0},
                                               {"easier", FIELD_NAMES, 0}, QUESTION_FIELDS};
  static const struct record_schema schema = {"indicator", fields, sizeof fields / sizeof *fields, 0};
  int whole = fields_read(loader, record, &schema, values);
  if (!values[ID]) return NULL;
  struct judged_draft *judged =
      judged_make(loader, record, JUDGED_INDICATOR, values[ID]->word, values[NAME], criterion);
  if (!judged) return NULL;
  if (!question_read(loader, judged, values + QUESTION)) whole = 0;
  judged->broken = !whole;
  return judged;
}

/* What it asks is written in the rules of another period; `record` is the indicator, or carried_over alone. */
static struct judged_draft *read_carried(struct loader *loader, struct draft *record,
                                         const struct draft *node, struct judged_draft *criterion,
                                         struct draft *values[FIELDS_MAX]) {
  static const struct field_schema fields[] = {{"id", FIELD_ID, 0},
                                               {"name", FIELD_NAMES, 0},
                                               {"source", FIELD_ANY, 0},
                                               {"follows", FIELD_TEXT, 0},
                                               {"easier", FIELD_NAMES, 0}};
  static const struct record_schema schema = {"indicator", fields, sizeof fields / sizeof *fields, 1};
  static const struct draft nothing = {.kind = DRAFT_TABLE};
  fields_read(loader, record == node ? &nothing : record, &schema, values);
  const struct carried *carried = carried_read(loader, node, criterion->level);
  const struct judged_draft *from = carried ? carried->from : NULL;
  const char *id = values[ID] ? values[ID]->word : from ? from->shown.id : NULL;
  if (!id) return NULL;
  struct judged_draft *judged = judged_make(loader, record, JUDGED_INDICATOR, id, values[NAME], criterion);
  if (!judged) return NULL;
  judged->broken = !from;
  if (!from) return judged;
  judged->shown.carried_over = node->fields[0].value->word;
  if (!values[NAME]) judged->shown.name = from->shown.name;
  judged->carried = carried;
  judged->value = from->value;
  judged->test = from->test;
  judged->threshold = from->threshold;
  judged->comparison = from->comparison;
  judged->applies_when = from->applies_when;
  return judged;
}

static const struct draft *carried_node(const struct draft *record) {
  for (uint32_t i = 0; i < record->field_count; i++) {
    const struct draft *part = record->fields[i].value;
    if (!record->fields[i].key && part->kind == DRAFT_NODE && part->known == WORD_CARRIED_OVER) return part;
  }
  return NULL;
}

static void read_indicator(struct loader *loader, struct draft *record, struct judged_draft *criterion) {
  struct draft *values[FIELDS_MAX];
  const struct draft *node = record->kind == DRAFT_NODE ? record : carried_node(record);
  struct judged_draft *judged = node ? read_carried(loader, record, node, criterion, values)
                                     : read_question(loader, record, criterion, values);
  if (!judged) return;
  judged_inherit(loader, judged, values[SOURCE]);
  if (judged->carried && !values[SOURCE]) judged_take_source(judged, judged->carried->from->shown.source);
  judged_order_fields(loader, judged, values[FOLLOWS], values[EASIER]);
  if (!judged->level) judged->progress = FINISHED;
  add_part(loader, criterion, judged);
}

/* --- criteria ---------------------------------------------------------------------------------------- */

struct judged_draft *standard_find(struct loader *loader, const struct draft *of) {
  struct judged_draft *standard = name_table_get(&loader->standards, of->word);
  if (standard || !loader_misses(loader, of->word)) return standard;
  const char *nearest = loader_nearest(loader, &loader->standards, of->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &of->place,
                   "there is no standard \"%s\"; did you mean \"%s\"?",
                   "không có bộ tiêu chí \"%s\"; có phải là \"%s\"?", of->word, nearest);
    return NULL;
  }
  report_problem(loader->report, CHUAN_ERROR, &of->place,
                 "there is no standard \"%s\"; declare it with standard { id = \"%s\", level = \"commune\" }",
                 "không có bộ tiêu chí \"%s\"; hãy khai bằng standard { id = \"%s\", level = \"commune\" }",
                 of->word, of->word);
  return NULL;
}

static void read_criterion(struct loader *loader, struct draft *record) {
  enum { C_OF, C_ID, C_KEY, C_NAME, C_SOURCE, C_FOLLOWS, C_EASIER };
  static const struct field_schema fields[] = {{"of", FIELD_TEXT, 1},     {"id", FIELD_ID, 1},
                                               {"key", FIELD_BOOLEAN, 0}, {"name", FIELD_NAMES, 0},
                                               {"source", FIELD_ANY, 0},  {"follows", FIELD_TEXT, 0},
                                               {"easier", FIELD_NAMES, 0}};
  static const struct record_schema schema = {"criterion", fields, 7, 1};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  struct judged_draft *standard = values[C_OF] ? standard_find(loader, values[C_OF]) : NULL;
  struct judged_draft *judged = NULL;
  if (standard && values[C_ID]) {
    judged = judged_make(loader, record, JUDGED_CRITERION, values[C_ID]->word, values[C_NAME], standard);
  }
  if (judged && add_part(loader, standard, judged)) {
    judged->shown.key = values[C_KEY] && values[C_KEY]->integer;
    judged_inherit(loader, judged, values[C_SOURCE]);
    judged_order_fields(loader, judged, values[C_FOLLOWS], values[C_EASIER]);
    if (!judged->level) judged->progress = FINISHED;
  }
  int wrong = 0;
  for (uint32_t i = 0; i < record->field_count; i++) {
    struct draft *part = record->fields[i].value;
    if (record->fields[i].key) continue;
    if ((part->kind == DRAFT_RECORD && part->known == WORD_INDICATOR) ||
        (part->kind == DRAFT_NODE && part->known == WORD_CARRIED_OVER)) {
      size_t before = judged ? judged->part_count : 0;
      if (judged) read_indicator(loader, part, judged);
      if (judged && judged->part_count == before && part->kind == DRAFT_NODE) wrong = 1; /* said there */
      continue;
    }
    wrong = 1;
    if (part->kind == DRAFT_ERROR) continue;
    report_problem(loader->report, CHUAN_ERROR, &part->place,
                   "%s cannot stand in a criterion; write indicator { ... } or name = value",
                   "%s không đứng trong tiêu chí được; hãy viết indicator { ... } hoặc tên = giá trị",
                   draft_describe(loader->arena, part));
  }
  if (!judged) return;
  if (judged->part_count == 0 && !wrong) {
    report_problem(loader->report, CHUAN_ERROR, &record->place,
                   "criterion %s has no indicators; add indicator { id = \"%s.1\", ... }",
                   "tiêu chí %s chưa có chỉ tiêu; hãy thêm indicator { id = \"%s.1\", ... }",
                   judged->shown.id, judged->shown.id);
  }
  if (judged->part_count == 0) judged->progress = FINISHED;
  for (size_t i = 0; i < judged->part_count && judged->part_count > 1; i++) {
    const struct judged *part = &judged->parts[i]->shown;
    if (strcmp(part->id, judged->shown.id) != 0) continue;
    report_problem(loader->report, CHUAN_ERROR, &part->place,
                   "indicator %s has the id of its criterion, which has others too; call it \"%s.1\"",
                   "chỉ tiêu %s trùng mã với tiêu chí có nhiều chỉ tiêu; hãy đặt là \"%s.1\"", part->id,
                   part->id);
  }
}

/* --- order ------------------------------------------------------------------------------------------- */

/* Runs of digits by their number, the rest by bytes: 2 before 10. */
static int natural_order(const char *a, const char *b) {
  while (*a && *b) {
    size_t in_a = strspn(a, "0123456789"), in_b = strspn(b, "0123456789");
    if (in_a && in_b) {
      while (in_a > 1 && *a == '0') a++, in_a--;
      while (in_b > 1 && *b == '0') b++, in_b--;
      if (in_a != in_b) return in_a < in_b ? -1 : 1;
      int order = strncmp(a, b, in_a);
      if (order) return order;
      a += in_a;
      b += in_b;
    } else if (*a != *b) {
      return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
    } else {
      a++;
      b++;
    }
  }
  return !*a && !*b ? 0 : *a ? 1 : -1;
}

static int criterion_order(const void *left, const void *right) {
  const struct judged_draft *const *a = left, *const *b = right;
  int order = natural_order((*a)->shown.id, (*b)->shown.id);
  return order ? order : strcmp((*a)->shown.id, (*b)->shown.id);
}

void judged_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_STANDARD) read_standard(loader, draft);
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_CRITERION) read_criterion(loader, draft);
  for (size_t i = 0; i < loader->standards.count; i++) {
    struct judged_draft *standard = loader->standards.entries[i].value;
    if (standard->part_count) {
      qsort(standard->parts, standard->part_count, sizeof *standard->parts, criterion_order);
    }
  }
}

/* --- formulas ---------------------------------------------------------------------------------------- */

void judged_warn_unsourced(struct loader *loader, const struct judged_draft *draft) {
  const struct judged *judged = &draft->shown;
  if (draft->source_wrong) return; /* said there */
  if (judged->source || judged->kind == JUDGED_CRITERION || !judged->test) return;
  if (!expression_note(&loader->pool, judged->test)->bare) return;
  report_problem(
      loader->report, CHUAN_WARNING, &judged->place,
      "%s has a threshold and no source, so it counts as unverified; add source = law { ... }, or write "
      "unverified(...)",
      "%s có mức đạt mà không có căn cứ nên được coi là chưa kiểm chứng; hãy thêm source = law { ... }, hoặc "
      "viết unverified(...)",
      judged->path);
}

/* Of another period nothing is known here: `check` compares the two. */
void judged_find_followed(struct loader *loader, struct judged_draft *judged) {
  const struct draft *follows = judged->follows;
  if (!follows) return;
  judged->shown.follows = follows->word;
  if (name_table_get(&loader->judged, follows->word) || !loader_misses(loader, follows->word)) return;
  const char *slash = strchr(follows->word, '/');
  const char *first = slash ? arena_text(loader->arena, follows->word, (size_t)(slash - follows->word)) : "";
  const char *nearest = loader_nearest(loader, &loader->judged, follows->word);
  if (slash && first && !nearest && !name_table_get(&loader->standards, first)) return;
  struct place place = draft_key_place(judged->record, "follows");
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "there is no rule \"%s\" to follow; write a path such as \"%s\", of another period with the "
                 "period first",
                 "không có quy tắc \"%s\" để so theo; hãy ghi đường dẫn như \"%s\", của giai đoạn khác thì "
                 "ghi giai đoạn trước",
                 follows->word, nearest ? nearest : "commune.standard/17.1");
}

/* Which standard it reviews: another one of its level, which reviews none itself and is reviewed by no other. */
static void find_reviewed(struct loader *loader, struct judged_draft *judged) {
  if (!judged->reviews || !judged->level) return;
  const struct place *place = &judged->reviews->place;
  const struct judged_draft *of = standard_find(loader, judged->reviews);
  if (!of || !of->level) return;
  if (of == judged || of->reviews) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s is itself a review; write the standard that units are recognised under",
                   "%s là quy tắc rà soát; hãy ghi bộ tiêu chí mà đơn vị được công nhận theo", of->shown.id);
    return;
  }
  if (of->level != judged->level) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s is a standard of level \"%s\" and is reviewed at that level, not at \"%s\"",
                   "%s là bộ tiêu chí của cấp \"%s\" và được rà soát ở cấp đó, không phải \"%s\"",
                   of->shown.id, of->shown.level, judged->shown.level);
    return;
  }
  for (size_t i = 0; i < loader->standards.count; i++) {
    const struct judged_draft *other = loader->standards.entries[i].value;
    if (other == judged || other->shown.reviews != &of->shown) continue;
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s is reviewed by %s already (%s:%u); put both conditions into one any { ... }",
                   "%s đã có quy tắc rà soát %s (%s:%u); hãy ghép các điều kiện vào một any { ... }",
                   of->shown.id, other->shown.id, other->shown.place.file, (unsigned)other->shown.place.line);
    return;
  }
  judged->shown.reviews = &of->shown;
}

static void finish(struct loader *loader, struct judged_draft *judged) {
  struct rulebook *rulebook = loader->rulebook;
  struct scope scope = {loader, judged->level, judged->standard, 0, NULL};
  judged->shown.level = judged->standard->shown.level;
  judged->shown.index = rulebook->judged_count;
  rulebook->judged[rulebook->judged_count++] = &judged->shown;
  resolve_judged(&scope, judged, NULL);
  judged_warn_unsourced(loader, judged);
  judged_find_followed(loader, judged);
  find_reviewed(loader, judged);
  judged->shown.child_count = (uint32_t)judged->part_count;
  judged->shown.children = arena_array(loader->arena, judged->part_count + 1, sizeof *judged->shown.children);
  if (!judged->shown.children) {
    loader_no_memory(loader);
    return;
  }
  for (size_t i = 0; i < judged->part_count; i++) {
    judged->shown.children[i] = &judged->parts[i]->shown;
    finish(loader, judged->parts[i]);
    if (loader->no_memory) return;
  }
}

static int in_order_of_place(const void *left, const void *right) {
  const struct judged *a = *(struct judged *const *)left, *b = *(struct judged *const *)right;
  int files = strcmp(a->place.file, b->place.file);
  if (files) return files;
  return a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
}

/* A record reaches from its own line to the line of the next record in the same file. */
static void note_ends(struct loader *loader) {
  struct rulebook *rulebook = loader->rulebook;
  size_t count = rulebook->judged_count;
  struct judged **ordered = arena_array(loader->arena, count + 1, sizeof *ordered);
  if (!ordered) {
    loader_no_memory(loader);
    return;
  }
  for (size_t i = 0; i < count; i++) ordered[i] = rulebook->judged[i];
  if (count) qsort(ordered, count, sizeof *ordered, in_order_of_place);
  for (size_t i = count; i-- > 0;) {
    const struct judged *next = i + 1 < count ? ordered[i + 1] : NULL;
    if (!next || strcmp(next->place.file, ordered[i]->place.file) != 0)
      ordered[i]->end_line = UINT32_MAX;
    else
      ordered[i]->end_line = next->place.line > ordered[i]->place.line ? next->place.line : next->end_line;
  }
}

void judged_finish(struct loader *loader) {
  size_t count = loader->target_count;
  for (size_t i = 0; i < loader->standards.count; i++) {
    const struct judged_draft *standard = loader->standards.entries[i].value;
    count += 1 + standard->part_count;
    for (size_t n = 0; n < standard->part_count; n++) count += standard->parts[n]->part_count;
  }
  loader->rulebook->judged = arena_array(loader->arena, count + 1, sizeof *loader->rulebook->judged);
  if (!loader->rulebook->judged) {
    loader_no_memory(loader);
    return;
  }
  for (size_t i = 0; i < loader->standards.count && !loader->no_memory; i++) {
    finish(loader, loader->standards.entries[i].value);
  }
  targets_finish(loader);
  if (!loader->no_memory) note_ends(loader);
}
