/* What is behind the opaque types of chuan.h. Only library/ sees it: the glue that holds the parts together.
 */
#ifndef CHUAN_LIBRARY_HANDLE_H
#define CHUAN_LIBRARY_HANDLE_H

#include "base/report.h"
#include "evaluate/run.h"
#include "facts/dossier.h"
#include "import/plugins.h"
#include "rules/rulebook.h"

struct chuan {
  struct report *report;
  struct arena *arena;        /* of the plugins folder's name */
  unsigned threads;           /* 0: run_default_threads() */
  const char *plugins_folder; /* NULL: environment or installed */
  struct plugins *plugins;    /* loaded at first need */
  chuan_progress progress;
  void *progress_payload;
};

struct chuan_rulebook {
  chuan *handle;
  struct rulebook *rules;
  chuan_problem *warnings; /* what loading had to say; in the rulebook's arena */
  size_t warning_count;
};

struct chuan_dossier {
  chuan *handle;
  struct dossier *facts;
  int fittings;    /* 1: tables were made for some rules */
  char fitted[65]; /* digest of the rules whose tables were made last but for the first time, "" */
  char digest[65];
};

/* Writers and builders return CHUAN_MEMORY and CHUAN_IO unsaid: says them, once, and returns the status. */
chuan_status handle_said(chuan *handle, chuan_status status);
/* CHUAN_ARGUMENT, said: `call` (__func__) was given NULL, or something outside its list. */
chuan_status handle_argument(chuan *handle, const char *call);
/* Reads a struct that begins with `size` as far as that goes; the rest of `out`, and all of it when `options` is NULL,
 * stays as it is. CHUAN_ARGUMENT, said, when nobody set the size. */
chuan_status handle_options(chuan *handle, const void *options, void *out, size_t size);
/* The style to write in: what the caller says, or the default. CHUAN_ARGUMENT, said, when there is no such format. */
chuan_status handle_style(chuan *handle, const chuan_style *given, chuan_style *out);
/* The plugins of the handle, loaded at first need. */
chuan_status handle_plugins(chuan *handle, struct plugins **out);
/* The tables of the dossier fit the rulebook's vocabulary. */
chuan_status dossier_fits(chuan_dossier *dossier, const chuan_rulebook *rulebook);
/* A standard, criterion or indicator by its path; CHUAN_NOT_FOUND naming the nearest. */
chuan_status rulebook_judged(const chuan_rulebook *rulebook, chuan *handle, const char *path,
                             const struct judged **out);
/* CHUAN_ARGUMENT when the year is none of the period. */
chuan_status rulebook_covers(const chuan_rulebook *rulebook, chuan *handle, int year);
/* A level the rules declare facts of; CHUAN_NOT_FOUND, said, when they declare none. */
chuan_status rulebook_level(const chuan_rulebook *rulebook, chuan *handle, const char *level,
                            const struct vocabulary_level **out);
/* A level the vocabulary knows; one without facts when it does not. In the arena. */
const struct vocabulary_level *rulebook_vocabulary(const chuan_rulebook *rulebook, struct arena *arena,
                                                   const char *level);
/* A fact by its id; CHUAN_NOT_FOUND naming the nearest. */
chuan_status rulebook_fact(const chuan_rulebook *rulebook, chuan *handle,
                           const struct vocabulary_level *vocabulary, const char *id,
                           const struct fact **out);
/* Text as in a CSV cell; NULL and "" are a missing value. */
chuan_status rulebook_fact_value(chuan *handle, const struct fact *fact, const char *text, int64_t *value);

#endif
