-- BẢN ĐỌC TẠM, KHÔNG PHẢI LUẬT. Trong khi chờ phụ lục của 51/2025/QĐ-TTg, bản này xếp 57 chỉ tiêu xã 2021–2025
-- (318/QĐ-TTg) vào mười tiêu chí mới theo chủ đề, để xã thấy mình đang ở đâu. Cách xếp là của chúng tôi. Mức lấy như
-- năm cuối của giai đoạn trước, theo vùng chứ không theo nhóm xã; mức nào cũng mang dấu chưa kiểm chứng. Không dùng
-- để công nhận hay không công nhận một xã. Khi commune-standard.lua có đủ mức thì xóa tệp này.
-- AN INTERIM READING, NOT LAW. Until the annexes of 51/2025/QĐ-TTg are entered, the 57 commune indicators of
-- 2021–2025 (318/QĐ-TTg) are put under the ten new criteria by subject, so that a commune sees where it stands. The
-- arrangement is ours. Levels are those of the last year of the period before, by region and not by commune group;
-- every one is marked unverified. Recognition of a commune cannot rest on it. When commune-standard.lua has its
-- levels, delete this file.

standard {
  id = "commune.interim", level = "commune",
  name = {
    vi = "Đọc tạm, không phải luật: chỉ tiêu xã 2021–2025 theo mười tiêu chí 2026–2030",
    en = "Interim reading, not law: indicators of 2021–2025 under the ten criteria of 2026–2030",
  },
}

-- quy hoạch / planning
criterion {
  of = "commune.interim", id = "1",
  name = { vi = "Quy hoạch (đọc tạm)", en = "Planning (interim)" },
  indicator { id = "1.1", carried_over "2021-2025/commune.standard/1.1" },
  indicator { id = "1.2", carried_over "2021-2025/commune.standard/1.2" },
}

-- giao thông, thủy lợi, điện, trường học, cơ sở văn hóa, chợ, thông tin, nhà ở
-- transport, irrigation, power, schools, culture places, trade, information, housing
criterion {
  of = "commune.interim", id = "2",
  name = { vi = "Hạ tầng kinh tế - xã hội (đọc tạm)", en = "Socio-economic infrastructure (interim)" },
  indicator { id = "2.1", carried_over "2021-2025/commune.standard/2.1" },
  indicator { id = "2.2", carried_over "2021-2025/commune.standard/2.2" },
  indicator { id = "2.3", carried_over "2021-2025/commune.standard/2.3" },
  indicator { id = "2.4", carried_over "2021-2025/commune.standard/2.4" },
  indicator { id = "2.5", carried_over "2021-2025/commune.standard/3.1" },
  indicator { id = "2.6", carried_over "2021-2025/commune.standard/3.2" },
  indicator { id = "2.7", carried_over "2021-2025/commune.standard/4.1" },
  indicator { id = "2.8", carried_over "2021-2025/commune.standard/4.2" },
  indicator { id = "2.9", carried_over "2021-2025/commune.standard/5" },
  indicator { id = "2.10", carried_over "2021-2025/commune.standard/6.1" },
  indicator { id = "2.11", carried_over "2021-2025/commune.standard/6.2" },
  indicator { id = "2.12", carried_over "2021-2025/commune.standard/6.3" },
  indicator { id = "2.13", carried_over "2021-2025/commune.standard/7" },
  indicator { id = "2.14", carried_over "2021-2025/commune.standard/8.1" },
  indicator { id = "2.15", carried_over "2021-2025/commune.standard/8.2" },
  indicator { id = "2.16", carried_over "2021-2025/commune.standard/8.3" },
  indicator { id = "2.17", carried_over "2021-2025/commune.standard/9.1" },
  indicator { id = "2.18", carried_over "2021-2025/commune.standard/9.2" },
}

-- thu nhập, tổ chức sản xuất / income, organisation of production
criterion {
  of = "commune.interim", id = "3",
  name = { vi = "Phát triển kinh tế nông thôn (đọc tạm)", en = "Rural economy (interim)" },
  indicator { id = "3.1", carried_over "2021-2025/commune.standard/10" },
  indicator { id = "3.2", carried_over "2021-2025/commune.standard/13.1" },
  indicator { id = "3.3", carried_over "2021-2025/commune.standard/13.2" },
  indicator { id = "3.4", carried_over "2021-2025/commune.standard/13.3" },
  indicator { id = "3.5", carried_over "2021-2025/commune.standard/13.4" },
  indicator { id = "3.6", carried_over "2021-2025/commune.standard/13.5" },
}

