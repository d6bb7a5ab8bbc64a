-- Tiêu chí 7: nơi mua bán đạt chuẩn. Xã có chợ thì xét chợ; chỉ khi không có chợ mới xét cơ sở bán lẻ khác (siêu thị
-- mini, cửa hàng tiện lợi, cửa hàng tổng hợp). Không có chợ không phải là "không áp dụng".
-- Criterion 7: a place of trade up to standard. Where there is a market the market is judged; only without one does
-- another retail outlet count (mini-supermarket, convenience store, general store). Having no market is not "not
-- applicable".

criterion {
  of = "commune.standard", id = "7",
  name = { vi = "Cơ sở hạ tầng thương mại nông thôn", en = "Rural trade infrastructure" },
  source = law { "318/QĐ-TTg", item = "I.7" },

  indicator {
    id = "7",
    name = {
      vi = "Có chợ đạt chuẩn hoặc, nếu không có chợ, cơ sở bán lẻ khác đạt chuẩn",
      en = "Market up to standard or, where there is no market, another retail outlet up to standard",
    },
    source = law { "1214/QĐ-BCT" },
    test = any {
      all { is_true(has_market), is_true(market_meets_standard) },
      all { none { is_true(has_market) }, is_true(retail_outlet_meets_standard) },
    },
  },
}

-- Ví dụ / examples

example { of = "commune.standard/7", year = 2023, expect = "met",
  name = { vi = "Chợ đạt chuẩn", en = "Market up to standard" },
  facts = { has_market = true, market_meets_standard = true } }
example { of = "commune.standard/7", year = 2023, expect = "not_met",
  name = {
    vi = "Có chợ nhưng chưa đạt chuẩn, cơ sở bán lẻ không thay được",
    en = "Market not up to standard; a shop cannot stand in for it",
  },
  facts = { has_market = true, market_meets_standard = false, retail_outlet_meets_standard = true } }
example { of = "commune.standard/7", year = 2023, expect = "met",
  name = { vi = "Không có chợ, cơ sở bán lẻ đạt chuẩn", en = "No market, retail outlet up to standard" },
  facts = { has_market = false, retail_outlet_meets_standard = true } }
example { of = "commune.standard/7", year = 2023, expect = "not_met",
  name = {
    vi = "Không có chợ, không có cơ sở bán lẻ đạt chuẩn",
    en = "No market and no retail outlet up to standard",
  },
  facts = { has_market = false, retail_outlet_meets_standard = false } }
example { of = "commune.standard/7", year = 2023, expect = "no_data",
  name = { vi = "Chưa rõ có chợ hay không", en = "Unknown whether there is a market" },
  facts = { market_meets_standard = true, retail_outlet_meets_standard = true } }
example { of = "commune.standard/7", year = 2023, expect = "no_data",
  name = { vi = "Có chợ, chưa rõ đạt chuẩn hay không", en = "Market exists, unknown whether up to standard" },
  facts = { has_market = true, retail_outlet_meets_standard = true } }
