-- Tiêu chí 9 (nâng cao): nhà ở. Chưa có nguồn đọc được: tên chỉ tiêu theo trí nhớ và chưa ghi mức nào; phải đối chiếu
-- với văn bản.
-- Criterion 9 (advanced): housing. No readable source yet: the labels are recalled and no level is entered; to be
-- checked against the text.

criterion {
  of = "commune.advanced", id = "9",
  name = { vi = "Nhà ở dân cư", en = "Housing" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "9",
    name = { vi = "Hộ có nhà kiên cố hoặc bán kiên cố", en = "Households in solid or semi-solid houses" },
    value    = share(households_solid_housing, households),
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/9", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { households = 2500, households_solid_housing = 2500 } }
