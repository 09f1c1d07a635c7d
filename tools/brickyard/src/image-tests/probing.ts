/** Seconds for the probe, which are not taken from the tests. */
export const probeLimit = 120;
/** Bytes; an image of 600 packages tells 0.1 MB. */
const probeOutput = 16_000_000;

/** Shell functions that start a probe beside the tests and tell what it said: in a process group of its own, as each test. */
export const probing = String.raw`
start_probe() {
  printf %s "$1" >"$folder/probe"
  if [ -n "$bounded" ]; then
    timeout -k 2 ${probeLimit} sh "$folder/probe" >"$folder/probe.out" 2>"$folder/probe.err" </dev/null &
  else
    sh "$folder/probe" >"$folder/probe.out" 2>"$folder/probe.err" </dev/null &
  fi
  probe=$!
}

# What is waited for it is not taken from the tests' time.
end_probe() {
  clock
  began=$clock
  wait "$probe"
  status=$?
  [ -z "$bounded" ] || kill -s KILL -- "-$probe" 2>/dev/null
  clock
  deadline=$((deadline + clock - began))
  report probed "$status"
  # More than the container may print would cost every test its result.
  LC_ALL=C sed "s/^/brickyard-test\${tab}probe\${tab}/" <"$folder/probe.out" | head -c ${probeOutput}
  printf '
'
  tail -n 3 "$folder/probe.err" | head -c 3000 | LC_ALL=C sed "s/^/brickyard-test\${tab}probe-err\${tab}/"
  printf '
'
  rm -f "$folder/probe" "$folder/probe.out" "$folder/probe.err"
}
`.replaceAll('\\$', '$');
