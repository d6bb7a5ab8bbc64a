/* Figures on a terminal: the value used with the year and cell it is of, what was reported besides, and the parts that a
 * re-based one was made from. */
#include "output/explanation_sheet.h"

#include "base/date.h"
#include "base/decimal.h"
#include "output/label.h"

#include <inttypes.h>

static void say_cell(struct sheet *sheet, const struct observation *observation) {
  struct buffer *text = &sheet->outline.text;
  sheet_say(sheet, observation->file);
  if (observation->sheet != NULL && observation->sheet[0] != '\0') {
    sheet_say(sheet, sheet_pick(sheet, ", sheet ", ", trang tính "));
    sheet_say(sheet, observation->sheet);
  }
  if (observation->row > 0)
    buffer_format(text, sheet_pick(sheet, ", row %" PRIu64, ", dòng %" PRIu64), observation->row);
  if (observation->column > 0) {
    buffer_format(text, sheet_pick(sheet, ", column %" PRIu32, ", cột %" PRIu32), observation->column);
  }
  if (observation->heading != NULL && observation->heading[0] != '\0') {
    sheet_say(sheet, " “");
    sheet_say(sheet, observation->heading);
    sheet_say(sheet, "”");
  }
  sheet_say(sheet, " · ");
  sheet_say(sheet, label_text(label_data_status(observation->status), sheet->language));
  if (observation->imported_at != NULL && observation->imported_at[0] != '\0') {
    sheet_say(sheet, sheet_pick(sheet, " · imported ", " · nhập lúc "));
    sheet_say(sheet, observation->imported_at);
  }
}

/* Where the report was published, and what was said about it. */
static void say_source(struct sheet *sheet, const struct observation *observation) {
  if (observation->publication != NULL && *observation->publication) {
    sheet_say(sheet, " · ");
    sheet_say(sheet, observation->publication);
  }
  if (observation->note != NULL && *observation->note) {
    sheet_say(sheet, " · ");
    sheet_say(sheet, observation->note);
  }
}

/* "conflict: 33 (low, figures.csv, row 7)": what was reported too and says something else. */
static void say_other(struct sheet *sheet, const struct explanation_figure *figure,
                      const struct observation *observation) {
  struct buffer *text = &sheet->outline.text;
  const char *confidence = text_confidence(&sheet->reader, observation->confidence);
  int conflict = observation->value != figure->value;
  sheet_say(sheet, conflict ? sheet_pick(sheet, "conflict: ", "mâu thuẫn: ")
                            : sheet_pick(sheet, "also reported: ", "cũng được báo cáo: "));
  text_fact_value(text, &sheet->reader, figure->fact, observation->value);
  text_unit(text, &sheet->reader, figure->fact->unit);
  if (*confidence) {
    sheet_say(sheet, " (");
    sheet_say(sheet, confidence);
    sheet_say(sheet, ")");
  }
}

/* The year where it is another one; the days of an attribute. */
static void say_when(struct sheet *sheet, const struct explanation_figure *figure) {
  struct buffer *text = &sheet->outline.text;
  char day[DATE_TEXT_SIZE];
  if (figure->year == 0) {
    if (figure->from != DATE_UNKNOWN_START) {
      label_day(figure->from, sheet->language, day);
      buffer_format(text, sheet_pick(sheet, " · from %s", " · từ %s"), day);
    }
    if (figure->to != DATE_OPEN_END) {
      label_day(figure->to, sheet->language, day);
      buffer_format(text, sheet_pick(sheet, " · until %s", " · đến %s"), day);
    }
  } else if (figure->carried) {
    buffer_format(text, sheet_pick(sheet, " · figure of %d, still used", " · số liệu năm %d, còn dùng"),
                  figure->year);
  } else if (figure->year != sheet->explanation->year) {
    buffer_format(text, sheet_pick(sheet, " · in %d", " · năm %d"), figure->year);
  }
}

/* "made of: Xã A (22834) 35 %: 1 234". */
static void part_line(struct sheet *sheet, const struct explanation_figure *figure,
                      const struct explanation_part *part, unsigned indent) {
  struct buffer *text = &sheet->outline.text;
  struct rational share;
  sheet_say(sheet, sheet_pick(sheet, "made from: ", "gộp từ: "));
  sheet_say(sheet, part->unit_name);
  sheet_say(sheet, " (");
  sheet_say(sheet, part->unit);
  sheet_say(sheet, ")");
  if (part->share < part->of) {
    rational_set(&share, part->share, 0);
    wide_set(&share.denominator, part->of);
    wide_set(&share.numerator, part->share * 100);
    sheet_say(sheet, " ");
    text_rational(text, &sheet->reader, &share, TEXT_DISPLAY_PLACES);
    sheet_say(sheet, " %");
  } else if (part->of == 0) {
    sheet_say(sheet, sheet_pick(sheet, " (share not published)", " (chưa công bố tỷ lệ)"));
  }
  sheet_say(sheet, ": ");
  text_fact_value(text, &sheet->reader, figure->fact, part->value);
  text_unit(text, &sheet->reader, figure->fact->unit);
  sheet_line(sheet, indent, TINT_FAINT);
}

/* The value used with its cell, then what else was reported. */
static void figure_line(struct sheet *sheet, const struct explanation_figure *figure, unsigned indent) {
  struct buffer *text = &sheet->outline.text;
  sheet_say(sheet, names_pick(&figure->fact->name, sheet->language));
  sheet_say(sheet, ": ");
  text_fact_value(text, &sheet->reader, figure->fact, figure->value);
  text_unit(text, &sheet->reader, figure->fact->unit);
  say_when(sheet, figure);
  for (size_t i = 0; i < figure->observation_count; i++) {
    const struct observation *observation = &figure->observations[i];
    if (!observation->chosen) continue;
    sheet_say(sheet, " · ");
    say_cell(sheet, observation);
    const char *confidence = text_confidence(&sheet->reader, observation->confidence);
    if (*confidence) {
      sheet_say(sheet, sheet_pick(sheet, " · confidence: ", " · độ tin cậy: "));
      sheet_say(sheet, confidence);
    }
    say_source(sheet, observation);
  }
  sheet_line(sheet, indent, TINT_FAINT);
  for (size_t i = 0; i < figure->part_count; i++)
    part_line(sheet, figure, &figure->parts[i], indent + INDENT);
  for (size_t i = 0; i < figure->observation_count; i++) {
    const struct observation *observation = &figure->observations[i];
    if (observation->chosen) continue;
    say_other(sheet, figure, observation);
    sheet_say(sheet, " · ");
    say_cell(sheet, observation);
    say_source(sheet, observation);
    sheet_line(sheet, indent + INDENT, TINT_UNSURE);
  }
}

void figure_lines(struct sheet *sheet, const struct explanation_figure *const *figures, size_t count,
                  unsigned indent) {
  for (size_t i = 0; i < count; i++) {
    int lacks_part = figures[i]->part_count > 0; /* which one is why it is missing */
    if (figures[i]->value != DECIMAL_MISSING || lacks_part) figure_line(sheet, figures[i], indent);
  }
}

void missing_lines(struct sheet *sheet, const struct explanation_figure *const *figures, size_t count,
                   unsigned indent) {
  for (size_t i = 0; i < count; i++) {
    const struct cause cause = {.kind = CAUSE_MISSING_FACT, .fact = figures[i]->fact};
    if (figures[i]->value != DECIMAL_MISSING) continue;
    text_cause(&sheet->outline.text, &sheet->reader, &cause, figures[i]->year);
    outline_line(&sheet->outline, indent, "?", TINT_UNSURE, TINT_NONE);
  }
}
