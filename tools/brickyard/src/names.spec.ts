import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A rule in halves is a folder, and each half is named after what it looks at. */
const halves = /^conformance\/(rules|__fixtures__)\/[a-z]+-\d+\//;

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .filter((file) => !halves.test(file));

/** Of declarations: a name that is exported again still means one thing. */
function exportedNames(file: string): string[] {
  const text = readFileSync(join(__dirname, file), 'utf8');
  const declared = text.matchAll(
    /^export (?:declare |abstract |async )*(?:function\*?|const|let|class|interface|type) (\w+)/gm,
  );
  return [...declared].map(([, name = '']) => name);
}

describe('exported names', () => {
  const places = new Map<string, Set<string>>();
  for (const file of sources)
    for (const name of exportedNames(file))
      places.set(name, (places.get(name) ?? new Set()).add(file));

  it.each([
    ['BrickyardError', 'errors.ts'],
    ['Place', 'errors.ts'],
    ['TestFolder', 'testing/test-folder.ts'],
  ])('%s is found in %s', (name, file) => {
    expect([...(places.get(name) ?? [])]).toEqual([file]);
  });

  it('are declared in one file each', () => {
    const shared = [...places].filter(([, files]) => files.size > 1);
    const lines = shared.map(([name, files]) => [name, ...files].join(' '));
    expect(lines).toEqual([]);
  });
});
