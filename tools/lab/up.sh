#!/usr/bin/env bash
# up.sh: an engine, a registry, a base image and, where that is the lab's own, a
# CRAN mirror: each only where it is missing, with the time each took. down.sh
# stops what this started.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"

case "${1:-}" in
  '') ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" && exit ;;
  *) fail "up.sh takes no argument, not '$1'" ;;
esac

for part in engine registry base-image cran; do
  # The mirror has Debian's R packages: for images on the lab's Debian only.
  [ "$part" != cran ] || "$folder/base-image.sh" held || continue
  # Microseconds, whatever sign the locale has for decimals.
  began="${EPOCHREALTIME//[!0-9]/}"
  "$folder/$part.sh"
  took=$((${EPOCHREALTIME//[!0-9]/} - began))
  say "$(printf '%s: %d.%02d s' "$part" $((took / 1000000)) $((took / 10000 % 100)))"
done
