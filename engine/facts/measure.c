/* measure.c - units of measure as people write them: a figure of something over something else, each with its size.
 * "trđ/người/năm" is a million dong over persons and years. Factors are fractions of whole numbers, never rounded. */
#include "facts/measure.h"

#include "base/text.h"

#include <string.h>

__extension__ typedef __int128 wide_integer;

#define PARTS_MOST 4   /* "nghìn đồng/người/tháng" has three */
#define TEXT_MOST 80   /* a longer text is no unit of measure */
#define DIGITS_MOST 15 /* of a factor's number */

enum dimension { /* those beyond COUNTED are things that are counted, each its own */
                 MONEY,
                 LENGTH,
                 AREA,
                 MASS,
                 VOLUME,
                 RATIO,
                 TIME,
                 DAYS,
                 ENERGY,
                 PERSON,
                 HOUSEHOLD,
                 COUNTED
};

struct atom {
  const char *name; /* folded */
  enum dimension dimension;
  int64_t size; /* in the smallest of its dimension */
};

static const struct atom atoms[] = {
    {"dong", MONEY, 1},
    {"vnd", MONEY, 1},
    {"d", MONEY, 1},
    {"m", LENGTH, 1},
    {"met", LENGTH, 1},
    {"km", LENGTH, 1000},
    {"ki lo met", LENGTH, 1000},
    {"m2", AREA, 1},
    {"met vuong", AREA, 1},
    {"ha", AREA, 10000},
    {"hec ta", AREA, 10000},
    {"hecta", AREA, 10000},
    {"km2", AREA, 1000000},
    {"g", MASS, 1},
    {"kg", MASS, 1000},
    {"ki lo gam", MASS, 1000},
    {"yen", MASS, 10000},
    {"ta", MASS, 100000},
    {"tan", MASS, 1000000},
    {"tonne", MASS, 1000000},
    {"lit", VOLUME, 1},
    {"l", VOLUME, 1},
    {"litre", VOLUME, 1},
    {"m3", VOLUME, 1000},
    {"met khoi", VOLUME, 1000},
    {"phan nghin", RATIO, 1},
    {"phan tram", RATIO, 10},
    {"percent", RATIO, 10},
    {"lan", RATIO, 1000},
    {"thang", TIME, 1},
    {"month", TIME, 1},
    {"quy", TIME, 3},
    {"nam", TIME, 12},
    {"year", TIME, 12},
    {"ngay", DAYS, 1},
    {"ngay dem", DAYS, 1},
    {"day", DAYS, 1},
    {"kwh", ENERGY, 1},
    {"mwh", ENERGY, 1000},
    {"nguoi", PERSON, 1},
    {"ng", PERSON, 1},
    {"khau", PERSON, 1},
    {"nhan khau", PERSON, 1},
    {"person", PERSON, 1},
    {"people", PERSON, 1},
    {"ho", HOUSEHOLD, 1},
    {"ho gia dinh", HOUSEHOLD, 1},
    {"household", HOUSEHOLD, 1},
    {"households", HOUSEHOLD, 1},
};

/* Counted, each for itself: known as units of measure by name alone. */
static const char *const counted[] = {"bai",     "chi tieu", "cong trinh", "co so",    "diem",   "don vi",
                                      "huyen",   "hoc sinh", "hop dong",   "linh vuc", "loai",   "lop",
                                      "mo hinh", "muc do",   "noi dung",   "san pham", "thon",   "tieu chi",
                                      "tinh",    "to chuc",  "tram",       "tre",      "truong", "vu",
                                      "vu viec", "xa",       "cai",        "chiec",    "can",    "phong",
                                      "luot",    "lao dong", "hop tac xa", "ap",       "ban"};

struct scale { /* before an atom */
  const char *name;
  int64_t size;
};
static const struct scale scales[] = {{"nghin ", 1000},         {"ngan ", 1000},       {"1000 ", 1000},
                                      {"1 000 ", 1000},         {"thousand ", 1000},   {"trieu ", 1000000},
                                      {"tr ", 1000000},         {"million ", 1000000}, {"1000000 ", 1000000},
                                      {"1 000 000 ", 1000000},  {"ty ", 1000000000},   {"ti ", 1000000000},
                                      {"billion ", 1000000000}, {"tram ", 100}};

