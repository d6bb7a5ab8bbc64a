-- Workbooks that mean harm: one clear line each, in both languages, within seconds and within memory, in a process of its
-- own and in this one.

local support = require "tests.support"
local workbook = require "tests.workbook"

local said = {
  swollen = { "unpacks to far more than a sheet holds", "giải nén ra lớn hơn hẳn một trang tính" },
  entities = { "declares a document type", "có khai báo DOCTYPE" },
  deep = { "nested more than 256 levels deep", "lồng nhau quá 256 cấp" },
  repeated = { "the row is repeated more than 1,000 times", "dòng được lặp hơn 1.000 lần" },
  wide = { "a column beyond 16,384 (XFD)", "cột vượt 16.384 (XFD)" },
  encrypted = { "protected by a password", "được bảo vệ bằng mật khẩu" },
  truncated = { "cut off or damaged", "bị cắt cụt hoặc hỏng" },
  damaged = { "inside the workbook is damaged", "trong bảng tính bị hỏng" },
  sheets = { "has more than 1000 sheets", "có hơn 1000 trang" },
  headless = { "the workbook lacks its part", "bảng tính thiếu thành phần" },
}

describe("a workbook that means harm", function()
  local folder
  setup(function() folder = support.folder() end)
  teardown(function() support.remove(folder) end)

  -- Not more than 200 MB of memory for the data of each process (a sanitizer needs its own room).
  local limits = support.sanitized and "" or "ulimit -d 200000; "

  local function look(path, more)
    return support.run("%stimeout 10 '%s' import '%s' --sheets --rules rules/2021-2025 %s", limits, support.chuan, path, more)
  end

  for name, sentences in pairs(said) do
    for _, format in ipairs { "xlsx", "ods" } do
      if name ~= "repeated" or format == "ods" then
        it(("is refused in one line: %s.%s"):format(name, format), function()
          local path = folder .. "/" .. name .. "." .. format
          workbook.hostile[name](path)
          for language, words in ipairs(sentences) do
            local more = language == 1 and "--lang en" or "--lang vi"
            local text, code = look(path, more)
            assert.equal(3, code, text)
            assert.truthy(text:find(words, 1, true), text)
            assert.equal(1, select(2, text:gsub("\n", "")), text)
            assert.same({ text, code }, { look(path, more .. " --in-process") })
          end
        end)
      end
    end
  end
end)