-- lao động qua đào tạo / trained workers
criterion {
  of = "commune.interim", id = "4",
  name = { vi = "Đào tạo nguồn nhân lực nông thôn (đọc tạm)", en = "Training of the rural workforce (interim)" },
  indicator { id = "4.1", carried_over "2021-2025/commune.standard/12.1" },
  indicator { id = "4.2", carried_over "2021-2025/commune.standard/12.2" },
}

-- giáo dục, y tế, văn hóa / education, health, culture
criterion {
  of = "commune.interim", id = "5",
  name = { vi = "Văn hóa, giáo dục, y tế (đọc tạm)", en = "Culture, education and health (interim)" },
  indicator { id = "5.1", carried_over "2021-2025/commune.standard/14.1" },
  indicator { id = "5.2", carried_over "2021-2025/commune.standard/14.2" },
  indicator { id = "5.3", carried_over "2021-2025/commune.standard/15.1" },
  indicator { id = "5.4", carried_over "2021-2025/commune.standard/15.2" },
  indicator { id = "5.5", carried_over "2021-2025/commune.standard/15.3" },
  indicator { id = "5.6", carried_over "2021-2025/commune.standard/16" },
}

-- nghèo đa chiều; bình đẳng giới và nhóm yếu thế / poverty; gender equality and vulnerable groups
criterion {
  of = "commune.interim", id = "6",
  name = { vi = "Giảm nghèo và an sinh xã hội (đọc tạm)", en = "Poverty reduction and social security (interim)" },
  indicator { id = "6.1", carried_over "2021-2025/commune.standard/11" },
  indicator { id = "6.2", carried_over "2021-2025/commune.standard/18.5" },
}

-- công nghệ thông tin trong quản lý; sổ khám chữa bệnh điện tử
-- information technology in management; the electronic health book
criterion {
  of = "commune.interim", id = "7",
  name = {
    vi = "Khoa học công nghệ và chuyển đổi số (đọc tạm)",
    en = "Science, technology and digital change (interim)",
  },
  indicator { id = "7.1", carried_over "2021-2025/commune.standard/8.4" },
  indicator { id = "7.2", carried_over "2021-2025/commune.standard/15.4" },
}

-- môi trường, an toàn thực phẩm / environment, food safety
criterion {
  of = "commune.interim", id = "8",
  name = { vi = "Môi trường và cảnh quan nông thôn (đọc tạm)", en = "Rural environment and landscape (interim)" },
  indicator { id = "8.1", carried_over "2021-2025/commune.standard/17.1" },
  indicator { id = "8.2", carried_over "2021-2025/commune.standard/17.2" },
  indicator { id = "8.3", carried_over "2021-2025/commune.standard/17.3" },
  indicator { id = "8.4", carried_over "2021-2025/commune.standard/17.4" },
  indicator { id = "8.5", carried_over "2021-2025/commune.standard/17.5" },
  indicator { id = "8.6", carried_over "2021-2025/commune.standard/17.6" },
  indicator { id = "8.7", carried_over "2021-2025/commune.standard/17.7" },
  indicator { id = "8.8", carried_over "2021-2025/commune.standard/17.8" },
  indicator { id = "8.9", carried_over "2021-2025/commune.standard/17.9" },
  indicator { id = "8.10", carried_over "2021-2025/commune.standard/17.10" },
  indicator { id = "8.11", carried_over "2021-2025/commune.standard/17.11" },
  indicator { id = "8.12", carried_over "2021-2025/commune.standard/17.12" },
}

-- cán bộ, đảng bộ, chính quyền, đoàn thể, kế hoạch / officials, party, government, bodies, plan
criterion {
  of = "commune.interim", id = "9",
  name = {
    vi = "Xây dựng hệ thống chính trị và hành chính công (đọc tạm)",
    en = "Political system and public administration (interim)",
  },
  indicator { id = "9.1", carried_over "2021-2025/commune.standard/18.1" },
  indicator { id = "9.2", carried_over "2021-2025/commune.standard/18.2" },
  indicator { id = "9.3", carried_over "2021-2025/commune.standard/18.3" },
  indicator { id = "9.4", carried_over "2021-2025/commune.standard/18.6" },
}

-- tiếp cận pháp luật, quân sự, an ninh / access to law, military, security
criterion {
  of = "commune.interim", id = "10",
  name = {
    vi = "Tiếp cận pháp luật và an ninh, quốc phòng (đọc tạm)",
    en = "Access to law, security and defence (interim)",
  },
  indicator { id = "10.1", carried_over "2021-2025/commune.standard/18.4" },
  indicator { id = "10.2", carried_over "2021-2025/commune.standard/19.1" },
  indicator { id = "10.3", carried_over "2021-2025/commune.standard/19.2" },
}
