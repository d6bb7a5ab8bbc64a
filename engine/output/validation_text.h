/* What a validate record says of figures that do not make sense, in its own words. */
#ifndef CHUAN_OUTPUT_VALIDATION_TEXT_H
#define CHUAN_OUTPUT_VALIDATION_TEXT_H

#include "evaluate/unit_years.h"
#include "output/explanation_text.h"

/* "Dân số thay đổi hơn 20 % so với năm trước: 12.500 (năm 2023: 9.800); hãy đối chiếu sổ hộ khẩu". `year`: at hand. */
void text_validation(struct buffer *out, const struct reader *reader, const struct validate_rule *rule,
                     int year, const struct year_figure *figures, size_t count);

#endif
