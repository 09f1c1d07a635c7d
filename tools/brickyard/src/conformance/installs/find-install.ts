import { posix } from 'node:path';

import { type InstallTool, TAKES_VALUE, toolTable } from './tool-table';

/** A call of something that installs Python packages, in its parts. */
export interface FoundInstall {
  /** `pip3`, `/databricks/python3/bin/pip`, `python3`, `$PYSPARK_PYTHON`. */
  program: string;
  /** `pip`, `conda` */
  name: string;
  tool: InstallTool;
  /** What it names, by the index of its word. */
  packages: { index: number; written: string }[];
  options: ReadonlyMap<string, string>;
}

const PYTHON = /^(?:(?:python|pypy)[\d.]*|py|\$.*)$/;

/** Of `python3.12 -m pip --quiet install pandas`; options may stand anywhere. */
export function findInstall(
  words: readonly string[],
): FoundInstall | undefined {
  const [program = ''] = words;
  const { name, from } = nameOf(words);
  const tools = toolTable.get(name) ?? [];
  const { operands, options } = readArguments(words, from, name);
  for (const tool of tools)
    for (const verb of tool.verbs) {
      const verbs = verb === '' ? [] : verb.split(' ');
      if (!verbs.every((each, at) => operands[at]?.written === each)) continue;
      const packages = operands.slice(verbs.length);
      return { program, name, tool, packages, options };
    }
  return undefined;
}

/** Without its folder and version; of `python -m pip`, pip. */
function nameOf(words: readonly string[]): { name: string; from: number } {
  const [program = ''] = words;
  const base = posix.basename(program);
  // A variable that is called after pip is one, whatever it holds.
  if (/^\$\{?\w*pip\w*\}?$/i.test(base)) return { name: 'pip', from: 1 };
  if (PYTHON.test(base)) {
    const at = words.findIndex((word) => /^-[a-zA-Z]*m/.test(word));
    const [, joined = ''] = /^-[a-zA-Z]*?m(.*)$/.exec(words[at] ?? '') ?? [];
    const module = joined === '' ? words[at + 1] : joined;
    if (at > 0 && module !== undefined)
      return { name: module, from: at + (joined === '' ? 2 : 1) };
  }
  return {
    name: base.replace(/^(pip|easy_install)-?\d[\d.]*$/, '$1'),
    from: 1,
  };
}

function readArguments(words: readonly string[], from: number, name: string) {
  const operands: FoundInstall['packages'] = [];
  const options = new Map<string, string>();
  const takesName = /conda$|^micromamba$|^mamba$/.test(name) ? /^-n$/ : /^$/;
  for (let index = from; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, option = word, joined] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (/^(?:-e|--editable)$/.test(option)) {
      if (joined !== undefined) operands.push({ index, written: joined });
    } else if (!word.startsWith('-')) operands.push({ index, written: word });
    else if (TAKES_VALUE.test(word) || takesName.test(word)) {
      index += 1;
      options.set(word, words[index] ?? '');
    } else options.set(option, joined ?? '');
  }
  return { operands, options };
}
