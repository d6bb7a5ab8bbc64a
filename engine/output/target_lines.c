/* A target's answer on a terminal: published and computed beside each other, the way there, the figures as published. */
#include "output/explanation_sheet.h"

#include "output/label.h"
#include "output/targets_output.h"

static void say_number(struct sheet *sheet, const struct rational *number, const struct rational *threshold) {
  const struct expression *value = sheet->explanation->judged->value;
  text_rational(&sheet->outline.text, &sheet->reader, number, text_places(number, threshold));
  if (value != NULL) text_unit(&sheet->outline.text, &sheet->reader, value->unit);
}

/* "công bố: 34 xã · chưa đạt". */
static void measure_line(struct sheet *sheet, const char *lead, const struct measure *measure) {
  const struct target_result *result = sheet->explanation->standing;
  const struct explanation_term range = {
      .expression = result->target->judged.test, .missing = 1, .low = measure->low, .high = measure->high};
  sheet_say(sheet, lead);
  if (measure->value != NULL) {
    say_number(sheet, measure->value, result->threshold);
  } else {
    text_range(&sheet->outline.text, &sheet->reader, &range, TEXT_DISPLAY_PLACES);
  }
  sheet_say(sheet, " · ");
  sheet_say(sheet, label_text(label_verdict(measure->verdict), sheet->language));
  sheet_line(sheet, INDENT, TINT_NONE);
}

/* "hạn: 2025 · mốc năm 2020: 27 · theo lộ trình năm 2024 phải đạt: 35,8". */
static void way_line(struct sheet *sheet) {
  const struct target_result *result = sheet->explanation->standing;
  const struct target *target = result->target;
  struct buffer *text = &sheet->outline.text;
  buffer_format(text, sheet_pick(sheet, "by %d", "đến năm %d"), target->by);
  sheet_say(sheet, ": ");
  text_target_threshold(text, &sheet->reader, result);
  if (target->has_baseline) {
    buffer_format(text, sheet_pick(sheet, " · baseline of %d: ", " · mốc năm %d: "), target->baseline_year);
    if (result->baseline != NULL) {
      say_number(sheet, result->baseline, result->threshold);
    } else {
      sheet_say(sheet, "?");
    }
  }
  if (result->path_value != NULL) {
    buffer_format(text, sheet_pick(sheet, " · path in %d: ", " · lộ trình năm %d: "), result->moment.year);
    say_number(sheet, result->path_value, NULL);
  }
  sheet_line(sheet, INDENT, TINT_NONE);
}

void target_lines(struct sheet *sheet) {
  const struct explanation *explanation = sheet->explanation;
  const struct target_result *result = explanation->standing;
  sheet_say(sheet, names_pick(&explanation->judged->name, sheet->language));
  sheet_say(sheet, " (");
  sheet_say(sheet, explanation->judged->id);
  sheet_say(sheet, "): ");
  sheet_say(sheet, standing_text(result->standing, sheet->language));
  if (result->by_report) {
    sheet_say(sheet, sheet_pick(sheet, ", as published", ", theo số công bố"));
  } else {
    sheet_say(sheet, sheet_pick(sheet, ", as computed", ", theo số tính được"));
  }
  outline_line(&sheet->outline, 0, standing_sign(result->standing), standing_tint(result->standing),
               TINT_STRONG);
  way_line(sheet);
  if (result->target->reported != NULL) {
    measure_line(sheet, sheet_pick(sheet, "published: ", "công bố: "), &result->reported);
    figure_lines(sheet, explanation->reported, explanation->reported_count, 2 * INDENT);
    missing_lines(sheet, explanation->reported, explanation->reported_count, 2 * INDENT);
  }
  measure_line(sheet, sheet_pick(sheet, "computed: ", "tính được: "), &result->computed);
  if (result->disagree) {
    sheet_say(sheet, sheet_pick(sheet, "published and computed say different things",
                                "số công bố và số tính được cho kết luận khác nhau"));
    outline_line(&sheet->outline, INDENT, "!", TINT_UNSURE, TINT_UNSURE);
  }
  outline_blank(&sheet->outline);
}
