-- Tiêu chí 1 (huyện): quy hoạch vùng huyện và công trình xây theo quy hoạch. Tên chỉ tiêu theo trí nhớ, chưa thấy trong
-- bản đọc được nào: phải đối chiếu với văn bản; chưa ghi mức nào.
-- Criterion 1 (district): the district plan and works built to it. The labels are recalled and were seen in no readable
-- copy: to be checked against the text; no level is entered.

criterion {
  of = "district.standard", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "320/QĐ-TTg", item = "I.1" },

  indicator {
    id = "1.1",
    name = { vi = "Quy hoạch vùng huyện còn hạn hoặc đã rà soát", en = "District plan valid or reviewed" },
    value  = district_plan_valid,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "1.2",
    name = {
      vi = "Công trình hạ tầng thiết yếu xây dựng theo quy hoạch",
      en = "Essential infrastructure works built to plan",
    },
    value    = works_built_to_plan,
    at_least = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/1.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", district_plan_valid = true } }

example { of = "district.standard/1.2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", works_built_to_plan = 5 } }
