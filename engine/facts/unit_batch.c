/* Judging a batch of units: fields, identities and overlapping validity. At any moment a code belongs to at
 * most one unit, so two periods of one code must not overlap, in the batch or with what is stored. */
#include "facts/unit_batch.h"

#include "base/date.h"
#include "base/text.h"
#include "facts/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_LONGEST 1000 /* bytes of a code or a name */
#define PERIOD_TEXT_SIZE (2 * DATE_TEXT_SIZE + 8)

static void period_format(int32_t from, int32_t to, char out[PERIOD_TEXT_SIZE]) {
  char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
  date_format(from, first);
  date_format(to, last);
  snprintf(out, PERIOD_TEXT_SIZE, "%s – %s", *first ? first : "…", *last ? last : "…");
}

/* --- fields ---------------------------------------------------------------------------------------- */

static int has_control(const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 || *text == 0x7F) return 1;
  return 0;
}

/* The text in normal form; NULL and a problem when there is none that can be kept. */
static chuan_status field_read(struct batch *batch, struct batch_unit *unit, const char *text,
                               const char *english, const char *vietnamese, const char **out) {
  struct report *report = batch->dossier->report;
  size_t length = text ? strlen(text) : 0;
  *out = NULL;
  if (length > 0 && length <= TEXT_LONGEST && text_is_utf8(text, length) && !has_control(text)) {
    *out = text_nfc(batch->arena, text, length);
    return *out ? CHUAN_OK : report_no_memory(report);
  }
  unit->wrong = 1;
  if (length == 0) {
    report_problem(report, CHUAN_ERROR, &unit->row->place, "the unit has no %s; write one",
                   "đơn vị không có %s; hãy điền vào", report_pick(report, english, vietnamese));
  } else {
    report_problem(report, CHUAN_ERROR, &unit->row->place,
                   "the %s of the unit is not one line of UTF-8 text of at most %d bytes; write it again",
                   "%s của đơn vị không phải một dòng văn bản UTF-8 dài nhất %d byte; hãy viết lại",
                   report_pick(report, english, vietnamese), TEXT_LONGEST);
  }
  return CHUAN_OK;
}

static chuan_status unit_fields_read(struct batch *batch, struct batch_unit *unit) {
  struct report *report = batch->dossier->report;
  const struct unit_row *row = unit->row;
  chuan_status status = field_read(batch, unit, row->code, "code", "mã", &unit->code);
  if (status == CHUAN_OK) status = field_read(batch, unit, row->name, "name", "tên", &unit->name);
  if (status == CHUAN_OK && row->parent_code && *row->parent_code) {
    status = field_read(batch, unit, row->parent_code, "parent_code", "parent_code", &unit->parent_code);
  }
  if (status != CHUAN_OK) return status;
  if (!row->level || !name_is_plain(row->level)) {
    unit->wrong = 1;
    report_problem(
        report, CHUAN_ERROR, &row->place,
        "\"%s\" is not a level; write one such as commune or district: small letters, digits and _",
        "“%s” không phải là cấp; hãy ghi như commune hay district: chữ thường, chữ số và _",
        row->level ? row->level : "");
  }
  if (row->valid_to < row->valid_from) {
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    date_format(row->valid_from, from);
    date_format(row->valid_to, to);
    unit->wrong = 1;
    unit->code = NULL;
    report_problem(report, CHUAN_ERROR, &row->place,
                   "valid_to (%s) is before valid_from (%s); correct one of them",
                   "valid_to (%s) trước valid_from (%s); hãy sửa một trong hai", to, from);
  }
  return CHUAN_OK;
}

