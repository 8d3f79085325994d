# Sourced by the scripts that start a Java program of a module: builds the module if it is out of date, and runs it.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

# Flink's serializers look into the JDK.
opens=()
for package in lang net io nio lang.reflect text time util util.concurrent util.concurrent.atomic util.concurrent.locks; do
  opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done

# What a module is built from beside its own directory; a script may say otherwise.
build_sources=(
  pom.xml flink-connector-comments flink-connector-delta examples/{pom.xml,common.sh,comments-api,comments-to-delta}
)

# stale MODULE MARKER: true before the first build, and when a source or build file is newer than the last one.
stale() {
  [[ ! -e "$2" ]] || [[ -n "$(
    find "${build_sources[@]/#/$root/}" "$root/$1" \
      \( -name target -o -name .jqwik-database -o -path '*/src/test' \) -prune -o -type f -newer "$2" -print -quit
  )" ]]
}

# tell_modules: of Maven's output, which module is built, so that one sees that something happens, and errors.
tell_modules() {
  local line
  while IFS= read -r line; do
    if [[ "$line" =~ ^\[INFO\]\ Building\ (.*)\ [^\ ]+\ +\[([0-9]+/[0-9]+)\]$ ]]; then
      echo "  ${BASH_REMATCH[2]} ${BASH_REMATCH[1]#Flink Connector Comments : }"
    elif [[ "$line" == "[ERROR]"* ]]; then
      echo "$line"
    fi
  done
}

# build MODULE: if it is out of date; up to the phase in $build_phase
build() {
  local module="$1" target="$root/$1/target"
  if stale "$module" "$target/run.built"; then
    echo "Building; the first time, libraries are fetched and it takes some minutes…" >&2
    (cd "$root" && ./mvnw -B -pl "$module" -am "${build_phase:-process-classes}" -DskipTests -Dspotless.check.skip) \
      | tell_modules >&2
    rm -rf "$target/run"
    touch "$target/run.built"
  fi
}

# start CLASS [JAVA_OPTION…] -- [ARGUMENT…]
start() {
  local class="io.github.flinkcomments.$1" options=()
  shift
  while [[ "$1" != -- ]]; do
    options+=("$1")
    shift
  done
  shift

  # A shell lets what it starts in the background ignore Ctrl-C, and Java would go along with that.
  local listen=
  if env --default-signal=INT true 2>/dev/null; then
    listen="env --default-signal=INT"
  fi
  exec $listen "$java" "${opens[@]}" -Xmx1g "${options[@]}" "$class" "$@"
}

# run_program MODULE CLASS [JAVA_OPTION…] -- [ARGUMENT…]
run_program() {
  local module="$1" class="$2" target="$root/$1/target"
  shift 2
  build "$module"
  # What a cluster provides, for a module that runs without one.
  local provided=
  if [[ -e "$target/provided.classpath" ]]; then
    provided=":$(<"$target/provided.classpath")"
  fi
  start "$class" -cp "$target/classes:$(<"$target/runtime.classpath")$provided" "$@"
}

# pack TARGET: puts JARs into the place of class directories, since class data sharing takes only these. The planner and
# the RPC system come out of the JARs that hide their libraries from programs: nothing of ours is in their way, and so
# they are shared, too, instead of being unpacked at each start.
pack() {
  local run="$1/run" entry jars=() number=0
  local entries="$1/classes:$(<"$1/runtime.classpath"):$(<"$1/provided.classpath")"
  rm -rf "$run"
  mkdir -p "$run"
  local IFS=:
  for entry in $entries; do
    if [[ -d "$entry" ]]; then
      number=$((number + 1))
      "${java%java}jar" --create --no-compress --file "$run/$number.jar" -C "$entry" .
      entry="$run/$number.jar"
    elif [[ "$entry" == */flink-table-planner-loader-*.jar ]]; then
      (cd "$run" && "${java%java}jar" --extract --file "$entry" flink-table-planner.jar)
      entry="$run/flink-table-planner.jar"
    elif [[ "$entry" == */flink-rpc-akka-loader-*.jar ]]; then
      (cd "$run" && "${java%java}jar" --extract --file "$entry" flink-rpc-akka.jar)
      entry="$run/flink-rpc-akka.jar"
    fi
    jars+=("$entry")
  done
  echo "${jars[*]}" >"$run/classpath"
}

# rehearse TARGET: runs a small job and keeps the classes that it has loaded, parsed and verified, for those to come.
rehearse() {
  local run="$1/run" stage
  stage="$(mktemp -d)"
  echo "Preparing a faster start…" >&2
  "$java" "${opens[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable \
    -XX:ArchiveClassesAtExit="$run/classes.jsa" -cp "$(<"$run/classpath")" \
    -Dlog.file="$run/rehearsal.log" -Dlog4j.configurationFile="$root/examples/quickstart-log4j2.properties" \
    io.github.flinkcomments.examples.quickstart.Quickstart --until-caught-up --web-port 0 \
    --table-path "$stage/table" --checkpoint-dir "$stage/checkpoints" >"$run/rehearsal.txt" 2>&1 \
    || echo "That did not work, so programs start a little slower; see $run/rehearsal.txt." >&2
  rm -rf "$stage"
}

# run_example CLASS LOG_FILE [ARGUMENT…]
run_example() {
  local class="$1" data="$root/examples/data" log="$2" target="$root/examples/comments-to-delta/target" flags=() given
  shift 2
  build examples/comments-to-delta
  if [[ ! -e "$target/run/ready" ]]; then
    pack "$target"
    rehearse "$target"
    touch "$target/run/ready"
  fi
  mkdir -p "$data"
  if [[ -e "$target/run/classes.jsa" ]]; then
    flags+=("-XX:SharedArchiveFile=$target/run/classes.jsa" -Xlog:disable -Xlog:all=error:stderr)
  fi
  # A job of seconds is over before the optimizing compiler has paid for itself; one of minutes is not. Nor is there a
  # need to begin with a heap of a sixty-fourth of the machine, or to collect it each time classes have been loaded.
  flags+=(-Xms96m -XX:MetaspaceSize=160m)
  if [[ " $* " == *" --until-caught-up "* && " $* " != *" --from-scratch "* ]]; then
    flags+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)
  fi
  if [[ -n "${JAVA_OPTIONS:-}" ]]; then
    read -r -a given <<<"$JAVA_OPTIONS"
    flags+=("${given[@]}")
  fi
  start "examples.$class" "${flags[@]}" -cp "$(<"$target/run/classpath")" \
    -Dexamples.data="$data" \
    -Dlog.file="$data/$log" \
    -Dlog4j.configurationFile="$root/examples/quickstart-log4j2.properties" \
    -- "$@"
}
