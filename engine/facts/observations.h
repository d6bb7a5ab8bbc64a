/* Reading what is stored about one unit and year: shared by observations.c and fact_rows.c. */
#ifndef CHUAN_FACTS_OBSERVATIONS_H
#define CHUAN_FACTS_OBSERVATIONS_H

#include "base/buffer.h"
#include "facts/conversion.h"

/* Prepares the buffer's text and releases it. */
chuan_status dossier_prepare_buffer(struct dossier *dossier, struct buffer *sql, sqlite3_stmt **out);
/* A stored number as the rulebook reads it; CHUAN_DATABASE with a sentence when it cannot be said exactly. */
chuan_status stored_value_read(struct dossier *dossier, const struct conversion *conversion,
                               const struct fact *fact, int64_t stored, int64_t *out);
chuan_data_status stored_status_read(int64_t stored);
chuan_confidence stored_confidence_read(int64_t stored); /* recognitions.c */

#endif
