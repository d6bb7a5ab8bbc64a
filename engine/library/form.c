/* Forms to fill in through the public interface: which units, which figures, and a file that is whole or not there. */
#include "base/date.h"
#include "base/decimal.h"
#include "base/file.h"
#include "library/form_units.h"
#include "library/handle.h"
#include "output/form.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS_BETWEEN 256u /* questions whether to stop */

struct filling { /* one form being made */
  chuan *handle;
  struct arena *arena;
  const struct vocabulary_level *level;
  const chuan_form_options *options;
  struct form_units units;
  struct facts_reader *reader; /* NULL without a dossier */
  struct moment now, before;
  int64_t *values, *values_before;
  int *years;
};

/* --- figures --------------------------------------------------------------------------------------------------- */

/* The figures of a year and what held in it; none that were carried along from an earlier one. */
static chuan_status read_figures(struct filling *filling, const struct unit *unit, struct moment moment,
                                 int64_t *values, chuan_data_status *worst, int *any) {
  *any = 0;
  chuan_status status = facts_reader_row(filling->reader, unit->id, moment, values, filling->years, worst);
  for (uint32_t i = 0; i < filling->level->fact_count && status == CHUAN_OK; i++) {
    if (filling->years[i] != moment.year && filling->years[i] != 0) values[i] = DECIMAL_MISSING;
    *any |= values[i] != DECIMAL_MISSING;
  }
  return status;
}

/* Units that ended in the year stay only with figures of it; how official what is filled in is, altogether. */
static chuan_status look_at_filled(struct filling *filling, chuan_data_status *worst) {
  size_t kept = 0;
  chuan_status status = CHUAN_OK;
  *worst = CHUAN_OFFICIAL;
  for (size_t i = 0; i < filling->units.count && status == CHUAN_OK; i++) {
    chuan_data_status row = CHUAN_OFFICIAL;
    int any;
    status = read_figures(filling, filling->units.items[i].unit, filling->now, filling->values, &row, &any);
    if (any && row > *worst) *worst = row;
    if (any || !filling->units.items[i].ended) filling->units.items[kept++] = filling->units.items[i];
  }
  if (status == CHUAN_OK) filling->units.count = kept;
  return status;
}

static chuan_status write_unit(struct filling *filling, const struct form_unit *one, int before,
                               struct form *form) {
  struct form_row row = {.code = one->unit->code, .name = one->unit->name, .parent = one->parent};
  chuan_data_status worst;
  chuan_status status = CHUAN_OK;
  int any;
  if (filling->options->filled) {
    status = read_figures(filling, one->unit, filling->now, filling->values, &worst, &any);
    row.values = filling->values;
  }
  if (status == CHUAN_OK && before) {
    status =
        read_figures(filling, one->unit, filling->before, filling->values_before, &row.before_status, &any);
    row.before = filling->values_before;
    row.before_carried = one->follows;
  }
  return status == CHUAN_OK ? form_row(form, &row) : status;
}

static chuan_status write_units(struct filling *filling, int before, struct form *form) {
  chuan *handle = filling->handle;
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < filling->units.count && status == CHUAN_OK; i++) {
    if (i % ROWS_BETWEEN == 0 && handle->progress &&
        handle->progress(handle->progress_payload, i, filling->units.count) != 0)
      return report_fail(handle->report, CHUAN_STOPPED, "stopped; no form was written",
                         "đã dừng; chưa ghi biểu mẫu nào");
    status = write_unit(filling, &filling->units.items[i], before, form);
  }
  return status;
}

/* --- the dossier's part ------------------------------------------------------------------------------------------ */

static chuan_status fail_without_units(const struct filling *filling) {
  const chuan_form_options *options = filling->options;
  struct report *report = filling->handle->report;
  if (filling->units.scope)
    return report_fail(report, CHUAN_NOT_FOUND,
                       "no unit of level %s lies in %s at the end of %d; name another unit or year",
                       "không có đơn vị cấp %s nào thuộc %s vào cuối năm %d; hãy nêu đơn vị hoặc năm khác",
                       options->level, filling->units.scope, options->year);
  return report_fail(
      report, CHUAN_NOT_FOUND,
      "the dossier has no unit of level %s at the end of %d; load the units first (chuan units)",
      "hồ sơ không có đơn vị cấp %s nào vào cuối năm %d; hãy nạp danh sách đơn vị trước (chuan units)",
      options->level, options->year);
}

