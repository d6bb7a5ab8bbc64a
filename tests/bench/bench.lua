-- `make bench`: builds the programme of programme.lua with a million communes, judges it by the engine, by SQLite and by
-- a loop written by hand over the same columns, checks that all count the same; then a million households under ten
-- thousand communes (below.lua), by the engine and by SQLite; then a million rows of 23 columns (figures.lua) into figures
-- with where each came from, beside SQLite's own reader of the same file, and a workbook; then the whole of Ninh Thuận,
-- cold. Prints
-- measure, value, unit, bar, verdict (also in build/bench.tsv). Times are medians of 3 or more.

package.path = "tests/bench/?.lua;" .. package.path
local programme = require "programme"
local below = require "below"
local figures = require "figures"

local build = os.getenv("BUILD") or "build"
local cc = os.getenv("CC") or "gcc"
local communes = tonumber(os.getenv("COMMUNES")) or 1000000
local folder = build .. "/bench"
local database = folder .. "/bench.db"

local function run(format, ...)
  local command = format:format(...)
  if not os.execute(command) then error("failed: " .. command, 2) end
end

local function capture(format, ...)
  local pipe = assert(io.popen(format:format(...)))
  local text = pipe:read("a")
  if not pipe:close() then error("failed: " .. format:format(...), 2) end
  return text
end

