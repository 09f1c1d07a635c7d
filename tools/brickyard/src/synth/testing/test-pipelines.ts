import { parse } from 'yaml';

/** A job as specs see it, at any provider. */
export interface ParsedJob {
  id: string;
  if?: string;
  permissions?: Record<string, string>;
  environment?: string;
  steps: ParsedStep[];
}

export interface ParsedStep {
  run?: string;
  script?: string;
  uses?: string;
  task?: string;
  with?: Record<string, unknown>;
  inputs?: Record<string, unknown>;
  env?: Record<string, string>;
}

/** The jobs of a GitHub workflow. */
export function githubJobs(text: string): ParsedJob[] {
  const { jobs } = parse(text) as {
    jobs: Record<string, Omit<ParsedJob, 'id'>>;
  };
  return Object.entries(jobs).map(([id, job]) => ({ id, ...job }));
}

/** The jobs of every stage of azure-pipelines.yml. */
export function azureJobs(text: string): ParsedJob[] {
  const { stages } = parse(text) as {
    stages: {
      stage: string;
      jobs: { job: string; condition?: string; steps: ParsedStep[] }[];
    }[];
  };
  return stages.flatMap(({ stage, jobs }) =>
    jobs.map(({ job, condition, steps }) => ({
      id: `${stage}/${job}`,
      if: condition,
      steps,
    })),
  );
}

export function commandsOf({ steps }: ParsedJob): string[] {
  return steps
    .map(({ run, script }) => run ?? script ?? '')
    .filter((command) => command !== '');
}

/** What jobs keep and take: the inputs of such actions and tasks. */
export function recordsOf(jobs: readonly ParsedJob[]): [string, unknown][] {
  return jobs.flatMap(({ id, steps }) =>
    steps
      .filter(({ uses, task }) => /artifact/i.test(uses ?? task ?? ''))
      .map((step): [string, unknown] => [id, step.with ?? step.inputs]),
  );
}
