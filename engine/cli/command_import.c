/* `import` and `units`: files into the database, and how many rows were taken. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* More rejected rows than a person reads on a screen belong in --rejects. */
#define PROBLEMS_SHOWN 20

struct tally { /* what is written about the files, in the format asked for */
  const char *schema;
  chuan_format format;
  chuan_language language;
  int dry_run;
  int files;
  uint64_t rejected;
};

/* A file's name as JSON text or CSV cell; names are the person's own, so only their syntax can hurt. */
static void print_json_text(const char *text) {
  putchar('"');
  for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      printf("\\%c", *at);
    else if (*at < 0x20)
      printf("\\u%04x", *at);
    else
      putchar(*at);
  }
  putchar('"');
}

static void print_csv_text(const char *text) {
  putchar('"');
  if (strchr("=+-@", *text) != NULL && *text != '\0') putchar('\'');
  for (; *text != '\0'; text++) {
    if (*text == '"') putchar('"');
    putchar(*text);
  }
  putchar('"');
}

static void tally_begin(const struct tally *tally) {
  if (tally->format == CHUAN_CSV) puts("file,accepted,unchanged,rejected");
  if (tally->format == CHUAN_JSON) printf("{\n  \"schema\": \"%s\",\n  \"files\": [", tally->schema);
}

static void tally_add(struct tally *tally, const char *file, const chuan_counts *counts) {
  tally->rejected += counts->rejected;
  if (tally->format == CHUAN_TABLE) {
    printf(pick(tally->language, "%s: %" PRIu64 " accepted, %" PRIu64 " unchanged, %" PRIu64 " rejected%s\n",
                "%s: nhận %" PRIu64 ", không đổi %" PRIu64 ", loại %" PRIu64 "%s\n"),
           file, counts->accepted, counts->unchanged, counts->rejected,
           tally->dry_run
               ? pick(tally->language, " (dry run: nothing was written)", " (chạy thử: chưa ghi gì)")
               : "");
  } else if (tally->format == CHUAN_CSV) {
    print_csv_text(file);
    printf(",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", counts->accepted, counts->unchanged, counts->rejected);
  } else {
    printf("%s\n    {\"file\": ", tally->files > 0 ? "," : "");
    print_json_text(file);
    printf(", \"accepted\": %" PRIu64 ", \"unchanged\": %" PRIu64 ", \"rejected\": %" PRIu64 "}",
           counts->accepted, counts->unchanged, counts->rejected);
  }
  tally->files++;
}

static void tally_end(const struct tally *tally) {
  if (tally->format == CHUAN_JSON) puts("\n  ]\n}");
}

static void print_rejects(const chuan *handle, const chuan_counts *counts, const char *rejects) {
  size_t count = print_problems(handle, PROBLEMS_SHOWN);
  chuan_language language = chuan_language_get(handle);
  if (count <= PROBLEMS_SHOWN) return;
  uint64_t more =
      counts->rejected > PROBLEMS_SHOWN ? counts->rejected - PROBLEMS_SHOWN : count - PROBLEMS_SHOWN;
  if (rejects != NULL) {
    complain(language, "… and %" PRIu64 " more; all of them are in %s",
             "… và %" PRIu64 " dòng nữa; xem đủ trong %s", more, rejects);
  } else {
    complain(language, "… and %" PRIu64 " more; --rejects FILE.csv writes them all",
             "… và %" PRIu64 " dòng nữa; --rejects TỆP.csv ghi ra đủ", more);
  }
}

static int read_status(const struct arguments *arguments, chuan_data_status *status) {
  static const char *const names[] = {"official", "preliminary", "illustrative"};
  const char *text = arguments->values[OPTION_STATUS];
  *status = CHUAN_OFFICIAL;
  if (text == NULL) return EXIT_DONE;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], text) != 0) continue;
    *status = (chuan_data_status)i;
    return EXIT_DONE;
  }
  complain(arguments->language, "--status is official, preliminary or illustrative, not \"%s\"",
           "--status là official (chính thức), preliminary (sơ bộ) hoặc illustrative (minh họa), không phải "
           "\"%s\"",
           text);
  return EXIT_USAGE;
}

