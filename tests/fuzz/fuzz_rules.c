/* Feeds arbitrary bytes to the rule loader, as up to three files of a period (cut at a byte of 0x01), each behind a
 * declaration of some facts: whatever they say, the loader answers with a rulebook that hangs together or with at
 * least one error at a place that exists. */
#include "rules/loading.h"

#include <stdlib.h>
#include <string.h>

#define FILES 3

static const char facts[] =
    "period { id = \"p\", first_year = 2021, last_year = 2025 } document { id = \"d\" }\n"
    "facts \"c\" { a = count { unit = \"x\" }, b = amount { unit = \"x\" }, ok = yes_no {}, r = choice { "
    "\"n\", \"s\" } }\n";

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
  chuan_status status = rulebook_load_text("fuzz", files, count, report, &book);
  require((status == CHUAN_OK) == (book != NULL));
  require(status == CHUAN_OK || status == CHUAN_RULE);
  require((status == CHUAN_RULE) == (report_severity_count(report, CHUAN_ERROR) > 0));
  if (book) check_graph(book);
  rulebook_free(book);
  report_free(report);
  for (size_t i = 0; i < FILES; i++) free(copies[i]);
  return 0;
}
