# The services that tests need: which, whether they are here, and how to get them. Sourced by ./larder.

# Every service a test may name in [Trait("Needs", "...")]; the order is the order of announcements.
readonly KNOWN_SERVICES='Redis PostgreSQL Chromium'

needed_services() {
  { grep -rhoE --include='*.cs' '^[[:space:]]*\[[^"]*Trait\("Needs", *"[A-Za-z]+"' "$ROOT/tests" || true; } |
    sed 's/.*"\([A-Za-z]*\)"$/\1/' | sort -u
}

have_command() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

# Distributions keep initdb out of PATH, in a folder per version.
have_postgresql() {
  have_command initdb && have_command pg_ctl && return 0
  local folder
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin {/opt/homebrew,/usr/local}/opt/postgresql*/bin; do
    [ -x "$folder/initdb" ] && return 0
  done
  return 1
}

have_service() {
  case "$1" in
    Redis) have_command redis-server ;;
    PostgreSQL) have_postgresql ;;
    Chromium) have_command chromium chromium-browser google-chrome ||
      [ -x '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' ] ;;
    *) return 1 ;;
  esac
}

package_of() {
  case "$1" in
    Redis) say redis-server ;;
    PostgreSQL) say postgresql ;;
    Chromium) say chromium ;;
  esac
}

how_to_get() {
  case "$1" in
    Redis) say 'apt-get install redis-server, or brew install redis' ;;
    PostgreSQL) say 'apt-get install postgresql, or brew install postgresql' ;;
    Chromium) say 'apt-get install chromium, or brew install --cask google-chrome' ;;
    *) say "no known way: a test names it in a Needs trait, and the names known are: $KNOWN_SERVICES" ;;
  esac
}

missing_services() {
  local service
  for service in $(needed_services); do
    have_service "$service" || say "$service"
  done
}

# Prints the command prefix that installs without a password; fails where there is none.
installer() {
  have_command apt-get || return 1
  if [ "$(id -u)" -eq 0 ]; then
    say env
  elif have_command sudo && sudo -n true 2>/dev/null; then
    say 'sudo -n env'
  else
    return 1
  fi
}

install_services() {
  local prefix packages='' service package
  prefix="$(installer)" || return 0
  for service in "$@"; do
    package="$(package_of "$service")"
    [ -z "$package" ] || packages="$packages $package"
  done
  [ -n "$packages" ] || return 0

  step "Installing what the tests need:$packages"
  # A stale list of packages is no reason to give up: the one on disk may still do.
  # shellcheck disable=SC2086 # prefix and packages are lists of words
  quietly $prefix DEBIAN_FRONTEND=noninteractive apt-get update -q || true
  # shellcheck disable=SC2086
  quietly $prefix DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages || true
}

# Sets MISSING to the services that are absent after what could be done about it, and says how to get each.
MISSING=''
make_sure_of_services() {
  local service
  MISSING="$(missing_services)"
  # shellcheck disable=SC2086 # a list of words
  if [ -n "$MISSING" ] && [ "$1" = install ]; then
    install_services $MISSING
    MISSING="$(missing_services)"
  fi
  for service in $MISSING; do
    warn "Missing: $service ($(how_to_get "$service")). The tests that need it are not run."
  done
}
