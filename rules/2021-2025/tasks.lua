-- Năm nhiệm vụ và tám giải pháp của chương trình hành động thực hiện Nghị quyết 16-NQ/TU, và những gì mỗi việc phục
-- vụ, để đọc tiến độ theo nhiệm vụ. Lời văn là của chúng tôi. Chỉ tiêu nào thuộc nhiệm vụ nào ghi ở chỉ tiêu
-- (`task`). Văn bản chúng tôi có không phân tiêu chí và cơ quan cho từng việc: phần đó là cách xếp của chúng tôi theo
-- nội dung và theo ngành, để sửa khi có kế hoạch phân công của tỉnh.
-- The five tasks and eight solutions of the action programme for Resolution 16-NQ/TU, and what each one serves, so
-- that progress can be read by task. The wording is ours. Which target belongs to which task stands with the target
-- (`task`). What we have of the text assigns no criteria and no offices: that part is our own ordering, by subject
-- and by field, to be corrected when the province's plan of assignments is at hand.

-- Cơ quan, gọi theo ngành / offices, by their field
local agriculture   = { vi = "Ngành nông nghiệp", en = "Agriculture" }
local transport     = { vi = "Ngành giao thông, xây dựng", en = "Transport and construction" }
local trade         = { vi = "Ngành công thương", en = "Industry and trade" }
local environment   = { vi = "Ngành tài nguyên và môi trường", en = "Natural resources and environment" }
local education     = { vi = "Ngành giáo dục", en = "Education" }
local health        = { vi = "Ngành y tế", en = "Health" }
local culture       = { vi = "Ngành văn hóa", en = "Culture" }
local labour        = { vi = "Ngành lao động, xã hội", en = "Labour and social affairs" }
local security      = { vi = "Công an, quân sự", en = "Police and military" }
local planning      = { vi = "Ngành kế hoạch, tài chính", en = "Planning and finance" }
local information   = { vi = "Ngành thông tin và truyền thông", en = "Information and communications" }
local home_affairs  = { vi = "Ngành nội vụ, tư pháp", en = "Home affairs and justice" }
local party         = { vi = "Cơ quan Đảng, Mặt trận Tổ quốc và đoàn thể", en = "Party bodies, Fatherland Front and unions" }
local coordination  = { vi = "Cơ quan điều phối nông thôn mới", en = "The office that coordinates the programme" }

task {
  id = "1",
  name = {
    vi = "Hạ tầng nối nông thôn với thành thị và nối các vùng",
    en = "Infrastructure that links town and country and the regions",
  },
  source = law { "16-NQ/TU programme" },
  criteria = {
    "commune.standard/1", "commune.standard/2", "commune.standard/3", "commune.standard/4", "commune.standard/7",
    "commune.standard/8", "commune.standard/9", "commune.advanced/1", "commune.advanced/2", "commune.advanced/3",
    "commune.advanced/4", "commune.advanced/7", "commune.advanced/8", "commune.advanced/9", "district.standard/1",
    "district.standard/2", "district.standard/3", "district.standard/4",
  },
  departments = { transport, agriculture, trade, information },
}

task {
  id = "2",
  name = {
    vi = "Sản xuất, thu nhập, thích ứng khí hậu và thế mạnh địa phương: nông nghiệp công nghệ cao và hữu cơ, chuyển đất lúa kém "
      .. "hiệu quả, vùng nguyên liệu truy xuất được, sản phẩm OCOP, du lịch nông thôn, rừng",
    en = "Production, income, adapting to the climate, local strengths: high-tech and organic farming, converting poor rice land, "
      .. "traceable raw-material areas, OCOP products, rural tourism, forest",
  },
  source = law { "16-NQ/TU programme" },
  criteria = {
    "commune.standard/10", "commune.standard/11", "commune.standard/13", "commune.advanced/10", "commune.advanced/11",
    "commune.advanced/13", "district.standard/6",
  },
  departments = { agriculture, trade, labour },
}

