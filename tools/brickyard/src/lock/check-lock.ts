import type { Problem } from '../errors';
import { fullPath, type Lock } from './kind/lock';
import { kindOf } from './lock-table';
import { readInputs } from './lock-text';

/** Why a lock does not match what it is made of; `undefined` when it does. */
export function checkLock(lock: Lock): Problem | undefined {
  const { flavour, line, sources, text } = lock;
  const kind = kindOf(lock);
  const place = { file: fullPath(lock) };
  if (text === undefined) {
    const names = sources.map((source) => `${flavour.path}/${source}`);
    const are = names.length === 1 ? 'is' : 'are';
    const message = `${names.join(', ')} ${are} not locked for ${line.name}`;
    return { place, message };
  }
  const inputs = readInputs(text);
  if (inputs === kind.digestInputs(lock)) return undefined;
  if (inputs === undefined) {
    const message =
      'does not say what it was made of; nx lock did not write it';
    return { place, message };
  }
  const moved = kind.listMovedInputs(lock, text);
  const named = moved.length > 0 ? moved : kind.listInputs(lock);
  return { place, message: `no longer matches ${named.join(', ')}` };
}
