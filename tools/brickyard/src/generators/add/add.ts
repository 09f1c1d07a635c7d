import { randomUUID } from 'node:crypto';

import type { Tree } from '@nx/devkit';

import { BrickyardError, isBrickyardError } from '../../errors';
import { readParallel } from '../../executors/flavour-result';
import { untilInterrupted } from '../../executors/until-interrupted';
import { standardOutput } from '../../outlet/standard-streams';
import { createReporter } from '../../report/line-reporter';
import {
  renderAdded,
  renderAddPlan,
  renderUndone,
} from '../../report/render-add';
import type { AddPlan } from '../../run/add/add-plan';
import { applyAdd } from '../../run/add/apply-add';
import { planAdd } from '../../run/add/plan-add';
import {
  type ServiceContext,
  withServices,
} from '../../run/shell/with-services';
import { type List, splitList } from '../split-list';

/** What `schema.json` lets a user set. */
export interface AddOptions {
  flavour: string | number;
  packages?: List;
  /** Words behind the first package. */
  _?: List;
  r?: List;
  apt?: List;
  remove?: boolean;
  anyway?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `nx g brickyard:add`. It does not go through the tree: a lock is made of what is on
 * disk, and where none can be made the lists have to be as they were. Nx does not call
 * what this resolves to in a dry run.
 */
export async function generateAdd(
  { root }: Pick<Tree, 'root'>,
  options: AddOptions,
  environment: Environment = process.env,
): Promise<() => Promise<void>> {
  const output = standardOutput();
  const { warn } = createReporter(output);
  const place = { root, environment, warn };
  const plan = await withServices(place, async ({ workspace, services }) => {
    const made = await planAdd(
      { workspace, ...readOptions(options) },
      { warn },
    );
    output.write(`${renderAddPlan(made)}\n`);
    // Nx says so; a dry run needs no engine.
    const isDry = environment['NX_DRY_RUN'] === 'true';
    if (made.needsEngine && !isDry) await requireEngine(services);
    return made;
  });
  return () =>
    untilInterrupted((signal) =>
      withServices({ ...place, signal }, (context) =>
        finish(plan, { ...context, signal, environment }),
      ),
    );
}

function readOptions(options: AddOptions) {
  const { flavour, packages, _, r, apt, remove, anyway } = options;
  const python = [packages ?? [], _ ?? []].flat();
  return {
    flavours: splitList(flavour),
    words: { python: splitList(python), r: splitList(r), apt: splitList(apt) },
    isRemoval: remove,
    isAnyway: anyway,
  };
}

/** Said before a list is touched. */
async function requireEngine(
  services: ServiceContext['services'],
): Promise<void> {
  try {
    await services().engine.version();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    throw new BrickyardError(
      error.code,
      `${error.message}\nPython and apt packages are locked in a container. Nothing has changed.`,
      { hint: error.hint, cause: error },
    );
  }
}

interface FinishContext extends ServiceContext {
  signal: AbortSignal;
  environment: Environment;
}

async function finish(
  plan: AddPlan,
  { workspace, services, signal, environment }: FinishContext,
): Promise<void> {
  if (plan.edits.length === 0) return;
  const output = standardOutput();
  const reporter = createReporter(output);
  const { credentials, ...opened } = services();
  const parallel = readParallel(environment);
  const request = { workspace, parallel, environment, credentials, signal };
  const result = await applyAdd(
    plan,
    { ...request, nonce: randomUUID() },
    opened,
    reporter,
  );
  output.write(`${renderAdded(result)}\n`);
  if (result.isUndone)
    throw new BrickyardError('LOCK_FAILED', renderUndone(result));
}
