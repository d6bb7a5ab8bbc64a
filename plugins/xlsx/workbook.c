/* workbook.c - from the package's relations to its sheets: _rels/.rels names the workbook, the workbook names its sheets
 * by relation, and the workbook's relations say which part each is. */
#include "workbook.h"

#include "../package/row.h"
#include "../package/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RELATIONS_MAX ((size_t)65536)
#define PATH_SIZE 256

struct relation {
  const char *id, *kind, *target; /* the kind is the last word of its address */
};

struct relations {
  struct package *package;
  struct relation *list;
  size_t count, room;
};

/* --- relations ------------------------------------------------------------------------------------------ */

static int relation_started(void *self, const char *name, const char **attributes) {
  struct relations *relations = self;
  if (!xml_is(name, "Relationship")) return CHUAN_PLUGIN_OK;
  const char *id = xml_attribute(attributes, "Id"), *kind = xml_attribute(attributes, "Type");
  const char *target = xml_attribute(attributes, "Target"), *mode = xml_attribute(attributes, "TargetMode");
  if (!id || !kind || !target || (mode && xml_is(mode, "External"))) return CHUAN_PLUGIN_OK;
  if (relations->count == RELATIONS_MAX) return package_broken(relations->package, MANY_SHEETS, NULL, 0, 0);
  if (relations->count == relations->room) {
    size_t room = relations->room ? relations->room * 2 : 16;
    struct relation *list = package_alloc(relations->package, room * sizeof *list);
    if (!list) return CHUAN_PLUGIN_MEMORY;
    if (relations->count) memcpy(list, relations->list, relations->count * sizeof *list);
    relations->list = list;
    relations->room = room;
  }
  const char *slash = strrchr(kind, '/');
  if (slash) kind = slash + 1;
  struct relation *relation = &relations->list[relations->count];
  relation->id = text_copy(relations->package, id, strlen(id));
  relation->kind = text_copy(relations->package, kind, strlen(kind));
  relation->target = text_copy(relations->package, target, strlen(target));
  if (!relation->id || !relation->kind || !relation->target) return CHUAN_PLUGIN_MEMORY;
  relations->count++;
  return CHUAN_PLUGIN_OK;
}

static int no_end(void *self, const char *name) {
  (void)self, (void)name;
  return CHUAN_PLUGIN_OK;
}

static int no_text(void *self, const char *text, size_t length) {
  (void)self, (void)text, (void)length;
  return CHUAN_PLUGIN_OK;
}

static int relations_read(struct package *package, const char *part, struct relations *out) {
  *out = (struct relations){.package = package};
  const struct xml_taker taker = {out, relation_started, no_end, no_text};
  return xml_read(package, part, (struct xml_options){0}, &taker);
}

static const char *target_of_kind(const struct relations *relations, const char *kind) {
  for (size_t i = 0; i < relations->count; i++)
    if (xml_is(relations->list[i].kind, kind)) return relations->list[i].target;
  return NULL;
}

/* The part that `target` means when it stands in a relation of the part `from`; 0 when there can be none. */
static int resolve(const char *from, const char *target, char out[PATH_SIZE]) {
  const char *slash = strrchr(from, '/');
  size_t used = *target == '/' || !slash ? 0 : (size_t)(slash - from);
  if (used + strlen(target) + 2 > PATH_SIZE) return 0;
  memcpy(out, from, used);
  while (*target) {
    size_t length = strcspn(target, "/");
    if (length == 2 && memcmp(target, "..", 2) == 0) {
      while (used > 0 && out[used - 1] != '/') used--;
      used -= used > 0;
    } else if (length > 0 && !(length == 1 && *target == '.')) {
      if (used > 0) out[used++] = '/';
      memcpy(out + used, target, length);
      used += length;
    }
    target += length + (target[length] == '/');
  }
  out[used] = 0;
  return used > 0;
}

static int relations_path(const char *part, char out[PATH_SIZE]) {
  const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;
  int length = snprintf(out, PATH_SIZE, "%.*s_rels/%s.rels", (int)(name - part), part, name);
  return length > 0 && length < PATH_SIZE;
}

/* --- the workbook ---------------------------------------------------------------------------------------- */

struct workbook_reader {
  struct workbook *workbook;
  size_t depth;
  int is_workbook;
};

static int sheet_listed(struct workbook *workbook, const char **attributes) {
  const char *name = xml_attribute(attributes, "name"), *state = xml_attribute(attributes, "state");
  const char *relation = xml_attribute(attributes, "id");
  if (!name || !relation) return CHUAN_PLUGIN_OK;
  if (workbook->count == SHEETS_MAX) return package_broken(workbook->package, MANY_SHEETS, NULL, 0, 0);
  if (workbook->count == workbook->room) {
    size_t room = workbook->room ? workbook->room * 2 : 16;
    struct workbook_sheet *sheets = package_alloc(workbook->package, room * sizeof *sheets);
    if (!sheets) return CHUAN_PLUGIN_MEMORY;
    if (workbook->count) memcpy(sheets, workbook->sheets, workbook->count * sizeof *sheets);
    workbook->sheets = sheets;
    workbook->room = room;
  }
  size_t length = strlen(name);
  char *copy = text_copy(workbook->package, name, length);
  if (!copy) return CHUAN_PLUGIN_MEMORY;
  copy[text_unescape(copy, length)] = 0;
  struct workbook_sheet *sheet = &workbook->sheets[workbook->count++];
  *sheet = (struct workbook_sheet){.name = copy, .hidden = state && !xml_is(state, "visible")};
  sheet->relation = text_copy(workbook->package, relation, strlen(relation));
  return sheet->relation ? CHUAN_PLUGIN_OK : CHUAN_PLUGIN_MEMORY;
}

