-- Tiêu chí 7 (nâng cao): chợ hoặc mô hình chợ, cửa hàng. 1214/QĐ-BCT quy định cả cho xã nâng cao nhưng phần đó chưa
-- đọc được.
-- Criterion 7 (advanced): a market or outlet. 1214/QĐ-BCT covers advanced communes too, but that part was not
-- readable.

criterion {
  of = "commune.advanced", id = "7",
  name = { vi = "Cơ sở hạ tầng thương mại nông thôn", en = "Rural trade infrastructure" },
  source = law { "318/QĐ-TTg", item = "II.7" },

  indicator {
    id = "7",
    name = {
      vi = "Có chợ hoặc mô hình chợ, cửa hàng đạt chuẩn nâng cao",
      en = "Market or outlet meeting the advanced standard",
    },
    source = law { "1214/QĐ-BCT" },
    value  = trade_meets_advanced_standard,
    equals = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/7", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { trade_meets_advanced_standard = true } }
