import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CleanUp } from './clean-up';
import type { Environment } from './measure';
import { tell } from './progress';
import { startProcess } from './start-process';

const bridge = 'brickbench0';

export interface BenchEngine {
  /** What `docker` and `brickyard` need to reach it, without any login. */
  env: Environment;
  /** A separate engine, which may be emptied. */
  isOwn: boolean;
  docker: (...args: string[]) => string;
}

/**
 * As root on Linux, a separate, empty engine; elsewhere the engine of the
 * machine.
 */
export async function startEngine(
  folder: string,
  cleanUp: CleanUp,
): Promise<BenchEngine> {
  const config = join(folder, 'docker-config');
  mkdirSync(config, { recursive: true });
  const isOwn = process.getuid?.() === 0 && existsSync('/usr/sbin/dockerd');
  const socket = join(folder, 'docker.sock');
  const env = {
    DOCKER_CONFIG: config,
    ...(isOwn && { DOCKER_HOST: `unix://${socket}` }),
  };
  if (isOwn) await startOwn(folder, socket, cleanUp);
  const docker = (...args: string[]) =>
    execFileSync('docker', args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  return { env, isOwn, docker };
}

async function startOwn(
  folder: string,
  socket: string,
  cleanUp: CleanUp,
): Promise<void> {
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });
  // Its own network, since the machine's engine keeps `docker0`.
  ip('link', 'add', bridge, 'type', 'bridge');
  cleanUp.add(() => ip('link', 'del', bridge));
  ip('addr', 'add', '172.31.255.1/24', 'dev', bridge);
  ip('link', 'set', bridge, 'up');
  mountDisk(folder, cleanUp);
  const started = await startProcess({
    argv: [
      'dockerd',
      `--data-root=${join(folder, 'engine')}`,
      `--exec-root=${join(folder, 'exec')}`,
      `--pidfile=${join(folder, 'dockerd.pid')}`,
      `--host=unix://${socket}`,
      `--bridge=${bridge}`,
      '--iptables=false',
      '--ip-masq=false',
      '--containerd-namespace=brickbench',
      '--containerd-plugins-namespace=brickbench-plugins',
    ],
    log: join(folder, 'dockerd.log'),
    answers: () => Promise.resolve(existsSync(socket)),
  });
  cleanUp.add(() => started.stop());
}

/** In bytes; only what is written takes room. */
const diskSize = 40e9;

/**
 * A disk of its own for what the engine keeps, with a journal. On ext4 without one, as
 * virtual machines may have it, each new file takes longer for minutes after many were
 * deleted, and this bench deletes whole images. Linux: fs/ext4/ialloc.c,
 * recently_deleted.
 */
function mountDisk(folder: string, cleanUp: CleanUp): void {
  const disk = join(folder, 'engine.img');
  const root = join(folder, 'engine');
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { stdio: 'pipe' });
  mkdirSync(root, { recursive: true });
  try {
    writeFileSync(disk, '');
    truncateSync(disk, diskSize);
    run('mkfs.ext4', '-q', disk);
    run('mount', '-o', 'loop,discard', disk, root);
    cleanUp.add(() => run('umount', '--lazy', root));
  } catch {
    tell('no loop device: the engine shares the disk of the machine');
  }
}

/** Removes images, containers and build cache, but only of a separate engine. */
export function emptyEngine({ docker, isOwn }: BenchEngine): void {
  if (!isOwn) throw new Error('not run: the engine is not its own');
  docker('system', 'prune', '--all', '--force');
  docker('builder', 'prune', '--all', '--force');
}
