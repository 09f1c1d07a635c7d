import { parseArgs } from 'node:util';

import { targetTable } from './target-table';

export interface FuzzOptions {
  help: boolean;
  only: readonly string[];
  seconds: number;
  seed: number;
  /** The number of one input to try, in place of all. */
  at?: number;
  /** Targets at the same time. */
  parallel: number;
  /** Write what is found into the corpus. */
  keep: boolean;
}

const names = targetTable.map(({ name }) => name);

export const usage = `Usage: npm run fuzz -- [options]

Tries what people and machines write on everything that reads it: first all that
was ever found (tools/fuzz/corpus), then changed texts, drawn with a seed. Fails
for an error that is none of Brickyard's, more than 1 s of CPU, more than 256 MB,
an error at a line that is not there or told twice, a password in a message, and
for what is another thing when it is printed and read again.

Options:
  --only <name>     only this target (may be repeated):
                    ${names.slice(0, 7).join(', ')},
                    ${names.slice(7).join(', ')}
  --seconds <300>   for each target
  --seed <1>        the same seed draws the same inputs
  --at <number>     only the input of this number, as a finding names it
  --parallel <2>    targets at the same time
  --keep            write what is found into the corpus
  --help            this text
`;

/** Throws an Error that says which option is wrong. */
export function parseFuzzOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      seconds: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      at: { type: 'string' },
      parallel: { type: 'string', default: '2' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    help: values.help,
    only: values.only?.map(parseName) ?? names,
    seconds: parseCount('--seconds', values.seconds),
    seed: parseCount('--seed', values.seed),
    at: values.at === undefined ? undefined : parseCount('--at', values.at),
    parallel: Math.max(1, parseCount('--parallel', values.parallel)),
    keep: values.keep,
  };
}

function parseCount(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option}: '${text}' is not a whole number`);
}

function parseName(text: string): string {
  if (names.includes(text)) return text;
  throw new Error(`--only: '${text}' is none of ${names.join(', ')}`);
}
