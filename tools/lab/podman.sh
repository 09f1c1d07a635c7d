#!/usr/bin/env bash
# podman.sh [binary]: a second kind of engine, for tests.
#
# binary  prints where podman is; on Debian or Ubuntu as root, installs it where
#         it is missing. Exit code 1 where there is none to be had. It starts
#         nothing.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"

find_podman() {
  command -v podman && return
  can_apt_install || return 1
  (install_podman) 9>"$lab_dir/podman.lock" || fail "podman: apt-get failed, see $lab_dir/apt.log"
  command -v podman
}

# One at a time: two runs of tests may want it.
install_podman() {
  flock 9
  hash -r
  ! command -v podman >/dev/null || return 0
  say 'installing podman'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    podman >"$lab_dir/apt.log" 2>&1
}

case "${1:-binary}" in
  binary) find_podman ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "podman.sh knows binary, not '$1'" ;;
esac
