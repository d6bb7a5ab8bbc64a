/* The register beside the verdicts, through the public interface: one year, each standard with its units, the decision
 * in force, the verdict and what follows from the two. */
#include "base/date.h"
#include "base/text.h"
#include "library/evaluation_run.h"
#include "output/label.h"
#include "output/review_output.h"

#include <stdlib.h>
#include <string.h>

#define SUCCESSORS_NAMED 3

struct chuan_review {
  chuan *handle;
  chuan_evaluation *evaluation;
  struct arena *arena;
  struct review review;
  chuan_review_row *rows;
  size_t row_count;
};

/* The register of a day, and what became of units since. */
struct reviewing {
  struct review *review;
  chuan_dossier *dossier;
  const chuan_evaluation_options *options;
  struct arena *arena;
  struct evaluation_cursor cursor;
  struct recognition *entries; /* by standard, unit, day */
  size_t entry_count;
  struct succession *successions; /* by the unit that went */
  size_t succession_count;
  int64_t *judged; /* the units of the group at hand, ascending */
  size_t judged_count;
};

static chuan_status no_memory(const struct reviewing *reviewing) {
  return report_no_memory(reviewing->dossier->handle->report);
}

/* --- groups -------------------------------------------------------------------------------------------------------- */

static const struct evaluation_part *part_of(const struct reviewing *reviewing,
                                             const struct review_group *group) {
  return &reviewing->review->evaluation->parts[group->part];
}

static chuan_status add_group(struct reviewing *reviewing, size_t *capacity, uint32_t part, uint32_t place) {
  struct review *review = reviewing->review;
  const struct evaluation_part *here = &review->evaluation->parts[part];
  int year;
  size_t years = 0;
  if (!arena_grow(reviewing->arena, &review->groups, capacity, review->group_count, sizeof *review->groups))
    return no_memory(reviewing);
  struct review_group *group = &review->groups[review->group_count++];
  *group = (struct review_group){.standard = here->judged[place], .part = part, .place = place};
  for (uint32_t j = 0; j < here->judged_count; j++) {
    if (here->judged[j]->reviews != group->standard) continue;
    group->reviewer = here->judged[j];
    group->reviewer_place = j;
  }
  chuan_status status =
      dossier_years(reviewing->dossier->facts, here->level, here->year, here->year, &year, 1, &years);
  group->has_figures = years > 0;
  return status;
}

static chuan_status make_groups(struct reviewing *reviewing) {
  const struct evaluation *evaluation = reviewing->review->evaluation;
  size_t capacity = 0;
  for (uint32_t p = 0; p < evaluation->part_count; p++) {
    const struct evaluation_part *part = &evaluation->parts[p];
    for (uint32_t j = 0; j < part->judged_count; j++) {
      if (part->judged[j]->kind != JUDGED_STANDARD || part->judged[j]->reviews != NULL) continue;
      chuan_status status = add_group(reviewing, &capacity, p, j);
      if (status != CHUAN_OK) return status;
    }
  }
  return CHUAN_OK;
}

/* --- entries --------------------------------------------------------------------------------------------------------- */

static int is_before(const struct recognition *entry, const char *standard, int64_t unit) {
  int order = strcmp(entry->standard, standard);
  return order != 0 ? order < 0 : entry->unit < unit;
}

