/* From a folder to one period's rule files: which periods are there, which is asked for, and in which order its
 * files are read. */
#include "rules/loading.h"
#include "rules/rule_files.h"

#include "base/file.h"

#include <string.h>

#define TEXT_MAX ((size_t)64 << 20) /* of all files of a period together */

struct candidate { /* a folder with a period.lua */
  const char *folder;
  const char *id; /* "" when its period cannot be read */
  int first_year, last_year;
};

/* --- one period's files ------------------------------------------------------------------------------ */

/* Adds one file to texts[]. */
static chuan_status read_text(struct arena *arena, const struct rule_file *file, struct report *report,
                              struct rule_text *out) {
  char *text = NULL;
  size_t length = 0;
  chuan_status status = file_read(arena, file->shown, SANDBOX_FILE_BYTES, report, &text, &length);
  *out = (struct rule_text){file->path, file->shown, text, length};
  return status;
}

/* A rule file that lost its ending would leave the law without a sound. */
static void tell_strays(const char *folder, const struct rule_files *found, struct report *report) {
  for (size_t i = 0; i < found->stray_count; i++) {
    struct place place = {folder, 0, 0};
    report_problem(report, CHUAN_WARNING, &place, "%s is not read; rename it to end in .lua, or move it away",
                   "tệp %s không được đọc; hãy đổi tên cho có đuôi .lua, hoặc chuyển đi nơi khác",
                   found->strays[i]);
  }
}

static chuan_status read_texts(struct arena *arena, const char *folder, struct report *report,
                               struct rule_text **out, size_t *count) {
  struct rule_files found;
  size_t total = 0;
  *out = NULL;
  *count = 0;
  chuan_status status = rule_files_find(arena, folder, report, &found);
  if (status != CHUAN_OK) return status;
  if (found.count == 0) {
    return report_fail(
        report, CHUAN_IO, "there are no rule files (*.lua) in %s; give the folder of the rules with --rules",
        "không có tệp quy tắc (*.lua) nào trong %s; hãy chỉ thư mục quy tắc bằng --rules", folder);
  }
  tell_strays(folder, &found, report);
  struct rule_text *texts = arena_array(arena, found.count, sizeof *texts);
  if (!texts) return report_no_memory(report);
  for (int facts = 1; facts >= 0; facts--) { /* facts.lua first, then the others by name */
    for (size_t i = 0; i < found.count; i++) {
      if ((strcmp(found.files[i].path, "facts.lua") == 0) != facts) continue;
      status = read_text(arena, &found.files[i], report, &texts[*count]);
      if (status != CHUAN_OK) return status;
      total += texts[(*count)++].length;
      if (total > TEXT_MAX) {
        return report_fail(report, CHUAN_LIMIT,
                           "the rule files in %s are larger than 64 MB; split the period",
                           "các tệp quy tắc trong %s lớn hơn 64 MB; hãy tách giai đoạn", folder);
      }
    }
  }
  *out = texts;
  return CHUAN_OK;
}

/* --- which period ------------------------------------------------------------------------------------ */

#define ID_SIZE 160

static chuan_status read_candidates(struct arena *arena, const char *folder, struct report *report,
                                    struct candidate **out, size_t *count) {
  const char **names = NULL;
  chuan_status status = rule_files_periods(arena, folder, report, &names, count);
  if (status != CHUAN_OK) return status;
  struct candidate *candidates = arena_array(arena, *count + 1, sizeof *candidates);
  if (!candidates) return report_no_memory(report);
  for (size_t i = 0; i < *count; i++) {
    struct candidate *one = &candidates[i];
    char id[ID_SIZE];
    one->folder = *names[i] ? arena_format(arena, "%s/%s", folder, names[i]) : arena_string(arena, folder);
    const char *shown = one->folder ? arena_format(arena, "%s/period.lua", one->folder) : NULL;
    if (!shown) return report_no_memory(report);
    struct rule_file file = {"period.lua", shown};
    struct rule_text text;
    status = read_text(arena, &file, report, &text);
    if (status != CHUAN_OK) return status;
    one->id = "";
    if (!rulebook_peek(&text, id, sizeof id, &one->first_year, &one->last_year)) continue;
    one->id = arena_string(arena, id);
    if (!one->id) return report_no_memory(report);
  }
  *out = candidates;
  return CHUAN_OK;
}

