import { rowMark } from '../rows/row';
import { pythonRows } from '../rows/write-rows';

/** Runs a check and prints its row. The traceback of an exception goes to stderr. */
export const pythonChecks = String.raw`
import re, sys, time, traceback
${pythonRows(rowMark)}
def tell(name, started, result, detail):
    seconds = '%.3f' % (time.monotonic() - started)
    row('check', name, seconds, result, ' '.join(str(detail).split()))

def attempt(name, check):
    started = time.monotonic()
    try:
        detail = check()
    except BaseException as error:
        traceback.print_exc()
        tell(name, started, 'failed', describe(error))
        return False
    tell(name, started, 'ok', detail)
    return True

# Spark repeats the traceback of a worker. Its last line says what went wrong.
def describe(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    named = [line for line in lines if re.match(r'[\w.]*(Error|Exception)\b.*: ', line)]
    if named and len(lines) > 3:
        return named[-1]
    return '%s: %s' % (type(error).__name__, ' '.join(lines[:3]))
`;
