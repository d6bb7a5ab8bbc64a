/* Finding rule files with LuaFileSystem, in a Lua state of its own that no rule file ever sees. */
#include "rules/rule_files.h"

#include "base/text.h"
#include "rules/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>

#include <stdlib.h>
#include <string.h>

#define FINDING_BYTES ((size_t)32 << 20)
#define FINDING_STEPS 20000000u

/* Runs with lfs, the folder, `found`, whether to look for rule files or for folders with a period.lua, and the depth
 * limit. Links to files are read as files; links to folders are left alone. Whatever else is called .lua
 * is found too, so that reading it says that it cannot be read: law that is not read must not go unnoticed. For the same
 * reason files that are called otherwise are found as strays, but for notes beside the rules and what editors leave. */
static const char walk_text[] =
    "local lfs, root, found, files, limit = ...\n"
    "local function is_there(path) return lfs.symlinkattributes(path, 'mode') ~= nil end\n"
    "local function may_stay(name) return name:sub(-3) == '.md' or name:sub(-1) == '~' end\n"
    "local function walk(folder, prefix, depth)\n"
    "  for name in lfs.dir(folder) do\n"
    "    if name:sub(1, 1) ~= '.' then\n"
    "      local path = folder .. '/' .. name\n"
    "      local kind = lfs.symlinkattributes(path, 'mode')\n"
    "      if kind == 'directory' then\n"
    "        if not files then\n"
    "          if is_there(path .. '/period.lua') then found(name) end\n"
    "        elseif name ~= 'scenarios' then\n"
    "          if depth >= limit then found(nil, path) end\n"
    "          walk(path, prefix .. name .. '/', depth + 1)\n"
    "        end\n"
    "      elseif files and name:sub(-4):lower() == '.lua' then\n"
    "        found(prefix .. name)\n"
    "      elseif files and not may_stay(name:lower()) and lfs.attributes(path, 'mode') == 'file' then\n"
    "        found(prefix .. name, true)\n"
    "      end\n"
    "    end\n"
    "  end\n"
    "end\n"
    "if lfs.attributes(root, 'mode') ~= 'directory' then return false end\n"
    "if not files and is_there(root .. '/period.lua') then found('') else walk(root, '', 0) end\n"
    "return true\n";

/* LuaFileSystem is a library of the system. A file of its name in the working folder, where Lua looks too, is whoever's
 * folder it is. */
static const char lfs_text[] =
    "local kept = {}\n"
    "for template in package.cpath:gmatch('[^;]+') do\n"
    "  if template:sub(1, 1) == '/' then kept[#kept + 1] = template end\n"
    "end\n"
    "package.path, package.cpath = '', table.concat(kept, ';')\n"
    "return require 'lfs'\n";

struct finding {
  struct arena *arena;
  const char *folder;
  int files; /* or folders of periods */
  const char **names, **strays;
  size_t count, capacity, stray_count, stray_capacity;
  int no_memory, too_many, no_lfs, is_folder;
  const char *too_deep;
};

static int on_found(lua_State *L) { /* ( path [is-a-stray] ) or ( nil path-that-is-too-deep ) */
  struct finding *finding = sandbox_owner(L);
  size_t length;
  if (lua_isnil(L, 1)) {
    finding->too_deep = arena_string(finding->arena, luaL_checkstring(L, 2));
    finding->no_memory = !finding->too_deep;
    return luaL_error(L, "too deep");
  }
  const char *path = luaL_checklstring(L, 1, &length);
  int stray = lua_toboolean(L, 2);
  if (stray && finding->stray_count >= RULE_FILES_MAX) return 0;
  if (finding->count >= (finding->files ? RULE_FILES_MAX : RULE_PERIODS_MAX)) {
    finding->too_many = 1;
    return luaL_error(L, "too many files");
  }
  char *copy = arena_text(finding->arena, path, length);
  int grown = stray ? arena_grow(finding->arena, &finding->strays, &finding->stray_capacity,
                                 finding->stray_count, sizeof *finding->strays)
                    : arena_grow(finding->arena, &finding->names, &finding->capacity, finding->count,
                                 sizeof *finding->names);
  if (!copy || !grown) {
    finding->no_memory = 1;
    return luaL_error(L, "out of memory");
  }
  for (char *c = copy; stray && !text_is_utf8(path, length) && *c; c++)
    if ((unsigned char)*c >= 0x80) *c = '?'; /* it is only shown */
  if (stray)
    finding->strays[finding->stray_count++] = copy;
  else
    finding->names[finding->count++] = copy;
  return 0;
}

