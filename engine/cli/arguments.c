/* Reading the command line: options before or after the command, `--name value` or `--name=value`. */
#include "cli/arguments.h"

#include "cli/message.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 1900 /* as rules and imports have them */
#define LAST_YEAR 2200

struct option_kind {
  const char *name;
  int takes_value;
  unsigned commands;
};

static const struct option_kind options[] = {
#define XX(id, name, value, commands) {name, value, commands},
    OPTION_MAP(XX)
#undef XX
};

static const char *const command_names[] = {
#define XX(id, name, least, most) name,
    COMMAND_MAP(XX)
#undef XX
};

static const struct {
  int least, most;
} operand_counts[] = {
#define XX(id, name, least, most) {least, most},
    COMMAND_MAP(XX)
#undef XX
};

const char *command_name(enum command command) {
  return command < COMMAND_COUNT ? command_names[command] : "";
}

enum command command_find(const char *name) {
  for (int c = 0; c < COMMAND_COUNT; c++) {
    if (strcmp(command_names[c], name) == 0) return (enum command)c;
  }
  return COMMAND_NONE;
}

int command_unknown(chuan_language language, const char *name) {
  const char *nearest = nearest_word(name, command_names, COMMAND_COUNT);
  if (nearest != NULL) {
    complain(language, "there is no command \"%s\"; did you mean \"%s\"?",
             "không có lệnh \"%s\"; có phải \"%s\"?", name, nearest);
  } else {
    complain(language, "there is no command \"%s\"; `chuan help` lists them",
             "không có lệnh \"%s\"; xem danh sách bằng `chuan help`", name);
  }
  return EXIT_USAGE;
}

static chuan_language language_of(const char *name) {
  return strncmp(name, "en", 2) == 0 ? CHUAN_ENGLISH : CHUAN_VIETNAMESE;
}

chuan_language arguments_language(int count, char **words) {
  for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++) {
    if (strcmp(words[i], "--lang") == 0 && i + 1 < count) return language_of(words[i + 1]);
    if (strncmp(words[i], "--lang=", 7) == 0) return language_of(words[i] + 7);
  }
  static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && *value != '\0') return language_of(value);
  }
  return CHUAN_VIETNAMESE;
}

/* The options that have a short form, too. */
static int find_short(const char *word) {
  if (strcmp(word, "-h") == 0) return OPTION_HELP;
  return strcmp(word, "-o") == 0 ? OPTION_OUTPUT : OPTION_COUNT;
}

static int find_option(const char *name, size_t length) {
  for (int o = 0; o < OPTION_COUNT; o++) {
    if (strlen(options[o].name) == length && strncmp(options[o].name, name, length) == 0) return o;
  }
  return OPTION_COUNT;
}

static int unknown_option(chuan_language language, const char *word) {
  char name[64];
  const char *names[OPTION_COUNT];
  const char *bare = word + strspn(word, "-");
  size_t length = strcspn(bare, "=");
  if (length >= sizeof name) length = sizeof name - 1;
  memcpy(name, bare, length);
  name[length] = '\0';
  for (int o = 0; o < OPTION_COUNT; o++) names[o] = options[o].name;
  const char *nearest = nearest_word(name, names, OPTION_COUNT);
  if (nearest != NULL) {
    complain(language, "there is no option \"%s\"; did you mean \"--%s\"?",
             "không có tùy chọn \"%s\"; có phải \"--%s\"?", word, nearest);
  } else {
    complain(language, "there is no option \"%s\"; `chuan help` lists them",
             "không có tùy chọn \"%s\"; xem danh sách bằng `chuan help`", word);
  }
  return EXIT_USAGE;
}

/* One `--option`, with its value in the same or the next word. *at moves to the last word used. */
static int read_option(struct arguments *out, int count, char **words, int *at) {
  int is_long = words[*at][1] == '-';
  const char *word = words[*at], *name = is_long ? word + 2 : "", *value = "";
  size_t length = strcspn(name, "=");
  int option = is_long ? find_option(name, length) : find_short(word);
  if (option == OPTION_COUNT) return unknown_option(out->language, word);
  int inside = name[length] == '=';
  if (!options[option].takes_value && inside) {
    complain(out->language, "--%s takes no value", "--%s không kèm giá trị", options[option].name);
    return EXIT_USAGE;
  }
  if (options[option].takes_value) {
    if (inside) {
      value = name + length + 1;
    } else if (*at + 1 < count) {
      value = words[++*at];
    }
    if (*value == '\0') {
      complain(out->language, "--%s needs a value", "--%s cần một giá trị", options[option].name);
      return EXIT_USAGE;
    }
  }
  const char **slot =
      option == OPTION_FORMAT && out->command == COMMAND_IMPORT ? &out->input_format : &out->values[option];
  if (*slot != NULL && options[option].takes_value) {
    complain(out->language, "--%s is given twice; leave one", "--%s được ghi hai lần; hãy bỏ bớt một",
             options[option].name);
    return EXIT_USAGE;
  }
  *slot = value;
  return EXIT_DONE;
}