static chuan_status find_units(struct filling *filling, struct dossier *dossier) {
  const chuan_form_options *options = filling->options;
  struct report *report = filling->handle->report;
  chuan_status status = form_units_find(dossier, options->level, options->year, options->unit,
                                        options->filled, filling->arena, report, &filling->units);
  if (status != CHUAN_OK) return status;
  if (filling->units.count == 0) return fail_without_units(filling);
  if (filling->units.count <= FORM_UNITS_MOST) return CHUAN_OK;
  return report_fail(
      report, CHUAN_LIMIT,
      "%zu units are too many for one workbook, which takes %u; make one for each unit above, by its code",
      "%zu đơn vị là quá nhiều cho một bảng tính (tối đa %u); hãy lập riêng cho từng đơn vị cấp trên, theo "
      "mã",
      filling->units.count, FORM_UNITS_MOST);
}

static chuan_status open_dossier(struct filling *filling, struct dossier *dossier,
                                 struct form_request *request) {
  int year = filling->options->year, found = 0;
  size_t years = 0;
  chuan_status status = find_units(filling, dossier);
  if (status == CHUAN_OK) status = facts_reader_open(dossier, filling->level, &filling->reader);
  if (status == CHUAN_OK)
    status = dossier_years(dossier, filling->level->level, year - 1, year - 1, &found, 1, &years);
  filling->now = moment_of(year);
  filling->before = moment_of(year - 1);
  if (filling->units.follows) filling->before = (struct moment){year - 1, date_of(year, 12, 31), 1};
  if (status == CHUAN_OK && filling->options->filled)
    status = look_at_filled(filling, &request->filled_status);
  if (status == CHUAN_OK && filling->units.count == 0) status = fail_without_units(filling);
  request->units = filling->units.count;
  request->scope = filling->units.scope;
  request->parents = filling->units.parents;
  request->before = years > 0;
  return status;
}

/* --- the file ------------------------------------------------------------------------------------------------------ */

static chuan_status fail_to_write(chuan *handle, const char *path, int error) {
  char text[FILE_REASON_SIZE];
  return report_fail(handle->report, CHUAN_IO,
                     "%s cannot be written: %s; check the folder, its permissions and its disk",
                     "không ghi được %s: %s; hãy kiểm tra thư mục, quyền ghi và ổ đĩa", path,
                     file_reason(error, report_language(handle->report), text));
}

/* A file that is there may have been filled in by somebody, so it is never replaced, not even by the same form. */
static chuan_status fail_existing(chuan *handle, const char *path) {
  return report_fail(
      handle->report, CHUAN_IO,
      "%s is there already, and figures may have been written into it; name another file, or take it "
      "away first",
      "đã có tệp %s, trong đó có thể đã có số liệu; hãy đặt tên khác, hoặc bỏ tệp cũ đi trước", path);
}

static chuan_status reserve(struct filling *filling, const char *path, const char **beside) {
  struct stat existing;
  if (lstat(path, &existing) == 0) return fail_existing(filling->handle, path);
  for (unsigned number = 0; number < 100; number++) {
    char *name = arena_format(filling->arena, "%s.%ld-%u", path, (long)getpid(), number);
    if (!name) return report_no_memory(filling->handle->report);
    int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      close(descriptor);
      *beside = name;
      return CHUAN_OK;
    }
    if (errno != EEXIST) break;
  }
  return fail_to_write(filling->handle, path, errno);
}

