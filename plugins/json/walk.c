/* walk.c - the walk through the values of a JSON file, as yajl calls it: which object is a row, which column a value has.
 * The same walk serves both passes: the first collects columns, the second fills rows. */
#include "reader.h"

#include <string.h>

#define FIRST_TEXT ((size_t)64 * 1024)

void json_note_place(struct reader *reader) {
  size_t end = yajl_get_bytes_consumed(reader->yajl);
  if (end > reader->chunk_length) end = reader->chunk_length;
  while (reader->counted < end) {
    const unsigned char *at = reader->chunk + reader->counted;
    const unsigned char *found = memchr(at, '\n', end - reader->counted);
    if (!found) break;
    reader->line++;
    reader->counted += (size_t)(found - at) + 1;
  }
  if (reader->counted < end) reader->counted = end;
  reader->byte = reader->chunk_offset + end;
}

static void note_token(struct reader *reader) {
  reader->token_end = reader->chunk_offset + yajl_get_bytes_consumed(reader->yajl);
}

static int fail_here(struct reader *reader, enum trouble trouble) {
  json_note_place(reader);
  return json_fail(reader, trouble);
}

static struct level *top(struct reader *reader) {
  return reader->depth ? &reader->levels[reader->depth - 1] : NULL;
}

static int push(struct reader *reader, struct level level) {
  if (reader->depth == DEPTH_MAX) return fail_here(reader, TROUBLE_DEEP);
  reader->levels[reader->depth++] = level;
  return 1;
}

/* --- columns --------------------------------------------------------------------------------------------- */

/* The column of the path at hand, which the first pass adds. NULL: the reading is over. */
static struct table_column *column_here(struct reader *reader, struct table *table) {
  const char *path = reader->path + reader->base;
  size_t length = reader->path_length - reader->base;
  size_t index = table_find(table, path, length);
  if (index != TABLE_NO_COLUMN) return &table->columns[index];
  if (!reader->collecting) {
    json_fail(reader, TROUBLE_CHANGED);
    return NULL;
  }
  reader->key_bytes += length + 1;
  if (table->count == COLUMN_MAX || reader->key_bytes > KEY_BYTES_MAX) {
    fail_here(reader, TROUBLE_MANY_COLUMNS);
    return NULL;
  }
  if (table_add(table, reader->api, reader->host, path, length) != CHUAN_PLUGIN_OK) {
    json_stop(reader, CHUAN_PLUGIN_MEMORY);
    return NULL;
  }
  return &table->columns[table->count - 1];
}

/* --- the row --------------------------------------------------------------------------------------------- */

/* Room for all cells and their kinds; what was there need not be kept. */
static int make_cells(struct reader *reader, size_t count) {
  if (count <= reader->cell_room) return 1;
  size_t room = count < 64 ? 64 : count;
  reader->cells = reader->api->alloc(reader->host, room * sizeof *reader->cells);
  reader->starts = reader->api->alloc(reader->host, room * sizeof *reader->starts);
  reader->kinds = reader->api->alloc(reader->host, room);
  if (!reader->cells || !reader->starts || !reader->kinds) return json_stop(reader, CHUAN_PLUGIN_MEMORY);
  memset(reader->cells, 0, room * sizeof *reader->cells);
  memset(reader->kinds, 0, room);
  reader->cell_room = room;
  return 1;
}

static int add_text(struct reader *reader, const char *text, size_t length) {
  if (length > reader->text_room - reader->text_length) {
    size_t room = reader->text_room ? reader->text_room : FIRST_TEXT;
    while (room - reader->text_length < length) room *= 2;
    char *grown = reader->api->alloc(reader->host, room);
    if (!grown) return json_stop(reader, CHUAN_PLUGIN_MEMORY);
    if (reader->text_length) memcpy(grown, reader->text, reader->text_length);
    reader->text = grown;
    reader->text_room = room;
  }
  memcpy(reader->text + reader->text_length, text, length);
  reader->text_length += length;
  return 1;
}

static int put_cell(struct reader *reader, size_t place, const char *text, size_t length, uint8_t kind) {
  if (length == 0) return 1;
  reader->starts[place] = reader->text_length;
  reader->cells[place].length = length;
  reader->kinds[place] = kind;
  if (place >= reader->cell_count) reader->cell_count = place + 1;
  return add_text(reader, text, length);
}

