/* abbreviations.c - one table, folded: no diacritics, lower case, one space between words. */
#include "import/abbreviations.h"

#include "base/buffer.h"

#include <string.h>

static const struct {
  const char *abbreviation, *meaning;
} table[] = {
    {"antt", "an ninh trat tu"},
    {"bhxh", "bao hiem xa hoi"},
    {"bhyt", "bao hiem y te"},
    {"bq", "binh quan"},
    {"bqdn", "binh quan dau nguoi"},
    {"btxm", "be tong xi mang"},
    {"bvmt", "bao ve moi truong"},
    {"bvtv", "bao ve thuc vat"},
    {"cb", "can bo"},
    {"cbcc", "can bo cong chuc"},
    {"clb", "cau lac bo"},
    {"cntt", "cong nghe thong tin"},
    {"csht", "co so ha tang"},
    {"csvc", "co so vat chat"},
    {"db", "dong bao"},
    {"dbkk", "dac biet kho khan"},
    {"dt", "dien tich"},
    {"dtts", "dan toc thieu so"},
    {"dvt", "don vi tinh"},
    {"gd", "gia dinh"},
    {"gddt", "giao duc dao tao"},
    {"grdp", "tong san pham tren dia ban"},
    {"gtnt", "giao thong nong thon"},
    {"gtsx", "gia tri san xuat"},
    {"hcn", "ho can ngheo"},
    {"hdnd", "hoi dong nhan dan"},
    {"hgd", "ho gia dinh"},
    {"hn", "ho ngheo"},
    {"hs", "hoc sinh"},
    {"htx", "hop tac xa"},
    {"khkt", "khoa hoc ky thuat"},
    {"kkt", "khu kinh te"},
    {"ktxh", "kinh te xa hoi"},
    {"ld", "lao dong"},
    {"mt", "moi truong"},
    {"nk", "nhan khau"},
    {"nn", "nong nghiep"},
    {"nsh", "nuoc sinh hoat"},
    {"nt", "nong thon"},
    {"ntm", "nong thon moi"},
    {"ntmkm", "nong thon moi kieu mau"},
    {"ntmnc", "nong thon moi nang cao"},
    {"nvh", "nha van hoa"},
    {"pccc", "phong chay chua chay"},
    {"qh", "quy hoach"},
    {"sl", "so luong"},
    {"sp", "san pham"},
    {"sx", "san xuat"},
    {"tb", "trung binh"},
    {"tc", "tieu chi"},
    {"tdtt", "the duc the thao"},
    {"thcs", "trung hoc co so"},
    {"tl", "ty le"},
    {"tn", "thu nhap"},
    {"tnbq", "thu nhap binh quan"},
    {"ts", "tong so"},
    {"tsld", "tong so lao dong"},
    {"ttcn", "tieu thu cong nghiep"},
    {"ubnd", "uy ban nhan dan"},
    {"vh", "van hoa"},
    {"vsmt", "ve sinh moi truong"},
    {"ytcs", "y te co so"},
};

static const char *meaning_of(const char *word, size_t length) {
  size_t low = 0, high = sizeof table / sizeof *table;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strncmp(table[middle].abbreviation, word, length);
    if (order == 0 && table[middle].abbreviation[length]) order = 1;
    if (order == 0) return table[middle].meaning;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

const char *abbreviations_expand(struct arena *arena, const char *key) {
  int found = 0;
  struct buffer text;
  for (const char *word = key; *word && !found; word += strspn(word, " ")) {
    size_t length = strcspn(word, " ");
    found = meaning_of(word, length) != NULL;
    word += length;
  }
  if (!found) return key;
  buffer_init(&text, 0);
  for (const char *word = key; *word;) {
    size_t length = strcspn(word, " ");
    const char *meaning = meaning_of(word, length);
    if (text.length) buffer_add_char(&text, ' ');
    if (meaning)
      buffer_add_string(&text, meaning);
    else
      buffer_add(&text, word, length);
    word += length;
    word += strspn(word, " ");
  }
  const char *expanded = text.failed ? NULL : arena_string(arena, buffer_string(&text));
  buffer_free(&text);
  return expanded;
}
