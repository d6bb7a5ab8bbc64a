/* `import` and the lists (`units`, `successions`, `attributes`, `recognitions`): files into the database, and how many
 * rows were taken. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/output_file.h"
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
  int figures; /* of an import: rows may change figures, or be kept beside others */
  int aside;   /* the counts go to stderr, in words: stdout is for something else */
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
  if (tally->aside) return;
  if (tally->format == CHUAN_CSV)
    puts(tally->figures ? "file,accepted,unchanged,rejected,changed,beside"
                        : "file,accepted,unchanged,rejected");
  if (tally->format == CHUAN_JSON) printf("{\n  \"schema\": \"%s\",\n  \"files\": [", tally->schema);
}

/* What did not happen need not be said, but for the three that everybody asks about. */
static void print_counts(const struct tally *tally, const char *file, const chuan_counts *counts) {
  FILE *stream = tally->aside ? stderr : stdout;
  fprintf(stream, pick(tally->language, "%s: %" PRIu64 " accepted", "%s: nhận %" PRIu64), file,
          counts->accepted);
  if (counts->changed > 0)
    fprintf(stream, pick(tally->language, ", %" PRIu64 " changed", ", đổi %" PRIu64), counts->changed);
  fprintf(stream, pick(tally->language, ", %" PRIu64 " unchanged", ", không đổi %" PRIu64),
          counts->unchanged);
  if (counts->beside > 0)
    fprintf(stream, pick(tally->language, ", %" PRIu64 " kept beside", ", giữ bên cạnh %" PRIu64),
            counts->beside);
  fprintf(
      stream, pick(tally->language, ", %" PRIu64 " rejected%s\n", ", loại %" PRIu64 "%s\n"), counts->rejected,
      tally->dry_run ? pick(tally->language, " (dry run: nothing was written)", " (chạy thử: chưa ghi gì)")
                     : "");
}

static void tally_add(struct tally *tally, const char *file, const chuan_counts *counts) {
  tally->rejected += counts->rejected;
  if (tally->format == CHUAN_TABLE || tally->aside) {
    print_counts(tally, file, counts);
  } else if (tally->format == CHUAN_CSV) {
    print_csv_text(file);
    printf(",%" PRIu64 ",%" PRIu64 ",%" PRIu64, counts->accepted, counts->unchanged, counts->rejected);
    if (tally->figures) printf(",%" PRIu64 ",%" PRIu64, counts->changed, counts->beside);
    putchar('\n');
  } else {
    printf("%s\n    {\"file\": ", tally->files > 0 ? "," : "");
    print_json_text(file);
    printf(", \"accepted\": %" PRIu64 ", \"unchanged\": %" PRIu64 ", \"rejected\": %" PRIu64,
           counts->accepted, counts->unchanged, counts->rejected);
    if (tally->figures)
      printf(", \"changed\": %" PRIu64 ", \"beside\": %" PRIu64, counts->changed, counts->beside);
    putchar('}');
  }
  tally->files++;
}

