/* Begins well, then takes all the memory there is: 'm' from the C library, and says when there is no more; 'h' from the
 * host. */
#include "bad_plugin.h"

#include <stdlib.h>

#define PIECE ((size_t)4 << 20)

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char how = first_byte(source);
  int answer = begin_well(api, host);
  char *piece = NULL;
  do {
    piece = how == 'm' ? malloc(PIECE) : api->alloc(host, PIECE);
    if (piece) memset(piece, 1, PIECE);
  } while (piece && answer == 0);
  return answer ? answer : CHUAN_PLUGIN_MEMORY;
}

BAD_PLUGIN("eater", take, 0)
