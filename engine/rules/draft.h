/* What rule files build while they run: untyped nodes and records, with names not yet resolved. A draft
 * lives in the rulebook's arena; rules/words.c makes it, rules/resolve.c turns it into the graph. */
#ifndef CHUAN_RULES_DRAFT_H
#define CHUAN_RULES_DRAFT_H

#include "base/arena.h"
#include "base/report.h"
#include "rules/dialect.h"

#include <stddef.h>
#include <stdint.h>

enum draft_kind {
  DRAFT_NODE,   /* an expression word with arguments */
  DRAFT_NAME,   /* a name that was used: a fact, a derived value, or a mistake */
  DRAFT_NUMBER, /* text of a number */
  DRAFT_STRING,
  DRAFT_BOOLEAN,
  DRAFT_TABLE,  /* a plain Lua table: fields in order */
  DRAFT_RECORD, /* criterion, indicator, ...: word and fields */
  DRAFT_FUNCTION, /* of compute: reference into the compute state */
  DRAFT_ERROR   /* already reported; whatever contains it stays silent */
};

struct draft_file { const char *name; struct dialect dialect; };

struct draft_field {
  const char *key;    /* NULL: positional, or an integer key (then position says which) */
  int64_t position;   /* 1.. for positional and integer keys */
  struct draft *value;
};

struct draft {
  enum draft_kind kind;
  const struct draft_file *file;
  uint32_t line;
  int used;            /* attached to something: what never is gets an error */
  const char *word;    /* NODE, RECORD: its word; NAME: the name; STRING/NUMBER: the text */
  int64_t integer;     /* BOOLEAN 0/1; FUNCTION reference */
  struct draft_field *fields; /* positional first, in order, then keyed by line of appearance or by key: deterministic */
  uint32_t field_count;
  struct draft *next;  /* every node ever made, in order of making */
};

#endif
