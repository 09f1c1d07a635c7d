import type { Problem } from '../errors';
import { fullPath, type Lock } from './lock';
import { digestInputs } from './lock-inputs';
import { readInputs } from './lock-text';

/** Why a lock does not answer for its requirements; `undefined` when it does. */
export function checkLock(lock: Lock): Problem | undefined {
  const { flavour, line, requirements, text } = lock;
  const place = { file: fullPath(lock) };
  const source = `${flavour.path}/${requirements}`;
  if (text === undefined) {
    const message = `${source} is not locked for ${line.name}`;
    return { place, message };
  }
  const inputs = readInputs(text);
  if (inputs === digestInputs(lock)) return undefined;
  if (inputs === undefined) {
    const message =
      'does not say what it was made of; nx lock did not write it';
    return { place, message };
  }
  const message = `is older than what it was made of: ${listSources(lock).join(', ')}`;
  return { place, message };
}

/** What may have changed since. */
function listSources({
  flavour,
  line,
  requirements,
  ancestors,
}: Lock): string[] {
  const below = ancestors.map(
    (ancestor) => `the lock of ${ancestor.flavour.name}`,
  );
  return [
    `${flavour.path}/${requirements}`,
    ...below.slice(0, 1),
    `the pins of ${line.name}`,
  ];
}
