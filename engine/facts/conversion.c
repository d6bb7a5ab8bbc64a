/* Places and choice codes, from the dossier's to the rulebook's and back. */
#include "facts/conversion.h"

#include "base/decimal.h"

#include <string.h>

static int64_t power_of_ten(unsigned exponent) {
  int64_t power = 1;
  for (unsigned i = 0; i < exponent; i++) power *= 10;
  return power;
}

int64_t stored_choice_index(const struct fact *fact, const char *choice, uint32_t likely) {
  uint32_t index = likely;
  if (likely < fact->choice_count && strcmp(fact->choices[likely], choice) == 0) return likely;
  if (!fact_choice_find(fact, choice, strlen(choice), &index)) return DECIMAL_MISSING;
  return strcmp(fact->choices[index], choice) == 0 ? index : DECIMAL_MISSING;
}

static const int64_t yes_no_codes[] = {0, 1};

chuan_status conversion_make(struct dossier *dossier, struct arena *arena, const struct stored_fact *stored,
                             const struct fact *fact, struct conversion *out) {
  *out = (struct conversion){.kind = CONVERSION_ABSENT, .factor = 1};
  if (!stored) return CHUAN_OK;
  if (fact->kind == FACT_YES_NO) {
    *out = (struct conversion){.kind = CONVERSION_CODES, .codes = yes_no_codes, .code_count = 2, .same = 1};
  } else if (fact->kind == FACT_CHOICE) {
    int64_t *codes = arena_array(arena, stored->choice_count, sizeof *codes);
    if (!codes) return report_no_memory(dossier->report);
    int same = 1;
    for (uint32_t i = 0; i < stored->choice_count; i++) {
      codes[i] = stored_choice_index(fact, stored->choices[i], i);
      same &= codes[i] == i;
    }
    *out = (struct conversion){
        .kind = CONVERSION_CODES, .codes = codes, .code_count = stored->choice_count, .same = same};
  } else if (stored->places > fact->places) {
    *out =
        (struct conversion){.kind = CONVERSION_DIVIDE, .factor = power_of_ten(stored->places - fact->places)};
  } else if (stored->places < fact->places) {
    *out = (struct conversion){.kind = CONVERSION_MULTIPLY,
                               .factor = power_of_ten(fact->places - stored->places)};
  } else {
    out->kind = CONVERSION_NONE;
  }
  return CHUAN_OK;
}

int conversion_read(const struct conversion *conversion, int64_t stored, int64_t *out) {
  *out = stored;
  if (stored == DECIMAL_MISSING) return 1;
  switch (conversion->kind) {
    case CONVERSION_NONE:
      return 1;
    case CONVERSION_MULTIPLY:
      return !__builtin_mul_overflow(stored, conversion->factor, out) && *out != DECIMAL_MISSING;
    case CONVERSION_DIVIDE:
      *out = stored / conversion->factor;
      return stored % conversion->factor == 0;
    case CONVERSION_CODES:
      *out = stored >= 0 && stored < conversion->code_count ? conversion->codes[stored] : DECIMAL_MISSING;
      return 1;
    case CONVERSION_ABSENT:
      break;
  }
  *out = DECIMAL_MISSING;
  return 1;
}

int conversion_read_all(const struct conversion *conversion, int64_t *values, uint32_t count,
                        int64_t *wrong) {
  for (uint32_t i = 0; i < count; i++) {
    int64_t value = values[i];
    if (conversion_read(conversion, value, &values[i])) continue;
    *wrong = value;
    return 0;
  }
  return 1;
}

chuan_status storing_make(struct dossier *dossier, struct arena *arena, const struct stored_fact *stored,
                          const struct fact *fact, struct storing_conversion *out) {
  *out = (struct storing_conversion){.factor = 1};
  if (stored && stored->kind == fact->kind && stored->places >= fact->places) {
    out->factor = power_of_ten(stored->places - fact->places);
    if (fact->kind != FACT_CHOICE) return CHUAN_OK;
    int64_t *codes = arena_array(arena, fact->choice_count, sizeof *codes);
    if (!codes) return report_no_memory(dossier->report);
    uint32_t known = 0;
    for (uint32_t code = 0; code < stored->choice_count; code++) {
      int64_t index = stored_choice_index(fact, stored->choices[code], code);
      if (index == DECIMAL_MISSING) continue;
      codes[index] = code;
      known++;
    }
    out->codes = codes;
    out->code_count = fact->choice_count;
    if (known == fact->choice_count) return CHUAN_OK;
  }
  return report_fail(dossier->report, CHUAN_INTERNAL,
                     "the dossier was not made ready for \"%s\" (%s); report this",
                     "hồ sơ chưa được chuẩn bị cho “%s” (%s); hãy báo lỗi này", fact->id, fact->level);
}

int storing_write(const struct storing_conversion *conversion, int64_t value, int64_t *stored) {
  if (conversion->codes) {
    if (value < 0 || value >= conversion->code_count) return 0;
    *stored = conversion->codes[value];
    return 1;
  }
  return !__builtin_mul_overflow(value, conversion->factor, stored) && *stored != DECIMAL_MISSING;
}
