/* Parts of an explanation for machines: shared by *_records.c of it. */
#ifndef CHUAN_OUTPUT_EXPLANATION_RECORDS_H
#define CHUAN_OUTPUT_EXPLANATION_RECORDS_H

#include "output/csv.h"
#include "output/explanation_text.h"
#include "output/json.h"

#define RECORD_VALUE_SIZE 400u

struct records {
  const struct explanation *explanation;
  struct writer *writer;
  struct reader reader;
  struct buffer text; /* a sentence being put together */
  int failed;
  struct json json;
  struct csv csv;
};

struct record_row { /* NULL: an empty cell */
  unsigned depth;
  const char *line, *id, *name, *verdict, *value, *threshold, *unit, *status, *source, *rule;
  const struct observation *observation;
  const struct explanation_term *term; /* whose bounds the row shows, or NULL */
  int year;                            /* 0: none */
};

/* --- explanation_records.c */
const char *records_sentence(struct records *records);
/* "51.2", "yes", "south_east"; "" when missing or nothing. */
const char *records_value(const struct explanation_term *term, char out[RECORD_VALUE_SIZE]);
void records_json_value(struct json *json, const char *key, const struct explanation_term *term);

/* --- figure_records.c */
const char *figure_record_value(const struct fact *fact, int64_t value, char out[RECORD_VALUE_SIZE]);
void figure_record_json(struct json *json, const char *key, const struct fact *fact, int64_t value);
void figure_records_json(struct records *records, const char *key,
                         const struct explanation_figure *const *figures, size_t count);
void figure_records_csv(struct records *records, const struct explanation_figure *const *figures,
                        size_t count, unsigned depth);
void records_row(struct records *records, const struct record_row *row);
/* "lowest", "highest" of a number that is not known. */
void records_bounds(struct json *json, const struct explanation_term *term);

/* --- around_records.c */
void around_records_json(struct records *records, const struct explanation_node *node);
void around_records_csv(struct records *records, const struct explanation_node *node, unsigned depth);

#endif
