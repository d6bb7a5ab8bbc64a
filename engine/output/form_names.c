/* Names for a form within the limits of Excel: 31 characters for a sheet, no brackets, no two alike. */
#include "output/form_names.h"

#include "base/decimal.h"
#include "base/text.h"
#include "output/label.h"

#include <string.h>

#define SHEET_CHARACTERS 31u

const char *form_roman(struct arena *arena, uint32_t number) {
  static const struct {
    uint32_t value;
    const char *text;
  } steps[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
  if (number == 0 || number > 39) return arena_format(arena, "%u", number);
  const char *text = "";
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    for (; text && number >= steps[i].value; number -= steps[i].value)
      text = arena_format(arena, "%s%s", text, steps[i].text);
  }
  return text;
}

static int begins_character(char byte) {
  return ((unsigned char)byte & 0xC0u) != 0x80u;
}

size_t form_characters(const char *text) {
  size_t count = 0;
  for (; *text; text++) count += (size_t)begins_character(*text);
  return count;
}

/* Bytes of the first `limit` characters. */
static size_t prefix(const char *text, size_t limit) {
  size_t at = 0;
  for (size_t count = 0; text[at]; at++)
    if (begins_character(text[at]) && count++ == limit) break;
  return at;
}

const char *form_cut(struct arena *arena, const char *text, size_t limit) {
  if (form_characters(text) <= limit) return text;
  return arena_format(arena, "%.*s…", (int)prefix(text, limit - 1), text);
}

/* --- sheets -------------------------------------------------------------------------------------------------- */

static int is_taken(struct arena *arena, const char *name, const struct form_group *groups, size_t count,
                    int *memory) {
  static const char *const ours[] = {FORM_GUIDE_SHEET, FORM_LISTS_SHEET};
  const char *key = text_fold_case(arena, name, strlen(name));
  *memory = key != NULL;
  for (size_t i = 0; key && i < count + sizeof ours / sizeof *ours; i++) {
    const char *other = i < count ? groups[i].sheet : ours[i - count];
    const char *other_key = text_fold_case(arena, other, strlen(other));
    *memory = other_key != NULL;
    if (!other_key || strcmp(key, other_key) == 0) return 1;
  }
  return 0;
}

/* What a sheet may not be called is left out; control characters too. An apostrophe may not stand at the ends. */
static char *allowed(struct arena *arena, const char *title) {
  char *name = arena_string(arena, title);
  size_t length = 0;
  for (const char *at = title; name && *at; at++) {
    int space = (unsigned char)*at <= ' ' || strchr("[]:*?/\\'", *at) != NULL;
    if (!space)
      name[length++] = *at;
    else if (length > 0 && name[length - 1] != ' ')
      name[length++] = ' ';
  }
  while (name && length > 0 && name[length - 1] == ' ') length--;
  if (name) name[length] = '\0';
  return name;
}

const char *form_sheet_name(struct arena *arena, const char *title, const struct form_group *groups,
                            size_t count) {
  const char *whole = allowed(arena, title);
  if (whole && !*whole) whole = "–";
  const char *name = whole ? form_cut(arena, whole, SHEET_CHARACTERS) : NULL;
  int memory = 1;
  for (size_t number = 2; name && is_taken(arena, name, groups, count, &memory); number++) {
    if (!memory) return NULL;
    const char *ending = arena_format(arena, " (%zu)", number);
    const char *begin = ending ? form_cut(arena, whole, SHEET_CHARACTERS - strlen(ending)) : NULL;
    name = begin ? arena_format(arena, "%s%s", begin, ending) : NULL;
  }
  return name;
}

const char *form_quoted(struct arena *arena, const char *sheet) {
  return arena_format(arena, "'%s'", sheet); /* there is no apostrophe in the names made here */
}

const char *form_letters(struct arena *arena, uint32_t column) {
  char letters[8];
  size_t at = sizeof letters;
  letters[--at] = '\0';
  for (uint32_t left = column + 1; left > 0 && at > 0; left = (left - 1) / 26)
    letters[--at] = (char)('A' + (left - 1) % 26);
  return arena_string(arena, letters + at);
}

/* --- cells --------------------------------------------------------------------------------------------------- */

const char *form_choice(const struct rulebook *rulebook, const struct fact *fact, uint32_t index) {
  const char *name = rulebook_word(rulebook, fact->choices[index], CHUAN_VIETNAMESE);
  for (uint32_t i = 0; i < fact->choice_count; i++) {
    if (i != index && strcmp(rulebook_word(rulebook, fact->choices[i], CHUAN_VIETNAMESE), name) == 0)
      return fact->choices[index];
  }
  return name;
}

const char *form_number(struct arena *arena, const struct fact *fact, int64_t value) {
  char text[DECIMAL_TEXT_SIZE];
  decimal_format_short(value, fact->places, text);
  label_decimal(text, CHUAN_VIETNAMESE, text, sizeof text);
  return arena_string(arena, text);
}
