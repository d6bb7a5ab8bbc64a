/* What a unit reads from elsewhere, told by the test instead of worked out from units and years. */
#ifndef TESTS_UNIT_FAKE_OUTSIDE_H
#define TESTS_UNIT_FAKE_OUTSIDE_H

#include "rules_text.h"

#define FAKE_VALUES 16

struct fake_value {
  enum expression_kind kind;
  const char *fact; /* the first operand is this fact; NULL: whatever it is */
  struct outside_value value;
  struct rational low, high;
};

struct fake_outside {
  struct outside outside;
  struct fake_value values[FAKE_VALUES];
  size_t count;
};

static inline const struct outside_value *fake_value(void *self, const struct expression *expression,
                                                     uint64_t row) {
  const struct fake_outside *fake = self;
  (void)row;
  for (size_t i = fake->count; i > 0; i--) { /* what was said last holds */
    const struct fake_value *value = &fake->values[i - 1];
    if (value->kind != expression->kind) continue;
    if (value->fact == NULL) return &value->value;
    const struct expression *operand = expression->operands[0];
    if (operand->kind == EXPRESSION_FACT && strcmp(operand->as.fact->id, value->fact) == 0)
      return &value->value;
  }
  return NULL;
}

/* Rules judged with it from here on. */
static inline void fake_open(struct fake_outside *fake, struct rules *rules, struct moment moment) {
  memset(fake, 0, sizeof *fake);
  fake->outside.self = fake;
  fake->outside.value = fake_value;
  exact_free(rules->exact);
  assert_int_equal(exact_create(rules->book, "commune", moment, &fake->outside, &rules->exact), CHUAN_OK);
  exact_begin(rules->exact, rules->values, 0);
}

static inline struct fake_value *fake_say(struct fake_outside *fake, struct rules *rules,
                                          enum expression_kind kind, const char *fact) {
  assert_true(fake->count < FAKE_VALUES);
  struct fake_value *value = &fake->values[fake->count++];
  memset(value, 0, sizeof *value);
  value->kind = kind;
  value->fact = fact;
  exact_begin(rules->exact, rules->values, 0);
  return value;
}

/* A number between two, "" = open; the same text twice is a number known. */
static inline struct fake_value *fake_number(struct fake_outside *fake, struct rules *rules,
                                             enum expression_kind kind, const char *fact, const char *low,
                                             const char *high) {
  struct fake_value *said = fake_say(fake, rules, kind, fact);
  struct outside_value *value = &said->value;
  value->missing = strcmp(low, high) != 0 || low[0] == '\0';
  value->bounded = low[0] != '\0' || high[0] != '\0';
  value->open_low = low[0] == '\0';
  value->open_high = high[0] == '\0';
  value->cause = CAUSE_UNITS_UNDECIDED;
  if (!value->open_low) assert_true(rational_parse(&said->low, low, strlen(low)));
  if (!value->open_high) assert_true(rational_parse(&said->high, high, strlen(high)));
  if (!value->open_low) value->low = &said->low;
  if (!value->open_high) value->high = value->missing ? &said->high : &said->low;
  return said;
}

static inline struct fake_value *fake_test(struct fake_outside *fake, struct rules *rules,
                                           enum expression_kind kind, chuan_verdict verdict) {
  struct fake_value *said = fake_say(fake, rules, kind, NULL);
  said->value.verdict = (uint8_t)verdict;
  said->value.missing = verdict == CHUAN_NO_DATA;
  return said;
}

static inline struct fake_value *fake_missing(struct fake_outside *fake, struct rules *rules,
                                              enum expression_kind kind, const char *fact,
                                              enum cause_kind cause) {
  struct fake_value *said = fake_say(fake, rules, kind, fact);
  said->value.missing = 1;
  said->value.cause = cause;
  return said;
}

#endif
