/* styles.h - what a number means by its format: a percentage, a day, a time, or only a number. */
#ifndef CHUAN_PLUGIN_STYLES_H
#define CHUAN_PLUGIN_STYLES_H

#include "../package/package.h"

enum number_format { FORMAT_PLAIN, FORMAT_PERCENT, FORMAT_DATE, FORMAT_TIME };

struct number_format_code {
  uint64_t id;
  uint8_t format;
};

struct styles {
  struct package *package;
  uint8_t *formats; /* of each cell style */
  size_t count, room;
  struct number_format_code *codes;
  size_t code_count, code_room;
};

int styles_read(struct package *package, const char *part, struct styles *out);
enum number_format styles_format(const struct styles *styles, uint64_t style);
/* Of a code such as `#,##0.00" %"` or `dd\/mm\/yyyy;@`. */
enum number_format format_of_code(const char *code);

#endif
