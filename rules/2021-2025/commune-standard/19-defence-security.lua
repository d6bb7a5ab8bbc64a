-- Tiêu chí 19 (trọng yếu theo 18/2022/QĐ-TTg): dân quân và an ninh, trật tự. Với 19.2, hướng dẫn của Bộ Công an đòi
-- đạt đủ 8 nội dung khi xét công nhận. 19.1 chưa có nguồn đọc được: tên và mức theo trí nhớ, phải đối chiếu trước
-- khi dùng.
-- Criterion 19 (key, by 18/2022/QĐ-TTg): militia, security and order. For 19.2 the Police guide asks for all 8 parts
-- when recognition is considered. 19.1 has no readable source: label and level are recalled and to be checked before
-- use.

criterion {
  of = "commune.standard", id = "19", key = true,
  name = { vi = "Quốc phòng và An ninh", en = "Defence and security" },
  source = law { "318/QĐ-TTg", item = "I.19" },

  indicator {
    id = "19.1",
    name = { vi = "Dân quân vững mạnh, hoàn thành nhiệm vụ quân sự", en = "Strong militia, military tasks done" },
    test = unverified(is_true(militia_strong)),
  },

  -- Hướng dẫn có từ 2024; dùng cho cả các năm trước vì chưa thấy hướng dẫn cũ.
  -- The guide dates from 2024; it serves the earlier years too, as no older guide was seen.
  indicator {
    id = "19.2",
    name = { vi = "An ninh, trật tự: đạt đủ 8 nội dung", en = "Security and public order: all 8 parts met" },
    source = law { "04/HD-BCA-V05" },
    value    = security_parts_met,
    -- Hướng dẫn ra ngày 18/3/2024; trước đó chưa thấy văn bản nào. / The guide dates from 2024-03-18; none was seen before.
    at_least = amended { unverified(8), { from = "2024-03-18", by = "04/HD-BCA-V05", 8 } },
  },
}

-- Ví dụ / examples

example { of = "commune.standard/19.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { militia_strong = true } }
example { of = "commune.standard/19.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { militia_strong = false } }

example { of = "commune.standard/19.2", year = 2024, expect = "met",
  name = { vi = "Đủ 8 nội dung", en = "All 8 parts" },
  facts = { security_parts_met = 8 } }
example { of = "commune.standard/19.2", year = 2024, expect = "not_met",
  name = { vi = "7 trên 8 nội dung", en = "7 of 8 parts" },
  facts = { security_parts_met = 7 } }
example { of = "commune.standard/19.2", year = 2023, expect = "met",
  name = { vi = "Trước 2024: đủ 8 nội dung", en = "Before 2024: all 8 parts" },
  facts = { security_parts_met = 8 } }
example { of = "commune.standard/19.2", year = 2023, expect = "not_met",
  name = { vi = "Trước 2024: 7 trên 8 nội dung", en = "Before 2024: 7 of 8 parts" },
  facts = { security_parts_met = 7 } }
example { of = "commune.standard/19.2", year = 2024, as_of = "2024-03-17", expect = "met",
  name = { vi = "Ngày trước hướng dẫn: đủ 8 nội dung", en = "The day before the guide: all 8 parts" },
  facts = { security_parts_met = 8 } }
example { of = "commune.standard/19.2", year = 2024, as_of = "2024-03-18", expect = "not_met",
  name = { vi = "Ngày có hướng dẫn: 7 trên 8 nội dung", en = "The day of the guide: 7 of 8 parts" },
  facts = { security_parts_met = 7 } }
example { of = "commune.standard/19.2", year = 2024, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { militia_strong = true } }

example { of = "commune.standard/19", year = 2024, expect = "met",
  name = { vi = "Tiêu chí 19: đạt khi cả hai chỉ tiêu đạt", en = "Criterion 19: met when both indicators are" },
  facts = { militia_strong = true, security_parts_met = 8 } }
