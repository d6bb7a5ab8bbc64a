/* Aggregates of a level's units over those below each: which of them count, and what they come to. */
#include "evaluate/aggregate.h"
#include "evaluate/world_inside.h"

#include "base/date.h"

#include <string.h>

/* What is aggregated, read at the level below. */
struct members {
  const struct expression *node;
  const struct aggregate *over;
  const struct series *value, *where, *weight; /* where, weight: or NULL */
  struct cell low, high;                       /* of a value that is missing, whatever it is */
  struct cell weight_low, weight_high;
};

static void find_series(const struct world_at *below, const struct expression *node,
                        struct members *members) {
  const struct aggregate *over = node->as.over;
  uint32_t next = 1;
  *members = (struct members){.node = node, .over = over, .value = world_series(below, node->operands[0])};
  if (over->has_where) members->where = world_series(below, node->operands[next++]);
  if (over->has_weight) members->weight = world_series(below, node->operands[next]);
  if (node->operands[0]->type == TYPE_NUMBER) world_range(node->operands[0], &members->low, &members->high);
  if (over->has_weight) {
    world_range(node->operands[next], &members->weight_low, &members->weight_high);
    if (cell_is_none(members->weight_low) || cell_sign(members->weight_low) < 0)
      members->weight_low = cell_of(0, 1); /* weights are not negative */
  }
}

/* One unit: whether it is among those asked about, and what it gives. */
struct reading_of {
  enum member_part part;
  int possible; /* `where` has no data */
  chuan_verdict verdict;
  struct aggregate_term term;
};

static void narrow(struct cell *range, struct cell known) {
  if (!cell_is_none(known)) *range = known;
}

static void read_number(const struct members *members, uint64_t row, struct reading_of *out) {
  const struct series *value = members->value, *weight = members->weight;
  int excludes = members->over->missing == MISSING_EXCLUDE, missing = 0;
  struct aggregate_term *term = &out->term;
  *term = (struct aggregate_term){.possible = out->possible,
                                  .low = series_low(value, row),
                                  .high = series_high(value, row),
                                  .weight_low = cell_of(1, 1),
                                  .weight_high = cell_of(1, 1)};
  if (!series_known(value, row)) {
    int lacks = (value->rests[row] & REST_MAY_LACK) != 0; /* may turn out to have no value: as good as none */
    struct cell low = members->low, high = members->high;
    missing = 1;
    if (!lacks) narrow(&low, term->low);
    if (!lacks) narrow(&high, term->high);
    term->low = low;
    term->high = high;
  }
  if (weight != NULL && series_known(weight, row)) {
    term->weight_low = term->weight_high = series_low(weight, row);
  } else if (weight != NULL) {
    missing = 1;
    term->weight_low = members->weight_low;
    term->weight_high = members->weight_high;
    narrow(&term->weight_low, series_low(weight, row));
    narrow(&term->weight_high, series_high(weight, row));
  }
  int turned = !cell_is_none(term->weight_high) && cell_compare(term->weight_high, term->weight_low) < 0;
  if (turned || cell_sign(term->weight_low) <
                    0) { /* a weight that weighs less than nothing says nothing about the mean */
    missing = 1;
    term->low = term->high = term->weight_high = cell_none();
    term->weight_low = cell_of(0, 1);
  }
  out->verdict = missing ? CHUAN_NO_DATA : CHUAN_MET;
  out->part = out->possible || missing ? MEMBER_UNDECIDED : MEMBER_COUNTS;
  if (excludes && (missing || out->possible)) out->part = MEMBER_UNASKED;
}

static void read_test(const struct members *members, uint64_t row, struct reading_of *out) {
  enum missing_policy missing = members->over->missing;
  out->verdict = (chuan_verdict)members->value->verdicts[row];
  switch (out->verdict) {
    case CHUAN_MET:
      out->part = MEMBER_COUNTS;
      break;
    case CHUAN_NOT_MET:
      out->part = MEMBER_FAILS;
      break;
    case CHUAN_NOT_APPLICABLE:
      out->part = MEMBER_UNASKED;
      return;
    default:
      out->part = missing == MISSING_EXCLUDE      ? MEMBER_UNASKED
                  : missing == MISSING_AS_NOT_MET ? MEMBER_FAILS
                                                  : MEMBER_UNDECIDED;
      break;
  }
  if (out->possible && out->part != MEMBER_UNASKED)
    out->part = missing == MISSING_EXCLUDE ? MEMBER_UNASKED : MEMBER_UNDECIDED;
}

