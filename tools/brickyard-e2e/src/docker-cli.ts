import { spawnSync } from 'node:child_process';

import { findPrograms } from './find-program';

/** The first `docker` on PATH that can build with BuildKit. */
export function findDockerCli(): string | undefined {
  return findPrograms('docker').find(
    (program) => hasBuildx(program) || hasBuildKit(program),
  );
}

function hasBuildx(program: string): boolean {
  return spawnSync(program, ['buildx', 'version']).status === 0;
}

/** Before version 23 the command included BuildKit itself. */
function hasBuildKit(program: string): boolean {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const major = /version (\d+)\./.exec(stdout)?.[1];
  return major !== undefined && Number(major) >= 19 && Number(major) < 23;
}
