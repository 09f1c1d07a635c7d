import { checkEntry } from './check-entry';
import type { SmokeRows } from './parse-smoke-rows';

const line = {
  name: '17.3-LTS',
  jdk: { default: '17' },
  python: { version: '3.12' },
};

const good = {
  bash: '/usr/bin/bash',
  java: 'openjdk version "17.0.16" 2025-07-15',
  python: 'Python 3.12.3',
};

function check(
  values: Partial<typeof good>,
  languages = ['python'],
  checks: SmokeRows['checks'] = [],
) {
  const facts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, seconds: 0.1, value }],
  );
  return checkEntry({ facts, checks, marks: [] }, line, languages);
}

describe('checkEntry', () => {
  it('tells the versions that are there', () => {
    const seconds = 0.1;
    const state = 'ok';
    expect(check(good)).toEqual([
      { name: 'bash', seconds, state, detail: '/usr/bin/bash' },
      { name: 'java', seconds, state, detail: 'Java 17.0.16' },
      { name: 'python', seconds, state, detail: 'Python 3.12.3' },
    ]);
  });

  it.each([
    ['bash', undefined, 'no bash on PATH: it is what starts Spark'],
    ['java', undefined, 'no java on PATH'],
    ['java', 'Killed', 'java -version says "Killed"'],
    [
      'java',
      'openjdk version "1.8.0_392"',
      'Java 1.8.0_392 on PATH, and 17.3-LTS runs on Java 17',
    ],
    ['python', undefined, 'no /databricks/python3/bin/python3'],
    ['python', '', '/databricks/python3/bin/python3 says ""'],
    [
      'python',
      'Python 3.10.12',
      'Python 3.10.12, and 17.3-LTS has Python 3.12',
    ],
  ])('fails for %s: %j', (name, value, detail) => {
    const failed = check({ ...good, [name]: value }).filter(
      ({ state }) => state === 'failed',
    );
    expect(failed).toMatchObject([{ name, detail }]);
  });

  it('knows Java 8 by its other way of counting', () => {
    const rows: SmokeRows = {
      facts: [{ name: 'java', seconds: 0, value: 'version "1.8.0_392"' }],
      checks: [],
      marks: [],
    };
    const old = { ...line, jdk: { default: '8' } };
    expect(checkEntry(rows, old, [])[1]).toMatchObject({ state: 'ok' });
  });

  it('asks no Python of an image without languages', () => {
    const names = check({}, ['scala']).map(({ name }) => name);
    expect(names).toEqual(['bash', 'java']);
  });

  it('shows what Rserve said, and that nobody could ask it', () => {
    const rserve = {
      name: 'Rserve',
      state: 'ok' as const,
      seconds: 1,
      detail: '1+1 is 2',
    };
    expect(check(good, ['r'], [rserve])[3]).toEqual(rserve);
    expect(check({}, ['r'])[3]).toMatchObject({ state: 'failed', seconds: 0 });
  });
});
