#!/usr/bin/env bash
# Measures the source and the whole job, and writes what it found to benchmarks/target/results.txt.
# --help lists the options.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="$root/benchmarks/target"
built="$target/run.built" # touched after each build

# True before the first build, and when a source or build file is newer than the last one.
stale() {
  [[ ! -e "$built" ]] || [[ -n "$(
    find "$root"/{pom.xml,flink-connector-comments,flink-connector-delta,benchmarks} \
      "$root"/examples/{pom.xml,comments-api,comments-to-delta} \
      \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$built" -print -quit
  )" ]]
}

if stale; then
  echo "Building…" >&2
  (cd "$root" && ./mvnw -q -B -pl benchmarks -am process-classes -Dspotless.check.skip)
  touch "$built"
fi

# Flink's serializers look into the JDK.
opens=()
for package in lang net io nio lang.reflect text time util util.concurrent \
  util.concurrent.atomic util.concurrent.locks; do
  opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${opens[@]}" -Xmx1g \
  -Dbenchmarks.target="$target" \
  -Dlog.file="$target/benchmarks.log" \
  -cp "$target/classes:$(<"$target/runtime.classpath"):$(<"$target/provided.classpath")" \
  io.github.flinkcomments.benchmarks.Benchmarks "$@"
