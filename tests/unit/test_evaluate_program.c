/* The program over columns gives the verdicts of the exact interpreter: row by row, whatever numbers the figures are
 * and whatever the proof says they may be carried in. */
#include "rules_text.h"

#include "evaluate/instruction.h"
#include "evaluate/run.h"

#define ROWS 700u /* not a whole number of batches */
#define FACTS_MOST 64u

/* --- figures in memory, as columns ---------------------------------------------------------------------- */

struct figures {
  uint32_t fact_count, chunk_rows;
  int64_t cells[FACTS_MOST][ROWS];
  int64_t ids[ROWS], parents[ROWS];
  uint8_t present[ROWS], status[ROWS];
};

struct reader { /* a thread's own */
  struct figures *figures;
  int64_t packed[FACTS_MOST][ROWS];
};

static chuan_status figures_open(void *self, void **out) {
  struct reader *reader = calloc(1, sizeof *reader);
  *out = reader;
  if (!reader) return CHUAN_MEMORY;
  reader->figures = self;
  return CHUAN_OK;
}

static void figures_close(void *self, void *reader) {
  (void)self;
  free(reader);
}

static uint32_t rows_of(const struct figures *figures, uint32_t chunk) {
  uint32_t left = ROWS - chunk * figures->chunk_rows;
  return left < figures->chunk_rows ? left : figures->chunk_rows;
}

static chuan_status figures_units(void *opened, uint32_t chunk, struct column_units *out) {
  const struct figures *figures = ((struct reader *)opened)->figures;
  uint32_t first = chunk * figures->chunk_rows;
  *out = (struct column_units){rows_of(figures, chunk), figures->ids + first, figures->parents + first,
                               figures->present + first, figures->status + first};
  return CHUAN_OK;
}

static chuan_status figures_column(void *opened, uint32_t chunk, uint32_t fact, struct column *out) {
  struct reader *reader = opened;
  const struct figures *figures = reader->figures;
  column_pack(figures->cells[fact] + chunk * figures->chunk_rows, rows_of(figures, chunk),
              reader->packed[fact], out);
  return CHUAN_OK;
}

static const char *figures_message(void *reader) {
  (void)reader;
  return "";
}

/* --- chance, the same every time --------------------------------------------------------------------------- */

static uint64_t next_chance(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static int64_t any_value(const struct fact *fact, unsigned bits, uint64_t *state) {
  uint64_t number = next_chance(state), kind = next_chance(state) % 10;
  if (kind == 0) return DECIMAL_MISSING;
  if (fact->kind == FACT_YES_NO) return (int64_t)(number & 1);
  if (fact->kind == FACT_CHOICE) return (int64_t)(number % fact->choice_count);
  int64_t most = (int64_t)1 << bits, value = (int64_t)(number % (uint64_t)most);
  if (kind == 1) value = 0;
  if (kind == 2) value = most;
  if (kind == 3) value = 1;
  if (kind >= 8 && !(fact->has_minimum && fact->minimum >= 0)) value = -value;
  return value;
}

/* --- the comparison ------------------------------------------------------------------------------------------ */

static struct figures *figures_make(const struct rules *rules, unsigned bits, uint32_t chunk_rows) {
  struct figures *figures = calloc(1, sizeof *figures);
  uint64_t state = 20211125;
  assert_non_null(figures);
  assert_true(rules->level->fact_count <= FACTS_MOST);
  figures->fact_count = rules->level->fact_count;
  figures->chunk_rows = chunk_rows;
  for (uint32_t row = 0; row < ROWS; row++) {
    figures->ids[row] = row + 1;
    figures->parents[row] = row / 50 + 1;
    figures->present[row] = 1;
    for (uint32_t f = 0; f < figures->fact_count; f++) {
      figures->cells[f][row] = any_value(rules->level->facts[f], bits, &state);
    }
  }
  return figures;
}

static struct column_source source_of(struct figures *figures) {
  return (struct column_source){figures,        (ROWS + figures->chunk_rows - 1) / figures->chunk_rows,
                                figures_open,   figures_close,
                                figures_units,  figures_column,
                                figures_message};
}

static struct program *compile(const struct rules *rules) {
  struct program *program;
  assert_int_equal(
      program_compile(rules->book, "commune", moment_of(RULES_YEAR),
                      (const struct judged *const *)rules->book->judged, rules->book->judged_count, &program),
      CHUAN_OK);
  return program;
}

static void expect_agreement(const char *text, unsigned bits) {
  struct rules rules = rules_open(text);
  struct figures *figures = figures_make(&rules, bits, ROWS);
  struct program *program = compile(&rules);
  struct column_source source = source_of(figures);
  struct verdicts verdicts;
  const struct judged *const *judged = (const struct judged *const *)rules.book->judged;
  struct run_request request = {.program = program, .source = &source, .threads = 1, .report = rules.report};
  assert_int_equal(run_verdicts(&request, &verdicts), CHUAN_OK);
  assert_int_equal(verdicts.row_count, ROWS);
  for (uint32_t row = 0; row < ROWS; row++) {
    for (uint32_t f = 0; f < figures->fact_count; f++) rules.values[f] = figures->cells[f][row];
    exact_begin(rules.exact, rules.values, 0);
    for (uint32_t j = 0; j < rules.book->judged_count; j++) {
      chuan_verdict expected = exact_verdict(rules.exact, judged[j]->test);
      chuan_verdict found = (chuan_verdict)verdicts.verdicts[j * verdicts.row_count + row];
      if (found != expected) {
        fail_msg("%s, row %u, %u bits: exactly %s, by columns %s", judged[j]->path, row, bits,
                 chuan_verdict_name(expected), chuan_verdict_name(found));
      }
    }
  }
  verdicts_free(&verdicts);
  program_free(program);
  free(figures);
  rules_close(&rules);
}

/* On doubles, on 128 bits, on exact fractions, and at their borders. */
static void expect_agreement_of_all_sizes(const char *text) {
  static const unsigned sizes[] = {1, 3, 7, 15, 16, 24, 26, 27, 31, 40, 52, 53, 60, 62};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) expect_agreement(text, sizes[i]);
}

