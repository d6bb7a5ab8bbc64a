/* What a question read from elsewhere, on a terminal: units by name, those that decide first; other years; the unit above;
 * the decision in the register; and what of it would be enough. */
#include "output/explanation_sheet.h"

#include "base/date.h"
#include "base/decimal.h"
#include "output/label.h"

#include <inttypes.h>

#define UNDECIDED_SHOWN 20u /* of one reason */
#define REASONS_SHOWN 10u
#define FAILING_SHOWN 10u
#define COUNTING_SHOWN 60u
#define CRITERIA_SHOWN 6u

static struct buffer *text_of(struct sheet *sheet) {
  return &sheet->outline.text;
}

/* --- how many ---------------------------------------------------------------------------------------------------------- */

const char *text_part(const struct reader *reader, enum member_part part, int is_test) {
  switch (part) {
    case MEMBER_COUNTS:
      return is_test ? text_pick(reader, "count", "được tính")
                     : text_pick(reader, "have a value", "có giá trị");
    case MEMBER_FAILS:
      return text_pick(reader, "do not", "không được tính");
    case MEMBER_UNDECIDED:
      return text_pick(reader, "undecided", "chưa kết luận được");
    case MEMBER_UNASKED:
      return text_pick(reader, "not asked", "không xét");
    case MEMBER_OUT:
      break;
  }
  return text_pick(reader, "outside", "nằm ngoài");
}

static int is_test(const struct explanation_around *around) {
  return around->expression->operands[0]->type == TYPE_TEST;
}

/* "47 xã: 33 được tính, 12 không được tính, 2 chưa kết luận được". */
static void counts_line(struct sheet *sheet, const struct explanation_around *around, unsigned indent) {
  static const enum member_part order[EXPLANATION_PARTS] = {MEMBER_COUNTS, MEMBER_FAILS, MEMBER_UNDECIDED,
                                                            MEMBER_UNASKED, MEMBER_OUT};
  const char *between = ": ";
  if (around->unit_count == 0) return; /* the cause says so */
  if (sheet->language == CHUAN_ENGLISH) {
    buffer_format(text_of(sheet), "%s, %zu in all", label_units(around->level, CHUAN_ENGLISH),
                  around->unit_count);
  } else {
    buffer_format(text_of(sheet), "%zu %s", around->unit_count, label_units(around->level, CHUAN_VIETNAMESE));
  }
  for (size_t i = 0; i < EXPLANATION_PARTS; i++) {
    if (around->parts[order[i]] == 0) continue;
    buffer_format(text_of(sheet), "%s%" PRIu64 " %s", between, around->parts[order[i]],
                  text_part(&sheet->reader, order[i], is_test(around)));
    between = ", ";
  }
  sheet_line(sheet, indent, TINT_NONE);
}

/* Whether what is open decides: said where something is. */
static void bounds_line(struct sheet *sheet, const struct explanation_node *node,
                        const struct explanation_around *around, unsigned indent) {
  const struct explanation_term *value = around->value;
  if (value == NULL || !value->missing || (value->low == NULL && value->high == NULL)) return;
  sheet_say(sheet, sheet_pick(sheet, "comes to ", "kết quả: "));
  text_range(text_of(sheet), &sheet->reader, value, TEXT_DISPLAY_PLACES);
  text_unit(text_of(sheet), &sheet->reader, value->expression->unit);
  sheet_say(sheet, node->verdict == CHUAN_NO_DATA
                       ? sheet_pick(sheet, ": what is open could still turn it",
                                    ": phần còn thiếu có thể đổi kết quả")
                       : sheet_pick(sheet, ": decided, whatever the missing reports say",
                                    ": đã kết luận được, dù số còn thiếu thế nào"));
  sheet_line(sheet, indent, TINT_NONE);
}

/* --- what would be enough ------------------------------------------------------------------------------------------------ */