static int check_options(const struct arguments *arguments) {
  for (int o = 0; o < OPTION_COUNT; o++) {
    if (arguments->values[o] == NULL || (options[o].commands & (1u << arguments->command)) != 0) continue;
    complain(arguments->language, "`%s` has no option --%s; see `chuan help %s`",
             "lệnh `%s` không có tùy chọn --%s; xem `chuan help %s`", command_name(arguments->command),
             options[o].name, command_name(arguments->command));
    return EXIT_USAGE;
  }
  const char *lang = arguments->values[OPTION_LANG];
  if (lang != NULL && strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0) {
    complain(arguments->language, "--lang is vi or en, not \"%s\"", "--lang là vi hoặc en, không phải \"%s\"",
             lang);
    return EXIT_USAGE;
  }
  return EXIT_DONE;
}

static int check_operands(const struct arguments *arguments) {
  enum command command = arguments->command;
  if (arguments->operand_count < operand_counts[command].least) {
    complain(arguments->language, "`%s` needs more; see `chuan help %s`",
             "lệnh `%s` còn thiếu tham số; xem `chuan help %s`", command_name(command),
             command_name(command));
    return EXIT_USAGE;
  }
  if (operand_counts[command].most >= 0 && arguments->operand_count > operand_counts[command].most) {
    complain(arguments->language, "`%s` does not know what to do with \"%s\"; see `chuan help %s`",
             "lệnh `%s` không hiểu \"%s\"; xem `chuan help %s`", command_name(command),
             arguments->operands[operand_counts[command].most], command_name(command));
    return EXIT_USAGE;
  }
  return EXIT_DONE;
}

int arguments_read(int count, char **words, struct arguments *out) {
  *out = (struct arguments){.command = COMMAND_NONE, .operands = words + 1};
  out->language = arguments_language(count, words);
  int only_operands = 0;
  for (int i = 1; i < count; i++) {
    char *word = words[i];
    if (!only_operands && strcmp(word, "--") == 0) {
      only_operands = 1;
    } else if (!only_operands && word[0] == '-' && word[1] != '\0') {
      int code = read_option(out, count, words, &i);
      if (code != EXIT_DONE) return code;
    } else if (out->command == COMMAND_NONE) {
      out->command = command_find(word);
      if (out->command == COMMAND_NONE) return command_unknown(out->language, word);
    } else {
      out->operands[out->operand_count++] = word;
    }
  }
  if (out->values[OPTION_VERSION] != NULL) {
    out->command = COMMAND_VERSION;
    return EXIT_DONE;
  }
  if (out->values[OPTION_HELP] != NULL || out->command == COMMAND_NONE) return EXIT_DONE;
  int code = check_options(out);
  return code != EXIT_DONE ? code : check_operands(out);
}

int arguments_year(const struct arguments *arguments, int *year) {
  const char *text = arguments->values[OPTION_YEAR];
  *year = 0;
  if (text == NULL) return EXIT_DONE;
  size_t length = strspn(text, "0123456789");
  for (const char *digit = text; length == 4 && *digit != '\0'; digit++) *year = *year * 10 + (*digit - '0');
  if (length == 4 && text[length] == '\0' && *year >= FIRST_YEAR && *year <= LAST_YEAR) return EXIT_DONE;
  complain(arguments->language, "--year is a year such as 2024, not \"%s\"",
           "--year là một năm như 2024, không phải \"%s\"", text);
  return EXIT_USAGE;
}

int arguments_format(const struct arguments *arguments, chuan_format *format) {
  static const char *const names[] = {"table", "csv", "json"};
  const char *text = arguments->values[OPTION_FORMAT];
  *format = CHUAN_TABLE;
  if (text == NULL) return EXIT_DONE;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], text) != 0) continue;
    *format = (chuan_format)i;
    return EXIT_DONE;
  }
  complain(arguments->language, "--format is table, csv or json, not \"%s\"",
           "--format là table, csv hoặc json, không phải \"%s\"", text);
  return EXIT_USAGE;
}

int arguments_evaluation(const struct arguments *arguments, chuan_format *format,
                         chuan_evaluation_options *judging) {
  judging->level = arguments->values[OPTION_LEVEL];
  judging->unit = arguments->values[OPTION_UNIT];
  judging->standard = arguments->values[OPTION_STANDARD];
  judging->as_of = arguments->values[OPTION_AS_OF];
  judging->rebase = arguments->values[OPTION_REBASE] != NULL;
  int code = arguments_format(arguments, format);
  return code == EXIT_DONE ? arguments_year(arguments, &judging->year) : code;
}
