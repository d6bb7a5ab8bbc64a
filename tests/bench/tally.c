/* What the bench measures of the engine: one process that loads rules, opens the database file, judges every unit and
 * prints per province how many meet each indicator, criterion and the standard, and of how many the standard is
 * undecided. `tally DATABASE RULES YEAR`. Uses only chuan.h. */
#include <chuan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const chuan *engine) {
  fprintf(stderr, "tally: %s\n", chuan_error_message(engine));
  for (size_t i = 0; i < chuan_problem_count(engine); i++) {
    const chuan_problem *problem = chuan_problem_get(engine, i);
    fprintf(stderr, "%s:%u: %s\n", problem->file, (unsigned)problem->line, problem->message);
  }
  return 1;
}

/* Order of the printed columns: indicators, criteria, the standard. */
static int column_of(const chuan_tally_row *row, int *indicator, int *criterion) {
  if (row->indicator[0]) return (*indicator)++;
  return row->criterion[0] ? 57 + (*criterion)++ : 76;
}

int main(int argc, char **argv) {
  chuan *engine;
  chuan_rulebook *rules;
  chuan_dossier *dossier;
  chuan_tally *tally;
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  if (argc != 4 || chuan_create(&engine) != CHUAN_OK) return 2;
  options.year = (int)strtol(argv[3], NULL, 10);
  options.level = "commune";
  if (chuan_rulebook_load(engine, argv[2], NULL, options.year, &rules) != CHUAN_OK) return fail(engine);
  if (chuan_dossier_open(engine, argv[1], CHUAN_OPEN_READ, &dossier) != CHUAN_OK) return fail(engine);
  if (chuan_tally_run(dossier, rules, &options, "province", &tally) != CHUAN_OK) return fail(engine);
  for (size_t i = 0; i < chuan_tally_count(tally);) {
    unsigned long long met[77] = {0}, undecided = 0;
    const char *province = chuan_tally_get(tally, i)->ancestor;
    int indicator = 0, criterion = 0;
    for (; i < chuan_tally_count(tally); i++) {
      const chuan_tally_row *row = chuan_tally_get(tally, i);
      if (strcmp(row->ancestor, province) != 0) break;
      int column = column_of(row, &indicator, &criterion);
      met[column] = row->counts[CHUAN_MET];
      if (column == 76) undecided = row->counts[CHUAN_NO_DATA];
    }
    printf("%s", province);
    for (int c = 0; c < 77; c++) printf("|%llu", met[c]);
    printf("|%llu\n", undecided);
  }
  chuan_tally_free(tally);
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rules);
  chuan_free(engine);
  return 0;
}
