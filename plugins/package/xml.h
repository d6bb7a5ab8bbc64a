/* xml.h - a part as XML events. Elements and attributes are known by their local names: which prefix stands for which
 * namespace differs between programs (and the Strict dialect of XLSX has namespaces of its own). */
#ifndef CHUAN_PLUGIN_XML_H
#define CHUAN_PLUGIN_XML_H

#include "package.h"

/* Handlers answer CHUAN_PLUGIN_OK or what the reading ends with. `name` is local, `attributes` are pairs as written,
 * ended by NULL. Text comes in pieces. */
struct xml_taker {
  void *self;
  int (*start)(void *self, const char *name, const char **attributes);
  int (*end)(void *self, const char *name);
  int (*text)(void *self, const char *text, size_t length);
};

struct xml_options {
  /* The content of the first element of this name is not parsed: a guess from its bytes. So what is wrong with the XML is
   * not told then, but ends the reading as if it were all: whoever reads the whole part will tell. */
  const char *passed_over;
};

int xml_read(struct package *package, const char *part, struct xml_options options,
             const struct xml_taker *taker);

const char *xml_local(const char *name);
int xml_is(const char *a, const char *b);
/* The value of the attribute with this local name, or NULL; with a prefix in `name`, exactly that one. */
const char *xml_attribute(const char **attributes, const char *name);
/* "1" and "true" */
int xml_truth(const char *value);
/* Digits only, at most `most`; anything else is 0. NULL is 0. */
uint64_t xml_count(const char *value, uint64_t most);

#endif
