/* source.c - opens the file that a person named and lets a plugin read it, nothing more. */
#include "import/source.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_STEP ((uint64_t)256 * 1024)

chuan_status source_fail(struct file_source *source, int why) {
  char reason[FILE_REASON_SIZE];
  return source->failure =
             report_fail(source->report, CHUAN_IO, "%s cannot be read: %s; check the file and its disk",
                         "không đọc được %s: %s; hãy kiểm tra tệp và ổ đĩa", source->path,
                         file_reason(why, report_language(source->report), reason));
}

chuan_status source_tell(struct file_source *source) {
  source->told = source->done;
  uint64_t total = source->plugin_side.length;
  uint64_t done = source->done < total ? source->done : total;
  if (!source->progress || source->progress(source->progress_payload, done, total) == 0) return CHUAN_OK;
  return report_fail(source->report, CHUAN_STOPPED, "stopped while reading %s; nothing was stored",
                     "đã dừng khi đang đọc %s; chưa lưu gì", source->path);
}

/* Bytes at an offset, whatever the plugin has read so far; 0 at the end, negative with source->failure set. */
static int64_t read_at(struct file_source *source, void *buffer, size_t capacity, uint64_t offset) {
  ssize_t got;
  do got = pread(source->descriptor, buffer, capacity, (off_t)offset);
  while (got < 0 && errno == EINTR);
  if (got < 0) source_fail(source, errno);
  return got;
}

static int64_t plugin_read(chuan_source *plugin_side, void *buffer, size_t capacity) {
  struct file_source *source = (struct file_source *)plugin_side;
  if (source->failure != CHUAN_OK) return -1;
  int64_t got = read_at(source, buffer, capacity, source->position);
  if (got <= 0) return got;
  source->position += (uint64_t)got;
  source->done += (uint64_t)got;
  if (source->done - source->told >= PROGRESS_STEP) source->failure = source_tell(source);
  return source->failure == CHUAN_OK ? got : -1;
}

static int plugin_seek(chuan_source *plugin_side, uint64_t offset) {
  struct file_source *source = (struct file_source *)plugin_side;
  if (offset > INT64_MAX) return -1;
  source->position = offset;
  return 0;
}

chuan_status source_open(const char *path, chuan_progress progress, void *progress_payload,
                         struct report *report, struct file_source *out) {
  *out = (struct file_source){.report = report,
                              .path = path,
                              .descriptor = -1,
                              .progress = progress,
                              .progress_payload = progress_payload};
  /* Without O_NONBLOCK a named pipe would wait here for ever. */
  int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) {
    char reason[FILE_REASON_SIZE];
    return report_fail(report, CHUAN_IO, "%s cannot be opened: %s; check the name and the permissions",
                       "không mở được %s: %s; hãy kiểm tra tên và quyền đọc", path,
                       file_reason(errno, report_language(report), reason));
  }
  out->descriptor = descriptor;
  chuan_status status = CHUAN_OK;
  if (fstat(descriptor, &out->status) != 0) {
    status = source_fail(out, errno);
  } else if (!S_ISREG(out->status.st_mode)) {
    status = report_fail(report, CHUAN_IO, "%s is not a regular file; name the file itself",
                         "%s không phải là tệp thường; hãy chỉ đúng tệp", path);
  } else if (out->status.st_size == 0) {
    status = report_fail(report, CHUAN_IO, "%s is empty (0 bytes); ask for the file again",
                         "%s rỗng (0 byte); hãy xin lại tệp", path);
  }
  if (status != CHUAN_OK) {
    source_close(out);
    return status;
  }
  const char *slash = strrchr(path, '/');
  out->plugin_side = (chuan_source){.size = sizeof(chuan_source),
                                    .read = plugin_read,
                                    .seek = plugin_seek,
                                    .length = (uint64_t)out->status.st_size,
                                    .name = slash ? slash + 1 : path};
  return CHUAN_OK;
}

/* The second reading's progress: where the first one is. */
static int stand_still(void *payload, uint64_t done, uint64_t total) {
  const struct file_source *first = payload;
  (void)done;
  return first->progress(first->progress_payload, first->done < total ? first->done : total, total);
}

struct file_source source_again(struct file_source *first) {
  struct file_source again = *first;
  again.position = again.done = again.told = 0;
  again.progress = first->progress ? stand_still : NULL;
  again.progress_payload = first;
  return again;
}

void source_close(struct file_source *source) {
  if (source->descriptor >= 0) close(source->descriptor);
  source->descriptor = -1;
}

chuan_status source_head(struct file_source *source, uint8_t head[SOURCE_HEAD_SIZE], size_t *length) {
  int64_t got = 0;
  *length = 0;
  do {
    *length += (size_t)got;
    got = read_at(source, head + *length, SOURCE_HEAD_SIZE - *length, *length);
  } while (got > 0);
  return got < 0 ? source->failure : CHUAN_OK;
}

chuan_status source_check_unchanged(struct file_source *source) {
  struct stat now;
  if (fstat(source->descriptor, &now) != 0) return source_fail(source, errno);
  if (now.st_size == source->status.st_size && now.st_mtim.tv_sec == source->status.st_mtim.tv_sec &&
      now.st_mtim.tv_nsec == source->status.st_mtim.tv_nsec)
    return CHUAN_OK;
  return report_fail(source->report, CHUAN_IO, "%s was changed while it was read; import it again",
                     "%s bị sửa trong khi đang đọc; hãy nhập lại", source->path);
}
