-- Tiêu chí 12: người lao động qua đào tạo và có bằng cấp, chứng chỉ. Chưa có nguồn đọc được: tên chỉ tiêu và mức đều
-- theo trí nhớ, phải đối chiếu với văn bản trước khi dùng.
-- Criterion 12: workers who are trained and who hold a certificate. No readable source yet: labels and levels are
-- recalled, to be checked against the text before use.

criterion {
  of = "commune.standard", id = "12",
  name = { vi = "Lao động", en = "Labour" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "12.1",
    name = { vi = "Lao động qua đào tạo", en = "Trained workers" },
    value    = share(workers_trained, workers),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(60),
      south_central_coast = unverified(70),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "12.2",
    name = {
      vi = "Lao động qua đào tạo có bằng cấp, chứng chỉ",
      en = "Trained workers with a degree or certificate",
    },
    value    = share(workers_certified, workers),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(20),
      south_central_coast = unverified(25),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/12.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 70%, xã Duyên hải Nam Trung Bộ", en = "Exactly 70%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, workers = 1000, workers_trained = 700 } }
example { of = "commune.standard/12.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 70%, xã Duyên hải Nam Trung Bộ", en = "Just below 70%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, workers = 1000, workers_trained = 699 } }
example { of = "commune.standard/12.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 60%, xã đặc biệt khó khăn", en = "Exactly 60%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, workers = 1000, workers_trained = 600 } }
example { of = "commune.standard/12.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 60%, xã đặc biệt khó khăn", en = "Just below 60%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, workers = 1000, workers_trained = 599 } }
example { of = "commune.standard/12.1", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, workers = 1000, workers_trained = 1000 } }
example { of = "commune.standard/12.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, workers = 1000 } }

example { of = "commune.standard/12.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 25%, xã Duyên hải Nam Trung Bộ", en = "Exactly 25%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, workers = 1000, workers_certified = 250 } }
example { of = "commune.standard/12.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 25%, xã Duyên hải Nam Trung Bộ", en = "Just below 25%, South Central Coast commune" },
  facts = { region = "south_central_coast", extremely_difficult = false, workers = 1000, workers_certified = 249 } }
example { of = "commune.standard/12.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 20%, xã đặc biệt khó khăn", en = "Exactly 20%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, workers = 1000, workers_certified = 200 } }
example { of = "commune.standard/12.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 20%, xã đặc biệt khó khăn", en = "Just below 20%, extremely difficult commune" },
  facts = { region = "south_central_coast", extremely_difficult = true, workers = 1000, workers_certified = 199 } }
