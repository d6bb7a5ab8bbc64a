/* Begins well and never ends: 's' spins, 'w' waits, 'r' hands over rows for ever, 'n' the same but blank ones, 'i' finds
 * fault for ever, 't' finds sheets for ever. */
#include "bad_plugin.h"

#include <time.h>

static int hand_over(const chuan_host_api *api, chuan_host *host, const char *unit) {
  chuan_cell cells[] = {{unit, unit ? strlen(unit) : 0}, {NULL, 0}, {NULL, 0}};
  chuan_row row = {3, NULL, 3, cells};
  int answer = 0;
  for (; answer == 0; row.number++) answer = api->row(host, &row);
  return answer;
}

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char how = first_byte(source);
  int answer = begin_well(api, host);
  volatile int spinning = how == 's';
  struct timespec while_waiting = {1, 0};
  chuan_sheet sheet = {sizeof sheet, "S", 0};
  while (spinning) continue;
  while (how == 'w') nanosleep(&while_waiting, NULL);
  if (how == 'r') return hand_over(api, host, "10001");
  if (how == 'n') return hand_over(api, host, NULL);
  volatile int finding_fault = how == 'i';
  for (uint64_t row = 3; finding_fault; row++) api->issue(host, CHUAN_ISSUE_ERROR, row, 1, "wrong");
  while (how == 't' && answer == 0) answer = api->sheet_found(host, &sheet) < 0;
  return answer;
}

BAD_PLUGIN("hang", take, 0)
