/* What goes through the pipe: frames. The child writes them in large pieces; the parent takes nothing for granted of what
 * comes out, as the child may be in the hands of the file. Numbers are in the machine's own order: both ends are one
 * program. */
#ifndef CHUAN_IMPORT_ISOLATION_FRAMES_H
#define CHUAN_IMPORT_ISOLATION_FRAMES_H

#include "base/arena.h"
#include "chuan_plugin.h"
#include "import/isolation.h"

#include <stdint.h>

/* A frame is its head and `size` bytes. */
struct frame_head {
  uint32_t size;
  uint8_t kind, bits, spare[2];
};

enum frame_kind {
  FRAME_FENCES = 1, /* first: bits say what stands: 1 Landlock, 2 seccomp */
  FRAME_SHEET,      /* u32 flags, the name; bit 1: the plugin only named it with a row */
  FRAME_MERGED,     /* struct frame_merged */
  FRAME_ROW,        /* struct frame_row, lengths, kinds, texts */
  FRAME_ISSUE,      /* struct frame_issue, the message */
  FRAME_PROGRESS,   /* u64 bytes read */
  FRAME_END         /* struct frame_end */
};

#define FRAME_HAS_LANDLOCK 1u
#define FRAME_HAS_SECCOMP 2u
#define FRAME_ROW_HAS_SHEET 1u
#define FRAME_ROW_HAS_KINDS 2u
#define FRAME_SHEET_OF_ROW 1u

/* Each cell is one byte of length, or LONG_CELL and four bytes of it. */
#define FRAME_LONG_CELL 255u
struct frame_row {
  uint64_t number;
  uint32_t flags, count;
};
struct frame_merged {
  uint64_t first_row, last_row;
  uint32_t first_column, last_column;
};
struct frame_issue {
  uint64_t row;
  uint32_t column;
  int32_t severity;
};
enum frame_outcome { OUTCOME_ANSWER, OUTCOME_MEMORY, OUTCOME_REFUSED, OUTCOME_UNREADABLE };
struct frame_end {
  int32_t outcome, value; /* the plugin's answer; the errno of the file */
  uint64_t done;          /* bytes read */
};

#define FRAME_MOST ((uint32_t)48 << 20) /* larger ones are not believed */
#define FRAME_TEXT_MOST 4096u           /* of a name, of a message */
#define FRAME_BATCH ((size_t)64 * 1024)

/* --- the child's end ------------------------------------------------------------------------------------------ */

struct frame_writer {
  int descriptor;
  char *batch; /* FRAME_BATCH bytes */
  size_t length;
  int failed; /* the parent is gone */
};
void frames_flush(struct frame_writer *writer);
/* A frame of two parts; the second may be empty. */
void frames_put(struct frame_writer *writer, enum frame_kind kind, unsigned bits, const void *first,
                size_t first_size, const void *second, size_t second_size);
void frames_put_row(struct frame_writer *writer, const chuan_row *row, const uint8_t *kinds, uint32_t flags);

/* --- the parent's end ----------------------------------------------------------------------------------------- */

/* What the frames say; as isolation_sink, with what is for isolation.c itself. */
struct frame_sink {
  const struct isolation_sink *rows;
  void *self;
  void (*fences)(void *self, unsigned bits);
  int (*progress)(void *self, uint64_t done); /* non-zero: stop */
  void (*end)(void *self, const struct frame_end *end);
};

enum frames_result { FRAMES_MORE, FRAMES_ENDED, FRAMES_STOPPED, FRAMES_WRONG, FRAMES_NO_MEMORY };

struct frame_reader { /* zero-initialised but for the arena */
  struct arena *arena;
  char *bytes;
  size_t length, capacity;
  chuan_cell *cells;
  size_t cell_capacity;
  char sheet[FRAME_TEXT_MOST + 1]; /* the one named last */
  int has_sheet, has_fences;
  uint64_t frames; /* believed so far */
};
/* Where the next bytes go; NULL: no memory. */
char *frames_room(struct frame_reader *reader, size_t *room);
/* Takes the frames that `got` more bytes complete. After anything but FRAMES_MORE there is nothing more to take. */
enum frames_result frames_take(struct frame_reader *reader, size_t got, const struct frame_sink *sink);

#endif