/* The first entry of a standard about a unit with this id or a later one. */
static size_t first_entry(const struct reviewing *reviewing, const char *standard, int64_t unit) {
  size_t low = 0, high = reviewing->entry_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (is_before(&reviewing->entries[middle], standard, unit))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int in_force(const struct recognition *entry, int32_t day) {
  return entry->decided_on <= day && day < entry->revoked_on;
}

/* The latest decision in force about a unit; NULL: none, and then *revoked is the latest that was, or NULL. */
static const struct recognition *entry_of(const struct reviewing *reviewing, const char *standard,
                                          int64_t unit, int32_t day, const struct recognition **revoked) {
  const struct recognition *found = NULL;
  *revoked = NULL;
  for (size_t i = first_entry(reviewing, standard, unit); i < reviewing->entry_count; i++) {
    const struct recognition *entry = &reviewing->entries[i];
    if (entry->unit != unit || strcmp(entry->standard, standard) != 0) break;
    if (in_force(entry, day)) found = entry;
    if (entry->revoked_on <= day) *revoked = entry;
  }
  if (found != NULL) *revoked = NULL;
  return found;
}

/* --- items ------------------------------------------------------------------------------------------------------------ */

static enum finding finding_of(const struct review_group *group, const struct review_item *item) {
  int decided = item->verdict != CHUAN_NO_DATA;
  if (item->verdict == CHUAN_NOT_APPLICABLE && item->recognised != CHUAN_MET) return FINDING_NOTHING;
  switch (item->recognised) {
    case CHUAN_MET:
      if (item->withdrawal == CHUAN_MET) return FINDING_REVIEW;
      if (item->verdict == CHUAN_NOT_MET) return FINDING_NO_LONGER_MEETS;
      return decided ? FINDING_NOTHING : FINDING_UNDECIDED;
    case CHUAN_NOT_MET:
      return item->verdict == CHUAN_MET ? FINDING_NOT_RECOGNISED : FINDING_NOTHING;
    default:
      return group->registered ? FINDING_UNDECIDED : FINDING_NOTHING;
  }
}

static int sort_keys(const struct reviewing *reviewing, struct review_item *item) {
  item->key = text_sort_key(reviewing->arena, item->unit->name, strlen(item->unit->name));
  item->parent_key = item->parent == NULL
                         ? ""
                         : text_sort_key(reviewing->arena, item->parent->name, strlen(item->parent->name));
  return item->key != NULL && item->parent_key != NULL;
}

static chuan_status judge_item(struct reviewing *reviewing, const struct review_group *group, int32_t day,
                               struct review_item *item) {
  const struct evaluation *evaluation = reviewing->review->evaluation;
  const struct evaluation_part *part = part_of(reviewing, group);
  item->unit = item->evaluated->unit;
  item->parent = evaluation_parent(evaluation, item->unit);
  item->entry = entry_of(reviewing, group->standard->id, item->unit->id, day, &item->revoked);
  item->verdict = evaluation_verdict(evaluation, item->evaluated, group->place);
  item->withdrawal = group->reviewer != NULL && item->recognised == CHUAN_MET
                         ? evaluation_verdict(evaluation, item->evaluated, group->reviewer_place)
                         : CHUAN_NOT_APPLICABLE;
  item->data_status = (chuan_data_status)part->verdicts.status[item->evaluated->row];
  if (item->register_status > item->data_status) item->data_status = item->register_status;
  item->finding = finding_of(group, item);
  if (!sort_keys(reviewing, item)) return no_memory(reviewing);
  chuan_status status =
      evaluation_cursor_status(&reviewing->cursor, item->evaluated, group->place, &item->threshold_status);
  if (status == CHUAN_OK)
    status = review_reason(reviewing->review, group, item, &reviewing->cursor, &item->reason);
  return status;
}

static int compare_ids(const void *left, const void *right) {
  const int64_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* The units of the level on the day. */
static chuan_status add_units(struct reviewing *reviewing, struct review_group *group, size_t room) {
  const struct evaluation *evaluation = reviewing->review->evaluation;
  const struct evaluation_part *part = part_of(reviewing, group);
  struct world_source source;
  int64_t *ids = arena_array(reviewing->arena, evaluation->evaluated_count + 1, sizeof *ids);
  uint8_t *recognised = arena_alloc(reviewing->arena, evaluation->evaluated_count + 1);
  uint8_t *statuses = arena_alloc(reviewing->arena, evaluation->evaluated_count + 1);
  group->items = arena_array(reviewing->arena, room + evaluation->evaluated_count + 1, sizeof *group->items);
  if (ids == NULL || recognised == NULL || statuses == NULL || group->items == NULL)
    return no_memory(reviewing);
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    if (evaluation->evaluated[i].part != group->part) continue;
    ids[group->item_count] = evaluation->evaluated[i].unit->id;
    group->items[group->item_count++].evaluated = &evaluation->evaluated[i];
  }
  world_of_dossier(reviewing->dossier->facts, &source);
  chuan_status status = source.recognised(source.self, group->standard->id, part->moment, ids,
                                          group->item_count, recognised, statuses, &group->registered);
  int32_t day = moment_register_day(part->moment);
  for (size_t i = 0; i < group->item_count && status == CHUAN_OK; i++) {
    struct review_item *item = &group->items[i];
    item->recognised = group->registered ? (chuan_verdict)recognised[i] : CHUAN_NO_DATA;
    item->register_status = group->registered ? (chuan_data_status)statuses[i] : CHUAN_OFFICIAL;
    status = judge_item(reviewing, group, day, item);
  }
  if (group->item_count > 1) qsort(ids, group->item_count, sizeof *ids, compare_ids);
  reviewing->judged = ids;
  reviewing->judged_count = group->item_count;
  return status;
}

/* --- entries about units that are not judged --------------------------------------------------------------------------- */

static int is_judged(const struct reviewing *reviewing, int64_t unit) {
  return reviewing->judged_count > 0 && bsearch(&unit, reviewing->judged, reviewing->judged_count,
                                                sizeof *reviewing->judged, compare_ids) != NULL;
}

static int compare_successions(const void *left, const void *right) {
  const struct succession *a = left, *b = right;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  if (a->on != b->on) return a->on < b->on ? -1 : 1;
  return (a->to > b->to) - (a->to < b->to);
}

/* What it became by the day; "" when nobody knows. *any: it became something. */
static chuan_status successors(const struct reviewing *reviewing, int64_t unit, int32_t day,
                               struct buffer *names, int *any) {
  size_t named = 0, low = 0, high = reviewing->succession_count;
  *any = 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (reviewing->successions[middle].from < unit)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low; i < reviewing->succession_count && reviewing->successions[i].from == unit; i++) {
    const struct succession *succession = &reviewing->successions[i];
    struct unit to;
    if (succession->on > day) continue;
    *any = 1;
    if (named++ >= SUCCESSORS_NAMED) continue;
    chuan_status status = unit_get(reviewing->dossier->facts, reviewing->arena, succession->to, &to);
    if (status != CHUAN_OK) return status;
    if (names->length > 0) buffer_add_string(names, ", ");
    buffer_add_string(names, to.name);
  }
  if (named > SUCCESSORS_NAMED) buffer_add_string(names, ", …");
  return names->failed ? no_memory(reviewing) : CHUAN_OK;
}

