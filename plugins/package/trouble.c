/* trouble.c - what can be wrong with a workbook, in both languages. %s stands for the name of the part. */
#include "package.h"

#include <stdio.h>
#include <string.h>

#define SENTENCE_MAX 600
#define PART_NAME_MAX 120

static const char *const sentences[][2] = {
    [OLD_HOST] = {"this program is older than the plugin that reads workbooks; install the newer one",
                  "chương trình này cũ hơn trình đọc bảng tính; hãy cài bản mới hơn"},
    [NO_SEEK] = {"a workbook can only be read from an ordinary file; save it as a file first",
                 "chỉ đọc được bảng tính từ một tệp thường; hãy lưu thành tệp trước"},
    [UNREADABLE] = {"the file cannot be read further; copy it again from where it came",
                    "không đọc tiếp được tệp; hãy chép lại từ nơi gửi"},
    [DAMAGED_ARCHIVE] = {"the workbook is cut off or damaged; ask for it to be sent again",
                         "bảng tính bị cắt cụt hoặc hỏng; hãy đề nghị gửi lại"},
    [MANY_PARTS] = {"the workbook lists more than 65,535 parts; save it again with a spreadsheet program",
                    "bảng tính có hơn 65.535 thành phần; hãy lưu lại bằng chương trình bảng tính"},
    [PASSWORD] = {"the workbook is protected by a password; save it without one and send it again",
                  "bảng tính được bảo vệ bằng mật khẩu; hãy lưu không mật khẩu rồi gửi lại"},
    [STRANGE_PACKING] =
        {"\"%s\" is packed in a way that workbooks never are; save the workbook again with a "
         "spreadsheet program",
         "\"%s\" được nén theo cách bảng tính không dùng; hãy lưu lại bằng chương trình bảng tính"},
    [NO_PART] = {"the workbook lacks its part \"%s\"; open it in a spreadsheet program and save it again",
                 "bảng tính thiếu thành phần \"%s\"; hãy mở bằng chương trình bảng tính rồi lưu lại"},
    [DAMAGED_PART] = {"\"%s\" inside the workbook is damaged; ask for the file to be sent again",
                      "\"%s\" trong bảng tính bị hỏng; hãy đề nghị gửi lại tệp"},
    [SWOLLEN_PART] =
        {"\"%s\" inside the workbook unpacks to far more than a sheet holds; the file is refused",
         "\"%s\" trong bảng tính giải nén ra lớn hơn hẳn một trang tính; tệp bị từ chối"},
    [SWOLLEN_WORKBOOK] = {"the workbook unpacks to far more than its size allows; the file is refused",
                          "bảng tính giải nén ra lớn hơn hẳn mức kích thước tệp cho phép; tệp bị từ chối"},
    [BAD_XML] =
        {"\"%s\" inside the workbook is not well-formed XML; open the workbook in a spreadsheet program and "
         "save it again",
         "\"%s\" trong bảng tính không phải XML đúng cú pháp; hãy mở bằng chương trình bảng tính rồi lưu "
         "lại"},
    [DOCTYPE] =
        {"\"%s\" inside the workbook declares a document type, which no spreadsheet program writes; the file "
         "is "
         "refused",
         "\"%s\" trong bảng tính có khai báo DOCTYPE, không chương trình bảng tính nào ghi; tệp bị từ chối"},
    [DEEP_XML] = {"\"%s\" inside the workbook is nested more than 256 levels deep; the file is refused",
                  "\"%s\" trong bảng tính lồng nhau quá 256 cấp; tệp bị từ chối"},
    [LONG_TAG] = {"\"%s\" inside the workbook holds a tag or comment longer than 4 MiB; the file is refused",
                  "\"%s\" trong bảng tính có thẻ hoặc chú thích dài quá 4 MiB; tệp bị từ chối"},
    [MANY_NAMES] = {"\"%s\" inside the workbook uses more than 4,096 names of elements; the file is refused",
                    "\"%s\" trong bảng tính dùng hơn 4.096 tên phần tử; tệp bị từ chối"},
    [LONG_TEXT] = {"the cell holds more than 1 MiB of text; shorten it",
                   "ô chứa hơn 1 MiB chữ; hãy rút ngắn"},
    [LOST_TEXT] =
        {"the text of this cell is not in the workbook; open it in a spreadsheet program and save it again",
         "bảng tính không chứa chữ của ô này; hãy mở bằng chương trình bảng tính rồi lưu lại"},
    [LONG_ROW] = {"the row holds more than 16 MiB of text; shorten it",
                  "dòng chứa hơn 16 MiB chữ; hãy rút ngắn"},
    [MANY_ROWS] =
        {"the sheet has a row beyond 1,048,576, the last one of a spreadsheet; save the workbook again",
         "trang tính có dòng vượt 1.048.576, dòng cuối của bảng tính; hãy lưu lại bảng tính"},
    [MANY_COLUMNS] =
        {"the row has a column beyond 16,384 (XFD), the last one of a spreadsheet; save the workbook "
         "again",
         "dòng có cột vượt 16.384 (XFD), cột cuối của bảng tính; hãy lưu lại bảng tính"},
    [ROWS_OUT_OF_ORDER] =
        {"the row stands behind one with a higher number; open the workbook in a spreadsheet program "
         "and save it again",
         "dòng đứng sau một dòng có số lớn hơn; hãy mở bằng chương trình bảng tính rồi lưu lại"},
    [MUCH_TEXT] = {"the workbook holds more than 128 MB of different texts; split it into several workbooks",
                   "bảng tính chứa hơn 128 MB chữ khác nhau; hãy tách thành nhiều bảng tính"},
    [MANY_SHEETS] = {"the workbook has more than 16,384 sheets; split it into several workbooks",
                     "bảng tính có hơn 16.384 trang tính; hãy tách thành nhiều bảng tính"},
    [MANY_STYLES] = {"the workbook has more styles than a spreadsheet program allows (65,536); save it again",
                     "bảng tính có nhiều kiểu hơn mức cho phép (65.536); hãy lưu lại"},
    [MANY_MERGES] = {"the sheet has more than 100,000 merged areas; the others are read as single cells",
                     "trang tính có hơn 100.000 vùng ô gộp; các vùng còn lại được đọc như ô rời"},
    [NO_WORKBOOK] =
        {"this is a ZIP archive without an Excel workbook in it; unpack it, or save the table as .xlsx",
         "đây là tệp nén ZIP không chứa bảng tính Excel; hãy giải nén, hoặc lưu bảng thành .xlsx"},
    [BINARY_WORKBOOK] = {"this is a binary Excel workbook (.xlsb); save it as .xlsx and send it again",
                         "đây là bảng tính Excel dạng nhị phân (.xlsb); hãy lưu thành .xlsx rồi gửi lại"},
    [NO_SPREADSHEET] = {"this OpenDocument file is not a spreadsheet; save the table as .ods",
                        "tệp OpenDocument này không phải bảng tính; hãy lưu bảng thành .ods"},
    [MANY_REPEATS] =
        {"the row is repeated more than 1,000 times; open the workbook in a spreadsheet program, take out "
         "the copies and save it again",
         "dòng được lặp hơn 1.000 lần; hãy mở bằng chương trình bảng tính, bỏ các bản lặp rồi lưu lại"},
};

