-- Số liệu cấp xã mà riêng giai đoạn 2026–2030 đọc. Số liệu của các chỉ tiêu 2021–2025 dùng trong bản đọc tạm
-- (commune-interim.lua) đi theo chỉ tiêu, khai ở thư mục 2021-2025. Ô trống nghĩa là chưa có số liệu, không bao giờ
-- là số 0.
-- The commune figures of 2026–2030 alone. Those of the 2021–2025 indicators in the interim reading
-- (commune-interim.lua) come with the indicators and are declared in the folder 2021-2025. An empty cell means no
-- data.

facts "commune" {
  -- Nhóm xã / The commune's group
  adjoins_urban_area = yes_no { name = { vi = "Xã liền kề đô thị hiện hữu", en = "Commune adjoins an urban area" } },
  oriented_to_urban = yes_no {
    name = { vi = "Xã có định hướng phát triển đô thị", en = "Commune is to develop as an urban area" },
  },
  oriented_to_new_town = yes_no {
    name = { vi = "Xã được định hướng hình thành đô thị mới", en = "Commune is to become a new town" },
  },
  agriculture_share = amount { unit = "%", places = 2, min = 0, max = 100,
    name = { vi = "Tỷ trọng nông nghiệp trong cơ cấu kinh tế của xã", en = "Agriculture in the commune's economy" } },
  -- Khu vực theo 272/2025/NĐ-CP; danh sách: 60/QĐ-BDTTG (29/01/2026), 104/QĐ-BDTTG (27/02/2026).
  -- Zones by 272/2025/NĐ-CP; lists: 60/QĐ-BDTTG (2026-01-29), 104/QĐ-BDTTG (2026-02-27).
  zone = choice { "none", "I", "II", "III",
    name = { vi = "Khu vực vùng đồng bào dân tộc thiểu số và miền núi", en = "Ethnic-minority and mountain zone" } },

  -- Bộ tiêu chí xã: xã đạt mấy chỉ tiêu của từng tiêu chí; chỉ tiêu không xét với xã thì tính là đạt
  -- The commune standard: how many indicators of each criterion are met; one that does not apply counts as met
  indicators_met_planning = count { unit = "chỉ tiêu", max = 47,
    name = { vi = "Chỉ tiêu đạt của tiêu chí 1 (Quy hoạch)", en = "Indicators met of criterion 1 (Planning)" } },
  indicators_met_infrastructure = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 2 (Hạ tầng kinh tế - xã hội)",
      en = "Indicators met of criterion 2 (Socio-economic infrastructure)",
    } },
  indicators_met_economy = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 3 (Phát triển kinh tế nông thôn)",
      en = "Indicators met of criterion 3 (Rural economy)",
    } },
  indicators_met_training = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 4 (Đào tạo nguồn nhân lực nông thôn)",
      en = "Indicators met of criterion 4 (Training of the rural workforce)",
    } },
  indicators_met_culture = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 5 (Văn hóa, giáo dục, y tế)",
      en = "Indicators met of criterion 5 (Culture, education and health)",
    } },
  indicators_met_poverty = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 6 (Giảm nghèo và an sinh xã hội)",
      en = "Indicators met of criterion 6 (Poverty reduction and social security)",
    } },
  indicators_met_digital = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 7 (Khoa học công nghệ và chuyển đổi số)",
      en = "Indicators met of criterion 7 (Science, technology and digital change)",
    } },
  indicators_met_environment = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 8 (Môi trường và cảnh quan nông thôn)",
      en = "Indicators met of criterion 8 (Rural environment and landscape)",
    } },
  indicators_met_government = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 9 (Xây dựng hệ thống chính trị và hành chính công)",
      en = "Indicators met of criterion 9 (Political system and public administration)",
    } },
  indicators_met_security = count { unit = "chỉ tiêu", max = 47,
    name = {
      vi = "Chỉ tiêu đạt của tiêu chí 10 (Tiếp cận pháp luật và an ninh, quốc phòng)",
      en = "Indicators met of criterion 10 (Access to law, security and defence)",
    } },

  -- Xã đặc biệt khó khăn và vùng bãi ngang, ven biển: mẫu số của mục tiêu về thôn
  -- Extremely difficult and coastal-difficult communes: the denominator of a target on villages
  extremely_difficult = yes_no { name = { vi = "Xã đặc biệt khó khăn", en = "Extremely difficult commune" } },
  coastal_difficult = yes_no {
    name = { vi = "Xã đặc biệt khó khăn vùng bãi ngang, ven biển", en = "Difficult commune of the coastal area" },
  },

  -- Lao động và hộ nghèo / Labour and poor households
  workers = count { unit = "người",
    name = { vi = "Người lao động", en = "Workers" } },
  workers_trained = count { unit = "người", part_of = "workers",
    name = { vi = "Người lao động đã qua đào tạo", en = "Workers who have been trained" } },
  households = count { unit = "hộ",
    name = { vi = "Số hộ", en = "Households" } },
  households_poor = count { unit = "hộ", part_of = "households",
    name = { vi = "Hộ nghèo đa chiều", en = "Multidimensionally poor households" } },
}

-- Cấp huyện (đến 30/6/2025) và cấp thôn: chỉ có sổ công nhận, chưa có số liệu nào.
-- Districts (until 2025-06-30) and villages: only the register speaks of them, no figures yet.
facts "district" {}
facts "village" {}

-- Thôn thuộc xã khó khăn, dù xã thuộc loại nào trong hai loại. / Villages of communes in either kind of difficulty.
derived {
  level = "village", id = "in_difficult_commune",
  name = {
    vi = "Thôn thuộc xã đặc biệt khó khăn hoặc xã bãi ngang ven biển khó khăn",
    en = "Village of an extremely difficult or coastal-difficult commune",
  },
  value = any { is_true(parent("commune", extremely_difficult)), is_true(parent("commune", coastal_difficult)) },
}

example { of = "village/in_difficult_commune", year = 2026, expect = "met",
  name = { vi = "Xã đặc biệt khó khăn", en = "Extremely difficult commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = true } } }
example { of = "village/in_difficult_commune", year = 2026, expect = "met",
  name = { vi = "Xã bãi ngang ven biển", en = "Coastal-difficult commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = false, coastal_difficult = true } } }
example { of = "village/in_difficult_commune", year = 2026, expect = "not_met",
  name = { vi = "Xã khác", en = "Another commune" },
  facts = {}, parent = { level = "commune", facts = { extremely_difficult = false, coastal_difficult = false } } }

names {
  ["chỉ tiêu"] = { vi = "chỉ tiêu", en = "indicators" },
  group_1   = { vi = "nhóm 1", en = "group 1" },
  group_2   = { vi = "nhóm 2", en = "group 2" },
  group_3   = { vi = "nhóm 3", en = "group 3" },
  none      = { vi = "không thuộc khu vực nào", en = "none" },
  I         = { vi = "khu vực I", en = "zone I" },
  II        = { vi = "khu vực II", en = "zone II" },
  III       = { vi = "khu vực III", en = "zone III" },
  ["hộ"]    = { vi = "hộ", en = "households" },
  ["người"] = { vi = "người", en = "people" },
}
