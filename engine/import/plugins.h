/* The plugins found in a folder. Loaded once, never unloaded; the only door to dlopen. */
#ifndef CHUAN_IMPORT_PLUGINS_H
#define CHUAN_IMPORT_PLUGINS_H

#include "base/report.h"
#include "chuan_plugin.h"

struct plugins;

/* Opens every *.so of the folder in order of name. One that is refused (no entry, wrong abi, missing
 * identity, a name already taken) is a warning problem, not a failure. A missing folder is CHUAN_PLUGIN. */
chuan_status plugins_load(const char *folder, struct report *report, struct plugins **out);
void plugins_free(struct plugins *plugins);
size_t plugins_count(const struct plugins *plugins);
const chuan_plugin *plugins_get(const struct plugins *plugins, size_t index);
const chuan_plugin *plugins_named(const struct plugins *plugins, const char *name); /* or NULL */
/* By content first, by file name second; NULL when none is sure of it. */
const chuan_plugin *plugins_recognise(const struct plugins *plugins, const uint8_t *head, size_t length,
                                      const char *file_name);

#endif
