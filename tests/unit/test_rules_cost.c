/* Rules that are small and ask for much: reading them costs what their size accounts for, and ends. */
#include "rules/loading.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define PERIOD "period { id = \"p\", first_year = 2021, last_year = 2025 }\n"
#define COMMUNE "facts \"c\" { a = count {} }\nstandard { id = \"s\", level = \"c\" }\n"
#define SECONDS_MOST 20 /* each takes a fraction of one, and took minutes or memory without end */
#define FILES_MOST 3000

struct trial {
  struct buffer texts[FILES_MOST];
  struct rule_text files[FILES_MOST];
  size_t count;
  struct report *report;
  struct rulebook *book;
  chuan_status status;
};

static struct buffer *add_file(struct trial *trial) {
  struct buffer *text = &trial->texts[trial->count++];
  buffer_init(text, 0);
  return text;
}

static struct trial *begin(const char *first) {
  struct trial *trial = calloc(1, sizeof *trial);
  assert_non_null(trial);
  trial->report = report_create();
  report_set_language(trial->report, CHUAN_ENGLISH);
  struct buffer *text = add_file(trial);
  buffer_add_string(text, PERIOD);
  buffer_add_string(text, first);
  return trial;
}

static void load(struct trial *trial) {
  for (size_t i = 0; i < trial->count; i++) {
    assert_int_equal(trial->texts[i].failed, 0);
    trial->files[i] =
        (struct rule_text){"f.lua", "f.lua", buffer_string(&trial->texts[i]), trial->texts[i].length};
  }
  clock_t started = clock();
  trial->status = rulebook_load_text("rules", trial->files, trial->count, trial->report, &trial->book);
  double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
  /* A guard against work that grows out of bounds, not a measure; valgrind is slow by nature. */
  if (seconds > SECONDS_MOST && getenv("CHUAN_VALGRIND") == NULL) fail_msg("%.0f seconds", seconds);
}

static void end(struct trial *trial, chuan_status status, const char *part) {
  int found = part == NULL;
  for (size_t i = 0; i < report_problem_count(trial->report) && !found; i++)
    found = strstr(report_problem_get(trial->report, i)->message, part) != NULL;
  if (trial->status != status || !found) {
    const chuan_problem *problem = report_problem_get(trial->report, 0);
    fail_msg("status %d: %s; %s", trial->status, report_message(trial->report),
             problem ? problem->message : "");
  }
  rulebook_free(trial->book);
  report_free(trial->report);
  for (size_t i = 0; i < trial->count; i++) buffer_free(&trial->texts[i]);
  free(trial);
}

static void criterion(struct buffer *text, int id, const char *inside) {
  buffer_format(text, "criterion { of = \"s\", id = \"%d\", indicator { id = \"%d.1\", %s } }\n", id, id,
                inside);
}

/* A broken file may declare what others lack; it is not searched from end to end for each name. */
static void unknown_names_beside_a_broken_file(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 0; k < 4; k++) {
    struct buffer *text = add_file(trial);
    for (int i = 0; i < 60000; i++) buffer_format(text, "x=n%d%05x ", k, (unsigned)i);
    buffer_add_string(text, "error('stop')\n");
  }
  load(trial);
  end(trial, CHUAN_RULE, "stop");
}

#define CHOICES 60000

static struct trial *begin_with_choices(void) {
  struct trial *trial = begin("");
  struct buffer *text = add_file(trial);
  buffer_add_string(text, "facts \"c\" { r = choice { ");
  for (int i = 0; i < CHOICES; i++) buffer_format(text, "\"choice%d\",", i);
  buffer_add_string(text, "} }\nstandard { id = \"s\", level = \"c\" }\n");
  return trial;
}

static void very_many_choices(void **state) {
  (void)state;
  struct trial *trial = begin_with_choices();
  struct buffer *text = add_file(trial);
  for (int k = 1; k <= 3; k++) {
    buffer_format(text, "do local t = {} for i = 1, %d do t[i] = \"choice\" .. i end\n", CHOICES - 1);
    criterion(text, k, "test = one_of(r, t)");
    buffer_add_string(text, "end\n");
    if (k < 3) text = add_file(trial);
  }
  load(trial);
  end(trial, CHUAN_OK, NULL);
}

static void very_many_wrong_choices(void **state) {
  (void)state;
  struct trial *trial = begin_with_choices();
  struct buffer *text = add_file(trial);
  buffer_add_string(text, "local t = {} for i = 1, 20000 do t[i] = \"choicx\" .. i end\n");
  criterion(text, 1, "test = one_of(r, t)");
  buffer_add_string(
      text,
      "for i = 1, 2000 do example { of = \"s/1\", year = 2023, facts = { r = \"choicx\" .. i }, "
      "expect = \"met\" } end\n");
  load(trial);
  end(trial, CHUAN_RULE, "there is no choice \"choicx1\"");
}

static void choices_that_differ_in_case_only(void **state) {
  (void)state;
  struct trial *trial = begin(
      "facts \"c\" { r = choice { \"north\", \"North\" } }\n"
      "standard { id = \"s\", level = \"c\", test = equals(r, \"north\") }\n");
  load(trial);
  end(trial, CHUAN_RULE, "\"North\"");
}

static void very_many_functions(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 1; k <= 9; k++) {
    struct buffer *text = add_file(trial);
    buffer_add_string(text,
                      "local function f(u) return u.a end local t = {}\n"
                      "for i = 1, 12000 do t[i] = at_least(compute { reads = { a }, f }, 1) end\n");
    criterion(text, k, "test = all(t)");
  }
  load(trial);
  end(trial, CHUAN_OK, NULL);
}

