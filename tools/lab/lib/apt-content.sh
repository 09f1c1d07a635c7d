# shellcheck shell=bash
# Sourced after process.sh: a small signed apt archive at two dates, of packages of
# our own. https://wiki.debian.org/DebianRepository/Format, as a flat repository.

# Day, package, version, and a field that it has. On the second day there are newer
# versions: of lab-quarry beside the old one, of lab-slate in its place.
render_apt_days() {
  cat <<'TEXT'
day-1 lab-granite 3.0+dfsg-1~lab1 Provides: lab-gneiss (= 3.0+dfsg-1~lab1)
day-1 lab-quarry 1.0-1
day-1 lab-quarry-tools 1:2.0-1 Depends: lab-quarry (>= 1.0)
day-1 lab-slate 1.0-1
day-2 lab-granite 3.0+dfsg-1~lab1 Provides: lab-gneiss (= 3.0+dfsg-1~lab1)
day-2 lab-quarry 1.0-1
day-2 lab-quarry 1.1-1
day-2 lab-quarry-tools 1:2.0-1 Depends: lab-quarry (>= 1.0)
day-2 lab-quarry-tools 1:2.1-1 Depends: lab-quarry (>= 1.0)
day-2 lab-slate 1.1-1
TEXT
}

# The dates that the archive says it is of.
apt_date_of() {
  case "$1" in day-1) echo 'Sat, 10 Jan 2026 00:00:00 UTC' ;; day-2) echo 'Tue, 20 Jan 2026 00:00:00 UTC' ;; esac
}

# make_apt_archive <new folder>: day-1 and day-2 in it, key.asc, and its fingerprint.
# `today` is a link to day-1.
make_apt_archive() {
  local folder="$1" day package version field
  mkdir -p "$folder/day-1" "$folder/day-2"
  export GNUPGHOME="$folder/gnupg"
  make_apt_key "$folder"
  while read -r day package version field; do
    pack_apt_package "$folder/$day" "$package" "$version" "$field"
  done < <(render_apt_days)
  for day in day-1 day-2; do sign_apt_day "$folder/$day"; done
  ln -s day-1 "$folder/today"
}

make_apt_key() {
  mkdir -m 700 "$1/gnupg"
  gpg --batch --quiet --passphrase '' --quick-generate-key 'lab archive' rsa2048 sign never
  gpg --batch --quiet --armor --export >"$1/key.asc"
  gpg --batch --quiet --no-auto-check-trustdb --with-colons --list-keys | awk -F: '$1 == "fpr" { print $10; exit }' >"$1/fingerprint"
}

# pack_apt_package <folder> <name> <version> <field>: one program, which says what
# it is. The same bytes each time: dpkg-deb takes its times from SOURCE_DATE_EPOCH.
pack_apt_package() {
  local folder="$1" name="$2" version="$3" field="$4" work
  work="$(mktemp -d)"
  mkdir -p "$work/DEBIAN" "$work/usr/bin"
  {
    printf 'Package: %s\nVersion: %s\nArchitecture: all\n' "$name" "$version"
    [ -z "$field" ] || echo "$field"
    printf 'Maintainer: the lab <lab@localhost>\nDescription: a package of the lab\n'
  } >"$work/DEBIAN/control"
  printf '#!/bin/sh\necho %s %s\n' "$name" "$version" >"$work/usr/bin/$name"
  chmod 755 "$work" "$work/usr" "$work/usr/bin" "$work/usr/bin/$name"
  SOURCE_DATE_EPOCH=1767225600 dpkg-deb --root-owner-group --build "$work" \
    "$folder/${name}_${version#*:}_all.deb" >/dev/null
  rm -rf "$work"
}

sign_apt_day() {
  local day
  day="$(basename "$1")"
  (
    cd "$1"
    dpkg-scanpackages --multiversion . 2>/dev/null >Packages
    {
      printf 'Origin: lab\nLabel: lab\nDate: %s\nSHA256:\n' "$(apt_date_of "$day")"
      printf ' %s %s Packages\n' "$(sha256sum Packages | cut -d' ' -f1)" "$(stat -c %s Packages)"
    } >Release
    gpg --batch --quiet --passphrase '' --clearsign --output InRelease Release
  )
}