/* Hands the row over, up to its last cell with something in it, and leaves an empty one. */
static int give_row(struct reader *reader) {
  if (!make_cells(reader, 1)) return 0;
  for (size_t i = 0; i < reader->cell_count; i++)
    reader->cells[i].text = reader->cells[i].length ? reader->text + reader->starts[i] : NULL;
  const char *name = reader->form == FORM_WRAPPED ? reader->table->name : NULL;
  size_t count = reader->cell_count ? reader->cell_count : 1;
  chuan_row row = {reader->row, name, count, reader->cells};
  chuan_row_more more = {sizeof more, reader->kinds, 0};
  int answer = reader->api->row_more(reader->host, &row, &more);
  memset(reader->cells, 0, count * sizeof *reader->cells);
  memset(reader->kinds, 0, count);
  reader->cell_count = reader->text_length = 0;
  if (answer == CHUAN_PLUGIN_OK) return 1;
  if (answer != CHUAN_NEXT_SHEET) return json_stop(reader, answer);
  if (reader->form != FORM_WRAPPED) return json_stop(reader, CHUAN_PLUGIN_OK);
  for (size_t i = 0; i < reader->depth; i++)
    if (reader->levels[i].context == ROWS || reader->levels[i].context == ROW)
      reader->levels[i].context = SKIPPED;
  return 1;
}

int json_begin_table(struct reader *reader, struct table *table) {
  reader->table = table;
  if (reader->form == FORM_WRAPPED) {
    const chuan_sheet sheet = {sizeof sheet, table->name, 0};
    int answer = reader->api->sheet_found(reader->host, &sheet);
    if (answer != 0 && answer != 1) json_stop(reader, answer);
    if (answer != 1) return 0;
  }
  for (size_t i = 0; i < table->count; i++) {
    const struct table_column *column = &table->columns[i];
    if (column->place == TABLE_NO_COLUMN)
      json_tell(reader, CHUAN_ISSUE_WARNING, TABLE_NO_COLUMN, TROUBLE_LIST_COLUMN, column->path,
                column->length);
  }
  if (!make_cells(reader, table->places)) return 0;
  for (size_t i = 0; i < table->count; i++) {
    const struct table_column *column = &table->columns[i];
    if (column->place == TABLE_NO_COLUMN) continue;
    if (!put_cell(reader, column->place, column->path, column->length, CHUAN_CELL_TEXT)) return 0;
  }
  if (table->places == 0) return 1; /* of empty objects: they have nothing to say */
  reader->row = 1;
  return give_row(reader);
}

/* An element of a list of rows is row n + 1, below the heading row, which the file does not have. So is the object of
 * line n. */
static int begin_row(struct reader *reader) {
  json_note_place(reader);
  reader->row_bytes = 0;
  reader->row = ++reader->table->rows + 1;
  if (reader->table != reader->tables || (reader->form != FORM_LINES && reader->form != FORM_UNKNOWN))
    return 1;
  reader->row = reader->line + 1;
  if (reader->row <= reader->last_row) return json_fail(reader, TROUBLE_SAME_LINE);
  reader->last_row = reader->row;
  return 1;
}

static int end_row(struct reader *reader) {
  reader->table->expected = 0;
  if (reader->collecting || reader->table->places == 0) return 1;
  return give_row(reader);
}

static int has_huge_exponent(const char *text, size_t length) {
  size_t i = 0;
  while (i < length && text[i] != 'e' && text[i] != 'E') i++;
  int exponent = 0;
  for (; i < length; i++)
    if (text[i] >= '0' && text[i] <= '9' && exponent <= EXPONENT_MAX)
      exponent = exponent * 10 + (text[i] - '0');
  return exponent > EXPONENT_MAX;
}

/* yajl writes a lone "\\uDC00", the second half of a character, as if it were one: three bytes that no text has. */
#define HALF_SIZE ((size_t)3)
static size_t half_character(const char *text, size_t length) { /* where; SIZE_MAX: there is none */
  for (size_t at = 0; at + HALF_SIZE <= length; at++)
    if ((unsigned char)text[at] == 0xED && (unsigned char)text[at + 1] >= 0xA0) return at;
  return SIZE_MAX;
}

static int put_value(struct reader *reader, struct table_column *column, const char *text, size_t length,
                     uint8_t kind) {
  if (column->filled == reader->row) {
    json_tell(reader, CHUAN_ISSUE_ERROR, column->place, TROUBLE_TWICE, column->path, column->length);
    return 1;
  }
  column->filled = reader->row;
  if (kind == CHUAN_CELL_NUMBER && has_huge_exponent(text, length)) {
    json_tell(reader, CHUAN_ISSUE_ERROR, column->place, TROUBLE_EXPONENT, column->path, column->length);
    kind = CHUAN_CELL_TEXT;
  }
  if (!put_cell(reader, column->place, text, length, kind)) return 0;
  char *kept = length ? reader->text + reader->text_length - length : NULL;
  size_t half = kept ? half_character(kept, length) : SIZE_MAX;
  if (half != SIZE_MAX)
    json_tell(reader, CHUAN_ISSUE_ERROR, column->place, TROUBLE_VALUE_HALF, column->path, column->length);
  for (; half != SIZE_MAX; half = half_character(kept, length)) memset(kept + half, '?', HALF_SIZE);
  char *nul = kept ? memchr(kept, 0, length) : NULL;
  if (!nul) return 1;
  json_tell(reader, CHUAN_ISSUE_ERROR, column->place, TROUBLE_VALUE_NUL, column->path, column->length);
  for (; nul; nul = memchr(kept, 0, length)) *nul = '?';
  return 1;
}

