import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { type BrickyardError, isBrickyardError } from '../../errors';
import { builtInRuntimes, parseRuntime } from '../../runtime/catalogue';
import type { Runtime } from '../../runtime/schema';
import { sourceRoot } from '../../source-root';
import { readAllFlavours, readWorkspace } from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import { type KeyedPlan, keyPlan } from '../plan/key-plan';
import type { Services } from '../shell/services';

/** What a workspace was like at a commit. */
export interface BaseState {
  workspace: Workspace;
  keyed: KeyedPlan;
  /** Why a flavour could not be read there, by name. */
  broken: ReadonlyMap<string, BrickyardError>;
}

export interface BaseRequest {
  /** The commit's files. */
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
  const workspace = readBaseWorkspace(request, services);
  const keyed = await keyPlan({ workspace, isPast: true }, services);
  const broken = new Map<string, BrickyardError>();
  for (const { flavour, error } of keyed.faults.asked)
    broken.set(flavour, broken.get(flavour) ?? error);
  return { workspace, keyed, broken };
}

/** Where the options of then cannot be read, those of now are used. */
function readBaseWorkspace(
  { folder, workspace, environment }: BaseRequest,
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
    const read = readAllFlavours(folder);
    if (read.flavours.length > 0)
      warn(`the base is read with the options of now: ${error.message}`);
    return { ...workspace, ...read, root: folder };
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
