# The verbs `up`, `down` and `logs`: compose.yaml with a container engine. Sourced by ./larder.

require_compose() {
  command -v docker >/dev/null 2>&1 ||
    fail "$EXIT_FAILED" "there is no 'docker' in PATH. Install Docker, or do without: ./larder run needs no container"
  docker compose version >/dev/null 2>&1 ||
    fail "$EXIT_FAILED" "this docker has no 'compose'. Install its compose plugin, or do without: ./larder run"
  docker info >/dev/null 2>&1 ||
    fail "$EXIT_FAILED" "docker does not answer. Is its service running, and may you use it? 'docker info' says more"
}

compose() {
  require_compose
  cd "$ROOT"
  exec docker compose "$@"
}

# Returns once all of them are well; whoever wants to watch has `logs`.
up_verb() { compose up --build --detach --wait "$@"; }

down_verb() { compose down "$@"; }

logs_verb() { compose logs --follow "$@"; }
