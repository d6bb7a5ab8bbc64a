/* reading_texts.c - old Vietnamese in a file: found out once, told once, converted everywhere. */
#include "import/reading_texts.h"

#include "base/text.h"

#include <string.h>

#define SAMPLE_MOST 100000u /* texts; more of them would not say anything else */

/* Text that an old encoding can have left: beyond ASCII, or any byte where bytes stand for letters. */
static int may_be_old(const struct read_row *row, size_t column) {
  chuan_cell cell = row->cells[column];
  if (cell.length == 0 || (row->kinds && row->kinds[column] != CHUAN_CELL_TEXT)) return 0;
  if (row->flags & CHUAN_ROW_BYTES) return 1;
  for (size_t i = 0; i < cell.length; i++)
    if ((unsigned char)cell.text[i] >= 0x80) return 1;
  return 0;
}

/* Its place among the known ones; NULL when it is too long to be kept. */
static struct known_text *place_of(struct reading_texts *texts, chuan_cell cell) {
  if (cell.length > KNOWN_LENGTH) return NULL;
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < cell.length; i++) hash = (hash ^ (unsigned char)cell.text[i]) * 16777619u;
  return &texts->known[(hash ^ hash >> 16) % KNOWN_TEXTS];
}

static int is_suspect(struct reading_texts *texts, chuan_cell cell) {
  struct known_text *place = place_of(texts, cell);
  if (place && (size_t)place->length == cell.length && memcmp(place->text, cell.text, cell.length) == 0)
    return 0;
  if (!text_is_utf8(cell.text, cell.length)) return 0; /* has_text_only says so */
  if (legacy_is_suspect(cell.text, cell.length)) return 1;
  if (!place) return 0;
  place->length = (char)cell.length;
  memcpy(place->text, cell.text, cell.length);
  return 0;
}

int texts_are_unknown(struct reading_texts *texts, const struct read_row *row) {
  if (texts->encoding != ENCODING_UNKNOWN) return 0;
  if (row->flags & CHUAN_ROW_BYTES) return 1;
  if (row->flags & READ_ROW_ASCII) return 0;
  for (size_t i = 0; i < row->count; i++)
    if (may_be_old(row, i) && is_suspect(texts, row->cells[i])) return 1;
  return 0;
}

int texts_note(struct legacy_sample *sample, const struct read_row *row) {
  for (size_t i = 0; i < row->count; i++)
    if (may_be_old(row, i))
      legacy_note(sample, row->cells[i].text, row->cells[i].length, (row->flags & CHUAN_ROW_BYTES) != 0);
  return sample->texts >= SAMPLE_MOST;
}

void texts_settle(struct reading_texts *texts, const struct legacy_sample *sample,
                  const struct reading_request *request) {
  texts->encoding = legacy_choose(sample);
  texts->mixed = legacy_is_mixed(sample);
  if (request->quiet) return;
  struct place place = {.file = request->source->path};
  enum text_encoding likely = legacy_likely(sample);
  if (texts->encoding == ENCODING_WINDOWS_1252)
    report_problem(
        request->source->report, CHUAN_WARNING, &place,
        "the text is not UTF-8 and in no Vietnamese encoding beyond doubt; it was read as Windows-1252; say "
        "the encoding if it is another",
        "văn bản không phải UTF-8 và không rõ bảng mã tiếng Việt nào; đã đọc theo Windows-1252; hãy nêu "
        "bảng mã nếu là bảng mã khác");
  else if (texts->encoding != ENCODING_UNICODE)
    report_problem(request->source->report, CHUAN_NOTE, &place,
                   "the text is in %s; it was converted to Unicode",
                   "văn bản dùng bảng mã %s; đã chuyển sang Unicode", encoding_name(texts->encoding));
  else if (likely != ENCODING_UNICODE)
    report_problem(
        request->source->report, CHUAN_WARNING, &place,
        "some text may be in %s, but there is too little of it to be sure; it was left as it is; say the "
        "encoding if that is so",
        "có chữ dường như theo bảng mã %s, nhưng quá ít để biết chắc nên được giữ nguyên; nếu đúng, hãy nêu "
        "bảng mã",
        encoding_name(likely));
}

int texts_convert(struct reading_texts *texts, struct read_row *row) {
  int bytes = (row->flags & CHUAN_ROW_BYTES) != 0;
  if (texts->encoding == ENCODING_UNKNOWN || texts->encoding == ENCODING_UNICODE) return 1;
  if (!bytes && (row->flags & READ_ROW_ASCII)) return 1;
  int how = (bytes ? LEGACY_BYTES : 0) | (texts->mixed ? LEGACY_MIXED : 0);
  chuan_cell *cells = NULL;
  for (size_t i = 0; i < row->count; i++) {
    if (!may_be_old(row, i) || !text_is_utf8(row->cells[i].text, row->cells[i].length)) continue;
    if (!texts->arena && !(texts->arena = arena_create())) return 0;
    chuan_cell cell = row->cells[i];
    cell.text = legacy_convert(texts->arena, texts->encoding, cell.text, &cell.length, how);
    if (!cell.text) return 0;
    if (cell.text == row->cells[i].text) continue;
    if (!cells) {
      cells = arena_array(texts->arena, row->count, sizeof *cells);
      if (!cells) return 0;
      for (size_t c = 0; c < row->count; c++) cells[c] = row->cells[c];
    }
    cells[i] = cell;
  }
  if (cells) row->cells = cells;
  return 1;
}

void texts_release(struct reading_texts *texts) {
  arena_free(texts->arena);
  texts->arena = NULL;
}
