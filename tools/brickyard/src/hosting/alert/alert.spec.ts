import { Git } from '../../git/git';
import { openHost } from '../open-host';
import { MemoryHost } from '../testing/memory-host';
import { TestRepository } from '../testing/test-repository';
import { alert, type AlertOptions } from './alert';

let memory: MemoryHost;
let template: TestRepository;
let repository: TestRepository;
let warnings: string[];
beforeAll(() => (template = TestRepository.createTemplate()));
afterAll(() => template.close());
beforeEach(async () => {
  memory = await MemoryHost.start();
  repository = new TestRepository();
  warnings = [];
});
afterEach(async () => {
  await memory.close();
  repository.close();
});

// A test starts some fifty processes, on a machine that may be busy.
jest.setTimeout(60_000);

const ref = 'refs/brickyard/failed-nights';
const base = 'registry.example/team/base--1:2';
const failure = {
  reference: base,
  code: 'REGISTRY_UNREACHABLE',
  message: 'cannot reach it\n@everyone `now` -->',
};

/** What a run on a day of November says. */
async function night(
  day: number,
  references = [base],
  change: Partial<AlertOptions> = {},
  job = memory.githubJob,
) {
  const git = await Git.open({
    folder: repository.path(),
    environment: repository.environment,
  });
  const failures = references.map((reference) => ({ ...failure, reference }));
  return alert(openHost(job), git, {
    failures,
    after: 3,
    now: new Date(Date.UTC(2026, 10, day, 23)),
    remote: 'origin',
    ref,
    warn: (text) => void warnings.push(text),
    ...change,
  });
}

const nightsOf = ({ bases }: Awaited<ReturnType<typeof night>>) =>
  bases.map(({ nights }) => nights);
const state = () => repository.remote('show', `${ref}:nightly.json`);
const states = () => memory.github.issues.map((issue) => issue.state);

describe('alert', () => {
  it('tells once, on the third night in a row', async () => {
    expect(nightsOf(await night(1))).toEqual([1]);
    expect(nightsOf(await night(2))).toEqual([2]);
    expect(memory.github.issues).toEqual([]);
    const third = await night(3);
    expect(third.fresh).toMatchObject([
      { reference: base, since: '2026-11-01' },
    ]);
    const fourth = await night(4);
    expect([nightsOf(fourth), fourth.fresh]).toEqual([[4], []]);
    expect(memory.github.issues).toMatchObject([
      { title: `Base image ${base} cannot be resolved`, labels: ['brickyard'] },
    ]);
    expect(memory.github.issues[0]?.body).toContain(
      '\n\n```text\ncannot reach it\n@everyone `now` --> [REGISTRY_UNREACHABLE]\n```\n',
    );
  });

  it('counts two runs on one day once', async () => {
    await night(1);
    const first = repository.remote('rev-parse', ref);
    expect(nightsOf(await night(1))).toEqual([1]);
    expect(repository.remote('rev-parse', ref)).toBe(first);
  });

  it('starts over after a night that worked', async () => {
    await night(1);
    await night(2);
    await night(3, []);
    expect(nightsOf(await night(4))).toEqual([1]);
    expect(memory.github.issues).toEqual([]);
  });

  it('closes the issue when the base works, and opens another later', async () => {
    for (const day of [1, 2, 3]) await night(day);
    const { issues } = await night(4, []);
    expect(issues?.closed).toHaveLength(1);
    expect(states()).toEqual(['closed']);
    expect(memory.github.issueComments).toHaveLength(1);
    await night(5, []);
    expect(memory.github.issueComments).toHaveLength(1);
    for (const day of [6, 7, 8]) await night(day);
    expect(states()).toEqual(['closed', 'open']);
  });

  it('does not open again what a person closed', async () => {
    for (const day of [1, 2, 3]) await night(day);
    Object.assign(memory.github.issues[0] ?? {}, { state: 'closed' });
    await night(4);
    expect(states()).toEqual(['closed']);
  });

  it('keeps one of two that were opened at once', async () => {
    for (const day of [1, 2, 3]) await night(day);
    const [issue] = memory.github.issues;
    if (issue) memory.github.issues.push({ ...issue, number: 999 });
    await night(4);
    expect(states()).toEqual(['open', 'closed']);
  });

  it('leaves unrelated issues alone', async () => {
    const body = `about ${base}`;
    const labels = ['brickyard'];
    const issue = { number: 1, title: 'x', body, labels, state: 'open' };
    memory.github.issues.push(issue);
    await night(1, []);
    expect(states()).toEqual(['open']);
  });

  it('opens the issue on the next run when the host failed', async () => {
    await night(1);
    await night(2);
    memory.fail({ method: 'POST', reply: { status: 403 } });
    await expect(night(3)).rejects.toMatchObject({ code: 'HOST_DENIED' });
    expect((await night(3)).fresh).toHaveLength(1);
    expect(states()).toEqual(['open']);
  });

  it('keeps bases apart, and their names as they are', async () => {
    await night(1, ['a:1', '__proto__']);
    const { bases } = await night(2, ['a:1', 'b:1', 'toString']);
    expect(bases.map(({ reference, nights }) => [reference, nights])).toEqual([
      ['a:1', 2],
      ['b:1', 1],
      ['toString', 1],
    ]);
  });

  it('starts over when the state cannot be read', async () => {
    repository.git('push', '--quiet', 'origin', `HEAD:${ref}`);
    expect(nightsOf(await night(1))).toEqual([1]);
    expect(warnings).toEqual([
      `${ref} of origin does not hold a count of nights; the count starts over`,
    ]);
    expect(JSON.parse(state())).toEqual({
      version: 1,
      bases: { [base]: { since: '2026-11-01', last: '2026-11-01', nights: 1 } },
    });
  });

  it('finds its open issue again when the state is lost', async () => {
    for (const day of [1, 2, 3]) await night(day);
    repository.remote('update-ref', '-d', ref);
    for (const day of [4, 5, 6]) await night(day);
    expect(states()).toEqual(['open']);
  });

  it('adds its night to what a faster run wrote', async () => {
    await night(1, ['a:1']);
    const results = await Promise.all([night(2, ['a:1']), night(2, ['a:1'])]);
    expect(results.map(nightsOf)).toEqual([[2], [2]]);
    expect(JSON.parse(state())).toMatchObject({
      bases: { 'a:1': { nights: 2 } },
    });
  });

  it('writes nothing while everything works', async () => {
    await night(1, []);
    expect(repository.remote('for-each-ref', 'refs/brickyard')).toBe('');
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  it.each(['Azure DevOps', 'GitHub without issues'])(
    'has no issues at %s',
    async (where) => {
      const isAzure = where === 'Azure DevOps';
      const job = isAzure ? memory.azureJob : memory.githubJob;
      if (!isAzure)
        memory.fail({ path: /issues$/, reply: { status: 410 }, times: 9 });
      const told = [];
      for (const day of [1, 2, 3, 4])
        told.push((await night(day, [base], {}, job)).fresh.length);
      expect(told).toEqual([0, 0, 1, 0]);
    },
  );
});
