/* package.c - the archive: libzip over the host's bytes, with a limit on everything that a file may claim. */
#include "package.h"

#include <string.h>

/* A directory of some 65,000 parts fits; what is longer is no workbook. */
#define DIRECTORY_MAX (UINT64_C(8) * 1024 * 1024)
#define PARTS_MAX 65535
/* What XML inflates to: real parts stay below 50 times. Small ones may be anything. */
#define PART_FREE (UINT64_C(64) * 1024 * 1024)
#define PART_TIMES UINT64_C(100)
#define PART_MAX (UINT64_C(4) * 1024 * 1024 * 1024)
/* Of the whole workbook, as each part can be read twice, and one part can be the sheet of many names. */
#define WORKBOOK_FREE (UINT64_C(256) * 1024 * 1024)
#define WORKBOOK_TIMES UINT64_C(400)

/* --- bytes -------------------------------------------------------------------------------------------- */

static zip_int64_t package_give(struct package *package, void *data, zip_uint64_t capacity) {
  uint64_t left = package->position < package->length ? package->length - package->position : 0;
  if (capacity > left) capacity = left;
  if (capacity > INT32_MAX) capacity = INT32_MAX;
  if (capacity == 0) return 0;
  if (package->archive == NULL) {
    if (package->opening_left < capacity) {
      zip_error_set(&package->error, ZIP_ER_INCONS, 0);
      package->opening_left = 0;
      return -1;
    }
    package->opening_left -= capacity;
  }
  if (package->source_position != package->position &&
      package->source->seek(package->source, package->position) != 0)
    capacity = 0;
  int64_t got = capacity ? package->source->read(package->source, data, (size_t)capacity) : -1;
  if (got <= 0 || (uint64_t)got > capacity) { /* 0: the file is shorter than it was said to be */
    package->unreadable = 1;
    zip_error_set(&package->error, ZIP_ER_READ, 0);
    return -1;
  }
  package->position += (uint64_t)got;
  package->source_position = package->position;
  return got;
}

static zip_int64_t package_serve(void *self, void *data, zip_uint64_t length, zip_source_cmd_t command) {
  struct package *package = self;
  switch (command) {
    case ZIP_SOURCE_OPEN:
      package->position = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return package_give(package, data, length);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: /* the struct is its owner's */
      return 0;
    case ZIP_SOURCE_STAT: {
      zip_stat_t *stat = ZIP_SOURCE_GET_ARGS(zip_stat_t, data, length, &package->error);
      if (!stat) return -1;
      zip_stat_init(stat);
      stat->size = package->length;
      stat->valid = ZIP_STAT_SIZE;
      return (zip_int64_t)sizeof *stat;
    }
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&package->error, data, length);
    case ZIP_SOURCE_SEEK: {
      zip_int64_t place =
          zip_source_seek_compute_offset(package->position, package->length, data, length, &package->error);
      if (place < 0) return -1;
      package->position = (uint64_t)place;
      return 0;
    }
    case ZIP_SOURCE_TELL:
      return (zip_int64_t)package->position;
    case ZIP_SOURCE_SUPPORTS:
      return (zip_int64_t)ZIP_SOURCE_SUPPORTS_SEEKABLE;
    default:
      zip_error_set(&package->error, ZIP_ER_OPNOTSUPP, 0);
      return -1;
  }
}

/* --- the archive --------------------------------------------------------------------------------------- */

