/* suggest.c - which fact a heading may be: by the words they share, the rarer the more; by spelling; by the unit of measure
 * and by what the first rows hold. Whole numbers throughout, so that every machine suggests the same. */
#include "import/suggest.h"

#include "base/text.h"
#include "import/abbreviations.h"
#include "import/cell.h"
#include "import/name_sense.h"
#include "import/own_columns.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 24 /* of a heading or a name that are compared */
#define LEAST 30u     /* percent below which nothing is said */
#define SURE 75u
#define DOUBTFUL 68u /* a unit of measure that fits does not make that sure */
#define MARGIN 8u    /* over the next candidate, for being sure */
#define FAR 25u      /* below the likeliest: no proposal */
#define SPELLING_MOST 60u

struct words {
  const char *text; /* folded, abbreviations written out */
  struct {
    const char *start;
    size_t length;
    unsigned weight;
  } items[WORDS_MOST];
  size_t count;
  unsigned weight; /* of all */
};

struct named_fact {
  const struct fact *fact;
  struct words names[3]; /* Vietnamese, English, the id */
};

struct word_count { /* in how many names of facts a word stands */
  const char *word;
  unsigned count;
};

struct suggesting {
  const struct vocabulary_level *level;
  const struct layout_guess *guess;
  struct arena *arena;
  struct report *report;
  struct suggested_sheet *out;
  struct named_fact *facts;
  struct word_count *counts; /* in order of words */
  size_t count_count;
};

struct pair {
  size_t column, fact;
  unsigned percent;
};

/* --- words ------------------------------------------------------------------------------------------------ */

static int split(struct arena *arena, const char *text, struct words *out) {
  char *key = heading_key(arena, text, strlen(text));
  *out = (struct words){.text = key ? abbreviations_expand(arena, key) : NULL};
  if (!out->text) return 0;
  for (const char *word = out->text; *word && out->count < WORDS_MOST;) {
    size_t length = strcspn(word, " ");
    out->items[out->count].start = word;
    out->items[out->count++].length = length;
    word += length;
    word += strspn(word, " ");
  }
  return 1;
}