static const char *gone_reason(const struct reviewing *reviewing, const struct unit *unit, int32_t day,
                               const char *names) {
  const struct report *report = reviewing->dossier->handle->report;
  struct arena *arena = reviewing->arena;
  char ended[DATE_TEXT_SIZE], asked[DATE_TEXT_SIZE];
  label_day(day, report_language(report), asked);
  if (unit->valid_from > day) {
    return arena_format(arena, report_pick(report, "does not exist yet on %s", "ngày %s chưa có đơn vị này"),
                        asked);
  }
  label_day(unit->valid_to, report_language(report), ended);
  if (*names == '\0')
    return arena_format(arena, report_pick(report, "its last day was %s", "ngày cuối cùng là %s"), ended);
  return arena_format(
      arena, report_pick(report, "its last day was %s; it became %s", "ngày cuối cùng là %s; nay thuộc %s"),
      ended, names);
}

static chuan_status add_left_over(struct reviewing *reviewing, struct review_group *group,
                                  const struct recognition *entry) {
  const struct evaluation_part *part = part_of(reviewing, group);
  struct report *report = reviewing->dossier->handle->report;
  struct unit *unit = arena_alloc(reviewing->arena, sizeof *unit);
  struct buffer names;
  int any = 0;
  if (unit == NULL) return no_memory(reviewing);
  chuan_status status = unit_get(reviewing->dossier->facts, reviewing->arena, entry->unit, unit);
  if (status != CHUAN_OK) return status;
  buffer_init(&names, 0);
  status = successors(reviewing, unit->id, part->moment.as_of, &names, &any);
  int misplaced = strcmp(unit->level, part->level) != 0;
  if (status == CHUAN_OK && (misplaced || !any || !part->moment.rebase)) {
    struct review_item *item = &group->items[group->item_count++];
    *item = (struct review_item){.unit = unit,
                                 .entry = entry,
                                 .recognised = CHUAN_MET,
                                 .register_status = entry->status,
                                 .data_status = entry->status,
                                 .verdict = CHUAN_NOT_APPLICABLE,
                                 .withdrawal = CHUAN_NOT_APPLICABLE,
                                 .finding = misplaced ? FINDING_MISPLACED : FINDING_GONE};
    item->reason =
        misplaced
            ? arena_format(reviewing->arena,
                           report_pick(report, "a unit of level %s, registered under a standard of level %s",
                                       "đơn vị cấp %s, ghi vào bộ tiêu chí của cấp %s"),
                           unit->level, part->level)
            : gone_reason(reviewing, unit, part->moment.as_of, buffer_string(&names));
    if (item->reason == NULL || !sort_keys(reviewing, item)) status = no_memory(reviewing);
  }
  buffer_free(&names);
  return status;
}

