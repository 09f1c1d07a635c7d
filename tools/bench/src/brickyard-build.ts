import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  addSizes,
  type BuildBench,
  type Figures,
  makeCold,
  settleDisk,
} from './build-bench';
import { requestMore } from './build-place';
import { nxBinary, plain } from './image-workspace';
import { makeWorkspace, toJson } from './make-workspace';
import { measure } from './measure';
import type { PlainImage } from './plain-images';
import { tell, tellSeconds } from './progress';

/** These two images and their parents. */
const packages = ['toolbox', 'minimal', 'python', 'r'];

export function makeBuildWorkspace({
  root,
  workspace,
  place,
}: BuildBench): void {
  const options = place.profile && { profile: place.profile };
  const nx = {
    analytics: false,
    neverConnectToCloud: true,
    cacheDirectory: '.nx/cache',
    namedInputs: { default: ['{projectRoot}/**/*'], image: [] },
    plugins: [{ plugin: 'brickyard', options: { ...options } }],
  };
  const nodeModules = join(root, 'node_modules');
  const files = { 'nx.json': toJson(nx) };
  makeWorkspace({ folder: workspace, nodeModules, files });
}

export async function buildBrickyard(
  bench: BuildBench,
  name: PlainImage['name'],
  figures: Figures,
): Promise<void> {
  const { workspace, root } = bench;
  // What is recorded of an earlier run's images.
  rmSync(join(workspace, 'dist'), { recursive: true, force: true });
  for (const folder of packages) {
    cpSync(
      join(root, 'packages', folder),
      join(workspace, 'packages', folder),
      { recursive: true, force: true },
    );
  }
  makeCold(bench);
  tell('  Brickyard, cold');
  // As main publishes it, whose image a fresh runner takes steps from.
  figures.cold.push(await nx(bench, ['docker-push', name]));
  const push = ['docker-push', name, '--channel=changed'];
  settleDisk();
  tell('  Brickyard, a package more');
  const lock = await addPackages(bench, name, 1);
  figures.lock.push(lock);
  figures.change.push(lock + (await nx(bench, push)));
  const { tag } = bench.place;
  await addSizes(bench, `bench/${name}`, [tag, `changed-${tag}`], figures);
  tell('  Brickyard, a fresh runner');
  await addPackages(bench, name, 2);
  await buildFresh(bench, push, figures);
}

/** Resolves to the seconds of the lock. */
async function addPackages(
  bench: BuildBench,
  name: PlainImage['name'],
  count: 1 | 2,
): Promise<number> {
  const { file, lines } = requestMore(name, count);
  const list = readFileSync(join(bench.root, 'packages', name, file), 'utf8');
  writeFileSync(join(bench.workspace, 'packages', name, file), list + lines);
  return nx(bench, ['lock', name, `--runtime=${bench.place.runtime}`]);
}

/** As a runner of CI does: the registry alone has the parents. */
async function buildFresh(
  bench: BuildBench,
  push: readonly string[],
  figures: Figures,
): Promise<void> {
  makeCold(bench);
  const proxy = await bench.registry.count();
  try {
    figures.fresh.push(await nx(bench, push));
    figures.freshBytes = proxy.traffic.received;
  } finally {
    await bench.registry.uncount();
  }
}

async function nx(
  { workspace, engine, registry }: BuildBench,
  words: readonly string[],
): Promise<number> {
  const { seconds } = await measure({
    argv: [nxBinary(workspace), ...words],
    cwd: workspace,
    env: {
      ...plain,
      ...engine.env,
      // The profile's values for these would win over nx.json.
      BRICKYARD_REGISTRY: registry.host,
      BRICKYARD_NAMESPACE: 'bench',
    },
  });
  tellSeconds(seconds);
  return seconds;
}
