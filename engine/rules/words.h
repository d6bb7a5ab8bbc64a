/* The vocabulary a rule file sees while it runs. The words only note what was written, as drafts. */
#ifndef CHUAN_RULES_WORDS_H
#define CHUAN_RULES_WORDS_H

#include "rules/loading.h"
#include "rules/word_list.h"

enum word {
#define XX(name, text, class, form) WORD_##name,
  WORD_MAP(XX)
#undef XX
      WORDS,
  WORD_UNKNOWN = -1
};

enum word_class {
  CLASS_RECORD,
  CLASS_KIND,
  CLASS_LAW,
  CLASS_NUMBER,
  CLASS_ELSEWHERE, /* of the type of its operand, which is read at another unit or in another year */
  CLASS_CHOOSING,
  CLASS_STATUS,
  CLASS_COMPUTE,
  CLASS_TEST
};

int word_find(const char *text); /* WORD_UNKNOWN when there is none */
enum word_class word_class(int word);
const char *word_text(int word);
const char *word_form(int word); /* how it is written, for messages */
/* The word nearest to a misspelt one, or NULL. */
const char *word_nearest(const char *text);

/* Gives the loader's sandbox the shared metatable of drafts. 0: no memory. */
int words_prepare(struct loader *loader);
/* Runs one file; what it says is added to the loader's drafts, what is wrong to its report. */
void words_run(struct loader *loader, struct draft_file *file);

#endif
