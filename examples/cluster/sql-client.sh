#!/usr/bin/env bash
# Runs Flink's SQL client for the cluster that start.sh has started.
# --help lists its options, as long as there is a cluster.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/client.sh"
run_client sql-client "$@"
