import type { ImageGroup } from './image-groups';

/** One command, which is the same on a laptop. */
export interface JobCommand {
  name: string;
  run: string;
  /** What it needs credentials for. It gets no others. */
  needs?: 'registry' | 'host';
  /** It also runs after a step that failed. */
  always?: true;
}

/** Keeps `dist/packages` with the run, even when a step failed. */
export interface KeepRecords {
  name: string;
  /** The name that other jobs find it by. */
  keep: string;
  /** The machine, where several keep one; `$GROUP` is the job's own group. */
  machine?: string;
}

/** Puts what other machines kept into `dist/packages`. It does not fail where one kept nothing. */
export interface TakeRecords {
  name: string;
  take: string;
  machines: readonly string[];
}

export type Step = JobCommand | KeepRecords | TakeRecords;

/** Whose commits a job runs for. A job for foreign ones gets no credentials. */
export type JobTrust = 'all' | 'own' | 'foreign';

export interface Job {
  id: string;
  trust: JobTrust;
  after?: readonly string[];
  /** It also runs after a job that failed. */
  always?: true;
  /** What the host's token may write. It may always read the code. */
  writes?: readonly ('code' | 'pull-requests' | 'issues')[];
  /** Logs in to the registry before its steps. */
  login?: true;
  /** Name of a GitHub environment. */
  environment?: string;
  /** One machine for each group; steps get `OTHERS` from it. */
  groups?: readonly ImageGroup[];
  steps: readonly Step[];
}

/** What happens on one occasion, at any provider. */
export interface Pipeline {
  id: 'pull-request' | 'publish' | 'nightly';
  jobs: readonly Job[];
}
