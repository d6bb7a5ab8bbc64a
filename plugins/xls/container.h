/* container.h - the stream of a workbook: in an OLE compound file, as a file system of its own, or bare. */
#ifndef CHUAN_XLS_CONTAINER_H
#define CHUAN_XLS_CONTAINER_H

#include "chuan_plugin.h"

enum contents {
  CONTENTS_WORKBOOK,
  CONTENTS_ENCRYPTED_XLSX,
  CONTENTS_OTHER,
  CONTENTS_DAMAGED,
  CONTENTS_UNREADABLE,
  CONTENTS_NO_MEMORY
};

struct file { /* the bytes of the file, through a window */
  chuan_source *source;
  uint64_t length;
  unsigned char *window;
  uint64_t window_at;
  size_t window_length;
  int failed; /* the source could not be read */
};

struct stream { /* of bytes, in blocks that lie anywhere in the file */
  struct file *file;
  uint64_t size;
  uint64_t *blocks; /* where each is; NULL: the stream is the file */
  size_t block_count, block_size;
};

/* Finds the workbook's stream in the file, whose source is set. */
enum contents container_open(const chuan_host_api *api, chuan_host *host, struct file *file,
                             struct stream *stream);
/* Numbers in the file: the lowest byte first. */
uint32_t bytes_u16(const unsigned char *at);
uint32_t bytes_u32(const unsigned char *at);
/* How many of the bytes were there. */
size_t stream_read(struct stream *stream, uint64_t offset, void *target, size_t size);

#endif
