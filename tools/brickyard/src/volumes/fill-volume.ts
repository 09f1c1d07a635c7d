import { randomUUID } from 'node:crypto';

import type {
  ContainerResult,
  ContainerVolume,
  Engine,
} from '../engine/engine';
import { sealRows } from '../rows/seal-rows';

/** What fills a volume of the engine, with the programs of an image. */
export interface VolumeFill {
  image: string;
  /** Unsealed. It makes its content appear whole or not at all. */
  script: string;
  network: 'host' | 'bridge';
  volume: { name: string; target: string };
  /** Others that the script reads. */
  volumes?: readonly ContainerVolume[];
  signal?: AbortSignal;
}

/** Seconds, enough for some hundred MB on a slow line. */
const TIMEOUT = 1800;

/**
 * Fills a volume, which stays for the next run; its rows are those of the result.
 * When the script fails, what `explain` makes of that is thrown, and the volume is
 * removed.
 */
export async function fillVolume(
  engine: Engine,
  fill: VolumeFill,
  explain: (result: ContainerResult) => Error,
): Promise<ContainerResult> {
  const { image, network, volume, volumes = [], signal } = fill;
  try {
    const { script, open } = sealRows(fill.script, randomUUID());
    const result = await engine.runContainer({
      image,
      command: ['sh'],
      input: script,
      network,
      volumes: [{ ...volume, writable: true }, ...volumes],
      timeout: TIMEOUT,
      signal,
    });
    const opened = { ...result, stdout: open(result.stdout) };
    if (result.exitCode !== 0) throw explain(opened);
    return opened;
  } catch (error) {
    await engine.removeVolume(volume.name).catch(() => undefined);
    throw error;
  }
}
