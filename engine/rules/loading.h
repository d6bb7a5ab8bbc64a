/* Loading a rulebook: what the parts of the loader share while it lasts. */
#ifndef CHUAN_RULES_LOADING_H
#define CHUAN_RULES_LOADING_H

#include "rules/draft.h"
#include "rules/expression_pool.h"
#include "rules/name_table.h"
#include "rules/rulebook.h"
#include "rules/sandbox.h"

#define LOADING_DRAFTS 1000000u
#define LEVELS_MAX 100u
#define COMPARED_MAX 2000000u             /* names looked at for "did you mean" */
#define SEARCHED_MAX ((size_t)64 << 20)   /* bytes of broken files looked through */
#define LOADING_BYTES ((size_t)256 << 20) /* of the arena: everything the files build */

struct level_list {
  struct level **levels;
  size_t count, capacity;
};

/* A level and the names that formulas of that level can use. */
struct level {
  const char *id;
  struct place place;      /* of its first facts */
  struct name_table names; /* id -> struct named */
  const struct fact **facts;
  size_t fact_count, fact_capacity;
  /* of the example at hand */
  uint32_t *given;                /* by fact.index */
  uint32_t reach_stamp, *walked;  /* by expression id: the stamp of the walk that saw it at this level */
  struct level_list below, above; /* levels that its formulas read, when reach_stamp is the loader's stamp */
};

struct named { /* one of the two */
  struct fact *fact;
  struct derived_draft *derived;
  struct draft *part_of; /* of a fact, until it is linked */
  struct draft *merge;   /* of a fact, likewise */
  int read;              /* a formula reads the fact, or one that is part of it */
};

enum progress { NOT_BEGUN, UNDER_WAY, FINISHED };

struct derived_draft {
  struct derived shown;
  struct level *level;
  struct draft *value;
  enum progress progress;
};

struct carried { /* what an indicator was carried over from */
  const struct judged_draft *from;
  int year; /* the last of that period */
};

struct set_draft { /* what an overlay says of it */
  const struct overlay *overlay;
  struct overlay_set *shown;
  struct draft *node;
  struct draft *threshold, *test; /* one of the two */
  struct set_draft *next;         /* those of pilots first: the first that holds counts */
};

struct judged_draft {
  union { /* first: what others see is this */
    struct judged shown;
    struct target target; /* of a JUDGED_TARGET: begins with what is shown */
  };
  struct level *level;
  struct judged_draft *standard; /* itself for a standard */
  struct draft *record;
  struct draft *test, *value, *applies_when;
  struct draft *threshold; /* of the everyday form */
  int comparison;          /* its word */
  int broken;              /* refused already; only its parts are looked at */
  struct draft *follows;
  struct draft *reviews;                          /* of a standard: which one, or NULL */
  const struct carried *carried;                  /* or NULL */
  struct set_draft *sets, *last_set, *last_pilot; /* in the order in which they count */
  struct name_table set_codes;                    /* struct set_draft by code of the unit */
  int source_wrong;            /* it, or what it is part of, gives a source that was refused */
  struct judged_draft **parts; /* criteria, indicators */
  size_t part_count, part_capacity;
  enum progress progress;
};

struct computed { /* a compute function in use */
  struct compute_function *function;
  struct computed *next;
};

struct loader {
  struct arena *arena;
  struct report *report;
  struct rulebook *rulebook;
  struct sandbox *sandbox;
  struct draft_file *files;
  size_t file_count;
  /* while files run */
  struct draft_file *file; /* the one that runs; NULL afterwards, when words no longer work */
  struct draft *first, *last;
  struct draft *first_record, *last_record;
  uint32_t draft_count;
  int no_memory; /* the whole load fails */
  int stopped;   /* a limit was reached and said: no more files are run, nothing more is resolved */
  /* while drafts are resolved */
  struct draft *period;
  int period_seen;             /* there is one, if only a wrong one */
  struct name_table levels;    /* struct level */
  struct name_table documents; /* struct document */
  struct name_table standards; /* struct judged_draft, by id */
  struct name_table judged;    /* struct judged_draft, by path */
  struct name_table missed;    /* uint32_t: how often a name that is not there was spoken of */
  struct name_table glossary;  /* struct glossary_entry, by key */
  struct derived_draft **derived;
  size_t derived_count, derived_capacity;
  struct example **examples;
  size_t example_count, example_capacity;
  struct target_draft **targets;
  size_t target_count, target_capacity;
  struct name_table tasks;     /* struct task, by id */
  struct name_table validates; /* struct validate_rule, by id */
  struct overlay **overlays;
  size_t overlay_count, overlay_capacity;
  struct easing **easings;
  size_t easing_count, easing_capacity;
  const struct rule_periods *periods; /* where carried_over finds other periods; NULL: nowhere */
  struct loader *main;     /* of an earlier period: the one that the sandbox belongs to; else NULL */
  struct earlier *earlier; /* of the main one: the periods read for carried_over */
  struct expression_pool pool;
  struct computed *computed;
  uint32_t stamp;
  uint64_t looked_at;        /* readings of drafts, to bound the work of resolving */
  size_t compared, searched; /* of COMPARED_MAX, SEARCHED_MAX */
  struct choice_index *choice_indexes;
  struct level_order *level_order;
};

