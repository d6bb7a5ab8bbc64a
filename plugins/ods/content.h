/* content.h - the sheets of an OpenDocument spreadsheet, as they stream by in content.xml. */
#ifndef CHUAN_PLUGIN_CONTENT_H
#define CHUAN_PLUGIN_CONTENT_H

#include "../package/package.h"

int content_read(struct package *package);

#endif
