/* What a check found, for machines: chuan.check/1, or one row per problem, example and threshold. */
#include "output/check_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"

static const char *severity_name(chuan_severity severity) {
  return severity == CHUAN_ERROR ? "error" : severity == CHUAN_WARNING ? "warning" : "note";
}

const char *check_cause(const struct cause *cause) {
  return cause->fact != NULL ? cause->fact->id : cause_word(cause->kind);
}

static void json_place(struct json *json, const char *file, uint32_t line) {
  json_string(json, "file", file);
  json_integer(json, "line", (int64_t)line);
}

static void json_counts(struct json *json, const chuan_check_counts *counts) {
  json_object(json, "counts");
  json_integer(json, "errors", counts->errors);
  json_integer(json, "warnings", counts->warnings);
  json_integer(json, "files", counts->files);
  json_integer(json, "standards", counts->standards);
  json_integer(json, "criteria", counts->criteria);
  json_integer(json, "indicators", counts->indicators);
  json_integer(json, "facts", counts->facts);
  json_integer(json, "examples", counts->examples);
  json_integer(json, "examples_failed", counts->examples_failed);
  json_integer(json, "sides", counts->sides);
  json_integer(json, "sides_exercised", counts->sides_exercised);
  json_integer(json, "sourced", counts->sourced);
  json_integer(json, "unverified", counts->unverified);
  json_integer(json, "delegated", counts->delegated);
  json_integer(json, "pending", counts->pending);
  json_integer(json, "notes", counts->notes);
  json_integer(json, "clauses", counts->clauses);
  json_integer(json, "clauses_exercised", counts->clauses_exercised);
  json_integer(json, "vanished", counts->vanished);
  json_close(json);
}

static void json_example(struct json *json, const struct example_result *result) {
  json_object(json, NULL);
  json_string(json, "name", result->example->name);
  json_string(json, "of", result->example->path);
  json_integer(json, "year", result->example->year);
  json_string(json, "expected", result->example->expect_text);
  json_string(json, "verdict", result->found);
  json_boolean(json, "passed", result->passed);
  json_array(json, "causes");
  for (size_t i = 0; i < result->cause_count; i++) json_string(json, NULL, check_cause(&result->causes[i]));
  json_close(json);
  json_place(json, result->example->place.file, result->example->place.line);
  json_close(json);
}

/* A number, or a choice; NULL for what is worked out, or waited for. */
static const char *limit_text(const struct expression *limit) {
  if (limit == NULL) return NULL;
  if (limit->kind == EXPRESSION_CHOICE && limit->as.choice_index < limit->choice_count)
    return limit->choices[limit->as.choice_index];
  return limit->kind == EXPRESSION_NUMBER ? limit->as.number.text : NULL;
}

static void json_source(struct json *json, const struct source *source) {
  json_string(json, "document", source != NULL ? source->document->id : NULL);
  json_optional(json, "item", source != NULL ? source->item : NULL);
}

/* By whom the level is set, and of what the decree leaves to the provinces: by which it has been. */
static void json_origin(struct json *json, const struct rulebook *rulebook,
                        const struct threshold_entry *entry) {
  const struct overlay *overlay = check_overlay(rulebook, entry);
  json_source(json, check_source(rulebook, entry));
  json_string(json, "overlay", overlay != NULL ? overlay->code : NULL);
  if (entry->status != CHUAN_DELEGATED || overlay != NULL) return;
  json_array(json, "set_for");
  while ((overlay = check_set_for(rulebook, entry, overlay)) != NULL) json_string(json, NULL, overlay->code);
  json_close(json);
}

static void json_threshold(struct json *json, const struct rulebook *rulebook,
                           const struct threshold_entry *entry, chuan_language language) {
  json_object(json, NULL);
  json_string(json, "id", entry->path);
  json_string(json, "name", names_pick(entry->name, language));
  json_string(json, "test", expression_word(entry->test->kind));
  json_string(json, "branch", entry->branch[0] != '\0' ? entry->branch : NULL);
  json_string(json, "threshold", limit_text(entry->threshold));
  json_optional(
      json, "unit_of_measure",
      entry->threshold != NULL && entry->test->operand_count > 0 ? entry->test->operands[0]->unit : NULL);
  json_origin(json, rulebook, entry);
  json_string(json, "status", threshold_status_name(entry->status));
  json_boolean(json, "exercised_met", entry->exercised_met);
  json_boolean(json, "exercised_not_met", entry->exercised_not_met);
  json_place(json, entry->place.file, entry->place.line);
  json_close(json);
}