/* Formulas that are alike in everything that is quickly compared. */
static void very_many_overlays_of_one_indicator(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE
                              "criterion { of = \"s\", id = \"1\", indicator { id = \"1.1\", value = a, "
                              "at_least = 1 } }\n"
                              "for i = 1, 40000 do\n"
                              "  overlay { province = \"p\" .. i, set { \"s/1.1\", at_least = 2 } }\n"
                              "end\n");
  load(trial);
  if (trial->book) assert_int_equal(trial->book->overlay_count, 40000);
  end(trial, CHUAN_OK, NULL);
}

static void very_many_targets_and_tasks(void **state) {
  (void)state;
  struct trial *trial = begin("facts \"c\" { a = count {} }\n");
  struct buffer *tasks = NULL, *targets = NULL;
  for (int i = 0; i < 40000; i++) {
    if (i % 5000 == 0) {
      tasks = add_file(trial);
      targets = add_file(trial);
    }
    buffer_format(tasks, "task { id = \"k%d\" }\n", i);
    buffer_format(
        targets,
        "target { id = \"t%d\", by = 2025, level = \"c\", task = \"k%d\", value = a, at_least = 1 }\n", i, i);
  }
  load(trial);
  if (trial->book) assert_int_equal(trial->book->target_count, 40000);
  end(trial, CHUAN_OK, NULL);
}

static void very_many_names_of_one_value(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 1; k <= 9; k++) {
    struct buffer *text = add_file(trial);
    buffer_format(text, "for i = 1, 9000 do derived { level = \"c\", id = \"d%d_\" .. i, value = 1 } end\n",
                  k);
    text = add_file(trial);
    buffer_format(
        text, "criterion { of = \"s\", id = \"%d\", indicator { id = \"%d.1\", at_least = 1, value = sum {",
        k, k);
    for (int i = 1; i <= 9000; i++) buffer_format(text, "d%d_%d,", k, i);
    buffer_add_string(text, "} } }\n");
  }
  load(trial);
  end(trial, CHUAN_OK, NULL);
}

static void very_many_levels(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 0; k < 4; k++)
    buffer_format(add_file(trial), "for i = 1, 12000 do facts(\"l%d_\" .. i) { a = count {} } end\n", k);
  for (int k = 0; k < 4; k++)
    buffer_add_string(add_file(trial), "local q = f for i = 1, 60000 do q(1) end\n");
  load(trial);
  end(trial, CHUAN_RULE, "more than 100 levels");
}

static void very_many_parts_in_an_example(void **state) {
  (void)state;
  struct trial *trial = begin("facts \"c\" { w = count {} }\n");
  for (int k = 0; k < 3; k++) {
    struct buffer *text = add_file(trial);
    buffer_add_string(text, "facts \"c\" { ");
    for (int i = 0; i < 20000; i++) buffer_format(text, "a%d=count{part_of=\"w\"},", k * 20000 + i);
    buffer_add_string(text, "}\n");
  }
  struct buffer *text = add_file(trial);
  buffer_add_string(text, "standard { id = \"s\", level = \"c\" }\n");
  criterion(text, 1, "value = w, at_least = 3");
  for (int k = 0; k < 8; k++) {
    buffer_add_string(add_file(trial),
                      "local t = { w = 5 } for i = 0, 59999 do t[\"a\" .. i] = 3 end\n"
                      "example { of = \"s/1\", year = 2023, facts = t, expect = \"met\" }\n");
  }
  load(trial);
  end(trial, CHUAN_OK, NULL);
}

/* Each file stays within its own limit. */
static void very_many_busy_files(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 0; k < FILES_MOST - 1; k++) buffer_add_string(add_file(trial), "for i = 1, 4000000 do end\n");
  load(trial);
  end(trial, CHUAN_RULE, "more work");
}

static void very_many_findings_in_very_many_files(void **state) {
  (void)state;
  struct trial *trial = begin(COMMUNE);
  for (int k = 0; k < FILES_MOST - 1; k++)
    buffer_add_string(add_file(trial), "x = 1 < 2\ny = 1 < 2\nz = 1 < 2\n");
  load(trial);
  end(trial, CHUAN_RULE, "decided at once");
}

/* Lua keeps the keys of a table in an order of its own, another one each time. */
static void mistakes_are_told_in_one_order(void **state) {
  (void)state;
  char first[2048] = "";
  for (int round = 0; round < 8; round++) {
    struct trial *trial = begin(COMMUNE);
    criterion(
        add_file(trial), 1,
        "value = 0.1 + 0.2, at_least = 0.1 + 0.7, aa = 1.1 + 2.2, bb = 3.3 + 4.4, cc = 5.3 + 6.4 + 0.1");
    char told[2048] = "";
    load(trial);
    for (size_t i = 0; i < report_problem_count(trial->report); i++) {
      strncat(told, report_problem_get(trial->report, i)->message, 20);
      strcat(told, "\n");
    }
    if (round == 0) strcpy(first, told);
    assert_string_equal(told, first);
    end(trial, CHUAN_RULE, "no exact decimal");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(unknown_names_beside_a_broken_file),
      cmocka_unit_test(very_many_choices),
      cmocka_unit_test(very_many_wrong_choices),
      cmocka_unit_test(choices_that_differ_in_case_only),
      cmocka_unit_test(very_many_functions),
      cmocka_unit_test(very_many_names_of_one_value),
      cmocka_unit_test(very_many_overlays_of_one_indicator),
      cmocka_unit_test(very_many_targets_and_tasks),
      cmocka_unit_test(very_many_levels),
      cmocka_unit_test(very_many_parts_in_an_example),
      cmocka_unit_test(very_many_busy_files),
      cmocka_unit_test(very_many_findings_in_very_many_files),
      cmocka_unit_test(mistakes_are_told_in_one_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