static int find(lua_State *L) { /* ( finding ) */
  struct finding *finding = lua_touserdata(L, 1);
  luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
  luaL_requiref(L, LUA_LOADLIBNAME, luaopen_package, 1);
  luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
  luaL_requiref(L, LUA_TABLIBNAME, luaopen_table, 1); /* ( finding base package string table ) */
  lua_settop(L, 1);
  if (luaL_loadbufferx(L, walk_text, sizeof walk_text - 1, "=rule_files", "t") != LUA_OK) return lua_error(L);
  /* ( finding walk ) */
  finding->no_lfs = 1;
  if (luaL_loadbufferx(L, lfs_text, sizeof lfs_text - 1, "=rule_files", "t") != LUA_OK) return lua_error(L);
  lua_call(L, 0, 1); /* ( finding walk lfs ) */
  finding->no_lfs = 0;
  lua_pushstring(L, finding->folder);
  lua_pushcfunction(L, on_found);
  lua_pushboolean(L, finding->files);
  lua_pushinteger(L, RULE_FOLDERS_DEEP); /* ( finding walk lfs folder found files limit ) */
  lua_call(L, 5, 1);                     /* ( finding is_folder ) */
  finding->is_folder = lua_toboolean(L, -1);
  return 0;
}

static int by_bytes(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static chuan_status run(struct finding *finding, struct report *report) {
  struct sandbox *sandbox = sandbox_create(FINDING_BYTES, FINDING_STEPS, finding);
  const char *message = "";
  if (!sandbox) return report_no_memory(report);
  int done = sandbox_run(sandbox, find, finding, &message, NULL);
  chuan_status status = CHUAN_OK;
  if (finding->no_memory || sandbox_machine_full(sandbox)) {
    status = report_no_memory(report);
  } else if (finding->too_many && finding->files) {
    status = report_fail(
        report, CHUAN_LIMIT, "%s holds more than %u rule files; name the folder of the rules",
        "%s có hơn %u tệp quy tắc; hãy chỉ đúng thư mục quy tắc", finding->folder, RULE_FILES_MAX);
  } else if (finding->too_many) {
    status =
        report_fail(report, CHUAN_LIMIT, "%s holds more than %u periods; name the folder of the one you need",
                    "%s có hơn %u giai đoạn; hãy chỉ đúng thư mục của giai đoạn cần dùng", finding->folder,
                    RULE_PERIODS_MAX);
  } else if (finding->too_deep) {
    status = report_fail(report, CHUAN_IO,
                         "folders are nested too deeply (more than %d) at %s; name the folder of the rules",
                         "thư mục lồng nhau quá %d tầng ở %s; hãy chỉ đúng thư mục quy tắc",
                         RULE_FOLDERS_DEEP, finding->too_deep);
  } else if (!done && finding->no_lfs) {
    status = report_fail(report, CHUAN_IO,
                         "LuaFileSystem cannot be loaded; install the package lua-filesystem (%s)",
                         "không nạp được LuaFileSystem; hãy cài gói lua-filesystem (%s)", message);
  } else if (!done) {
    status = report_fail(report, CHUAN_IO, "the rules in %s cannot be listed; check the folder (%s)",
                         "không liệt kê được quy tắc trong %s; hãy kiểm tra thư mục (%s)", finding->folder,
                         message);
  } else if (!finding->is_folder) {
    status = report_fail(report, CHUAN_IO, "there is no folder %s; give the folder of the rules with --rules",
                         "không có thư mục %s; hãy chỉ thư mục quy tắc bằng --rules", finding->folder);
  }
  sandbox_free(sandbox);
  if (status == CHUAN_OK && finding->count) {
    qsort(finding->names, finding->count, sizeof *finding->names, by_bytes);
  }
  if (status == CHUAN_OK && finding->stray_count) {
    qsort(finding->strays, finding->stray_count, sizeof *finding->strays, by_bytes);
  }
  return status;
}

chuan_status rule_files_find(struct arena *arena, const char *folder, struct report *report,
                             struct rule_files *out) {
  struct finding finding = {.arena = arena, .folder = folder, .files = 1};
  *out = (struct rule_files){NULL, 0, NULL, 0};
  chuan_status status = run(&finding, report);
  if (status != CHUAN_OK) return status;
  out->files = arena_array(arena, finding.count + 1, sizeof *out->files);
  if (!out->files) return report_no_memory(report);
  for (size_t i = 0; i < finding.count; i++) {
    const char *shown = arena_format(arena, "%s/%s", folder, finding.names[i]);
    if (!shown) return report_no_memory(report);
    out->files[out->count++] = (struct rule_file){finding.names[i], shown};
  }
  out->strays = finding.strays;
  out->stray_count = finding.stray_count;
  return CHUAN_OK;
}

/* --- periods ----------------------------------------------------------------------------------------- */

chuan_status rule_files_periods(struct arena *arena, const char *folder, struct report *report,
                                const char ***names, size_t *count) {
  struct finding finding = {.arena = arena, .folder = folder};
  *names = NULL;
  *count = 0;
  chuan_status status = run(&finding, report);
  if (status != CHUAN_OK) return status;
  *names = finding.names;
  *count = finding.count;
  return CHUAN_OK;
}
