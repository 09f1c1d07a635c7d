import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { describePackage, type LockedPackage } from './lock-change';
import type { LayerOf } from './weigh-change';

export interface Scheme {
  name: string;
  /** Lines in a Dockerfile; `undefined` where it is one for each package. */
  layers?: number;
  layerOf: LayerOf;
}

const MEGABYTE = 1_000_000;

export type Ecosystem = 'python' | 'r';

/** What could be done instead; the toolbox's own comes last. */
export function listSchemes(
  root: string,
  packages: readonly LockedPackage[],
  ecosystem: Ecosystem,
): Scheme[] {
  return [
    { name: 'one layer', layers: 1, layerOf: () => '' },
    { name: 'by a hash of the name', layers: 8, layerOf: byHash(8) },
    ...(ecosystem === 'r' ? rSchemes : pythonSchemes),
    {
      name: 'in-layers of the toolbox',
      layers: 9,
      layerOf: askToolbox(root, packages, ecosystem),
    },
    { name: 'a layer for each package', layerOf: ({ name }) => name },
  ];
}

const pythonSchemes: readonly Scheme[] = [
  {
    name: 'small ones together, others by hash',
    layers: 8,
    layerOf: apart(35 * MEGABYTE, () => 'small', byHash(7)),
  },
  {
    name: 'the same, small is below 1 MB',
    layers: 8,
    layerOf: apart(3.5 * MEGABYTE, () => 'small', byHash(7)),
  },
  {
    name: "the line's pins apart, others by hash",
    layers: 8,
    layerOf: (each) => (each.pinned ? 'pinned' : byHash(7)(each)),
  },
];

const rSchemes: readonly Scheme[] = [
  {
    name: 'those below 0.5 MB together, others by hash',
    layers: 8,
    layerOf: apart(MEGABYTE / 2, () => 'small', byHash(7)),
  },
  {
    name: 'those below 1 MB by hash in 3, others in 5',
    layers: 8,
    layerOf: apart(MEGABYTE, (each) => `small ${byHash(3)(each)}`, byHash(5)),
  },
];

/** `limit` is of installed files, in bytes. */
function apart(limit: number, below: LayerOf, above: LayerOf): LayerOf {
  return (each) => (each.installed < limit ? below(each) : above(each));
}

function byHash(count: number): LayerOf {
  return ({ name }) => {
    const hash = createHash('sha256').update(name).digest('hex');
    return String(parseInt(hash.slice(0, 8), 16) % count);
  };
}

const ASK = `
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.SourceFileLoader("in_layers", sys.argv[1])
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("in_layers", loader))
sys.dont_write_bytecode = True
loader.exec_module(module)
print(json.dumps([module.layer_of((sys.argv[2], name), size, {name} if pinned else set())
                  for name, size, pinned in json.load(sys.stdin)]))
`;

/**
 * `in-layers` of the toolbox says into which layer it would put each package. What does
 * not come with the stage `steady` has a layer for itself.
 */
function askToolbox(
  root: string,
  packages: readonly LockedPackage[],
  ecosystem: Ecosystem,
): LayerOf {
  const script = join(root, 'packages/toolbox/bin/in-layers');
  const input = packages.map(({ name, installed, pinned }) => [
    name,
    installed,
    pinned,
  ]);
  const answer = execFileSync('python3', ['-c', ASK, script, ecosystem], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  const layers = JSON.parse(answer) as number[];
  const known = new Map(
    packages.map((each, at) => [describePackage(each), String(layers[at])]),
  );
  return (each) =>
    each.steady ? (known.get(describePackage(each)) ?? 'unknown') : 'others';
}
