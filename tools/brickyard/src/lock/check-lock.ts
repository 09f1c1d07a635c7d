import type { Problem } from '../errors';
import { listMovedInputs } from './list-moved-inputs';
import type { Lock } from './lock';
import { fullPath } from './lock';
import { digestLockInputs } from './lock-inputs';
import { isMain } from './lock-paths';
import { readInputs } from './lock-text';

/** Why a lock does not match its requirements; `undefined` when it does. */
export function checkLock(lock: Lock): Problem | undefined {
  const { flavour, line, requirements, text } = lock;
  const place = { file: fullPath(lock) };
  const source = `${flavour.path}/${requirements}`;
  if (text === undefined) {
    const message = `${source} is not locked for ${line.name}`;
    return { place, message };
  }
  const inputs = readInputs(text);
  if (inputs === digestLockInputs(lock)) return undefined;
  if (inputs === undefined) {
    const message =
      'does not say what it was made of; nx lock did not write it';
    return { place, message };
  }
  const moved = listMovedInputs(lock, text);
  const inputsOf = moved.length > 0 ? moved : [source, ...listOthers(lock)];
  const message = `no longer matches ${inputsOf.join(', ')}`;
  return { place, message };
}

/** What else may have changed since. */
function listOthers({ line, requirements, ancestors }: Lock): string[] {
  if (!isMain(requirements)) return [];
  const [parent] = ancestors;
  const below = parent && `the lock of ${parent.flavour.name}`;
  return [`the pins of ${line.name}`, ...(below ? [below] : [])];
}
