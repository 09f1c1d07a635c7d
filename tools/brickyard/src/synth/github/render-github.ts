import {
  actionsOf,
  type RegistryLogin,
  registryLogin,
  stepsAt,
} from '../login/registry-login';
import { addVersions, useOf } from '../model/action-pin';
import {
  defaultNode,
  defaultRunner,
  defaultSchedule,
  everyStep,
} from '../model/defaults';
import type { Job, JobCommand, Pipeline, Step } from '../model/pipeline';
import { renderYaml } from '../model/render-yaml';
import type { SynthInput } from '../model/synth-input';
import { actionPins } from './action-pins';
import { keepAtGithub, takeAtGithub } from './github-records';

/** Dependabot's branches are in the repository, but its runs get no secrets. */
const isOwn =
  "github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'";

/** The body of `.github/workflows/<id>.yml`. Throws OPTIONS_INVALID. */
export function renderGithub(
  pipeline: Pipeline,
  input: SynthInput,
  login = registryLogin(input),
): string {
  const text = renderYaml({
    name: pipeline.id,
    on: triggers(pipeline, input),
    permissions: {},
    concurrency: concurrency(pipeline),
    env: {
      ...everyStep,
      ...(pipeline.id === 'pull-request' && {
        NX_BASE: 'origin/${{ github.base_ref }}',
        PULL_REQUEST: '${{ github.event.pull_request.number }}',
      }),
    },
    jobs: Object.fromEntries(
      pipeline.jobs.map((job) => [job.id, renderJob(job, input, login)]),
    ),
  });
  return addVersions(text, [...Object.values(actionPins), ...actionsOf(login)]);
}

function triggers({ id }: Pipeline, { mainBranch, ci }: SynthInput): object {
  if (id === 'pull-request') return { pull_request: null };
  if (id === 'publish')
    return { push: { branches: [mainBranch] }, workflow_dispatch: null };
  const cron = ci.schedule ?? defaultSchedule;
  return { schedule: [{ cron }], workflow_dispatch: null };
}

/** A new commit of a pull request cancels the run of the last one; no other run is cancelled. */
function concurrency({ id }: Pipeline): object {
  if (id === 'pull-request')
    return { group: `${id}-\${{ github.ref }}`, 'cancel-in-progress': true };
  return { group: id, 'cancel-in-progress': false };
}

function renderJob(
  job: Job,
  input: SynthInput,
  registry: RegistryLogin,
): object {
  const login = job.login && registry;
  const condition = conditionOf(job);
  return {
    ...(job.after && { needs: job.after }),
    ...(condition && { if: condition }),
    'runs-on': input.ci.runner ?? defaultRunner,
    'timeout-minutes': 120,
    ...(job.environment && { environment: job.environment }),
    permissions: permissions(job, login),
    ...(job.groups && {
      strategy: {
        'fail-fast': false,
        matrix: {
          include: job.groups.map(({ id, others }) => ({
            group: id,
            others: others.join(','),
          })),
        },
      },
      env: { OTHERS: '${{ matrix.others }}' },
    }),
    steps: [
      ...setUp(job, input),
      ...(login ? logIn(login, input) : []),
      ...job.steps.map((step) => renderStep(step, login)),
    ],
  };
}

function conditionOf({ trust, always }: Job): string | undefined {
  if (trust === 'foreign') return `\${{ !(${isOwn}) }}`;
  const own = trust === 'own' ? [isOwn] : [];
  const parts = always ? ['!cancelled()', ...own] : own;
  return parts.length > 0 ? `\${{ ${parts.join(' && ')} }}` : undefined;
}

function permissions({ writes = [] }: Job, login?: RegistryLogin): object {
  const others = writes.filter((what) => what !== 'code');
  return {
    contents: writes.includes('code') ? 'write' : 'read',
    ...Object.fromEntries(others.map((what) => [what, 'write'])),
    ...stepsAt('github', login)?.permissions,
  };
}

/** What a job's own token pushes starts no workflow, so a team may set another token. */
const token = '${{ secrets.BRICKYARD_TOKEN || github.token }}';

function setUp({ writes = [] }: Job, { ci }: SynthInput): object[] {
  const isWriter = writes.includes('code');
  return [
    {
      name: 'Check out',
      uses: useOf(actionPins.checkout),
      // Nx needs the history to tell what is affected.
      with: {
        'fetch-depth': 0,
        'persist-credentials': isWriter,
        ...(isWriter && { token }),
      },
    },
    {
      name: 'Node.js',
      uses: useOf(actionPins.setupNode),
      // Jobs that are trusted and jobs that are not would share a cache.
      with: {
        'node-version': ci.node ?? defaultNode,
        'package-manager-cache': false,
      },
    },
    { name: 'Install', run: 'npm ci' },
  ];
}

function logIn(login: RegistryLogin, { ci }: SynthInput): readonly object[] {
  return stepsAt('github', login)?.render(login.facts, ci) ?? [];
}

function renderStep(step: Step, login?: RegistryLogin): object {
  if ('keep' in step) return keepAtGithub(step);
  if ('take' in step) return takeAtGithub(step);
  const env = environmentOf(step, login);
  return {
    name: step.name,
    ...(step.always && { if: '${{ !cancelled() }}' }),
    run: step.run,
    ...(env && { env }),
  };
}

function environmentOf(
  { needs }: JobCommand,
  login?: RegistryLogin,
): Record<string, string> | undefined {
  if (needs === 'host') return { GITHUB_TOKEN: token };
  const { secrets = [] } = login?.method ?? {};
  if (needs !== 'registry' || secrets.length === 0) return undefined;
  return Object.fromEntries(
    secrets.map((name) => [name, `\${{ secrets.${name} }}`]),
  );
}
