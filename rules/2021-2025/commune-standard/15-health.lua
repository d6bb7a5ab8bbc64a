-- Tiêu chí 15: bảo hiểm y tế, chuẩn y tế xã, trẻ thấp còi, sổ khám chữa bệnh điện tử. 211/QĐ-TTg sửa 15.4 (mức mới
-- chưa thấy). Mọi mức ở đây theo trí nhớ, phải đối chiếu trước khi dùng.
-- Criterion 15: health insurance, commune health criteria, stunting, electronic record book. 211/QĐ-TTg amended 15.4
-- (new level not seen). Every level here is recalled and to be checked before use.

criterion {
  of = "commune.standard", id = "15",
  name = { vi = "Y tế", en = "Health" },
  source = law { "318/QĐ-TTg", item = "I.15" },

  indicator {
    id = "15.1",
    name = { vi = "Người dân tham gia bảo hiểm y tế", en = "People covered by health insurance" },
    value    = share(people_health_insured, population),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(90),
      south_central_coast = unverified(90),
      otherwise           = pending(),
    }),
  },

  indicator {
    id = "15.2",
    name = { vi = "Xã đạt tiêu chí quốc gia về y tế", en = "Commune meets the national health criteria" },
    test = unverified(is_true(health_criteria_met)),
  },

  indicator {
    id = "15.3",
    name = { vi = "Trẻ dưới 5 tuổi suy dinh dưỡng thể thấp còi", en = "Stunting among children under 5" },
    value    = share(children_under_5_stunted, children_under_5),
    at_most  = by(threshold_region, {
      northern_mountains  = unverified(24),
      south_central_coast = unverified(20),
      otherwise           = pending(),
    }),
  },

  -- 211/QĐ-TTg viết lại chỉ tiêu này; đơn vị và mức đều chưa thấy, tạm đo bằng tỷ lệ người dân có sổ.
  -- Rewritten by 211/QĐ-TTg; neither unit nor level was seen, so the share of residents who have the book stands in.
  indicator {
    id = "15.4",
    name = { vi = "Triển khai sổ khám chữa bệnh điện tử", en = "Electronic medical-record book in use" },
    source = law { "211/QĐ-TTg" },
    value    = share(people_electronic_health_book, population),
    at_least = by(threshold_region, {
      northern_mountains  = unverified(50),
      south_central_coast = unverified(50),
      otherwise           = pending(),
    }),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/15.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 90%, xã Duyên hải Nam Trung Bộ", en = "Exactly 90%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000,
    people_health_insured = 9000,
  } }
example { of = "commune.standard/15.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 90%, xã Duyên hải Nam Trung Bộ", en = "Just below 90%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000,
    people_health_insured = 8999,
  } }
example { of = "commune.standard/15.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 90%, xã đặc biệt khó khăn", en = "Exactly 90%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000,
    people_health_insured = 9000,
  } }
example { of = "commune.standard/15.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 90%, xã đặc biệt khó khăn", en = "Just below 90%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000,
    people_health_insured = 8999,
  } }
example { of = "commune.standard/15.1", year = 2023, expect = "no_data",
  name = { vi = "Vùng chưa biết mức", en = "Region whose threshold is pending" },
  facts = {
    region = "mekong_delta", extremely_difficult = false, population = 10000, people_health_insured = 10000,
  } }
example { of = "commune.standard/15.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "The part is missing" },
  facts = { region = "south_central_coast", extremely_difficult = false, population = 10000 } }

example { of = "commune.standard/15.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { health_criteria_met = true } }
example { of = "commune.standard/15.2", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { health_criteria_met = false } }

example { of = "commune.standard/15.3", year = 2023, expect = "met",
  name = { vi = "Đúng mức 20%, xã Duyên hải Nam Trung Bộ", en = "Exactly 20%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, children_under_5 = 500,
    children_under_5_stunted = 100,
  } }
example { of = "commune.standard/15.3", year = 2023, expect = "not_met",
  name = { vi = "Trên mức 20%, xã Duyên hải Nam Trung Bộ", en = "Just above 20%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, children_under_5 = 500,
    children_under_5_stunted = 101,
  } }
example { of = "commune.standard/15.3", year = 2023, expect = "met",
  name = { vi = "Đúng mức 24%, xã đặc biệt khó khăn", en = "Exactly 24%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, children_under_5 = 500,
    children_under_5_stunted = 120,
  } }
example { of = "commune.standard/15.3", year = 2023, expect = "not_met",
  name = { vi = "Trên mức 24%, xã đặc biệt khó khăn", en = "Just above 24%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, children_under_5 = 500,
    children_under_5_stunted = 121,
  } }

example { of = "commune.standard/15.4", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã Duyên hải Nam Trung Bộ", en = "Exactly 50%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000,
    people_electronic_health_book = 5000,
  } }
example { of = "commune.standard/15.4", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã Duyên hải Nam Trung Bộ", en = "Just below 50%, South Central Coast commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = false, population = 10000,
    people_electronic_health_book = 4999,
  } }
example { of = "commune.standard/15.4", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã đặc biệt khó khăn", en = "Exactly 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000,
    people_electronic_health_book = 5000,
  } }
example { of = "commune.standard/15.4", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã đặc biệt khó khăn", en = "Just below 50%, extremely difficult commune" },
  facts = {
    region = "south_central_coast", extremely_difficult = true, population = 10000,
    people_electronic_health_book = 4999,
  } }
