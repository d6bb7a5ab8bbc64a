/* The chosen figures as a file. */
#ifndef CHUAN_OUTPUT_EXPORT_OUTPUT_H
#define CHUAN_OUTPUT_EXPORT_OUTPUT_H

#include "facts/figures_reader.h"
#include "output/writer.h"

struct export_about {
  const char *level, *rules_digest, *facts_digest;
};
/* Each row says how official its figures are. What fails in the dossier says so itself. */
chuan_status export_output(struct figures_reader *reader, const struct export_about *about,
                           chuan_language language, const chuan_style *style, chuan_sink sink, void *payload);

#endif
