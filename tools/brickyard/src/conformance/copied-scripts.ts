import { posix } from 'node:path';

import { mapLines, type MappedText } from '../script/mapped-text';
import { isShell } from '../script/read-shell-call';
import type { SourceStep } from './list-source-steps';
import { replaceVariables } from './replace-variables';
import type { CopiedFile, FlavourFacts } from './rule';

/** Whether a shell reads it, by its name or its first line. */
export function isScriptFile(path: string, text = ''): boolean {
  const [, program = '', argument = ''] =
    /^#!\s*(\S+)\s*(\S*)/.exec(text) ?? [];
  if (program === '') return /\.(?:ba)?sh$/.test(path) && text !== '';
  return isShell(posix.basename(program) === 'env' ? argument : program);
}

/** The scripts of the folder that a step finds, by where it finds them. */
export function listScripts(
  step: SourceStep,
  flavour: FlavourFacts,
): [path: string, text: MappedText][] {
  const { keyword } = step.instruction;
  const taken = (flavour.copied ?? []).filter(
    ({ line, path, text }) => line === step.line && isScriptFile(path, text),
  );
  return taken.flatMap((file) => {
    const { path, text = '' } = file;
    const mapped = mapLines(text, { file: `${flavour.path}/${path}`, line: 1 });
    const places =
      keyword === 'RUN' ? listTargets(file, step) : listCopies(file, step);
    return places.map((place): [string, MappedText] => [place, mapped]);
  });
}

/** `--mount=type=bind,source=bin/a,target=/tmp/a` */
function listTargets({ path }: CopiedFile, step: SourceStep): string[] {
  return step.instruction.mounts.flatMap(({ from, source, target }) => {
    if (from !== undefined || target === undefined) return [];
    const below = pathBelow(expand(source?.text ?? '.', step), path);
    if (below === undefined) return [];
    const to = posix.resolve(step.folder, expand(target.text, step));
    return [posix.join(to, below)];
  });
}

/** With a name of its own, and in a folder: which it is, the image decides. */
function listCopies({ path }: CopiedFile, step: SourceStep): string[] {
  const words = step.instruction.words.map(({ text }) => expand(text, step));
  const to = posix.resolve(step.folder, words.at(-1) ?? '');
  return words.slice(0, -1).flatMap((source) => {
    const below = pathBelow(source, path);
    if (below === undefined) return [];
    if (below !== '') return [posix.join(to, below)];
    return [to, posix.join(to, posix.basename(path))];
  });
}

function expand(text: string, { variables }: SourceStep): string {
  return replaceVariables(text, variables);
}

/** What is left of a path below a source; '' for the source itself. */
function pathBelow(source: string, path: string): string | undefined {
  const whole = posix.join('/', source).replace(/(?<=.)\/$/, '');
  if (whole === '/') return path;
  const depth = whole.split('/').length - 1;
  const parts = path.split('/');
  const isPattern = /[*?[]/.test(whole);
  const start = `/${parts.slice(0, depth).join('/')}`;
  if (!isPattern && start !== whole) return undefined;
  return parts.slice(depth).join('/');
}
