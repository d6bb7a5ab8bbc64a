/* What is known of units over time, through the public interface: successions, dated attributes, the register. */
#include "import/import.h"
#include "library/handle.h"

/* What a person may stop, while it is read and while it is stored; `stored` when it is over. */
static struct list_request list_request(chuan_dossier *dossier, struct plugins *plugins, const char *path) {
  chuan *handle = dossier->handle;
  dossier_stop_when(dossier->facts, handle->progress, handle->progress_payload);
  return (struct list_request){.plugins = plugins,
                               .path = path,
                               .progress = handle->progress,
                               .progress_payload = handle->progress_payload,
                               .report = handle->report};
}

static chuan_status stored(chuan_dossier *dossier, chuan_status status) {
  dossier_stop_when(dossier->facts, NULL, NULL);
  return status;
}

static chuan_status status_check(chuan *handle, chuan_data_status status) {
  if ((unsigned)status <= CHUAN_ILLUSTRATIVE) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_ARGUMENT, "figures are official, preliminary or illustrative",
                     "số liệu là chính thức, sơ bộ hoặc minh họa");
}

typedef chuan_status list_reader(struct dossier *dossier, const struct list_request *request,
                                 chuan_counts *counts);

/* A list about units, which needs no rules. `call` is the function of chuan.h. */
static chuan_status load_list(chuan_dossier *dossier, const char *path, chuan_counts *counts,
                              list_reader *read, const char *call) {
  if (counts != NULL) *counts = (chuan_counts){.accepted = 0};
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (path == NULL || counts == NULL) return handle_argument(handle, call);
  struct plugins *plugins;
  chuan_status status = handle_plugins(handle, &plugins);
  if (status == CHUAN_OK) {
    struct list_request request = list_request(dossier, plugins, path);
    status = stored(dossier, read(dossier->facts, &request, counts));
  }
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  return status;
}

chuan_status chuan_units_load(chuan_dossier *dossier, const char *path, chuan_counts *counts) {
  return load_list(dossier, path, counts, units_read, __func__);
}

chuan_status chuan_successions_load(chuan_dossier *dossier, const char *path, chuan_counts *counts) {
  return load_list(dossier, path, counts, successions_read, __func__);
}

chuan_status chuan_attributes_load(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *path,
                                   const char *level, chuan_data_status data_status, chuan_counts *counts) {
  if (counts != NULL) *counts = (chuan_counts){.accepted = 0};
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || path == NULL || level == NULL || counts == NULL)
    return handle_argument(handle, __func__);
  const struct vocabulary_level *vocabulary;
  struct plugins *plugins;
  chuan_status status = status_check(handle, data_status);
  if (status == CHUAN_OK) status = rulebook_level(rulebook, handle, level, &vocabulary);
  if (status == CHUAN_OK) status = handle_plugins(handle, &plugins);
  if (status == CHUAN_OK) status = dossier_fits(dossier, rulebook);
  if (status == CHUAN_OK) {
    struct list_request request = list_request(dossier, plugins, path);
    status = stored(dossier, attributes_read(dossier->facts, &request, vocabulary, data_status, counts));
  }
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  return status;
}

static chuan_status standards_list(const chuan_rulebook *rulebook, struct arena *arena,
                                   struct register_standard **out, size_t *count) {
  const struct rulebook *rules = rulebook->rules;
  *count = 0;
  *out = arena_array(arena, (size_t)rules->judged_count + 1, sizeof **out);
  if (*out == NULL) return report_no_memory(rulebook->handle->report);
  for (uint32_t i = 0; i < rules->judged_count; i++) {
    const struct judged *judged = rules->judged[i];
    if (judged->kind == JUDGED_STANDARD && judged->reviews == NULL)
      (*out)[(*count)++] = (struct register_standard){judged->id, judged->level};
  }
  return CHUAN_OK;
}

chuan_status chuan_recognitions_load(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *path,
                                     chuan_data_status data_status, chuan_counts *counts) {
  if (counts != NULL) *counts = (chuan_counts){.accepted = 0};
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || path == NULL || counts == NULL) return handle_argument(handle, __func__);
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  struct register_standard *standards = NULL;
  size_t standard_count = 0;
  struct plugins *plugins;
  chuan_status status = status_check(handle, data_status);
  if (status == CHUAN_OK) status = handle_plugins(handle, &plugins);
  if (status == CHUAN_OK) status = standards_list(rulebook, arena, &standards, &standard_count);
  if (status == CHUAN_OK) {
    struct list_request request = list_request(dossier, plugins, path);
    status = stored(
        dossier, recognitions_read(dossier->facts, &request, standards, standard_count, data_status, counts));
  }
  arena_free(arena);
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  return status;
}
