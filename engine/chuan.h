/* chuan.h - the public interface of libchuan, an exact and explained rules engine.
 *
 * What this header declares is promised; nothing else is. Rules of the house:
 *   - Every object is an opaque handle. A chuan handle and everything made from it belong to one
 *     thread at a time; several handles may live in several threads at once. There are no globals.
 *   - A function that can fail returns a chuan_status (CHUAN_OK is 0, failures are negative) and puts
 *     its result in the last parameter, which is NULL (or zero) on failure. What went wrong is in
 *     chuan_error_message() of the handle until the next call on that handle.
 *   - "out" parameters of handle type are yours to free; anything returned directly is borrowed and
 *     lives as long as the object it was asked from, unless stated otherwise.
 *   - An object uses those it was made from, so that they must outlive it: a rulebook its checks and
 *     cases; a rulebook and a dossier their entries, evaluations, tallies and explanations; the handle
 *     everything. Free in this order: those first, then the rulebook and the dossier (in any order: they
 *     do not use each other), last the handle.
 *   - A pointer that is needed and NULL gives CHUAN_ARGUMENT; text and objects may be NULL only where it
 *     says so. What only tells something of an object that is NULL says nothing: 0, NULL, "" or
 *     CHUAN_NO_DATA; what only sets something does nothing.
 *   - All text is UTF-8 (NFC on the way out). Nothing depends on the process locale.
 *   - chuan_noun_free(NULL) does nothing.
 *   - Structs declared here only grow at the end. An options struct starts with `size`: set it to
 *     sizeof the struct (the _INIT macros do) so that an older caller keeps working. NULL for an
 *     optional one (a style, the options of an evaluation) means the defaults.
 */
#ifndef CHUAN_H
#define CHUAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CHUAN_VERSION "0.2.0"

#if defined(__GNUC__)
#define CHUAN_API __attribute__((visibility("default")))
#else
#define CHUAN_API
#endif

/* --- status codes: published numbers, never reused ------------------------------------------ */
#define CHUAN_STATUS_MAP(XX)           \
  XX(0, OK, "done")                    \
  XX(-1, MEMORY, "out of memory")      \
  XX(-2, ARGUMENT, "invalid argument") \
  XX(-3, IO, "cannot read or write")   \
  XX(-4, DATABASE, "database error")   \
  XX(-5, PLUGIN, "plugin refused")     \
  XX(-6, RULE, "rules are wrong")      \
  XX(-7, LIMIT, "limit reached")       \
  XX(-8, STOPPED, "stopped by caller") \
  XX(-9, NOT_FOUND, "not found")       \
  XX(-10, INTERNAL, "internal error")

typedef enum chuan_status {
#define XX(number, name, text) CHUAN_##name = (number),
  CHUAN_STATUS_MAP(XX)
#undef XX
} chuan_status;

/* Four verdicts, never a fifth. The order is the order of `all`: the smallest applicable one wins. */
typedef enum chuan_verdict {
  CHUAN_NOT_MET = 0,
  CHUAN_NO_DATA = 1,
  CHUAN_MET = 2,
  CHUAN_NOT_APPLICABLE = 3
} chuan_verdict;

typedef enum chuan_language { CHUAN_VIETNAMESE = 0, CHUAN_ENGLISH = 1 } chuan_language;
typedef enum chuan_format { CHUAN_TABLE = 0, CHUAN_CSV = 1, CHUAN_JSON = 2 } chuan_format;
typedef enum chuan_severity { CHUAN_NOTE = 0, CHUAN_WARNING = 1, CHUAN_ERROR = 2 } chuan_severity;

/* How well a threshold is known, from best to worst; of a verdict: the worst it rests on. */
typedef enum chuan_threshold_status {
  CHUAN_SOURCED = 0,
  CHUAN_UNVERIFIED = 1,
  CHUAN_DELEGATED = 2,
  CHUAN_PENDING = 3
} chuan_threshold_status;

/* How official a figure is, from most to least authoritative. */
typedef enum chuan_data_status {
  CHUAN_OFFICIAL = 0,
  CHUAN_PRELIMINARY = 1,
  CHUAN_ILLUSTRATIVE = 2
} chuan_data_status;

