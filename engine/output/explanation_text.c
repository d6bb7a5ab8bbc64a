/* Sentences for people: numbers, demands, causes, remedies. Formulas are in formula_text.c. */
#include "output/explanation_text.h"

#include "base/date.h"
#include "base/decimal.h"
#include "output/label.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

const char *text_pick(const struct reader *reader, const char *english, const char *vietnamese) {
  return reader->language == CHUAN_ENGLISH ? english : vietnamese;
}

/* --- numbers ---------------------------------------------------------------------------------------------- */

void text_decimal(struct buffer *out, const struct reader *reader, const char *decimal) {
  size_t digits = 0;
  int vietnamese = reader->language == CHUAN_VIETNAMESE;
  if (*decimal == '-') {
    buffer_add_string(out, "−");
    decimal++;
  }
  while (isdigit((unsigned char)decimal[digits])) digits++;
  for (size_t i = 0; i < digits; i++) {
    if (i > 0 && (digits - i) % 3 == 0) buffer_add_char(out, vietnamese ? '.' : ',');
    buffer_add_char(out, decimal[i]);
  }
  if (decimal[digits] != '.') return;
  buffer_add_char(out, vietnamese ? ',' : '.');
  buffer_add_string(out, decimal + digits + 1);
}

void text_rational(struct buffer *out, const struct reader *reader, const struct rational *number,
                   unsigned places) {
  char text[400];
  rational_format(number, places, text, sizeof text);
  text_decimal(out, reader, text);
}

unsigned text_places(const struct rational *value, const struct rational *threshold) {
  unsigned places = TEXT_DISPLAY_PLACES;
  if (value == NULL || threshold == NULL) return places;
  int side = rational_compare(value, threshold);
  for (; places < TEXT_EXACT_PLACES; places++) {
    struct rational shown;
    rational_round(&shown, value, places);
    int shown_side = rational_compare(&shown, threshold);
    if ((side > 0) == (shown_side > 0) && (side < 0) == (shown_side < 0)) break;
  }
  return places;
}

unsigned text_question_places(const struct explanation_node *node) {
  const struct rational *low = node->threshold != NULL ? node->threshold->number : NULL;
  const struct rational *high = node->threshold_high != NULL ? node->threshold_high->number : NULL;
  const struct rational *value = node->value->number;
  int above = high != NULL && value != NULL && (low == NULL || rational_compare(value, low) > 0);
  return text_places(value, above ? high : low);
}

void text_fact_value(struct buffer *out, const struct reader *reader, const struct fact *fact,
                     int64_t value) {
  char text[DECIMAL_TEXT_SIZE];
  if (value == DECIMAL_MISSING) {
    buffer_add_char(out, '?');
  } else if (fact->kind == FACT_YES_NO) {
    buffer_add_string(out, label_text(value == 1 ? LABEL_YES : LABEL_NO, reader->language));
  } else if (fact->kind == FACT_CHOICE) {
    buffer_add_string(out, value >= 0 && value < (int64_t)fact->choice_count
                               ? rulebook_word(reader->rulebook, fact->choices[value], reader->language)
                               : "?");
  } else {
    decimal_format_short(value, fact->places, text);
    text_decimal(out, reader, text);
  }
}

void text_unit(struct buffer *out, const struct reader *reader, const char *unit) {
  if (unit == NULL || unit[0] == '\0') return;
  buffer_add_char(out, ' ');
  buffer_add_string(out, rulebook_word(reader->rulebook, unit, reader->language));
}

/* --- what is asked for --------------------------------------------------------------------------------------- */

/* A threshold, or why there is none. */
static void add_threshold(struct buffer *out, const struct reader *reader,
                          const struct explanation_term *threshold, const char *unit) {
  if (!threshold->missing) {
    text_value(out, reader, threshold, TEXT_EXACT_PLACES);
    if (threshold->number != NULL && threshold->expression->unit[0] == '\0') text_unit(out, reader, unit);
  } else {
    buffer_add_string(out, "?");
  }
}

/* English before, Vietnamese before and after: "at least 55", "từ 55 trở lên". */
struct phrase {
  const char *english, *vietnamese, *vietnamese_after;
};

