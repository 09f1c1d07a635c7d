import { expectGreen, outputOf, resultsOf, stepsOf } from './job-runs';
import type { ScratchWorkspace } from './scratch-workspace';
import type { TestBed } from './test-bed';
import { WorkflowBed } from './workflow-bed';
import type { JobRun, RunWorkflow } from './workflow-run';

/** What pull requests, pushes and nights are to do, whoever runs the workflows. */
export function describeWorkflows(runWorkflow: RunWorkflow): void {
  const requirements = 'packages/team/requirements.txt';

  let flow: WorkflowBed;
  let bed: TestBed;
  let desk: ScratchWorkspace;

  beforeAll(async () => {
    flow = await WorkflowBed.open(runWorkflow);
    ({ bed } = flow);
    desk = bed.workspace;
  }, 600_000);
  afterAll(() => flow?.close());

  /** The names of steps that see a password or a token. */
  function stepsWithSecrets(jobs: readonly JobRun[]): string[] {
    const secrets = [...Object.values(flow.secrets), flow.host.token];
    const isSecret = (value: string) => secrets.includes(value);
    return stepsOf(jobs)
      .filter(({ env }) => Object.values(env).some(isSecret))
      .map(({ name }) => name);
  }

  describe('a push to main', () => {
    it('publishes what was never published', async () => {
      const jobs = await flow.publish();
      expectGreen(jobs);
      const { runtime } = flow.machine.record('team');
      const [key, ...floating] = await bed.publishedTags('team');
      expect(key).toMatch(/^k-/);
      expect(floating).toEqual([runtime, 'latest']);
      expect(outputOf(jobs, 'publish/Publish')).toMatch(
        /^team@\S+ +reused, published/m,
      );
    });
  });

  describe('a pull request', () => {
    it('that changes a README touches no image', async () => {
      await flow.clone.propose(11, () =>
        desk.write('packages/team/README.md', 'Words.\n'),
      );
      const jobs = await flow.pullRequest(11);
      expectGreen(jobs);
      expect(resultsOf(jobs)).toMatchObject({
        images: 'success',
        fork: 'skipped',
      });
      expect(bed.tap.count('PUT')).toBe(0);
      expect(flow.comments(11)).toEqual([
        expect.objectContaining({
          body: expect.stringContaining('### No image changes') as string,
        }),
      ]);
    });

    it('with a stale generated file fails, and names it', async () => {
      await flow.clone.propose(12, () => {
        const manifest = { name: 'team', private: true, description: 'New.' };
        desk.write('packages/team/package.json', manifest);
      });
      const jobs = await flow.pullRequest(12);
      expect(resultsOf(jobs)).toEqual({
        check: 'failure',
        images: 'skipped',
        fork: 'skipped',
      });
      expect(outputOf(jobs, 'check/Generated files')).toContain('README.md:');
    });

    it('of a fork is built and tested, and gets no secret', async () => {
      await flow.clone.propose(13, () => {
        const text = desk.read('packages/team/Dockerfile');
        const file = 'packages/team/Dockerfile';
        desk.write(file, `${text}LABEL stranger=yes\n`);
      });
      const jobs = await flow.pullRequest(13, true);
      expectGreen(jobs);
      expect(resultsOf(jobs)).toMatchObject({
        images: 'skipped',
        fork: 'success',
      });
      expect(stepsWithSecrets(jobs)).toEqual([]);
      expect(bed.tap.count('PUT') + bed.tap.count('POST')).toBe(0);
      expect(flow.host.github.comments.has(13)).toBe(false);
      expect(flow.machine.readSummary()).toContain('### 1 image changed');
    });

    it('that changes a requirement builds, tests and pushes that image', async () => {
      const latest = await bed.publishedDigest('team', 'latest');
      await flow.clone.propose(14, async () => {
        desk.write(requirements, 'idna>=3.7,<3.8\n');
        await flow.clone.type('nx', 'lock', 'team');
      });
      const jobs = await flow.pullRequest(14);
      expectGreen(jobs);
      expect(stepsWithSecrets(jobs)).toEqual([
        ...['Plan', 'Build and push', 'Test', 'Report', 'Comment'],
      ]);
      expect(outputOf(jobs, 'images/Plan')).toContain('1 to build, 2 to reuse');
      const built = outputOf(jobs, 'images/Build and push');
      expect(built).toContain('1 to build, 2 to reuse');
      expect(outputOf(jobs, 'images/Test')).toMatch(
        /^team@\S+ +1 test passed/m,
      );
      expect(flow.pushed()).toEqual(['team']);
      const { runtime, digest } = flow.machine.record('team');
      const channel = `pr-14-${runtime}`;
      expect(await bed.publishedDigest('team', channel)).toBe(digest);
      expect(await bed.publishedDigest('team', 'latest')).toBe(latest);
      const [comment] = flow.comments(14);
      expect(comment?.body).toContain('### 1 image changed');
      expect(comment?.body).toContain('| `idna` | 3.6 → 3.7 | minor |');
    });

    it('run again, builds nothing and updates the same comment', async () => {
      const [before] = flow.comments(14).map(({ id }) => id);
      const jobs = await flow.pullRequest(14);
      expectGreen(jobs);
      expect(outputOf(jobs, 'images/Plan')).toContain('0 to build, 3 to reuse');
      expect(outputOf(jobs, 'images/Test')).toContain('as before');
      expect(bed.tap.uploadedBlobs).toEqual([]);
      expect(flow.comments(14).map(({ id }) => id)).toEqual([before]);
    });

    it('merged, is published as it was built', async () => {
      const built = flow.machine.record('team');
      flow.clone.merge(14);
      const jobs = await flow.publish();
      expectGreen(jobs);
      const plan = outputOf(jobs, 'publish/Plan');
      expect(plan).toMatch(/`team` .* reuse \(registry\)/);
      expect(plan).toContain('0 to build, 3 to reuse');
      expect(bed.tap.uploadedBlobs).toEqual([]);
      expect(await bed.publishedDigest('team', 'latest')).toBe(built.digest);
      expect(await bed.publishedDigest('team', built.runtime)).toBe(
        built.digest,
      );
    });
  });

  describe('a flavour', () => {
    let before: string;

    it('that is new', async () => {
      before = desk.git('rev-parse', 'main');
      await flow.clone.propose(15, async () => {
        const words = [
          'nx',
          'g',
          'brickyard:flavour',
          'geo',
          '--languages=sql',
        ];
        await flow.clone.type(...words, '--no-interactive');
        const check = await desk.nx(['sync:check']);
        expect(check.status).not.toBe(0);
        expect(check.output).toContain('README.md');
        await flow.clone.type('nx', 'sync');
        await flow.clone.type('nx', 'sync:check');
      });
      const jobs = await flow.pullRequest(15);
      expectGreen(jobs);
      const { runtime, digest } = flow.machine.record('geo');
      expect(flow.pushed()).toEqual(['geo']);
      expect(await bed.publishedDigest('geo', `pr-15-${runtime}`)).toBe(digest);
      expect(flow.comments(15)).toHaveLength(1);
      expect(flow.comments(15)[0]?.body).toContain('### 1 image new');
      flow.clone.merge(15);
    });

    it('that is removed leaves the tree as it was', async () => {
      await flow.clone.propose(16, async () => {
        const words = ['nx', 'g', 'brickyard:remove', 'geo'];
        await flow.clone.type(...words, '--no-interactive');
        await flow.clone.type('nx', 'sync');
      });
      expect(desk.git('diff', '--stat', before)).toBe('');
      const jobs = await flow.pullRequest(16);
      expectGreen(jobs);
      expect(flow.pushed()).toEqual([]);
      expect(flow.comments(16)).toHaveLength(1);
      expect(flow.comments(16)[0]?.body).toContain('### 1 image removed');
      flow.clone.merge(16);
    });
  });

  describe('a night', () => {
    const proposed = () => flow.host.github.pulls;
    const branch = 'refs/heads/brickyard/nightly';
    const inOrigin = (...words: string[]) =>
      flow.machine.git(flow.clone.origin, ...words);
    const night = async () => {
      flow.days += 1;
      const jobs = await flow.run('nightly', { name: 'schedule' });
      expectGreen(jobs);
      return jobs;
    };

    it('proposes what has moved', async () => {
      await flow.clone.commitToMain(async () => {
        desk.write(requirements, 'idna<3.9\n');
        await flow.clone.type('nx', 'lock', 'team');
      });
      await flow.moveBase('tools', 'second');
      bed.tap.refuse = ({ path }) =>
        path.endsWith('/gone/manifests/1')
          ? { status: 403, body: { errors: [{ code: 'DENIED' }] } }
          : undefined;
      await night();
      expect(proposed()).toHaveLength(1);
      const [pull] = proposed();
      expect(pull).toMatchObject({ state: 'open', base: { ref: 'main' } });
      expect(pull?.body).toContain('| `idna` | 3.7 → 3.8 | minor |');
      const changed = inOrigin('diff', '--name-only', 'main', branch).split(
        '\n',
      );
      const isLock = (path: string) => path.startsWith('packages/team/locks/');
      expect(changed.some(isLock)).toBe(true);
      expect(changed.filter((path) => !isLock(path))).toEqual([
        'images.lock.json',
      ]);
    });

    it('proposes it once', async () => {
      const before = inOrigin('rev-parse', branch);
      await night();
      expect(proposed()).toHaveLength(1);
      expect(inOrigin('rev-parse', branch)).toBe(before);
      expect(flow.host.github.issues).toEqual([]);
    });

    it('tells of a base that fails three nights in a row, once', async () => {
      await night();
      expect(flow.host.github.issues).toHaveLength(1);
      expect(flow.host.github.issueComments).toEqual([]);
      expect(flow.host.github.issues[0]?.title).toContain('gone');
    });
  });
}
