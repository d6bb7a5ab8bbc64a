-- Kiểm tra phiếu rà soát hộ khi nhập: những con số khó tin, thường do nhầm đơn vị tính hay nhầm cột. Dòng vẫn được nhận và
-- báo lại. Các giới hạn là mức làm việc của phần mềm, không phải của văn bản nào.
-- Checks of the household survey as it comes in: figures that are hard to believe, mostly from another unit of measure or
-- another column. The row is kept and told. The limits are working values of this program; no text sets them.

validate {
  id = "household-members-size", level = "household", fact = "members",
  name = { vi = "Hộ có hơn 20 người", en = "More than 20 people in the household" },
  test = at_most(members, unverified(20)),
}
example { of = "household-members-size", year = 2023, expect = "met",
  name = { vi = "Đúng 20 người", en = "Exactly 20 people" }, facts = { members = 20 } }
example { of = "household-members-size", year = 2023, expect = "not_met",
  name = { vi = "21 người", en = "21 people" }, facts = { members = 21 } }

validate {
  id = "household-members-jump", level = "household", fact = "members",
  name = {
    vi = "Số người trong hộ thay đổi hơn 5 so với năm trước",
    en = "People in the household changed by more than 5 since the year before",
  },
  test = between(members - last_year(members), unverified(-5), unverified(5)),
  advice = { vi = "mã hộ có còn là của hộ ấy không", en = "does the code still mean the same household" },
}
example { of = "household-members-jump", year = 2023, expect = "met",
  name = { vi = "Bớt đúng 5 người", en = "Exactly 5 people fewer" },
  facts = { members = 2 }, history = { [2022] = { members = 7 } } }
example { of = "household-members-jump", year = 2023, expect = "not_met",
  name = { vi = "Thêm 6 người", en = "6 people more" },
  facts = { members = 9 }, history = { [2022] = { members = 3 } } }
example { of = "household-members-jump", year = 2023, expect = "met",
  name = { vi = "Thêm đúng 5 người", en = "Exactly 5 people more" },
  facts = { members = 8 }, history = { [2022] = { members = 3 } } }
example { of = "household-members-jump", year = 2023, expect = "not_met",
  name = { vi = "Bớt 6 người", en = "6 people fewer" },
  facts = { members = 1 }, history = { [2022] = { members = 7 } } }

validate {
  id = "household-income-size", level = "household", fact = "income_per_person_month",
  name = {
    vi = "Thu nhập bình quân đầu người hơn 100 triệu đồng một tháng",
    en = "Income per person of more than 100 million VND a month",
  },
  test = at_most(income_per_person_month, unverified(100000)),
  advice = {
    vi = "xem có ghi theo đồng thay vì nghìn đồng không",
    en = "see whether it is in đồng and not in thousand đồng",
  },
}
example { of = "household-income-size", year = 2023, expect = "met",
  name = { vi = "Đúng 100 triệu", en = "Exactly 100 million" }, facts = { income_per_person_month = 100000 } }
example { of = "household-income-size", year = 2023, expect = "not_met",
  name = { vi = "Ghi theo đồng", en = "In đồng" }, facts = { income_per_person_month = 1500000 } }
example { of = "household-income-size", year = 2023, expect = "not_met",
  name = { vi = "Hơn 100 triệu một đồng", en = "One đồng more than 100 million" },
  facts = { income_per_person_month = 100000.001 } }

validate {
  id = "household-floor-size", level = "household", fact = "floor_area",
  name = { vi = "Diện tích nhà ở hơn 1.000 m²", en = "Floor area of more than 1,000 m²" },
  test = at_most(floor_area, unverified(1000)),
  advice = { vi = "xem có ghi diện tích đất không", en = "see whether it is the area of the plot" },
}
example { of = "household-floor-size", year = 2023, expect = "met",
  name = { vi = "Đúng 1.000 m²", en = "Exactly 1,000 m²" }, facts = { floor_area = 1000 } }
example { of = "household-floor-size", year = 2023, expect = "not_met",
  name = { vi = "Hơn 1.000 m²", en = "More than 1,000 m²" }, facts = { floor_area = 1000.01 } }
