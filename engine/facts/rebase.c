/* Figures of the units there were, carried to the units there are. What is counted is shared out to the last unit, so
 * that every total stays what it was; what holds for a unit as such is kept where its parts agree; and a figure that
 * one part lacks, or that nobody knows how much of a part flows into, is missing, never understated. */
#include "facts/rebase.h"

#include "base/decimal.h"
#include "base/wide.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 int128;

chuan_verdict rebased_verdict(const uint8_t *parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (parts[i] != parts[0] || (parts[i] != CHUAN_MET && parts[i] != CHUAN_NOT_MET)) return CHUAN_NO_DATA;
  }
  return count == 0 ? CHUAN_NO_DATA : (chuan_verdict)parts[0];
}

/* --- sharing out --------------------------------------------------------------------------------------------- */

/* Largest remainder first; of equals the smallest unit id, and what has gone last. */
static int remainder_compare(const void *left, const void *right) {
  const struct remainder *a = left, *b = right;
  int128 first = (int128)a->rest * b->of, second = (int128)b->rest * a->of;
  if (first != second) return first > second ? -1 : 1;
  if ((a->to == 0) != (b->to == 0)) return a->to == 0 ? 1 : -1;
  return a->to < b->to ? -1 : a->to > b->to;
}

void figure_share_out(int64_t value, const int64_t *limits, const struct part *parts, size_t count,
                      struct remainder *scratch, int64_t *shares) {
  int128 left = value;
  for (size_t i = 0; i < count; i++) {
    int128 product = (int128)value * parts[i].share, whole = product / parts[i].of;
    if (whole * parts[i].of > product) whole--; /* the whole number below, for what is below zero too */
    shares[i] = (int64_t)whole;
    left -= whole;
    scratch[i] = (struct remainder){(int64_t)(product - whole * parts[i].of), parts[i].of, parts[i].to, i};
  }
  if (left == 0) return;
  qsort(scratch, count, sizeof *scratch, remainder_compare);
  for (int given = 1; given && left > 0;) { /* more than once only where limits stand in the way */
    given = 0;
    for (size_t i = 0; i < count && left > 0; i++) {
      size_t part = scratch[i].part;
      if (limits && shares[part] >= limits[part]) continue;
      shares[part]++;
      left--;
      given = 1;
    }
  }
}

/* --- the parts of a level ------------------------------------------------------------------------------------------ */

struct slot_of_unit {
  int64_t id;
  uint32_t slot;
};

static int slot_compare(const void *left, const void *right) {
  const struct slot_of_unit *a = left, *b = right;
  return a->id < b->id ? -1 : a->id > b->id;
}

static uint32_t slot_of(const struct slot_of_unit *slots, size_t count, int64_t id) {
  const struct slot_of_unit wanted = {id, 0};
  const struct slot_of_unit *found = bsearch(&wanted, slots, count, sizeof *slots, slot_compare);
  return found ? found->slot : NO_SLOT;
}

/* Which parts went to each slot: parts come by from, so that counting keeps them so. */
static int parts_by_to(struct arena *arena, struct rebasing *rebasing) {
  uint32_t *starts = arena_array(arena, (size_t)rebasing->slot_count + 1, sizeof *starts);
  uint32_t *by_to = arena_array(arena, rebasing->part_count, sizeof *by_to);
  if (!starts || !by_to) return 0;
  for (size_t i = 0; i < rebasing->part_count; i++)
    if (rebasing->to[i] != NO_SLOT) starts[rebasing->to[i] + 1]++;
  for (uint32_t i = 0; i < rebasing->slot_count; i++) starts[i + 1] += starts[i];
  rebasing->by_to_count = starts[rebasing->slot_count];
  for (size_t i = 0; i < rebasing->part_count; i++)
    if (rebasing->to[i] != NO_SLOT) by_to[starts[rebasing->to[i]]++] = (uint32_t)i;
  rebasing->by_to = by_to;
  return 1;
}

