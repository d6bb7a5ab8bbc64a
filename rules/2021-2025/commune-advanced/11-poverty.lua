-- Tiêu chí 11 (nâng cao): tỷ lệ nghèo đa chiều giai đoạn 2021–2025; mức chưa đọc được.
-- Criterion 11 (advanced): multidimensional poverty rate 2021–2025; the level was not seen.

criterion {
  of = "commune.advanced", id = "11",
  name = { vi = "Nghèo đa chiều", en = "Multidimensional poverty" },
  source = law { "318/QĐ-TTg", item = "II.11" },

  indicator {
    id = "11",
    name = { vi = "Tỷ lệ nghèo đa chiều giai đoạn 2021–2025", en = "Multidimensional poverty rate 2021–2025" },
    value    = poverty_rate,
    at_most  = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/11", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_poor = 0 } }
