/** A comment on a pull request. */
export interface HostComment {
  /** How the host finds it again. */
  id: string;
  body: string;
  /** The owner of our token wrote it. */
  isOurs: boolean;
}

export interface PullRequest {
  number: number;
  title: string;
  body: string;
  /** The branch that it merges into: `main`. */
  base: string;
  /** Where a person reads it. */
  address: string;
}

export interface NewPullRequest {
  branch: string;
  base: string;
  title: string;
  body: string;
}

export interface Issue {
  number: number;
  body: string;
  isOpen: boolean;
}

/** Where code is kept and pull requests are discussed. */
export interface CodeHost {
  /** `GitHub` */
  readonly name: string;
  /** Longest texts, in characters. */
  readonly limits: TextLimits;
  readonly comments: Comments;
  readonly pullRequests: PullRequests;
  /** Left out where the host keeps no issues beside the code. */
  readonly issues?: Issues;
}

export interface TextLimits {
  readonly comment: number;
  readonly description: number;
}

/** The comments on a pull request. */
export interface Comments {
  /** Those that start with `marker`, oldest first; reads no more than it must. */
  list(pullRequest: number, marker: string): Promise<HostComment[]>;
  create(pullRequest: number, body: string): Promise<void>;
  update(pullRequest: number, id: string, body: string): Promise<void>;
  delete(pullRequest: number, id: string): Promise<void>;
}

export interface PullRequests {
  /** What to allow when the host refuses to let a job open one. */
  readonly permission: string;
  /** The open one of a branch of this repository. */
  find(branch: string): Promise<PullRequest | undefined>;
  create(request: NewPullRequest): Promise<PullRequest>;
  update(
    pullRequest: number,
    change: { title: string; body: string },
  ): Promise<void>;
  /** Without merging it. */
  close(pullRequest: number): Promise<void>;
}

export interface Issues {
  /** With this label, open or closed, oldest first. */
  list(label: string): Promise<Issue[]>;
  create(issue: { title: string; body: string; label: string }): Promise<Issue>;
  /** Says why, and closes it. */
  close(issue: number, why: string): Promise<void>;
}
