/* The dossier: one SQLite file with units, facts and where they came from. The only door to SQLite is
 * this folder. A dossier belongs to one thread; readers of its columns open connections of their own. */
#ifndef CHUAN_FACTS_DOSSIER_H
#define CHUAN_FACTS_DOSSIER_H

#include "base/arena.h"
#include "base/report.h"
#include "facts/column.h"
#include "facts/moment.h"
#include "facts/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

/* What a form says above its headings when it hands out figures that are not official: "… MINH HỌA.", "… SƠ BỘ.". */
#define FORM_FILLED_WITH "CÓ SỐ LIỆU ĐIỀN SẴN LÀ SỐ "
#define FORM_FILLED_ILLUSTRATIVE "MINH HỌA."
#define FORM_FILLED_PRELIMINARY "SƠ BỘ."

struct dossier;

/* `report` must outlive the dossier and receives every later failure. flags: CHUAN_OPEN_*. */
chuan_status dossier_open(const char *path, unsigned flags, struct report *report, struct dossier **out);
void dossier_close(struct dossier *dossier);
/* Asks `stop` (0, 0) now and then, and before what was written comes to stay: CHUAN_STOPPED, said, and all is as it
 * was. NULL: asks nobody. */
void dossier_stop_when(struct dossier *dossier, chuan_progress stop, void *payload);
/* Makes or widens fact_<level> and friends to fit the vocabulary; places only grow. No-op when it fits. */
chuan_status dossier_fit(struct dossier *dossier, const struct vocabulary *vocabulary);
/* Digest of units and facts (not of the file's bytes): the same content gives the same digest. */
chuan_status dossier_digest(struct dossier *dossier, char out[65]);
chuan_status dossier_latest_year(struct dossier *dossier, const char *level, int *year);
/* Years between first and last that have facts of the level, ascending; at most `capacity`. */
chuan_status dossier_years(struct dossier *dossier, const char *level, int first, int last, int *years,
                           size_t capacity, size_t *count);

/* --- units ------------------------------------------------------------------------------------- */
struct unit {
  int64_t id;
  const char *code, *level, *name;
  int64_t parent;               /* unit id, 0 = none */
  int32_t valid_from, valid_to; /* days; DATE_UNKNOWN_START, DATE_OPEN_END; valid_to is inclusive */
};

struct unit_row { /* as read from a file; texts need not outlive the call */
  const char *code, *level, *name, *parent_code;
  int32_t valid_from, valid_to;
  struct place place;
};

/* Adds or updates units (identity: code and valid_from) in one transaction, parents resolved among the
 * batch and the units known, by code and overlapping validity. Wrong rows become problems; then nothing
 * is written and counts->rejected > 0. */
chuan_status units_store(struct dossier *dossier, const struct unit_row *rows, size_t count,
                         chuan_counts *counts);
/* The unit of a level that a code means in a year: valid on 31 December, else the only one valid at any
 * time in it. level NULL = any. CHUAN_NOT_FOUND (with a sentence naming the nearest candidates) when none or several. */
chuan_status unit_find(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                       int year, struct unit *out);
/* As unit_find, but a unit that is not found is no failure of the report: CHUAN_NOT_FOUND, and *reason (in the
 * arena, in the person's language) says why. What an importer asks for every row. */
chuan_status unit_resolve(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                          int year, struct unit *out, const char **reason);
/* The unit of those that the year means: valid on 31 December, else the only one valid at any time in it. NULL
 * when none or several. Year 0 = whenever: the only one. */
const struct unit *unit_of_year(const struct unit *units, size_t count, int year);
/* By code, or by name (exactly, then without diacritics, then without the leading Xã/Phường/...). */
chuan_status unit_search(struct dossier *dossier, struct arena *arena, const char *text, const char *level,
                         int year, struct unit *out);
/* The same as of a day: whatever has the code or name on it, and nothing else. */
chuan_status unit_search_on(struct dossier *dossier, struct arena *arena, const char *text, const char *level,
                            int32_t day, struct unit *out);
/* The name without the word for the kind: "Phước Bình" of "Xã Phước Bình". In the arena, or part of `name`; NULL: no
 * memory. */
const char *unit_bare_name(struct arena *arena, const char *name);
chuan_status unit_get(struct dossier *dossier, struct arena *arena, int64_t id, struct unit *out);
/* Every unit of `level` (NULL: all) in order of code then valid_from, in the arena. */
chuan_status units_list(struct dossier *dossier, struct arena *arena, const char *level, struct unit **out,
                        size_t *count);

/* Every unit with this code and level (NULL = any), in order of validity. In the arena. */
chuan_status units_of_code(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                           struct unit **out, size_t *count);
/* The units of a level whose last day was before `day`, by id. In the arena. */
chuan_status units_ended(struct dossier *dossier, struct arena *arena, const char *level, int32_t day,
                         struct unit **out, size_t *count);

