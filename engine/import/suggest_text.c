/* suggest_text.c - a suggestion as a mapping file: what is sure is said, what is not is there to be uncommented. */
#include "import/suggest.h"

#include "base/text.h"
#include "import/own_columns.h"

#include <string.h>

struct writing {
  const struct suggested_sheet *sheet;
  int english;
  struct buffer *out;
};

static const char *pick(const struct writing *writing, const char *english, const char *vietnamese) {
  return writing->english ? english : vietnamese;
}

/* Control characters are written as Lua writes them: the text stays what it is, and a terminal shows it. */
static void add_quoted(struct buffer *out, const char *text) {
  buffer_add_char(out, '"');
  for (; *text; text++) {
    size_t control = text_control(text);
    for (size_t i = 0; i < control; i++) buffer_format(out, "\\%03u", (unsigned)(unsigned char)text[i]);
    if (control) {
      text += control - 1;
      continue;
    }
    if (*text == '"' || *text == '\\') buffer_add_char(out, '\\');
    buffer_add_char(out, *text);
  }
  buffer_add_char(out, '"');
}

/* A comment ends with its line. */
static void add_remark(struct buffer *out, const char *text) {
  size_t shown = text_prefix(text, strlen(text), 100);
  for (size_t i = 0; i < shown; i++) {
    size_t control = text_control(text + i);
    buffer_add_char(out, control ? ' ' : text[i]);
    if (control) i += control - 1;
  }
  if (text[shown]) buffer_add_string(out, "…");
}

/* A heading that cannot name one column alone is named by its number. */
static int is_plain(const struct suggested_sheet *sheet, size_t column) {
  const struct heading *heading = &sheet->guess->texts.items[column];
  if (heading->name_count == 0) return 0;
  for (size_t i = 0; i < sheet->guess->texts.count; i++) {
    const struct heading *other = &sheet->guess->texts.items[i];
    if (i != column && other->name_count && strcmp(other->names[0].key, heading->names[0].key) == 0) return 0;
  }
  return 1;
}

static void add_key(struct writing *writing, size_t column) {
  const char *text = writing->sheet->guess->texts.items[column].text;
  if (column > 0 && !is_plain(writing->sheet, column)) {
    buffer_format(writing->out, "[%zu]", column + 1);
    return;
  }
  buffer_add_char(writing->out, '[');
  add_quoted(writing->out, text);
  buffer_add_char(writing->out, ']');
}

/* --- what is said of the sheet as a whole --------------------------------------------------------------------- */

static void add_own(struct writing *writing, const char *field, size_t column) {
  if (column == NO_COLUMN) return;
  buffer_format(writing->out, "  %s = ", field);
  if (is_plain(writing->sheet, column))
    add_quoted(writing->out, writing->sheet->guess->texts.items[column].text);
  else
    buffer_format(writing->out, "%zu", column + 1);
  buffer_add_string(writing->out, ",\n");
}

static void add_year(struct writing *writing) {
  const struct suggested_sheet *sheet = writing->sheet;
  if (sheet->year != NO_COLUMN && is_plain(sheet, sheet->year)) {
    add_own(writing, "year", sheet->year);
  } else if (sheet->guess->year) {
    buffer_format(writing->out, "  year = %d, -- %s\n", sheet->guess->year,
                  pick(writing, "from the title", "theo tên biểu"));
  } else {
    buffer_format(writing->out, "  -- year = 2025, -- %s\n",
                  pick(writing, "the file does not say: write the year here, or give --year",
                       "tệp không nêu năm: hãy ghi năm ở đây, hoặc dùng --year"));
  }
}

