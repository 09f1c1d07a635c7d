#!/usr/bin/env bash
# engine.sh [start|stop|status]: a Docker engine for this machine.
#
# start   uses the engine that answers at DOCKER_HOST or the default socket and
#         leaves it alone. Without one, on Debian or Ubuntu as root: installs
#         docker.io where dockerd is missing, and starts dockerd.
# stop    ends the dockerd that `start` started, and no other.
# status  says whether an engine answers; exit code 1 when none does.
#
# LAB_SOCKET         the default socket (/var/run/docker.sock)
# LAB_DOCKERD_FLAGS  more flags for dockerd, separated by spaces

set -euo pipefail
# shellcheck source=lib/process.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/process.sh"
# shellcheck source=lib/engine-api.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/engine-api.sh"

install_dockerd() {
  command -v dockerd >/dev/null && return
  can_apt_install ||
    fail "no engine at $(engine_address) and no dockerd. Install Docker Engine, Docker Desktop or Podman (with its Docker socket), or run this as root on Debian or Ubuntu"
  say 'installing docker.io'
  # Engines unpack layers with pigz where it is there: project/PACKAGERS.md of moby/moby.
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    docker.io iptables pigz >"$lab_dir/apt.log" 2>&1 || fail "docker.io: apt-get failed, see $lab_dir/apt.log"
}

start_dockerd() {
  [ "$(id -u)" = 0 ] || fail 'no engine answers; starting dockerd needs root'
  local flags=()
  read -ra flags <<<"${LAB_DOCKERD_FLAGS:-}"
  start_process dockerd dockerd --host "unix://$engine_socket" \
    --pidfile "$lab_dir/dockerd.self.pid" "${flags[@]}" ||
    fail "dockerd ended at once, see $lab_dir/dockerd.log"
  wait_for_process dockerd 60 engine_answers || fail "dockerd does not answer, see $lab_dir/dockerd.log"
  say "dockerd started, pid $(pid_of dockerd), log $lab_dir/dockerd.log"
}

start() {
  if engine_answers; then
    say "engine $(engine_version) answers at $(engine_address)"
    return
  fi
  [ -z "${DOCKER_HOST:-}" ] ||
    fail "no engine at DOCKER_HOST=$DOCKER_HOST; start it, or unset DOCKER_HOST to let the lab start one"
  install_dockerd
  # Installing the package may have started its service.
  if wait_for 1 engine_answers; then
    say "engine $(engine_version) answers at $(engine_address)"
  else
    start_dockerd
  fi
}

status() {
  if engine_answers; then
    say "engine $(engine_version) answers at $(engine_address)"
  else
    fail "no engine at $(engine_address)"
  fi
}

case "${1:-start}" in
  start) start ;;
  stop) stop_process dockerd ;;
  status) status ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "engine.sh knows start, stop and status, not '$1'" ;;
esac
