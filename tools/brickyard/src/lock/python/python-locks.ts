import type { LockKind } from '../kind/lock-kind';
import { listMovedInputs } from './list-moved-inputs';
import { listPins } from './list-pins';
import { describeResolver, digestLockInputs } from './lock-inputs';
import type { PythonLock } from './python-lock';
import { isMain } from './python-paths';
import { readPythonLocks } from './read-python-locks';

/** `requirements.txt` and every `<environment>-requirements.txt`, resolved by uv. */
export const pythonLocks: LockKind<PythonLock> = {
  name: 'python',
  extension: '',
  readLocks: readPythonLocks,
  digestInputs: digestLockInputs,
  describeResolver: ({ line }) => describeResolver(line),
  listMovedInputs,
  listInputs,
  listPackages: (text) => listPins(text),
};

function listInputs(lock: PythonLock): string[] {
  const { flavour, requirements, line, ancestors } = lock;
  const source = `${flavour.path}/${requirements}`;
  const definition = hasOrigins(lock) ? [`${flavour.path}/image.ts`] : [];
  if (!isMain(requirements)) return [source, ...definition];
  const [parent] = ancestors;
  const below = parent && `the lock of ${parent.flavour.name}`;
  return [
    source,
    ...definition,
    `the pins of ${line.name}`,
    ...(below ? [below] : []),
  ];
}

/** Whether an `image.ts` says where some of its packages are from, or said so. */
function hasOrigins({ origins, text = '' }: PythonLock): boolean {
  const { indexes, builds } = origins;
  const isNow = indexes.length > 0 || builds.length > 0;
  return isNow || /^# (?:index|built from source:) /m.test(text);
}
