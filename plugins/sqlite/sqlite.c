/* sqlite.c - tables of an SQLite database. Each table and view is a sheet; so is a query, when one is asked for by its text,
 * SELECT … or WITH …. The columns' names are row 1, the n-th row that comes is row n + 1: tables come in the order of
 * their keys. Integers are exact, fractions are shown with 15 digits at most. What a view of a stranger may do is in
 * guard.c; the bytes come through source_vfs.c.
 *
 * Another dossier of Chuẩn can be read this way, too; its tables hold numbers as scaled integers, as it stores them.
 */
#include "../values/utf8.h"
#include "../values/value.h"
#include "guard.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CELL_MAX ((size_t)1024 * 1024)
#define ROW_MAX ((size_t)16 * 1024 * 1024)
#define TABLE_MAX ((size_t)1024)

enum trouble {
  TROUBLE_HOST,
  TROUBLE_UNREADABLE,
  TROUBLE_NO_DATABASE,
  TROUBLE_DAMAGED,
  TROUBLE_CUT_OFF,
  TROUBLE_MANY_TABLES,
  TROUBLE_NAME,
  TROUBLE_LOG,
  TROUBLE_VIEW,
  TROUBLE_ONLY_VIEW,
  TROUBLE_QUERY,
  TROUBLE_TWO_QUERIES,
  TROUBLE_ENDLESS,
  TROUBLE_LONG_ROW,
  TROUBLE_LONG_CELL,
  TROUBLE_BINARY,
  TROUBLE_BINARY_COLUMN,
  TROUBLE_TEXT
};

static const char *const sentences[][2] = {
    [TROUBLE_HOST] = {"this plugin needs a newer Chuẩn; install both from one version",
                      "trình đọc này cần bản Chuẩn mới hơn; hãy cài cả hai cùng một phiên bản"},
    [TROUBLE_UNREADABLE] = {"the file cannot be read further; is the disk in order?",
                            "không đọc tiếp được tệp; ổ đĩa có ổn không?"},
    [TROUBLE_NO_DATABASE] =
        {"this is no SQLite database, or an encrypted one; save it without a password",
         "đây không phải cơ sở dữ liệu SQLite, hoặc đã bị mã hóa; hãy lưu không mật khẩu"},
    [TROUBLE_DAMAGED] =
        {"the database is damaged (%s); repair it with \"sqlite3 FILE .recover\" or send it again",
         "cơ sở dữ liệu bị hỏng (%s); hãy sửa bằng \"sqlite3 TỆP .recover\" hoặc gửi lại"},
    [TROUBLE_CUT_OFF] = {"the database is longer than the file: it was cut off; send it again",
                         "cơ sở dữ liệu dài hơn tệp: tệp bị cắt cụt; hãy gửi lại"},
    [TROUBLE_MANY_TABLES] = {"the database has more than 1,024 tables; ask for one of them by a query",
                             "cơ sở dữ liệu có hơn 1.024 bảng; hãy chọn một bảng bằng câu truy vấn"},
    [TROUBLE_NAME] = {"a table whose name is no valid text is left out; give it another name",
                      "bỏ qua một bảng có tên không phải văn bản hợp lệ; hãy đổi tên bảng"},
    [TROUBLE_LOG] =
        {"the database keeps a write-ahead log: changes that are still in the -wal file beside it are "
         "not read; close the program that writes it, then send the file",
         "cơ sở dữ liệu dùng nhật ký ghi trước: các thay đổi còn nằm trong tệp -wal bên cạnh không "
         "được đọc; hãy đóng chương trình đang ghi rồi gửi tệp"},
    [TROUBLE_VIEW] = {"%s is passed over: it cannot be read (%s)", "bỏ qua %s: không đọc được (%s)"},
    [TROUBLE_ONLY_VIEW] = {"%s cannot be read (%s), and there is nothing else in the database; correct it, "
                           "or send the table itself",
                           "không đọc được %s (%s), mà cơ sở dữ liệu không có gì khác; hãy sửa lại, hoặc gửi "
                           "chính bảng số liệu"},
    [TROUBLE_QUERY] = {"the query cannot be run (%s); correct it",
                       "không chạy được câu truy vấn (%s); hãy sửa lại"},
    [TROUBLE_TWO_QUERIES] = {"something stands behind the query; ask one SELECT at a time",
                             "còn nội dung sau câu truy vấn; hãy hỏi từng câu SELECT một"},
    [TROUBLE_ENDLESS] = {"%s asks for more work than a file of this size may; ask for less",
                         "%s đòi nhiều xử lý hơn mức một tệp cỡ này được phép; hãy hỏi ít hơn"},
    [TROUBLE_LONG_ROW] = {"the row is longer than 16 MiB; leave out what is not needed by a query",
                          "dòng dài quá 16 MiB; hãy dùng câu truy vấn để bỏ phần không cần"},
    [TROUBLE_LONG_CELL] = {"the text is longer than 1 MiB; shorten it",
                           "văn bản dài quá 1 MiB; hãy rút ngắn"},
    [TROUBLE_BINARY] = {"the value is binary data; write a number or text",
                        "giá trị là dữ liệu nhị phân; hãy ghi số hoặc chữ"},
    [TROUBLE_BINARY_COLUMN] = {"the column %s of %s holds binary data, which is not read",
                               "cột %s của %s chứa dữ liệu nhị phân, không được đọc"},
    [TROUBLE_TEXT] = {"the text is not valid UTF-8; correct it in the database",
                      "văn bản không phải UTF-8 hợp lệ; hãy sửa trong cơ sở dữ liệu"},
};

