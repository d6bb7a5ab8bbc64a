/* How cells of a form look. */
#include "output/form_inside.h"

#include "base/buffer.h"

#include <string.h>

static lxw_format *style_make(struct form *form, double size, int bold, int wrap, lxw_color_t colour,
                              lxw_color_t background, int border, int align, int unlocked) {
  lxw_format *format = workbook_add_format(form->workbook);
  if (!format) return NULL;
  format_set_font_name(format, "Arial");
  format_set_font_size(format, size);
  format_set_font_color(format, colour);
  format_set_align(format, (uint8_t)align);
  format_set_align(format, border ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
  if (bold) format_set_bold(format);
  if (wrap) format_set_text_wrap(format);
  if (background) format_set_bg_color(format, background);
  if (border) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xBFBFBF);
  }
  if (unlocked) format_set_unlocked(format);
  return format;
}

static lxw_format *style_by_map(struct form *form, enum form_style style) {
  switch (style) {
#define XX(id, size, bold, wrap, colour, background, border, align, unlocked) \
  case FORM_##id:                                                             \
    return style_make(form, size, bold, wrap, colour, background, border, align, unlocked);
    FORM_STYLE_MAP(XX)
#undef XX
    case FORM_STYLE_COUNT:
      break;
  }
  return NULL;
}

int form_styles_make(struct form *form) {
  for (int i = 0; i < FORM_STYLE_COUNT; i++) {
    form->styles[i] = style_by_map(form, (enum form_style)i);
    if (!form->styles[i]) return 0;
  }
  return 1;
}

static int is_number(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

/* "#,##0.00" and what stands behind; the marks shown are those of the reader's Excel. */
static lxw_format *number_style(struct form *form, enum form_style like, unsigned places, const char *mark) {
  struct buffer pattern;
  lxw_format *format = style_by_map(form, like);
  buffer_init(&pattern, 0);
  buffer_add_string(&pattern, places ? "#,##0." : "#,##0");
  for (unsigned i = 0; i < places; i++) buffer_add_char(&pattern, '0');
  if (*mark) buffer_format(&pattern, "\"%s\"", mark);
  if (pattern.failed || !format) {
    form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  } else {
    format_set_num_format(format, buffer_string(&pattern));
    format_set_align(format, LXW_ALIGN_RIGHT);
  }
  buffer_free(&pattern);
  return format;
}

lxw_format *form_input_style(struct form *form, const struct fact *fact) {
  if (!is_number(fact)) return form->styles[FORM_INPUT];
  lxw_format **slot = &form->inputs[fact->places];
  if (!*slot) *slot = number_style(form, FORM_INPUT, fact->places, "");
  return *slot;
}

lxw_format *form_before_style(struct form *form, const struct fact *fact, unsigned mark) {
  if (!is_number(fact)) return form->styles[FORM_BEFORE];
  lxw_format **slot = &form->befores[mark][fact->places];
  if (!*slot) *slot = number_style(form, FORM_BEFORE, fact->places, form_mark(mark));
  return *slot;
}

const char *form_mark(unsigned mark) {
  static const char *const marks[FORM_MARKS] = {"", " (sb)", " (mh)", " (qđ)", " (sb, qđ)", " (mh, qđ)"};
  return marks[mark];
}

unsigned form_mark_of(chuan_data_status status, int carried) {
  return (unsigned)status + (carried ? FORM_MARKS / 2 : 0);
}
