/* The words about a fact in a form. */
#include "output/form_note.h"

#include "base/buffer.h"
#include "output/form_names.h"
#include "output/label.h"

#include <assert.h>
#include <string.h>

#define USES_TOLD 8
#define CHOICES_TOLD 20
#define MESSAGE_CHARACTERS 255u
#define NOTE_CHARACTERS 4000u

static const char *kept(struct arena *arena, struct buffer *buffer) {
  const char *text = buffer->failed ? NULL : arena_string(arena, buffer_string(buffer));
  buffer_free(buffer);
  return text;
}

static int is_number(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

const char *form_measure(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact) {
  struct buffer text;
  buffer_init(&text, 0);
  if (fact->kind == FACT_YES_NO) {
    buffer_add_string(&text, "có / không");
  } else if (fact->kind == FACT_CHOICE) {
    buffer_add_string(&text, "chọn một");
  } else {
    buffer_add_string(&text, *fact->unit ? rulebook_word(rulebook, fact->unit, CHUAN_VIETNAMESE) : "số");
  }
  if (fact->part_of) buffer_format(&text, " · một phần của: %s", fact->part_of->name.vi);
  return kept(arena, &text);
}

static void add_bounds(struct buffer *text, struct arena *arena, const struct fact *fact) {
  const char *least = fact->has_minimum ? form_number(arena, fact, fact->minimum) : "";
  const char *most = fact->has_maximum ? form_number(arena, fact, fact->maximum) : "";
  if (!least || !most) {
    text->failed = 1;
    return;
  }
  if (*least) buffer_format(text, ", từ %s%s", least, *most ? "" : " trở lên");
  if (*most) buffer_format(text, *least ? " đến %s" : ", không quá %s", most);
}

const char *form_range(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact) {
  struct buffer text;
  buffer_init(&text, 0);
  if (fact->kind == FACT_YES_NO) {
    buffer_add_string(&text, "Có hoặc Không");
  } else if (fact->kind == FACT_CHOICE) {
    for (uint32_t i = 0; i < fact->choice_count && i < CHOICES_TOLD; i++)
      buffer_format(&text, "%s%s", i ? ", " : "chọn một: ", form_choice(rulebook, fact, i));
    if (fact->choice_count > CHOICES_TOLD) buffer_add_string(&text, ", …");
  } else {
    buffer_add_string(&text, fact->places == 0 ? "số nguyên" : "số");
    if (fact->places > 0) buffer_format(&text, ", tối đa %u chữ số thập phân", fact->places);
    add_bounds(&text, arena, fact);
  }
  return kept(arena, &text);
}

static void add_source(struct buffer *text, const struct source *source) {
  if (!source) return;
  buffer_format(text, " (%s", source->document->id);
  if (*source->item) buffer_format(text, ", %s", source->item);
  buffer_add_char(text, ')');
}

static const struct judged *standard_of(const struct judged *judged) {
  while (judged->parent) judged = judged->parent;
  return judged;
}

static void add_uses(struct buffer *text, const struct form_uses *uses) {
  const struct judged *standard = NULL;
  if (uses->count == 0) return;
  buffer_add_string(text, "\n\nDùng để xét:");
  for (size_t i = 0; i < uses->count && i < USES_TOLD; i++) {
    const struct judged *judged = uses->items[i];
    assert(judged != NULL);
    if (standard_of(judged) != standard) {
      standard = standard_of(judged);
      buffer_format(text, "\n%s", standard->name.vi);
    }
    if (judged != standard) buffer_format(text, "\n  %s %s", judged->id, judged->name.vi);
    add_source(text, judged->source);
  }
  if (uses->count > USES_TOLD) buffer_format(text, "\n  … và %zu chỉ tiêu nữa", uses->count - USES_TOLD);
}

const char *form_note(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact,
                      const struct form_uses *uses) {
  struct buffer text;
  const char *range = form_range(arena, rulebook, fact);
  if (!range) return NULL;
  buffer_init(&text, 0);
  buffer_add_string(&text, fact->name.vi);
  if (strcmp(fact->name.en, fact->name.vi) != 0) buffer_format(&text, "\n%s", fact->name.en);
  buffer_format(&text, "\n\nMã: %s", fact->id);
  if (*fact->unit)
    buffer_format(&text, "\nĐơn vị tính: %s", rulebook_word(rulebook, fact->unit, CHUAN_VIETNAMESE));
  buffer_format(&text, "\nGhi: %s", range);
  if (fact->part_of) buffer_format(&text, "\nKhông lớn hơn: %s", fact->part_of->name.vi);
  if (fact->carry > 0)
    buffer_format(&text, "\nNăm chưa có số liệu thì dùng số của tối đa %u năm trước", fact->carry);
  add_uses(&text, uses);
  const char *whole = kept(arena, &text);
  return whole ? form_cut(arena, whole, NOTE_CHARACTERS) : NULL;
}

/* "số nguyên, từ 0 trở lên; không lớn hơn …" */
static const char *wanted(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact) {
  const char *range =
      fact->kind == FACT_CHOICE ? "một lựa chọn trong danh sách" : form_range(arena, rulebook, fact);
  if (!range || !fact->part_of) return range;
  return arena_format(arena, "%s; không lớn hơn “%s”", range, fact->part_of->name.vi);
}

const char *form_asked(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact) {
  const char *range = wanted(arena, rulebook, fact);
  const char *unit = *fact->unit ? rulebook_word(rulebook, fact->unit, CHUAN_VIETNAMESE) : "";
  if (!range) return NULL;
  const char *text =
      is_number(fact) && *unit
          ? arena_format(arena, "Đơn vị tính: %s. Ghi %s. Chưa có số liệu: để trống.", unit, range)
          : arena_format(arena, "Ghi %s. Chưa có số liệu: để trống.", range);
  return text ? form_cut(arena, text, MESSAGE_CHARACTERS) : NULL;
}

const char *form_refused(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact) {
  const char *range = wanted(arena, rulebook, fact);
  const char *text = range ? arena_format(arena, "Hãy ghi %s. Chưa có số liệu: để trống.", range) : NULL;
  return text ? form_cut(arena, text, MESSAGE_CHARACTERS) : NULL;
}
