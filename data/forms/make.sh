#!/bin/sh
# Lập lại biểu mẫu ví dụ: sáu xã của huyện Thuận Bắc, năm 2024, điền sẵn số liệu minh họa của data/ninh-thuan.
# Makes the example form again: the six communes of Thuận Bắc district, 2024, filled in with the illustrative figures of
# data/ninh-thuan. Needs only the build; the dossier is made anew in a folder of its own and thrown away.
set -eu
here=$(dirname "$0")
chuan=${BUILD:-build}/chuan
figures=$here/../ninh-thuan
form=$here/thuan-bac-2024-minh-hoa.xlsx
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
CHUAN_DB=$folder/ninh-thuan.db
export CHUAN_DB
{
  "$chuan" units "$figures/units.csv"
  for year in 2023 2024; do
    "$chuan" import "$figures/communes-$year.csv" --level commune --status illustrative
  done
} >"$folder/load.log" 2>&1 || { cat "$folder/load.log" >&2; exit 1; }
"$chuan" --lang vi form commune --year 2024 --unit "Huyện Thuận Bắc" --filled -o "$folder/form.xlsx" >/dev/null
mv "$folder/form.xlsx" "$form"
echo "$form"
