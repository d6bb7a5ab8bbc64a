/* A tool of somebody else's that embeds Chuẩn: two threads, a handle each, rules loaded, facts inserted, judged and
 * explained. Built by tests/spec/embed_spec.lua against an installed library, with nothing but chuan.h.
 * `embed RULES` prints one line per thread. */
#include <chuan.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct job {
  const char *rules;
  const char *clean_water; /* households with clean water, of 1,000 */
  char line[512];
  int failed;
};

static int to_buffer(void *payload, const char *text, size_t length) {
  char *buffer = payload;
  size_t used = strlen(buffer), room = 4095 - used;
  if (length > room) length = room;
  memcpy(buffer + used, text, length);
  buffer[used + length] = '\0';
  return 0;
}

static chuan_status judge(struct job *job, chuan *engine, chuan_rulebook *rules, chuan_dossier *dossier) {
  static const char *const facts[][2] = {
      {"region", "south_central_coast"}, {"extremely_difficult", "no"}, {"households", "1000"}};
  char text[4096] = "";
  chuan_entry *entry = NULL;
  chuan_explanation *explanation = NULL;
  chuan_style style = CHUAN_STYLE_INIT;
  chuan_status status = chuan_unit_add(dossier, "22837", "commune", "Xã Phước Chiến", NULL, NULL, NULL);
  if (status == CHUAN_OK) status = chuan_entry_begin(dossier, rules, "embed", CHUAN_OFFICIAL, &entry);
  for (size_t i = 0; i < 3 && status == CHUAN_OK; i++) {
    status = chuan_entry_set(entry, "commune", "22837", 2024, facts[i][0], facts[i][1]);
  }
  if (status == CHUAN_OK) {
    status = chuan_entry_set(entry, "commune", "22837", 2024, "households_clean_water", job->clean_water);
  }
  if (status == CHUAN_OK) status = chuan_entry_commit(entry);
  chuan_entry_free(entry);
  if (status == CHUAN_OK) {
    status = chuan_explanation_run(dossier, rules, "22837", "commune.standard/17.1", 2024, &explanation);
  }
  if (status == CHUAN_OK) status = chuan_explanation_write(explanation, &style, to_buffer, text);
  if (status == CHUAN_OK) {
    snprintf(job->line, sizeof job->line, "%s of 1000: %s, explained in %s", job->clean_water,
             chuan_verdict_name(chuan_explanation_verdict(explanation)),
             strlen(text) > 100 ? "full" : "vain");
  } else {
    snprintf(job->line, sizeof job->line, "failed: %s", chuan_error_message(engine));
  }
  chuan_explanation_free(explanation);
  return status;
}

static void *run(void *argument) {
  struct job *job = argument;
  chuan *engine = NULL;
  chuan_rulebook *rules = NULL;
  chuan_dossier *dossier = NULL;
  job->failed = 1;
  if (chuan_create(&engine) != CHUAN_OK) return NULL;
  chuan_language_set(engine, CHUAN_ENGLISH);
  if (chuan_rulebook_load(engine, job->rules, NULL, 2024, &rules) == CHUAN_OK &&
      chuan_dossier_open(engine, ":memory:", CHUAN_OPEN_CREATE, &dossier) == CHUAN_OK) {
    job->failed = judge(job, engine, rules, dossier) != CHUAN_OK;
  } else {
    snprintf(job->line, sizeof job->line, "failed: %s", chuan_error_message(engine));
  }
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rules);
  chuan_free(engine);
  return NULL;
}

int main(int argc, char **argv) {
  const char *rules = argc > 1 ? argv[1] : "rules";
  struct job jobs[2] = {{rules, "549", "", 0}, {rules, "550", "", 0}};
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) {
    if (pthread_create(&threads[i], NULL, run, &jobs[i]) != 0) return 1;
  }
  for (int i = 0; i < 2; i++) {
    pthread_join(threads[i], NULL);
    puts(jobs[i].line);
  }
  return jobs[0].failed || jobs[1].failed;
}
