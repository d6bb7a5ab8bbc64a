-- Xã đạt chuẩn nông thôn mới nâng cao: xã đã đạt chuẩn, đạt cả 19 tiêu chí nâng cao và bốn điều kiện xét công nhận theo
-- 18/2022/QĐ-TTg (như commune-standard/standard.lua; mức 90% hài lòng mới có nguồn cho cấp huyện). Tiêu chí trọng yếu,
-- dùng khi xét thu hồi: 10 Thu nhập, 17 Môi trường, 18 Chất lượng môi trường sống, 19 Quốc phòng và An ninh.
-- Phần lớn mức của bộ nâng cao chưa đọc được (pending) hoặc do tỉnh quy định (delegated): khi chưa ghi mức, một xã có
-- thể không đạt nhưng chưa thể đạt.
-- An advanced commune: it meets the standard, all 19 advanced criteria and the four conditions of recognition in
-- 18/2022/QĐ-TTg (as in commune-standard/standard.lua; the 90% of satisfied residents is sourced for districts only).
-- Key criteria, which matter for withdrawal: 10 Income, 17 Environment, 18 Quality of living environment, 19 Defence
-- and security. Most levels of the advanced set were not readable (pending) or are the province's (delegated): until
-- they are entered a commune can fail but cannot yet pass.

standard {
  id = "commune.advanced", level = "commune",
  name = { vi = "Xã đạt chuẩn nông thôn mới nâng cao", en = "Commune meeting the advanced new-rural standard" },
  source = law { "18/2022/QĐ-TTg" },

  test = all {
    -- Trước hết là xã đạt chuẩn / first of all it meets the standard
    met "commune.standard",
    -- R-C1: đủ 19 tiêu chí / all 19 criteria
    every_criterion(),
    -- R-C2: không có nợ đọng xây dựng cơ bản / no outstanding construction debt
    equals(construction_debt, 0),
    -- R-C3: người dân hài lòng / satisfied residents
    at_least(satisfaction_share, unverified(90)),
    -- R-C4: không phức tạp về an ninh, trật tự / not complex in security and order
    is_true(security_not_complex),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced", year = 2024, expect = "no_data", causes = { "pending", "delegated" },
  name = {
    vi = "Điều kiện chung đều đạt: còn chờ mức của các tiêu chí nâng cao",
    en = "The conditions hold: the levels of the advanced criteria are waited for",
  },
  facts = {
    construction_debt = 0, satisfaction_share = 90, security_not_complex = true, master_plan_valid = true,
    zone = "III", working_age_people = 5000, working_age_smartphone = 2500,
    defence_tasks_done = true,
  } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Xã chưa đạt chuẩn thì chưa đạt nâng cao", en = "A commune below the standard is not advanced" },
  facts = { plan_approved = false, construction_debt = 0, satisfaction_share = 90, security_not_complex = true } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = {
    vi = "Một chỉ tiêu nâng cao không đạt là đủ để không đạt, dù mức khác còn thiếu",
    en = "One failing advanced indicator decides, whatever level is still missing",
  },
  facts = {
    zone = "III", working_age_people = 5000, working_age_smartphone = 2499,
    construction_debt = 0, satisfaction_share = 90, security_not_complex = true,
  } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Còn nợ đọng xây dựng cơ bản", en = "Construction debt outstanding" },
  facts = { construction_debt = 0.01, satisfaction_share = 95, security_not_complex = true } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Tỷ lệ hài lòng dưới 90%", en = "Fewer than 90% satisfied" },
  facts = { construction_debt = 0, satisfaction_share = 89.99, security_not_complex = true } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Phức tạp về an ninh, trật tự", en = "Complex in security and order" },
  facts = { construction_debt = 0, satisfaction_share = 90, security_not_complex = false } }

example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Phức tạp về an ninh là đủ để không đạt", en = "Complex in security: that decides" },
  facts = { construction_debt = 0, satisfaction_share = 90, security_not_complex = false, village_culture_met = true } }
example { of = "commune.advanced", year = 2024, expect = "not_met",
  name = { vi = "Còn nợ đọng, dù ít", en = "A debt, however small" },
  facts = { construction_debt = 1, satisfaction_share = 90, security_not_complex = true } }

example { of = "commune.advanced", year = 2024, expect = "no_data", causes = { "security_not_complex" },
  name = { vi = "Chưa rõ tình hình an ninh", en = "Security not known" },
  facts = { construction_debt = 0, satisfaction_share = 90 } }
