/* container.c - the OLE compound file, in which Excel 5 to 2003 kept a workbook: sectors in chains that a table of sectors
 * links, a directory, and smaller sectors for small streams. All numbers in it are doubted: chains are followed no further
 * than there are sectors. */
#include "container.h"

#include <string.h>

#define WINDOW ((size_t)64 * 1024)
#define HEADER_SIZE ((size_t)512)
#define ENTRY_SIZE ((size_t)128)
#define ENTRY_MAX ((size_t)65536)
#define MINI_SIZE ((size_t)64)
#define MINI_LIMIT 4096u
#define FILE_MAX ((uint64_t)512 * 1024 * 1024)

struct container {
  const chuan_host_api *api;
  chuan_host *host;
  struct file *file;
  size_t sector_size, sector_count;
  uint32_t *next; /* of each sector, the one that follows */
};

uint32_t bytes_u16(const unsigned char *at) {
  return at[0] | (uint32_t)at[1] << 8;
}

uint32_t bytes_u32(const unsigned char *at) {
  return bytes_u16(at) | bytes_u16(at + 2) << 16;
}

/* --- reading --------------------------------------------------------------------------------------------- */

/* Brings the byte at `at` into the window. */
static int fill_window(struct file *file, uint64_t at) {
  file->window_length = 0;
  file->window_at = at - at % HEADER_SIZE;
  file->failed |= file->source->seek(file->source, file->window_at) != 0;
  while (!file->failed && file->window_length < WINDOW) {
    size_t room = WINDOW - file->window_length;
    int64_t got = file->source->read(file->source, file->window + file->window_length, room);
    file->failed |= got < 0 || (uint64_t)got > room;
    if (got <= 0 || file->failed) break;
    file->window_length += (size_t)got;
  }
  return !file->failed && at - file->window_at < file->window_length;
}

static size_t read_file_bytes(struct file *file, uint64_t offset, unsigned char *target, size_t size) {
  size_t done = 0;
  while (done < size && offset + done < file->length) {
    uint64_t at = offset + done;
    int inside = at >= file->window_at && at - file->window_at < file->window_length;
    if (!inside && !fill_window(file, at)) break;
    size_t from = (size_t)(at - file->window_at), there = file->window_length - from;
    if (there > size - done) there = size - done;
    memcpy(target + done, file->window + from, there);
    done += there;
  }
  return done;
}

size_t stream_read(struct stream *stream, uint64_t offset, void *target, size_t size) {
  size_t done = 0;
  if (offset >= stream->size) return 0;
  if (size > stream->size - offset) size = (size_t)(stream->size - offset);
  if (!stream->blocks) return read_file_bytes(stream->file, offset, target, size);
  while (done < size) {
    uint64_t block = (offset + done) / stream->block_size;
    size_t within = (size_t)((offset + done) % stream->block_size), part = stream->block_size - within;
    if (block >= stream->block_count) break;
    if (part > size - done) part = size - done;
    size_t got =
        read_file_bytes(stream->file, stream->blocks[block] + within, (unsigned char *)target + done, part);
    done += got;
    if (got < part) break;
  }
  return done;
}

/* --- chains ----------------------------------------------------------------------------------------------- */

static uint64_t sector_place(const struct container *container, uint32_t sector) {
  return ((uint64_t)sector + 1) * container->sector_size;
}

static enum contents trouble(const struct container *container) {
  return container->file->failed ? CONTENTS_UNREADABLE : CONTENTS_DAMAGED;
}

/* One sector of the table of sectors. */
static int read_table_sector(struct container *container, uint32_t sector, size_t *filled) {
  unsigned char bytes[4096];
  if (sector >= container->sector_count) return 0;
  size_t size = container->sector_size;
  size_t got = read_file_bytes(container->file, sector_place(container, sector), bytes, size);
  for (size_t i = 0; i + 4 <= got && *filled < container->sector_count; i += 4)
    container->next[(*filled)++] = bytes_u32(bytes + i);
  return got == size || *filled == container->sector_count;
}

