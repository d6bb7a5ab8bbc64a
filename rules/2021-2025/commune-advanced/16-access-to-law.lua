-- Tiêu chí 16 (nâng cao): phổ biến pháp luật, hòa giải, trợ giúp pháp lý. Số và tên tiêu chí có nguồn (tin công nhận
-- ở Điện Biên, 2024); tên chỉ tiêu theo trí nhớ và chưa ghi mức nào.
-- Criterion 16 (advanced): legal education, mediation, legal aid. The number and name of the criterion are sourced
-- (recognition news of Điện Biên, 2024); the labels of the indicators are recalled and no level is entered.

criterion {
  of = "commune.advanced", id = "16",
  name = { vi = "Tiếp cận pháp luật", en = "Access to law" },
  source = law { "318/QĐ-TTg", item = "II.16" },

  indicator {
    id = "16.1",
    name = {
      vi = "Có mô hình phổ biến pháp luật, hòa giải ở cơ sở hiệu quả",
      en = "Effective legal-education or mediation model",
    },
    value    = legal_education_models,
    at_least = pending(),
  },

  -- Xã không có vụ việc nào thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- No dispute, nothing to judge (our reading, unchecked).
  indicator {
    id = "16.2",
    name = { vi = "Mâu thuẫn, tranh chấp được hòa giải thành", en = "Disputes settled by mediation" },
    value    = share(disputes_settled, disputes),
    at_least = pending(),
    applies_when = unverified(more_than(disputes, 0)),
  },

  -- Xã không có người thuộc diện, có yêu cầu thì không có gì để xét (cách hiểu, chưa đối chiếu).
  -- Nobody eligible, nothing to judge (our reading, unchecked).
  indicator {
    id = "16.3",
    name = { vi = "Người thuộc diện được trợ giúp pháp lý", en = "Eligible people who received legal aid" },
    value    = share(people_legal_aid_received, people_legal_aid_eligible),
    at_least = pending(),
    applies_when = unverified(more_than(people_legal_aid_eligible, 0)),
  },
}

-- Ví dụ / examples

example { of = "commune.advanced/16.1", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { legal_education_models = 2 } }

example { of = "commune.advanced/16.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { disputes = 20, disputes_settled = 20 } }
example { of = "commune.advanced/16.2", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có mâu thuẫn, tranh chấp", en = "Commune without disputes" },
  facts = { disputes = 0 } }

example { of = "commune.advanced/16.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { people_legal_aid_eligible = 10, people_legal_aid_received = 10 } }
example { of = "commune.advanced/16.3", year = 2023, expect = "not_applicable",
  name = { vi = "Xã không có người thuộc diện trợ giúp", en = "Commune where nobody is eligible" },
  facts = { people_legal_aid_eligible = 0 } }

-- Chỉ có một cũng là có để xét. / A single one is enough to be judged.
example { of = "commune.advanced/16.2", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { disputes = 1, disputes_settled = 1 } }
example { of = "commune.advanced/16.3", year = 2023, expect = "no_data", causes = { "pending" },
  name = { vi = "Chỉ có 1: được xét", en = "Only 1: judged" },
  facts = { people_legal_aid_eligible = 1, people_legal_aid_received = 1 } }
