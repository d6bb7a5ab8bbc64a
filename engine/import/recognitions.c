/* recognitions.c - the register, from a CSV `unit,standard,decided_on,decision,revoked_on` and, if known,
 * `confidence,source,note`. */
#include "import/import.h"

#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/list_file.h"

#include <string.h>

enum recognitions_column {
  UNIT,
  STANDARD,
  DECIDED_ON,
  DECISION,
  REVOKED_ON,
  CONFIDENCE,
  SOURCE,
  NOTE,
  COLUMN_COUNT
};

static const struct list_column columns[COLUMN_COUNT] = {
    {"unit", 0},       {"standard", 0},   {"decided_on", 0}, {"decision", 0},
    {"revoked_on", 0}, {"confidence", 1}, {"source", 1},     {"note", 1}};

static const struct list_kind recognitions_kind = {"a list of recognitions", "danh sách công nhận", columns,
                                                   COLUMN_COUNT};

struct recognitions_reading {
  const struct register_standard *standards;
  size_t standard_count;
  struct recognition_row *rows;
  size_t count, capacity;
};

static chuan_status refuse_standard(const struct recognitions_reading *reading, struct list_file *list,
                                    const struct read_row *row, const char *id) {
  const char **ids = arena_array(list->arena, reading->standard_count + 1, sizeof *ids);
  if (!ids) return report_no_memory(list->report);
  for (size_t i = 0; i < reading->standard_count; i++) ids[i] = reading->standards[i].id;
  const char *near = text_nearest(id, ids, reading->standard_count);
  const char *reason =
      near ? arena_format(list->arena,
                          report_pick(list->report, "the rules have no standard \"%s\"; did you mean \"%s\"?",
                                      "bộ quy tắc không có bộ tiêu chí “%s”; có phải “%s” không?"),
                          id, near)
           : arena_format(
                 list->arena,
                 report_pick(list->report,
                             "the rules have no standard \"%s\"; write an id such as commune.standard",
                             "bộ quy tắc không có bộ tiêu chí “%s”; hãy ghi mã như commune.standard"),
                 id);
  if (!reason) return report_no_memory(list->report);
  list_refuse(list, row, STANDARD, reason, reason);
  return CHUAN_OK;
}

static const struct register_standard *standard_find(const struct recognitions_reading *reading,
                                                     const char *id) {
  for (size_t i = 0; i < reading->standard_count; i++)
    if (strcmp(reading->standards[i].id, id) == 0) return &reading->standards[i];
  return NULL;
}

/* A year or a month alone says that it was decided by its end. */
static int read_days(struct list_file *list, const struct read_row *row, struct recognition_row *out) {
  chuan_cell decided = list_cell(list, row, DECIDED_ON), revoked = list_cell(list, row, REVOKED_ON);
  out->decided_on = DATE_UNKNOWN_START;
  out->revoked_on = DATE_OPEN_END;
  if (decided.length > 0 && !(decided.length == 1 && decided.text[0] == '-')) {
    out->by_latest = decided.length < 10;
    if (!date_parse(decided.text, decided.length, 1, &out->decided_on)) {
      list_refuse(
          list, row, DECIDED_ON,
          "decided_on is not a date; write YYYY-MM-DD, or the year alone for \"by the end of that year\"",
          "decided_on không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD), hoặc chỉ ghi năm nếu chỉ biết "
          "“đến hết năm đó”");
      return 0;
    }
  }
  if (revoked.length > 0 && !(revoked.length == 1 && revoked.text[0] == '-') &&
      (revoked.length != 10 || !date_parse(revoked.text, revoked.length, 0, &out->revoked_on))) {
    list_refuse(list, row, REVOKED_ON, "revoked_on is not a full date; write YYYY-MM-DD, or leave it empty",
                "revoked_on không phải ngày đầy đủ; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD), hoặc để trống");
    return 0;
  }
  if (!list_confidence(list_cell(list, row, CONFIDENCE), &out->confidence)) {
    list_refuse(list, row, CONFIDENCE, CONFIDENCE_REASON_EN, CONFIDENCE_REASON_VI);
    return 0;
  }
  return 1;
}

static chuan_status take_row(void *self, struct list_file *list, const struct read_row *row) {
  struct recognitions_reading *reading = self;
  struct recognition_row one = {.place = list_place(list, row)};
  one.standard = list_text(list, row, STANDARD);
  if (!one.standard) return report_no_memory(list->report);
  const struct register_standard *standard = standard_find(reading, one.standard);
  if (!standard) return refuse_standard(reading, list, row, one.standard);
  one.level = standard->level;
  if (!read_days(list, row, &one)) return CHUAN_OK;
  one.unit = list_text(list, row, UNIT);
  one.decision = list_line(list, row, DECISION);
  one.publication = list_line(list, row, SOURCE);
  one.note = list_line(list, row, NOTE);
  if (!one.unit || !one.decision || !one.publication || !one.note ||
      !arena_grow(list->arena, &reading->rows, &reading->capacity, reading->count, sizeof *reading->rows))
    return report_no_memory(list->report);
  reading->rows[reading->count++] = one;
  return CHUAN_OK;
}

chuan_status recognitions_read(struct dossier *dossier, const struct list_request *request,
                               const struct register_standard *standards, size_t standard_count,
                               chuan_data_status data_status, chuan_counts *counts) {
  struct recognitions_reading reading = {.standards = standards, .standard_count = standard_count};
  struct list_file list = {.kind = &recognitions_kind, .take = take_row, .self = &reading};
  *counts = (chuan_counts){.accepted = 0};
  chuan_status status = list_read(&list, request);
  if (status == CHUAN_OK && list.rejected > 0) {
    counts->rejected = list.rejected;
  } else if (status == CHUAN_OK) {
    struct import_head head = list_head(&list, "", data_status);
    status = recognitions_store(dossier, &head, reading.rows, reading.count, counts);
  }
  list_close(&list);
  return status;
}
