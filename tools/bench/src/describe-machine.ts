import { cpus, loadavg, totalmem } from 'node:os';

import type { ImageBench } from './bench';
import { nxContainerVersion } from './install-nx-container';

export function describeMachine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores, ${gigabytes} GB, ${process.platform}, Node ${process.version}`;
}

/** The load tells how far a figure can be trusted. */
export function describeLoad(): string {
  return `load ${loadavg()[0]?.toFixed(1)}`;
}

export function describeTools(bench: ImageBench, nx: string): string {
  const { engine, buildx, nxContainer } = bench;
  const version = engine.docker('version', '--format', '{{.Server.Version}}');
  return [
    `Nx ${nx}`,
    `engine ${version}${engine.isOwn ? ', its own' : ''}`,
    `buildx ${buildx ?? 'not installable here'}`,
    `nx-container ${nxContainer ? nxContainerVersion : 'not installable here'}`,
  ].join(', ');
}
