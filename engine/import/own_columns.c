/* own_columns.c - the words people use for the code of a unit, its name, what it belongs to, the year. */
#include "import/own_columns.h"

#include "base/text.h"

#include <string.h>

static const char *const added[][2] = {[OWN_REASON] = {"Lý do bị loại", "reason"},
                                       [OWN_SHEET] = {"Trang tính", "sheet"},
                                       [OWN_YEAR] = {"Năm", "year"},
                                       [OWN_PARENT] = {"Thuộc đơn vị", "parent"}};

const char *own_column_name(enum own_column column, chuan_language language) {
  return added[column][language == CHUAN_ENGLISH];
}

#define WORDS_MOST 24

struct words { /* the surest first; NULL-terminated */
  const char *list[WORDS_MOST];
};

static const struct words unit_words = {{"unit", "mã đơn vị", "mã đơn vị hành chính", "mã đvhc",
                                         "mã hành chính", "mã số đơn vị", "unit code", "mã", "mã số",
                                         "code"}};
static const struct words name_words = {{"name", "unit name", "tên đơn vị", "tên đơn vị hành chính",
                                         "tên địa phương", "tên", "đơn vị hành chính", "đơn vị", "địa phương",
                                         "địa bàn", "tên địa bàn"}};
static const struct words parent_words = {
    {"parent", "parent code", "thuộc đơn vị", "đơn vị cấp trên", "cấp trên", "trực thuộc", "thuộc"}};
static const struct words status_words = {{"data_status", "data status", "loại số liệu"}};
static const struct words year_words = {{"year", "năm", "năm số liệu", "năm báo cáo", "năm thống kê"}};

static const struct {
  const char *level;
  struct words unit, name, parent;
} of_levels[] = {
    {"commune",
     {{"mã xã", "mã xã phường", "mã xã phường thị trấn", "mã số xã", "mã phường", "commune code", "commune"}},
     {{"tên xã", "xã", "xã phường", "xã phường thị trấn", "xã thị trấn", "tên xã phường",
       "tên xã phường thị trấn", "tên xã thị trấn", "phường", "commune name"}},
     {{"huyện", "tên huyện", "mã huyện", "huyện thành phố", "huyện thị xã thành phố", "quận huyện",
       "district", "thuộc huyện", "tỉnh", "tên tỉnh", "mã tỉnh", "province"}}},
    {"district",
     {{"mã huyện", "mã số huyện", "district code", "district"}},
     {{"tên huyện", "huyện", "huyện thành phố", "huyện thị xã thành phố", "quận huyện", "district name"}},
     {{"tỉnh", "tên tỉnh", "mã tỉnh", "province", "thuộc tỉnh"}}},
    {"province",
     {{"mã tỉnh", "mã số tỉnh", "province code", "province"}},
     {{"tên tỉnh", "tỉnh", "tỉnh thành phố", "province name"}},
     {{NULL}}},
    {"village",
     {{"mã thôn", "mã số thôn", "village code", "village"}},
     {{"tên thôn", "thôn", "thôn khu phố", "thôn xóm", "ấp", "bản", "village name"}},
     {{"xã", "tên xã", "mã xã", "xã phường", "commune", "thuộc xã"}}},
    {"household",
     {{"mã hộ", "mã số hộ", "household code", "household"}},
     {{"chủ hộ", "tên chủ hộ", "họ và tên chủ hộ", "họ tên chủ hộ", "household name"}},
     {{"thôn", "tên thôn", "mã thôn", "village"}}},
};

/* Written with its diacritics; or, when it is of several words, all without: "ma xa". "nam" is a man, no year. */
static int says(const char *text, const char *word, struct arena *arena, int *same) {
  char *left = text_fold_case(arena, text, strlen(text)), *right = text_fold_case(arena, word, strlen(word));
  if (!left || !right) return 0;
  *same = strcmp(left, right) == 0;
  if (*same || !strchr(word, ' ')) return 1;
  for (const char *c = text; *c; c++)
    if ((unsigned char)*c >= 0x80) return 1;
  right = text_fold(arena, word, strlen(word));
  if (!right) return 0;
  *same = strcmp(left, right) == 0;
  return 1;
}

static int taken(const struct own_columns *own, size_t column) {
  return column == own->unit || column == own->name || column == own->parent || column == own->year ||
         column == own->status;
}

/* The first column that is called one of the words, as a whole; the index finds those that could be. */
static int find_word(const struct heading_texts *texts, const struct heading_index *index, const char *word,
                     struct arena *arena, struct own_columns *own, size_t *column) {
  char *key = heading_key(arena, word, strlen(word));
  if (!key) return 0;
  size_t again, at = heading_index_find(index, key, &again);
  if (at == NO_COLUMN) return 1;
  size_t found = NO_COLUMN, other = NO_COLUMN;
  const size_t candidates[] = {at, again};
  for (size_t i = 0; i < 2; i++) {
    if (!texts->items || candidates[i] >= texts->count || taken(own, candidates[i])) continue;
    const struct heading *heading = &texts->items[candidates[i]];
    /* "Công nhận / Năm" is the year of something else. */
    size_t names = column == &own->year ? heading->whole_count : heading->name_count;
    int same = 0;
    for (size_t n = 0; n < names && !same; n++)
      if (strcmp(heading->names[n].key, key) == 0 && !says(heading->names[n].text, word, arena, &same))
        return 0;
    if (!same) continue;
    *(found == NO_COLUMN ? &found : &other) = candidates[i];
  }
  *column = found;
  if (other != NO_COLUMN && own->first == NO_COLUMN) {
    own->first = found;
    own->second = other;
  }
  return 1;
}

