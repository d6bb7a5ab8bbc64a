/* What an indicator or a target asks: a value with one comparison, or a test. */
#include "rules/judged_question.h"

#include "rules/words.h"

enum { VALUE, TEST, APPLIES, AT_LEAST };
static const int comparison_words[QUESTION_COMPARISONS] = {WORD_AT_LEAST,  WORD_AT_MOST, WORD_MORE_THAN,
                                                           WORD_LESS_THAN, WORD_BETWEEN, WORD_EQUALS};

int question_comparison(int i) {
  return comparison_words[i];
}

/* Exactly one of: value with one comparison, or test. */
int question_read(struct loader *loader, struct judged_draft *judged, struct draft **values) {
  const struct draft *record = judged->record;
  const char *what = report_pick(loader->report, record->word,
                                 judged->shown.kind == JUDGED_TARGET ? "mục tiêu" : "chỉ tiêu");
  int comparisons = 0, has_value = draft_field_find(record, "value") != NULL;
  int has_test = draft_field_find(record, "test") != NULL;
  for (int i = 0; i < QUESTION_COMPARISONS; i++) {
    if (!draft_field_find(record, word_text(comparison_words[i]))) continue;
    comparisons++;
    judged->threshold = values[AT_LEAST + i];
    judged->comparison = comparison_words[i];
  }
  judged->test = values[TEST];
  judged->value = values[VALUE];
  judged->applies_when = values[APPLIES];
  if (has_test && !has_value && comparisons == 0) return values[TEST] != NULL;
  if (!has_test && has_value && comparisons == 1) return judged->threshold && judged->value;
  const struct place *place = &record->place;
  if (draft_file_suspect(record->file, place->line)) return 0; /* `value = a >= b` lacks its comparison */
  if (has_test) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s %s has both a test and a value with a comparison; keep one of them",
                   "%s %s vừa có test vừa có value với phép so sánh; hãy giữ một", what, judged->shown.id);
  } else if (comparisons > 1) {
    report_problem(
        loader->report, CHUAN_ERROR, place,
        "%s %s compares its value more than once; write between = { lowest, highest }, or test = all "
        "{ "
        "... }",
        "%s %s so sánh value nhiều lần; hãy viết between = { thấp nhất, cao nhất }, hoặc test = all { "
        "... }",
        what, judged->shown.id);
  } else if (has_value) {
    report_problem(
        loader->report, CHUAN_ERROR, place,
        "%s %s has a value and nothing to compare it with; add at_least = 65, at_most = or the like",
        "%s %s có value nhưng không so với gì; hãy thêm at_least = 65, at_most = hoặc tương tự", what,
        judged->shown.id);
  } else if (comparisons) {
    report_problem(
        loader->report, CHUAN_ERROR, place, "%s %s compares nothing; add value = share(part, whole)",
        "%s %s chưa có gì để so sánh; hãy thêm value = share(part, whole)", what, judged->shown.id);
  } else {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "%s %s asks nothing; add value = and at_least =, or test = is_true(fact)",
                   "%s %s chưa hỏi gì; hãy thêm value = và at_least =, hoặc test = is_true(số liệu)", what,
                   judged->shown.id);
  }
  return 0;
}
