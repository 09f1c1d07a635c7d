#!/usr/bin/env bash
# up.sh [--line <name>]…: an engine, a registry, a base image and, where that is the
# lab's own, a CRAN mirror: each only where it is missing, with the time each took.
# With --line, also the base and the R packages of that line in runtimes/, as in
# --line lab-debian-13. down.sh stops what this started.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"
# shellcheck source=lib/line.sh
source "$folder/lib/line.sh"

# run_part <script> [argument…]
run_part() {
  local part="$1" began took
  shift
  # Microseconds, whatever sign the locale has for decimals.
  began="${EPOCHREALTIME//[!0-9]/}"
  "$folder/$part.sh" "$@"
  took=$((${EPOCHREALTIME//[!0-9]/} - began))
  say "$(printf '%s: %d.%02d s' "$part${2:+ ($2)}" $((took / 1000000)) $((took / 10000 % 100)))"
}

lines=()
while [ $# -gt 0 ]; do
  case "$1" in
    --line)
      read_line "${2:-}"
      lines+=("$2")
      shift 2
      ;;
    -h | --help) print_help "${BASH_SOURCE[0]}" && exit ;;
    *) fail "up.sh knows --line <name>, not '$1'" ;;
  esac
done

run_part engine
run_part registry
run_part base-image
# The mirror has Debian's R packages: for images on the lab's Debian only.
! "$folder/base-image.sh" held || run_part cran
for line in "${lines[@]}"; do
  run_part base-image --line "$line"
  run_part cran --line "$line"
done
