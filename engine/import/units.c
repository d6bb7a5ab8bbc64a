/* units.c - the tree of units from a CSV `code,level,name,parent_code,valid_from,valid_to`. */
#include "import/import.h"

#include "base/date.h"
#include "import/list_file.h"

enum units_column { CODE, LEVEL, NAME, PARENT_CODE, VALID_FROM, VALID_TO, COLUMN_COUNT };

static const struct list_column columns[COLUMN_COUNT] = {
    {"code", 0}, {"level", 0}, {"name", 0}, {"parent_code", 0}, {"valid_from", 0}, {"valid_to", 0}};

static const struct list_kind units_kind = {"a list of units", "danh sách đơn vị", columns, COLUMN_COUNT};

struct units_reading {
  struct unit_row *rows;
  size_t count, capacity;
};

/* Whether it makes sense as a unit is judged by units_store. */
static chuan_status take_row(void *self, struct list_file *list, const struct read_row *row) {
  struct units_reading *reading = self;
  struct unit_row unit = {.place = list_place(list, row)};
  if (!list_day(list_cell(list, row, VALID_FROM), 0, &unit.valid_from)) {
    list_refuse(list, row, VALID_FROM, "valid_from is not a date; write YYYY-MM-DD",
                "valid_from không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  if (!list_day(list_cell(list, row, VALID_TO), 1, &unit.valid_to)) {
    list_refuse(list, row, VALID_TO, "valid_to is not a date; write YYYY-MM-DD",
                "valid_to không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  chuan_cell parent = list_cell(list, row, PARENT_CODE);
  unit.code = list_text(list, row, CODE);
  unit.level = list_text(list, row, LEVEL);
  unit.name = list_text(list, row, NAME);
  unit.parent_code = parent.length == 1 && parent.text[0] == '-' ? "" : list_text(list, row, PARENT_CODE);
  if (!unit.code || !unit.level || !unit.name || !unit.parent_code ||
      !arena_grow(list->arena, &reading->rows, &reading->capacity, reading->count, sizeof *reading->rows))
    return report_no_memory(list->report);
  reading->rows[reading->count++] = unit;
  return CHUAN_OK;
}

chuan_status units_read(struct dossier *dossier, const struct list_request *request, chuan_counts *counts) {
  struct units_reading reading = {NULL, 0, 0};
  struct list_file list = {.kind = &units_kind, .take = take_row, .self = &reading};
  *counts = (chuan_counts){.accepted = 0};
  chuan_status status = list_read(&list, request);
  if (status == CHUAN_OK && list.rejected > 0)
    counts->rejected = list.rejected;
  else if (status == CHUAN_OK)
    status = units_store(dossier, reading.rows, reading.count, counts);
  list_close(&list);
  return status;
}
