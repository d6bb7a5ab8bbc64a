/* An explanation on a terminal: the verdict, then down to what decides, each question with its formula, its
 * threshold and where that comes from, its figures and where they come from, and what would turn it. */
#include "output/explanation_output.h"

#include "base/date.h"
#include "output/evaluation_output.h"
#include "output/explanation_sheet.h"
#include "output/label.h"

#include <inttypes.h>

#define DEPTH_SHOWN 40u /* indentation stops there; the text goes on */

static struct buffer *text_of(struct sheet *sheet) {
  return &sheet->outline.text;
}

void sheet_say(struct sheet *sheet, const char *text) {
  buffer_add_string(text_of(sheet), text);
}

const char *sheet_pick(const struct sheet *sheet, const char *english, const char *vietnamese) {
  return text_pick(&sheet->reader, english, vietnamese);
}

void sheet_line(struct sheet *sheet, unsigned indent, enum tint tint) {
  outline_line(&sheet->outline, indent, "", TINT_NONE, tint);
}

/* --- a question ------------------------------------------------------------------------------------------------ */

static void say_formula(struct sheet *sheet, const struct explanation_node *node) {
  text_formula(text_of(sheet), &sheet->reader, node->value, text_question_places(node));
  if (node->near_threshold && node->judged != NULL)
    sheet_say(sheet, sheet_pick(sheet, " (close to the threshold)", " (sát mức phải đạt)"));
}

/* "mức phải đạt: từ 55 % trở lên · chưa kiểm chứng". */
static void say_threshold(struct sheet *sheet, const struct explanation_node *node) {
  int missing = node->threshold != NULL && node->threshold->missing;
  if (node->threshold != NULL) {
    sheet_say(sheet, sheet_pick(sheet, "threshold: ", "mức phải đạt: "));
  } else if (node->test->kind != EXPRESSION_KNOWN) {
    sheet_say(sheet, sheet_pick(sheet, "has to be: ", "phải là: "));
  }
  if (missing && node->own < CHUAN_DELEGATED) { /* which threshold applies is not known, nor how good it is */
    sheet_say(sheet, "?");
    return;
  }
  if (!missing) {
    text_demand(text_of(sheet), &sheet->reader, node);
    sheet_say(sheet, " · ");
  }
  sheet_say(sheet, label_text(label_threshold_status(node->own), sheet->language));
}

/* The threshold may be well known and what is held against it not: "dựa trên mức chưa kiểm chứng trong quy tắc của xã". */
static void write_rests(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  const char *level = NULL;
  if (node->status <= node->own) return;
  for (size_t i = 0; i < node->around_count && level == NULL; i++) {
    if (expression_is_aggregate(node->around[i]->expression->kind)) level = node->around[i]->level;
  }
  sheet_say(sheet, sheet_pick(sheet, "the value rests on thresholds that are ", "giá trị dựa trên mức "));
  sheet_say(sheet, label_text(label_threshold_status(node->status), sheet->language));
  if (level != NULL) {
    sheet_say(sheet, sheet_pick(sheet, ", in the rules of the ", " trong quy tắc của "));
    sheet_say(sheet, label_units(level, sheet->language));
  } else {
    sheet_say(sheet,
              sheet_pick(sheet, ", in the rules it is taken from", " trong các quy tắc mà nó lấy từ đó"));
  }
  outline_line(&sheet->outline, indent, "!", TINT_UNSURE, TINT_UNSURE);
}

static void write_branches(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->branch_count; i++) {
    if (node->branches[i]->taken >= node->branches[i]->expression->operand_count) continue;
    sheet_say(sheet, sheet_pick(sheet, "because: ", "vì: "));
    text_branch(text_of(sheet), &sheet->reader, node->branches[i]);
    sheet_line(sheet, indent, TINT_FAINT);
  }
}

