import type { EngineProbe } from './engine-probe';

/** What the engine puts into each container. */
const given = [
  ...['./proc', './sys', './dev', './.dockerenv'],
  ...['./etc/hosts', './etc/hostname', './etc/resolv.conf'],
];

/** Where an engine mounts something, and the folders in which it makes and removes such a place. */
const touched = [
  ...['.', './etc', './etc/mtab', './toolbox'],
  ...['./tmp', './tmp/*', './root', './root/.cache'],
];

const isAnyOf = (paths: readonly string[]) =>
  `\\( ${paths.map((path) => `-path '${path}'`).join(' -o ')} \\)`;

const withTimes = `${isAnyOf(touched)} -printf '%y %m %U:%G - %p %l\\n' -o -printf '%y %m %U:%G %T@ %p %l\\n'`;
const withoutTimes = `-printf '%y %m %U:%G %p %l\\n'`;

/**
 * A line for each file, folder and link of an image: kind, mode, owner, time if it is
 * asked for, path and what a link leads to; and another one for each file: its SHA-256
 * and path.
 */
export async function listContent(
  engine: EngineProbe,
  image: string,
  { times = false } = {},
): Promise<string[]> {
  const script = `set -eu
cd /
list() { find . ${isAnyOf(given)} -prune -o "$@"; }
list ${times ? withTimes : withoutTimes}
list -type f -print0 | xargs -0 sha256sum
`;
  const text = await engine.run(image, ['sh', '-c', script]);
  return text.trim().split('\n').sort();
}

/** What only one of two lists has. */
export function listDifferences(
  before: readonly string[],
  after: readonly string[],
): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}
