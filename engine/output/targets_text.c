/* What people read of a target: its standing, threshold and value in a few words. */
#include "output/targets_output.h"

#include "output/label.h"

#include <inttypes.h>
#include <string.h>

const char *standing_sign(enum standing standing) {
  static const char *const signs[] = {
      [STANDING_MET] = "✓",       [STANDING_ON_TRACK] = "→", [STANDING_AT_RISK] = "!",
      [STANDING_OFF_TRACK] = "↓", [STANDING_NOT_YET] = "…",  [STANDING_NOT_MET] = "✗",
      [STANDING_LOST] = "✗",      [STANDING_NO_DATA] = "?",  [STANDING_NOT_APPLICABLE] = "–"};
  return signs[standing];
}

enum tint standing_tint(enum standing standing) {
  switch (standing) {
    case STANDING_MET:
    case STANDING_ON_TRACK:
      return TINT_GOOD;
    case STANDING_AT_RISK:
    case STANDING_NO_DATA:
      return TINT_UNSURE;
    case STANDING_OFF_TRACK:
    case STANDING_NOT_MET:
    case STANDING_LOST:
      return TINT_BAD;
    case STANDING_NOT_YET:
      return TINT_NONE;
    case STANDING_NOT_APPLICABLE:
    case STANDING_COUNT:
      break;
  }
  return TINT_FAINT;
}

const char *standing_text(enum standing standing, chuan_language language) {
  static const char *const english[] = {"met",     "on track", "at risk", "off track",     "not yet",
                                        "not met", "lost",     "no data", "not applicable"};
  static const char *const vietnamese[] = {
      "đạt",      "đúng tiến độ",   "có nguy cơ",    "chậm tiến độ", "chưa đạt, còn hạn",
      "chưa đạt", "không giữ được", "thiếu số liệu", "không xét"};
  return language == CHUAN_ENGLISH ? english[standing] : vietnamese[standing];
}

/* Only the sign of percent is short enough to stand beside every number. */
static void add_percent(struct buffer *out, const struct target_result *result) {
  const struct expression *value = result->target->judged.value;
  if (value != NULL && value->unit[0] == '%' && value->unit[1] == '\0') buffer_add_string(out, " %");
}

void text_target_threshold(struct buffer *out, const struct reader *reader,
                           const struct target_result *result) {
  const struct judged *judged = &result->target->judged;
  if (judged->value == NULL) return;
  if (result->threshold == NULL || (judged->threshold_high != NULL && result->threshold_high == NULL)) {
    buffer_add_char(out, '?');
    return;
  }
  const char *sign = text_sign(judged->comparison);
  buffer_add_string(out, sign);
  if (*sign != '\0') buffer_add_char(out, ' ');
  text_rational(out, reader, result->threshold, TEXT_EXACT_PLACES);
  if (result->threshold_high != NULL) {
    buffer_add_string(out, " – ");
    text_rational(out, reader, result->threshold_high, TEXT_EXACT_PLACES);
  }
  add_percent(out, result);
}

static int is_count(const struct expression *value) {
  while (value != NULL && (value->kind == EXPRESSION_DERIVED || value->kind == EXPRESSION_UNVERIFIED))
    value = value->operands[0];
  return value != NULL && value->kind == EXPRESSION_COUNT_OF;
}

void text_target_value(struct buffer *out, const struct reader *reader, const struct target_result *result) {
  const struct measure *answer = target_answer(result);
  if (answer->value != NULL) {
    text_rational(out, reader, answer->value, text_places(answer->value, result->threshold));
  } else if (answer->low != NULL && answer->high != NULL) {
    text_rational(out, reader, answer->low, text_places(answer->low, result->threshold));
    buffer_add_string(out, "–");
    text_rational(out, reader, answer->high, text_places(answer->high, result->threshold));
  } else if (answer->high != NULL || (answer->low != NULL && rational_sign(answer->low) > 0)) {
    const struct rational *end = answer->low != NULL ? answer->low : answer->high;
    buffer_add_string(out, answer->low != NULL ? "≥ " : "≤ ");
    text_rational(out, reader, end, text_places(end, result->threshold));
  } else {
    return;
  }
  if (!result->by_report && result->units_counted > 0 && is_count(result->target->judged.value))
    buffer_format(out, "/%" PRIu64, result->units_counted);
  add_percent(out, result);
}

