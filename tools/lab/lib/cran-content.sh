# shellcheck shell=bash
# Sourced, after process.sh and bookworm-apt.sh: Debian's R packages as a CRAN
# repository.

# Debian 12's first day, as cranSnapshot in runtimes/lab-debian-12.json.
export day=2023-06-10
repository="__linux__/bookworm/$day"
# What R packages link to in order to share JavaScript, styles and fonts; CRAN's
# own binaries bring copies.
r_or_web='^(r-cran|libjs|node|fonts)-'

# make_cran_tree <list> <stand-ins> <new folder>: the repository is in its `tree`.
make_cran_tree() {
  local list="$1" stand_ins="$2" work="$3" names
  check_list "$list"
  # MathJax is thousands of files, and only documentation leads to it.
  # shellcheck disable=SC2046 # one word a package
  mapfile -t names < <(apt_closure "$r_or_web" $(debian_names "$list") | grep -v mathjax)
  unpack_debian_packages "$work" "${names[@]}"
  settle_links "$work/root"
  pack_all "$work/root" "$stand_ins" "$work/tree/$repository/src/contrib"
  check_index "$list" "$work/tree/$repository/src/contrib/PACKAGES"
  render_system_packages "${names[@]}" >"$work/tree/system-packages.tsv"
}

# The list's packages as `<line>:<name>`.
read_list() { sed -e 's/#.*//' -e 's/[[:space:]]//g' "$1" | grep -n .; }
debian_name() { echo "r-cran-${1,,}"; }
debian_names() { read_list "$1" | while IFS=: read -r _ package; do debian_name "$package"; done; }

check_list() {
  local known line package problems=0
  known="$(apt-cache pkgnames r-cran-)"
  while IFS=: read -r line package; do
    grep -qxF "$(debian_name "$package")" <<<"$known" && continue
    say "$1:$line: $package: Debian 12 has no package $(debian_name "$package")"
    problems=1
  done < <(read_list "$1")
  [ "$problems" = 0 ] || fail 'the CRAN mirror stays as it was: correct the list, then run this again'
}

unpack_debian_packages() {
  # shellcheck disable=SC2154 # process.sh sets lab_dir
  local work="$1" log="$lab_dir/cran-download.log"
  shift
  mkdir "$work/deb" "$work/root"
  (cd "$work/deb" && apt-get download -qq "$@") >"$log" 2>&1 ||
    fail "apt did not download every package, see $log; the CRAN mirror stays as it was"
  find "$work/deb" -name '*.deb' -print0 |
    xargs -0 -P "$(nproc)" -I{} dpkg -x {} "$work/root"
}

# Links then lead to the unpacked files. Those whose target is not here go: they
# are in documentation.
settle_links() {
  local root="$1" link
  while IFS= read -r -d '' link; do
    ln -sfn "$root$(readlink "$link")" "$link"
  done < <(find "$root" -type l -lname '/*' -print0)
  find -L "$root/usr/lib/R" -type l -delete
}

pack_all() {
  local root="$1" stand_ins="$2" contrib="$3" one name
  mkdir -p "$contrib/Archive"
  # shellcheck disable=SC2016 # the inner shell expands them
  find "$root"/usr/lib/R/{site-,}library -mindepth 1 -maxdepth 1 -type d -print0 |
    xargs -0 -P "$(nproc)" -I{} bash -c 'pack_package "$1" "$2"' - {} "$contrib"
  # A stand-in has the place of a package that CRAN has archived.
  for one in "$stand_ins"/*/; do
    name="$(basename "$one")"
    mkdir "$contrib/Archive/$name"
    pack_package "$one" "$contrib/Archive/$name"
  done
  node "$(dirname "${BASH_SOURCE[0]}")/cran-index.cjs" "$contrib"
}

# Debian's names are in small letters, so a list in the wrong ones would pass.
check_index() {
  local line package
  while IFS=: read -r line package; do
    grep -qxF "Package: $package" "$2" ||
      fail "$1:$line: $(debian_name "$package") has no R package $package; R writes $(grep -ixF "Package: $package" "$2" | cut -d' ' -f2)"
  done < <(read_list "$1")
}

# pack_package <folder> <where to>: the same bytes for the same files.
pack_package() {
  set -euo pipefail
  local name version
  name="$(basename "$1")"
  version="$(sed -n 's/^Version: *//p' "$1/DESCRIPTION")"
  LC_ALL=C tar -C "$(dirname "$1")" --create --dereference --hard-dereference \
    --format=gnu --sort=name --mtime="$day 00:00Z" --mode=u=rwX,go=rX \
    --owner=0 --group=0 --numeric-owner "$name" | gzip -1n >"$2/${name}_$version.tar.gz"
}
export -f pack_package

# `<Debian's name>\t<packages>`: what must be installed beside R for a package to
# load or to be of use. Debian's jquerylib asks dpkg which jQuery there is; littler
# is a convenience of Debian's that Rcpp does not need.
render_system_packages() {
  local present
  present="$(apt-cache depends --recurse --important r-base-core perl-base | grep '^[a-z]')"
  apt_dependencies "$@" | grep '^r-cran-' | awk -v web="$r_or_web" '
    NR == FNR { present[$1] = 1; next }
    $2 ~ web && $1 != "r-cran-jquerylib" { next }
    $2 ~ /^(r-|littler$)/ || $2 in present { next }
    $1 != last { printf "%s%s\t%s", end, $1, $2; last = $1; end = "\n"; next }
    { printf " %s", $2 }
    END { printf "%s", end }' <(printf '%s\n' "$present") -
}