/* Written as one word. */
static const struct atom abbreviations[] = {
    {"trd", MONEY, 1000000},   {"1000d", MONEY, 1000}, {"nghind", MONEY, 1000},    {"tyd", MONEY, 1000000000},
    {"trieu", MONEY, 1000000}, {"nghin", MONEY, 1000}, {"trieud", MONEY, 1000000}, {"trvnd", MONEY, 1000000}};

struct part {
  enum dimension dimension;
  int64_t size;
  const char *name; /* of what is counted, or of nothing known; else NULL */
  int known;
};

struct measure {
  struct part parts[PARTS_MOST]; /* the first over the others */
  size_t count;
};

static int find_atom(const struct atom *list, size_t count, const char *name, struct part *out) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(list[i].name, name) != 0) continue;
    *out = (struct part){list[i].dimension, list[i].size, NULL, 1};
    return 1;
  }
  return 0;
}

static void read_part(const char *name, struct part *out) {
  int64_t size = 1;
  if (find_atom(atoms, sizeof atoms / sizeof *atoms, name, out) ||
      find_atom(abbreviations, sizeof abbreviations / sizeof *abbreviations, name, out))
    return;
  for (size_t i = 0; i < sizeof scales / sizeof *scales && size == 1; i++) {
    size_t length = strlen(scales[i].name);
    if (strncmp(name, scales[i].name, length) != 0) continue;
    size = scales[i].size;
    name += length;
  }
  if (find_atom(atoms, sizeof atoms / sizeof *atoms, name, out)) {
    out->size *= size;
    return;
  }
  *out = (struct part){COUNTED, size, name, 0};
  for (size_t i = 0; i < sizeof counted / sizeof *counted && !out->known; i++)
    out->known = strcmp(counted[i], name) == 0;
}

/* What text_fold would lose, in words: "m²" is not "m". */
static int spell_out(const char *text, char *out, size_t size) {
  static const struct {
    const char *sign, *word;
  } signs[] = {{"\xC2\xB2", "2"}, {"\xC2\xB3", "3"}, {"%", " phan tram "}, {"\xE2\x80\xB0", " phan nghin "}};
  size_t length = 0;
  while (*text) {
    const char *word = NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && !word; i++) {
      size_t sign = strlen(signs[i].sign);
      if (strncmp(text, signs[i].sign, sign) != 0) continue;
      word = signs[i].word;
      text += sign;
    }
    size_t added = word ? strlen(word) : 1;
    if (length + added + 1 > size) return 0;
    memcpy(out + length, word ? word : text, added);
    if (!word) text++;
    length += added;
  }
  out[length] = 0;
  return 1;
}

/* 0: no memory. A text that is no unit of measure at all has no parts. */
static int read_measure(struct arena *arena, const char *text, struct measure *out) {
  char spelt[TEXT_MOST * 2];
  out->count = 0;
  if (strlen(text) > TEXT_MOST || !spell_out(text, spelt, sizeof spelt)) return 1;
  for (char *from = spelt; from;) {
    char *slash = strchr(from, '/');
    size_t length = slash ? (size_t)(slash - from) : strlen(from);
    char *name = length ? text_fold(arena, from, length) : arena_string(arena, "");
    if (!name) return 0;
    if (!*name || out->count == PARTS_MOST) {
      out->count = 0;
      return 1;
    }
    read_part(name, &out->parts[out->count++]);
    from = slash ? slash + 1 : NULL;
  }
  return 1;
}

static int is_known(const struct measure *measure) {
  for (size_t i = 0; i < measure->count; i++)
    if (!measure->parts[i].known) return 0;
  return measure->count > 0;
}

static int same_kind(const struct part *a, const struct part *b) {
  if (a->dimension != b->dimension) return 0;
  return a->dimension != COUNTED || strcmp(a->name, b->name) == 0;
}

