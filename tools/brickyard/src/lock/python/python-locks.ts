import type { LockKind } from '../kind/lock-kind';
import { listMovedInputs } from './list-moved-inputs';
import { listPins } from './list-pins';
import { describeResolver, digestLockInputs } from './lock-inputs';
import type { PythonLock } from './python-lock';
import { isMain } from './python-paths';
import { pythonStage } from './python-stage';
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
  stage: pythonStage,
};

function listInputs({
  flavour,
  requirements,
  line,
  ancestors,
}: PythonLock): string[] {
  const source = `${flavour.path}/${requirements}`;
  if (!isMain(requirements)) return [source];
  const [parent] = ancestors;
  const below = parent && `the lock of ${parent.flavour.name}`;
  return [source, `the pins of ${line.name}`, ...(below ? [below] : [])];
}
