-- Tiêu chí 15 (nâng cao): thủ tục hành chính và dịch vụ công. Chưa có nguồn đọc được: tên chỉ tiêu theo trí nhớ và
-- chưa ghi mức nào; phải đối chiếu với văn bản.
-- Criterion 15 (advanced): administrative procedures and public services. No readable source yet: the labels are
-- recalled and no level is entered; to be checked against the text.

criterion {
  of = "commune.advanced", id = "15",
  name = { vi = "Hành chính công", en = "Public administration" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "15.1",
    name = {
      vi = "Ứng dụng công nghệ thông tin trong giải quyết thủ tục hành chính",
      en = "IT in administrative procedures",
    },
    value  = it_in_procedures,
    equals = pending(),
  },

  indicator {
    id = "15.2",
    name = { vi = "Có dịch vụ công trực tuyến", en = "Online public services" },
    value  = has_online_public_services,
    equals = pending(),
  },

  indicator {
    id = "15.3",
    name = {
      vi = "Giải quyết thủ tục đúng quy định, không có khiếu nại vượt cấp",
      en = "Procedures handled by the rules, no escalated complaints",
    },
    value  = procedures_by_the_rules,
    equals = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/15.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { it_in_procedures = true } }

example { of = "commune.advanced/15.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_online_public_services = true } }

example { of = "commune.advanced/15.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { procedures_by_the_rules = true } }
