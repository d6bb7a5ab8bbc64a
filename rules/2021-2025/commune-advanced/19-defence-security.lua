-- Tiêu chí 19 (nâng cao; trọng yếu theo 18/2022/QĐ-TTg): quân sự và an ninh, trật tự. Hướng dẫn của Bộ Công an có
-- phần cho xã nâng cao nhưng số nội dung chưa thấy; tên 19.1 theo trí nhớ.
-- Criterion 19 (advanced; key, by 18/2022/QĐ-TTg): military tasks, security and order. The Police guide covers
-- advanced communes but the number of parts was not seen; the label of 19.1 is recalled.

criterion {
  of = "commune.advanced", id = "19", key = true,
  name = { vi = "Quốc phòng và An ninh", en = "Defence and security" },
  source = law { "318/QĐ-TTg", item = "II.19" },

  indicator {
    id = "19.1",
    name = { vi = "Hoàn thành nhiệm vụ quân sự, quốc phòng", en = "Military and defence tasks" },
    value  = defence_tasks_done,
    equals = pending(),
  },

  -- Phần của hướng dẫn cho xã nâng cao là danh mục riêng. / The guide has a list of parts of its own for advanced
  -- communes.
  indicator {
    id = "19.2",
    name = { vi = "An ninh, trật tự: các nội dung phải đạt", en = "Security and public order: the parts to be met" },
    source = law { "04/HD-BCA-V05" },
    value    = security_parts_met_advanced,
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/19.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { defence_tasks_done = true } }

example { of = "commune.advanced/19.2", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { security_parts_met_advanced = 9 } }

example { of = "commune.advanced/19", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Tiêu chí 19: mọi chỉ tiêu còn chờ mức", en = "Criterion 19: every indicator waits for its level" },
  facts = { defence_tasks_done = true, security_parts_met_advanced = 9 } }
