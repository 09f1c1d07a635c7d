import { posix } from 'node:path';

import type { Place } from '../../errors';
import { oncePer } from '../../once-per';
import {
  listCommands,
  type ListedCommand,
  placeOfWord,
} from '../list-commands';
import type { FlavourFacts } from '../rule';
import {
  listEnvironments,
  type Whose,
  whoseFolder,
  whosePath,
} from './environments';
import { findInstall, type FoundInstall } from './find-install';

/** A call of pip, uv, poetry, conda and such that installs Python packages. */
export interface PythonInstall {
  command: ListedCommand;
  /** `pip3`, `/databricks/python3/bin/pip`, `python3`, `$PYSPARK_PYTHON`. */
  program: string;
  whose: Whose;
  /** As written: `pandas==2.2.3`, `./wheel.whl`. */
  packages: { written: string; place: Place }[];
}

/** In the stages that end up in the image, in order. */
export const listPythonInstalls = oncePer(
  (flavour: FlavourFacts): PythonInstall[] =>
    listCommands(flavour).flatMap((command) => {
      const found = findInstall(command.words);
      if (found === undefined) return [];
      const { program, packages } = found;
      return [
        {
          ...{ command, program },
          whose: whoseInstall(found, command, flavour),
          packages: packages.map(({ written, index }) => ({
            written,
            place: placeOfWord(command, index),
          })),
        },
      ];
    }),
);

function whoseInstall(
  found: FoundInstall,
  command: ListedCommand,
  flavour: FlavourFacts,
): Whose {
  const { tool, options } = found;
  const { variables } = command.call;
  const given = (...names: string[]) =>
    names.map((name) => options.get(name) ?? variables[name]).find(Boolean);
  const folder = given(
    ...['--target', '-t', '--prefix', '--root'],
    ...['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT'],
  );
  if (folder !== undefined) return whoseFolder(posix.resolve(folder));
  if (tool.takes === 'own' && !isShared(found, command)) return 'elsewhere';
  const python = given(
    ...['--python', '-p', tool.takes === 'uv' ? 'UV_PYTHON' : 'PIP_PYTHON'],
  );
  if (python !== undefined) return whoseGiven(python, command, flavour);
  return tool.takes === 'uv'
    ? whoseUv(found, command, flavour)
    : whoseProgram(found.program, command, flavour);
}

/** Whether a tool that makes environments is told not to. */
function isShared(
  { tool: { unless }, options }: FoundInstall,
  { call: { variables } }: ListedCommand,
): boolean {
  const [name = '', pattern = /^$/] = unless?.variable ?? [];
  return (
    (unless?.option !== undefined && options.has(unless.option)) ||
    (variables[name] !== undefined && pattern.test(variables[name]))
  );
}

/** `3.12`, `python3`, `cpython@3.12`: any such Python that PATH leads to. */
const BARE = /^(?:c?python|pypy)?[-@]?[\d.]*t?$/;

/** What `--python` names: a version, a program or an environment. */
function whoseGiven(
  python: string,
  command: ListedCommand,
  flavour: FlavourFacts,
): Whose {
  if (BARE.test(python)) return whoseProgram(python, command, flavour);
  const path = posix.resolve(command.call.folder, python);
  const isProgram = posix.basename(posix.dirname(path)) === 'bin';
  return whoseFolder(isProgram ? posix.dirname(path) : path);
}

/** Of a program: by its folder, or else by PATH. */
function whoseProgram(
  program: string,
  { call: { variables, folder } }: ListedCommand,
  flavour: FlavourFacts,
): Whose {
  // The text does not show what a variable holds.
  if (program.includes('$')) return 'elsewhere';
  if (program.includes('/'))
    return whoseFolder(posix.dirname(posix.resolve(folder, program)));
  const whose = whosePath(variables.PATH, listEnvironments(flavour));
  const isActive = [
    variables.VIRTUAL_ENV,
    variables.CONDA_PREFIX,
    variables.CONDA_DEFAULT_ENV,
  ].some(Boolean);
  return whose === 'system' && isActive ? 'elsewhere' : whose;
}

/** uv takes the active environment, and without one `.venv`. */
function whoseUv(
  { options }: FoundInstall,
  command: ListedCommand,
  flavour: FlavourFacts,
): Whose {
  const { variables } = command.call;
  const isSystem =
    options.has('--system') ||
    /^(?:1|true|yes|on)$/i.test(variables.UV_SYSTEM_PYTHON ?? '');
  if (isSystem) return whosePath(variables.PATH, listEnvironments(flavour));
  return whoseFolder(variables.VIRTUAL_ENV ?? '.venv');
}