static void json_clause(struct json *json, const struct clause_entry *clause) {
  json_object(json, NULL);
  json_string(json, "id", clause->path);
  json_string(json, "kind", expression_word(clause->expression->kind));
  json_string(json, "branch", clause->branch);
  json_boolean(json, "exercised", clause->exercised);
  json_place(json, clause->place.file, clause->place.line);
  json_close(json);
}

static void json_side(struct json *json, const char *key, const struct finding_side *side) {
  if (side->path == NULL) {
    json_null(json, key);
    return;
  }
  json_object(json, key);
  json_string(json, "id", side->path);
  json_string(json, "period", side->period);
  json_string(json, "branch", side->branch[0] != '\0' ? side->branch : NULL);
  json_string(json, "comparison", side->limit != NULL ? expression_word(side->comparison) : NULL);
  json_string(json, "threshold", limit_text(side->limit));
  json_place(json, side->place.file, side->place.line);
  json_close(json);
}

static void json_finding(struct json *json, const struct reader *reader, const struct finding *finding) {
  struct buffer text;
  buffer_init(&text, 0);
  check_say_finding(&text, reader, finding);
  json_object(json, NULL);
  json_string(json, "kind", check_finding_word(finding->kind));
  json_string(json, "severity", severity_name(finding->severity));
  json_string(json, "message", buffer_string(&text));
  json_side(json, "rule", &finding->here);
  json_side(json, "beside", &finding->there);
  json_string(json, "reason", finding->reason != NULL ? names_pick(finding->reason, reader->language) : NULL);
  json_close(json);
  json->writer->buffer.failed |= text.failed;
  buffer_free(&text);
}

static void json_vanished(struct json *json, const struct vanished *vanished) {
  struct buffer text;
  buffer_init(&text, 0);
  buffer_format(&text, "%s/%s", vanished->period, vanished->judged->path);
  json_string(json, NULL, buffer_string(&text));
  json->writer->buffer.failed |= text.failed;
  buffer_free(&text);
}

void check_write_json(const struct check *check, const struct rulebook *rulebook,
                      const chuan_problem *problems, size_t problem_count, struct writer *writer) {
  struct json json;
  struct reader reader = {writer->language, rulebook};
  chuan_check_counts counts;
  check_count(check, rulebook, problems, problem_count, &counts);
  json_begin(&json, writer, "chuan.check/1");
  json_string(&json, "rules_digest", rulebook_digest(rulebook));
  json_string(&json, "period", rulebook->period);
  json_counts(&json, &counts);
  json_array(&json, "problems");
  for (size_t i = 0; i < problem_count; i++) {
    json_object(&json, NULL);
    json_string(&json, "severity", severity_name(problems[i].severity));
    json_string(&json, "message", problems[i].message);
    json_place(&json, problems[i].file, problems[i].line);
    json_close(&json);
  }
  json_close(&json);
  json_array(&json, "examples");
  for (size_t i = 0; i < check->example_count; i++) json_example(&json, &check->examples[i]);
  json_close(&json);
  json_array(&json, "thresholds");
  for (size_t i = 0; i < check->threshold_count; i++) {
    json_threshold(&json, rulebook, &check->thresholds[i], writer->language);
  }
  json_close(&json);
  json_array(&json, "clauses");
  for (size_t i = 0; i < check->clause_count; i++) json_clause(&json, &check->clauses[i]);
  json_close(&json);
  json_array(&json, "findings");
  for (size_t i = 0; i < check->finding_count; i++) json_finding(&json, &reader, &check->findings[i]);
  json_close(&json);
  json_array(&json, "vanished");
  for (size_t i = 0; i < check->vanished_count; i++) json_vanished(&json, &check->vanished[i]);
  json_close(&json);
  json_end(&json);
}

