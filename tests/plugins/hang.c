/* Begins well and never ends: 's' spins, 'w' waits, 'r' hands over rows for ever, 'n' the same but blank ones, 'i' finds
 * fault for ever, 't' finds sheets for ever, 'm' names another sheet with each row, 'd' says something now and then. */
#include "bad_plugin.h"

#include <time.h>

static int hand_over(const chuan_host_api *api, chuan_host *host, const char *unit) {
  chuan_cell cells[] = {{unit, unit ? strlen(unit) : 0}, {NULL, 0}, {NULL, 0}};
  chuan_row row = {3, NULL, 3, cells};
  int answer = 0;
  for (; answer == 0; row.number++) answer = api->row(host, &row);
  return answer;
}

static int hand_over_sheets(const chuan_host_api *api, chuan_host *host) {
  static const chuan_cell cell = {"1", 1};
  char name[4096];
  int answer = 0;
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = 0;
  for (uint64_t number = 1; answer == 0; number++) {
    chuan_row row = {number, name, 1, &cell};
    name[0] = (char)('a' + number % 2);
    answer = api->row(host, &row);
  }
  return answer;
}

static int drip(const chuan_host_api *api, chuan_host *host) {
  struct timespec while_waiting = {0, 300000000};
  chuan_cell cell = {NULL, 0};
  chuan_row row = {3, NULL, 1, &cell};
  int answer = 0;
  for (; answer == 0; row.number++) {
    answer = api->row(host, &row);
    if (row.number % 5000 == 0)
      nanosleep(&while_waiting, NULL); /* what was said is more than is kept to be sent */
  }
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
  if (how == 'm') return hand_over_sheets(api, host);
  if (how == 'd') return drip(api, host);
  volatile int finding_fault = how == 'i';
  for (uint64_t row = 3; finding_fault; row++) api->issue(host, CHUAN_ISSUE_ERROR, row, 1, "wrong");
  while (how == 't' && answer == 0) answer = api->sheet_found(host, &sheet) < 0;
  return answer;
}

BAD_PLUGIN("hang", take, 0)
