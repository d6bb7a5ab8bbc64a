/* Every label a person reads, once, in both languages. LABEL_name -> text. */
#ifndef CHUAN_OUTPUT_LABEL_H
#define CHUAN_OUTPUT_LABEL_H

#include "base/date.h"
#include "chuan.h"

#include <stddef.h>

/* XX(id, english, vietnamese) */
#define LABEL_MAP(XX)                                                                   \
  XX(MET, "met", "đạt")                                                                 \
  XX(NOT_MET, "not met", "chưa đạt")                                                    \
  XX(NO_DATA, "no data", "thiếu số liệu")                                               \
  XX(NOT_APPLICABLE, "not applicable", "không xét")                                     \
  XX(SOURCED, "sourced", "có căn cứ")                                                   \
  XX(UNVERIFIED, "unverified", "chưa kiểm chứng")                                       \
  XX(DELEGATED, "delegated", "giao tỉnh quy định")                                      \
  XX(PENDING, "pending", "chưa nhập")                                                   \
  XX(OFFICIAL, "official", "chính thức")                                                \
  XX(PRELIMINARY, "preliminary", "sơ bộ")                                               \
  XX(ILLUSTRATIVE, "illustrative", "minh họa")                                          \
  XX(CODE, "Code", "Mã")                                                                \
  XX(UNIT, "Unit", "Đơn vị")                                                            \
  XX(NAME, "Name", "Tên")                                                               \
  XX(FACT, "Fact", "Số liệu")                                                           \
  XX(KIND, "Kind", "Loại")                                                              \
  XX(MEASURE, "Measured in", "Đơn vị tính")                                             \
  XX(YEAR, "Year", "Năm")                                                               \
  XX(CRITERIA, "Criteria", "Tiêu chí")                                                  \
  XX(CRITERION, "Criterion", "Tiêu chí")                                                \
  XX(VERDICT, "Verdict", "Kết luận")                                                    \
  XX(CRITERIA_MET, "Met", "Đạt")                                                        \
  XX(CRITERIA_NOT_MET, "Not met", "Chưa đạt")                                           \
  XX(CRITERIA_NO_DATA, "No data", "Thiếu số liệu")                                      \
  XX(VALUE, "Value", "Giá trị")                                                         \
  XX(THRESHOLD, "Threshold", "Mức phải đạt")                                            \
  XX(MEAN_CRITERIA, "Criteria met, mean", "Tiêu chí đạt bình quân")                     \
  XX(MEAN, "Mean", "Bình quân")                                                         \
  XX(UNITS_NOT_APPLICABLE, "Not applicable", "Không xét")                               \
  XX(UNITS_NOT_MET, "Which do not (criteria met)", "Đơn vị chưa đạt (số tiêu chí đạt)") \
  XX(CONDITIONS, "other conditions", "điều kiện khác")                                  \
  XX(RECOGNISED, "Recognised", "Công nhận")                                             \
  XX(FINDING, "Finding", "Phát hiện")                                                   \
  XX(REASON, "Reason", "Lý do")                                                         \
  XX(DATA_STATUS, "Status", "Loại số liệu")                                             \
  XX(YES, "yes", "có")                                                                  \
  XX(NO, "no", "không")                                                                 \
  XX(PLUGIN, "Plugin", "Trình đọc")                                                     \
  XX(VERSION, "Version", "Phiên bản")                                                   \
  XX(LICENCE, "Licence", "Giấy phép")                                                   \
  XX(EXTENSIONS, "Extensions", "Phần mở rộng")                                          \
  XX(COUNT, "count", "số đếm")                                                          \
  XX(AMOUNT, "amount", "số đo")                                                         \
  XX(YES_NO, "yes or no", "có/không")                                                   \
  XX(CHOICE, "choice", "chọn một")

enum label {
#define XX(id, english, vietnamese) LABEL_##id,
  LABEL_MAP(XX)
#undef XX
      LABEL_TOTAL
};

const char *label_text(enum label label, chuan_language language);
enum label label_verdict(chuan_verdict verdict);
enum label label_threshold_status(chuan_threshold_status status);
enum label label_data_status(chuan_data_status status);
/* What units of a level are called after a number: "communes", "xã"; the level's id when it is none of ours.
 */
const char *label_units(const char *level, chuan_language language);
/* The id of a status as the outputs for machines spell it: "sourced", "illustrative", ... static. */
const char *threshold_status_name(chuan_threshold_status status);
const char *data_status_name(chuan_data_status status);
/* A number ('.' point) as the person writes it: with a comma in Vietnamese. `out` may be `decimal` itself. */
void label_decimal(const char *decimal, chuan_language language, char *out, size_t size);
/* A day as the person writes it: 30/6/2025 in Vietnamese, 2025-06-30 in English; "" for unknown and open. */
void label_day(int32_t day, chuan_language language, char out[DATE_TEXT_SIZE]);

#endif