void text_need(struct buffer *out, const struct reader *reader, const struct explanation_around *around,
               const struct explanation_need *need) {
  const char *units = label_units(around->level, reader->language);
  uint64_t undecided = around->parts[MEMBER_UNDECIDED];
  if (need->amount != NULL) {
    buffer_add_string(out, need->fewer ? text_pick(reader, "at least ", "giảm ít nhất ")
                                       : text_pick(reader, "at least ", "thêm ít nhất "));
    text_rational(out, reader, need->amount, TEXT_EXACT_PLACES);
    text_unit(out, reader, around->expression->unit);
    buffer_add_string(out,
                      need->fewer ? text_pick(reader, " less: ", ": ") : text_pick(reader, " more: ", ": "));
    text_names(out, reader, around->value);
  } else if (need->against > 0 && !need->fewer) {
    buffer_format(out,
                  text_pick(reader,
                            "%" PRIu64 " of the undecided %" PRIu64 " %s must count; not met once %" PRIu64
                            " of them fail",
                            "%" PRIu64 " trong %" PRIu64
                            " %s chưa kết luận được phải được tính; chưa đạt nếu từ %" PRIu64
                            " trong số đó không được tính"),
                  need->units, undecided, units, need->against);
  } else if (need->against > 0) {
    buffer_format(
        out,
        text_pick(reader,
                  "%" PRIu64 " of the undecided %" PRIu64 " %s must not count; not met once %" PRIu64
                  " of them do",
                  "%" PRIu64 " trong %" PRIu64
                  " %s chưa kết luận được phải nằm ngoài; chưa đạt nếu từ %" PRIu64 " trong số đó được tính"),
        need->units, undecided, units, need->against);
  } else {
    buffer_format(out,
                  need->fewer ? text_pick(reader, "at least %" PRIu64 " fewer of the %s that count",
                                          "bớt ít nhất %" PRIu64 " %s được tính")
                              : text_pick(reader, "at least %" PRIu64 " more of the %s must count",
                                          "thêm ít nhất %" PRIu64 " %s được tính"),
                  need->units, units);
  }
}

static void need_line(struct sheet *sheet, const struct explanation_around *around,
                      const struct explanation_need *need, unsigned indent) {
  if (need == NULL) return;
  sheet_say(sheet, sheet_pick(sheet, "to be met: ", "để đạt: "));
  text_need(text_of(sheet), &sheet->reader, around, need);
  outline_line(&sheet->outline, indent, "→", TINT_STRONG, TINT_STRONG);
}

/* --- unit by unit ---------------------------------------------------------------------------------------------------- */

static void say_unit(struct sheet *sheet, const struct explanation_unit *unit) {
  sheet_say(sheet, unit->name);
  sheet_say(sheet, " (");
  sheet_say(sheet, unit->code);
  sheet_say(sheet, ")");
}

static int same_cause(const struct explanation_unit *a, const struct explanation_unit *b) {
  if (a->cause_count == 0 || b->cause_count == 0) return a->cause_count == b->cause_count;
  const struct cause *one = a->causes, *other = b->causes;
  return one->kind == other->kind && one->fact == other->fact && one->expression == other->expression;
}

/* Undecided for a reason that one further up gave already. */
static int told_already(const struct explanation_around *around, size_t unit) {
  for (size_t i = 0; i < unit; i++) {
    if (around->units[i].part == MEMBER_UNDECIDED && same_cause(&around->units[i], &around->units[unit]))
      return 1;
  }
  return 0;
}

/* What the first of them lacks, then all that lack it. */
static void undecided_line(struct sheet *sheet, const struct explanation_around *around, size_t first,
                           unsigned indent) {
  const struct explanation_unit *lead = &around->units[first];
  size_t shown = 0, all = 0, more = lead->cause_count;
  if (lead->cause_count > 0)
    text_cause(text_of(sheet), &sheet->reader, &lead->causes[0], around->moment.year);
  for (size_t i = first; i < around->unit_count; i++) {
    const struct explanation_unit *unit = &around->units[i];
    if (unit->part == MEMBER_UNDECIDED && same_cause(lead, unit) && unit->cause_count != more) more = 0;
  }
  if (more > 1)
    buffer_format(text_of(sheet), sheet_pick(sheet, ", and %zu more", ", và %zu điều khác"), more - 1);
  if (more == 0 && lead->cause_count > 0) sheet_say(sheet, sheet_pick(sheet, ", and more", ", và điều khác"));
  for (size_t i = first; i < around->unit_count; i++) {
    const struct explanation_unit *unit = &around->units[i];
    if (unit->part != MEMBER_UNDECIDED || !same_cause(lead, unit) || all++ >= UNDECIDED_SHOWN) continue;
    sheet_say(sheet, shown++ > 0 ? ", " : lead->cause_count > 0 ? " — " : "");
    say_unit(sheet, unit);
  }
  if (all > shown)
    buffer_format(text_of(sheet), sheet_pick(sheet, " and %zu more", " và %zu đơn vị khác"), all - shown);
  outline_line(&sheet->outline, indent, "?", TINT_UNSURE, TINT_NONE);
}

