-- Tỉnh hoàn thành nhiệm vụ xây dựng nông thôn mới (321/QĐ-TTg): 8 điều kiện, đọc từ bản tóm tắt của một trang tin
-- pháp luật; vài mục kết thúc bằng "…" nên danh sách có thể bị rút gọn: đối chiếu với văn bản trước khi dùng để xét
-- công nhận.
-- A province that completed the new-rural task (321/QĐ-TTg): 8 conditions, read in a summary on a legal-news site;
-- some items end in "…", so the list may be abridged: compare it with the text before a recognition rests on it.

standard {
  id = "province.completed", level = "province",
  name = {
    vi = "Tỉnh hoàn thành nhiệm vụ xây dựng nông thôn mới",
    en = "Province that completed the new-rural task",
  },
  source = law { "321/QĐ-TTg" },
}

criterion {
  of = "province.completed", id = "P",
  name = { vi = "Điều kiện hoàn thành nhiệm vụ", en = "Conditions of completing the task" },
  source = law { "321/QĐ-TTg" },

  -- Huyện, kể cả huyện không có đơn vị cấp xã; thị xã và thành phố ở P2. / Districts, those without communes among
  -- them; towns and cities are in P2.
  indicator {
    id = "P1", name = { vi = "Huyện đạt chuẩn nông thôn mới", en = "Districts meeting the standard" },
    value = share_of("district", any {
      met "district.standard", recognised "district.standard",
      all { is_special_district, any { met "district.special", recognised "district.special" } },
    }, { where = one_of(district_kind, { "rural", "special" }) }),
    at_least = 100,
  },

  -- Tỉnh không có thị xã, thành phố trực thuộc thì không xét. / Does not apply to a province without towns and cities.
  indicator {
    id = "P2",
    name = { vi = "Thị xã, thành phố hoàn thành nhiệm vụ", en = "Towns and cities that completed the task" },
    value = share_of("district", any { met "district.town", recognised "district.town" },
      { where = equals(district_kind, "town") }),
    at_least = 100,
    applies_when = has_town,
  },

  indicator {
    id = "P3", name = { vi = "Huyện đạt chuẩn nâng cao", en = "Districts meeting the advanced standard" },
    value = share_of("district", any { met "district.advanced", recognised "district.advanced" },
      { where = one_of(district_kind, { "rural", "special" }) }),
    at_least = 20,
  },

  indicator {
    id = "P4", name = { vi = "Xã đạt chuẩn nâng cao", en = "Communes meeting the advanced standard" },
    value    = share_of("commune", any { met "commune.advanced", recognised "commune.advanced" }),
    at_least = 40,
  },

  indicator {
    id = "P5",
    name = {
      vi = "Đề án nông thôn mới toàn tỉnh được Hội đồng nhân dân thông qua",
      en = "Province-wide scheme passed by the People's Council",
    },
    test = is_true(scheme_passed),
  },

  indicator {
    id = "P6",
    name = {
      vi = "Đường huyện, đường tỉnh, quốc lộ được trồng cây xanh",
      en = "District, provincial and national roads planted with trees",
    },
    value    = share(main_roads_trees, main_roads),
    at_least = 70,
  },

  indicator {
    id = "P7", name = { vi = "Đất cây xanh công cộng", en = "Public green land" },
    value    = public_green_land_per_person,
    at_least = 4,
  },

  indicator {
    id = "P8",
    name = { vi = "Chỉ số hài lòng về sự phục vụ hành chính", en = "Satisfaction with administrative service" },
    value    = administrative_satisfaction,
    at_least = 90,
  },
}

derived {
  level = "province", id = "has_town",
  name = { vi = "Tỉnh có thị xã, thành phố trực thuộc", en = "The province has towns or cities" },
  source = law { "321/QĐ-TTg" },
  value = more_than(count_of("district", equals(district_kind, "town"), { empty = 0 }), 0),
}

-- Ví dụ / examples

local function district(kind, ...)
  return { level = "district", facts = { district_kind = kind, satisfaction_share = 0 }, recognised = { ... } }
end
local function commune(...) return { level = "commune", facts = { plan_approved = false }, recognised = { ... } } end

example { of = "province.completed/P1", year = 2024, expect = "met",
  name = { vi = "Mọi huyện đạt; thành phố không tính ở đây", en = "Every district does; the city does not count here" },
  facts = {}, children = { district("rural", "district.standard"), district("rural", "district.standard"), district("town") } }
example { of = "province.completed/P1", year = 2024, expect = "not_met",
  name = { vi = "Một trong ba huyện chưa đạt", en = "One of three falls short" },
  facts = {},
  children = { district("rural", "district.standard"), district("rural", "district.standard"), district("rural") } }
example { of = "province.completed/P1", year = 2024, expect = "met",
  name = { vi = "Huyện đặc thù được công nhận cũng tính", en = "A recognised special district counts" },
  facts = {}, children = { district("rural", "district.standard"), district("special", "district.special") } }

example { of = "province.completed/P2", year = 2024, expect = "met",
  name = { vi = "Thành phố duy nhất đã hoàn thành", en = "Its only city has" },
  facts = {}, children = { district("town", "district.town"), district("rural") } }
