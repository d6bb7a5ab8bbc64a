/* attributes.c - facts that hold from a day to a day, from a CSV `unit,fact,value,valid_from,valid_to`. */
#include "import/import.h"

#include "base/decimal.h"
#include "import/fact_names.h"
#include "import/list_file.h"
#include "import/value.h"

enum attributes_column { UNIT, FACT, VALUE, VALID_FROM, VALID_TO, COLUMN_COUNT };

static const struct list_column columns[COLUMN_COUNT] = {
    {"unit", 0}, {"fact", 0}, {"value", 0}, {"valid_from", 0}, {"valid_to", 0}};

static const struct list_kind attributes_kind = {"a list of dated attributes", "danh sách số liệu theo ngày",
                                                 columns, COLUMN_COUNT};

struct attributes_reading {
  struct fact_names *names;
  struct attribute_row *rows;
  size_t count, capacity;
};

/* A row that cannot be read is refused with 0; what is read is judged by attributes_store. */
static chuan_status read_cells(struct attributes_reading *reading, struct list_file *list,
                               const struct read_row *row, struct attribute_row *out, int *good) {
  const char *reason = NULL;
  *good = 0;
  if (!list_day(list_cell(list, row, VALID_FROM), 0, &out->from)) {
    list_refuse(list, row, VALID_FROM, "valid_from is not a date; write YYYY-MM-DD",
                "valid_from không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  if (!list_day(list_cell(list, row, VALID_TO), 1, &out->to)) {
    list_refuse(list, row, VALID_TO, "valid_to is not a date; write YYYY-MM-DD",
                "valid_to không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  chuan_status status =
      fact_names_find(reading->names, list_cell(list, row, FACT), list->arena, &out->fact, &reason);
  if (status == CHUAN_OK && !out->fact) list_refuse(list, row, FACT, reason, reason);
  if (status != CHUAN_OK || !out->fact) return status;
  status =
      value_read(out->fact, 0, list_cell(list, row, VALUE), list->arena, list->report, &out->value, &reason);
  if (status == CHUAN_OK && reason) {
    list_refuse(list, row, VALUE, reason, reason);
  } else if (status == CHUAN_OK && out->value == DECIMAL_MISSING) {
    list_refuse(list, row, VALUE, "the value is missing; write it, or take the row out",
                "thiếu giá trị; hãy ghi giá trị hoặc bỏ dòng này");
  } else {
    *good = status == CHUAN_OK;
  }
  return status;
}

static chuan_status take_row(void *self, struct list_file *list, const struct read_row *row) {
  struct attributes_reading *reading = self;
  struct attribute_row one = {.place = list_place(list, row)};
  int good;
  chuan_status status = read_cells(reading, list, row, &one, &good);
  if (status != CHUAN_OK || !good) return status;
  one.unit = list_text(list, row, UNIT);
  if (!one.unit ||
      !arena_grow(list->arena, &reading->rows, &reading->capacity, reading->count, sizeof *reading->rows))
    return report_no_memory(list->report);
  reading->rows[reading->count++] = one;
  return CHUAN_OK;
}

chuan_status attributes_read(struct dossier *dossier, const struct list_request *request,
                             const struct vocabulary_level *level, chuan_data_status data_status,
                             chuan_counts *counts) {
  struct attributes_reading reading = {NULL, NULL, 0, 0};
  struct list_file list = {.kind = &attributes_kind, .take = take_row, .self = &reading};
  *counts = (chuan_counts){.accepted = 0};
  chuan_status status = fact_names_create(level, NULL, request->report, &reading.names);
  if (status == CHUAN_OK) status = list_read(&list, request);
  if (status == CHUAN_OK && list.rejected > 0) {
    counts->rejected = list.rejected;
  } else if (status == CHUAN_OK) {
    struct import_head head = list_head(&list, level->level, data_status);
    status = attributes_store(dossier, &head, reading.rows, reading.count, counts);
  }
  list_close(&list);
  fact_names_free(reading.names);
  return status;
}