/* Names come from the file: only what is plain in every language is shown of them. */
static void show_name(const char *part, char out[PART_NAME_MAX]) {
  size_t used = 0;
  for (; part && part[used] && used < PART_NAME_MAX - 1; used++) {
    char byte = part[used];
    out[used] = '?';
    if (byte > ' ' && byte < 0x7F && byte != '"') out[used] = byte;
  }
  out[used] = 0;
}

void package_tell(const struct package *package, int severity, enum trouble trouble, const char *part,
                  uint64_t row, uint32_t column) {
  int vietnamese = package->api->vietnamese(package->host) != 0;
  const char *sentence = sentences[trouble][vietnamese], *place = strstr(sentence, "%s");
  char name[PART_NAME_MAX], text[SENTENCE_MAX];
  show_name(part, name);
  if (place) {
    snprintf(text, sizeof text, "%.*s%s%s", (int)(place - sentence), sentence, name, place + 2);
    sentence = text;
  }
  package->api->issue(package->host, severity, row, column, sentence);
}

int package_broken(const struct package *package, enum trouble trouble, const char *part, uint64_t row,
                   uint32_t column) {
  package_tell(package, CHUAN_ISSUE_ERROR, trouble, part, row, column);
  return CHUAN_PLUGIN_BROKEN;
}
