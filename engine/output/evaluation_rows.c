/* Turning verdict bytes into rows: values and thresholds come from the exact evaluator, row by row. */
#include "output/evaluation_rows.h"

#include "output/explanation_text.h"

#include <stdio.h>

chuan_verdict evaluation_verdict(const struct evaluation *evaluation, const struct evaluated *evaluated,
                                 uint32_t judged) {
  const struct verdicts *verdicts = &evaluation->parts[evaluated->part].verdicts;
  return (chuan_verdict)verdicts->verdicts[(uint64_t)judged * verdicts->row_count + evaluated->row];
}

const struct unit *evaluation_parent(const struct evaluation *evaluation, const struct unit *unit) {
  size_t low = 0, high = evaluation->parent_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (evaluation->parents[middle].id < unit->parent)
      low = middle + 1;
    else
      high = middle;
  }
  int found = low < evaluation->parent_count && evaluation->parents[low].id == unit->parent;
  return found ? &evaluation->parents[low] : NULL;
}

static int may_carry(const struct vocabulary *vocabulary) {
  for (uint32_t l = 0; l < vocabulary->level_count; l++) {
    for (uint32_t f = 0; f < vocabulary->levels[l].fact_count; f++)
      if (vocabulary->levels[l].facts[f]->carry > 0) return 1;
  }
  return 0;
}

chuan_status evaluation_cursor_begin(struct evaluation_cursor *cursor, const struct evaluation *evaluation,
                                     chuan_language language) {
  *cursor = (struct evaluation_cursor){.evaluation = evaluation, .language = language};
  for (uint32_t p = 0; p < evaluation->part_count; p++) {
    const struct vocabulary_level *vocabulary = evaluation->parts[p].vocabulary;
    if (vocabulary->fact_count > cursor->value_count) cursor->value_count = vocabulary->fact_count;
  }
  cursor->may_carry = may_carry(&evaluation->rulebook->vocabulary);
  cursor->values = arena_array(evaluation->arena, (size_t)cursor->value_count + 1, sizeof *cursor->values);
  cursor->years = arena_array(evaluation->arena, (size_t)cursor->value_count + 1, sizeof *cursor->years);
  cursor->exact = arena_array(evaluation->arena, (size_t)evaluation->part_count + 1, sizeof *cursor->exact);
  cursor->readers =
      arena_array(evaluation->arena, (size_t)evaluation->part_count + 1, sizeof *cursor->readers);
  return cursor->values == NULL || cursor->years == NULL || cursor->exact == NULL || cursor->readers == NULL
             ? CHUAN_MEMORY
             : CHUAN_OK;
}

void evaluation_cursor_end(struct evaluation_cursor *cursor) {
  for (uint32_t p = 0; p < cursor->evaluation->part_count; p++) {
    if (cursor->exact != NULL) exact_free(cursor->exact[p]);
    if (cursor->readers != NULL) facts_reader_close(cursor->readers[p]);
  }
  cursor->exact = NULL;
  cursor->readers = NULL;
}

/* The years of a level share the reader of its first part. */
static chuan_status read_values(struct evaluation_cursor *cursor, const struct evaluated *evaluated) {
  const struct evaluation *evaluation = cursor->evaluation;
  const struct evaluation_part *part = &evaluation->parts[evaluated->part];
  uint32_t first = evaluated->part;
  while (first > 0 && evaluation->parts[first - 1].vocabulary == part->vocabulary) first--;
  struct facts_reader **reader = &cursor->readers[first];
  chuan_data_status data_status;
  chuan_status status = CHUAN_OK;
  if (*reader == NULL) status = facts_reader_open(evaluation->dossier, part->vocabulary, reader);
  if (status != CHUAN_OK) return status;
  return facts_reader_row(*reader, evaluated->unit->id, part->moment, cursor->values, cursor->years,
                          &data_status);
}

/* Makes the exact evaluator of the unit's part stand on the unit. */
static chuan_status stand_on(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                             struct exact **out) {
  const struct evaluation_part *part = &cursor->evaluation->parts[evaluated->part];
  struct exact **exact = &cursor->exact[evaluated->part];
  chuan_status status = CHUAN_OK;
  if (cursor->at != evaluated) {
    cursor->at = NULL;
    if (*exact == NULL)
      status = exact_create(cursor->evaluation->rulebook, part->level, part->moment, part->outside, exact);
    if (status == CHUAN_OK) status = read_values(cursor, evaluated);
    if (status != CHUAN_OK) return status;
    uint64_t row = 0;
    if (part->units != NULL && !world_row(part->units, evaluated->unit->id, &row)) row = UINT64_MAX;
    exact_begin(*exact, cursor->values, row);
    cursor->at = evaluated;
  }
  *out = *exact;
  return CHUAN_OK;
}

chuan_status evaluation_cursor_status(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                      uint32_t judged, chuan_threshold_status *out) {
  struct exact *exact;
  chuan_status status = stand_on(cursor, evaluated, &exact);
  if (status != CHUAN_OK) return status;
  *out = exact_status(exact, cursor->evaluation->parts[evaluated->part].judged[judged]->test);
  return CHUAN_OK;
}

static int rests_on_carried(const struct evaluation_cursor *cursor, struct exact *exact,
                            const struct judged *judged) {
  return cursor->may_carry && exact_carried(exact, judged->test, cursor->years);
}

chuan_status evaluation_cursor_carried(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                       uint32_t judged, int *out) {
  struct exact *exact;
  chuan_status status = stand_on(cursor, evaluated, &exact);
  if (status != CHUAN_OK) return status;
  *out = rests_on_carried(cursor, exact, cursor->evaluation->parts[evaluated->part].judged[judged]);
  return CHUAN_OK;
}

