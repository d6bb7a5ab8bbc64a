/* What a policy officer reads of the register: per standard the units where it and the verdict part, each with the
 * reason, and a line that sums up; of one unit asked for, every standard. */
#include "output/review_output.h"

#include "base/date.h"
#include "output/label.h"
#include "output/table.h"

#include <inttypes.h>
#include <string.h>

#define TABLE_COLUMNS 100u

struct review_section {
  const struct review *review;
  struct writer *writer;
  struct outline *outline;
  struct arena *arena;
  struct marks *marks;
  const struct review_group *group;
  const struct evaluation_part *part;
};

static enum tint finding_tint(enum finding finding) {
  switch (finding) {
    case FINDING_REVIEW:
    case FINDING_NO_LONGER_MEETS:
      return TINT_BAD;
    case FINDING_NOT_RECOGNISED:
      return TINT_GOOD;
    case FINDING_NOTHING:
      return TINT_NONE;
    default:
      return TINT_UNSURE;
  }
}

/* "≤ 2016", "2020-10-16, 1591/QĐ-TTg"; without an entry of its own: yes, no, not known. */
static void write_recognised(const struct review_section *section, const struct review_item *item,
                             struct buffer *out) {
  char since[REVIEW_SINCE_SIZE];
  review_since(item->entry, section->writer->language, since);
  buffer_clear(out);
  if (item->recognised == CHUAN_NOT_MET) {
    char day[DATE_TEXT_SIZE] = "";
    if (item->revoked != NULL) label_day(item->revoked->revoked_on, section->writer->language, day);
    buffer_add_string(out, item->revoked != NULL ? writer_pick(section->writer, "revoked ", "thu hồi ")
                                                 : writer_pick(section->writer, "no", "chưa"));
    buffer_add_string(out, day);
    return;
  }
  if (item->recognised != CHUAN_MET) {
    buffer_add_string(out, section->group->registered
                               ? writer_pick(section->writer, "not known", "chưa rõ")
                               : writer_pick(section->writer, "no register", "chưa có sổ"));
    return;
  }
  buffer_add_string(out, since);
  if (item->entry != NULL && item->entry->decision[0] != '\0') {
    if (out->length > 0) buffer_add_string(out, ", ");
    buffer_add_string(out, item->entry->decision);
  }
  if (out->length == 0) {
    buffer_add_string(out, item->entry != NULL
                               ? label_text(LABEL_YES, section->writer->language)
                               : writer_pick(section->writer, "as its parts were", "theo đơn vị trước"));
  }
}

static void add_row(const struct review_section *section, struct table *table, const struct review_item *item,
                    struct buffer *text) {
  chuan_language language = section->writer->language;
  int judged = item->evaluated != NULL;
  table_cell(table, TINT_NONE, item->unit->code);
  table_cell(table, TINT_NONE, item->unit->name);
  write_recognised(section, item, text);
  const char *register_mark = mark_data(section->marks, item->register_status);
  if (*register_mark != '\0') buffer_add_char(text, ' ');
  buffer_add_string(text, register_mark);
  table_cell(table, TINT_NONE, buffer_string(text));
  buffer_clear(text);
  buffer_add_string(text, judged ? label_text(label_verdict(item->verdict), language) : "–");
  const char *data_mark = judged ? mark_data(section->marks, item->data_status) : "";
  const char *threshold_mark = judged ? mark_threshold(section->marks, item->threshold_status) : "";
  if (*data_mark != '\0' || *threshold_mark != '\0') buffer_add_char(text, ' ');
  buffer_add_string(text, data_mark);
  buffer_add_string(text, threshold_mark);
  table_cell(table, judged ? verdict_tint(item->verdict) : TINT_FAINT, buffer_string(text));
  table_cell(table, finding_tint(item->finding), finding_text(item->finding, language));
  table_cell(table, TINT_NONE, item->reason);
}

/* "47 xã: 30 đã công nhận, 17 chưa; 2 xem xét thu hồi, …". */
static void write_summary(const struct review_section *section) {
  const struct review_group *group = section->group;
  struct buffer *text = &section->outline->text;
  struct review_counts counts = review_count(group);
  uint64_t others = 0;
  buffer_format(text, "%" PRIu64 " %s", counts.judged,
                label_units(section->part->level, section->writer->language));
  if (counts.judged > 0) {
    buffer_format(text,
                  writer_pick(section->writer, ": %" PRIu64 " recognised, %" PRIu64 " not",
                              ": %" PRIu64 " đã công nhận, %" PRIu64 " chưa"),
                  counts.recognised, counts.not_recognised);
    if (counts.not_known > 0)
      buffer_format(text, writer_pick(section->writer, ", %" PRIu64 " not known", ", %" PRIu64 " chưa rõ"),
                    counts.not_known);
  }
  const char *between = "; ";
  for (int f = FINDING_NOTHING + 1; f < FINDING_COUNT; f++) {
    if (counts.findings[f] == 0) continue;
    buffer_format(text, "%s%" PRIu64 " %s", between, counts.findings[f],
                  finding_text((enum finding)f, section->writer->language));
    between = ", ";
    others += counts.findings[f];
  }
  if (others == 0 && counts.judged > 0)
    buffer_add_string(
        text, writer_pick(section->writer, "; register and verdicts agree", "; sổ và kết luận khớp nhau"));
  outline_line(section->outline, 0, "", TINT_NONE, TINT_NONE);
  if (counts.findings[FINDING_GONE] == 0 || section->part->moment.rebase) return;
  buffer_add_string(
      text, writer_pick(section->writer, "Re-based (--rebase), what became of a unit is judged in its place.",
                        "Quy về đơn vị kế tục (--rebase) thì đơn vị kế tục được xét thay."));
  outline_line(section->outline, 0, "", TINT_NONE, TINT_NONE);
}