struct sheet {
  char *name; /* as the database has it */
  int is_view;
  int is_only; /* there is no other */
};

struct column {
  int typed;   /* declared to hold values: binary data is then an error */
  int logical; /* declared BOOLEAN */
  int told;    /* that it holds binary data */
  char number[VALUE_TEXT_SIZE];
};

struct reader {
  const chuan_host_api *api;
  chuan_host *host;
  struct source_vfs vfs;
  struct guard guard;
  sqlite3 *database;
  /* The sheet at hand. */
  const char *name;
  sqlite3_stmt *statement;
  uint64_t row;
  size_t count, room;
  struct column *columns;
  chuan_cell *cells;
  uint8_t *kinds;
};

static void tell(struct reader *reader, int severity, uint64_t row, size_t column, enum trouble trouble,
                 ...) {
  char message[600];
  va_list arguments;
  va_start(arguments, trouble);
  int length = vsnprintf(message, sizeof message,
                         sentences[trouble][reader->api->vietnamese(reader->host) != 0], arguments);
  va_end(arguments);
  if (length >= (int)sizeof message) { /* a long query: the last character may be cut in two */
    size_t end = sizeof message - 1;
    while (end > 0 && ((unsigned char)message[end - 1] & 0xC0) == 0x80) end--;
    message[end - 1] = 0;
  }
  reader->api->issue(reader->host, severity, row, (uint32_t)column, message);
}

static int broken(struct reader *reader, enum trouble trouble, const char *what) {
  tell(reader, CHUAN_ISSUE_ERROR, 0, 0, trouble, what);
  return CHUAN_PLUGIN_BROKEN;
}

/* --- texts ------------------------------------------------------------------------------------------------- */

static int is_text(const char *text, size_t length) {
  for (size_t i = 0; i < length;) {
    size_t size = utf8_read((const unsigned char *)text + i, length - i);
    if (size == 0) return 0;
    i += size;
  }
  return 1;
}

/* A copy with '?' for each byte that is no text. NULL: no memory. */
static char *clean_copy(struct reader *reader, const char *text, size_t length) {
  char *copy = reader->api->alloc(reader->host, length + 1);
  if (!copy) return NULL;
  memcpy(copy, text, length);
  copy[length] = 0;
  for (size_t i = 0; i < length;) {
    size_t size = utf8_read((const unsigned char *)copy + i, length - i);
    if (size == 0) copy[i] = '?';
    i += size ? size : 1;
  }
  return copy;
}

/* --- what went wrong ---------------------------------------------------------------------------------------- */

