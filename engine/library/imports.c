/* What was imported, through the public interface: the list, and taking an import back. */
#include "library/handle.h"
#include "output/imports_output.h"

chuan_status chuan_imports_write(chuan_dossier *dossier, int64_t id, const chuan_style *style,
                                 chuan_sink sink, void *payload) {
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (sink == NULL || id < 0) return handle_argument(handle, __func__);
  chuan_style shape;
  struct import_entry *imports = NULL;
  size_t count = 0;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  chuan_language language = report_language(handle->report);
  status = imports_list(dossier->facts, arena, id, &imports, &count);
  if (status == CHUAN_OK) {
    status = id == 0 ? imports_output(imports, count, language, &shape, sink, payload)
                     : import_output(dossier->facts, imports, language, &shape, sink, payload);
    status = handle_said(handle, status);
  }
  arena_free(arena);
  return status;
}

chuan_status chuan_import_undo(chuan_dossier *dossier, int64_t id, uint64_t *rows) {
  if (rows != NULL) *rows = 0;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rows == NULL) return handle_argument(handle, __func__);
  dossier_stop_when(dossier->facts, handle->progress, handle->progress_payload);
  chuan_status status = import_undo(dossier->facts, id, rows);
  dossier_stop_when(dossier->facts, NULL, NULL);
  return status;
}