static void write_heading(const struct review_section *section) {
  char day[DATE_TEXT_SIZE];
  struct buffer *text = &section->outline->text;
  label_day(section->part->moment.as_of, section->writer->language, day);
  buffer_add_string(text, names_pick(&section->group->standard->name, section->writer->language));
  buffer_format(text,
                writer_pick(section->writer, " · figures of %d, units and register of %s",
                            " · số liệu %d, đơn vị và sổ công nhận ngày %s"),
                section->part->year, day);
  outline_line(section->outline, 0, "", TINT_NONE, TINT_STRONG);
  outline_blank(section->outline);
}

static chuan_status write_group(struct review_section *section) {
  const struct review_group *group = section->group;
  chuan_language language = section->writer->language;
  int all = section->review->evaluation->one_unit, any = 0;
  struct table *table = table_create(section->arena);
  if (table == NULL) return CHUAN_MEMORY;
  write_heading(section);
  table_column(table, label_text(LABEL_CODE, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_UNIT, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_RECOGNISED, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_VERDICT, language), TABLE_TEXT);
  table_column(table, label_text(LABEL_FINDING, language), TABLE_WRAP);
  table_column(table, label_text(LABEL_REASON, language), TABLE_WRAP);
  struct buffer text;
  buffer_init(&text, 0);
  const char *parent = NULL;
  for (size_t i = 0; i < group->item_count; i++) {
    const struct review_item *item = &group->items[i];
    if (!all && item->finding == FINDING_NOTHING) continue;
    const char *under = item->evaluated == NULL ? writer_pick(section->writer, "Not among the units judged",
                                                              "Ngoài các đơn vị được xét")
                        : item->parent != NULL  ? item->parent->name
                                                : "";
    if (*under != '\0' && (parent == NULL || strcmp(under, parent) != 0)) table_section(table, under);
    parent = under;
    add_row(section, table, item, &text);
    any = 1;
  }
  chuan_status status = text.failed ? CHUAN_MEMORY : table_write(table, section->writer, TABLE_COLUMNS);
  buffer_free(&text);
  if (any && status == CHUAN_OK) outline_blank(section->outline);
  if (!all) write_summary(section);
  if (!all) outline_blank(section->outline);
  return status;
}

/* Standards under which nobody was ever registered: there is nothing to compare. */
static void write_unregistered(const struct review_section *section, uint32_t count) {
  struct buffer *text = &section->outline->text;
  const char *between = " ";
  if (count == 0) return;
  buffer_add_string(
      text, writer_pick(section->writer, "Nothing registered under:", "Sổ công nhận chưa có gì theo:"));
  for (size_t g = 0; g < section->review->group_count; g++) {
    const struct review_group *group = &section->review->groups[g];
    if (group->registered || group->item_count == 0) continue;
    buffer_add_string(text, between);
    buffer_add_string(text, group->standard->id);
    between = ", ";
  }
  outline_line(section->outline, 0, "", TINT_NONE, TINT_NONE);
}

static chuan_status write_groups(struct review_section *section) {
  const struct review *review = section->review;
  uint32_t unregistered = 0, figures = 0;
  chuan_status status = CHUAN_OK;
  for (size_t g = 0; g < review->group_count; g++) figures += review->groups[g].has_figures != 0;
  for (size_t g = 0; g < review->group_count && status == CHUAN_OK; g++) {
    section->group = &review->groups[g];
    section->part = &review->evaluation->parts[section->group->part];
    if (section->group->item_count == 0) continue;
    if (section->group->registered)
      status = write_group(section);
    else
      unregistered++;
  }
  if (status != CHUAN_OK) return status;
  write_unregistered(section, unregistered);
  if (figures == 0) {
    buffer_add_string(
        &section->outline->text,
        writer_pick(section->writer, "There are no figures to judge by; load some with `chuan import`.",
                    "Chưa có số liệu để xét; nạp bằng `chuan import`."));
    outline_line(section->outline, 0, "", TINT_NONE, TINT_NONE);
  }
  return CHUAN_OK;
}

chuan_status review_table(const struct review *review, struct writer *writer) {
  struct marks marks = {.illustrative = 0};
  struct arena *arena = arena_create();
  if (arena == NULL) return CHUAN_MEMORY;
  struct outline outline;
  outline_begin(&outline, writer);
  struct review_section section = {
      .review = review, .writer = writer, .outline = &outline, .arena = arena, .marks = &marks};
  chuan_status status = write_groups(&section);
  if (status == CHUAN_OK) marks_legend(&marks, &outline);
  outline_end(&outline);
  arena_free(arena);
  return status;
}
