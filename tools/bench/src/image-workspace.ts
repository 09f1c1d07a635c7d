import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Bench, ImageBench } from './bench';
import {
  bakeFile,
  brickyardFiles,
  flavourNames,
  floorFiles,
  makeWorkspace,
  nxContainerFiles,
} from './make-workspace';
import { type Environment, measure } from './measure';
import { tell } from './progress';

/** Folders of the workspaces that hold `count` equal flavours. */
export interface ImageWorkspace {
  count: number;
  brickyard: string;
  floor: string;
  nxContainer?: string;
}

/** Settings of the caller's shell must not change the measurement. */
export const plain: Environment = {
  BRICKYARD_PROFILE: undefined,
  BRICKYARD_REGISTRY: undefined,
  BRICKYARD_NAMESPACE: undefined,
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
};

/** A new workspace with every image built and published. */
export async function prepareImages(
  bench: ImageBench,
  count: number,
): Promise<ImageWorkspace> {
  const { root, folder, base, nxContainer, engine } = bench;
  const at = (name: string) => join(folder, `${name}-${count}`);
  const nodeModules = join(root, 'node_modules');
  makeBrickyardWorkspace(bench, bench, count, at('brickyard'));
  makeWorkspace({ folder: at('floor'), nodeModules, files: floorFiles(count) });
  if (nxContainer !== undefined) {
    const files = nxContainerFiles(count, base);
    makeWorkspace({ folder: at('nx'), nodeModules: nxContainer, files });
  }
  tell(`builds and publishes ${count} images`);
  await measure({
    argv: [nxBinary(at('brickyard')), 'run-many', '-t', 'docker-push'],
    cwd: at('brickyard'),
    env: { ...plain, ...engine.env },
  });
  if (bench.buildx !== undefined)
    publishBakeCache(bench, count, at('brickyard'));
  return {
    count,
    brickyard: at('brickyard'),
    floor: at('floor'),
    nxContainer: nxContainer && at('nx'),
  };
}

export function makeBrickyardWorkspace(
  { root }: Bench,
  place: { base: string; digest: string; registry: { host: string } },
  count: number,
  folder: string,
): void {
  const { base, digest, registry } = place;
  const files = brickyardFiles({
    count,
    base,
    digest,
    registry: registry.host,
  });
  const nodeModules = join(root, 'node_modules');
  makeWorkspace({ folder, nodeModules, files });
}

/** The daemons that timed runs left behind. */
export async function stopDaemons({
  brickyard,
  floor,
}: ImageWorkspace): Promise<void> {
  for (const cwd of [brickyard, floor]) {
    const argv = [nxBinary(cwd), 'daemon', '--stop'] as const;
    await measure({ argv, cwd, env: { ...plain, NX_DAEMON: undefined } });
  }
}

export function nxBinary(folder: string): string {
  return join(folder, 'node_modules/.bin/nx');
}

export function bakeCacheOf({ registry }: ImageBench): string {
  return `${registry.host}/benchcache`;
}

/** Inline caches, a few images at a time: bake loses some of a hundred. */
function publishBakeCache(
  bench: ImageBench,
  count: number,
  folder: string,
): void {
  tell(`builds and publishes ${count} images with bake`);
  const cache = bakeCacheOf(bench);
  writeFileSync(join(folder, 'bake.json'), bakeFile(count));
  writeFileSync(join(folder, 'bake-fresh.json'), bakeFile(count, cache));
  const names = flavourNames(count);
  while (names.length > 0) {
    const some = names.splice(0, 10);
    const set = some.flatMap((name) => [
      ...['--set', `${name}.tags=${cache}/${name}:cache`],
      ...['--set', `${name}.cache-to=type=inline`],
      ...['--set', `${name}.output=type=image,push=true`],
    ]);
    execFileSync(
      'docker',
      ['buildx', 'bake', '--file=bake.json', ...set, ...some],
      {
        cwd: folder,
        env: { ...process.env, ...bench.engine.env },
        stdio: 'pipe',
      },
    );
  }
}
