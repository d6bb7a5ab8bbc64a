-- What is known of units over time, as it is loaded: successions, dated attributes, the register. Every refusal says
-- which row, what is wrong and what to do, in both languages, and then nothing of the file is stored.

local support = require "tests.support"

local rules = [[
period { id = "p", first_year = 2021, last_year = 2025, name = "Thử" }
document { id = "D", date = "2022-01-01" }
facts "commune" {
  households = count {}, poor = count { part_of = "households" }, income = amount { places = 2 },
  zone = choice { "I", "II", "III" }, difficult = yes_no {},
}
standard { id = "commune.standard", level = "commune", source = law { "D" } }
criterion { of = "commune.standard", id = "1", name = "Một",
  indicator { id = "1.1", value = households, at_least = 10 },
  indicator { id = "1.2", test = equals(zone, "I") },
  indicator { id = "1.3", test = is_true(difficult) },
  indicator { id = "1.4", value = income + poor, at_least = 10 },
}
]]

-- 100 is A until 2024-10-31, then its code is B's; 101 goes at the same time; 102 stands; 200 is of a district.
local units = [[
code,level,name,parent_code,valid_from,valid_to
58,province,Tỉnh,,,
580,district,Huyện Một,58,,2025-06-30
100,commune,Xã A,580,2000-01-01,2024-10-31
101,commune,Xã C,580,2000-01-01,2024-10-31
100,ward,Phường B,580,2024-11-01,
102,commune,Xã D,580,2000-01-01,
103,commune,Xã E,580,2024-11-01,
]]

local folder

local function chuan(language, arguments)
  return support.run("cd '%s' && '%s' --lang %s --db d.db --rules rules %s", folder, support.chuan, language, arguments)
end

local function number(sql)
  return tonumber((support.must("sqlite3 '%s/d.db' \"%s\"", folder, sql)))
end

local function has(text, part)
  assert.is_truthy(text:find(part, 1, true), ("'%s' is not in:\n%s"):format(part, text))
end

-- The file is refused with these sentences, and the table stays empty.
local function refuses(command, table_name, text, english, vietnamese)
  support.write(folder .. "/list.csv", text)
  local said, code = chuan("en", command:format("list.csv"))
  assert.are.equal(1, code, said)
  for _, part in ipairs(type(english) == "table" and english or { english }) do has(said, part) end
  has(said, "list.csv:")
  said, code = chuan("vi", command:format("list.csv"))
  assert.are.equal(1, code, said)
  has(said, vietnamese)
  assert.are.equal(0, number("SELECT count(*) FROM " .. table_name))
end

local function takes(command, text, counts)
  support.write(folder .. "/list.csv", text)
  local said, code = chuan("en", command:format("list.csv"))
  assert.are.equal(0, code, said)
  has(said, counts)
end

before_each(function()
  folder = support.folder()
  support.must("mkdir -p '%s/rules/p'", folder)
  support.write(folder .. "/rules/p/period.lua", rules)
  support.write(folder .. "/units.csv", units)
  support.must("cd '%s' && '%s' --db d.db units units.csv", folder, support.chuan)
end)
after_each(function() support.remove(folder) end)

