/* unit_name_key.c - keys of units' names: "X. Phước Hải", "xã Phuoc Hai" and "Xã Phước Hải" have one, "P.01" and
 * "Phường 1", too. */
#include "import/unit_name_key.h"

#include "base/text.h"

#include <string.h>

struct kind_word {
  const char *word;
  enum unit_kind kind;
};

/* As text_fold writes them. */
static const struct kind_word before[] = {{"thi tran", KIND_TOWNSHIP},   {"tt", KIND_TOWNSHIP},
                                          {"thanh pho", KIND_CITY},      {"tp", KIND_CITY},
                                          {"thi xa", KIND_TOWN},         {"tx", KIND_TOWN},
                                          {"xa", KIND_COMMUNE},          {"x", KIND_COMMUNE},
                                          {"phuong", KIND_WARD},         {"p", KIND_WARD},
                                          {"huyen", KIND_DISTRICT},      {"h", KIND_DISTRICT},
                                          {"quan", KIND_URBAN_DISTRICT}, {"q", KIND_URBAN_DISTRICT},
                                          {"tinh", KIND_PROVINCE},       {"t", KIND_PROVINCE},
                                          {"thon", KIND_OTHER},          {"ap", KIND_OTHER},
                                          {"ban", KIND_OTHER},           {"buon", KIND_OTHER},
                                          {"khu pho", KIND_OTHER},       {"kp", KIND_OTHER},
                                          {"to dan pho", KIND_OTHER},    {"tdp", KIND_OTHER},
                                          {"dac khu", KIND_OTHER},       {"khom", KIND_OTHER}};
static const struct kind_word behind[] = {
    {"commune", KIND_COMMUNE}, {"ward", KIND_WARD},         {"township", KIND_TOWNSHIP}, {"town", KIND_TOWN},
    {"city", KIND_CITY},       {"district", KIND_DISTRICT}, {"province", KIND_PROVINCE}};

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int is_vowel(char c) {
  return c && strchr("aeiouy", c) != NULL;
}

/* In place: "01" is 1, and y behind a consonant at a word's end is i (Mỹ, Mĩ). */
static void simplify(char *text) {
  char *out = text;
  for (const char *at = text; *at; at++) {
    int begins = at == text || at[-1] == ' ', ends = at[1] == 0 || at[1] == ' ';
    if (begins && *at == '0' && is_digit(at[1])) {
      while (*at == '0' && is_digit(at[1])) at++;
    }
    *out++ = *at == 'y' && ends && !begins && !is_vowel(at[-1]) ? 'i' : *at;
  }
  *out = 0;
}

/* "p1", "p 1" and "phuong 1": where the name proper begins. */
static const char *behind_kind(const char *text, enum unit_kind *kind) {
  for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
    size_t length = strlen(before[i].word);
    if (strncmp(text, before[i].word, length) != 0) continue;
    const char *rest = text + length;
    if (*rest == ' ' && rest[1])
      rest++;
    else if (!(length <= 2 && is_digit(*rest)))
      continue;
    *kind = before[i].kind;
    while (*rest == '0' && is_digit(rest[1])) rest++;
    return rest;
  }
  return text;
}

/* "phuoc hai commune": ends the text before the word. */
static void cut_kind(char *text, enum unit_kind *kind) {
  size_t length = strlen(text);
  for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
    size_t own = strlen(behind[i].word);
    if (length < own + 2 || text[length - own - 1] != ' ' || strcmp(text + length - own, behind[i].word) != 0)
      continue;
    *kind = behind[i].kind;
    text[length - own - 1] = 0;
    return;
  }
}

int unit_name_key(struct arena *arena, const char *text, size_t length, struct unit_name_key *out) {
  *out = (struct unit_name_key){.full = "", .bare = ""};
  char *folded = text_fold(arena, text, length);
  if (!folded) return 0;
  simplify(folded);
  out->full = folded;
  out->bare = behind_kind(folded, &out->kind);
  if (out->kind == KIND_UNSAID) {
    cut_kind(folded, &out->kind);
    out->bare = folded;
  }
  return 1;
}

int unit_kinds_fit(enum unit_kind a, enum unit_kind b) {
  return a == KIND_UNSAID || b == KIND_UNSAID || a == b;
}

int unit_name_key_fits(const struct unit_name_key *asked, const struct unit_name_key *own) {
  if (strcmp(asked->bare, own->bare) == 0) return unit_kinds_fit(asked->kind, own->kind);
  /* "Bản Lang" of "Xã Bản Lang": what looked like the kind is of the name. */
  return strcmp(asked->full, own->bare) == 0 || strcmp(asked->bare, own->full) == 0;
}

/* Words of a folded text. */
static size_t word_count(const char *text) {
  size_t count = *text != 0;
  for (; *text; text++) count += *text == ' ';
  return count;
}

static const char *last_words(const char *text, size_t count) {
  const char *at = text + strlen(text);
  while (at > text && count > 0) {
    at--;
    if (at == text || at[-1] == ' ') count--;
  }
  return at;
}

enum spelling unit_spelling(struct arena *arena, const char *asked, size_t length, const char *own) {
  if (text_equal(asked, length, own)) return SPELLING_SAME;
  const char *a = text_fold_case(arena, asked, length), *b = text_fold_case(arena, own, strlen(own));
  if (!a || !b) return SPELLING_OTHER;
  if (strcmp(a, b) == 0) return SPELLING_MARKED;
  struct unit_name_key key;
  if (!unit_name_key(arena, own, strlen(own), &key)) return SPELLING_OTHER;
  size_t words = word_count(key.bare);
  return strcmp(last_words(a, words), last_words(b, words)) == 0 ? SPELLING_MARKED : SPELLING_OTHER;
}
