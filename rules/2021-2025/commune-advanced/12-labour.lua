-- Tiêu chí 12 (nâng cao): lao động qua đào tạo, có bằng cấp, trong ngành chủ lực. Chưa có nguồn đọc được: tên chỉ
-- tiêu theo trí nhớ và chưa ghi mức nào; phải đối chiếu với văn bản.
-- Criterion 12 (advanced): trained and certified workers, workers in key sectors. No readable source yet: the labels
-- are recalled and no level is entered; to be checked against the text.

criterion {
  of = "commune.advanced", id = "12",
  name = { vi = "Lao động", en = "Labour" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "12.1",
    name = { vi = "Lao động qua đào tạo", en = "Trained workers" },
    value    = share(workers_trained, workers),
    at_least = pending(),
  },

  indicator {
    id = "12.2",
    name = { vi = "Lao động qua đào tạo có bằng cấp, chứng chỉ", en = "Workers with a degree or certificate" },
    value    = share(workers_certified, workers),
    at_least = pending(),
  },

  indicator {
    id = "12.3",
    name = {
      vi = "Lao động làm việc trong các ngành kinh tế chủ lực của địa phương",
      en = "Workers in the key sectors of the area",
    },
    value    = share(workers_key_sectors, workers),
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/12.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { workers = 5000, workers_trained = 5000 } }

example { of = "commune.advanced/12.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { workers = 5000, workers_certified = 5000 } }

example { of = "commune.advanced/12.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { workers = 5000, workers_key_sectors = 5000 } }