describe("successions", function()
  local header = "from,to,on,share\n"
  local function refused(rows, english, vietnamese)
    refuses("successions %s", "succession", header .. rows, english, vietnamese)
  end

  it("are taken whole, and taking them again changes nothing", function()
    local rows = header .. "100,100,2024-11-01,7/20\n100,103,2024-11-01,65%\n101,103,2024-11-01,\n102,103,2024-11-01,0.25\n"
    takes("successions %s", rows, "4 accepted, 0 unchanged, 0 rejected")
    takes("successions %s", rows, "0 accepted, 4 unchanged, 0 rejected")
    assert.are.equal(4, number("SELECT count(*) FROM succession"))
    assert.are.equal(13, number("SELECT max(share) FROM succession WHERE whole = 20"))
    -- The code means the unit of the day before and that of the day.
    assert.are.equal(1, number("SELECT count(*) FROM succession AS s JOIN unit AS f ON f.id = from_unit " ..
      "JOIN unit AS t ON t.id = to_unit WHERE f.name = 'Xã A' AND t.name = 'Phường B'"))
    takes("successions %s", header .. "102,103,2024-11-01,0.5\n", "1 accepted, 0 unchanged")
  end)

  it("name units that there are, on that day", function()
    refused("190,103,2024-11-01,\n", 'no unit has the code "190"; did you mean', "có phải")
    refused("100,103,2020-01-01,\n", { 'the code "103" means no unit on 2020-01-01', "Xã E (103" }, "không chỉ đơn vị nào")
    refused("Xã C,103,2024-11-01,\n", "did you mean Xã C (101", "có phải Xã C (101")
    refused(",103,2024-11-01,\n", "the code of the unit is missing", "thiếu mã đơn vị")
    refused("102,102,2024-11-01,\n", "the unit goes into itself", "nhập vào chính nó")
  end)

  it("add up: what went is all somewhere, what stands has kept something", function()
    refused("100,103,2024-11-01,1/3\n100,100,2024-11-01,1/3\n", "add up to 2/3, not to 1", "cộng lại được 2/3, không phải 1")
    refused("102,103,2024-11-01,\n", "still stands the day after", "hôm sau vẫn còn")
    takes("successions %s", header .. "102,103,2024-11-01,0.6\n", "1 accepted")
    support.write(folder .. "/list.csv", header .. "102,100,2024-11-01,0.4\n")
    local said, code = chuan("en", "successions list.csv")
    assert.are.equal(1, code)
    has(said, "gives away 1/1")
  end)

  it("have a day and a share", function()
    refused("100,103,2024,\n", "write it in full as YYYY-MM-DD", "hãy viết đủ")
    for _, share in ipairs { "0", "1.2", "-0.5", "120%", "7/0", "8/7", "a", "1/2/3", "%" } do
      refused(("100,103,2024-11-01,%s\n"):format(share), "is not a share above 0 and at most 1", "không phải phần lớn hơn 0")
    end
    support.write(folder .. "/list.csv", header .. "101,103,2024-11-01,\n101,103,2024-11-01,\n")
    has(chuan("en", "successions list.csv"), "line 2 already says how much")
    has(chuan("vi", "successions list.csv"), "dòng 2 đã ghi phần")
  end)

  it("say so when a share is not known", function()
    local rows = header .. "100,100,2024-11-01,?\n100,103,2024-11-01,?\n102,103,2024-11-01,?\n"
    takes("successions %s", rows, "3 accepted, 0 unchanged, 0 rejected")
    takes("successions %s", rows, "0 accepted, 3 unchanged, 0 rejected")
    assert.are.equal(3, number("SELECT count(*) FROM succession WHERE share IS NULL AND whole IS NULL"))
    takes("successions %s", header .. "100,100,2024-11-01,1/4\n100,103,2024-11-01,3/4\n", "2 accepted")
  end)

  it("leave room for a share that is not known", function()
    refused("100,100,2024-11-01,\n100,103,2024-11-01,?\n", "leave nothing for those written as ?", "không còn gì cho phần ghi dấu ?")
    refused("101,100,2024-11-01,1/3\n101,103,2024-11-01,?\n", "it is what is left beside the others (2/3)", "đó là phần còn lại")
    refused("101,103,2024-11-01,??\n", "or write ? when it is not known", "ghi ? nếu không rõ bao nhiêu")
  end)

  it("have their columns", function()
    support.write(folder .. "/list.csv", "from,to\n1,2\n")
    local said, code = chuan("en", "successions list.csv")
    assert.are.equal(3, code)
    has(said, "list.csv has no column on; a list of successions has from,to,on")
    has(chuan("vi", "successions list.csv"), "thiếu cột on; danh sách kế thừa đơn vị có các cột from,to,on")
  end)
end)

