/** Runs one check and prints its row; what an exception says in full goes to stderr. */
export const pythonRows = String.raw`
import re, sys, time, traceback

def row(name, seconds, result, detail):
    flat = re.sub(r'\s+', ' ', str(detail)).strip()
    print('brickyard\tcheck\t%s\t%.3f\t%s\t%s' % (name, seconds, result, flat), flush=True)

def attempt(name, check):
    started = time.monotonic()
    try:
        detail = check()
    except BaseException as error:
        traceback.print_exc()
        row(name, time.monotonic() - started, 'failed', describe(error))
        return False
    row(name, time.monotonic() - started, 'ok', detail)
    return True

# Spark repeats a worker's traceback; its last line is what went wrong.
def describe(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    named = [line for line in lines if re.match(r'[\w.]*(Error|Exception)\b.*: ', line)]
    if named and len(lines) > 3:
        return named[-1]
    return '%s: %s' % (type(error).__name__, ' '.join(lines[:3]))
`;
