#!/usr/bin/env bash
# ssh-server.sh [binary]: a program for tests of engines behind ssh://.
#
# binary  prints where sshd is, after unpacking Debian's into .lab/ if need be;
#         exit code 1 where there is none to be had. It starts nothing.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/unpack.sh
source "$folder/lib/unpack.sh"

# Daemons are not on everybody's PATH.
find_sshd() { PATH="$PATH:/usr/sbin:/sbin" command -v sshd || unpack_sshd; }

unpack_sshd() {
  local program starter="$lab_dir/sshd"
  program="$(unpack_program openssh-server usr/sbin/sshd openssh-server libwrap0)" || return 1
  cat >"$starter.$$" <<END
#!/bin/sh
libraries="\$(echo '${program%/usr/sbin/sshd}'/usr/lib/*-linux-gnu)"
LD_LIBRARY_PATH="\$libraries" exec '$program' "\$@"
END
  chmod 755 "$starter.$$"
  mv "$starter.$$" "$starter"
  echo "$starter"
}

case "${1:-binary}" in
  binary) find_sshd ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "ssh-server.sh knows binary, not '$1'" ;;
esac
