#!/usr/bin/env bash
# registry.sh [start|stop|status|binary]: an OCI registry on 127.0.0.1:5000.
#
# start   uses the registry that answers there. Without one: runs Debian's
#         docker-registry (installed, or unpacked into .lab/ with apt), else the
#         registry:2 image when the engine can pull it. Content is in .lab/registry.
# stop    ends what `start` started; the content stays.
# status  says whether a registry answers; exit code 1 when none does.
# binary  prints where docker-registry is, after unpacking it if need be; exit
#         code 1 where there is none to be had.
#
# LAB_REGISTRY_PORT  another port than 5000

set -euo pipefail
# shellcheck source=lib/process.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/process.sh"
# shellcheck source=lib/engine-api.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/engine-api.sh"
# shellcheck source=lib/unpack.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/unpack.sh"

port="${LAB_REGISTRY_PORT:-5000}"
# Named by port, so that two of them are told apart.
name="registry-$port"
container="brickyard-lab-$name"
# /v2/ answers 200, or 401 where it asks for a password.
answer_code() { curl -s --noproxy '*' -m 3 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/v2/"; }
registry_answers() { [[ "$(answer_code)" =~ ^(200|401)$ ]]; }
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

find_binary() {
  command -v docker-registry ||
    unpack_program docker-registry usr/bin/docker-registry docker-registry
}

write_config() {
  cat >"$lab_dir/$name.yml" <<END
version: 0.1
log: { level: warn }
storage:
  delete: { enabled: true }
  filesystem: { rootdirectory: $lab_dir/registry }
http: { addr: "127.0.0.1:$port" }
END
}

start_binary() {
  write_config
  start_process "$name" "$1" serve "$lab_dir/$name.yml" ||
    fail "docker-registry ended at once, see $lab_dir/$name.log"
  wait_for_process "$name" 10 registry_answers || fail "docker-registry does not answer, see $lab_dir/$name.log"
  say "registry started on 127.0.0.1:$port, pid $(pid_of "$name"), content in $lab_dir/registry"
}

start_container() {
  engine_answers || fail 'no docker-registry command, and no engine to run the registry image: see engine.sh'
  engine /images/registry:2/json -f -o /dev/null 2>/dev/null ||
    engine_stream '/images/create?fromImage=registry&tag=2' -X POST -m 120 ||
    fail 'no docker-registry command, and the engine cannot pull registry:2'
  engine "/containers/$container?force=1" -X DELETE -o /dev/null
  engine "/containers/create?name=$container" -f -o /dev/null -H 'Content-Type: application/json' -d "{
    \"Image\": \"registry:2\", \"ExposedPorts\": { \"5000/tcp\": {} },
    \"Env\": [\"REGISTRY_STORAGE_DELETE_ENABLED=true\"],
    \"HostConfig\": { \"Binds\": [\"$lab_dir/registry:/var/lib/registry\"],
      \"PortBindings\": { \"5000/tcp\": [{ \"HostIp\": \"127.0.0.1\", \"HostPort\": \"$port\" }] } } }"
  engine "/containers/$container/start" -f -X POST -o /dev/null
  wait_for 20 registry_answers || fail "the container $container does not answer on port $port"
  say "registry started on 127.0.0.1:$port, container $container, content in $lab_dir/registry"
}

start() {
  local binary
  if registry_answers; then
    say "a registry answers on 127.0.0.1:$port"
  elif port_is_taken; then
    fail "port $port is taken by something that is no registry; set LAB_REGISTRY_PORT to a free one, and BRICKYARD_REGISTRY=127.0.0.1:<port>"
  elif binary="$(find_binary)"; then
    start_binary "$binary"
  else
    start_container
  fi
}

stop() {
  if engine "/containers/$container?force=1" -f -X DELETE -o /dev/null 2>/dev/null; then
    say "registry stopped (container $container)"
  else
    stop_process "$name"
  fi
}

status() {
  registry_answers || fail "no registry on 127.0.0.1:$port"
  say "a registry answers on 127.0.0.1:$port"
}

case "${1:-start}" in
  start) start ;;
  stop) stop ;;
  status) status ;;
  binary) find_binary ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" ;;
  *) fail "registry.sh knows start, stop, status and binary, not '$1'" ;;
esac
