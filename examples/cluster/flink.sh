#!/usr/bin/env bash
# Runs Flink's command line, `flink`, for the cluster that start.sh has started.
# --help lists its commands, as long as there is a cluster.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/client.sh"
run_client flink "$@"
