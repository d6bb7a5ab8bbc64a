/* Why the register and the verdict part, in a sentence: the criteria that fail, or the condition of the withdrawal rule
 * that holds. */
#include "output/review_output.h"

#include "base/date.h"
#include "output/explanation_text.h"
#include "output/label.h"

#include <string.h>

#define NAMED_MOST 3     /* so few criteria are called by name, more by number alone */
#define WALKED_MOST 1000 /* expressions looked at inside one condition */
#define DEPTH_MOST 64

struct reasoning {
  const struct reader *reader;
  struct buffer *text;
  struct exact *exact; /* stands on the unit */
};

static const char *pick(const struct reasoning *reasoning, const char *english, const char *vietnamese) {
  return text_pick(reasoning->reader, english, vietnamese);
}

static void add(const struct reasoning *reasoning, const char *text) {
  buffer_add_string(reasoning->text, text);
}

static void begin_sentence(const struct reasoning *reasoning) {
  if (reasoning->text->length > 0) add(reasoning, "; ");
}

/* A value alone, by its name. */
static void add_names(const struct reasoning *reasoning, const struct expression *value) {
  const struct explanation_term bare = {.expression = value, .missing = 1, .taken = UINT32_MAX};
  text_names(reasoning->text, reasoning->reader, &bare);
}

/* What a condition is about. */
static void add_condition(const struct reasoning *reasoning, const struct expression *condition) {
  switch (condition->kind) {
    case EXPRESSION_DERIVED:
      add(reasoning, names_pick(&condition->as.derived->name, reasoning->reader->language));
      return;
    case EXPRESSION_MET:
      add(reasoning, names_pick(&condition->as.target->name, reasoning->reader->language));
      return;
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
      add_names(reasoning, condition->operands[0]);
      if (condition->operands[1]->type == TYPE_NUMBER) {
        add(reasoning, " ");
        add(reasoning, text_sign(condition->kind));
        add(reasoning, " ");
        add_names(reasoning, condition->operands[1]);
        text_unit(reasoning->text, reasoning->reader, condition->operands[0]->unit);
      }
      return;
    case EXPRESSION_BETWEEN:
    case EXPRESSION_ONE_OF:
    case EXPRESSION_IS_TRUE:
    case EXPRESSION_KNOWN:
      add_names(reasoning, condition->operands[0]);
      return;
    default:
      add(reasoning, label_text(LABEL_CONDITIONS, reasoning->reader->language));
      return;
  }
}

/* --- criteria ---------------------------------------------------------------------------------------------------- */

struct criteria { /* of one standard, for the unit */
  uint32_t applicable, failing, undecided, key;
};

static struct criteria count(const struct reasoning *reasoning, const struct judged *standard) {
  struct criteria criteria = {0, 0, 0, 0};
  for (uint32_t i = 0; i < standard->child_count; i++) {
    const struct judged *criterion = standard->children[i];
    chuan_verdict verdict = exact_verdict(reasoning->exact, criterion->test);
    criteria.applicable += verdict != CHUAN_NOT_APPLICABLE;
    criteria.failing += verdict == CHUAN_NOT_MET;
    criteria.undecided += verdict == CHUAN_NO_DATA;
    criteria.key += verdict == CHUAN_NOT_MET && criterion->key;
  }
  return criteria;
}

/* "1", "12"; -1 for an id that is no plain number. */
static int number_of(const char *id) {
  int number = 0;
  for (const char *at = id; *at != '\0'; at++) {
    if (*at < '0' || *at > '9' || at - id >= 6) return -1;
    number = number * 10 + (*at - '0');
  }
  return number;
}

static int is_listed(const struct reasoning *reasoning, const struct judged *criterion, chuan_verdict verdict,
                     int key_only) {
  return exact_verdict(reasoning->exact, criterion->test) == verdict && (!key_only || criterion->key);
}