/* How sure those who published or copied a figure are of it. */
typedef enum chuan_confidence {
  CHUAN_CONFIDENCE_UNSAID = 0,
  CHUAN_CONFIDENCE_HIGH = 1,
  CHUAN_CONFIDENCE_MEDIUM = 2,
  CHUAN_CONFIDENCE_LOW = 3
} chuan_confidence;

CHUAN_API const char *chuan_version(void);
CHUAN_API const char *chuan_status_text(chuan_status status);    /* English, static */
CHUAN_API const char *chuan_verdict_name(chuan_verdict verdict); /* "met", "not_met", ... static */

/* --- the handle ------------------------------------------------------------------------------ */
typedef struct chuan chuan;

/* One line about something wrong: a rule, a row, a setting. Borrowed from the handle; valid until
 * the next call on it. `file` may be "" and `line`/`column` 0 when there is no such place. */
typedef struct chuan_problem {
  chuan_severity severity;
  const char *file;
  uint32_t line, column;
  const char *message; /* what is wrong; what to do */
} chuan_problem;

CHUAN_API chuan_status chuan_create(chuan **out);
CHUAN_API void chuan_free(chuan *handle);                       /* free everything made from it first */
CHUAN_API const char *chuan_error_message(const chuan *handle); /* "" when the last call succeeded */
CHUAN_API chuan_status chuan_error_status(const chuan *handle);
CHUAN_API size_t chuan_problem_count(const chuan *handle); /* of the last call */
CHUAN_API const chuan_problem *chuan_problem_get(const chuan *handle, size_t index);
CHUAN_API void chuan_language_set(chuan *handle, chuan_language language); /* default Vietnamese */
CHUAN_API chuan_language chuan_language_get(const chuan *handle);
/* Threads an evaluation may use; 0 = $CHUAN_THREADS, else one per core. Results never depend on it. */
CHUAN_API void chuan_threads_set(chuan *handle, unsigned threads);
/* Where import plugins are looked for; NULL = $CHUAN_PLUGINS, else the installed folder. Copied. */
CHUAN_API chuan_status chuan_plugins_set(chuan *handle, const char *folder);

/* Progress: called now and then from long calls, in the calling thread; `total` 0 = unknown.
 * Return non-zero to stop: the call then returns CHUAN_STOPPED and leaves everything as it was. */
typedef int (*chuan_progress)(void *payload, uint64_t done, uint64_t total);
CHUAN_API void chuan_progress_set(chuan *handle, chuan_progress callback, void *payload);

/* Where text goes. Return non-zero to stop (the call then fails with CHUAN_IO). */
typedef int (*chuan_sink)(void *payload, const char *text, size_t length);

/* How a writer shapes its output. `width`: columns of the terminal, 0 = no limit. */
typedef struct chuan_style {
  uint32_t size;
  chuan_format format;
  int colour; /* non-zero: ANSI colours */
  uint32_t width;
} chuan_style;
#define CHUAN_STYLE_INIT \
  { (uint32_t)sizeof(chuan_style), CHUAN_TABLE, 0, 0 }

/* --- rules ------------------------------------------------------------------------------------ */
typedef struct chuan_rulebook chuan_rulebook;

/* Loads one period of rules. `folder` holds one folder per period, or is itself one period's.
 * `period` chooses by id, else `year` (0 = none) by its years; with neither, the period of the only
 * or latest folder. Every error found is a problem of the handle, not only the first; any error makes
 * the call fail with CHUAN_RULE, and warnings do not. CHUAN_IO when there are no rules there. */
CHUAN_API chuan_status chuan_rulebook_load(chuan *handle, const char *folder, const char *period, int year,
                                           chuan_rulebook **out);
/* The same for figures of a year, which may lie outside every period: the period that covers it, else the first that
 * begins after it (they may be its baseline), else the latest. Year 0: the latest. */
CHUAN_API chuan_status chuan_rulebook_load_for(chuan *handle, const char *folder, int year,
                                               chuan_rulebook **out);
