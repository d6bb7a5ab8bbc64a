/* A decimal in a rule file reaches us as a double. It is taken back to the decimal that was written: the one of at
 * most 15 digits that reads as the same double. A number that has none was computed in floating point, or is longer
 * than doubles can tell apart; law does not rest on such numbers. */
#include "rules/draft_number.h"

#include "rules/loading.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST 9007199254740992.0 /* 2^53: whole numbers beyond it are not exact in a double */
#define TEXT_SIZE 64

/* "1.5e-07" as "0.00000015". 0 when it has more than DRAFT_NUMBER_PLACES decimals. */
static int plain(const char *scientific, char *out, size_t size) {
  char digits[TEXT_SIZE];
  size_t count = 0, length = 0;
  int whole = 0, point = 0, negative = *scientific == '-';
  const char *c = scientific + negative;
  for (; *c && *c != 'e'; c++) {
    if (*c >= '0' && *c <= '9') {
      digits[count++] = *c;
      if (!point) whole++;
    } else {
      point = 1;
    }
  }
  if (*c == 'e') {
    int sign = c[1] == '-' ? -1 : 1, exponent = 0;
    for (c += 2; *c >= '0' && *c <= '9'; c++) exponent = exponent * 10 + (*c - '0');
    whole += sign * exponent;
  }
  while (count > 0 && digits[count - 1] == '0' && (int)count > whole) count--;
  if ((int)count - whole > DRAFT_NUMBER_PLACES || whole > 20) return 0;
#define PUT(character) \
  if (length + 1 < size) out[length++] = (character)
  if (negative) PUT('-');
  if (whole <= 0) PUT('0');
  for (int i = 0; i < whole; i++) PUT((size_t)i < count ? digits[i] : '0');
  if ((int)count > whole) {
    PUT('.');
    for (int i = whole; i < 0; i++) PUT('0');
    for (size_t i = whole > 0 ? (size_t)whole : 0; i < count; i++) PUT(digits[i]);
  }
#undef PUT
  out[length] = '\0';
  return 1;
}

const char *draft_number_text(lua_State *L, struct loader *loader, int index, const struct place *place) {
  char text[TEXT_SIZE], shortest[TEXT_SIZE];
  index = lua_absindex(L, index);
  if (lua_isinteger(L, index)) {
    snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(L, index));
  } else {
    double number = lua_tonumber(L, index);
    if (isnan(number) || isinf(number)) {
      if (draft_file_suspect(loader->file, place->line)) return NULL;
      report_problem(loader->report, CHUAN_ERROR, place, "this number is not finite; write the number itself",
                     "số này không hữu hạn; hãy ghi đúng con số");
      return NULL;
    }
    if (fabs(number) >= LARGEST) {
      if (draft_file_suspect(loader->file, place->line)) return NULL;
      report_problem(loader->report, CHUAN_ERROR, place,
                     "this number is too large to be exact; use a larger unit of measure",
                     "số này quá lớn để giữ chính xác; hãy dùng đơn vị tính lớn hơn");
      return NULL;
    }
    if (number == 0) number = 0; /* -0 */
    snprintf(shortest, sizeof shortest, "%.15g", number);
    int exact = lua_stringtonumber(L, shortest) != 0; /* ( [number] ) */
    if (exact) {
      exact = lua_tonumber(L, -1) == number;
      lua_pop(L, 1);
    }
    if (!exact || !plain(shortest, text, sizeof text)) {
      if (draft_file_suspect(loader->file, place->line)) return NULL;
      report_problem(
          loader->report, CHUAN_ERROR, place,
          "%.17g is no exact decimal: it was computed in floating point or has too many digits; write the "
          "decimal itself, of at most 15 digits",
          "%.17g không phải số thập phân chính xác: do tính toán dấu phẩy động hoặc quá nhiều chữ số; hãy "
          "ghi "
          "thẳng số thập phân, tối đa 15 chữ số",
          number);
      return NULL;
    }
  }
  char *copy = arena_string(loader->arena, text);
  if (!copy) {
    loader->no_memory = 1;
    sandbox_refuse(L, "out of memory", "hết bộ nhớ");
  }
  return copy;
}
