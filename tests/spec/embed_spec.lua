-- What another tool gets: an installed library with a pkg-config file, one header, only chuan_* symbols.

local build = os.getenv("BUILD") or "build"
local cc = os.getenv("CC") or "gcc"
local sanitized = os.getenv("CHUAN_SANITIZED") and "-fsanitize=address,undefined" or ""

local function capture(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local text = pipe:read("a")
  local ok = pipe:close()
  return text, ok
end

local function run(command)
  local text, ok = capture(command)
  assert(ok, command .. "\n" .. text)
  return text
end

describe("the installed library", function()
  local root

  setup(function()
    root = run("mktemp -d"):gsub("%s+$", "")
    run(("make --no-print-directory install BUILD=%s CC='%s' DESTDIR=%s PREFIX=/opt/chuan %s"):format(build, cc, root,
      sanitized ~= "" and "CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'" or ""))
  end)

  teardown(function()
    run(("rm -rf '%s'"):format(root))
    run(("make --no-print-directory BUILD=%s CC='%s' %s"):format(build, cc,
      sanitized ~= "" and "CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'" or ""))
  end)

  it("embeds in a C program through pkg-config, in two threads with a handle each", function()
    local flags = run(("PKG_CONFIG_SYSROOT_DIR=%s PKG_CONFIG_PATH=%s/opt/chuan/lib/pkgconfig pkg-config --cflags --libs chuan")
      :format(root, root)):gsub("%s+$", "")
    run(("%s -std=c11 -Wall -Wextra -Wpedantic -Werror -pthread %s -o %s/embed tests/embed/embed.c %s"):format(cc, sanitized, root, flags))
    local text = run(("LD_LIBRARY_PATH=%s/opt/chuan/lib %s/embed %s/opt/chuan/share/chuan/rules"):format(root, root, root))
    assert.are.equal("549 of 1000: not_met, explained in full\n550 of 1000: met, explained in full\n", text)
  end)

  it("does without a plugin whose library is missing, and says so", function()
    local text = run(("make --no-print-directory BUILD=%s CC='%s' PLUGIN_HEADERS_xlsx='zip.h nothere.h' %s"):format(build, cc,
      sanitized ~= "" and "CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'" or ""))
    assert.is_truthy(text:find("bỏ qua trình đọc xlsx: thiếu / plugin xlsx skipped, missing: zip.h nothere.h\n", 1, true), text)
  end)

  it("is a C++ header too", function()
    run(("printf '#include <chuan.h>\\n#include <chuan_plugin.h>\\nint main(){return chuan_version()==0;}' > %s/x.cc"):format(root))
    run(("g++ -Wall -Wextra -Wpedantic -Werror -I%s/opt/chuan/include -fsyntax-only %s/x.cc"):format(root, root))
  end)

  it("exports chuan_* and nothing else", function()
    local text = run(("nm -D --defined-only %s/opt/chuan/lib/libchuan.so.0"):format(root))
    local count = 0
    for name in text:gmatch("%x+ %u (%S+)") do
      assert(name:find("^chuan_"), name .. " is exported")
      count = count + 1
    end
    assert(count > 30)
  end)

  it("has a soname and plugins that export their entry alone", function()
    assert(run(("objdump -p %s/opt/chuan/lib/libchuan.so.0"):format(root)):find("SONAME%s+libchuan%.so%.0"))
    local text = run(("nm -D --defined-only %s/opt/chuan/lib/chuan/plugins/csv.so"):format(root))
    for name in text:gmatch("%x+ %u (%S+)") do assert.are.equal("chuan_plugin_entry", name) end
  end)

  it("installs a command that finds its library, plugins and rules by itself", function()
    local text = run(("cd %s && env -u CHUAN_RULES -u CHUAN_PLUGINS opt/chuan/bin/chuan --lang en check"):format(root))
    assert(text:find("57"), text)
  end)
end)
