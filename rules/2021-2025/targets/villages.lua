-- Chỉ tiêu đến năm 2025 về thôn (hàng 7 đến 9 của chương trình hành động). Ba tỷ lệ có ba mẫu số: mọi thôn của tỉnh;
-- các thôn đã đạt chuẩn ("trong đó" kiểu mẫu); thôn thuộc xã đặc biệt khó khăn và xã bãi ngang ven biển khó khăn.
-- Cách hiểu hàng 8 là của chúng tôi: nếu mẫu số là mọi thôn thì bỏ `where` và đổi mẫu số của `reported` thành
-- villages.
-- Targets by 2025 about villages (rows 7 to 9 of the action programme). Three shares with three wholes: all villages
-- of the province; those that meet the standard ("of which" model); those of extremely difficult and
-- coastal-difficult communes. The reading of row 8 is ours: if the whole is all villages, delete its `where` and put
-- villages under the line in `reported`.

-- 7. 85% số thôn / 85 % of villages
target {
  id = "villages-standard-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Thôn đạt chuẩn nông thôn mới", en = "Villages meeting the new-rural standard" },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", any { met "village.standard", recognised "village.standard" }),
  at_least = 85,
  reported = share(villages_standard, villages),
}

-- 8. Trong đó 5% kiểu mẫu / Of which 5 % model
target {
  id = "villages-model-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = { vi = "Thôn kiểu mẫu trong thôn đạt chuẩn", en = "Model villages, of those that meet it" },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", any { met "village.model", recognised "village.model" }, {
    where = any { met "village.standard", recognised "village.standard" },
  }),
  at_least = 5,
  reported = share(villages_model, villages_standard),
}

-- 9. 60% số thôn của các xã khó khăn / 60 % of villages of difficult communes
target {
  id = "villages-difficult-2025", by = 2025, level = "province", unit = "58", task = "2",
  name = {
    vi = "Thôn của xã khó khăn được công nhận",
    en = "Villages of difficult communes",
  },
  source = law { "16-NQ/TU programme" },
  value = share_of("village", recognised "village.standard", { where = in_difficult_commune }),
  at_least = 60,
  reported = share(villages_difficult_standard, villages_difficult),
}

-- Ví dụ / examples

-- Một xã có bao nhiêu thôn: đã công nhận đạt chuẩn, trong đó kiểu mẫu, và chưa công nhận (với số liệu sau).
-- A commune with so many villages: recognised, of which model ones, and not recognised (with these figures).
local function commune(facts, standard, model, others, figures)
  local list = {}
  for i = 1, model do
    list[i] = { level = "village", facts = figures, recognised = { "village.standard", "village.model" } }
  end
  for i = model + 1, standard do list[i] = { level = "village", facts = figures, recognised = { "village.standard" } } end
  for i = standard + 1, standard + others do list[i] = { level = "village", facts = figures, recognised = {} } end
  return { level = "commune", facts = facts, children = list }
end

local failing = { standard_criteria_met = false, model_criteria_met = false }

example { of = "villages-standard-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 85%: 17 trên 20 thôn", en = "Exactly 85 %: 17 of 20" },
  facts = {}, children = { commune({}, 17, 0, 3, failing) } }
example { of = "villages-standard-2025", year = 2025, expect = "not_met",
  name = { vi = "84%: 21 trên 25 thôn", en = "84 %: 21 of 25" },
  facts = {}, children = { commune({}, 21, 0, 4, failing) } }
example { of = "villages-standard-2025", year = 2025, expect = "met",
  name = { vi = "Đủ 85% dù các thôn khác chưa kết luận", en = "85 %, whatever is found of the others" },
  facts = {}, children = { commune({}, 17, 0, 3, {}) } }
example { of = "villages-standard-2025", year = 2025, expect = "no_data", causes = { "units_undecided" },
  name = { vi = "16 trên 20 thôn, các thôn khác chưa kết luận", en = "16 of 20, the others undecided" },
  facts = {}, children = { commune({}, 16, 0, 4, {}) } }
example { of = "villages-standard-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Chưa có danh sách thôn", en = "No list of villages" }, facts = {} }

example { of = "villages-model-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 5%: 1 trên 20 thôn đạt chuẩn; thôn khác không tính", en = "Exactly 5 %: 1 of 20 that meet the standard" },
  facts = {}, children = { commune({}, 20, 1, 30, failing) } }
example { of = "villages-model-2025", year = 2025, expect = "not_met",
  name = { vi = "1 trên 21 thôn đạt chuẩn", en = "1 of 21 that meet the standard" },
  facts = {}, children = { commune({}, 21, 1, 0, failing) } }
example { of = "villages-model-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Chưa thôn nào đạt chuẩn", en = "No village meets the standard" },
  facts = {}, children = { commune({}, 0, 0, 5, failing) } }

example { of = "villages-difficult-2025", year = 2025, expect = "met",
  name = { vi = "Đúng 60%: 3 trên 5 thôn; thôn của xã khác không tính", en = "Exactly 60 %: 3 of 5; other communes do not count" },
  facts = {},
  children = {
    commune({ extremely_difficult = true }, 1, 0, 1, {}),
    commune({ extremely_difficult = false, coastal_difficult = true }, 2, 0, 1, {}),
    commune({ extremely_difficult = false, coastal_difficult = false }, 0, 0, 9, {}),
  } }
example { of = "villages-difficult-2025", year = 2025, expect = "not_met",
  name = { vi = "Dưới 60%: 4 trên 7 thôn", en = "Below 60 %: 4 of 7" },
  facts = {}, children = { commune({ extremely_difficult = true }, 4, 0, 3, {}) } }
example { of = "villages-difficult-2025", year = 2025, expect = "no_data", causes = { "no_unit" },
  name = { vi = "Không có xã khó khăn", en = "No difficult commune" },
  facts = {}, children = { commune({ extremely_difficult = false, coastal_difficult = false }, 5, 0, 0, {}) } }
