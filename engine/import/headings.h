/* Which column of a file is the unit, the year, which fact. */
#ifndef CHUAN_IMPORT_HEADINGS_H
#define CHUAN_IMPORT_HEADINGS_H

#include "base/arena.h"
#include "chuan_plugin.h"
#include "facts/dossier.h"
#include "facts/mapping.h"
#include "import/fact_names.h"
#include "import/heading_index.h"
#include "import/reading.h"

struct part_rule { /* values[part] cannot exceed values[whole] */
  size_t part, whole;
};

struct headings {
  size_t count;       /* of headings */
  const char **texts; /* as written, trimmed, NFC, rows joined by " / "; "" for an empty one */
  const char *
      *shown; /* texts, as people see them: of a form, whose row of ids is hidden, the names above it */
  size_t unit, year;   /* cell numbers from 0, or NO_COLUMN; unit is there when name is not */
  size_t name, parent; /* of the unit: what it is called, what it belongs to; or NO_COLUMN */
  size_t status;       /* how official the figures of a row are; or NO_COLUMN */
  size_t reason;       /* the column our own rejects file adds, when a corrected one is sent; or NO_COLUMN */
  size_t sheet;        /* of such a file: the sheet that the row was on; or NO_COLUMN */
  struct import_column *columns; /* the facts, in the order of the file; number - 1 is the cell */
  size_t column_count;
  struct measure_factor
      *factors; /* of each of columns: what a cell says times this is the fact; NULL: none */
  struct part_rule *parts;
  size_t part_count;
  /* Long form, one figure a row: then `columns` are all facts of the level, by fact.index, read from the value's cell. */
  struct fact_names *names;                     /* NULL: not in long form. Free with headings_release */
  size_t fact, value, confidence, source, note; /* cell numbers; the last three may be NO_COLUMN */
};

struct headings_request {
  const char *file;
  const char *sheet;                    /* for messages, or NULL */
  const struct vocabulary_level *level; /* NULL: only the columns of unit and year are looked for */
  const struct mapping *mapping;        /* or NULL */
  int year_given;                       /* a missing year column is fine */
  int is_form;    /* one of our own: columns without a heading are for people to look at */
  int ids_hidden; /* people see names above the row of ids instead */
};

/* What cannot be matched is said in the report: unknown headings as warnings, all else as the failure. */
chuan_status headings_match(const struct headings_request *request, const struct heading_texts *texts,
                            uint64_t row, struct arena *arena, struct report *report, struct headings *out);
void headings_release(struct headings *headings);

/* How well texts do as headings: nothing is said. */
struct headings_score {
  unsigned points;         /* 0: not at all */
  size_t facts;            /* found, each once */
  size_t ids;              /* of them by their id */
  size_t unknown;          /* headings that say nothing known */
  int placed;              /* there is a column of the unit, or of its name */
  int reason;              /* the last is the reason of a rejection */
  size_t unit, name, year; /* columns, or NO_COLUMN */
};
/* names: of the request's level and mapping; NULL without a level. */
chuan_status headings_judge(const struct headings_request *request, const struct fact_names *names,
                            const struct heading_texts *texts, struct arena *arena, struct report *report,
                            struct headings_score *out);

#endif
