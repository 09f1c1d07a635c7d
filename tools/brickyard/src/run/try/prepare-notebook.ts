import { listRepositories } from '../../cran/list-repositories';
import type { EngineImage } from '../../engine/engine';
import { BrickyardError, isReportable } from '../../errors';
import { databricksLabel, labelNames } from '../../key/image-labels';
import { askImage, type NotebookImage } from '../../notebook/ask-image';
import { fillIrkernel, irkernelVolume } from '../../notebook/fill-irkernel';
import {
  fillJupyter,
  type FillWay,
  jupyterVolume,
} from '../../notebook/fill-jupyter';
import { OLDEST_PYTHON, readJupyterLock } from '../../notebook/jupyter-lock';
import { platform } from '../../plan/key-images';
import { PYTHON } from '../../runtime/notebook-python';
import type { Workspace } from '../../workspace/workspace';
import { downloadWay } from '../build/download-way';
import type { HeldImage } from '../names/hold-image';
import type { Services } from '../shell/services';

export interface KitRequest {
  workspace: Workspace;
  say: (text: string) => void;
  signal?: AbortSignal;
}

/** What a notebook in an image runs on. */
export interface NotebookKit {
  python: NonNullable<NotebookImage['python']>;
  /** Where R has a kernel. */
  r?: string;
  volumes: { jupyter: string; irkernel?: string };
}

/**
 * Looks into an image, and fills the volumes that the engine lacks. What R's kernel
 * lacks is said, and Python goes on. Rejects NOTEBOOK_UNAVAILABLE, CONTAINER_FAILED.
 */
export async function prepareNotebook(
  held: HeldImage,
  request: KitRequest,
  { engine }: Pick<Services, 'engine'>,
): Promise<NotebookKit> {
  const { workspace, say, signal } = request;
  const asked = await askImage(engine, held.reference, signal);
  const python = checkPython(held, asked);
  const way = { ...downloadWay(workspace), image: held.reference, signal };
  const jupyter = jupyterVolume(python.version);
  if (!(await engine.hasVolume(jupyter))) {
    const { version } = readJupyterLock();
    say(
      `JupyterLab ${version} is installed into the volume ${jupyter}, once for this engine`,
    );
    await fillJupyter(engine, python.version, way);
  }
  const irkernel = await prepareR(
    asked,
    { ...request, way, jupyter, held },
    engine,
  );
  return {
    python,
    ...(irkernel !== undefined && { r: asked.r }),
    volumes: { jupyter, irkernel },
  };
}

function checkPython(
  { reference, image }: HeldImage,
  { python }: NotebookImage,
) {
  const fail = (why: string, hint: string) =>
    new BrickyardError('NOTEBOOK_UNAVAILABLE', `${reference} ${why}`, { hint });
  if (image.platform !== undefined && image.platform !== platform)
    throw fail(
      `is for ${image.platform}`,
      `JupyterLab is locked for ${platform}, as clusters are`,
    );
  if (python === undefined)
    throw fail(
      `has no ${PYTHON} that runs`,
      'notebooks run on it, also those in R; npx brickyard shell opens any image',
    );
  if (minorOf(python.version) < minorOf(OLDEST_PYTHON))
    throw fail(
      `has Python ${python.version}`,
      `JupyterLab is locked for ${OLDEST_PYTHON} and newer`,
    );
  return python;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

interface RRequest extends KitRequest {
  way: FillWay;
  jupyter: string;
  held: HeldImage;
}

/** The volume of R's kernel; `undefined` where there is no R, or no such kernel to be had. */
async function prepareR(
  { r, codename }: NotebookImage,
  { workspace, say, way, jupyter, held }: RRequest,
  engine: Services['engine'],
): Promise<string | undefined> {
  if (r === undefined) return undefined;
  const place = { r, codename };
  const name = irkernelVolume(place);
  if (await engine.hasVolume(name)) return name;
  say(`IRkernel is installed into the volume ${name}, once for this engine`);
  const repository = findRepository(held.image, workspace);
  const fill = { ...way, place, repository, jupyterVolume: jupyter };
  try {
    await fillIrkernel(engine, fill);
    return name;
  } catch (error) {
    if (!isReportable(error) || error.code !== 'NOTEBOOK_UNAVAILABLE')
      throw error;
    say(
      `R ${r} has no kernel here, and Python goes on without it: ${error.message}\n  hint: ${error.hint}`,
    );
    return undefined;
  }
}

/** Of the line that the image is labelled for; R of another image names one itself. */
function findRepository(
  { labels }: EngineImage,
  { runtimes, options }: Workspace,
): string | undefined {
  const name = labels[labelNames.runtime] ?? labels[databricksLabel];
  const line = runtimes.find((each) => each.name === name);
  if (line === undefined) return undefined;
  const all = listRepositories(line, [], options.mirrors);
  return all.find((each) => each.name === 'cran')?.url;
}