static void read_member(const struct members *members, uint64_t row, struct reading_of *out) {
  chuan_verdict where = members->where != NULL ? (chuan_verdict)members->where->verdicts[row] : CHUAN_MET;
  *out = (struct reading_of){.part = MEMBER_OUT, .possible = where == CHUAN_NO_DATA};
  if (where != CHUAN_MET && where != CHUAN_NO_DATA) return;
  if (members->value->verdicts != NULL) {
    read_test(members, row, out);
  } else {
    read_number(members, row, out);
  }
}

/* --- what they come to -------------------------------------------------------------------------------------------- */

struct gathering { /* the units below one */
  struct aggregate_tally tally;
  struct aggregate_sum sum;
  struct aggregate_mean mean;
  uint64_t terms;
  uint8_t rests;
};

static int gather(struct gathering *all, const struct members *members, uint64_t row) {
  struct reading_of one;
  read_member(members, row, &one);
  if (members->where != NULL) all->rests = rests_worst(all->rests, members->where->rests[row]);
  if (one.part == MEMBER_OUT) return 1;
  all->rests = rests_worst(all->rests, members->value->rests[row]);
  if (members->weight != NULL) all->rests = rests_worst(all->rests, members->weight->rests[row]);
  if (members->value->verdicts != NULL) {
    uint64_t *counts = one.possible ? all->tally.possible : all->tally.certain;
    if (one.verdict == CHUAN_NOT_APPLICABLE) return 1;
    counts[one.verdict == CHUAN_MET       ? AGGREGATE_MET
           : one.verdict == CHUAN_NOT_MET ? AGGREGATE_NOT_MET
                                          : AGGREGATE_NO_DATA]++;
    return 1;
  }
  if (one.part == MEMBER_UNASKED) return 1;
  all->terms++;
  if (members->node->kind == EXPRESSION_MEAN_OF) return aggregate_mean_add(&all->mean, &one.term);
  aggregate_sum_add(&all->sum, &one.term);
  return 1;
}

static void conclude(struct gathering *all, const struct members *members, struct aggregate_result *result) {
  switch (members->node->kind) {
    case EXPRESSION_COUNT_OF:
      aggregate_count(&all->tally, members->over->missing, result);
      break;
    case EXPRESSION_SHARE_OF:
      aggregate_share(&all->tally, members->over->missing, result);
      break;
    case EXPRESSION_SUM_OF:
      aggregate_sum_end(&all->sum, result);
      break;
    default:
      aggregate_mean_end(&all->mean, result);
      break;
  }
}

static int keep_result(struct world_at *at, struct series *series, uint64_t row,
                       const struct aggregate_result *result) {
  struct arena *arena = at->world->arena;
  int lacks = result->may_lack, low = !result->open_low, high = !result->open_high;
  if (result->none) return 1;
  if (lacks) series->rests[row] |= REST_MAY_LACK;
  if (low && high && rational_compare(&result->low, &result->high) == 0) {
    if (!cell_store(&series->low[row], &result->low, arena)) return 0;
    series->high[row] = series->low[row];
    return 1;
  }
  return (!low || cell_store(&series->low[row], &result->low, arena)) &&
         (!high || cell_store(&series->high[row], &result->high, arena));
}

/* Below this unit there is none of the level. */
static int without_members(struct world_at *at, struct series *series, uint64_t row,
                           const struct aggregate *over, const struct kinship *kinship) {
  if (over->has_empty) {
    if (!cell_store(&series->low[row], &over->empty, at->world->arena)) return 0;
    series->high[row] = series->low[row];
    return 1;
  }
  if (kinship->ended != NULL && kinship->ended[row] != DATE_UNKNOWN_START) {
    series->causes[row] = CAUSE_LEVEL_ENDED;
    series->days[row] = kinship->ended[row];
  }
  return 1;
}

