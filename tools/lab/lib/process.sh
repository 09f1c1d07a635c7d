# shellcheck shell=bash
# Sourced by the lab's scripts: where the lab keeps its state, how it speaks,
# and how it starts and ends a process that it owns.

lab_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/.lab"
mkdir -p "$lab_dir"

say() { printf 'lab: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Prints the script's opening comment, without its `#`.
print_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$1"; }

# apt installs for root only, and only where apt is.
can_apt_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# pid_of <name>: the pid of what the lab started under this name, if it lives.
# The command line is compared, because a pid may since belong to another.
pid_of() {
  local record="$lab_dir/$1.pid" pid command
  [ -s "$record" ] || return 1
  { read -r pid && IFS= read -r command; } <"$record" || return 1
  [ "$(command_of "$pid")" = "$command" ] || return 1
  echo "$pid"
}

command_of() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true; }

# start_process <name> <command…>: in the background, apart from this terminal.
# `becomes` names the program that the command turns into, where it does.
start_process() {
  local name="$1" pid
  shift
  setsid "$@" </dev/null >"$lab_dir/$name.log" 2>&1 &
  pid=$!
  # Until setsid has become the command, its own command line would be kept.
  until [ "$(command_of "$pid" | cut -d' ' -f1)" = "${becomes:-$1}" ]; do
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.01
  done
  printf '%s\n%s\n' "$pid" "$(command_of "$pid")" >"$lab_dir/$name.pid"
}

# wait_for <seconds> <command…>: until the command succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

# wait_for_process <name> <seconds> <command…>: gives up at once when it ends.
wait_for_process() {
  local name="$1" seconds="$2"
  shift 2
  wait_for "$seconds" answers_or_ended "$name" "$@" && "$@"
}

answers_or_ended() {
  local name="$1"
  shift
  "$@" || ! pid_of "$name" >/dev/null
}

# stop_process <name>: ends what the lab started, and waits until it is gone.
stop_process() {
  local pid
  if pid=$(pid_of "$1"); then
    kill "$pid"
    wait_for 20 process_is_gone "$pid" || fail "$1 (pid $pid) does not end"
    say "$1 stopped (pid $pid)"
  else
    say "$1: nothing here that the lab started"
  fi
  rm -f "$lab_dir/$1.pid"
}

process_is_gone() { ! kill -0 "$1" 2>/dev/null; }
