import { parseArgs } from 'node:util';

import type { BuildPlan } from '../plan/build-plan';
import { renderPlan, renderPlanMarkdown } from '../report/render-plan';
import { createServices } from '../run/create-services';
import { type PlanRequest, preparePlan } from '../run/prepare-plan';
import { readWorkspace } from '../workspace/read-workspace';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard plan [options]

Says which images would be built or reused, and why. Builds nothing. An engine
or registry that cannot be reached is warned of and counts as empty.

Options:
  --flavour <a,b>  only these flavours, and what they are built on
  --runtime <a,b>  only images for these runtime lines
  --json           the plan as JSON
  --markdown       the plan as a Markdown table
  --strict         fail when engine or registry cannot be reached
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

/** Throws what reading the workspace throws. */
export const planCommand: Command = async (args, shell) => {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    shell.stderr.write(`${parsed}\n\n${usage}`);
    return 2;
  }
  if (parsed.help) {
    shell.stdout.write(usage);
    return 0;
  }
  const split = (texts?: string[]) => texts?.flatMap((text) => text.split(','));
  const selection = {
    flavours: split(parsed.flavour),
    runtimes: split(parsed.runtime),
  };
  const { plan, warnings } = await readPlan(selection, shell);
  for (const text of warnings) shell.stderr.write(`warning: ${text}\n`);
  shell.stdout.write(`${render(plan, parsed)}\n`);
  return parsed.strict && warnings.length > 0 ? 1 : 0;
};

async function readPlan(
  selection: Omit<PlanRequest, 'workspace'>,
  { cwd, environment }: Shell,
): Promise<{ plan: BuildPlan; warnings: string[] }> {
  const workspace = readWorkspace(findWorkspace(cwd), environment);
  const warnings: string[] = [];
  const services = createServices({
    options: workspace.options,
    environment,
    warn: (text) => warnings.push(text),
  });
  try {
    const { plan } = await preparePlan({ workspace, ...selection }, services);
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

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return (error as Error).message;
  }
}
