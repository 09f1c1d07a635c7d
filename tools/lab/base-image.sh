#!/usr/bin/env bash
# base-image.sh [--line <name>] [build|rebuild|check|held|able]: a base for machines that
# reach no Docker Hub, for one of the lines in runtimes/. Without --line it is that of
# lab-debian-12, which takes the place of ubuntu:24.04.
#
# build    does nothing when the lab's registry holds the line's lab/debian:<number>,
#          or, without --line, when the engine can get ubuntu:24.04. Otherwise makes
#          a Debian base with mmdebstrap, from this machine's apt sources, with its
#          certificates and its apt, pip and uv settings, and pushes it there. Needs
#          root and apt.
# rebuild  makes it anew, for example after the machine's certificates changed.
# check    exit code 0 when the engine can get what the line starts from without the lab.
# held     exit code 0 when the lab's registry holds the line's base.
# able     exit code 0 where `rebuild` can work; otherwise says what is missing.
#
# It is a stand-in for trying things out: no Databricks runtime is Debian.
# LAB_REGISTRY_PORT  the lab registry's port (5000)

set -euo pipefail
# shellcheck source=lib/process.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/process.sh"
# shellcheck source=lib/engine-api.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/engine-api.sh"
# shellcheck source=lib/unpack.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/unpack.sh"
# shellcheck source=lib/host-settings.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/host-settings.sh"
# shellcheck source=lib/line.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/line.sh"

take_line "$@"
set -- "${rest[@]}"
registry="127.0.0.1:${LAB_REGISTRY_PORT:-5000}"
repository=lab/debian
image="$registry/$repository:$debian"
# Files newer than this get its date, so that a second build has the same bytes.
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(stat -c %Y /usr/share/keyrings/debian-archive-keyring.gpg 2>/dev/null || echo 0)}"
export SOURCE_DATE_EPOCH

# The engine is asked, since it is the one that pulls: it may have a mirror.
engine_gets_base() {
  engine "/images/$base/json" -f -m 3 -o /dev/null 2>/dev/null ||
    engine "/distribution/docker.io/library/$base/json" -f -m 6 -o /dev/null 2>/dev/null
}

registry_holds_image() {
  curl -sf --noproxy '*' -m 3 -o /dev/null -I \
    -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    "http://$registry/v2/$repository/manifests/$debian"
}

able() { can_apt_install || fail 'a base of our own needs root on Debian'; }

require_tools() {
  can_apt_install || fail "Docker Hub does not answer, and a base of our own needs root on Debian. Set \"substitutes\" in a profile to an image in the place of $base that you can reach"
  command -v mmdebstrap >/dev/null && return
  say 'installing mmdebstrap'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    mmdebstrap >"$lab_dir/apt.log" 2>&1 || fail "mmdebstrap: apt-get failed, see $lab_dir/apt.log"
}

# dpkg waits for no disk, as in Debian's and Ubuntu's own images for Docker
# (docker-apt-speedup): a build that is cut off leaves nothing.
make_root() {
  local settings="$1" tar="$2" sources="$1/sources" keyring
  render_debian_sources "$suite" >"$sources"
  [ -s "$sources" ] || fail "no Debian entry in this machine's apt sources; the base is made from those"
  keyring="$(find_debian_keyring "$suite")"
  # shellcheck disable=SC2016 # mmdebstrap's own shell expands $1, the new root
  mmdebstrap --mode=root --variant=minbase --keyring="$keyring" --include=ca-certificates \
    --dpkgopt='force-unsafe-io' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --aptopt='Acquire::Languages "none"' \
    --aptopt="$settings/root/etc/apt/apt.conf.d/90lab" \
    --customize-hook="copy-in $settings/root/etc $settings/root/usr /" \
    --customize-hook='chroot "$1" update-ca-certificates >/dev/null' \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/ldconfig/* "$1"/var/log/* "$1"/var/cache/debconf/*-old "$1"/etc/hostname "$1"/etc/resolv.conf' \
    "$suite" "$tar" "$sources" >"$lab_dir/mmdebstrap.log" 2>&1 ||
    fail "mmdebstrap failed, see $lab_dir/mmdebstrap.log"
}

import_image() {
  local query="fromSrc=-&repo=$registry/$repository&tag=$debian&platform=linux/amd64" line
  while read -r line; do
    query+="&changes=$(encode_query "$line")"
  done < <(
    echo 'CMD ["bash"]'
    render_proxy_environment
  )
  engine_stream "/images/create?$query" -X POST -T "$1" \
    -H 'Content-Type: application/x-tar' -H 'Expect:' ||
    fail "the engine did not import $1"
}

push_image() {
  # An empty credential; the API wants one. It is {} in base64.
  engine_stream "/images/$registry/$repository/push?tag=$debian" -X POST -H 'X-Registry-Auth: e30=' ||
    fail "the engine could not push $image; does registry.sh run where the engine can reach it?"
}

rebuild() {
  local work
  require_tools
  work="$(mktemp -d "$lab_dir/base.XXXXXX")"
  # shellcheck disable=SC2064 # the folder is known now, and gone later
  trap "rm -rf '$work'" EXIT
  write_host_settings "$work/root"
  make_root "$work" "$work/root.tar"
  import_image "$work/root.tar"
  push_image
  say "$image made with mmdebstrap ($(($(stat -c %s "$work/root.tar") / 1000000)) MB) and pushed"
}

build() {
  if registry_holds_image; then
    say "$image is in the registry"
  elif [ -z "$is_named" ] && engine_gets_base; then
    say "the engine gets $base itself: no base needed"
  else
    rebuild
  fi
}

case "${1:-build}" in
  build) build ;;
  rebuild) rebuild ;;
  check) engine_gets_base ;;
  held) registry_holds_image ;;
  able) able ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "base-image.sh knows build, rebuild, check, held and able, not '$1'" ;;
esac
