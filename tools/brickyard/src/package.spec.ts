import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../package.json';

const folder = join(__dirname, '..');
const npm = (...words: string[]) =>
  execFileSync('npm', words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

/** Paths in the package that `npm pack` makes, without what its scripts add. */
function listPacked(): string[] {
  const text = npm('pack', '--dry-run', '--json', '--ignore-scripts');
  const [packed] = JSON.parse(text) as { files: { path: string }[] }[];
  return (packed?.files ?? []).map(({ path }) => path);
}

describe('the package', () => {
  const paths = listPacked();

  it('has what Nx, the shell and a reader of it load', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'README.md',
        'bin/brickyard.cjs',
        'executors.cjs',
        'executors.json',
        'evaluator.cjs',
        'generators.cjs',
        'generators.json',
        'index.cjs',
        'migrations.cjs',
        'migrations.json',
        'register.cjs',
        'src/executors/docker-build/schema.json',
        'src/index.ts',
        'src/starter/first-starters.json',
        'src/notebook/jupyter.txt',
        'src/runtime/catalogue/17.3-LTS.json',
        'starter-changes.md',
      ]),
    );
  });

  it('has nothing that only specs use', () => {
    const extra = paths.filter((path) =>
      /\.spec\.ts$|\/(testing|__fixtures__)\//.test(path),
    );
    expect(extra).toEqual([]);
  });

  it('names no folder and no registry of the machine that packed it', () => {
    const { host } = new URL(npm('config', 'get', 'registry', '--global'));
    const own = [host, join(folder, '../..'), process.env['HOME'] ?? folder];
    const found = paths.filter((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return own.some((name) => name.length > 5 && text.includes(name));
    });
    expect(found).toEqual([]);
  });

  it('needs the Nx of the workspace, and says which', () => {
    expect(manifest.peerDependencies).toEqual({ nx: '^23.2.1 || ^24.0.0' });
    expect(manifest).not.toHaveProperty('private');
  });

  it('has a change log that knows its version', () => {
    const text = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
    expect(text).toContain(`## ${manifest.version}`);
  });
});
