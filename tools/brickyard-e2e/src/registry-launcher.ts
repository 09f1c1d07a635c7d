import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';

import Docker from 'dockerode';

import { findLabProgram } from './lab-program';

/** Starts a registry at `host` with the configuration in `folder`/config.yml. */
export type Launch = (folder: string, host: string) => Promise<Launched>;

export interface Launched {
  /** As a crash does; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Debian's binary, where the lab finds it or can get it, else the image. */
export function selectLauncher(): Launch {
  const binary = findLabProgram('registry.sh');
  if (!binary) return launchContainer;
  return launchProgram(binary, (folder) => [
    'serve',
    join(folder, 'config.yml'),
  ]);
}

/** A program of this machine; `words` are what it is called with. */
export function launchProgram(
  program: string,
  words: (folder: string, host: string) => string[],
): Launch {
  return (folder, host) => {
    const log = openSync(join(folder, 'registry.log'), 'a');
    const argv = words(folder, host);
    const child = spawn(program, argv, { stdio: ['ignore', log, log] });
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
    });
    const kill = () => {
      child.kill('SIGKILL');
      return ended;
    };
    return Promise.resolve({ kill });
  };
}

/** On the host's network and with the host's paths, so that one configuration fits both. */
async function launchContainer(folder: string): Promise<Launched> {
  const docker = new Docker();
  const image = 'registry:2';
  await pullIfMissing(docker, image);
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['serve', join(folder, 'config.yml')],
    HostConfig: { NetworkMode: 'host', Binds: [`${folder}:${folder}`] },
  });
  await container.start();
  return { kill: () => container.remove({ force: true, v: true }) };
}

async function pullIfMissing(docker: Docker, image: string): Promise<void> {
  const isThere = await docker
    .getImage(image)
    .inspect()
    .catch(() => undefined);
  if (isThere) return;
  const stream = await docker.pull(image);
  await new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error, result) =>
      error ? reject(error) : resolve(result),
    );
  });
}
