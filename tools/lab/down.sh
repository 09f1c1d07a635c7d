#!/usr/bin/env bash
# down.sh: stops what the lab started, and nothing else. What it stored stays in
# .lab/ for the next time.

set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=lib/process.sh
source "$folder/lib/process.sh"

case "${1:-}" in
  '') ;;
  -h | --help) print_help "${BASH_SOURCE[0]}" && exit ;;
  *) fail "down.sh takes no argument, not '$1'" ;;
esac

"$folder/cran.sh" stop
"$folder/apt-archive.sh" stop
# The registry before the engine: it may be a container of this engine.
"$folder/registry.sh" stop
"$folder/second-engine.sh" stop
"$folder/engine.sh" stop
