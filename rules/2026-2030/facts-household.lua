-- Số liệu cấp hộ để xác định hộ nghèo, hộ cận nghèo đa chiều: mỗi năm một dòng của một hộ, như phiếu rà soát ghi.
--   lacks_… = hộ thiếu hụt chỉ số đó (có/không). Ô trống là chưa biết, không phải là không thiếu hụt. Riêng diện tích
--   nhà ở ghi số m² và số người; việc thiếu hụt do quy tắc tính ra.
--   Thu nhập ghi theo nghìn đồng: viết được gọn như văn bản nói (1500, 2000) mà vẫn chính xác đến từng đồng.
-- The household figures that tell poor and near-poor households: one row per household and year, as the survey form
-- records them. lacks_… = the household is deprived in that indicator; an empty cell means unknown, not "no". Of the
-- floor area the square metres and the people are given, and the rule works out the rest. Income is in thousand đồng:
-- short as people say it (1500, 2000), and exact to the đồng.

facts "household" {
  area = choice { "rural", "urban", name = { vi = "Khu vực", en = "Area" } },
  members = count { unit = "người", min = 1,
    name = { vi = "Số người trong hộ", en = "People in the household" } },
  income_per_person_month = amount { unit = "nghìn đồng/người/tháng", places = 3,
    name = { vi = "Thu nhập bình quân đầu người một tháng", en = "Income per person and month" } },

  -- Việc làm / Work
  lacks_job = yes_no {
    name = { vi = "Thiếu hụt về việc làm", en = "Deprived in work" } },
  lacks_earners = yes_no {
    name = { vi = "Thiếu hụt về người phụ thuộc trong hộ", en = "Deprived by too many dependants" } },

  -- Y tế / Health
  lacks_nutrition = yes_no {
    name = { vi = "Thiếu hụt về dinh dưỡng", en = "Deprived in nutrition" } },
  lacks_health_insurance = yes_no {
    name = { vi = "Thiếu hụt về bảo hiểm y tế", en = "Deprived in health insurance" } },

  -- Giáo dục / Education
  lacks_adult_education = yes_no {
    name = { vi = "Thiếu hụt về trình độ giáo dục của người lớn", en = "Deprived in adult education" } },
  lacks_school_attendance = yes_no {
    name = { vi = "Thiếu hụt về đi học của trẻ em", en = "Deprived in school attendance of children" } },

  -- Nhà ở / Housing
  lacks_sound_housing = yes_no {
    name = { vi = "Thiếu hụt về chất lượng nhà ở", en = "Deprived in quality of housing" } },
  floor_area = amount { unit = "m²", places = 2,
    name = { vi = "Diện tích nhà ở của hộ", en = "Floor area of the dwelling" } },

  -- Nước sinh hoạt và vệ sinh / Water and sanitation
  lacks_water = yes_no {
    name = { vi = "Thiếu hụt về nguồn nước sinh hoạt", en = "Deprived in water" } },
  lacks_toilet = yes_no {
    name = { vi = "Thiếu hụt về nhà tiêu hợp vệ sinh", en = "Deprived in a hygienic toilet" } },

  -- Thông tin / Information
  lacks_telecom = yes_no {
    name = { vi = "Thiếu hụt về sử dụng dịch vụ viễn thông", en = "Deprived in use of telecommunications" } },
  lacks_information_means = yes_no {
    name = { vi = "Thiếu hụt về phương tiện tiếp cận thông tin", en = "Deprived in means of information" } },
}

names {
  rural    = { vi = "Nông thôn", en = "Rural" },
  urban    = { vi = "Thành thị", en = "Urban" },
  poor     = { vi = "Hộ nghèo", en = "Poor" },
  near_poor = { vi = "Hộ cận nghèo", en = "Near-poor" },
  not_poor = { vi = "Không nghèo, không cận nghèo", en = "Neither poor nor near-poor" },
  ["m²"]   = { vi = "m²", en = "m²" },
  ["nghìn đồng/người/tháng"] = { vi = "nghìn đồng/người/tháng", en = "thousand VND per person and month" },
}
