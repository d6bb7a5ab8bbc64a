/* How the interpreter and the kernels read what a world has worked out. A number is unpacked for who asks: the values
 * themselves stay small. */
#include "evaluate/world_inside.h"

struct unpacked {
  struct outside_value value;
  struct rational low, high;
};

struct reader {
  struct world_at *at;
  const struct series **read; /* what was asked for by who prepared it */
  size_t read_count;
  struct arena *arena;
  struct unpacked **slots; /* by number of the series */
  uint32_t slot_count;
};

static struct unpacked *slot_of(struct reader *reader, uint32_t number) {
  if (number >= reader->slot_count) {
    uint32_t count = reader->at->series_count;
    struct unpacked **slots = arena_array(reader->arena, count, sizeof *slots);
    if (slots == NULL) return NULL;
    for (uint32_t i = 0; i < reader->slot_count; i++) slots[i] = reader->slots[i];
    reader->slots = slots;
    reader->slot_count = count;
  }
  if (reader->slots[number] == NULL)
    reader->slots[number] = arena_alloc(reader->arena, sizeof(struct unpacked));
  return reader->slots[number];
}

static void unpack_number(const struct series *series, uint64_t row, struct unpacked *out) {
  struct outside_value *value = &out->value;
  struct cell low = series_low(series, row), high = series_high(series, row);
  value->low = value->high = &out->low;
  if (series_known(series, row)) {
    value->missing = 0;
    cell_load(low, &out->low);
    return;
  }
  value->open_low = (uint8_t)cell_is_none(low);
  value->open_high = (uint8_t)cell_is_none(high);
  value->bounded = (uint8_t)(!value->open_low || !value->open_high);
  value->may_lack = (series->rests[row] & REST_MAY_LACK) != 0;
  value->high = &out->high;
  if (value->open_low) {
    value->low = NULL;
  } else {
    cell_load(low, &out->low);
  }
  if (value->open_high) {
    value->high = NULL;
  } else {
    cell_load(high, &out->high);
  }
}

static void unpack(const struct series *series, uint64_t row, struct unpacked *out) {
  struct outside_value *value = &out->value;
  uint8_t rests = series->rests[row];
  *value = (struct outside_value){.missing = 1, .verdict = CHUAN_NO_DATA, .open_low = 1, .open_high = 1};
  value->status = rests & REST_STATUS;
  value->data = (uint8_t)((rests & REST_DATA) >> REST_DATA_SHIFT);
  value->carried = (rests & REST_CARRIED) != 0;
  if (series->verdicts != NULL) {
    value->verdict = series->verdicts[row];
    value->missing = value->verdict == CHUAN_NO_DATA;
  } else if (series->choices != NULL) {
    value->missing = series->choices[row] < 0;
    value->choice = value->missing ? 0 : (uint32_t)series->choices[row];
  } else {
    unpack_number(series, row, out);
  }
  if (!value->missing) return;
  value->cause = series->causes != NULL ? (enum cause_kind)series->causes[row] : series->cause;
  if ((value->bounded || value->may_lack) && value->cause != CAUSE_OTHER_YEAR)
    value->cause = CAUSE_UNITS_UNDECIDED;
  value->fact = series->fact;
  value->year = series->years != NULL && series->years[row] != 0 ? series->years[row] : series->year;
  if (series->days != NULL) value->day = series->days[row];
}

static const struct outside_value *value_of(void *self, const struct expression *expression, uint64_t row) {
  struct reader *reader = self;
  const struct series *series = world_series(reader->at, expression);
  struct unpacked *slot = series != NULL ? slot_of(reader, series->number) : NULL;
  if (slot == NULL) return NULL;
  if (row < series->row_count) {
    unpack(series, row, slot);
  } else { /* a unit that is not there */
    slot->value = (struct outside_value){
        .missing = 1, .verdict = CHUAN_NO_DATA, .open_low = 1, .open_high = 1, .cause = CAUSE_NO_UNIT};
  }
  return &slot->value;
}

static const uint8_t *verdicts_of(void *self, const struct expression *expression, uint64_t first) {
  const struct reader *reader = self;
  const struct series *series = world_series(reader->at, expression);
  return series != NULL && series->verdicts != NULL && first < series->row_count ? series->verdicts + first
                                                                                 : NULL;
}

static const int32_t *choices_of(void *self, const struct expression *expression, uint64_t first) {
  const struct reader *reader = self;
  const struct series *series = world_series(reader->at, expression);
  return series != NULL && series->choices != NULL && first < series->row_count ? series->choices + first
                                                                                : NULL;
}

static int make_reader(void *self, struct arena *arena, struct outside *out) {
  const struct reader *like = self;
  struct reader *reader = arena_alloc(arena, sizeof *reader);
  if (reader == NULL) return 0;
  *reader = (struct reader){.at = like->at, .arena = arena};
  *out = *like->at->outside;
  out->self = reader;
  return 1;
}

chuan_data_status world_data_status(const struct outside *outside, uint64_t row) {
  const struct reader *reader = outside->self;
  unsigned worst = CHUAN_OFFICIAL;
  for (size_t i = 0; i < reader->read_count; i++) {
    const struct series *series = reader->read[i];
    if (row >= series->row_count) continue;
    unsigned data = (unsigned)(series->rests[row] & REST_DATA) >> REST_DATA_SHIFT;
    if (data > worst) worst = data;
  }
  return (chuan_data_status)worst;
}

chuan_status world_outside(struct world_at *at, const struct expression_list *read,
                           const struct outside **out) {
  struct arena *arena = at->world->arena;
  size_t count = read != NULL ? read->count : 0;
  struct reader *reader = arena_alloc(arena, sizeof *reader);
  struct outside *outside = arena_alloc(arena, sizeof *outside);
  if (reader == NULL || outside == NULL) return world_no_memory(at->world);
  *reader = (struct reader){.at = at, .arena = arena};
  reader->read = arena_array(arena, count + 1, sizeof *reader->read);
  if (reader->read == NULL) return world_no_memory(at->world);
  for (size_t i = 0; i < count; i++) reader->read[reader->read_count++] = world_series(at, read->items[i]);
  *outside = (struct outside){.self = reader,
                              .value = value_of,
                              .verdicts = verdicts_of,
                              .choices = choices_of,
                              .reader = make_reader};
  *out = outside;
  return CHUAN_OK;
}
