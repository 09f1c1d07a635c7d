# shellcheck shell=bash
# Sourced, after process.sh and unpack.sh: how this machine reaches package registries, as files for a container.

# render_debian_sources <suite>: what apt itself says it read, whichever format the
# sources have. Only Debian's own archives: a third party's would not be trusted
# inside. The suite takes the place of the machine's own, so that a mirror serves a
# machine of any Debian release.
render_debian_sources() {
  # shellcheck disable=SC2143 # grep -q ends early, and pipefail would see apt-cache fail
  [ -n "$(apt-cache policy | grep 'o=Debian,')" ] || apt-get update -qq >&2
  apt-cache policy | awk -v wanted="$1" '
    / Packages$/ { uri = $2; split($3, at, "/"); suite = at[1]; component = at[2] }
    /release .*o=Debian,/ && component == "main" &&
      (suite ~ /^[a-z]+$/ || suite ~ /^[a-z]+-(updates|security)$/) {
      sub(/^[a-z]+/, wanted, suite); print "deb", uri, suite, "main" }' | sort -u
}

# find_debian_keyring <suite>: a keyring that has the suite's keys. A machine of an
# older release may lack them; its own archive then has a newer package of keys,
# which apt trusts by the keys that it has.
find_debian_keyring() {
  local keys=/usr/share/keyrings own="debian-archive-$1-stable.gpg" folder=''
  if [ ! -e "$keys/$own" ]; then
    # shellcheck disable=SC2154 # process.sh sets lab_dir
    folder="$lab_dir/debian-archive-keyring"
    unpack_program debian-archive-keyring "$keys/$own" debian-archive-keyring >/dev/null || true
  fi
  [ -e "$folder$keys/$own" ] ||
    fail "no keys of Debian's $1: neither on this machine, nor in the debian-archive-keyring that its apt sources have"
  echo "$folder$keys/debian-archive-keyring.gpg"
}

# How apt reaches its archives: proxies, retries, checks of dates.
render_apt_transport() {
  apt-config dump | grep -E '^Acquire::(https?|Check-[A-Za-z-]+|Retries)(::[^ ]+)? ' || true
}

# write_host_settings <folder>: the folder then mirrors the container's root.
write_host_settings() {
  local root="$1" index
  index="$(pip_index_url)"
  mkdir -p "$root/etc/apt/apt.conf.d" "$root/etc/uv" "$root/usr/local/share/ca-certificates"
  write_extra_certificates "$root/usr/local/share/ca-certificates"
  render_apt_transport >"$root/etc/apt/apt.conf.d/90lab"
  {
    printf '[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n'
    [ -z "$index" ] || printf 'index-url = %s\n' "$index"
  } >"$root/etc/pip.conf"
  {
    printf 'system-certs = true\n'
    [ -z "$index" ] || printf '[[index]]\nurl = "%s"\ndefault = true\n' "$index"
  } >"$root/etc/uv/uv.toml"
}

# Certificates this machine trusts beyond what ca-certificates brings.
write_extra_certificates() {
  awk -v folder="$1" '
    /-BEGIN CERTIFICATE-/ { pem = ""; inside = 1 }
    inside { pem = pem $0 "\n" }
    /-END CERTIFICATE-/ {
      inside = 0
      if (FILENAME ~ "^/usr/share/ca-certificates/") known[pem] = 1
      else if (!(pem in known)) { known[pem] = 1
        file = sprintf("%s/lab-%03d.crt", folder, ++count); printf "%s", pem >file; close(file) }
    }' /usr/share/ca-certificates/*/*.crt /etc/ssl/certs/ca-certificates.crt
}

# Without credentials: the file becomes a part of an image.
pip_index_url() {
  local url="${PIP_INDEX_URL:-}"
  [ -n "$url" ] || url="$(pip config list 2>/dev/null | sed -n "s/^[a-z]*\.index-url='\(.*\)'$/\1/p" | head -n1)"
  case "$url" in
    *://*@*) say 'the pip index has a password in its URL: not written into the image' ;;
    *) printf '%s' "$url" ;;
  esac
}

# A Dockerfile's ENV line for each. Without a proxy, none.
render_proxy_environment() {
  local name value lines='' bypass="${no_proxy:-${NO_PROXY:-}}"
  for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY; do
    value="${!name:-}"
    case "$value" in
      '') ;;
      *://*@*) say "$name has a password: not written into the image" ;;
      *) lines+="ENV $name=$value"$'\n' ;;
    esac
  done
  [ -n "$lines" ] || return 0
  printf '%s' "$lines"
  # The lab's mirrors are on this machine; the proxy would look on its own.
  bypass="${bypass:+$bypass,}127.0.0.1,localhost"
  printf 'ENV no_proxy=%s\nENV NO_PROXY=%s\n' "$bypass" "$bypass"
}

# encode_query <text>: percent-encoded.
encode_query() {
  local text="$1" index character
  for ((index = 0; index < ${#text}; index++)); do
    character="${text:index:1}"
    case "$character" in
      [A-Za-z0-9._~-]) printf '%s' "$character" ;;
      *) printf '%%%02X' "'$character" ;;
    esac
  done
}