CHUAN_API void chuan_rulebook_free(chuan_rulebook *rulebook);
CHUAN_API const char *chuan_rulebook_period(const chuan_rulebook *rulebook);
CHUAN_API void chuan_rulebook_years(const chuan_rulebook *rulebook, int *first, int *last);
CHUAN_API const char *chuan_rulebook_digest(const chuan_rulebook *rulebook); /* SHA-256, hex */
/* The vocabulary: level, id, kind, unit, name. */
CHUAN_API chuan_status chuan_facts_write(chuan_rulebook *rulebook, const char *level_or_null,
                                         const chuan_style *style, chuan_sink sink, void *payload);
/* The compiled program of a level and year, one instruction a line: for people who tune the engine. */
CHUAN_API chuan_status chuan_program_write(chuan_rulebook *rulebook, const char *level, int year,
                                           chuan_sink sink, void *payload);

/* Runs the examples, measures which thresholds they exercise, lists thresholds that are not sourced, and compares the
 * rules with each other and with the period before, which is looked for in the folder beside.
 * The result says how many errors and warnings there are; writing it prints them all. */
typedef struct chuan_check chuan_check;
typedef struct chuan_check_counts {
  uint32_t errors, warnings;
  uint32_t files, standards, criteria, indicators, facts;
  uint32_t examples, examples_failed;
  uint32_t sides, sides_exercised; /* each threshold has a side that passes and one that fails */
  uint32_t sourced, unverified, delegated, pending;
  uint32_t notes;
  /* Ways through the rules besides thresholds: conditions, branches of values. */
  uint32_t clauses, clauses_exercised;
  uint32_t vanished; /* indicators and targets of the period before that nothing follows */
} chuan_check_counts;
CHUAN_API chuan_status chuan_check_run(chuan_rulebook *rulebook, chuan_check **out);
CHUAN_API void chuan_check_free(chuan_check *check);
CHUAN_API const chuan_check_counts *chuan_check_counts_get(const chuan_check *check);
CHUAN_API chuan_status chuan_check_write(chuan_check *check, const chuan_style *style, chuan_sink sink,
                                         void *payload);

/* --- facts ------------------------------------------------------------------------------------ */
typedef struct chuan_dossier chuan_dossier; /* one database file */

#define CHUAN_OPEN_READ 1u   /* must exist; nothing is written */
#define CHUAN_OPEN_CREATE 2u /* made when missing */
/* 0: must exist, is read and written. Any other bit gives CHUAN_ARGUMENT. */

/* `path` ":memory:" keeps everything in memory. CHUAN_DATABASE for a file of another program. */
CHUAN_API chuan_status chuan_dossier_open(chuan *handle, const char *path, unsigned flags,
                                          chuan_dossier **out);
CHUAN_API void chuan_dossier_free(chuan_dossier *dossier);
CHUAN_API const char *chuan_dossier_digest(chuan_dossier *dossier); /* of units and facts; NULL on error */
/* The latest year with facts of this level (NULL: of any); 0 when there is none. */
CHUAN_API int chuan_dossier_latest_year(chuan_dossier *dossier, const char *level);

/* Every row is counted once. */
typedef struct chuan_counts {
  uint64_t accepted;  /* brought figures, and replaced none */
  uint64_t unchanged; /* said nothing that was not so already */
  uint64_t rejected;
  uint64_t changed; /* replaced at least one figure; the one before is kept beside it */
  uint64_t beside;  /* said something else than what stands, which weighs more: kept beside it */
} chuan_counts;

/* Loads the tree from a CSV `code,level,name,parent_code,valid_from,valid_to`. All rows or, when one
 * is wrong, none: wrong rows are problems of the handle and the call returns CHUAN_OK with rejected>0. */
CHUAN_API chuan_status chuan_units_load(chuan_dossier *dossier, const char *path, chuan_counts *counts);

/* One unit at a time, for tools that have no file. Dates are "YYYY-MM-DD" or NULL. */
CHUAN_API chuan_status chuan_unit_add(chuan_dossier *dossier, const char *code, const char *level,
                                      const char *name, const char *parent_code, const char *valid_from,
                                      const char *valid_to);

/* What became of units: a CSV `from,to,on,share`: on day `on` a share ("0.35", "35%", "7/20"; empty = all, "?" = some
 * part, nobody has said how much) of the unit that had the code `from` the day before became part of the unit that has
 * the code `to` on that day. The shares of a unit add up to 1. All rows or none, as chuan_units_load. */
