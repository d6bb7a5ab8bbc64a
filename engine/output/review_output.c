/* The register beside the verdicts as CSV and JSON; the table is review_table.c's. */
#include "output/review_output.h"

#include "base/date.h"
#include "output/csv.h"
#include "output/explanation_text.h"
#include "output/json.h"
#include "output/label.h"

#include <stdio.h>
#include <string.h>

const char *finding_word(enum finding finding) {
  static const char *const words[] = {
#define XX(id, word, english, vietnamese) word,
      FINDING_MAP(XX)
#undef XX
  };
  return words[finding];
}

const char *finding_text(enum finding finding, chuan_language language) {
  static const char *const english_texts[] = {
#define XX(id, word, english, vietnamese) english,
      FINDING_MAP(XX)
#undef XX
  };
  static const char *const vietnamese_texts[] = {
#define XX(id, word, english, vietnamese) vietnamese,
      FINDING_MAP(XX)
#undef XX
  };
  return language == CHUAN_ENGLISH ? english_texts[finding] : vietnamese_texts[finding];
}

const char *recognised_word(chuan_verdict recognised) {
  return recognised == CHUAN_MET ? "yes" : recognised == CHUAN_NOT_MET ? "no" : "no_data";
}

void review_since(const struct recognition *entry, chuan_language language, char out[REVIEW_SINCE_SIZE]) {
  char day[DATE_TEXT_SIZE], iso[DATE_TEXT_SIZE], next[DATE_TEXT_SIZE] = "";
  out[0] = '\0';
  if (entry == NULL) return;
  label_day(entry->decided_on, language, day);
  if (day[0] == '\0') return;
  date_format(entry->decided_on, iso);
  date_format(entry->decided_on + 1, next);
  /* The last day of a month, or of a year: only that is known. */
  int month = entry->by_latest && strlen(next) == strlen(iso) && strcmp(next + strlen(next) - 3, "-01") == 0;
  int year = month && strcmp(next + strlen(next) - 6, "-01-01") == 0;
  if (year)
    snprintf(day, sizeof day, "%.4s", iso);
  else if (month && language == CHUAN_ENGLISH)
    snprintf(day, sizeof day, "%.7s", iso);
  else if (month)
    snprintf(day, sizeof day, "%.*s/%.4s", iso[5] == '0' ? 1 : 2, iso + 5 + (iso[5] == '0'), iso);
  snprintf(out, REVIEW_SINCE_SIZE, "%s%s", entry->by_latest ? "≤ " : "", day);
}

/* "" where there is no such rule, or nobody is recognised: so that a column of it can be counted. */
static const char *withdrawal_word(const struct review_item *item) {
  return item->withdrawal == CHUAN_NOT_APPLICABLE ? "" : chuan_verdict_name(item->withdrawal);
}

static void write_csv(const struct review *review, struct writer *writer) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(&csv,
             "unit,unit_name,year,level,standard,recognised,decided_on,by_latest,decision,verdict,withdrawal,"
             "finding,reason,data_status,threshold_status");
  for (size_t g = 0; g < review->group_count; g++) {
    const struct review_group *group = &review->groups[g];
    const struct evaluation_part *part = &review->evaluation->parts[group->part];
    for (size_t i = 0; i < group->item_count && !writer->refused; i++) {
      const struct review_item *item = &group->items[i];
      const struct recognition *entry = item->entry;
      char decided[DATE_TEXT_SIZE] = "";
      if (entry != NULL) date_format(entry->decided_on, decided);
      csv_text(&csv, item->unit->code);
      csv_text(&csv, item->unit->name);
      csv_integer(&csv, part->year);
      csv_text(&csv, part->level);
      csv_text(&csv, group->standard->id);
      csv_text(&csv, recognised_word(item->recognised));
      csv_text(&csv, decided);
      csv_text(&csv, entry == NULL ? "" : entry->by_latest ? "1" : "0");
      csv_text(&csv, entry == NULL ? "" : entry->decision);
      csv_text(&csv, chuan_verdict_name(item->verdict));
      csv_text(&csv, withdrawal_word(item));
      csv_text(&csv, finding_word(item->finding));
      csv_text(&csv, item->reason);
      csv_text(&csv, data_status_name(item->data_status));
      csv_text(&csv, threshold_status_name(item->threshold_status));
      csv_end_row(&csv);
    }
  }
}

struct review_counts review_count(const struct review_group *group) {
  struct review_counts counts = {.judged = 0};
  for (size_t i = 0; i < group->item_count; i++) {
    const struct review_item *item = &group->items[i];
    counts.findings[item->finding]++;
    if (item->evaluated == NULL) continue;
    counts.judged++;
    counts.recognised += item->recognised == CHUAN_MET;
    counts.not_recognised += item->recognised == CHUAN_NOT_MET;
    counts.not_known += item->recognised == CHUAN_NO_DATA;
  }
  return counts;
}

/* --- JSON ------------------------------------------------------------------------------------------------------------- */

