/* Reads a whole small file, and only ever a regular one: a folder, a pipe or a device is refused before
 * a byte of it is read. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What people meet; the rest is rare enough to be told as the system tells it. */
static const struct reason {
  int error;
  const char *vietnamese;
} reasons[] = {
    {ENOENT, "không có tệp này"},
    {EFBIG, "tệp lớn hơn mức được phép"},
    {ENOTDIR, "một phần của đường dẫn không phải là thư mục"},
    {EISDIR, "đó là thư mục"},
    {EACCES, "không có quyền truy cập"},
    {EPERM, "không có quyền truy cập"},
    {EMFILE, "đang mở quá nhiều tệp"},
    {ENFILE, "đang mở quá nhiều tệp"},
    {ELOOP, "liên kết vòng"},
    {ENAMETOOLONG, "tên quá dài"},
    {EIO, "lỗi đọc ghi ổ đĩa"},
    {ENOSPC, "đĩa đã đầy"},
    {EDQUOT, "đã hết hạn mức đĩa"},
    {EROFS, "đĩa chỉ cho đọc"},
};

const char *file_reason(int error, chuan_language language, char text[FILE_REASON_SIZE]) {
  for (size_t i = 0; language == CHUAN_VIETNAMESE && i < sizeof reasons / sizeof *reasons; i++) {
    if (reasons[i].error == error) return reasons[i].vietnamese;
  }
  if (strerror_r(error, text, FILE_REASON_SIZE) != 0) text[0] = 0;
  return text;
}

static chuan_status fail_with_reason(struct report *report, const char *path, int error) {
  char text[FILE_REASON_SIZE];
  return report_fail(report, CHUAN_IO, "cannot read %s: %s; check the name and the permissions",
                     "không đọc được %s: %s; hãy kiểm tra lại tên tệp và quyền truy cập", path,
                     file_reason(error, report_language(report), text));
}

static chuan_status check_regular(const char *path, const struct stat *status, size_t maximum,
                                  struct report *report) {
  if (S_ISDIR(status->st_mode))
    return report_fail(report, CHUAN_IO, "%s is a folder; name a file in it",
                       "%s là thư mục; hãy nêu tên một tệp trong đó", path);
  if (!S_ISREG(status->st_mode))
    return report_fail(
        report, CHUAN_IO, "%s is not an ordinary file but a pipe or a device; save it as a file first",
        "%s không phải là tệp thông thường mà là ống dẫn hoặc thiết bị; hãy lưu thành tệp trước", path);
  if ((uintmax_t)status->st_size > maximum)
    return report_fail(report, CHUAN_IO,
                       "%s has %ju bytes, more than the %zu allowed; split it into smaller files",
                       "%s có %ju byte, quá mức cho phép là %zu; hãy chia thành các tệp nhỏ hơn", path,
                       (uintmax_t)status->st_size, maximum);
  return CHUAN_OK;
}

static chuan_status read_open(struct arena *arena, int descriptor, const char *path, size_t maximum,
                              struct report *report, char **text, size_t *length) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return fail_with_reason(report, path, errno);
  chuan_status checked = check_regular(path, &status, maximum, report);
  if (checked != CHUAN_OK) return checked;

  size_t size = (size_t)status.st_size, filled = 0;
  char *bytes = arena_alloc(arena, size + 1);
  if (!bytes) return report_no_memory(report);
  /* One byte more than the file had is asked for: its presence means the file grew meanwhile. */
  for (;;) {
    ssize_t got = read(descriptor, bytes + filled, size + 1 - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail_with_reason(report, path, errno);
    if (got == 0) break;
    filled += (size_t)got;
    if (filled > size) break;
  }
  if (filled != size)
    return report_fail(report, CHUAN_IO, "%s changed while it was read; try again when it has been saved",
                       "%s bị thay đổi trong lúc đang đọc; hãy thử lại khi đã lưu xong", path);
  bytes[size] = 0;
  *text = bytes;
  *length = size;
  return CHUAN_OK;
}

chuan_status file_read(struct arena *arena, const char *path, size_t maximum, struct report *report,
                       char **text, size_t *length) {
  *text = NULL;
  *length = 0;
  int descriptor;
  do { /* O_NONBLOCK: opening a pipe without a writer would wait for ever */
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return fail_with_reason(report, path, errno);
  chuan_status status = read_open(arena, descriptor, path, maximum, report, text, length);
  close(descriptor);
  return status;
}