static struct phrase phrase_of(enum expression_kind kind, int is_number) {
  switch (kind) {
    case EXPRESSION_AT_LEAST:
      return (struct phrase){"at least ", "từ ", " trở lên"};
    case EXPRESSION_AT_MOST:
      return (struct phrase){"at most ", "không quá ", ""};
    case EXPRESSION_MORE_THAN:
      return (struct phrase){"more than ", "trên ", ""};
    case EXPRESSION_LESS_THAN:
      return (struct phrase){"less than ", "dưới ", ""};
    default:
      return is_number ? (struct phrase){"exactly ", "đúng bằng ", ""} : (struct phrase){"", "là ", ""};
  }
}

static void add_choices(struct buffer *out, const struct reader *reader, const struct expression *one_of) {
  for (uint32_t i = 1; i < one_of->operand_count; i++) {
    const struct expression *choice = one_of->operands[i];
    while (choice->kind == EXPRESSION_UNVERIFIED || choice->kind == EXPRESSION_DERIVED)
      choice = choice->operands[0];
    if (i > 1)
      buffer_add_string(out, i + 1 == one_of->operand_count ? text_pick(reader, " or ", " hoặc ") : ", ");
    if (choice->kind == EXPRESSION_NUMBER) text_decimal(out, reader, choice->as.number.text);
    if (choice->kind == EXPRESSION_CHOICE && choice->type == TYPE_CHOICE) {
      buffer_add_string(
          out, rulebook_word(reader->rulebook, choice->choices[choice->as.choice_index], reader->language));
    }
  }
}

void text_demand(struct buffer *out, const struct reader *reader, const struct explanation_node *node) {
  const char *unit = node->value != NULL ? node->value->expression->unit : "";
  switch (node->test->kind) {
    case EXPRESSION_IS_TRUE:
      buffer_add_string(out, label_text(LABEL_YES, reader->language));
      return;
    case EXPRESSION_KNOWN:
      buffer_add_string(out, text_pick(reader, "must be known", "phải có số liệu"));
      return;
    case EXPRESSION_ONE_OF:
      add_choices(out, reader, node->test);
      return;
    case EXPRESSION_BETWEEN:
      buffer_add_string(out, text_pick(reader, "between ", "từ "));
      add_threshold(out, reader, node->threshold, unit);
      buffer_add_string(out, text_pick(reader, " and ", " đến "));
      add_threshold(out, reader, node->threshold_high, unit);
      return;
    default:
      break;
  }
  if (node->threshold == NULL || node->value == NULL) return;
  struct phrase phrase = phrase_of(node->test->kind, node->value->expression->type == TYPE_NUMBER);
  buffer_add_string(out, text_pick(reader, phrase.english, phrase.vietnamese));
  add_threshold(out, reader, node->threshold, unit);
  buffer_add_string(out, text_pick(reader, "", phrase.vietnamese_after));
}

/* --- causes ---------------------------------------------------------------------------------------------------- */

static const char *fact_name(const struct fact *fact, const struct reader *reader) {
  return names_pick(&fact->name, reader->language);
}

static void add_place_in_brackets(struct buffer *out, const struct expression *expression) {
  if (expression->place.file == NULL) return;
  buffer_add_string(out, " (");
  text_place(out, &expression->place);
  buffer_add_char(out, ')');
}

static void add_names(struct buffer *out, const struct reader *reader, const struct expression *expression) {
  struct explanation_term bare = {.expression = expression, .missing = 1, .taken = UINT32_MAX};
  text_names(out, reader, &bare);
}

static void add_no_case(struct buffer *out, const struct reader *reader, const struct expression *expression,
                        int year) {
  if (expression->kind == EXPRESSION_FROM_YEAR) {
    buffer_format(
        out, text_pick(reader, "the rules have no threshold for %d yet", "quy tắc chưa có mức cho năm %d"),
        year);
    return;
  }
  if (expression->kind == EXPRESSION_AMENDED) {
    buffer_add_string(
        out, text_pick(reader, "the text had not been issued on that day", "ngày đó văn bản chưa ban hành"));
    return;
  }
  buffer_add_string(out, text_pick(reader, "the rules have no threshold for this case of ",
                                   "quy tắc không có mức cho trường hợp này của "));
  add_names(out, reader, expression->operands[0]);
}

