/* What a check found, for people: what nobody has confirmed, what no example tries, what is wrong, the sum. */
#include "output/check_output.h"

#include "output/label.h"
#include "output/outline.h"

#include <inttypes.h>
#include <string.h>

struct sheet {
  const struct check *check;
  const struct rulebook *rulebook;
  const chuan_problem *problems;
  size_t problem_count;
  struct outline outline;
  chuan_language language;
  struct reader reader;
  int begun; /* something is written: a blank line goes before the next part */
};

static struct buffer *text_of(struct sheet *sheet) {
  return &sheet->outline.text;
}

static void say(struct sheet *sheet, const char *text) {
  buffer_add_string(text_of(sheet), text);
}

static void part(struct sheet *sheet) {
  if (sheet->begun) outline_blank(&sheet->outline);
}

static void line(struct sheet *sheet, unsigned indent, const char *mark, enum tint tint) {
  outline_line(&sheet->outline, indent, mark, tint, mark[0] != '\0' ? TINT_NONE : tint);
  sheet->begun = 1;
}

/* --- what is wrong ------------------------------------------------------------------------------------------- */

static void write_problems(struct sheet *sheet) {
  for (size_t i = 0; i < sheet->problem_count; i++) {
    const chuan_problem *problem = &sheet->problems[i];
    struct place place = {problem->file, problem->line, problem->column};
    text_place(text_of(sheet), &place);
    if (text_of(sheet)->length > 0) say(sheet, ": ");
    say(sheet, problem->message);
    int error = problem->severity == CHUAN_ERROR;
    line(sheet, 0, error ? "✗" : "!", error ? TINT_BAD : TINT_UNSURE);
  }
}

/* A verdict in words; a value as the rule file writes it. */
static void say_outcome(struct sheet *sheet, const struct example *example, chuan_verdict verdict,
                        const char *text) {
  int in_words = example->asked->type == TYPE_TEST || verdict == CHUAN_NO_DATA;
  say(sheet, in_words ? label_text(label_verdict(verdict), sheet->language) : text);
}

/* The words of `causes = { ... }`, in parentheses. */
static void say_cause(struct sheet *sheet, size_t index, size_t count, const char *word) {
  say(sheet, index == 0 ? " (" : ", ");
  say(sheet, word);
  if (index + 1 == count) say(sheet, ")");
}

static void write_failed(struct sheet *sheet, const struct example_result *result) {
  const struct example *example = result->example;
  text_place(text_of(sheet), &example->place);
  say(sheet, text_pick(&sheet->reader, ": example “", ": ví dụ “"));
  say(sheet, example->name);
  say(sheet, "” (");
  say(sheet, example->path);
  buffer_format(text_of(sheet), ", %d): ", example->year);
  say(sheet, text_pick(&sheet->reader, "expected ", "phải ra "));
  say_outcome(sheet, example, example->expect, example->expect_text);
  for (size_t i = 0; i < example->cause_count; i++)
    say_cause(sheet, i, example->cause_count, example->causes[i]);
  say(sheet, text_pick(&sheet->reader, ", got ", ", kết quả là "));
  say_outcome(sheet, example, result->verdict, result->found);
  for (size_t i = 0; example->cause_count > 0 && i < result->cause_count; i++)
    say_cause(sheet, i, result->cause_count, check_cause(&result->causes[i]));
  say(sheet, text_pick(&sheet->reader, "; correct the rule or the example", "; hãy sửa mức hoặc sửa ví dụ"));
  line(sheet, 0, "✗", TINT_BAD);
  for (size_t i = 0; i < result->cause_count; i++) {
    text_cause(text_of(sheet), &sheet->reader, &result->causes[i], example->year);
    line(sheet, 4, "?", TINT_UNSURE);
  }
}

static void write_findings(struct sheet *sheet, chuan_severity severity) {
  const struct check *check = sheet->check;
  for (size_t i = 0; i < check->finding_count; i++) {
    const struct finding *finding = &check->findings[i];
    if (finding->severity != severity) continue;
    text_place(text_of(sheet), &finding->here.place);
    if (text_of(sheet)->length > 0) say(sheet, ": ");
    check_say_finding(text_of(sheet), &sheet->reader, finding);
    int note = severity == CHUAN_NOTE;
    line(sheet, note ? 2 : 0, note ? "·" : "!", note ? TINT_FAINT : TINT_UNSURE);
  }
}

