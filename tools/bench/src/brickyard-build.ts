import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  addSizes,
  type BuildBench,
  type Figures,
  makeCold,
} from './build-bench';
import { requestMore } from './build-place';
import { nxBinary, plain } from './image-workspace';
import { makeWorkspace, toJson } from './make-workspace';
import { measure } from './measure';
import type { PlainImage } from './plain-images';

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
  for (const folder of packages) {
    cpSync(
      join(root, 'packages', folder),
      join(workspace, 'packages', folder),
      { recursive: true, force: true },
    );
  }
  makeCold(bench);
  figures.cold.push(await nx(bench, ['docker-build', name]));
  await nx(bench, ['docker-push', name, '--channel=cold']);
  const { file, locks } = requestMore(name);
  const path = join(workspace, 'packages', name, file.name);
  writeFileSync(path, file.edit(readFileSync(path, 'utf8')));
  const lock = locks
    ? await nx(bench, ['lock', name, `--runtime=${bench.place.runtime}`])
    : undefined;
  const build = await nx(bench, ['docker-build', name]);
  if (lock !== undefined) (figures.lock ??= []).push(lock);
  figures.change.push(build + (lock ?? 0));
  await nx(bench, ['docker-push', name, '--channel=changed']);
  const tags = ['cold', 'changed'].map(
    (channel) => `${channel}-${bench.place.tag}`,
  );
  await addSizes(bench, `bench/${name}`, tags, figures);
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
  return seconds;
}
