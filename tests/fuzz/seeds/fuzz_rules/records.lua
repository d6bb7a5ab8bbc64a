standard { id = "s", level = "c", source = law { "d" } }
criterion { of = "s", id = "1", follows = "e/s/1", easier = "x",
  indicator { id = "1.1", value = share(a, b), at_least = by(r, { n = 35, otherwise = from_year { [2021] = 55 } }) },
  indicator { id = "1.2", test = is_true(ok), applies_when = at_least(a, 1) },
}
criterion { of = "s", id = "2", indicator { id = "2", value = d, between = { 3, 9 } } }
derived { level = "c", id = "d", value = a + b }
derived { level = "p", id = "q", value = sum_of("c", a) }
facts "p" { z = count { unit = "x" } }
overlay { province = "58", source = law { "d" }, set { "s/1.1", at_least = 100 }, set { "s/2", between = { 1, 2 } } }
overlay { pilot = "1", set { "s/1.2", test = at_least(a, 2) } }
order { of = "r", { "n", "s" } }
task { id = "2", kind = "solution", targets = { "t" }, criteria = { "s/1" }, departments = { "x" } }
target { id = "t", by = 2025, level = "p", task = "2", value = count_of("c", met "s"), at_least = 38, reported = z,
  baseline = { year = 2021 }, path = { [2022] = 29 }, keep = true, set = "national" }
example { of = "t", year = 2023, facts = { z = 1 }, history = { [2021] = { z = 2 } }, expect = "met", within = "58",
  as_of = "2023-02-01", children = { { facts = { a = 1 }, recognised = { "s" } } } }
criterion { of = "s", id = "3", indicator { id = "3.1", carried_over "e/s/1.1" } }
criterion { of = "s", id = "4", indicator { id = "4.1", carried_over "e/s/2" } }
validate { id = "w", level = "c", severity = "error", fact = "a", applies_when = is_true(ok), name = { vi = "x", en = "y" },
  test = between(a, 0.8 * last_year(a), in_year(2021, a) + total_since(2021, b)), advice = "z", source = law { "d" } }
example { of = "w", year = 2023, facts = { a = 1 }, history = { [2022] = { a = 2 } }, expect = "not_met" }
