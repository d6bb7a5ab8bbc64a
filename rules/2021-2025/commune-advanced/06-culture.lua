-- Tiêu chí 6 (nâng cao): dụng cụ thể thao ngoài trời, di sản, thôn văn hóa. Chưa có nguồn đọc được: tên chỉ tiêu theo
-- trí nhớ và chưa ghi mức nào; phải đối chiếu với văn bản. 1064/HD-BVHTTDL còn nêu với xã nâng cao: trung tâm văn
-- hóa, thể thao xây tách khỏi trụ sở xã và nhà văn hóa thôn được nâng cấp; chưa rõ thuộc chỉ tiêu nào.
-- Criterion 6 (advanced): outdoor fitness equipment, heritage, culture villages. No readable source yet: the labels
-- are recalled and no level is entered; to be checked against the text. 1064/HD-BVHTTDL also asks of advanced
-- communes a culture and sports centre apart from the commune office and upgraded village culture houses; under which
-- indicator is not known.

criterion {
  of = "commune.advanced", id = "6",
  name = { vi = "Văn hóa", en = "Culture" },
  source = law { "318/QĐ-TTg" }, -- văn bản phải đối chiếu; mục chưa đọc được / the text to check against; item not seen

  indicator {
    id = "6.1",
    name = {
      vi = "Có dụng cụ thể thao ngoài trời ở điểm công cộng",
      en = "Outdoor fitness equipment in public places",
    },
    value  = has_outdoor_fitness_equipment,
    equals = pending(),
  },

  indicator {
    id = "6.2",
    name = { vi = "Di sản văn hóa được kiểm kê, bảo vệ", en = "Heritage inventoried and protected" },
    value  = heritage_protected,
    equals = pending(),
  },

  indicator {
    id = "6.3",
    name = {
      vi = "Thôn đạt danh hiệu văn hóa và thôn được tặng giấy khen",
      en = "Culture villages and commended villages",
    },
    test = all {
      at_least(share(villages_culture_title, villages), pending()),
      at_least(share(villages_culture_commended, villages), pending()),
    },
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/6.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { has_outdoor_fitness_equipment = true } }

example { of = "commune.advanced/6.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { heritage_protected = true } }

example { of = "commune.advanced/6.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { villages = 8, villages_culture_title = 8, villages_culture_commended = 8 } }