static uint64_t least(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

static int package_refuse(struct package *package, int error) {
  if (error == ZIP_ER_MEMORY) return CHUAN_PLUGIN_MEMORY;
  if (package->unreadable) return package_broken(package, UNREADABLE, NULL, 0, 0);
  if (package->opening_left == 0) return package_broken(package, MANY_PARTS, NULL, 0, 0);
  return package_broken(package, DAMAGED_ARCHIVE, NULL, 0, 0);
}

int package_open(struct package *package, const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  *package = (struct package){.api = api, .host = host, .source = source, .length = source->length};
  package->opening_left = DIRECTORY_MAX;
  if (api->size < sizeof *api || !api->row_more || !api->sheet_found || !api->merged)
    return package_broken(package, OLD_HOST, NULL, 0, 0);
  if (!source->seek || source->length == 0) return package_broken(package, NO_SEEK, NULL, 0, 0);
  package->source_position = UINT64_MAX; /* not known: the host may have read already */
  uint64_t small = least(package->length, PART_MAX);
  package->inflating_left = WORKBOOK_FREE + WORKBOOK_TIMES * small;
  package->handing_left = WORKBOOK_FREE + WORKBOOK_TIMES * small;
  zip_error_init(&package->error);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *bytes = zip_source_function_create(package_serve, package, &error);
  zip_t *archive = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
  int code = zip_error_code_zip(&error);
  zip_error_fini(&error);
  if (!archive) {
    zip_source_free(bytes);
    int result = package_refuse(package, code);
    zip_error_fini(&package->error);
    return result;
  }
  package->archive = archive;
  if (zip_get_num_entries(archive, 0) <= PARTS_MAX) return CHUAN_PLUGIN_OK;
  package_close(package);
  return package_broken(package, MANY_PARTS, NULL, 0, 0);
}

void package_close(struct package *package) {
  zip_discard(package->archive);
  zip_error_fini(&package->error);
}

void *package_alloc(const struct package *package, size_t size) {
  return package->api->alloc(package->host, size);
}

/* --- parts --------------------------------------------------------------------------------------------- */

/* Names are exact in what every program writes; the standard lets them differ in case, and an old library of one
 * vendor writes '\'. */
static zip_int64_t locate(const struct package *package, const char *name) {
  zip_int64_t found = zip_name_locate(package->archive, name, 0);
  if (found < 0) found = zip_name_locate(package->archive, name, ZIP_FL_NOCASE);
  char other[300];
  size_t length = strlen(name);
  if (found >= 0 || length >= sizeof other || !strchr(name, '/')) return found;
  for (size_t i = 0; i <= length; i++) other[i] = name[i] == '/' ? '\\' : name[i];
  return zip_name_locate(package->archive, other, ZIP_FL_NOCASE);
}

int package_has(const struct package *package, const char *name) {
  return locate(package, name) >= 0;
}

int part_broken(const struct part *part, enum trouble trouble) {
  if (part->quiet) return CHUAN_PLUGIN_BROKEN;
  return package_broken(part->package, trouble, part->name, 0, 0);
}

int part_open(struct package *package, const char *name, int quiet, struct part *out) {
  *out = (struct part){.package = package, .name = name, .quiet = quiet};
  zip_int64_t index = locate(package, name);
  if (index < 0) return part_broken(out, NO_PART);
  zip_stat_t stat;
  zip_stat_init(&stat);
  const zip_uint64_t needed = ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  if (zip_stat_index(package->archive, (zip_uint64_t)index, 0, &stat) != 0 || (stat.valid & needed) != needed)
    return part_broken(out, DAMAGED_PART);
  if (stat.encryption_method != ZIP_EM_NONE) return part_broken(out, PASSWORD);
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
    return part_broken(out, STRANGE_PACKING);
  out->left = least(PART_FREE + PART_TIMES * least(stat.comp_size, package->length), PART_MAX);
  out->file = zip_fopen_index(package->archive, (zip_uint64_t)index, 0);
  if (out->file) return CHUAN_PLUGIN_OK;
  if (zip_error_code_zip(zip_get_error(package->archive)) == ZIP_ER_MEMORY) return CHUAN_PLUGIN_MEMORY;
  return part_broken(out, package->unreadable ? UNREADABLE : DAMAGED_PART);
}

int64_t part_read(struct part *part, void *buffer, size_t capacity) {
  struct package *package = part->package;
  zip_int64_t got = zip_fread(part->file, buffer, capacity);
  if (got < 0 && zip_error_code_zip(zip_file_get_error(part->file)) == ZIP_ER_MEMORY)
    return CHUAN_PLUGIN_MEMORY;
  if (got < 0) return part_broken(part, package->unreadable ? UNREADABLE : DAMAGED_PART);
  if ((uint64_t)got > part->left) return part_broken(part, SWOLLEN_PART);
  if ((uint64_t)got > package->inflating_left) return part_broken(part, SWOLLEN_WORKBOOK);
  part->left -= (uint64_t)got;
  package->inflating_left -= (uint64_t)got;
  return got;
}

void part_close(struct part *part) {
  if (part->file) zip_fclose(part->file);
  part->file = NULL;
}

size_t bytes_find(const char *bytes, size_t length, const char *word) {
  size_t size = strlen(word);
  unsigned char skip[256];
  memset(skip, (int)size, sizeof skip);
  for (size_t i = 0; i + 1 < size; i++) skip[(unsigned char)word[i]] = (unsigned char)(size - 1 - i);
  for (size_t at = 0; at + size <= length; at += skip[(unsigned char)bytes[at + size - 1]])
    if (memcmp(bytes + at, word, size) == 0) return at;
  return length;
}
