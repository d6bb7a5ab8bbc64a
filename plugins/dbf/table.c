/* table.c - opens a dBase table with shapelib over a chuan_source. shapelib believes what a header says and takes a path; so
 * the header is checked against the bytes that are there first, and the path is only the address of our own struct, which
 * the hooks that stand for a file get back from it. */
#include "table.h"

#include <stdio.h>
#include <string.h>

#define WINDOW ((size_t)64 * 1024)
#define HEADER_SIZE 32u
#define FIELD_SIZE 32u
#define FIELDS_END 0x0D

static const char *const sentences[][2] = {
    [TROUBLE_HOST] = {"this plugin needs a newer Chuẩn; install both from one version",
                      "trình đọc này cần bản Chuẩn mới hơn; hãy cài cả hai cùng một phiên bản"},
    [TROUBLE_UNREADABLE] = {"the file cannot be read further; is the disk in order?",
                            "không đọc tiếp được tệp; ổ đĩa có ổn không?"},
    [TROUBLE_NO_TABLE] = {"this is no dBase table; was the file cut off or damaged?",
                          "đây không phải bảng dBase; tệp có bị cắt cụt hay hỏng không?"},
    [TROUBLE_DBASE_7] = {"the table is of dBase 7; save it as dBase IV or CSV and send it again",
                         "bảng thuộc dBase 7; hãy lưu dạng dBase IV hoặc CSV rồi gửi lại"},
    [TROUBLE_ENCRYPTED] = {"the table is encrypted; save it without a password and send it again",
                           "bảng bị mã hóa; hãy lưu không mật khẩu rồi gửi lại"},
    [TROUBLE_WIDTHS] =
        {"the widths of the fields do not add up to the length of a record; the header is damaged: "
         "save the table again",
         "độ rộng các trường không khớp với độ dài bản ghi; phần đầu tệp bị hỏng: hãy lưu lại bảng"},
    [TROUBLE_NO_FIELD] = {"the table has no field that can be read; export it as CSV",
                          "bảng không có trường nào đọc được; hãy xuất ra CSV"},
    [TROUBLE_CUT_OFF] =
        {"the file ends after record %s, but its header names more: it was cut off; send it again",
         "tệp kết thúc sau bản ghi %s, trong khi phần đầu ghi nhiều hơn: tệp bị cắt cụt; hãy gửi "
         "lại"},
    [TROUBLE_RECORD] =
        {"record %s begins with neither a blank nor an asterisk: the file is damaged or no dBase "
         "table; send it again",
         "bản ghi %s không bắt đầu bằng dấu cách hay dấu sao: tệp bị hỏng hoặc không phải bảng "
         "dBase; hãy gửi lại"},
    [TROUBLE_BEHIND] =
        {"behind the last record that the header names there are bytes for %s more, which are not "
         "read; open the table and save it again if they belong to it",
         "sau bản ghi cuối theo phần đầu tệp còn dữ liệu của %s bản ghi nữa, không được đọc; "
         "nếu thuộc bảng, hãy mở bảng và lưu lại"},
    [TROUBLE_DELETED] = {"these records are marked as deleted and left out: %s",
                         "bỏ qua các bản ghi đã đánh dấu xóa: %s"},
    [TROUBLE_MEMO] = {"the field %s keeps its texts in another file (memo), which is not read",
                      "trường %s lưu văn bản ở tệp khác (memo), không được đọc"},
    [TROUBLE_STRANGE] = {"the field %s is of a kind that is not read; export it as text if it is needed",
                         "trường %s thuộc kiểu không đọc được; nếu cần hãy xuất thành văn bản"},
};

void table_tell(struct table *table, int severity, enum trouble trouble, const char *what) {
  char message[600];
  const char *sentence = sentences[trouble][table->api->vietnamese(table->host) != 0];
  snprintf(message, sizeof message, sentence, what);
  table->api->issue(table->host, severity, 0, 0, message);
}

static int broken(struct table *table, enum trouble trouble) {
  table_tell(table, CHUAN_ISSUE_ERROR, trouble, "");
  return CHUAN_PLUGIN_BROKEN;
}

static void tell_number(struct table *table, int severity, enum trouble trouble, uint64_t number) {
  char text[24];
  snprintf(text, sizeof text, "%llu", (unsigned long long)number);
  table_tell(table, severity, trouble, text);
}

/* --- bytes ----------------------------------------------------------------------------------------------- */

