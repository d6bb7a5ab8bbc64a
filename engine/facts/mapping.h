/* Which column of a file is what: data only. rules/mapping_file.c reads it from a mapping file in Lua,
 * import/ applies it. Without one, the headings are `unit`, `year` and fact ids; or, in long form, `unit`, `year`,
 * `fact`, `value` and maybe `confidence`, `source`, `note`. */
#ifndef CHUAN_FACTS_MAPPING_H
#define CHUAN_FACTS_MAPPING_H

#include "facts/vocabulary.h"

struct mapping_column {
  const char *heading;     /* as written in the mapping file; matched after text_fold */
  const struct fact *fact; /* NULL for the unit and year columns */
  struct place place;
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
};

#endif
