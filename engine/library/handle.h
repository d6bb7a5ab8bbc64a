/* What is behind the opaque types of chuan.h. Only library/ sees it: the glue that holds the parts together. */
#ifndef CHUAN_LIBRARY_HANDLE_H
#define CHUAN_LIBRARY_HANDLE_H

#include "base/report.h"
#include "evaluate/run.h"
#include "facts/dossier.h"
#include "import/plugins.h"
#include "rules/rulebook.h"

struct chuan {
  struct report *report;
  unsigned threads;
  char *plugins_folder;    /* NULL: environment or installed */
  struct plugins *plugins; /* loaded at first need */
  chuan_progress progress;
  void *progress_payload;
};

struct chuan_rulebook {
  chuan *handle;
  struct rulebook *rules;
};

struct chuan_dossier {
  chuan *handle;
  struct dossier *facts;
  const struct vocabulary *fitted; /* tables already made for it */
};

#endif