static int64_t common(int64_t a, int64_t b) {
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* Factor times times / per, in lowest terms; 0 when it does not fit. */
static int multiply(struct measure_factor *factor, int64_t times, int64_t per) {
  int64_t own = common(times, per);
  times /= own;
  per /= own;
  int64_t one = common(factor->times, per), other = common(times, factor->per);
  return !__builtin_mul_overflow(factor->times / one, times / other, &factor->times) &&
         !__builtin_mul_overflow(factor->per / other, per / one, &factor->per);
}

/* What is left out of `from` ("triệu đồng" of an income per person and year) goes without saying; what it says more, or
 * else, makes it another unit. */
static enum measure_answer compare(const struct measure *from, const struct measure *to,
                                   struct measure_factor *factor) {
  int taken[PARTS_MOST] = {0};
  struct measure_factor found = {1, 1};
  if (!same_kind(&from->parts[0], &to->parts[0]) || !multiply(&found, from->parts[0].size, to->parts[0].size))
    return MEASURE_OTHER;
  for (size_t i = 1; i < from->count; i++) {
    size_t at = 1;
    while (at < to->count && (taken[at] || !same_kind(&from->parts[i], &to->parts[at]))) at++;
    if (at == to->count || !multiply(&found, to->parts[at].size, from->parts[i].size)) return MEASURE_OTHER;
    taken[at] = 1;
  }
  *factor = found;
  return measure_factor_is_one(&found) ? MEASURE_SAME : MEASURE_CONVERTED;
}

enum measure_answer measure_convert(struct arena *arena, const char *from, const char *to,
                                    struct measure_factor *factor) {
  struct measure left, right;
  *factor = (struct measure_factor){1, 1};
  if (!read_measure(arena, from, &left) || !read_measure(arena, to, &right)) return MEASURE_NO_MEMORY;
  if (left.count == 0) return MEASURE_UNKNOWN;
  if (right.count > 0) {
    enum measure_answer answer = compare(&left, &right, factor);
    if (answer != MEASURE_OTHER) return answer;
  }
  return is_known(&left) ? MEASURE_OTHER : MEASURE_UNKNOWN;
}

enum measure_answer measure_known(struct arena *arena, const char *text) {
  struct measure measure;
  if (!read_measure(arena, text, &measure)) return MEASURE_NO_MEMORY;
  return is_known(&measure) ? MEASURE_SAME : MEASURE_UNKNOWN;
}

/* --- factors --------------------------------------------------------------------------------------------- */

int measure_factor_is_one(const struct measure_factor *factor) {
  return factor->times == factor->per;
}

/* Digits with at most one point, as number / 10^places. */
static const char *read_number(const char *text, int64_t *number, int64_t *power) {
  size_t digits = 0;
  int point = 0;
  *number = 0;
  *power = 1;
  for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
    if (*text == '.') {
      point = 1;
      continue;
    }
    if (++digits > DIGITS_MOST) return NULL;
    *number = *number * 10 + (*text - '0');
    if (point) *power *= 10;
  }
  return digits && text[-1] != '.' ? text : NULL;
}

int measure_factor_read(const char *text, struct measure_factor *factor) {
  int64_t above, above_power, below = 1, below_power = 1;
  text = read_number(text, &above, &above_power);
  if (text && *text == '/') text = read_number(text + 1, &below, &below_power);
  if (!text || *text || above == 0 || below == 0) return 0;
  *factor = (struct measure_factor){1, 1};
  return multiply(factor, above, below) && multiply(factor, below_power, above_power);
}

int measure_apply(const struct measure_factor *factor, int64_t value, unsigned places, unsigned out_places,
                  int64_t *out) {
  wide_integer above = (wide_integer)value * factor->times, below = factor->per;
  for (; places > out_places; places--) below *= 10;
  for (; places < out_places; places++)
    if (__builtin_mul_overflow(above, (wide_integer)10, &above)) return 0;
  if (above % below != 0) return 0;
  above /= below;
  if (above > INT64_MAX || above <= INT64_MIN) return 0;
  *out = (int64_t)above;
  return 1;
}