static int list_formats(chuan *handle, chuan_format format) {
  chuan_style style = terminal_style(format);
  chuan_status status = chuan_plugins_write(handle, &style, terminal_sink, NULL);
  if (status != CHUAN_OK) return print_failure(handle, 0);
  print_problems(handle, 0);
  return EXIT_DONE;
}

/* One file after the other, each whole or not at all; the first that cannot be read ends the work. */
static int import_files(chuan *handle, chuan_dossier *dossier, chuan_rulebook *rulebook,
                        const struct arguments *arguments, const chuan_import_options *options,
                        struct tally *tally) {
  for (int i = 0; i < arguments->operand_count; i++) {
    const char *file = arguments->operands[i], *slash = strrchr(file, '/');
    chuan_counts counts;
    struct work work;
    terminal_work_begin(&work, handle, slash != NULL ? slash + 1 : file);
    chuan_status status = rulebook == NULL ? chuan_units_load(dossier, file, &counts)
                                           : chuan_import_run(dossier, rulebook, file, options, &counts);
    int interrupted = terminal_work_end(&work);
    if (status != CHUAN_OK) {
      int code = print_failure(handle, PROBLEMS_SHOWN);
      return status == CHUAN_ARGUMENT ? EXIT_INPUT
                                      : code; /* the options were fine: what does not fit is the file */
    }
    print_rejects(handle, &counts, options == NULL ? NULL : options->rejects);
    tally_add(tally, file, &counts);
    /* This file is stored. Being stopped is something only when others were to follow. */
    if (interrupted && i + 1 < arguments->operand_count) return EXIT_STOPPED;
  }
  return tally->rejected > 0 ? EXIT_NO : EXIT_DONE;
}

int command_units(chuan *handle, const struct arguments *arguments) {
  struct tally tally = {.schema = "chuan.units/1", .language = arguments->language};
  chuan_dossier *dossier = NULL;
  int code = arguments_format(arguments, &tally.format);
  if (code == EXIT_DONE) code = open_dossier(handle, arguments, CHUAN_OPEN_CREATE, &dossier);
  if (code == EXIT_DONE) {
    tally_begin(&tally);
    code = import_files(handle, dossier, NULL, arguments, NULL, &tally);
    tally_end(&tally);
  }
  chuan_dossier_free(dossier);
  return code;
}

int command_import(chuan *handle, const struct arguments *arguments) {
  struct tally tally = {.schema = "chuan.import/1", .language = arguments->language};
  chuan_import_options options = CHUAN_IMPORT_INIT;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  int code = arguments_format(arguments, &tally.format);
  if (code == EXIT_DONE) code = arguments_year(arguments, &options.year);
  if (code == EXIT_DONE) code = read_status(arguments, &options.status);
  if (code != EXIT_DONE) return code;
  if (arguments->values[OPTION_FORMATS] != NULL) return list_formats(handle, tally.format);
  options.level = arguments->values[OPTION_LEVEL];
  options.mapping = arguments->values[OPTION_MAPPING];
  options.format = arguments->input_format;
  options.sheet = arguments->values[OPTION_SHEET];
  options.rejects = arguments->values[OPTION_REJECTS];
  options.dry_run = tally.dry_run = arguments->values[OPTION_DRY_RUN] != NULL;
  if (arguments->operand_count == 0 || options.level == NULL) {
    complain(arguments->language,
             "import needs a file and --level, for instance: chuan import data.csv --level commune",
             "import cần một tệp và --level, ví dụ: chuan import so-lieu.csv --level commune");
    return EXIT_USAGE;
  }
  if (options.rejects != NULL && arguments->operand_count > 1) {
    complain(arguments->language, "--rejects takes the rows of one file; import the files one by one",
             "--rejects chỉ nhận dòng bị loại của một tệp; hãy nhập từng tệp một");
    return EXIT_USAGE;
  }
  code = open_rules(handle, arguments, NULL, &rulebook);
  if (code == EXIT_DONE) code = open_dossier(handle, arguments, 0, &dossier);
  if (code == EXIT_DONE) {
    tally_begin(&tally);
    code = import_files(handle, dossier, rulebook, arguments, &options, &tally);
    tally_end(&tally);
  }
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}
