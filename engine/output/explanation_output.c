/* An explanation on a terminal: the verdict, then down to what decides, each question with its formula, its
 * threshold and where that comes from, its figures and where they come from, and what would turn it. */
#include "output/explanation_output.h"

#include "base/decimal.h"
#include "output/evaluation_output.h"
#include "output/explanation_text.h"
#include "output/label.h"
#include "output/outline.h"

#include <inttypes.h>

#define INDENT 2u
#define DEPTH_SHOWN 40u /* indentation stops there; the text goes on */

struct sheet {
  const struct explanation *explanation;
  struct outline outline;
  chuan_language language;
  struct reader reader;
  int compact; /* a standard: what decides, without figures and places; the indicator's own explanation has them */
};

static struct buffer *text_of(struct sheet *sheet) {
  return &sheet->outline.text;
}

static void say(struct sheet *sheet, const char *text) {
  buffer_add_string(text_of(sheet), text);
}

static void plain_line(struct sheet *sheet, unsigned indent, enum tint tint) {
  outline_line(&sheet->outline, indent, "", TINT_NONE, tint);
}

/* --- a question ------------------------------------------------------------------------------------------------ */

static void say_formula(struct sheet *sheet, const struct explanation_node *node) {
  text_formula(text_of(sheet), &sheet->reader, node->value, text_question_places(node));
  if (node->near_threshold && node->judged != NULL)
    say(sheet, text_pick(&sheet->reader, " (close to the threshold)", " (sát mức phải đạt)"));
}

/* "mức phải đạt: từ 55 % trở lên · chưa kiểm chứng". */
static void say_threshold(struct sheet *sheet, const struct explanation_node *node) {
  int missing = node->threshold != NULL && node->threshold->missing;
  if (node->threshold != NULL) {
    say(sheet, text_pick(&sheet->reader, "threshold: ", "mức phải đạt: "));
  } else if (node->test->kind != EXPRESSION_KNOWN) {
    say(sheet, text_pick(&sheet->reader, "has to be: ", "phải là: "));
  }
  if (missing &&
      node->status < CHUAN_DELEGATED) { /* which threshold applies is not known, nor how good it is */
    say(sheet, "?");
    return;
  }
  if (!missing) {
    text_demand(text_of(sheet), &sheet->reader, node);
    say(sheet, " · ");
  }
  say(sheet, label_text(label_threshold_status(node->status), sheet->language));
}

static void write_branches(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->branch_count; i++) {
    if (node->branches[i]->taken >= node->branches[i]->expression->operand_count) continue;
    say(sheet, text_pick(&sheet->reader, "because: ", "vì: "));
    text_branch(text_of(sheet), &sheet->reader, node->branches[i]);
    plain_line(sheet, indent, TINT_FAINT);
  }
}

static void write_origin(struct sheet *sheet, const struct explanation_node *node,
                         const struct judged *judged, unsigned indent) {
  const struct place *place = &node->place;
  const struct source *source = text_origin(node, judged);
  if (source != NULL) {
    say(sheet, text_pick(&sheet->reader, "text: ", "văn bản: "));
    text_source(text_of(sheet), source);
    say(sheet, " · ");
  }
  if (node->overlay != NULL) {
    say(sheet, text_pick(&sheet->reader, "set apart: ", "quy định riêng: "));
    say(sheet, names_pick(&node->overlay->name, sheet->reader.language));
    say(sheet, " · ");
  }
  say(sheet, text_pick(&sheet->reader, "rule: ", "quy tắc: "));
  text_place(text_of(sheet), place);
  plain_line(sheet, indent, TINT_FAINT);
}

static void say_cell(struct sheet *sheet, const struct observation *observation) {
  struct buffer *text = text_of(sheet);
  say(sheet, observation->file);
  if (observation->sheet != NULL && observation->sheet[0] != '\0') {
    say(sheet, text_pick(&sheet->reader, ", sheet ", ", trang tính "));
    say(sheet, observation->sheet);
  }
  if (observation->row > 0)
    buffer_format(text, text_pick(&sheet->reader, ", row %" PRIu64, ", dòng %" PRIu64), observation->row);
  if (observation->column > 0) {
    buffer_format(text, text_pick(&sheet->reader, ", column %" PRIu32, ", cột %" PRIu32),
                  observation->column);
  }
  if (observation->heading != NULL && observation->heading[0] != '\0') {
    say(sheet, " “");
    say(sheet, observation->heading);
    say(sheet, "”");
  }
  say(sheet, " · ");
  say(sheet, label_text(label_data_status(observation->status), sheet->language));
  if (observation->imported_at != NULL && observation->imported_at[0] != '\0') {
    say(sheet, text_pick(&sheet->reader, " · imported ", " · nhập lúc "));
    say(sheet, observation->imported_at);
  }
}

