/* JSON out: keys in the order written, one top-level member or array item a line, numbers as decimals. */
#ifndef CHUAN_OUTPUT_JSON_H
#define CHUAN_OUTPUT_JSON_H

#include "output/writer.h"

#include <stdint.h>

#define JSON_DEPTH 32

struct json {
  struct writer *writer;
  unsigned depth;
  unsigned char filled[JSON_DEPTH]; /* this container has a member already */
  char close[JSON_DEPTH];
};

/* Everything happens inside one object: opens it and says which schema it is ("chuan.check/1"). */
void json_begin(struct json *json, struct writer *writer, const char *schema);
void json_end(struct json *json); /* closes it, and whatever else is open; ends the line */
/* `key` NULL inside an array. */
void json_object(struct json *json, const char *key);
void json_array(struct json *json, const char *key);
void json_close(struct json *json);
void json_string(struct json *json, const char *key, const char *text);   /* NULL writes null */
void json_optional(struct json *json, const char *key, const char *text); /* "" too */
void json_decimal(struct json *json, const char *key,
                  const char *text); /* a number's text; NULL, "" or no number: null */
void json_integer(struct json *json, const char *key, int64_t value);
void json_boolean(struct json *json, const char *key, int value);
void json_null(struct json *json, const char *key);

#endif
