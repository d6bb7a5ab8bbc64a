-- Small XLSX and ODS files for specs, written from Lua tables and packed by `zip`; and files that mean harm.
--
--   local workbook = require "tests.workbook"
--   workbook.write(folder .. "/a.xlsx", {                 -- the ending of the name says which format
--     { name = "Biểu 1",                                  -- a sheet; also hidden = true (or "veryHidden")
--       merges = { "A1:C1" },                             -- merged areas
--       hidden_rows = { [3] = true },
--       rows = {                                          -- by their number; a row that is nil is not written
--         { "Mã", "Năm", "Tỷ lệ" },
--         { "22837", 2024, workbook.percent(0.985) } } } })
--
-- A cell is a string, a number, a boolean, nil, or one of
--   workbook.percent(0.985)                               -- shown as 98.5%
--   workbook.date("2025-06-30")                           -- or "2025-06-30T10:30:00"
--   workbook.failed("#DIV/0!")                            -- an error value
--   workbook.formula("SUM(A1:A3)", 6)                     -- with its result (a number or string); without: not calculated
--   workbook.cell(xml)                                    -- any XML in the place of the cell
--
-- Lower down: workbook.parts(format, sheets) is the list { { name, text }, ... } of the package's parts, to be changed and
-- given to workbook.pack(path, parts, zip options). workbook.part(parts, name) finds one.
--
-- Files that mean harm, each as workbook.hostile.NAME(path): the format is again that of the name's ending.
--   swollen   unpacks to 100 MB from 100 KB        encrypted  its parts have a password
--   entities  a document type with entities        truncated  its second half is missing
--   deep      100,000 elements in each other       damaged    one byte of a part is another
--   repeated  (ods) rows and cells a million times headless   its main part is missing
--   sheets    10,000 sheets                        wide       one cell beyond the last column

local support = require "tests.support"

local workbook = { hostile = {} }

-- --- cells -------------------------------------------------------------------------------------------------------

function workbook.percent(value) return { percent = value } end
function workbook.date(text) return { date = text } end
function workbook.failed(text) return { failed = text } end
function workbook.formula(text, value) return { formula = text, value = value } end
function workbook.cell(xml) return { xml = xml } end

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function escape(text) return (text:gsub('[&<>"]', entities)) end

local function number(value)
  return math.type(value) == "integer" and ("%d"):format(value) or ("%.17g"):format(value)
end

-- Days since 30 December 1899, as spreadsheets count them.
local function serial(text)
  local y, m, d = text:match("^(%d+)-(%d+)-(%d+)")
  local hour, minute, second = text:match("T(%d+):(%d+):(%d+)")
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if m <= 2 then y, m = y - 1, m + 12 end
  local days = 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + d - 1 - 693899
  if not hour then return number(days) end
  return number(days + (tonumber(hour) * 3600 + tonumber(minute) * 60 + tonumber(second)) / 86400)
end

local function column(index)
  local text = ""
  while index > 0 do
    text = string.char(65 + (index - 1) % 26) .. text
    index = (index - 1) // 26
  end
  return text
end

local function last(list)
  local most = 0
  for index in pairs(list) do
    if type(index) == "number" and index > most then most = index end
  end
  return most
end

-- --- XLSX --------------------------------------------------------------------------------------------------------

local xlsx = {}
local MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
local OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
local PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
local HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function xlsx.value(place, value, style, formula)
  local written = formula and "<f>" .. escape(formula) .. "</f>" or ""
  local shape = ('<c r="%s"%s'):format(place, style and (' s="%d"'):format(style) or "")
  if value == nil then return shape .. ">" .. written .. "</c>" end
  if type(value) == "boolean" then return ('%s t="b">%s<v>%d</v></c>'):format(shape, written, value and 1 or 0) end
  if type(value) == "number" then return ("%s>%s<v>%s</v></c>"):format(shape, written, number(value)) end
  if formula then return ('%s t="str">%s<v>%s</v></c>'):format(shape, written, escape(value)) end
  return ('%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'):format(shape, escape(value))
end

