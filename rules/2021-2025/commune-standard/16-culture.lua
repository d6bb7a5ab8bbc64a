-- Tiêu chí 16: thôn đạt chuẩn văn hóa và có kế hoạch. Có thể tính theo tỷ lệ thôn nhưng chưa thấy mức, nên tạm ghi
-- đạt/không đạt. Chưa có nguồn đọc được: tên chỉ tiêu và mức đều theo trí nhớ, phải đối chiếu với văn bản trước khi
-- dùng.
-- Criterion 16: villages meeting the culture standard, with a plan. It may be a share of villages, but no level was
-- seen, so it is entered as achieved or not. No readable source yet: labels and levels are recalled, to be checked
-- against the text before use.

criterion {
  of = "commune.standard", id = "16",
  name = { vi = "Văn hóa", en = "Culture" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "16",
    name = {
      vi = "Thôn đạt chuẩn văn hóa và có kế hoạch",
      en = "Villages meet the culture standard and have a plan",
    },
    test = unverified(is_true(village_culture_met)),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/16", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { village_culture_met = true } }
example { of = "commune.standard/16", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { village_culture_met = false } }
example { of = "commune.standard/16", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { villages = 8 } }