int rebasing_make(struct arena *arena, const struct rebasing_unit *units, uint32_t slot_count,
                  const struct part *parts, size_t part_count, struct rebasing *out) {
  struct slot_of_unit *slots = arena_array(arena, slot_count, sizeof *slots);
  uint32_t *from = arena_array(arena, part_count, sizeof *from);
  uint32_t *to = arena_array(arena, part_count, sizeof *to);
  size_t count = 0;
  *out =
      (struct rebasing){.units = units, .slot_count = slot_count, .parts = parts, .part_count = part_count};
  if (!slots || !from || !to || part_count >= UINT32_MAX) return 0;
  for (uint32_t i = 0; i < slot_count; i++)
    if (units[i].id != 0) slots[count++] = (struct slot_of_unit){units[i].id, i};
  qsort(slots, count, sizeof *slots, slot_compare);
  for (size_t i = 0, same = 0; i < part_count; i++) {
    same = i > 0 && parts[i].from == parts[i - 1].from ? same + 1 : 1;
    if (same > out->largest) out->largest = same;
    from[i] = slot_of(slots, count, parts[i].from);
    to[i] = slot_of(slots, count, parts[i].to);
  }
  out->from = from;
  out->to = to;
  return parts_by_to(arena, out);
}

/* --- one fact ------------------------------------------------------------------------------------------------------- */

struct merging {
  const struct rebasing *rebasing;
  const struct rebasing_values *known;
  int64_t *out;
};

static int64_t value_of(const struct merging *merging, size_t part) {
  uint32_t slot = merging->rebasing->from[part];
  return slot == NO_SLOT ? DECIMAL_MISSING : merging->known->values[slot];
}

struct sharing { /* room for the parts of one unit */
  struct remainder *scratch;
  int64_t *shares, *limits;
};

/* The parts of one unit, from `first`: into sharing->shares. What it is a part of is shared out before, so that no
 * unit gets a part larger than the whole; a whole that is missing, or smaller than its part, sets no limits. */
static void unit_share_out(const struct merging *merging, size_t first, size_t count,
                           struct sharing *sharing) {
  const struct rebasing *rebasing = merging->rebasing;
  const struct rebasing_values *known = merging->known;
  uint32_t slot = rebasing->from[first];
  int64_t before = DECIMAL_MISSING;
  for (size_t i = 0; i <= known->whole_count; i++) {
    int64_t value = i < known->whole_count ? known->wholes[i][slot] : known->values[slot];
    if (value == DECIMAL_MISSING || count == 1) {
      if (i == known->whole_count) sharing->shares[0] = value;
      continue;
    }
    int64_t *spare = sharing->limits;
    sharing->limits = sharing->shares;
    sharing->shares = spare;
    int limited = before != DECIMAL_MISSING && value >= 0 && before >= value;
    figure_share_out(value, limited ? sharing->limits : NULL, rebasing->parts + first, count,
                     sharing->scratch, sharing->shares);
    before = value;
  }
}

/* Nobody knows how much the part adds to its unit: of nothing, nothing. */
static int adds_unknown(const struct merging *merging, size_t part) {
  int64_t value = value_of(merging, part);
  return value == DECIMAL_MISSING || (value != 0 && merging->rebasing->parts[part].unknown);
}

/* Sums: unit after unit is shared out. out[] begins as 0 for whatever has a part; a missing part stays missing. */
static void figures_sum(const struct merging *merging, struct sharing *sharing, uint32_t *too_large) {
  const struct rebasing *rebasing = merging->rebasing;
  int64_t *out = merging->out;
  for (uint32_t i = 0; i < rebasing->by_to_count; i++) out[rebasing->to[rebasing->by_to[i]]] = 0;
  for (uint32_t i = 0; i < rebasing->by_to_count; i++) {
    uint32_t part = rebasing->by_to[i];
    if (adds_unknown(merging, part)) out[rebasing->to[part]] = DECIMAL_MISSING;
  }
  for (size_t i = 0, next; i < rebasing->part_count; i = next) {
    for (next = i + 1; next < rebasing->part_count && rebasing->parts[next].from == rebasing->parts[i].from;)
      next++;
    if (value_of(merging, i) == DECIMAL_MISSING) continue;
    unit_share_out(merging, i, next - i, sharing);
    for (size_t k = i; k < next; k++) {
      uint32_t to = rebasing->to[k];
      if (to == NO_SLOT || out[to] == DECIMAL_MISSING) continue;
      if (__builtin_add_overflow(out[to], sharing->shares[k - i], &out[to]) || out[to] == DECIMAL_MISSING) {
        *too_large = to;
        return;
      }
    }
  }
}

