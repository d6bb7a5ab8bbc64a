-- Tiêu chí 1 (nâng cao): quy hoạch của xã. 318/QĐ-TTg, Phụ lục II để tỉnh quy định mức của cả ba chỉ tiêu; mức của
-- Ninh Thuận (504/QĐ-UBND, Phụ lục II) chưa đọc được.
-- Criterion 1 (advanced): planning. Annex II of 318/QĐ-TTg leaves the level of all three indicators to the province;
-- Ninh Thuận's own (504/QĐ-UBND, annex II) was not seen.

criterion {
  of = "commune.advanced", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "318/QĐ-TTg", item = "II.1" },

  indicator {
    id = "1.1",
    name = {
      vi = "Quy hoạch chung còn hạn hoặc đã rà soát, gồm khu dịch vụ hỗ trợ kinh tế nông thôn",
      en = "Master plan valid or reviewed, with a service area for the rural economy",
    },
    value  = master_plan_valid,
    equals = delegated(),
  },

  indicator {
    id = "1.2",
    name = {
      vi = "Có quy chế quản lý và quản lý xây dựng theo quy hoạch",
      en = "Plan-management and construction-control rules",
    },
    value  = construction_controlled_by_plan,
    equals = delegated(),
  },

  indicator {
    id = "1.3",
    name = {
      vi = "Có quy hoạch chi tiết trung tâm xã hoặc khu dân cư",
      en = "Detailed plan of the commune centre or a residential area",
    },
    value  = has_detailed_plan,
    equals = delegated(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/1.1", year = 2023, expect = "no_data", causes = { "delegated" },
  name = { vi = "Đủ số liệu, tỉnh chưa quy định mức", en = "Figures known, level left to the province" },
  facts = { master_plan_valid = true } }

example { of = "commune.advanced/1.2", year = 2023, expect = "no_data", causes = { "delegated" },
  name = { vi = "Đủ số liệu, tỉnh chưa quy định mức", en = "Figures known, level left to the province" },
  facts = { construction_controlled_by_plan = true } }

example { of = "commune.advanced/1.3", year = 2023, expect = "no_data", causes = { "delegated" },
  name = { vi = "Đủ số liệu, tỉnh chưa quy định mức", en = "Figures known, level left to the province" },
  facts = { has_detailed_plan = true } }
example { of = "commune.advanced/1.3", year = 2023, expect = "no_data", causes = { "has_detailed_plan" },
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { master_plan_valid = true } }