/* A rule file as it was read. */
struct rule_text {
  const char *path;  /* inside the period's folder */
  const char *shown; /* how messages name it */
  const char *text;
  size_t length;
};

/* Loads texts that are already in memory: what rulebook_load does after reading, and what tests and fuzzers call.
 * `folder` is only remembered. */
chuan_status rulebook_load_text(const char *folder, const struct rule_text *files, size_t count,
                                struct report *report, struct rulebook **out);

/* Where the rules of other periods come from. The files found last until the loading is over. CHUAN_NOT_FOUND: there
 * is no such period. */
struct rule_periods {
  void *self;
  chuan_status (*find)(void *self, const char *period, struct report *report, const struct rule_text **files,
                       size_t *count);
};

/* The same when rules may be carried over from other periods. */
chuan_status rulebook_load_texts(const char *folder, const struct rule_text *files, size_t count,
                                 const struct rule_periods *periods, struct report *report,
                                 struct rulebook **out);
/* Runs the files; 0 when there is no memory. */
int loader_read_files(struct loader *loader, const struct rule_text *files, size_t count);

/* The period a period.lua declares, read without anything else; 0 when it cannot be told. */
int rulebook_peek(const struct rule_text *file, char *id, size_t size, int *first_year, int *last_year);

/* 1 when a file that did not run to its end may well declare this name, so that its absence proves nothing. */
int loader_may_declare(struct loader *loader, const char *name);
/* 1 when it is worth saying that the name is not there: nothing may declare it, and it was not said at several places
 * already. What one mistake takes with it would hide the mistake. */
int loader_misses(struct loader *loader, const char *name);
/* The nearest name, or NULL: also once very many have been looked for. */
const char *loader_nearest(struct loader *loader, const struct name_table *table, const char *name);
/* The same among choices. */
const char *loader_nearest_choice(struct loader *loader, const char *const *choices, uint32_t count,
                                  const char *word);
struct text_list {
  const char **texts;
  size_t count, capacity;
};

int text_list_add(struct text_list *list, struct arena *arena, const char *text); /* a copy; 0: no memory */
/* Adds everything that was read from other periods, for the digest; 0: no memory. */
int carried_sources(const struct loader *loader, struct text_list *texts);

/* "first declared at file:line". */
void loader_duplicate(struct loader *loader, const struct place *place, const char *what, const char *id,
                      const struct place *first);
/* Remembers that memory ran out; returns NULL. */
void *loader_no_memory(struct loader *loader);

/* --- the records, in this order (<record>_record.c) ------------------------------------------------------- */
void records_read(struct loader *loader);      /* period, documents, derived */
void facts_read(struct loader *loader);        /* facts and what is part of what */
void facts_tell_unread(struct loader *loader); /* warnings, once the formulas are there */
void judged_read(struct loader *loader);       /* standards, criteria, indicators and their order */
void targets_read(struct loader *loader);      /* they are judged like indicators */
void overlays_read(struct loader *loader);     /* what they set, before it is resolved */
void judged_finish(struct loader *loader);     /* their formulas; fills rulebook->judged, the targets last */
void targets_finish(struct loader *loader);    /* called by judged_finish */
void overlays_finish(struct loader *loader);
void tasks_read(struct loader *loader); /* and which targets serve them */
void validates_read(struct loader *loader);
void orders_read(struct loader *loader);
void examples_read(struct loader *loader);
void glossary_read(struct loader *loader); /* names; what they name must be there by now */

/* The level of that name or, after an error at the draft, NULL. */
struct level *loader_level(struct loader *loader, const struct draft *name);

/* Which level lies below which (level_order.c): known of the usual ones, of others by what the rules ask. Notes that
 * `lower` lies below `upper`, as the word at the draft has it; 0 after an error, when it is the other way round. */
int level_put_below(struct loader *loader, const struct draft *at, struct level *lower, struct level *upper);
int level_is_below(struct loader *loader, const struct level *lower, const struct level *upper);

/* Whether a fact or derived value of the level can have this id; complains otherwise. */
int level_name_is_free(struct loader *loader, const struct level *level, const char *id,
                       const struct place *place);
/* The standard of that id or, after an error at the draft, NULL. */
struct judged_draft *standard_find(struct loader *loader, const struct draft *id);
/* law { "document", item = "..." }; NULL when there is none or it is wrong (then said). */
const struct source *source_read(struct loader *loader, struct draft *draft);

#endif
