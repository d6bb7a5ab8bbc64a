#!/bin/sh
# The main job, as `make run` shows it: load Ninh Thuận into a new dossier, judge its communes in 2024, say what to try.
set -eu
here=$(dirname "$0")
build=${BUILD:-build}
CHUAN_DB=$build/ninh-thuan.db
export CHUAN_DB
rm -f "$CHUAN_DB" "$CHUAN_DB-wal" "$CHUAN_DB-shm"
sh "$here/load.sh" >"$build/load.log" 2>&1 || { cat "$build/load.log" >&2; exit 1; }
"$build/chuan" evaluate --year 2024
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
en*) cat <<TEXT

Try next:
  export CHUAN_DB=$CHUAN_DB
  $build/chuan explain 22837 commune.standard/17.1 --year 2024    # why, and what is missing to pass
  $build/chuan explain "Phuoc Chien" commune.standard --year 2024 # the whole standard of a commune
  $build/chuan check                                              # examples, coverage, thresholds nobody has verified
  Edit a threshold in rules/2021-2025/commune-standard/17-environment.lua, save, and run again:
  $build/chuan evaluate --year 2024
TEXT
  ;;
*) cat <<TEXT

Làm gì tiếp:
  export CHUAN_DB=$CHUAN_DB
  $build/chuan explain 22837 commune.standard/17.1 --year 2024    # vì sao, và còn thiếu gì để đạt
  $build/chuan explain "Phuoc Chien" commune.standard --year 2024 # cả bộ tiêu chí của một xã
  $build/chuan check                                              # ví dụ, độ phủ, các mức chưa ai kiểm chứng
  Sửa một mức trong rules/2021-2025/commune-standard/17-environment.lua, lưu lại, rồi chạy lại:
  $build/chuan evaluate --year 2024
TEXT
  ;;
esac
