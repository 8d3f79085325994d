# Sourced by the scripts that run a program of Flink's for the cluster that start.sh has started.

# run_client NAME [ARGUMENT…]
run_client() {
  local data arguments="$1.args"
  data="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/data/cluster"
  shift
  if [[ ! -e "$data/$arguments" ]]; then
    echo "There is no cluster. Start one by examples/cluster/start.sh." >&2
    exit 1
  fi
  export FLINK_CONF_DIR="$data/conf"
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$data/$arguments" "$@"
}
