-- Tiêu chí 9 (huyện; trọng yếu theo 18/2022/QĐ-TTg): hệ thống chính trị, an ninh, hành chính công. Số 9.4 có nguồn
-- (926/QĐ-TTg) nhưng các nội dung phải đạt chưa thấy; tên các chỉ tiêu khác theo trí nhớ, phải đối chiếu; chưa ghi
-- mức nào.
-- Criterion 9 (district; key, by 18/2022/QĐ-TTg): political system, security, public administration. The number 9.4
-- is sourced (926/QĐ-TTg), its parts were not seen; the other labels are recalled and to be checked; no level is
-- entered.

criterion {
  of = "district.standard", id = "9", key = true,
  name = {
    vi = "Hệ thống chính trị - An ninh, trật tự - Hành chính công",
    en = "Political system, security, public administration",
  },
  source = law { "320/QĐ-TTg", item = "I.9" },

  indicator {
    id = "9.1",
    name = { vi = "Đảng bộ, chính quyền huyện xếp loại tốt", en = "Party unit and government rated well" },
    value  = party_and_government_rated_well,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "9.2",
    name = { vi = "Tổ chức chính trị - xã hội huyện xếp loại tốt", en = "Socio-political bodies rated well" },
    value  = political_bodies_rated_well,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "9.3",
    name = { vi = "Không có lãnh đạo huyện bị kỷ luật nặng", en = "No leader gravely disciplined" },
    value  = no_leader_disciplined,
    equals = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "9.4",
    name = { vi = "An ninh, trật tự: các nội dung phải đạt", en = "Security and public order: the parts to be met" },
    source = law { "926/QĐ-TTg" },
    value    = security_parts_met,
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "9.5",
    name = { vi = "Dịch vụ công trực tuyến", en = "Online public services" },
    value    = online_services_level,
    at_least = pending(),
    applies_when = is_rural_district,
  },

  indicator {
    id = "9.6",
    name = { vi = "Huyện đạt chuẩn tiếp cận pháp luật", en = "Access-to-law standard" },
    value  = access_to_law_met,
    equals = pending(),
    applies_when = is_rural_district,
  },
}

-- Ví dụ / examples

example { of = "district.standard/9.1", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", party_and_government_rated_well = true } }

example { of = "district.standard/9.2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", political_bodies_rated_well = true } }

example { of = "district.standard/9.3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", no_leader_disciplined = true } }

example { of = "district.standard/9.4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", security_parts_met = 10 } }

example { of = "district.standard/9.5", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", online_services_level = 4 } }

example { of = "district.standard/9.6", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", access_to_law_met = true } }
