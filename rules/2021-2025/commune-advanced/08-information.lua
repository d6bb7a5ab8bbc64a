-- Tiêu chí 8 (nâng cao): dịch vụ công tại điểm bưu chính, điện thoại thông minh, báo chí, công nghệ thông tin, wifi.
-- Chỉ đọc được mức 50% của 8.2 cho vùng đồng bào dân tộc thiểu số và miền núi; 211/QĐ-TTg sửa 8.4 (mức chưa thấy). Số
-- chỉ tiêu và các tên khác theo trí nhớ.
-- Criterion 8 (advanced): public services at the postal point, smartphones, press, IT, wifi. Only the 50% of 8.2 for
-- ethnic-minority and mountainous areas was readable; 211/QĐ-TTg amended 8.4 (level not seen). The numbers and the
-- other labels are recalled.

criterion {
  of = "commune.advanced", id = "8",
  name = { vi = "Thông tin và Truyền thông", en = "Information and communications" },
  source = law { "318/QĐ-TTg", item = "II.8" },

  indicator {
    id = "8.1",
    name = {
      vi = "Điểm phục vụ bưu chính hỗ trợ dịch vụ công trực tuyến",
      en = "Postal point supports online public services",
    },
    value  = postal_point_serves_online,
    equals = pending(),
  },

  -- Xã khu vực I, II, III là xã của vùng đó. / Communes of zones I, II and III make up that area.
  indicator {
    id = "8.2",
    name = {
      vi = "Người trong độ tuổi lao động có thuê bao điện thoại thông minh",
      en = "Working-age people with a smartphone subscription",
    },
    source = law { "1127/QĐ-BTTTT" },
    value    = share(working_age_smartphone, working_age_people),
    at_least = by(zone, {
      I    = 50,
      II   = 50,
      III  = 50,
      none = pending(),
    }),
  },

  indicator {
    id = "8.3",
    name = { vi = "Có dịch vụ báo chí, truyền thông", en = "Press and media services" },
    value  = has_press_services,
    equals = pending(),
  },

  indicator {
    id = "8.4",
    name = {
      vi = "Có ứng dụng công nghệ thông tin trong quản lý, phục vụ đời sống",
      en = "IT used in management that serves local life",
    },
    source = law { "211/QĐ-TTg" },
    value  = it_serves_local_life,
    equals = pending(),
  },

  indicator {
    id = "8.5",
    name = { vi = "Có wifi miễn phí ở điểm công cộng", en = "Free wifi in public places" },
    value  = has_public_wifi,
    equals = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/8.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { postal_point_serves_online = true } }

example { of = "commune.advanced/8.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã khu vực I", en = "Exactly 50%, commune of zone I" },
  facts = { zone = "I", working_age_people = 5000, working_age_smartphone = 2500 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã khu vực I", en = "Just below 50%, commune of zone I" },
  facts = { zone = "I", working_age_people = 5000, working_age_smartphone = 2499 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã khu vực II", en = "Exactly 50%, commune of zone II" },
  facts = { zone = "II", working_age_people = 5000, working_age_smartphone = 2500 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã khu vực II", en = "Just below 50%, commune of zone II" },
  facts = { zone = "II", working_age_people = 5000, working_age_smartphone = 2499 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "met",
  name = { vi = "Đúng mức 50%, xã khu vực III", en = "Exactly 50%, commune of zone III" },
  facts = { zone = "III", working_age_people = 5000, working_age_smartphone = 2500 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "not_met",
  name = { vi = "Dưới mức 50%, xã khu vực III", en = "Just below 50%, commune of zone III" },
  facts = { zone = "III", working_age_people = 5000, working_age_smartphone = 2499 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Xã không thuộc khu vực nào: chưa biết mức", en = "Commune of no zone: level pending" },
  facts = { zone = "none", working_age_people = 5000, working_age_smartphone = 5000 } }
example { of = "commune.advanced/8.2", year = 2023, expect = "no_data", causes = { "zone" },
  name = { vi = "Chưa rõ xã thuộc khu vực nào", en = "Zone of the commune unknown" },
  facts = { working_age_people = 5000, working_age_smartphone = 5000 } }

example { of = "commune.advanced/8.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_press_services = true } }

example { of = "commune.advanced/8.4", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { it_serves_local_life = true } }

example { of = "commune.advanced/8.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_public_wifi = true } }
