/* The one failure and the many problems of a call, as sentences in the person's language. */
#include "base/report.h"

#include "base/arena.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROBLEMS_KEPT 10000u
/* A sentence may quote a cell or a name of any length; nobody reads more than this. */
#define SENTENCE_SIZE 2048u

struct entry {
  chuan_problem problem;
  size_t order; /* as it came */
};

struct report {
  chuan_language language;
  chuan_status status;
  struct arena *arena; /* of the problems; made with the first */
  struct entry *entries;
  size_t entry_count, entry_capacity;
  size_t counts[CHUAN_ERROR + 1];
  char message[SENTENCE_SIZE]; /* here, so that a failure can be told without memory */
};

struct report *report_create(void) {
  return calloc(1, sizeof(struct report));
}

void report_free(struct report *report) {
  if (!report) return;
  arena_free(report->arena);
  free(report);
}

void report_clear(struct report *report) {
  arena_free(report->arena);
  report->arena = NULL;
  report->entries = NULL;
  report->entry_count = report->entry_capacity = 0;
  memset(report->counts, 0, sizeof report->counts);
  report->status = CHUAN_OK;
  report->message[0] = 0;
}

void report_set_language(struct report *report, chuan_language language) {
  report->language = language;
}

chuan_language report_language(const struct report *report) {
  return report->language;
}

const char *report_pick(const struct report *report, const char *english, const char *vietnamese) {
  return report->language == CHUAN_ENGLISH ? english : vietnamese;
}

/* One line, whatever was quoted: control characters (a newline, a terminal's escape) become spaces, and
 * a sentence that was cut ends at a whole character with an ellipsis. */
static void sentence_clean(char *text, int written) {
  if (written < 0) {
    text[0] = 0;
    return;
  }
  if ((size_t)written >= SENTENCE_SIZE) {
    static const char ellipsis[] = "…";
    size_t end = SENTENCE_SIZE - sizeof ellipsis;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) end--;
    memcpy(text + end, ellipsis, sizeof ellipsis);
  }
  text_blank_controls(text);
}

chuan_status report_fail(struct report *report, chuan_status status, const char *english,
                         const char *vietnamese, ...) {
  if (report->status != CHUAN_OK) return status;
  report->status = status;
  va_list arguments;
  va_start(arguments, vietnamese);
  int written =
      vsnprintf(report->message, SENTENCE_SIZE, report_pick(report, english, vietnamese), arguments);
  va_end(arguments);
  sentence_clean(report->message, written);
  return status;
}

void report_memory(struct report *report) {
  report_fail(report, CHUAN_MEMORY, "out of memory; close other programs or use a smaller file",
              "hết bộ nhớ; hãy đóng bớt chương trình khác hoặc dùng tệp nhỏ hơn");
}

/* The file's name is the same for problem after problem: the last copy serves again. */
static const char *keep_file(struct report *report, const char *file) {
  if (!file) return "";
  if (report->entry_count) {
    const char *last = report->entries[report->entry_count - 1].problem.file;
    if (strcmp(last, file) == 0) return last;
  }
  char *copy = arena_string(report->arena, file);
  if (copy) sentence_clean(copy, (int)strlen(copy)); /* a file can be called anything */
  return copy;
}

/* The same about the same place in succession, as a loop in a rule file would have it, is said once. */
static int is_repeated(const struct report *report, chuan_severity severity, const struct place *place,
                       const char *sentence) {
  if (!report->entry_count) return 0;
  const chuan_problem *last = &report->entries[report->entry_count - 1].problem;
  return last->severity == severity && last->line == (place ? place->line : 0) &&
         last->column == (place ? place->column : 0) && strcmp(last->message, sentence) == 0 &&
         strcmp(last->file, place && place->file ? place->file : "") == 0;
}

void report_problem(struct report *report, chuan_severity severity, const struct place *place,
                    const char *english, const char *vietnamese, ...) {
  if (report->entry_count == PROBLEMS_KEPT) {
    report->counts[severity]++;
    return;
  }
  char sentence[SENTENCE_SIZE];
  va_list arguments;
  va_start(arguments, vietnamese);
  int written = vsnprintf(sentence, sizeof sentence, report_pick(report, english, vietnamese), arguments);
  va_end(arguments);
  sentence_clean(sentence, written);
  if (is_repeated(report, severity, place, sentence)) return;

  report->counts[severity]++;
  if (!report->arena) report->arena = arena_create();
  if (!report->arena || !arena_grow(report->arena, &report->entries, &report->entry_capacity,
                                    report->entry_count, sizeof *report->entries)) {
    report_memory(report);
    return;
  }
  const char *file = keep_file(report, place ? place->file : NULL);
  const char *message = arena_string(report->arena, sentence);
  if (!file || !message) {
    report_memory(report);
    return;
  }
  struct entry *entry = &report->entries[report->entry_count];
  *entry = (struct entry){.problem = {.severity = severity, .file = file, .message = message},
                          .order = report->entry_count};
  if (place) {
    entry->problem.line = place->line;
    entry->problem.column = place->column;
  }
  report->entry_count++;
}

struct report_mark report_mark(const struct report *report) {
  struct report_mark mark = {.entry_count = report->entry_count};
  memcpy(mark.counts, report->counts, sizeof mark.counts);
  return mark;
}

void report_return(struct report *report, const struct report_mark *mark) {
  report->entry_count = mark->entry_count;
  memcpy(report->counts, mark->counts, sizeof mark->counts);
}

size_t report_problem_count(const struct report *report) {
  return report->entry_count;
}

const chuan_problem *report_problem_get(const struct report *report, size_t index) {
  return index < report->entry_count ? &report->entries[index].problem : NULL;
}

size_t report_severity_count(const struct report *report, chuan_severity severity) {
  return report->counts[severity];
}

static int entry_compare(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int files = strcmp(a->problem.file, b->problem.file);
  if (files) return files;
  if (a->problem.line != b->problem.line) return a->problem.line < b->problem.line ? -1 : 1;
  if (a->problem.column != b->problem.column) return a->problem.column < b->problem.column ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

void report_sort(struct report *report) {
  if (report->entry_count)
    qsort(report->entries, report->entry_count, sizeof *report->entries, entry_compare);
}

const char *report_message(const struct report *report) {
  return report->message;
}

chuan_status report_status(const struct report *report) {
  return report->status;
}