/* Where a rule asks less and says why. */
static void write_excused(struct sheet *sheet) {
  size_t count = 0;
  for (size_t i = 0; i < sheet->check->finding_count; i++)
    count += sheet->check->findings[i].severity == CHUAN_NOTE;
  if (count == 0) return;
  part(sheet);
  say(sheet, text_pick(&sheet->reader, "Rules that ask less, with their reason",
                       "Quy tắc yêu cầu thấp hơn, có ghi lý do"));
  buffer_format(text_of(sheet), ": %zu", count);
  line(sheet, 0, "", TINT_STRONG);
  write_findings(sheet, CHUAN_NOTE);
}

static void write_wrong(struct sheet *sheet) {
  const struct check *check = sheet->check;
  int any = sheet->problem_count > 0;
  for (size_t i = 0; i < check->finding_count; i++) any |= check->findings[i].severity != CHUAN_NOTE;
  for (size_t i = 0; i < check->example_count; i++) any |= !check->examples[i].passed;
  if (any) part(sheet);
  write_problems(sheet);
  write_findings(sheet, CHUAN_WARNING);
  for (size_t i = 0; i < check->example_count; i++) {
    if (!check->examples[i].passed) write_failed(sheet, &check->examples[i]);
  }
}

/* --- thresholds -------------------------------------------------------------------------------------------------- */

enum concern { CONCERN_PENDING, CONCERN_DELEGATED, CONCERN_UNVERIFIED, CONCERN_UNTRIED, CONCERN_COUNT };

static int concerns(const struct threshold_entry *entry, enum concern concern) {
  switch (concern) {
    case CONCERN_PENDING:
      return entry->status == CHUAN_PENDING;
    case CONCERN_DELEGATED:
      return entry->status == CHUAN_DELEGATED;
    case CONCERN_UNVERIFIED:
      return entry->status == CHUAN_UNVERIFIED;
    default:
      return check_sides(entry) > 0 && (!entry->exercised_met || !entry->exercised_not_met);
  }
}

static const char *concern_title(const struct sheet *sheet, enum concern concern) {
  switch (concern) {
    case CONCERN_PENDING:
      return text_pick(&sheet->reader, "Thresholds that the text sets and nobody has entered yet",
                       "Mức văn bản có quy định nhưng chưa nhập");
    case CONCERN_DELEGATED:
      return text_pick(&sheet->reader, "Thresholds left to the province", "Mức giao tỉnh quy định");
    case CONCERN_UNVERIFIED:
      return text_pick(&sheet->reader, "Thresholds that nobody has verified against the text",
                       "Mức chưa kiểm chứng theo văn bản");
    default:
      return text_pick(&sheet->reader, "Thresholds that no example tries on both sides",
                       "Mức chưa có ví dụ ở đủ hai phía");
  }
}

static void say_untried(struct sheet *sheet, const struct threshold_entry *entry) {
  if (!entry->exercised_met && !entry->exercised_not_met) {
    say(sheet, text_pick(&sheet->reader, "no example", "chưa có ví dụ"));
  } else {
    say(sheet, entry->exercised_met
                   ? text_pick(&sheet->reader, "no example that is not met", "chưa có ví dụ chưa đạt")
                   : text_pick(&sheet->reader, "no example that is met", "chưa có ví dụ đạt"));
  }
}

/* Several questions decide the record of the entry at `at`, so that each has to be named. A record's entries stand
 * together. */
static int has_several_questions(const struct check *check, size_t at) {
  const struct threshold_entry *entries = check->thresholds, *entry = &entries[at];
  size_t first = at;
  while (first > 0 && entries[first - 1].path == entry->path) first--;
  for (; first < check->threshold_count && entries[first].path == entry->path; first++) {
    if (entries[first].test != entry->test) return 1;
  }
  return 0;
}

/* "[58: 504/QĐ-UBND (2022-09-20)]" of an overlay's own; "[set for 58]" where one was set in place of what is left to
 * the province. Says whether there was anything to say. */
static int say_origin(struct sheet *sheet, const struct threshold_entry *entry, enum concern concern,
                      const char *space) {
  const struct overlay *overlay = check_overlay(sheet->rulebook, entry);
  if (overlay != NULL) {
    buffer_format(text_of(sheet), "%s[%s", space, overlay->code);
    if (overlay->source != NULL) {
      say(sheet, ": ");
      text_source(text_of(sheet), overlay->source);
    }
    say(sheet, "]");
    return 1;
  }
  overlay = concern == CONCERN_DELEGATED ? check_set_for(sheet->rulebook, entry, NULL) : NULL;
  if (overlay == NULL) return 0;
  say(sheet, space);
  for (const char *before = text_pick(&sheet->reader, "[set for ", "[đã quy định ở "); overlay != NULL;
       overlay = check_set_for(sheet->rulebook, entry, overlay)) {
    buffer_format(text_of(sheet), "%s%s", before, overlay->code);
    before = ", ";
  }
  say(sheet, "]");
  return 1;
}

