import dockerignore from '@balena/dockerignore';

/** What `.dockerignore` leaves out. */
export interface IgnoreRules {
  ignores(path: string): boolean;
  /** False when a `!` rule may bring back something below an ignored folder. */
  readonly prunable: boolean;
}

/**
 * An ignored Dockerfile or `.dockerignore` stays out of what COPY sees; that
 * the build itself needs the Dockerfile is the packer's business.
 */
export function parseIgnoreRules(text: string | undefined): IgnoreRules {
  if (text === undefined) return { ignores: () => false, prunable: true };
  const rules = dockerignore({ ignorecase: false }).add(text);
  const prunable = !text
    .split(/\r?\n/)
    .some((line) => line.trim().startsWith('!'));
  return { ignores: (path) => rules.ignores(path), prunable };
}
