/* `evaluate` and `explain`: verdicts, and why. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <stddef.h>

/* The CSV of the contract has no column for it, unlike that of --by: whoever redirects it should know. */
static void note_illustrative(const chuan_evaluation *evaluation, const struct arguments *arguments) {
  if (chuan_evaluation_data_status(evaluation) != CHUAN_ILLUSTRATIVE) return;
  complain(arguments->language, "note: some rows rest on illustrative figures, not on real ones",
           "ghi chú: có dòng dựa trên số liệu minh họa, không phải số liệu thật");
}

int command_evaluate(chuan *handle, const struct arguments *arguments) {
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  chuan_evaluation *evaluation = NULL;
  int code = arguments_evaluation(arguments, &format, &options);
  if (code == EXIT_DONE) code = open_judging(handle, arguments, &rulebook, &dossier);
  if (code == EXIT_DONE) {
    struct work work;
    terminal_work_begin(&work, handle, command_name(arguments->command));
    chuan_status status = chuan_evaluation_run(dossier, rulebook, &options, &evaluation);
    int interrupted = terminal_work_end(&work);
    chuan_style style = terminal_style(format);
    if (interrupted) {
      code = print_stopped(arguments->language);
    } else {
      const char *by = arguments->values[OPTION_BY];
      if (status == CHUAN_OK) {
        status = by != NULL ? chuan_evaluation_write_by(evaluation, by, &style, terminal_sink, NULL)
                            : chuan_evaluation_write(evaluation, &style, terminal_sink, NULL);
      }
      if (status != CHUAN_OK)
        code = print_failure(handle, 0);
      else if (format == CHUAN_CSV && by == NULL)
        note_illustrative(evaluation, arguments);
    }
  }
  chuan_evaluation_free(evaluation);
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}

int command_explain(chuan *handle, const struct arguments *arguments) {
  chuan_format format;
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  chuan_explanation *explanation = NULL;
  int code = arguments_evaluation(arguments, &format, &options);
  if (code == EXIT_DONE) code = open_judging(handle, arguments, &rulebook, &dossier);
  if (code == EXIT_DONE) {
    chuan_style style = terminal_style(format);
    chuan_status status = chuan_explanation_run_as(dossier, rulebook, arguments->operands[0],
                                                   arguments->operands[1], &options, &explanation);
    if (status == CHUAN_OK) status = chuan_explanation_write(explanation, &style, terminal_sink, NULL);
    if (status != CHUAN_OK) code = print_failure(handle, 0);
  }
  chuan_explanation_free(explanation);
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}
