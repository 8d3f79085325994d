#!/usr/bin/env bash
# Reads a comments API into a Delta table, in a Flink cluster inside one Java process.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
run_example quickstart.Quickstart quickstart.log "$@"
