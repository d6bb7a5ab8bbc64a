/* skeleton.c - the smallest useful plugin: small tab-separated files. Copy it to begin a format of your
 * own; plugins/README.md shows how. No quoting: a cell is what stands between two tabs. */
#include "chuan_plugin.h"

#include <string.h>

#define FILE_MAX ((size_t)1024 * 1024)
#define CELLS_MAX ((size_t)1000)

/* What is wrong; what to do. In the language of the person who imports. */
static void complain(const chuan_host_api *api, chuan_host *host, uint64_t row, const char *english,
                     const char *vietnamese) {
  api->issue(host, CHUAN_ISSUE_ERROR, row, 0, api->vietnamese(host) ? vietnamese : english);
}

/* Hands over one line as one row. Cells are borrowed: they may point into our own buffer. */
static int hand_over(const chuan_host_api *api, chuan_host *host, uint64_t number, const char *line,
                     size_t length) {
  chuan_cell cells[CELLS_MAX];
  chuan_row row = {.number = number, .cells = cells};
  const char *end = line + length;
  while (row.count < CELLS_MAX) {
    const char *tab = memchr(line, '\t', (size_t)(end - line));
    size_t size = (size_t)((tab ? tab : end) - line);
    cells[row.count].text = size ? line : NULL; /* NULL says: empty */
    cells[row.count].length = size;
    row.count++;
    if (!tab) return api->row(host, &row); /* not zero: stop, and return it as it came */
    line = tab + 1;
  }
  complain(api, host, number, "more than 1,000 cells in one row; split the table",
           "một dòng có hơn 1.000 ô; hãy tách bảng");
  return CHUAN_PLUGIN_BROKEN;
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char *text = api->alloc(host, FILE_MAX); /* the host releases it */
  if (!text) return CHUAN_PLUGIN_MEMORY;
  size_t length = 0;
  int64_t got;
  while (length < FILE_MAX && (got = source->read(source, text + length, FILE_MAX - length)) != 0) {
    if (got < 0) return CHUAN_PLUGIN_BROKEN;
    length += (size_t)got;
  }
  if (length == FILE_MAX) {
    complain(api, host, 0, "the file is larger than 1 MiB; use the csv plugin",
             "tệp lớn hơn 1 MiB; hãy dùng trình đọc csv");
    return CHUAN_PLUGIN_BROKEN;
  }
  uint64_t number = 1;
  for (size_t at = 0; at < length; number++) {
    const char *line = text + at, *end = memchr(line, '\n', length - at);
    size_t size = end ? (size_t)(end - line) : length - at;
    at += size + 1;
    if (size > 0 && line[size - 1] == '\r') size--;
    int result = hand_over(api, host, number, line, size);
    if (result != CHUAN_PLUGIN_OK) return result;
  }
  return CHUAN_PLUGIN_OK;
}

/* 0 = not mine, 100 = certain. Looks at the first bytes only; csv, which knows more, answers 60 for text
 * like this, so that this plugin reads a file only when it is asked for: --format skeleton. */
static int probe(const uint8_t *head, size_t length) {
  if (length == 0 || memchr(head, 0, length)) return 0;
  return memchr(head, '\t', length) ? 30 : 0;
}

static const char *const extensions[] = {"tab", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin), /* what this file was compiled against */
    .abi = CHUAN_PLUGIN_ABI,
    .name = "skeleton", /* unique among the plugins of a folder */
    .version = "0.1.0",
    .licence = "MIT",
    .extensions = extensions,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