/* --- CSV ------------------------------------------------------------------------------------------------------- */

static void csv_place(struct csv *csv, const char *file, uint32_t line) {
  csv_text(csv, file);
  csv_integer(csv, (int64_t)line);
}

static void csv_problem(struct csv *csv, const chuan_problem *problem) {
  csv_text(csv, "problem");
  csv_text(csv, NULL);
  csv_text(csv, problem->message);
  csv_text(csv, NULL);
  csv_text(csv, severity_name(problem->severity));
  for (int i = 0; i < 4; i++) csv_text(csv, NULL);
  csv_place(csv, problem->file, problem->line);
  csv_end_row(csv);
}

static void csv_example(struct csv *csv, const struct example_result *result) {
  csv_text(csv, "example");
  csv_text(csv, result->example->path);
  csv_text(csv, result->example->name);
  csv_text(csv, NULL);
  csv_text(csv, result->passed ? "passed" : "failed");
  csv_text(csv, result->example->expect_text);
  csv_text(csv, result->found);
  csv_text(csv, NULL);
  csv_text(csv, NULL);
  csv_place(csv, result->example->place.file, result->example->place.line);
  csv_end_row(csv);
}

static void csv_finding(struct csv *csv, const struct reader *reader, const struct finding *finding) {
  struct buffer text;
  buffer_init(&text, 0);
  check_say_finding(&text, reader, finding);
  csv_text(csv, "finding");
  csv_text(csv, finding->here.path);
  csv_text(csv, buffer_string(&text));
  csv_text(csv, finding->here.branch);
  csv_text(csv, severity_name(finding->severity));
  for (int i = 0; i < 4; i++) csv_text(csv, NULL);
  csv_place(csv, finding->here.place.file, finding->here.place.line);
  csv_end_row(csv);
  csv->writer->buffer.failed |= text.failed;
  buffer_free(&text);
}

static void csv_clause(struct csv *csv, const struct clause_entry *clause, chuan_language language) {
  csv_text(csv, "clause");
  csv_text(csv, clause->path);
  csv_text(csv, names_pick(clause->name, language));
  csv_text(csv, clause->branch);
  csv_text(csv, clause->exercised ? "exercised" : "untried");
  for (int i = 0; i < 4; i++) csv_text(csv, NULL);
  csv_place(csv, clause->place.file, clause->place.line);
  csv_end_row(csv);
}

static void csv_threshold(struct csv *csv, const struct threshold_entry *entry, chuan_language language) {
  csv_text(csv, "threshold");
  csv_text(csv, entry->path);
  csv_text(csv, names_pick(entry->name, language));
  csv_text(csv, entry->branch);
  csv_text(csv, threshold_status_name(entry->status));
  csv_text(csv, NULL);
  csv_text(csv, NULL);
  csv_integer(csv, entry->exercised_met);
  csv_integer(csv, entry->exercised_not_met);
  csv_place(csv, entry->place.file, entry->place.line);
  csv_end_row(csv);
}

void check_write_csv(const struct check *check, const struct rulebook *rulebook,
                     const chuan_problem *problems, size_t problem_count, struct writer *writer) {
  struct csv csv;
  struct reader reader = {writer->language, rulebook};
  csv_begin(&csv, writer);
  csv_header(&csv, "record,id,name,branch,status,expected,verdict,exercised_met,exercised_not_met,file,line");
  for (size_t i = 0; i < problem_count; i++) csv_problem(&csv, &problems[i]);
  for (size_t i = 0; i < check->example_count; i++) csv_example(&csv, &check->examples[i]);
  for (size_t i = 0; i < check->threshold_count; i++)
    csv_threshold(&csv, &check->thresholds[i], writer->language);
  for (size_t i = 0; i < check->clause_count; i++) csv_clause(&csv, &check->clauses[i], writer->language);
  for (size_t i = 0; i < check->finding_count; i++) csv_finding(&csv, &reader, &check->findings[i]);
}