/* The table of sectors: 109 of its sectors are named in the header, the others in a chain of their own. */
static enum contents read_table(struct container *container, const unsigned char *header) {
  container->next =
      container->api->alloc(container->host, (container->sector_count + 1) * sizeof *container->next);
  if (!container->next) return CONTENTS_NO_MEMORY;
  size_t filled = 0, count = bytes_u32(header + 44),
         most = container->sector_count / (container->sector_size / 4) + 1;
  if (count > most) return CONTENTS_DAMAGED;
  size_t done = 0;
  for (size_t i = 0; i < 109 && done < count; i++, done++)
    if (!read_table_sector(container, bytes_u32(header + 76 + i * 4), &filled)) return trouble(container);
  uint32_t more = bytes_u32(header + 68);
  while (done < count) {
    unsigned char names[4096];
    size_t room = container->sector_size / 4 - 1;
    if (more >= container->sector_count) return CONTENTS_DAMAGED;
    if (read_file_bytes(container->file, sector_place(container, more), names, container->sector_size) !=
        container->sector_size)
      return trouble(container);
    for (size_t i = 0; i < room && done < count; i++, done++)
      if (!read_table_sector(container, bytes_u32(names + i * 4), &filled)) return trouble(container);
    more = bytes_u32(names + room * 4);
  }
  while (filled < container->sector_count) container->next[filled++] = UINT32_MAX;
  return CONTENTS_WORKBOOK;
}

/* The stream of whole sectors that begins at `first`: as long as its chain, at most `size`. */
static enum contents follow_chain(struct container *container, uint32_t first, uint64_t size,
                                  struct stream *out) {
  size_t count = 0;
  uint32_t sector = first;
  for (; sector < container->sector_count && count <= container->sector_count; count++)
    sector = container->next[sector];
  if (count > container->sector_count || count == 0) return CONTENTS_DAMAGED; /* a circle; nothing */
  *out = (struct stream){.file = container->file};
  out->blocks = container->api->alloc(container->host, count * sizeof *out->blocks);
  if (!out->blocks) return CONTENTS_NO_MEMORY;
  sector = first;
  for (size_t i = 0; i < count; i++, sector = container->next[sector])
    out->blocks[i] = sector_place(container, sector);
  out->block_count = count;
  out->block_size = container->sector_size;
  out->size = (uint64_t)count * container->sector_size;
  if (size < out->size) out->size = size;
  return size > out->size && size != UINT64_MAX ? CONTENTS_DAMAGED : CONTENTS_WORKBOOK;
}

/* A small stream: blocks of 64 bytes within the root's stream, linked by a table of their own. */
static enum contents follow_mini_chain(struct container *container, const unsigned char *header,
                                       const unsigned char *root, uint32_t first, uint64_t size,
                                       struct stream *out) {
  struct stream minis, table;
  enum contents result = follow_chain(container, bytes_u32(root + 116), bytes_u32(root + 120), &minis);
  if (result == CONTENTS_WORKBOOK)
    result = follow_chain(container, bytes_u32(header + 60), UINT64_MAX, &table);
  if (result != CONTENTS_WORKBOOK) return result;
  size_t count = (size_t)((size + MINI_SIZE - 1) / MINI_SIZE);
  *out = (struct stream){.file = container->file};
  out->blocks = container->api->alloc(container->host, (count + 1) * sizeof *out->blocks);
  if (!out->blocks) return CONTENTS_NO_MEMORY;
  uint32_t mini = first;
  for (size_t i = 0; i < count; i++) {
    unsigned char next[4];
    uint64_t at = (uint64_t)mini * MINI_SIZE;
    if (at + MINI_SIZE > minis.size || stream_read(&table, (uint64_t)mini * 4, next, 4) != 4)
      return CONTENTS_DAMAGED;
    out->blocks[i] = minis.blocks[at / minis.block_size] + at % minis.block_size;
    mini = bytes_u32(next);
  }
  out->block_count = count;
  out->block_size = MINI_SIZE;
  out->size = size;
  return CONTENTS_WORKBOOK;
}

/* --- the directory ------------------------------------------------------------------------------------------ */

static int is_named(const unsigned char *entry, const char *name) {
  size_t length = strlen(name);
  if (bytes_u16(entry + 64) != (length + 1) * 2) return 0;
  for (size_t i = 0; i < length; i++)
    if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1] != 0) return 0;
  return 1;
}

struct finds { /* what stands at the top of the directory */
  unsigned char root[ENTRY_SIZE], workbook[ENTRY_SIZE];
  int has_workbook, is_encrypted;
};

