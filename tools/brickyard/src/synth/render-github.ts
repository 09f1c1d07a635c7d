import { actionPins, useOf } from './action-pins';
import {
  defaultNode,
  defaultRunner,
  defaultSchedule,
  everyStep,
} from './defaults';
import { keepAtGithub, takeAtGithub } from './github-records';
import type { Command, Job, Pipeline, Step } from './pipeline';
import { type RegistryLogin, registryLogin } from './registry-login';
import { renderYaml } from './render-yaml';
import type { SynthInput } from './synth-input';

/** Dependabot's branches are in the repository, and its runs see no secrets. */
const isOwn =
  "github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'";

/** The body of `.github/workflows/<id>.yml`. Throws OPTIONS_INVALID. */
export function renderGithub(pipeline: Pipeline, input: SynthInput): string {
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
      pipeline.jobs.map((job) => [job.id, renderJob(job, input)]),
    ),
  });
  return addVersions(text);
}

function triggers({ id }: Pipeline, { mainBranch, ci }: SynthInput): object {
  if (id === 'pull-request') return { pull_request: null };
  if (id === 'publish')
    return { push: { branches: [mainBranch] }, workflow_dispatch: null };
  const cron = ci.schedule ?? defaultSchedule;
  return { schedule: [{ cron }], workflow_dispatch: null };
}

/** A newer commit of a pull request ends the older's run; no other is cut off. */
function concurrency({ id }: Pipeline): object {
  if (id === 'pull-request')
    return { group: `${id}-\${{ github.ref }}`, 'cancel-in-progress': true };
  return { group: id, 'cancel-in-progress': false };
}

function renderJob(job: Job, input: SynthInput): object {
  const login = job.login && registryLogin(input);
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
      ...(login ? logIn(login) : []),
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
    ...(login && login.method !== 'password' && { 'id-token': 'write' }),
  };
}

/** What the job's own token writes starts no other workflow: a team may give another. */
const token = '${{ secrets.BRICKYARD_TOKEN || github.token }}';

function setUp({ writes = [] }: Job, { ci }: SynthInput): object[] {
  const isWriter = writes.includes('code');
  return [
    {
      name: 'Check out',
      uses: useOf('checkout'),
      // All of the history: what is affected is told from it.
      with: {
        'fetch-depth': 0,
        'persist-credentials': isWriter,
        ...(isWriter && { token }),
      },
    },
    {
      name: 'Node.js',
      uses: useOf('setupNode'),
      // A cache is shared between jobs that are trusted and jobs that are not.
      with: {
        'node-version': ci.node ?? defaultNode,
        'package-manager-cache': false,
      },
    },
    { name: 'Install', run: 'npm ci' },
  ];
}

function logIn(login: RegistryLogin): object[] {
  if (login.method === 'password') return [];
  if (login.method === 'azure') {
    const identity = {
      'client-id': '${{ vars.AZURE_CLIENT_ID }}',
      'tenant-id': '${{ vars.AZURE_TENANT_ID }}',
      'subscription-id': '${{ vars.AZURE_SUBSCRIPTION_ID }}',
    };
    return [
      { name: 'Azure', uses: useOf('azureLogin'), with: identity },
      { name: 'Registry', run: `az acr login --name ${login.name}` },
    ];
  }
  const role = {
    'role-to-assume': '${{ vars.AWS_ROLE_ARN }}',
    'aws-region': login.region,
  };
  return [
    { name: 'AWS', uses: useOf('awsCredentials'), with: role },
    {
      name: 'Registry',
      uses: useOf('ecrLogin'),
      with: { registries: login.account },
    },
  ];
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
  { needs }: Command,
  login?: RegistryLogin,
): Record<string, string> | undefined {
  if (needs === 'host') return { GITHUB_TOKEN: token };
  if (needs !== 'registry' || login?.method !== 'password') return undefined;
  const names = ['BRICKYARD_REGISTRY_USERNAME', 'BRICKYARD_REGISTRY_PASSWORD'];
  return Object.fromEntries(
    names.map((name) => [name, `\${{ secrets.${name} }}`]),
  );
}

/** `uses: action@commit` → with the version, for people and for whoever updates it. */
function addVersions(text: string): string {
  let result = text;
  for (const { action, commit, version } of Object.values(actionPins)) {
    const use = `${action}@${commit}`;
    result = result.replaceAll(use, `${use} # ${version}`);
  }
  return result;
}
