/* A choice found in its list at once, however long the list: rules may ask for tens of thousands. */
#include "rules/resolve.h"

#include <string.h>

#define LIST_SHORT 32u /* looked through as it is */

struct choice_index {
  const char *const *choices;
  struct name_table names; /* choice -> its place in the list */
  struct choice_index *next;
};

static struct choice_index *make(struct loader *loader, struct domain domain) {
  struct choice_index *index = arena_alloc(loader->arena, sizeof *index);
  if (!index) return loader_no_memory(loader);
  *index = (struct choice_index){.choices = domain.choices, .next = loader->choice_indexes};
  for (uint32_t i = 0; i < domain.count; i++) {
    if (!name_table_put(&index->names, loader->arena, domain.choices[i], (void *)&domain.choices[i]))
      return loader_no_memory(loader);
  }
  loader->choice_indexes = index;
  return index;
}

int domain_find(struct loader *loader, struct domain domain, const char *choice, uint32_t *place) {
  if (domain.count <= LIST_SHORT) {
    for (*place = 0; *place < domain.count; ++*place)
      if (strcmp(domain.choices[*place], choice) == 0) return 1;
    return 0;
  }
  struct choice_index *index = loader->choice_indexes;
  while (index && index->choices != domain.choices) index = index->next;
  if (!index) index = make(loader, domain);
  const char *const *found = index ? name_table_get(&index->names, choice) : NULL;
  if (!found) return 0;
  *place = (uint32_t)(found - domain.choices);
  return 1;
}
