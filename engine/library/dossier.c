/* The database through the public interface: opening, units, what is in it. */
#include "base/date.h"
#include "library/handle.h"

#include <stdlib.h>
#include <string.h>

chuan_status chuan_dossier_open(chuan *handle, const char *path, unsigned flags, chuan_dossier **out) {
  if (out != NULL) *out = NULL;
  if (handle == NULL) return CHUAN_ARGUMENT;
  report_clear(handle->report);
  if (out == NULL) return handle_argument(handle, __func__);
  if ((flags & ~(CHUAN_OPEN_READ | CHUAN_OPEN_CREATE)) != 0) {
    return report_fail(
        handle->report, CHUAN_ARGUMENT,
        "a dossier cannot be opened with flags %u; combine those of chuan.h: CHUAN_OPEN_READ, "
        "CHUAN_OPEN_CREATE",
        "không mở được hồ sơ với cờ %u; hãy dùng các cờ của chuan.h: CHUAN_OPEN_READ, CHUAN_OPEN_CREATE",
        flags);
  }
  chuan_dossier *dossier = calloc(1, sizeof *dossier);
  if (dossier == NULL) return report_no_memory(handle->report);
  dossier->handle = handle;
  chuan_status status = dossier_open(path, flags, handle->report, &dossier->facts);
  if (status != CHUAN_OK) {
    free(dossier);
    return status;
  }
  *out = dossier;
  return CHUAN_OK;
}

void chuan_dossier_free(chuan_dossier *dossier) {
  if (dossier == NULL) return;
  dossier_close(dossier->facts);
  free(dossier);
}

const char *chuan_dossier_digest(chuan_dossier *dossier) {
  if (dossier == NULL) return NULL;
  report_clear(dossier->handle->report);
  return dossier_digest(dossier->facts, dossier->digest) == CHUAN_OK ? dossier->digest : NULL;
}

int chuan_dossier_latest_year(chuan_dossier *dossier, const char *level) {
  int year = 0;
  if (dossier == NULL) return 0;
  report_clear(dossier->handle->report);
  return dossier_latest_year(dossier->facts, level, &year) == CHUAN_OK ? year : 0;
}

chuan_status dossier_fits(chuan_dossier *dossier, const chuan_rulebook *rulebook) {
  const struct rulebook *rules = rulebook->rules;
  /* A dossier that is asked once, as by a command, needs no digest of the rules. */
  int again = dossier->fittings > 0;
  if (again && strcmp(dossier->fitted, rulebook_digest(rules)) == 0) return CHUAN_OK;
  chuan_status status = dossier_fit(dossier->facts, &rules->vocabulary);
  if (status != CHUAN_OK) return status;
  dossier->fittings = 1;
  if (again) memcpy(dossier->fitted, rulebook_digest(rules), sizeof dossier->fitted);
  return CHUAN_OK;
}

static chuan_status read_day(chuan *handle, const char *text, int end, int32_t *day) {
  *day = end ? DATE_OPEN_END : DATE_UNKNOWN_START;
  if (text == NULL || *text == '\0' || date_parse(text, strlen(text), end, day)) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_ARGUMENT, "\"%s\" is not a date; write it as YYYY-MM-DD",
                     "\"%s\" không phải ngày; hãy viết NĂM-THÁNG-NGÀY", text);
}

chuan_status chuan_unit_add(chuan_dossier *dossier, const char *code, const char *level, const char *name,
                            const char *parent_code, const char *valid_from, const char *valid_to) {
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (code == NULL || level == NULL || name == NULL) return handle_argument(handle, __func__);
  struct unit_row row = {
      .code = code, .level = level, .name = name, .parent_code = parent_code ? parent_code : ""};
  chuan_counts counts = {.accepted = 0};
  chuan_status status = read_day(handle, valid_from, 0, &row.valid_from);
  if (status == CHUAN_OK) status = read_day(handle, valid_to, 1, &row.valid_to);
  if (status == CHUAN_OK) status = units_store(dossier->facts, &row, 1, &counts);
  if (status != CHUAN_OK || counts.rejected == 0) return status;
  const chuan_problem *problem = report_problem_get(handle->report, 0);
  const char *reason = problem == NULL ? "" : problem->message;
  return report_fail(handle->report, CHUAN_ARGUMENT, "%s: %s", "%s: %s", code, reason);
}
