-- A form as specs look at it and fill it in: unpacked by `unzip`, its XML read with patterns, packed again by `zip`.
--
--   local book = form_book.open(path)                 -- of a form that chuan wrote
--   local sheet = book:sheet("Số liệu chung")         -- its name, its XML
--   sheet:cell("E7")                                  -- { style =, kind =, text =, formula = }, "" for an empty one; nil
--   sheet:column("households")                        -- the letters below the fact's id
--   sheet:heading("households")                       -- the letters above which its name stands
--   sheet:row("22837")                                -- the row of a unit
--   book:put(fact, unit, value)                       -- number, text, or nil: nothing; wherever the fact stands
--   book:save(path)

local support = require "tests.support"

local form_book = { ids_row = 6, first_row = 7 }

local entities = { lt = "<", gt = ">", amp = "&", quot = '"', apos = "'" }
local function plain(text) return (text:gsub("&(%a+);", entities)) end
local function escaped(text)
  return (text:gsub('[&<>]', { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

local Sheet = {}
Sheet.__index = Sheet

-- Rows and cells are cut out once; what is put is kept until the sheet is saved.
local function index(sheet)
  sheet.cells, sheet.order = {}, {}
  for attributes, body in sheet.xml:match("<sheetData>(.*)</sheetData>"):gmatch("<row ([^>]*)>(.-)</row>") do
    local row = { number = tonumber(attributes:match('r="(%d+)"')), attributes = attributes, names = {} }
    -- A cell without content ends in "/>", and must not swallow the next one.
    for name, rest in body:gsub("<c ([^>]-)/>", "<c %1></c>"):gmatch('<c r="(%u+%d+)"(.-)</c>') do
      row.names[#row.names + 1] = name
      sheet.cells[name] = rest
    end
    sheet.order[#sheet.order + 1] = row
    sheet.order[row.number] = sheet.order[row.number] or row
  end
end

function Sheet:cell(name)
  local rest = self.cells[name]
  if not rest then return nil end
  local value = rest:match("<t[^>]*>(.-)</t>") or rest:match("<v>(.-)</v>") or ""
  return { style = tonumber(rest:match('s="(%d+)"')), kind = rest:match('t="(%a+)"'), text = plain(value),
           formula = rest:match("<f>(.-)</f>") }
end

function Sheet:text(name)
  local cell = self:cell(name)
  return cell and cell.text
end

function Sheet:column(id)
  for name in pairs(self.cells) do
    local letters, number = name:match("^(%u+)(%d+)$")
    if tonumber(number) == form_book.ids_row and self:text(name) == id then return letters end
  end
end

-- Where the headings of a fact begin: the column of the year before, when there is one.
function Sheet:heading(id)
  local letters = self:column(id)
  local before, last = letters:match("^(.-)(.)$")
  local left = last > "A" and before .. string.char(last:byte() - 1) or
    (#before == 1 and before > "A" and string.char(before:byte() - 1) or "") .. "Z"
  return self:cell(left .. form_book.ids_row) and letters or left
end

function Sheet:row(code)
  for name in pairs(self.cells) do
    local letters, number = name:match("^(%u+)(%d+)$")
    if letters == "A" and tonumber(number) >= form_book.first_row and self:text(name) == code then return tonumber(number) end
  end
end

-- The cell of a fact and a unit, "E7".
function Sheet:place(id, code)
  local column, row = self:column(id), self:row(code)
  return column and row and column .. row
end

function Sheet:put(name, value)
  local style = assert(self.cells[name], name):match('s="%d+"')
  if value == nil then
    self.cells[name] = " " .. style .. ">"
  elseif type(value) == "number" then
    self.cells[name] = (" %s><v>%s</v>"):format(style, math.type(value) == "integer" and value or ("%.17g"):format(value))
  else
    self.cells[name] = (' %s t="inlineStr"><is><t>%s</t></is>'):format(style, escaped(value))
  end
  self.changed = true
end

local function written(sheet)
  local out, seen = {}, {}
  for _, row in ipairs(sheet.order) do
    if not seen[row] then
      seen[row] = true
      out[#out + 1] = ("<row %s>"):format(row.attributes)
      for _, name in ipairs(row.names) do out[#out + 1] = ('<c r="%s"%s</c>'):format(name, sheet.cells[name]) end
      out[#out + 1] = "</row>"
    end
  end
  local before, after = sheet.xml:match("^(.*<sheetData>).*(</sheetData>.*)$")
  return before .. table.concat(out) .. after
end

-- The definition of what validates a cell's column: the attributes and formulas of the element.
function Sheet:validation(id)
  local letters = self:column(id)
  for attributes, body in self.xml:gmatch("<dataValidation ([^>]*)>(.-)</dataValidation>") do
    if attributes:find(('sqref="%s%d[:"]'):format(letters, form_book.first_row)) then
      return { type = attributes:match('type="(%a+)"'), prompt = plain(attributes:match('prompt="([^"]*)"') or ""),
               title = plain(attributes:match('promptTitle="([^"]*)"') or ""),
               refusal = plain(attributes:match('error="([^"]*)"') or ""),
               first = plain(body:match("<formula1>(.-)</formula1>") or ""),
               second = plain(body:match("<formula2>(.-)</formula2>") or ""), sqref = attributes:match('sqref="([^"]*)"') }
    end
  end
end

local Book = {}
Book.__index = Book

function form_book.open(path)
  local book = setmetatable({ folder = support.folder(), sheets = {} }, Book)
  support.must("cd '%s' && unzip -q '%s'", book.folder, path)
  local workbook = support.read(book.folder .. "/xl/workbook.xml")
  for name in workbook:gmatch('<sheet name="([^"]*)"') do
    local number = #book.sheets + 1
    local sheet = setmetatable({ name = plain(name), number = number,
                                 path = ("%s/xl/worksheets/sheet%d.xml"):format(book.folder, number) }, Sheet)
    sheet.xml = support.read(sheet.path)
    index(sheet)
    book.sheets[number], book.sheets[sheet.name] = sheet, sheet
  end
  book.styles = support.read(book.folder .. "/xl/styles.xml")
  return book
end

function Book:sheet(name) return assert(self.sheets[name], name) end

function Book:names()
  local names = {}
  for i, sheet in ipairs(self.sheets) do names[i] = sheet.name end
  return names
end

-- The sheet that asks for a fact.
function Book:asking(id)
  for _, sheet in ipairs(self.sheets) do
    if sheet:column(id) then return sheet end
  end
end

function Book:put(id, code, value)
  local sheet = assert(self:asking(id), id)
  sheet:put(assert(sheet:place(id, code), code), value)
end

-- Whether a cell with a style may be written into, and how its number looks.
function Book:style(number)
  local formats = self.styles:match("<cellXfs[^>]*>(.*)</cellXfs>")
  local at = -1
  for element in formats:gsub("<xf ([^>]-)/>", "<xf %1></xf>"):gmatch("<xf .-</xf>") do
    at = at + 1
    if at == number then
      local id = element:match('numFmtId="(%d+)"')
      local pattern = self.styles:match(('<numFmt numFmtId="%s" formatCode="([^"]*)"'):format(id))
      return { unlocked = element:find('locked="0"', 1, true) ~= nil, number = plain(pattern or "") }
    end
  end
end

-- The note on the heading of a fact.
function Book:note(id)
  local sheet = self:asking(id)
  local links = support.read(("%s/xl/worksheets/_rels/sheet%d.xml.rels"):format(self.folder, sheet.number))
  local comments = support.read(self.folder .. "/xl/" .. links:match("%.%./(comments%d+%.xml)"))
  local body = comments:match(('<comment ref="%s3".-</comment>'):format(sheet:heading(id)))
  local out = {}
  for text in (body or ""):gmatch("<t[^>]*>(.-)</t>") do out[#out + 1] = plain(text) end
  return table.concat(out)
end

function Book:save(path)
  for _, sheet in ipairs(self.sheets) do
    if sheet.changed then support.write(sheet.path, written(sheet)) end
  end
  os.remove(path)
  support.must("cd '%s' && zip -q -X -r '%s' .", self.folder, path)
end

function Book:close() support.remove(self.folder) end

return form_book