/* --- imports ------------------------------------------------------------------------------------ */
struct import_head {
  const char *file, *digest; /* name as given, SHA-256 of the bytes */
  const char *plugin, *plugin_version;
  const char *mapping_digest; /* "" when there is no mapping */
  const char *level;
  chuan_data_status status;
};

/* What became of a row, as chuan_counts counts it. */
enum store_result { STORE_ACCEPTED, STORE_UNCHANGED, STORE_CHANGED, STORE_BESIDE };
void store_count(chuan_counts *counts, enum store_result result);

struct import_session;

/* Begins the one transaction of an import (savepoint-free: nothing is visible until it commits).
 * `columns[i]` is where a fact stands in the file: its number (1..; 0: said later) and heading. */
struct import_column {
  const struct fact *fact;
  uint32_t number;
  const char *heading;
};
chuan_status import_begin(struct dossier *dossier, const struct import_head *head,
                          const struct import_column *columns, size_t column_count,
                          struct import_session **out);
/* Where columns[index] stands, once it is known: in a file of several sheets with the headings of its sheet. What was
 * said first stays; said again, it does nothing. */
chuan_status import_column_say(struct import_session *session, size_t index, uint32_t number,
                               const char *heading);
/* Before the first row: nobody looks into the dossier until the import is committed, so that rows may wait for each
 * other and are stored together. */
chuan_status import_unwatched(struct import_session *session);
/* Stores one row: values[i] belongs to columns[i]; DECIMAL_MISSING = the cell says nothing. Every report is kept, and of
 * those about one figure the most authoritative, then surest, then latest, is chosen; only a file that is sent again (the
 * same bytes, mapping and status) is not stored again where it says what it said. */
chuan_status import_row(struct import_session *session, int64_t unit_id, int year, uint64_t row,
                        const char *sheet, const int64_t *values, enum store_result *result);
/* What a report says of itself: how sure it is, where it was published. */
struct import_remark {
  chuan_confidence confidence;
  const char *publication, *note; /* "" or NULL when not said */
};
/* As import_row, for a report that says so much of itself (NULL: nothing). Of equally authoritative reports the surer
 * one is chosen; a report without a word about itself counts as sure. */
chuan_status import_row_remarked(struct import_session *session, int64_t unit_id, int year, uint64_t row,
                                 const char *sheet, const int64_t *values, const struct import_remark *remark,
                                 enum store_result *result);
/* Keeps a rejected row: its raw cells joined as one CSV record, and why. column 0 = the whole row. */
chuan_status import_reject(struct import_session *session, uint64_t row, const char *sheet, uint32_t column,
                           const char *heading, const char *value, const char *reason, const char *record);
/* What is listed of the import besides: the encoding that its texts were in ("" = Unicode), the sheets read, one a line. */
chuan_status import_about(struct import_session *session, const char *encoding, const char *sheets);
/* Rebuilds the stale column chunks and commits. */
chuan_status import_commit(struct import_session *session, const chuan_counts *counts);
void import_end(struct import_session *session); /* rolls back unless committed; frees; NULL is fine */

/* Takes an import back in one transaction. *rows: how many reports went. CHUAN_NOT_FOUND when there is none of this
 * number, CHUAN_ARGUMENT when it is undone already or cannot be. */
chuan_status import_undo(struct dossier *dossier, int64_t id, uint64_t *rows);

/* Rebuilds every column chunk whose rows changed behind the engine's back (triggers keep the list). In a
 * dossier opened for reading the chunks are rebuilt in memory instead. Called by column_source_open. */
chuan_status columns_refresh(struct dossier *dossier);

/* The columns of one level at a moment: present are the units valid on its day; figures are those of the year, dated
 * attributes as of the day, then earlier years' by `carry`; re-based to the day's units when asked. `level` decides
 * scale and choice order; the source remaps what is stored. Free with column_source_close. */
chuan_status column_source_open(struct dossier *dossier, const struct vocabulary_level *level,
                                struct moment moment, struct column_source *out);
void column_source_close(struct column_source *source);

/* --- where a figure came from ---------------------------------------------------------------------- */
struct observation { /* one reported value of one fact, unit and year */
  int64_t value;     /* in the fact's scale */
  int chosen;        /* the one evaluation uses */
  const char *file, *sheet, *heading, *digest, *imported_at, *plugin;
  uint64_t row;
  uint32_t column;
  chuan_data_status status;
  chuan_confidence confidence;
  const char *publication, *note; /* where it was published, and what was said about it; "" */
};
/* All reported values, the chosen one first. */
chuan_status observations_list(struct dossier *dossier, struct arena *arena, const struct fact *fact,
                               int64_t unit_id, int year, struct observation **out, size_t *count);
/* The chosen values of one unit and year for every fact of the level (DECIMAL_MISSING when missing):
 * values[fact.index]. *status: the worst status of the row. A reader serves unit after unit; `level` outlives it. */
