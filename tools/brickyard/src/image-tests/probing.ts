import { testRowMark } from '../rows/row';

/** Seconds for the probe, unless programs are slow. Tests do not lose them. */
export const probeLimit = 120;
/** Bytes. An image with 600 packages prints 0.1 MB. */
const probeOutput = 16_000_000;

/**
 * Shell functions that start a probe beside the tests and print what it said.
 * Like each test, it has a process group of its own.
 */
export const probing = (limit: number) =>
  String.raw`
start_probe() {
  printf %s "$1" >"$folder/probe"
  if [ -n "$bounded" ]; then
    timeout -k 2 ${limit} sh "$folder/probe" >"$folder/probe.out" 2>"$folder/probe.err" </dev/null &
  else
    sh "$folder/probe" >"$folder/probe.out" 2>"$folder/probe.err" </dev/null &
  fi
  probe=$!
}

# Waiting for it does not count as time of the tests.
end_probe() {
  clock
  began=$clock
  wait "$probe"
  status=$?
  [ -z "$bounded" ] || kill -s KILL -- "-$probe" 2>/dev/null
  clock
  deadline=$((deadline + clock - began))
  row probed "$status"
  # If the container printed more than it may, every test would lose its result.
  LC_ALL=C sed "s/^/${testRowMark}\${tab}probe\${tab}/" <"$folder/probe.out" | head -c ${probeOutput}
  printf '
'
  tail -n 3 "$folder/probe.err" | head -c 3000 | LC_ALL=C sed "s/^/${testRowMark}\${tab}probe-err\${tab}/"
  printf '
'
  rm -f "$folder/probe" "$folder/probe.out" "$folder/probe.err"
}
`.replaceAll('\\$', '$');
