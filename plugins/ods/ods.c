/* ods.c - the OpenDocument spreadsheet (LibreOffice, OpenOffice, and what Excel and Google Sheets save as .ods): a ZIP
 * package whose content.xml holds all sheets, streamed. */
#include "content.h"

#include <string.h>

/* Encrypted parts are noted in the manifest, by an element of this name; its parts themselves are only noise. */
static int is_encrypted(struct package *package, int *out) {
  static const char mark[] = "encryption-data";
  char bytes[4096];
  size_t kept = 0;
  struct part part;
  *out = 0;
  if (!package_has(package, "META-INF/manifest.xml")) return CHUAN_PLUGIN_OK;
  int result = part_open(package, "META-INF/manifest.xml", 1, &part);
  if (result == CHUAN_PLUGIN_MEMORY) return result;
  while (result == CHUAN_PLUGIN_OK && !*out) {
    int64_t got = part_read(&part, bytes + kept, sizeof bytes - kept);
    if (got <= 0) break;
    size_t length = kept + (size_t)got;
    *out = bytes_find(bytes, length, mark) < length;
    kept = length < sizeof mark ? length : sizeof mark;
    memmove(bytes, bytes + length - kept, kept);
  }
  part_close(&part);
  return CHUAN_PLUGIN_OK;
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct package package;
  int encrypted, result = package_open(&package, api, host, source);
  if (result != CHUAN_PLUGIN_OK) return result;
  result = is_encrypted(&package, &encrypted);
  if (result == CHUAN_PLUGIN_OK && encrypted) result = package_broken(&package, PASSWORD, NULL, 0, 0);
  if (result == CHUAN_PLUGIN_OK) result = content_read(&package);
  package_close(&package);
  return result;
}

static int probe(const uint8_t *head, size_t length) {
  static const char office[] = "mimetypeapplication/vnd.oasis.opendocument.";
  const char *text = (const char *)head;
  if (length < 4 || memcmp(head, "PK\x03\x04", 4) != 0) return 0;
  size_t at = bytes_find(text, length, office), end = at + sizeof office - 1;
  if (at < length && length - end >= 11 && memcmp(text + end, "spreadsheet", 11) == 0) return 100;
  if (at < length) return 50; /* a text or a drawing: reading it says so */
  if (bytes_find(text, length, "xl/") < length) return 0;
  return bytes_find(text, length, "content.xml") < length ? 60 : 5;
}

static const char *const extensions[] = {"ods", "ots", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "ods",
    .version = "0.1.0",
    .licence = "MIT; libzip: BSD-3-Clause; expat: MIT",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK | CHUAN_PLUGIN_HAS_SHEETS,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
