import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { Profile } from '../../brickyard/src/workspace/options';
import { repositoryRoot } from './repository-root';

/**
 * What the place these tests run in says of base images, runtimes and mirrors, as
 * options of a scratch workspace. Registry and namespace are its own.
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

/** The line whose name this place gives to images of a line of Databricks. */
export function findPlaceRuntime(
  environment: Readonly<Record<string, string | undefined>>,
  line: string,
): string {
  const { runtime } = readPlaceProfile(environment);
  return (typeof runtime === 'object' ? runtime[line] : runtime) ?? line;
}
