/* table.h - a dBase table over the bytes of a chuan_source: opened by shapelib without a file. */
#ifndef CHUAN_DBF_TABLE_H
#define CHUAN_DBF_TABLE_H

#include "chuan_plugin.h"

#include <shapefil.h>

enum trouble {
  TROUBLE_HOST,
  TROUBLE_UNREADABLE,
  TROUBLE_NO_TABLE,
  TROUBLE_DBASE_7,
  TROUBLE_ENCRYPTED,
  TROUBLE_WIDTHS,
  TROUBLE_NO_FIELD,
  TROUBLE_CUT_OFF,
  TROUBLE_RECORD,
  TROUBLE_BEHIND,
  TROUBLE_DELETED,
  TROUBLE_MEMO,
  TROUBLE_STRANGE
};

struct field {
  char name[XBASE_FLDNAME_LEN_READ + 1];
  char type;
  size_t at, size; /* its bytes in the record */
};

struct bytes { /* what shapelib holds for a file */
  chuan_source *source;
  uint64_t length, at; /* where shapelib is */
  unsigned char *window;
  uint64_t window_at; /* bytes of the file that are in the window */
  size_t window_length;
  int failed;
};

struct table {
  const chuan_host_api *api;
  chuan_host *host;
  struct bytes bytes;
  DBFHandle file;
  int foxpro;
  uint64_t record_count;
  size_t record_length;
  struct field *fields; /* those that are columns */
  size_t field_count;
};

/* CHUAN_PLUGIN_OK: `file` is open and wants DBFClose; otherwise what read() returns, said why. */
int table_open(struct table *table);
/* The record's bytes, the deletion mark first; NULL when it cannot be read, said why. */
const unsigned char *table_record(struct table *table, uint64_t index);
/* Says it; `what` is for those sentences that name something. */
void table_tell(struct table *table, int severity, enum trouble trouble, const char *what);

#endif
