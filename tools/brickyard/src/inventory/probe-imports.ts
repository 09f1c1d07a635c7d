import { type NamedRows } from '../rows/name-rows';
import { orNull, rowMark } from '../rows/row';
import { pythonRows } from '../rows/write-rows';
import { type Imports, R_ENVIRONMENT } from './imports';
import { rLoadScript } from './probe-r-loads';

export interface ImportResult {
  environment: string;
  module: string;
  ok: boolean;
  /** `__version__` of the module; null if it has none. */
  version?: string | null;
  /** The error in one line; null if the module loads. */
  problem: string | null;
}

/** In seconds. */
export interface ImportLimits {
  each: number;
  all: number;
}

const endsInterpreter = 'it ends the interpreter';
/** Followed by a number and ` s`. */
const takesLonger = 'takes longer than';
const tookLonger = 'not tried to its end: all imports took longer than';

/** Whether an import was stopped for its time: the module may be fine. */
export function isStoppedImport(problem: string | null): boolean {
  return [takesLonger, tookLonger].some((text) => problem?.startsWith(text));
}

/** The whole probe has 120 s, or that many times more. */
export function importLimits(slowdown = 1): ImportLimits {
  return { each: 30 * slowdown, all: 75 * slowdown };
}

/**
 * Two processes take turns to import the next module. Each imports many, since
 * most modules import the same others. Both are children, so a module that ends
 * or blocks one of them does not end the script. Garbage collection is off:
 * everything that is imported stays anyway.
 */
const tryImports = String.raw`
import gc, importlib, os, select, signal, sys, time
${pythonRows(rowMark)}
def attempt(name):
    try:
        importlib.import_module(name)
        version = vars(sys.modules[name]).get("__version__")
        return "-", version if isinstance(version, str) else "-"
    except BaseException as error:
        return type(error).__name__ + ": " + str(error), "-"

def serve(orders, answers):
    os.setsid()
    # What modules print must not look like a row.
    os.dup2(2, 1)
    gc.disable()
    for order in orders:
        name = order.decode().strip()
        problem, version = (" ".join(text.split()) or "-" for text in attempt(name))
        answers.write((problem + "\t" + version + "\n").encode("utf-8", "replace"))
        answers.flush()
    os._exit(0)

class Worker:
    def __init__(self):
        orders, self.orders = os.pipe()
        self.answers, answers = os.pipe()
        self.name, self.heard = None, b""
        self.pid = os.fork()
        if self.pid == 0:
            for other in workers:
                os.close(other.orders)
            os.close(self.orders)
            serve(open(orders, "rb", 0), open(answers, "wb"))
        os.close(orders)
        os.close(answers)

    def order(self, name):
        self.name, self.since = name, time.monotonic()
        os.write(self.orders, name.encode() + b"\n")

    def end(self):
        os.close(self.orders)
        os.close(self.answers)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        workers.remove(self)

each, total = float(sys.argv[1]), float(sys.argv[2])
names, workers, begun = sys.argv[3:], [], time.monotonic()
count = min(2, len(os.sched_getaffinity(0)), len(names))

def tell(worker, problem, version="-"):
    row("import", sys.prefix, worker.name, problem, version)
    worker.name = None

while names or any(worker.name for worker in workers):
    if time.monotonic() - begun > total:
        for name in [worker.name for worker in workers if worker.name] + names:
            row("import", sys.prefix, name, "${tookLonger} %g s" % total, "-")
        break
    while names and len(workers) < count:
        workers.append(Worker())
    for worker in workers:
        if worker.name is None and names:
            worker.order(names.pop(0))
    busy = {worker.answers: worker for worker in workers if worker.name}
    ready = select.select(list(busy), [], [], 0.2)[0]
    for worker in list(busy.values()):
        if worker.answers in ready:
            heard = os.read(worker.answers, 65536)
            worker.heard += heard
            if not heard:
                tell(worker, "${endsInterpreter}")
                worker.end()
            elif worker.heard.endswith(b"\n"):
                tell(worker, *worker.heard.decode().rstrip("\n").split("\t"))
                worker.heard = b""
        elif time.monotonic() - worker.since > each:
            tell(worker, "${takesLonger} %g s" % each)
            worker.end()
for worker in list(workers):
    worker.end()
`;

/** Prints nothing for a missing environment: a rule reports that. */
export function importScript(
  imports: Imports,
  limits: ImportLimits = importLimits(),
): string {
  return Object.entries(imports)
    .map(([environment, modules]) =>
      environment === R_ENVIRONMENT
        ? rLoadScript(modules, limits.each)
        : pythonImportScript(environment, modules, limits),
    )
    .join('');
}

function pythonImportScript(
  environment: string,
  modules: readonly string[],
  limits: ImportLimits,
): string {
  if (modules.length === 0) return '';
  const python = `${environment}/bin/python3`;
  const words = modules.map((name) => `'${name.replaceAll("'", `'\\''`)}'`);
  const given = [limits.each, limits.all, ...words].join(' ');
  return `
if [ -x ${python} ]; then
  row asked imports ${python}
  ${python} -I -B -c '${tryImports}row("answered", "imports", "${python}")
' ${given} </dev/null
fi
`;
}

export function parseImports(rows: NamedRows): ImportResult[] {
  const names = ['environment', 'module', 'problem', 'version'] as const;
  const ended = rows.take('import', names);
  const isEnded = (name: string) => ended.some(({ module }) => module === name);
  // R has no parent process to report that it ended.
  const cutShort = rows
    .take('importing', ['environment', 'module'])
    .filter(({ module }) => !isEnded(module))
    .map((tried) => ({ ...tried, problem: endsInterpreter, version: '-' }));
  return [...ended, ...cutShort]
    .map(({ environment, module, ...told }) => {
      const problem = orNull(told.problem);
      const version = orNull(told.version);
      return { environment, module, ok: problem === null, version, problem };
    })
    .sort(byEnvironmentAndModule);
}

function byEnvironmentAndModule(a: ImportResult, b: ImportResult): number {
  if (a.environment !== b.environment)
    return a.environment < b.environment ? -1 : 1;
  return a.module < b.module ? -1 : 1;
}
