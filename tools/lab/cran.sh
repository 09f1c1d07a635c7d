#!/usr/bin/env bash
# cran.sh [--line <name>] [start|stop|status|rebuild]: a CRAN mirror for machines that
# reach none, with the R packages of one of the lines in runtimes/, by default those
# of lab-debian-12. One mirror has all lines, each below its own codename and day.
#
# start    serves .lab/cran on 127.0.0.1:5001, unless a mirror with this line answers
#          there. Makes the line's content first, when there is none or when the list
#          has changed: its Debian's r-cran packages that cran-packages.txt names and
#          those that they need, downloaded with apt and not installed, each
#          repackaged as the tarball of an installed R package. So are the r-bioc
#          packages of cran-bioconductor.txt, below /bioconductor. Below /github is
#          each package in cran-github, as GitHub serves the archive of a commit.
# stop     ends what `start` started; the content stays.
# status   says whether the mirror answers; exit code 1 when it does not.
# rebuild  makes the line's content anew, for example after a point release of Debian.
#          A running server serves it at once.
#
# The versions are Debian's, not those that CRAN had on the day in the path.
# system-packages.tsv beside the packages says what one needs of Debian beside R.
# LAB_CRAN_PORT  another port than 5001

set -euo pipefail
folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/unpack.sh
source "$folder/lib/unpack.sh"
# shellcheck source=lib/host-settings.sh
source "$folder/lib/host-settings.sh"
# shellcheck source=lib/debian-apt.sh
source "$folder/lib/debian-apt.sh"
# shellcheck source=lib/line.sh
source "$folder/lib/line.sh"
# shellcheck source=lib/cran-content.sh
source "$folder/lib/cran-content.sh"

take_line "$@"
set -- "${rest[@]}"
repository="$(repository_of "$suite" "$day")"

port="${LAB_CRAN_PORT:-5001}"
name="cran-$port"
content="$lab_dir/cran"

mirror_answers() {
  curl -sf --noproxy '*' -m 3 -o /dev/null -I "http://127.0.0.1:$port/$repository/src/contrib/PACKAGES"
}
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# Over everything here that decides what is in the mirror for the line.
content_key() {
  (cd "$folder" && find cran* lib/{debian-apt,cran-}* stand-ins ! -type d -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | cat - <(echo "$repository") | sha256sum | cut -c1-16)
}
content_is_current() { [ "$(cat "$content/www/$repository/key" 2>/dev/null)" = "$(content_key)" ]; }

require_tools() {
  local tool
  for tool in apt-get dpkg tar gzip node; do
    command -v "$tool" >/dev/null ||
      fail "no $tool: the lab makes its CRAN mirror from Debian's packages. Elsewhere, name one that you can reach in a profile: \"mirrors\": { \"cran\": \"https://…\" }"
  done
}

# One at a time: another one may be at work in this folder.
with_lock() {
  mkdir -p "$content"
  ("$@") 9>"$content/lock"
}

update() {
  flock 9
  content_is_current || make_content
}

rebuild() {
  flock 9
  make_content
}

make_content() {
  local work
  require_tools
  # Whoever holds the lock may clear what an interrupted run left.
  rm -rf "$content"/making.*
  work="$(mktemp -d "$content/making.XXXXXX")"
  # shellcheck disable=SC2064 # the folder is known now, and gone later
  trap "rm -rf '$work'" EXIT
  content_key >"$work/key"
  prepare_debian_apt "$suite" "$content/apt-$suite"
  make_cran_tree "$folder" "$work"
  mv "$work/key" "$work/tree/$repository/key"
  keep_other_lines "$work/tree"
  publish "$work"
  say "$(grep -c '^Package:' "$content/www/$repository/src/contrib/PACKAGES") R packages of Debian $debian are in $content"
}

# The repositories of other lines, as they are: links cost no space.
keep_other_lines() {
  local place
  for place in "$content"/www/{,bioconductor/}__linux__/*/; do
    if [ ! -d "$place" ] || [ "$(basename "$place")" = "$suite" ]; then continue; fi
    place="${place#"$content/www/"}"
    mkdir -p "$1/$place"
    cp -al "$content/www/$place." "$1/$place"
  done
}

# A link is replaced in one step: nobody is served a half-made tree.
publish() {
  local work="$1" new old
  new="tree.${work##*.}"
  mv "$work/tree" "$content/$new"
  ln -s "$new" "$work/www"
  mv -T "$work/www" "$content/www"
  for old in "$content"/tree.*; do
    [ "$old" = "$content/$new" ] || rm -rf "$old"
  done
}

start() {
  if mirror_answers && ! pid_of "$name" >/dev/null; then
    say "a CRAN mirror answers on 127.0.0.1:$port"
    return
  fi
  if ! mirror_answers && ! pid_of "$name" >/dev/null && port_is_taken; then
    fail "port $port is taken by something that is no CRAN mirror of $line; set LAB_CRAN_PORT to a free one"
  fi
  content_is_current || with_lock update
  mirror_answers || start_server
  say "CRAN mirror on 127.0.0.1:$port, pid $(pid_of "$name"), content in $content"
}

start_server() {
  start_process "$name" node "$folder/lib/cran-server.cjs" "$content/www" "$port" ||
    fail "the CRAN mirror ended at once, see $lab_dir/$name.log"
  wait_for_process "$name" 10 mirror_answers || fail "the CRAN mirror does not answer, see $lab_dir/$name.log"
}

status() {
  mirror_answers || fail "no CRAN mirror on 127.0.0.1:$port"
  say "a CRAN mirror answers at http://127.0.0.1:$port/$repository"
}

case "${1:-start}" in
  start) start ;;
  stop) stop_process "$name" ;;
  status) status ;;
  rebuild) with_lock rebuild ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "cran.sh knows start, stop, status and rebuild, not '$1'" ;;
esac
