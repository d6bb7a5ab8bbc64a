/* The words of verdicts and statuses, and every heading of a table. */
#include "output/label.h"

#include <stdio.h>
#include <string.h>

const char *label_text(enum label label, chuan_language language) {
  static const char *const english[] = {
#define XX(id, en, vi) en,
      LABEL_MAP(XX)
#undef XX
  };
  static const char *const vietnamese[] = {
#define XX(id, en, vi) vi,
      LABEL_MAP(XX)
#undef XX
  };
  return language == CHUAN_ENGLISH ? english[label] : vietnamese[label];
}

enum label label_verdict(chuan_verdict verdict) {
  switch (verdict) {
    case CHUAN_NOT_MET:
      return LABEL_NOT_MET;
    case CHUAN_NO_DATA:
      return LABEL_NO_DATA;
    case CHUAN_MET:
      return LABEL_MET;
    case CHUAN_NOT_APPLICABLE:
      break;
  }
  return LABEL_NOT_APPLICABLE;
}

enum label label_threshold_status(chuan_threshold_status status) {
  switch (status) {
    case CHUAN_SOURCED:
      return LABEL_SOURCED;
    case CHUAN_UNVERIFIED:
      return LABEL_UNVERIFIED;
    case CHUAN_DELEGATED:
      return LABEL_DELEGATED;
    case CHUAN_PENDING:
      break;
  }
  return LABEL_PENDING;
}

enum label label_data_status(chuan_data_status status) {
  switch (status) {
    case CHUAN_OFFICIAL:
      return LABEL_OFFICIAL;
    case CHUAN_PRELIMINARY:
      return LABEL_PRELIMINARY;
    case CHUAN_ILLUSTRATIVE:
      break;
  }
  return LABEL_ILLUSTRATIVE;
}

const char *label_units(const char *level, chuan_language language) {
  static const struct {
    const char *level, *english, *vietnamese;
  } units[] = {
      {"household", "households", "hộ"}, {"village", "villages", "thôn"},
      {"commune", "communes", "xã"},     {"township", "townships", "thị trấn"},
      {"ward", "wards", "phường"},       {"district", "districts", "huyện"},
      {"province", "provinces", "tỉnh"},
  };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (strcmp(units[i].level, level) == 0) {
      return language == CHUAN_ENGLISH ? units[i].english : units[i].vietnamese;
    }
  }
  return level;
}

/* Published words: they stay as they are when a label for people changes. */
const char *threshold_status_name(chuan_threshold_status status) {
  static const char *const names[] = {"sourced", "unverified", "delegated", "pending"};
  return names[status];
}

const char *data_status_name(chuan_data_status status) {
  static const char *const names[] = {"official", "preliminary", "illustrative"};
  return names[status];
}

void label_decimal(const char *decimal, chuan_language language, char *out, size_t size) {
  size_t length = 0;
  for (; decimal[length] != '\0' && length + 1 < size; length++) {
    out[length] = decimal[length] == '.' && language == CHUAN_VIETNAMESE ? ',' : decimal[length];
  }
  out[length] = '\0';
}

void label_day(int32_t day, chuan_language language, char out[DATE_TEXT_SIZE]) {
  char iso[DATE_TEXT_SIZE];
  date_format(day, iso);
  const char *month = iso + 5, *number = iso + 8; /* YYYY-MM-DD */
  if (language == CHUAN_ENGLISH || iso[0] == '\0')
    snprintf(out, DATE_TEXT_SIZE, "%s", iso);
  else
    snprintf(out, DATE_TEXT_SIZE, "%s/%.*s/%.4s", number + (number[0] == '0'), month[0] == '0' ? 1 : 2,
             month + (month[0] == '0'), iso);
}
