import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from '../runtime/notebook-python';
import { rserveJob } from './rserve-job';

/**
 * Asks for what a cluster needs before Spark starts. The shell reads this script
 * from stdin, so every program that it starts gets another stdin.
 */
export function renderEntryScript(tries: { rserve: boolean }): string {
  return [ASK, ...(tries.rserve ? [askRserve] : []), ''].join('\n');
}

const ASK = String.raw`${shellRows(rowMark)}
now() { date +%s.%N; }
fact() { # <name> <started> <value>
  seconds="$(awk -v from="$2" -v to="$(now)" 'BEGIN { print to - from }' 2> /dev/null || echo 0)"
  row fact "$1" "$seconds" "$3"
}
started="$(now)"
if command -v bash > /dev/null; then fact bash "$started" "$(command -v bash)"; fi
started="$(now)"
if command -v java > /dev/null; then
  fact java "$started" "$(java -XX:-UsePerfData -version 2>&1 < /dev/null | grep version | head -n 1)"
fi
started="$(now)"
if [ -e ${PYTHON} ]; then
  fact python "$started" "$(${PYTHON} --version 2>&1 < /dev/null | tail -n 1)"
fi
`;

const askRserve = `
if [ -x ${PYTHON} ]; then
${PYTHON} -B - <<'BRICKYARD_END'
${rserveJob}
BRICKYARD_END
fi
`;
