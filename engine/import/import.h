/* From a file to facts: find the plugin, stream its rows, match headings, read cells, resolve units,
 * store or reject. One transaction, one pass, constant memory. */
#ifndef CHUAN_IMPORT_IMPORT_H
#define CHUAN_IMPORT_IMPORT_H

#include "base/report.h"
#include "facts/dossier.h"
#include "facts/mapping.h"
#include "import/legacy_text.h"
#include "import/list_file.h"
#include "import/plugins.h"
#include "import/validator.h"

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
  enum text_encoding encoding; /* of text without Unicode; ENCODING_UNKNOWN: the mapping's, else found out */
  int in_process;              /* the plugin parses here */
  const struct row_validator *validator; /* of rows that are good by themselves, or NULL */
};

chuan_status import_run(struct dossier *dossier, struct plugins *plugins, const struct vocabulary *vocabulary,
                        const struct import_request *request, struct report *report, chuan_counts *counts);

struct year_request {
  struct plugins *plugins;
  const char *path, *format, *sheet; /* the last two may be NULL */
  const struct mapping *mapping;     /* or NULL */
  enum text_encoding encoding;
  int in_process;
};
/* The year of the first row that has one, by the file's own headings, its title or the mapping's: what chooses the rules
 * that the file is to be read by. 0 when there is none, or the file cannot be read so far. */
int import_first_year(const struct year_request *request);

/* Lists: each whole or not at all. Rows that cannot be read are problems and counted as rejected. */

/* The tree from a CSV `code,level,name,parent_code,valid_from,valid_to`, by the csv plugin. */
chuan_status units_read(struct dossier *dossier, const struct list_request *request, chuan_counts *counts);
/* `from,to,on,share` */
chuan_status successions_read(struct dossier *dossier, const struct list_request *request,
                              chuan_counts *counts);
/* `unit,fact,value,valid_from,valid_to`; the dossier fits the level's vocabulary. */
chuan_status attributes_read(struct dossier *dossier, const struct list_request *request,
                             const struct vocabulary_level *level, chuan_data_status data_status,
                             chuan_counts *counts);

struct register_standard { /* that a unit can be recognised by */
  const char *id, *level;
};
/* `unit,standard,decided_on,decision,revoked_on,confidence,source,note` */
chuan_status recognitions_read(struct dossier *dossier, const struct list_request *request,
                               const struct register_standard *standards, size_t standard_count,
                               chuan_data_status data_status, chuan_counts *counts);

#endif