/* What read() returns for SQLite's complaint about the database. */
static int explain(struct reader *reader, int result) {
  if ((result & 0xFF) == SQLITE_NOMEM) return CHUAN_PLUGIN_MEMORY;
  if (reader->guard.exhausted) return broken(reader, TROUBLE_ENDLESS, reader->name ? reader->name : "schema");
  if (reader->vfs.failed) return broken(reader, TROUBLE_UNREADABLE, "");
  if ((result & 0xFF) == SQLITE_NOTADB) return broken(reader, TROUBLE_NO_DATABASE, "");
  if ((result & 0xFF) == SQLITE_TOOBIG) return broken(reader, TROUBLE_LONG_ROW, "");
  const char *why = sqlite3_errmsg(reader->database);
  char *clean = clean_copy(reader, why, strnlen(why, 200));
  return clean ? broken(reader, TROUBLE_DAMAGED, clean) : CHUAN_PLUGIN_MEMORY;
}

/* --- a row -------------------------------------------------------------------------------------------------- */

static void put_number(struct reader *reader, size_t i, double value) {
  char *number = reader->columns[i].number, digits[VALUE_TEXT_SIZE];
  size_t length = number_text(digits, double_digits(value, digits), 0, number);
  reader->kinds[i] = length ? CHUAN_CELL_NUMBER : CHUAN_CELL_ERROR;
  reader->cells[i] = length ? (chuan_cell){number, length} : (chuan_cell){"#NUM!", 5};
}

static void put_integer(struct reader *reader, size_t i, sqlite3_int64 value) {
  struct column *column = &reader->columns[i];
  if (column->logical && (value == 0 || value == 1)) {
    reader->kinds[i] = CHUAN_CELL_BOOLEAN;
    reader->cells[i] = value ? (chuan_cell){"true", 4} : (chuan_cell){"false", 5};
    return;
  }
  int length = snprintf(column->number, VALUE_TEXT_SIZE, "%lld", (long long)value);
  reader->kinds[i] = CHUAN_CELL_NUMBER;
  reader->cells[i] = (chuan_cell){column->number, (size_t)length};
}

static int put_text(struct reader *reader, size_t i) {
  const char *text = (const char *)sqlite3_column_text(reader->statement, (int)i);
  size_t length = (size_t)sqlite3_column_bytes(reader->statement, (int)i);
  if (!text) return CHUAN_PLUGIN_MEMORY;
  if (length > CELL_MAX) {
    tell(reader, CHUAN_ISSUE_ERROR, reader->row, i + 1, TROUBLE_LONG_CELL);
    return CHUAN_PLUGIN_OK;
  }
  if (!is_text(text, length)) {
    tell(reader, CHUAN_ISSUE_ERROR, reader->row, i + 1, TROUBLE_TEXT);
    text = clean_copy(reader, text, length);
    if (!text) return CHUAN_PLUGIN_MEMORY;
  }
  reader->cells[i] = (chuan_cell){length ? text : NULL, length};
  return CHUAN_PLUGIN_OK;
}

static void put_binary(struct reader *reader, size_t i) {
  struct column *column = &reader->columns[i];
  if (column->typed) {
    tell(reader, CHUAN_ISSUE_ERROR, reader->row, i + 1, TROUBLE_BINARY);
    return;
  }
  if (column->told) return;
  column->told = 1;
  const char *name = sqlite3_column_name(reader->statement, (int)i);
  char *clean = name ? clean_copy(reader, name, strnlen(name, 200)) : NULL;
  tell(reader, CHUAN_ISSUE_WARNING, 0, i + 1, TROUBLE_BINARY_COLUMN, clean ? clean : "?", reader->name);
}

static int put_value(struct reader *reader, size_t i) {
  reader->cells[i] = (chuan_cell){NULL, 0};
  reader->kinds[i] = CHUAN_CELL_TEXT;
  switch (sqlite3_column_type(reader->statement, (int)i)) {
    case SQLITE_INTEGER:
      put_integer(reader, i, sqlite3_column_int64(reader->statement, (int)i));
      return CHUAN_PLUGIN_OK;
    case SQLITE_FLOAT:
      put_number(reader, i, sqlite3_column_double(reader->statement, (int)i));
      return CHUAN_PLUGIN_OK;
    case SQLITE_TEXT:
      return put_text(reader, i);
    case SQLITE_BLOB:
      put_binary(reader, i);
      return CHUAN_PLUGIN_OK;
    default:
      return CHUAN_PLUGIN_OK;
  }
}

