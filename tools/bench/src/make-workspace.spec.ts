import {
  bakeFile,
  brickyardFiles,
  flavourNames,
  nxContainerFiles,
} from './make-workspace';

const base = '127.0.0.1:5000/bench/base:1';

function dockerfiles(files: Record<string, string>): string[] {
  return Object.keys(files)
    .filter((name) => name.endsWith('/Dockerfile'))
    .map((name) => files[name] ?? '');
}

describe('the synthetic workspaces', () => {
  const ours = brickyardFiles({
    count: 3,
    base,
    digest: 'sha256:1',
    registry: '127.0.0.1:5000',
  });

  it('hold the same builds for every contender', () => {
    const theirs = nxContainerFiles(3, base);
    expect(dockerfiles(ours)).toHaveLength(3);
    expect(dockerfiles(theirs)).toEqual(dockerfiles(ours));
    const { target } = JSON.parse(bakeFile(3)) as {
      target: Record<string, { context: string }>;
    };
    expect(Object.keys(target)).toEqual(flavourNames(3));
    expect(target['of-3-002']?.context).toBe('packages/of-3-002');
  });

  it('lock the base, so that no plan asks for it', () => {
    expect(JSON.parse(ours['images.lock.json'] ?? '')).toEqual({
      [base]: 'sha256:1',
    });
  });

  it('take caches from the registry only where they are told to', () => {
    expect(bakeFile(1)).not.toContain('cache-from');
    expect(bakeFile(1, 'r:5/cache')).toContain(
      'type=registry,ref=r:5/cache/of-1-001:cache',
    );
  });
});
