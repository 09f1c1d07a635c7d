import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface MutantOptions {
  help: boolean;
  /** Below tools/brickyard/src, with `/` between parts: `plan`, `run/lock`. */
  folders: readonly string[];
  /** Processes that test mutants at the same time. */
  concurrency: number;
  /** Mutate texts, arrays, objects and arrow functions, too. */
  literals: boolean;
  /** Ask all specs of the plugin about what the folder's own let live. */
  allSpecs: boolean;
}

export const defaultFolders = ['synth', 'image-tests', 'plan'] as const;

export const usage = `Usage: npm run mutants -- [folder …] [options]

Changes the code in one place at a time, runs the folder's own specs, and lists
the changes that none of them noticed. Folders are below tools/brickyard/src;
without one: ${defaultFolders.join(', ')}. It prints, it never fails on a survivor.

Options:
  --concurrency <n>  processes at the same time (default: one for each core)
  --all-specs        try survivors on the specs of all other folders, too (slow)
  --literals         mutate texts, arrays, objects and arrow functions, too
  --help             this text
`;

/** Throws an Error that says which option is wrong. */
export function parseMutantOptions(args: readonly string[]): MutantOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      concurrency: { type: 'string' },
      literals: { type: 'boolean', default: false },
      'all-specs': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const folders = positionals.map(parseFolder);
  return {
    help: values.help,
    folders: folders.length === 0 ? defaultFolders : [...new Set(folders)],
    concurrency: parseConcurrency(values.concurrency),
    literals: values.literals,
    allSpecs: values['all-specs'],
  };
}

function parseFolder(text: string): string {
  const folder = text.replace(/\/+$/, '');
  if (/^[\w-]+(\/[\w-]+)*$/.test(folder)) return folder;
  throw new Error(`'${text}' is not a folder below tools/brickyard/src`);
}

function parseConcurrency(text: string | undefined): number {
  const count = text === undefined ? availableParallelism() : Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`--concurrency: '${text}' is not a whole number above 0`);
}
