import { checkContext } from './check-context';
import type { ContextEntry } from './context-entry';

const file = (path: string): ContextEntry => {
  return { kind: 'file', path, executable: false, size: 0, digest: 'sha256:0' };
};
const entries = [
  file('requirements.txt'),
  file('locks/a.txt'),
  { kind: 'link', path: 'data', target: '../shared' } as const,
];

describe('checkContext', () => {
  it.each([
    'requirements.txt',
    'locks',
    'locks/a.txt',
    '.',
    '*.lock',
    'data/x',
    'data',
  ])('accepts %s', (source) => {
    const uses = [{ kind: 'copy' as const, sources: [source], line: 1 }];
    expect(checkContext(uses, entries, 'Dockerfile')).toEqual([]);
  });

  it.each(['requirement.txt', 'lock', 'locks/b.txt', 'requirements.txt/x'])(
    'finds that %s names nothing',
    (source) => {
      const uses = [
        { kind: 'copy' as const, sources: ['locks', source], line: 7 },
      ];
      const [problem, ...more] = checkContext(uses, entries, 'p/Dockerfile');
      expect(problem?.place).toEqual({ file: 'p/Dockerfile', line: 7 });
      expect(problem?.message).toMatch(`COPY ${source}: no such file`);
      expect(more).toEqual([]);
    },
  );
});