static int find_words(const struct heading_texts *texts, const struct heading_index *index,
                      const struct words *words, struct arena *arena, struct own_columns *own,
                      size_t *column) {
  for (size_t i = 0; i < WORDS_MOST && words->list[i] && *column == NO_COLUMN; i++)
    if (!find_word(texts, index, words->list[i], arena, own, column)) return 0;
  return 1;
}

/* The column that a mapping names by heading or number. */
static int find_named(const struct heading_texts *texts, const struct heading_index *index,
                      const char *heading, uint32_t number, const char *plain, struct arena *arena,
                      struct own_columns *own, size_t *column) {
  if (number) {
    if (number <= texts->count) *column = number - 1;
  } else {
    size_t again;
    char *key = heading_key(arena, heading, strlen(heading));
    if (!key) return 0;
    *column = heading_index_find(index, key, &again);
    if (again != NO_COLUMN && own->first == NO_COLUMN) {
      own->first = *column;
      own->second = again;
    }
  }
  if (*column == NO_COLUMN && !own->missing) {
    own->missing = heading ? heading : arena_format(arena, "%u", (unsigned)number);
    own->plain = plain;
    return own->missing != NULL;
  }
  return 1;
}

static int find_place(const struct heading_texts *texts, const struct heading_index *index, const char *level,
                      struct arena *arena, struct own_columns *own) {
  size_t at = 0, count = sizeof of_levels / sizeof *of_levels;
  while (at < count && strcmp(of_levels[at].level, level) != 0) at++;
  if (at < count && own->unit == NO_COLUMN &&
      !find_words(texts, index, &of_levels[at].unit, arena, own, &own->unit))
    return 0;
  if (own->unit == NO_COLUMN && !find_words(texts, index, &unit_words, arena, own, &own->unit)) return 0;
  if (at < count && own->name == NO_COLUMN &&
      !find_words(texts, index, &of_levels[at].name, arena, own, &own->name))
    return 0;
  if (own->name == NO_COLUMN && !find_words(texts, index, &name_words, arena, own, &own->name)) return 0;
  if (at < count && own->parent == NO_COLUMN &&
      !find_words(texts, index, &of_levels[at].parent, arena, own, &own->parent))
    return 0;
  return own->parent != NO_COLUMN || find_words(texts, index, &parent_words, arena, own, &own->parent);
}

/* The columns that only our own list of rejected rows has: the reason comes last. */
static int find_added(const struct heading_texts *texts, const struct heading_index *index,
                      struct arena *arena, struct own_columns *own) {
  const struct heading *last = texts->count ? &texts->items[texts->count - 1] : NULL;
  for (size_t i = 0; last && last->text[0] && i < 2; i++) {
    int same = 0;
    if (!says(last->text, added[OWN_REASON][i], arena, &same)) return 0;
    if (same) own->reason = texts->count - 1;
  }
  for (size_t i = 0; own->reason != NO_COLUMN && i < 2 && own->sheet == NO_COLUMN; i++)
    if (!find_word(texts, index, added[OWN_SHEET][i], arena, own, &own->sheet)) return 0;
  return 1;
}

int own_columns_find(const struct heading_texts *texts, const struct heading_index *index,
                     const struct mapping *mapping, const char *level, struct arena *arena,
                     struct own_columns *out) {
  *out = (struct own_columns){.unit = NO_COLUMN,
                              .name = NO_COLUMN,
                              .parent = NO_COLUMN,
                              .year = NO_COLUMN,
                              .status = NO_COLUMN,
                              .reason = NO_COLUMN,
                              .sheet = NO_COLUMN,
                              .first = NO_COLUMN,
                              .second = NO_COLUMN};
  if (mapping) {
    const struct {
      const char *heading, *plain;
      uint32_t number;
      size_t *column;
    } named[] = {{mapping->unit_heading, "unit", mapping->unit_number, &out->unit},
                 {mapping->year_heading, "year", 0, &out->year},
                 {mapping->name_heading, "name", mapping->name_number, &out->name},
                 {mapping->parent_heading, "parent", mapping->parent_number, &out->parent}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
      if ((named[i].heading || named[i].number) &&
          !find_named(texts, index, named[i].heading, named[i].number, named[i].plain, arena, out,
                      named[i].column))
        return 0;
  }
  if (!out->missing && out->year == NO_COLUMN &&
      !find_words(texts, index, &year_words, arena, out, &out->year))
    return 0;
  if (!out->missing && !find_words(texts, index, &status_words, arena, out, &out->status)) return 0;
  if (!out->missing && !find_place(texts, index, level, arena, out)) return 0;
  return find_added(texts, index, arena, out);
}

int heading_is_counter(const struct heading *heading) {
  static const char *const words[] = {"stt", "tt", "so tt", "so thu tu", "no", "thu tu"};
  for (size_t i = 0; heading->name_count && i < sizeof words / sizeof *words; i++)
    if (strcmp(heading->names[0].key, words[i]) == 0) return 1;
  return 0;
}