static int give_row(struct reader *reader) {
  chuan_row row = {reader->row, reader->name, reader->count, reader->cells};
  chuan_row_more more = {sizeof more, reader->kinds, 0};
  return reader->api->row_more(reader->host, &row, &more);
}

static int read_row(struct reader *reader) {
  size_t length = 0;
  for (size_t i = 0; i < reader->count; i++) {
    int result = put_value(reader, i);
    if (result != CHUAN_PLUGIN_OK) return result;
    length += reader->cells[i].length;
  }
  if (length > ROW_MAX) {
    tell(reader, CHUAN_ISSUE_ERROR, reader->row, 0, TROUBLE_LONG_ROW);
    return CHUAN_PLUGIN_OK;
  }
  return give_row(reader);
}

/* --- a sheet ------------------------------------------------------------------------------------------------- */

static int holds(const char *declared, const char *part) {
  size_t length = strlen(part);
  for (; *declared; declared++)
    if (sqlite3_strnicmp(declared, part, (int)length) == 0) return 1;
  return 0;
}

static void describe_column(struct reader *reader, size_t i) {
  static const char *const kinds[] = {"INT",  "CHAR", "CLOB", "TEXT", "REAL", "FLOA",
                                      "DOUB", "NUM",  "DEC",  "BOOL", "DATE"};
  struct column *column = &reader->columns[i];
  const char *declared = sqlite3_column_decltype(reader->statement, (int)i);
  *column = (struct column){0};
  if (!declared) return;
  for (size_t j = 0; j < sizeof kinds / sizeof *kinds; j++) column->typed |= holds(declared, kinds[j]);
  column->logical = holds(declared, "BOOL");
}

/* The names of the columns, as row 1. */
static int give_headings(struct reader *reader) {
  reader->count = (size_t)sqlite3_column_count(reader->statement);
  if (reader->count > reader->room) {
    reader->columns = reader->api->alloc(reader->host, reader->count * sizeof *reader->columns);
    reader->cells = reader->api->alloc(reader->host, reader->count * sizeof *reader->cells);
    reader->kinds = reader->api->alloc(reader->host, reader->count);
    if (!reader->columns || !reader->cells || !reader->kinds) return CHUAN_PLUGIN_MEMORY;
    reader->room = reader->count;
  }
  for (size_t i = 0; i < reader->count; i++) {
    const char *name = sqlite3_column_name(reader->statement, (int)i);
    char *clean = name ? clean_copy(reader, name, strnlen(name, CELL_MAX)) : NULL;
    if (!clean) return CHUAN_PLUGIN_MEMORY;
    reader->cells[i] = (chuan_cell){*clean ? clean : NULL, strlen(clean)};
    reader->kinds[i] = CHUAN_CELL_TEXT;
    describe_column(reader, i);
  }
  reader->row = 1;
  return give_row(reader);
}

static int give_rows(struct reader *reader) {
  int answer = give_headings(reader);
  while (answer == CHUAN_PLUGIN_OK) {
    int result = sqlite3_step(reader->statement);
    if (result == SQLITE_DONE) break;
    if (result != SQLITE_ROW) return explain(reader, result);
    reader->row++;
    answer = read_row(reader);
  }
  return answer == CHUAN_NEXT_SHEET ? CHUAN_PLUGIN_OK : answer;
}

static int is_refused(int result) { /* what is wrong is the text of the view or query, not the file */
  return result == SQLITE_ERROR || result == SQLITE_AUTH || result == SQLITE_TOOBIG;
}

static int pass_over(struct reader *reader, const struct sheet *sheet) {
  const char *why = sqlite3_errmsg(reader->database);
  char *clean = clean_copy(reader, why, strnlen(why, 200));
  if (!clean) return CHUAN_PLUGIN_MEMORY;
  tell(reader, sheet->is_only ? CHUAN_ISSUE_ERROR : CHUAN_ISSUE_WARNING, 0, 0,
       sheet->is_only ? TROUBLE_ONLY_VIEW : TROUBLE_VIEW, sheet->name, clean);
  return sheet->is_only ? CHUAN_PLUGIN_BROKEN : CHUAN_PLUGIN_OK;
}

