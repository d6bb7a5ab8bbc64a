/* Packing values into the narrowest column that holds them, and reading one back. */
#include "facts/column.h"

#include "base/decimal.h"

#include <assert.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "columns are stored as this machine's integers");

/* INTn_MIN of a width means "missing" and is never a value of that width. */
static uint8_t narrowest(int64_t minimum, int64_t maximum) {
  if (minimum > INT8_MIN && maximum <= INT8_MAX) return 1;
  if (minimum > INT16_MIN && maximum <= INT16_MAX) return 2;
  if (minimum > INT32_MIN && maximum <= INT32_MAX) return 4;
  return 8;
}

static void narrow_8(const int64_t *restrict values, uint32_t count, int8_t *restrict out) {
  for (uint32_t i = 0; i < count; i++) out[i] = values[i] == DECIMAL_MISSING ? INT8_MIN : (int8_t)values[i];
}

static void narrow_16(const int64_t *restrict values, uint32_t count, int16_t *restrict out) {
  for (uint32_t i = 0; i < count; i++) out[i] = values[i] == DECIMAL_MISSING ? INT16_MIN : (int16_t)values[i];
}

static void narrow_32(const int64_t *restrict values, uint32_t count, int32_t *restrict out) {
  for (uint32_t i = 0; i < count; i++) out[i] = values[i] == DECIMAL_MISSING ? INT32_MIN : (int32_t)values[i];
}

void column_pack(const int64_t *values, uint32_t count, void *out, struct column *column) {
  int64_t minimum = INT64_MAX, maximum = INT64_MIN;
  uint32_t missing = 0;
  for (uint32_t i = 0; i < count; i++) {
    int64_t value = values[i];
    missing += value == DECIMAL_MISSING;
    maximum = value > maximum ? value : maximum; /* the mark for missing is the smallest of all */
    int64_t low = value == DECIMAL_MISSING ? INT64_MAX : value;
    minimum = low < minimum ? low : minimum;
  }
  *column = (struct column){.count = count, .minimum = minimum, .maximum = maximum, .missing = missing};
  if (missing == count) return; /* nothing is there: width 0, no data, minimum > maximum */

  column->width = narrowest(minimum, maximum);
  column->data = out;
  switch (column->width) {
    case 1:
      narrow_8(values, count, out);
      break;
    case 2:
      narrow_16(values, count, out);
      break;
    case 4:
      narrow_32(values, count, out);
      break;
    default:
      memcpy(out, values, (size_t)count * sizeof *values);
      break;
  }
}

int64_t column_value(const struct column *column, uint32_t row) {
  assert(row < column->count);
  const unsigned char *data = column->data;
  switch (column->width) { /* memcpy: bytes from a file need not be aligned */
    case 1: {
      int8_t value;
      memcpy(&value, data + row, sizeof value);
      return value == INT8_MIN ? DECIMAL_MISSING : value;
    }
    case 2: {
      int16_t value;
      memcpy(&value, data + (size_t)row * sizeof value, sizeof value);
      return value == INT16_MIN ? DECIMAL_MISSING : value;
    }
    case 4: {
      int32_t value;
      memcpy(&value, data + (size_t)row * sizeof value, sizeof value);
      return value == INT32_MIN ? DECIMAL_MISSING : value;
    }
    case 8: {
      int64_t value;
      memcpy(&value, data + (size_t)row * sizeof value, sizeof value);
      return value;
    }
    default:
      return DECIMAL_MISSING;
  }
}
