import type { JobRun, StepRun } from './workflow-run';

export const stepsOf = (jobs: readonly JobRun[]): StepRun[] =>
  jobs.flatMap(({ steps }) => steps);

/** By job. */
export const resultsOf = (jobs: readonly JobRun[]) =>
  Object.fromEntries(jobs.map(({ id, result }) => [id, result]));

/** A step that failed is shown with what it printed; a job can fail without one. */
export function expectGreen(jobs: readonly JobRun[]): void {
  const failed = stepsOf(jobs).filter(({ status }) => status !== 0);
  const told = failed.map(({ name, output }) => `${name}:\n${output}`);
  expect(told.join('\n')).toBe('');
  expect(Object.values(resultsOf(jobs))).not.toContain('failure');
}

/** The output of a step, named as `images/Build and push`. */
export function outputOf(jobs: readonly JobRun[], path: string): string {
  const [id, name] = path.split('/');
  const steps = jobs.find((job) => job.id === id)?.steps;
  const output = steps?.find((step) => step.name === name)?.output;
  if (output === undefined) throw new Error(`${path} did not run`);
  return output;
}
