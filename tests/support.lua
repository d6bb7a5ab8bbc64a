-- What every spec needs: where the build is, throw-away folders, running commands and reading what they said.

local support = {}

support.build = os.getenv("BUILD") or "build"
if support.build:sub(1, 1) ~= "/" then support.build = require("lfs").currentdir() .. "/" .. support.build end
support.chuan = support.build .. "/chuan"
support.sanitized = os.getenv("CHUAN_SANITIZED") ~= nil

-- Runs a shell command; returns its output (both streams unless redirected) and exit code (128 + n for signal n).
function support.run(format, ...)
  local pipe = assert(io.popen((select("#", ...) > 0 and format:format(...) or format) .. " 2>&1"))
  local text = pipe:read("a")
  local ok, how, code = pipe:close()
  if ok then return text, 0 end
  return text, how == "signal" and 128 + code or code
end

-- The same for what must work.
function support.must(format, ...)
  local text, code = support.run(format, ...)
  if code ~= 0 then error(("exit %d from: %s\n%s"):format(code, select("#", ...) > 0 and format:format(...) or format, text), 2) end
  return text
end

function support.folder()
  return (support.must("mktemp -d"):gsub("%s+$", ""))
end

function support.remove(folder)
  os.execute(("chmod -R u+w '%s' 2>/dev/null; rm -rf '%s'"):format(folder, folder))
end

function support.write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  assert(file:close())
end

function support.read(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  return text
end

-- The module, as an embedding Lua program loads it.
function support.module()
  package.cpath = support.build .. "/lua/?.so;" .. package.cpath
  return require "chuan"
end

return support
