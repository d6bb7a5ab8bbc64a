-- Năm nhiệm vụ của chương trình hành động thực hiện Nghị quyết 16-NQ/TU, còn chạy đến 2030; mỗi mục tiêu ghi nó thuộc
-- nhiệm vụ nào (task = …). Việc gắn mục tiêu và tiêu chí với nhiệm vụ là cách đọc của chúng tôi.
-- The five tasks of the action programme for Resolution 16-NQ/TU, which run until 2030; every target says which task
-- it serves (task = …). Which targets and criteria serve a task is our reading.

task {
  id = "1", source = law { "16-NQ/TU programme" },
  name = {
    vi = "Hạ tầng nối thành thị với nông thôn và giữa các vùng",
    en = "Infrastructure that links town and country, and the regions",
  },
  criteria = { "commune.standard/1", "commune.standard/2" },
}
task {
  id = "2", source = law { "16-NQ/TU programme" },
  name = {
    vi = "Sản xuất, thu nhập, thích ứng biến đổi khí hậu, thế mạnh địa phương",
    en = "Production, income, adaptation to the climate, local strengths",
  },
  criteria = { "commune.standard/3", "commune.standard/7" },
}
task {
  id = "3", source = law { "16-NQ/TU programme" },
  name = { vi = "Môi trường và cảnh quan", en = "Environment and landscape" },
  criteria = { "commune.standard/8" },
}
task {
  id = "4", source = law { "16-NQ/TU programme" },
  name = { vi = "Giáo dục, y tế, văn hóa, an ninh", en = "Education, health, culture, security" },
  criteria = { "commune.standard/4", "commune.standard/5", "commune.standard/6", "commune.standard/10" },
}
task {
  id = "5", source = law { "16-NQ/TU programme" },
  name = { vi = "Xây dựng Đảng và chính quyền địa phương", en = "Party building and local government" },
  criteria = { "commune.standard/9" },
}
