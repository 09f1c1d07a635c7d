#!/usr/bin/env bash
# fake-clock.sh [binary]: a library for tests of builds on another day.
#
# binary  prints where libfaketime is, after unpacking Debian's into .lab/ if need
#         be; exit code 1 where there is none to be had. It starts nothing.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/unpack.sh
source "$folder/lib/unpack.sh"

find_library() {
  unpack_program faketime "usr/lib/$(uname -m)-linux-gnu/faketime/libfaketime.so.1" libfaketime
}

case "${1:-binary}" in
  binary) find_library ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "fake-clock.sh knows binary, not '$1'" ;;
esac
