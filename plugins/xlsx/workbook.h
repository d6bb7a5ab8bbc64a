/* workbook.h - what an XLSX package holds: its sheets in order, its texts, its number formats. */
#ifndef CHUAN_PLUGIN_WORKBOOK_H
#define CHUAN_PLUGIN_WORKBOOK_H

#include "../package/package.h"
#include "strings.h"
#include "styles.h"

struct workbook_sheet {
  const char *name;
  const char *relation;
  const char *part; /* NULL: not a sheet of cells (a chart, a macro) */
  int hidden;
};

struct workbook {
  struct package *package;
  int since_1904;
  struct workbook_sheet *sheets;
  size_t count, room;
  const char *strings_part, *styles_part; /* NULL: none */
  struct strings strings;
  struct styles styles;
};

/* The sheets; texts and styles are read by workbook_details, when the first sheet is wanted. */
int workbook_read(struct package *package, struct workbook *out);
int workbook_details(struct workbook *workbook);

#endif
