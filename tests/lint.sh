#!/bin/sh
# clang-tidy, cppcheck, luacheck and the house rules that a script can check. Prints findings; fails when there are any.
set -u
flags=$1
failed=0
say() { echo "$1" >&2; failed=1; }

unsafe=$(git grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|system|alloca|strtod)\(' -- 'engine/*.c' 'plugins/*.c')
[ -z "$unsafe" ] || say "calls that bite:
$unsafe"
clang-format --dry-run --Werror $(git ls-files '*.c' '*.h') || say "clang-format: run make format"
# One process a file: in one process for all of them its va_list check confuses them.
git ls-files 'engine/*.c' 'plugins/*.c' | xargs -P "$(nproc)" -I FILE clang-tidy --quiet FILE -- $flags 2>/dev/null ||
  say "clang-tidy has findings"
cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 --enable=warning,portability,performance \
  --suppress=missingIncludeSystem --suppress=unknownMacro -Iengine engine plugins || say "cppcheck has findings"
luacheck --quiet tests data rules || say "luacheck has findings"
[ $failed = 0 ] && echo "lint: nothing to say"
exit $failed
