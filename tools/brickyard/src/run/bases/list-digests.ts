import type { Bases } from './resolve-bases';

/** By how Dockerfiles write them: those that are known. */
export function listDigests(bases: Bases): Map<string, string> {
  return new Map(
    [...bases].flatMap(([name, { digest }]) =>
      digest === undefined ? [] : [[name, digest] as const],
    ),
  );
}