static int compare_items(const void *left, const void *right) {
  const struct review_item *a = left, *b = right;
  if ((a->evaluated == NULL) != (b->evaluated == NULL)) return a->evaluated == NULL ? 1 : -1;
  int order = strcmp(a->parent_key, b->parent_key);
  if (order == 0) order = strcmp(a->key, b->key);
  if (order == 0) order = strcmp(a->unit->code, b->unit->code);
  return order != 0 ? order : (a->unit->id > b->unit->id) - (a->unit->id < b->unit->id);
}

static chuan_status fill_group(struct reviewing *reviewing, struct review_group *group) {
  const char *standard = group->standard->id;
  int32_t day = moment_register_day(part_of(reviewing, group)->moment);
  size_t first = first_entry(reviewing, standard, INT64_MIN), end = first;
  while (end < reviewing->entry_count && strcmp(reviewing->entries[end].standard, standard) == 0) end++;
  chuan_status status = add_units(reviewing, group, end - first);
  const struct recognition *revoked;
  for (size_t i = first; i < end && status == CHUAN_OK && reviewing->options->unit == NULL; i++) {
    const struct recognition *entry = &reviewing->entries[i];
    int last = i + 1 == end || reviewing->entries[i + 1].unit != entry->unit;
    if (!last || is_judged(reviewing, entry->unit)) continue;
    entry = entry_of(reviewing, standard, entry->unit, day, &revoked);
    if (entry != NULL) status = add_left_over(reviewing, group, entry);
  }
  if (status == CHUAN_OK && group->item_count > 1)
    qsort(group->items, group->item_count, sizeof *group->items, compare_items);
  return status;
}

/* Recognitions that the rules know nothing of are not passed over in silence. */
static void tell_unknown(const struct reviewing *reviewing) {
  const struct rulebook *rules = reviewing->review->evaluation->rulebook;
  const chuan_evaluation_options *options = reviewing->options;
  if (options->standard != NULL || options->level != NULL || options->unit != NULL) return;
  for (size_t i = 0, end; i < reviewing->entry_count; i = end) {
    const char *standard = reviewing->entries[i].standard;
    for (end = i; end < reviewing->entry_count && strcmp(reviewing->entries[end].standard, standard) == 0;)
      end++;
    const struct judged *known = rulebook_find(rules, standard);
    if (known != NULL && known->kind == JUDGED_STANDARD && known->reviews == NULL) continue;
    report_problem(
        reviewing->dossier->handle->report, CHUAN_WARNING, NULL,
        "the register has recognitions under \"%s\" (%zu), a standard the rules of %s do not have; choose "
        "their period with --period",
        "sổ công nhận có \"%s\" (%zu lượt), bộ tiêu chí mà bộ quy tắc %s không có; hãy chọn giai đoạn của "
        "nó bằng --period",
        standard, end - i, rules->period);
  }
}

/* --- rows ---------------------------------------------------------------------------------------------------------------- */

