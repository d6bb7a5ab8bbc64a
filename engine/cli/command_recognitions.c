/* `recognitions`: loads the register when files are given, then shows it beside the verdicts. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <stddef.h>

static int write_review(chuan *handle, const struct arguments *arguments, chuan_dossier *dossier,
                        chuan_rulebook *rulebook, const chuan_evaluation_options *options,
                        chuan_format format) {
  chuan_review *review = NULL;
  struct work work;
  terminal_work_begin(&work, handle, command_name(arguments->command));
  chuan_status status = chuan_review_run(dossier, rulebook, options, &review);
  int interrupted = terminal_work_end(&work), code = EXIT_DONE;
  if (interrupted) {
    code = print_stopped(arguments->language);
  } else if (status != CHUAN_OK) {
    code = print_failure(handle, 0);
  } else {
    chuan_style style = terminal_style(format);
    print_problems(handle, 0);
    if (chuan_review_write(review, &style, terminal_sink, NULL) != CHUAN_OK) code = print_failure(handle, 0);
  }
  chuan_review_free(review);
  return code;
}

int command_recognitions(chuan *handle, const struct arguments *arguments) {
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  int first, last, loads = arguments->operand_count > 0;
  int code = arguments_evaluation(arguments, &format, &options);
  if (code == EXIT_DONE && !loads && arguments->values[OPTION_STATUS] != NULL) {
    complain(arguments->language, "--status is about the files that are loaded; name a file, or leave it out",
             "--status là của tệp cần nạp; hãy ghi tên tệp, hoặc bỏ tùy chọn này");
    code = EXIT_USAGE;
  }
  if (code == EXIT_DONE) {
    code = loads ? load_register(handle, arguments, &rulebook, &dossier)
                 : open_judging(handle, arguments, &rulebook, &dossier);
  }
  if (code == EXIT_DONE) {
    chuan_rulebook_years(rulebook, &first, &last);
    /* A register may be loaded by the rules for a base year, which lies before what they judge. */
    if (loads && (options.year < first || options.year > last)) options.year = 0;
    if (loads && format == CHUAN_TABLE) terminal_sink(NULL, "\n", 1);
    code = write_review(handle, arguments, dossier, rulebook, &options, format);
  }
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}
