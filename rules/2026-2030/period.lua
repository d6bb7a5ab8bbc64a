-- Giai đoạn 2026–2030 và các văn bản mà bộ quy tắc của giai đoạn này dẫn chiếu. Từ 01/7/2025 không còn cấp huyện, nên
-- giai đoạn này không có bộ tiêu chí huyện. Mới đọc được phần thân của 51/2025/QĐ-TTg: tên mười tiêu chí, ba nhóm xã
-- và tổng số 47 chỉ tiêu; các phụ lục chưa đọc được, nên mức nào cũng còn chờ (pending), không mức nào được đoán.
-- The period 2026–2030 and the documents its rules refer to. There is no district level since 2025-07-01, so this
-- period has no district set. Only the body of 51/2025/QĐ-TTg could be read: the names of the ten criteria, the three
-- commune groups and the total of 47 indicators. The annexes were not seen: every level waits (pending), none is
-- guessed.

period {
  id = "2026-2030", first_year = 2026, last_year = 2030,
  name = { vi = "Giai đoạn 2026–2030", en = "Period 2026–2030" },
}

-- Bộ tiêu chí 2026–2030: xã (Phụ lục I), thí điểm xã hiện đại (Phụ lục II), tỉnh (Phụ lục III); hiệu lực từ 15/02/2026
-- The set 2026–2030: communes (annex I), the pilot of modern communes (II), provinces (III); in force from 2026-02-15
document { id = "51/2025/QĐ-TTg", date = "2025-12-29" }
-- Chương trình 2026–2035, giai đoạn I: mục tiêu cả nước đến 2030
-- the programme 2026–2035, stage I: national targets by 2030
document { id = "417/QĐ-BNNMT", date = "2026-01-31" }
-- Chương trình hành động của tỉnh: mục tiêu đến 2030 / the province's action programme: targets by 2030
document { id = "16-NQ/TU programme", date = "2022-01-13" }

-- Công nhận, thu hồi: các danh hiệu còn trong sổ / recognition and withdrawal: titles still in the register
document { id = "18/2022/QĐ-TTg", date = "2022-08-02" }

-- Chuẩn nghèo đa chiều: 07/2021 đến hết 2026, 351/2025 từ 2027 / poverty lines: 07/2021 until 2026, 351/2025 from 2027
document { id = "07/2021/NĐ-CP", date = "2021-01-27" }
document { id = "351/2025/NĐ-CP", date = "2025-12-30" }
