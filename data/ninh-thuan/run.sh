#!/bin/sh
# The main job, as `make run` shows it: load Ninh Thuận into a new dossier, judge its communes in 2024, say where the province
# stands against its targets, and what to try next.
set -eu
here=$(dirname "$0")
build=${BUILD:-build}
CHUAN_DB=$build/ninh-thuan.db
export CHUAN_DB
rm -f "$CHUAN_DB" "$CHUAN_DB-wal" "$CHUAN_DB-shm"
sh "$here/load.sh" >"$build/load.log" 2>&1 || { cat "$build/load.log" >&2; exit 1; }
"$build/chuan" evaluate --year 2024 --standard commune.standard --by district
echo
"$build/chuan" targets --year 2024
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
en*) cat <<TEXT

Try next:
  export CHUAN_DB=$CHUAN_DB
  $build/chuan explain 58 communes-standard-2025 --year 2024       # a target: which communes count, what would be enough
  $build/chuan explain 22837 commune.standard/17.1 --year 2024     # one commune, one indicator: why, and what is missing
  $build/chuan recognitions --year 2024                            # the register beside the verdicts: where they part
  $build/chuan tasks --year 2024                                   # the same targets, task by task
  $build/chuan check --period 2021-2025                            # examples, order, thresholds nobody has verified
  Edit a threshold in rules/2021-2025/commune-standard/17-environment.lua, save, and run again:
  $build/chuan evaluate --year 2024 --standard commune.standard
TEXT
  ;;
*) cat <<TEXT

Làm gì tiếp:
  export CHUAN_DB=$CHUAN_DB
  $build/chuan explain 58 communes-standard-2025 --year 2024       # một mục tiêu: xã nào được tính, cần thêm gì
  $build/chuan explain 22837 commune.standard/17.1 --year 2024     # một xã, một chỉ tiêu: vì sao, còn thiếu gì để đạt
  $build/chuan recognitions --year 2024                            # danh sách công nhận bên cạnh kết quả xét: lệch ở đâu
  $build/chuan tasks --year 2024                                   # vẫn các mục tiêu ấy, theo từng nhiệm vụ
  $build/chuan check --period 2021-2025                            # ví dụ, thứ tự các mức, mức chưa ai kiểm chứng
  Sửa một mức trong rules/2021-2025/commune-standard/17-environment.lua, lưu lại, rồi chạy lại:
  $build/chuan evaluate --year 2024 --standard commune.standard
TEXT
  ;;
esac
