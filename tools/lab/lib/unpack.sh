# shellcheck shell=bash
# Sourced after process.sh: programs of Debian, unpacked below .lab. Installed,
# their packages would start services of their own.

# unpack_program <folder> <path> <package…>: prints where the program is.
unpack_program() {
  local folder="$lab_dir/$1" path="$2"
  shift 2
  if [ ! -e "$folder/$path" ]; then
    command -v apt-get >/dev/null || return 1
    (unpack_packages "$folder" "$path" "$@") 9>"$folder.lock" || return 1
  fi
  echo "$folder/$path"
}

# One at a time, and into place by a rename: whoever looks beside this sees all of
# it or nothing, and starts no program that is still being written.
unpack_packages() {
  local folder="$1" path="$2" work package
  shift 2
  flock 9
  [ ! -e "$folder/$path" ] || return 0
  rm -rf "$folder" "$folder".making.*
  work="$(mktemp -d "$folder.making.XXXXXX")"
  chmod 755 "$work"
  (
    cd "$work" && apt-get download -qq "$@" || exit
    for package in ./*.deb; do dpkg -x "$package" . || exit; done
  ) >"$lab_dir/apt.log" 2>&1 || return 1
  mv -T "$work" "$folder"
}