static int fill_row(struct world_at *at, struct series *series, const struct members *members,
                    const struct kinship *kinship, uint64_t row) {
  uint32_t first = kinship->first[row], end = kinship->first[row + 1];
  struct gathering all = {.terms = 0};
  struct aggregate_result result;
  if (first == end) return without_members(at, series, row, members->over, kinship);
  struct arena *scratch = members->node->kind == EXPRESSION_MEAN_OF ? arena_create() : NULL;
  int fits = scratch != NULL || members->node->kind != EXPRESSION_MEAN_OF;
  aggregate_sum_begin(&all.sum);
  aggregate_mean_begin(&all.mean, scratch);
  for (uint32_t i = first; i < end && fits; i++) fits = gather(&all, members, kinship->members[i]);
  if (fits) {
    conclude(&all, members, &result);
    series->rests[row] = all.rests;
    if (!result.none) series->causes[row] = CAUSE_UNITS_UNDECIDED;
    if (result.none && members->node->kind == EXPRESSION_MEAN_OF && all.terms > 0)
      series->causes[row] = CAUSE_ZERO_WHOLE;
    fits = keep_result(at, series, row, &result);
  }
  arena_free(scratch);
  return fits;
}

static int any_without(const struct world_at *at, const struct kinship *kinship) {
  for (uint64_t row = 0; row < at->level.row_count; row++) {
    if (at->level.present[row] && kinship->first[row] == kinship->first[row + 1]) return 1;
  }
  return 0;
}

static chuan_status make_series(struct world_at *at, const struct expression *node, struct series **out) {
  struct world *world = at->world;
  size_t rows = (size_t)at->level.row_count + 1;
  chuan_status status = series_make(at, node, out);
  if (status == CHUAN_OK) status = series_numbers(at, *out, 1);
  if (status == CHUAN_OK) status = series_rests(at, *out);
  if (status != CHUAN_OK) return status;
  (*out)->causes = arena_alloc(world->arena, rows);
  (*out)->days = arena_array(world->arena, rows, sizeof *(*out)->days);
  if ((*out)->causes == NULL || (*out)->days == NULL) return world_no_memory(world);
  memset((*out)->causes, CAUSE_NO_UNIT, rows);
  return CHUAN_OK;
}

chuan_status world_aggregate(struct world_at *at, const struct expression *node) {
  struct world *world = at->world;
  struct world_at *below;
  struct kinship *kinship;
  struct series *series;
  struct members members;
  chuan_status status = world_at_find(world, node->as.over->level, at->level.moment, &below);
  if (status == CHUAN_OK) status = world_kinship(below, at->level.level, &kinship);
  if (status == CHUAN_OK) status = make_series(at, node, &series);
  if (status != CHUAN_OK) return status;
  if (!node->as.over->has_empty && any_without(at, kinship)) status = world_ended(below, kinship);
  if (status != CHUAN_OK) return status;
  find_series(below, node, &members);
  for (uint64_t row = 0; row < at->level.row_count; row++) {
    if (at->level.present[row] && !fill_row(at, series, &members, kinship, row))
      return world_no_memory(world);
  }
  return series_keep(at, series);
}

/* --- one by one ------------------------------------------------------------------------------------------------------ */

chuan_status world_members(struct world *world, const struct expression *aggregate, struct moment moment,
                           int64_t ancestor, struct arena *arena, struct member **out, size_t *count) {
  struct world_at *below;
  struct kinship *kinship;
  struct members members;
  const char *level;
  uint64_t row;
  *out = NULL;
  *count = 0;
  chuan_status status = world_unit_level(world, ancestor, &level);
  if (status == CHUAN_OK) status = world_at_find(world, aggregate->as.over->level, moment, &below);
  if (status == CHUAN_OK) status = world_values(below, aggregate->operands, aggregate->operand_count);
  if (status == CHUAN_OK) status = world_kinship(below, level, &kinship);
  if (status != CHUAN_OK || !world_row(kinship->above, ancestor, &row)) return status;
  uint32_t first = kinship->first[row], end = kinship->first[row + 1];
  *out = arena_array(arena, (size_t)(end - first) + 1, sizeof **out);
  if (*out == NULL) return world_no_memory(world);
  find_series(below, aggregate, &members);
  for (uint32_t i = first; i < end; i++) {
    struct reading_of one;
    struct member *member = &(*out)[(*count)++];
    read_member(&members, kinship->members[i], &one);
    *member = (struct member){
        .unit = below->level.ids[kinship->members[i]], .part = one.part, .verdict = one.verdict};
    if (members.value->verdicts != NULL || one.part == MEMBER_OUT ||
        !series_known(members.value, kinship->members[i])) {
      continue;
    }
    struct rational *value = arena_alloc(arena, sizeof *value);
    if (value == NULL) return world_no_memory(world);
    cell_load(series_low(members.value, kinship->members[i]), value);
    member->value = value;
  }
  return CHUAN_OK;
}
