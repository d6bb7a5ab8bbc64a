/* What type a draft looks like before it is resolved: which type the values of a choice are to have, and from which
 * list of choices its texts come. */
#include "rules/resolve.h"

struct guess {
  const struct level *level;
  enum want_kind kind;
  struct domain domain;
  struct guess *next;
};

static enum want_kind kind_of(const struct expression *expression, struct domain *domain) {
  switch (expression->type) {
    case TYPE_NUMBER:
      return WANT_NUMBER;
    case TYPE_YES_NO:
      return WANT_YES_NO;
    case TYPE_TEST:
      return WANT_TEST;
    case TYPE_CHOICE:
      *domain = (struct domain){expression->choices, expression->choice_count};
      return WANT_CHOICE;
  }
  return WANT_ANY;
}

static enum want_kind guess_name(struct scope *scope, struct draft *draft, struct domain *domain) {
  const struct named *named = name_table_get(&scope->level->names, draft->word);
  if (!named) return WANT_ANY;
  const struct expression *found = resolve(scope, draft, want_of(WANT_ANY));
  return found ? kind_of(found, domain) : WANT_ANY;
}

static enum want_kind guess_node(struct scope *scope, struct draft *draft, struct domain *domain) {
  if (draft->known == WORD_UNKNOWN) return WANT_ANY;
  enum want_kind kind = WANT_ANY;
  struct level *level;
  int end = 0;
  switch (word_class(draft->known)) {
    case CLASS_NUMBER:
      return WANT_NUMBER;
    case CLASS_TEST:
      return WANT_TEST;
    case CLASS_ELSEWHERE: {
      struct draft *read = elsewhere_read(scope, draft, &level);
      if (!read) return WANT_ANY;
      struct scope there = *scope;
      there.level = level;
      if (level != scope->level) there.standard = NULL;
      return resolve_guess(&there, read, domain);
    }
    case CLASS_STATUS:
      if (draft->known != WORD_UNVERIFIED || draft->field_count != 1) return WANT_ANY;
      return resolve_guess(scope, draft->fields[0].value, domain);
    case CLASS_CHOOSING:
      for (uint32_t i = 0; !end && (kind == WANT_ANY || (kind == WANT_CHOICE && !domain->choices)); i++) {
        struct draft *branch = choosing_branch(draft, i, &end);
        enum want_kind found = branch ? resolve_guess(scope, branch, domain) : WANT_ANY;
        if (kind == WANT_ANY) kind = found;
      }
      return kind;
    default:
      return WANT_ANY;
  }
}

enum want_kind resolve_guess(struct scope *scope, struct draft *draft, struct domain *domain) {
  *domain = (struct domain){NULL, 0};
  switch (draft->kind) {
    case DRAFT_NUMBER:
      return WANT_NUMBER;
    case DRAFT_STRING:
      return WANT_CHOICE;
    case DRAFT_BOOLEAN:
      return WANT_TEST;
    case DRAFT_NAME:
    case DRAFT_NODE:
      break;
    default:
      return WANT_ANY;
  }
  for (struct guess *known = draft->guess; known; known = known->next) {
    if (known->level != scope->level) continue;
    *domain = known->domain;
    return known->kind;
  }
  enum want_kind kind =
      draft->kind == DRAFT_NAME ? guess_name(scope, draft, domain) : guess_node(scope, draft, domain);
  struct guess *guess = arena_alloc(scope->loader->arena, sizeof *guess);
  if (!guess) {
    loader_no_memory(scope->loader);
    return WANT_ANY;
  }
  *guess = (struct guess){scope->level, kind, *domain, draft->guess};
  draft->guess = guess;
  return kind;
}
