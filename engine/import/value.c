/* value.c - what is told about a cell that is no value of its fact. */
#include "import/value.h"

#define CHOICES_LISTED 10 /* as examples of what to write */

/* "not one of the choices" is not enough for somebody who does not know them. */
static const char *choice_refusal(const struct fact *fact, struct arena *arena, const struct report *report) {
  const char *list = "";
  for (uint32_t i = 0; i < fact->choice_count && i <= CHOICES_LISTED && list; i++) {
    const struct names *names = fact->choice_names ? &fact->choice_names[i] : NULL;
    const char *name = names && names->vi ? report_pick(report, names->en, names->vi) : NULL;
    const char *between = i > 0 ? ", " : "";
    if (i == CHOICES_LISTED)
      list = arena_format(arena, "%s, …", list);
    else if (name && *name)
      list = arena_format(arena, "%s%s%s (%s)", list, between, fact->choices[i], name);
    else
      list = arena_format(arena, "%s%s%s", list, between, fact->choices[i]);
  }
  if (!list) return NULL;
  return arena_format(arena,
                      report_pick(report, "not one of the choices of %s; write one of %s",
                                  "không thuộc các lựa chọn của %s; hãy ghi một trong: %s"),
                      fact->id, list);
}

const char *value_refusal(const struct fact *fact, const struct cell_trouble *trouble, struct arena *arena,
                          const struct report *report) {
  if (trouble->told) return report_pick(report, trouble->english, trouble->vietnamese);
  if (trouble->bound != FAULT_OTHER)
    return fact_fault_reason(arena, fact, trouble->bound, report_language(report));
  if (fact->kind == FACT_CHOICE && fact->choice_count > 0) return choice_refusal(fact, arena, report);
  return report_pick(report, trouble->english, trouble->vietnamese);
}

chuan_status value_read(const struct fact *fact, char decimal_mark, chuan_cell cell, struct arena *arena,
                        struct report *report, int64_t *value, const char **reason) {
  struct cell_trouble trouble;
  *reason = NULL;
  if (cell_read(fact, decimal_mark, cell, value, &trouble)) return CHUAN_OK;
  *reason = value_refusal(fact, &trouble, arena, report);
  return *reason ? CHUAN_OK : report_no_memory(report);
}
