/* The first sheet of a form, how to fill it in, and the last one, what may be chosen. */
#include "output/form_inside.h"

#include "output/form_names.h"
#include "output/label.h"

#include <string.h>

enum { GUIDE_MARGIN, GUIDE_LABEL, GUIDE_TEXT };

struct guide {
  struct form *form;
  lxw_worksheet *sheet;
  lxw_row_t row;
  chuan_language language;
};

__attribute__((format_arg(2), format_arg(3))) static const char *pick(const struct guide *guide,
                                                                      const char *english,
                                                                      const char *vietnamese) {
  return guide->language == CHUAN_ENGLISH ? english : vietnamese;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

#define TEXT_WIDTH 92.0

static void set_height(struct guide *guide, const char *text) {
  size_t lines = text ? form_characters(text) / 115 + 1 : 1;
  form_try(guide->form, worksheet_set_row(guide->sheet, guide->row, 14.0 * (double)lines + 2.0, NULL));
}

static void line(struct guide *guide, const char *label, const char *text, enum form_style style) {
  set_height(guide, text);
  form_text(guide->form, guide->sheet, guide->row, GUIDE_LABEL, label, FORM_LABEL);
  form_text(guide->form, guide->sheet, guide->row, GUIDE_TEXT, text, style);
  guide->row++;
}

static void heading(struct guide *guide, const char *english, const char *vietnamese) {
  guide->row++;
  form_text(guide->form, guide->sheet, guide->row, GUIDE_LABEL, pick(guide, english, vietnamese), FORM_LABEL);
  guide->row++;
}

static void step(struct guide *guide, unsigned number, const char *text) {
  line(guide, arena_format(guide->form->arena, pick(guide, "Step %u", "Bước %u"), number), text, FORM_PLAIN);
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static void write_about(struct guide *guide) {
  const struct form_request *request = &guide->form->request;
  struct arena *arena = guide->form->arena;
  const struct rulebook *rulebook = request->rulebook;
  const char *units = label_units(request->level->level, guide->language);
  form_try(guide->form, worksheet_set_row(guide->sheet, guide->row, 24.0, NULL));
  form_text(guide->form, guide->sheet, guide->row++, GUIDE_LABEL,
            arena_format(arena,
                         pick(guide, "Figures of %s, %d: form to fill in", "Biểu nhập số liệu cấp %s năm %d"),
                         units, request->year),
            FORM_TITLE);
  guide->row++;
  line(guide, pick(guide, "Level", "Cấp"),
       strcmp(units, request->level->level) == 0
           ? units
           : arena_format(arena, "%s (%s)", units, request->level->level),
       FORM_PLAIN);
  line(guide, pick(guide, "Year", "Năm"), arena_format(arena, "%d", request->year), FORM_PLAIN);
  line(guide, pick(guide, "Units", "Đơn vị"),
       request->units == 0 ? pick(guide, "none yet: write code and name on the first sheet of figures",
                                  "chưa có danh sách: ghi mã và tên vào trang số liệu đầu tiên")
       : request->scope    ? arena_format(arena, pick(guide, "%llu in %s", "%llu đơn vị thuộc %s"),
                                          (unsigned long long)request->units, request->scope)
                           : arena_format(arena, "%llu", (unsigned long long)request->units),
       FORM_PLAIN);
  line(guide, pick(guide, "Rules", "Bộ quy tắc"),
       arena_format(arena, "%s (%s)", names_pick(&rulebook->name, guide->language), rulebook->period),
       FORM_PLAIN);
  line(guide, pick(guide, "Digest of the rules", "Mã băm bộ quy tắc"), rulebook_digest(rulebook), FORM_PLAIN);
  line(guide, pick(guide, "Made by", "Lập bằng"), "Chuẩn " CHUAN_VERSION, FORM_PLAIN);
  if (!request->filled || request->filled_status == CHUAN_OFFICIAL) return;
  line(guide, pick(guide, "Take care", "Lưu ý"),
       request->filled_status == CHUAN_ILLUSTRATIVE
           ? pick(guide,
                  "There are ILLUSTRATIVE figures among those filled in: made up to show how this works, "
                  "true of no "
                  "real unit.",
                  "Trong số liệu điền sẵn có SỐ MINH HỌA: đặt ra để trình bày cách dùng, không nói về đơn vị "
                  "có thật "
                  "nào.")
           : pick(guide, "There are PRELIMINARY figures among those filled in.",
                  "Trong số liệu điền sẵn có SỐ SƠ BỘ."),
       FORM_WARNING);
}

static void write_steps(struct guide *guide) {
  const struct form_request *request = &guide->form->request;
  struct arena *arena = guide->form->arena;
  unsigned number = 1;
  heading(guide, "What to do", "Cách làm");
  step(guide, number++,
       pick(guide,
            "Each sheet asks for the figures of one topic. Open them one after the other; the list is below.",
            "Mỗi trang hỏi số liệu của một nội dung. Mở lần lượt từng trang; danh sách ở dưới."));
  if (request->units == 0)
    step(guide, number++,
         pick(guide,
              "On the first sheet of figures write the code and the name of each unit; the other sheets take "
              "them over.",
              "Ở trang số liệu đầu tiên, ghi mã và tên từng đơn vị; các trang khác lấy theo."));
  step(guide, number++,
       pick(guide,
            "Write into the yellow cells only. Everything else is locked (without a password), so that "
            "nothing is "
            "moved by mistake.",
            "Chỉ ghi vào ô vàng. Các ô khác được khóa (không có mật khẩu) để không bị sửa nhầm."));
  if (request->before)
    step(guide, number++,
         arena_format(arena,
                      pick(guide, "The grey cells are the figures of %d, to compare with. They are not read.",
                           "Ô xám là số liệu năm %d để đối chiếu; khi nhập vào máy, ô xám không được đọc."),
                      request->year - 1));
  step(guide, number++,
       pick(guide, "No figure yet: leave the cell empty. Zero means that there is none of it.",
            "Chưa có số liệu: để trống ô. Số 0 nghĩa là đã biết và bằng không."));
  step(guide, number++,
       pick(guide,
            "Rest the pointer on a heading: its note tells what the figure is, in which unit, and which "
            "rules read it.",
            "Đưa con trỏ lên tiêu đề: ghi chú cho biết số liệu là gì, đơn vị tính, và tiêu chí nào dùng."));
  step(guide, number++,
       pick(guide,
            "A cell that is refused breaks a rule of the figure: not a number, too many decimals, more than "
            "the whole.",
            "Ô bị từ chối: không phải số, ngoài giới hạn, hoặc phần lớn hơn toàn bộ. Ô đỏ: phần lớn hơn toàn "
            "bộ."));
  step(guide, number++,
       pick(guide,
            "Do not rename sheets, and delete no rows or columns. Save as .xlsx and send the file back.",
            "Không đổi tên trang, không xóa hàng hay cột. Lưu dạng .xlsx và gửi lại tệp này."));
  const char *status = !request->filled                               ? ""
                       : request->filled_status == CHUAN_ILLUSTRATIVE ? " --status illustrative"
                       : request->filled_status == CHUAN_PRELIMINARY  ? " --status preliminary"
                                                                      : "";
  step(guide, number,
       arena_format(arena,
                    pick(guide, "Who receives it reads it in with: chuan import FILE.xlsx --level %s%s",
                         "Người nhận nhập vào bằng lệnh: chuan import TỆP.xlsx --level %s%s"),
                    request->level->level, status));
}

static void sample(struct guide *guide, const char *text, lxw_format *format, const char *meaning) {
  set_height(guide, meaning);
  form_try(guide->form, worksheet_write_string(guide->sheet, guide->row, GUIDE_LABEL, text, format));
  form_text(guide->form, guide->sheet, guide->row++, GUIDE_TEXT, meaning, FORM_PLAIN);
}

static void write_colours(struct guide *guide) {
  const struct form *form = guide->form;
  heading(guide, "Colours and marks", "Màu và ký hiệu");
  sample(guide, pick(guide, "yellow", "vàng"), form->styles[FORM_INPUT],
         pick(guide, "to be filled in", "ô để nhập"));
  if (form->request.before) {
    sample(guide, pick(guide, "grey", "xám"), form->styles[FORM_BEFORE],
           pick(guide, "of the year before", "số liệu năm trước"));
    sample(guide, "(mh)", form->styles[FORM_BEFORE],
           pick(guide, "illustrative: made up, not a real figure", "số minh họa, không phải số thật"));
    sample(guide, "(sb)", form->styles[FORM_BEFORE], pick(guide, "preliminary", "số sơ bộ"));
    sample(guide, "(qđ)", form->styles[FORM_BEFORE],
           pick(guide, "worked out from the units of that time, which were merged or divided since",
                "quy đổi từ các đơn vị thời đó, nay đã sáp nhập hoặc chia tách"));
  }
  sample(guide, pick(guide, "red", "đỏ"), form->styles[FORM_EXCESS],
         pick(guide, "a part that is larger than its whole", "phần lớn hơn toàn bộ"));
}

static void write_contents(struct guide *guide) {
  struct form *form = guide->form;
  heading(guide, "Sheets", "Các trang");
  for (size_t i = 0; i < form->groups.count; i++) {
    const struct form_group *group = &form->groups.items[i];
    const char *link = arena_format(form->arena, "internal:'%s'!A1", group->sheet);
    const char *standard = group->standard ? names_pick(&group->standard->name, guide->language) : "";
    const char *about = arena_format(form->arena, pick(guide, "%s (figures: %u)%s%s", "%s (%u số liệu)%s%s"),
                                     group->title, group->count, *standard ? " – " : "", standard);
    set_height(guide, about);
    form_try(form, link ? worksheet_write_url_opt(guide->sheet, guide->row, GUIDE_LABEL, link,
                                                  form->styles[FORM_LINK], group->sheet, NULL)
                        : LXW_ERROR_MEMORY_MALLOC_FAILED);
    form_text(form, guide->sheet, guide->row++, GUIDE_TEXT, about, FORM_PLAIN);
  }
}

static void set_page(lxw_worksheet *sheet, struct form *form) {
  lxw_protection protection = {.format_columns = 1, .format_rows = 1};
  worksheet_protect(sheet, NULL, &protection);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, FORM_PAPER_A4);
  worksheet_fit_to_pages(sheet, 1, 0);
  form_try(form, worksheet_set_footer(sheet, "&L&8&A&R&8Trang &P/&N"));
}

void form_guide_write(struct form *form) {
  struct guide guide = {.form = form, .sheet = form->guide, .language = form->request.language};
  form_try(form, worksheet_set_column(form->guide, GUIDE_MARGIN, GUIDE_MARGIN, 2.0, NULL));
  form_try(form, worksheet_set_column(form->guide, GUIDE_LABEL, GUIDE_LABEL, 32.0, NULL));
  form_try(form, worksheet_set_column(form->guide, GUIDE_TEXT, GUIDE_TEXT, TEXT_WIDTH, NULL));
  write_about(&guide);
  write_steps(&guide);
  write_colours(&guide);
  write_contents(&guide);
  set_page(form->guide, form);
}

/* A column for each fact, its choices below its name: where the drop-down lists come from. */
void form_lists_write(struct form *form) {
  const struct vocabulary_level *level = form->request.level;
  uint32_t longest = 0;
  for (uint32_t f = 0; f < level->fact_count; f++)
    if (level->facts[f]->kind == FACT_CHOICE && level->facts[f]->choice_count > longest)
      longest = level->facts[f]->choice_count;
  for (uint32_t row = 0; row <= longest; row++) {
    for (uint32_t f = 0; f < level->fact_count; f++) {
      const struct fact *fact = level->facts[f];
      lxw_col_t column = form->places[fact->index].list;
      if (fact->kind != FACT_CHOICE || row > fact->choice_count) continue;
      if (row == 0) form_try(form, worksheet_set_column(form->lists, column, column, 30.0, NULL));
      form_text(form, form->lists, row, column,
                row == 0 ? fact->name.vi : form_choice(form->request.rulebook, fact, row - 1),
                row == 0 ? FORM_HEADING : FORM_PLAIN);
    }
  }
  set_page(form->lists, form);
}