CHUAN_API chuan_status chuan_successions_load(chuan_dossier *dossier, const char *path, chuan_counts *counts);
/* Facts that hold from a day to a day: a CSV `unit,fact,value,valid_from,valid_to` about units of one level. */
CHUAN_API chuan_status chuan_attributes_load(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                             const char *path, const char *level, chuan_data_status status,
                                             chuan_counts *counts);
/* The register: a CSV `unit,standard,decided_on,decision,revoked_on`, and if known `confidence,source,note`. A year alone
 * as decided_on means: by the end of that year. Standards must be of the rulebook. All rows or none. */
CHUAN_API chuan_status chuan_recognitions_load(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                               const char *path, chuan_data_status status,
                                               chuan_counts *counts);

typedef struct chuan_import_options {
  uint32_t size;
  const char *level;   /* required */
  int year;            /* 0: the file has a `year` column */
  const char *mapping; /* path of a mapping file in Lua, or NULL */
  const char *format;  /* plugin name, or NULL: recognised by content, then by name */
  const char *sheet;   /* or NULL */
  chuan_data_status status;
  int dry_run;         /* read and judge, write nothing */
  const char *rejects; /* path of a CSV to write rejected rows to, or NULL */
  /* Of text without Unicode: "tcvn3", "vni", "windows-1258"; NULL: found out from the words */
  const char *encoding;
  /* Non-zero: the plugin parses in this process. For programs that cannot fork: a file can then crash them. */
  int in_process;
} chuan_import_options;
#define CHUAN_IMPORT_INIT \
  { (uint32_t)sizeof(chuan_import_options), 0, 0, 0, 0, 0, CHUAN_OFFICIAL, 0, 0, 0, 0 }

/* Reads a file into facts in one transaction. Rows are counted as chuan_counts says; a rejected
 * row is a problem of the handle (line = row, the column and value in the text) and is kept in the
 * database with its reason. CHUAN_OK even when rows are rejected. */
CHUAN_API chuan_status chuan_import_run(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *path,
                                        const chuan_import_options *options, chuan_counts *counts);
/* The year that the file's figures begin with: of the options, else of its first row that has one; 0 when nobody can say.
 * For choosing the rules to read it by; what is wrong with the file is left for the import to say. */
CHUAN_API int chuan_import_year(chuan *handle, const char *path, const chuan_import_options *options);
/* The sheets (tables) of a file with their first rows: name, hidden or not, rows of headings, what they match. Of `options`
 * format, mapping and in_process count; level may be NULL. */
CHUAN_API chuan_status chuan_sheets_write(chuan_rulebook *rulebook, const char *path,
                                          const chuan_import_options *options, const chuan_style *style,
                                          chuan_sink sink, void *payload);
/* A first mapping for a file, in Lua, to be corrected by hand: each heading with the fact it may be and how sure that is,
 * by names in both languages; without options.level for the level whose facts match best. CHUAN_NOT_FOUND when no row
 * looks like headings, or no heading like a fact. */
CHUAN_API chuan_status chuan_mapping_suggest(chuan_rulebook *rulebook, const char *path,
                                             const chuan_import_options *options, chuan_sink sink,
                                             void *payload);

/* The imports of a dossier, the latest first: number, time, file, level, status, what became of its rows, whether it was
 * undone. `id` 0: all; else one with its rejected rows and the figures that it changed, old and new. */
CHUAN_API chuan_status chuan_imports_write(chuan_dossier *dossier, int64_t id, const chuan_style *style,
                                           chuan_sink sink, void *payload);
/* Takes an import back: everything is as if it had never been, except that it stays listed as undone. *rows: how many
 * reports were taken back. CHUAN_NOT_FOUND when there is none of this number; CHUAN_ARGUMENT when it is undone already. */
CHUAN_API chuan_status chuan_import_undo(chuan_dossier *dossier, int64_t id, uint64_t *rows);

/* The chosen figures as a file that `import` takes back: `unit,year`, the facts of a level and `data_status`, by which
 * illustrative figures are kept from being imported as official ones. */