void text_cause(struct buffer *out, const struct reader *reader, const struct cause *cause, int year) {
  char day[DATE_TEXT_SIZE];
  switch (cause->kind) {
    case CAUSE_MISSING_FACT:
      buffer_format(out, text_pick(reader, "no figure for %d: ", "chưa có số liệu năm %d: "), year);
      buffer_add_string(out, fact_name(cause->fact, reader));
      buffer_add_string(out, " (");
      buffer_add_string(out, cause->fact->id);
      buffer_add_char(out, ')');
      return;
    case CAUSE_ZERO_WHOLE:
      buffer_add_string(out, text_pick(reader, "division by zero: ", "chia cho 0: "));
      add_names(out, reader, cause->expression->operands[1]);
      buffer_add_string(out, " = 0");
      return;
    case CAUSE_PENDING:
      buffer_add_string(out, text_pick(reader, "the text sets a threshold that is not entered yet",
                                       "văn bản có quy định mức nhưng chưa nhập vào quy tắc"));
      return;
    case CAUSE_DELEGATED:
      buffer_add_string(out,
                        text_pick(reader, "the threshold is left to the province, which has not set it here",
                                  "mức giao cho tỉnh quy định, quy tắc này chưa có"));
      return;
    case CAUSE_NO_CASE:
      add_no_case(out, reader, cause->expression, year);
      return;
    case CAUSE_COMPUTE:
      buffer_add_string(out, text_pick(reader, "the compute function gave no usable result",
                                       "hàm compute không cho kết quả dùng được"));
      if (cause->message != NULL) {
        buffer_add_string(out, ": ");
        buffer_add_string(out, cause->message);
      } else {
        add_place_in_brackets(out, cause->expression);
      }
      return;
    case CAUSE_NO_UNIT:
      buffer_add_string(out,
                        text_pick(reader, "there is no unit to count: ", "không có đơn vị nào để tính: "));
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_LEVEL_ENDED:
      label_day(cause->day, reader->language, day);
      buffer_format(out,
                    text_pick(reader, "the level ended on %s, there is no unit of it any more: ",
                              "cấp này kết thúc ngày %s, không còn đơn vị nào: "),
                    day);
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_UNITS_UNDECIDED:
      buffer_add_string(out, text_pick(reader, "units without data could still turn it: ",
                                       "các đơn vị chưa đủ số liệu còn có thể làm thay đổi kết quả: "));
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_OTHER_YEAR:
      buffer_format(out, text_pick(reader, "no value for %d: ", "chưa có giá trị năm %d: "), cause->year);
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_NO_REGISTER:
      buffer_add_string(out, text_pick(reader, "no recognition under this standard was ever loaded: ",
                                       "chưa nạp danh sách công nhận nào theo bộ tiêu chí này: "));
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_MIXED_PARTS:
      buffer_add_string(out, text_pick(reader, "the parts the unit was made of do not agree: ",
                                       "các phần hợp thành đơn vị không giống nhau: "));
      if (cause->fact != NULL) {
        buffer_add_string(out, fact_name(cause->fact, reader));
      } else {
        add_names(out, reader, cause->expression);
      }
      return;
    case CAUSE_GROWTH_BASE:
      buffer_add_string(out, text_pick(reader, "growth needs a base above zero and at least one year: ",
                                       "tính tốc độ tăng cần mốc lớn hơn 0 và ít nhất một năm: "));
      add_names(out, reader, cause->expression);
      return;
    case CAUSE_UNIT_ENDED:
      label_day(cause->day, reader->language, day);
      buffer_format(out, text_pick(reader, "the unit ended on %s", "đơn vị này kết thúc ngày %s"), day);
      return;
    case CAUSE_KIND_COUNT:
      return;
  }
}

/* --- remedies ---------------------------------------------------------------------------------------------------- */

static void add_change(struct buffer *out, const struct reader *reader, const struct remedy *remedy) {
  buffer_add_string(out, fact_name(remedy->fact, reader));
  buffer_add_string(out, " (");
  text_fact_value(out, reader, remedy->fact, remedy->from);
  buffer_add_string(out, " → ");
  text_fact_value(out, reader, remedy->fact, remedy->to);
  buffer_add_char(out, ')');
}

/* From 87 % to 90 % is 3 points. */
static void add_distance_unit(struct buffer *out, const struct reader *reader, const struct fact *fact) {
  text_unit(out, reader,
            strcmp(fact->unit, "%") == 0 ? text_pick(reader, "points", "điểm phần trăm") : fact->unit);
}

