/* Between a number as stored (the dossier's places and choice codes) and as the rulebook reads it (its own
 * places and order of choices). Nearly always the two are the same. */
#ifndef CHUAN_FACTS_CONVERSION_H
#define CHUAN_FACTS_CONVERSION_H

#include "facts/tables.h"

enum conversion_kind {
  CONVERSION_NONE,
  CONVERSION_MULTIPLY, /* the rulebook has more places than a dossier that cannot be written */
  CONVERSION_DIVIDE,   /* the rulebook has fewer places than are stored: exact, or an error */
  CONVERSION_CODES,    /* choice and yes_no: anything the rulebook does not know is missing */
  CONVERSION_ABSENT    /* not stored: always missing */
};

struct conversion {
  enum conversion_kind kind;
  int64_t factor;
  const int64_t *codes; /* rulebook's number of each stored code, DECIMAL_MISSING when it knows none */
  uint32_t code_count;
  int same; /* codes: each is its own number, so only values outside of them change */
};

/* The rulebook's number of a stored choice, which nearly always is its code; DECIMAL_MISSING when it knows none. */
int64_t stored_choice_index(const struct fact *fact, const char *choice, uint32_t likely);
/* `stored` NULL = the dossier has no such fact. */
chuan_status conversion_make(struct dossier *dossier, struct arena *arena, const struct stored_fact *stored,
                             const struct fact *fact, struct conversion *out);
/* From what is stored to what the rulebook reads. 0 when the value cannot be said exactly. */
int conversion_read(const struct conversion *conversion, int64_t stored, int64_t *out);
/* `values` in place; 0 as above, *wrong is the first value that cannot. */
int conversion_read_all(const struct conversion *conversion, int64_t *values, uint32_t count, int64_t *wrong);

/* The other way, for storing. The dossier has been fitted, so places are at least the rulebook's. */
struct storing_conversion {
  int64_t factor;
  const int64_t *codes; /* stored code of each choice; NULL = the number itself */
  uint32_t code_count;
};
chuan_status storing_make(struct dossier *dossier, struct arena *arena, const struct stored_fact *stored,
                          const struct fact *fact, struct storing_conversion *out);
int storing_write(const struct storing_conversion *conversion, int64_t value,
                  int64_t *stored); /* 0: does not fit */

#endif
