import { parseArgs } from 'node:util';

import { splitNames } from '../executors/split-names';
import type { BuildPlan } from '../plan/build-plan';
import { renderPlan, renderPlanMarkdown } from '../report/render-plan';
import { warnOfStaleLocks } from '../run/locks/check-locks';
import { addMovedBases } from '../run/plan/add-moved-bases';
import { type PlanRequest, preparePlan } from '../run/plan/prepare-plan';
import { createServices } from '../run/shell/create-services';
import { readWorkspace } from '../workspace/read-workspace';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard plan [<flavour> …] [options]

Says which images would be built or reused, and why, and which bases have moved
since images.lock.json was written. Builds nothing. An engine or registry that
cannot be reached is warned of and counts as empty.

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

/** Milliseconds to wait for optional news: registries of bases may be out of reach. */
const movedBasesLimit = 3000;

/** Throws what reading the workspace throws. */
export const planCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const selection = {
    flavours: splitNames(asked.flavour),
    runtimes: splitNames(asked.runtime),
  };
  const { plan, warnings } = await readPlan(selection, shell);
  for (const text of warnings) shell.stderr.write(`warning: ${text}\n`);
  shell.stdout.write(`${render(plan, asked)}\n`);
  return asked.strict && warnings.length > 0 ? 1 : 0;
}

async function readPlan(
  selection: Omit<PlanRequest, 'workspace'>,
  { cwd, environment }: Shell,
): Promise<{ plan: BuildPlan; warnings: string[] }> {
  const workspace = readWorkspace(findWorkspace(cwd), environment);
  const warnings: string[] = [];
  const place = {
    options: workspace.options,
    environment,
    warn: (text: string) => void warnings.push(text),
  };
  const services = createServices(place);
  try {
    const prepared = await preparePlan({ workspace, ...selection }, services);
    warnOfStaleLocks(prepared.images, workspace, services.warn);
    const signal = AbortSignal.timeout(movedBasesLimit);
    const { registry } = createServices({ ...place, signal });
    const plan = await addMovedBases(prepared, workspace, registry);
    return { plan, warnings };
  } finally {
    services.engine.close();
  }
}

function render(
  plan: BuildPlan,
  { json, markdown }: { json?: boolean; markdown?: boolean },
): string {
  if (json) return JSON.stringify(plan, null, 2);
  return markdown ? renderPlanMarkdown(plan) : renderPlan(plan);
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const named = [...(values.flavour ?? []), ...positionals];
  return { ...values, flavour: named.length > 0 ? named : undefined };
}
