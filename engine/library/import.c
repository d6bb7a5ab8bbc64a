/* Files into facts, through the public interface. */
#include "import/import.h"

#include "import/isolation.h"
#include "library/handle.h"
#include "library/validation.h"
#include "output/plugins_output.h"

chuan_status chuan_import_run(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *path,
                              const chuan_import_options *options, chuan_counts *counts) {
  if (counts != NULL) *counts = (chuan_counts){.accepted = 0};
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || path == NULL || options == NULL || counts == NULL)
    return handle_argument(handle, __func__);
  chuan_import_options given = CHUAN_IMPORT_INIT;
  chuan_status status = handle_options(handle, options, &given, sizeof given);
  if (status != CHUAN_OK) return status;
  if (given.level == NULL || *given.level == '\0') {
    return report_fail(handle->report, CHUAN_ARGUMENT,
                       "say which level the file is about, for instance commune",
                       "hãy nêu tệp nói về cấp nào, ví dụ commune");
  }
  if ((unsigned)given.status > CHUAN_ILLUSTRATIVE) {
    return report_fail(handle->report, CHUAN_ARGUMENT, "figures are official, preliminary or illustrative",
                       "số liệu là chính thức, sơ bộ hoặc minh họa");
  }
  enum text_encoding encoding = given.encoding ? encoding_named(given.encoding) : ENCODING_UNKNOWN;
  if (given.encoding && encoding == ENCODING_UNKNOWN) {
    return report_fail(handle->report, CHUAN_ARGUMENT,
                       "there is no encoding \"%s\"; write tcvn3, vni, windows-1258 or utf-8",
                       "không có bảng mã \"%s\"; hãy viết tcvn3, vni, windows-1258 hoặc utf-8",
                       given.encoding);
  }
  const struct vocabulary_level *vocabulary;
  status = rulebook_level(rulebook, handle, given.level, &vocabulary);
  if (status != CHUAN_OK) return status;
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  struct mapping *mapping = NULL;
  struct plugins *plugins;
  status = handle_plugins(handle, &plugins);
  if (status == CHUAN_OK && given.mapping != NULL) {
    status = mapping_load(given.mapping, rulebook->rules, vocabulary->level, arena, handle->report, &mapping);
  }
  if (status == CHUAN_OK) status = dossier_fits(dossier, rulebook);
  struct validation_run *validation = NULL;
  const struct row_validator *validator = NULL;
  if (status == CHUAN_OK)
    status = validation_begin(rulebook->rules, vocabulary, dossier->facts, handle->report, &validation,
                              &validator);
  if (status == CHUAN_OK) {
    struct import_request request = {.path = path,
                                     .level = given.level,
                                     .year = given.year,
                                     .mapping = mapping,
                                     .format = given.format,
                                     .sheet = given.sheet,
                                     .status = given.status,
                                     .dry_run = given.dry_run,
                                     .rejects = given.rejects,
                                     .validator = validator,
                                     .encoding = encoding,
                                     .in_process = given.in_process,
                                     .progress = handle->progress,
                                     .progress_payload = handle->progress_payload};
    status =
        import_run(dossier->facts, plugins, &rulebook->rules->vocabulary, &request, handle->report, counts);
  }
  validation_end(validation);
  arena_free(arena);
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  return status;
}

int chuan_import_year(chuan *handle, const char *path, const chuan_import_options *options) {
  chuan_import_options given = CHUAN_IMPORT_INIT;
  struct plugins *plugins;
  struct mapping *mapping = NULL;
  if (handle == NULL) return 0;
  report_clear(handle->report);
  if (path == NULL || handle_options(handle, options, &given, sizeof given) != CHUAN_OK) return 0;
  if (given.year != 0) return given.year;
  struct arena *arena = arena_create();
  int year = 0;
  if (arena != NULL && handle_plugins(handle, &plugins) == CHUAN_OK &&
      (given.mapping == NULL ||
       mapping_load(given.mapping, NULL, given.level, arena, handle->report, &mapping) == CHUAN_OK)) {
    struct year_request request = {
        .plugins = plugins,
        .path = path,
        .format = given.format,
        .sheet = given.sheet,
        .mapping = mapping,
        .encoding = given.encoding ? encoding_named(given.encoding) : ENCODING_UNKNOWN,
        .in_process = given.in_process};
    year = import_first_year(&request);
  }
  arena_free(arena);
  report_clear(handle->report); /* the import itself says what is wrong with the file */
  return year;
}

chuan_status chuan_plugins_write(chuan *handle, const chuan_style *style, chuan_sink sink, void *payload) {
  if (handle == NULL) return CHUAN_ARGUMENT;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  struct plugins *plugins;
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status == CHUAN_OK) status = handle_plugins(handle, &plugins);
  if (status != CHUAN_OK) return status;
  struct arena *arena = arena_create();
  size_t count = plugins_count(plugins);
  const chuan_plugin **list = arena == NULL ? NULL : arena_array(arena, count + 1, sizeof *list);
  for (size_t i = 0; list != NULL && i < count; i++) list[i] = plugins_get(plugins, i);
  struct isolation_means means = isolation_means();
  struct plugins_apart apart = {means.process, means.landlock, means.seccomp};
  status = CHUAN_MEMORY;
  if (list != NULL)
    status = plugins_output(list, count, &apart, report_language(handle->report), &shape, sink, payload);
  arena_free(arena);
  return handle_said(handle, status);
}