void text_failing(struct buffer *out, const struct reader *reader, const struct explanation_around *around,
                  const struct explanation_unit *unit) {
  if (unit->failing_count == 0) return;
  const char *words = unit->failing[0]->kind == JUDGED_CRITERION
                          ? text_pick(reader, "criteria", "tiêu chí")
                          : text_pick(reader, "indicators", "chỉ tiêu");
  buffer_format(out, text_pick(reader, "%zu %s not met: ", "%zu %s chưa đạt: "), unit->failing_count, words);
  for (size_t i = 0; i < unit->failing_count; i++) {
    if (i >= CRITERIA_SHOWN) {
      buffer_add_string(out, ", …");
      break;
    }
    if (i > 0) buffer_add_string(out, ", ");
    const struct judged *judged = unit->failing[i]; /* of another standard, its id alone does not say which */
    buffer_add_string(out, judged->parent == around->standard ? judged->id : judged->path);
  }
  if (unit->failing_indicators > unit->failing_count) {
    buffer_format(out, text_pick(reader, " (%" PRIu32 " indicators)", " (%" PRIu32 " chỉ tiêu)"),
                  unit->failing_indicators);
  }
}

static void failing_line(struct sheet *sheet, const struct explanation_around *around,
                         const struct explanation_unit *unit, unsigned indent) {
  say_unit(sheet, unit);
  if (unit->exempt)
    sheet_say(sheet, sheet_pick(sheet, ": the criteria do not apply to it",
                                ": không thuộc diện xét các tiêu chí này"));
  if (unit->failing_count > 0) sheet_say(sheet, ": ");
  text_failing(text_of(sheet), &sheet->reader, around, unit);
  if (unit->open_count > 0) {
    buffer_format(text_of(sheet),
                  sheet_pick(sheet, ", %" PRIu32 " without data", ", %" PRIu32 " thiếu số liệu"),
                  unit->open_count);
  }
  outline_line(&sheet->outline, indent, "✗", TINT_BAD, TINT_NONE);
}

static void more_line(struct sheet *sheet, uint64_t rest, unsigned indent) {
  if (rest == 0) return;
  buffer_format(text_of(sheet), sheet_pick(sheet, "and %" PRIu64 " more", "và %" PRIu64 " đơn vị khác"),
                rest);
  sheet_line(sheet, indent, TINT_FAINT);
}

/* Those of a part, `recognised` or not (-1: either), in one line. */
static void names_line(struct sheet *sheet, const struct explanation_around *around, enum member_part part,
                       int recognised, const char *lead, unsigned indent) {
  size_t shown = 0, all = 0;
  for (size_t i = 0; i < around->unit_count; i++) {
    const struct explanation_unit *unit = &around->units[i];
    if (unit->part != part || (recognised >= 0 && recognised != (unit->recognition != NULL))) continue;
    if (all++ >= COUNTING_SHOWN) continue;
    sheet_say(sheet, shown++ == 0 ? lead : ", ");
    say_unit(sheet, unit);
    if (unit->value == NULL) continue;
    sheet_say(sheet, " ");
    text_rational(text_of(sheet), &sheet->reader, unit->value, TEXT_DISPLAY_PLACES);
  }
  if (all > shown)
    buffer_format(text_of(sheet), sheet_pick(sheet, " and %zu more", " và %zu đơn vị khác"), all - shown);
  if (shown > 0) sheet_line(sheet, indent, TINT_FAINT);
}

static int any_recognised(const struct explanation_around *around) {
  for (size_t i = 0; i < around->unit_count; i++) {
    if (around->units[i].recognition != NULL) return 1;
  }
  return 0;
}

/* One by one, the nearest first. */
static void nearest_lines(struct sheet *sheet, const struct explanation_around *around, enum member_part part,
                          unsigned indent) {
  uint64_t count = 0;
  for (size_t i = 0; i < around->unit_count; i++) {
    const struct explanation_unit *unit = &around->units[i];
    if (unit->part == part && count++ < FAILING_SHOWN) failing_line(sheet, around, unit, indent);
  }
  more_line(sheet, count > FAILING_SHOWN ? count - FAILING_SHOWN : 0, indent);
}

