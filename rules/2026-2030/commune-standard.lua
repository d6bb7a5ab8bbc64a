-- Bộ tiêu chí xã nông thôn mới 2026–2030 (51/2025/QĐ-TTg, Phụ lục I): mười tiêu chí, cộng lại 47 chỉ tiêu, mức theo
-- ba nhóm xã. Tên tiêu chí chắc chắn; mỗi tiêu chí có mấy chỉ tiêu, tên và mức của chúng chưa đọc được. Vì vậy mỗi tiêu
-- chí được xét bằng số chỉ tiêu mà xã đạt trong tiêu chí đó, so với một mức còn chờ (pending). Điều duy nhất đã biết là
-- tổng số: đạt chưa đủ 47 là chưa đạt chuẩn; đủ 47 thì vẫn chờ mức. Ai có phụ lục thì thay mười số đếm bằng các chỉ
-- tiêu thật (như các tệp của 2021-2025/commune-standard) và bỏ điều kiện tổng số. Muốn xem theo các chỉ tiêu cũ:
-- commune-interim.lua.
-- The commune standard 2026–2030 (51/2025/QĐ-TTg, annex I): ten criteria, 47 indicators among them, levels by three
-- commune groups. The names of the criteria are sure; how many indicators each has, their names and levels were not
-- seen. So each criterion is judged by the number of its indicators that a commune meets, against a level that is
-- pending. Only the total is known: fewer than 47 met is not enough; with all 47 the levels are still waited for.
-- Whoever has the annex puts the real indicators in the place of the ten counts (as in 2021-2025/commune-standard) and
-- drops the condition on the total. For a reading by the indicators of before: commune-interim.lua.

derived {
  level = "commune", id = "indicators_met",
  name = { vi = "Số chỉ tiêu xã đạt, trên 47", en = "Indicators met, of 47" },
  source = law { "51/2025/QĐ-TTg", item = "I" },
  value = sum {
    indicators_met_planning, indicators_met_infrastructure, indicators_met_economy, indicators_met_training,
    indicators_met_culture, indicators_met_poverty, indicators_met_digital, indicators_met_environment,
    indicators_met_government, indicators_met_security,
  },
}

standard {
  id = "commune.standard", level = "commune",
  name = {
    vi = "Xã đạt chuẩn nông thôn mới 2026–2030 (47 chỉ tiêu, chưa có mức)",
    en = "Commune meeting the new-rural standard 2026–2030 (47 indicators, levels not entered)",
  },
  source = law { "51/2025/QĐ-TTg", item = "I" },
  test = all { every_criterion(), at_least(indicators_met, 47) },
}

