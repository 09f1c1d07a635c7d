import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Profile } from '../../brickyard/src/workspace/options';
import { repositoryRoot } from './repository-root';
import { readPlaceProfile } from './scratch-profile';

/** The lab's runtime lines: the one that tests use, and one on a newer base. */
export const labLines = { first: 'lab-debian-12', second: 'lab-debian-13' };

/** What the second line's Dockerfiles start from. */
const SECOND_BASE = 'debian:13';
const lab = join(repositoryRoot, 'tools/lab');

/** Why there can be no second line on this machine; `undefined` where there can be one. */
export function findSecondLineObstacle(): string | undefined {
  const place = findLab();
  if (!place) return 'no base of the lab is in use';
  const held = callBase(place, 'held');
  const { status, stderr } = held.status === 0 ? held : callBase(place, 'able');
  return status === 0 ? undefined : stderr.trim().replace(/^lab: /, '');
}

/** Makes what is missing for the second line. Resolves to the seconds that it took. */
export async function makeSecondLine(
  ...parts: readonly ('base-image' | 'cran')[]
): Promise<number> {
  const began = Date.now();
  for (const part of parts) {
    const argv = [join(lab, `${part}.sh`), '--line', labLines.second];
    await promisify(execFile)('bash', argv, { env: environmentOf(findLab()) });
  }
  return (Date.now() - began) / 1000;
}

/** This place's profile with both lines in it, each on its own base. */
export function bothLinesProfile(
  runtime?: Profile['runtime'],
): ReturnType<typeof readPlaceProfile> {
  const place = readPlaceProfile(process.env);
  const { registry = '' } = findLab() ?? {};
  const base = `${registry}/lab/debian:13`;
  return {
    ...place,
    runtime,
    runtimes: join(lab, 'runtimes'),
    substitutes: { ...place.substitutes, [SECOND_BASE]: base },
  };
}

interface LabPlace {
  /** `127.0.0.1:5000` */
  registry: string;
  cran: string | undefined;
}

/** Where the lab is that this place's profile uses. */
function findLab(): LabPlace | undefined {
  const { substitutes = {}, mirrors } = readPlaceProfile(process.env);
  const [registry] = Object.values(substitutes).flatMap((image) =>
    image.includes('/lab/debian:') ? [image.split('/')[0] ?? ''] : [],
  );
  return registry === undefined ? undefined : { registry, cran: mirrors?.cran };
}

function environmentOf(place: LabPlace | undefined): NodeJS.ProcessEnv {
  const portOf = (address: string | undefined) =>
    /:(\d+)$/.exec(address ?? '')?.[1];
  const [registry, cran] = [portOf(place?.registry), portOf(place?.cran)];
  return {
    ...process.env,
    ...(registry && { LAB_REGISTRY_PORT: registry }),
    ...(cran && { LAB_CRAN_PORT: cran }),
  };
}

function callBase(place: LabPlace, command: string) {
  const script = join(lab, 'base-image.sh');
  return spawnSync('bash', [script, '--line', labLines.second, command], {
    encoding: 'utf8',
    env: environmentOf(place),
  });
}
