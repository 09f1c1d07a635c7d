import { parseArgs } from 'node:util';

export const sections = [
  'noop',
  'requests',
  'pack',
  'memory',
  'large',
  'r-locks',
  'builds',
  'tests',
  'locks',
] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  help: boolean;
  /** Sizes of the synthetic workspaces. */
  images: number[];
  /** Timed runs of each command. */
  runs: number;
  /** Timed runs of each build, which take minutes. */
  buildRuns: number;
  only: readonly Section[];
  /** A buildx binary, where `docker` has none. */
  buildx?: string;
  /** Build buildx with Go, and install nx-container with npm. */
  install: boolean;
}

export const usage = `Usage: npm run bench -- [options]

Makes synthetic flavours in a workspace of its own, with its own registry and,
as root on Linux, its own engine, and prints tables of medians. Everything it
starts and writes is gone at the end. It prints, it never fails on a figure.

Options:
  --images <20,100>  sizes of the workspaces
  --runs <5>         timed runs of each command, after one that does not count
  --build-runs <1>   timed runs of each build of this repository's python and r
  --only <name>      only this part (may be repeated): ${sections.join(', ')}
  --buildx <file>    the buildx to compare with, where docker has none
  --no-install       install nothing to compare with (buildx with go, nx-container with npm)
  --help             this text
`;

/** Throws an Error that says which option is wrong. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      images: { type: 'string', default: '20,100' },
      runs: { type: 'string', default: '5' },
      'build-runs': { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      buildx: { type: 'string' },
      install: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    help: values.help,
    images: values.images
      .split(',')
      .map((text) => parseCount('--images', text)),
    runs: parseCount('--runs', values.runs),
    buildRuns: parseCount('--build-runs', values['build-runs']),
    only: values.only?.map(parseSection) ?? sections,
    buildx: values.buildx,
    install: values.install,
  };
}

function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`${option}: '${text}' is not a whole number above 0`);
}

function parseSection(text: string): Section {
  const section = sections.find((name) => name === text);
  if (section !== undefined) return section;
  throw new Error(`--only: '${text}' is none of ${sections.join(', ')}`);
}
