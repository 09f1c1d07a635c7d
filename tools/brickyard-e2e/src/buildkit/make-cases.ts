import type { DockerfileCase } from './ask-buildkit';

export type Cases = readonly DockerfileCase[];

/** Every pair of the two lists. */
export function pair<A, B>(
  first: readonly A[],
  second: readonly B[],
): [A, B][] {
  return first.flatMap((a) => second.map((b): [A, B] => [a, b]));
}

export function casesOf(texts: readonly string[]): Cases {
  return texts.map((text) => ({ text }));
}
