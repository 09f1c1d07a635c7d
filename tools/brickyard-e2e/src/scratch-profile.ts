import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { Profile } from '../../brickyard/src/workspace/options';
import { repositoryRoot } from './repository-root';

/**
 * What the place these tests run in says of base images and runtimes, as
 * options of a scratch workspace. Registry and namespace are its own.
 */
export function readPlaceProfile(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<Profile, 'runtime' | 'runtimes' | 'substitutes'> {
  const name = environment['BRICKYARD_PROFILE'];
  if (!name) return {};
  const file = resolve(repositoryRoot, name);
  const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const { runtime, runtimes, substitutes } = profile;
  return {
    runtime,
    substitutes,
    runtimes: runtimes && resolve(dirname(file), runtimes),
  };
}
