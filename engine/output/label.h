/* Every label a person reads, once, in both languages. LABEL_name -> text. */
#ifndef CHUAN_OUTPUT_LABEL_H
#define CHUAN_OUTPUT_LABEL_H

#include "chuan.h"

/* XX(id, english, vietnamese) */
#define LABEL_MAP(XX)                                             \
  XX(MET, "met", "đạt")                                           \
  XX(NOT_MET, "not met", "chưa đạt")                              \
  XX(NO_DATA, "no data", "thiếu số liệu")                         \
  XX(NOT_APPLICABLE, "not applicable", "không xét")               \
  XX(SOURCED, "sourced", "có nguồn")                              \
  XX(UNVERIFIED, "unverified", "chưa kiểm chứng")                 \
  XX(DELEGATED, "delegated", "giao tỉnh quy định")                \
  XX(PENDING, "pending", "chưa nhập")                             \
  XX(OFFICIAL, "official", "chính thức")                          \
  XX(PRELIMINARY, "preliminary", "sơ bộ")                         \
  XX(ILLUSTRATIVE, "illustrative", "minh họa")

enum label {
#define XX(id, english, vietnamese) LABEL_##id,
  LABEL_MAP(XX)
#undef XX
  LABEL_COUNT
};

const char *label_text(enum label label, chuan_language language);
enum label label_verdict(chuan_verdict verdict);
enum label label_threshold_status(chuan_threshold_status status);
enum label label_data_status(chuan_data_status status);

#endif
