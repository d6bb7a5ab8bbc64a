-- The command on terminals of several widths (pseudo-terminals made by script(1)): nothing runs over the edge, nothing
-- breaks inside a word, and no id or verdict is cut.

local support = require "tests.support"

local folder
local program = support.build:sub(1, 1) == "/" and support.chuan or support.must("pwd"):gsub("%s+$", "") .. "/" .. support.chuan

-- Runs `chuan ARGUMENTS` in the folder on a terminal `width` columns wide; its lines, without colours.
local function on_terminal(width, arguments)
  local command = ("stty cols %d; env -u CHUAN_DB -u CHUAN_RULES -u LC_ALL -u LC_MESSAGES -u LD_PRELOAD TERM=xterm LANG=vi_VN.UTF-8 %s %s")
    :format(width, program, arguments)
  support.write(folder .. "/command", command)
  local text = support.run("cd '%s' && script -qec 'sh ./command' /dev/null", folder)
  local lines = {}
  for line in text:gsub("\27%[[%d;]*[mK]", ""):gsub("\r", ""):gmatch("[^\n]+") do lines[#lines + 1] = line end
  return lines, table.concat(lines, "\n")
end

local function fits(width, lines)
  assert(#lines > 0)
  for _, line in ipairs(lines) do
    assert(utf8.len(line) and utf8.len(line) <= width, ("%d columns of %d: %s"):format(utf8.len(line) or -1, width, line))
  end
end

local function has(text, part) assert(text:find(part, 1, true), ("%q is not in:\n%s"):format(part, text)) end

-- The text as it would stand on one line: what was broken was broken at spaces.
local function joined(text) return (text:gsub("%s+", " ")) end

before_each(function()
  folder = support.folder()
  support.must("mkdir -p %s/rules/p", folder)
  support.write(folder .. "/rules/p/rules.lua", [[
    period { id = "2021-2025", first_year = 2021, last_year = 2025, name = { vi = "Giai đoạn 2021–2025", en = "Period" } }
    document { id = "1/QĐ", date = "2022-03-08" }
    facts "commune" {
      households = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
      households_with_clean_water_at_home = count { unit = "hộ", part_of = "households",
        name = { vi = "Hộ có nước sạch tại nhà theo quy chuẩn quốc gia", en = "Clean water" } },
      debt = amount { unit = "triệu đồng", places = 2, name = { vi = "Nợ đọng xây dựng cơ bản", en = "Debt" } },
      zone = choice { "coast", "hills", "uplands", name = { vi = "Vùng", en = "Zone" } },
    }
    names { coast = { vi = "Ven biển", en = "Coast" } }
    standard { id = "s", level = "commune", source = law { "1/QĐ" }, name = { vi = "Xã đạt chuẩn nông thôn mới", en = "Standard" },
      test = all { every_criterion(), unverified(at_most(debt, 5)) } }
    criterion { of = "s", id = "1", name = { vi = "Môi trường và an toàn thực phẩm", en = "Environment" },
      indicator { id = "1.1", name = { vi = "Nước sạch", en = "Water" },
        value = share(households_with_clean_water_at_home, households),
        at_least = by(zone, { coast = unverified(65), otherwise = pending() }) } }
    example { name = "đúng mức của vùng ven biển, ghi từ lúc mức còn thấp hơn", of = "s/1.1", year = 2024, expect = "met",
      facts = { zone = "coast", households = 100, households_with_clean_water_at_home = 60 } }
  ]])
  support.write(folder .. "/units.csv", "code,level,name,parent_code,valid_from,valid_to\n"
    .. "58,province,Tỉnh Ninh Thuận,,,\n101,commune,Xã Phước Kháng Thượng,58,,\n102,commune,Xã Công Hải,58,,\n")
  support.write(folder .. "/figures.csv", "unit,year,zone,households,households_with_clean_water_at_home,debt\n"
    .. "101,2024,coast,2000,1200,200.25\n102,2024,coast,100,65,0\n")
  support.must("cd %s && %s units units.csv && %s import figures.csv --level commune --status illustrative", folder, program, program)
end)
after_each(function() support.remove(folder) end)

describe("on a terminal", function()
  it("tables fit, with every verdict whole", function()
    for _, width in ipairs { 60, 80, 100 } do
      local lines, text = on_terminal(width, "evaluate --year 2024")
      fits(width, lines)
      has(text, "chưa đạt *†")
      has(joined(text), "theo số tiêu chí đạt: 1 (1), 0 (1)")
    end
  end)

  it("facts are listed with ids whole and with their choices", function()
    local lines, text = on_terminal(80, "facts")
    fits(80, lines)
    has(text, "households_with_clean_water_at_home")
    has(joined(text), "zone chọn một Vùng coast Ven biển hills uplands")
  end)

  it("one unit's table names the conditions besides the criteria, with their numbers and marks", function()
    local lines, text = on_terminal(100, "evaluate --unit 101 --year 2024")
    fits(100, lines)
    assert(text:find("Nợ đọng xây dựng cơ bản%s+chưa đạt †%s+200,25%s+≤ 5%s+triệu đồng"), text)
  end)

  it("the list of failing criteria marks the other conditions", function()
    local _, text = on_terminal(100, "evaluate --year 2024")
    has(text, "1†, điều kiện khác†")
  end)

  it("messages and help break at spaces", function()
    local lines, text = on_terminal(60, "explain 101 nothing.such")
    fits(60, lines)
    has(joined(text), "bộ quy tắc")
    for _, command in ipairs { "", "import", "units", "check", "facts", "evaluate", "explain" } do
      fits(60, (on_terminal(60, "help " .. command)))
    end
  end)

  it("a folder without plugins is told", function()
    support.must("mkdir %s/none", folder)
    local text = support.must("cd %s && env CHUAN_PLUGINS=none LANG=vi_VN.UTF-8 LC_ALL= %s import --formats", folder, program)
    has(text, "Không có trình đọc nào")
  end)

  it("what is wrong stands last in a check, beside the sum", function()
    local lines, text = on_terminal(80, "check")
    fits(80, lines)
    assert(text:find("Mức chưa kiểm chứng.*✗ rules/p/rules.lua.*✗ lỗi: 1"), text)
    has(joined(text), "hãy sửa mức hoặc sửa ví dụ")
  end)

  it("numbers stay together", function()
    local lines, text = on_terminal(40, "explain 101 s/1.1 --year 2024")
    assert(#lines > 0)
    has(joined(text), "1.200 / 2.000 = 60 %")
  end)
end)
