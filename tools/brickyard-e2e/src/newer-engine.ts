import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { repositoryRoot } from './repository-root';

const script = join(repositoryRoot, 'tools/lab/second-engine.sh');

/** Where an engine keeps its images; Engine 29 and Docker Desktop have the first. */
export type ImageStore = 'containerd' | 'overlay2';

/** Why there can be no newer engine on this machine; `undefined` where it can be. */
export function findEngineObstacle(): string | undefined {
  const { status, stderr } = spawnSync('bash', [script, 'able'], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stderr.trim().replace(/^lab: /, '');
}

export interface NewerEngine {
  /** As DOCKER_HOST names it. */
  host: string;
  /** For `EngineProbe`. */
  socket: string;
  /** What the lab says of it: which version ran. */
  said: string;
}

/** The lab's second engine. It goes on running, for the next time: down.sh ends it. */
export async function startNewerEngine(
  store: ImageStore,
): Promise<NewerEngine> {
  const { stdout, stderr } = await promisify(execFile)('bash', [
    script,
    'start',
    store,
  ]);
  const host = stdout.trim();
  const socket = host.replace(/^unix:\/\//, '');
  return { host, socket, said: stderr.trim() };
}