/* Where the report was published, and what was said about it. */
static void say_source(struct sheet *sheet, const struct observation *observation) {
  if (observation->publication != NULL && *observation->publication) {
    say(sheet, " · ");
    say(sheet, observation->publication);
  }
  if (observation->note != NULL && *observation->note) {
    say(sheet, " · ");
    say(sheet, observation->note);
  }
}

/* "conflict: 33 (low, figures.csv, row 7)": what was reported too and says something else. */
static void say_other(struct sheet *sheet, const struct explanation_figure *figure,
                      const struct observation *observation) {
  struct buffer *text = text_of(sheet);
  const char *confidence = text_confidence(&sheet->reader, observation->confidence);
  int conflict = observation->value != figure->value;
  say(sheet, conflict ? text_pick(&sheet->reader, "conflict: ", "mâu thuẫn: ")
                      : text_pick(&sheet->reader, "also reported: ", "cũng được báo cáo: "));
  text_fact_value(text, &sheet->reader, figure->fact, observation->value);
  text_unit(text, &sheet->reader, figure->fact->unit);
  if (*confidence) {
    say(sheet, " (");
    say(sheet, confidence);
    say(sheet, ")");
  }
}

/* The value used with its cell, then what else was reported. */
static void write_figure(struct sheet *sheet, const struct explanation_figure *figure, unsigned indent) {
  struct buffer *text = text_of(sheet);
  say(sheet, names_pick(&figure->fact->name, sheet->language));
  say(sheet, ": ");
  text_fact_value(text, &sheet->reader, figure->fact, figure->value);
  text_unit(text, &sheet->reader, figure->fact->unit);
  for (size_t i = 0; i < figure->observation_count; i++) {
    const struct observation *observation = &figure->observations[i];
    if (!observation->chosen) continue;
    say(sheet, " · ");
    say_cell(sheet, observation);
    const char *confidence = text_confidence(&sheet->reader, observation->confidence);
    if (*confidence) {
      say(sheet, text_pick(&sheet->reader, " · confidence: ", " · độ tin cậy: "));
      say(sheet, confidence);
    }
    say_source(sheet, observation);
  }
  plain_line(sheet, indent, TINT_FAINT);
  for (size_t i = 0; i < figure->observation_count; i++) {
    const struct observation *observation = &figure->observations[i];
    if (observation->chosen) continue;
    say_other(sheet, figure, observation);
    say(sheet, " · ");
    say_cell(sheet, observation);
    say_source(sheet, observation);
    plain_line(sheet, indent + INDENT, TINT_UNSURE);
  }
}

/* Missing ones are among the causes. */
static void write_figures(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->figure_count; i++) {
    if (node->figures[i]->value != DECIMAL_MISSING) write_figure(sheet, node->figures[i], indent);
  }
}

static void write_reasons(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  for (size_t i = 0; i < node->cause_count; i++) {
    text_cause(text_of(sheet), &sheet->reader, &node->causes[i], sheet->explanation->year);
    outline_line(&sheet->outline, indent, "?", TINT_UNSURE, TINT_NONE);
  }
  for (size_t i = 0; i < node->remedy_count; i++) {
    say(sheet, i == 0 ? text_pick(&sheet->reader, "to be met: ", "để đạt: ")
                      : text_pick(&sheet->reader, "or: ", "hoặc: "));
    text_remedy(text_of(sheet), &sheet->reader, &node->remedies[i]);
    outline_line(&sheet->outline, indent, "→", TINT_STRONG, TINT_STRONG);
  }
}

