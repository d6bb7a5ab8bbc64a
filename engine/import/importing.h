/* An import under way: import.c opens and concludes it, importing_rows.c takes its rows. */
#ifndef CHUAN_IMPORT_IMPORTING_H
#define CHUAN_IMPORT_IMPORTING_H

#include "import/import.h"
#include "import/judging.h"
#include "import/layout.h"
#include "import/passing.h"
#include "import/rejects.h"
#include "import/validating.h"

struct importing {
  struct dossier *dossier;
  const struct import_request *request;
  const struct vocabulary_level *level;
  struct report *report;
  const chuan_plugin *plugin;
  struct file_source source;
  char digest[DIGEST_TEXT_SIZE];
  struct digest_ahead *digest_ahead; /* NULL: nobody reckons it yet, or it is done */
  struct arena *arena;
  enum text_encoding encoding; /* said by somebody, else unknown */
  enum text_encoding found;    /* of the texts that were read */
  struct layout layout;
  size_t sheet; /* of the layout's, at hand */
  struct judging judging;
  struct validating validating;
  int again; /* the rules refuse rows by what came after them: the file is read once more without */
  struct import_session *store;
  struct import_column *columns; /* of all sheets, as they are stored */
  size_t column_count;
  size_t first_column; /* of the sheet at hand, among them */
  int64_t *values;     /* of them, when there are several sheets */
  struct rejects *rejects;
  char separator; /* of the list of rejected rows */
  struct buffer record;
  struct passed_rows passed;
  struct arena *group; /* of the text of judging.parent */
  char part[64]; /* of a list of rejected rows of several sheets: the sheet that its rows are from now */
  chuan_counts counts;
};

/* Takes the rows of the sheets that are read. */
struct row_taker importing_taker(struct importing *importing);
/* The layout's sheet is next. */
chuan_status importing_turn(struct importing *importing, size_t sheet);
/* The last sheet was read: what was passed over is told. */
void importing_tell_passed(struct importing *importing);
/* The list of rejected rows has its headings, at the latest now. */
chuan_status importing_begin_rejects(struct importing *importing);
/* Which mark parts decimals in this file, by a reading of its own (judging.h); 0 when cells contradict each other. */
chuan_status importing_find_mark(void *self, char *mark);
/* A reading of the file's sheets, from a source of its own or the import's. */
struct reading_request importing_reading(const struct importing *importing, struct file_source *source,
                                         enum text_encoding *found);

#endif