local function read_file(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  return text
end

local function write_file(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  assert(file:close())
end

-- seconds, MiB
local function measure(runs, output, format, ...)
  local seconds, kibibytes = capture("%s/stopwatch %d %s %s", folder, runs, output, format:format(...)):match("(%S+) (%S+)")
  return tonumber(seconds), tonumber(kibibytes) / 1024
end

local rows = {}
local function report(name, value, unit, bar, at_most)
  local verdict = "ok"
  if bar and at_most and value > bar then verdict = "short" end
  if bar and not at_most and value < bar then verdict = "short" end
  rows[#rows + 1] = { name, ("%.3f"):format(value), unit, bar and ("%s %g"):format(at_most and "<=" or ">=", bar) or "", verdict }
end

io.stderr:write("building the programme and its peers …\n")
run("rm -rf '%s' && mkdir -p '%s/rules'", folder, folder)
programme.write_rules(folder .. "/rules")
programme.write_data(folder, communes)
run("%s -O2 -std=c11 -o %s/stopwatch tests/bench/stopwatch.c", cc, folder)
run("%s -O2 -std=c11 -Iengine -o %s/tally tests/bench/tally.c -L%s -lchuan -Wl,-rpath,'$ORIGIN/..'", cc, folder, build)

io.stderr:write("importing a million communes …\n")
local chuan = ("%s/chuan --db %s --rules %s/rules --lang en"):format(build, database, folder)
local units_seconds = measure(1, "/dev/null", "%s units %s/units.csv", chuan, folder)
local import_seconds, import_memory = measure(1, "/dev/null", "%s import %s/facts.csv --level commune --year 2024", chuan, folder)
report("units from CSV", units_seconds * 1e6 / communes, "s per million")
report("facts from CSV, 20 facts", import_seconds * 1e6 / communes, "s per million")
report("facts from CSV, memory", import_memory, "MiB")

-- The widths the columns are stored in decide the types of the hand-written loop.
local widths = {}
for fact, width in capture("sqlite3 -readonly %s \"SELECT fact, max(width) FROM column_chunk WHERE fact <> '' GROUP BY fact HAVING min(width) = max(width)\"",
    database):gmatch("(%S+)|(%d+)") do
  widths[fact] = tonumber(width)
end
write_file(folder .. "/judgement.h", programme.c_loop(widths))
run("%s -O3 -march=native -std=c11 -I%s -o %s/loop tests/bench/loop.c -lsqlite3 -pthread", cc, folder, folder)

local region_code = {}
for code, choice in capture("sqlite3 -readonly %s \"SELECT code, choice FROM fact_choice WHERE fact = 'region'\"", database):gmatch("(%d+)|(%S+)") do
  for r, region in ipairs(programme.regions) do
    if region == choice then region_code[r] = tonumber(code) end
  end
end

io.stderr:write("judging …\n")
local threads = tonumber(capture("nproc"))
local engine, engine_memory = measure(7, folder .. "/engine.txt", "%s/tally %s %s/rules 2024", folder, database, folder)
local loop = measure(7, folder .. "/loop.txt", "%s/loop %s %d", folder, database, threads)
local best_sql, best_form
for _, form in ipairs { "join", "case" } do
  write_file(("%s/%s.sql"):format(folder, form), programme.sql(form, region_code))
  local seconds = measure(3, ("%s/sql-%s.txt"):format(folder, form), "sqlite3 -readonly -init %s/%s.sql %s .quit", folder, form, database)
  if not best_sql or seconds < best_sql then best_sql, best_form = seconds, form end
end

local counted = read_file(folder .. "/engine.txt")
for _, peer in ipairs { "loop.txt", "sql-join.txt", "sql-case.txt" } do
  if read_file(folder .. "/" .. peer) ~= counted then error("the counts of " .. peer .. " differ from the engine's") end
end
assert(#counted > 1000)

local per_million = 1e6 / communes
report("engine, whole process", engine * per_million, "s per million")
report("bare columns and hand-written loop, " .. threads .. " threads", loop * per_million, "s per million")
report("SQLite, best form (" .. best_form .. ")", best_sql * per_million, "s per million")
report("engine faster than SQLite", best_sql / engine, "times", 20, false)
report("engine against the hand-written limit", engine / loop, "times", 4, true)
report("engine, memory", engine_memory, "MiB", 300, true)

io.stderr:write("asking a million households …\n")
local many = folder .. "/below"
run("mkdir -p '%s'", many)
below.write_rules(many .. "/rules")
below.write_data(many, communes)
write_file(many .. "/below.sql", below.sql)
local asking = ("%s/chuan --db %s/below.db --rules %s/rules --lang en"):format(build, many, many)
run("%s units %s/units.csv >/dev/null", asking, many)
run("%s import %s/facts.csv --level household --year 2024 >/dev/null", asking, many)
local below_engine, below_memory = measure(5, many .. "/engine.csv", "%s evaluate --year 2024 --format csv", asking)
local below_sql = measure(3, many .. "/sql.txt", "sqlite3 -readonly -init %s/below.sql %s/below.db .quit", many, many)
local lines = read_file(many .. "/sql.txt")
if below.verdicts(read_file(many .. "/engine.csv")) ~= lines then error("the verdicts of SQLite on units below differ from the engine's") end
assert(#lines > communes // 100 * 12)
report("units below, whole process", below_engine * per_million, "s per million")
report("units below, SQLite", below_sql * per_million, "s per million")
report("units below, engine faster than SQLite", below_sql / below_engine, "times")
report("units below, memory", below_memory, "MiB", 300, true)

io.stderr:write("importing a million rows of 23 columns …\n")
local table_folder = folder .. "/figures"
run("mkdir -p '%s/rules'", table_folder)
figures.write_rules(table_folder .. "/rules")
figures.write_data(table_folder, communes)
write_file(table_folder .. "/table.sql", figures.sql_table())
local function sqlite_import(name)
  run("rm -f '%s/sqlite.db' && sqlite3 '%s/sqlite.db' < '%s/table.sql'", table_folder, table_folder, table_folder)
  return measure(1, "/dev/null", "sqlite3 -cmd '.mode csv' %s/sqlite.db '.import --skip 1 %s/%s facts'", table_folder, table_folder, name)
end
local importing = ("%s/chuan --db %s/figures.db --rules %s/rules --lang en"):format(build, table_folder, table_folder)
report("units from CSV, with a million codes", measure(1, "/dev/null", "%s units %s/units.csv", importing, table_folder) * per_million, "s per million")
local csv_seconds, csv_memory = measure(1, "/dev/null", "%s import %s/facts.csv --level commune", importing, table_folder)
local peer_seconds = sqlite_import("facts.csv")
report("CSV of 23 columns, with provenance", csv_seconds * per_million, "s per million", 4, true)
report("CSV of 23 columns, memory", csv_memory, "MiB", 100, true)
report("CSV of 23 columns, sqlite3 .import", peer_seconds * per_million, "s per million")
report("CSV of 23 columns, against sqlite3 .import", csv_seconds / peer_seconds, "times")
report("taking it back", measure(1, "/dev/null", "%s undo 1", importing) * per_million, "s per million")

local sheet_rows = communes // 10
if os.execute(("%s -O2 -std=c11 -o %s/workbook tests/bench/workbook.c -lxlsxwriter"):format(cc, folder)) then
  run("head -n %d %s/facts.csv > %s/sheet.csv", sheet_rows + 1, table_folder, table_folder)
  run("%s/workbook %s/sheet.csv %s/sheet.xlsx", folder, table_folder, table_folder)
  run("head -n %d %s/units.csv > %s/sheet-units.csv", sheet_rows + 1, table_folder, table_folder)
  local sheet = ("%s/chuan --db %s/sheet.db --rules %s/rules --lang en"):format(build, table_folder, table_folder)
  run("%s units %s/sheet-units.csv >/dev/null", sheet, table_folder)
  local sheet_seconds, sheet_memory = measure(1, "/dev/null", "%s import %s/sheet.xlsx --level commune", sheet, table_folder)
  report("XLSX of 24 columns, with provenance", sheet_seconds * 1e5 / sheet_rows, "s per 100,000", 3, true)
  report("XLSX of 24 columns, memory", sheet_memory, "MiB")
  report("XLSX as CSV, sqlite3 .import", sqlite_import("sheet.csv") * 1e5 / sheet_rows, "s per 100,000")
else
  io.stderr:write("no libxlsxwriter: the workbook is left out\n")
end

io.stderr:write("judging Ninh Thuận, cold …\n")
local province = folder .. "/ninh-thuan.db"
run("BUILD=%s CHUAN_DB=%s sh data/ninh-thuan/load.sh >/dev/null 2>&1", build, province)
local judging = ("%s/chuan --db %s --rules rules --period 2021-2025 evaluate"):format(build, province)
report("47 communes x 5 years, cold, every row as CSV", measure(15, "/dev/null", "%s --standard commune.standard --format csv", judging) * 1000, "ms", 50, true)
report("47 communes x 5 years, cold, table", measure(15, "/dev/null", "%s --standard commune.standard", judging) * 1000, "ms", 50, true)
report("Ninh Thuận by every standard, cold, table", measure(15, "/dev/null", "%s", judging) * 1000, "ms")

table.insert(rows, 1, { "measure", "value", "unit", "bar", "verdict" })
local printed = {}
for i, row in ipairs(rows) do
  printed[i] = table.concat(row, "\t")
  print(("%-52s %10s %-14s %-8s %s"):format(table.unpack(row)))
end
write_file(build .. "/bench.tsv", table.concat(printed, "\n") .. "\n")
for _, row in ipairs(rows) do
  if row[5] == "short" then os.exit(1) end
end
