/* What a policy officer reads of the targets: one line each, so that all of them stand on one screen, and below what the
 * answers rest on. */
#include "output/targets_output.h"

#include "base/date.h"
#include "base/text.h"
#include "output/evaluation_output.h"
#include "output/table.h"

#include <stdio.h>
#include <string.h>

#define TABLE_COLUMNS 100u
#define PATH_COLUMNS 92u  /* narrower terminals go without the path */
#define BASIS_COLUMNS 84u /* and then without what it rests on, whose marks go to the standing */
#define CONFLICTS_SHOWN 4u

#define MARK_CONFLICT "≠"
#define MARK_CONFIDENCE "~"
#define MARK_MISSING "+"
#define MARK_DISAGREE "Δ"

enum remark { /* what a mark tells; each is explained once */
              REMARK_ILLUSTRATIVE,
              REMARK_PRELIMINARY,
              REMARK_CONFLICT,
              REMARK_CONFIDENCE,
              REMARK_MISSING,
              REMARK_CARRIED,
              REMARK_DISAGREE,
              REMARK_UNVERIFIED,
              REMARK_NO_THRESHOLD,
              REMARK_COUNT
};
static const struct {
  const char *mark, *english, *vietnamese;
} remarks[REMARK_COUNT] = {
    [REMARK_ILLUSTRATIVE] = {MARK_ILLUSTRATIVE, "illustrative figures, not real ones",
                             "số liệu minh họa, không phải số thật"},
    [REMARK_PRELIMINARY] = {MARK_PRELIMINARY, "preliminary figures", "số liệu sơ bộ"},
    [REMARK_CONFLICT] = {MARK_CONFLICT, "sources disagree", "các nguồn khác nhau"},
    [REMARK_CONFIDENCE] = {MARK_CONFIDENCE, "source not sure", "nguồn chưa chắc chắn"},
    [REMARK_MISSING] = {MARK_MISSING, "decided though reports are missing",
                        "đã kết luận được dù còn thiếu báo cáo"},
    [REMARK_CARRIED] = {MARK_CARRIED, "figures of an earlier year", "số liệu của năm trước"},
    [REMARK_DISAGREE] = {MARK_DISAGREE, "computed and published answers differ",
                         "tính toán và công bố kết luận khác nhau"},
    [REMARK_UNVERIFIED] = {MARK_UNVERIFIED, "threshold not verified", "mức chưa kiểm chứng"},
    [REMARK_NO_THRESHOLD] = {MARK_NO_THRESHOLD, "threshold not entered or left to the province",
                             "mức chưa nhập hoặc giao tỉnh quy định"},
};

struct sheet {
  const struct target_list *list;
  struct writer *writer;
  struct outline outline;
  struct arena *arena;
  struct reader reader;
  struct buffer text;
  int used[REMARK_COUNT];
  int has_path, has_basis;
};

static const char *pick(const struct sheet *sheet, const char *english, const char *vietnamese) {
  return text_pick(&sheet->reader, english, vietnamese);
}

static void end_line(struct sheet *sheet, enum tint tint) {
  outline_line(&sheet->outline, 0, "", TINT_NONE, tint);
}

static unsigned sheet_width(const struct sheet *sheet) {
  return sheet->writer->style.width > 0 ? sheet->writer->style.width : TABLE_COLUMNS;
}

/* --- marks ------------------------------------------------------------------------------------------------------- */

static void add_mark(struct sheet *sheet, enum remark remark) {
  sheet->used[remark] = 1;
  buffer_add_string(&sheet->text, remarks[remark].mark);
}

