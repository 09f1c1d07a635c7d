import { execFileSync } from 'node:child_process';

import type { ServerBench } from './bench';
import { emptyEngine } from './bench-engine';
import type { BuildPlace } from './build-place';
import { fetchLayers, sumSizes } from './fetch-layers';

export interface BuildBench extends ServerBench {
  place: BuildPlace;
  /** A workspace with this repository's packages. */
  workspace: string;
}

/** Seconds of each step, by run, and the size of the result. */
export interface Figures {
  /** From the base image to a published one. */
  cold: number[];
  /** A package more, published: in an engine that has the image before it. */
  change: number[];
  /** Of it: resolving the lock again. */
  lock: number[];
  /** Another package more, locked already, in an engine that has only the base image. */
  fresh: number[];
  /** What the registry sent for it. */
  freshBytes?: number;
  /** Compressed: what a registry holds and a cluster downloads. */
  size: number;
  /** Compressed, of the layers that the change rebuilt. */
  changedSize: number;
}

/** The engine then has only the base image. */
export function makeCold({ engine, place }: BuildBench): void {
  emptyEngine(engine);
  engine.docker('pull', '--quiet', place.base);
  settleDisk();
}

/** Waits until the disk has what an earlier step wrote, or the next one would wait for it. */
export function settleDisk(): void {
  execFileSync('sync');
}

/** The sizes of two tags of a repository, and of the second's new layers. */
export async function addSizes(
  { registry }: BuildBench,
  repository: string,
  [cold = '', changed = '']: readonly string[],
  figures: Figures,
): Promise<void> {
  const before = await fetchLayers(registry, repository, cold);
  const after = await fetchLayers(registry, repository, changed);
  const known = new Set(before.map(({ digest }) => digest));
  figures.size = sumSizes(before);
  figures.changedSize = sumSizes(
    after.filter(({ digest }) => !known.has(digest)),
  );
}