example { of = "province.completed/P2", year = 2024, expect = "not_met",
  name = { vi = "Một trong hai thành phố chưa hoàn thành", en = "One of two cities has not" },
  facts = {},
  children = {
    district("town", "district.town"),
    { level = "district", facts = { district_kind = "town" },
      children = { commune() } },
  } }
example { of = "province.completed/P2", year = 2024, expect = "not_applicable",
  name = { vi = "Không có thị xã, thành phố", en = "No towns or cities" },
  facts = {}, children = { district("rural") } }

-- 1 trên 5 huyện là đúng 20%; 1 trên 6 thì dưới. Mức của bộ nâng cao còn chờ nên huyện có xã chưa kết luận được, trừ huyện
-- đã công nhận. / 1 of 5 is exactly 20 %, 1 of 6 is below. With the advanced levels pending a rural district is
-- undecided, unless it is recognised.
example { of = "province.completed/P3", year = 2024, expect = "met",
  name = { vi = "Đúng 20%: 1 trên 5 huyện", en = "Exactly 20 %: 1 of 5" },
  facts = {},
  children = {
    district("rural", "district.advanced"), district("rural"), district("rural"), district("rural"), district("rural"),
  } }
example { of = "province.completed/P3", year = 2024, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "Đã công nhận 1 trên 6, các huyện khác chưa kết luận", en = "1 of 6 is recognised, the others undecided" },
  facts = {},
  children = {
    district("rural", "district.advanced"), district("rural"), district("rural"), district("rural"), district("rural"),
    district("rural"),
  } }
example { of = "province.completed/P3", year = 2024, expect = "not_met",
  name = { vi = "Dưới 20%: 1 trên 6, các huyện khác không thuộc bộ nâng cao", en = "Below 20 %: 1 of 6, the others outside the advanced set" },
  facts = {},
  children = {
    district("rural", "district.advanced"), district("special"), district("special"), district("special"),
    district("special"), district("special"),
  } }
example { of = "province.completed/P3", year = 2024, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không còn huyện nào", en = "No district is left" }, facts = {} }

example { of = "province.completed/P4", year = 2024, expect = "met",
  name = { vi = "Đúng 40%: 2 trên 5 xã", en = "Exactly 40 %: 2 of 5" },
  facts = {},
  children = { commune("commune.advanced"), commune("commune.advanced"), commune(), commune(), commune() } }
example { of = "province.completed/P4", year = 2024, expect = "not_met",
  name = { vi = "Dưới 40%: 1 trên 3 xã", en = "Below 40 %: 1 of 3" },
  facts = {}, children = { commune("commune.advanced"), commune(), commune() } }

example { of = "province.completed/P5", year = 2024, expect = "met",
  name = { vi = "Đề án đã thông qua", en = "The scheme was passed" }, facts = { scheme_passed = true } }
example { of = "province.completed/P5", year = 2024, expect = "not_met",
  name = { vi = "Đề án chưa thông qua", en = "The scheme was not passed" }, facts = { scheme_passed = false } }

example { of = "province.completed/P6", year = 2024, expect = "met",
  name = { vi = "Đúng 70%", en = "Exactly 70 %" }, facts = { main_roads = 1000, main_roads_trees = 700 } }
example { of = "province.completed/P6", year = 2024, expect = "not_met",
  name = { vi = "Dưới 70%", en = "Just below 70 %" }, facts = { main_roads = 1000, main_roads_trees = 699.99 } }

example { of = "province.completed/P7", year = 2024, expect = "met",
  name = { vi = "Đúng 4 m²/người", en = "Exactly 4 m² per person" }, facts = { public_green_land_per_person = 4 } }
example { of = "province.completed/P7", year = 2024, expect = "not_met",
  name = { vi = "Dưới 4 m²/người", en = "Just below 4 m² per person" },
  facts = { public_green_land_per_person = 3.99 } }

example { of = "province.completed/P8", year = 2024, expect = "met",
  name = { vi = "Đúng 90%", en = "Exactly 90 %" }, facts = { administrative_satisfaction = 90 } }
example { of = "province.completed/P8", year = 2024, expect = "not_met",
  name = { vi = "Dưới 90%", en = "Just below 90 %" }, facts = { administrative_satisfaction = 89.99 } }

example { of = "province.completed", year = 2024, expect = "not_met",
  name = { vi = "Một điều kiện không đạt là đủ", en = "One failing condition decides" }, facts = { scheme_passed = false } }

-- 99 trên 100: mọi huyện là mọi huyện. / 99 of 100: every district means every one.
local function all_but_one(kind, standard)
  local districts = { district(kind) }
  districts[1].children = { commune() }
  for i = 2, 100 do districts[i] = district(kind, standard) end
  return districts
end
example { of = "province.completed/P1", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 huyện", en = "99 of 100 districts" }, facts = {},
  children = all_but_one("rural", "district.standard") }
example { of = "province.completed/P2", year = 2024, expect = "not_met",
  name = { vi = "99 trên 100 thành phố", en = "99 of 100 cities" }, facts = {},
  children = all_but_one("town", "district.town") }

example { of = "province.completed/P1", year = 2024, expect = "not_met",
  name = { vi = "Huyện đặc thù chưa đạt thì không tính", en = "A special district that falls short does not count" },
  facts = {}, children = { district("rural", "district.standard"), district("special") } }
