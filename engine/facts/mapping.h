/* Which column of a file is what: data only. rules/mapping_file.c reads it from a mapping file in Lua,
 * import/ applies it. Without one, the headings are `unit`, `year` and fact ids; or, in long form, `unit`, `year`,
 * `fact`, `value` and maybe `confidence`, `source`, `note`. */
#ifndef CHUAN_FACTS_MAPPING_H
#define CHUAN_FACTS_MAPPING_H

#include "facts/measure.h"
#include "facts/vocabulary.h"

struct mapping_column {
  const char *heading;     /* as written in the mapping file; matched after text_fold */
  const struct fact *fact; /* NULL for the unit and year columns */
  struct place place;
  uint32_t number; /* of the column, from 1, when it is named by that: heading is the number as text */
  struct measure_factor factor; /* what the file says times this is the fact; {0, 0}: as it is */
};

struct mapping {
  const char *file;                        /* of the mapping itself */
  const char *digest;                      /* SHA-256 of its text */
  const char *sheet;                       /* or NULL */
  const char *unit_heading, *year_heading; /* NULL = "unit" / "year" */
  char decimal_mark;                       /* '.', ',' or 0 = decided per file, see import/cell.h */
  struct mapping_column *columns;
  size_t column_count;
  int is_long;                              /* one figure a row: which fact it is stands in a cell */
  const char *fact_heading, *value_heading; /* long form; NULL = "fact" / "value" */
  const char *confidence_heading, *source_heading,
      *note_heading;            /* NULL = "confidence" / "source" / "note" */
  struct mapping_column *names; /* long form: what the file calls facts, beside their ids and names */
  size_t name_count;
  const char *name_heading, *parent_heading; /* the unit's name, what the unit belongs to; NULL: found */
  uint32_t unit_number, name_number, parent_number; /* the same columns by number, from 1; 0: by heading */
  int year;                                         /* of the whole file, or 0 */
  uint32_t first_heading_row, last_heading_row;     /* as people count rows; 0: found */
  const char *encoding;                             /* of text without Unicode, or NULL: found out */
  const char **skips;                               /* headings to leave unread without a word */
  size_t skip_count;
  struct place place;
  const struct mapping *next; /* of the same file: for another sheet */
};

#endif
