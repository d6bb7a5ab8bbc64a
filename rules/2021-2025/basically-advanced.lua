-- "Cơ bản đạt" chuẩn nâng cao: không văn bản nào định nghĩa trên toàn quốc, mỗi nơi dùng một kiểu, nên ở đây là tham
-- số mà cán bộ chính sách đổi được. Cách hiểu viết sẵn: huyện cơ bản đạt khi tỷ lệ tiêu chí của bộ nâng cao không bị
-- kết luận "chưa đạt" từ một mức trở lên. Mức đó chưa ai quyết định nên để pending(): chưa huyện nào cơ bản đạt. Muốn
-- dùng, thay pending() bằng mức của mình, ví dụ unverified(80); kết quả sẽ ghi rõ là mức chưa kiểm chứng. Có văn bản
-- thì khai văn bản đó bằng document, ghi source = law { … } và bỏ unverified.
-- "Basically" meeting the advanced standard: no text defines it for the country and usage differs from place to place,
-- so it is a parameter here that a policy officer can change. The reading that is written: a district basically meets
-- when the share of criteria of the advanced set that are not found to fail reaches a level. Nobody has set that level,
-- so it is pending() and no district basically meets. To use it, put a level in its place, such as unverified(80):
-- results then say that it is unverified. With a text to rest on, declare it with document, write source = law { … }
-- and drop unverified.

derived {
  level = "district", id = "basically_advanced_level",
  name = {
    vi = "Mức để coi là cơ bản đạt chuẩn nâng cao (tham số)",
    en = "Level from which it basically meets the advanced standard (parameter)",
  },
  value = pending(),
}

derived {
  level = "district", id = "basically_advanced",
  name = { vi = "Cơ bản đạt chuẩn nâng cao", en = "Basically meets the advanced standard" },
  value = at_least(100 - failed_share "district.advanced", basically_advanced_level),
}

-- Ví dụ / examples

example { of = "district/basically_advanced", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Chưa ai quyết định mức", en = "Nobody has set the level" },
  facts = { district_kind = "rural", advanced_economy_met = true } }
