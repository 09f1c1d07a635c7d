import type { ShellCommand } from './list-commands';

/** Options of pip and uv whose value is the next word. */
const TAKES_VALUE =
  /^(?:-[rceitf]|--(?:requirement|constraint|editable|index-url|extra-index-url|find-links|target|prefix|root|python|no-binary|only-binary|platform|trusted-host|cert|timeout|retries|cache-dir|config-settings|upgrade-strategy|link-mode))$/;
const PIP = /(?:^|\/)pip[\d.]*$/;
const PYTHON = /(?:^|\/)python[\d.]*$/;

/** A call of `pip install`: who calls it, and for what. */
export interface PipInstall {
  /** `pip3`, `/databricks/python3/bin/pip`, `python3`, `$PYSPARK_PYTHON`. */
  program: string;
  /** The Python that uv installs for. */
  python?: string;
  /** As written: `pandas==2.2.3`, `./wheel.whl`. */
  packages: string[];
  /** As written: `--require-hashes`, `--target`. */
  options: string[];
}

export function readPipInstall({
  words,
}: ShellCommand): PipInstall | undefined {
  const [program = ''] = words;
  const isPip = PIP.test(program);
  const isUv = /(?:^|\/)uv$/.test(program) && words[1] === 'pip';
  const isModule =
    (PYTHON.test(program) || program.startsWith('$')) &&
    words.some((word, at) => word === 'pip' && words[at - 1] === '-m');
  const start = words.indexOf('install');
  if (start < 0 || !(isPip || isUv || isModule)) return undefined;
  return { program, ...readArguments(words.slice(start + 1)) };
}

function readArguments(words: readonly string[]) {
  const packages: string[] = [];
  const options: string[] = [];
  let python: string | undefined;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    if (/^(?:-p|--python)$/.test(before)) python = word;
    if (/^\d*[<>]/.test(word) || /^\d*>+$/.test(before)) continue;
    if (word.startsWith('-')) options.push(word);
    else if (!TAKES_VALUE.test(before) && before !== '-p') packages.push(word);
  }
  const inline = options.find((word) => word.startsWith('--python='));
  return { packages, options, python: python ?? inline?.split('=')[1] };
}

/** What a command asks apt for; `apt-install` is a script of the toolbox. */
export function readAptInstall({ words }: ShellCommand): string[] {
  const [program = '', ...rest] = words;
  const isOurs = /(?:^|\/)apt-install$/.test(program);
  const isApt = /(?:^|\/)(?:apt|apt-get|aptitude)$/.test(program);
  const start = isOurs ? 0 : rest.indexOf('install') + 1;
  if (!isOurs && (!isApt || start === 0)) return [];
  return rest.slice(start).filter((word) => !word.startsWith('-'));
}
