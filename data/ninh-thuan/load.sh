#!/bin/sh
# Makes the dossier of Ninh Thuận at $CHUAN_DB from the files in this folder: the tree and what became of it; the communes'
# figures of each year, which are illustrative and stay marked so; what the province published; what held from a day to a
# day; the register of recognitions.
set -eu
here=$(dirname "$0")
chuan=${BUILD:-build}/chuan
"$chuan" units "$here/units.csv"
"$chuan" successions "$here/successions.csv"
for year in 2020 2021 2022 2023 2024; do
  "$chuan" import "$here/communes-$year.csv" --level commune --status illustrative
done
"$chuan" import "$here/published.csv" --level province
"$chuan" import "$here/published-preliminary.csv" --level province --status preliminary
"$chuan" attributes "$here/attributes.csv" --level commune
"$chuan" attributes "$here/attributes-districts.csv" --level district
"$chuan" recognitions "$here/recognitions.csv"
