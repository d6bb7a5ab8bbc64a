/* Weak ends of calls that colleagues are writing at this moment; each goes when its real one lands. */
#include "library/handle.h"

#define PENDING __attribute__((weak))

PENDING chuan_status chuan_sheets_write(chuan_rulebook *rulebook, const char *path,
                                        const chuan_import_options *options, const chuan_style *style,
                                        chuan_sink sink, void *payload) {
  (void)rulebook, (void)path, (void)options, (void)style, (void)sink, (void)payload;
  return CHUAN_INTERNAL;
}

PENDING chuan_status chuan_mapping_suggest(chuan_rulebook *rulebook, const char *path,
                                           const chuan_import_options *options, chuan_sink sink,
                                           void *payload) {
  (void)rulebook, (void)path, (void)options, (void)sink, (void)payload;
  return CHUAN_INTERNAL;
}

PENDING chuan_status chuan_imports_write(chuan_dossier *dossier, int64_t id, const chuan_style *style,
                                         chuan_sink sink, void *payload) {
  (void)dossier, (void)id, (void)style, (void)sink, (void)payload;
  return CHUAN_INTERNAL;
}

PENDING chuan_status chuan_import_undo(chuan_dossier *dossier, int64_t id, uint64_t *rows) {
  (void)dossier, (void)id, (void)rows;
  return CHUAN_INTERNAL;
}

PENDING chuan_status chuan_export_write(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                        const chuan_export_options *options, const chuan_style *style,
                                        chuan_sink sink, void *payload) {
  (void)dossier, (void)rulebook, (void)options, (void)style, (void)sink, (void)payload;
  return CHUAN_INTERNAL;
}
