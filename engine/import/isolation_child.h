/* The child's life: fences, the plugin, frames. */
#ifndef CHUAN_IMPORT_ISOLATION_CHILD_H
#define CHUAN_IMPORT_ISOLATION_CHILD_H

#include "import/isolation_fences.h"
#include "import/reading.h"

/* Does not return. `parent` is its process. */
_Noreturn void child_live(const struct reading_request *request, const struct fences_request *fences,
                          int parent);

#endif