typedef struct chuan_export_options {
  uint32_t size;
  const char *level; /* required */
  int year;          /* 0: every year with figures */
  const char *unit;  /* code or name: only it and what is below it; NULL: all */
} chuan_export_options;
#define CHUAN_EXPORT_INIT \
  { (uint32_t)sizeof(chuan_export_options), 0, 0, 0 }
/* As CSV or JSON (an array of objects with the same names); a table is for looking at. */
CHUAN_API chuan_status chuan_export_write(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                          const chuan_export_options *options, const chuan_style *style,
                                          chuan_sink sink, void *payload);

/* The workbook (XLSX) to fill in: a sheet for each group of facts, the units in it, last year's figures beside. What is
 * filled in is imported without a mapping. The dossier may be NULL: then no units and no figures are in it. */
typedef struct chuan_form_options {
  uint32_t size;
  const char *level; /* required */
  int year;          /* required */
  const char *unit;  /* code or name: only what is below it; NULL: all */
  int filled;        /* non-zero: with the figures of the year that are there already */
} chuan_form_options;
#define CHUAN_FORM_INIT \
  { (uint32_t)sizeof(chuan_form_options), 0, 0, 0, 0 }
CHUAN_API chuan_status chuan_form_write(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                        const chuan_form_options *options, const char *path);
/* The plugins found, one a line or row: name, version, licence, extensions; in a table, then, how they are kept apart
 * from everything else. */
CHUAN_API chuan_status chuan_plugins_write(chuan *handle, const chuan_style *style, chuan_sink sink,
                                           void *payload);

/* Facts without a file: begin, set any number, then commit (or free to drop them). One transaction.
 * `value` is text as in a CSV cell: "55", "46.25", "true", "south_central_coast"; NULL and "" = no data.
 * An entry is about one level. */
typedef struct chuan_entry chuan_entry;
CHUAN_API chuan_status chuan_entry_begin(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                         const char *source_name, chuan_data_status status,
                                         chuan_entry **out);
CHUAN_API chuan_status chuan_entry_set(chuan_entry *entry, const char *level, const char *unit_code, int year,
                                       const char *fact, const char *value);
/* Then free it. The rules' `validate` records are asked of it, as of a file: what they find is a problem of the handle; one
 * of severity "error" fails the call (CHUAN_ARGUMENT), and nothing of the entry is stored. */
CHUAN_API chuan_status chuan_entry_commit(chuan_entry *entry);
CHUAN_API void chuan_entry_free(chuan_entry *entry);

/* --- evaluation -------------------------------------------------------------------------------- */
typedef struct chuan_evaluation chuan_evaluation;

typedef struct chuan_evaluation_options {
  uint32_t size;
  int year;             /* 0: every year of the period that has facts */
  const char *level;    /* NULL: every level that has a standard */
  const char *unit;     /* code or name (diacritics optional), NULL: all */
  const char *standard; /* id, NULL: all */
  /* "YYYY-MM-DD": its units, attributes, law and register; NULL: 31 December of the year */
  const char *as_of;
  int rebase; /* non-zero: figures and recognitions of units that have gone are carried to those of as_of */
} chuan_evaluation_options;
#define CHUAN_EVALUATION_INIT \
  { (uint32_t)sizeof(chuan_evaluation_options), 0, 0, 0, 0, 0, 0 }

CHUAN_API chuan_status chuan_evaluation_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                            const chuan_evaluation_options *options, chuan_evaluation **out);
CHUAN_API void chuan_evaluation_free(chuan_evaluation *evaluation);

/* One verdict: of a standard (criterion and indicator ""), a criterion (indicator "") or an
 * indicator. Text fields are "" when there is nothing to say. Borrowed until the next _next call. */
typedef struct chuan_verdict_row {
  const char *unit, *unit_name;
  int year;
  const char *level, *standard, *criterion, *indicator;
  const char *name; /* of the standard, criterion or indicator, in the handle's language */
  chuan_verdict verdict;
  const char *value, *threshold; /* decimals with '.', or a choice; display values, rounded half up */
  const char *unit_of_measure;
  chuan_threshold_status threshold_status;
  chuan_data_status data_status; /* worst of the unit's figures of that year */
  int near_threshold;            /* value within 0.1 of the threshold: do not trust its rounding */
  int carried;                   /* it rests on a figure of an earlier year, which still serves by `carry` */
} chuan_verdict_row;

