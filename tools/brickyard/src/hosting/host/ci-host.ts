import type { Annotate } from '../../annotation';
import type { Environment } from '../../http/proxy';
import type { CodeHost, TextLimits } from './code-host';
import type { HostTiming } from './host-timing';

/** A CI service, and the code host that its jobs report to: a row of `hostTable`. */
export interface CiHost {
  /** Of the code host: `Azure DevOps`. */
  readonly name: string;
  /** Of the CI service: `Azure Pipelines`. */
  readonly service: string;
  readonly limits: TextLimits;
  /** The variables that `open` needs, for a message. */
  readonly needs: string;
  /** What lets git push from a job: `persistCredentials: true`. */
  readonly pushPermission: string;
  /** The variable that names a job's pull request. */
  readonly pullRequestVariable: string;
  /** What a job needs here: a paragraph of the commands' help, lines of 80 characters. */
  readonly help: string;
  /** Whether the environment names a repository at this host. */
  isNamed(env: Environment): boolean;
  /** Throws HOST_UNKNOWN where a variable is missing or wrong. */
  open(env: Environment, timing?: HostTiming): CodeHost;
  /** What the job says about its pull request; nothing for a job of another service. */
  readJob(env: Environment): Partial<JobContext>;
  /** The branch that the job runs for. */
  findBranch(env: Environment): string | undefined;
  /** Left out where a run has no summary. */
  findSummary(env: Environment): Summary | undefined;
  /** The lines that make these messages warnings of the run. */
  renderWarnings(messages: readonly string[]): string[];
  /** How this job annotates a change; nothing for a job of another service. */
  findAnnotate?(env: Environment): Annotate | undefined;
}

/** What a CI job says about the pull request that it runs for. */
export interface JobContext {
  pullRequest: number | undefined;
  /** Its token can only read, as for a fork. */
  isReadOnly: boolean;
  /** The repository is at another host, which the job has no token for. */
  isElsewhere: boolean;
}

/** Where a run's summary goes: a file to append to, or a line that the service reads. */
export type Summary =
  { file: string } | { renderLine: (path: string) => string };
