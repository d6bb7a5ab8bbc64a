/* The sentence about figures that a validate record doubts: its name, the figures it read, what to do. */
#include "output/validation_text.h"

static int is_first(const struct year_figure *figures, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (figures[i].fact == figures[at].fact) return 0;
  return 1;
}

static const struct year_figure *of_year(const struct year_figure *figures, size_t count,
                                         const struct fact *fact, int year) {
  for (size_t i = 0; i < count; i++) /* a dated attribute has no year of its own */
    if (figures[i].fact == fact && (figures[i].year == year || figures[i].year == 0)) return &figures[i];
  return NULL;
}

/* " (năm 2023: 9.800; năm 2022: 9.750)": those of other years; without brackets where there is none of this year. */
static void say_others(struct buffer *out, const struct reader *reader, int year,
                       const struct year_figure *figures, size_t count, const struct fact *fact) {
  const struct year_figure *now = of_year(figures, count, fact, year);
  const char *before = now != NULL ? " (" : "";
  for (size_t i = 0; i < count; i++) {
    const struct year_figure *figure = &figures[i];
    if (figure->fact != fact || figure == now) continue;
    buffer_add_string(out, before);
    if (figure->year != 0) buffer_format(out, text_pick(reader, "%d: ", "năm %d: "), figure->year);
    text_fact_value(out, reader, fact, figure->value);
    before = "; ";
  }
  if (now != NULL && before[0] == ';') buffer_add_string(out, ")");
}

static void say_fact(struct buffer *out, const struct reader *reader, int year,
                     const struct year_figure *figures, size_t count, const struct fact *fact, int named) {
  const struct year_figure *now = of_year(figures, count, fact, year);
  if (named) {
    buffer_add_string(out, names_pick(&fact->name, reader->language));
    buffer_add_string(out, now != NULL ? " = " : ", ");
  }
  if (now != NULL) text_fact_value(out, reader, fact, now->value);
  say_others(out, reader, year, figures, count, fact);
}

void text_validation(struct buffer *out, const struct reader *reader, const struct validate_rule *rule,
                     int year, const struct year_figure *figures, size_t count) {
  size_t facts = 0;
  for (size_t i = 0; i < count; i++) facts += (size_t)is_first(figures, i);
  buffer_add_string(out, names_pick(&rule->name, reader->language));
  const char *before = ": ";
  for (size_t i = 0; i < count; i++) {
    if (!is_first(figures, i)) continue;
    buffer_add_string(out, before);
    say_fact(out, reader, year, figures, count, figures[i].fact, facts > 1);
    before = "; ";
  }
  const char *advice = names_pick(&rule->advice, reader->language);
  if (advice[0] == '\0') return;
  buffer_add_string(out, "; ");
  buffer_add_string(out, advice);
}
