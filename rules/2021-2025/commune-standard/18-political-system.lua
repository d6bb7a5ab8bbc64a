-- Tiêu chí 18: cán bộ, tổ chức của xã, tiếp cận pháp luật, bình đẳng giới, kế hoạch nông thôn mới. 211/QĐ-TTg sửa
-- 18.4. Trừ các phần của 18.4, tên chỉ tiêu theo trí nhớ; mọi mức phải đối chiếu trước khi dùng.
-- Criterion 18: officials and bodies of the commune, access to law, gender equality, the new-rural plan. 211/QĐ-TTg
-- amended 18.4. Apart from the parts of 18.4 the labels are recalled; every level is to be checked before use.

criterion {
  of = "commune.standard", id = "18",
  name = { vi = "Hệ thống chính trị và tiếp cận pháp luật", en = "Political system and access to law" },
  source = law { "318/QĐ-TTg", item = "I.18" },

  indicator {
    id = "18.1",
    name = { vi = "Cán bộ, công chức xã đạt chuẩn", en = "Commune officials meet the standard" },
    test = unverified(is_true(officials_meet_standard)),
  },

  indicator {
    id = "18.2",
    name = { vi = "Đảng bộ và chính quyền xã xếp loại tốt", en = "Party unit and government rated well" },
    test = unverified(all { is_true(party_unit_rated_well), is_true(government_rated_well) }),
  },

  indicator {
    id = "18.3",
    name = { vi = "Các tổ chức chính trị - xã hội xếp loại tốt", en = "Socio-political bodies rated well" },
    test = unverified(is_true(political_bodies_rated_well)),
  },

  -- Ba phần theo 211/QĐ-TTg (2024); điểm phải đạt của từng phần và lời văn trước đó chưa thấy.
  -- The three parts are those of 211/QĐ-TTg (2024); the pass mark of each part and the earlier text were not seen.
  indicator {
    id = "18.4",
    name = { vi = "Tiếp cận pháp luật", en = "Access to law" },
    source = law { "211/QĐ-TTg" },
    test = unverified(all {
      is_true(legal_documents_met),
      is_true(legal_information_met),
      is_true(mediation_and_legal_aid_met),
    }),
  },

  -- 1064/HD-BVHTTDL thêm khi xét công nhận: không có vụ bạo lực gia đình nổi cộm và có mô hình phòng, chống.
  -- 1064/HD-BVHTTDL adds at recognition: no notable case of domestic violence, and a prevention model exists.
  indicator {
    id = "18.5",
    name = {
      vi = "Bình đẳng giới, phòng chống bạo lực gia đình, bảo vệ nhóm yếu thế",
      en = "Gender equality, no domestic violence, care of vulnerable groups",
    },
    test = unverified(is_true(gender_equality_met)),
  },

  indicator {
    id = "18.6",
    name = {
      vi = "Có kế hoạch hoặc nghị quyết xây dựng nông thôn mới",
      en = "Plan or resolution on new rural development",
    },
    test = unverified(is_true(new_rural_plan_issued)),
  },
}

-- Ví dụ / examples

example { of = "commune.standard/18.1", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { officials_meet_standard = true } }
example { of = "commune.standard/18.1", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { officials_meet_standard = false } }

example { of = "commune.standard/18.2", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { party_unit_rated_well = true, government_rated_well = true } }
example { of = "commune.standard/18.2", year = 2023, expect = "not_met",
  name = { vi = "Thiếu một phần (party_unit_rated_well)", en = "One part fails (party_unit_rated_well)" },
  facts = { party_unit_rated_well = false, government_rated_well = true } }
example { of = "commune.standard/18.2", year = 2023, expect = "not_met",
  name = { vi = "Thiếu một phần (government_rated_well)", en = "One part fails (government_rated_well)" },
  facts = { party_unit_rated_well = true, government_rated_well = false } }

example { of = "commune.standard/18.3", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { political_bodies_rated_well = true } }
example { of = "commune.standard/18.3", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { political_bodies_rated_well = false } }

example { of = "commune.standard/18.4", year = 2024, expect = "met",
  name = { vi = "Đạt cả ba phần", en = "All three parts met" },
  facts = { legal_documents_met = true, legal_information_met = true, mediation_and_legal_aid_met = true } }
example { of = "commune.standard/18.4", year = 2024, expect = "not_met",
  name = { vi = "Không đạt phần ban hành văn bản", en = "Part failed: documents" },
  facts = { legal_documents_met = false, legal_information_met = true, mediation_and_legal_aid_met = true } }
example { of = "commune.standard/18.4", year = 2024, expect = "not_met",
  name = {
    vi = "Không đạt phần thông tin và phổ biến pháp luật",
    en = "Part failed: information and legal education",
  },
  facts = { legal_documents_met = true, legal_information_met = false, mediation_and_legal_aid_met = true } }
example { of = "commune.standard/18.4", year = 2024, expect = "not_met",
  name = { vi = "Không đạt phần hòa giải và trợ giúp pháp lý", en = "Part failed: mediation and legal aid" },
  facts = { legal_documents_met = true, legal_information_met = true, mediation_and_legal_aid_met = false } }
example { of = "commune.standard/18.4", year = 2024, expect = "no_data",
  name = { vi = "Thiếu số liệu một phần", en = "One part missing" },
  facts = { legal_documents_met = true, legal_information_met = true } }

example { of = "commune.standard/18.5", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { gender_equality_met = true } }
example { of = "commune.standard/18.5", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { gender_equality_met = false } }

example { of = "commune.standard/18.6", year = 2023, expect = "met",
  name = { vi = "Đạt", en = "Achieved" },
  facts = { new_rural_plan_issued = true } }
example { of = "commune.standard/18.6", year = 2023, expect = "not_met",
  name = { vi = "Không đạt", en = "Not achieved" },
  facts = { new_rural_plan_issued = false } }