/* Steps through the rows: units in order of code, then year, then the rules' order. Returns CHUAN_OK
 * and a row, or CHUAN_OK and NULL at the end. `rewind` starts again. */
CHUAN_API chuan_status chuan_evaluation_next(chuan_evaluation *evaluation, const chuan_verdict_row **out);
CHUAN_API void chuan_evaluation_rewind(chuan_evaluation *evaluation);
CHUAN_API size_t chuan_evaluation_units(const chuan_evaluation *evaluation); /* unit-years judged */
/* The worst status of the figures of all units judged. */
CHUAN_API chuan_data_status chuan_evaluation_data_status(const chuan_evaluation *evaluation);
CHUAN_API chuan_status chuan_evaluation_write(chuan_evaluation *evaluation, const chuan_style *style,
                                              chuan_sink sink, void *payload);
/* The same counted by the units of a level above: how many below each meet the standard, and which do not. */
CHUAN_API chuan_status chuan_evaluation_write_by(chuan_evaluation *evaluation, const char *by_level,
                                                 const chuan_style *style, chuan_sink sink, void *payload);

/* Counts only: one pass over the columns, nothing kept per unit. How many units under each unit of
 * `by_level` (NULL: one total, code "") have each verdict of each standard, criterion and indicator. */
typedef struct chuan_tally chuan_tally;
typedef struct chuan_tally_row {
  const char *ancestor; /* code of the unit of by_level */
  int year;
  const char *level, *standard, *criterion, *indicator;
  uint64_t counts[4]; /* by chuan_verdict */
} chuan_tally_row;
CHUAN_API chuan_status chuan_tally_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                       const chuan_evaluation_options *options, const char *by_level,
                                       chuan_tally **out);
CHUAN_API size_t chuan_tally_count(const chuan_tally *tally);
CHUAN_API const chuan_tally_row *chuan_tally_get(const chuan_tally *tally, size_t index);
CHUAN_API void chuan_tally_free(chuan_tally *tally);

/* --- targets ------------------------------------------------------------------------------------- */
/* Where the province (or whatever unit a target is about) stands. */
typedef struct chuan_targets chuan_targets;
typedef struct chuan_targets_options {
  uint32_t size;
  int year;          /* 0: the latest of the period with figures */
  const char *unit;  /* code or name; NULL: every unit of the target's level */
  const char *set;   /* whose targets: NULL all, "" the period's own, "national" */
  const char *task;  /* only those that serve this task; NULL: all */
  const char *as_of; /* as in an evaluation */
  int rebase;
} chuan_targets_options;
#define CHUAN_TARGETS_INIT \
  { (uint32_t)sizeof(chuan_targets_options), 0, 0, 0, 0, 0, 0 }
/* Text fields are "" when there is nothing to say; numbers are decimals with '.'. */
typedef struct chuan_target_row {
  const char *unit, *unit_name;
  int year, by;
  const char *set, *task; /* tasks joined by spaces */
  const char *target, *name;
  chuan_verdict verdict; /* the answer: by the published figure when there is one, else as computed */
  /* "met", "on_track", "at_risk", "off_track", "not_yet", "not_met", "lost", "no_data", "not_applicable" */
  const char *standing;
  const char *basis; /* "reported"; "figure": the value is one as it was loaded; "computed" */
  const char *value, *lowest, *highest, *threshold, *baseline, *path;
  const char *computed, *reported; /* the two values */
  chuan_verdict computed_verdict, reported_verdict;
  const char *unit_of_measure;
  chuan_threshold_status threshold_status;
  chuan_data_status data_status;
  chuan_confidence confidence;
  int conflicts;          /* reported figures that differ from the one chosen */
  int disagree;           /* computed and published answers differ */
  int despite_missing;    /* decided although some units have no data */
  const char *cause;      /* what stands in the way of an answer: "missing_fact", "unit_ended", … */
  const char *comparison; /* of value and threshold: "at_least", "at_most", … */
} chuan_target_row;
CHUAN_API chuan_status chuan_targets_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                         const chuan_targets_options *options, chuan_targets **out);
CHUAN_API size_t chuan_targets_count(const chuan_targets *targets);
CHUAN_API const chuan_target_row *chuan_targets_get(const chuan_targets *targets, size_t index);
CHUAN_API chuan_status chuan_targets_write(chuan_targets *targets, const chuan_style *style, chuan_sink sink,
                                           void *payload);