/* The text of a choice or yes_no; "" when it is missing. */
static void write_choice(struct exact *exact, const struct expression *expression, char *out, size_t size) {
  uint32_t index;
  out[0] = '\0';
  if (expression->type == TYPE_TEST || !exact_choice(exact, expression, &index)) return;
  const char *text = expression->type == TYPE_YES_NO ? (index == 1 ? "yes" : "no") : "";
  if (expression->type == TYPE_CHOICE && index < expression->choice_count) text = expression->choices[index];
  snprintf(out, size, "%s", text);
}

/* The threshold as exactly as it was written; its number, or NULL when it is missing or no number. */
static const struct rational *write_threshold(struct exact *exact, const struct expression *threshold,
                                              char *out, size_t size) {
  out[0] = '\0';
  if (threshold == NULL) return NULL;
  if (threshold->type != TYPE_NUMBER) {
    write_choice(exact, threshold, out, size);
    return NULL;
  }
  const struct rational *number = exact_number(exact, threshold);
  if (number != NULL) rational_format(number, TEXT_EXACT_PLACES, out, size);
  return number;
}

static void write_bounds(struct evaluation_cursor *cursor, struct exact *exact,
                         const struct expression *value) {
  struct exact_bounds bounds = exact_bounds(exact, value);
  if (bounds.low != NULL)
    rational_format(bounds.low, TEXT_EXACT_PLACES, cursor->lowest, sizeof cursor->lowest);
  if (bounds.high != NULL)
    rational_format(bounds.high, TEXT_EXACT_PLACES, cursor->highest, sizeof cursor->highest);
  cursor->row.lowest = cursor->lowest;
  cursor->row.highest = cursor->highest;
}

static void fill_value(struct evaluation_cursor *cursor, struct exact *exact, const struct judged *judged) {
  struct evaluation_row *row = &cursor->row;
  const struct rational *low = write_threshold(exact, judged->threshold, cursor->low, sizeof cursor->low);
  const struct rational *high =
      write_threshold(exact, judged->threshold_high, cursor->high, sizeof cursor->high);
  row->threshold_low = cursor->low;
  row->threshold_high = cursor->high;
  row->row.unit_of_measure = judged->value->unit;
  row->row.value = cursor->value;
  row->row.threshold = cursor->low;
  if (judged->threshold_high != NULL && *cursor->low != '\0' && *cursor->high != '\0') {
    snprintf(cursor->threshold, sizeof cursor->threshold, "%s..%s", cursor->low, cursor->high);
    row->row.threshold = cursor->threshold;
  }
  if (judged->value->type != TYPE_NUMBER) {
    write_choice(exact, judged->value, cursor->value, sizeof cursor->value);
    return;
  }
  const struct rational *value = exact_number(exact, judged->value);
  cursor->value[0] = '\0';
  if (value == NULL) {
    write_bounds(cursor, exact, judged->value);
    return;
  }
  int above = high != NULL && (low == NULL || rational_compare(value, low) > 0);
  const struct rational *nearest = above ? high : low;
  rational_format(value, text_places(value, nearest), cursor->value, sizeof cursor->value);
  row->row.near_threshold =
      (low != NULL && exact_near(value, low)) || (high != NULL && exact_near(value, high));
}

chuan_status evaluation_cursor_row(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                   uint32_t judged, const struct evaluation_row **out) {
  const struct evaluation_part *part = &cursor->evaluation->parts[evaluated->part];
  const struct judged *what = part->judged[judged];
  struct exact *exact;
  chuan_status status = stand_on(cursor, evaluated, &exact);
  if (status != CHUAN_OK) return status;
  const struct judged *criterion = what->kind == JUDGED_INDICATOR ? what->parent : what;
  const struct judged *standard = what->kind == JUDGED_STANDARD ? what : criterion->parent;
  cursor->row =
      (struct evaluation_row){.row = {.unit = evaluated->unit->code,
                                      .unit_name = evaluated->unit->name,
                                      .year = part->year,
                                      .level = part->level,
                                      .standard = standard != NULL ? standard->id : "",
                                      .criterion = what->kind == JUDGED_STANDARD ? "" : criterion->id,
                                      .indicator = what->kind == JUDGED_INDICATOR ? what->id : "",
                                      .name = names_pick(&what->name, cursor->language),
                                      .verdict = evaluation_verdict(cursor->evaluation, evaluated, judged),
                                      .value = "",
                                      .threshold = "",
                                      .unit_of_measure = "",
                                      .threshold_status = exact_status(exact, what->test),
                                      .data_status = (chuan_data_status)part->verdicts.status[evaluated->row],
                                      .carried = rests_on_carried(cursor, exact, what)},
                              .judged = what,
                              .threshold_low = "",
                              .threshold_high = "",
                              .lowest = "",
                              .highest = ""};
  cursor->lowest[0] = cursor->highest[0] = '\0';
  if (what->kind == JUDGED_INDICATOR && what->value != NULL) fill_value(cursor, exact, what);
  *out = &cursor->row;
  return CHUAN_OK;
}

chuan_status evaluation_cursor_next(struct evaluation_cursor *cursor, const struct evaluation_row **out) {
  const struct evaluation *evaluation = cursor->evaluation;
  *out = NULL;
  if (cursor->next_evaluated == evaluation->evaluated_count) return CHUAN_OK;
  const struct evaluated *evaluated = &evaluation->evaluated[cursor->next_evaluated];
  chuan_status status = evaluation_cursor_row(cursor, evaluated, cursor->next_judged, out);
  if (status != CHUAN_OK) return status;
  if (++cursor->next_judged == evaluation->parts[evaluated->part].judged_count) {
    cursor->next_judged = 0;
    cursor->next_evaluated++;
  }
  return CHUAN_OK;
}
