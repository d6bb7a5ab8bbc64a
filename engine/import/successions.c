/* successions.c - what became of units, from a CSV `from,to,on,share`. */
#include "import/import.h"

#include "base/date.h"
#include "import/list_file.h"

enum successions_column { FROM, TO, ON, SHARE, COLUMN_COUNT };

static const struct list_column columns[COLUMN_COUNT] = {{"from", 0}, {"to", 0}, {"on", 0}, {"share", 1}};

static const struct list_kind successions_kind = {"a list of successions", "danh sách kế thừa đơn vị",
                                                  columns, COLUMN_COUNT};

struct successions_reading {
  struct succession_row *rows;
  size_t count, capacity;
};

/* Codes and shares are judged by successions_store. */
static chuan_status take_row(void *self, struct list_file *list, const struct read_row *row) {
  struct successions_reading *reading = self;
  struct succession_row one = {.place = list_place(list, row)};
  chuan_cell day = list_cell(list, row, ON);
  if (day.length != 10 || !date_parse(day.text, day.length, 0, &one.on)) {
    list_refuse(list, row, ON, "on is the first day of the new unit; write it in full as YYYY-MM-DD",
                "on là ngày đầu tiên của đơn vị mới; hãy viết đủ NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  one.from = list_text(list, row, FROM);
  one.to = list_text(list, row, TO);
  one.share = list_text(list, row, SHARE);
  if (!one.from || !one.to || !one.share ||
      !arena_grow(list->arena, &reading->rows, &reading->capacity, reading->count, sizeof *reading->rows))
    return report_no_memory(list->report);
  reading->rows[reading->count++] = one;
  return CHUAN_OK;
}

chuan_status successions_read(struct dossier *dossier, const struct list_request *request,
                              chuan_counts *counts) {
  struct successions_reading reading = {NULL, 0, 0};
  struct list_file list = {.kind = &successions_kind, .take = take_row, .self = &reading};
  *counts = (chuan_counts){.accepted = 0};
  chuan_status status = list_read(&list, request);
  if (status == CHUAN_OK && list.rejected > 0)
    counts->rejected = list.rejected;
  else if (status == CHUAN_OK)
    status = successions_store(dossier, reading.rows, reading.count, counts);
  list_close(&list);
  return status;
}
