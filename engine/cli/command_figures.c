/* `imports`, `undo`, `form` and `export`: what came in, taking it back, the workbook to fill in, the figures as a file. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/output_file.h"
#include "cli/places.h"
#include "cli/terminal.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* The number of an import, as `chuan imports` writes it. */
static int read_number(const struct arguments *arguments, int64_t *number) {
  const char *text = arguments->operands[0];
  size_t length = strspn(text, "0123456789");
  *number = 0;
  for (size_t i = 0; i < length && length < 19; i++) *number = *number * 10 + (text[i] - '0');
  if (*number > 0 && text[length] == '\0') return EXIT_DONE;
  complain(arguments->language, "an import has a number, such as 3, not \"%s\"; `chuan imports` lists them",
           "mỗi lần nhập có một số, ví dụ 3, không phải \"%s\"; xem `chuan imports`", text);
  return EXIT_USAGE;
}

int command_imports(chuan *handle, const struct arguments *arguments) {
  chuan_format format;
  chuan_dossier *dossier = NULL;
  int64_t number = 0;
  int code = arguments_format(arguments, &format);
  if (code == EXIT_DONE && arguments->operand_count > 0) code = read_number(arguments, &number);
  if (code == EXIT_DONE) code = open_dossier(handle, arguments, CHUAN_OPEN_READ, &dossier);
  if (code == EXIT_DONE) {
    chuan_style style = terminal_style(format);
    if (chuan_imports_write(dossier, number, &style, terminal_sink, NULL) != CHUAN_OK)
      code = print_failure(handle, 0);
  }
  chuan_dossier_free(dossier);
  return code;
}

static void print_undone(const struct arguments *arguments, chuan_format format, int64_t number,
                         uint64_t rows) {
  if (format == CHUAN_CSV) {
    printf("import,reports\n%" PRId64 ",%" PRIu64 "\n", number, rows);
  } else if (format == CHUAN_JSON) {
    printf("{\n  \"schema\": \"chuan.undo/1\",\n  \"import\": %" PRId64 ",\n  \"reports\": %" PRIu64 "\n}\n",
           number, rows);
  } else {
    printf(pick(arguments->language, "import %" PRId64 " is undone: %" PRIu64 " reports were taken back\n",
                "đã rút lần nhập %" PRId64 ": lấy lại %" PRIu64 " báo cáo\n"),
           number, rows);
  }
}

int command_undo(chuan *handle, const struct arguments *arguments) {
  chuan_format format;
  chuan_dossier *dossier = NULL;
  int64_t number = 0;
  uint64_t rows = 0;
  int code = arguments_format(arguments, &format);
  if (code == EXIT_DONE) code = read_number(arguments, &number);
  if (code == EXIT_DONE) code = open_dossier(handle, arguments, 0, &dossier);
  if (code == EXIT_DONE) {
    struct work work;
    terminal_work_begin(&work, handle, command_name(arguments->command));
    chuan_status status = chuan_import_undo(dossier, number, &rows);
    terminal_work_end(&work);
    if (status == CHUAN_OK)
      print_undone(arguments, format, number, rows);
    else
      code = print_failure(handle, 0);
  }
  chuan_dossier_free(dossier);
  return code;
}

int command_form(chuan *handle, const struct arguments *arguments) {
  chuan_form_options options = CHUAN_FORM_INIT;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  const char *path = arguments->values[OPTION_OUTPUT];
  int code = arguments_year(arguments, &options.year);
  if (code != EXIT_DONE) return code;
  if (options.year == 0 || path == NULL) {
    complain(arguments->language,
             "form needs --year and -o, for instance: chuan form commune --year 2025 -o form.xlsx",
             "form cần --year và -o, ví dụ: chuan form commune --year 2025 -o bieu-mau.xlsx");
    return EXIT_USAGE;
  }
  options.level = arguments->operands[0];
  options.unit = arguments->values[OPTION_UNIT];
  options.filled = arguments->values[OPTION_FILLED] != NULL;
  code = open_rules_for(handle, arguments, options.year, &rulebook);
  int named = arguments->values[OPTION_DB] != NULL || options.unit != NULL || options.filled;
  if (code == EXIT_DONE && (named || access(place_database(arguments), F_OK) == 0))
    code = open_dossier(handle, arguments, CHUAN_OPEN_READ, &dossier);
  if (code == EXIT_DONE) {
    struct work work;
    terminal_work_begin(&work, handle, command_name(arguments->command));
    chuan_status status = chuan_form_write(dossier, rulebook, &options, path);
    int interrupted = terminal_work_end(&work);
    if (status != CHUAN_OK) {
      code = interrupted ? print_stopped(arguments->language) : print_failure(handle, 0);
    } else {
      print_problems(handle, 0);
      printf(pick(arguments->language, "%s: the form for %d is written\n", "%s: đã lập biểu mẫu năm %d\n"),
             path, options.year);
    }
  }
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}

/* With -o and no --format, the name of the file says how it is written. */
static int export_format(const struct arguments *arguments, chuan_format *format) {
  const char *path = arguments->values[OPTION_OUTPUT];
  int code = arguments_format(arguments, format);
  if (path == NULL || arguments->values[OPTION_FORMAT] != NULL) return code;
  const char *dot = strrchr(path, '.');
  *format = dot != NULL && strcasecmp(dot, ".json") == 0 ? CHUAN_JSON : CHUAN_CSV;
  return code;
}

int command_export(chuan *handle, const struct arguments *arguments) {
  chuan_export_options options = CHUAN_EXPORT_INIT;
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  int code = export_format(arguments, &format);
  if (code == EXIT_DONE) code = arguments_year(arguments, &options.year);
  if (code != EXIT_DONE) return code;
  options.level = arguments->values[OPTION_LEVEL];
  options.unit = arguments->values[OPTION_UNIT];
  if (options.level == NULL) {
    complain(arguments->language,
             "export needs --level, for instance: chuan export --level commune -o figures.csv",
             "export cần --level, ví dụ: chuan export --level commune -o so-lieu.csv");
    return EXIT_USAGE;
  }
  code = open_judging(handle, arguments, &rulebook, &dossier);
  if (code == EXIT_DONE) {
    struct output_file output;
    code = output_file_open(&output, arguments->values[OPTION_OUTPUT], 0, arguments->language);
    if (code == EXIT_DONE) {
      struct work work;
      chuan_style style = output.path == NULL ? terminal_style(format) : (chuan_style)CHUAN_STYLE_INIT;
      style.format = format;
      terminal_work_begin(&work, handle, command_name(arguments->command));
      chuan_status status =
          chuan_export_write(dossier, rulebook, &options, &style, output_file_sink, &output);
      int interrupted = terminal_work_end(&work);
      if (status != CHUAN_OK)
        code = interrupted ? print_stopped(arguments->language) : print_failure(handle, 0);
      else
        print_problems(handle, 0);
      code = output_file_close(&output, code, arguments->language);
    }
  }
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}