/* "2, 5–9, 17": those with the verdict, or the key ones among them. */
static void add_ids(const struct reasoning *reasoning, const struct judged *standard, chuan_verdict verdict,
                    int key_only) {
  const char *between = "";
  for (uint32_t i = 0, end; i < standard->child_count; i = end) {
    const struct judged *first = standard->children[i];
    end = i + 1;
    if (!is_listed(reasoning, first, verdict, key_only)) continue;
    add(reasoning, between);
    add(reasoning, first->id);
    between = ", ";
    int number = number_of(first->id);
    while (number >= 0 && end < standard->child_count &&
           number_of(standard->children[end]->id) == number + (int)(end - i) &&
           is_listed(reasoning, standard->children[end], verdict, key_only))
      end++;
    if (end - i < 3) {
      end = i + 1;
      continue;
    }
    add(reasoning, "–");
    add(reasoning, standard->children[end - 1]->id);
  }
}

/* "2 Giao thông, 17 Môi trường (trọng yếu)", then the standard's own conditions with the verdict. */
static void add_members(const struct reasoning *reasoning, const struct judged *standard,
                        chuan_verdict verdict, uint32_t criteria, const struct expression *const *own,
                        size_t own_count) {
  const char *between = "";
  if (criteria > NAMED_MOST) {
    add_ids(reasoning, standard, verdict, 0);
    between = ", ";
  }
  for (uint32_t i = 0; criteria <= NAMED_MOST && i < standard->child_count; i++) {
    const struct judged *criterion = standard->children[i];
    if (exact_verdict(reasoning->exact, criterion->test) != verdict) continue;
    add(reasoning, between);
    add(reasoning, criterion->id);
    add(reasoning, " ");
    add(reasoning, names_pick(&criterion->name, reasoning->reader->language));
    if (criterion->key && verdict == CHUAN_NOT_MET) add(reasoning, pick(reasoning, " (key)", " (trọng yếu)"));
    between = ", ";
  }
  if (criteria > NAMED_MOST && own_count > 0) {
    add(reasoning, between);
    add(reasoning, label_text(LABEL_CONDITIONS, reasoning->reader->language));
    return;
  }
  for (size_t i = 0; i < own_count; i++) {
    add(reasoning, between);
    add_condition(reasoning, own[i]);
    between = ", ";
  }
}

/* "7 trên 19 tiêu chí chưa đạt: 1, 2, …; trọng yếu: 17". */
static void add_failing(const struct reasoning *reasoning, const struct judged *standard, int name_it) {
  struct criteria criteria = count(reasoning, standard);
  begin_sentence(reasoning);
  if (name_it) {
    add(reasoning, names_pick(&standard->name, reasoning->reader->language));
    add(reasoning, ": ");
  }
  buffer_format(reasoning->text, pick(reasoning, "%u of %u criteria fail", "%u trên %u tiêu chí chưa đạt"),
                (unsigned)criteria.failing, (unsigned)criteria.applicable);
  if (criteria.failing > 0) {
    add(reasoning, ": ");
    add_ids(reasoning, standard, CHUAN_NOT_MET, 0);
  }
  if (criteria.key > 0) {
    add(reasoning, pick(reasoning, ", among them key: ", ", trong đó trọng yếu: "));
    add_ids(reasoning, standard, CHUAN_NOT_MET, 1);
  }
  if (criteria.undecided > 0) {
    buffer_format(reasoning->text, pick(reasoning, "; %u undecided", "; %u chưa kết luận được"),
                  (unsigned)criteria.undecided);
  }
}

/* --- the standard itself -------------------------------------------------------------------------------------------- */

static size_t own_conditions(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                             uint32_t place, chuan_verdict verdict, int criteria,
                             const struct expression **own, size_t most) {
  uint32_t at = 0;
  size_t found = 0;
  const struct expression *condition;
  while (found < most &&
         (condition = own_condition(cursor, evaluated, place, verdict, criteria, &at)) != NULL)
    own[found++] = condition;
  return found;
}

