/* The chosen figures as a file. */
#ifndef CHUAN_OUTPUT_EXPORT_OUTPUT_H
#define CHUAN_OUTPUT_EXPORT_OUTPUT_H

#include "facts/figures_reader.h"
#include "output/writer.h"

/* What fails in the dossier says so itself. */
chuan_status export_output(struct figures_reader *reader, const char *level, chuan_language language,
                           const chuan_style *style, chuan_sink sink, void *payload);

#endif
