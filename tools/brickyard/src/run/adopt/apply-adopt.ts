import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError, isBrickyardError } from '../../errors';
import { type FlavourFolder, readFlavours } from '../../flavour/read-flavours';
import { listErrors } from '../../plan/fault';
import { readWorkspaceNxJson } from '../../workspace/read-nx-json';
import type { Workspace } from '../../workspace/workspace';
import { type LintedImage, lintImages, planLint } from '../test/lint-flavours';
import { type Adopted, describeAdopted } from './adopted';
import type { Adoption, AdoptPlan, RefusedFolder } from './adoption';
import { placeAdoption } from './place-adoption';
import { stageAdoption } from './stage-adoption';

export interface AdoptResult {
  adopted: readonly Adopted[];
  refusals: readonly RefusedFolder[];
  passedOver: AdoptPlan['passedOver'];
  isDryRun: boolean;
  /** `nx sync` has something to write. */
  isSynced: boolean;
}

export interface ApplyRequest {
  workspace: Workspace;
  now: Date;
  /** Nothing is written into the workspace, and all is told. */
  isDryRun?: boolean;
}

/**
 * Makes every flavour aside, looks at it as lint does, and moves it into its place.
 * One that fails is refused, as is what is built on it; the others come about.
 */
export function applyAdopt(
  plan: AdoptPlan,
  request: ApplyRequest,
): AdoptResult {
  const { workspace, isDryRun = false } = request;
  const aside = join(workspace.root, 'dist');
  const isMade = mkdirSync(aside, { recursive: true }) !== undefined;
  const stage = mkdtempSync(join(aside, '.adopt-'));
  try {
    const run = new Map(plan.adoptions.map((each) => [each.name, each]));
    const refusals = [...plan.refusals];
    const keep: Keep = { run, refusals, stage, workspace };
    stageAll(keep);
    const linted = lintAll(keep, request.now);
    if (!isDryRun) placeAll(keep);
    return {
      adopted: [...run.values()].map((each) =>
        describeAdopted(each, linted.filter(isOf(each)), workspace),
      ),
      ...{ refusals, isDryRun, passedOver: plan.passedOver },
      isSynced: hasSync(workspace),
    };
  } finally {
    rmSync(stage, { recursive: true, force: true });
    if (isMade) rmdirSync(aside);
  }
}

interface Keep {
  /** By name, parents first: those that nothing was found against. */
  run: Map<string, Adoption>;
  refusals: RefusedFolder[];
  stage: string;
  workspace: Workspace;
}

function stageAll(keep: Keep): void {
  for (const adoption of keep.run.values())
    attempt(keep, adoption, () => {
      stageAdoption(adoption, join(keep.stage, adoption.name));
    });
}

/** As the workspace would be read with them. */
function lintAll(keep: Keep, now: Date): LintedImage[] {
  const workspace = readWith(keep);
  const names = [...keep.run.keys()];
  if (names.length === 0) return [];
  const { images, known, faults } = planLint({ workspace, flavours: names });
  for (const adoption of [...keep.run.values()]) {
    const own = faults.asked.filter(({ flavour }) => flavour === adoption.name);
    const [error] = listErrors(own);
    if (error !== undefined) refuse(keep, adoption, error);
  }
  const sound = images.filter(({ flavour }) => keep.run.has(flavour.name));
  return lintImages({ images: sound, known }, { workspace, now });
}

const isOf =
  ({ name }: Adoption) =>
  ({ image }: LintedImage) =>
    image.flavour.name === name;

function readWith(keep: Keep): Workspace {
  const { stage, workspace, run } = keep;
  const folders: FlavourFolder[] = [...run.values()].map(({ name, path }) => {
    return { folder: join(stage, name), path };
  });
  const { flavours, broken } = readFlavours(folders);
  for (const { name, error } of broken) {
    const adoption = run.get(name);
    if (adoption !== undefined) refuse(keep, adoption, error);
  }
  const isNew = ({ name }: { name: string }) => run.has(name);
  return {
    ...workspace,
    flavours: [
      ...workspace.flavours.filter((each) => !isNew(each)),
      ...flavours,
    ],
    broken: workspace.broken.filter((each) => !isNew(each)),
  };
}

function placeAll(keep: Keep): void {
  const { stage, workspace } = keep;
  for (const adoption of keep.run.values())
    attempt(keep, adoption, () => {
      placeAdoption(adoption, join(stage, adoption.name), workspace.root);
    });
}

function attempt(keep: Keep, adoption: Adoption, work: () => void): void {
  const { run } = keep;
  if (!run.has(adoption.name)) return;
  const { parent } = adoption;
  if (parent !== undefined && isRefused(keep, parent)) {
    const message = `${adoption.from}: is built on ${parent}, which is not adopted`;
    refuse(keep, adoption, new BrickyardError('NOT_ADOPTED', message));
    return;
  }
  try {
    work();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    refuse(keep, adoption, error);
  }
}

/** Neither a flavour that was there nor one of this run. */
function isRefused({ run, workspace }: Keep, name: string): boolean {
  return (
    !run.has(name) && !workspace.flavours.some((each) => each.name === name)
  );
}

function refuse(
  { run, refusals }: Keep,
  { name, from }: Adoption,
  error: BrickyardError,
): void {
  run.delete(name);
  refusals.push({ from, error });
}

function hasSync({ root }: Workspace): boolean {
  const generators = readWorkspaceNxJson(root).sync?.globalGenerators ?? [];
  return generators.includes('brickyard:sync');
}
