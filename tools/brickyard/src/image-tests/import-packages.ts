import { testRowMark } from '../rows/row';
import { pythonRows } from '../rows/write-rows';

/**
 * Imports packages one after the other in one Python. They are given as
 * distributions, in lines of `number<tab>name`; lines before `first` are skipped.
 * It prints a row when a package begins and when it is done, so that the runner
 * knows which package caused a crash. SIGALRM ends the process when one hangs.
 *
 * A package that fails is tried again in a Python of its own, since another
 * package may have been in its way: both pip and setuptools replace distutils.
 *
 * The list of files of a distribution says which modules it has. One of the same
 * name is enough. Otherwise all public ones are imported, and of a namespace the
 * first module below it.
 */
export const importPackages = String.raw`
import importlib, os, re, signal, subprocess, sys, time, traceback
from importlib import metadata
${pythonRows(testRowMark)}
listed, rows, first, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
sys.argv = [""]
SKIPPED = {"test", "tests", "testing", "docs", "doc", "example", "examples", "benchmarks"}
told = open(rows, "a", buffering=1, encoding="utf-8", errors="replace")

def tell(*fields):
    row(*[" ".join(str(field).split()) for field in fields], to=told)

def modules_of(name):
    found = {}
    for file in metadata.files(name) or []:
        parts = file.parts
        if not parts or parts[0] == ".." or parts[0].endswith((".dist-info", ".data", ".egg-info")):
            continue
        stem, dot, suffix = parts[-1].partition(".")
        if not dot or not (suffix == "py" or suffix.endswith("so")):
            continue
        module = parts[:-1] if stem == "__init__" else (*parts[:-1], stem)
        if module and all(part.isidentifier() for part in module):
            found[module] = True
    own = (re.sub(r"[-.]", "_", name),)
    if own in found:
        return [own]
    tops = sorted({module[0] for module in found})
    public = [top for top in tops if not top.startswith("_") and top not in SKIPPED]
    return [shallowest(top, found) for top in public or tops]

def shallowest(top, found):
    return min((module for module in found if module[0] == top), key=lambda module: (len(module), module))

def loads_alone(modules):
    argv = [sys.executable, "-B", "-c", "import " + ", ".join(modules)]
    return subprocess.call(argv, stdin=subprocess.DEVNULL) == 0

def load(name):
    signal.alarm(limit)
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing", "", ""
    modules = []
    try:
        modules = [".".join(module) for module in modules_of(name)]
        for module in modules:
            importlib.import_module(module)
        return "ok", version, ""
    except BaseException as error:
        if loads_alone(modules):
            return "ok", version, ""
        traceback.print_exc()
        return "failed", version, "%s: %s" % (type(error).__name__, error)
    finally:
        signal.alarm(0)

for line in open(listed, encoding="utf-8"):
    number, name = line.rstrip("\n").split("\t")
    if int(number) < first:
        continue
    tell("begin", number)
    began = time.monotonic()
    state, version, message = load(name)
    tell("package", number, state, round((time.monotonic() - began) * 1000), version or "-", message or "-")
told.close()
sys.stdout.flush()
sys.stderr.flush()
# Do not wait for threads that an import has started.
os._exit(0)
`;
