-- Rule files are written in the words of the rule language (rules/chuan.d.lua), not in Lua's own globals.
std = "lua54"
max_line_length = 160
exclude_files = { "tests/fuzz/seeds" } -- not Lua alone: bytes between the pieces a fuzzer cuts at
files["tests/spec"] = { std = "lua54+busted" }
files["rules/chuan.d.lua"] = { ignore = { "1", "2" } }
files["rules/20*"] = { ignore = { "113" } }
files["data/**/*.mapping.lua"] = { ignore = { "113" } }
