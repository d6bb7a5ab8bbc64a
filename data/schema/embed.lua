-- Prints a C file with the numbered migrations of a folder: lua5.4 embed.lua FOLDER
local folder = assert(arg[1], "usage: lua5.4 embed.lua FOLDER")

local texts, number = {}, 0
local lfs = require("lfs")
local names = {}
for name in lfs.dir(folder) do
  if name:match("%.sql$") then names[#names + 1] = name end
end
table.sort(names)

for _, name in ipairs(names) do
  number = number + 1
  assert(name:match("^(%d%d%d%d)%-[%w-]+%.sql$") == ("%04d"):format(number),
    name .. ": migrations are numbered 0001, 0002, … without gaps")
  local file = assert(io.open(folder .. "/" .. name, "rb"))
  texts[number] = file:read("a")
  file:close()
end

-- As numbers: a text of this length is longer than the string literal C11 promises.
print('/* Made from data/schema by embed.lua. */\n#include "facts/schema.h"\n')
for i, text in ipairs(texts) do
  print(("static const char migration_%04d[] = {"):format(i))
  local bytes = { text:byte(1, -1) }
  for first = 1, #bytes, 24 do
    local line = {}
    for at = first, math.min(first + 23, #bytes) do
      line[#line + 1] = tostring(bytes[at] < 128 and bytes[at] or bytes[at] - 256)
    end
    print("  " .. table.concat(line, ",") .. ",")
  end
  print("  0};")
end
print("\nconst char *const schema_migrations[] = {")
for i in ipairs(texts) do print(("  migration_%04d,"):format(i)) end
print(("};\nconst unsigned schema_migration_count = %d;"):format(number))
