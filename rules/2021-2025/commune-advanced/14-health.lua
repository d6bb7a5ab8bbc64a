-- Tiêu chí 14 (nâng cao): bảo hiểm y tế, quản lý sức khỏe, khám chữa bệnh từ xa. 211/QĐ-TTg sửa 14.4 (mức chưa thấy);
-- các tên khác theo trí nhớ và chưa ghi mức nào.
-- Criterion 14 (advanced): health insurance, health management, remote consultation. 211/QĐ-TTg amended 14.4 (level
-- not seen); the other labels are recalled and no level is entered.

criterion {
  of = "commune.advanced", id = "14",
  name = { vi = "Y tế", en = "Health" },
  source = law { "318/QĐ-TTg", item = "II.14" },

  indicator {
    id = "14.1",
    name = { vi = "Người dân tham gia bảo hiểm y tế", en = "People covered by health insurance" },
    value    = share(people_health_insured, population),
    at_least = pending(),
  },

  indicator {
    id = "14.2",
    name = { vi = "Người dân được quản lý sức khỏe", en = "People under health management" },
    value    = share(people_health_managed, population),
    at_least = pending(),
  },

  indicator {
    id = "14.3",
    name = { vi = "Người dân được khám, chữa bệnh từ xa", en = "People reached by remote consultation" },
    value    = share(people_remote_consultation, population),
    at_least = pending(),
  },

  -- Tên theo lời văn 211/QĐ-TTg (2024); trước đó là gì chưa thấy. / Named as in 211/QĐ-TTg (2024); what it was before
  -- was not seen.
  indicator {
    id = "14.4",
    name = { vi = "Xã triển khai quản lý sức khỏe điện tử", en = "Commune carries out electronic health management" },
    source = law { "211/QĐ-TTg" },
    value  = electronic_health_managed,
    equals = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/14.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { population = 10000, people_health_insured = 10000 } }

example { of = "commune.advanced/14.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { population = 10000, people_health_managed = 10000 } }

example { of = "commune.advanced/14.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { population = 10000, people_remote_consultation = 10000 } }

example { of = "commune.advanced/14.4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { electronic_health_managed = true } }
