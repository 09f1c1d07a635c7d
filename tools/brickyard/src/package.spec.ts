import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Paths in the package that `npm pack` makes, without what its scripts add. */
function listPacked(): string[] {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const text = execFileSync('npm', words, {
    cwd: join(__dirname, '..'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(text) as { files: { path: string }[] }[];
  return (packed?.files ?? []).map(({ path }) => path);
}

describe('the package', () => {
  const paths = listPacked();

  it('has what Nx and the shell load', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'bin/brickyard.cjs',
        'executors.cjs',
        'executors.json',
        'evaluator.cjs',
        'generators.cjs',
        'generators.json',
        'index.cjs',
        'register.cjs',
        'src/executors/docker-build/schema.json',
        'src/index.ts',
        'src/notebook/jupyter.txt',
        'src/runtime/catalogue/17.3-LTS.json',
      ]),
    );
  });

  it('has nothing that only specs use', () => {
    const extra = paths.filter((path) =>
      /\.spec\.ts$|\/(testing|__fixtures__)\//.test(path),
    );
    expect(extra).toEqual([]);
  });
});
