# Sourced by the scripts that start a Java program of a module: builds the module if it is out of date, and runs it.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# What a module is built from beside its own directory; a script may say otherwise.
build_sources=(
  pom.xml flink-connector-comments flink-connector-delta examples/{pom.xml,comments-api,comments-to-delta}
)

# stale MODULE MARKER: true before the first build, and when a source or build file is newer than the last one.
stale() {
  [[ ! -e "$2" ]] || [[ -n "$(
    find "${build_sources[@]/#/$root/}" "$root/$1" \
      \( -name target -o -name .jqwik-database -o -path '*/src/test' \) -prune -o -type f -newer "$2" -print -quit
  )" ]]
}

# run_program MODULE CLASS [JAVA_OPTION…] -- [ARGUMENT…]; builds up to the phase in $build_phase
run_program() {
  local module="$1" class="io.github.flinkcomments.$2" options=()
  shift 2
  while [[ "$1" != -- ]]; do
    options+=("$1")
    shift
  done
  shift

  local target="$root/$module/target"
  if stale "$module" "$target/run.built"; then
    echo "Building…" >&2
    (cd "$root" && ./mvnw -q -B -pl "$module" -am "${build_phase:-process-classes}" -DskipTests -Dspotless.check.skip)
    touch "$target/run.built"
  fi

  # What a cluster provides, for a module that runs without one.
  local provided=
  if [[ -e "$target/provided.classpath" ]]; then
    provided=":$(<"$target/provided.classpath")"
  fi

  # Flink's serializers look into the JDK.
  local opens=() package
  for package in lang net io nio lang.reflect text time util util.concurrent \
    util.concurrent.atomic util.concurrent.locks; do
    opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
  done

  # A shell lets what it starts in the background ignore Ctrl-C, and Java would go along with that.
  local listen=
  if env --default-signal=INT true 2>/dev/null; then
    listen="env --default-signal=INT"
  fi

  exec $listen "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${opens[@]}" -Xmx1g "${options[@]}" \
    -cp "$target/classes:$(<"$target/runtime.classpath")$provided" \
    "$class" "$@"
}

# run_example CLASS LOG_FILE [ARGUMENT…]
run_example() {
  local class="$1" data="$root/examples/data" log="$2"
  shift 2
  mkdir -p "$data"
  run_program examples/comments-to-delta "examples.$class" \
    -Dexamples.data="$data" \
    -Dlog.file="$data/$log" \
    -Dlog4j.configurationFile="$root/examples/quickstart-log4j2.properties" \
    -- "$@"
}
