#!/usr/bin/env bash
# Prints how far a job is, as JSON, from its newest checkpoint or savepoint.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
run_example ShowProgress progress.log "$@"
