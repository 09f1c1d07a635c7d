# shellcheck shell=bash
# Sourced, after process.sh, debian-apt.sh and line.sh: Debian's R packages as a CRAN
# repository.

# repository_of <suite> <day>: where CRAN is for it, and Bioconductor below its own folder.
repository_of() { echo "__linux__/$1/$2"; }

# The release that Debian's r-bioc packages are of: this one provides r-api-bioc-3.16.
find_bioconductor_release() {
  apt-cache show r-bioc-biocgenerics | sed -n 's/^Provides: .*r-api-bioc-\([0-9.]*\).*/\1/p' | head -n 1
}

# What stands in for a commit of each package in cran-github, and its day: they are
# the same for each line.
commit=1ab0000000000000000000000000000000000001
commit_day=2023-06-10
# What R packages link to in order to share JavaScript, styles and fonts; CRAN's
# own binaries bring copies.
r_or_web='^(r-cran|r-bioc|libjs|node|fonts)-'

# make_cran_tree <folder of the lists> <new folder>: the repositories are in its `tree`.
make_cran_tree() {
  local lists="$1" work="$2" cran bioc names
  # shellcheck disable=SC2154 # the caller sets repository
  bioconductor="bioconductor/$repository/packages/$(find_bioconductor_release)"
  cran="$lists/cran-packages.txt" bioc="$lists/cran-bioconductor.txt"
  check_list "$cran" cran
  check_list "$bioc" bioc
  # MathJax is thousands of files, and only documentation leads to it.
  # shellcheck disable=SC2046 # one word a package
  mapfile -t names < <(apt_closure "$r_or_web" $(debian_names "$cran" cran) $(debian_names "$bioc" bioc) | grep -v mathjax)
  unpack_debian_packages "$work" "${names[@]}"
  settle_links "$work/root"
  pack_all "$work" "$lists/stand-ins"
  pack_commits "$lists/cran-github" "$work/tree/github"
  check_index "$cran" cran "$work/tree/$repository/src/contrib/PACKAGES"
  check_index "$bioc" bioc "$work/tree/$bioconductor/bioc/src/contrib/PACKAGES"
  render_system_packages "${names[@]}" >"$work/tree/$repository/system-packages.tsv"
}

# The list's packages as `<line>:<name>`.
read_list() { sed -e 's/#.*//' -e 's/[[:space:]]//g' "$1" | grep -n .; }
# debian_name <cran or bioc> <package>
debian_name() { echo "r-$1-${2,,}"; }
debian_names() { read_list "$1" | while IFS=: read -r _ package; do debian_name "$2" "$package"; done; }

# check_list <list> <cran or bioc>
check_list() {
  local known number package problems=0
  known="$(apt-cache pkgnames "r-$2-")"
  while IFS=: read -r number package; do
    grep -qxF "$(debian_name "$2" "$package")" <<<"$known" && continue
    # shellcheck disable=SC2154 # line.sh sets debian
    say "$1:$number: $package: Debian $debian has no package $(debian_name "$2" "$package")"
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
  local root="$1/root" stand_ins="$2" one name
  cran_contrib="$1/tree/$repository/src/contrib"
  bioc_contrib="$1/tree/$bioconductor/bioc/src/contrib"
  mkdir -p "$cran_contrib/Archive" "$bioc_contrib"
  export cran_contrib bioc_contrib
  # shellcheck disable=SC2016 # the inner shell expands them
  find "$root"/usr/lib/R/{site-,}library -mindepth 1 -maxdepth 1 -type d -print0 |
    xargs -0 -P "$(nproc)" -I{} bash -c 'pack_package "$1" "$(contrib_of "$1")"' - {}
  # A stand-in has the place of a package that CRAN has archived.
  for one in "$stand_ins"/*/; do
    name="$(basename "$one")"
    mkdir "$cran_contrib/Archive/$name"
    pack_package "$one" "$cran_contrib/Archive/$name"
  done
  for one in "$cran_contrib" "$bioc_contrib"; do
    node "$(dirname "${BASH_SOURCE[0]}")/cran-index.cjs" "$one"
  done
}

# Every package of Bioconductor's says which of its views it belongs to.
contrib_of() {
  if grep -q '^biocViews:' "$1/DESCRIPTION"; then echo "$bioc_contrib"; else echo "$cran_contrib"; fi
}
export -f contrib_of

# pack_commits <owner/repository folders> <where to>: `<owner>/<repository>/archive/<commit>.tar.gz`,
# as GitHub serves it.
pack_commits() {
  local one name
  for one in "$1"/*/*/; do
    name="$(basename "$one")"
    mkdir -p "$2/$(basename "$(dirname "$one")")/$name/archive"
    LC_ALL=C tar -C "$(dirname "$one")" --create --format=gnu --sort=name \
      --mtime="$commit_day 00:00Z" --mode=u=rwX,go=rX --owner=0 --group=0 --numeric-owner \
      --transform="flags=r;s,^$name,$name-$commit," "$name" |
      gzip -1n >"$2/$(basename "$(dirname "$one")")/$name/archive/$commit.tar.gz"
  done
}

# Debian's names are in small letters, so a list in the wrong ones would pass.
# check_index <list> <cran or bioc> <its PACKAGES>
check_index() {
  local number package
  while IFS=: read -r number package; do
    grep -qxF "Package: $package" "$3" ||
      fail "$1:$number: $(debian_name "$2" "$package") has no R package $package; R writes $(grep -ixF "Package: $package" "$3" | cut -d' ' -f2)"
  done < <(read_list "$1")
}

# pack_package <folder> <where to>: the same bytes for the same files.
pack_package() {
  set -euo pipefail
  local name version
  name="$(basename "$1")"
  version="$(sed -n 's/^Version: *//p' "$1/DESCRIPTION")"
  LC_ALL=C tar -C "$(dirname "$1")" --create --dereference --hard-dereference \
    --format=gnu --sort=name --mtime="${day:?} 00:00Z" --mode=u=rwX,go=rX \
    --owner=0 --group=0 --numeric-owner "$name" | gzip -1n >"$2/${name}_$version.tar.gz"
}
export -f pack_package

# `<Debian's name>\t<packages>`: what must be installed beside R for a package to
# load or to be of use. Debian's jquerylib asks dpkg which jQuery there is; littler
# is a convenience of Debian's that Rcpp does not need.
render_system_packages() {
  local present
  present="$(apt-cache depends --recurse --important r-base-core perl-base | grep '^[a-z]')"
  apt_dependencies "$@" | grep -E '^r-(cran|bioc)-' | awk -v web="$r_or_web" '
    NR == FNR { present[$1] = 1; next }
    $2 ~ web && $1 != "r-cran-jquerylib" { next }
    $2 ~ /^(r-|littler$)/ || $2 in present { next }
    $1 != last { printf "%s%s\t%s", end, $1, $2; last = $1; end = "\n"; next }
    { printf " %s", $2 }
    END { printf "%s", end }' <(printf '%s\n' "$present") -
}
