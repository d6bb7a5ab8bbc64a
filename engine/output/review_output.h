/* The register beside the verdicts: who is recognised, who meets the standard, where the two part and why; as a table of
 * the findings, and as CSV and JSON (chuan.recognitions/1) of every unit. */
#ifndef CHUAN_OUTPUT_REVIEW_OUTPUT_H
#define CHUAN_OUTPUT_REVIEW_OUTPUT_H

#include "output/evaluation_output.h"

/* XX(id, word for machines, English, Vietnamese) */
#define FINDING_MAP(XX)                                                                \
  XX(NOTHING, "", "", "")                                                              \
  XX(REVIEW, "review", "review for withdrawal", "xem xét thu hồi")                     \
  XX(NO_LONGER_MEETS, "no_longer_meets", "no longer meets", "không còn đạt")           \
  XX(NOT_RECOGNISED, "not_recognised", "meets, not recognised", "đạt, chưa công nhận") \
  XX(UNDECIDED, "undecided", "undecided", "chưa kết luận được")                        \
  XX(GONE, "gone", "unit is not there", "đơn vị không còn")                            \
  XX(MISPLACED, "misplaced", "standard of another level", "bộ tiêu chí của cấp khác")

enum finding {
#define XX(id, word, english, vietnamese) FINDING_##id,
  FINDING_MAP(XX)
#undef XX
      FINDING_COUNT
};
const char *finding_word(enum finding finding);
const char *finding_text(enum finding finding, chuan_language language);

/* A unit under a standard. */
struct review_item {
  const struct evaluated *evaluated; /* NULL: an entry about a unit that is not judged here */
  const struct unit *unit;
  const struct unit *parent;         /* or NULL */
  const char *key, *parent_key;      /* what orders it among the others */
  const struct recognition *entry;   /* the decision in force; NULL: none of its own */
  const struct recognition *revoked; /* without one: the latest that was revoked; or NULL */
  chuan_verdict recognised;          /* met, not_met; no_data: no register, or parts that disagree */
  chuan_verdict verdict, withdrawal;
  enum finding finding;
  const char *reason;
  chuan_data_status register_status; /* of the entries that say whether it is recognised */
  chuan_data_status data_status;     /* worst of them and of the figures */
  chuan_threshold_status threshold_status;
};

/* A standard at its level and moment. */
struct review_group {
  const struct judged *standard;
  const struct judged *reviewer;        /* or NULL */
  uint32_t part, place, reviewer_place; /* the places in the part's judged */
  int registered;                       /* somebody was ever registered under it */
  int has_figures;                      /* of the level in that year */
  struct review_item *items;
  size_t item_count;
};

struct review {
  const struct evaluation *evaluation;
  struct review_group *groups; /* in the order of the rules */
  size_t group_count;
  struct arena *arena;
};

/* Why the finding: of an evaluated item whose finding is set. In the arena; "" when there is nothing to say. */
chuan_status review_reason(const struct review *review, const struct review_group *group,
                           const struct review_item *item, struct evaluation_cursor *cursor,
                           const char **out);
/* Since when: "2020-10-16"; "≤ 2016", "≤ 2021-05" when only that much is known; "" when nothing is. */
#define REVIEW_SINCE_SIZE 24u
void review_since(const struct recognition *entry, chuan_language language, char out[REVIEW_SINCE_SIZE]);
/* What a group comes to. */
struct review_counts {
  uint64_t judged, recognised, not_recognised,
      not_known;                    /* units judged, and what the register says of them */
  uint64_t findings[FINDING_COUNT]; /* of all items */
};
struct review_counts review_count(const struct review_group *group);
/* "yes", "no", "no_data". */
const char *recognised_word(chuan_verdict recognised);

/* CHUAN_MEMORY and CHUAN_IO are not reported yet; anything else the dossier has reported. */
chuan_status review_output(const struct review *review, chuan_language language, const chuan_style *style,
                           chuan_sink sink, void *payload);
chuan_status review_table(const struct review *review, struct writer *writer); /* output/review_table.c */

#endif
