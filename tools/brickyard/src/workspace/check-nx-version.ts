// Nx loads this for each command, and the whole of semver takes three times as long.
import satisfies from 'semver/functions/satisfies';
import gtr from 'semver/ranges/gtr';
import minVersion from 'semver/ranges/min-version';

import { BrickyardError } from '../errors';

export interface NxVersions {
  /** What the workspace has: `23.2.1`. */
  version: string;
  /** What this Brickyard was tried with: `^23.2.1 || ^24.0.0`. */
  range: string;
}

/** Throws NX_UNSUPPORTED. */
export function checkNxVersion({ version, range }: NxVersions): void {
  const options = { includePrerelease: true };
  if (satisfies(version, range, options)) return;
  const oldest = oldestNx(range);
  throw new BrickyardError(
    'NX_UNSUPPORTED',
    `this workspace has Nx ${version}, and this Brickyard works with Nx ${range.replaceAll('||', 'or')}`,
    {
      hint: gtr(version, range, options)
        ? 'install a newer Brickyard, or go back to an Nx of that range'
        : `npx nx migrate ${oldest}, npm install and npx nx migrate --run-migrations move the workspace to Nx ${oldest}`,
    },
  );
}

/** What a new workspace gets: the version that this Brickyard is developed with. */
export function oldestNx(range: string): string {
  return minVersion(range)?.version ?? range;
}