function xlsx.cell(place, cell)
  if type(cell) ~= "table" then return xlsx.value(place, cell) end
  if cell.xml then return cell.xml end
  if cell.percent then return xlsx.value(place, cell.percent, 1) end
  if cell.failed then return ('<c r="%s" t="e"><v>%s</v></c>'):format(place, escape(cell.failed)) end
  if cell.date then
    return ('<c r="%s" s="%d"><v>%s</v></c>'):format(place, cell.date:find("T") and 3 or 2, serial(cell.date))
  end
  return xlsx.value(place, cell.value, nil, cell.formula)
end

function xlsx.sheet(sheet)
  local out = { HEAD, '<worksheet xmlns="', MAIN, '"><sheetData>' }
  for r = 1, last(sheet.rows or {}) do
    local row = sheet.rows[r]
    if row then
      out[#out + 1] = ('<row r="%d"%s>'):format(r, (sheet.hidden_rows or {})[r] and ' hidden="1"' or "")
      for c = 1, last(row) do
        if row[c] ~= nil then out[#out + 1] = xlsx.cell(column(c) .. r, row[c]) end
      end
      out[#out + 1] = "</row>"
    end
  end
  out[#out + 1] = "</sheetData>"
  if sheet.merges and #sheet.merges > 0 then
    out[#out + 1] = ('<mergeCells count="%d">'):format(#sheet.merges)
    for _, area in ipairs(sheet.merges) do out[#out + 1] = ('<mergeCell ref="%s"/>'):format(area) end
    out[#out + 1] = "</mergeCells>"
  end
  out[#out + 1] = "</worksheet>"
  return table.concat(out)
end

function xlsx.parts(sheets)
  local names, relations, types, parts = {}, {}, {}, {}
  for i, sheet in ipairs(sheets) do
    local state = sheet.hidden and (' state="%s"'):format(sheet.hidden == true and "hidden" or sheet.hidden) or ""
    names[i] = ('<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>'):format(escape(sheet.name or "Sheet" .. i), i, state, i)
    relations[i] = ('<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>'):format(i, OFFICE, i)
    types[i] = ('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/'
      .. 'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'):format(i)
    parts[i] = { ("xl/worksheets/sheet%d.xml"):format(i), sheet.text or xlsx.sheet(sheet) }
  end
  relations[#relations + 1] = ('<Relationship Id="style" Type="%s/styles" Target="styles.xml"/>'):format(OFFICE)
  local list = {
    { "[Content_Types].xml", HEAD .. ('<Types xmlns="%scontent-types">'):format(PACKAGE)
      .. '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
      .. '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
      .. '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
      .. 'PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
      .. table.concat(types) .. "</Types>" },
    { "_rels/.rels", HEAD .. ('<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" '
      .. 'Target="xl/workbook.xml"/></Relationships>'):format(PACKAGE, OFFICE) },
    { "xl/workbook.xml", HEAD .. ('<workbook xmlns="%s" xmlns:r="%s"><sheets>'):format(MAIN, OFFICE)
      .. table.concat(names) .. "</sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels", HEAD .. ('<Relationships xmlns="%srelationships">'):format(PACKAGE)
      .. table.concat(relations) .. "</Relationships>" },
    { "xl/styles.xml", HEAD .. ('<styleSheet xmlns="%s">'):format(MAIN)
      .. '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>'
      .. '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
      .. '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>'
      .. '<xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>' },
  }
  table.move(parts, 1, #parts, #list + 1, list)
  return list
end

-- --- ODS ---------------------------------------------------------------------------------------------------------

local ods = {}
local NAMESPACES = ""
for _, name in ipairs { "office", "table", "text", "style" } do
  NAMESPACES = NAMESPACES .. (' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"'):format(name, name)
end
NAMESPACES = NAMESPACES .. ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
  .. ' office:version="1.3"'

function ods.value(value, more)
  if value == nil then return ("<table:table-cell%s/>"):format(more) end
  if type(value) == "string" then
    return ('<table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell>'):format(more, escape(value))
  end
  if type(value) == "boolean" then
    return ('<table:table-cell%s office:value-type="boolean" office:boolean-value="%s"/>'):format(more, value)
  end
  return ('<table:table-cell%s office:value-type="float" office:value="%s"/>'):format(more, number(value))
end

function ods.cell(cell, more)
  if type(cell) ~= "table" then return ods.value(cell, more) end
  if cell.xml then return cell.xml end
  if cell.percent then
    return ('<table:table-cell%s office:value-type="percentage" office:value="%s"/>'):format(more, number(cell.percent))
  end
  if cell.failed then
    return ('<table:table-cell%s table:formula="of:=1/0" office:value-type="string" office:string-value="" '
      .. 'calcext:value-type="error"><text:p>%s</text:p></table:table-cell>'):format(more, escape(cell.failed))
  end
  if cell.date then
    return ('<table:table-cell%s office:value-type="date" office:date-value="%s"/>'):format(more, cell.date)
  end
  return ods.value(cell.value, (' table:formula="of:=%s"'):format(escape(cell.formula)) .. more)
end

-- Which cells begin a merged area, and which it covers, by "row,column".
local function areas(merges)
  local begins, covered = {}, {}
  for _, area in ipairs(merges or {}) do
    local c1, r1, c2, r2 = area:match("^(%a+)(%d+):(%a+)(%d+)$")
    local function index(letters)
      local sum = 0
      for letter in letters:gmatch(".") do sum = sum * 26 + letter:byte() - 64 end
      return sum
    end
    c1, c2, r1, r2 = index(c1), index(c2), tonumber(r1), tonumber(r2)
    begins[r1 .. "," .. c1] =
      (' table:number-columns-spanned="%d" table:number-rows-spanned="%d"'):format(c2 - c1 + 1, r2 - r1 + 1)
    for r = r1, r2 do
      for c = c1, c2 do
        if r > r1 or c > c1 then covered[r .. "," .. c] = true end
      end
    end
  end
  return begins, covered
end

function ods.sheet(sheet, name)
  local begins, covered = areas(sheet.merges)
  local out = { ('<table:table table:name="%s"%s>'):format(escape(name), sheet.hidden and ' table:style-name="hidden"' or "") }
  for r = 1, last(sheet.rows or {}) do
    local row = sheet.rows[r]
    out[#out + 1] = ("<table:table-row%s>"):format((sheet.hidden_rows or {})[r] and ' table:visibility="collapse"' or "")
    for c = 1, row and last(row) or 0 do
      local place = r .. "," .. c
      out[#out + 1] = covered[place] and "<table:covered-table-cell/>" or ods.cell(row[c], begins[place] or "")
    end
    out[#out + 1] = "</table:table-row>"
  end
  out[#out + 1] = "</table:table>"
  return table.concat(out)
end

function ods.parts(sheets)
  local tables = {}
  for i, sheet in ipairs(sheets) do tables[i] = sheet.text or ods.sheet(sheet, sheet.name or "Sheet" .. i) end
  return {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
    { "content.xml", HEAD .. "<office:document-content" .. NAMESPACES .. "><office:automatic-styles>"
      .. '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
      .. "</style:style></office:automatic-styles><office:body><office:spreadsheet>" .. table.concat(tables)
      .. "</office:spreadsheet></office:body></office:document-content>" },
    { "META-INF/manifest.xml", HEAD .. '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
      .. 'manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type='
      .. '"application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" '
      .. 'manifest:media-type="text/xml"/></manifest:manifest>' },
  }
end

-- --- packages ----------------------------------------------------------------------------------------------------

local formats = { xlsx = xlsx, ods = ods }

local function format_of(path) return path:match("%.(%w+)$") end

function workbook.parts(format, sheets) return formats[format].parts(sheets) end

function workbook.part(parts, name)
  for _, part in ipairs(parts) do
    if part[1] == name then return part end
  end
  error("no part " .. name, 2)
end

-- In the order given. What is named "mimetype" is not compressed, as OpenDocument asks.
function workbook.pack(path, parts, options)
  local folder = support.folder()
  local target = path:sub(1, 1) == "/" and path or require("lfs").currentdir() .. "/" .. path
  os.remove(target)
  local list, made = {}, {}
  for _, part in ipairs(parts) do
    local into = part[1]:match("^(.*)/")
    if into and not made[into] then made[into] = support.must("mkdir -p '%s/%s'", folder, into) end
    support.write(folder .. "/" .. part[1], part[2])
    if part[1] == "mimetype" then
      support.must("cd '%s' && zip -q -X -0 '%s' mimetype", folder, target)
    else
      list[#list + 1] = part[1]
    end
  end
  support.write(folder .. "/.list", table.concat(list, "\n") .. "\n")
  support.must("cd '%s' && zip -q -X %s '%s' -@ < .list", folder, options or "", target)
  support.remove(folder)
  return path
end

function workbook.write(path, sheets)
  return workbook.pack(path, workbook.parts(format_of(path), sheets))
end

-- --- files that mean harm ----------------------------------------------------------------------------------------

local small = { { name = "Biểu 1", rows = { { "unit", "year", "population" }, { "22837", 2024, 5000 } } } }

-- The part that holds the rows, and the place where they begin or end.
local main = { xlsx = "xl/worksheets/sheet1.xml", ods = "content.xml" }
local rows_begin = { xlsx = "<sheetData>", ods = '<table:table table:name="Biểu 1">' }

local function changed(path, change, options)
  local format = format_of(path)
  local parts = workbook.parts(format, small)
  local part = workbook.part(parts, main[format])
  part[2] = change(part[2], format)
  return workbook.pack(path, parts, options)
end

-- Puts text where the rows begin; plain, not a pattern.
local function before_rows(text, format, more)
  local _, at = text:find(rows_begin[format], 1, true)
  return text:sub(1, at) .. more .. text:sub(at + 1)
end

function workbook.hostile.swollen(path)
  return changed(path, function(text, format) return before_rows(text, format, (" "):rep(100 * 1024 * 1024)) end)
end

function workbook.hostile.entities(path)
  local list = { '<!DOCTYPE bomb [<!ENTITY a0 "bombbombbomb">' }
  for i = 1, 9 do list[#list + 1] = ('<!ENTITY a%d "%s">'):format(i, ("&a%d;"):format(i - 1):rep(10)) end
  list[#list + 1] = "]>"
  return changed(path, function(text, format)
    local cell = format == "xlsx" and '<row r="9"><c r="A9" t="str"><v>&a9;</v></c></row>'
      or "<table:table-row><table:table-cell><text:p>&a9;</text:p></table:table-cell></table:table-row>"
    text = before_rows(text, format, cell)
    return HEAD .. table.concat(list) .. text:sub(#HEAD + 1)
  end)
end

function workbook.hostile.deep(path)
  return changed(path, function(text, format)
    return before_rows(text, format, ("<x>"):rep(100000) .. ("</x>"):rep(100000))
  end)
end

function workbook.hostile.repeated(path)
  return changed(path, function(text, format)
    return before_rows(text, format, '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
      .. 'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>')
  end)
end

function workbook.hostile.sheets(path)
  local sheets = {}
  for i = 1, 10000 do sheets[i] = { name = "S" .. i, rows = { { "unit", i } } } end
  return workbook.write(path, sheets)
end

function workbook.hostile.wide(path)
  local xml = { xlsx = '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    ods = '<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell '
      .. 'office:value-type="float" office:value="1"/></table:table-row>' }
  return changed(path, function(text, format) return before_rows(text, format, xml[format]) end)
end

function workbook.hostile.encrypted(path)
  return workbook.pack(path, workbook.parts(format_of(path), small), "-P bimat")
end

function workbook.hostile.truncated(path)
  workbook.write(path, small)
  local text = support.read(path)
  support.write(path, text:sub(1, #text // 2))
  return path
end

function workbook.hostile.damaged(path)
  changed(path, function(text) return text end, "-0")
  local text = support.read(path)
  local at = text:find("5000", 1, true)
  support.write(path, text:sub(1, at - 1) .. "6" .. text:sub(at + 1))
  return path
end

function workbook.hostile.headless(path)
  local format = format_of(path)
  local parts, kept = workbook.parts(format, small), {}
  for _, part in ipairs(parts) do
    if part[1] ~= main[format] then kept[#kept + 1] = part end
  end
  return workbook.pack(path, kept)
end

return workbook
