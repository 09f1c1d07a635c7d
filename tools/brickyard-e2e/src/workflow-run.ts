import type { CiMachine } from './ci-machine';

type Texts = Readonly<Record<string, string>>;

export interface WorkflowEvent {
  name: 'pull_request' | 'push' | 'schedule';
  pullRequest?: number;
  /** Of a stranger's repository. */
  isFork?: boolean;
}

export interface StepRun {
  name: string;
  status: number;
  output: string;
  /** What the step sees, at least beyond what the machine has. */
  env: Texts;
}

export interface JobRun {
  id: string;
  result: 'success' | 'failure' | 'skipped';
  /** Those that ran. */
  steps: StepRun[];
}

export interface RunnerPlace {
  machine: CiMachine;
  /** `owner/name` */
  repository: string;
  /** What every step on this host has: its address, a shifted clock. */
  environment: Texts;
  token: string;
  secrets: Texts;
}

/** Runs the workflow `id`. `runWithAct` is such a function. */
export type RunWorkflow = (
  id: string,
  event: WorkflowEvent,
  place: RunnerPlace,
) => Promise<JobRun[]>;

/** docs.github.com, "Webhook events and payloads", as far as anything reads it. */
export function describeEvent(
  { name, pullRequest: number, isFork }: WorkflowEvent,
  repository: string,
): object {
  const base = { repository: { default_branch: 'main' } };
  if (name === 'push') return { ...base, ref: 'refs/heads/main' };
  if (number === undefined) return base;
  const head = isFork ? 'stranger/images' : repository;
  return {
    ...base,
    number,
    pull_request: {
      number,
      head: { repo: { full_name: head } },
      base: { ref: 'main', repo: { full_name: repository } },
    },
  };
}
