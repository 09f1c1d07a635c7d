import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { Profile } from '../../brickyard/src/workspace/options';
import { repositoryRoot } from './repository-root';

/**
 * Base images, runtimes and mirrors of the profile that these tests run with, as
 * options of a scratch workspace. It has its own registry and namespace.
 */
export function readPlaceProfile(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<
  Profile,
  'runtime' | 'runtimes' | 'substitutes' | 'mirrors' | 'buildNetwork'
> {
  const name = environment['BRICKYARD_PROFILE'];
  if (!name) return {};
  const file = resolve(repositoryRoot, name);
  const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const { runtime, runtimes, substitutes, mirrors, buildNetwork } = profile;
  return {
    runtime,
    substitutes,
    mirrors,
    buildNetwork,
    runtimes: runtimes && resolve(dirname(file), runtimes),
  };
}

/** The line that this place uses instead of a line of Databricks. */
export function findPlaceRuntime(
  environment: Readonly<Record<string, string | undefined>>,
  line: string,
): string {
  const { runtime } = readPlaceProfile(environment);
  return (typeof runtime === 'object' ? runtime[line] : runtime) ?? line;
}
