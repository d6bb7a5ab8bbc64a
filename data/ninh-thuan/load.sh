#!/bin/sh
# Makes the dossier of Ninh Thuận at $CHUAN_DB from the files in this folder: the tree, then the communes' figures of
# each year, which are illustrative and stay marked so.
set -eu
here=$(dirname "$0")
chuan=${BUILD:-build}/chuan
"$chuan" units "$here/units.csv"
for year in 2020 2021 2022 2023 2024; do
  "$chuan" import "$here/communes-$year.csv" --level commune --status illustrative
done
