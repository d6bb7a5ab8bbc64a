-- luacheck: ignore
-- Every word once, rightly used, over the facts that the fuzz target declares.
standard {
  id = "s", level = "c", name = { vi = "Bộ", en = "Standard" }, source = law { "d", item = "I" },
  test = all { every_criterion { except = { "2" } }, met "s/2", none { less_than(a, 0) } },
}
derived { level = "c", id = "v", value = choose { { is_true(ok), a }, otherwise = rounded(b, 1) } }
derived { level = "c", id = "w", value = choose { { known(b), "big" }, otherwise = "small" } }
derived { level = "c", id = "few", value = at_most(a, 3), source = law { "d" } }
example { of = "c/few", year = 2023, facts = { a = 3 }, expect = "met" }
example { of = "c/v", year = 2023, facts = { a = 3, ok = true }, expect = 3 }
example { of = "c/w", year = 2023, facts = { b = 1.25 }, expect = "big" }
criterion {
  of = "s", id = "1", key = true,
  indicator { id = "1.1", value = share(a, a + b), at_least = by(r, { n = unverified(55), otherwise = pending() }) },
  indicator { id = "1.2", value = sum { a, b } - smallest { a, b } * 2 / largest { a, 3 }, at_most = -a },
  indicator { id = "1.3", value = a, between = { 1, 2.5 }, applies_when = one_of(r, { "n", "s" }) },
  indicator { id = "1.4", value = a, more_than = from_year { [2021] = 1, [2023] = delegated() } },
  indicator { id = "1.5", test = at_least_n(1, { between(v, 1, 2), any { equals(w, "big"), equals(a, 3) } }) },
}
criterion {
  of = "s", id = "2",
  indicator { id = "2", test = unverified(compute { reads = { a, ok }, function(unit) return unit.a > 2 end }) },
}
example { name = "e", of = "s/1.1", year = 2023, facts = { a = 5, b = 1.25, ok = true, r = "n" }, expect = "met", causes = { b } }
facts "p" { a = count { carry = 2, merge = "same" }, rate = amount { unit = "%", min = 0, merge = a }, town = yes_no {} }
standard { id = "t", level = "p", test = any { recognised "t", at_most(failed_share "t", 10) } }
criterion {
  of = "t", id = "1",
  indicator { id = "1.1", value = sum_of("c", a, { where = is_true(ok), empty = 0 }), at_least = total_since(2021, a) },
  indicator { id = "1.2", value = share_of("c", met "s", { missing = "as_not_met" }), at_least = last_year(rate) },
  indicator { id = "1.3", value = mean_of("c", b, { weight = a, missing = "exclude" }), at_least = in_year(2020, a) },
  indicator { id = "1.4", value = average_growth(a, { from = 2020 }), at_least = 8 },
  indicator { id = "1.5", value = average_fall(rate, { from = 2020 }), at_least = amended { 1, { from = "2024-03-01", by = "d", 2 } } },
  indicator { id = "1.6", value = count_of("c", any { parent(is_true(town)), at_least(parent("p", rate), 3) }), at_least = 1 },
}
