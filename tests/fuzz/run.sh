#!/bin/sh
# Runs one fuzz target: run.sh PROGRAM SECONDS. Seeds come from tests/fuzz/seeds/<name>/ when there are any; what is
# found stays beside the program.
set -eu
program=$1 seconds=$2
name=$(basename "$program")
corpus=$program.corpus
mkdir -p "$corpus"
seeds=
[ -d "tests/fuzz/seeds/$name" ] && seeds=tests/fuzz/seeds/$name
echo "$name: $seconds s"
"$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 -artifact_prefix="$program." \
  "$corpus" $seeds >"$program.log" 2>&1 || { tail -40 "$program.log"; echo "$name: a finding, see $program.log"; exit 1; }
grep -E 'stat::number_of_executed_units|DONE' "$program.log" | tail -2
