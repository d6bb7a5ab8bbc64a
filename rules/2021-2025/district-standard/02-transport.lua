-- Tiêu chí 2 (huyện): đường tới các xã, đường huyện, cây xanh, bến xe. Các phần của 2.1, 2.2 và 2.4 theo hướng dẫn
-- của Bộ Giao thông vận tải (932/QĐ-BGTVT); tên 2.3 theo trí nhớ, chưa ghi mức.
-- Criterion 2 (district): roads to the communes, district roads, trees, the bus station. The parts of 2.1, 2.2 and
-- 2.4 are those of the Transport Ministry's guide (932/QĐ-BGTVT); the label of 2.3 is recalled and has no level.

criterion {
  of = "district.standard", id = "2",
  name = { vi = "Giao thông", en = "Transport" },
  source = law { "320/QĐ-TTg", item = "I.2" },

  indicator {
    id = "2.1",
    name = {
      vi = "Đường nối tới các xã, được bảo trì hằng năm",
      en = "Roads link all communes and are maintained yearly",
    },
    source = law { "932/QĐ-BGTVT" },
    test = all {
      at_least(share(communes_linked_by_road, communes), 100),
      at_least(share(district_roads_paved, district_roads), 100),
      at_least(share(district_roads_maintained, district_roads), 100),
    },
    applies_when = is_rural_district,
  },

  indicator {
    id = "2.2",
    name = { vi = "Đường huyện đạt chuẩn theo quy hoạch", en = "District roads of the planned standard" },
    source = law { "932/QĐ-BGTVT" },
    test = all {
      at_least(share(district_roads_planned_grade, district_roads), 100),
      at_least(share(district_roads_technical_standard, district_roads), 100),
      at_least(share(bridges_and_culverts_solid, bridges_and_culverts), 100),
    },
    applies_when = is_rural_district,
  },

  indicator {
    id = "2.3",
    name = { vi = "Đường huyện được trồng cây xanh", en = "District roads planted with trees" },
    value    = share(district_roads_trees, district_roads),
    at_least = pending(),
    applies_when = is_rural_district,
  },

  -- Không xét khi quy hoạch không có bến xe. / Does not apply where no station is planned.
  indicator {
    id = "2.4",
    name = { vi = "Bến xe khách trung tâm huyện từ loại 4 trở lên", en = "Central bus station of type 4 or better" },
    source = law { "932/QĐ-BGTVT" },
    test = all { at_most(bus_station_type, 4), is_true(bus_station_operating) },
    applies_when = all { is_rural_district, is_true(bus_station_planned) },
  },
}

-- Ví dụ / examples

example { of = "district.standard/2.1", year = 2024, expect = "met",
  name = { vi = "Đúng 100% ở cả ba phần", en = "Exactly 100 % in all three parts" },
  facts = {
    district_kind = "rural", communes = 8, communes_linked_by_road = 8, district_roads = 50,
    district_roads_paved = 50, district_roads_maintained = 50,
  } }

example { of = "district.standard/2.1", year = 2024, expect = "not_met",
  name = { vi = "Một xã chưa có đường ô tô", en = "One commune without a road for cars" },
  facts = {
    district_kind = "rural", communes = 8, communes_linked_by_road = 7, district_roads = 50,
    district_roads_paved = 50, district_roads_maintained = 50,
  } }

example { of = "district.standard/2.1", year = 2024, expect = "not_met",
  name = { vi = "Đường huyện chưa rải hết mặt", en = "A stretch not yet paved" },
  facts = {
    district_kind = "rural", communes = 8, communes_linked_by_road = 8, district_roads = 50,
    district_roads_paved = 49.99, district_roads_maintained = 50,
  } }

example { of = "district.standard/2.1", year = 2024, expect = "not_met",
  name = { vi = "Một đoạn không được bảo trì", en = "A stretch not maintained" },
  facts = {
    district_kind = "rural", communes = 8, communes_linked_by_road = 8, district_roads = 50,
    district_roads_paved = 50, district_roads_maintained = 49.99,
  } }