/* The criteria and conditions that have the verdict. */
static void add_standard(const struct reasoning *reasoning, struct evaluation_cursor *cursor,
                         const struct review_group *group, const struct review_item *item,
                         chuan_verdict verdict) {
  const struct expression *own[8];
  struct criteria criteria = count(reasoning, group->standard);
  uint32_t number = verdict == CHUAN_NOT_MET ? criteria.failing : criteria.undecided;
  size_t own_count = own_conditions(cursor, item->evaluated, group->place, verdict, number > 0, own,
                                    sizeof own / sizeof *own);
  if (number == 0 && own_count == 0) return;
  begin_sentence(reasoning);
  if (number > NAMED_MOST) {
    buffer_format(
        reasoning->text,
        verdict == CHUAN_NOT_MET
            ? pick(reasoning, "%u of %u criteria fail: ", "%u trên %u tiêu chí chưa đạt: ")
            : pick(reasoning, "%u of %u criteria undecided: ", "%u trên %u tiêu chí chưa kết luận được: "),
        (unsigned)number, (unsigned)criteria.applicable);
  } else {
    add(reasoning, verdict == CHUAN_NOT_MET ? pick(reasoning, "not met: ", "chưa đạt: ")
                                            : pick(reasoning, "undecided: ", "chưa kết luận được: "));
  }
  add_members(reasoning, group->standard, verdict, number, own, own_count);
  if (verdict != CHUAN_NOT_MET || number <= NAMED_MOST || criteria.key == 0) return;
  add(reasoning, pick(reasoning, "; key: ", "; trọng yếu: "));
  add_ids(reasoning, group->standard, verdict, 1);
}

/* Meets all of it, and yet nobody recognised it, or no longer does. */
static void add_meets(const struct reasoning *reasoning, const struct review_group *group,
                      const struct review_item *item) {
  struct criteria criteria = count(reasoning, group->standard);
  if (criteria.applicable > 0 && criteria.failing + criteria.undecided == 0) {
    buffer_format(reasoning->text, pick(reasoning, "meets all %u criteria; ", "đạt cả %u tiêu chí; "),
                  (unsigned)criteria.applicable);
  }
  if (item->revoked != NULL) {
    char day[DATE_TEXT_SIZE];
    label_day(item->revoked->revoked_on, reasoning->reader->language, day);
    buffer_format(reasoning->text,
                  pick(reasoning, "its recognition was revoked on %s", "quyết định đã bị thu hồi ngày %s"),
                  day);
    return;
  }
  add(reasoning, pick(reasoning, "no decision", "chưa có quyết định"));
}

/* What it lacks: figures to be reported, levels to be entered. */
static chuan_status add_lacks(const struct reasoning *reasoning, const struct judged *standard) {
  struct arena *arena = arena_create();
  struct cause *causes;
  size_t cause_count, figures = 0, levels = 0;
  if (arena == NULL) return CHUAN_MEMORY;
  chuan_status status = exact_causes(reasoning->exact, standard->test, arena, &causes, &cause_count);
  for (size_t i = 0; status == CHUAN_OK && i < cause_count; i++) {
    figures += causes[i].kind == CAUSE_MISSING_FACT;
    levels += causes[i].kind == CAUSE_PENDING || causes[i].kind == CAUSE_DELEGATED;
  }
  arena_free(arena);
  if (status != CHUAN_OK) return status;
  if (figures > 0) {
    begin_sentence(reasoning);
    buffer_format(reasoning->text,
                  figures == 1 ? pick(reasoning, "%zu figure missing", "thiếu %zu số liệu")
                               : pick(reasoning, "%zu figures missing", "thiếu %zu số liệu"),
                  figures);
  }
  if (levels > 0) {
    begin_sentence(reasoning);
    buffer_format(reasoning->text,
                  levels == 1 ? pick(reasoning, "%zu level not set", "%zu mức chưa có")
                              : pick(reasoning, "%zu levels not set", "%zu mức chưa có"),
                  levels);
  }
  return CHUAN_OK;
}

/* --- the withdrawal rule ---------------------------------------------------------------------------------------------- */

static const struct expression *unwrapped(const struct expression *test) {
  for (int i = 0; i < DEPTH_MOST; i++) {
    if (test->kind == EXPRESSION_DERIVED || test->kind == EXPRESSION_UNVERIFIED)
      test = test->operands[0];
    else if (test->kind == EXPRESSION_APPLIES_WHEN)
      test = test->operands[1];
    else
      break;
  }
  return test;
}

