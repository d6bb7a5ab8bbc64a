-- Tiêu chí 10 (trọng yếu theo 18/2022/QĐ-TTg): thu nhập bình quân đầu người, mức theo năm và theo vùng. Văn bản có
-- mức cho từng vùng nhưng con số chưa đọc được: mức ghi ở đây theo trí nhớ, phải đối chiếu trước khi dùng.
-- Criterion 10 (key, by 18/2022/QĐ-TTg): income per person; levels by year and region. The decree has figures per
-- region but they were not readable: those below are recalled and to be checked before use.

criterion {
  of = "commune.standard", id = "10", key = true,
  name = { vi = "Thu nhập", en = "Income" },
  source = law { "318/QĐ-TTg", item = "I.10" },

  indicator {
    id = "10",
    name = { vi = "Thu nhập bình quân đầu người một năm", en = "Income per person and year" },
    value    = income_per_person,
    at_least = from_year {
      [2021] = by(threshold_region, {
        northern_mountains  = unverified(36),
        south_central_coast = unverified(41),
        otherwise           = pending(),
      }),
      [2022] = by(threshold_region, {
        northern_mountains  = unverified(39),
        south_central_coast = unverified(44),
        otherwise           = pending(),
      }),
      [2023] = by(threshold_region, {
        northern_mountains  = unverified(42),
        south_central_coast = unverified(47),
        otherwise           = pending(),
      }),
      [2024] = by(threshold_region, {
        northern_mountains  = unverified(45),
        south_central_coast = unverified(50),
        otherwise           = pending(),
      }),
      [2025] = by(threshold_region, {
        northern_mountains  = unverified(48),
        south_central_coast = unverified(53),
        otherwise           = pending(),
      }),
    },
  },
}

-- Ví dụ / examples

example { of = "commune.standard/10", year = 2021, expect = "met",
  name = {
    vi = "Năm 2021, đúng mức 41, xã Duyên hải Nam Trung Bộ",
    en = "2021, exactly 41, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 41 } }
example { of = "commune.standard/10", year = 2021, expect = "not_met",
  name = {
    vi = "Năm 2021, dưới mức 41, xã Duyên hải Nam Trung Bộ",
    en = "2021, just below 41, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 40.99 } }
example { of = "commune.standard/10", year = 2021, expect = "met",
  name = {
    vi = "Năm 2021, đúng mức 36, xã đặc biệt khó khăn",
    en = "2021, exactly 36, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 36 } }
example { of = "commune.standard/10", year = 2021, expect = "not_met",
  name = {
    vi = "Năm 2021, dưới mức 36, xã đặc biệt khó khăn",
    en = "2021, just below 36, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 35.99 } }
example { of = "commune.standard/10", year = 2022, expect = "met",
  name = {
    vi = "Năm 2022, đúng mức 44, xã Duyên hải Nam Trung Bộ",
    en = "2022, exactly 44, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 44 } }
example { of = "commune.standard/10", year = 2022, expect = "not_met",
  name = {
    vi = "Năm 2022, dưới mức 44, xã Duyên hải Nam Trung Bộ",
    en = "2022, just below 44, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 43.99 } }
example { of = "commune.standard/10", year = 2022, expect = "met",
  name = {
    vi = "Năm 2022, đúng mức 39, xã đặc biệt khó khăn",
    en = "2022, exactly 39, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 39 } }
example { of = "commune.standard/10", year = 2022, expect = "not_met",
  name = {
    vi = "Năm 2022, dưới mức 39, xã đặc biệt khó khăn",
    en = "2022, just below 39, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 38.99 } }
example { of = "commune.standard/10", year = 2023, expect = "met",
  name = {
    vi = "Năm 2023, đúng mức 47, xã Duyên hải Nam Trung Bộ",
    en = "2023, exactly 47, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 47 } }
example { of = "commune.standard/10", year = 2023, expect = "not_met",
  name = {
    vi = "Năm 2023, dưới mức 47, xã Duyên hải Nam Trung Bộ",
    en = "2023, just below 47, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 46.99 } }
example { of = "commune.standard/10", year = 2023, expect = "met",
  name = {
    vi = "Năm 2023, đúng mức 42, xã đặc biệt khó khăn",
    en = "2023, exactly 42, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 42 } }
example { of = "commune.standard/10", year = 2023, expect = "not_met",
  name = {
    vi = "Năm 2023, dưới mức 42, xã đặc biệt khó khăn",
    en = "2023, just below 42, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 41.99 } }
example { of = "commune.standard/10", year = 2024, expect = "met",
  name = {
    vi = "Năm 2024, đúng mức 50, xã Duyên hải Nam Trung Bộ",
    en = "2024, exactly 50, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 50 } }
example { of = "commune.standard/10", year = 2024, expect = "not_met",
  name = {
    vi = "Năm 2024, dưới mức 50, xã Duyên hải Nam Trung Bộ",
    en = "2024, just below 50, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 49.99 } }
example { of = "commune.standard/10", year = 2024, expect = "met",
  name = {
    vi = "Năm 2024, đúng mức 45, xã đặc biệt khó khăn",
    en = "2024, exactly 45, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 45 } }
example { of = "commune.standard/10", year = 2024, expect = "not_met",
  name = {
    vi = "Năm 2024, dưới mức 45, xã đặc biệt khó khăn",
    en = "2024, just below 45, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 44.99 } }
example { of = "commune.standard/10", year = 2025, expect = "met",
  name = {
    vi = "Năm 2025, đúng mức 53, xã Duyên hải Nam Trung Bộ",
    en = "2025, exactly 53, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 53 } }
example { of = "commune.standard/10", year = 2025, expect = "not_met",
  name = {
    vi = "Năm 2025, dưới mức 53, xã Duyên hải Nam Trung Bộ",
    en = "2025, just below 53, South Central Coast commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = false, income_per_person = 52.99 } }
example { of = "commune.standard/10", year = 2025, expect = "met",
  name = {
    vi = "Năm 2025, đúng mức 48, xã đặc biệt khó khăn",
    en = "2025, exactly 48, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 48 } }
example { of = "commune.standard/10", year = 2025, expect = "not_met",
  name = {
    vi = "Năm 2025, dưới mức 48, xã đặc biệt khó khăn",
    en = "2025, just below 48, extremely difficult commune",
  },
  facts = { region = "south_central_coast", extremely_difficult = true, income_per_person = 47.99 } }
example { of = "commune.standard/10", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = { region = "mekong_delta", extremely_difficult = false, income_per_person = 90 } }
example { of = "commune.standard/10", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { region = "south_central_coast", extremely_difficult = false } }
