import type { Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from '../runtime/notebook-python';
import { explainPip } from '../volumes/explain-pip';
import { fillVolume, type VolumeFill } from '../volumes/fill-volume';
import { type PipSettings, renderPip } from '../volumes/pip-script';
import { type JupyterLock, readJupyterLock } from './jupyter-lock';

/** Where containers see the volume. */
export const JUPYTER_TARGET = '/mnt/brickyard-jupyterlab';
/** In it: what pip installed, whole or not there. */
export const JUPYTER_SITE = `${JUPYTER_TARGET}/site`;

/** Which image fills a volume, and over which way. */
export interface FillWay
  extends PipSettings, Pick<VolumeFill, 'image' | 'network' | 'signal'> {}

/** Of a version of Python on amd64, which is what the lock is for. */
export function jupyterVolume(
  python: string,
  { version, digest } = readJupyterLock(),
): string {
  return `brickyard-jupyterlab-${version}-python${python}-amd64-${digest}`;
}

/** Installs JupyterLab into its volume, with the pip of an image. Rejects NOTEBOOK_UNAVAILABLE. */
export async function fillJupyter(
  engine: Engine,
  python: string,
  way: FillWay,
): Promise<void> {
  const lock = readJupyterLock();
  const volume = { name: jupyterVolume(python, lock), target: JUPYTER_TARGET };
  const script = renderFillScript(lock, way);
  await fillVolume(engine, { ...way, script, volume }, (result) => {
    const { isWithoutPip, index, text } = explainPip(result);
    const what = `cannot get JupyterLab ${lock.version}`;
    const message = isWithoutPip
      ? `${what}: ${way.image} has neither pip nor virtualenv to install it with`
      : `${what}${index === undefined ? '' : ` from ${index}`}: ${text}`;
    const hint = isWithoutPip
      ? `run notebook once with another image of Python ${python}: JupyterLab stays in the engine`
      : 'pip of the image installs it, once for each engine: is the index up? A profile sets another one as mirrors.pip';
    return new BrickyardError('NOTEBOOK_UNAVAILABLE', message, { hint });
  });
}

function renderFillScript({ text }: JupyterLock, pip: PipSettings): string {
  return `${shellRows(rowMark)}
set -eu
part="$(mktemp -d ${JUPYTER_TARGET}/part-XXXXXX)"
trap 'rm -rf "$part"' EXIT
${renderPip(PYTHON, pip)}
cat > "$part/jupyter.txt" <<'BRICKYARD_END'
${text.trimEnd()}
BRICKYARD_END
if ! PIP_ROOT_USER_ACTION=ignore "$python" -m pip install --quiet --disable-pip-version-check \\
  --no-cache-dir --retries 2 --no-deps --only-binary :all: --require-hashes \\
  --target "$part/site" -r "$part/jupyter.txt" < /dev/null
then
  tell_index
  exit 1
fi
mv -T "$part/site" ${JUPYTER_SITE} || [ -e ${JUPYTER_SITE} ]
`;
}