/* Brings the byte at `at` into the window. */
static int fill_window(struct bytes *bytes) {
  bytes->window_length = 0;
  bytes->window_at = bytes->at;
  if (bytes->source->seek(bytes->source, bytes->at) != 0) return 0;
  while (bytes->window_length < WINDOW) {
    size_t room = WINDOW - bytes->window_length;
    int64_t got = bytes->source->read(bytes->source, bytes->window + bytes->window_length, room);
    if (got < 0 || (uint64_t)got > room) return 0;
    if (got == 0) break;
    bytes->window_length += (size_t)got;
  }
  return 1;
}

/* How many of the bytes were there. */
static size_t read_bytes(struct bytes *bytes, void *target, size_t size) {
  size_t done = 0;
  while (done < size) {
    int inside = bytes->at >= bytes->window_at && bytes->at - bytes->window_at < bytes->window_length;
    if (!inside && !fill_window(bytes)) {
      bytes->failed = 1;
      break;
    }
    size_t from = (size_t)(bytes->at - bytes->window_at), there = bytes->window_length - from;
    if (there == 0) break;
    if (there > size - done) there = size - done;
    memcpy((char *)target + done, bytes->window + from, there);
    done += there;
    bytes->at += there;
  }
  return done;
}

/* The length, for sources that do not know it. */
static int find_length(struct bytes *bytes) {
  bytes->length = bytes->source->length;
  if (bytes->length > 0) return 1;
  do {
    if (!fill_window(bytes)) return 0;
    bytes->at += bytes->window_length;
  } while (bytes->window_length == WINDOW);
  bytes->length = bytes->at;
  bytes->at = 0;
  return 1;
}

/* --- shapelib's hooks -------------------------------------------------------------------------------------- */

static SAFile hook_open(const char *name, const char *access) {
  void *address = NULL;
  size_t length = strlen(name);
  (void)access;
  if (length < 4 || strcmp(name + length - 4, ".dbf") != 0) return NULL; /* it also asks for a .cpg */
  return sscanf(name, "%p", &address) == 1 ? (SAFile)address : NULL;
}

static SAOffset hook_read(void *target, SAOffset size, SAOffset count, SAFile file) {
  if (size == 0 || count > SIZE_MAX / size) return 0;
  return read_bytes((struct bytes *)(void *)file, target, size * count) / size;
}

static SAOffset hook_write(void *from, SAOffset size, SAOffset count, SAFile file) {
  (void)from;
  (void)size;
  (void)count;
  (void)file;
  return 0;
}

static SAOffset hook_seek(SAFile file, SAOffset offset, int whence) {
  struct bytes *bytes = (struct bytes *)(void *)file;
  if (whence != SEEK_SET) return (SAOffset)-1; /* it asks for nothing else */
  bytes->at = offset;
  return 0;
}

static SAOffset hook_tell(SAFile file) {
  return ((struct bytes *)(void *)file)->at;
}

static int hook_flush(SAFile file) {
  (void)file;
  return 0;
}

static int hook_remove(const char *name) {
  (void)name;
  return -1;
}

static void hook_error(const char *message) {
  (void)message; /* what it means is said by who sees the answer */
}

static double hook_number(const char *text) {
  (void)text; /* numbers are read from the record's own text */
  return 0;
}

/* --- opening ------------------------------------------------------------------------------------------------ */

static unsigned two(const unsigned char *bytes) {
  return bytes[0] | (unsigned)bytes[1] << 8;
}

/* What the header says must be within the bytes that there are. */
static int check_header(struct table *table) {
  unsigned char header[HEADER_SIZE];
  if (!find_length(&table->bytes)) return broken(table, TROUBLE_UNREADABLE);
  if (read_bytes(&table->bytes, header, sizeof header) != sizeof header)
    return broken(table, table->bytes.failed ? TROUBLE_UNREADABLE : TROUBLE_NO_TABLE);
  table->foxpro = header[0] >= 0x30 && header[0] <= 0x32;
  if ((header[0] & 7) == 4) return broken(table, TROUBLE_DBASE_7);
  if (header[15] == 1) return broken(table, TROUBLE_ENCRYPTED);
  uint64_t records = two(header + 4) | (uint64_t)two(header + 6) << 16;
  uint64_t header_length = two(header + 8);
  table->record_length = two(header + 10);
  if (header_length < HEADER_SIZE + FIELD_SIZE || table->record_length < 2)
    return broken(table, TROUBLE_NO_TABLE);
  if (header_length > table->bytes.length) return broken(table, TROUBLE_NO_TABLE);
  uint64_t room = (table->bytes.length - header_length) / table->record_length;
  if (records > room || records > INT32_MAX) {
    tell_number(table, CHUAN_ISSUE_ERROR, TROUBLE_CUT_OFF, room);
    return CHUAN_PLUGIN_BROKEN;
  }
  table->record_count = records;
  uint64_t end = header_length + records * table->record_length;
  unsigned char mark = 0x1A; /* stands where the records end */
  table->bytes.at = end;
  if (room > records && read_bytes(&table->bytes, &mark, 1) == 1 && mark != 0x1A)
    tell_number(table, CHUAN_ISSUE_WARNING, TROUBLE_BEHIND, room - records);
  table->bytes.at = 0;
  return CHUAN_PLUGIN_OK;
}

