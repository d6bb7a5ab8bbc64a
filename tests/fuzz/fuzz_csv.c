/* Feeds arbitrary bytes to the CSV plugin, whole and byte by byte. The host here reads every byte it is
 * given, so that a cell outside its memory is seen, and checks what the contract promises. The plugin is
 * one file, so the target simply contains it:
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Iengine tests/fuzz/fuzz_csv.c */
#include "../../plugins/csv/csv.c"

#include <stdlib.h>

struct session {
  void *blocks[256];
  size_t block_count;
  uint64_t last_row, sum, rows;
};

struct memory {
  chuan_source source;
  const uint8_t *bytes;
  size_t length, at, piece;
};

static void require(int truth) {
  if (!truth) abort();
}

static void *allocate(chuan_host *host, size_t size) {
  struct session *session = (struct session *)host;
  if (session->block_count == 256) return NULL;
  return session->blocks[session->block_count++] = malloc(size);
}

static int take_row(chuan_host *host, const chuan_row *row) {
  struct session *session = (struct session *)host;
  require(row->number > session->last_row);
  require(row->count >= 1 && row->count <= 100000);
  session->last_row = row->number;
  session->rows++;
  session->sum = session->sum * 31 + row->number;
  for (size_t i = 0; i < row->count; i++) {
    const chuan_cell *cell = &row->cells[i];
    require((cell->text == NULL) == (cell->length == 0));
    session->sum = session->sum * 31 + cell->length;
    for (size_t j = 0; j < cell->length; j++) {
      require(cell->text[j] != 0);
      session->sum = session->sum * 31 + (unsigned char)cell->text[j];
    }
  }
  return CHUAN_PLUGIN_OK;
}

static void take_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  struct session *session = (struct session *)host;
  require(severity == CHUAN_ISSUE_ERROR && strlen(message) > 10 && column <= 100001);
  session->sum = session->sum * 31 + row;
}

static int in_english(chuan_host *host) {
  (void)host;
  return 0;
}

static const char *no_sheet(chuan_host *host) {
  (void)host;
  return NULL;
}

static int64_t give(chuan_source *source, void *buffer, size_t capacity) {
  struct memory *memory = (struct memory *)source;
  size_t size = memory->length - memory->at;
  if (size > capacity) size = capacity;
  if (size > memory->piece) size = memory->piece;
  if (size) memcpy(buffer, memory->bytes + memory->at, size);
  memory->at += size;
  return (int64_t)size;
}

static uint64_t read_in_pieces(const uint8_t *bytes, size_t length, size_t piece) {
  static const chuan_host_api api = {.size = offsetof(chuan_host_api, row_more),
                                     .alloc = allocate,
                                     .row = take_row,
                                     .issue = take_issue,
                                     .vietnamese = in_english,
                                     .sheet = no_sheet};
  struct session session = {.sum = 7};
  struct memory memory = {.source = {sizeof(chuan_source), give, NULL, length, "fuzz"},
                          .bytes = bytes,
                          .length = length,
                          .piece = piece};
  const chuan_plugin *csv = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  int score = csv->probe(bytes, length < 4096 ? length : 4096);
  require(score >= 0 && score <= 100);
  int result = csv->read(&api, (chuan_host *)&session, &memory.source);
  require(result == CHUAN_PLUGIN_OK || result == CHUAN_PLUGIN_BROKEN || result == CHUAN_PLUGIN_MEMORY);
  for (size_t i = 0; i < session.block_count; i++) free(session.blocks[i]);
  return session.sum + (uint64_t)(result + 10);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  uint64_t whole = read_in_pieces(bytes, length, SIZE_MAX);
  require(read_in_pieces(bytes, length, 1) == whole);
  return 0;
}