static int suits(const struct candidate *candidate, const char *period, int year) {
  if (period) return strcmp(candidate->id, period) == 0;
  return !year || (candidate->first_year <= year && year <= candidate->last_year);
}

static chuan_status refuse_choice(struct arena *arena, const char *folder, const struct candidate *candidates,
                                  size_t count, const char *period, int year, struct report *report) {
  const char *there = "";
  for (size_t i = 0; i < count && there; i++) {
    if (*candidates[i].id) there = arena_format(arena, "%s%s%s", there, *there ? ", " : "", candidates[i].id);
  }
  if (!there) return report_no_memory(report);
  if (period) {
    return report_fail(report, CHUAN_NOT_FOUND, "there is no period \"%s\" in %s; choose one of: %s",
                       "không có giai đoạn \"%s\" trong %s; hãy chọn một trong: %s", period, folder, there);
  }
  return report_fail(report, CHUAN_NOT_FOUND, "no period in %s covers the year %d; choose one of: %s",
                     "không giai đoạn nào trong %s gồm năm %d; hãy chọn một trong: %s", folder, year, there);
}

/* Two folders of one period: which of them is the law cannot be guessed. */
static chuan_status refuse_twins(const struct candidate *candidates, size_t count,
                                 const struct candidate *chosen, struct report *report) {
  for (size_t i = 0; i < count; i++) {
    const struct candidate *other = &candidates[i];
    if (other == chosen || strcmp(other->id, chosen->id) != 0) continue;
    return report_fail(
        report, CHUAN_RULE,
        "the period \"%s\" is declared in both %s and %s; delete one or move it elsewhere",
        "giai đoạn \"%s\" được khai ở cả %s và %s; hãy xóa hoặc chuyển một thư mục đi nơi khác", chosen->id,
        chosen < other ? chosen->folder : other->folder, chosen < other ? other->folder : chosen->folder);
  }
  return CHUAN_OK;
}

/* --- other periods, for what is carried over from them ----------------------------------------------- */

struct beside { /* the folder that the periods lie in */
  struct arena *arena;
  const char *folder;
};

static chuan_status find_beside(void *self, const char *period, struct report *report,
                                const struct rule_text **files, size_t *count) {
  const struct beside *beside = self;
  struct candidate *candidates = NULL;
  struct rule_text *texts = NULL;
  size_t candidate_count = 0;
  chuan_status status = read_candidates(beside->arena, beside->folder, report, &candidates, &candidate_count);
  const struct candidate *chosen = NULL;
  for (size_t i = 0; status == CHUAN_OK && i < candidate_count && !chosen; i++)
    if (strcmp(candidates[i].id, period) == 0) chosen = &candidates[i];
  if (status != CHUAN_OK || !chosen) return status != CHUAN_OK ? status : CHUAN_NOT_FOUND;
  status = refuse_twins(candidates, candidate_count, chosen, report);
  if (status == CHUAN_OK) status = read_texts(beside->arena, chosen->folder, report, &texts, count);
  *files = texts;
  return status;
}

/* The folder that a folder lies in, as a path. */
static const char *folder_above(struct arena *arena, const char *folder) {
  const char *slash = strrchr(folder, '/');
  if (strcmp(slash ? slash + 1 : folder, "..") == 0 || strcmp(folder, ".") == 0)
    return arena_format(arena, "%s/..", folder);
  if (!slash) return ".";
  return slash == folder ? "/" : arena_text(arena, folder, (size_t)(slash - folder));
}

static chuan_status load_folder(const char *folder, const char *above, struct report *report,
                                struct rulebook **out) {
  struct arena *arena = arena_create();
  struct rule_text *texts = NULL;
  size_t count = 0;
  if (!arena) return report_no_memory(report);
  struct beside beside = {arena, above};
  struct rule_periods periods = {&beside, find_beside};
  chuan_status status = read_texts(arena, folder, report, &texts, &count);
  if (status == CHUAN_OK) status = rulebook_load_texts(folder, texts, count, &periods, report, out);
  arena_free(arena);
  return status;
}

