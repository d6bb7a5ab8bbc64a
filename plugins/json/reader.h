/* reader.h - one reading of a JSON file: shared by the passes (json.c), the walk through the values (walk.c) and what is
 * said about them (trouble.c). */
#ifndef CHUAN_JSON_READER_H
#define CHUAN_JSON_READER_H

#include "table.h"

#include <setjmp.h>
#include <yajl/yajl_parse.h>

#define CELL_MAX ((size_t)1024 * 1024)
#define ROW_MAX ((size_t)16 * 1024 * 1024)
#define COLUMN_MAX ((size_t)16384)
#define KEY_BYTES_MAX ((size_t)4 * 1024 * 1024)
#define PATH_BYTES_MAX ((size_t)4096)
#define TABLE_MAX ((size_t)1024)
#define DEPTH_MAX ((size_t)64)
#define EXPONENT_MAX 400

enum trouble {
  TROUBLE_HOST,
  TROUBLE_UNREADABLE,
  TROUBLE_UTF16,
  TROUBLE_UTF8,
  TROUBLE_SYNTAX,
  TROUBLE_CUT_OFF,
  TROUBLE_EMPTY,
  TROUBLE_DEEP,
  TROUBLE_LONG_VALUE,
  TROUBLE_LONG_ROW,
  TROUBLE_LONG_KEY,
  TROUBLE_KEY_NUL,
  TROUBLE_MANY_COLUMNS,
  TROUBLE_MANY_TABLES,
  TROUBLE_SAME_TABLE,
  TROUBLE_NO_OBJECT,
  TROUBLE_AFTER_LIST,
  TROUBLE_SAME_LINE,
  TROUBLE_CHANGED,
  /* of one row or column */
  TROUBLE_ELEMENT,
  TROUBLE_KEY_HALF,
  TROUBLE_VALUE_HALF,
  TROUBLE_LIST,
  TROUBLE_LIST_COLUMN,
  TROUBLE_TWICE,
  TROUBLE_EXPONENT,
  TROUBLE_VALUE_NUL,
  TROUBLE_OUTSIDE
};

/* What the rows of the file are. */
enum form {
  FORM_UNKNOWN, /* the first pass finds out */
  FORM_LIST,    /* [{…}, {…}] */
  FORM_LINES,   /* {…} {…}: one object a line, or a single object */
  FORM_WRAPPED  /* {"…": [{…}], …} */
};

/* What is open, from the outside in. */
enum context {
  OUTER,  /* the first object of the file: a row, or what the lists of rows are wrapped in */
  ROW,    /* an object that is a row, or is within one */
  ROWS,   /* a list of rows */
  LIST,   /* a list in the outer object: of rows when it begins with an object */
  IN_ROW, /* a list in a row, empty so far */
  SKIPPED
};

struct level {
  enum context context;
  size_t prefix; /* of a key: bytes of the path in front of it */
  int dotted;    /* and a dot between them */
  int is_row;    /* the row begins and ends here */
};

struct reader {
  const chuan_host_api *api;
  chuan_host *host;
  chuan_source *source;
  jmp_buf no_memory; /* yajl does not look whether it got memory: failure jumps over it */
  int answer;        /* what read() will return */
  int ended;         /* nothing more is wanted */
  enum form form;
  int collecting; /* the first pass */
  /* The bytes at hand. */
  yajl_handle yajl;
  unsigned char *chunk;
  size_t chunk_length, counted;     /* lines are counted up to here */
  uint64_t chunk_offset, token_end; /* in the file; where the last token ended */
  uint64_t line, byte;              /* what messages name */
  unsigned utf8_more, utf8_least, utf8_most;
  /* The values. */
  struct level levels[DEPTH_MAX];
  size_t depth;
  uint64_t values; /* at the top */
  char path[2 * PATH_BYTES_MAX + 2];
  size_t path_length, base; /* a row's own path begins at base */
  size_t key_bytes;
  struct table *tables; /* [0]: the rows at the top; then those in the outer object */
  size_t table_count;
  struct table *table; /* whose rows come */
  /* The row. */
  uint64_t row, last_row;
  char *text;
  size_t text_length, text_room, row_bytes;
  chuan_cell *cells;
  size_t *starts; /* of the cells in the text */
  uint8_t *kinds;
  size_t cell_count, cell_room;
};

extern const yajl_callbacks json_walk;
/* A table begins: asks for its sheet and gives the heading row. 1: its rows are wanted; 0: not, or the reading ends. */
int json_begin_table(struct reader *reader, struct table *table);
/* Notes line and byte of what yajl read last. */
void json_note_place(struct reader *reader);
/* Ends the reading: says why. Returns 0, as a callback does then. */
int json_fail(struct reader *reader, enum trouble trouble);
int json_stop(struct reader *reader, int answer);
/* Says something about a row or a column of it; `key` may be "". */
void json_tell(struct reader *reader, int severity, size_t column, enum trouble trouble, const char *key,
               size_t length);

#endif