static int workbook_started(void *self, const char *name, const char **attributes) {
  struct workbook_reader *reader = self;
  if (reader->depth++ == 0) reader->is_workbook = xml_is(name, "workbook");
  if (!reader->is_workbook) return package_broken(reader->workbook->package, NO_WORKBOOK, NULL, 0, 0);
  if (xml_is(name, "workbookPr"))
    reader->workbook->since_1904 = xml_truth(xml_attribute(attributes, "date1904"));
  if (xml_is(name, "sheet") && reader->depth == 3) return sheet_listed(reader->workbook, attributes);
  return CHUAN_PLUGIN_OK;
}

static int workbook_ended(void *self, const char *name) {
  (void)name;
  ((struct workbook_reader *)self)->depth--;
  return CHUAN_PLUGIN_OK;
}

static int by_id(const void *a, const void *b) {
  return strcmp(((const struct relation *)a)->id, ((const struct relation *)b)->id);
}

static const char *path_copy(struct workbook *workbook, const char *from, const char *target) {
  char path[PATH_SIZE];
  if (!resolve(from, target, path))
    path[0] = 0; /* no part has this name: that is told when it is looked for */
  return text_copy(workbook->package, path, strlen(path));
}

static int relate(struct workbook *workbook, const char *part) {
  char path[PATH_SIZE];
  struct relations relations;
  if (!relations_path(part, path)) return package_broken(workbook->package, NO_PART, part, 0, 0);
  int result = relations_read(workbook->package, path, &relations);
  if (result != CHUAN_PLUGIN_OK) return result;
  const char *strings = target_of_kind(&relations, "sharedStrings");
  const char *styles = target_of_kind(&relations, "styles");
  if (strings && !(workbook->strings_part = path_copy(workbook, part, strings))) return CHUAN_PLUGIN_MEMORY;
  if (styles && !(workbook->styles_part = path_copy(workbook, part, styles))) return CHUAN_PLUGIN_MEMORY;
  if (relations.count) qsort(relations.list, relations.count, sizeof *relations.list, by_id);
  for (size_t i = 0; i < workbook->count; i++) {
    struct workbook_sheet *sheet = &workbook->sheets[i];
    const struct relation key = {.id = sheet->relation};
    const struct relation *found =
        relations.count ? bsearch(&key, relations.list, relations.count, sizeof key, by_id) : NULL;
    if (!found) return package_broken(workbook->package, NO_PART, sheet->relation, 0, 0);
    if (!xml_is(found->kind, "worksheet")) continue;
    sheet->part = path_copy(workbook, part, found->target);
    if (!sheet->part) return CHUAN_PLUGIN_MEMORY;
  }
  return CHUAN_PLUGIN_OK;
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), size = strlen(end);
  return length >= size && strcmp(text + length - size, end) == 0;
}

/* Where the package's own relations say that the workbook is; else where every program puts it. */
static int find_workbook(struct package *package, char out[PATH_SIZE]) {
  struct relations relations;
  snprintf(out, PATH_SIZE, "xl/workbook.xml");
  if (package_has(package, "_rels/.rels")) {
    int result = relations_read(package, "_rels/.rels", &relations);
    if (result != CHUAN_PLUGIN_OK) return result;
    const char *target = target_of_kind(&relations, "officeDocument");
    char path[PATH_SIZE];
    if (target && resolve("", target, path)) memcpy(out, path, PATH_SIZE);
  }
  if (ends_with(out, ".bin") || package_has(package, "xl/workbook.bin"))
    return package_broken(package, BINARY_WORKBOOK, NULL, 0, 0);
  if (package_has(package, out)) return CHUAN_PLUGIN_OK;
  return package_broken(package, package_has(package, "[Content_Types].xml") ? NO_PART : NO_WORKBOOK, out, 0,
                        0);
}

int workbook_read(struct package *package, struct workbook *out) {
  char part[PATH_SIZE] = "";
  *out = (struct workbook){.package = package};
  int result = find_workbook(package, part);
  if (result != CHUAN_PLUGIN_OK) return result;
  struct workbook_reader reader = {.workbook = out};
  const struct xml_taker taker = {&reader, workbook_started, workbook_ended, no_text};
  result = xml_read(package, part, (struct xml_options){0}, &taker);
  return result == CHUAN_PLUGIN_OK ? relate(out, part) : result;
}

int workbook_details(struct workbook *workbook) {
  int result = CHUAN_PLUGIN_OK;
  if (workbook->strings_part) {
    result = strings_read(workbook->package, workbook->strings_part, &workbook->strings);
    workbook->strings_part = NULL;
  }
  if (result == CHUAN_PLUGIN_OK && workbook->styles_part) {
    result = styles_read(workbook->package, workbook->styles_part, &workbook->styles);
    workbook->styles_part = NULL;
  }
  return result;
}
