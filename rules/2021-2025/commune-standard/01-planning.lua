-- Tiêu chí 1: quy hoạch của xã đã có và được thực hiện. Chưa có nguồn đọc được: tên chỉ tiêu và mức đều theo trí
-- nhớ, phải đối chiếu với văn bản trước khi dùng.
-- Criterion 1: the commune has a plan and follows it. No readable source yet: labels and levels are recalled, to be
-- checked against the text before use.

criterion {
  of = "commune.standard", id = "1",
  name = { vi = "Quy hoạch", en = "Planning" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "1.1",
    name = {
      vi = "Quy hoạch chung của xã được duyệt, công bố đúng hạn",
      en = "Commune master plan approved and published on time",
    },
    test = unverified(is_true(plan_approved)),
  },

  indicator {
    id = "1.2",
    name = { vi = "Có và thực hiện quy định quản lý quy hoạch", en = "Plan-management rules issued and applied" },
    test = unverified(is_true(plan_rules_applied)),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/1.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { plan_approved = true } }
example { of = "commune.standard/1.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { plan_approved = false } }
example { of = "commune.standard/1.1", year = 2023, expect = "no_data",
  name = { vi = "Thiếu số liệu", en = "Figure missing" },
  facts = { plan_rules_applied = true } }

example { of = "commune.standard/1.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { plan_rules_applied = true } }
example { of = "commune.standard/1.2", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { plan_rules_applied = false } }

example { of = "commune.standard/1", year = 2023, expect = "met",
  name = { vi = "Tiêu chí 1: đạt khi cả hai chỉ tiêu đạt", en = "Criterion 1: met when both indicators are" },
  facts = { plan_approved = true, plan_rules_applied = true } }
example { of = "commune.standard/1", year = 2023, expect = "not_met",
  name = { vi = "Tiêu chí 1: một chỉ tiêu không đạt", en = "Criterion 1: one indicator fails" },
  facts = { plan_approved = true, plan_rules_applied = false } }
