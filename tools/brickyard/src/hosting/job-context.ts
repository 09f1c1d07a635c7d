import type { Annotate } from '../annotation';
import type { Environment } from '../http/proxy';
import type { CiHost, JobContext, Summary } from './host/ci-host';
import { hostTable } from './host-table';

/**
 * What the job says about its pull request. Every host is asked, since one
 * service may build for another: Azure Pipelines for a repository at GitHub.
 */
export function readJobContext(
  env: Environment,
  hosts: readonly CiHost[] = hostTable,
): JobContext {
  const answers = hosts.map((host) => host.readJob(env));
  return {
    pullRequest: firstOf(answers.map(({ pullRequest }) => pullRequest)),
    isReadOnly: answers.some(({ isReadOnly }) => isReadOnly),
    isElsewhere: answers.some(({ isElsewhere }) => isElsewhere),
  };
}

/** The branch that the job runs for: CI checks out a commit without one. */
export function findBranch(
  env: Environment,
  hosts: readonly CiHost[] = hostTable,
): string | undefined {
  return firstOf(hosts.map((host) => host.findBranch(env)));
}

/** Where the job's run keeps its summary, if it has one. */
export function findSummary(
  env: Environment,
  hosts: readonly CiHost[] = hostTable,
): Summary | undefined {
  return firstOf(hosts.map((host) => host.findSummary(env)));
}

/** How the job annotates the lines of a change, if its service shows that. */
export function findAnnotate(
  env: Environment,
  hosts: readonly CiHost[] = hostTable,
): Annotate | undefined {
  return firstOf(hosts.map((host) => host.findAnnotate?.(env)));
}

function firstOf<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}