/* A value of the row, or of the outer object. */
static int take_value(struct reader *reader, const char *text, size_t length, uint8_t kind) {
  struct table_column *column = column_here(reader, reader->table);
  if (!column) return 0;
  reader->row_bytes += length;
  if (reader->row_bytes > ROW_MAX) return fail_here(reader, TROUBLE_LONG_ROW);
  if (!reader->collecting) return put_value(reader, column, text, length, kind);
  if (text) column->holds_value = 1;
  return 1;
}

/* --- lists ----------------------------------------------------------------------------------------------- */

/* The first element of a list in a row: one cell cannot hold it. */
static int take_list(struct reader *reader) {
  struct table_column *column = column_here(reader, reader->table);
  if (!column) return 0;
  if (reader->collecting)
    column->holds_list = 1;
  else if (column->place != TABLE_NO_COLUMN)
    json_tell(reader, CHUAN_ISSUE_ERROR, column->place, TROUBLE_LIST, column->path, column->length);
  return 1;
}

static struct table *table_named(struct reader *reader, const char *name) {
  for (size_t i = 1; i < reader->table_count; i++)
    if (strcmp(reader->tables[i].name, name) == 0) return &reader->tables[i];
  return NULL;
}

/* The list at hand begins with an object: its rows may be what the file is about. */
static int add_table(struct reader *reader) {
  reader->path[reader->path_length] = 0;
  if (table_named(reader, reader->path)) return fail_here(reader, TROUBLE_SAME_TABLE);
  if (reader->table_count == TABLE_MAX) return fail_here(reader, TROUBLE_MANY_TABLES);
  char *name = reader->api->alloc(reader->host, reader->path_length + 1);
  if (!name) return json_stop(reader, CHUAN_PLUGIN_MEMORY);
  memcpy(name, reader->path, reader->path_length + 1);
  reader->key_bytes += reader->path_length + 1;
  reader->table = &reader->tables[reader->table_count++];
  *reader->table = (struct table){.name = name};
  reader->base = reader->path_length;
  return 1;
}

/* A list in the outer object. */
static int begin_outer_list(struct reader *reader) {
  if (reader->collecting) return push(reader, (struct level){.context = LIST});
  reader->path[reader->path_length] = 0;
  struct table *table = table_named(reader, reader->path);
  if (!push(reader, (struct level){.context = table ? ROWS : SKIPPED}) || !table) return !reader->ended;
  reader->base = reader->path_length;
  if (!json_begin_table(reader, table)) top(reader)->context = SKIPPED;
  return !reader->ended;
}

static int bad_element(struct reader *reader) {
  reader->row = ++reader->table->rows + 1;
  if (!reader->collecting) json_tell(reader, CHUAN_ISSUE_ERROR, TABLE_NO_COLUMN, TROUBLE_ELEMENT, "", 0);
  return 1;
}

/* --- what yajl calls ------------------------------------------------------------------------------------- */

static int on_scalar(struct reader *reader, const char *text, size_t length, uint8_t kind) {
  note_token(reader);
  struct level *level = top(reader);
  if (!level) return fail_here(reader, TROUBLE_NO_OBJECT);
  switch (level->context) {
    case OUTER:
      return reader->collecting ? take_value(reader, text, length, kind) : 1;
    case ROW:
      return take_value(reader, text, length, kind);
    case ROWS:
      return bad_element(reader);
    case IN_ROW:
      level->context = SKIPPED;
      return take_list(reader);
    case LIST:
      level->context = SKIPPED;
      return take_list(reader);
    case SKIPPED:
      return 1;
  }
  return 1;
}

static int on_null(void *context) {
  return on_scalar(context, NULL, 0, CHUAN_CELL_TEXT);
}

static int on_boolean(void *context, int truth) {
  return on_scalar(context, truth ? "true" : "false", truth ? 4 : 5, CHUAN_CELL_BOOLEAN);
}

static int on_number(void *context, const char *text, size_t length) {
  if (length > CELL_MAX) return fail_here(context, TROUBLE_LONG_VALUE);
  return on_scalar(context, text, length, CHUAN_CELL_NUMBER);
}

static int on_string(void *context, const unsigned char *text, size_t length) {
  if (length > CELL_MAX) return fail_here(context, TROUBLE_LONG_VALUE);
  return on_scalar(context, (const char *)text, length, CHUAN_CELL_TEXT);
}

