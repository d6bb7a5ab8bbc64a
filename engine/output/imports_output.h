/* What was imported, for people and programs. */
#ifndef CHUAN_OUTPUT_IMPORTS_OUTPUT_H
#define CHUAN_OUTPUT_IMPORTS_OUTPUT_H

#include "facts/import_list.h"
#include "output/writer.h"

/* All imports, one a row. */
chuan_status imports_output(const struct import_entry *imports, size_t count, chuan_language language,
                            const chuan_style *style, chuan_sink sink, void *payload);
/* One, with the rows it refused and the figures it changed. What of it fails in the dossier says so itself. */
chuan_status import_output(struct dossier *dossier, const struct import_entry *import,
                           chuan_language language, const chuan_style *style, chuan_sink sink, void *payload);

#endif
