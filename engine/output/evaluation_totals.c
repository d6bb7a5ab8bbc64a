/* Adding up: the criteria of a unit, the units of a table, and the lines under it that say so. */
#include "output/evaluation_output.h"

#include "output/label.h"

#include <inttypes.h>
#include <stdio.h>

uint32_t standard_end(const struct evaluation_part *part, uint32_t standard) {
  uint32_t end = standard + 1;
  while (end < part->judged_count && part->judged[end]->kind != JUDGED_STANDARD) end++;
  return end;
}

struct criteria_count count_criteria(const struct evaluation *evaluation, const struct evaluated *evaluated,
                                     uint32_t standard) {
  const struct evaluation_part *part = &evaluation->parts[evaluated->part];
  struct criteria_count count = {0, 0};
  uint32_t end = standard_end(part, standard);
  for (uint32_t j = standard + 1; j < end; j++) {
    if (part->judged[j]->kind != JUDGED_CRITERION) continue;
    chuan_verdict verdict = evaluation_verdict(evaluation, evaluated, j);
    count.applicable += verdict != CHUAN_NOT_APPLICABLE;
    count.met += verdict == CHUAN_MET;
  }
  return count;
}

int totals_begin(struct totals *totals, struct arena *arena, const struct judged *standard) {
  *totals = (struct totals){.standard = standard};
  totals->distribution = arena_array(arena, (size_t)standard->child_count + 1, sizeof *totals->distribution);
  return totals->distribution != NULL;
}

void totals_add(struct totals *totals, chuan_verdict verdict, unsigned criteria_met) {
  totals->units++;
  totals->verdicts[verdict]++;
  if (verdict == CHUAN_NOT_APPLICABLE) return; /* how many criteria it meets is nobody's question */
  totals->criteria_met += criteria_met;
  totals->distribution[criteria_met]++;
}

int totals_apply(const struct totals *totals) {
  return totals->units == 0 || totals->verdicts[CHUAN_NOT_APPLICABLE] < totals->units;
}

/* 163 tenths of 10 units -> "16.3": half up, without a double anywhere. */
void totals_mean(uint64_t sum, uint64_t count, char out[TOTALS_MEAN_SIZE]) {
  uint64_t tenths = count == 0 ? 0 : (sum * 20 + count) / (2 * count);
  snprintf(out, TOTALS_MEAN_SIZE, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
}

static void write_verdicts(const struct totals *totals, const char *level, struct outline *outline) {
  struct buffer *text = &outline->text;
  chuan_language language = outline->writer->language;
  buffer_format(text, "%" PRIu64 " ", totals->units);
  buffer_add_string(text, label_units(level, language));
  const char *separator = ": ";
  static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    uint64_t count = totals->verdicts[order[i]];
    if (count == 0 && order[i] == CHUAN_NOT_APPLICABLE) continue;
    buffer_format(text, "%s%" PRIu64 " ", separator, count);
    buffer_add_string(text, label_text(label_verdict(order[i]), language));
    separator = ", ";
  }
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
}

void totals_write(const struct totals *totals, const char *level, struct outline *outline) {
  struct buffer *text = &outline->text;
  struct writer *writer = outline->writer;
  uint32_t criteria = totals->standard->child_count;
  outline_blank(outline);
  write_verdicts(totals, level, outline);
  if (criteria == 0) return;
  char mean[TOTALS_MEAN_SIZE];
  totals_mean(totals->criteria_met, totals->units - totals->verdicts[CHUAN_NOT_APPLICABLE], mean);
  label_decimal(mean, writer->language, mean, sizeof mean);
  buffer_add_string(text, writer_pick(writer, "Criteria met, on average: ", "Bình quân số tiêu chí đạt: "));
  buffer_add_string(text, mean);
  buffer_add_string(text, writer_pick(writer, "; by number met: ", "; theo số tiêu chí đạt: "));
  const char *separator = "";
  for (uint32_t n = criteria + 1; n-- > 0;) {
    if (totals->distribution[n] == 0) continue;
    buffer_format(text, "%s%" PRIu32 " (%" PRIu32 ")", separator, n, totals->distribution[n]);
    separator = ", ";
  }
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
}

void totals_nothing(struct outline *outline) {
  buffer_add_string(
      &outline->text,
      writer_pick(outline->writer, "No figures to judge in this period; load some with `chuan import`.",
                  "Chưa có số liệu nào trong giai đoạn này; nạp bằng `chuan import`."));
  outline_line(outline, 0, "", TINT_NONE, TINT_NONE);
}

void standard_heading(const struct totals *totals, const struct evaluation_part *part,
                      struct outline *outline) {
  struct buffer *text = &outline->text;
  struct writer *writer = outline->writer;
  buffer_add_string(text, names_pick(&totals->standard->name, writer->language));
  buffer_format(text, " · %d", part->year);
  if (!totals_apply(totals)) {
    const char *units = label_units(part->level, writer->language);
    buffer_add_string(text, writer_pick(writer, ": applies to none of the ", ": không áp dụng cho "));
    if (writer->language == CHUAN_VIETNAMESE) buffer_format(text, "%s nào trong ", units);
    buffer_format(text, "%" PRIu64 " %s", totals->units, units);
  }
  outline_line(outline, 0, "", TINT_NONE, totals_apply(totals) ? TINT_STRONG : TINT_FAINT);
  outline_blank(outline);
}
