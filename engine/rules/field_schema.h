/* Which fields a record may have: data, so that a wrong name, a wrong type and a missing field are found the same
 * way everywhere. */
#ifndef CHUAN_RULES_FIELD_SCHEMA_H
#define CHUAN_RULES_FIELD_SCHEMA_H

#include "rules/loading.h"

enum field_type {
  FIELD_TEXT,
  FIELD_ID,    /* letters, digits, '.', '_', '-': at most 128 */
  FIELD_NAMES, /* text, or { vi = , en = } */
  FIELD_YEAR,
  FIELD_NUMBER,
  FIELD_WHOLE,
  FIELD_BOOLEAN,
  FIELD_TABLE,
  FIELD_ANY /* an expression, or checked by who reads it */
};

struct field_schema {
  const char *name;
  enum field_type type;
  int required;
};

struct record_schema {
  const char *word;
  const struct field_schema *fields;
  uint32_t field_count;
  int positional; /* values without a name are taken (and checked elsewhere) */
};

#define FIELDS_MAX 24

/* Puts each known field into values[], by its place in the schema (NULL when absent or wrong). Complains about
 * unknown, missing and mistyped fields; 1 when there was nothing to complain about. */
int fields_read(struct loader *loader, const struct draft *record, const struct record_schema *schema,
                struct draft *values[FIELDS_MAX]);

/* Text or { vi = , en = }; names fall back to each other, then to `fallback`. */
void names_read(struct loader *loader, struct draft *draft, const char *fallback, struct names *names);
/* A list of texts in quotes (or one text alone) in the field of that name: those that are texts, in *texts. */
void texts_read(struct loader *loader, const struct draft *record, const char *field,
                const struct draft *draft, const struct draft ***texts, uint32_t *count);
int id_is_valid(const char *id);  /* as FIELD_ID */
int id_is_column(const char *id); /* [a-z][a-z0-9_]*, at most 63: what a fact or level can be called */

#endif