describe("attributes", function()
  local header = "unit,fact,value,valid_from,valid_to\n"
  local command = "attributes %s --level commune"
  local function refused(rows, english, vietnamese) refuses(command, "attribute", header .. rows, english, vietnamese) end

  it("hold from a day to a day, and are corrected by the same first day", function()
    local rows = "100,zone,I,2021-06-04,2024-10-31\n102,zone,II,2021-06-04,\n102,difficult,đạt,,2023-12-31\n"
    takes(command, header .. rows, "3 accepted, 0 unchanged, 0 rejected")
    takes(command, header .. rows, "0 accepted, 3 unchanged, 0 rejected")
    takes(command, header .. "102,zone,II,2021-06-04,2024-06-30\n102,zone,III,2024-07-01,\n", "1 accepted, 1 changed, 0 unchanged")
    assert.are.equal(4, number("SELECT count(*) FROM attribute"))
  end)

  it("have one value on any day", function()
    refused("102,zone,I,2021-01-01,\n102,zone,II,2022-01-01,\n", "holds on the same days by line 2", "trùng ngày với dòng 2")
    takes(command, header .. "102,zone,I,2021-01-01,\n", "1 accepted")
    support.write(folder .. "/list.csv", header .. "102,zone,II,2022-01-01,\n")
    has(chuan("en", "attributes list.csv --level commune"), "already has a value on these days (2021-01-01 – …); end that one first")
    has(chuan("vi", "attributes list.csv --level commune"), "hãy kết thúc giá trị đó trước")
  end)

  it("are of a unit of the level, whom the code means on the day", function()
    refused("100,zone,I,2024-12-01,\n", { 'the code "100" means no unit on 2024-12-01', "Xã A (100" }, "không chỉ đơn vị nào")
    refused("580,zone,I,2021-01-01,\n", 'the code "580" is no commune: it is that of Huyện Một', "không thuộc cấp commune")
    refused("109,zone,I,2024-12-01,\n", "did you mean", "có phải")
    refused("102,zone,I,2022-01-01,2021-01-01\n", "valid_to (2021-01-01) is before valid_from", "trước valid_from")
  end)

  it("are facts with values", function()
    refused("102,zon,I,,\n", '"zon" is not a fact of level commune; did you mean zone?', "có phải zone không")
    refused("102,zone,IV,,\n", "not one of the choices of zone; write one of I, II, III", "không thuộc các lựa chọn của zone")
    refused("102,zone,,,\n", "the value is missing", "thiếu giá trị")
    refused("102,zone,I,2021-13-01,\n", "valid_from is not a date", "valid_from không phải ngày")
  end)

  it("give way to a more authoritative source, not the other way round", function()
    takes(command, header .. "102,zone,I,2021-01-01,\n", "1 accepted")
    support.write(folder .. "/list.csv", header .. "102,zone,II,2021-01-01,\n")
    local said, code = chuan("en", "attributes list.csv --level commune --status illustrative")
    assert.are.equal(1, code)
    has(said, "a more authoritative source says otherwise")
    has(chuan("vi", "attributes list.csv --level commune --status illustrative"), "nguồn có thẩm quyền cao hơn")
    takes(command, header .. "102,zone,II,2021-01-01,\n", "0 accepted, 1 changed")
  end)

  it("need a level", function()
    local said, code = chuan("en", "attributes list.csv")
    assert.are.equal(2, code)
    has(said, "attributes needs --level")
    has(chuan("vi", "attributes list.csv"), "attributes cần --level")
  end)
end)

