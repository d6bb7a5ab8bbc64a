-- Tiêu chí 13 (nâng cao): hợp tác xã, sản phẩm OCOP, mô hình sản xuất, truy xuất nguồn gốc, bán hàng và quảng bá qua
-- mạng. Chưa có nguồn đọc được: tên chỉ tiêu theo trí nhớ và chưa ghi mức nào; phải đối chiếu với văn bản.
-- Criterion 13 (advanced): cooperatives, OCOP products, production models, traceability, sales and promotion online.
-- No readable source yet: the labels are recalled and no level is entered; to be checked against the text.

criterion {
  of = "commune.advanced", id = "13",
  name = {
    vi = "Tổ chức sản xuất và phát triển kinh tế nông thôn",
    en = "Production organisation and rural economy",
  },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "13.1",
    name = {
      vi = "Hợp tác xã hiệu quả, có hợp đồng liên kết theo chuỗi giá trị",
      en = "Effective cooperative with a value-chain contract",
    },
    value  = has_cooperative_with_chain_contract,
    equals = pending(),
  },

  indicator {
    id = "13.2",
    name = { vi = "Có sản phẩm OCOP còn thời hạn", en = "Valid OCOP product" },
    value    = ocop_products_valid,
    at_least = pending(),
  },

  indicator {
    id = "13.3",
    name = {
      vi = "Có mô hình ứng dụng công nghệ cao hoặc theo chuỗi giá trị",
      en = "High-tech or value-chain model",
    },
    value    = high_tech_or_chain_models,
    at_least = pending(),
  },

  indicator {
    id = "13.4",
    name = { vi = "Số hóa truy xuất nguồn gốc sản phẩm chủ lực", en = "Digital traceability of key products" },
    value  = key_products_digitally_traceable,
    equals = pending(),
  },

  indicator {
    id = "13.5",
    name = { vi = "Sản phẩm chủ lực được bán qua kênh điện tử", en = "Key products sold online" },
    value    = share(key_products_sold_online, key_products),
    at_least = pending(),
  },

  indicator {
    id = "13.6",
    name = { vi = "Vùng nguyên liệu tập trung được cấp mã vùng", en = "Growing area with an area code" },
    value  = growing_area_coded,
    equals = pending(),
  },

  indicator {
    id = "13.7",
    name = { vi = "Quảng bá hình ảnh, điểm du lịch của xã qua mạng", en = "Online tourism promotion" },
    value  = tourism_promoted_online,
    equals = pending(),
  },

  indicator {
    id = "13.8",
    name = { vi = "Có mô hình phát triển kinh tế nông thôn hiệu quả", en = "Effective rural-economy model" },
    value    = rural_economy_models,
    at_least = pending(),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/13.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_cooperative_with_chain_contract = true } }

example { of = "commune.advanced/13.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { ocop_products_valid = 3 } }

example { of = "commune.advanced/13.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { high_tech_or_chain_models = 3 } }

example { of = "commune.advanced/13.4", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { key_products_digitally_traceable = true } }

example { of = "commune.advanced/13.5", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { key_products = 5, key_products_sold_online = 5 } }

example { of = "commune.advanced/13.6", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { growing_area_coded = true } }

example { of = "commune.advanced/13.7", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { tourism_promoted_online = true } }

example { of = "commune.advanced/13.8", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { rural_economy_models = 3 } }
