import type { DefinitionSource, Evaluation } from './evaluation';
import { EvaluationCache } from './evaluation-cache';
import { type EvaluatorOptions, runEvaluator } from './run-evaluator';

/**
 * The values of `image.ts` files, in their order. `image.ts` is code, so it runs
 * in a process of its own; what a cache has needs none. Reads and writes the
 * cache.
 */
export function evaluateDefinitions(
  sources: readonly DefinitionSource[],
  options: EvaluatorOptions & { cache?: EvaluationCache } = {},
): Evaluation[] {
  const { cache = new EvaluationCache() } = options;
  const known = new Map(
    sources.map((source) => [source, cache.read(source)] as const),
  );
  const unknown = sources.filter((source) => known.get(source) === undefined);
  const answers = unknown.length > 0 ? runEvaluator(unknown, options) : [];
  for (const [index, answer] of answers.entries()) {
    const source = unknown[index];
    if (source === undefined) continue;
    cache.keep(source, answer);
    known.set(source, answer.evaluation);
  }
  return sources.map((source) => known.get(source) ?? {});
}
