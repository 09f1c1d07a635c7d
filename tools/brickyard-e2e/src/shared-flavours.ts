import { closeSync, cpSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { EngineProbe } from './engine-probe';
import { expectSuccess } from './expectations';
import { copyFlavour, repositoryPackages } from './repository-flavours';
import { RunningCommand } from './running-command';
import { scratchEnvironment } from './scratch-environment';
import { NX, ScratchWorkspace } from './scratch-workspace';
import { waitUntil } from './wait-until';

/** How workers learn of it: Jest starts them with the environment of its set-up. */
const VARIABLE = 'E2E_SHARED_FLAVOURS';
/** Longer than all of them take on a slow machine where nothing is cached. */
const PATIENCE = 1200;

export type SharedFlavour = (typeof repositoryPackages)[number];

interface Place {
  /** Of a workspace that has every package of this repository and no other. */
  root: string;
  /** Of their names in the engine and in FROM lines. */
  namespace: string;
}

/** Makes the workspace that files of this run share. Nothing is built in it yet. */
export function announceFlavours(): void {
  const workspace = new ScratchWorkspace('127.0.0.1:9');
  for (const name of repositoryPackages) copyFlavour(workspace, name);
  workspace.commit('every package of this repository');
  const { root, namespace } = workspace;
  process.env[VARIABLE] = JSON.stringify({ root, namespace } satisfies Place);
}

export async function forgetFlavours(): Promise<void> {
  const { root, namespace } = findPlace();
  // Without an engine, a file that needs none passes all the same.
  const isUsed = existsSync(join(root, 'dist'));
  if (isUsed) await new EngineProbe().removeImages([`${namespace}/`]);
  rmSync(root, { recursive: true, force: true });
}

/** What a workspace is called that takes images from the shared one. */
export const sharedNamespace = (): string => findPlace().namespace;

/**
 * Gives a workspace these packages of the repository, their images in the engine
 * and what was recorded of them. Whichever file asks first builds; the key is the
 * same in both workspaces, since the namespace is.
 */
export async function takeFlavours(
  workspace: ScratchWorkspace,
  names: readonly SharedFlavour[],
): Promise<void> {
  const { root } = findPlace();
  await alone(join(root, '.building'), () => build(root, names));
  for (const name of names) {
    copyFlavour(workspace, name);
    const records = `dist/packages/${name}`;
    cpSync(join(root, records), join(workspace.root, records), {
      recursive: true,
    });
  }
}

async function build(
  root: string,
  names: readonly SharedFlavour[],
): Promise<void> {
  const words = ['run-many', '-t', 'docker-build', '-p', names.join(',')];
  const env = scratchEnvironment(process.env);
  const argv = [process.execPath, NX, ...words];
  expectSuccess(await new RunningCommand(argv, { cwd: root, env }).finished);
}

/** While no other worker holds `file`. */
async function alone(file: string, work: () => Promise<void>): Promise<void> {
  await waitUntil(`${file} is free`, () => tryCreate(file), PATIENCE);
  try {
    await work();
  } finally {
    rmSync(file);
  }
}

function tryCreate(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch {
    return false;
  }
}

function findPlace(): Place {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('set-up.cjs has not run: start these with jest');
  return JSON.parse(text) as Place;
}
