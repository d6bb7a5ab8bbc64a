/* trouble.c - what is said about a JSON file, in both languages. */
#include "reader.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_KEY 60

/* Of the whole file: with its line and byte. Of a row: with a key. */
static const char *const sentences[][2] = {
    [TROUBLE_HOST] = {"this plugin needs a newer Chuẩn; install both from one version",
                      "trình đọc này cần bản Chuẩn mới hơn; hãy cài cả hai cùng một phiên bản"},
    [TROUBLE_UNREADABLE] = {"line %llu, byte %llu: the file cannot be read further; is the disk in order?",
                            "dòng %llu, byte %llu: không đọc tiếp được tệp; ổ đĩa có ổn không?"},
    [TROUBLE_UTF16] = {"the file is UTF-16; save it as UTF-8 and send it again",
                       "tệp ở dạng UTF-16; hãy lưu dạng UTF-8 rồi gửi lại"},
    [TROUBLE_UTF8] = {"line %llu, byte %llu: the text is not valid UTF-8; save the file as UTF-8 and send it "
                      "again",
                      "dòng %llu, byte %llu: văn bản không phải UTF-8 hợp lệ; hãy lưu tệp dạng UTF-8 rồi gửi "
                      "lại"},
    [TROUBLE_SYNTAX] =
        {"line %llu, byte %llu: this is no valid JSON; look for a comma, quote or bracket that "
         "is missing or one too many",
         "dòng %llu, byte %llu: không phải JSON hợp lệ; hãy xem có thiếu hay thừa dấu phẩy, "
         "dấu nháy hoặc dấu ngoặc không"},
    [TROUBLE_CUT_OFF] =
        {"the file ends in line %llu, at byte %llu, in the middle of a value: it was cut off; "
         "send it again",
         "tệp kết thúc ở dòng %llu, byte %llu, giữa chừng một giá trị: tệp bị cắt cụt; hãy "
         "gửi lại"},
    [TROUBLE_EMPTY] = {"there is nothing in the file; send one with rows",
                       "tệp không có gì; hãy gửi tệp có dữ liệu"},
    [TROUBLE_DEEP] = {"line %llu, byte %llu: values lie more than 64 deep in each other; write flat objects",
                      "dòng %llu, byte %llu: giá trị lồng nhau quá 64 tầng; hãy viết các đối tượng phẳng"},
    [TROUBLE_LONG_VALUE] =
        {"line %llu, byte %llu: a value longer than 1 MiB begins here; is a quote missing?",
         "dòng %llu, byte %llu: từ đây có một giá trị dài quá 1 MiB; có thiếu dấu nháy "
         "không?"},
    [TROUBLE_LONG_ROW] = {"line %llu, byte %llu: the object is longer than 16 MiB; divide it",
                          "dòng %llu, byte %llu: đối tượng dài quá 16 MiB; hãy chia nhỏ"},
    [TROUBLE_LONG_KEY] = {"line %llu, byte %llu: a key is longer than 4,096 bytes; shorten it",
                          "dòng %llu, byte %llu: có khóa dài quá 4.096 byte; hãy rút ngắn"},
    [TROUBLE_KEY_NUL] = {"line %llu, byte %llu: a key holds a NUL character; take it out",
                         "dòng %llu, byte %llu: khóa chứa ký tự NUL; hãy bỏ đi"},
    [TROUBLE_KEY_HALF] =
        {"line %llu, byte %llu: a key holds half of a character (\\uDC00 to \\uDFFF alone); write it whole",
         "dòng %llu, byte %llu: khóa chứa nửa ký tự (\\uDC00 đến \\uDFFF đứng một mình); hãy ghi đủ"},
    [TROUBLE_VALUE_HALF] = {"\"%.*s\" holds half of a character (\\uDC00 to \\uDFFF alone); write it whole",
                            "\"%.*s\" chứa nửa ký tự (\\uDC00 đến \\uDFFF đứng một mình); hãy ghi đủ"},
    [TROUBLE_MANY_COLUMNS] =
        {"line %llu, byte %llu: the objects have more than 16,384 different keys; are the "
         "units keys instead of values?",
         "dòng %llu, byte %llu: các đối tượng có hơn 16.384 khóa khác nhau; có phải tên "
         "đơn vị bị dùng làm khóa không?"},
    [TROUBLE_MANY_TABLES] = {"line %llu, byte %llu: there are more than 1,024 lists of objects; divide the "
                             "file",
                             "dòng %llu, byte %llu: có hơn 1.024 danh sách đối tượng; hãy chia tệp ra"},
    [TROUBLE_SAME_TABLE] = {"line %llu, byte %llu: the key of this list was there already; give it another",
                            "dòng %llu, byte %llu: khóa của danh sách này đã có ở trên; hãy đặt khóa khác"},
    [TROUBLE_NO_OBJECT] = {"line %llu, byte %llu: rows are JSON objects; write [{\"…\": …}, …] or one object "
                           "a line",
                           "dòng %llu, byte %llu: mỗi dòng dữ liệu là một đối tượng JSON; hãy viết "
                           "[{\"…\": …}, …] hoặc mỗi dòng một đối tượng"},
    [TROUBLE_AFTER_LIST] = {"line %llu, byte %llu: something stands behind the end of the list; take it out",
                            "dòng %llu, byte %llu: còn nội dung sau khi danh sách đã kết thúc; hãy bỏ đi"},
    [TROUBLE_SAME_LINE] =
        {"line %llu, byte %llu: two objects stand on one line; write one a line",
         "dòng %llu, byte %llu: hai đối tượng trên cùng một dòng; hãy viết mỗi dòng một đối "
         "tượng"},
    [TROUBLE_CHANGED] = {"the file changed while it was read; read it again",
                         "tệp bị thay đổi trong lúc đọc; hãy đọc lại"},
    [TROUBLE_ELEMENT] = {"this element of the list is no object; write {\"…\": …}",
                         "phần tử này của danh sách không phải đối tượng; hãy viết {\"…\": …}"},
    [TROUBLE_LIST] = {"\"%.*s\" is a list here; write one value",
                      "\"%.*s\" ở đây là danh sách; hãy viết một giá trị"},
    [TROUBLE_LIST_COLUMN] = {"\"%.*s\" holds lists only, which are not read; write one value for each key",
                             "\"%.*s\" chỉ chứa danh sách, không được đọc; hãy viết mỗi khóa một giá trị"},
    [TROUBLE_TWICE] = {"the key \"%.*s\" stands twice in the object; leave one",
                       "khóa \"%.*s\" có hai lần trong đối tượng; hãy giữ một"},
    [TROUBLE_EXPONENT] = {"the exponent of \"%.*s\" is beyond 400; write the number without exponent",
                          "số mũ của \"%.*s\" vượt quá 400; hãy viết số không dùng số mũ"},
    [TROUBLE_VALUE_NUL] = {"\"%.*s\" holds a NUL character, which text never does; take it out",
                           "\"%.*s\" chứa ký tự NUL, văn bản không bao giờ có; hãy bỏ đi"},
    [TROUBLE_OUTSIDE] =
        {"beside the lists the file says \"%.*s\", which is not read; put it into the rows if "
         "they need it",
         "ngoài các danh sách, tệp còn ghi \"%.*s\", không được đọc; nếu cần hãy đưa vào từng "
         "dòng"},
};