static chuan_status make_rows(chuan_review *review, const struct reviewing *reviewing) {
  const struct review *results = &review->review;
  size_t count = 0;
  for (size_t g = 0; g < results->group_count; g++) count += results->groups[g].item_count;
  review->rows = arena_array(review->arena, count + 1, sizeof *review->rows);
  if (review->rows == NULL) return no_memory(reviewing);
  for (size_t g = 0; g < results->group_count; g++) {
    const struct review_group *group = &results->groups[g];
    const struct evaluation_part *part = part_of(reviewing, group);
    for (size_t i = 0; i < group->item_count; i++) {
      const struct review_item *item = &group->items[i];
      char *decided = arena_alloc(review->arena, DATE_TEXT_SIZE);
      if (decided == NULL) return no_memory(reviewing);
      if (item->entry != NULL) date_format(item->entry->decided_on, decided);
      review->rows[review->row_count++] = (chuan_review_row){
          .unit = item->unit->code,
          .unit_name = item->unit->name,
          .year = part->year,
          .level = part->level,
          .standard = group->standard->id,
          .recognised = recognised_word(item->recognised),
          .decided_on = decided,
          .decision = item->entry != NULL ? item->entry->decision : "",
          .verdict = item->verdict,
          .withdrawal = item->withdrawal,
          .finding = finding_word(item->finding),
          .reason = item->reason,
          .data_status = item->data_status,
          .by_latest = item->entry != NULL && item->entry->by_latest,
          .threshold_status = item->threshold_status,
      };
    }
  }
  return CHUAN_OK;
}

static chuan_status fill_review(chuan_review *review, chuan_dossier *dossier,
                                const chuan_evaluation_options *options) {
  chuan *handle = dossier->handle;
  struct reviewing reviewing = {
      .review = &review->review, .dossier = dossier, .options = options, .arena = review->arena};
  chuan_status status = recognitions_list(dossier->facts, review->arena, NULL, INT32_MAX, &reviewing.entries,
                                          &reviewing.entry_count);
  if (status == CHUAN_OK) {
    status =
        successions_list(dossier->facts, review->arena, &reviewing.successions, &reviewing.succession_count);
  }
  if (status == CHUAN_OK) status = make_groups(&reviewing);
  if (status != CHUAN_OK) return status;
  if (reviewing.succession_count > 1) {
    qsort(reviewing.successions, reviewing.succession_count, sizeof *reviewing.successions,
          compare_successions);
  }
  status =
      evaluation_cursor_begin(&reviewing.cursor, review->review.evaluation, report_language(handle->report));
  for (size_t g = 0; g < review->review.group_count && status == CHUAN_OK; g++)
    status = fill_group(&reviewing, &review->review.groups[g]);
  evaluation_cursor_end(&reviewing.cursor);
  if (status == CHUAN_OK) status = make_rows(review, &reviewing);
  if (status == CHUAN_OK) tell_unknown(&reviewing);
  return status;
}

chuan_status chuan_review_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                              const chuan_evaluation_options *options, chuan_review **out) {
  chuan_evaluation_options asked = CHUAN_EVALUATION_INIT;
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || out == NULL) return handle_argument(handle, __func__);
  chuan_status status = handle_options(handle, options, &asked, sizeof asked);
  if (status != CHUAN_OK) return status;
  chuan_review *review = calloc(1, sizeof *review);
  if (review == NULL) return report_no_memory(handle->report);
  review->handle = handle;
  review->arena = arena_create();
  status = review->arena == NULL ? CHUAN_MEMORY
                                 : evaluation_run_review(dossier, rulebook, &asked, &review->evaluation);
  if (status == CHUAN_OK) {
    review->review =
        (struct review){.evaluation = evaluation_results(review->evaluation), .arena = review->arena};
    status = fill_review(review, dossier, &asked);
  }
  if (status != CHUAN_OK) {
    chuan_review_free(review);
    return handle_said(handle, status);
  }
  *out = review;
  return CHUAN_OK;
}

size_t chuan_review_count(const chuan_review *review) {
  return review == NULL ? 0 : review->row_count;
}

const chuan_review_row *chuan_review_get(const chuan_review *review, size_t index) {
  return review != NULL && index < review->row_count ? &review->rows[index] : NULL;
}

chuan_status chuan_review_write(chuan_review *review, const chuan_style *style, chuan_sink sink,
                                void *payload) {
  if (review == NULL) return CHUAN_ARGUMENT;
  chuan *handle = review->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  return handle_said(handle,
                     review_output(&review->review, report_language(handle->report), &shape, sink, payload));
}

void chuan_review_free(chuan_review *review) {
  if (review == NULL) return;
  chuan_evaluation_free(review->evaluation);
  arena_free(review->arena);
  free(review);
}
