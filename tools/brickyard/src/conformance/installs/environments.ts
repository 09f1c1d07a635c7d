import { posix } from 'node:path';

import { oncePer } from '../../once-per';
import { NOTEBOOK_ENVIRONMENT } from '../databricks-python';
import { listCalls, type ListedCommand } from '../list-commands';
import type { FlavourFacts } from '../rule';

/**
 * Which Python an install is for. `elsewhere` is an environment of its own, or one
 * that the text does not tell.
 */
export type Whose = 'system' | 'notebooks' | 'elsewhere';

const SYSTEM = /^\/(?:usr(?:\/local)?\/)?s?bin$/;
/** Folders that are named after what they are. */
const ENVIRONMENT =
  /(?:^|[/._-])(?:v?env|virtualenv|conda\d*|mini(?:conda|forge)\d*|mambaforge|micromamba|pyenv|python[\d.]*|pypy[\d.]*)(?:$|[/._-])/i;

/** Folders that the Dockerfile makes environments of, in any of its stages. */
export const listEnvironments = oncePer(
  (flavour: FlavourFacts): Set<string> => {
    return new Set(
      listCalls(flavour).flatMap((command) => madeBy(command) ?? []),
    );
  },
);

/** Of `python3 -m venv /opt/app`, `virtualenv`, `uv venv` and `conda create -p`. */
function madeBy({ words, call }: ListedCommand): string | undefined {
  const text = words.join(' ');
  const isMade =
    /^(?:\S*\/)?(?:python[\d.]*|\$\S+) (?:-\w+ )*-m (?:venv|virtualenv) /.test(
      text,
    ) ||
    /^(?:\S*\/)?virtualenv(?:-[\d.]+)? /.test(text) ||
    /^(?:\S*\/)?uv venv\b/.test(text) ||
    /^(?:\S*\/)?(?:conda|mamba|micromamba) (?:env )?create /.test(text);
  if (!isMade) return undefined;
  const named = words.slice(1).filter((word) => word.includes('/'));
  const isPython = (word: string) => /(?:^|\/)python[\d.]*$/.test(word);
  const folder = named.findLast((word) => !isPython(word)) ?? named.at(-1);
  return posix.resolve(call.folder, folder ?? '.venv');
}

/** Of a program that is named by its path, or of an environment's folder. */
export function whoseFolder(folder: string): Whose {
  if (folder.startsWith(NOTEBOOK_ENVIRONMENT)) return 'notebooks';
  return SYSTEM.test(folder) || /^\/(?:usr(?:\/local)?)?$/.test(folder)
    ? 'system'
    : 'elsewhere';
}

/** Of what PATH leads to first; folders that have no Python are passed by. */
export function whosePath(
  path: string | undefined,
  environments: ReadonlySet<string>,
): Whose {
  for (const folder of path?.split(':') ?? ['$PATH']) {
    // The text does not show what a variable holds.
    if (folder.includes('$')) return 'elsewhere';
    const whole = posix.resolve('/', folder);
    if (whole.startsWith(NOTEBOOK_ENVIRONMENT)) return 'notebooks';
    if (SYSTEM.test(whole)) return 'system';
    const above = posix.dirname(whole);
    if (environments.has(above) || ENVIRONMENT.test(above)) return 'elsewhere';
  }
  return 'system';
}