static int by_word(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many names of facts each word stands in. */
static int count_words(struct suggesting *suggesting) {
  size_t total = 0, fact_count = suggesting->level->fact_count;
  for (size_t i = 0; i < fact_count; i++)
    for (size_t n = 0; n < 3; n++) total += suggesting->facts[i].names[n].count;
  const char **list = arena_array(suggesting->arena, total + 1, sizeof *list);
  suggesting->counts = arena_array(suggesting->arena, total + 1, sizeof *suggesting->counts);
  if (!list || !suggesting->counts) return 0;
  size_t at = 0;
  for (size_t i = 0; i < fact_count; i++) {
    for (size_t n = 0; n < 3; n++) {
      const struct words *words = &suggesting->facts[i].names[n];
      for (size_t w = 0; w < words->count; w++)
        if (!(list[at++] = arena_text(suggesting->arena, words->items[w].start, words->items[w].length)))
          return 0;
    }
  }
  if (total > 1) qsort(list, total, sizeof *list, by_word);
  for (size_t i = 0; i < total; i++) {
    size_t last = suggesting->count_count;
    if (last && strcmp(suggesting->counts[last - 1].word, list[i]) == 0)
      suggesting->counts[last - 1].count++;
    else
      suggesting->counts[suggesting->count_count++] = (struct word_count){list[i], 1};
  }
  return 1;
}

/* Words that say little of what is counted. */
static int is_small(const char *word, size_t length) {
  static const char *const small[] = {"so",  "luong", "tong", "cua", "co",   "duoc", "va",   "the",
                                      "of",  "da",    "cac",  "la",  "tren", "in",   "with", "for",
                                      "voi", "theo",  "tai",  "cho", "nam",  "and",  "a",    "to"};
  for (size_t i = 0; i < sizeof small / sizeof *small; i++)
    if (strlen(small[i]) == length && memcmp(small[i], word, length) == 0) return 1;
  return 0;
}

static void weigh(const struct suggesting *suggesting, struct words *words) {
  words->weight = 0;
  for (size_t w = 0; w < words->count; w++) {
    const char *word = words->items[w].start;
    size_t length = words->items[w].length, low = 0, high = suggesting->count_count;
    unsigned weight = 4;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      const char *other = suggesting->counts[middle].word;
      int order = strncmp(other, word, length);
      if (order == 0) order = other[length] != 0;
      if (order == 0) {
        unsigned count = suggesting->counts[middle].count;
        weight = count <= 2 ? 8 : count <= 6 ? 6 : count <= 20 ? 4 : 3;
        break;
      }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
    words->items[w].weight = is_small(word, length) ? 1 : weight;
    words->weight += words->items[w].weight;
  }
}

static int same_word(const struct words *a, size_t i, const struct words *b, size_t j) {
  return a->items[i].length == b->items[j].length &&
         memcmp(a->items[i].start, b->items[j].start, a->items[i].length) == 0;
}

/* Per cent of the words' weight that both have; what the heading says counts for more than what it leaves out. */
static unsigned shared(const struct words *heading, const struct words *name) {
  unsigned common = 0;
  unsigned char taken[WORDS_MOST] = {0};
  for (size_t i = 0; i < heading->count; i++) {
    for (size_t j = 0; j < name->count; j++) {
      if (taken[j] || !same_word(heading, i, name, j)) continue;
      taken[j] = 1;
      common += heading->items[i].weight;
      break;
    }
  }
  if (heading->weight == 0 || name->weight == 0) return 0;
  return (65 * (200 * common / (heading->weight + name->weight)) + 35 * (100 * common / heading->weight)) /
         100;
}

/* Whether the heading has a word of its own that none of the fact's names has: "Hộ cận nghèo" are not "Hộ nghèo". */
static int says_more(const struct words *heading, const struct named_fact *fact) {
  for (size_t i = 0; i < heading->count; i++) {
    int found = is_small(heading->items[i].start, heading->items[i].length);
    for (size_t n = 0; n < 3 && !found; n++)
      for (size_t j = 0; j < fact->names[n].count && !found; j++)
        found = same_word(heading, i, &fact->names[n], j);
    if (!found) return 1;
  }
  return 0;
}

/* Per cent of the letters that are the same, in order. */
static unsigned spelled(const char *a, const char *b) {
  size_t left = strlen(a), right = strlen(b), longest = left > right ? left : right;
  if (longest == 0 || longest > SPELLING_MOST) return 0;
  unsigned most = (unsigned)longest / 2, distance = text_distance(a, b, most);
  return distance > most ? 0 : 100 - 100 * distance / (unsigned)longest;
}

static unsigned likeness(const struct words *heading, const struct words *name) {
  if (heading->count == 0 || name->count == 0) return 0;
  if (strcmp(heading->text, name->text) == 0) return 100;
  unsigned words = shared(heading, name);
  if (words < 25) {
    unsigned spelling = spelled(heading->text, name->text);
    return spelling >= 80 ? spelling - 5 : words;
  }
  unsigned spelling = spelled(heading->text, name->text);
  unsigned both = (80 * words + 20 * spelling) / 100;
  unsigned best = both > words * 9 / 10 ? both : words * 9 / 10;
  return best > 97 ? 97 : best;
}

/* --- evidence ------------------------------------------------------------------------------------------------ */

static chuan_cell cell_at(const struct read_row *row, size_t column) {
  return column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
}

/* What the first rows say against the fact: per cent of cells that are none of its values. */
static unsigned misfits(const struct suggesting *suggesting, size_t column, const struct fact *fact,
                        unsigned *filled) {
  const struct survey_sheet *sheet = suggesting->guess->sheet;
  unsigned bad = 0;
  *filled = 0;
  for (size_t r = suggesting->guess->begin; r < sheet->row_count; r++) {
    const struct read_row *row = &sheet->rows[r];
    chuan_cell cell = cell_at(row, column);
    struct cell_trouble trouble;
    int64_t value;
    if (cell.length == 0) continue;
    ++*filled;
    unsigned kind = row->kinds ? row->kinds[column] : CHUAN_CELL_TEXT;
    if (!cell_read_as(kind, fact, suggesting->out->decimal_mark, cell, &value, &trouble) &&
        !trouble.ambiguous)
      bad++;
  }
  return *filled ? 100 * bad / *filled : 0;
}

static chuan_status weigh_evidence(struct suggesting *suggesting, size_t column, const struct fact *fact,
                                   unsigned *percent, int *converts) {
  const struct heading *heading = &suggesting->guess->texts.items[column];
  struct measure_factor factor = {1, 1};
  unsigned filled, bad = 0;
  enum measure_answer answer = MEASURE_UNKNOWN;
  int exact = *percent >= 100, against = 0;
  *converts = 0;
  if (heading->measure) answer = measure_convert(suggesting->arena, heading->measure, fact->unit, &factor);
  if (answer == MEASURE_NO_MEMORY) return report_no_memory(suggesting->report);
  if (answer == MEASURE_OTHER) against += 40;
  *converts = answer == MEASURE_CONVERTED;
  if (!*converts) bad = misfits(suggesting, column, fact, &filled);
  if (bad > 30) against += 30;
  unsigned found = *percent > (unsigned)against ? *percent - (unsigned)against : 0;
  if (!against && !exact && (answer == MEASURE_SAME || answer == MEASURE_CONVERTED)) found += 6;
  *percent = exact && !against ? 100 : found > 99 ? 99 : found;
  return CHUAN_OK;
}

/* What a name of the heading leaves open, however like the fact's it is, is not sure. */
static chuan_status weigh_sense(struct suggesting *suggesting, const struct heading_name *name,
                                const struct words *words, const struct named_fact *fact, unsigned *percent) {
  if (*percent < SURE) return CHUAN_OK;
  int clear = !says_more(words, fact);
  for (size_t k = 0; k < 3 && clear; k++) {
    const char *const names[] = {fact->fact->name.vi, fact->fact->name.en, fact->fact->id};
    if (strcmp(words->text, fact->names[k].text) != 0 || strcmp(words->text, name->key) != 0) continue;
    enum name_sense sense = name_sense(suggesting->arena, name->text, names[k]);
    if (sense == NAME_NO_MEMORY) return report_no_memory(suggesting->report);
    clear = sense != NAME_OTHER;
  }
  if (clear && name->above &&
      !name_sense_is_group(suggesting->arena, name->above, suggesting->level, fact->fact, &clear))
    return report_no_memory(suggesting->report);
  if (!clear) *percent = DOUBTFUL;
  return CHUAN_OK;
}

/* --- one fact for one column ----------------------------------------------------------------------------------- */

static int by_percent(const void *a, const void *b) {
  const struct pair *left = a, *right = b;
  if (left->percent != right->percent) return left->percent > right->percent ? -1 : 1;
  if (left->column != right->column) return left->column < right->column ? -1 : 1;
  return left->fact < right->fact ? -1 : left->fact > right->fact;
}

static int is_own(const struct suggested_sheet *out, size_t column) {
  return column == out->unit || column == out->name || column == out->parent || column == out->year ||
         heading_is_counter(&out->guess->texts.items[column]);
}

/* All pairs that are likely at all; *pairs grows. */
static chuan_status compare_column(struct suggesting *suggesting, size_t column, struct pair **pairs,
                                   size_t *count, size_t *capacity) {
  const struct heading *heading = &suggesting->guess->texts.items[column];
  struct words *words = arena_array(suggesting->arena, heading->name_count + 1, sizeof *words);
  if (!words) return report_no_memory(suggesting->report);
  for (size_t n = 0; n < heading->name_count; n++) {
    if (!split(suggesting->arena, heading->names[n].text, &words[n]))
      return report_no_memory(suggesting->report);
    weigh(suggesting, &words[n]);
  }
  for (size_t f = 0; f < suggesting->level->fact_count; f++) {
    unsigned best = 0;
    chuan_status status = CHUAN_OK;
    for (size_t n = 0; n < heading->name_count && status == CHUAN_OK; n++) {
      unsigned most = 0;
      for (size_t k = 0; k < 3; k++) {
        unsigned like = likeness(&words[n], &suggesting->facts[f].names[k]);
        if (like > most) most = like;
      }
      if (n >= heading->whole_count) most = most * 9 / 10; /* its last rows alone */
      status = weigh_sense(suggesting, &heading->names[n], &words[n], &suggesting->facts[f], &most);
      if (most > best) best = most;
    }
    if (status != CHUAN_OK) return status;
    if (best < LEAST) continue;
    int converts;
    status = weigh_evidence(suggesting, column, suggesting->facts[f].fact, &best, &converts);
    if (status != CHUAN_OK) return status;
    if (best < LEAST) continue;
    if (!arena_grow(suggesting->arena, pairs, capacity, *count, sizeof **pairs))
      return report_no_memory(suggesting->report);
    (*pairs)[(*count)++] = (struct pair){column, f, best};
  }
  return CHUAN_OK;
}

static void add_candidate(struct suggestion *column, const struct fact *fact, unsigned percent) {
  for (size_t i = 0; i < SUGGEST_CANDIDATES; i++) {
    if (column->candidates[i].fact) continue;
    column->candidates[i].fact = fact;
    column->candidates[i].percent = percent;
    return;
  }
}

static chuan_status match_facts(struct suggesting *suggesting) {
  struct suggested_sheet *out = suggesting->out;
  const struct heading_texts *texts = &suggesting->guess->texts;
  struct pair *pairs = NULL;
  size_t count = 0, capacity = 0;
  unsigned char *taken = arena_alloc(suggesting->arena, (size_t)suggesting->level->fact_count + 1);
  if (!taken) return report_no_memory(suggesting->report);
  for (size_t i = 0; i < texts->count && i < SUGGEST_COLUMNS; i++) {
    if (is_own(out, i)) continue;
    chuan_status status = compare_column(suggesting, i, &pairs, &count, &capacity);
    if (status != CHUAN_OK) return status;
  }
  if (count > 1) qsort(pairs, count, sizeof *pairs, by_percent);
  for (size_t i = 0; i < count; i++) {
    struct suggestion *column = &out->columns[pairs[i].column];
    const struct fact *fact = suggesting->facts[pairs[i].fact].fact;
    add_candidate(column, fact, pairs[i].percent);
    /* What is far less like than a fact that another column has is not what is meant. */
    if (column->fact || taken[pairs[i].fact] || pairs[i].percent + FAR < column->candidates[0].percent)
      continue;
    taken[pairs[i].fact] = 1;
    column->fact = fact;
    column->percent = pairs[i].percent;
  }
  return CHUAN_OK;
}

/* Sure is what leaves the next candidate behind; what another column has taken is no candidate any more. */
static chuan_status settle(struct suggesting *suggesting) {
  struct suggested_sheet *out = suggesting->out;
  for (size_t i = 0; i < suggesting->guess->texts.count; i++) {
    struct suggestion *column = &out->columns[i];
    if (!column->fact) continue;
    unsigned next = 0, ignored = column->percent;
    for (size_t c = 0; c < SUGGEST_CANDIDATES; c++) {
      const struct fact *fact = column->candidates[c].fact;
      int elsewhere = 0;
      if (!fact || fact == column->fact) continue;
      for (size_t j = 0; j < suggesting->guess->texts.count && !elsewhere; j++)
        elsewhere = j != i && out->columns[j].fact == fact && out->columns[j].percent == 100;
      if (!elsewhere && column->candidates[c].percent > next) next = column->candidates[c].percent;
    }
    column->sure = column->percent >= SURE && (column->percent == 100 || column->percent >= next + MARGIN);
    chuan_status status = weigh_evidence(suggesting, i, column->fact, &ignored, &column->converts);
    if (status != CHUAN_OK) return status;
    out->proposed++;
    out->sure += column->sure != 0;
  }
  return CHUAN_OK;
}

/* --- the other columns ------------------------------------------------------------------------------------------- */

static int is_code(chuan_cell cell) {
  if (cell.length < 3 || cell.length > 8) return 0;
  for (size_t i = 0; i < cell.length; i++)
    if (cell.text[i] < '0' || cell.text[i] > '9') return 0;
  return 1;
}

static int is_unit_name(chuan_cell cell, struct arena *arena) {
  static const char *const words[] = {"xa ",   "phuong ", "thi tran ", "huyen ", "thi xa ",  "thanh pho ",
                                      "tinh ", "thon ",   "ap ",       "ban ",   "khu pho ", "to dan pho "};
  char *key = cell.length && cell.length < 400 ? text_fold(arena, cell.text, cell.length) : NULL;
  for (size_t i = 0; key && i < sizeof words / sizeof *words; i++)
    if (strncmp(key, words[i], strlen(words[i])) == 0) return 1;
  return 0;
}

/* Where no heading says so: the first column that holds codes, and the first that holds names of units. */
static void find_by_cells(struct suggesting *suggesting) {
  struct suggested_sheet *out = suggesting->out;
  const struct survey_sheet *sheet = suggesting->guess->sheet;
  if (out->unit != NO_COLUMN || out->name != NO_COLUMN) return;
  for (size_t i = 0; i < suggesting->guess->texts.count && i < SUGGEST_COLUMNS; i++) {
    size_t filled = 0, codes = 0, names = 0;
    for (size_t r = suggesting->guess->begin; r < sheet->row_count; r++) {
      chuan_cell cell = cell_at(&sheet->rows[r], i);
      filled += cell.length > 0;
      codes += is_code(cell) != 0;
      names += is_unit_name(cell, suggesting->arena) != 0;
    }
    if (filled == 0 || out->columns[i].percent == 100) continue;
    if (out->unit == NO_COLUMN && codes * 10 >= filled * 8 && i < 4) out->unit = i;
    if (out->name == NO_COLUMN && names * 10 >= filled * 6) out->name = i;
  }
}

/* The decimal mark that a figure proves; two that contradict each other prove nothing. */
static void find_mark(struct suggesting *suggesting) {
  const struct survey_sheet *sheet = suggesting->guess->sheet;
  int points = 0, commas = 0;
  for (size_t r = suggesting->guess->begin; r < sheet->row_count; r++) {
    const struct read_row *row = &sheet->rows[r];
    for (size_t i = 0; i < row->count && i < SUGGEST_COLUMNS; i++) {
      if (row->kinds && row->kinds[i] != CHUAN_CELL_TEXT) continue;
      char mark = cell_decimal_mark(cell_trim(row->cells[i]));
      points |= mark == '.';
      commas |= mark == ',';
    }
  }
  if (points != commas) suggesting->out->decimal_mark = points ? '.' : ',';
}

/* "1.234" of what is counted is a thousand: the point parts thousands, and decimals have the other mark. */
static char mark_of_count(chuan_cell cell) {
  size_t digits = 0, at = 0;
  char mark = 0;
  while (at < cell.length && cell.text[at] >= '0' && cell.text[at] <= '9') at++;
  if (at == 0 || at > 3 || at == cell.length) return 0;
  if (cell.text[at] != '.' && cell.text[at] != ',') return 0;
  mark = cell.text[at++] == '.' ? ',' : '.';
  for (; at + digits < cell.length; digits++)
    if (cell.text[at + digits] < '0' || cell.text[at + digits] > '9') return 0;
  return digits == 3 && memcmp(cell.text + at, "000", 3) != 0 ? mark : 0;
}

static void find_mark_of_counts(struct suggesting *suggesting) {
  const struct survey_sheet *sheet = suggesting->guess->sheet;
  struct suggested_sheet *out = suggesting->out;
  int points = 0, commas = 0;
  if (out->decimal_mark) return;
  for (size_t i = 0; i < suggesting->guess->texts.count; i++) {
    const struct fact *fact = out->columns[i].sure ? out->columns[i].fact : NULL;
    for (size_t r = suggesting->guess->begin; fact && fact->kind == FACT_COUNT && r < sheet->row_count; r++) {
      const struct read_row *row = &sheet->rows[r];
      if (row->kinds && i < row->count && row->kinds[i] != CHUAN_CELL_TEXT) continue;
      char mark = mark_of_count(cell_at(row, i));
      points |= mark == '.';
      commas |= mark == ',';
    }
  }
  if (points != commas) out->decimal_mark = points ? '.' : ',';
}

static chuan_status find_own(struct suggesting *suggesting) {
  struct suggested_sheet *out = suggesting->out;
  struct heading_index index;
  struct own_columns own;
  if (!heading_index_create(&suggesting->guess->texts, suggesting->arena, &index) ||
      !own_columns_find(&suggesting->guess->texts, &index, NULL, suggesting->level->level, suggesting->arena,
                        &own))
    return report_no_memory(suggesting->report);
  out->unit = own.unit;
  out->name = own.name;
  out->parent = own.parent;
  out->year = own.year;
  find_by_cells(suggesting);
  return CHUAN_OK;
}

chuan_status suggest_columns(const struct vocabulary_level *level, const struct layout_guess *guess,
                             struct arena *arena, struct report *report, struct suggested_sheet *out) {
  struct suggesting suggesting = {
      .level = level, .guess = guess, .arena = arena, .report = report, .out = out};
  *out = (struct suggested_sheet){.guess = guess};
  out->columns = arena_array(arena, guess->texts.count + 1, sizeof *out->columns);
  suggesting.facts = arena_array(arena, level->fact_count + 1u, sizeof *suggesting.facts);
  if (!out->columns || !suggesting.facts) return report_no_memory(report);
  for (size_t i = 0; i < level->fact_count; i++) {
    const struct fact *fact = level->facts[i];
    const char *const names[] = {fact->name.vi, fact->name.en, fact->id};
    suggesting.facts[i].fact = fact;
    for (size_t n = 0; n < 3; n++)
      if (!split(arena, names[n], &suggesting.facts[i].names[n])) return report_no_memory(report);
  }
  if (!count_words(&suggesting)) return report_no_memory(report);
  for (size_t i = 0; i < level->fact_count; i++)
    for (size_t n = 0; n < 3; n++) weigh(&suggesting, &suggesting.facts[i].names[n]);
  find_mark(&suggesting);
  chuan_status status = find_own(&suggesting);
  if (status == CHUAN_OK) status = match_facts(&suggesting);
  if (status == CHUAN_OK) status = settle(&suggesting);
  if (status == CHUAN_OK) find_mark_of_counts(&suggesting);
  return status;
}
