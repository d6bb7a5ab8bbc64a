/* Feeds arbitrary bytes to the rule loader, as up to three files of a period (cut at a byte of 0x01), each behind a
 * declaration of some facts, the first of them also as the rules of an earlier period "e" to carry over from: whatever
 * they say, the loader answers with a rulebook that hangs together or with at least one error at a place that exists. */
#include "rules/loading.h"

#include <stdlib.h>
#include <string.h>

#define FILES 3

#define FACTS(period)                                                                                    \
  "period { id = \"" period                                                                              \
  "\", first_year = 2021, last_year = 2025 } document { id = \"d\" }\n"                                  \
  "facts \"c\" { a = count { unit = \"x\" }, b = amount { unit = \"x\" }, ok = yes_no {}, r = choice { " \
  "\"n\", \"s\" } }\n"
static const char facts[] = FACTS("p"), earlier_facts[] = FACTS("e");

struct earlier {
  struct rule_text files[FILES + 1];
  size_t count;
};

static chuan_status find(void *self, const char *period, struct report *report,
                         const struct rule_text **files, size_t *count) {
  const struct earlier *earlier = self;
  (void)report;
  if (strcmp(period, "e") != 0) return CHUAN_NOT_FOUND;
  *files = earlier->files;
  *count = earlier->count;
  return CHUAN_OK;
}

static void require(int truth) {
  if (!truth) abort();
}

/* Operands before users, types as their kinds promise, nothing missing. */
static void check_graph(const struct rulebook *book) {
  for (uint32_t i = 0; i < book->expression_count; i++) {
    const struct expression *expression = book->expressions[i];
    require(expression->id == i && expression->unit != NULL);
    for (uint32_t n = 0; n < expression->operand_count; n++) require(expression->operands[n]->id < i);
    if (expression->kind == EXPRESSION_BY) {
      uint32_t count =
          expression->operands[0]->type == TYPE_YES_NO ? 2 : expression->operands[0]->choice_count;
      for (uint32_t n = 0; n < count; n++) {
        int32_t operand = expression->as.by.cases[n];
        require(operand < (int32_t)expression->operand_count &&
                (operand > 0 || expression->as.by.otherwise > 0));
      }
    }
  }
  for (uint32_t i = 0; i < book->judged_count; i++) {
    const struct judged *judged = book->judged[i];
    require(judged->index == i && judged->test != NULL && judged->test->type == TYPE_TEST &&
            judged->level != NULL);
    require(rulebook_find(book, judged->path) != NULL);
    require((judged->value == NULL) == (judged->threshold == NULL));
    require((judged->kind == JUDGED_TARGET) == (judged->target != NULL));
  }
  for (uint32_t i = 0; i < book->overlay_count; i++) {
    const struct overlay *overlay = book->overlays[i];
    for (uint32_t n = 0; n < overlay->set_count; n++)
      require(rulebook_find(book, overlay->sets[n].judged->path) != NULL);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[FILES + 1] = {"facts.lua", "one.lua", "three.lua", "two.lua"};
  struct rule_text files[FILES + 1] = {{"facts.lua", "facts.lua", facts, sizeof facts - 1}};
  char *copies[FILES] = {NULL};
  size_t count = 1;
  while (size > 0 && count <= FILES) {
    const uint8_t *cut = count < FILES ? memchr(data, 1, size) : NULL;
    size_t length = cut ? (size_t)(cut - data) : size;
    char *copy = malloc(length + 1);
    require(copy != NULL);
    memcpy(copy, data, length);
    copy[length] = '\0';
    files[count] = (struct rule_text){names[count], names[count], copy, length};
    copies[count - 1] = copy;
    count++;
    size -= cut ? length + 1 : length;
    data += cut ? length + 1 : length;
  }
  struct report *report = report_create();
  struct rulebook *book = NULL;
  require(report != NULL);
  struct earlier earlier = {.count = count < 2 ? count : 2};
  memcpy(earlier.files, files, sizeof files);
  earlier.files[0] = (struct rule_text){"facts.lua", "facts.lua", earlier_facts, sizeof earlier_facts - 1};
  struct rule_periods periods = {&earlier, find};
  chuan_status status = rulebook_load_texts("fuzz", files, count, &periods, report, &book);
  require((status == CHUAN_OK) == (book != NULL));
  require(status == CHUAN_OK || status == CHUAN_RULE);
  require((status == CHUAN_RULE) == (report_severity_count(report, CHUAN_ERROR) > 0));
  if (book) check_graph(book);
  rulebook_free(book);
  report_free(report);
  for (size_t i = 0; i < FILES; i++) free(copies[i]);
  return 0;
}
