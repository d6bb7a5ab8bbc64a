/* What comparing rules found, in sentences: what is wrong, where the other rule stands, what to write. */
#include "output/check_output.h"

#include "output/label.h"

#include <string.h>

/* "≥ 55 %" with the case it is of before it: "south_central_coast: ≥ 55 %". */
static void say_limit(struct buffer *out, const struct reader *reader, const struct finding_side *side) {
  if (side->branch[0] != '\0') {
    buffer_add_string(out, side->branch);
    buffer_add_string(out, ": ");
  }
  if (side->limit == NULL) return;
  buffer_add_string(out, text_sign(side->comparison));
  buffer_add_char(out, ' ');
  if (side->limit->kind != EXPRESSION_NUMBER) return;
  text_decimal(out, reader, side->limit->as.number.text);
  text_unit(out, reader, side->unit);
}

/* "commune.standard/17.1 (2021-2025)". */
static void say_rule(struct buffer *out, const struct finding_side *side) {
  buffer_add_string(out, side->path);
  if (side->period != NULL && strcmp(side->period, side->path) != 0)
    buffer_format(out, " (%s)", side->period);
}

static void say_place(struct buffer *out, const struct finding_side *side) {
  if (side->place.file == NULL) return;
  buffer_add_string(out, " (");
  text_place(out, &side->place);
  buffer_add_char(out, ')');
}

static void say_both(struct buffer *out, const struct reader *reader, const struct finding *finding) {
  buffer_add_string(out, ": ");
  say_limit(out, reader, &finding->here);
  buffer_add_string(out, text_pick(reader, ", and there ", ", còn ở đó "));
  say_limit(out, reader, &finding->there);
  say_place(out, &finding->there);
}

static void say_remedy(struct buffer *out, const struct reader *reader, const struct finding *finding) {
  if (finding->reason != NULL) {
    buffer_add_string(out, text_pick(reader, "; the reason given: ", "; lý do đã ghi: "));
    buffer_add_string(out, names_pick(finding->reason, reader->language));
    return;
  }
  buffer_add_string(out, text_pick(reader, "; correct one of them, or give the reason with easier = \"…\"",
                                   "; hãy sửa một trong hai, hoặc ghi lý do bằng easier = \"…\""));
}

/* What the rule does beside the other, the other named after it. */
static const char *deed(const struct reader *reader, enum finding_kind kind) {
  switch (kind) {
    case FINDING_EASIER_LEVEL:
      return text_pick(reader, " asks less than the standard it builds on, ",
                       " yêu cầu thấp hơn bộ tiêu chí mà nó dựa vào, ");
    case FINDING_EASIER_PERIOD:
      return text_pick(reader, " asks less than the period before, ", " yêu cầu thấp hơn giai đoạn trước, ");
    case FINDING_EASIER_CHOICE:
      return text_pick(reader, " asks less of a choice that the order puts later, beside ",
                       " yêu cầu thấp hơn ở lựa chọn đứng sau trong thứ tự, so với ");
    case FINDING_OTHER_WAY:
      return text_pick(reader, " is compared the other way than ", " so sánh ngược chiều với ");
    default:
      return text_pick(reader, " asks less than what it follows, ", " yêu cầu thấp hơn quy tắc mà nó theo, ");
  }
}

static void say_single(struct buffer *out, const struct reader *reader, const struct finding *finding) {
  const struct finding_side *here = &finding->here, *there = &finding->there;
  switch (finding->kind) {
    case FINDING_UNREACHED:
      buffer_format(
          out,
          text_pick(reader, ": the branch %s is never reached: %s before it holds whenever it does",
                    ": nhánh %s không bao giờ tới lượt: %s đứng trước đã đúng mỗi khi nhánh này đúng"),
          here->branch, there->branch);
      say_place(out, there);
      buffer_add_string(out,
                        text_pick(reader, "; delete it, or put it first", "; hãy xóa, hoặc đưa lên trước"));
      return;
    case FINDING_UNUSED:
      buffer_format(
          out,
          text_pick(reader,
                    ": the amendment from %s is never used: the period is over by then; delete "
                    "it or correct the day",
                    ": lần sửa đổi từ %s không bao giờ dùng: khi đó giai đoạn đã hết; hãy xóa hoặc sửa "
                    "ngày"),
          here->branch);
      return;
    case FINDING_GAP:
      buffer_format(
          out,
          text_pick(reader,
                    ": amended says nothing before %s, but the period begins earlier; put the text "
                    "as first issued before it, or pending()",
                    ": amended chưa nói gì trước %s, nhưng giai đoạn bắt đầu sớm hơn; hãy ghi nội dung "
                    "ban hành lần đầu vào trước, hoặc pending()"),
          here->branch);
      return;
    case FINDING_KEY_LOST:
      buffer_add_string(out, text_pick(reader, " is no key criterion, but what it follows is one: ",
                                       " không phải tiêu chí trọng yếu, còn tiêu chí mà nó theo thì phải: "));
      say_rule(out, there);
      say_place(out, there);
      say_remedy(out, reader, finding);
      return;
    case FINDING_TWICE:
      buffer_format(
          out,
          text_pick(reader, ": the same thing stands twice in %s; delete one, or write what was meant",
                    ": có một điều ghi hai lần trong %s; hãy xóa một, hoặc ghi đúng điều cần ghi"),
          here->branch);
      return;
    case FINDING_SAME_FIGURE:
      buffer_format(
          out,
          text_pick(reader, " shows the same published figure as %s; correct `reported` in one of them",
                    " dùng cùng số công bố với %s; hãy sửa `reported` ở một trong hai"),
          there->path);
      say_place(out, there);
      return;
    case FINDING_FACT_CHANGED:
      buffer_format(
          out,
          text_pick(reader,
                    " is of another kind or unit of measure than in %s; give it a name of its own, or "
                    "correct one of them",
                    " khác loại hoặc khác đơn vị tính so với ở %s; hãy đặt tên khác, hoặc sửa một trong hai"),
          there->period);
      say_place(out, there);
      return;
    case FINDING_OTHER_UNIT:
      buffer_add_string(
          out, text_pick(reader, ": `reported` is of another unit of measure than `value`; correct one",
                         ": `reported` khác đơn vị tính với `value`; hãy sửa một trong hai"));
      return;
    case FINDING_UNSOURCED:
      buffer_add_string(out, text_pick(reader, " names no document; add source = law { … }",
                                       " chưa nêu văn bản; hãy thêm source = law { … }"));
      return;
    case FINDING_NOT_FOUND:
      buffer_format(out,
                    text_pick(reader, " follows \"%s\", and there is no such rule; correct the path",
                              " theo \"%s\", nhưng không có quy tắc đó; hãy sửa đường dẫn"),
                    there->path);
      return;
    default:
      buffer_format(
          out,
          text_pick(reader,
                    ": the rules of the period before, %s, have errors, and nothing is compared with "
                    "them; run check on them first",
                    ": quy tắc của giai đoạn trước, %s, đang có lỗi nên chưa so sánh được; hãy chạy check "
                    "cho giai đoạn đó trước"),
          there->path);
      return;
  }
}

void check_say_finding(struct buffer *out, const struct reader *reader, const struct finding *finding) {
  say_rule(out, &finding->here);
  if (finding->kind > FINDING_OTHER_WAY) {
    say_single(out, reader, finding);
    return;
  }
  buffer_add_string(out, deed(reader, finding->kind));
  say_rule(out, &finding->there);
  say_both(out, reader, finding);
  say_remedy(out, reader, finding);
}