#define FACTS                                                                                              \
  "facts \"commune\" {\n"                                                                                  \
  "  a = count { min = -4611686018427387904 }, b = count { min = -4611686018427387904 }, c = count {},\n"  \
  "  x = amount { places = 2, min = -46116860184273879 }, y = amount { places = 9, min = -4611686018 },\n" \
  "  yes = yes_no {}, no = yes_no {}, zone = choice { \"I\", \"II\", \"III\" },\n"                         \
  "}\n"                                                                                                    \
  "standard { id = \"s\", level = \"commune\" }\n"                                                         \
  "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n"
#define INDICATOR(id, fields) "indicator { id = \"1." id "\", " fields " },\n"
#define END "}\n"

/* A half of between, or a member of one_of, is not the whole: another question may ask the same of the same figures. */
static void parts_of_a_question_are_not_the_question(void **state) {
  (void)state;
  expect_agreement_of_all_sizes(FACTS INDICATOR("1", "value = a * b * c, between = { 1, 1000000 }") INDICATOR(
      "2", "value = a * b * c, at_least = 1") INDICATOR("3", "value = a * b * c, at_most = 1000000") END);
  expect_agreement_of_all_sizes(FACTS INDICATOR("1", "test = one_of(a * b * c, { 0, 1, 8 })") INDICATOR(
      "2", "value = a * b * c, equals = 0") INDICATOR("3", "value = a * b * c, equals = 8") END);
  expect_agreement_of_all_sizes(FACTS INDICATOR("1", "test = known(x / (a * b * c))") INDICATOR(
      "2", "test = known(y / (a * b * c))") INDICATOR("3", "test = known(1 / (a * b * c))") END);
}

static void arithmetic_agrees(void **state) {
  (void)state;
  expect_agreement_of_all_sizes(FACTS INDICATOR("1", "value = share(a, b), at_least = 58") INDICATOR(
      "2", "value = x / y, at_least = 0.5") INDICATOR("3", "value = rounded(share(a, b), 1), equals = 33.3")
                                    INDICATOR("4", "value = rounded(x / c, 0), at_most = 1")
                                        INDICATOR("5", "value = sum { a, b, x }, more_than = 0.01") INDICATOR(
                                            "6", "value = smallest { a / c, b / c, 3 }, less_than = 2")
                                            INDICATOR("7", "value = largest { x, y, -1 }, at_least = 0")
                                                INDICATOR("8", "value = a * 0 + b, at_least = 1") INDICATOR(
                                                    "9", "value = -(a - b) / (b - a), equals = 1") END);
  expect_agreement_of_all_sizes(
      FACTS INDICATOR("1", "value = a / (b / c), at_least = 1")
          INDICATOR("2", "value = (a / b) / (x / y), more_than = -1") INDICATOR(
              "3", "value = a / b + b / a, equals = 2") INDICATOR("4", "value = a * a - b * b, at_least = 0")
              INDICATOR("5", "value = 1 / x + 1 / y, at_most = 1") INDICATOR("6", "test = between(a, b, c)")
                  INDICATOR("7", "value = rounded(a, 2) - a, equals = 0")
                      INDICATOR("8", "value = c - c, equals = 0") INDICATOR("9", "test = known(a / b)") END);
}

