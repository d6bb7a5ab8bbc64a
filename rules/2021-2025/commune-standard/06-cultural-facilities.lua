-- Tiêu chí 6: nơi sinh hoạt văn hóa, thể thao ở xã và ở thôn. Mức dùng chung cho mọi vùng; diện tích và quy mô do
-- tỉnh quy định nên không xét ở đây.
-- Criterion 6: places for culture and sports in the commune and its villages. Same level in every region; areas and
-- sizes are left to the province and are not judged here.

criterion {
  of = "commune.standard", id = "6",
  name = { vi = "Cơ sở vật chất văn hóa", en = "Cultural facilities" },
  source = law { "318/QĐ-TTg", item = "I.6" },

  indicator {
    id = "6.1",
    name = {
      vi = "Có nhà văn hóa hoặc hội trường đa năng và sân thể thao của xã",
      en = "Commune culture house or multi-purpose hall, and a sports ground",
    },
    source = law { "1064/HD-BVHTTDL" },
    test = all { is_true(has_culture_house), is_true(has_sports_ground) },
  },

  -- Điểm cho trẻ em phải có nội dung phòng, chống đuối nước. / The children's spot must cover drowning prevention.
  indicator {
    id = "6.2",
    name = {
      vi = "Có điểm vui chơi, thể thao cho trẻ em và người cao tuổi",
      en = "Recreation and sports spot for children and the elderly",
    },
    source = law { "1064/HD-BVHTTDL" },
    value    = recreation_spots,
    at_least = 1,
  },

  indicator {
    id = "6.3",
    name = {
      vi = "Thôn có nhà văn hóa hoặc nơi sinh hoạt văn hóa, thể thao",
      en = "Villages with a culture house or a place for culture and sports",
    },
    source = law { "1064/HD-BVHTTDL" },
    value    = share(villages_culture_place, villages),
    at_least = 100,
  },
}

-- Ví dụ / examples

example { of = "commune.standard/6.1", year = 2023, expect = "met",
  name = { vi = "Có cả hai", en = "Both exist" },
  facts = { has_culture_house = true, has_sports_ground = true } }
example { of = "commune.standard/6.1", year = 2023, expect = "not_met",
  name = { vi = "Chưa có sân thể thao", en = "No sports ground" },
  facts = { has_culture_house = true, has_sports_ground = false } }
example { of = "commune.standard/6.1", year = 2023, expect = "not_met",
  name = { vi = "Chưa có nhà văn hóa hoặc hội trường", en = "No culture house or hall" },
  facts = { has_culture_house = false, has_sports_ground = true } }
example { of = "commune.standard/6.1", year = 2023, expect = "no_data",
  name = { vi = "Chưa rõ có sân thể thao", en = "Sports ground unknown" },
  facts = { has_culture_house = true } }

example { of = "commune.standard/6.2", year = 2023, expect = "met",
  name = { vi = "Đúng 1 điểm", en = "Exactly 1 spot" },
  facts = { recreation_spots = 1 } }
example { of = "commune.standard/6.2", year = 2023, expect = "not_met",
  name = { vi = "Không có điểm nào", en = "No spot" },
  facts = { recreation_spots = 0 } }
example { of = "commune.standard/6.2", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { villages = 8 } }

example { of = "commune.standard/6.3", year = 2023, expect = "met",
  name = { vi = "Mọi thôn đều có", en = "Every village" },
  facts = { villages = 8, villages_culture_place = 8 } }
example { of = "commune.standard/6.3", year = 2023, expect = "not_met",
  name = { vi = "Còn một thôn chưa có", en = "One village short" },
  facts = { villages = 8, villages_culture_place = 7 } }

example { of = "commune.standard/6.3", year = 2023, expect = "not_met",
  name = { vi = "99% số thôn", en = "99 % of villages" }, facts = { villages = 100, villages_culture_place = 99 } }
