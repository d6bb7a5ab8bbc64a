/* headings.c - finds which heading is which: by a mapping, or by the words for unit and year and the facts' ids and
 * names. Case, spaces and Unicode form do not matter; a doubt stays a doubt, because a column read as the wrong fact
 * would be believed. */
#include "import/headings_inside.h"

#include "base/text.h"
#include "import/name_sense.h"

#include <string.h>

/* --- facts by their names --------------------------------------------------------------------------------- */

/* A name without its unit of measure stands for the fact when the unit is the fact's, or can be made it. */
static chuan_status settle_measure(struct matching *matching, const struct heading *heading,
                                   const struct heading_name *name, const struct fact *fact,
                                   struct heading_meaning *meaning, int *fits) {
  *fits = 1;
  if (!name->bare) return CHUAN_OK;
  struct measure_factor factor;
  switch (measure_convert(matching->arena, heading->measure, fact->unit, &factor)) {
    case MEASURE_NO_MEMORY:
      return report_no_memory(matching->report);
    case MEASURE_UNKNOWN:
      *fits = 0;
      break;
    case MEASURE_OTHER:
      meaning->refused = 1;
      break;
    case MEASURE_CONVERTED:
      if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT)
        meaning->factor = factor;
      else
        meaning->refused = 1;
      break;
    default:
      break;
  }
  return CHUAN_OK;
}

static chuan_status match_name(struct matching *matching, size_t column, size_t at) {
  const struct heading *heading = &matching->texts->items[column];
  const struct heading_name *name = &heading->names[at];
  struct heading_meaning meaning = {.fact = NULL};
  const struct fact *found[2];
  chuan_status status = fact_names_match(matching->names, name->text, matching->arena, found);
  if (status != CHUAN_OK || !found[0]) return status;
  int fits = 0;
  status = settle_measure(matching, heading, name, found[0], &meaning, &fits);
  if (status != CHUAN_OK || !fits) return status;
  meaning.fact = found[0];
  meaning.doubt = found[1];
  meaning.by_id = !found[1] && text_equal(name->text, strlen(name->text), found[0]->id);
  meaning.partly = name->above != NULL;
  if (meaning.partly) {
    int is_group;
    if (!name_sense_is_group(matching->arena, name->above, matching->request->level, found[0], &is_group))
      return report_no_memory(matching->report);
    if (!is_group || found[1]) return CHUAN_OK;
  }
  matching->meanings[column] = meaning;
  return CHUAN_OK;
}

static int is_taken(const struct matching *matching, const struct fact *fact, const unsigned char *taken) {
  return taken[fact->index] != 0 && matching->request->level != NULL;
}

/* First whole headings, then those whose last rows, or written out, are the name of a fact that nobody else has. */
static chuan_status match_facts(struct matching *matching) {
  const struct heading_texts *texts = matching->texts;
  const struct vocabulary_level *level = matching->request->level;
  unsigned char *taken = arena_alloc(matching->arena, (size_t)level->fact_count + 1);
  if (!taken) return report_no_memory(matching->report);
  for (size_t i = 0; i < texts->count; i++) {
    const struct heading *heading = &texts->items[i];
    chuan_status status = CHUAN_OK;
    for (size_t n = 0; n < heading->whole_count && status == CHUAN_OK && !matching->meanings[i].fact; n++)
      status = match_name(matching, i, n);
    if (status != CHUAN_OK) return status;
    if (matching->meanings[i].fact) taken[matching->meanings[i].fact->index] = 1;
  }
  for (size_t i = 0; i < texts->count; i++) {
    const struct heading *heading = &texts->items[i];
    for (size_t n = heading->whole_count; n < heading->name_count && !matching->meanings[i].fact; n++) {
      if (!heading_index_is_unique(&matching->index, heading->names[n].key, i)) continue;
      chuan_status status = match_name(matching, i, n);
      if (status != CHUAN_OK) return status;
      struct heading_meaning *meaning = &matching->meanings[i];
      if (!meaning->fact) continue;
      if (is_taken(matching, meaning->fact, taken))
        *meaning = (struct heading_meaning){.fact = NULL};
      else
        taken[meaning->fact->index] = 1;
    }
  }
  return CHUAN_OK;
}