static void write_origin(struct sheet *sheet, const struct explanation_node *node,
                         const struct judged *judged, unsigned indent) {
  const struct place *place = &node->place;
  const struct source *source = text_origin(node, judged);
  if (source != NULL) {
    sheet_say(sheet, sheet_pick(sheet, "text: ", "văn bản: "));
    text_source(text_of(sheet), source);
    sheet_say(sheet, " · ");
  }
  if (node->overlay != NULL) {
    sheet_say(sheet, sheet_pick(sheet, "set apart: ", "quy định riêng: "));
    sheet_say(sheet, names_pick(&node->overlay->name, sheet->reader.language));
    sheet_say(sheet, " · ");
  }
  if (judged != NULL && judged->carried_over != NULL) {
    sheet_say(sheet, sheet_pick(sheet, "carried over from: ", "giữ theo: "));
    sheet_say(sheet, judged->carried_over);
    sheet_say(sheet, " · ");
  }
  sheet_say(sheet, sheet_pick(sheet, "rule: ", "quy tắc: "));
  text_place(text_of(sheet), place);
  sheet_line(sheet, indent, TINT_FAINT);
}

static void write_reasons(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->cause_count; i++) {
    if (node->causes[i].kind == CAUSE_UNITS_UNDECIDED && node->around_count == 1)
      continue; /* its bounds say so */
    text_cause(text_of(sheet), &sheet->reader, &node->causes[i], sheet->explanation->year);
    outline_line(&sheet->outline, indent, "?", TINT_UNSURE, TINT_NONE);
  }
  for (size_t i = 0; i < node->remedy_count; i++) {
    sheet_say(sheet,
              i == 0 ? sheet_pick(sheet, "to be met: ", "để đạt: ") : sheet_pick(sheet, "or: ", "hoặc: "));
    text_remedy(text_of(sheet), &sheet->reader, &node->remedies[i]);
    outline_line(&sheet->outline, indent, "→", TINT_STRONG, TINT_STRONG);
  }
}

