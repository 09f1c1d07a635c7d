import { quote } from '../rows/quote';
import { testRowMark } from '../rows/row';
import { hideMarks } from '../rows/seal-rows';
import { shellRows } from '../rows/write-rows';
import type { ImageTest, Suite } from './image-test';
import { importPackages } from './import-packages';
import { loadPackages } from './load-packages';
import { probeLimit, probing } from './probing';
import { pythonPath, renderStep } from './render-step';

/** Seconds for all tests together. A test never gets more than what is left of them. */
export const totalLimit = 1800;
/** Bytes that are kept of a test's output, half from its start and half from its end. */
const keep = 64 * 1024;
/** The same for a file that is searched for patterns. */
const keepContent = 1024 * 1024;

/**
 * A whole suite as one POSIX shell script, for the stdin of one shell. It prints
 * rows, with each line of a test's output in a row of its own, so that a test
 * cannot forge one: see `parse-outcomes.ts`. No test can end the script.
 *
 * Tests print into files in memory, not into pipes. So a process that a test
 * leaves behind blocks nothing, and a flood ends when that memory is full.
 *
 * The script `probe` only reads. It runs while packages are loaded, which does
 * not change anything either. It has ended before the first test of a flavour's
 * own starts. Where programs are slow, all may take that many times longer.
 */
export function renderRunner(
  { tests, timeout }: Suite,
  probe?: string,
  slowdown = 1,
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
    return [`attempt ${number} ${kept} ${hideMarks(quote(step))}`];
  });
  return [
    functions(timeout * slowdown, totalLimit * slowdown),
    ...(probe === undefined
      ? []
      : [probing(probeLimit * slowdown), `start_probe ${quote(probe)}`]),
    ...packages(python, `${pythonPath} -B`, importPackages, 'imports.py'),
    ...packages(r, 'Rscript --vanilla', loadPackages, 'loads.R'),
    ...(probe === undefined ? [] : ['end_probe']),
    ...steps,
    'row end',
    'rm -rf "$folder"',
    '',
  ].join('\n');
}

type Numbered = ImageTest & { number: number };

/** One process loads them all. There is another one only after a package ended it. */
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

const functions = (limit: number, total: number) =>
  String.raw`
${shellRows(testRowMark)}
folder="$(mktemp -d /dev/shm/brickyard.XXXXXX 2>/dev/null || mktemp -d)" || {
  row trouble 'no temporary folder can be made (mktemp -d)'
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
row begun
clock
deadline=$((clock + ${total} * 100))

# Seconds that a command may take, at most all that are left.
allow() {
  clock
  began=$clock
  allowed=$(((deadline - clock) / 100))
  [ "$allowed" -gt 0 ] || return 1
  [ "$allowed" -le "$1" ] || allowed=$1
}

# In a process group, so that processes which it leaves behind can be killed.
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
  LC_ALL=C sed "s/^/${testRowMark}$tab$1$tab$number$tab/"
  printf '\n'
}

# Prints the output of a test, how much was cut out of it, and whether its last
# line has no end.
show() {
  [ -s "$folder/$1" ] || return 0
  size="$(wc -c <"$folder/$1")"
  if [ "$size" -le "$kept" ]; then
    mark "$1" <"$folder/$1"
  else
    head -c $((kept / 2)) "$folder/$1" | mark "$1"
    row cut "$1" "$number" $((size - kept))
    tail -c $((kept / 2)) "$folder/$1" | mark "$1"
  fi
  [ -z "$(tail -c 1 "$folder/$1" | tr -d '\n')" ] || row open "$1" "$number"
}

# number, bytes to keep, script
attempt() {
  number=$1
  kept=$2
  allow "$limit" || { row late "$number"; return 0; }
  printf %s "$3" >"$folder/step"
  run sh "$folder/step"
  row result "$number" "$status" "$took" "$allowed"
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
    allow $((limit + last - next + 1)) || { row late "$next" "$last"; return 0; }
    : >"$folder/rows"
    run "$@" "$folder/list" "$folder/rows" "$next" "$limit"
    ended=$((next - 1))
    while IFS="$tab" read -r mark what at _; do
      [ "$mark" = ${testRowMark} ] || continue
      case "$what" in
        begin) begun=$at ;;
        package) ended=$at ;;
      esac
    done <"$folder/rows"
    cat "$folder/rows"
    [ "$ended" -ge "$last" ] && return 0
    number=$begun
    if [ -s "$folder/rows" ]; then
      row crash "$begun" "$begun" "$status" "$took"
      next=$((begun + 1))
    else
      row crash "$next" "$last" "$status" "$took"
      next=$((last + 1))
    fi
    cat "$folder/err" >>"$folder/out"
    show out
  done
}
`.replaceAll('\\$', '$');
