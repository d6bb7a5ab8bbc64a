/* Which unit-years a file has spoken for, and in which row: the second row about one is refused. */
#ifndef CHUAN_IMPORT_CLAIMS_H
#define CHUAN_IMPORT_CLAIMS_H

#include "base/report.h"

struct claims;

struct claims *claims_create(void); /* NULL when there is no memory */
void claims_free(struct claims *claims);
/* The row that claimed the unit (its number in the index) and year before, 0 when none did. */
uint64_t claims_find(const struct claims *claims, uint32_t unit, int year);
/* Claims what is not claimed yet; `row` is at least 1. Returns 0 when there is no memory. */
int claims_add(struct claims *claims, uint32_t unit, int year, uint64_t row);

#endif
