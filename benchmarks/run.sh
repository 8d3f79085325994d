#!/usr/bin/env bash
# Measures the source and the whole job, and writes what it found to benchmarks/target/results.txt.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../examples/common.sh"
target="$root/benchmarks/target"
run_program benchmarks benchmarks.Benchmarks \
  -Dbenchmarks.target="$target" \
  -Dlog.file="$target/benchmarks.log" \
  -- "$@"