static void tally_end(const struct tally *tally) {
  if (tally->format == CHUAN_JSON && !tally->aside) puts("\n  ]\n}");
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

/* What files are loaded into, and by which rules. */
struct loading {
  chuan *handle;
  const struct arguments *arguments;
  chuan_dossier *dossier;
  chuan_rulebook *rulebook; /* NULL: not needed, or not chosen yet */
  chuan_import_options options;
};

/* The rules for a file of figures are those of its years: files of two periods can be loaded together. */
static int choose_rules(struct loading *loading, const char *file) {
  int year = chuan_import_year(loading->handle, file, &loading->options), first, last;
  chuan_rulebook_years(loading->rulebook, &first, &last);
  int fits =
      loading->arguments->values[OPTION_PERIOD] != NULL || year == 0 || (first <= year && year <= last);
  if (loading->rulebook != NULL && fits) return EXIT_DONE;
  chuan_rulebook_free(loading->rulebook);
  loading->rulebook = NULL;
  return open_rules_for(loading->handle, loading->arguments, year, &loading->rulebook);
}

static chuan_status load_file(struct loading *loading, const char *file, chuan_counts *counts) {
  const chuan_import_options *options = &loading->options;
  switch (loading->arguments->command) {
    case COMMAND_UNITS:
      return chuan_units_load(loading->dossier, file, counts);
    case COMMAND_SUCCESSIONS:
      return chuan_successions_load(loading->dossier, file, counts);
    case COMMAND_ATTRIBUTES:
      return chuan_attributes_load(loading->dossier, loading->rulebook, file, options->level, options->status,
                                   counts);
    case COMMAND_RECOGNITIONS:
      return chuan_recognitions_load(loading->dossier, loading->rulebook, file, options->status, counts);
    default:
      return chuan_import_run(loading->dossier, loading->rulebook, file, options, counts);
  }
}

/* One file after the other, each whole or not at all; the first that cannot be read ends the work. */
static int load_files(struct loading *loading, struct tally *tally) {
  const struct arguments *arguments = loading->arguments;
  for (int i = 0; i < arguments->operand_count; i++) {
    const char *file = arguments->operands[i], *slash = strrchr(file, '/');
    chuan_counts counts;
    struct work work;
    int code = arguments->command == COMMAND_IMPORT ? choose_rules(loading, file) : EXIT_DONE;
    if (code != EXIT_DONE) return code;
    terminal_work_begin(&work, loading->handle, slash != NULL ? slash + 1 : file);
    chuan_status status = load_file(loading, file, &counts);
    int interrupted = terminal_work_end(&work);
    if (status != CHUAN_OK) {
      code = print_failure(loading->handle, PROBLEMS_SHOWN);
      return status == CHUAN_ARGUMENT ? EXIT_INPUT
                                      : code; /* the options were fine: what does not fit is the file */
    }
    print_rejects(loading->handle, &counts, loading->options.rejects);
    tally_add(tally, file, &counts);
    /* This file is stored. Being stopped is something only when others were to follow. */
    if (interrupted && i + 1 < arguments->operand_count) return EXIT_STOPPED;
  }
  return tally->rejected > 0 ? EXIT_NO : EXIT_DONE;
}

static int load_all(struct loading *loading, struct tally *tally) {
  tally_begin(tally);
  int code = load_files(loading, tally);
  tally_end(tally);
  return code;
}

static void loading_end(struct loading *loading) {
  chuan_dossier_free(loading->dossier);
  chuan_rulebook_free(loading->rulebook);
}

/* Lists about units, which need no rules. */
static int load_units(chuan *handle, const struct arguments *arguments, const char *schema, unsigned flags) {
  struct tally tally = {.schema = schema, .language = arguments->language};
  struct loading loading = {.handle = handle, .arguments = arguments, .options = CHUAN_IMPORT_INIT};
  int code = arguments_format(arguments, &tally.format);
  if (code == EXIT_DONE) code = open_dossier(handle, arguments, flags, &loading.dossier);
  if (code == EXIT_DONE) code = load_all(&loading, &tally);
  loading_end(&loading);
  return code;
}

int command_units(chuan *handle, const struct arguments *arguments) {
  return load_units(handle, arguments, "chuan.units/1", CHUAN_OPEN_CREATE);
}

int command_successions(chuan *handle, const struct arguments *arguments) {
  return load_units(handle, arguments, "chuan.successions/1", 0);
}

/* Lists that speak of facts or standards: by the rules of --period or --year, else those for the dossier's latest
 * figures. */
static int load_ruled(struct loading *loading, struct tally *tally) {
  const struct arguments *arguments = loading->arguments;
  int year = 0;
  int code = arguments_format(arguments, &tally->format);
  if (code == EXIT_DONE) code = arguments_year(arguments, &year);
  if (code == EXIT_DONE) code = read_status(arguments, &loading->options.status);
  loading->options.level = arguments->values[OPTION_LEVEL];
  if (code == EXIT_DONE) code = open_dossier(loading->handle, arguments, 0, &loading->dossier);
  if (code == EXIT_DONE && year == 0) year = chuan_dossier_latest_year(loading->dossier, NULL);
  if (code == EXIT_DONE) code = open_rules_for(loading->handle, arguments, year, &loading->rulebook);
  return code == EXIT_DONE ? load_all(loading, tally) : code;
}

int command_attributes(chuan *handle, const struct arguments *arguments) {
  if (arguments->values[OPTION_LEVEL] == NULL) {
    complain(arguments->language,
             "attributes needs --level, for instance: chuan attributes zones.csv --level commune",
             "attributes cần --level, ví dụ: chuan attributes khu-vuc.csv --level commune");
    return EXIT_USAGE;
  }
  struct tally tally = {.schema = "chuan.attributes/1", .language = arguments->language};
  struct loading loading = {.handle = handle, .arguments = arguments, .options = CHUAN_IMPORT_INIT};
  int code = load_ruled(&loading, &tally);
  loading_end(&loading);
  return code;
}

int load_register(chuan *handle, const struct arguments *arguments, chuan_rulebook **rulebook,
                  chuan_dossier **dossier) {
  chuan_format format;
  int code = arguments_format(arguments, &format);
  struct tally tally = {.language = arguments->language, .aside = format != CHUAN_TABLE};
  struct loading loading = {.handle = handle, .arguments = arguments, .options = CHUAN_IMPORT_INIT};
  if (code == EXIT_DONE) code = load_ruled(&loading, &tally);
  *rulebook = loading.rulebook;
  *dossier = loading.dossier;
  return code;
}

/* What a plugin may be called, and an output too. */
static int names_format(const char *name) {
  return name != NULL && (strcmp(name, "csv") == 0 || strcmp(name, "json") == 0);
}

/* `--suggest` and `--sheets`: a look into one file, by the rules for its year; nothing is stored. */
static int look_into(struct loading *loading, chuan_format format) {
  const struct arguments *arguments = loading->arguments;
  const char *file = arguments->operands[0];
  int suggest = arguments->values[OPTION_SUGGEST] != NULL;
  struct output_file output;
  if (arguments->operand_count != 1) {
    complain(arguments->language, "--suggest and --sheets look into one file; name one",
             "--suggest và --sheets xem từng tệp một; hãy nêu một tệp");
    return EXIT_USAGE;
  }
  int code = choose_rules(loading, file);
  if (code == EXIT_DONE)
    code = output_file_open(&output, arguments->values[OPTION_OUTPUT], suggest, arguments->language);
  if (code != EXIT_DONE) return code;
  chuan_style style = output.path == NULL ? terminal_style(format) : (chuan_style)CHUAN_STYLE_INIT;
  style.format = format;
  chuan_status status =
      suggest
          ? chuan_mapping_suggest(loading->rulebook, file, &loading->options, output_file_sink, &output)
          : chuan_sheets_write(loading->rulebook, file, &loading->options, &style, output_file_sink, &output);
  if (status != CHUAN_OK)
    code = print_failure(loading->handle, PROBLEMS_SHOWN);
  else
    print_problems(loading->handle, PROBLEMS_SHOWN);
  if (status != CHUAN_OK && !suggest && names_format(arguments->input_format))
    complain(arguments->language,
             "--format after `import` names the plugin; for the list of sheets as %s: chuan --format %s "
             "import FILE --sheets",
             "--format sau `import` là trình đọc tệp; muốn có danh sách trang tính dạng %s: chuan --format "
             "%s import TỆP "
             "--sheets",
             arguments->input_format, arguments->input_format);
  if (status == CHUAN_ARGUMENT || status == CHUAN_NOT_FOUND) code = EXIT_INPUT;
  return output_file_close(&output, code, arguments->language);
}

/* What is asked of the words after `import`, and --level where there is no file to find it from. */
static int check_files(const struct arguments *arguments) {
  int looks = arguments->values[OPTION_SUGGEST] != NULL || arguments->values[OPTION_SHEETS] != NULL;
  if (arguments->operand_count == 0 || (arguments->values[OPTION_LEVEL] == NULL && !looks)) {
    complain(arguments->language,
             "import needs a file and --level, for instance: chuan import data.csv --level commune",
             "import cần một tệp và --level, ví dụ: chuan import so-lieu.csv --level commune");
    return EXIT_USAGE;
  }
  if (arguments->values[OPTION_OUTPUT] != NULL && !looks) {
    complain(arguments->language,
             "import has -o for --suggest and --sheets only; rejected rows go to --rejects",
             "import chỉ dùng -o với --suggest và --sheets; dòng bị loại ghi bằng --rejects");
    return EXIT_USAGE;
  }
  if (arguments->values[OPTION_REJECTS] != NULL && arguments->operand_count > 1) {
    complain(arguments->language, "--rejects takes the rows of one file; import the files one by one",
             "--rejects chỉ nhận dòng bị loại của một tệp; hãy nhập từng tệp một");
    return EXIT_USAGE;
  }
  return EXIT_DONE;
}

int command_import(chuan *handle, const struct arguments *arguments) {
  struct tally tally = {.schema = "chuan.import/1", .figures = 1, .language = arguments->language};
  struct loading loading = {.handle = handle, .arguments = arguments, .options = CHUAN_IMPORT_INIT};
  struct arguments listed = *arguments; /* --formats reads no file: --format can only mean the list */
  if (listed.values[OPTION_FORMATS] != NULL && listed.values[OPTION_FORMAT] == NULL)
    listed.values[OPTION_FORMAT] = listed.input_format;
  int code = arguments_format(&listed, &tally.format);
  if (code == EXIT_DONE) code = arguments_year(arguments, &loading.options.year);
  if (code == EXIT_DONE) code = read_status(arguments, &loading.options.status);
  if (code != EXIT_DONE) return code;
  if (arguments->values[OPTION_FORMATS] != NULL) return list_formats(handle, tally.format);
  loading.options.level = arguments->values[OPTION_LEVEL];
  loading.options.mapping = arguments->values[OPTION_MAPPING];
  loading.options.format = arguments->input_format;
  loading.options.sheet = arguments->values[OPTION_SHEET];
  loading.options.rejects = arguments->values[OPTION_REJECTS];
  loading.options.encoding = arguments->values[OPTION_ENCODING];
  loading.options.in_process = arguments->values[OPTION_IN_PROCESS] != NULL;
  loading.options.dry_run = tally.dry_run = arguments->values[OPTION_DRY_RUN] != NULL;
  code = check_files(arguments);
  if (code != EXIT_DONE) return code;
  if (arguments->values[OPTION_SUGGEST] != NULL || arguments->values[OPTION_SHEETS] != NULL) {
    code = look_into(&loading, tally.format);
  } else {
    code = choose_rules(&loading, arguments->operands[0]);
    if (code == EXIT_DONE) code = open_dossier(handle, arguments, 0, &loading.dossier);
    if (code == EXIT_DONE) code = load_all(&loading, &tally);
  }
  loading_end(&loading);
  return code;
}
