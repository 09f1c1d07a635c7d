import type { BrickyardError } from '../../errors';
import type { RunResult } from '../make/run-result';
import type { Outcome } from '../shell/schedule';
import type { TestWorkspace } from './test-workspace';

/** What became of each flavour. */
export function statesOf({ outcomes }: RunResult): Record<string, string> {
  const states = [...outcomes].map(([id, { state }]) => {
    return [id.replace(/@.*/, ''), state] as const;
  });
  return Object.fromEntries(states);
}

/** Why a flavour failed. */
export function errorOf(
  result: RunResult,
  flavour: string,
): BrickyardError | undefined {
  return errorOfTask(result, `${flavour}@17.3-LTS`);
}

/** Why an image or a lock failed, by its id; `undefined` for one that did not. */
export function errorOfTask(
  { outcomes }: { outcomes: ReadonlyMap<string, Outcome<unknown>> },
  id: string,
): BrickyardError | undefined {
  const outcome = outcomes.get(id);
  if (outcome?.state !== 'failed') return undefined;
  return outcome.error as BrickyardError;
}

/** Target and context of each build that the engine was asked for. */
export function showBuilds({
  engine,
}: TestWorkspace): [target: string, context: string][] {
  return engine.builds.map(({ target = 'image', context }) => [
    target,
    Buffer.from(context).toString(),
  ]);
}
