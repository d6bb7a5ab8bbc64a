/* records.h - the records of a workbook's stream, and the texts in them. */
#ifndef CHUAN_XLS_RECORDS_H
#define CHUAN_XLS_RECORDS_H

#include "container.h"

#define RECORD_MAX 8224u

enum {
  RECORD_FORMULA = 0x06,
  RECORD_EOF = 0x0A,
  RECORD_DATEMODE = 0x22,
  RECORD_FILEPASS = 0x2F,
  RECORD_CONTINUE = 0x3C,
  RECORD_BOUNDSHEET = 0x85,
  RECORD_MULRK = 0xBD,
  RECORD_RSTRING = 0xD6,
  RECORD_XF = 0xE0,
  RECORD_MERGED = 0xE5,
  RECORD_SST = 0xFC,
  RECORD_LABELSST = 0xFD,
  RECORD_NUMBER = 0x203,
  RECORD_LABEL = 0x204,
  RECORD_BOOLERR = 0x205,
  RECORD_STRING = 0x207,
  RECORD_ROW = 0x208,
  RECORD_RK = 0x27E,
  RECORD_FORMAT = 0x41E,
  RECORD_BOF = 0x809
};

struct records {
  const chuan_host_api *api;
  chuan_host *host;
  struct stream stream;
  int wide; /* BIFF8: texts are Unicode; before, bytes of some encoding */
  /* The record at hand. */
  uint64_t next; /* where the one behind it begins */
  unsigned type;
  size_t length, at;
  unsigned char data[RECORD_MAX];
  /* Texts that were read: they stay. */
  char *room;
  size_t room_left;
  int no_memory;
};

struct text { /* UTF-8; NULL: empty */
  const char *bytes;
  size_t length;
};

/* The next record; 0: there is none, or it is damaged. */
int records_next(struct records *records);
/* A text in the record at hand, at `at`, with its length in front: in `size` bytes. It may go on in CONTINUE records when
 * `continued`. 0: it is damaged, or there is no memory. */
int records_text(struct records *records, unsigned size, int continued, struct text *out);

#endif