/* --- a mapping ------------------------------------------------------------------------------------------------ */

static chuan_status match_mapping(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  matching->mapped = arena_array(matching->arena, mapping->column_count + 1, sizeof *matching->mapped);
  matching->mapped_again =
      arena_array(matching->arena, mapping->column_count + 1, sizeof *matching->mapped_again);
  if (!matching->mapped || !matching->mapped_again) return report_no_memory(matching->report);
  for (size_t i = 0; i < mapping->column_count; i++) {
    const struct mapping_column *wanted = &mapping->columns[i];
    matching->mapped[i] = matching->mapped_again[i] = NO_COLUMN;
    if (wanted->number) {
      if (wanted->number <= matching->texts->count) matching->mapped[i] = wanted->number - 1;
      continue;
    }
    char *key = heading_key(matching->arena, wanted->heading, strlen(wanted->heading));
    if (!key) return report_no_memory(matching->report);
    matching->mapped[i] = heading_index_find(&matching->index, key, &matching->mapped_again[i]);
  }
  return CHUAN_OK;
}

/* --- one figure a row -------------------------------------------------------------------------------------------- */

static chuan_status find_word(struct matching *matching, const char *named, const char *plain,
                              const char *vietnamese, size_t *column) {
  const char *const words[] = {named ? named : plain, vietnamese};
  *column = NO_COLUMN;
  for (size_t i = 0; i < (named ? 1 : 2) && *column == NO_COLUMN; i++) {
    size_t again;
    char *key = heading_key(matching->arena, words[i], strlen(words[i]));
    if (!key) return report_no_memory(matching->report);
    *column = heading_index_find(&matching->index, key, &again);
    if (again == NO_COLUMN) continue;
    if (matching->own.first == NO_COLUMN) {
      matching->own.first = *column;
      matching->own.second = again;
    }
  }
  return CHUAN_OK;
}

static chuan_status find_long_columns(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  const struct {
    const char *named, *plain, *vietnamese;
    size_t *column;
  } columns[] = {
      {mapping ? mapping->fact_heading : NULL, "fact", "số liệu", &matching->fact},
      {mapping ? mapping->value_heading : NULL, "value", "giá trị", &matching->value},
      {mapping ? mapping->confidence_heading : NULL, "confidence", "độ tin cậy", &matching->confidence},
      {mapping ? mapping->source_heading : NULL, "source", "nguồn", &matching->source},
      {mapping ? mapping->note_heading : NULL, "note", "ghi chú", &matching->note}};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    size_t first = matching->own.first;
    chuan_status status =
        find_word(matching, columns[i].named, columns[i].plain, columns[i].vietnamese, columns[i].column);
    if (status != CHUAN_OK) return status;
    /* Two notes are no doubt while the file may not even be in this form. */
    if (!mapping && first == NO_COLUMN && i > 1) matching->own.first = NO_COLUMN;
    /* What a mapping names, or cannot do without, has to be there. */
    if (!mapping || *columns[i].column != NO_COLUMN || (!columns[i].named && i > 1) || matching->own.missing)
      continue;
    matching->own.missing = columns[i].named ? columns[i].named : columns[i].plain;
    matching->own.plain = columns[i].plain;
  }
  return CHUAN_OK;
}

