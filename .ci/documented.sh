# Sourced by the scripts that run what the documentation prints: in a fresh clone of what is committed here, with an
# embedded API in place of jsonplaceholder.typicode.com, and directories of its own.

origin="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
trap 'jobs -p | xargs -r kill 2>/dev/null; rm -rf "$work"' EXIT
git clone -q "$origin" "$work/clone"
cd "$work/clone"
mkdir -p "$work/lake"

# expect WORDS COMMAND…: runs a command, looks for words in what it prints, and leaves that in $said.
expect() {
  local words="$1" started=$SECONDS
  shift
  printf '$ %s\n' "$*"
  said="$("$@" </dev/null 2>&1)" || { printf '%s\nFailed: %s\n' "$said" "$*" >&2; exit 1; }
  grep -qF -- "$words" <<<"$said" || { printf '%s\nNot found: %s\n' "$said" "$words" >&2; exit 1; }
  echo "  $words ($((SECONDS - started)) s)"
}

# block PAGE PATTERN [LANGUAGE]: the first code block of a page with a line that matches.
block() {
  awk -v pattern="$2" -v opening="\`\`\`${3:-}" '
    !inside && $0 == opening { inside = 1; text = ""; found = 0; next }
    !inside && /^```/ { inside = 2; next }
    inside == 1 && /^```$/ { if (found) { printf "%s", text; exit } inside = 0; next }
    inside == 2 && /^```$/ { inside = 0; next }
    inside == 1 { text = text $0 "\n"; if ($0 ~ pattern) found = 1 }' "$1"
}

# api CLASS_PATH COMMENTS: starts an API, whose URL is then in $url.
api() {
  "$java" -cp "$1" io.github.flinkcomments.examples.api.CommentsApi --comments "$2" >"$work/api" 2>&1 &
  until url="$(grep -o 'http://[^ ]*/comments' "$work/api" | head -1)" && [[ -n "$url" ]]; do sleep 0.1; done
}
