/* Years and the days they are looked at. */
#include "facts/moment.h"

#include "base/date.h"

struct moment moment_of(int year) {
  return (struct moment){.year = year, .as_of = date_of(year, 12, 31)};
}

struct moment moment_in(struct moment now, int year) {
  if (year == now.year) return now;
  if (now.rebase) return (struct moment){.year = year, .as_of = now.as_of, .rebase = 1};
  return moment_of(year);
}

int32_t moment_register_day(struct moment moment) {
  int32_t year_end = date_of(moment.year, 12, 31);
  return moment.rebase && year_end < moment.as_of ? year_end : moment.as_of;
}

int moment_same(struct moment a, struct moment b) {
  return a.year == b.year && a.as_of == b.as_of && !a.rebase == !b.rebase;
}
