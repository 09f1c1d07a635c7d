import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';

import {
  type BrickyardError,
  isBrickyardError,
  isReportable,
} from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import { readFlavour } from '../../flavour/read-flavour';
import { builtInRuntimes, parseRuntime } from '../../runtime/catalogue';
import type { Runtime } from '../../runtime/schema';
import { sourceRoot } from '../../source-root';
import {
  flavoursFolder,
  listFlavours,
  readWorkspace,
} from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import {
  type PreparedPlan,
  preparePlan,
  readContexts,
} from '../plan/prepare-plan';
import { selectImages } from '../plan/select-images';
import type { Services } from '../shell/services';

/** What a workspace was like at a commit. */
export interface BaseState {
  workspace: Workspace;
  prepared: PreparedPlan;
  /** Why a flavour could not be read there, by name. */
  broken: ReadonlyMap<string, BrickyardError>;
}

export interface BaseRequest {
  /** The commit's files. Broken flavours are removed from it, so nothing else may use it. */
  folder: string;
  /** As it is now. */
  workspace: Workspace;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a workspace that may be broken in parts. Nothing of it is executed but
 * `image.ts`, as in any workspace, and by the plugin of now.
 */
export async function readBase(
  request: BaseRequest,
  services: Services,
): Promise<BaseState> {
  const broken = new Map<string, BrickyardError>();
  const flavours = readFlavours(request.folder, broken);
  const read = readBaseWorkspace(request, flavours, services);
  try {
    const prepared = await preparePlan({ workspace: read }, services);
    return { workspace: read, prepared, broken };
  } catch (error) {
    if (!isReportable(error)) throw error;
  }
  const workspace = { ...read, flavours: await selectSound(read, broken) };
  const prepared = await preparePlan({ workspace }, services);
  return { workspace, prepared, broken };
}

/** Flavours of which images can be made, together with those they need. */
async function selectSound(
  workspace: Workspace,
  broken: Map<string, BrickyardError>,
): Promise<Flavour[]> {
  const sound: Flavour[] = [];
  let waiting = [...workspace.flavours];
  for (let isProgress = true; isProgress;) {
    isProgress = false;
    const left: Flavour[] = [];
    for (const flavour of waiting) {
      const fault = await findFault(flavour, sound, workspace);
      if (fault === undefined) {
        sound.push(flavour);
        broken.delete(flavour.name);
        isProgress = true;
      } else {
        broken.set(flavour.name, fault);
        left.push(flavour);
      }
    }
    waiting = left;
  }
  return sound;
}

async function findFault(
  flavour: Flavour,
  others: readonly Flavour[],
  workspace: Workspace,
): Promise<BrickyardError | undefined> {
  const flavours = [...others, flavour];
  try {
    const images = selectImages({ ...workspace, flavours });
    const own = images.filter((image) => image.flavour === flavour);
    await readContexts(own, workspace);
    return undefined;
  } catch (error) {
    if (isBrickyardError(error)) return error;
    throw error;
  }
}

function readFlavours(
  root: string,
  broken: Map<string, BrickyardError>,
): Flavour[] {
  return listFlavours(root).flatMap((name) => {
    const path = `${flavoursFolder}/${name}`;
    const folder = join(root, path);
    try {
      return [readFlavour(folder, path)];
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      broken.set(name, error);
      rmSync(folder, { recursive: true });
      return [];
    }
  });
}

/** Where the options of then cannot be read, those of now are used. */
function readBaseWorkspace(
  { folder, workspace, environment }: BaseRequest,
  flavours: readonly Flavour[],
  { warn }: Services,
): Workspace {
  const profile = environment['BRICKYARD_PROFILE'];
  // A profile that is not in git is one of this machine.
  const isHere = profile && !existsSync(resolve(folder, profile));
  const place = isHere
    ? { ...environment, BRICKYARD_PROFILE: resolve(workspace.root, profile) }
    : environment;
  try {
    const read = readWorkspace(folder, place);
    const runtimes = mergeRuntimes(readOwnCatalogue(folder, workspace), read);
    return { ...read, runtimes };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    if (flavours.length > 0)
      warn(`the base is read with the options of now: ${error.message}`);
    return { ...workspace, root: folder, flavours };
  }
}

/** Those of the workspace win over the catalogue of then, and that over the plugin's. */
function mergeRuntimes(
  catalogue: readonly Runtime[],
  { runtimes }: Workspace,
): Runtime[] {
  const own = runtimes.slice(builtInRuntimes.length);
  return [...builtInRuntimes, ...catalogue, ...own];
}

/**
 * The catalogue is the plugin's, and so is that of now; where the plugin is in
 * the workspace itself, a commit may have changed it.
 */
function readOwnCatalogue(folder: string, { root }: Workspace): Runtime[] {
  const catalogue = join(sourceRoot, 'runtime/catalogue');
  const path = relative(realpathSync(root), realpathSync(catalogue));
  const then = join(folder, path);
  if (path.startsWith('..') || !existsSync(then)) return [];
  return readdirSync(then)
    .filter((name) => name.endsWith('.json'))
    .map((name) =>
      parseRuntime(
        readFileSync(join(then, name), 'utf8'),
        `base: ${path}/${name}`,
      ),
    );
}
