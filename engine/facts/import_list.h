/* What was imported: the list, and of one import the rows it refused and the figures it changed. */
#ifndef CHUAN_FACTS_IMPORT_LIST_H
#define CHUAN_FACTS_IMPORT_LIST_H

#include "facts/dossier.h"

struct import_entry {
  int64_t id;
  const char *kind; /* "figures", "attributes", "recognitions" */
  const char *file, *digest, *level, *plugin, *plugin_version, *mapping_digest;
  const char *imported_at, *undone_at; /* UTC; undone_at "" = it counts */
  const char *encoding, *sheets;       /* "" = Unicode; one a line */
  chuan_data_status status;
  int first_year, last_year; /* 0: of no year */
  chuan_counts counts;
};

/* The latest first; `id` 0: all, else that one, CHUAN_NOT_FOUND with a sentence when there is none. In the arena. */
chuan_status imports_list(struct dossier *dossier, struct arena *arena, int64_t id, struct import_entry **out,
                          size_t *count);

/* CHUAN_NOT_FOUND, said: there is no import of this number, but these. */
chuan_status import_not_there(struct dossier *dossier, int64_t id);

struct import_rejected {
  uint64_t row;
  const char *sheet, *heading, *value, *reason;
  uint32_t column; /* from 1; 0: the whole row */
};

struct import_change {          /* a figure that was another one before */
  const char *unit, *unit_name; /* code */
  int year;
  const struct fact *fact; /* as it is stored, not as rules name it */
  int64_t before, after;
  uint64_t row; /* that brought it */
  const char *sheet;
};

/* Hands over one after the other; what is handed over is valid during the call. A sink that answers anything but CHUAN_OK
 * ends it, with that. */
struct import_sink {
  chuan_status (*rejected)(void *payload, const struct import_rejected *rejected);
  chuan_status (*change)(void *payload, const struct import_change *change);
  void *payload;
};
chuan_status import_details(struct dossier *dossier, const struct import_entry *import,
                            const struct import_sink *sink);

#endif