/* --- why there is no answer -------------------------------------------------------------------------------------- */

/* What stands in the way whatever else comes, before what would come with the next report. */
const struct cause *target_cause(const struct target_result *result) {
  static const enum cause_kind order[] = {CAUSE_PENDING, CAUSE_DELEGATED,       CAUSE_LEVEL_ENDED,
                                          CAUSE_NO_UNIT, CAUSE_UNITS_UNDECIDED, CAUSE_OTHER_YEAR};
  for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
    for (size_t i = 0; i < result->cause_count; i++) {
      if (result->causes[i].kind == order[k]) return &result->causes[i];
    }
  }
  return result->cause_count > 0 ? &result->causes[0] : NULL;
}

void text_target_lack(struct buffer *out, const struct reader *reader, const struct target_result *result) {
  const struct cause *cause = target_cause(result);
  switch (cause != NULL ? cause->kind : CAUSE_MISSING_FACT) {
    case CAUSE_PENDING:
      buffer_add_string(out, text_pick(reader, "not entered yet", "chưa nhập mức"));
      return;
    case CAUSE_DELEGATED:
      buffer_add_string(out, text_pick(reader, "left to the province", "tỉnh chưa quy định"));
      return;
    case CAUSE_LEVEL_ENDED:
      buffer_add_string(out, text_pick(reader, "level has ended", "cấp đã kết thúc"));
      return;
    case CAUSE_NO_UNIT:
      buffer_add_string(out, text_pick(reader, "no unit", "không có đơn vị"));
      return;
    case CAUSE_UNITS_UNDECIDED:
      buffer_format(out,
                    text_pick(reader, "%" PRIu64 "/%" PRIu64 " undecided", "%" PRIu64 "/%" PRIu64 " chưa rõ"),
                    result->units_undecided, result->units_counted);
      return;
    case CAUSE_OTHER_YEAR:
      buffer_format(out, text_pick(reader, "no figure of %d", "thiếu số năm %d"), cause->year);
      return;
    case CAUSE_ZERO_WHOLE:
      buffer_add_string(out, text_pick(reader, "nothing to divide by", "mẫu số bằng 0"));
      return;
    case CAUSE_NO_CASE:
      buffer_add_string(out, text_pick(reader, "no threshold", "không có mức"));
      return;
    case CAUSE_NO_REGISTER:
      buffer_add_string(out, text_pick(reader, "no register", "chưa có sổ công nhận"));
      return;
    case CAUSE_MIXED_PARTS:
      buffer_add_string(out, text_pick(reader, "parts disagree", "các phần khác nhau"));
      return;
    case CAUSE_COMPUTE:
    case CAUSE_GROWTH_BASE:
      buffer_add_string(out, text_pick(reader, "cannot be computed", "không tính được"));
      return;
    case CAUSE_UNIT_ENDED:
      buffer_add_string(out, text_pick(reader, "unit has ended", "đơn vị đã kết thúc"));
      return;
    case CAUSE_MISSING_FACT:
    case CAUSE_KIND_COUNT:
      break;
  }
  buffer_add_string(out, text_pick(reader, "no figures", "thiếu số liệu"));
}

/* --- days and headings ---------------------------------------------------------------------------------------------------- */

void text_standing_counts(struct buffer *out, const struct reader *reader,
                          const size_t counts[STANDING_COUNT]) {
  const char *separator = "";
  for (int s = 0; s < STANDING_COUNT; s++) {
    if (counts[s] == 0) continue;
    buffer_format(out, "%s%zu %s", separator, counts[s], standing_text((enum standing)s, reader->language));
    separator = " · ";
  }
}