/* What of a record the entry is: its question, its branch, and for the untried which example it lacks. */
static void say_entry(struct sheet *sheet, const struct threshold_entry *entry, enum concern concern,
                      int several) {
  const char *between = "", *space = "";
  if (several && entry->test->operand_count > 0) {
    struct explanation_term asked = {
        .expression = entry->test->operands[0], .missing = 1, .taken = UINT32_MAX};
    text_names(text_of(sheet), &sheet->reader, &asked);
    between = " · ";
    space = " ";
  }
  if (entry->branch[0] != '\0') {
    say(sheet, between);
    say(sheet, entry->branch);
    between = ": ";
    space = " ";
  }
  if (say_origin(sheet, entry, concern, space)) between = ": ";
  if (concern != CONCERN_UNTRIED) return;
  say(sheet, between);
  say_untried(sheet, entry);
}

/* One line per record: its entries joined, the place of the first. Returns the next entry to look at. */
static size_t write_record(struct sheet *sheet, size_t at, enum concern concern) {
  const struct check *check = sheet->check;
  const struct threshold_entry *first = &check->thresholds[at];
  int several = has_several_questions(check, at);
  if (first->judged != NULL && first->judged->kind == JUDGED_INDICATOR) {
    say(sheet, first->judged->id);
    say(sheet, " ");
  }
  say(sheet, names_pick(first->name, sheet->language));
  const char *between = " · ";
  for (; at < check->threshold_count && check->thresholds[at].path == first->path; at++) {
    const struct threshold_entry *entry = &check->thresholds[at];
    int has_more = concern == CONCERN_UNTRIED || concern == CONCERN_DELEGATED || entry->branch[0] != '\0' ||
                   entry->set != NULL || several;
    if (!concerns(entry, concern) || !has_more) continue;
    say(sheet, between);
    say_entry(sheet, entry, concern, several);
    between = "; ";
  }
  say(sheet, " (");
  text_place(text_of(sheet), &first->place);
  say(sheet, ")");
  line(sheet, 2, "·", TINT_FAINT);
  return at;
}

static void write_concern(struct sheet *sheet, enum concern concern) {
  const struct check *check = sheet->check;
  size_t count = 0;
  for (size_t i = 0; i < check->threshold_count; i++)
    count += (size_t)concerns(&check->thresholds[i], concern);
  if (count == 0) return;
  part(sheet);
  say(sheet, concern_title(sheet, concern));
  buffer_format(text_of(sheet), ": %zu", count);
  line(sheet, 0, "", TINT_STRONG);
  for (size_t i = 0; i < check->threshold_count;) {
    i = concerns(&check->thresholds[i], concern) ? write_record(sheet, i, concern) : i + 1;
  }
}

/* --- what no example goes through ---------------------------------------------------------------------------------- */

static size_t count_untried(const struct check *check) {
  size_t count = 0;
  for (size_t i = 0; i < check->clause_count; i++) count += !check->clauses[i].exercised;
  return count;
}

static void write_clauses(struct sheet *sheet) {
  const struct check *check = sheet->check;
  size_t count = count_untried(check);
  if (count == 0) return;
  part(sheet);
  say(sheet, text_pick(&sheet->reader, "Conditions and branches that no example goes through",
                       "Điều kiện và nhánh chưa có ví dụ nào đi qua"));
  buffer_format(text_of(sheet), ": %zu", count);
  line(sheet, 0, "", TINT_STRONG);
  for (size_t i = 0; i < check->clause_count; i++) {
    const struct clause_entry *clause = &check->clauses[i];
    if (clause->exercised) continue;
    say(sheet, clause->path);
    say(sheet, " · ");
    if (clause->expression->kind == EXPRESSION_APPLIES_WHEN)
      say(sheet, text_pick(&sheet->reader, "left aside unless ", "không xét khi không có "));
    say(sheet, clause->branch);
    say(sheet, " (");
    text_place(text_of(sheet), &clause->place);
    say(sheet, ")");
    line(sheet, 2, "·", TINT_FAINT);
  }
}

/* --- what is asked no longer ---------------------------------------------------------------------------------------- */

/* The standard of an indicator; a target's own path. */
static const char *family(const struct judged *judged) {
  while (judged->parent != NULL) judged = judged->parent;
  return judged->kind == JUDGED_TARGET ? "" : judged->path;
}