static void add_marks(struct sheet *sheet, const struct target_result *result) {
  if (result->data_status == CHUAN_ILLUSTRATIVE) add_mark(sheet, REMARK_ILLUSTRATIVE);
  if (result->data_status == CHUAN_PRELIMINARY) add_mark(sheet, REMARK_PRELIMINARY);
  if (target_conflicts(result) > 0) add_mark(sheet, REMARK_CONFLICT);
  if (result->confidence > CHUAN_CONFIDENCE_HIGH) add_mark(sheet, REMARK_CONFIDENCE);
  if (result->despite_missing) add_mark(sheet, REMARK_MISSING);
  if (result->carried) add_mark(sheet, REMARK_CARRIED);
  if (result->disagree) add_mark(sheet, REMARK_DISAGREE);
  if (result->threshold_status == CHUAN_UNVERIFIED) add_mark(sheet, REMARK_UNVERIFIED);
  if (result->threshold_status > CHUAN_UNVERIFIED) add_mark(sheet, REMARK_NO_THRESHOLD);
}

static void write_legend(struct sheet *sheet) {
  struct buffer *line = &sheet->outline.text;
  unsigned width = sheet_width(sheet);
  size_t column = 0;
  for (int r = 0; r < REMARK_COUNT; r++) {
    const char *says = pick(sheet, remarks[r].english, remarks[r].vietnamese);
    if (!sheet->used[r]) continue;
    size_t room =
        text_width(remarks[r].mark, strlen(remarks[r].mark)) + 1 + text_width(says, strlen(says)) + 2;
    if (column > 0 && column + room > width) {
      end_line(sheet, TINT_NONE);
      column = 0;
    }
    buffer_format(line, "%s%s %s", column > 0 ? "  " : "", remarks[r].mark, says);
    column += room;
  }
  if (line->length > 0) end_line(sheet, TINT_NONE);
}

/* --- the table --------------------------------------------------------------------------------------------------- */

static void cell(struct sheet *sheet, struct table *table, enum tint tint) {
  struct buffer *text = &sheet->text;
  if (text->length > 0 && text->text[text->length - 1] == ' ')
    text->text[--text->length] = '\0'; /* no mark came */
  table_cell(table, tint, buffer_string(&sheet->text));
  buffer_clear(&sheet->text);
}

static void add_basis(struct sheet *sheet, const struct target_result *result) {
  const struct measure *answer = target_answer(result);
  struct buffer *text = &sheet->text;
  if (result->by_report)
    buffer_add_string(text, pick(sheet, "published ", "công bố "));
  else if (answer->known)
    buffer_add_string(text, target_is_figure(result->target) ? pick(sheet, "figure ", "số liệu ")
                                                             : pick(sheet, "computed ", "tính "));
  add_marks(sheet, result);
}

static void add_row(struct sheet *sheet, struct table *table, const struct target_result *result) {
  struct buffer *text = &sheet->text;
  chuan_language language = sheet->reader.language;
  table_cell(table, TINT_NONE, names_pick(&result->target->judged.name, language));
  text_target_threshold(text, &sheet->reader, result);
  cell(sheet, table, TINT_NONE);
  text_target_value(text, &sheet->reader, result);
  cell(sheet, table, TINT_NONE);
  if (sheet->has_path) {
    if (result->path_value != NULL) {
      const struct measure *answer = target_answer(result);
      text_rational(text, &sheet->reader, result->path_value, text_places(result->path_value, answer->value));
    }
    cell(sheet, table, TINT_NONE);
  }
  buffer_add_string(text, standing_sign(result->standing));
  buffer_add_char(text, ' ');
  if (result->standing == STANDING_NO_DATA)
    text_target_lack(text, &sheet->reader, result);
  else
    buffer_add_string(text, standing_text(result->standing, language));
  if (!sheet->has_basis) {
    buffer_add_char(text, ' ');
    add_marks(sheet, result);
  }
  cell(sheet, table, standing_tint(result->standing));
  if (!sheet->has_basis) return;
  add_basis(sheet, result);
  cell(sheet, table, TINT_NONE);
}

static int same_group(const struct target_result *a, const struct target_result *b) {
  return strcmp(a->target->set, b->target->set) == 0 && a->target->by == b->target->by;
}

