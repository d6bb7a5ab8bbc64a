-- Tiêu chí 8: bưu chính, viễn thông, truyền thanh và ứng dụng công nghệ thông tin. Mức "có" dùng chung cho mọi vùng;
-- cách kiểm chi tiết nằm trong hướng dẫn của Bộ Thông tin và Truyền thông, chưa đọc được.
-- Criterion 8: post, telecom, radio and use of IT. "Yes" in every region; the detailed test is in a guide of the
-- Information Ministry that was not readable.

criterion {
  of = "commune.standard", id = "8",
  name = { vi = "Thông tin và Truyền thông", en = "Information and communications" },
  source = law { "318/QĐ-TTg", item = "I.8" },

  indicator {
    id = "8.1",
    name = { vi = "Có điểm phục vụ bưu chính", en = "Postal service point" },
    test = is_true(has_postal_point),
  },

  indicator {
    id = "8.2",
    name = { vi = "Có dịch vụ viễn thông, internet", en = "Telecom and internet service" },
    test = is_true(has_telecom_internet),
  },

  indicator {
    id = "8.3",
    name = {
      vi = "Có đài truyền thanh xã và loa đến các thôn",
      en = "Commune radio with loudspeakers in the villages",
    },
    test = is_true(radio_reaches_villages),
  },

  indicator {
    id = "8.4",
    name = {
      vi = "Có ứng dụng công nghệ thông tin trong quản lý, điều hành",
      en = "Information technology used in management",
    },
    test = is_true(it_used_in_management),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/8.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_postal_point = true } }
example { of = "commune.standard/8.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_postal_point = false } }

example { of = "commune.standard/8.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_telecom_internet = true } }
example { of = "commune.standard/8.2", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_telecom_internet = false } }

example { of = "commune.standard/8.3", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { radio_reaches_villages = true } }
example { of = "commune.standard/8.3", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { radio_reaches_villages = false } }
example { of = "commune.standard/8.3", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { has_postal_point = true } }

example { of = "commune.standard/8.4", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { it_used_in_management = true } }
example { of = "commune.standard/8.4", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { it_used_in_management = false } }
