#!/usr/bin/env bash
# Installs a server that others have written, and starts it with 250 records on a free port of the loopback interface:
#   examples/servers/start.sh NAME
# It prints the port. Each number on a line of its standard input appends so many records; the end of it ends the server.
# With --install before the name it is installed only.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
install_only=
if [[ "${1:-}" == --install ]]; then
  install_only=1
  shift
fi
name="${1:-}"
if [[ $# -ne 1 || ! -e "$here/$name/$name.sql" ]]; then
  echo "Usage: examples/servers/start.sh [--install] NAME, where NAME is one of: $(cd "$here" && echo */ | tr -d / | sed 's/ *target//')" >&2
  exit 2
fi

installed="$here/target/$name"
mkdir -p "$installed"
cp "$here"/serve.* "$here/$name"/* "$installed"
cd "$installed"
if [[ -e package.json ]]; then
  packages=package.json
else
  packages=requirements.txt
fi
if ! cmp -s "$packages" installed; then
  if [[ $packages == package.json ]]; then
    npm install --no-audit --no-fund --ignore-scripts --silent >&2
  else
    python3 -m venv . >&2
    bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt >&2
  fi
  cp "$here/$name/$packages" installed
fi
if [[ -n "$install_only" ]]; then
  exit
fi
if [[ $packages == package.json ]]; then
  exec node server.mjs
fi
exec bin/python server.py