static void write_question(struct sheet *sheet, const struct explanation_node *node,
                           const struct judged *judged, unsigned indent) {
  if (node->test->kind == EXPRESSION_COMPUTE) {
    say(sheet, text_pick(&sheet->reader, "decided by a function of the rules",
                         "do một hàm trong quy tắc quyết định"));
    plain_line(sheet, indent, TINT_NONE);
  } else {
    if (node->judged != NULL) { /* the heading of a bare condition is its formula */
      say_formula(sheet, node);
      plain_line(sheet, indent, TINT_NONE);
    }
    say_threshold(sheet, node);
    plain_line(sheet, indent, TINT_NONE);
  }
  if (sheet->compact) return;
  write_branches(sheet, node, indent + INDENT);
  write_origin(sheet, node, judged, indent + INDENT);
  write_figures(sheet, node, indent);
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* "15 đạt, 3 chưa đạt, 1 thiếu số liệu". */
static void say_counts(struct sheet *sheet, const uint32_t counts[4]) {
  static const chuan_verdict order[4] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
  const char *between = "";
  for (size_t i = 0; i < 4; i++) {
    if (counts[order[i]] == 0) continue;
    buffer_format(text_of(sheet), "%s%" PRIu32 " ", between, counts[order[i]]);
    say(sheet, label_text(label_verdict(order[i]), sheet->language));
    between = ", ";
  }
}

static uint32_t members_total(const struct explanation_node *node) {
  return node->counts[0] + node->counts[1] + node->counts[2] + node->counts[3];
}

/* Needed and reached, in one line: for a met member among many. */
static void say_briefly(struct sheet *sheet, const struct explanation_node *node) {
  if (node->value == NULL || node->test->kind == EXPRESSION_COMPUTE) return;
  say(sheet, " · ");
  text_value(text_of(sheet), &sheet->reader, node->value, text_question_places(node));
  if (node->threshold == NULL) return;
  say(sheet, " (");
  text_demand(text_of(sheet), &sheet->reader, node);
  say(sheet, ")");
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
  buffer_format(
      text_of(sheet),
      shown == 0 ? "%" PRIu32 " " : text_pick(&sheet->reader, "%" PRIu32 " more ", "%" PRIu32 " mục khác "),
      node->counts[CHUAN_MET] - shown);
  say(sheet, label_text(LABEL_MET, sheet->language));
  outline_line(&sheet->outline, indent_of(depth + 1), "✓", TINT_GOOD, TINT_FAINT);
}

static void write_heading(struct sheet *sheet, const struct explanation_node *node, unsigned indent) {
  if (node->judged == NULL && node->value != NULL && !node->brief) {
    say_formula(sheet, node);
  } else {
    text_title(text_of(sheet), &sheet->reader, node);
  }
  say(sheet, ": ");
  say(sheet, label_text(label_verdict(node->verdict), sheet->language));
  if (members_total(node) > 1) {
    say(sheet, " (");
    say_counts(sheet, node->counts);
    say(sheet, ")");
  }
  if (node->repeated) say(sheet, text_pick(&sheet->reader, " · explained above", " · đã giải thích ở trên"));
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
  say(sheet, left_out ? text_pick(&sheet->reader, "does not apply, because: ", "không xét, vì: ")
                      : text_pick(&sheet->reader,
                                  "whether it applies is not known: ", "chưa biết có phải xét hay không: "));
  int one_line = left_out && condition->value != NULL;
  if (one_line) {
    say_formula(sheet, condition);
    say(sheet, text_pick(&sheet->reader, " (it applies when: ", " (chỉ xét khi: "));
    text_demand(text_of(sheet), &sheet->reader, condition);
    say(sheet, ")");
  }
  plain_line(sheet, indent, TINT_NONE);
  if (!one_line) {
    write_node(sheet, condition, judged, depth + 1);
  } else if (!sheet->compact) {
    write_origin(sheet, condition, judged, indent + INDENT);
    write_figures(sheet, condition, indent);
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
    write_origin(sheet, node, judged, inner);
  }
  write_members(sheet, node, judged, depth);
  write_reasons(sheet, node, inner);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void write_top(struct sheet *sheet) {
  const struct explanation *explanation = sheet->explanation;
  struct buffer *text = text_of(sheet);
  if (explanation->unit[0] != '\0') {
    say(sheet, explanation->unit);
    say(sheet, " ");
    say(sheet, explanation->unit_name);
    say(sheet, " · ");
  }
  buffer_format(text, text_pick(&sheet->reader, "year %d", "năm %d"), explanation->year);
  plain_line(sheet, 0, TINT_STRONG);
  if (explanation->data_status != CHUAN_OFFICIAL) {
    say(sheet, text_pick(&sheet->reader, "rests on figures that are ", "dựa trên số liệu "));
    say(sheet, label_text(label_data_status(explanation->data_status), sheet->language));
    if (explanation->data_status == CHUAN_ILLUSTRATIVE)
      say(sheet, text_pick(&sheet->reader, ", not real", ", không phải số liệu thật"));
    outline_line(&sheet->outline, 0, "!", TINT_UNSURE, TINT_UNSURE);
  }
  if (explanation->root->status != CHUAN_SOURCED) {
    say(sheet, text_pick(&sheet->reader, "rests on a threshold that is ", "dựa trên mức "));
    say(sheet, label_text(label_threshold_status(explanation->root->status), sheet->language));
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
  say(sheet,
      text_pick(&sheet->reader, "Figures and texts of a criterion:", "Số liệu và văn bản của một tiêu chí:"));
  plain_line(sheet, 0, TINT_FAINT);
  say(sheet, "chuan explain ");
  say(sheet, explanation->unit);
  say(sheet, " ");
  say(sheet, criterion->path);
  buffer_format(text_of(sheet), " --year %d", explanation->year);
  plain_line(sheet, INDENT, TINT_FAINT);
}

static void write_tree(const struct explanation *explanation, struct writer *writer) {
  struct sheet sheet = {.explanation = explanation,
                        .language = writer->language,
                        .reader = {writer->language, explanation->rulebook},
                        .compact = explanation->judged->kind == JUDGED_STANDARD};
  outline_begin(&sheet.outline, writer);
  write_top(&sheet);
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
