import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { forgeCi } from '../hosting/__fixtures__/forge/forge-ci';
import { MemoryForge } from '../hosting/__fixtures__/forge/memory-forge';
import { hostTable } from '../hosting/host-table';
import { TestRepository } from '../hosting/testing/test-repository';
import { runCommand } from './main';

// A test starts some fifty processes, on a machine that may be busy.
jest.setTimeout(60_000);

let forge: MemoryForge;
let repository: TestRepository;
let environment: Record<string, string>;
beforeEach(async () => {
  forge = await MemoryForge.start();
  repository = new TestRepository();
  environment = { ...repository.environment, ...forge.job };
});
afterEach(async () => {
  await forge.close();
  repository.close();
});

/** With one more row in the table of hosts, and no other change. */
async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await runCommand(args, {
    cwd: repository.path(),
    environment,
    hosts: [...hostTable, forgeCi],
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

/** Out of sight of what git lists. */
function write(path: string, text: string): string {
  writeFileSync(join(repository.path(), '.git', path), text);
  return `.git/${path}`;
}

const propose = (text: string) =>
  run(
    'propose',
    '--branch=brickyard/nightly',
    '--title=chore: refresh',
    `--body-file=${write('body.md', text)}`,
  );

describe('a CI host that is added to the table', () => {
  it('gets a proposal, its update, and its end', async () => {
    environment.FORGE_BRANCH = 'release';
    repository.write('images.lock.json', '{"a":1}');
    const first = await propose('what changed\n');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toBe(
      'brickyard/nightly: images.lock.json: pushed\npull request 1 created: https://forge.example/changes/1\n',
    );
    const change = { number: 1, title: 'chore: refresh', into: 'release' };
    expect(forge.changes).toMatchObject([{ ...change, isOpen: true }]);
    const long = 'line\n'.repeat(40);
    expect((await propose(long)).out).toContain('pull request 1 updated');
    expect(forge.changes[0]?.text).toMatch(/a comment below\.\n$/);
    expect(forge.notes.get(1)?.[0]?.text).toContain(long);
    repository.write('images.lock.json', '{}\n');
    expect((await propose(long)).out).toContain('pull request 1 closed');
    expect(forge.changes).toMatchObject([{ ...change, isOpen: false }]);
  });

  it('gets one comment, and its update', async () => {
    repository.write('images.lock.json', '{"a":1}');
    await propose('what changed\n');
    environment.FORGE_CHANGE = '1';
    const comment = (text: string) =>
      run('comment', `--file=${write('report.md', text)}`);
    expect((await comment('one')).out).toBe(
      'Forge: comment on pull request 1 created\n',
    );
    expect((await comment('two')).out).toContain('updated');
    expect((await comment('two')).out).toContain('unchanged');
    expect(forge.notes.get(1)?.map(({ text }) => text)).toEqual([
      '<!-- brickyard: report -->\ntwo',
    ]);
    const { err } = await comment('x'.repeat(501));
    expect(err).toContain('a comment on Forge at most 500');
  });

  it('warns in its own words, having no issues', async () => {
    const failure = { reference: 'a:1', code: 'X', message: 'gone' };
    const list = write('failures.json', JSON.stringify([failure]));
    const { out } = await run('alert', `--failures=${list}`, '--after=1');
    expect(out).toMatch(/^forge-warning a:1 could not .*: gone \[X\]$/m);
  });

  it('is named where no host is found', async () => {
    environment = { ...repository.environment };
    const { err } = await propose('what changed\n');
    expect(err).toContain(
      'neither GitHub Actions nor Azure Pipelines nor Forge CI runs this',
    );
    expect(err).toContain('; Forge: FORGE_URL and FORGE_TOKEN');
  });
});
