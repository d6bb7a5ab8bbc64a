-- Tiêu chí 3: tưới, tiêu chủ động và chủ động phòng, chống thiên tai. Mức 80% của 3.1 nằm trong lời văn của chỉ tiêu
-- nên dùng chung cho mọi vùng; mức phải đạt của 3.2 chưa đọc được, tạm ghi đạt/không đạt.
-- Criterion 3: active irrigation and disaster readiness. The 80% of 3.1 stands in the indicator's own text and
-- serves every region; the level 3.2 asks for was not seen, so it is entered as achieved or not.

criterion {
  of = "commune.standard", id = "3",
  name = { vi = "Thủy lợi và phòng, chống thiên tai", en = "Irrigation and disaster prevention" },
  source = law { "318/QĐ-TTg", item = "I.3" },

  -- Xã không có đất sản xuất nông nghiệp thì không có gì để xét. / No farm land, nothing to judge.
  indicator {
    id = "3.1",
    name = {
      vi = "Đất sản xuất nông nghiệp được tưới, tiêu chủ động",
      en = "Farm land with active irrigation and drainage",
    },
    value    = share(farmland_irrigated, farmland),
    at_least = 80,
    applies_when = more_than(farmland, 0),
  },

  indicator {
    id = "3.2",
    name = {
      vi = "Chủ động phòng, chống thiên tai theo phương châm 4 tại chỗ",
      en = "Disaster readiness by the four on-the-spot motto",
    },
    test = unverified(is_true(disaster_readiness_met)),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/3.1", year = 2023, expect = "met",
  name = { vi = "Đúng mức 80%", en = "Exactly 80%" },
  facts = { farmland = 500, farmland_irrigated = 400 } }
example { of = "commune.standard/3.1", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 80%", en = "Just below 80%" },
  facts = { farmland = 500, farmland_irrigated = 399.99 } }
example { of = "commune.standard/3.1", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có đất sản xuất nông nghiệp", en = "Commune without farm land" },
  facts = { farmland = 0 } }
example { of = "commune.standard/3.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu diện tích được tưới, tiêu", en = "Irrigated area missing" },
  facts = { farmland = 500 } }

example { of = "commune.standard/3.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { disaster_readiness_met = true } }
example { of = "commune.standard/3.2", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { disaster_readiness_met = false } }

example { of = "commune.standard/3.1", year = 2023, expect = "met",
  name = { vi = "Chỉ có 1 ha: được xét", en = "Only 1 ha: judged" },
  facts = { region = "south_central_coast", extremely_difficult = false, farmland = 1, farmland_irrigated = 1 } }
