# Shared by infra/up, infra/down, infra/status and infra/test. Sourced, not run.

ZHIBU_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
export ZHIBU_ROOT
ZHIBU_LOCAL="${ZHIBU_LOCAL:-$ZHIBU_ROOT/.local}"
ZHIBU_DIST="${ZHIBU_DIST:-$ZHIBU_ROOT/.local/dist}"
mkdir -p "$ZHIBU_LOCAL"
ZHIBU_LOCAL="$(cd "$ZHIBU_LOCAL" && pwd)"
export ZHIBU_LOCAL ZHIBU_DIST

SERVICES="gateway member-service activity-service report-service notification-service"
STACK="$ZHIBU_ROOT/infra/stack/target"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# The comment at the head of a script is its help.
help_of() { sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p}}' "$1"; }

java_of() {
  if [ -n "${ZHIBU_JAVA_HOME:-}" ]; then printf '%s' "$ZHIBU_JAVA_HOME/bin/java"
  elif [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then printf '%s' "$JAVA_HOME/bin/java"
  else command -v java || true; fi
}

java_major() { "$1" -version 2>&1 | sed -n 's/^[a-z]* version "\([0-9]*\).*/\1/p'; }

# tool=package pairs; installs what is missing when it may, and says what to install when it may not
require_tools() {
  local missing="" pair java
  for pair in "$@"; do command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"; done
  java="$(java_of)"
  if [ -z "$java" ] || [ "$(java_major "$java")" -lt 17 ] || [ ! -x "$(dirname "$(readlink -f "$java")")/javac" ]; then
    missing="$missing openjdk-17-jdk-headless"
  fi
  [ -z "$missing" ] && return 0
  install_packages $missing || fail "Missing:$missing. Install with: apt-get install$missing (or the same tools from elsewhere: JDK 17 or newer, Maven, Node with npm, curl)."
}

install_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  say "installing: $*"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$ZHIBU_LOCAL/packages.log" 2>&1
}

require_space() {
  local free
  free="$(df -Pk "$ZHIBU_LOCAL" | awk 'NR==2 {print $4}')"
  [ "$free" -ge 4194304 ] || fail "Only $((free / 1024)) MiB are free where $ZHIBU_LOCAL is; the stack needs 4 GiB."
}

maven() { (cd "$ZHIBU_ROOT" && mvn -q -B "$@"); }

# The broker's jars and Keycloak, once for each of their versions.
prepare_dist() {
  local pom="$ZHIBU_ROOT/infra/stack/local/pom.xml" home="$ZHIBU_DIST/keycloak" log="$ZHIBU_LOCAL/logs/prepare.log"
  mkdir -p "$ZHIBU_LOCAL/logs" "$ZHIBU_DIST"
  if [ ! -e "$ZHIBU_DIST/.unpacked" ] || [ "$pom" -nt "$ZHIBU_DIST/.unpacked" ] || [ "$ZHIBU_ROOT/pom.xml" -nt "$ZHIBU_DIST/.unpacked" ]; then
    say "unpacking the broker and Keycloak"
    rm -rf "$ZHIBU_DIST"; mkdir -p "$ZHIBU_DIST"
    maven -f "$pom" package "-Dzhibu.dist=$ZHIBU_DIST" >"$log" 2>&1 || { tail -25 "$log" >&2; fail "The broker and Keycloak could not be fetched with Maven."; }
    mv "$ZHIBU_DIST"/keycloak-[0-9]* "$home"
    touch "$ZHIBU_DIST/.unpacked"
  fi
  if [ ! -e "$home/.built" ]; then
    say "preparing Keycloak (once, half a minute)"
    JAVA="$(java_of)" JAVA_OPTS="-XX:+UseSerialGC -Xms64m -Xmx512m -XX:TieredStopAtLevel=1" \
      sh "$home/bin/kc.sh" build --db=dev-file --health-enabled=true --metrics-enabled=true >"$log" 2>&1 \
      || { tail -25 "$log" >&2; fail "Keycloak could not be prepared."; }
    touch "$home/.built"
  fi
}

# Builds those of the modules that have a source newer than their last build; tests and the checks of the front are
# for infra/test.
build() {
  local log="$ZHIBU_LOCAL/logs/build.log" module stale=""
  mkdir -p "$ZHIBU_ROOT/.local" "$ZHIBU_LOCAL/logs"
  for module in "$@"; do
    if ! built "$module" || newer_source "$module"; then stale="$stale $module"; touch "$(stamp "$module").begun"; fi
  done
  [ -n "$stale" ] || return 0
  say "building$stale"
  maven -pl "$(printf '%s' "${stale# }" | tr ' ' ',')" -am package -Dmaven.test.skip=true -Dexec.args=bundle >"$log" 2>&1 \
    || { grep -E 'ERROR|BUILD' "$log" | head -25 >&2; fail "The build failed; all of it is in $log"; }
  for module in $stale; do mv "$(stamp "$module").begun" "$(stamp "$module")"; done
}

stamp() { printf '%s/.local/built-%s' "$ZHIBU_ROOT" "$(printf '%s' "$1" | tr '/' '-')"; }

built() {
  [ -e "$(stamp "$1")" ] || return 1
  case "$1" in
    infra/stack) [ -d "$STACK/lib" ] && [ -d "$STACK/classes" ] ;;
    infra/load) [ -d "$ZHIBU_ROOT/infra/load/target/lib" ] && [ -d "$ZHIBU_ROOT/infra/load/target/classes" ] ;;
    *) [ -e "$ZHIBU_ROOT/$1/target/$1-1.0.0-SNAPSHOT.jar" ] ;;
  esac
}

# What a module is built of.
places_of() {
  local shared="infra/process infra/platform infra/directory infra/contracts infra/rules infra/catalogue"
  case "$1" in
    infra/stack) printf '%s' "infra/stack infra/process infra/docs/database.md" ;;
    infra/load) printf '%s' "infra/load infra/stack infra/process infra/docs/database.md" ;;
    gateway) printf '%s' "gateway $(printf '%s-service/openapi.json ' member activity report notification) $shared" ;;
    *) printf '%s' "$1 $shared" ;;
  esac
}

newer_source() {
  (cd "$ZHIBU_ROOT" && find pom.xml $(places_of "$1") \( -name target -o -name node_modules -o -name dist -o -name components.d.ts -o -path '*/src/test' \) -prune \
    -o -type f -newer "$(stamp "$1")" -print 2>/dev/null | grep -q .)
}

stack() {
  local java
  java="$(java_of)"
  [ -d "$STACK/lib" ] || fail "The stack has never been built here; run infra/up."
  "$java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlogback.configurationFile=zhibu/stack/store-logback.xml \
    -cp "$STACK/classes:$STACK/lib/*" cn.zhibu.stack.launch.StackMain "$@"
}
