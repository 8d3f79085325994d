#!/usr/bin/env bash
# Asks an API a few questions, and prints a draft of its table in SQL.
# --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
build_sources=(pom.xml examples/pom.xml)
run_program examples/suggest examples.suggest.Suggest -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -- "$@"
