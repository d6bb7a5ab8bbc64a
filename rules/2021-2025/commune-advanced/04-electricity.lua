-- Tiêu chí 4 (nâng cao): hộ dùng điện. Chưa có nguồn đọc được: tên chỉ tiêu theo trí nhớ và chưa ghi mức nào; phải
-- đối chiếu với văn bản.
-- Criterion 4 (advanced): households with power. No readable source yet: the labels are recalled and no level is
-- entered; to be checked against the text.

criterion {
  of = "commune.advanced", id = "4",
  name = { vi = "Điện", en = "Electricity" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "4",
    name = { vi = "Hộ dùng điện an toàn, tin cậy, ổn định", en = "Households with safe, reliable, stable power" },
    value    = share(households_safe_power, households),
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_safe_power = 2500 } }
example { of = "commune.advanced/4", year = 2023, expect = "no_data", causes = { "households" },
  name = { vi = "Thiếu số hộ", en = "Number of households missing" },
  facts = { households_safe_power = 2500 } }
