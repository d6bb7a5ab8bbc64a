-- Giai đoạn 2021–2025 và các văn bản mà bộ quy tắc của giai đoạn này dẫn chiếu. Mỗi văn bản ghi số hiệu và ngày ban
-- hành; muốn dẫn một văn bản trong tệp khác thì phải khai ở đây trước.
-- The period 2021–2025 and the documents its rules refer to: number and date. A document is declared here before a
-- rule cites it.

period {
  id = "2021-2025", first_year = 2021, last_year = 2025,
  name = { vi = "Giai đoạn 2021–2025", en = "Period 2021–2025" },
}

-- Bộ tiêu chí xã nông thôn mới (Phụ lục I) và nâng cao (Phụ lục II) / the commune standard (annex I), advanced (II)
document { id = "318/QĐ-TTg", date = "2022-03-08" }
-- Xã kiểu mẫu / model communes
document { id = "319/QĐ-TTg", date = "2022-03-08" }
-- Sửa đổi 318/QĐ-TTg; đã thấy chạm đến 13.1, 15.4, 17.1, 18.4; nâng cao 3.4, 8.4, 14.4, 17.10, 18.1
-- amends it: seen in 13.1, 15.4, 17.1, 18.4; advanced 3.4, 8.4, 14.4, 17.10, 18.1
document { id = "211/QĐ-TTg", date = "2024-03-01" }
-- Xét, công nhận và thu hồi; tiêu chí trọng yếu / recognition and withdrawal; the key criteria
document { id = "18/2022/QĐ-TTg", date = "2022-08-02" }

-- Hướng dẫn của các bộ / guides of the ministries
document { id = "1064/HD-BVHTTDL", date = "2022-03-30" } -- văn hóa / culture: 6
document { id = "1491/QĐ-BGDĐT", date = "2022-06-06" }   -- giáo dục / education: 5, 14.1
document { id = "1214/QĐ-BCT", date = "2022-06-22" }     -- thương mại / trade: 7
document { id = "1127/QĐ-BTTTT", date = "2022-06-22" }   -- thông tin; số hiệu theo trí nhớ / IT; number recalled: 8
document { id = "04/HD-BCA-V05", date = "2024-03-18" }   -- an ninh / security: 19.2

-- Mức riêng của tỉnh Ninh Thuận ở những chỉ tiêu được phân cấp / Ninh Thuận's own levels where the decree delegates
document { id = "504/QĐ-UBND", date = "2022-09-20" }

-- Chuẩn nghèo đa chiều 2021–2025 / the multidimensional poverty line 2021–2025
document { id = "07/2021/NĐ-CP", date = "2021-01-27" }

-- Huyện đạt chuẩn, thị xã và thành phố hoàn thành nhiệm vụ, huyện nâng cao / districts, towns and cities, advanced
document { id = "320/QĐ-TTg", date = "2022-03-08" }
-- Giao thông cấp huyện / transport of districts: 2.1, 2.2, 2.4
document { id = "932/QĐ-BGTVT" }
-- An ninh, trật tự cấp huyện / security of districts: 9.4, 9.1
document { id = "926/QĐ-TTg", date = "2022-08-02" }
-- Tỉnh hoàn thành nhiệm vụ / provinces that completed the task
document { id = "321/QĐ-TTg", date = "2022-03-08" }
-- Thôn: tiêu chí do tỉnh quy định / villages: the province sets the criteria
document { id = "25/2021/QH15" }
-- Chương trình hành động của tỉnh thực hiện Nghị quyết 16-NQ/TU: chỉ tiêu, nhiệm vụ, giải pháp / the province's action
-- programme for Resolution 16-NQ/TU: targets, tasks, solutions
document { id = "16-NQ/TU programme", date = "2022-01-13" }