task {
  id = "3",
  name = {
    vi = "Môi trường và cảnh quan: phân loại và xử lý rác, nước thải, nhựa, làng xanh",
    en = "Environment and landscape: sorting and treating waste, wastewater, plastic, green villages",
  },
  source = law { "16-NQ/TU programme" },
  criteria = {
    "commune.standard/17", "commune.advanced/17", "commune.advanced/18", "district.standard/7", "district.standard/8",
  },
  departments = { environment, agriculture },
}

task {
  id = "4",
  name = {
    vi = "Giáo dục, y tế, văn hóa, an ninh",
    en = "Education, health, culture, security",
  },
  source = law { "16-NQ/TU programme" },
  criteria = {
    "commune.standard/5", "commune.standard/6", "commune.standard/12", "commune.standard/14", "commune.standard/15",
    "commune.standard/16", "commune.standard/19", "commune.advanced/5", "commune.advanced/6", "commune.advanced/12",
    "commune.advanced/14", "commune.advanced/19", "district.standard/5",
  },
  departments = { education, health, culture, labour, security },
}

-- Nguyên tắc: giai đoạn sau luôn đòi hỏi cao hơn giai đoạn trước, cả về số lượng và chất lượng. / The principle: a later
-- stage always asks more than the one before, in number and in quality.
task {
  id = "5",
  name = {
    vi = "Xây dựng Đảng và chính quyền cơ sở; giai đoạn sau luôn cao hơn giai đoạn trước về số lượng và chất lượng",
    en = "Party building and local government; a later stage asks more than the one before, in number and in quality",
  },
  source = law { "16-NQ/TU programme" },
  criteria = {
    "commune.standard/18", "commune.advanced/15", "commune.advanced/16", "district.standard/9", "district.advanced/9",
  },
  departments = { party, home_affairs },
}

task {
  id = "solution-1", kind = "solution",
  name = { vi = "Tuyên truyền, vận động và thi đua", en = "Communication and emulation" },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard/16", "district.standard/C4", "district.standard/C4b" },
  departments = { party, culture },
}

task {
  id = "solution-2", kind = "solution",
  name = {
    vi = "Nghiên cứu, kế hoạch từng giai đoạn rõ mục tiêu, việc và người chịu trách nhiệm; ưu tiên nguồn lực cho đơn vị sắp đạt",
    en = "Research, a plan per stage with clear goals, work and owners; resources first for units planned to pass",
  },
  source = law { "16-NQ/TU programme" },
  targets = { "districts-standard-2025", "communes-standard-2025", "communes-advanced-2025", "communes-model-2025" },
  departments = { coordination, planning },
}

task {
  id = "solution-3", kind = "solution",
  name = { vi = "Chất lượng quy hoạch và hạ tầng", en = "Quality of planning and infrastructure" },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard/1", "commune.standard/2", "commune.advanced/1", "district.standard/1" },
  departments = { transport, planning },
}

task {
  id = "solution-4", kind = "solution",
  name = { vi = "Cơ chế, chính sách, vốn và hợp tác xã", en = "Mechanisms and policies, funding, cooperatives" },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard/13", "commune.advanced/13" },
  departments = { agriculture, planning },
}

task {
  id = "solution-5", kind = "solution",
  name = { vi = "Hợp tác quốc tế, vốn ODA", en = "International cooperation, ODA" },
  source = law { "16-NQ/TU programme" },
  targets = { "clean-water-2025", "irrigated-area-2025" },
  departments = { planning },
}

task {
  id = "solution-6", kind = "solution",
  name = { vi = "Đảng và chính quyền ở cơ sở", en = "Party and government at the base" },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard/18", "district.standard/9" },
  departments = { party, home_affairs },
}

task {
  id = "solution-7", kind = "solution",
  name = {
    vi = "Đổi mới, giám sát việc huy động, quản lý và sử dụng nguồn lực",
    en = "Innovation, supervision of how resources are raised, managed and used",
  },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard", "district.standard" },
  departments = { coordination, planning, party },
}

task {
  id = "solution-8", kind = "solution",
  name = { vi = "Đào tạo cán bộ làm nông thôn mới", en = "Training of staff" },
  source = law { "16-NQ/TU programme" },
  criteria = { "commune.standard/18.1" },
  departments = { coordination, home_affairs },
}
