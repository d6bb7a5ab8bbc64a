/* Sentences about values, thresholds, causes and remedies, in the person's language. Everything is appended to a
 * buffer; a memory failure is sticky there. Texts of files and databases come out as they are: whoever shows them
 * on a terminal cleans them (writer.h). */
#ifndef CHUAN_OUTPUT_EXPLANATION_TEXT_H
#define CHUAN_OUTPUT_EXPLANATION_TEXT_H

#include "base/buffer.h"
#include "evaluate/explanation.h"

#define TEXT_DISPLAY_PLACES 2u
#define TEXT_EXACT_PLACES 9u

/* A formula longer than this goes on as "…". */
#define TEXT_FORMULA_BYTES 1500u

/* Who reads: their language, and the rulebook whose glossary names choices and units of measure for people. */
struct reader {
  chuan_language language;
  const struct rulebook *rulebook;
};

const char *text_pick(const struct reader *reader, const char *english, const char *vietnamese);
/* "≥", "=": of a comparison with one threshold; "" of anything else. */
const char *text_sign(enum expression_kind comparison);
/* "1 234,5": digits in groups of three, the decimal mark of the language. `decimal` has a '.' point. */
void text_decimal(struct buffer *out, const struct reader *reader, const char *decimal);
void text_rational(struct buffer *out, const struct reader *reader, const struct rational *number,
                   unsigned places);
/* Decimals needed so that a shown value stays on its side of the threshold (NULL: none to mind). */
unsigned text_places(const struct rational *value, const struct rational *threshold);
/* The same for the value of a question, beside the end of its range that is nearer. */
unsigned text_question_places(const struct explanation_node *node);
/* A stored value: "1.234", "46,5", "có", "south_east"; without its unit. */
void text_fact_value(struct buffer *out, const struct reader *reader, const struct fact *fact, int64_t value);
/* " hộ", " %"; nothing when there is no unit. */
void text_unit(struct buffer *out, const struct reader *reader, const char *unit);
/* "Hộ dùng nước sạch / Số hộ = 512 / 1.000 = 51,2 %". */
void text_formula(struct buffer *out, const struct reader *reader, const struct explanation_term *value,
                  unsigned places);
/* "Hộ dùng nước sạch / Số hộ": names alone. A term may be just an expression (missing, taken UINT32_MAX). */
void text_names(struct buffer *out, const struct reader *reader, const struct explanation_term *value);
/* The value alone: "51,2 %", "có", "south_east"; "?" when missing. */
void text_value(struct buffer *out, const struct reader *reader, const struct explanation_term *value,
                unsigned places);
/* Of a number that is not known: "31–33", "từ 31 trở lên", "?"; without its unit. */
void text_range(struct buffer *out, const struct reader *reader, const struct explanation_term *term,
                unsigned places);
/* "từ 55 % trở lên": what the comparison asks for; a question: "phải là có". Empty when there is nothing to say. */
void text_demand(struct buffer *out, const struct reader *reader, const struct explanation_node *node);
/* "Vùng = south_central_coast", "từ năm 2023", "Số trường > 3". */
void text_branch(struct buffer *out, const struct reader *reader, const struct explanation_term *branch);
/* A condition or question with its figures: "Số trường = 4 > 3", "Xã có chợ: không". */
void text_condition(struct buffer *out, const struct reader *reader, const struct explanation_term *test);
void text_cause(struct buffer *out, const struct reader *reader, const struct cause *cause, int year);
/* "thêm ít nhất 39 hộ: Hộ dùng nước sạch (512 → 551)". */
void text_remedy(struct buffer *out, const struct reader *reader, const struct remedy *remedy);
/* around_lines.c: "được tính", "chưa kết luận được": what units of an aggregate are, of a test or of a number. */
const char *text_part(const struct reader *reader, enum member_part part, int is_test);
/* "thêm ít nhất 5 xã được tính": what of the units would be enough. */
void text_need(struct buffer *out, const struct reader *reader, const struct explanation_around *around,
               const struct explanation_need *need);
/* "2 tiêu chí chưa đạt: 10, 17"; nothing when it fails none. */
void text_failing(struct buffer *out, const struct reader *reader, const struct explanation_around *around,
                  const struct explanation_unit *unit);
/* "123/QĐ-UBND (2020-12-31)"; NULL: that there is none. */
void text_recognition(struct buffer *out, const struct reader *reader, const struct recognition *recognition);
/* "17.1 Hộ dùng nước sạch"; a condition that is no record: what it asks. */
void text_title(struct buffer *out, const struct reader *reader, const struct explanation_node *node);
/* Where the law says what decides here: in the overlay that holds, else in the record; NULL when nothing is given. */
const struct source *text_origin(const struct explanation_node *node, const struct judged *judged);
/* "211/QĐ-TTg (2024-03-01), I.17". */
void text_source(struct buffer *out, const struct source *source);
/* "high", "medium", "low"; "" when nobody said. */
const char *text_confidence_word(chuan_confidence confidence);
const char *text_confidence(const struct reader *reader, chuan_confidence confidence);
/* "2021-2025/facts.lua:12"; nothing when the place is unknown. */
void text_place(struct buffer *out, const struct place *place);

#endif
