#!/usr/bin/env bash
# cran.sh [start|stop|status|rebuild]: a CRAN mirror for machines that reach none.
#
# start    serves .lab/cran on 127.0.0.1:5001, unless a mirror answers there. Makes
#          its content first, when there is none or when the list has changed:
#          Debian 12's r-cran packages that cran-packages.txt names and those that
#          they need, downloaded with apt and not installed, each repackaged as
#          the tarball of an installed R package.
# stop     ends what `start` started; the content stays.
# status   says whether the mirror answers; exit code 1 when it does not.
# rebuild  makes the content anew, for example after a point release of Debian. A
#          running server serves it at once.
#
# Its versions are Debian 12's, not those that CRAN had on the day in its path.
# LAB_CRAN_PORT  another port than 5001

set -euo pipefail
folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/host-settings.sh
source "$folder/lib/host-settings.sh"
# shellcheck source=lib/bookworm-apt.sh
source "$folder/lib/bookworm-apt.sh"

port="${LAB_CRAN_PORT:-5001}"
name="cran-$port"
list="$folder/cran-packages.txt"
content="$lab_dir/cran"
# Debian 12's first day, as cranSnapshot in runtimes/lab-debian-12.json.
day=2023-06-10
repository="__linux__/bookworm/$day"
# What R packages link to in order to share JavaScript, styles and fonts; CRAN's
# own binaries bring copies.
r_or_web='^(r-cran|libjs|node|fonts)-'

mirror_answers() {
  curl -sf --noproxy '*' -m 3 -o /dev/null -I "http://127.0.0.1:$port/$repository/src/contrib/PACKAGES"
}
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# What decides the content; a comment in the list may change it, too.
content_key() {
  find "$folder"/cran* "$folder"/lib/{bookworm-apt.sh,cran-index.cjs} "$folder/stand-ins" -type f -print0 |
    sort -z | xargs -0 sha256sum | sed "s#$folder/##" | sha256sum | cut -c1-16
}

# The list's lines as `<line>:<package>`.
read_list() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' "$list" | grep -nE '.'; }
debian_name() { echo "r-cran-${1,,}"; }

check_list() {
  local known line problems=0
  known="$(apt-cache pkgnames r-cran-)"
  while IFS=: read -r line package; do
    grep -qxF "$(debian_name "$package")" <<<"$known" && continue
    say "$list:$line: Debian 12 has no $(debian_name "$package"), for $package"
    problems=1
  done < <(read_list)
  [ "$problems" = 0 ] || fail 'the mirror stays as it was: correct the list, then run this again'
}

download() {
  local work="$1" wanted=() names
  while IFS=: read -r _ package; do wanted+=("$(debian_name "$package")"); done < <(read_list)
  mapfile -t names < <(apt_closure "$r_or_web" "${wanted[@]}")
  mkdir "$work/deb" "$work/root"
  (cd "$work/deb" && apt-get download -qq "${names[@]}") >"$work.log" 2>&1 ||
    fail "apt did not download everything, see $work.log; the mirror stays as it was"
  local deb
  for deb in "$work"/deb/*.deb; do dpkg -x "$deb" "$work/root"; done
}

# Links become what they point to, except where that is in a package we left out.
settle_links() {
  local root="$1" link
  while IFS= read -r -d '' link; do
    ln -sfn "$root$(readlink "$link")" "$link"
  done < <(find "$root" -type l -lname '/*' -print0)
  find -L "$root/usr/lib/R" -type l -delete
}

# pack <folder of the package> <contrib>: the same bytes for the same files.
pack() {
  set -euo pipefail
  local version
  version="$(sed -n 's/^Version: *//p' "$1/DESCRIPTION")"
  tar -C "$(dirname "$1")" --create --dereference --hard-dereference --format=gnu --sort=name \
    --mtime="$day 00:00Z" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX "$(basename "$1")" |
    gzip -1n >"$2/$(basename "$1")_$version.tar.gz"
}
export -f pack
export day

make_tree() {
  local work="$1" contrib="$1/tree/$repository/src/contrib"
  mkdir -p "$contrib/Archive/hwriterPlus"
  find "$work"/root/usr/lib/R/{site-,}library -mindepth 1 -maxdepth 1 -type d -print0 |
    LC_ALL=C xargs -0 -P "$(nproc)" -I{} bash -c 'pack "$1" "$2"' pack {} "$contrib"
  pack "$folder/stand-ins/hwriterPlus" "$contrib/Archive/hwriterPlus"
  node "$folder/lib/cran-index.cjs" "$contrib"
}
rebuild() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    fail 'no CRAN mirror: the lab makes one from Debian packages, with apt. Set "mirrors": { "cran": … } in a profile to one you can reach'
  local key work
  key="$(content_key)"
  mkdir -p "$content"
  work="$(mktemp -d "$content/making.XXXXXX")"
  # shellcheck disable=SC2064 # the folder is known now, and gone later
  trap "rm -rf '$work'" EXIT
  prepare_bookworm_apt "$content/apt"
  check_list
  download "$work"
  settle_links "$work/root"
  make_tree "$work"
  echo "$key" >"$work/tree/key"
  publish "$work"
}

# A link is replaced in one step: nobody sees a half-made tree.
publish() {
  local old tree
  tree="tree.${1##*.}"
  old="$(readlink "$content/www" || true)"
  mv "$1/tree" "$content/$tree"
  ln -s "$tree" "$1/www"
  mv -T "$1/www" "$content/www"
  [ -z "$old" ] || rm -rf "${content:?}/$old"
  say "$(grep -c '^Package:' "$content/www/$repository/src/contrib/PACKAGES") R packages from Debian 12 in $content"
}

start() {
  if mirror_answers && ! pid_of "$name" >/dev/null; then
    say "a CRAN mirror answers on 127.0.0.1:$port"
    return
  fi
  [ "$(cat "$content/www/key" 2>/dev/null)" = "$(content_key)" ] || rebuild
  if mirror_answers; then
    say "the CRAN mirror answers on 127.0.0.1:$port"
  elif port_is_taken; then
    fail "port $port is taken by something that is no CRAN mirror; set LAB_CRAN_PORT to a free one"
  else
    start_server
  fi
}

start_server() {
  start_process "$name" node "$folder/lib/cran-server.cjs" "$content/www" "$port" ||
    fail "the CRAN mirror ended at once, see $lab_dir/$name.log"
  wait_for_process "$name" 10 mirror_answers || fail "the CRAN mirror does not answer, see $lab_dir/$name.log"
  say "CRAN mirror started on 127.0.0.1:$port, pid $(pid_of "$name"), content in $content"
}

status() {
  mirror_answers || fail "no CRAN mirror on 127.0.0.1:$port"
  say "a CRAN mirror answers on http://127.0.0.1:$port/$repository"
}

case "${1:-start}" in
  start) start ;;
  stop) stop_process "$name" ;;
  status) status ;;
  rebuild) rebuild ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "cran.sh knows start, stop, status and rebuild, not '$1'" ;;
esac