static int read_sheet(struct reader *reader, const struct sheet *sheet) {
  const chuan_sheet found = {sizeof found, sheet->name, 0};
  int answer = reader->api->sheet_found(reader->host, &found);
  if (answer != 1) return answer;
  /* Not by an index: the order is that of the table. */
  char *query =
      sqlite3_mprintf("SELECT * FROM main.\"%w\"%s", sheet->name, sheet->is_view ? "" : " NOT INDEXED");
  if (!query) return CHUAN_PLUGIN_MEMORY;
  reader->name = sheet->name;
  int result = sqlite3_prepare_v2(reader->database, query, -1, &reader->statement, NULL);
  sqlite3_free(query);
  if (result == SQLITE_OK)
    answer = give_rows(reader);
  else
    answer = is_refused(result & 0xFF) && !reader->guard.exhausted ? pass_over(reader, sheet)
                                                                   : explain(reader, result);
  sqlite3_finalize(reader->statement);
  reader->statement = NULL;
  return answer;
}

/* --- which sheets --------------------------------------------------------------------------------------------- */

static int add_sheet(struct reader *reader, sqlite3_stmt *list, struct sheet *sheets, size_t *count) {
  const char *name = (const char *)sqlite3_column_text(list, 0);
  size_t length = (size_t)sqlite3_column_bytes(list, 0);
  if (!name) return CHUAN_PLUGIN_MEMORY;
  if (!is_text(name, length)) {
    tell(reader, CHUAN_ISSUE_WARNING, 0, 0, TROUBLE_NAME);
    return CHUAN_PLUGIN_OK;
  }
  if (*count == TABLE_MAX) return broken(reader, TROUBLE_MANY_TABLES, "");
  sheets[*count] = (struct sheet){clean_copy(reader, name, length), sqlite3_column_int(list, 1), 0};
  return sheets[(*count)++].name ? CHUAN_PLUGIN_OK : CHUAN_PLUGIN_MEMORY;
}

/* Tables and views, not SQLite's own and not virtual ones. */
static int list_sheets(struct reader *reader, struct sheet *sheets, size_t *count) {
  sqlite3_stmt *list = NULL;
  int result = sqlite3_prepare_v2(reader->database,
                                  "SELECT name, type = 'view' FROM main.sqlite_schema"
                                  " WHERE (type = 'view' OR (type = 'table' AND rootpage > 0))"
                                  " AND name IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'",
                                  -1, &list, NULL);
  int answer = result == SQLITE_OK ? CHUAN_PLUGIN_OK : explain(reader, result);
  while (answer == CHUAN_PLUGIN_OK) {
    result = sqlite3_step(list);
    if (result == SQLITE_DONE) break;
    answer = result == SQLITE_ROW ? add_sheet(reader, list, sheets, count) : explain(reader, result);
  }
  sqlite3_finalize(list);
  return answer;
}

static int read_sheets(struct reader *reader) {
  struct sheet *sheets = reader->api->alloc(reader->host, TABLE_MAX * sizeof *sheets);
  size_t count = 0;
  if (!sheets) return CHUAN_PLUGIN_MEMORY;
  int answer = list_sheets(reader, sheets, &count);
  sheets[0].is_only = count == 1;
  for (size_t i = 0; i < count && answer == CHUAN_PLUGIN_OK; i++) answer = read_sheet(reader, &sheets[i]);
  return answer;
}

static int is_query(const char *text) {
  while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n') text++;
  size_t word = sqlite3_strnicmp(text, "SELECT", 6) == 0 ? 6 : sqlite3_strnicmp(text, "WITH", 4) == 0 ? 4 : 0;
  return word > 0 && strchr(" \t\r\n(*\"'", text[word]) != NULL && text[word] != 0;
}

