/* How the sheets of a file are laid out: which are read, which rows of each are headings, what the columns are, where the
 * figures begin. */
#ifndef CHUAN_IMPORT_LAYOUT_H
#define CHUAN_IMPORT_LAYOUT_H

#include "import/headings.h"
#include "import/survey.h"

struct layout_request {
  const char *file;
  const struct vocabulary_level *level; /* NULL: only where the year is */
  const struct mapping *mapping;        /* or NULL */
  const char *sheet;                    /* the one asked for, or NULL */
  int year;                             /* of the whole file, or 0 */
};

struct layout_guess { /* of one sheet: what its first rows look like */
  const struct survey_sheet *sheet;
  const struct mapping *mapping; /* of this sheet, or NULL */
  size_t first, count; /* the rows of headings, of sheet->rows; count 0: no row looks like headings */
  size_t begin;        /* the first row of figures, maybe sheet->row_count */
  struct heading_texts texts;
  struct headings_score score;
  int fits;        /* units and facts are there */
  int is_form;     /* by our own row of ids */
  int year;        /* in a title above, or 0 */
  size_t year_row; /* of sheet->rows */
};

chuan_status layout_guess(const struct layout_request *request, const struct survey_sheet *sheet,
                          const struct mapping *mapping, struct arena *arena, struct report *report,
                          struct layout_guess *out);
/* The mapping that speaks of a sheet, or NULL. */
const struct mapping *layout_mapping(const struct mapping *mapping, const char *sheet);

struct layout_sheet {
  const char *name;             /* "" when the format has none */
  uint64_t first_row, last_row; /* the headings, as people count rows */
  uint64_t passed_row;          /* the last row that is passed over before the figures */
  struct headings headings;
  int year;    /* of the whole sheet, or 0: it has a column */
  int is_form; /* by our own row of ids: what stands beside its columns is for people to look at */
  chuan_data_status filled; /* what a form of ours says of the figures that it was handed out with */
  int titled;               /* the year is from the title: a list of rejected rows says it */
  int grouped; /* names of groups stand between the first rows: a list of rejected rows has a column of them */
};

struct layout {
  struct layout_sheet *sheets; /* to be read, in the file's order */
  size_t count;
  const char **names; /* of the sheets, or none when the format has none */
  size_t name_count;
};

/* Says what does not fit; then nothing is to be released. */
chuan_status layout_find(const struct layout_request *request, const struct survey *survey,
                         struct arena *arena, struct report *report, struct layout *out);
void layout_release(struct layout *layout);

#endif