static int unit_compare(const void *left, const void *right) {
  const struct batch_unit *a = *(struct batch_unit *const *)left, *b = *(struct batch_unit *const *)right;
  int order = strcmp(a->code, b->code);
  if (order) return order;
  if (a->row->valid_from != b->row->valid_from) return a->row->valid_from < b->row->valid_from ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static chuan_status batch_read(struct batch *batch, const struct unit_row *rows, size_t count) {
  batch->units = arena_array(batch->arena, count, sizeof *batch->units);
  batch->by_code = arena_array(batch->arena, count, sizeof(struct batch_unit *));
  if (!batch->units || !batch->by_code) return report_no_memory(batch->dossier->report);
  batch->count = count;
  for (size_t i = 0; i < count; i++) {
    struct batch_unit *unit = &batch->units[i];
    unit->row = &rows[i];
    unit->order = i;
    chuan_status status = unit_fields_read(batch, unit);
    if (status != CHUAN_OK) return status;
    if (unit->code) batch->by_code[batch->by_code_count++] = unit;
  }
  qsort(batch->by_code, batch->by_code_count, sizeof(struct batch_unit *), unit_compare);
  return CHUAN_OK;
}

/* --- one code at a time -------------------------------------------------------------------------------- */

/* A unit of the batch or a stored one, for what both have. */
struct period {
  struct batch_unit *unit; /* NULL: stored */
  int32_t valid_from, valid_to;
};

static void overlap_report(struct batch *batch, const char *code, const struct period *earlier,
                           const struct period *later) {
  struct batch_unit *wrong = later->unit ? later->unit : earlier->unit;
  const struct period *other = later->unit ? earlier : later;
  if (!wrong || wrong->overlaps) return;
  wrong->overlaps = 1;
  char text[PERIOD_TEXT_SIZE];
  period_format(other->valid_from, other->valid_to, text);
  wrong->wrong = 1;
  if (other->unit) {
    report_problem(batch->dossier->report, CHUAN_ERROR, &wrong->row->place,
                   "the code \"%s\" belongs to the unit of line %u at the same time (%s); correct valid_from "
                   "or valid_to",
                   "mã “%s” cùng lúc thuộc đơn vị ở dòng %u (%s); hãy sửa valid_from hoặc valid_to", code,
                   other->unit->row->place.line, text);
  } else {
    report_problem(batch->dossier->report, CHUAN_ERROR, &wrong->row->place,
                   "the code \"%s\" belongs to a unit already stored at the same time (%s); correct "
                   "valid_from or valid_to",
                   "mã “%s” cùng lúc thuộc đơn vị đã lưu (%s); hãy sửa valid_from hoặc valid_to", code, text);
  }
}

/* The unit is stored already: it keeps its id, and its level. */
static void unit_recognise(struct batch *batch, struct batch_unit *unit, const struct unit *stored) {
  unit->known = 1;
  unit->id = stored->id;
  unit->stored_parent = stored->parent;
  unit->changed =
      !unit->name || strcmp(unit->name, stored->name) != 0 || unit->row->valid_to != stored->valid_to;
  if (!unit->row->level || strcmp(unit->row->level, stored->level) == 0) return;
  unit->wrong = 1;
  report_problem(
      batch->dossier->report, CHUAN_ERROR, &unit->row->place,
      "the unit \"%s\" is stored as %s, not %s; end it and begin a new one with its own valid_from",
      "đơn vị “%s” đã lưu ở cấp %s, không phải %s; hãy kết thúc đơn vị này và mở đơn vị mới với valid_from "
      "riêng",
      unit->code, stored->level, unit->row->level);
}

/* Both lists are in order of first day: one pass over the two finds twins and overlaps. */
static void code_judge(struct batch *batch, struct batch_unit **group, size_t count,
                       const struct unit *stored, size_t stored_count) {
  struct period before = {NULL, 0, 0};
  int any = 0;
  size_t i = 0, k = 0;
  while (i < count || k < stored_count) {
    struct period now;
    if (k < stored_count && (i == count || stored[k].valid_from < group[i]->row->valid_from)) {
      now = (struct period){NULL, stored[k].valid_from, stored[k].valid_to};
      k++;
    } else {
      struct batch_unit *unit = group[i++];
      now = (struct period){unit, unit->row->valid_from, unit->row->valid_to};
      if (k < stored_count && stored[k].valid_from == now.valid_from) unit_recognise(batch, unit, &stored[k]);
      /* Past the last twin the stored row is spoken for. */
      if (k < stored_count && stored[k].valid_from == now.valid_from &&
          (i == count || group[i]->row->valid_from != now.valid_from)) {
        k++;
      }
    }
    if (any && now.valid_from <= before.valid_to) overlap_report(batch, group[0]->code, &before, &now);
    if (!any || now.valid_to >= before.valid_to) before = now;
    any = 1;
  }
}

chuan_status batch_judge(struct batch *batch, const struct unit_row *rows, size_t count) {
  chuan_status status = batch_read(batch, rows, count);
  struct arena *scratch = NULL;
  for (size_t first = 0; first < batch->by_code_count && status == CHUAN_OK;) {
    const char *code = batch->by_code[first]->code;
    size_t end = first + 1;
    while (end < batch->by_code_count && strcmp(batch->by_code[end]->code, code) == 0) end++;
    if (!scratch || arena_used(scratch) > SCRATCH_MOST) {
      arena_free(scratch);
      scratch = arena_create();
    }
    struct unit *stored = NULL;
    size_t stored_count = 0;
    status = scratch ? units_of_code(batch->dossier, scratch, code, NULL, &stored, &stored_count)
                     : report_no_memory(batch->dossier->report);
    if (status == CHUAN_OK) code_judge(batch, batch->by_code + first, end - first, stored, stored_count);
    first = end;
  }
  arena_free(scratch);
  return status;
}
