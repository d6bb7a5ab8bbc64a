-- Tiêu chí 10 (nâng cao; trọng yếu theo 18/2022/QĐ-TTg): thu nhập bình quân đầu người, mức theo năm và theo vùng.
-- Chưa con số nào đọc được.
-- Criterion 10 (advanced; key, by 18/2022/QĐ-TTg): income per person, levels by year and region. No figure was
-- readable.

-- Mức thu nhập của xã nâng cao, dùng chung với xã kiểu mẫu (319/QĐ-TTg). Khi đọc được văn bản thì ghi tại đây, theo
-- năm và theo vùng: from_year { [2021] = by(threshold_region, { … }), … }.
-- The income level of advanced communes; the model standard (319/QĐ-TTg) uses it too. Once the text is read it is
-- entered here, by year and region: from_year { [2021] = by(threshold_region, { … }), … }.

derived {
  level = "commune", id = "advanced_income_level",
  name = { vi = "Mức thu nhập của xã nông thôn mới nâng cao", en = "Income level of advanced communes" },
  value = pending(),
}

criterion {
  of = "commune.advanced", id = "10", key = true,
  name = { vi = "Thu nhập", en = "Income" },
  source = law { "318/QĐ-TTg", item = "II.10" },

  indicator {
    id = "10",
    name = { vi = "Thu nhập bình quân đầu người một năm", en = "Income per person and year" },
    value    = income_per_person,
    at_least = advanced_income_level,
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/10", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 90 } }
example { of = "commune.advanced/10", year = 2023, expect = "no_data", causes = { "income_per_person" },
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { region = "south_central_coast", extremely_difficult = false } }
