#!/usr/bin/env bash
# Runs the pipeline beside what else one would take for it: a Python loop, the same with 16 requests at once, and dlt.
# Needs Python 3 with venv, and installs the others from its package index. --help lists the options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../examples/common.sh"

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  echo "Skipped: this needs Python 3 with venv." >&2
  exit 0
fi
target="$root/benchmarks/target/peers"
if [[ ! -e "$target/venv/ready" || "$root/benchmarks/peers/requirements.txt" -nt "$target/venv/ready" ]]; then
  mkdir -p "$target"
  python3 -m venv "$target/venv"
  if ! "$target/venv/bin/pip" install --quiet --disable-pip-version-check -r "$root/benchmarks/peers/requirements.txt"; then
    echo "Skipped: the others could not be installed." >&2
    exit 0
  fi
  touch "$target/venv/ready"
fi
# Builds what is out of date, and prepares the fast start that any second run has.
"$root/examples/run.sh" --help >/dev/null
exec "$target/venv/bin/python" "$root/benchmarks/peers/peers.py" "$@"
