# shellcheck shell=bash
# Sourced, after host-settings.sh: an apt of its own for the packages of one Debian.
# It reads the machine's mirrors and keys, but not its releases, architecture or
# installed packages; needs no root; and installs nothing.

# prepare_debian_apt <suite> <folder>: its state goes there.
prepare_debian_apt() {
  local suite="$1" folder="$2" keyring
  mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
  render_debian_sources "$suite" >"$folder/sources.list" 2>"$folder/update.log" || true
  [ -s "$folder/sources.list" ] ||
    fail "this machine's apt sources have no Debian entry; the lab's R packages come from there"
  keyring="$(find_debian_keyring "$suite")"
  render_apt_config "$folder" "$keyring" >"$folder/apt.conf"
  export APT_CONFIG="$folder/apt.conf"
  apt-get update -qq >"$folder/update.log" 2>&1 ||
    fail "apt does not reach Debian's packages: $(grep -m1 '^[EW]: ' "$folder/update.log")"
}

render_apt_config() {
  local folder="$1"
  cat <<TEXT
Dir::State "$folder/state";
Dir::State::status "/dev/null";
Dir::Cache "$folder/cache";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
APT::Architecture "amd64";
APT::Architectures "amd64";
APT::Sandbox::User "root";
Acquire::Languages "none";
APT::Update::Error-Mode "any";
Dir::Etc::trusted "$2";
TEXT
  render_apt_transport
}

# apt_dependencies <package…>: `<package> <one it depends on>`, sorted; each
# alternative counts.
apt_dependencies() {
  apt-cache depends --important "$@" | awk '
    /^[^ ]/ { package = $1 }
    /Depends: [a-z0-9]/ { print package, $2 }' | sort -u
}

# apt_closure <regular expression> <package…>: these, and what they need as far
# as its name matches.
apt_closure() {
  local pattern="$1" known next
  shift
  next="$(printf '%s\n' "$@" | sort -u)"
  known="$next"
  while [ -n "$next" ]; do
    # shellcheck disable=SC2086 # one word a package
    next="$(apt_dependencies $next | cut -d' ' -f2 | grep -E "$pattern" | sort -u | grep -vxF "$known" || true)"
    known="$(printf '%s\n%s\n' "$known" "$next" | sed '/^$/d' | sort -u)"
  done
  printf '%s\n' "$known"
}
