#!/bin/sh
# The C tests under valgrind, and the specs with a `chuan` that runs under it: a build folder of links whose command is a
# wrapper. There plugins parse in the command's own process: valgrind knows neither Landlock nor seccomp. The specs that measure time or limits of memory are left out: valgrind changes both.
set -eu
build=${BUILD:-build}
folder=$build/valgrind
rm -rf "$folder"
mkdir -p "$folder"
for part in libchuan.so libchuan.so.0 plugins lua unit failing_malloc.so; do ln -s "$(realpath "$build/$part")" "$folder/$part"; done
cat >"$folder/chuan" <<WRAPPER
#!/bin/sh
CHUAN_IN_PROCESS=1 CHUAN_PLUGINS=\${CHUAN_PLUGINS:-$(realpath "$build/plugins")} exec valgrind -q --error-exitcode=99 --leak-check=full \\
  --errors-for-leak-kinds=definite,indirect "$(realpath "$build/chuan")" "\$@"
WRAPPER
chmod +x "$folder/chuan"
BUILD=$folder CHUAN_VALGRIND=1 CASES=2000 lua5.4 tests/run.lua unit cli_spec data_spec docs_spec explain_spec rules_errors_spec traps_programme
