import { type Imports, R_ENVIRONMENT } from '../inventory/imports';
import type { Runtime } from '../runtime/schema';
import type { WantedModule } from './check-imports';
import { isAtLeast } from './compare-runtime';
import { LANGUAGE_SERVER, NOTEBOOK_ENVIRONMENT } from './databricks-python';
import { notebookPackages } from './databricks-r';

const named = (name: string, from = name): WantedModule => ({
  module: name,
  package: from,
});

/** What Databricks' notebook code imports, by the rule that asks for it. */
export const importedModules = {
  'PY-06': [
    named('IPython', 'ipython'),
    ...['numpy', 'pandas', 'pyarrow', 'six', 'traitlets'].map((each) =>
      named(each),
    ),
    ...[named('matplotlib'), named('jedi')],
  ],
  'PY-07': [named('ipykernel')],
  'PY-08': [
    named('grpc', 'grpcio'),
    named('grpc_status', 'grpcio-status'),
    named('google.protobuf', 'protobuf'),
    named('google.rpc', 'googleapis-common-protos'),
  ],
  'PY-09': [
    named('ipyflow', 'ipyflow-core'),
    ...[named('pyccolo'), named('black')],
    named('tokenize_rt', 'tokenize-rt'),
  ],
  'PY-10': [
    named('requests'),
    named('typing_extensions', 'typing-extensions'),
    named('setuptools'),
    named('databricks.sdk', 'databricks-sdk'),
  ],
} as const satisfies Record<string, readonly WantedModule[]>;

/** Python 3.12 has no distutils of its own; setuptools brings one. */
const distutils = named('distutils', 'setuptools');

type ImportRule = keyof typeof importedModules;

const since: Readonly<Record<ImportRule, string>> = {
  'PY-06': '0.0',
  'PY-07': '11.3',
  'PY-08': '13.3',
  'PY-09': '15.4',
  'PY-10': '13.3',
};

/** What a rule asks for on this line; nothing before the line it begins with. */
export function modulesOf(rule: ImportRule, runtime: Runtime): WantedModule[] {
  if (!isAtLeast(runtime, since[rule])) return [];
  // Before 3.12, Python has one itself.
  const hasDistutils = rule === 'PY-10' && isAtLeast(runtime, '16.4');
  return [...importedModules[rule], ...(hasDistutils ? [distutils] : [])];
}

/** What an inventory of this line tries to load, for the rules that ask whether it loads. */
export function importsFor(runtime: Runtime): Imports {
  const rules = Object.keys(importedModules) as ImportRule[];
  const modules = rules
    .flatMap((rule) => modulesOf(rule, runtime))
    .map((wanted) => wanted.module)
    .sort();
  return {
    [NOTEBOOK_ENVIRONMENT]: modules,
    [LANGUAGE_SERVER]: ['pylsp'],
    [R_ENVIRONMENT]: Object.keys(notebookPackages),
  };
}