void text_remedy(struct buffer *out, const struct reader *reader, const struct remedy *remedy) {
  const struct fact *fact = remedy->fact;
  if (fact->kind == FACT_YES_NO || fact->kind == FACT_CHOICE) {
    add_change(out, reader, remedy);
    return;
  }
  int more = remedy->to > remedy->from;
  int64_t distance = more ? remedy->to - remedy->from : remedy->from - remedy->to;
  if (reader->language == CHUAN_ENGLISH) {
    buffer_add_string(out, "at least ");
    text_fact_value(out, reader, fact, distance);
    if (fact->kind == FACT_AMOUNT) add_distance_unit(out, reader, fact);
    buffer_add_string(out, more ? " more " : fact->kind == FACT_COUNT ? " fewer " : " less ");
  } else {
    buffer_add_string(out, more ? "thêm ít nhất " : "giảm ít nhất ");
    text_fact_value(out, reader, fact, distance);
    add_distance_unit(out, reader, fact);
    buffer_add_string(out, ": ");
  }
  add_change(out, reader, remedy);
}

/* --- records ------------------------------------------------------------------------------------------------------ */

static const char *combination_title(enum expression_kind kind, const struct reader *reader) {
  switch (kind) {
    case EXPRESSION_ALL:
      return text_pick(reader, "all of these", "tất cả các điều kiện sau");
    case EXPRESSION_ANY:
      return text_pick(reader, "any of these", "một trong các điều kiện sau");
    case EXPRESSION_NONE:
      return text_pick(reader, "none of these", "không có điều kiện nào sau đây");
    case EXPRESSION_EVERY_CRITERION:
      return text_pick(reader, "every criterion", "mọi tiêu chí");
    default:
      return text_pick(reader, "a condition", "điều kiện");
  }
}

void text_title(struct buffer *out, const struct reader *reader, const struct explanation_node *node) {
  if (node->judged != NULL) {
    if (node->judged->kind != JUDGED_STANDARD) {
      buffer_add_string(out, node->judged->id);
      buffer_add_char(out, ' ');
    }
    buffer_add_string(out, names_pick(&node->judged->name, reader->language));
  } else if (node->derived != NULL) {
    buffer_add_string(out, names_pick(&node->derived->name, reader->language));
  } else if (node->test->kind == EXPRESSION_AT_LEAST_N) {
    buffer_format(out, text_pick(reader, "at least %u of these", "ít nhất %u trong các điều kiện sau"),
                  node->test->as.n);
  } else if (node->value != NULL) {
    text_names(out, reader, node->value);
  } else if (expression_is_outside(node->test->kind)) {
    add_names(out, reader, node->test);
  } else {
    buffer_add_string(out, combination_title(node->test->kind, reader));
  }
}

const struct source *text_origin(const struct explanation_node *node, const struct judged *judged) {
  if (node->overlay != NULL) return node->overlay->source;
  return judged != NULL ? judged->source : NULL;
}

void text_source(struct buffer *out, const struct source *source) {
  buffer_add_string(out, source->document->id);
  if (source->document->date[0] != '\0') {
    buffer_add_string(out, " (");
    buffer_add_string(out, source->document->date);
    buffer_add_char(out, ')');
  }
  if (source->item[0] == '\0') return;
  buffer_add_string(out, ", ");
  buffer_add_string(out, source->item);
}

const char *text_confidence_word(chuan_confidence confidence) {
  switch (confidence) {
    case CHUAN_CONFIDENCE_HIGH:
      return "high";
    case CHUAN_CONFIDENCE_MEDIUM:
      return "medium";
    case CHUAN_CONFIDENCE_LOW:
      return "low";
    case CHUAN_CONFIDENCE_UNSAID:
      break;
  }
  return "";
}

const char *text_confidence(const struct reader *reader, chuan_confidence confidence) {
  static const char *const vietnamese[] = {"", "cao", "trung bình", "thấp"};
  const char *word = text_confidence_word(confidence);
  return *word ? text_pick(reader, word, vietnamese[confidence]) : "";
}

void text_place(struct buffer *out, const struct place *place) {
  if (place->file == NULL || place->file[0] == '\0') return;
  buffer_add_string(out, place->file);
  if (place->line > 0) buffer_format(out, ":%" PRIu32, place->line);
}
