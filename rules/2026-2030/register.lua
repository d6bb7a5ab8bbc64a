-- Các danh hiệu có từ giai đoạn trước và còn trong sổ công nhận: xã nâng cao, xã kiểu mẫu, huyện, thôn. Trong phần
-- đọc được của 51/2025/QĐ-TTg không còn bộ tiêu chí cho các danh hiệu này (huyện kết thúc 30/6/2025), nhưng mục tiêu
-- của tỉnh đến 2030 vẫn đếm chúng. Vì vậy ở đây một đơn vị "đạt" khi quyết định công nhận còn hiệu lực; không xét lại
-- theo số liệu.
-- Titles of the period before that are still in the register: advanced and model communes, districts, villages. What
-- could be read of 51/2025/QĐ-TTg has no set for them (districts ended on 2025-06-30), yet the province's targets by
-- 2030 count them. So a unit "meets" one here while its recognition is in force; figures are not judged again.

standard {
  id = "commune.advanced", level = "commune",
  name = { vi = "Xã nâng cao (theo sổ công nhận)", en = "Advanced commune (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "commune.advanced",
}

standard {
  id = "commune.model", level = "commune",
  name = { vi = "Xã kiểu mẫu (theo sổ công nhận)", en = "Model commune (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "commune.model",
}

standard {
  id = "district.standard", level = "district",
  name = { vi = "Huyện đạt chuẩn (theo sổ công nhận)", en = "District meeting the standard (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "district.standard",
}

standard {
  id = "district.advanced", level = "district",
  name = { vi = "Huyện nâng cao (theo sổ công nhận)", en = "Advanced district (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "district.advanced",
}

standard {
  id = "village.standard", level = "village",
  name = { vi = "Thôn đạt chuẩn (theo sổ công nhận)", en = "Village meeting the standard (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "village.standard",
}

standard {
  id = "village.model", level = "village",
  name = { vi = "Thôn kiểu mẫu (theo sổ công nhận)", en = "Model village (by the register)" },
  source = law { "18/2022/QĐ-TTg" },
  test = recognised "village.model",
}

-- Ví dụ / examples

example { of = "commune.advanced", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" },
  facts = {}, recognised = { "commune.advanced" } }
example { of = "commune.advanced", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
example { of = "commune.model", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" }, facts = {}, recognised = { "commune.model" } }
example { of = "commune.model", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
example { of = "district.standard", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" },
  facts = {}, recognised = { "district.standard" } }
example { of = "district.standard", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
example { of = "district.advanced", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" },
  facts = {}, recognised = { "district.advanced" } }
example { of = "district.advanced", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
example { of = "village.standard", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" },
  facts = {}, recognised = { "village.standard" } }
example { of = "village.standard", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
example { of = "village.model", year = 2026, expect = "met",
  name = { vi = "Công nhận còn hiệu lực", en = "Recognition in force" }, facts = {}, recognised = { "village.model" } }
example { of = "village.model", year = 2026, expect = "not_met",
  name = { vi = "Không có trong sổ", en = "Not in the register" }, facts = {}, recognised = {} }
