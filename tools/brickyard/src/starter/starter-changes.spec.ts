import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { caught } from '../testing/test-error';
import { changesSince, isOlder, parseStarterChanges } from './starter-changes';

const text = `# Changes

What this is for. - **no**: bullet

## 0.3.0

- **python, r**: a longer
  text
- **toolbox**: uv

## 0.2.0

- **python**: two
`;

describe('parseStarterChanges', () => {
  it('reads bullets by version, newest first', () => {
    expect(parseStarterChanges(text, 'f')).toEqual([
      {
        version: '0.3.0',
        entries: [
          { starters: ['python', 'r'], text: 'a longer text' },
          { starters: ['toolbox'], text: 'uv' },
        ],
      },
      {
        version: '0.2.0',
        entries: [{ starters: ['python'], text: 'two' }],
      },
    ]);
  });

  it.each(['- python: two', '## next', 'more words', '- **python** two'])(
    'refuses %j in a list, with its line',
    (line) => {
      const bad = `## 0.1.0\n\n${line}\n`;
      expect(caught(() => parseStarterChanges(bad, 'f'))).toMatchObject({
        message: expect.stringContaining(`f:3: is neither`) as string,
      });
    },
  );

  it('reads what comes with Brickyard', () => {
    const own = readFileSync(
      join(__dirname, '../../starter-changes.md'),
      'utf8',
    );
    const versions = parseStarterChanges(own, 'starter-changes.md');
    const names = versions.flatMap(({ entries }) =>
      entries.flatMap(({ starters }) => starters),
    );
    const known = ['toolbox', 'minimal', 'python', 'r', 'python-r'];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(versions.filter(({ entries }) => entries.length === 0)).toEqual([]);
  });
});

describe('changesSince', () => {
  const changes = parseStarterChanges(text, 'f');
  const since = (...copies: { starter: string; version?: string }[]) =>
    changesSince(changes, copies).flatMap(({ version, entries }) =>
      entries.map((entry) => `${version} ${entry.text}`),
    );

  it('is what came after each copy, oldest first', () => {
    expect(since({ starter: 'python', version: '0.1.0' })).toEqual([
      '0.2.0 two',
      '0.3.0 a longer text',
    ]);
    expect(
      since(
        { starter: 'python', version: '0.2.0' },
        { starter: 'toolbox', version: '0.3.0' },
      ),
    ).toEqual(['0.3.0 a longer text']);
  });

  it('is all where the version is not known', () => {
    expect(since({ starter: 'python' })).toHaveLength(2);
  });
});

describe('isOlder', () => {
  it.each([
    ['0.1.0', '0.2.0', true],
    ['0.10.0', '0.9.0', false],
    ['0.2.0-beta.1', '0.2.0', true],
    ['0.2.0', '0.2.0', false],
    ['main', '0.0.1', true],
    ['0.1.0', 'main', false],
  ])('%s than %s: %s', (version, than, expected) => {
    expect(isOlder(version, than)).toBe(expected);
  });
});
