import type { ImageTest, Suite } from './image-test';
import { importPackages } from './import-packages';
import { loadPackages } from './load-packages';
import { probing } from './probing';
import { quote } from './quote';
import { pythonPath, renderStep } from './render-step';

/** Seconds for all tests together: what is left of it is all that a test gets. */
export const totalLimit = 1800;
/** Bytes that are kept of what one test prints, half from the start and half from the end. */
const keep = 64 * 1024;
/** The same for a file that patterns look through. */
const keepContent = 1024 * 1024;

/**
 * Everything that a suite runs in a container, as one POSIX shell script for
 * the stdin of one shell. It prints rows, and every line of a test's own behind
 * such a mark: see `parse-rows.ts`. Nothing that a test does ends the script.
 *
 * What tests print goes to files in memory, not through pipes: a process that a
 * test leaves behind holds nothing up, and a flood ends where the memory does.
 *
 * `probe`, a script that only looks, runs while packages are loaded, for these
 * change nothing either; it has ended before any test of a flavour's own begins.
 */
export function renderRunner(
  { tests, timeout }: Suite,
  probe?: string,
): string {
  const numbered = tests.map((test, index) => ({ ...test, number: index + 1 }));
  const python = numbered.filter(
    ({ check }) => check.type === 'python-package',
  );
  const r = numbered.filter(({ check }) => check.type === 'r-package');
  const steps = numbered.flatMap(({ number, name, check }) => {
    const step = renderStep({ name, check });
    const kept = check.type === 'file-content' ? keepContent : keep;
    if (step === undefined) return [];
    return [`attempt ${number} ${kept} ${quote(step)}`];
  });
  return [
    functions(timeout),
    ...(probe === undefined ? [] : [probing, `start_probe ${quote(probe)}`]),
    ...packages(python, `${pythonPath} -B`, importPackages, 'imports.py'),
    ...packages(r, 'Rscript --vanilla', loadPackages, 'loads.R'),
    ...(probe === undefined ? [] : ['end_probe']),
    ...steps,
    'report end',
    'rm -rf "$folder"',
    '',
  ].join('\n');
}

type Numbered = ImageTest & { number: number };

/** One process for all, and another only after one of them ended it. */
function packages(
  tests: readonly Numbered[],
  program: string,
  source: string,
  file: string,
): string[] {
  const [first, last] = [tests[0], tests.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lines = tests.map(({ number, check }) => {
    const name = 'package' in check ? check.package : '';
    return `${number}\t${name}\n`;
  });
  return [
    `printf %s ${quote(source)} >"$folder/${file}"`,
    `printf %s ${quote(lines.join(''))} >"$folder/list"`,
    `batch ${first.number} ${last.number} ${program} "$folder/${file}"`,
  ];
}

const functions = (limit: number) =>
  String.raw`
report() {
  printf brickyard-test
  for field; do printf '\t%s' "$field"; done
  printf '\n'
}

folder="$(mktemp -d /dev/shm/brickyard.XXXXXX 2>/dev/null || mktemp -d)" || {
  report trouble 'no temporary folder can be made (mktemp -d)'
  exit 0
}
mkdir "$folder/tests" "$folder/work"
export BRICKYARD_TESTS="$folder/tests"
cd "$folder/work"
limit=${limit}
tab="$(printf '\t')"
command -v timeout >/dev/null && bounded=yes || bounded=

# Hundredths of a second, without starting a process.
clock() {
  read -r clock _ </proc/uptime
  clock="\${clock%.*}\${clock#*.}"
}
clock
deadline=$((clock + ${totalLimit} * 100))

# Seconds that a command may take: all that is left, at most.
allow() {
  clock
  began=$clock
  allowed=$(((deadline - clock) / 100))
  [ "$allowed" -gt 0 ] || return 1
  [ "$allowed" -le "$1" ] || allowed=$1
}

# A process group of its own, so that what it leaves behind can be ended with it.
run() {
  if [ -n "$bounded" ]; then
    timeout -k 2 "$allowed" "$@" >"$folder/out" 2>"$folder/err" </dev/null &
    job=$!
    wait "$job"
    status=$?
    kill -s KILL -- "-$job" 2>/dev/null
  else
    "$@" >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
  fi
  clock
  took=$((clock - began))
}

mark() {
  LC_ALL=C sed "s/^/brickyard-test$tab$1$tab$number$tab/"
  printf '\n'
}

# What a test printed, and how much of it is left out.
show() {
  [ -s "$folder/$1" ] || return 0
  size="$(wc -c <"$folder/$1")"
  if [ "$size" -le "$kept" ]; then
    mark "$1" <"$folder/$1"
  else
    head -c $((kept / 2)) "$folder/$1" | mark "$1"
    report cut "$1" "$number" $((size - kept))
    tail -c $((kept / 2)) "$folder/$1" | mark "$1"
  fi
}

# number, bytes to keep, script
attempt() {
  number=$1
  kept=$2
  allow "$limit" || { report late "$number"; return 0; }
  printf %s "$3" >"$folder/step"
  run sh "$folder/step"
  report result "$number" "$status" "$took" "$allowed"
  show out
  show err
  rm -f "$folder/out" "$folder/err"
}

# first number, last number, program and its file
batch() {
  next=$1
  last=$2
  kept=${keep}
  shift 2
  while [ "$next" -le "$last" ]; do
    number=$next
    begun=$next
    allow $((limit + last - next + 1)) || { report late "$next" "$last"; return 0; }
    : >"$folder/rows"
    run "$@" "$folder/list" "$folder/rows" "$next" "$limit"
    ended=$((next - 1))
    while IFS="$tab" read -r _ what at _; do
      case "$what" in
        begin) begun=$at ;;
        package) ended=$at ;;
      esac
    done <"$folder/rows"
    cat "$folder/rows"
    [ "$ended" -ge "$last" ] && return 0
    number=$begun
    if [ -s "$folder/rows" ]; then
      report crash "$begun" "$begun" "$status" "$took"
      next=$((begun + 1))
    else
      report crash "$next" "$last" "$status" "$took"
      next=$((last + 1))
    fi
    cat "$folder/err" >>"$folder/out"
    show out
  done
}
`.replaceAll('\\$', '$');