static void add_section(struct sheet *sheet, struct table *table, const struct target_result *result) {
  const char *set = result->target->set;
  buffer_format(&sheet->text, pick(sheet, "by %d", "đến năm %d"), result->target->by);
  if (*set != '\0') {
    buffer_format(&sheet->text, pick(sheet, ", set: %s", ", bộ mục tiêu: %s"),
                  rulebook_word(sheet->list->rulebook, set, sheet->reader.language));
  }
  table_section(table, buffer_string(&sheet->text));
  buffer_clear(&sheet->text);
}

static chuan_status write_rows(struct sheet *sheet, const struct target_result *results, size_t count) {
  chuan_language language = sheet->reader.language;
  struct table *table = table_create(sheet->arena);
  unsigned width = sheet_width(sheet);
  int several = 0;
  if (table == NULL) return CHUAN_MEMORY;
  sheet->has_path = 0;
  sheet->has_basis = width >= BASIS_COLUMNS;
  for (size_t i = 0; i < count; i++) {
    sheet->has_path |= width >= PATH_COLUMNS && results[i].path_value != NULL;
    several |= !same_group(&results[0], &results[i]);
  }
  table_column(table, language == CHUAN_ENGLISH ? "Target" : "Mục tiêu", TABLE_CUT);
  table_column(table, language == CHUAN_ENGLISH ? "Asked" : "Phải đạt", TABLE_NUMBER);
  table_column(table, language == CHUAN_ENGLISH ? "Value" : "Hiện có", TABLE_NUMBER);
  if (sheet->has_path) table_column(table, language == CHUAN_ENGLISH ? "Path" : "Lộ trình", TABLE_NUMBER);
  table_column(table, language == CHUAN_ENGLISH ? "Standing" : "Kết quả", TABLE_TEXT);
  if (sheet->has_basis) table_column(table, language == CHUAN_ENGLISH ? "Rests on" : "Căn cứ", TABLE_TEXT);
  for (size_t i = 0; i < count; i++) {
    if (several && (i == 0 || !same_group(&results[i - 1], &results[i])))
      add_section(sheet, table, &results[i]);
    add_row(sheet, table, &results[i]);
  }
  return table_write(table, sheet->writer, TABLE_COLUMNS);
}

/* --- below it ---------------------------------------------------------------------------------------------------- */

static void write_counts(struct sheet *sheet, const struct target_result *results, size_t count) {
  size_t counts[STANDING_COUNT] = {0};
  struct buffer *line = &sheet->outline.text;
  for (size_t i = 0; i < count; i++) counts[results[i].standing]++;
  buffer_format(line, pick(sheet, "%zu targets: ", "%zu mục tiêu: "), count);
  text_standing_counts(line, &sheet->reader, counts);
  end_line(sheet, TINT_STRONG);
}

static void add_report(struct sheet *sheet, const struct fact *fact, const struct observation *report) {
  struct buffer *line = &sheet->outline.text;
  const char *confidence = text_confidence(&sheet->reader, report->confidence);
  text_fact_value(line, &sheet->reader, fact, report->value);
  if (report->chosen) buffer_add_string(line, pick(sheet, " (used", " (đang dùng"));
  if (*confidence != '\0') {
    buffer_add_string(line, report->chosen ? pick(sheet, ", confidence ", ", độ tin cậy ")
                                           : pick(sheet, " (confidence ", " (độ tin cậy "));
    buffer_add_string(line, confidence);
  }
  if (report->chosen || *confidence != '\0') buffer_add_char(line, ')');
}

static int was_told(const struct target_result *results, size_t before, const struct resting_figure *figure) {
  for (size_t i = 0; i < before; i++) {
    for (size_t f = 0; f < results[i].figure_count; f++) {
      if (results[i].figures[f].fact == figure->fact && results[i].figures[f].year == figure->year) return 1;
    }
  }
  return 0;
}

