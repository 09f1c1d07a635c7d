import type { ImageGroup } from './image-groups';

/** One command, the same on a laptop. */
export interface Command {
  name: string;
  run: string;
  /** What it needs credentials for; it sees no others. */
  needs?: 'registry' | 'host';
  /** Runs after a step that failed, too. */
  always?: true;
}

/** Keeps `dist/packages` with the run, whatever failed. */
export interface KeepRecords {
  name: string;
  /** What others find it by. */
  keep: string;
  /** Of which machine, where several keep the same; `$GROUP` is the job's own group. */
  machine?: string;
}

/** Puts what other machines have kept into `dist/packages`; what is missing fails nothing. */
export interface TakeRecords {
  name: string;
  take: string;
  machines: readonly string[];
}

export type Step = Command | KeepRecords | TakeRecords;

/** Whose commits a job runs for: strangers' see no credentials. */
export type Trust = 'all' | 'own' | 'foreign';

export interface Job {
  id: string;
  trust: Trust;
  after?: readonly string[];
  /** Runs after a job that failed, too. */
  always?: true;
  /** What the host's token may write; it may always read the code. */
  writes?: readonly ('code' | 'pull-requests' | 'issues')[];
  /** Logs in to the registry before its steps. */
  login?: true;
  /** Name of a GitHub environment. */
  environment?: string;
  /** One machine for each; steps see its `OTHERS`. */
  groups?: readonly ImageGroup[];
  steps: readonly Step[];
}

/** What happens on one occasion, whoever's machines it runs on. */
export interface Pipeline {
  id: 'pull-request' | 'publish' | 'nightly';
  jobs: readonly Job[];
}
