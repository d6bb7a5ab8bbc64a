/* name_sense.c - what makes a known name say something else: signs, diacritics, the rows above it. In doubt it does: a column
 * that is not read is told, a column read as the wrong fact is believed. */
#include "import/name_sense.h"

#include "base/text.h"
#include "import/heading_texts.h"
#include "import/vietnamese_syllable.h"

#include <string.h>

/* --- signs --------------------------------------------------------------------------------------------------- */

/* A share, a change, a comparison: nothing of them is left when a text is folded. */
static int has_other_sign(const char *text, const char *name) {
  static const char *const signs[] = {"%", "‰", "+", "±", "<", ">", "=", "≤", "≥"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (strstr(text, signs[i]) && !strstr(name, signs[i])) return 1;
  return 0;
}

/* --- diacritics ------------------------------------------------------------------------------------------------ */

/* The character that begins at *text, of at most three bytes as Vietnamese has them; *text moves behind it. */
static int32_t next_point(const char **text) {
  const unsigned char *at = (const unsigned char *)*text;
  int32_t point = at[0];
  size_t length = 1;
  if (at[0] >= 0xC0 && at[0] < 0xE0 && at[1]) {
    point = ((at[0] & 0x1F) << 6) | (at[1] & 0x3F);
    length = 2;
  } else if (at[0] >= 0xE0 && at[0] < 0xF0 && at[1] && at[2]) {
    point = ((at[0] & 0x0F) << 12) | ((at[1] & 0x3F) << 6) | (at[2] & 0x3F);
    length = 3;
  }
  *text += length;
  return point;
}

/* The same letters and, word by word, the same tone: "hoá" is "hóa". */
static int same_words(const char *a, const char *b) {
  unsigned tones[2] = {0, 0};
  while (*a && *b) {
    int32_t points[2] = {next_point(&a), next_point(&b)};
    struct vietnamese_letter letters[2] = {vietnamese_letter(points[0]), vietnamese_letter(points[1])};
    if (letters[0].letter != letters[1].letter || (!letters[0].letter && points[0] != points[1])) return 0;
    if (points[0] == ' ' && tones[0] != tones[1]) return 0;
    for (size_t i = 0; i < 2; i++) tones[i] = points[i] == ' ' ? 0 : tones[i] + letters[i].tone;
  }
  return !*a && !*b && tones[0] == tones[1];
}

static int is_ascii(const char *text) {
  while (*text && (unsigned char)*text < 0x80) text++;
  return !*text;
}

enum name_sense name_sense(struct arena *arena, const char *text, const char *name) {
  if (has_other_sign(text, name)) return NAME_OTHER;
  const char *cased = text_fold_case(arena, text, strlen(text)),
             *own = text_fold_case(arena, name, strlen(name));
  if (!cased || !own) return NAME_NO_MEMORY;
  if (strcmp(cased, own) == 0 || same_words(cased, own)) return NAME_EXACT;
  return is_ascii(cased) ? NAME_LIKE : NAME_OTHER;
}

/* --- rows above -------------------------------------------------------------------------------------------------- */

/* What any figure of a table may stand under. */
static const char *const of_tables[] = {
    "chi tieu",   "cac chi tieu", "chung",           "dan cu",     "dan so",    "general",
    "hien trang", "ho dan",       "ho gia dinh",     "indicators", "nhan khau", "noi dung",
    "so lieu",    "thong tin",    "thong tin chung", "tong hop",   "tong so",   "total"};

/* What a figure may stand under that is not of everybody: "Điện / Số hộ" are those with electricity. */
static const char *const of_fields[] = {"an ninh",
                                        "co so ha tang thuong mai nong thon",
                                        "co so vat chat van hoa",
                                        "dien",
                                        "giao duc",
                                        "giao duc va dao tao",
                                        "giao thong",
                                        "ha tang",
                                        "ha tang kinh te xa hoi",
                                        "he thong chinh tri",
                                        "he thong chinh tri va tiep can phap luat",
                                        "kinh te",
                                        "kinh te va to chuc san xuat",
                                        "kinh te xa hoi",
                                        "lao dong",
                                        "moi truong",
                                        "moi truong va an toan thuc pham",
                                        "nha o dan cu",
                                        "quoc phong va an ninh",
                                        "quy hoach",
                                        "thong tin va truyen thong",
                                        "thu nhap",
                                        "thuy loi",
                                        "thuy loi va phong chong thien tai",
                                        "to chuc san xuat",
                                        "to chuc san xuat va phat trien kinh te nong thon",
                                        "truong hoc",
                                        "van hoa",
                                        "van hoa giao duc moi truong",
                                        "y te"};

static int is_listed(const char *text, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i], text) == 0) return 1;
  return 0;
}

static int is_whole(const struct vocabulary_level *level, const struct fact *fact) {
  for (uint32_t i = 0; i < level->fact_count; i++)
    if (level->facts[i]->part_of == fact) return 1;
  return 0;
}

/* "2 giao thong", "tieu chi so 2 giao thong": what comes behind. */
static const char *behind_number(const char *text) {
  static const char *const words[] = {"tieu chi ", "so ", "nhom "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strncmp(text, words[i], strlen(words[i])) == 0 && (i != 1 || strspn(text + 3, "0123456789")))
      text += strlen(words[i]);
  size_t digits = strspn(text, "0123456789");
  return digits && text[digits] == ' ' ? text + digits + 1 : text;
}

/* Whether every word of a text is one of the other's. */
static int has_words(const char *text, const char *other) {
  if (!*text) return 0;
  for (const char *word = text; *word; word += strspn(word, " ")) {
    size_t length = strcspn(word, " ");
    int found = 0;
    for (const char *at = other; *at && !found; at += strspn(at, " ")) {
      size_t own = strcspn(at, " ");
      found = own == length && memcmp(at, word, own) == 0;
      at += own;
    }
    if (!found) return 0;
    word += length;
  }
  return 1;
}

int name_sense_is_group(struct arena *arena, const char *above, const struct vocabulary_level *level,
                        const struct fact *fact, int *is_group) {
  const char *vi = text_fold(arena, fact->name.vi, strlen(fact->name.vi)),
             *en = text_fold(arena, fact->name.en, strlen(fact->name.en));
  *is_group = !has_other_sign(above, "");
  if (!vi || !en) return 0;
  for (const char *at = above, *end; *is_group; at = end + strlen(HEADING_SEPARATOR)) {
    end = strstr(at, HEADING_SEPARATOR);
    size_t length = end ? (size_t)(end - at) : strlen(at);
    char *row = text_fold(arena, at, length);
    if (!row) return 0;
    const char *said = behind_number(row);
    *is_group = is_listed(said, of_tables, sizeof of_tables / sizeof *of_tables) || has_words(said, vi) ||
                has_words(said, en) ||
                (is_listed(said, of_fields, sizeof of_fields / sizeof *of_fields) && !is_whole(level, fact));
    if (!end) break;
  }
  return 1;
}