struct facts_reader;
chuan_status facts_reader_open(struct dossier *dossier, const struct vocabulary_level *level,
                               struct facts_reader **out);
/* As column_source_open sees them. years[fact.index] (or NULL): the year the figure is of; 0 = a dated attribute. */
chuan_status facts_reader_row(struct facts_reader *reader, int64_t unit_id, struct moment moment,
                              int64_t *values, int *years, chuan_data_status *status);
void facts_reader_close(struct facts_reader *reader); /* before the dossier */
/* The same for a single row. */
chuan_status facts_row(struct dossier *dossier, const struct vocabulary_level *level, int64_t unit_id,
                       struct moment moment, int64_t *values, int *years, chuan_data_status *status);

/* --- successions ------------------------------------------------------------------------------------ */
/* On day `on` a share of `from` became part of `to`. The shares of a unit that went add up to 1; where some are not
 * known, those that are add up to less. */
struct succession {
  int64_t from, to;  /* unit ids */
  int32_t on;        /* first day of the successor */
  int64_t share, of; /* share/of, 0 < share <= of; 0/0: nobody has said how much */
};
struct succession_row {  /* as read from a file */
  const char *from, *to; /* codes: the unit valid the day before, the unit valid on the day */
  int32_t on;
  /* "" or NULL = all of it; "0.35", "35%", "7/20"; "?" = a part, nobody has said how much */
  const char *share;
  struct place place;
};
/* In one transaction, all or none; wrong rows are problems. Storing the same again changes nothing. */
chuan_status successions_store(struct dossier *dossier, const struct succession_row *rows, size_t count,
                               chuan_counts *counts);
/* All of them, by day, then from, then to. In the arena. */
chuan_status successions_list(struct dossier *dossier, struct arena *arena, struct succession **out,
                              size_t *count);

/* What became of the units of `day` (from) by `as_of`: parts[i] says that share/of of `from` is in `to` on as_of,
 * through any number of successions; a unit that still stands is its own only part; one that went without successor
 * has a part with to = 0. Also backwards (as_of before day): then parts are what it was made of is not asked. By from,
 * then to. In the arena (facts/rebase.c). */
struct part {
  int64_t from, to;
  int64_t share, of; /* those of one unit add up to 1 */
  int unknown; /* some part, nobody has said how much: share/of is not its own. The first unknown part of a unit
                      * has all that is left beside the known ones, the others 0. Never the only unknown one. */
};
chuan_status parts_list(struct dossier *dossier, struct arena *arena, int32_t day, int32_t as_of,
                        struct part **out, size_t *count);

/* --- dated attributes ---------------------------------------------------------------------------------- */
/* A fact of a unit that holds from a day to a day (zone, extremely difficult, commune group), whatever the year. */
struct attribute_row {
  const char *unit; /* code */
  const struct fact *fact;
  int64_t value;    /* scaled as the fact */
  int32_t from, to; /* inclusive; DATE_UNKNOWN_START, DATE_OPEN_END */
  struct place place;
};
/* In one transaction, all or none: one fact of one unit has one value on any day. `head` names the file. */
chuan_status attributes_store(struct dossier *dossier, const struct import_head *head,
                              const struct attribute_row *rows, size_t count, chuan_counts *counts);

/* What says the fact's value on a day: the days, inclusive, for which it holds, and the row of the file that said it. */
struct attribute_origin {
  int known; /* 0: no attribute of the unit itself; unknown and open days */
  int32_t from, to;
  struct observation observation;
};
chuan_status attribute_origin(struct dossier *dossier, struct arena *arena, const struct fact *fact,
                              int64_t unit_id, int32_t day, struct attribute_origin *out);

/* --- the register of recognitions ----------------------------------------------------------------------- */
struct recognition {
  int64_t unit;
  const char *standard, *decision; /* decision "" = not known */
  int32_t decided_on,
      revoked_on; /* DATE_OPEN_END: not revoked. DATE_UNKNOWN_START: nobody knows since when */
  int by_latest; /* decided_on is the latest day it can have been: only the year (or "by the end of") is known */
  chuan_confidence confidence;
  chuan_data_status status; /* of the file it was loaded from */
  const char *publication, *note;
};
struct recognition_row { /* as read from a file */
  const char *unit, *standard, *decision, *publication, *note;
  int32_t decided_on, revoked_on;
  int by_latest;
  chuan_confidence confidence;
  struct place place;
  const char *level; /* that the standard is about: the unit must be of it; NULL = of any */
};
chuan_status recognitions_store(struct dossier *dossier, const struct import_head *head,
                                const struct recognition_row *rows, size_t count, chuan_counts *counts);
/* In force at any time until `day` (INT32_MAX: all), of a standard (NULL: all); by standard, unit, decided_on. */
chuan_status recognitions_list(struct dossier *dossier, struct arena *arena, const char *standard,
                               int32_t day, struct recognition **out, size_t *count);

#endif