/* The standard whose failing criteria a condition counts, or NULL. */
static const struct judged *counted(const struct expression *condition, int depth, unsigned *walked) {
  if (condition->kind == EXPRESSION_FAILED_SHARE) return condition->as.target;
  if (condition->kind == EXPRESSION_MET || expression_is_outside(condition->kind)) return NULL;
  if (depth >= DEPTH_MOST || ++*walked > WALKED_MOST) return NULL;
  for (uint32_t i = 0; i < condition->operand_count; i++) {
    const struct judged *found = counted(condition->operands[i], depth + 1, walked);
    if (found != NULL) return found;
  }
  return NULL;
}

/* The conditions of the rule that hold: by the criteria they count, each standard once, else by what they are about. */
static void add_withdrawal(const struct reasoning *reasoning, const struct review_group *group) {
  const struct expression *test = unwrapped(group->reviewer->test);
  const struct expression *const *members = test->kind == EXPRESSION_ANY ? test->operands : &test;
  uint32_t member_count = test->kind == EXPRESSION_ANY ? test->operand_count : 1;
  const struct judged *said = NULL;
  for (uint32_t i = 0; i < member_count; i++) {
    unsigned walked = 0;
    if (exact_verdict(reasoning->exact, members[i]) != CHUAN_MET) continue;
    const struct judged *standard = counted(members[i], 0, &walked);
    if (standard != NULL && standard == said) continue;
    if (standard != NULL) {
      add_failing(reasoning, standard, standard != group->standard);
      said = standard;
    } else {
      begin_sentence(reasoning);
      add_condition(reasoning, members[i]);
    }
  }
}

/* --- the sentence ----------------------------------------------------------------------------------------------------- */

static chuan_status reason_of(const struct reasoning *reasoning, struct evaluation_cursor *cursor,
                              const struct review_group *group, const struct review_item *item) {
  chuan_status status = CHUAN_OK;
  switch (item->finding) {
    case FINDING_REVIEW:
      add_withdrawal(reasoning, group);
      break;
    case FINDING_NO_LONGER_MEETS:
      add_standard(reasoning, cursor, group, item, CHUAN_NOT_MET);
      if (item->withdrawal == CHUAN_NO_DATA) {
        begin_sentence(reasoning);
        add(reasoning, pick(reasoning, "not known whether withdrawal is to be considered",
                            "chưa rõ có phải xem xét thu hồi không"));
      }
      break;
    case FINDING_NOT_RECOGNISED:
      add_meets(reasoning, group, item);
      break;
    case FINDING_UNDECIDED:
      if (item->recognised == CHUAN_NO_DATA) {
        add(reasoning, pick(reasoning, "made of units recognised and units not recognised",
                            "gồm đơn vị đã công nhận và đơn vị chưa công nhận"));
      }
      if (item->verdict == CHUAN_NO_DATA) {
        add_standard(reasoning, cursor, group, item, CHUAN_NO_DATA);
        status = add_lacks(reasoning, group->standard);
      }
      break;
    default:
      break;
  }
  return status;
}

chuan_status review_reason(const struct review *review, const struct review_group *group,
                           const struct review_item *item, struct evaluation_cursor *cursor,
                           const char **out) {
  *out = "";
  if (item->finding == FINDING_NOTHING) return CHUAN_OK;
  struct reader reader = {cursor->language, review->evaluation->rulebook};
  struct buffer text;
  chuan_threshold_status known;
  /* makes the cursor stand on the unit */
  chuan_status status = evaluation_cursor_status(cursor, item->evaluated, group->place, &known);
  if (status != CHUAN_OK) return status;
  buffer_init(&text, 0);
  struct reasoning reasoning = {&reader, &text, cursor->exact[item->evaluated->part]};
  status = reason_of(&reasoning, cursor, group, item);
  if (status == CHUAN_OK) {
    *out = text.failed ? NULL : arena_string(review->arena, buffer_string(&text));
    if (*out == NULL) status = CHUAN_MEMORY;
  }
  buffer_free(&text);
  return status;
}
