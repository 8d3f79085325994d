# Sourced by the scripts beside it: builds the examples when they are out of date, and runs a class of theirs.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="$root/examples/comments-to-delta/target"
data="$root/examples/data"
built="$target/quickstart.built" # touched after each build

# True before the first build, and when a source or build file is newer than the last one.
stale() {
  [[ ! -e "$built" ]] || [[ -n "$(
    find "$root"/{pom.xml,flink-connector-comments,flink-connector-delta} \
      "$root"/examples/{pom.xml,comments-api,comments-to-delta} \
      \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$built" -print -quit
  )" ]]
}

# run_example CLASS LOG_FILE ARGUMENT…
run_example() {
  local class="$1" log="$2"
  shift 2
  if stale; then
    echo "Building…" >&2
    (cd "$root" && ./mvnw -q -B -pl examples/comments-to-delta -am process-classes -Dspotless.check.skip)
    touch "$built"
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

  mkdir -p "$data"
  exec $listen "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${opens[@]}" -Xmx1g \
    -Dexamples.data="$data" \
    -Dlog.file="$data/$log" \
    -Dlog4j.configurationFile="$root/examples/quickstart-log4j2.properties" \
    -cp "$target/classes:$(<"$target/runtime.classpath"):$(<"$target/provided.classpath")" \
    "io.github.flinkcomments.examples.$class" "$@"
}