/* What the sources say where they do not agree. */
static void write_conflicts(struct sheet *sheet, const struct target_result *results, size_t count) {
  struct buffer *line = &sheet->outline.text;
  size_t told = 0, left = 0;
  for (size_t i = 0; i < count; i++) {
    for (size_t f = 0; f < results[i].figure_count; f++) {
      const struct resting_figure *figure = &results[i].figures[f];
      if (figure->others == 0 || was_told(results, i, figure)) continue;
      if (told++ >= CONFLICTS_SHOWN) {
        left++;
        continue;
      }
      buffer_format(line, MARK_CONFLICT " %s, %d: ", names_pick(&figure->fact->name, sheet->reader.language),
                    figure->year);
      for (size_t o = 0; o < figure->observation_count; o++) {
        if (o > 0 && figure->observations[o].value == figure->value) continue;
        if (o > 0) buffer_add_string(line, pick(sheet, " or ", " hoặc "));
        add_report(sheet, figure->fact, &figure->observations[o]);
      }
      end_line(sheet, TINT_NONE);
    }
  }
  if (left == 0) return;
  buffer_format(line,
                pick(sheet, MARK_CONFLICT " %zu more in --format json",
                     MARK_CONFLICT " còn %zu số liệu nữa, xem --format json"),
                left);
  end_line(sheet, TINT_NONE);
}

static void write_disagreements(struct sheet *sheet, const struct target_result *results, size_t count) {
  struct buffer *line = &sheet->outline.text;
  for (size_t i = 0; i < count; i++) {
    const struct target_result *result = &results[i];
    struct target_result computed = *result;
    if (!result->disagree) continue;
    computed.by_report = 0;
    buffer_format(line,
                  MARK_DISAGREE " %s: ", names_pick(&result->target->judged.name, sheet->reader.language));
    buffer_add_string(line, pick(sheet, "published ", "công bố "));
    text_target_value(line, &sheet->reader, result);
    buffer_add_string(line, pick(sheet, ", computed ", ", tính được "));
    text_target_value(line, &sheet->reader, &computed);
    end_line(sheet, TINT_NONE);
  }
}

/* Levels of which there is no unit any more. */
static void write_ended_levels(struct sheet *sheet, const struct target_result *results, size_t count) {
  struct buffer *line = &sheet->outline.text;
  int32_t told = DATE_UNKNOWN_START;
  char day[DATE_TEXT_SIZE];
  for (size_t i = 0; i < count; i++) {
    for (size_t c = 0; c < results[i].cause_count; c++) {
      const struct cause *cause = &results[i].causes[c];
      if (cause->kind != CAUSE_LEVEL_ENDED || cause->day == told) continue;
      told = cause->day;
      date_format(cause->day, day);
      buffer_add_string(line, pick(sheet, "Units that targets count ended on ",
                                   "Có đơn vị mà mục tiêu đếm đã kết thúc ngày "));
      text_day(line, &sheet->reader, cause->day);
      int was_there = results[i].unit.valid_from <= cause->day && !results[i].moment.rebase;
      if (was_there)
        buffer_format(
            line, pick(sheet, "; --as-of %s looks at that day", "; xem theo ngày đó bằng --as-of %s"), day);
      buffer_add_char(line, '.');
      end_line(sheet, TINT_NONE);
    }
  }
}

static void write_notes(struct sheet *sheet, const struct target_result *results, size_t count) {
  struct buffer *line = &sheet->outline.text;
  outline_blank(&sheet->outline);
  write_counts(sheet, results, count);
  write_legend(sheet);
  memset(sheet->used, 0, sizeof sheet->used);
  write_conflicts(sheet, results, count);
  write_disagreements(sheet, results, count);
  write_ended_levels(sheet, results, count);
  if (results[0].gone) {
    text_target_gone(line, &sheet->reader, &results[0]);
    end_line(sheet, TINT_UNSURE);
    text_target_back(line, &sheet->reader, &results[0]);
    end_line(sheet, TINT_NONE);
  }
  if (!results[0].ended) return;
  buffer_add_string(line, results[0].unit.name);
  buffer_add_string(line, pick(sheet, " ended on ", " kết thúc ngày "));
  text_day(line, &sheet->reader, results[0].unit.valid_to);
  buffer_add_string(line, pick(sheet, ": its targets are judged as of that day.",
                               ": các mục tiêu được xét tính đến ngày đó."));
  end_line(sheet, TINT_NONE);
}

