/* From a file to facts: find the plugin, stream its rows, match headings, read cells, resolve units,
 * store or reject. One transaction, one pass, constant memory. */
#ifndef CHUAN_IMPORT_IMPORT_H
#define CHUAN_IMPORT_IMPORT_H

#include "base/report.h"
#include "facts/dossier.h"
#include "facts/mapping.h"
#include "import/plugins.h"

struct import_request {
  const char *path;
  const char *level;
  int year;                      /* 0: the file has a year column */
  const struct mapping *mapping; /* or NULL */
  const char *format, *sheet;    /* or NULL */
  chuan_data_status status;
  int dry_run;
  const char *rejects;     /* path, or NULL */
  chuan_progress progress; /* or NULL */
  void *progress_payload;
};

chuan_status import_run(struct dossier *dossier, struct plugins *plugins, const struct vocabulary *vocabulary,
                        const struct import_request *request, struct report *report, chuan_counts *counts);

/* The tree from a CSV `code,level,name,parent_code,valid_from,valid_to`, by the csv plugin. */
chuan_status units_read(struct dossier *dossier, struct plugins *plugins, const char *path,
                        chuan_progress progress, void *progress_payload, struct report *report,
                        chuan_counts *counts);

#endif
