/* The command chuan: chuan.h on one side, a person on the other. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/places.h"
#include "cli/terminal.h"

#include <signal.h>
#include <stdio.h>

static int run(chuan *handle, const struct arguments *arguments) {
  switch (arguments->command) {
    case COMMAND_IMPORT:
      return command_import(handle, arguments);
    case COMMAND_IMPORTS:
      return command_imports(handle, arguments);
    case COMMAND_UNDO:
      return command_undo(handle, arguments);
    case COMMAND_FORM:
      return command_form(handle, arguments);
    case COMMAND_EXPORT:
      return command_export(handle, arguments);
    case COMMAND_UNITS:
      return command_units(handle, arguments);
    case COMMAND_SUCCESSIONS:
      return command_successions(handle, arguments);
    case COMMAND_ATTRIBUTES:
      return command_attributes(handle, arguments);
    case COMMAND_RECOGNITIONS:
      return command_recognitions(handle, arguments);
    case COMMAND_CHECK:
      return command_check(handle, arguments);
    case COMMAND_FACTS:
      return command_facts(handle, arguments);
    case COMMAND_EVALUATE:
      return command_evaluate(handle, arguments);
    case COMMAND_EXPLAIN:
      return command_explain(handle, arguments);
    case COMMAND_TARGETS:
      return command_targets(handle, arguments);
    case COMMAND_TASKS:
      return command_tasks(handle, arguments);
    case COMMAND_HELP:
    case COMMAND_VERSION:
    case COMMAND_NONE:
    case COMMAND_COUNT:
      break;
  }
  return EXIT_INTERNAL;
}

static int with_handle(const struct arguments *arguments) {
  char folder[PLACE_SIZE];
  chuan *handle;
  if (chuan_create(&handle) != CHUAN_OK) {
    complain(arguments->language, "out of memory", "hết bộ nhớ");
    return EXIT_INTERNAL;
  }
  chuan_language_set(handle, arguments->language);
  const char *plugins = place_plugins(folder);
  int code = plugins != NULL && chuan_plugins_set(handle, plugins) != CHUAN_OK ? print_failure(handle, 0)
                                                                               : run(handle, arguments);
  chuan_free(handle);
  return code;
}

static int help(const struct arguments *arguments) {
  enum command about = arguments->command == COMMAND_HELP ? COMMAND_NONE : arguments->command;
  if (arguments->command == COMMAND_HELP && arguments->operand_count > 0) {
    about = command_find(arguments->operands[0]);
    if (about == COMMAND_NONE) return command_unknown(arguments->language, arguments->operands[0]);
  }
  print_help(about, arguments->language);
  return EXIT_DONE;
}

int main(int count, char **words) {
  struct arguments arguments;
  signal(SIGXFSZ,
         SIG_IGN); /* a file that may not grow is like a full disk: said, and nothing is left half-written */
  int code = arguments_read(count, words, &arguments);
  if (code != EXIT_DONE) return code;
  if (arguments.command == COMMAND_VERSION) {
    printf("chuan %s\n", chuan_version());
  } else if (arguments.command == COMMAND_HELP || arguments.values[OPTION_HELP] != NULL) {
    code = help(&arguments);
  } else if (arguments.command == COMMAND_NONE) {
    complain(arguments.language,
             "say what to do, for instance `chuan evaluate`; `chuan help` lists the commands",
             "hãy nêu lệnh, ví dụ `chuan evaluate`; xem các lệnh bằng `chuan help`");
    code = EXIT_USAGE;
  } else {
    code = with_handle(&arguments);
  }
  return terminal_close(arguments.language, code);
}