/* The same targets task by task, with the criteria each task serves: how many units meet them. */
CHUAN_API chuan_status chuan_tasks_write(chuan_targets *targets, const chuan_style *style, chuan_sink sink,
                                         void *payload);
CHUAN_API void chuan_targets_free(chuan_targets *targets);

/* --- the register beside the verdicts -------------------------------------------------------------- */
/* Which units are recognised, which meet the standard, and where the two part: recognised but no longer meets; meets
 * but is not recognised; to be reviewed for withdrawal (18/2022/QĐ-TTg), each with its reason. */
typedef struct chuan_review chuan_review;
typedef struct chuan_review_row {
  const char *unit, *unit_name;
  int year;
  const char *level, *standard;
  const char *recognised; /* "yes", "no", "no_data" */
  const char *decided_on, *decision;
  chuan_verdict verdict;    /* of the standard, computed */
  chuan_verdict withdrawal; /* of its rule: met = to be reviewed; not_applicable without such a rule */
  /* "", "no_longer_meets", "not_recognised", "review", "undecided"; of an entry of the register about a unit that is not
   * judged: "gone" (not there on the day), "misplaced" (of another level than the standard) */
  const char *finding;
  const char *reason; /* in the handle's language */
  chuan_data_status data_status;
  int by_latest; /* decided_on is the latest day it can have been */
  chuan_threshold_status threshold_status;
} chuan_review_row;
/* Of `options` year 0 means the latest of the period with figures, up to as_of. Recognitions under standards that the
 * rules do not have are problems of the handle (warnings). */
CHUAN_API chuan_status chuan_review_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                        const chuan_evaluation_options *options, chuan_review **out);
CHUAN_API size_t chuan_review_count(const chuan_review *review);
CHUAN_API const chuan_review_row *chuan_review_get(const chuan_review *review, size_t index);
CHUAN_API chuan_status chuan_review_write(chuan_review *review, const chuan_style *style, chuan_sink sink,
                                          void *payload);
CHUAN_API void chuan_review_free(chuan_review *review);

/* --- explanation ------------------------------------------------------------------------------- */
typedef struct chuan_explanation chuan_explanation;

/* Why `id` ("commune.standard", "commune.standard/17", "commune.standard/17.1", a target's id) has its verdict for a
 * unit (by code, or by name with diacritics optional) in a year; 0: the latest of the period with figures. Of `options`
 * (NULL: none) as_of and rebase count. */
CHUAN_API chuan_status chuan_explanation_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                             const char *unit, const char *id, int year,
                                             chuan_explanation **out);
CHUAN_API chuan_status chuan_explanation_run_as(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                                const char *unit, const char *id,
                                                const chuan_evaluation_options *options,
                                                chuan_explanation **out);
CHUAN_API void chuan_explanation_free(chuan_explanation *explanation);
CHUAN_API chuan_verdict chuan_explanation_verdict(const chuan_explanation *explanation);
CHUAN_API chuan_status chuan_explanation_write(chuan_explanation *explanation, const chuan_style *style,
                                               chuan_sink sink, void *payload);

/* --- without a database -------------------------------------------------------------------------- */
/* Facts in memory for one unit and year: what examples and small embeddings use. */
typedef struct chuan_case chuan_case;
CHUAN_API chuan_status chuan_case_create(chuan_rulebook *rulebook, const char *level, int year,
                                         chuan_case **out);
CHUAN_API chuan_status chuan_case_set(chuan_case *one, const char *fact, const char *value);
CHUAN_API chuan_status chuan_case_judge(chuan_case *one, const char *id, chuan_verdict *out);
CHUAN_API void chuan_case_free(chuan_case *one);

#ifdef __cplusplus
}
#endif
#endif
