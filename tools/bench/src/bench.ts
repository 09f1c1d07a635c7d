import type { BenchEngine } from './bench-engine';
import type { BenchOptions } from './bench-options';
import type { BenchRegistry } from './bench-registry';
import type { CleanUp } from './clean-up';

/** What every section needs. */
export interface Bench {
  options: BenchOptions;
  /** Temporary, gone at the end. */
  folder: string;
  /** Of this repository: its node_modules are linked into workspaces. */
  root: string;
  cleanUp: CleanUp;
}

/** With the servers that images need. */
export interface ServerBench extends Bench {
  engine: BenchEngine;
  registry: BenchRegistry;
}

/** With synthetic images, and what there is to compare with. */
export interface ImageBench extends ServerBench {
  base: string;
  digest: string;
  /** Version of buildx, when there is one. */
  buildx?: string;
  /** node_modules with nx-container, when it could be installed. */
  nxContainer?: string;
}