example { of = "district.standard/2.1", year = 2024, expect = "no_data", causes = { "district_roads_maintained" },
  name = { vi = "Chưa rõ việc bảo trì", en = "Maintenance not known" },
  facts = {
    district_kind = "rural", communes = 8, communes_linked_by_road = 8, district_roads = 50,
    district_roads_paved = 50,
  } }

example { of = "district.standard/2.2", year = 2024, expect = "met",
  name = { vi = "Đúng 100% ở cả ba phần", en = "Exactly 100 % in all three parts" },
  facts = {
    district_kind = "rural", district_roads = 50, district_roads_planned_grade = 50,
    district_roads_technical_standard = 50, bridges_and_culverts = 12, bridges_and_culverts_solid = 12,
  } }

example { of = "district.standard/2.2", year = 2024, expect = "not_met",
  name = { vi = "Một đoạn chưa đúng cấp quy hoạch", en = "A stretch below the planned grade" },
  facts = {
    district_kind = "rural", district_roads = 50, district_roads_planned_grade = 49.99,
    district_roads_technical_standard = 50, bridges_and_culverts = 12, bridges_and_culverts_solid = 12,
  } }

example { of = "district.standard/2.2", year = 2024, expect = "not_met",
  name = { vi = "Một đoạn chưa đạt tiêu chuẩn kỹ thuật", en = "A stretch below the technical standard" },
  facts = {
    district_kind = "rural", district_roads = 50, district_roads_planned_grade = 50,
    district_roads_technical_standard = 49.99, bridges_and_culverts = 12, bridges_and_culverts_solid = 12,
  } }

example { of = "district.standard/2.2", year = 2024, expect = "not_met",
  name = { vi = "Một cầu chưa kiên cố", en = "One bridge is not solid" },
  facts = {
    district_kind = "rural", district_roads = 50, district_roads_planned_grade = 50,
    district_roads_technical_standard = 50, bridges_and_culverts = 12, bridges_and_culverts_solid = 11,
  } }

example { of = "district.standard/2.3", year = 2024, expect = "no_data", causes = { "pending" },
  name = { vi = "Đủ số liệu, chưa biết mức", en = "Figures known, level pending" },
  facts = { district_kind = "rural", district_roads = 50, district_roads_trees = 50 } }

example { of = "district.standard/2.4", year = 2024, expect = "met",
  name = { vi = "Đúng loại 4", en = "Exactly type 4" },
  facts = {
    district_kind = "rural", bus_station_planned = true, bus_station_type = 4, bus_station_operating = true,
  } }

example { of = "district.standard/2.4", year = 2024, expect = "not_met",
  name = { vi = "Loại 5", en = "Type 5" },
  facts = {
    district_kind = "rural", bus_station_planned = true, bus_station_type = 5, bus_station_operating = true,
  } }

example { of = "district.standard/2.4", year = 2024, expect = "not_met",
  name = { vi = "Chưa công bố đưa vào khai thác", en = "Not announced into operation" },
  facts = {
    district_kind = "rural", bus_station_planned = true, bus_station_type = 4, bus_station_operating = false,
  } }

example { of = "district.standard/2.4", year = 2024, expect = "not_applicable",
  name = { vi = "Quy hoạch không có bến xe", en = "No station is planned" },
  facts = { district_kind = "rural", bus_station_planned = false } }

-- 99 trên 100: 100% không phải là khoảng 100%. / 99 of 100: 100 % is not about 100 %.
example { of = "district.standard/2.1", year = 2024, expect = "not_met",
  name = { vi = "99% số xã có đường ô tô", en = "99 % of communes with a road for cars" },
  facts = {
    district_kind = "rural", communes = 100, communes_linked_by_road = 99, district_roads = 50,
    district_roads_paved = 50, district_roads_maintained = 50,
  } }
example { of = "district.standard/2.2", year = 2024, expect = "not_met",
  name = { vi = "99% số cầu, cống kiên cố", en = "99 % of bridges solid" },
  facts = {
    district_kind = "rural", district_roads = 50, district_roads_planned_grade = 50,
    district_roads_technical_standard = 50, bridges_and_culverts = 100, bridges_and_culverts_solid = 99,
  } }