static const char *sentence(struct reader *reader, enum trouble trouble) {
  return sentences[trouble][reader->api->vietnamese(reader->host) != 0];
}

int json_stop(struct reader *reader, int answer) {
  reader->answer = answer;
  reader->ended = 1;
  return 0;
}

int json_fail(struct reader *reader, enum trouble trouble) {
  char message[500];
  unsigned long long line = reader->line, byte = reader->byte;
  snprintf(message, sizeof message, sentence(reader, trouble), line, byte);
  reader->api->issue(reader->host, CHUAN_ISSUE_ERROR, 0, 0, message);
  return json_stop(reader, CHUAN_PLUGIN_BROKEN);
}

void json_tell(struct reader *reader, int severity, size_t column, enum trouble trouble, const char *key,
               size_t length) {
  char message[500], shown[SHOWN_KEY];
  if (length > sizeof shown) {
    length = sizeof shown;
    while (length > 0 && ((unsigned char)key[length] & 0xC0) == 0x80) length--;
  }
  for (size_t i = 0; i < length; i++) shown[i] = (unsigned char)key[i] < ' ' ? ' ' : key[i];
  snprintf(message, sizeof message, sentence(reader, trouble), (int)length, shown);
  reader->api->issue(reader->host, severity, severity == CHUAN_ISSUE_ERROR ? reader->row : 0,
                     column == TABLE_NO_COLUMN ? 0 : (uint32_t)(column + 1), message);
}
