import {
  type RegistryLogin,
  registryLogin,
  stepsAt,
} from '../login/registry-login';
import {
  defaultNode,
  defaultRunner,
  defaultSchedule,
  everyStep,
} from '../model/defaults';
import type { Job, JobCommand, Pipeline, Step } from '../model/pipeline';
import { renderYaml } from '../model/render-yaml';
import type { SynthInput } from '../model/synth-input';
import { keepAtAzure, takeAtAzure } from './azure-records';

/** The body of azure-pipelines.yml: a stage for each occasion. Throws OPTIONS_INVALID. */
export function renderAzure(
  pipelines: readonly Pipeline[],
  input: SynthInput,
  login = registryLogin(input),
): string {
  const { ci, mainBranch } = input;
  const branches = { include: [mainBranch] };
  return renderYaml({
    // Runs wait for each other, so that none overtakes one that publishes.
    trigger: { batch: true, branches },
    pr: { branches: { include: ['*'] } },
    schedules: [
      {
        cron: ci.schedule ?? defaultSchedule,
        displayName: 'nightly',
        branches,
        always: true,
      },
    ],
    pool: ci.pool ? { name: ci.pool } : { vmImage: defaultRunner },
    variables: everyStep,
    stages: pipelines.map((pipeline) => renderStage(pipeline, input, login)),
  });
}

function renderStage(
  pipeline: Pipeline,
  input: SynthInput,
  login: RegistryLogin,
): object {
  return {
    stage: nameOf(pipeline.id),
    dependsOn: [],
    condition: occasion(pipeline, input),
    ...(pipeline.id === 'pull-request' && {
      variables: {
        NX_BASE: 'origin/$(System.PullRequest.TargetBranchName)',
        PULL_REQUEST: '$(System.PullRequest.PullRequestId)',
      },
    }),
    jobs: pipeline.jobs.map((job) => renderJob(job, input, login)),
  };
}

function occasion({ id }: Pipeline, { mainBranch }: SynthInput): string {
  const reason = "variables['Build.Reason']";
  if (id === 'pull-request') return `eq(${reason}, 'PullRequest')`;
  // The night opens a pull request, for which an agent has no token at GitHub.
  const isOurs = "ne(variables['Build.Repository.Provider'], 'GitHub')";
  if (id === 'nightly') return `and(eq(${reason}, 'Schedule'), ${isOurs})`;
  const pushed = `in(${reason}, 'IndividualCI', 'BatchedCI', 'Manual')`;
  const branch = `eq(variables['Build.SourceBranch'], 'refs/heads/${mainBranch}')`;
  return `and(${pushed}, ${branch})`;
}

function renderJob(
  job: Job,
  input: SynthInput,
  registry: RegistryLogin,
): object {
  const login = job.login && registry;
  const condition = conditionOf(job);
  return {
    job: nameOf(job.id),
    ...(job.after && { dependsOn: job.after.map(nameOf) }),
    ...(condition && { condition }),
    timeoutInMinutes: 120,
    ...(job.groups && {
      strategy: {
        matrix: Object.fromEntries(
          job.groups.map(({ id, others }) => [
            `group_${id}`,
            { GROUP: id, OTHERS: others.join(',') },
          ]),
        ),
      },
    }),
    steps: [
      ...setUp(job, input),
      ...(login ? logIn(login, input) : []),
      ...job.steps.flatMap((step) => renderStep(step, login)),
    ],
  };
}

function conditionOf({ trust, always }: Job): string | undefined {
  if (trust === 'all') return undefined;
  const isFork = trust === 'foreign' ? 'True' : 'False';
  const before = always ? 'not(canceled())' : 'succeeded()';
  return `and(${before}, eq(variables['System.PullRequest.IsFork'], '${isFork}'))`;
}

function setUp({ writes = [] }: Job, { ci }: SynthInput): object[] {
  return [
    {
      checkout: 'self',
      fetchDepth: 0,
      persistCredentials: writes.includes('code'),
    },
    {
      task: 'NodeTool@0',
      displayName: 'Node.js',
      inputs: { versionSpec: ci.node ?? defaultNode },
    },
    { script: 'npm ci', displayName: 'Install' },
  ];
}

function logIn(login: RegistryLogin, { ci }: SynthInput): readonly object[] {
  return stepsAt('azure', login)?.render(login.facts, ci) ?? [];
}

function renderStep(step: Step, login?: RegistryLogin): object | object[] {
  if ('keep' in step) return keepAtAzure(step);
  if ('take' in step) return takeAtAzure(step);
  const env = environmentOf(step, login);
  return {
    script: step.run,
    displayName: step.name,
    ...(step.always && { condition: 'not(canceled())' }),
    ...(env && { env }),
  };
}

function environmentOf(
  { needs }: JobCommand,
  login?: RegistryLogin,
): Record<string, string> | undefined {
  if (needs === 'host') return { SYSTEM_ACCESSTOKEN: '$(System.AccessToken)' };
  const { secrets = [] } = login?.method ?? {};
  if (needs !== 'registry' || secrets.length === 0) return undefined;
  return Object.fromEntries(secrets.map((name) => [name, `$(${name})`]));
}

/** Names of stages and jobs have letters, digits and _ alone. */
function nameOf(id: string): string {
  return id.replaceAll('-', '_');
}
