/* The chosen figures of a dossier as a file, through the public interface. */
#include "base/digest.h"
#include "library/handle.h"
#include "output/export_output.h"

static chuan_status open_figures(chuan_dossier *dossier, const struct vocabulary_level *level,
                                 const chuan_export_options *options, struct figures_reader **reader) {
  chuan *handle = dossier->handle;
  struct unit within = {.id = 0};
  chuan_status status = CHUAN_OK;
  if (options->unit != NULL) {
    struct arena *arena = arena_create();
    if (arena == NULL) return report_no_memory(handle->report);
    int year = options->year;
    if (year == 0) status = dossier_latest_year(dossier->facts, level->level, &year);
    if (status == CHUAN_OK) status = unit_search(dossier->facts, arena, options->unit, NULL, year, &within);
    arena_free(arena);
  }
  if (status == CHUAN_OK) status = figures_open(dossier->facts, level, options->year, within.id, reader);
  if (status == CHUAN_OK && *figures_unknown(*reader)) {
    report_problem(
        handle->report, CHUAN_WARNING, NULL,
        "there are figures that these rules do not know, and they are left out: %s; use the rules they were "
        "imported by",
        "có số liệu mà bộ quy tắc này không khai nên không được xuất: %s; hãy dùng bộ quy tắc đã dùng khi "
        "nhập",
        figures_unknown(*reader));
  }
  return status;
}

chuan_status chuan_export_write(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                const chuan_export_options *options, const chuan_style *style,
                                chuan_sink sink, void *payload) {
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || options == NULL || sink == NULL) return handle_argument(handle, __func__);
  chuan_export_options given = CHUAN_EXPORT_INIT;
  chuan_style shape;
  chuan_status status = handle_options(handle, options, &given, sizeof given);
  if (status == CHUAN_OK) status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  if (given.level == NULL || *given.level == '\0') {
    return report_fail(handle->report, CHUAN_ARGUMENT, "say which level to export, for instance commune",
                       "hãy nêu cấp cần xuất, ví dụ commune");
  }
  const struct vocabulary_level *level;
  struct figures_reader *reader = NULL;
  status = rulebook_level(rulebook, handle, given.level, &level);
  if (status == CHUAN_OK) status = open_figures(dossier, level, &given, &reader);
  char digest[DIGEST_TEXT_SIZE] = "";
  if (status == CHUAN_OK && shape.format == CHUAN_JSON) status = dossier_digest(dossier->facts, digest);
  if (status == CHUAN_OK) {
    dossier_stop_when(dossier->facts, handle->progress, handle->progress_payload);
    struct export_about about = {level->level, chuan_rulebook_digest(rulebook), digest};
    status = handle_said(
        handle, export_output(reader, &about, report_language(handle->report), &shape, sink, payload));
    dossier_stop_when(dossier->facts, NULL, NULL);
  }
  figures_close(reader);
  return status;
}