/* One line per standard: how many, and which. */
static void write_vanished(struct sheet *sheet) {
  const struct check *check = sheet->check;
  if (check->vanished_count == 0) return;
  part(sheet);
  buffer_format(
      text_of(sheet),
      text_pick(&sheet->reader, "Indicators and targets of %s that nothing here follows or carries over: %zu",
                "Chỉ tiêu, mục tiêu của %s mà ở đây không có gì kế tiếp: %zu"),
      check->vanished[0].period, check->vanished_count);
  line(sheet, 0, "", TINT_STRONG);
  for (size_t i = 0; i < check->vanished_count;) {
    const char *of = family(check->vanished[i].judged);
    size_t end = i;
    while (end < check->vanished_count && strcmp(family(check->vanished[end].judged), of) == 0) end++;
    say(sheet, of[0] != '\0' ? of : text_pick(&sheet->reader, "targets", "mục tiêu"));
    buffer_format(text_of(sheet), " (%zu): ", end - i);
    for (size_t first = i; i < end; i++) {
      if (i > first) say(sheet, ", ");
      say(sheet, check->vanished[i].judged->id);
    }
    line(sheet, 2, "·", TINT_FAINT);
  }
}

/* --- the sum ------------------------------------------------------------------------------------------------------- */

static void write_sum(struct sheet *sheet) {
  chuan_check_counts counts;
  struct buffer *text = text_of(sheet);
  check_count(sheet->check, sheet->rulebook, sheet->problems, sheet->problem_count, &counts);
  part(sheet);
  say(sheet, names_pick(&sheet->rulebook->name, sheet->language));
  buffer_format(text,
                text_pick(&sheet->reader,
                          ": %" PRIu32 " files, %" PRIu32 " standards, %" PRIu32 " criteria, %" PRIu32
                          " indicators, %" PRIu32 " facts",
                          ": %" PRIu32 " tệp, %" PRIu32 " bộ tiêu chí, %" PRIu32 " tiêu chí, %" PRIu32
                          " chỉ tiêu, %" PRIu32 " loại số liệu"),
                counts.files, counts.standards, counts.criteria, counts.indicators, counts.facts);
  line(sheet, 0, "", TINT_NONE);
  buffer_format(text,
                text_pick(&sheet->reader,
                          "thresholds: %" PRIu32 " sourced, %" PRIu32 " unverified, %" PRIu32
                          " delegated, %" PRIu32 " pending",
                          "mức: %" PRIu32 " có căn cứ, %" PRIu32 " chưa kiểm chứng, %" PRIu32
                          " giao tỉnh, %" PRIu32 " chưa nhập"),
                counts.sourced, counts.unverified, counts.delegated, counts.pending);
  line(sheet, 0, "", TINT_NONE);
  buffer_format(text,
                text_pick(&sheet->reader,
                          "examples: %" PRIu32 ", failed: %" PRIu32 "; they try %" PRIu32 " of %" PRIu32
                          " threshold sides and %" PRIu32 " of %" PRIu32 " conditions and branches",
                          "ví dụ: %" PRIu32 ", sai: %" PRIu32 "; đã thử %" PRIu32 " trên %" PRIu32
                          " phía của các mức, %" PRIu32 " trên %" PRIu32 " điều kiện và nhánh"),
                counts.examples, counts.examples_failed, counts.sides_exercised, counts.sides,
                counts.clauses_exercised, counts.clauses);
  line(sheet, 0, "", TINT_NONE);
  buffer_format(text,
                text_pick(&sheet->reader, "errors: %" PRIu32 ", warnings: %" PRIu32,
                          "lỗi: %" PRIu32 ", cảnh báo: %" PRIu32),
                counts.errors, counts.warnings);
  line(sheet, 0, counts.errors > 0 ? "✗" : "✓", counts.errors > 0 ? TINT_BAD : TINT_GOOD);
}

static void write_sheet(struct sheet *sheet, struct writer *writer) {
  outline_begin(&sheet->outline, writer);
  for (int concern = CONCERN_PENDING; concern < CONCERN_COUNT; concern++)
    write_concern(sheet, (enum concern)concern);
  write_clauses(sheet);
  write_vanished(sheet);
  write_excused(sheet);
  write_wrong(sheet); /* last, so that a terminal still shows it */
  write_sum(sheet);
  outline_end(&sheet->outline);
}

chuan_status check_output(const struct check *check, const struct rulebook *rulebook,
                          const chuan_problem *problems, size_t problem_count, chuan_language language,
                          const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  writer_begin(&writer, style, language, sink, payload);
  struct sheet sheet = {.check = check,
                        .rulebook = rulebook,
                        .problems = problems,
                        .problem_count = problem_count,
                        .language = language,
                        .reader = {language, rulebook}};
  switch (writer.style.format) {
    case CHUAN_JSON:
      check_write_json(check, rulebook, problems, problem_count, &writer);
      break;
    case CHUAN_CSV:
      check_write_csv(check, rulebook, problems, problem_count, &writer);
      break;
    default:
      write_sheet(&sheet, &writer);
      break;
  }
  return writer_end(&writer);
}