static void unit_lines(struct sheet *sheet, const struct explanation_around *around,
                       const struct explanation_need *need, unsigned indent) {
  uint64_t reasons = 0;
  for (size_t i = 0; i < around->unit_count && reasons <= REASONS_SHOWN; i++) {
    if (around->units[i].part != MEMBER_UNDECIDED || told_already(around, i)) continue;
    if (reasons++ < REASONS_SHOWN) {
      undecided_line(sheet, around, i, indent);
    } else {
      sheet_say(sheet,
                sheet_pick(sheet, "and others, for other reasons", "và các đơn vị khác, vì lý do khác"));
      sheet_line(sheet, indent, TINT_FAINT);
    }
  }
  if (need != NULL && need->fewer && is_test(around)) { /* the others are as they should be */
    nearest_lines(sheet, around, MEMBER_COUNTS, indent);
    names_line(sheet, around, MEMBER_FAILS, -1, sheet_pick(sheet, "do not: ", "không được tính: "), indent);
    return;
  }
  nearest_lines(sheet, around, MEMBER_FAILS, indent);
  if (any_recognised(around)) {
    names_line(sheet, around, MEMBER_COUNTS, 1, sheet_pick(sheet, "recognised: ", "đã được công nhận: "),
               indent);
    names_line(sheet, around, MEMBER_COUNTS, 0, sheet_pick(sheet, "by their figures: ", "theo số liệu: "),
               indent);
  } else {
    names_line(sheet, around, MEMBER_COUNTS, -1,
               is_test(around) ? sheet_pick(sheet, "count: ", "được tính: ")
                               : sheet_pick(sheet, "values: ", "giá trị: "),
               indent);
  }
  names_line(sheet, around, MEMBER_UNASKED, -1, sheet_pick(sheet, "not asked: ", "không xét: "), indent);
  names_line(sheet, around, MEMBER_OUT, -1, sheet_pick(sheet, "outside: ", "nằm ngoài: "), indent);
}

/* --- the others --------------------------------------------------------------------------------------------------------- */

void text_recognition(struct buffer *out, const struct reader *reader,
                      const struct recognition *recognition) {
  char day[DATE_TEXT_SIZE];
  if (recognition == NULL) {
    buffer_add_string(out, text_pick(reader, "no decision in force", "không có quyết định còn hiệu lực"));
    return;
  }
  buffer_add_string(out, recognition->decision[0] != '\0'
                             ? recognition->decision
                             : text_pick(reader, "decision not named", "chưa rõ số quyết định"));
  label_day(recognition->decided_on, reader->language, day);
  if (day[0] != '\0') {
    buffer_format(out, recognition->by_latest ? text_pick(reader, " (by %s)", " (chậm nhất %s)") : " (%s)",
                  day);
  }
  label_day(recognition->revoked_on, reader->language, day);
  if (day[0] != '\0') buffer_format(out, text_pick(reader, ", revoked on %s", ", thu hồi ngày %s"), day);
  if (recognition->status != CHUAN_OFFICIAL) {
    buffer_add_string(out, " · ");
    buffer_add_string(out, label_text(label_data_status(recognition->status), reader->language));
  }
}

/* "Hộ nghèo năm 2020 = 1 234". */
static void heading_line(struct sheet *sheet, const struct explanation_around *around, unsigned indent) {
  text_names(text_of(sheet), &sheet->reader, around->value);
  if (around->unit[0] != '\0') {
    sheet_say(sheet, " · ");
    sheet_say(sheet, around->unit_name);
    sheet_say(sheet, " (");
    sheet_say(sheet, around->unit);
    sheet_say(sheet, ")");
  }
  if (around->expression->kind == EXPRESSION_RECOGNISED) {
    sheet_say(sheet, ": ");
    text_recognition(text_of(sheet), &sheet->reader, around->recognition);
  } else {
    sheet_say(sheet, " = ");
    text_value(text_of(sheet), &sheet->reader, around->value, TEXT_DISPLAY_PLACES);
  }
  sheet_line(sheet, indent, TINT_NONE);
}

static void write_around(struct sheet *sheet, const struct explanation_node *node,
                         const struct explanation_around *around, const struct explanation_need *need,
                         int alone, unsigned indent) {
  int aggregate = expression_is_aggregate(around->expression->kind);
  if (around->value == NULL) return;
  if (!alone || !aggregate) {
    heading_line(sheet, around, indent);
    indent += INDENT;
  }
  if (aggregate) {
    counts_line(sheet, around, indent);
    if (alone) bounds_line(sheet, node, around, indent);
    need_line(sheet, around, need, indent);
    if (!sheet->compact) unit_lines(sheet, around, need, indent);
    return;
  }
  if (sheet->compact) return;
  figure_lines(sheet, around->figures, around->figure_count, indent);
  missing_lines(sheet, around->figures, around->figure_count, indent);
  for (size_t i = 0; i < around->around_count; i++)
    write_around(sheet, node, around->around[i], NULL, 0, indent);
}

void around_lines(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->around_count; i++) {
    const struct explanation_need *need = node->needs != NULL ? node->needs[i] : NULL;
    write_around(sheet, node, node->around[i], need, node->around_count == 1, indent);
  }
}
