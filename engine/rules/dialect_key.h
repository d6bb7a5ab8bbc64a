/* The keys of a rule file's tables, as its tokens show them. */
#ifndef CHUAN_RULES_DIALECT_KEY_H
#define CHUAN_RULES_DIALECT_KEY_H

#include "rules/dialect.h"

enum key_kind { KEY_TEXT, KEY_PLACE, KEY_NUMBER, KEY_BOOLEAN };

struct key {
  uint32_t table, line;
  uint32_t order; /* of coming: key_list_add sets it */
  enum key_kind kind;
  uint32_t place;   /* PLACE: 1, 2, ..., written or not */
  const char *text; /* the same for all ways to write one key; PLACE: "" */
  size_t length;
  const char *shown; /* NULL: its place in brackets */
};

struct key_list {
  struct key *keys;
  size_t count, capacity;
};

int key_list_add(struct key_list *list, struct arena *arena, struct key key); /* 0: no memory */
/* The place in a table that a number stands for, given as token_numeral gives it ("25e2"); 0: none. */
uint32_t key_place(const char *normal);
/* Adds a problem per key that is given twice in one table; the list is no longer in order then. 0: no memory. */
int key_list_check(struct key_list *list, struct arena *scratch, struct report *report, const char *file);
/* Makes the keys findable: among very many, all on one line even. 0: no memory. */
int dialect_group_keys(struct dialect *out, struct arena *arena, struct arena *scratch);

#endif
