-- Tỉnh, thành phố hoàn thành xây dựng nông thôn mới (51/2025/QĐ-TTg, Phụ lục III). Điều kiện chặt hơn giai đoạn
-- trước. Có tỷ lệ xã phải đạt chuẩn và các chỉ tiêu riêng của tỉnh; cả hai chưa đọc được nên còn chờ (pending).
-- Provinces that complete new-rural development (51/2025/QĐ-TTg, annex III). Stricter than before: a share of
-- communes at standard and indicators of the province's own; neither was seen, so both are pending.

standard {
  id = "province.completed", level = "province",
  name = {
    vi = "Tỉnh hoàn thành xây dựng nông thôn mới 2026–2030 (chưa có mức)",
    en = "Province completing new-rural development 2026–2030 (levels not entered)",
  },
  source = law { "51/2025/QĐ-TTg", item = "III" },
  test = all {
    at_least(share_of("commune", any { met "commune.standard", recognised "commune.standard" }), pending()),
    pending(),
  },
}

-- Ví dụ / examples

example { of = "province.completed", year = 2030, expect = "no_data", causes = { "pending" },
  name = { vi = "Mọi xã đạt chuẩn: còn chờ mức", en = "Every commune at standard: the levels are waited for" },
  facts = {}, children = { { level = "commune", facts = {}, recognised = { "commune.standard" } } } }