void text_target_gone(struct buffer *out, const struct reader *reader, const struct target_result *result) {
  buffer_add_string(out, result->unit.name);
  buffer_add_string(out, text_pick(reader, " ended on ", " kết thúc ngày "));
  text_day(out, reader, result->unit.valid_to);
  for (size_t i = 0; i < result->successor_count; i++) {
    buffer_add_string(out, i > 0 ? ", " : text_pick(reader, " and became part of ", ", nay thuộc "));
    buffer_format(out, "%s (%s)", result->successors[i].name, result->successors[i].code);
  }
  buffer_add_char(out, '.');
}

void text_target_back(struct buffer *out, const struct reader *reader, const struct target_result *result) {
  char day[DATE_TEXT_SIZE];
  date_format(result->unit.valid_to, day);
  buffer_format(
      out,
      text_pick(reader, "Its targets pass to no other unit. Where it stood: --year %.4s, or --as-of %s.",
                "Mục tiêu không chuyển sang đơn vị khác. Xem khi còn đơn vị: --year %.4s, hoặc --as-of %s."),
      day, day);
}

void text_targets_nobody(struct buffer *out, const struct reader *reader, const struct target_list *list) {
  const struct rulebook *rules = list->rulebook;
  const char *separator = "";
  uint32_t asked = 0;
  while (asked < rules->target_count && !target_is_asked(list, rules->targets[asked])) asked++;
  if (asked == rules->target_count && list->task != NULL) {
    buffer_format(
        out,
        text_pick(reader, "No target asked for belongs to task %s; `tasks` shows what else serves it.",
                  "Không có mục tiêu nào được hỏi thuộc nhiệm vụ %s; `tasks` cho thấy điều khác phục vụ "
                  "nhiệm vụ ấy."),
        list->task);
    return;
  }
  buffer_add_string(out, text_pick(reader, "Nothing to judge on ", "Không có gì để xét vào ngày "));
  text_day(out, reader, list->moment.as_of);
  buffer_add_string(out, text_pick(reader, ": these targets are about ", ": các mục tiêu này giao cho "));
  for (uint32_t i = 0; i < rules->target_count; i++) {
    const struct target *target = rules->targets[i];
    uint32_t first = 0;
    if (!target_is_asked(list, target)) continue;
    while (!target_is_asked(list, rules->targets[first]) ||
           strcmp(rules->targets[first]->judged.level, target->judged.level) != 0 ||
           strcmp(rules->targets[first]->unit, target->unit) != 0) {
      first++;
    }
    if (first != i) continue;
    buffer_format(out, "%s%s%s%s", separator, target->judged.level, *target->unit != '\0' ? " " : "",
                  target->unit);
    separator = ", ";
  }
  buffer_add_string(
      out, list->one_unit ? text_pick(reader, ", not about the unit named.", ", không phải đơn vị nêu trên.")
                          : text_pick(reader, ", and no such unit is there then.",
                                      ", mà ngày đó không có đơn vị như vậy."));
}

void text_day(struct buffer *out, const struct reader *reader, int32_t day) {
  char text[DATE_TEXT_SIZE];
  label_day(day, reader->language, text);
  buffer_add_string(out, text);
}

void text_target_unit(struct buffer *out, const struct reader *reader, const struct target_result *result) {
  const struct unit *unit = &result->unit;
  const struct moment *moment = &result->moment;
  buffer_add_string(out, unit->name);
  buffer_format(out, " (%s) · %d", unit->code, moment->year);
  if (moment->as_of == date_of(moment->year, 12, 31)) return;
  buffer_add_string(out, text_pick(reader, ", as of ", ", tính đến ngày "));
  text_day(out, reader, moment->as_of);
}
