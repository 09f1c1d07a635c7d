import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lockfile {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

const lockfile = JSON.parse(
  readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8'),
) as Lockfile;

/** npm leaves out a platform package that its registry lacks, and `npm ci` then refuses the lockfile. */
function missingOptionals({ packages }: Lockfile): string[] {
  const names = new Set(
    Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')),
  );
  return Object.entries(packages).flatMap(
    ([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path} names ${name}`),
  );
}

describe('package-lock.json', () => {
  it('has every optional platform package that it names', () => {
    expect(missingOptionals(lockfile)).toEqual([]);
  });

  it('would be found out if one were missing', () => {
    const broken = {
      packages: {
        'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0' } },
      },
    };
    expect(missingOptionals(broken)).toEqual(['node_modules/a names a-darwin']);
  });

  it('names no registry host', () => {
    expect(JSON.stringify(lockfile)).not.toMatch(/"resolved":"https?:/);
  });
});