/* `parts` (numbers) are those of one unit, at least one. */
static int64_t figure_same(const struct merging *merging, const uint32_t *parts, size_t count) {
  int64_t value = value_of(merging, parts[0]);
  for (size_t i = 1; i < count; i++)
    if (value_of(merging, parts[i]) != value) return DECIMAL_MISSING;
  return value;
}

/* sum(weight * share * value) / sum(weight * share). A single part needs no weight, nor how much of it there is. */
static int64_t figure_mean(const struct merging *merging, const uint32_t *parts, size_t count) {
  struct rational total, weights, weight, term;
  int64_t mean;
  if (count == 1) return value_of(merging, parts[0]);
  rational_set(&total, 0, 0);
  rational_set(&weights, 0, 0);
  for (size_t i = 0; i < count; i++) {
    const struct part *part = &merging->rebasing->parts[parts[i]];
    int64_t value = value_of(merging, parts[i]);
    if (value == DECIMAL_MISSING || part->unknown || !merging->known->weights) return DECIMAL_MISSING;
    int64_t weighing = merging->known->weights[merging->rebasing->from[parts[i]]];
    if (weighing == DECIMAL_MISSING || weighing < 0) return DECIMAL_MISSING;
    struct wide share;
    rational_set(&weight, weighing, 0);
    wide_set(&share, part->share);
    wide_multiply(&weight.numerator, &weight.numerator, &share);
    wide_set(&weight.denominator, part->of);
    rational_set(&term, value, 0); /* as scaled: the mean has the same places */
    rational_multiply(&term, &term, &weight);
    rational_add(&total, &total, &term);
    rational_add(&weights, &weights, &weight);
  }
  if (weights.numerator.overflow || total.numerator.overflow || rational_sign(&weights) == 0)
    return DECIMAL_MISSING;
  rational_divide(&total, &total, &weights);
  if (total.numerator.overflow) return DECIMAL_MISSING;
  rational_round(&total, &total, 0);
  return wide_to_int64(&total.numerator, &mean) ? mean : DECIMAL_MISSING;
}

enum fact_merge rebasing_merge(const struct fact *fact) {
  int adds_up = fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
  return fact->merge == MERGE_SUM && !adds_up ? MERGE_SAME : fact->merge;
}

int rebasing_figures(const struct rebasing *rebasing, const struct fact *fact,
                     const struct rebasing_values *known, int64_t *out, uint32_t *too_large) {
  const struct merging merging = {rebasing, known, out};
  const enum fact_merge merge = rebasing_merge(fact);
  *too_large = NO_SLOT;
  for (uint32_t i = 0; i < rebasing->slot_count; i++) out[i] = DECIMAL_MISSING;
  if (merge == MERGE_SUM) {
    struct arena *arena = arena_create();
    if (!arena) return 0;
    struct sharing sharing = {arena_array(arena, rebasing->largest, sizeof *sharing.scratch),
                              arena_array(arena, rebasing->largest, sizeof *sharing.shares),
                              arena_array(arena, rebasing->largest, sizeof *sharing.limits)};
    int room = sharing.scratch && sharing.shares && sharing.limits;
    if (room) figures_sum(&merging, &sharing, too_large);
    arena_free(arena);
    return room;
  }
  for (uint32_t i = 0, next; i < rebasing->by_to_count; i = next) {
    const uint32_t *parts = rebasing->by_to + i;
    uint32_t to = rebasing->to[parts[0]];
    for (next = i + 1; next < rebasing->by_to_count && rebasing->to[rebasing->by_to[next]] == to;) next++;
    out[to] =
        merge == MERGE_SAME ? figure_same(&merging, parts, next - i) : figure_mean(&merging, parts, next - i);
  }
  return 1;
}
