/* Which column of a file is the unit, the year, which fact. */
#ifndef CHUAN_IMPORT_HEADINGS_H
#define CHUAN_IMPORT_HEADINGS_H

#include "base/arena.h"
#include "chuan_plugin.h"
#include "facts/dossier.h"
#include "facts/mapping.h"
#include "import/fact_names.h"
#include "import/reading.h"

#define NO_COLUMN SIZE_MAX

struct part_rule { /* values[part] cannot exceed values[whole] */
  size_t part, whole;
};

struct headings {
  size_t count;        /* of cells in the heading row */
  const char **texts;  /* as written, trimmed, NFC; "" for an empty one */
  size_t unit, year;   /* cell numbers from 0; year may be NO_COLUMN */
  size_t name, parent; /* of the unit: what it is called, what it belongs to; or NO_COLUMN */
  size_t reason;       /* the column our own rejects file adds, when a corrected one is sent; or NO_COLUMN */
  struct import_column *columns; /* the facts, in the order of the file; number - 1 is the cell */
  size_t column_count;
  struct measure_factor *factors; /* of each of columns: what a cell says times this is the fact; NULL: none */
  struct part_rule *parts;
  size_t part_count;
  /* Long form, one figure a row: then `columns` are all facts of the level, by fact.index, read from the value's cell. */
  struct fact_names *names;                     /* NULL: not in long form. Free with headings_release */
  size_t fact, value, confidence, source, note; /* cell numbers; the last three may be NO_COLUMN */
};

struct headings_request {
  const char *file;
  const struct vocabulary_level *level;
  const struct mapping *mapping; /* or NULL */
  int year_given;                /* a missing year column is fine */
};

/* What cannot be matched is said in the report: unknown headings as warnings, all else as the failure. */
chuan_status headings_match(const struct headings_request *request, const struct read_row *row,
                            struct arena *arena, struct report *report, struct headings *out);
void headings_release(struct headings *headings);
/* The columns of unit and year alone, for those who look into a file before they read it. */
chuan_status headings_year(const struct headings_request *request, const struct read_row *row,
                           struct arena *arena, struct report *report, size_t *year);
/* Headings folded for matching; "" for what folds to nothing. NULL when there is no memory. */
char *heading_key(struct arena *arena, const char *text, size_t length);

#endif