static void write_counts(struct json *json, const struct review_group *group) {
  struct review_counts counts = review_count(group);
  json_integer(json, "units", (int64_t)counts.judged);
  json_integer(json, "recognised", (int64_t)counts.recognised);
  json_integer(json, "not_recognised", (int64_t)counts.not_recognised);
  json_object(json, "findings");
  for (int f = FINDING_NOTHING + 1; f < FINDING_COUNT; f++)
    json_integer(json, finding_word((enum finding)f), (int64_t)counts.findings[f]);
  json_close(json);
}

static void write_group(struct json *json, const struct review *review, const struct review_group *group) {
  const struct evaluation_part *part = &review->evaluation->parts[group->part];
  char day[DATE_TEXT_SIZE];
  date_format(part->moment.as_of, day);
  json_object(json, NULL);
  json_string(json, "standard", group->standard->id);
  json_object(json, "name");
  json_string(json, "vi", group->standard->name.vi);
  json_string(json, "en", group->standard->name.en);
  json_close(json);
  json_string(json, "level", part->level);
  json_integer(json, "year", part->year);
  json_string(json, "as_of", day);
  json_boolean(json, "rebased", part->moment.rebase);
  json_string(json, "reviewed_by", group->reviewer == NULL ? NULL : group->reviewer->id);
  json_boolean(json, "registered", group->registered);
  write_counts(json, group);
  json_close(json);
}

/* The criteria with a verdict. */
static void write_criteria(struct json *json, const char *key, const struct review *review,
                           const struct review_group *group, const struct review_item *item,
                           chuan_verdict verdict) {
  const struct evaluation_part *part = &review->evaluation->parts[group->part];
  uint32_t end = standard_end(part, group->place);
  json_array(json, key);
  for (uint32_t j = group->place + 1; item->evaluated != NULL && j < end; j++) {
    if (part->judged[j]->kind != JUDGED_CRITERION) continue;
    if (evaluation_verdict(review->evaluation, item->evaluated, j) == verdict)
      json_string(json, NULL, part->judged[j]->id);
  }
  json_close(json);
}

static void write_entry(struct json *json, const struct recognition *entry) {
  char decided[DATE_TEXT_SIZE];
  if (entry == NULL) {
    json_null(json, "entry");
    return;
  }
  date_format(entry->decided_on, decided);
  json_object(json, "entry");
  json_optional(json, "decided_on", decided);
  json_boolean(json, "by_latest", entry->by_latest);
  json_optional(json, "decision", entry->decision);
  json_optional(json, "confidence", text_confidence_word(entry->confidence));
  json_optional(json, "source", entry->publication);
  json_optional(json, "note", entry->note);
  json_close(json);
}

static void write_item(struct json *json, const struct review *review, const struct review_group *group,
                       const struct review_item *item) {
  const struct evaluation_part *part = &review->evaluation->parts[group->part];
  char revoked[DATE_TEXT_SIZE] = "";
  json_object(json, NULL);
  json_string(json, "unit", item->unit->code);
  json_string(json, "unit_name", item->unit->name);
  json_integer(json, "year", part->year);
  json_string(json, "level", part->level);
  json_string(json, "standard", group->standard->id);
  json_string(json, "recognised", recognised_word(item->recognised));
  write_entry(json, item->entry);
  if (item->revoked != NULL) date_format(item->revoked->revoked_on, revoked);
  json_optional(json, "revoked_on", revoked);
  json_string(json, "verdict", chuan_verdict_name(item->verdict));
  json_optional(json, "withdrawal", withdrawal_word(item));
  json_optional(json, "finding", finding_word(item->finding));
  json_optional(json, "reason", item->reason);
  write_criteria(json, "criteria_not_met", review, group, item, CHUAN_NOT_MET);
  write_criteria(json, "criteria_no_data", review, group, item, CHUAN_NO_DATA);
  json_string(json, "data_status", data_status_name(item->data_status));
  json_string(json, "register_status", data_status_name(item->register_status));
  json_string(json, "threshold_status", threshold_status_name(item->threshold_status));
  json_close(json);
}

static chuan_status write_json(const struct review *review, struct writer *writer) {
  const struct evaluation *evaluation = review->evaluation;
  struct json json;
  char facts_digest[65];
  chuan_status status = dossier_digest(evaluation->dossier, facts_digest);
  if (status != CHUAN_OK) return status;
  json_begin(&json, writer, "chuan.recognitions/1");
  json_string(&json, "rules_digest", rulebook_digest(evaluation->rulebook));
  json_string(&json, "facts_digest", facts_digest);
  json_string(&json, "period", evaluation->rulebook->period);
  json_array(&json, "standards");
  for (size_t g = 0; g < review->group_count; g++) write_group(&json, review, &review->groups[g]);
  json_close(&json);
  json_array(&json, "rows");
  for (size_t g = 0; g < review->group_count; g++) {
    const struct review_group *group = &review->groups[g];
    for (size_t i = 0; i < group->item_count && !writer->refused; i++)
      write_item(&json, review, group, &group->items[i]);
  }
  json_end(&json);
  return CHUAN_OK;
}

chuan_status review_output(const struct review *review, chuan_language language, const chuan_style *style,
                           chuan_sink sink, void *payload) {
  struct writer writer;
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  if (writer.style.format == CHUAN_TABLE)
    status = review_table(review, &writer);
  else if (writer.style.format == CHUAN_CSV)
    write_csv(review, &writer);
  else
    status = write_json(review, &writer);
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
