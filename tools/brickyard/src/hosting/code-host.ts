/** A comment on a pull request. */
export interface HostComment {
  /** What the host finds it by again. */
  id: string;
  body: string;
  /** Written by whoever the token is of. */
  isOurs: boolean;
}

export interface PullRequest {
  number: number;
  title: string;
  body: string;
  /** Its branch's name: `main`. */
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

/** Where code is kept and pull requests are talked about. */
export interface CodeHost {
  /** `GitHub` */
  readonly name: string;
  /** Longest texts, in characters. */
  readonly limits: { readonly comment: number; readonly description: number };
  /**
   * Comments that start with `marker`, oldest first; nothing more of the pull
   * request is read than that takes.
   */
  listComments(pullRequest: number, marker: string): Promise<HostComment[]>;
  createComment(pullRequest: number, body: string): Promise<void>;
  updateComment(pullRequest: number, id: string, body: string): Promise<void>;
  deleteComment(pullRequest: number, id: string): Promise<void>;
  /** The open one of a branch of this repository. */
  findPullRequest(branch: string): Promise<PullRequest | undefined>;
  createPullRequest(request: NewPullRequest): Promise<PullRequest>;
  updatePullRequest(
    pullRequest: number,
    change: { title: string; body: string },
  ): Promise<void>;
  /** Without merging it. */
  closePullRequest(pullRequest: number): Promise<void>;
  /** Left out where there are no issues beside the code. */
  readonly issues?: Issues;
}

export interface Issues {
  /** With this label, open or closed, oldest first. */
  list(label: string): Promise<Issue[]>;
  create(issue: { title: string; body: string; label: string }): Promise<Issue>;
  /** Says why, and closes it. */
  close(issue: number, why: string): Promise<void>;
}