static void add_head(struct writing *writing, const char *encoding) {
  const struct layout_guess *guess = writing->sheet->guess;
  const struct survey_sheet *sheet = guess->sheet;
  uint64_t first = sheet->rows[guess->first].number,
           last = sheet->rows[guess->first + guess->count - 1].number;
  if (sheet->name[0]) {
    buffer_add_string(writing->out, "  sheet = ");
    add_quoted(writing->out, sheet->name);
    buffer_add_string(writing->out, ",\n");
  }
  if (first == last)
    buffer_format(writing->out, "  heading_rows = %llu,\n", (unsigned long long)first);
  else
    buffer_format(writing->out, "  heading_rows = { %llu, %llu },\n", (unsigned long long)first,
                  (unsigned long long)last);
  if (writing->sheet->unit == NO_COLUMN && writing->sheet->name == NO_COLUMN)
    buffer_format(writing->out, "  -- unit = \"…\", -- %s\n",
                  pick(writing, "no column looks like codes or names of units: name it here",
                       "không cột nào giống mã hoặc tên đơn vị: hãy ghi tiêu đề cột ở đây"));
  add_own(writing, "unit", writing->sheet->unit);
  add_own(writing, "name", writing->sheet->name);
  add_own(writing, "parent", writing->sheet->parent);
  add_year(writing);
  if (writing->sheet->decimal_mark)
    buffer_format(writing->out, "  decimal = \"%c\",\n", writing->sheet->decimal_mark);
  if (encoding) {
    buffer_add_string(writing->out, "  encoding = ");
    add_quoted(writing->out, encoding);
    buffer_add_string(writing->out, ",\n");
  }
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

static void add_fact(struct writing *writing, size_t column) {
  const struct suggestion *suggestion = &writing->sheet->columns[column];
  add_key(writing, column);
  if (suggestion->converts) {
    buffer_format(writing->out, " = { %s, unit = ", suggestion->fact->id);
    add_quoted(writing->out, writing->sheet->guess->texts.items[column].measure);
    buffer_add_string(writing->out, " },");
  } else {
    buffer_format(writing->out, " = %s,", suggestion->fact->id);
  }
  buffer_format(writing->out, " -- %u %%: ", suggestion->percent);
  add_remark(writing->out, writing->english ? suggestion->fact->name.en : suggestion->fact->name.vi);
  if (suggestion->fact->unit[0]) {
    buffer_add_string(writing->out, " (");
    add_remark(writing->out, suggestion->fact->unit);
    buffer_add_char(writing->out, ')');
  }
}

static void add_others(struct writing *writing, const struct suggestion *suggestion) {
  int listed = 0;
  for (size_t i = 0; i < SUGGEST_CANDIDATES; i++) {
    const struct fact *fact = suggestion->candidates[i].fact;
    if (!fact || fact == suggestion->fact) continue;
    buffer_format(writing->out, "%s %s (%u %%)", listed++ ? "," : pick(writing, "; or", "; hoặc"), fact->id,
                  suggestion->candidates[i].percent);
  }
}

static void add_column(struct writing *writing, size_t column) {
  const struct suggestion *suggestion = &writing->sheet->columns[column];
  const struct heading *heading = &writing->sheet->guess->texts.items[column];
  if (heading->text[0] == 0 && !suggestion->fact) return;
  buffer_add_string(writing->out, suggestion->sure ? "    " : "    -- ");
  if (suggestion->fact) {
    add_fact(writing, column);
    if (!suggestion->sure) add_others(writing, suggestion);
  } else {
    add_key(writing, column);
    if (suggestion->candidates[0].fact) {
      buffer_format(writing->out, " = %s, -- %u %%: %s", suggestion->candidates[0].fact->id,
                    suggestion->candidates[0].percent,
                    pick(writing, "proposed for another column already", "đã đề nghị cho cột khác"));
    } else {
      buffer_format(writing->out, " = …, -- 0 %%: %s",
                    pick(writing, "like no fact; left unread", "không giống số liệu nào; không đọc"));
    }
  }
  buffer_add_char(writing->out, '\n');
}

static void add_columns(struct writing *writing) {
  const struct suggested_sheet *sheet = writing->sheet;
  buffer_add_string(writing->out, "  columns = {\n");
  const size_t count = sheet->guess->texts.count, shown = count < SUGGEST_COLUMNS ? count : SUGGEST_COLUMNS;
  for (size_t i = 0; i < shown; i++) {
    if (i == sheet->unit || i == sheet->name || i == sheet->parent || i == sheet->year) continue;
    if (heading_is_counter(&sheet->guess->texts.items[i])) continue;
    add_column(writing, i);
  }
  if (count > shown)
    buffer_format(writing->out,
                  pick(writing, "    -- … and %zu more columns, which were not looked at\n",
                       "    -- … và còn %zu cột, chưa được xem\n"),
                  count - shown);
  buffer_add_string(writing->out, "  },\n");
}

void suggest_write(const struct vocabulary_level *level, const char *file, const char *encoding,
                   const struct suggested_sheet *sheets, size_t count, chuan_language language,
                   struct buffer *out) {
  struct writing writing = {.english = language == CHUAN_ENGLISH, .out = out};
  const char *slash = strrchr(file, '/');
  buffer_add_string(out, pick(&writing, "-- A mapping suggested for ", "-- Ánh xạ gợi ý cho "));
  add_remark(out, slash ? slash + 1 : file);
  buffer_format(
      out,
      pick(&writing,
           ", level %s. Look at every line, then: chuan import FILE --level %s --mapping THIS_FILE\n",
           ", cấp %s. Hãy xem từng dòng, rồi: chuan import TỆP --level %s --mapping TỆP_NÀY\n"),
      level->level, level->level);
  buffer_add_string(
      out,
      pick(&writing,
           "-- Per cent: how sure. Lines that begin with -- are not read; take it away where the fact is "
           "right.\n",
           "-- Phần trăm: mức độ chắc chắn. Dòng có -- ở đầu thì không đọc; nếu đúng số liệu thì bỏ -- "
           "đi.\n"));
  for (size_t i = 0; i < count; i++) {
    writing.sheet = &sheets[i];
    buffer_add_string(out, "\nmapping {\n");
    add_head(&writing, encoding);
    add_columns(&writing);
    buffer_add_string(out, "}\n");
  }
}