/* A mapping says so; without one, the headings `fact` and `value` do, unless facts are called so. */
static chuan_status find_form(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  matching->is_long = mapping && mapping->is_long;
  if (mapping && !matching->is_long) return CHUAN_OK;
  chuan_status status = find_long_columns(matching);
  if (status != CHUAN_OK || mapping || matching->fact == NO_COLUMN || matching->value == NO_COLUMN)
    return status;
  matching->is_long = !matching->meanings[matching->fact].fact && !matching->meanings[matching->value].fact;
  return status;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

int matching_is_own(const struct matching *matching, size_t column) {
  const struct own_columns *own = &matching->own;
  return column == own->unit || column == own->name || column == own->parent || column == own->year ||
         column == own->reason || column == own->sheet || column == own->status;
}

/* A column that is read as a figure is not what a unit is called, or belongs to. */
static void part_own_from_facts(struct matching *matching) {
  const struct mapping *mapping = matching->request->mapping;
  size_t *const own[] = {&matching->own.name, &matching->own.parent};
  const int named[] = {mapping && (mapping->name_heading || mapping->name_number),
                       mapping && (mapping->parent_heading || mapping->parent_number)};
  for (size_t i = 0; i < 2; i++) {
    if (*own[i] == NO_COLUMN || named[i]) continue;
    int is_fact = matching->meanings && matching->meanings[*own[i]].fact != NULL;
    for (size_t m = 0; mapping && matching->mapped && m < mapping->column_count; m++)
      is_fact |= matching->mapped[m] == *own[i];
    if (is_fact) *own[i] = NO_COLUMN;
  }
}

chuan_status matching_find(struct matching *matching) {
  const struct headings_request *request = matching->request;
  const struct mapping *mapping = request->mapping;
  const char *level = request->level ? request->level->level : "";
  matching->fact = matching->value = matching->confidence = matching->source = matching->note = NO_COLUMN;
  if (!heading_index_create(matching->texts, matching->arena, &matching->index) ||
      !own_columns_find(matching->texts, &matching->index, mapping, level, matching->arena, &matching->own))
    return report_no_memory(matching->report);
  if (!request->level) return CHUAN_OK;
  matching->meanings = arena_array(matching->arena, matching->texts->count + 1, sizeof *matching->meanings);
  if (!matching->meanings) return report_no_memory(matching->report);
  chuan_status status = CHUAN_OK;
  if (!mapping || mapping->is_long) status = match_facts(matching);
  if (status == CHUAN_OK) status = find_form(matching);
  if (status == CHUAN_OK && mapping && !matching->is_long) status = match_mapping(matching);
  part_own_from_facts(matching);
  return status;
}

#define POINTS_FACT \
  4 /* and one more by its id: where names and ids stand one above the other, ids are read */
#define POINTS_PLACE 6
#define POINTS_OWN 3

chuan_status headings_judge(const struct headings_request *request, const struct fact_names *names,
                            const struct heading_texts *texts, struct arena *arena, struct report *report,
                            struct headings_score *out) {
  struct matching matching = {
      .request = request, .texts = texts, .names = names, .arena = arena, .report = report};
  *out = (struct headings_score){.unit = NO_COLUMN, .name = NO_COLUMN, .year = NO_COLUMN};
  chuan_status status = matching_find(&matching);
  if (status != CHUAN_OK) return status;
  const struct own_columns *own = &matching.own;
  const struct mapping *mapping = request->mapping;
  unsigned char *seen = arena_alloc(arena, request->level ? (size_t)request->level->fact_count + 1 : 1);
  if (!seen) return report_no_memory(report);
  for (size_t i = 0; i < texts->count && matching.meanings; i++) {
    const struct heading_meaning *meaning = &matching.meanings[i];
    if (!meaning->fact && texts->items[i].text[0] && !matching_is_own(&matching, i)) out->unknown++;
    if (!meaning->fact || meaning->doubt || seen[meaning->fact->index] || matching_is_own(&matching, i))
      continue;
    seen[meaning->fact->index] = 1;
    out->facts++;
    out->ids += meaning->by_id != 0;
  }
  for (size_t i = 0; matching.mapped && i < mapping->column_count; i++)
    out->facts += matching.mapped[i] != NO_COLUMN;
  if (matching.is_long && matching.fact != NO_COLUMN && matching.value != NO_COLUMN) out->facts += 2;
  out->placed = own->unit != NO_COLUMN || own->name != NO_COLUMN;
  out->reason = own->reason != NO_COLUMN;
  out->unit = own->unit;
  out->name = own->name;
  out->year = own->year;
  /* A fact without a name is called by its id above, too; the row of ids is then told by our own word. */
  unsigned unit_by_id = own->unit != NO_COLUMN && strcmp(texts->items[own->unit].text, "unit") == 0;
  out->points = (unsigned)(out->facts * POINTS_FACT + out->ids) +
                (own->unit != NO_COLUMN ? POINTS_PLACE : 0) + unit_by_id +
                (own->name != NO_COLUMN ? POINTS_OWN : 0) + (own->year != NO_COLUMN ? POINTS_OWN : 0) +
                (own->parent != NO_COLUMN ? 1 : 0);
  return CHUAN_OK;
}