static void write_question(struct sheet *sheet, const struct explanation_node *node,
                           const struct judged *judged, unsigned indent) {
  if (node->test->kind == EXPRESSION_COMPUTE) {
    sheet_say(sheet,
              sheet_pick(sheet, "decided by a function of the rules", "do một hàm trong quy tắc quyết định"));
    sheet_line(sheet, indent, TINT_NONE);
  } else {
    if (node->judged != NULL) { /* the heading of a bare condition is its formula */
      say_formula(sheet, node);
      sheet_line(sheet, indent, TINT_NONE);
    }
    say_threshold(sheet, node);
    sheet_line(sheet, indent, TINT_NONE);
  }
  if (!sheet->compact) {
    write_branches(sheet, node, indent + INDENT);
    write_origin(sheet, node, judged, indent + INDENT);
    figure_lines(sheet, node->figures, node->figure_count, indent);
  }
  write_rests(sheet, node, indent);
  around_lines(sheet, node, indent);
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* "15 đạt, 3 chưa đạt, 1 thiếu số liệu". */
static void say_counts(struct sheet *sheet, const uint32_t counts[4]) {
  static const chuan_verdict order[4] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
  const char *between = "";
  for (size_t i = 0; i < 4; i++) {
    if (counts[order[i]] == 0) continue;
    buffer_format(text_of(sheet), "%s%" PRIu32 " ", between, counts[order[i]]);
    sheet_say(sheet, label_text(label_verdict(order[i]), sheet->language));
    between = ", ";
  }
}

static uint32_t members_total(const struct explanation_node *node) {
  return node->counts[0] + node->counts[1] + node->counts[2] + node->counts[3];
}

/* Needed and reached, in one line: for a met member among many. */
static void say_briefly(struct sheet *sheet, const struct explanation_node *node) {
  if (node->value == NULL || node->test->kind == EXPRESSION_COMPUTE) return;
  sheet_say(sheet, " · ");
  text_value(text_of(sheet), &sheet->reader, node->value, text_question_places(node));
  if (node->threshold == NULL) return;
  sheet_say(sheet, " (");
  text_demand(text_of(sheet), &sheet->reader, node);
  sheet_say(sheet, ")");
}

static unsigned indent_of(unsigned depth) {
  return (depth < DEPTH_SHOWN ? depth : DEPTH_SHOWN) * INDENT;
}

static void write_node(struct sheet *sheet, const struct explanation_node *node, const struct judged *judged,
                       unsigned depth);

static void write_members(struct sheet *sheet, const struct explanation_node *node,
                          const struct judged *judged, unsigned depth) {
  for (size_t i = 0; i < node->member_count; i++) write_node(sheet, node->members[i], judged, depth + 1);
  if (node->test->kind == EXPRESSION_NONE || node->repeated || node->brief) return;
  uint32_t shown = 0;
  for (size_t i = 0; i < node->member_count; i++) shown += node->members[i]->verdict == CHUAN_MET;
  if (node->counts[CHUAN_MET] <= shown) return;
  buffer_format(text_of(sheet),
                shown == 0 ? "%" PRIu32 " " : sheet_pick(sheet, "%" PRIu32 " more ", "%" PRIu32 " mục khác "),
                node->counts[CHUAN_MET] - shown);
  sheet_say(sheet, label_text(LABEL_MET, sheet->language));
  outline_line(&sheet->outline, indent_of(depth + 1), "✓", TINT_GOOD, TINT_FAINT);
}

static void write_heading(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  if (node->judged == NULL && node->value != NULL && !node->brief) {
    say_formula(sheet, node);
  } else if (node == sheet->explanation->root && sheet->explanation->standing != NULL) {
    sheet_say(sheet, sheet_pick(sheet, "as computed", "theo số liệu tính được"));
  } else {
    text_title(text_of(sheet), &sheet->reader, node);
  }
  sheet_say(sheet, ": ");
  sheet_say(sheet, label_text(label_verdict(node->verdict), sheet->language));
  if (members_total(node) > 1) {
    sheet_say(sheet, " (");
    say_counts(sheet, node->counts);
    sheet_say(sheet, ")");
  }
  if (node->repeated) sheet_say(sheet, sheet_pick(sheet, " · explained above", " · đã giải thích ở trên"));
  if (node->brief) say_briefly(sheet, node);
  outline_line(&sheet->outline, indent, verdict_sign(node->verdict), verdict_tint(node->verdict),
               node->judged != NULL && !node->brief ? TINT_STRONG : TINT_NONE);
}

/* Why the test was not asked, or cannot be. */
static void write_condition(struct sheet *sheet, const struct explanation_node *node,
                            const struct judged *judged, unsigned depth) {
  const struct explanation_node *condition = node->condition;
  unsigned indent = indent_of(depth);
  int left_out = node->verdict == CHUAN_NOT_APPLICABLE;
  sheet_say(sheet, left_out
                       ? sheet_pick(sheet, "does not apply, because: ", "không xét, vì: ")
                       : text_pick(&sheet->reader,
                                   "whether it applies is not known: ", "chưa biết có phải xét hay không: "));
  int one_line = left_out && condition->value != NULL;
  if (one_line) {
    say_formula(sheet, condition);
    sheet_say(sheet, sheet_pick(sheet, " (it applies when: ", " (chỉ xét khi: "));
    text_demand(text_of(sheet), &sheet->reader, condition);
    sheet_say(sheet, ")");
  }
  sheet_line(sheet, indent, TINT_NONE);
  if (!one_line) {
    write_node(sheet, condition, judged, depth + 1);
  } else if (!sheet->compact) {
    write_origin(sheet, condition, judged, indent + INDENT);
    figure_lines(sheet, condition->figures, condition->figure_count, indent);
    around_lines(sheet, condition, indent);
  }
}

static void write_node(struct sheet *sheet, const struct explanation_node *node, const struct judged *judged,
                       unsigned depth) {
  unsigned indent = indent_of(depth), inner = indent + INDENT;
  if (node->judged != NULL) judged = node->judged;
  write_heading(sheet, node, indent);
  if (node->brief) return;
  if (node->condition != NULL) {
    write_condition(sheet, node, judged, depth + 1);
  } else if (node->value != NULL) {
    write_question(sheet, node, judged, inner);
  } else if (members_total(node) == 0) {
    around_lines(sheet, node, inner);
    write_origin(sheet, node, judged, inner);
  }
  write_members(sheet, node, judged, depth);
  write_reasons(sheet, node, inner);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* When it is looked at, where that is not the year's end. */
static void say_day(struct sheet *sheet) {
  const struct explanation *explanation = sheet->explanation;
  char day[DATE_TEXT_SIZE];
  if (explanation->moment.as_of != date_of(explanation->year, 12, 31)) {
    label_day(explanation->moment.as_of, sheet->language, day);
    buffer_format(text_of(sheet),
                  explanation->ended ? sheet_pick(sheet, " · as of %s, its last day",
                                                  " · tính đến %s, ngày cuối cùng của đơn vị")
                                     : sheet_pick(sheet, " · as of %s", " · tính đến %s"),
                  day);
  }
  if (explanation->moment.rebase)
    sheet_say(sheet,
              sheet_pick(sheet, " · re-based to the units of that day", " · quy về các đơn vị của ngày đó"));
}

static void write_top(struct sheet *sheet) {
  const struct explanation *explanation = sheet->explanation;
  struct buffer *text = text_of(sheet);
  if (explanation->unit[0] != '\0') {
    sheet_say(sheet, explanation->unit);
    sheet_say(sheet, " ");
    sheet_say(sheet, explanation->unit_name);
    sheet_say(sheet, " · ");
  }
  buffer_format(text, sheet_pick(sheet, "year %d", "năm %d"), explanation->year);
  say_day(sheet);
  sheet_line(sheet, 0, TINT_STRONG);
  if (explanation->data_status != CHUAN_OFFICIAL) {
    if (explanation->standing != NULL && explanation->standing->by_report)
      sheet_say(sheet, sheet_pick(sheet, "what is computed ", "số tính được "));
    sheet_say(sheet, sheet_pick(sheet, "rests on figures that are ", "dựa trên số liệu "));
    sheet_say(sheet, label_text(label_data_status(explanation->data_status), sheet->language));
    if (explanation->data_status == CHUAN_ILLUSTRATIVE)
      sheet_say(sheet, sheet_pick(sheet, ", not real", ", không phải số liệu thật"));
    outline_line(&sheet->outline, 0, "!", TINT_UNSURE, TINT_UNSURE);
  }
  if (explanation->root->status != CHUAN_SOURCED) {
    sheet_say(sheet, sheet_pick(sheet, "rests on a threshold that is ", "dựa trên mức "));
    sheet_say(sheet, label_text(label_threshold_status(explanation->root->status), sheet->language));
    outline_line(&sheet->outline, 0, "!", TINT_UNSURE, TINT_UNSURE);
  }
  outline_blank(&sheet->outline);
}

/* The first criterion that does not pass; NULL when there is none. */
static const struct judged *failing_criterion(const struct explanation_node *node) {
  if (node->judged != NULL && node->judged->kind == JUDGED_CRITERION) return node->judged;
  const struct judged *found = NULL;
  for (size_t i = 0; i < node->member_count && found == NULL; i++) {
    chuan_verdict verdict = node->members[i]->verdict;
    if (verdict == CHUAN_NOT_MET || verdict == CHUAN_NO_DATA) found = failing_criterion(node->members[i]);
  }
  return found;
}

/* Figures, places and texts are one question further. The command has a line of its own, to be copied. */
static void write_hint(struct sheet *sheet) {
  const struct explanation *explanation = sheet->explanation;
  const struct judged *criterion = failing_criterion(explanation->root);
  if (explanation->unit[0] == '\0' || criterion == NULL) return;
  outline_blank(&sheet->outline);
  sheet_say(sheet,
            sheet_pick(sheet, "Figures and texts of a criterion:", "Số liệu và văn bản của một tiêu chí:"));
  sheet_line(sheet, 0, TINT_FAINT);
  sheet_say(sheet, "chuan explain ");
  sheet_say(sheet, explanation->unit);
  sheet_say(sheet, " ");
  sheet_say(sheet, criterion->path);
  buffer_format(text_of(sheet), " --year %d", explanation->year);
  sheet_line(sheet, INDENT, TINT_FAINT);
}

static void write_tree(const struct explanation *explanation, struct writer *writer) {
  struct sheet sheet = {.explanation = explanation,
                        .language = writer->language,
                        .reader = {writer->language, explanation->rulebook},
                        .compact = explanation->judged->kind == JUDGED_STANDARD};
  outline_begin(&sheet.outline, writer);
  write_top(&sheet);
  if (explanation->standing != NULL) target_lines(&sheet);
  write_node(&sheet, explanation->root, explanation->judged, 0);
  if (sheet.compact) write_hint(&sheet);
  outline_end(&sheet.outline);
}

chuan_status explanation_output(const struct explanation *explanation, chuan_language language,
                                const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  writer_begin(&writer, style, language, sink, payload);
  switch (writer.style.format) {
    case CHUAN_JSON:
      explanation_write_json(explanation, &writer);
      break;
    case CHUAN_CSV:
      explanation_write_csv(explanation, &writer);
      break;
    default:
      write_tree(explanation, &writer);
      break;
  }
  return writer_end(&writer);
}
