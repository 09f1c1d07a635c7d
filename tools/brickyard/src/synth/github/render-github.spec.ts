import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { modelPipelines } from '../model/model-pipelines';
import type { SynthInput } from '../model/synth-input';
import { actionlint } from '../testing/test-actionlint';
import { testInput, testInputs } from '../testing/test-input';
import { commandsOf, githubJobs, recordsOf } from '../testing/test-pipelines';
import { renderGithub } from './render-github';

function render(input: SynthInput): Record<string, string> {
  const texts = modelPipelines(input).map(
    (pipeline) => [pipeline.id, renderGithub(pipeline, input)] as const,
  );
  return Object.fromEntries(texts);
}

function jobsOf(input: SynthInput) {
  return Object.entries(render(input)).flatMap(([id, text]) =>
    githubJobs(text).map((job) => ({ ...job, id: `${id}/${job.id}` })),
  );
}

const azure = { registry: 'team.azurecr.io' };
const amazon = { registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' };

describe('renderGithub', () => {
  it('writes a pull request’s workflow', () => {
    const file = join(__dirname, '__fixtures__/pull-request.yml');
    expect(render(testInput())['pull-request']).toBe(
      readFileSync(file, 'utf8'),
    );
  });

  it.each(testInputs)('is valid with %s', async (_what, input) => {
    for (const text of Object.values(render(input)))
      expect(await actionlint(text)).toEqual([]);
  });

  it('would be found out if it were not', async () => {
    const text = render(testInput())['publish'] ?? '';
    const broken = text.replace(
      'needs:\n      - check',
      'needs:\n      - chek',
    );
    expect(await actionlint(broken)).toHaveLength(1);
  });

  it.each(testInputs)(
    'uses actions by commit, the version beside it, with %s',
    (_what, input) => {
      const texts = Object.values(render(input)).join('');
      const uses = texts.match(/uses: .*/g) ?? [];
      expect(uses.length).toBeGreaterThan(0);
      for (const use of uses)
        expect(use).toMatch(
          /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/,
        );
    },
  );

  it.each(testInputs)('runs one command in a step with %s', (_what, input) => {
    for (const job of jobsOf(input)) {
      for (const command of commandsOf(job)) {
        expect(command).toMatch(
          /^(?:npm (?:ci|test)$|npx nx |npx brickyard |az acr login |\.\/check\.sh$)/,
        );
        expect(command).not.toMatch(/[\n;|&`<>]|\$\(|\$\{\{/);
      }
    }
  });

  it.each(testInputs)('shows a fork nothing with %s', (_what, input) => {
    const text = render(input)['pull-request'] ?? '';
    expect(text).not.toContain('pull_request_target');
    for (const job of githubJobs(text)) {
      if (job.if?.includes('head.repo.full_name') && job.id !== 'fork')
        continue;
      expect(JSON.stringify(job.steps)).not.toMatch(
        /secrets\.|vars\.|github\.token/,
      );
      expect(job.permissions).toEqual({ contents: 'read' });
      expect(job).not.toHaveProperty('environment');
    }
  });

  it('divides pull requests between strangers and its own', () => {
    const own =
      "github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'";
    const jobs = githubJobs(render(testInput())['pull-request'] ?? '');
    expect(jobs.map(({ id, if: condition }) => [id, condition])).toEqual([
      ['check', undefined],
      ['images', `\${{ ${own} }}`],
      ['fork', `\${{ !(${own}) }}`],
    ]);
  });

  it.each([
    ['a password', testInput(), []],
    [
      'Azure',
      testInput({}, azure),
      ['azure/login', 'az acr login --name team'],
    ],
    [
      'Amazon',
      testInput({}, amazon),
      ['aws-actions/configure-aws-credentials', 'aws-actions/amazon-ecr-login'],
    ],
    ['a password at Azure', testInput({ login: 'password' }, azure), []],
  ])('logs in with %s', (_what, input, expected) => {
    const [, publish] = githubJobs(render(input)['publish'] ?? '');
    const text = JSON.stringify(publish?.steps);
    const logins = publish?.steps
      .map(({ uses, run }) => uses?.split('@')[0] ?? run ?? '')
      .filter((step) => /login|aws/.test(step));
    expect(logins).toEqual(expected);
    expect(publish?.permissions?.['id-token']).toBe(
      expected.length > 0 ? 'write' : undefined,
    );
    expect(text.includes('secrets.BRICKYARD_REGISTRY_PASSWORD')).toBe(
      expected.length === 0,
    );
  });

  it('gives a job no more than it writes', () => {
    const permissions = jobsOf(testInput()).map((job) => [
      job.id,
      job.permissions,
    ]);
    const read = { contents: 'read' };
    expect(Object.fromEntries(permissions)).toEqual({
      'pull-request/check': read,
      'pull-request/images': { ...read, 'pull-requests': 'write' },
      'pull-request/fork': read,
      'publish/check': read,
      'publish/publish': read,
      'nightly/refresh': {
        contents: 'write',
        'pull-requests': 'write',
        issues: 'write',
      },
    });
  });

  it('shows a password to steps that ask the registry, and to no other', () => {
    for (const job of jobsOf(testInput())) {
      const shown = job.steps
        .filter(({ env }) => env?.['BRICKYARD_REGISTRY_PASSWORD'])
        .map(({ run }) => run);
      for (const command of shown)
        expect(command).toMatch(
          /brickyard (?:plan|report|refresh)|docker-(?:push|test)|lock --upgrade/,
        );
    }
  });

  it('divides images among machines, parents first', () => {
    const text = render(testInput({ machines: 2 }))['pull-request'] ?? '';
    const jobs = githubJobs(text).map((job) => [
      job.id,
      commandsOf(job).filter((command) => /docker-/.test(command)),
    ]);
    expect(Object.fromEntries(jobs)).toEqual({
      check: [],
      parents: [
        'npx nx affected -t docker-push --channel=pr-$PULL_REQUEST --exclude=child,other',
      ],
      images: [
        'npx nx affected -t docker-push --channel=pr-$PULL_REQUEST --exclude=$OTHERS',
        'npx nx affected -t docker-test --exclude=$OTHERS',
      ],
      report: [],
      fork: ['npx nx affected -t docker-test'],
    });
    expect(text).toContain('others: other,tool');
  });

  it('keeps what was published, and hands records on between machines', () => {
    const path = 'dist/packages';
    const kept = { path, overwrite: true };
    const one = render(testInput());
    expect(recordsOf(githubJobs(one['pull-request'] ?? ''))).toEqual([]);
    expect(recordsOf(githubJobs(one['publish'] ?? ''))).toEqual([
      ['publish', { ...kept, name: 'images', 'if-no-files-found': 'warn' }],
    ]);
    const two = render(testInput({ machines: 2 }))['pull-request'] ?? '';
    const records = { ...kept, 'if-no-files-found': 'ignore' };
    expect(recordsOf(githubJobs(two))).toEqual([
      ['parents', { ...records, name: 'records-parents' }],
      ['images', { ...records, name: 'records-${{ matrix.group }}' }],
      ['report', { path, pattern: 'records-*', 'merge-multiple': true }],
    ]);
  });

  it('runs the team’s own checks wherever it checks', () => {
    const jobs = jobsOf(testInput({ checks: ['npm test'] }));
    const checked = jobs.filter((job) => commandsOf(job).includes('npm test'));
    expect(checked.map(({ id }) => id)).toEqual([
      'pull-request/check',
      'publish/check',
    ]);
    for (const { steps } of checked)
      expect(steps.some(({ env }) => env !== undefined)).toBe(false);
  });

  it('cuts off no run that publishes', () => {
    const { publish, nightly } = render(testInput());
    expect(publish).toContain('cancel-in-progress: false');
    expect(nightly).toContain('cancel-in-progress: false');
  });
});