static void choosing_agrees(void **state) {
  (void)state;
  expect_agreement_of_all_sizes(
      FACTS INDICATOR("1", "value = a, at_least = by(zone, { I = 5, II = 2.5, otherwise = pending() })")
          INDICATOR("2", "value = by(zone, { I = a / b, II = x, III = c }), at_least = 1") INDICATOR(
              "3",
              "value = choose { { at_least(a, b), x }, { is_true(yes), a / c }, otherwise = y }, at_most = 2")
              INDICATOR("4", "test = equals(by(yes, { yes = zone, no = \"II\" }), \"II\")")
                  INDICATOR("5", "test = is_true(choose { { at_least(a, 1), yes }, otherwise = no })")
                      INDICATOR("6",
                                "test = one_of(choose { { is_true(no), zone }, otherwise = \"III\" }, { "
                                "\"I\", \"III\" })") INDICATOR("7", "test = equals(yes, no)")
                          INDICATOR("8", "test = known(zone)") INDICATOR(
                              "9", "test = by(zone, { I = is_true(yes), otherwise = at_least(a, 1) })") END);
}

/* Looked up in a table, or, where a few of very many choices are named, compared one by one. */
static void few_of_many_choices_agree(void **state) {
  (void)state;
  char text[16384] = "facts \"commune\" { a = count {}, b = count {}, zone = choice {";
  for (int i = 0; i < 400; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text), " \"c%d\",", i % 400);
  snprintf(text + strlen(text), sizeof text - strlen(text), "%s",
           " } }\nstandard { id = \"s\", level = \"commune\" }\n"
           "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n" INDICATOR(
               "1", "value = a, at_least = by(zone, { c7 = 3, otherwise = 5 })")
               INDICATOR("2", "value = a, at_least = by(zone, { c399 = pending(), otherwise = b })")
                   INDICATOR("3", "test = one_of(zone, { \"c3\", \"c250\" })") INDICATOR(
                       "4", "test = equals(zone, \"c399\")")
                       INDICATOR("5", "value = a, at_least = by(zone, { otherwise = 5 })") INDICATOR(
                           "6", "test = by(zone, { c0 = at_least(a, b), otherwise = at_least(b, a) })") END);
  expect_agreement(text, 3);
}

static void combinations_agree(void **state) {
  (void)state;
  expect_agreement_of_all_sizes(
      FACTS INDICATOR("1", "test = all { is_true(yes), at_least(a, b) }")
          INDICATOR("2", "test = any { is_true(no), at_least(x, y) }")
              INDICATOR("3", "test = none { is_true(no), at_least(c, 3) }") INDICATOR(
                  "4", "test = at_least_n(2, { is_true(yes), is_true(no), at_least(a, 0), met \"1.1\" })")
                  INDICATOR("5", "test = is_true(yes), applies_when = at_least(c, 1)")
                      INDICATOR("6",
                                "test = all { met \"1.5\", none { met \"1.5\" } }, applies_when = any { met "
                                "\"1.5\", is_true(no) }") END);
}

/* Figures that Lua computes, of every type they can have. */
static void computed_figures_agree(void **state) {
  (void)state;
#define LARGER "compute { reads = { a, b }, function(u) return u.a > u.b end }"
  expect_agreement(
      FACTS INDICATOR("1", "test = is_true(" LARGER ")") INDICATOR(
          "2", "test = equals(yes, " LARGER ")") INDICATOR("3", "test = " LARGER)
          INDICATOR("4", "test = is_true(choose { { is_true(yes), no }, otherwise = " LARGER " })") INDICATOR(
              "5", "value = compute { reads = { a, b }, function(u) return u.a - u.b end }, at_least = 1")
              END,
      3);
}

/* --- threads ------------------------------------------------------------------------------------------------ */

static int32_t by_parent(void *payload, int64_t parent) {
  (void)payload;
  return parent % 3 == 0 ? -1 : (int32_t)(parent % 3 - 1);
}