criterion {
  of = "commune.standard", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "51/2025/QĐ-TTg", item = "I.1" },
  indicator {
    id = "1",
    name = {
      vi = "Chỉ tiêu đạt: quy hoạch (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: planning (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_planning,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "2",
  name = { vi = "Hạ tầng kinh tế - xã hội", en = "Socio-economic infrastructure" },
  source = law { "51/2025/QĐ-TTg", item = "I.2" },
  indicator {
    id = "2",
    name = {
      vi = "Chỉ tiêu đạt: hạ tầng kinh tế - xã hội (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: socio-economic infrastructure (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_infrastructure,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "3",
  name = { vi = "Phát triển kinh tế nông thôn", en = "Rural economy" },
  source = law { "51/2025/QĐ-TTg", item = "I.3" },
  indicator {
    id = "3",
    name = {
      vi = "Chỉ tiêu đạt: phát triển kinh tế nông thôn (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: rural economy (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_economy,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "4",
  name = { vi = "Đào tạo nguồn nhân lực nông thôn", en = "Training of the rural workforce" },
  source = law { "51/2025/QĐ-TTg", item = "I.4" },
  indicator {
    id = "4",
    name = {
      vi = "Chỉ tiêu đạt: đào tạo nguồn nhân lực nông thôn (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: training of the rural workforce (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_training,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "5",
  name = { vi = "Văn hóa, giáo dục, y tế", en = "Culture, education and health" },
  source = law { "51/2025/QĐ-TTg", item = "I.5" },
  indicator {
    id = "5",
    name = {
      vi = "Chỉ tiêu đạt: văn hóa, giáo dục, y tế (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: culture, education and health (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_culture,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "6",
  name = { vi = "Giảm nghèo và an sinh xã hội", en = "Poverty reduction and social security" },
  source = law { "51/2025/QĐ-TTg", item = "I.6" },
  indicator {
    id = "6",
    name = {
      vi = "Chỉ tiêu đạt: giảm nghèo và an sinh xã hội (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: poverty reduction and social security (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_poverty,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "7",
  name = { vi = "Khoa học công nghệ và chuyển đổi số", en = "Science, technology and digital change" },
  source = law { "51/2025/QĐ-TTg", item = "I.7" },
  indicator {
    id = "7",
    name = {
      vi = "Chỉ tiêu đạt: khoa học công nghệ và chuyển đổi số (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: science, technology and digital change (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_digital,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "8",
  name = { vi = "Môi trường và cảnh quan nông thôn", en = "Rural environment and landscape" },
  source = law { "51/2025/QĐ-TTg", item = "I.8" },
  indicator {
    id = "8",
    name = {
      vi = "Chỉ tiêu đạt: môi trường và cảnh quan nông thôn (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: rural environment and landscape (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_environment,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "9",
  name = { vi = "Xây dựng hệ thống chính trị và hành chính công", en = "Political system and public administration" },
  source = law { "51/2025/QĐ-TTg", item = "I.9" },
  indicator {
    id = "9",
    name = {
      vi = "Chỉ tiêu đạt: xây dựng hệ thống chính trị và hành chính công (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: political system and public administration (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_government,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

criterion {
  of = "commune.standard", id = "10",
  name = { vi = "Tiếp cận pháp luật và an ninh, quốc phòng", en = "Access to law, security and defence" },
  source = law { "51/2025/QĐ-TTg", item = "I.10" },
  indicator {
    id = "10",
    name = {
      vi = "Chỉ tiêu đạt: tiếp cận pháp luật và an ninh, quốc phòng (trong 47; phải đạt mấy thì chưa có)",
      en = "Indicators met: access to law, security and defence (of 47; how many it takes is not entered)",
    },
    value    = indicators_met_security,
    at_least = by(commune_group, { group_1 = pending(), group_2 = pending(), group_3 = pending() }),
  },
}

-- Ví dụ / examples
local function commune(environment)
  return {
    adjoins_urban_area = false, oriented_to_new_town = false, agriculture_share = 40, zone = "I",
    indicators_met_planning = 5, indicators_met_infrastructure = 5, indicators_met_economy = 5,
    indicators_met_training = 5, indicators_met_culture = 5, indicators_met_poverty = 5, indicators_met_digital = 5,
    indicators_met_government = 5, indicators_met_security = 5, indicators_met_environment = environment,
  }
end

example { of = "commune.standard", year = 2026, expect = "no_data", causes = { "pending" },
  name = { vi = "Đạt đủ 47 chỉ tiêu: còn chờ mức của từng tiêu chí", en = "All 47 met: the levels are waited for" },
  facts = commune(2) }
example { of = "commune.standard", year = 2026, expect = "not_met",
  name = { vi = "Chỉ đạt 46 chỉ tiêu", en = "Only 46 met" }, facts = commune(1) }
example { of = "commune/indicators_met", year = 2026, expect = 47,
  name = { vi = "Tổng của mười tiêu chí", en = "The sum over ten criteria" }, facts = commune(2) }
example { of = "commune.standard/8", year = 2026, expect = "no_data", causes = { "pending" },
  name = {
    vi = "Chưa biết tiêu chí môi trường có mấy chỉ tiêu",
    en = "How many indicators the criterion has is pending",
  },
  facts = commune(2) }
