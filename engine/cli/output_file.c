/* Results into files: written under another name beside, brought to the disk, then renamed. */
#include "cli/output_file.h"

#include "cli/message.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char *path, chuan_language language) {
  complain(language, "%s cannot be written: %s; check the folder, its permissions and its disk",
           "không ghi được %s: %s; hãy kiểm tra thư mục, quyền ghi và ổ đĩa", path, strerror(errno));
  return EXIT_INPUT;
}

int output_file_open(struct output_file *output, const char *path, int keep, chuan_language language) {
  static const char ending[] = ".XXXXXX";
  *output = (struct output_file){.path = path};
  if (path == NULL) return EXIT_DONE;
  if (keep && access(path, F_OK) == 0) {
    complain(language, "%s is there already; name another file, or take it away first",
             "đã có tệp %s; hãy đặt tên khác, hoặc bỏ tệp cũ đi trước", path);
    return EXIT_INPUT;
  }
  size_t length = strlen(path);
  output->beside = malloc(length + sizeof ending);
  if (output->beside == NULL) {
    complain(language, "out of memory", "hết bộ nhớ");
    return EXIT_INTERNAL;
  }
  memcpy(output->beside, path, length);
  memcpy(output->beside + length, ending, sizeof ending);
  int descriptor = mkstemp(output->beside);
  output->stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
  if (output->stream != NULL) return EXIT_DONE;
  int code = fail(path, language);
  if (descriptor >= 0) {
    close(descriptor);
    unlink(output->beside);
  }
  free(output->beside);
  output->beside = NULL;
  return code;
}

int output_file_sink(void *payload, const char *text, size_t length) {
  struct output_file *output = payload;
  if (output->path == NULL) return terminal_sink(NULL, text, length);
  return fwrite(text, 1, length, output->stream) != length;
}

/* mkstemp makes a file that only its owner reads; a result is like any other file of theirs. */
static int publish(struct output_file *output) {
  static const mode_t everybody = 0666;
  mode_t mask = umask(0);
  umask(mask);
  if (fflush(output->stream) != 0 || fsync(fileno(output->stream)) != 0) return 0;
  if (fchmod(fileno(output->stream), everybody & ~mask) != 0) return 0;
  return rename(output->beside, output->path) == 0;
}

int output_file_close(struct output_file *output, int code, chuan_language language) {
  if (output->stream == NULL) return code;
  int done = code == EXIT_DONE && publish(output);
  if (!done) {
    if (code == EXIT_DONE) code = fail(output->path, language);
    unlink(output->beside);
  }
  fclose(output->stream);
  free(output->beside);
  *output = (struct output_file){.path = NULL};
  return code;
}
