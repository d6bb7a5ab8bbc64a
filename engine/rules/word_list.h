/* Every word of the rule language, once: name in C, in the language, its class, and how it is written. */
#ifndef CHUAN_RULES_WORD_LIST_H
#define CHUAN_RULES_WORD_LIST_H

#define WORD_MAP(XX)                                                                                         \
  /* records: statements of their own, except indicator, which stands inside a criterion */                  \
  XX(PERIOD, "period", RECORD, "period { id = \"2021-2025\", first_year = 2021, last_year = 2025 }")         \
  XX(DOCUMENT, "document", RECORD, "document { id = \"318/QĐ-TTg\", date = \"2022-03-08\" }")                \
  XX(FACTS, "facts", RECORD, "facts \"commune\" { households = count { unit = \"hộ\" } }")                   \
  XX(DERIVED, "derived", RECORD,                                                                             \
     "derived { level = \"commune\", id = \"density\", value = population / area }")                         \
  XX(CRITERION, "criterion", RECORD,                                                                         \
     "criterion { of = \"commune.standard\", id = \"17\", indicator { ... } }")                              \
  XX(INDICATOR, "indicator", RECORD,                                                                         \
     "indicator { id = \"17.1\", value = share(part, whole), at_least = 65 }")                               \
  XX(STANDARD, "standard", RECORD, "standard { id = \"commune.standard\", level = \"commune\" }")            \
  XX(TARGET, "target", RECORD,                                                                               \
     "target { id = \"communes-2025\", by = 2025, level = \"province\", value = ..., at_least = 38 }")       \
  XX(TASK, "task", RECORD, "task { id = \"2\", targets = { \"communes-2025\" } }")                           \
  XX(VALIDATE, "validate", RECORD,                                                                           \
     "validate { id = \"people\", level = \"commune\", test = at_least(population / households, 1) }")       \
  XX(OVERLAY, "overlay", RECORD,                                                                             \
     "overlay { province = \"58\", set { \"commune.standard/2.1\", at_least = 100 } }")                      \
  XX(ORDER, "order", RECORD, "order { of = \"region\", { \"northern_mountains\", \"south_east\" } }")        \
  XX(EXAMPLE, "example", RECORD,                                                                             \
     "example { of = \"commune.standard/17.1\", year = 2023, facts = { ... }, expect = \"met\" }")           \
  XX(NAMES, "names", RECORD, "names { south_east = { vi = \"Đông Nam Bộ\", en = \"South East\" } }")         \
  /* parts of records */                                                                                     \
  XX(COUNT, "count", KIND, "count { unit = \"hộ\" }")                                                        \
  XX(AMOUNT, "amount", KIND, "amount { unit = \"km\", places = 2 }")                                         \
  XX(YES_NO, "yes_no", KIND, "yes_no {}")                                                                    \
  XX(CHOICE, "choice", KIND, "choice { \"first\", \"second\" }")                                             \
  XX(SET, "set", KIND, "set { \"commune.standard/2.1\", at_least = 100 }")                                   \
  XX(CARRIED_OVER, "carried_over", KIND, "carried_over \"2021-2025/commune.standard/17.1\"")                 \
  XX(LAW, "law", LAW, "law { \"318/QĐ-TTg\", item = \"I.17\" }")                                             \
  /* numbers */                                                                                              \
  XX(SHARE, "share", NUMBER, "share(part, whole)")                                                           \
  XX(SUM, "sum", NUMBER, "sum { a, b }")                                                                     \
  XX(SMALLEST, "smallest", NUMBER, "smallest { a, b }")                                                      \
  XX(LARGEST, "largest", NUMBER, "largest { a, b }")                                                         \
  XX(ROUNDED, "rounded", NUMBER, "rounded(x, 1)")                                                            \
  XX(ADD, "+", NUMBER, "a + b")                                                                              \
  XX(SUBTRACT, "-", NUMBER, "a - b")                                                                         \
  XX(MULTIPLY, "*", NUMBER, "a * b")                                                                         \
  XX(DIVIDE, "/", NUMBER, "a / b")                                                                           \
  /* over the tree of units and over time */                                                                 \
  XX(SUM_OF, "sum_of", NUMBER, "sum_of(\"commune\", value, { where = test })")                               \
  XX(COUNT_OF, "count_of", NUMBER, "count_of(\"commune\", test, { where = test })")                          \
  XX(SHARE_OF, "share_of", NUMBER, "share_of(\"commune\", test, { where = test })")                          \
  XX(MEAN_OF, "mean_of", NUMBER, "mean_of(\"commune\", value, { weight = population })")                     \
  XX(FAILED_SHARE, "failed_share", NUMBER, "failed_share \"commune.standard\"")                              \
  XX(PARENT, "parent", ELSEWHERE, "parent(value), or parent(\"district\", value)")                           \
  XX(IN_YEAR, "in_year", ELSEWHERE, "in_year(2020, value)")                                                  \
  XX(LAST_YEAR, "last_year", ELSEWHERE, "last_year(value)")                                                  \
  XX(TOTAL_SINCE, "total_since", NUMBER, "total_since(2021, value)")                                         \
  XX(AVERAGE_GROWTH, "average_growth", NUMBER, "average_growth(value, { from = 2020 })")                     \
  XX(AVERAGE_FALL, "average_fall", NUMBER, "average_fall(value, { from = 2020 })")                           \
  /* choosing and threshold status: of whatever type their values are */                                     \
  XX(CHOOSE, "choose", CHOOSING, "choose { { test, value }, otherwise = value }")                            \
  XX(BY, "by", CHOOSING, "by(fact, { choice = 65, otherwise = pending() })")                                 \
  XX(FROM_YEAR, "from_year", CHOOSING, "from_year { [2021] = 40, [2023] = 45 }")                             \
  XX(AMENDED, "amended", CHOOSING, "amended { 40, { from = \"2024-03-01\", by = \"211/QĐ-TTg\", 45 } }")     \
  XX(UNVERIFIED, "unverified", STATUS, "unverified(55)")                                                     \
  XX(PENDING, "pending", STATUS, "pending()")                                                                \
  XX(DELEGATED, "delegated", STATUS, "delegated()")                                                          \
  XX(COMPUTE, "compute", COMPUTE, "compute { reads = { a, b }, function(unit) return unit.a + unit.b end }") \
  /* tests */                                                                                                \
  XX(AT_LEAST, "at_least", TEST, "at_least(value, threshold)")                                               \
  XX(AT_MOST, "at_most", TEST, "at_most(value, threshold)")                                                  \
  XX(MORE_THAN, "more_than", TEST, "more_than(value, threshold)")                                            \
  XX(LESS_THAN, "less_than", TEST, "less_than(value, threshold)")                                            \
  XX(BETWEEN, "between", TEST, "between(value, lowest, highest)")                                            \
  XX(EQUALS, "equals", TEST, "equals(a, b)")                                                                 \
  XX(ONE_OF, "one_of", TEST, "one_of(fact, { \"first\", \"second\" })")                                      \
  XX(IS_TRUE, "is_true", TEST, "is_true(fact)")                                                              \
  XX(KNOWN, "known", TEST, "known(fact)")                                                                    \
  XX(MET, "met", TEST, "met \"commune.standard/17\"")                                                        \
  XX(RECOGNISED, "recognised", TEST, "recognised \"commune.standard\"")                                      \
  XX(EVERY_CRITERION, "every_criterion", TEST, "every_criterion()")                                          \
  XX(ALL, "all", TEST, "all { test, test }")                                                                 \
  XX(ANY, "any", TEST, "any { test, test }")                                                                 \
  XX(NONE, "none", TEST, "none { test, test }")                                                              \
  XX(AT_LEAST_N, "at_least_n", TEST, "at_least_n(2, { test, test, test })")

#endif
