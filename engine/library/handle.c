/* The handle: language, threads, plugins, progress, and what went wrong last. */
#include "library/handle.h"

#include <stdlib.h>
#include <string.h>

/* Where `make install` puts the plugins; the Makefile says where that is. */
#ifndef CHUAN_PLUGIN_DIR
#define CHUAN_PLUGIN_DIR "/usr/local/lib/chuan/plugins"
#endif

const char *chuan_version(void) {
  return CHUAN_VERSION;
}

const char *chuan_status_text(chuan_status status) {
  switch (status) {
#define XX(number, name, text) \
  case CHUAN_##name:           \
    return text;
    CHUAN_STATUS_MAP(XX)
#undef XX
  }
  return "unknown status";
}

const char *chuan_verdict_name(chuan_verdict verdict) {
  static const char *const names[] = {"not_met", "no_data", "met", "not_applicable"};
  return (unsigned)verdict < sizeof names / sizeof *names ? names[verdict] : "";
}

chuan_status chuan_create(chuan **out) {
  if (out == NULL) return CHUAN_ARGUMENT;
  *out = NULL;
  chuan *handle = calloc(1, sizeof *handle);
  if (handle == NULL) return CHUAN_MEMORY;
  handle->report = report_create();
  handle->arena = arena_create();
  if (handle->report == NULL || handle->arena == NULL) {
    chuan_free(handle);
    return CHUAN_MEMORY;
  }
  *out = handle;
  return CHUAN_OK;
}

void chuan_free(chuan *handle) {
  if (handle == NULL) return;
  plugins_free(handle->plugins);
  arena_free(handle->arena);
  report_free(handle->report);
  free(handle);
}

const char *chuan_error_message(const chuan *handle) {
  return handle == NULL ? "" : report_message(handle->report);
}

chuan_status chuan_error_status(const chuan *handle) {
  return handle == NULL ? CHUAN_ARGUMENT : report_status(handle->report);
}

size_t chuan_problem_count(const chuan *handle) {
  return handle == NULL ? 0 : report_problem_count(handle->report);
}

const chuan_problem *chuan_problem_get(const chuan *handle, size_t index) {
  return handle == NULL ? NULL : report_problem_get(handle->report, index);
}

void chuan_language_set(chuan *handle, chuan_language language) {
  if (handle != NULL) report_set_language(handle->report, language);
}

chuan_language chuan_language_get(const chuan *handle) {
  return handle == NULL ? CHUAN_VIETNAMESE : report_language(handle->report);
}

void chuan_threads_set(chuan *handle, unsigned threads) {
  if (handle != NULL) handle->threads = threads > 64 ? 64 : threads;
}

void chuan_progress_set(chuan *handle, chuan_progress callback, void *payload) {
  if (handle == NULL) return;
  handle->progress = callback;
  handle->progress_payload = payload;
}

chuan_status chuan_plugins_set(chuan *handle, const char *folder) {
  if (handle == NULL) return CHUAN_ARGUMENT;
  report_clear(handle->report);
  const char *copy = folder == NULL ? NULL : arena_string(handle->arena, folder);
  if (folder != NULL && copy == NULL) return report_no_memory(handle->report);
  handle->plugins_folder = copy;
  plugins_free(handle->plugins);
  handle->plugins = NULL;
  return CHUAN_OK;
}

chuan_status handle_plugins(chuan *handle, struct plugins **out) {
  *out = NULL;
  if (handle->plugins == NULL) {
    const char *folder = handle->plugins_folder;
    if (folder == NULL) folder = getenv("CHUAN_PLUGINS");
    if (folder == NULL || *folder == '\0') folder = CHUAN_PLUGIN_DIR;
    chuan_status status = plugins_load(folder, handle->report, &handle->plugins);
    if (status != CHUAN_OK) return status;
  }
  *out = handle->plugins;
  return CHUAN_OK;
}

chuan_status handle_said(chuan *handle, chuan_status status) {
  if (status == CHUAN_MEMORY) return report_no_memory(handle->report);
  if (status == CHUAN_IO) {
    return report_fail(handle->report, CHUAN_IO,
                       "the output could not be written; is the disk full, or was the reader closed?",
                       "không ghi được kết quả; đĩa đầy, hay bên nhận đã đóng?");
  }
  return status;
}

chuan_status handle_argument(chuan *handle, const char *call) {
  return report_fail(
      handle->report, CHUAN_ARGUMENT,
      "%s was called without something it needs, or with a value it does not know; see chuan.h",
      "%s được gọi thiếu tham số bắt buộc, hoặc với giá trị không hợp lệ; xem chuan.h", call);
}

chuan_status handle_options(chuan *handle, const void *options, void *out, size_t size) {
  uint32_t known = 0;
  if (options == NULL) return CHUAN_OK;
  memcpy(&known, options, sizeof known);
  if (known < sizeof known) {
    return report_fail(handle->report, CHUAN_ARGUMENT,
                       "the size of an options struct is not set; begin with its _INIT macro",
                       "chưa đặt size của cấu trúc tùy chọn; hãy khởi tạo bằng macro _INIT");
  }
  memcpy(out, options, known < size ? known : size);
  return CHUAN_OK;
}

chuan_status handle_style(chuan *handle, const chuan_style *given, chuan_style *out) {
  *out = (chuan_style)CHUAN_STYLE_INIT;
  chuan_status status = handle_options(handle, given, out, sizeof *out);
  if (status != CHUAN_OK || (unsigned)out->format <= CHUAN_JSON) return status;
  return report_fail(handle->report, CHUAN_ARGUMENT,
                     "there is no output format %d; choose a table, CSV or JSON",
                     "không có định dạng kết quả %d; hãy chọn bảng, CSV hoặc JSON", (int)out->format);
}
