#!/usr/bin/env bash
# Runs a SQL script as one job, in a Flink cluster inside one Java process.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
run_example pipeline.RunPipeline run.log "$@"
