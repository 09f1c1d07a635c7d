import { parseArgs } from 'node:util';

import { type BrickyardError, renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { renderJson } from '../outlet/printable';
import type { BuildPlan } from '../plan/build-plan';
import { listErrors } from '../plan/fault';
import { renderPlan, renderPlanMarkdown } from '../report/render-plan';
import type { CostRequest } from '../run/cost/estimate-costs';
import type { NewLine } from '../run/diff/list-new-lines';
import { readLockErrors } from '../run/locks/check-locks';
import { warnOfUnlocked } from '../run/locks/list-unlocked';
import { addMovedBases } from '../run/plan/add-moved-bases';
import {
  type PlanRequest,
  type PreparedPlan,
  preparePlan,
} from '../run/plan/prepare-plan';
import { warnOfOutside } from '../run/plan/warn-of-outside';
import { createServices } from '../run/shell/create-services';
import { readWorkspace } from '../workspace/read-workspace';
import type { Workspace } from '../workspace/workspace';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard plan [<flavour> …] [options]

Says which images would be built or reused, and why, about how much a build would
upload, and which bases have moved since images.lock.json was written. Where a
flavour is built for a line for the first time, it says what the line brings. Builds
nothing. An engine or registry that cannot be reached is warned of and counts as
empty. What is wrong with a flavour keeps it out of the plan, and the command exits
with 1; of flavours that were not asked for it is warned.

Options:
  --flavour <a,b>  only these flavours, and what they are built on: the same as
                   their names alone
  --runtime <a,b>  only images for these runtime lines
  --json           the plan as JSON
  --markdown       the plan as a Markdown table
  --strict         fail when there is anything to warn of
  --help           this text
`;

const options = {
  flavour: { type: 'string', multiple: true },
  runtime: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Milliseconds to wait for optional news: registries may be out of reach. */
const newsLimit = 3000;

/** Throws what reading the workspace throws, and what leaves no image to plan. */
export const planCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const selection = {
    flavours: splitNames(asked.flavour),
    runtimes: splitNames(asked.runtime),
  };
  const { warned, errors, ...told } = await readPlan(selection, shell);
  shell.stdout.write(`${await render(told, asked)}\n`);
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  return errors.length > 0 || (asked.strict && warned > 0) ? 1 : 0;
}

interface ReadPlan {
  plan: BuildPlan;
  newLines: NewLine[];
  /** Warnings, which have been printed. */
  warned: number;
  /** What is not in the plan, and locks that were never made. */
  errors: BrickyardError[];
}

async function readPlan(
  selection: Omit<PlanRequest, 'workspace'>,
  { cwd, environment, stderr }: Shell,
): Promise<ReadPlan> {
  const workspace = readWorkspace(findWorkspace(cwd), environment);
  let warned = 0;
  const place = {
    options: workspace.options,
    certificates: workspace.certificates,
    environment,
    warn: (text: string) => {
      warned += 1;
      stderr.write(`warning: ${text}\n`);
    },
    tell: (text: string) => void stderr.write(`${text}\n`),
  };
  const services = createServices(place);
  try {
    const prepared = await preparePlan({ workspace, ...selection }, services);
    const { asked, others } = prepared.faults;
    for (const { error } of others) services.warn(renderError(error));
    warnOfOutside(prepared.images, services.warn);
    warnOfUnlocked(prepared, services.warn);
    const locks = readLockErrors(prepared);
    for (const error of locks.stale) services.warn(renderError(error));
    const signal = AbortSignal.timeout(newsLimit);
    const { registry } = createServices({ ...place, signal, tell: ignore });
    const told = await tellCosts(prepared, { workspace, registry });
    const plan = await addMovedBases(
      { ...prepared, plan: told },
      workspace,
      registry,
    );
    return {
      plan,
      newLines: await readNewLines(prepared, workspace),
      warned,
      errors: [...listErrors(asked), ...locks.missing],
    };
  } finally {
    services.engine.close();
  }
}

/** Where nothing is built, what reads inventories and locks is not even loaded. */
async function tellCosts(
  prepared: PreparedPlan,
  request: Pick<CostRequest, 'workspace' | 'registry'>,
): Promise<BuildPlan> {
  if (isAllReused(prepared)) return prepared.plan;
  const { addCosts } = await import('../run/cost/estimate-costs');
  return addCosts(prepared, request);
}

async function readNewLines(
  prepared: PreparedPlan,
  workspace: Workspace,
): Promise<NewLine[]> {
  if (isAllReused(prepared)) return [];
  const { listNewLines } = await import('../run/diff/list-new-lines');
  return listNewLines(prepared, workspace);
}

function isAllReused({ plan }: PreparedPlan): boolean {
  return plan.images.every(({ action }) => action === 'reuse');
}

/** Optional news are not waited for. */
const ignore = () => undefined;

async function render(
  { plan, newLines }: Pick<ReadPlan, 'plan' | 'newLines'>,
  { json, markdown }: { json?: boolean; markdown?: boolean },
): Promise<string> {
  if (json) return renderJson({ ...plan, newLines });
  if (newLines.length === 0)
    return markdown ? renderPlanMarkdown(plan) : renderPlan(plan);
  const { renderNewLines, renderNewLinesMarkdown } =
    await import('../report/render-new-lines');
  return markdown
    ? `${renderPlanMarkdown(plan)}\n\n${renderNewLinesMarkdown(newLines)}`
    : `${renderPlan(plan)}\n${renderNewLines(newLines)}`;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const named = [...(values.flavour ?? []), ...positionals];
  return { ...values, flavour: named.length > 0 ? named : undefined };
}