/* On the disk before it has its name; a name that appeared meanwhile is somebody's. */
static chuan_status publish(chuan *handle, const char *beside, const char *path) {
  int descriptor = open(beside, O_RDONLY | O_CLOEXEC);
  int error = descriptor < 0 || fsync(descriptor) != 0 ? errno : 0;
  if (descriptor >= 0) close(descriptor);
  if (error == 0 && link(beside, path) != 0) {
    error = errno;
    if (error == EEXIST) return fail_existing(handle, path);
    if (error == EPERM || error == ENOTSUP || error == ENOSYS) /* a disk without links */
      error = rename(beside, path) == 0 ? 0 : errno;
  }
  return error == 0 ? CHUAN_OK : fail_to_write(handle, path, error);
}

static chuan_status write_form(struct filling *filling, const struct form_request *request,
                               const char *path) {
  const char *beside = NULL;
  struct form *form = NULL;
  chuan_status status = reserve(filling, path, &beside);
  if (status != CHUAN_OK) return status;
  assert(beside != NULL);
  status = form_begin(request, beside, filling->arena, filling->handle->report, &form);
  if (status == CHUAN_OK) status = write_units(filling, request->before, form);
  if (status == CHUAN_OK)
    status = form_end(form);
  else
    form_drop(form);
  if (status == CHUAN_OK) status = publish(filling->handle, beside, path);
  unlink(beside);
  return status;
}

/* --- the call ------------------------------------------------------------------------------------------------------ */

static chuan_status check_options(chuan *handle, chuan_dossier *dossier, const chuan_form_options *options) {
  if (options->level == NULL || *options->level == '\0' || options->year == 0)
    return report_fail(handle->report, CHUAN_ARGUMENT,
                       "say which level and year the form is for, for instance commune and 2025",
                       "hãy nêu biểu mẫu cho cấp nào và năm nào, ví dụ commune và 2025");
  if (options->year < YEAR_FIRST || options->year > YEAR_LAST)
    return report_fail(
        handle->report, CHUAN_ARGUMENT, "the year %d is none that figures are of; write %d to %d",
        "năm %d không phải năm của số liệu; hãy ghi từ %d đến %d", options->year, YEAR_FIRST, YEAR_LAST);
  if (dossier == NULL && (options->unit != NULL || options->filled))
    return report_fail(
        handle->report, CHUAN_ARGUMENT,
        "without a dossier there are no units and no figures; open one, or ask for an empty form",
        "không có hồ sơ thì không có đơn vị và số liệu; hãy mở hồ sơ, hoặc lập biểu mẫu trống");
  return CHUAN_OK;
}

static chuan_status prepare(struct filling *filling) {
  size_t count = (size_t)filling->level->fact_count + 1;
  filling->values = arena_array(filling->arena, count, sizeof *filling->values);
  filling->values_before = arena_array(filling->arena, count, sizeof *filling->values_before);
  filling->years = arena_array(filling->arena, count, sizeof *filling->years);
  int made = filling->values && filling->values_before && filling->years;
  return made ? CHUAN_OK : report_no_memory(filling->handle->report);
}

chuan_status chuan_form_write(chuan_dossier *dossier, chuan_rulebook *rulebook,
                              const chuan_form_options *options, const char *path) {
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (options == NULL || path == NULL || *path == '\0') return handle_argument(handle, __func__);
  chuan_form_options given = CHUAN_FORM_INIT;
  struct filling filling = {.handle = handle, .options = &given};
  chuan_status status = handle_options(handle, options, &given, sizeof given);
  if (status == CHUAN_OK) status = check_options(handle, dossier, &given);
  if (status == CHUAN_OK) status = rulebook_level(rulebook, handle, given.level, &filling.level);
  if (status != CHUAN_OK) return status;
  struct form_request request = {.rulebook = rulebook->rules,
                                 .level = filling.level,
                                 .year = given.year,
                                 .file = path,
                                 .language = report_language(handle->report),
                                 .filled = given.filled};
  filling.arena = arena_create();
  status = filling.arena == NULL ? report_no_memory(handle->report) : prepare(&filling);
  if (status == CHUAN_OK && dossier != NULL) status = open_dossier(&filling, dossier->facts, &request);
  if (status == CHUAN_OK) status = write_form(&filling, &request, path);
  facts_reader_close(filling.reader);
  arena_free(filling.arena);
  return status;
}