static int on_key(void *context, const unsigned char *key, size_t length) {
  struct reader *reader = context;
  note_token(reader);
  const struct level *level = top(reader);
  if (level->context == SKIPPED) return 1;
  size_t at = level->prefix;
  if (length > PATH_BYTES_MAX || at - reader->base + length + 1 > PATH_BYTES_MAX)
    return fail_here(reader, TROUBLE_LONG_KEY);
  if (memchr(key, 0, length)) return fail_here(reader, TROUBLE_KEY_NUL);
  if (half_character((const char *)key, length) != SIZE_MAX) return fail_here(reader, TROUBLE_KEY_HALF);
  if (level->dotted) reader->path[at++] = '.';
  if (length) memcpy(reader->path + at, key, length);
  reader->path_length = at + length;
  return 1;
}

/* An object at the top of the file. */
static int begin_top(struct reader *reader) {
  reader->values++;
  if (reader->form == FORM_LIST) return fail_here(reader, TROUBLE_AFTER_LIST);
  if (reader->collecting && reader->values == 2) {
    reader->form = FORM_LINES;
    reader->table_count = 1;
  }
  reader->base = 0;
  int outer = reader->form == FORM_WRAPPED || reader->form == FORM_UNKNOWN;
  if (reader->form == FORM_LINES && reader->values == 1 && !json_begin_table(reader, reader->tables))
    return !reader->ended;
  reader->table = reader->tables;
  if (reader->form != FORM_WRAPPED && !begin_row(reader)) return 0;
  return push(reader, (struct level){.context = outer ? OUTER : ROW, .is_row = !outer});
}

static int on_start_map(void *context) {
  struct reader *reader = context;
  note_token(reader);
  struct level *level = top(reader);
  if (!level) return begin_top(reader);
  switch (level->context) {
    case OUTER:
    case ROW:
      return push(reader,
                  (struct level){.context = level->context, .prefix = reader->path_length, .dotted = 1});
    case LIST:
      level->context = ROWS;
      if (!take_list(reader) || !add_table(reader)) return 0;
      return begin_row(reader) &&
             push(reader, (struct level){.context = ROW, .prefix = reader->base, .is_row = 1});
    case ROWS:
      return begin_row(reader) &&
             push(reader, (struct level){.context = ROW, .prefix = reader->base, .is_row = 1});
    case IN_ROW:
      level->context = SKIPPED;
      return take_list(reader) && push(reader, (struct level){.context = SKIPPED});
    case SKIPPED:
      return push(reader, (struct level){.context = SKIPPED});
  }
  return 1;
}

static int on_end_map(void *context) {
  struct reader *reader = context;
  note_token(reader);
  struct level level = reader->levels[--reader->depth];
  if (level.context == ROW && level.is_row) return end_row(reader);
  if (level.context == OUTER && reader->depth == 0) reader->tables[0].expected = 0;
  return 1;
}

static int on_start_array(void *context) {
  struct reader *reader = context;
  note_token(reader);
  struct level *level = top(reader);
  if (!level) {
    if (reader->values++ > 0)
      return fail_here(reader, reader->form == FORM_LIST ? TROUBLE_AFTER_LIST : TROUBLE_NO_OBJECT);
    reader->form = FORM_LIST;
    reader->table = reader->tables;
    reader->base = 0;
    if (!push(reader, (struct level){.context = ROWS})) return 0;
    if (!reader->collecting) json_begin_table(reader, reader->tables);
    return !reader->ended;
  }
  switch (level->context) {
    case OUTER:
      return begin_outer_list(reader);
    case ROW:
      return push(reader, (struct level){.context = IN_ROW});
    case ROWS:
      return bad_element(reader) && push(reader, (struct level){.context = SKIPPED});
    case IN_ROW:
    case LIST:
      level->context = SKIPPED;
      return take_list(reader) && push(reader, (struct level){.context = SKIPPED});
    case SKIPPED:
      return push(reader, (struct level){.context = SKIPPED});
  }
  return 1;
}

static int on_end_array(void *context) {
  struct reader *reader = context;
  note_token(reader);
  reader->depth--;
  if (reader->depth > 0 && top(reader)->context == OUTER) {
    reader->table = reader->tables; /* the outer object goes on */
    reader->base = 0;
  }
  return 1;
}

const yajl_callbacks json_walk = {.yajl_null = on_null,
                                  .yajl_boolean = on_boolean,
                                  .yajl_number = on_number,
                                  .yajl_string = on_string,
                                  .yajl_start_map = on_start_map,
                                  .yajl_map_key = on_key,
                                  .yajl_end_map = on_end_map,
                                  .yajl_start_array = on_start_array,
                                  .yajl_end_array = on_end_array};
