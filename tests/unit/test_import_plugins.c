/* Loading format plugins: good ones are found in order, strange ones are refused with a sentence. The
 * plugins are built here with the compiler, in a folder of their own. */
#define _XOPEN_SOURCE 700

#include "import/plugins.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct folder {
  char path[64];
  struct report *report;
};

static void run(const char *format, const char *a, const char *b) {
  char command[2000];
  snprintf(command, sizeof command, format, a, b);
  assert_int_equal(system(command), 0);
}

static int set_up(void **state) {
  struct folder *folder = calloc(1, sizeof *folder);
  assert_non_null(folder);
  snprintf(folder->path, sizeof folder->path, "/tmp/chuan-plugins-XXXXXX");
  assert_non_null(mkdtemp(folder->path));
  folder->report = report_create();
  assert_non_null(folder->report);
  report_set_language(folder->report, CHUAN_ENGLISH);
  *state = folder;
  return 0;
}

static int tear_down(void **state) {
  struct folder *folder = *state;
  run("rm -rf '%s'%s", folder->path, "");
  report_free(folder->report);
  free(folder);
  return 0;
}

static void build(const struct folder *folder, const char *name, const char *source) {
  char target[200];
  snprintf(target, sizeof target, "%s/%s.so", folder->path, name);
  run("${CC:-cc} -std=c11 -shared -fPIC -Iengine -o '%s' %s", target, source);
}

/* A plugin of one line: the fields of its description. */
static void build_text(const struct folder *folder, const char *name, const char *fields) {
  char path[200], target[200];
  snprintf(path, sizeof path, "%s/%s.c", folder->path, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file,
          "#include \"chuan_plugin.h\"\n"
          "static int take(const chuan_host_api *a, chuan_host *h, chuan_source *s)\n"
          "{ (void)a; (void)h; (void)s; return 0; }\n"
          "static const char *const endings[] = {\"zzz\", 0};\n"
          "static const chuan_plugin p = { %s };\n"
          "const chuan_plugin *chuan_plugin_entry(uint32_t abi) { (void)take; (void)endings; (void)abi; "
          "return &p; }\n",
          fields);
  fclose(file);
  snprintf(target, sizeof target, "%s/%s.so", folder->path, name);
  run("${CC:-cc} -std=c11 -shared -fPIC -Iengine -o '%s' '%s'", target, path);
}

static void finds_plugins_in_order_and_recognises_files(void **state) {
  struct folder *folder = *state;
  build(folder, "b", "plugins/csv/csv.c");
  build(folder, "a", "plugins/skeleton/skeleton.c");
  build_text(folder, "c", "sizeof p, 1, \"named\", \"1\", \"MIT\", endings, 0, 0, take");
  struct plugins *plugins = NULL;
  assert_int_equal(plugins_load(folder->path, folder->report, &plugins), CHUAN_OK);
  assert_int_equal(report_problem_count(folder->report), 0);
  assert_int_equal(plugins_count(plugins), 3);
  assert_string_equal(plugins_get(plugins, 0)->name, "skeleton");
  assert_string_equal(plugins_get(plugins, 1)->name, "csv");
  assert_null(plugins_named(plugins, "xlsx"));
#define RECOGNISED(text, name) plugins_recognise(plugins, (const uint8_t *)text, sizeof text - 1, name)
  assert_string_equal(RECOGNISED("unit,year\n", "a.dat")->name, "csv");
  assert_string_equal(RECOGNISED("unit\tyear\n", "a.tab")->name, "csv");
  assert_null(RECOGNISED("PK\x03\x04\0\0", "a.csv"));
  assert_string_equal(RECOGNISED("PK\x03\x04\0\0", "a.ZZZ")->name, "named");
  plugins_free(plugins);
}

static void refuses_strange_plugins(void **state) {
  struct folder *folder = *state;
  build(folder, "a", "plugins/csv/csv.c");
  build(folder, "b", "plugins/csv/csv.c"); /* the same name twice */
  build_text(folder, "c", "sizeof p, 2, \"x\", \"1\", \"MIT\", endings, 0, 0, take");
  build_text(folder, "d", "16, 1, \"x\", \"1\", \"MIT\", endings, 0, 0, take");
  build_text(folder, "e", "sizeof p, 1, \"Bad name\", \"1\", \"MIT\", endings, 0, 0, take");
  build_text(folder, "f", "sizeof p, 1, \"x\", 0, \"MIT\", endings, 0, 0, take");
  build_text(folder, "g", "sizeof p, 1, \"x\", \"1\", \"MIT\", endings, 0, 0, 0");
  run("echo 'not a library' > '%s/h.so'%s", folder->path, "");
  run("echo 'int x;' > '%s/i.c'&& cd '%s' && ${CC:-cc} -shared -fPIC -o i.so i.c", folder->path,
      folder->path);
  run("ln -s /etc/passwd '%s/j.so'%s", folder->path, "");
  struct plugins *plugins = NULL;
  assert_int_equal(plugins_load(folder->path, folder->report, &plugins), CHUAN_OK);
  assert_int_equal(plugins_count(plugins), 1);
  assert_int_equal(report_severity_count(folder->report, CHUAN_WARNING), 9);
  static const char *const words[] = {
      "same name",          "another plugin interface", "another plugin interface",
      "version or licence", "version or licence",       "read function",
      "cannot be loaded",   "chuan_plugin_entry",       "not a file of the plugin folder"};
  for (size_t i = 0; i < 9; i++)
    assert_non_null(strstr(report_problem_get(folder->report, i)->message, words[i]));
  plugins_free(plugins);
}

static void names_a_missing_folder(void **state) {
  struct folder *folder = *state;
  struct plugins *plugins = NULL;
  assert_int_equal(plugins_load("/nowhere/at/all", folder->report, &plugins), CHUAN_PLUGIN);
  assert_null(plugins);
  assert_non_null(strstr(report_message(folder->report), "/nowhere/at/all"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(finds_plugins_in_order_and_recognises_files, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_strange_plugins, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_a_missing_folder, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
