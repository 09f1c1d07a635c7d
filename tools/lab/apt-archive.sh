#!/usr/bin/env bash
# apt-archive.sh [start|stop|status|day 1|2|make <folder>]: an apt archive of the
# lab's own packages at two dates, to see what a lock does when an archive changes.
#
# start    serves .lab/apt-archive on 127.0.0.1:5002, and prints the three lines that
#          a list's `--source lab` needs in image.ts. Makes the archive the first time.
# day 1|2  is what the archive has from now on: today is that day.
# stop     ends what `start` started; the archive stays.
# status   says whether it answers; exit code 1 when it does not.
# make     makes such an archive in a new folder: key.asc, fingerprint, day-1, day-2,
#          and the link `today`. Serves nothing.
#
# Needs dpkg-dev and gpg. Needs no root, and installs nothing.
# LAB_APT_PORT  another port than 5002

set -euo pipefail
folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/apt-content.sh
source "$folder/lib/apt-content.sh"

port="${LAB_APT_PORT:-5002}"
name="apt-archive-$port"
content="$lab_dir/apt-archive"

archive_answers() { curl -sf --noproxy '*' -m 3 -o /dev/null -I "http://127.0.0.1:$port/today/InRelease"; }
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

make() {
  local tool work
  for tool in dpkg-deb dpkg-scanpackages gpg; do
    command -v "$tool" >/dev/null || fail "no $tool: the lab makes its apt archive with dpkg-dev and gpg"
  done
  [ ! -e "$1" ] || fail "$1 is there already"
  # Into place by a rename: an archive that is there is whole. gpg's agent has a
  # socket, whose path has to be short.
  work="$(mktemp -d)"
  make_apt_archive "$work" || fail "the archive could not be made in $work"
  gpgconf --homedir "$work/gnupg" --kill all
  rm -rf "$work/gnupg"
  chmod 755 "$work"
  mkdir -p "$(dirname "$1")"
  mv -T "$work" "$1"
}

start() {
  [ -e "$content" ] || make "$content"
  if ! archive_answers; then
    ! port_is_taken || fail "port $port is taken by something that is no archive of the lab; set LAB_APT_PORT to a free one"
    start_process "$name" node "$folder/lib/cran-server.cjs" "$content" "$port" ||
      fail "the archive ended at once, see $lab_dir/$name.log"
    wait_for_process "$name" 10 archive_answers || fail "the archive does not answer, see $lab_dir/$name.log"
  fi
  say "apt archive on 127.0.0.1:$port, $(readlink "$content/today")"
  cat <<TEXT
LAB_APT_SOURCE: 'http://127.0.0.1:$port/today ./',
LAB_APT_KEY: 'http://127.0.0.1:$port/key.asc',
LAB_APT_FINGERPRINT: '$(cat "$content/fingerprint")',
TEXT
}

set_day() {
  case "$1" in 1 | 2) ;; *) fail "the archive has day 1 and day 2, not '$1'" ;; esac
  [ -e "$content" ] || fail 'there is no archive yet: apt-archive.sh start'
  ln -sfn "day-$1" "$content/today"
  say "the archive has day $1"
}

status() {
  archive_answers || fail "no apt archive on 127.0.0.1:$port"
  say "an apt archive answers at http://127.0.0.1:$port/today, $(readlink "$content/today")"
}

case "${1:-start}" in
  start) start ;;
  stop) stop_process "$name" ;;
  status) status ;;
  day) set_day "${2:-}" ;;
  make) make "${2:?apt-archive.sh make <folder>}" ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "apt-archive.sh knows start, stop, status, day and make, not '$1'" ;;
esac
