#!/usr/bin/env bash
# Starts a Flink cluster of several processes, with the connectors in lib/, and runs it until Ctrl-C.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
data="$root/examples/data"
mkdir -p "$data"
build_phase=package # The connectors' JARs are needed, not only their classes.
run_program examples/cluster examples.cluster.StartCluster \
  -Dexamples.data="$data" \
  -Dlog.file="$data/cluster.log" \
  -Dlog4j.configurationFile="$root/examples/quickstart-log4j2.properties" \
  -- "$@"
