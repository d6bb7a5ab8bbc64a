-- Mức riêng của tỉnh Ninh Thuận (504/QĐ-UBND, ngày 20/9/2022) ở những chỉ tiêu mà văn bản trung ương giao tỉnh quy
-- định. Tỉnh đã ban hành, nhưng văn bản chưa đọc được: ở Ninh Thuận các mức này là "chưa nhập" (pending), không còn
-- là "tỉnh chưa quy định" (delegated). Có văn bản thì thay pending() bằng mức của tỉnh, và thêm các mức khác mà quyết
-- định có nêu; chỗ phải "có" thì ghi test = is_true(số liệu). Không đoán mức nào.
-- Ninh Thuận's own levels (504/QĐ-UBND, 2022-09-20) where the national texts leave them to the province. The province
-- has decided, but the text was not readable: in Ninh Thuận these levels are "not entered" (pending) and no longer
-- "left to the province" (delegated). Whoever has the text puts the province's levels in place of pending(), and adds
-- what else it sets; where the answer must be yes, write test = is_true(figure). No level is guessed.

overlay {
  province = "58",
  name = { vi = "Mức của tỉnh Ninh Thuận", en = "Levels of Ninh Thuận" },
  source = law { "504/QĐ-UBND" },

  set { "commune.advanced/1.1", equals = pending() },
  set { "commune.advanced/1.2", equals = pending() },
  set { "commune.advanced/1.3", equals = pending() },
  set { "district.special/2.2", at_least = pending() },
  set { "village.standard/V1",
    test = all { is_true(standard_criteria_met), equals(standard_criteria_met, pending()) } },
  set { "village.model/V2",
    test = all { is_true(model_criteria_met), equals(model_criteria_met, pending()) } },
}

-- Ví dụ / examples

example { of = "commune.advanced/1.1", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { master_plan_valid = true } }
example { of = "commune.advanced/1.2", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { construction_controlled_by_plan = true } }
example { of = "commune.advanced/1.3", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { has_detailed_plan = true } }
example { of = "commune.advanced/1.1", year = 2024, expect = "no_data", causes = { "delegated" }, within = "56",
  name = { vi = "Ở tỉnh khác: tỉnh chưa quy định", en = "In another province: left to it" },
  facts = { master_plan_valid = true } }
example { of = "district.special/2.2", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { district_kind = "special", district_roads = 30, district_roads_trees = 30 } }
example { of = "village.standard/V1", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { standard_criteria_met = true } }
example { of = "village.model/V2", year = 2024, expect = "no_data", causes = { "pending" }, within = "58",
  name = { vi = "Ở Ninh Thuận: tỉnh đã quy định, mức chưa nhập", en = "In Ninh Thuận: decided, not entered" },
  facts = { model_criteria_met = true } }

example { of = "village.standard/V1", year = 2024, expect = "not_met", within = "58",
  name = { vi = "Chưa đạt tiêu chí thôn đạt chuẩn, dù đạt kiểu mẫu", en = "Not at standard, though a model" },
  facts = { standard_criteria_met = false, model_criteria_met = true } }
example { of = "village.model/V2", year = 2024, expect = "not_met", within = "58",
  name = { vi = "Chưa đạt tiêu chí thôn kiểu mẫu, dù đạt chuẩn", en = "No model, though at standard" },
  facts = { standard_criteria_met = true, model_criteria_met = false } }
