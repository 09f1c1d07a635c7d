import type { DockerfileUse } from '../../dockerfile/dockerfile';
import type { ParsedDockerfile } from '../../dockerfile/parsed-dockerfile';
import { resolveDockerfile } from '../../dockerfile/resolve-dockerfile';
import { isBrickyardError } from '../../errors';
import { runtimeBuildArgs } from '../../runtime/build-args';
import type { Runtime } from '../../runtime/schema';

/** What a Dockerfile reads, and for which runtime lines it reads that. */
export interface Start {
  use: DockerfileUse;
  runtimes: readonly Runtime[];
}

/**
 * By the file's own defaults, the same for all lines. Where an ARG has none, each
 * line gives the values that a build of it would. Throws DOCKERFILE_INVALID for
 * names that stay without a value on every line.
 */
export function listStarts(
  dockerfile: ParsedDockerfile,
  runtimes: readonly Runtime[],
): Start[] {
  const resolve = (buildArgs: Readonly<Record<string, string>>) =>
    resolveDockerfile(dockerfile, { buildArgs });
  try {
    return [{ use: resolve({}), runtimes }];
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const starts = runtimes.flatMap((runtime): Start[] => {
      try {
        const use = resolve(runtimeBuildArgs(runtime));
        return [{ use, runtimes: [runtime] }];
      } catch {
        return [];
      }
    });
    if (starts.length > 0) return starts;
    throw error;
  }
}