/* --- units ------------------------------------------------------------------------------------------------------- */

/* Neither a figure of its own nor one of a unit below: what is decided all the same is decided by how few units there are. */
static int knows_nothing(const struct target_result *results, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (results[i].figure_count > 0 || results[i].units_counted > results[i].units_undecided) return 0;
  }
  return 1;
}

/* A line instead of a table, where it is one unit of several. */
static int is_left_out(const struct sheet *sheet, const struct target_result *results, size_t count) {
  return !sheet->list->one_unit && count < sheet->list->count && knows_nothing(results, count);
}

static chuan_status write_unit(struct sheet *sheet, const struct target_result *results, size_t count) {
  struct buffer *line = &sheet->outline.text;
  if (is_left_out(sheet, results, count)) {
    text_target_unit(line, &sheet->reader, &results[0]);
    buffer_add_string(line,
                      pick(sheet, ": no figures for any target yet", ": chưa có số liệu cho mục tiêu nào"));
    end_line(sheet, TINT_NONE);
    return CHUAN_OK;
  }
  buffer_add_string(line, pick(sheet, "Targets", "Mục tiêu"));
  buffer_add_string(line, " · ");
  text_target_unit(line, &sheet->reader, &results[0]);
  end_line(sheet, TINT_STRONG);
  outline_blank(&sheet->outline);
  chuan_status status = write_rows(sheet, results, count);
  if (status == CHUAN_OK) write_notes(sheet, results, count);
  return status;
}

/* How to ask for the reasons, with the first target that is not simply met. */
static void write_hint(struct sheet *sheet, const struct target_result *results, size_t count) {
  size_t at = 0;
  while (at + 1 < count && results[at].verdict == CHUAN_MET) at++;
  buffer_format(&sheet->outline.text,
                pick(sheet, "Why: chuan explain %s %s --year %d (--format csv lists the ids)",
                     "Vì sao: chuan explain %s %s --year %d (mã các mục tiêu: --format csv)"),
                results[at].unit.code, results[at].target->judged.id, results[at].moment.year);
  end_line(sheet, TINT_FAINT);
}

static chuan_status write_units(struct sheet *sheet) {
  const struct target_list *list = sheet->list;
  const struct target_result *shown = NULL;
  size_t shown_count = 0, end;
  for (size_t first = 0; first < list->count; first = end) {
    const struct target_result *results = &list->results[first];
    end = first + 1;
    while (end < list->count && list->results[end].unit.id == results->unit.id) end++;
    if (first > 0) outline_blank(&sheet->outline);
    chuan_status status = write_unit(sheet, results, end - first);
    if (status != CHUAN_OK) return status;
    if (shown != NULL || is_left_out(sheet, results, end - first)) continue;
    shown = results;
    shown_count = end - first;
  }
  if (shown != NULL && !shown->gone) write_hint(sheet, shown, shown_count);
  return CHUAN_OK;
}

chuan_status targets_table(const struct target_list *list, struct writer *writer) {
  struct sheet sheet = {
      .list = list, .writer = writer, .arena = arena_create(), .reader = {writer->language, list->rulebook}};
  chuan_status status = CHUAN_OK;
  if (sheet.arena == NULL) return CHUAN_MEMORY;
  outline_begin(&sheet.outline, writer);
  buffer_init(&sheet.text, 0);
  if (list->count == 0) {
    text_targets_nobody(&sheet.outline.text, &sheet.reader, list);
    end_line(&sheet, TINT_NONE);
  } else {
    status = write_units(&sheet);
  }
  if (sheet.text.failed && status == CHUAN_OK) status = CHUAN_MEMORY;
  buffer_free(&sheet.text);
  outline_end(&sheet.outline);
  arena_free(sheet.arena);
  return status;
}
