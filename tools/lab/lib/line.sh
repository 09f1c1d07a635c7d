# shellcheck shell=bash
# Sourced after process.sh: the lab's runtime lines. A line is its file in runtimes/
# and nothing else, so that a second Debian is a second file.

# shellcheck disable=SC2034 # for those who source this
first_line=lab-debian-12

# read_line <name>: sets `line`, `suite` and `debian` (Debian's name and number for the
# release), `base` (what Dockerfiles of the line start from), and `day`, on which
# its R packages are said to be of.
# shellcheck disable=SC2034
read_line() {
  local file
  file="$(dirname "${BASH_SOURCE[0]}")/../runtimes/$1.json"
  [[ "$1" =~ ^lab-debian-[0-9]+$ && -f "$file" ]] || fail "the lab has no line '$1'; it has $(list_lines | paste -s -d ' ')"
  line="$1" debian="${1##*-}"
  suite="$(line_value codename "$file")"
  base="$(line_value baseImage "$file")"
  day="$(line_value cranSnapshot "$file")"
  export day
}

list_lines() { (cd "$(dirname "${BASH_SOURCE[0]}")/../runtimes" && printf '%s\n' *.json | sed 's/\.json$//'); }

# A key of its own line each, as prettier writes them.
line_value() {
  sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" "$2" | grep . || fail "$2 has no \"$1\""
}

# take_line <argument…>: reads the line that `--line <name>` at the beginning names,
# else the first one. `is_named` says which; `rest` has the other arguments.
# shellcheck disable=SC2034
take_line() {
  is_named='' rest=("$@")
  if [ "${1:-}" = --line ]; then
    is_named=yes rest=("${@:3}")
    set -- "$1" "${2:-}"
  else
    set -- --line "$first_line"
  fi
  read_line "$2"
}