/* The period that ends last before the rulebook begins. */
static const struct candidate *just_before(const struct candidate *candidates, size_t count,
                                           const struct rulebook *rulebook) {
  const struct candidate *chosen = NULL;
  for (size_t i = 0; i < count; i++) {
    const struct candidate *one = &candidates[i];
    if (*one->id && one->last_year < rulebook->first_year && (!chosen || one->last_year > chosen->last_year))
      chosen = one;
  }
  return chosen;
}

chuan_status rulebook_load_beside(const struct rulebook *rulebook, const char *period, struct arena *arena,
                                  struct report *report, const char **id, struct rulebook **out) {
  struct candidate *candidates = NULL;
  const struct candidate *chosen = NULL;
  size_t count = 0;
  *id = NULL;
  *out = NULL;
  const char *above = folder_above(arena, rulebook->folder);
  if (!above) return report_no_memory(report);
  chuan_status status = read_candidates(arena, above, report, &candidates, &count);
  if (status != CHUAN_OK) return status;
  if (!period) chosen = just_before(candidates, count, rulebook);
  for (size_t i = 0; period && i < count && !chosen; i++)
    if (strcmp(candidates[i].id, period) == 0) chosen = &candidates[i];
  if (!chosen) return CHUAN_OK;
  *id = chosen->id;
  status = refuse_twins(candidates, count, chosen, report);
  return status == CHUAN_OK ? load_folder(chosen->folder, above, report, out) : status;
}

chuan_status rulebook_load(const char *folder, const char *period, int year, struct report *report,
                           struct rulebook **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct candidate *candidates = NULL;
  size_t count = 0;
  if (!arena) return report_no_memory(report);
  const struct candidate *chosen = NULL, *unreadable = NULL;
  size_t length = strlen(folder);
  while (length > 1 && folder[length - 1] == '/') length--;
  folder = arena_text(arena, folder, length);
  chuan_status status =
      folder ? read_candidates(arena, folder, report, &candidates, &count) : report_no_memory(report);
  if (status != CHUAN_OK || !candidates) goto done;
  for (size_t i = 0; i < count; i++) {
    const struct candidate *one = &candidates[i];
    if (!*one->id) {
      unreadable = one;
    } else if (suits(one, period, year) && (!chosen || one->last_year > chosen->last_year)) {
      chosen = one;
    }
  }
  /* A period that cannot be read may be the one that is asked for, or the latest: loading it says what is wrong with
   * it. A folder without any period.lua may still hold rules: loading it says what is missing. */
  if (unreadable && (!chosen || (!period && !year))) chosen = unreadable;
  if (chosen && chosen != unreadable) status = refuse_twins(candidates, count, chosen, report);
  if (status != CHUAN_OK) goto done;
  if (chosen || count == 0) {
    const char *own = chosen ? chosen->folder : folder;
    const char *above = strcmp(own, folder) == 0 ? folder_above(arena, folder) : folder;
    status = above ? load_folder(own, above, report, out) : report_no_memory(report);
  } else {
    status = refuse_choice(arena, folder, candidates, count, period, year, report);
  }
done:
  arena_free(arena);
  return status;
}

/* Whether a period suits the figures of a year better than another: covering it, then beginning soonest after it, then
 * ending latest. */
static int suits_better(const struct candidate *one, const struct candidate *other, int year) {
  int covers = one->first_year <= year && year <= one->last_year,
      other_covers = other->first_year <= year && year <= other->last_year;
  if (covers != other_covers) return covers;
  int after = one->first_year > year, other_after = other->first_year > year;
  if (after != other_after) return after;
  return after ? one->first_year < other->first_year : one->last_year > other->last_year;
}

chuan_status rulebook_period_of(const char *folder, int year, struct arena *arena, struct report *report,
                                const char **period) {
  struct candidate *candidates = NULL;
  const struct candidate *chosen = NULL;
  size_t count = 0;
  *period = "";
  chuan_status status = read_candidates(arena, folder, report, &candidates, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) {
    if (!*candidates[i].id)
      return CHUAN_OK; /* a period that cannot be read may be the one: loading says so */
    if (!chosen || suits_better(&candidates[i], chosen, year)) chosen = &candidates[i];
  }
  if (chosen) *period = chosen->id;
  return status;
}
