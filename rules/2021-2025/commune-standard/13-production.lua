-- Tiêu chí 13: hợp tác xã, liên kết tiêu thụ, truy xuất nguồn gốc, làng nghề, khuyến nông cộng đồng. 211/QĐ-TTg sửa
-- 13.1. Từ 13.2 đến 13.5 chưa có nguồn đọc được: tên và mức theo trí nhớ, phải đối chiếu trước khi dùng.
-- Criterion 13: cooperatives, sales linkage, traceability, craft villages, extension. 211/QĐ-TTg amended 13.1. 13.2
-- to 13.5 have no readable source: labels and levels are recalled and to be checked before use.

criterion {
  of = "commune.standard", id = "13",
  name = {
    vi = "Tổ chức sản xuất và phát triển kinh tế nông thôn",
    en = "Production organisation and rural economy",
  },
  source = law { "318/QĐ-TTg", item = "I.13" },

  -- Lời văn về tổ hợp tác là của 211/QĐ-TTg, từ ngày 01/3/2024; lời văn trước đó chưa đọc được, nên đến hết ngày
  -- 29/02/2024 xã chỉ có tổ hợp tác là chưa có số liệu.
  -- The words on cooperative groups are those of 211/QĐ-TTg, from 2024-03-01; the earlier text was not seen, so up to
  -- 2024-02-29 a commune that has only a group gets no data.
  indicator {
    id = "13.1",
    name = {
      vi = "Có hợp tác xã hiệu quả, hoặc tổ hợp tác hiệu quả có hợp đồng tiêu thụ nông sản chủ lực",
      en = "Effective cooperative, or effective cooperative group with a contract selling the key farm product",
    },
    source = law { "211/QĐ-TTg" },
    test = any {
      is_true(has_effective_cooperative),
      all {
        is_true(has_effective_cooperative_group),
        at_least(cooperative_group_contracts, amended { pending(), { from = "2024-03-01", by = "211/QĐ-TTg", 1 } }),
      },
    },
  },

  indicator {
    id = "13.2",
    name = {
      vi = "Có mô hình liên kết từ sản xuất đến tiêu thụ nông sản chủ lực",
      en = "Production-to-sale linkage for the key farm product",
    },
    test = unverified(is_true(has_production_sale_linkage)),
  },

  indicator {
    id = "13.3",
    name = {
      vi = "Truy xuất nguồn gốc sản phẩm chủ lực gắn với vùng nguyên liệu",
      en = "Traceability of key products tied to the material area",
    },
    test = unverified(is_true(key_products_traceable)),
  },

  -- Xã không có làng nghề thì không áp dụng. / Without a craft village it does not apply.
  indicator {
    id = "13.4",
    name = {
      vi = "Có kế hoạch bảo tồn, phát triển làng nghề (nếu có)",
      en = "Plan for the craft villages (if any)",
    },
    test = unverified(is_true(craft_village_plan_issued)),
    applies_when = is_true(has_craft_village),
  },

  indicator {
    id = "13.5",
    name = { vi = "Có tổ khuyến nông cộng đồng hiệu quả", en = "Effective community extension team" },
    test = unverified(is_true(has_effective_extension_team)),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/13.1", year = 2023, expect = "met",
  name = { vi = "Hợp tác xã hiệu quả", en = "Effective cooperative" },
  facts = { has_effective_cooperative = true } }
example { of = "commune.standard/13.1", year = 2024, expect = "met",
  name = { vi = "Tổ hợp tác hiệu quả có đúng 1 hợp đồng", en = "Effective group with exactly 1 contract" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 1,
  } }
example { of = "commune.standard/13.1", year = 2024, expect = "not_met",
  name = { vi = "Tổ hợp tác hiệu quả nhưng không có hợp đồng", en = "Effective group without a contract" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 0,
  } }
example { of = "commune.standard/13.1", year = 2024, expect = "not_met",
  name = { vi = "Có hợp đồng nhưng tổ hợp tác không hiệu quả", en = "Contract, but the group is not effective" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = false, cooperative_group_contracts = 1,
  } }
example { of = "commune.standard/13.1", year = 2023, expect = "not_met",
  name = { vi = "Không có hợp tác xã, không có tổ hợp tác", en = "Neither cooperative nor group" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = false, cooperative_group_contracts = 0,
  } }
example { of = "commune.standard/13.1", year = 2023, expect = "no_data",
  name = { vi = "Chỉ có tổ hợp tác, trước khi sửa đổi", en = "Only a group, before the amendment" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 1,
  } }
example { of = "commune.standard/13.1", year = 2024, as_of = "2024-02-29", expect = "no_data",
  name = { vi = "Chỉ có tổ hợp tác, ngày cuối của lời văn cũ", en = "Only a group, the last day of the old text" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 1,
  } }
example { of = "commune.standard/13.1", year = 2024, as_of = "2024-03-01", expect = "met",
  name = { vi = "Tổ hợp tác có 1 hợp đồng, ngày sửa đổi", en = "A group with 1 contract, the day of the amendment" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 1,
  } }
example { of = "commune.standard/13.1", year = 2024, as_of = "2024-03-01", expect = "not_met",
  name = { vi = "Tổ hợp tác không hợp đồng, ngày sửa đổi", en = "A group without one, the day of the amendment" },
  facts = {
    has_effective_cooperative = false, has_effective_cooperative_group = true, cooperative_group_contracts = 0,
  } }
example { of = "commune.standard/13.1", year = 2024, as_of = "2024-02-29", expect = "met",
  name = { vi = "Có hợp tác xã: lời văn nào cũng đạt", en = "A cooperative meets either text" },
  facts = { has_effective_cooperative = true } }
example { of = "commune.standard/13.1", year = 2024, expect = "no_data",
  name = { vi = "Chưa rõ về hợp tác xã, không có tổ hợp tác", en = "Cooperative unknown, no group" },
  facts = { has_effective_cooperative_group = false, cooperative_group_contracts = 0 } }

example { of = "commune.standard/13.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_production_sale_linkage = true } }
example { of = "commune.standard/13.2", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_production_sale_linkage = false } }

example { of = "commune.standard/13.3", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { key_products_traceable = true } }
example { of = "commune.standard/13.3", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { key_products_traceable = false } }

example { of = "commune.standard/13.4", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_craft_village = true, craft_village_plan_issued = true } }
example { of = "commune.standard/13.4", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_craft_village = true, craft_village_plan_issued = false } }
example { of = "commune.standard/13.4", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có làng nghề", en = "No craft village" },
  facts = { has_craft_village = false } }
example { of = "commune.standard/13.4", year = 2023, expect = "no_data",
  name = { vi = "Chưa rõ có làng nghề hay không", en = "Unknown whether there is a craft village" },
  facts = { craft_village_plan_issued = true } }

example { of = "commune.standard/13.5", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { has_effective_extension_team = true } }
example { of = "commune.standard/13.5", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { has_effective_extension_team = false } }

example { of = "commune.standard/13", year = 2023, expect = "met",
  name = {
    vi = "Tiêu chí 13: không có làng nghề vẫn đạt khi các chỉ tiêu khác đạt",
    en = "Criterion 13: met without a craft village when the others are met",
  },
  facts = {
    has_effective_cooperative = true, has_production_sale_linkage = true, key_products_traceable = true,
    has_craft_village = false, has_effective_extension_team = true,
  } }