static int open_file(struct table *table) {
  SAHooks hooks = {hook_open,  hook_read,  hook_write,  hook_seek,  hook_tell,
                   hook_flush, hook_flush, hook_remove, hook_error, hook_number};
  char name[64];
  snprintf(name, sizeof name, "%p.dbf", (void *)&table->bytes);
  table->file = DBFOpenLL(name, "rb", &hooks);
  if (table->file) return CHUAN_PLUGIN_OK;
  return broken(table, table->bytes.failed ? TROUBLE_UNREADABLE : TROUBLE_WIDTHS);
}

/* Values that are no text have one width. */
static int has_size(char type, size_t size) {
  if (type == 'I') return size == 4;
  if (type == 'B' || type == 'Y' || type == 'T') return size == 8;
  return 1;
}

/* A name for messages. */
static void show_name(const char *name, char *shown, size_t size) {
  size_t i = 0;
  for (; name[i] && i + 1 < size; i++)
    shown[i] = (unsigned char)name[i] >= ' ' && (unsigned char)name[i] < 0x7F ? name[i] : '?';
  shown[i] = 0;
}

static void add_field(struct table *table, const struct field *field) {
  char shown[16];
  show_name(field->name, shown, sizeof shown);
  int known = strchr("CNFLDIYT", field->type) != NULL || (field->type == 'B' && table->foxpro);
  if (field->type == '0') return; /* FoxPro's own: which values are null */
  if (field->type && known && has_size(field->type, field->size)) {
    table->fields[table->field_count++] = *field;
    return;
  }
  int memo = field->type && strchr("MGPBWQ", field->type) != NULL;
  table_tell(table, CHUAN_ISSUE_NOTE, memo ? TROUBLE_MEMO : TROUBLE_STRANGE, shown);
}

static int find_fields(struct table *table) {
  int count = DBFGetFieldCount(table->file);
  if (count <= 0) return broken(table, TROUBLE_NO_TABLE);
  table->fields = table->api->alloc(table->host, (size_t)count * sizeof *table->fields);
  if (!table->fields) return CHUAN_PLUGIN_MEMORY;
  size_t at = 1;
  for (int i = 0; i < count && table->file->pszHeader[(size_t)i * FIELD_SIZE] != FIELDS_END; i++) {
    int width = 0, decimals = 0;
    char name[XBASE_FLDNAME_LEN_READ + 1];
    DBFGetFieldInfo(table->file, i, name, &width, &decimals);
    struct field field = {.type = DBFGetNativeFieldType(table->file, i), .at = at, .size = (size_t)width};
    memcpy(field.name, name, sizeof field.name);
    at += field.size;
    if (at > table->record_length) break;
    add_field(table, &field);
  }
  if (at != table->record_length) return broken(table, TROUBLE_WIDTHS);
  return table->field_count ? CHUAN_PLUGIN_OK : broken(table, TROUBLE_NO_FIELD);
}

int table_open(struct table *table) {
  if (table->api->size < sizeof *table->api || !table->bytes.source->seek) return broken(table, TROUBLE_HOST);
  table->bytes.window = table->api->alloc(table->host, WINDOW);
  if (!table->bytes.window) return CHUAN_PLUGIN_MEMORY;
  int result = check_header(table);
  if (result == CHUAN_PLUGIN_OK) result = open_file(table);
  if (result != CHUAN_PLUGIN_OK) return result;
  result = find_fields(table);
  if (result != CHUAN_PLUGIN_OK) DBFClose(table->file);
  return result;
}

const unsigned char *table_record(struct table *table, uint64_t index) {
  const char *record = DBFReadTuple(table->file, (int)index);
  if (record && !table->bytes.failed) {
    if (record[0] == ' ' || record[0] == '*') return (const unsigned char *)record;
    tell_number(table, CHUAN_ISSUE_ERROR, TROUBLE_RECORD, index + 1);
    return NULL;
  }
  broken(table, TROUBLE_UNREADABLE);
  return NULL;
}