static int read_query(struct reader *reader, const char *query) {
  const chuan_sheet found = {sizeof found, query, 0};
  int answer = reader->api->sheet_found(reader->host, &found);
  if (answer != 1) return answer;
  const char *rest = "";
  reader->name = query;
  int result = sqlite3_prepare_v2(reader->database, query, -1, &reader->statement, &rest);
  if (is_refused(result & 0xFF) && !reader->guard.exhausted) {
    const char *why = sqlite3_errmsg(reader->database);
    char *clean = clean_copy(reader, why, strnlen(why, 200));
    return clean ? broken(reader, TROUBLE_QUERY, clean) : CHUAN_PLUGIN_MEMORY;
  }
  if (result != SQLITE_OK) return explain(reader, result);
  while (*rest == ' ' || *rest == ';' || *rest == '\t' || *rest == '\r' || *rest == '\n') rest++;
  answer = *rest || !sqlite3_stmt_readonly(reader->statement) ? broken(reader, TROUBLE_TWO_QUERIES, "")
                                                              : give_rows(reader);
  sqlite3_finalize(reader->statement);
  return answer;
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static uint64_t find_length(chuan_source *source) {
  char piece[4096];
  uint64_t length = source->length;
  int64_t got = length ? 0 : 1;
  for (; got > 0; length += (uint64_t)got) {
    got = source_vfs_read(source, piece, sizeof piece, length);
    if (got < 0) return 0;
  }
  return length;
}

static int read_database(struct reader *reader, const char *query) {
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int result = sqlite3_open_v2("source", &reader->database, flags, reader->vfs.name);
  if (!reader->database) return CHUAN_PLUGIN_MEMORY;
  sqlite3_extended_result_codes(reader->database, 1);
  if (result == SQLITE_OK) result = guard_connection(reader->database, &reader->guard, reader->vfs.length);
  int answer = result != SQLITE_OK ? explain(reader, result)
               : query             ? read_query(reader, query)
                                   : read_sheets(reader);
  sqlite3_close(reader->database);
  return answer;
}

/* The header says how many pages there are; believes it when it was written with the file's last change. */
static int is_cut_off(const unsigned char *header, uint64_t length) {
  uint64_t page = (uint64_t)header[16] << 8 | header[17], pages = 0;
  if (page == 1) page = 65536;
  for (int i = 28; i < 32; i++) pages = pages << 8 | header[i];
  return memcmp(header + 24, header + 92, 4) == 0 && page * pages > length;
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct reader reader = {.api = api, .host = host};
  unsigned char header[100];
  if (api->size < sizeof *api || !source->seek) return broken(&reader, TROUBLE_HOST, "");
  uint64_t length = find_length(source);
  int64_t got = source_vfs_read(source, header, sizeof header, 0);
  if (got < 0) return broken(&reader, TROUBLE_UNREADABLE, "");
  if (got < (int64_t)sizeof header || memcmp(header, "SQLite format 3", 16) != 0)
    return broken(&reader, TROUBLE_NO_DATABASE, "");
  if (is_cut_off(header, length)) return broken(&reader, TROUBLE_CUT_OFF, "");
  if (header[18] == 2 || header[19] == 2) tell(&reader, CHUAN_ISSUE_NOTE, 0, 0, TROUBLE_LOG);
  if (source_vfs_register(&reader.vfs, source, length) != SQLITE_OK) return CHUAN_PLUGIN_MEMORY;
  const char *sheet = api->sheet(host);
  int answer = read_database(&reader, sheet && is_query(sheet) ? sheet : NULL);
  source_vfs_unregister(&reader.vfs);
  return answer;
}

/* What SQLite does once, it does before the process can no longer open files: among it, its source of chance. */
static int prepare(void) {
  char chance[8];
  if (sqlite3_initialize() != SQLITE_OK) return -1;
  sqlite3_randomness(sizeof chance, chance);
  return 0;
}

static int probe(const uint8_t *head, size_t length) {
  return length >= 16 && memcmp(head, "SQLite format 3", 16) == 0 ? 100 : 0;
}

static const char *const extensions[] = {"sqlite", "sqlite3", "db", "db3", "gpkg", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "sqlite",
    .version = "0.1.0",
    .licence = "MIT; SQLite: public domain",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK | CHUAN_PLUGIN_HAS_SHEETS,
    .probe = probe,
    .read = read_file,
    .prepare = prepare,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
