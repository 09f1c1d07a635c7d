import type { Place } from '../errors';
import { listInstructions } from './list-instructions';
import { finalStages } from './list-source-steps';
import type { FlavourFacts } from './rule';

/** The instruction that sets this last; nothing where an image below sets it. */
export function findLast(
  flavour: FlavourFacts | undefined,
  keyword: string,
  pattern = /(?:)/,
): Place | undefined {
  if (flavour === undefined) return undefined;
  const stages = finalStages(flavour);
  return listInstructions(flavour).findLast(
    (each) =>
      stages.has(each.stage) &&
      each.keyword === keyword &&
      pattern.test(each.text),
  )?.place;
}
