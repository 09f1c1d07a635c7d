import { type Imports, R_ENVIRONMENT } from './imports';
import { rLoadScript } from './probe-r-loads';
import type { Rows } from './rows';

export interface ImportResult {
  environment: string;
  module: string;
  ok: boolean;
  /** The error in one line; null for a module that loads. */
  problem: string | null;
}

/**
 * One process tries all, for most modules import the same others. It is a child:
 * when a module ends it, another goes on with the next module.
 */
const tryImports = String.raw`
import importlib, os, sys

def row(*fields):
    print("\nbrickyard", *[" ".join(str(field).split()) or "-" for field in fields], sep="\t", flush=True)

def attempt(name):
    try:
        importlib.import_module(name)
        problem = "-"
    except BaseException as error:
        problem = type(error).__name__ + ": " + str(error)
    row("import", sys.prefix, name, problem)

names = sys.argv[1:]
while names:
    told, tell = os.pipe()
    if os.fork() == 0:
        os.close(told)
        for name in names:
            os.write(tell, b".")
            row("importing", sys.prefix, name)
            attempt(name)
        os.write(tell, b"!")
        os._exit(0)
    os.close(tell)
    with open(told, "rb") as pipe:
        tried = pipe.read()
    os.wait()
    names = [] if tried.endswith(b"!") else names[max(len(tried), 1):]
`;

/** Nothing for an environment that is not there: another rule says so. */
export function importScript(imports: Imports): string {
  return Object.entries(imports)
    .map(([environment, modules]) =>
      environment === R_ENVIRONMENT
        ? rLoadScript(modules)
        : pythonImportScript(environment, modules),
    )
    .join('');
}

function pythonImportScript(
  environment: string,
  modules: readonly string[],
): string {
  if (modules.length === 0) return '';
  const python = `${environment}/bin/python3`;
  const words = modules.map((name) => `'${name.replaceAll("'", `'\\''`)}'`);
  return `
if [ -x ${python} ]; then
  ${python} -I -B -c '${tryImports}' ${words.join(' ')} </dev/null || row failed imports ${python}
fi
`;
}

export function parseImports(rows: Rows): ImportResult[] {
  const tried = rows.take('importing', ['environment', 'module']);
  const ended = rows.take('import', ['environment', 'module', 'problem']);
  return tried
    .map((each) => {
      const end = ended.find(
        ({ environment, module }) =>
          environment === each.environment && module === each.module,
      );
      const problem = end ? end.problem : 'it ends the interpreter';
      const ok = problem === '-';
      return { ...each, ok, problem: ok ? null : problem };
    })
    .sort(byEnvironmentAndModule);
}

function byEnvironmentAndModule(a: ImportResult, b: ImportResult): number {
  if (a.environment !== b.environment)
    return a.environment < b.environment ? -1 : 1;
  return a.module < b.module ? -1 : 1;
}
