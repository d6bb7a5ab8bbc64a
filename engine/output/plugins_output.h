/* Writing which file formats can be read: one plugin a row. */
#ifndef CHUAN_OUTPUT_PLUGINS_OUTPUT_H
#define CHUAN_OUTPUT_PLUGINS_OUTPUT_H

#include "chuan_plugin.h"
#include "output/writer.h"

/* What keeps a plugin apart from everything else. */
struct plugins_apart {
  int process, landlock, seccomp;
};

/* In CSV only the plugins. CHUAN_MEMORY and CHUAN_IO are not reported yet. */
chuan_status plugins_output(const chuan_plugin *const *plugins, size_t count,
                            const struct plugins_apart *apart, chuan_language language,
                            const chuan_style *style, chuan_sink sink, void *payload);

#endif
