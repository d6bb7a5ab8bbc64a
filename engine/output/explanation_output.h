/* Writing an explanation: an indented tree for a terminal, rows for a table program, chuan.explain/1 for machines. */
#ifndef CHUAN_OUTPUT_EXPLANATION_OUTPUT_H
#define CHUAN_OUTPUT_EXPLANATION_OUTPUT_H

#include "evaluate/explanation.h"
#include "output/writer.h"

/* CHUAN_MEMORY (nothing reported) or CHUAN_IO when the sink stops. */
chuan_status explanation_output(const struct explanation *explanation, chuan_language language,
                                const chuan_style *style, chuan_sink sink, void *payload);

/* The formats for machines (output/explanation_records.c). */
void explanation_write_json(const struct explanation *explanation, struct writer *writer);
void explanation_write_csv(const struct explanation *explanation, struct writer *writer);

#endif
