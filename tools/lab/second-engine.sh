#!/usr/bin/env bash
# second-engine.sh [start|stop|status|able|rebuild] [containerd|overlay2]: a newer
# Docker engine beside this machine's own, from Debian's sid, in a root of its own.
#
# start    prints DOCKER_HOST and the version, which is whatever sid has. Makes the
#          root the first time: a minute. The store is where it keeps its images:
#          containerd, as Engine 29 and Docker Desktop do (the default), or overlay2.
# stop     ends what `start` started; root, images and caches stay. Without a store
#          it ends both.
# status   says whether it answers; exit code 1 when it does not.
# able     exit code 0 where `start` can work; otherwise says what is missing.
# rebuild  makes the root anew, with the version that sid has today.
#
# Its containers have no network of their own: use a profile with
# "buildNetwork": "host". Everything is in .lab/second-engine.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/engine-api.sh
source "$folder/lib/engine-api.sh"
# shellcheck source=lib/host-settings.sh
source "$folder/lib/host-settings.sh"

store="${2:-containerd}"
case "$store" in
  containerd | overlay2) ;;
  *) fail "second-engine.sh knows the stores containerd and overlay2, not '$store'" ;;
esac
place="$lab_dir/second-engine"
root="$place/root"
name="second-engine-$store"
DOCKER_HOST="unix://$root/run/$store.sock"
unset DOCKER_TLS_VERIFY DOCKER_CERT_PATH
# Another checkout may run one, too. An interface's name has at most 15 letters.
number=$(($(cksum <<<"$root/$store" | cut -d' ' -f1) % 65536))
bridge="lab-$(printf %04x "$number")"

# Prints what is missing.
find_obstacle() {
  [ "$(id -u)" = 0 ] || { echo 'it needs root' && return; }
  grep -qs '^ID=debian' /etc/os-release || { echo 'it needs Debian, whose mirrors and keys it uses' && return; }
  local tool
  for tool in apt-get ip unshare pivot_root curl flock; do
    command -v "$tool" >/dev/null || { echo "there is no $tool" && return; }
  done
}

able() {
  local obstacle
  obstacle="$(find_obstacle)"
  [ -z "$obstacle" ] || fail "no second engine here: $obstacle"
}

# One at a time, in one checkout.
with_lock() {
  mkdir -p "$place"
  (
    flock 9
    "$@"
  ) 9>"$place/lock"
}

require_mmdebstrap() {
  command -v mmdebstrap >/dev/null && return
  say 'installing mmdebstrap'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    mmdebstrap >"$lab_dir/apt.log" 2>&1 || fail "mmdebstrap: apt-get failed, see $lab_dir/apt.log"
}

# Into place by a rename: a root that is there is whole.
make_root() {
  local work
  require_mmdebstrap
  rm -rf "$place"/making.*
  work="$(mktemp -d "$place/making.XXXXXX")"
  render_debian_sources sid | awk '$3 == "sid" { print; exit }' >"$work/sources"
  [ -s "$work/sources" ] || fail "no Debian archive in this machine's apt sources; the second engine comes from there"
  render_apt_transport >"$work/apt.conf"
  mmdebstrap --mode=root --variant=apt \
    --include=docker.io,ca-certificates,iproute2,iptables,mount,pigz \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
    --aptopt="$work/apt.conf" --skip=cleanup/apt/lists \
    sid "$work/root" "$work/sources" >"$place/mmdebstrap.log" 2>&1 ||
    fail "mmdebstrap failed, see $place/mmdebstrap.log"
  rm -rf "$work/root/var/lib/apt/lists"
  mkdir -p "$work/root/old"
  mv -T "$work/root" "$root"
  rm -rf "$work"
}

# The names of hosts and the certificates are this machine's of today.
copy_settings() {
  local snapshotter=false
  [ "$store" = overlay2 ] || snapshotter=true
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  mkdir -p "$root/etc/docker"
  printf '{ "features": { "containerd-snapshotter": %s } }\n' "$snapshotter" >"$root/etc/docker/$store.json"
}

# dockerd deletes the machine's docker0 if it is told to have no bridge. The address
# is of the range for benchmarks (RFC 2544): no network that people use has it.
make_bridge() {
  ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" type bridge
  ip address replace "198.$((18 + number / 256 % 2)).$((number % 256)).1/24" dev "$bridge"
  ip link set "$bridge" up
}

# A chroot would not do: runc makes a container's root by pivot_root, too.
enter_root='
  set -e
  mount --make-rprivate /
  mount --rbind "$1" "$1"
  cd "$1" && shift
  mount -t proc proc proc
  mount --rbind /sys sys
  mount --rbind /dev dev
  pivot_root . old
  umount --lazy /old
  exec "$@"'

start_dockerd() {
  copy_settings
  make_bridge
  rm -f "$root/run/$store.pid" "$root/run/$store.sock"
  becomes=dockerd start_process "$name" unshare --mount bash -c "$enter_root" enter "$root" \
    dockerd --config-file "/etc/docker/$store.json" --host "unix:///run/$store.sock" \
    --data-root "/var/lib/docker-$store" --exec-root "/run/docker-$store" --pidfile "/run/$store.pid" \
    --bridge "$bridge" --iptables=false --ip6tables=false --ip-masq=false 9>&- ||
    fail "the second engine ended at once, see $lab_dir/$name.log"
  wait_for_process "$name" 60 engine_answers || fail "the second engine does not answer, see $lab_dir/$name.log"
}

start() {
  engine_answers && return
  able
  [ -x "$root/usr/sbin/dockerd" ] || make_root
  start_dockerd
}

tell() {
  say "Docker Engine $(engine_version) of Debian sid, $store store, answers at $DOCKER_HOST"
  echo "$DOCKER_HOST"
}

stop() {
  stop_process "$name"
  ip link delete "$bridge" 2>/dev/null || true
}

rebuild() {
  able
  stop_all
  rm -rf "$root"
  make_root
}

stop_all() {
  local each
  for each in containerd overlay2; do "${BASH_SOURCE[0]}" stop "$each"; done
}

status() {
  engine_answers || fail "no second engine at $DOCKER_HOST"
  say "Docker Engine $(engine_version) of Debian sid, $store store, answers at $DOCKER_HOST"
}

case "${1:-start}" in
  start)
    with_lock start
    tell
    ;;
  stop) if [ $# -gt 1 ]; then stop; else stop_all; fi ;;
  status) status ;;
  able) able ;;
  rebuild) with_lock rebuild ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "second-engine.sh knows start, stop, status, able and rebuild, not '$1'" ;;
esac
