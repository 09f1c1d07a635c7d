import { type Problem, problemsError } from '../../errors';
import {
  explainRWord,
  findRCommands,
  type RCommand,
} from './explain-r-command';
import { explainRSpec, parseRSpec } from './parse-r-spec';
import type { RPackageRequest } from './r-package';
import { type CommandWord, splitCommands } from './split-commands';

/** The command in an image, so that the file can also be run as a script. */
export const COMMAND = 'install-r-packages';
const CALL = new RegExp(`^[^\\S\\n\\r\\u2028\\u2029]*${COMMAND}\\b`, 'm');

/**
 * `r_packages.sh`: calls of `install-r-packages`, or a plain list of
 * `name` and `name==version`. The image's own command reads it by the same
 * rules. Throws R_PACKAGES_INVALID with every bad line.
 */
export function parseRPackages(text: string, file: string): RPackageRequest[] {
  const isScript = isRScript(text);
  const foreign = findRCommands(text, isScript ? `${COMMAND} ` : '');
  const commands = splitCommands(withoutLines(text, foreign)).filter(
    (words) => !isSet(words),
  );
  const specs = commands.flatMap((words) =>
    isCall(words) ? words.slice(1) : words,
  );
  const packages = specs.flatMap(({ text: word, line }) => {
    const spec = parseRSpec(word);
    return spec === undefined ? [] : [{ ...spec, place: { file, line } }];
  });
  const faults = [
    ...foreign.map(({ message, line }) => ({ text: message, line })),
    ...findMixed(commands),
    ...findBadSpecs(specs),
  ].map(({ text: message, line }) => ({ place: { file, line }, message }));
  const problems = onePerLine([...faults, ...findTwice(packages)]);
  if (problems.length > 0) throw problemsError('R_PACKAGES_INVALID', problems);
  return packages;
}

/** Whether packages are named by calls of the command, not alone. */
export function isRScript(text: string): boolean {
  return CALL.test(text);
}

/** The same lines, empty where a command is that is told as a whole. */
function withoutLines(text: string, commands: readonly RCommand[]): string {
  const lines = text.split('\n');
  for (const { line, end } of commands) lines.fill('', line - 1, end);
  return lines.join('\n');
}

/** `set -eu`: only the shell needs it. */
function isSet([first, ...rest]: readonly CommandWord[]): boolean {
  return first?.text === 'set' && !rest.some(({ text }) => /[;&|]/.test(text));
}

function isCall([first]: readonly CommandWord[]): boolean {
  return first?.text === COMMAND;
}

type Fault = Omit<CommandWord, 'column'>;

/** In a file with calls, a shell would take a line of names for a command. */
function findMixed(commands: readonly CommandWord[][]): Fault[] {
  const call = commands.find(isCall)?.[0];
  if (call === undefined) return [];
  return commands.flatMap((words) => {
    const [first] = words;
    if (first === undefined || isCall(words)) return [];
    const text = `${first.text}: line ${call.line} calls ${COMMAND}, so this one must too: write ${COMMAND} ${first.text}`;
    return [{ text, line: first.line }];
  });
}

function findBadSpecs(specs: readonly CommandWord[]): Fault[] {
  return specs
    .filter(({ text }) => parseRSpec(text) === undefined)
    .map(({ text, line }) => ({
      text: explainRWord(text) ?? explainRSpec(text),
      line,
    }));
}

function findTwice(packages: readonly RPackageRequest[]): Problem[] {
  const first = new Map<string, RPackageRequest>();
  return packages.flatMap((entry) => {
    const { name, place } = entry;
    const before = first.get(name);
    if (before === undefined) first.set(name, entry);
    if (before === undefined) return [];
    const message = `${name}: is asked for twice, on line ${before.place.line} before; take one out`;
    return [{ place, message }];
  });
}

/** The rest of a bad line most likely repeats the same mistake. */
function onePerLine(problems: readonly Problem[]): Problem[] {
  const byLine = new Map<number | undefined, Problem>();
  for (const problem of problems) {
    const { line } = problem.place;
    if (!byLine.has(line)) byLine.set(line, problem);
  }
  return [...byLine.values()].sort(
    (a, b) => (a.place.line ?? 0) - (b.place.line ?? 0),
  );
}