describe("recognitions", function()
  local header = "unit,standard,decided_on,decision,revoked_on,confidence,source,note\n"
  local function refused(rows, english, vietnamese)
    refuses("recognitions %s", "recognition", header .. rows, english, vietnamese)
  end

  it("are taken whole, and taking them again changes nothing", function()
    local rows = header .. "100,commune.standard,2019,,,high,http://x,\n102,commune.standard,2020-05-06,12/QĐ-UBND,2024-01-01,,,\n" ..
      "101,commune.standard,,,,thấp,,\"hai\ndòng\"\n"
    takes("recognitions %s", rows, "3 accepted, 0 unchanged, 0 rejected")
    takes("recognitions %s", rows, "0 accepted, 3 unchanged, 0 rejected")
    assert.are.equal(18261, number("SELECT decided_on FROM recognition WHERE by_latest = 1")) -- 2019-12-31
    assert.are.equal(3, number("SELECT confidence FROM recognition WHERE note = 'hai dòng'"))
    -- The contract's five columns are enough.
    takes("recognitions %s", "unit,standard,decided_on,decision,revoked_on\n102,commune.standard,2020-05-06,12/QĐ-UBND,\n", "0 accepted, 1 changed")
  end)

  it("are by a standard of the rules, of a unit of its level on that day", function()
    refused("102,commune.standrd,2019,,,,,\n", 'no standard "commune.standrd"; did you mean "commune.standard"?', "có phải “commune.standard” không")
    refused("580,commune.standard,2019,,,,,\n", "is no commune", "không thuộc cấp commune")
    refused("100,commune.standard,2024-12-01,,,,,\n", 'the code "100" means no unit on 2024-12-01', "không chỉ đơn vị nào")
    refused("109,commune.standard,2019,,,,,\n", "did you mean", "có phải")
  end)

  it("are decided before they are revoked, on days", function()
    refused("102,commune.standard,2020-01-01,,2019-12-31,,,\n", "revoked (2019-12-31) not after it was decided", "ngày thu hồi (2019-12-31)")
    refused("102,commune.standard,x,,,,,\n", "decided_on is not a date", "decided_on không phải ngày")
    refused("102,commune.standard,2020,,2021,,,\n", "revoked_on is not a full date", "revoked_on không phải ngày đầy đủ")
    refused("102,commune.standard,2020,,,sure,,\n", "confidence is high, medium or low", "confidence là high (cao)")
    support.write(folder .. "/list.csv", header .. "102,commune.standard,2020,,,,,\n102,commune.standard,2020-12-31,a,,,,\n")
    has(chuan("en", "recognitions list.csv"), "line 2 already has")
  end)
end)

describe("the digest", function()
  local module = support.module()
  local function load(first, second)
    local engine = assert(module.open { language = "en", plugins = support.build .. "/plugins" })
    local book = assert(engine:rules(folder .. "/rules"))
    local dossier = assert(engine:dossier(":memory:", "create"))
    assert(dossier:units(folder .. "/units.csv"))
    local before = assert(dossier:digest())
    local loaders = {
      successions = function() return dossier:successions(folder .. "/s.csv") end,
      attributes = function() return dossier:attributes(book, folder .. "/a.csv", { level = "commune" }) end,
      recognitions = function() return dossier:recognitions(book, folder .. "/r.csv") end,
    }
    for _, name in ipairs { first, second } do
      local counts, problems = loaders[name]()
      assert.are.equal(1, counts.accepted, problems and problems[1] and problems[1].message)
    end
    return assert(dossier:digest()), before
  end

  it("covers them, in whatever order they came", function()
    support.write(folder .. "/s.csv", "from,to,on,share\n101,103,2024-11-01,\n")
    support.write(folder .. "/a.csv", "unit,fact,value,valid_from,valid_to\n102,zone,I,2021-01-01,\n")
    support.write(folder .. "/r.csv", "unit,standard,decided_on,decision,revoked_on\n102,commune.standard,2019,,\n")
    local one, empty = load("attributes", "recognitions")
    local other = load("recognitions", "attributes")
    assert.are.equal(one, other)
    assert.are_not.equal(empty, one)
    assert.are_not.equal(one, (load("successions", "attributes")))
  end)

  it("changes with what a person changes in the file", function()
    support.write(folder .. "/a.csv", "unit,fact,value,valid_from,valid_to\n102,zone,I,2021-01-01,\n")
    support.must("cd '%s' && '%s' --db d.db --rules rules attributes a.csv --level commune", folder, support.chuan)
    local engine = assert(module.open { language = "en" })
    local function digest()
      local dossier <close> = assert(engine:dossier(folder .. "/d.db", "create"))
      return assert(dossier:digest())
    end
    local before = digest()
    assert.are.equal(before, digest())
    support.must("sqlite3 '%s/d.db' 'UPDATE attribute SET value = 1'", folder)
    assert.are_not.equal(before, digest())
  end)
end)