static void look_at_entry(const unsigned char *entry, struct finds *finds) {
  int newer = is_named(entry, "Workbook");
  if (is_named(entry, "EncryptedPackage")) finds->is_encrypted = 1;
  if (entry[66] != 2 || (!newer && (finds->has_workbook || !is_named(entry, "Book")))) return;
  memcpy(finds->workbook, entry, ENTRY_SIZE); /* of two, Excel 97's is the better one */
  finds->has_workbook = 1;
}

/* The entries at the top are a tree below the root's child; what embedded objects hold is in trees of their own. */
static enum contents read_directory(struct container *container, const unsigned char *header,
                                    struct finds *finds) {
  struct stream directory;
  enum contents result = follow_chain(container, bytes_u32(header + 48), UINT64_MAX, &directory);
  if (result != CONTENTS_WORKBOOK) return result;
  size_t count = (size_t)(directory.size / ENTRY_SIZE), depth = 0, seen = 0;
  if (count > ENTRY_MAX) return CONTENTS_DAMAGED;
  uint32_t *waiting = container->api->alloc(container->host, (2 * count + 4) * sizeof *waiting);
  if (!waiting) return CONTENTS_NO_MEMORY;
  if (stream_read(&directory, 0, finds->root, ENTRY_SIZE) != ENTRY_SIZE) return trouble(container);
  waiting[depth++] = bytes_u32(finds->root + 76);
  while (depth > 0 && seen <= count) {
    unsigned char entry[ENTRY_SIZE];
    uint32_t index = waiting[--depth];
    if (index >= count) continue; /* none */
    seen++;
    if (stream_read(&directory, (uint64_t)index * ENTRY_SIZE, entry, ENTRY_SIZE) != ENTRY_SIZE)
      return CONTENTS_DAMAGED;
    look_at_entry(entry, finds);
    waiting[depth++] = bytes_u32(entry + 68);
    waiting[depth++] = bytes_u32(entry + 72);
  }
  return seen > count ? CONTENTS_DAMAGED : CONTENTS_WORKBOOK;
}

static enum contents open_workbook(struct container *container, const unsigned char *header,
                                   struct stream *stream) {
  struct finds finds = {.has_workbook = 0};
  enum contents result = read_table(container, header);
  if (result == CONTENTS_WORKBOOK) result = read_directory(container, header, &finds);
  if (result != CONTENTS_WORKBOOK) return container->file->failed ? CONTENTS_UNREADABLE : result;
  if (finds.is_encrypted) return CONTENTS_ENCRYPTED_XLSX;
  if (!finds.has_workbook) return CONTENTS_OTHER;
  uint32_t first = bytes_u32(finds.workbook + 116), size = bytes_u32(finds.workbook + 120);
  if (size < MINI_LIMIT) return follow_mini_chain(container, header, finds.root, first, size, stream);
  return follow_chain(container, first, size, stream);
}

static int find_length(struct file *file) {
  file->length = file->source->length;
  if (file->length > 0) return 1;
  if (file->source->seek(file->source, 0) != 0) return 0;
  for (;;) {
    int64_t got = file->source->read(file->source, file->window, WINDOW);
    if (got < 0 || (uint64_t)got > WINDOW) return 0;
    if (got == 0) return 1;
    file->length += (uint64_t)got;
  }
}

enum contents container_open(const chuan_host_api *api, chuan_host *host, struct file *file,
                             struct stream *stream) {
  static const unsigned char mark[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  struct container container = {.api = api, .host = host, .file = file};
  unsigned char header[HEADER_SIZE] = {0};
  file->window = api->alloc(host, WINDOW);
  if (!file->window) return CONTENTS_NO_MEMORY;
  if (!find_length(file)) return CONTENTS_UNREADABLE;
  size_t got = read_file_bytes(file, 0, header, sizeof header);
  if (file->failed) return CONTENTS_UNREADABLE;
  if (got < sizeof mark || memcmp(header, mark, sizeof mark) != 0) {
    *stream = (struct stream){.file = file, .size = file->length};
    return CONTENTS_WORKBOOK;
  }
  unsigned shift = bytes_u16(header + 30);
  if (got < sizeof header || (shift != 9 && shift != 12)) return CONTENTS_DAMAGED;
  if (file->length > FILE_MAX) return CONTENTS_DAMAGED;
  container.sector_size = (size_t)1 << shift;
  container.sector_count = (size_t)((file->length + container.sector_size - 1) / container.sector_size);
  return open_workbook(&container, header, stream);
}
