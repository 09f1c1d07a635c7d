# shellcheck shell=bash
# Sourced: talks to the engine's HTTP API with curl, so that no docker command
# is needed. https://docs.docker.com/reference/api/engine/version/v1.41/

engine_socket="${LAB_SOCKET:-/var/run/docker.sock}"

engine_address() { echo "${DOCKER_HOST:-unix://$engine_socket}"; }

# engine <path> [curl options…]
engine() {
  local path="$1" address
  shift
  address="$(engine_address)"
  case "$address" in
    unix://*) curl -sS --unix-socket "${address#unix://}" "$@" "http://engine$path" ;;
    tcp://*) engine_over_tcp "${address#tcp://}" "$path" "$@" ;;
    *) fail "the lab cannot speak to $address; use a unix:// or tcp:// DOCKER_HOST" ;;
  esac
}

engine_over_tcp() {
  local host="$1" path="$2" certs="${DOCKER_CERT_PATH:-$HOME/.docker}"
  shift 2
  if [ -n "${DOCKER_TLS_VERIFY:-}" ]; then
    curl -sS --cacert "$certs/ca.pem" --cert "$certs/cert.pem" --key "$certs/key.pem" \
      "$@" "https://$host$path"
  else
    curl -sS "$@" "http://$host$path"
  fi
}

engine_answers() {
  [ "$(engine /_ping -m 3 2>/dev/null)" = OK ]
}

engine_version() { engine /version | sed -n 's/.*"Version":"\([^"]*\)","ApiVersion.*/\1/p'; }

# Streams of the API answer 200 and carry their failure as a last line.
engine_stream() {
  local answer
  answer="$(engine "$@")" || return 1
  if grep -q -e '"errorDetail"' -e '^{"message"' <<<"$answer"; then
    tail -n1 <<<"$answer" >&2
    return 1
  fi
}