/* Whatever is carried how, and however many work on it. */
static void any_number_of_threads_gives_the_same_bytes(void **state) {
  (void)state;
  static const unsigned threads[] = {1, 2, 3, 8, 64};
  struct rules rules = rules_open(
      FACTS INDICATOR("1", "value = a * b * c, between = { 1, 1000000 }")
          INDICATOR("2", "value = share(a, b), at_least = 58") INDICATOR(
              "3", "value = compute { reads = { a, b }, function(u) return u.a - u.b end }, at_least = 1")
              INDICATOR("4", "value = x * y, at_least = by(zone, { I = 5, otherwise = pending() })") END);
  struct figures *figures = figures_make(&rules, 40, 64);
  struct program *program = compile(&rules);
  struct column_source source = source_of(figures);
  struct verdicts first = {.row_count = 0};
  size_t cells = (size_t)2 * rules.book->judged_count * 4;
  uint64_t *counts = calloc(cells, sizeof *counts), *again = calloc(cells, sizeof *again);
  for (uint32_t row = 0; row < ROWS; row += 7) figures->present[row] = 0;
  for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
    struct verdicts verdicts;
    struct run_request request = {
        .program = program, .source = &source, .threads = threads[i], .report = rules.report};
    assert_int_equal(run_verdicts(&request, &verdicts), CHUAN_OK);
    memset(again, 0, cells * sizeof *again);
    assert_int_equal(run_tally(&request, by_parent, NULL, 2, again), CHUAN_OK);
    if (i == 0) {
      first = verdicts;
      memcpy(counts, again, cells * sizeof *counts);
      continue;
    }
    assert_int_equal(verdicts.row_count, first.row_count);
    assert_memory_equal(verdicts.unit_ids, first.unit_ids, first.row_count * sizeof *first.unit_ids);
    assert_memory_equal(verdicts.verdicts, first.verdicts, first.row_count * rules.book->judged_count);
    assert_memory_equal(again, counts, cells * sizeof *counts);
    verdicts_free(&verdicts);
  }
  verdicts_free(&first);
  free(counts);
  free(again);
  program_free(program);
  free(figures);
  rules_close(&rules);
}

/* --- the program itself ----------------------------------------------------------------------------------------- */

/* However many questions there are, a register is given back when nobody reads it any more. */
static void registers_are_used_again(void **state) {
  (void)state;
  char text[16384] = "facts \"commune\" { a = count {},";
  for (int i = 0; i < 100; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text), " f%d = count {},", i);
  snprintf(text + strlen(text), sizeof text - strlen(text),
           " }\nstandard { id = \"s\", level = \"commune\" }\ncriterion { of = \"s\", id = \"1\", source = "
           "law { \"1/QĐ\" },\n");
  for (int i = 0; i < 100; i++) {
    snprintf(text + strlen(text), sizeof text - strlen(text),
             "indicator { id = \"1.%d\", value = share(a * f%d, f%d), at_least = 5 },\n", i, i,
             (i + 1) % 100);
  }
  strcat(text, "}\n");
  struct rules rules = rules_open(text);
  struct program *program = compile(&rules);
  assert_true(program->slots[CLASS_NUMBER] <
              116); /* the facts themselves are read again by the next question */
  program_free(program);
  rules_close(&rules);
}

/* A rule of modest size does not make a program of immodest size. */
static void many_choices_take_little_memory(void **state) {
  (void)state;
  enum { CHOICES = 3000 };
  size_t size = CHOICES * 64 + 4096;
  char *text = calloc(1, size);
  size_t length = (size_t)snprintf(text, size, "facts \"commune\" { a = count {}, zone = choice {");
  for (int i = 0; i < CHOICES; i++) length += (size_t)snprintf(text + length, size - length, " \"c%d\",", i);
  length += (size_t)snprintf(
      text + length, size - length,
      " } }\nstandard { id = \"s\", level = \"commune\" }\ncriterion { of = \"s\", id = \"1\", "
      "source = law { \"1/QĐ\" },\nindicator { id = \"1.1\", value = a, at_least = by(zone, {");
  for (int i = 0; i < CHOICES; i++)
    length += (size_t)snprintf(text + length, size - length, " c%d = a + %d,", i, i);
  snprintf(text + length, size - length, " }) } }\n");
  struct rules rules = rules_open(text);
  struct program *program = compile(&rules);
  assert_true(arena_used(program->arena) < 16u << 20);
  program_free(program);
  rules_close(&rules);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_of_a_question_are_not_the_question),
      cmocka_unit_test(arithmetic_agrees),
      cmocka_unit_test(choosing_agrees),
      cmocka_unit_test(few_of_many_choices_agree),
      cmocka_unit_test(combinations_agree),
      cmocka_unit_test(computed_figures_agree),
      cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
      cmocka_unit_test(registers_are_used_again),
      cmocka_unit_test(many_choices_take_little_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
