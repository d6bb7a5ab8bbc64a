/* Judging one row of a file: good as a whole, or refused as a whole with the first reason. */
#ifndef CHUAN_IMPORT_JUDGING_H
#define CHUAN_IMPORT_JUDGING_H

#include "import/claims.h"
#include "import/headings.h"
#include "import/unit_index.h"

struct judging {
  const struct headings *headings;
  struct unit_index *units;
  struct claims *claims;
  struct report *report;
  int year;                 /* of the whole file, or 0 */
  chuan_data_status status; /* that the figures are imported as */
  char decimal_mark;        /* '.', ',' or 0 = not known */
  /* Called once, at the first cell that can only be read when the decimal mark is known; sets it. */
  chuan_status (*find_decimal_mark)(void *self, char *mark);
  void *self;
  int mark_sought;
  /* What the last row of a group above says, as "Huyện Thuận Bắc": the parent of the units that follow when it is a unit
   * and the row does not say better; else nothing. Or NULL. */
  const char *parent;
  int64_t *values;             /* one for each of headings->columns: the row's, when it is good */
  struct import_remark remark; /* long form: what the row says of its figure, until the next row */
  struct arena *scratch;       /* of the last judgement's texts */
  /* Of a sheet: the first row with something right of the headings, and its cell number from 1; row 0: none. Such columns
   * are for people to look at, and no reason to refuse a row. */
  uint64_t beyond_row;
  size_t beyond_column;
};

struct judgement {
  int good;
  uint32_t unit; /* UINT32_MAX: none was found, or looked for */
  /* When good: */
  int year;
  /* When not: */
  size_t column;      /* from 0, or NO_COLUMN for the whole row */
  const char *reason; /* in the person's language; valid until the next row */
};

/* Fails only for what is not the row's fault. */
chuan_status judging_row(struct judging *judging, const struct read_row *row, struct judgement *out);
/* The row was stored: its unit and year are taken. */
chuan_status judging_claim(struct judging *judging, const struct judgement *judgement, uint64_t row);

#endif
