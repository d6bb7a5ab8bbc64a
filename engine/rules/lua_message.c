/* Lua speaks English only. Its messages are few, so those a rule file can cause are recognised by their fixed parts and said
 * again in Vietnamese. */
#include "rules/lua_message.h"

#include <stdio.h>
#include <string.h>

#define PARTS 5

/* In `english` a '*' stands for any text; in `vietnamese` $1, $2 … for what it was. The first that fits is taken. */
static const struct phrase {
  const char *english, *vietnamese;
} phrases[] = {
    {"* expected (to close * at line *) near *", "thiếu $1 (để đóng $2 ở dòng $3) trước $4"},
    {"* expected near *", "thiếu $1 trước $2"},
    {"unexpected symbol near <eof>", "tệp kết thúc giữa chừng; có lẽ thiếu dấu } hoặc ) đóng"},
    {"unexpected symbol near *", "không hiểu được ở chỗ này: $1"},
    {"syntax error near *", "viết sai cú pháp ở gần $1"},
    {"unfinished string near *", "chuỗi chưa có dấu nháy đóng: $1"},
    {"unfinished long string (starting at line *) near *",
     "chuỗi dài bắt đầu ở dòng $1 chưa được đóng bằng ]]"},
    {"unfinished long comment (starting at line *) near *",
     "chú thích dài bắt đầu ở dòng $1 chưa được đóng bằng ]]"},
    {"malformed number near *", "số viết sai: $1"},
    {"invalid escape sequence *", "ký hiệu \\ trong chuỗi không hợp lệ: $1"},
    {"attempt to assign to const variable *", "không gán lại được biến hằng $1"},
    {"attempt to call a * value (*)", "gọi hàm trên một giá trị kiểu $1 ($2)"},
    {"attempt to call a * value", "gọi hàm trên một giá trị kiểu $1"},
    {"attempt to index a * value (*)", "lấy trường của một giá trị kiểu $1 ($2)"},
    {"attempt to index a * value", "lấy trường của một giá trị kiểu $1"},
    {"attempt to perform arithmetic on a * value (*)", "tính toán với một giá trị kiểu $1 ($2)"},
    {"attempt to perform arithmetic on a * value", "tính toán với một giá trị kiểu $1"},
    {"attempt to concatenate a * value (*)", "nối chuỗi với một giá trị kiểu $1 ($2)"},
    {"attempt to concatenate a * value", "nối chuỗi với một giá trị kiểu $1"},
    {"attempt to get length of a * value*", "lấy độ dài của một giá trị kiểu $1$2"},
    {"attempt to compare two * values", "so sánh hai giá trị kiểu $1"},
    {"attempt to compare * with *", "so sánh kiểu $1 với kiểu $2"},
    {"attempt to perform 'n//0'", "chia cho 0"},
    {"attempt to perform 'n%0'", "chia cho 0"},
    {"bad argument #* to '*' (* expected, got *)", "tham số thứ $1 của '$2' phải là kiểu $3, mà đang là $4"},
    {"bad argument #* to '*' (*)", "tham số thứ $1 của '$2' không hợp lệ ($3)"},
    {"'for' * must be a number", "giá trị $1 của 'for' phải là số"},
    {"'for' step is zero", "bước của 'for' bằng 0"},
    {"number has no integer representation", "số này không phải là số nguyên"},
    {"table index is *", "khóa của bảng là $1"},
    {"stack overflow*", "hàm gọi lại chính nó quá nhiều lần"},
    {"C stack overflow*", "lồng nhau quá sâu"},
    {"too many local variables (limit is *) in * near *", "quá nhiều biến local (tối đa $1); hãy chia tệp"},
    {"attempt to load a binary chunk (*)", "tệp này là mã đã biên dịch; quy tắc phải là văn bản"},
};

struct part {
  const char *text;
  size_t length;
};

/* Whether the text is the pattern with something in place of each '*', the shortest from the left. */
static int fits(const char *text, const char *pattern, struct part parts[PARTS]) {
  size_t count = 0;
  for (;;) {
    size_t literal = strcspn(pattern, "*");
    if (strncmp(text, pattern, literal) != 0) return 0;
    text += literal;
    pattern += literal;
    if (*pattern == '\0') return *text == '\0';
    pattern++;
    char next[64];
    size_t length = strcspn(pattern, "*");
    snprintf(next, sizeof next, "%.*s", (int)length, pattern);
    const char *end = length > 0 ? strstr(text, next) : text + strlen(text);
    if (pattern[length] == '\0' && length > 0) { /* the last literal stands at the end */
      size_t left = strlen(text);
      end = left >= length ? text + left - length : NULL;
    }
    if (end == NULL || count == PARTS) return 0;
    parts[count++] = (struct part){text, (size_t)(end - text)};
    text = end;
  }
}

static int is_end_of_file(const struct part *part) {
  return part->length == 5 && memcmp(part->text, "<eof>", 5) == 0;
}

static void fill(const char *template, const struct part parts[PARTS], char *out, size_t size) {
  size_t used = 0;
  for (; *template != '\0' && used + 1 < size; template ++) {
    if (*template != '$') {
      out[used++] = *template;
      continue;
    }
    struct part part = parts[*++template - '1'];
    if (is_end_of_file(&part)) {
      static const char end[] = "cuối tệp";
      part = (struct part){end, sizeof end - 1};
    }
    size_t length = part.length < size - 1 - used ? part.length : size - 1 - used;
    memcpy(out + used, part.text, length);
    used += length;
  }
  out[used] = '\0';
}

void lua_message_vietnamese(const char *english, char *out, size_t size) {
  if (size == 0) return;
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
    struct part parts[PARTS];
    for (size_t k = 0; k < PARTS; k++) parts[k] = (struct part){"", 0};
    if (!fits(english, phrases[i].english, parts)) continue;
    fill(phrases[i].vietnamese, parts, out, size);
    return;
  }
  snprintf(out, size, "%s", english);
}
