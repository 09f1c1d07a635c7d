import { parseArgs } from 'node:util';

import { renderPlan, renderPlanMarkdown } from '../report/render-plan';
import { createServices } from '../run/create-services';
import { preparePlan } from '../run/prepare-plan';
import { readWorkspace } from '../workspace/read-workspace';
import { findWorkspace } from './find-workspace';

const usage = `Usage: brickyard plan [options]

Says which images would be built or reused, and why. Builds nothing. An engine
or registry that cannot be reached is warned of and counts as empty.

Options:
  --flavour <a,b>  only these flavours, and what they are built on
  --json           the plan as JSON
  --markdown       the plan as a Markdown table
  --strict         fail when engine or registry cannot be reached
  --help           this text
`;

const options = {
  flavour: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export async function planCommand(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n\n${usage}`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(usage);
    return 0;
  }
  const environment = process.env;
  const workspace = readWorkspace(findWorkspace(process.cwd()), environment);
  const warnings: string[] = [];
  const services = createServices({
    options: workspace.options,
    environment,
    warn: (text) => warnings.push(text),
  });
  const flavours = parsed.flavour?.flatMap((names) => names.split(','));
  const { plan } = await preparePlan({ workspace, flavours }, services).finally(
    () => services.engine.close(),
  );
  for (const text of warnings) process.stderr.write(`warning: ${text}\n`);
  const render = parsed.json
    ? JSON.stringify(plan, null, 2)
    : parsed.markdown
      ? renderPlanMarkdown(plan)
      : renderPlan(plan);
  process.stdout.write(`${render}\n`);
  return parsed.strict && warnings.length > 0 ? 1 : 0;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return (error as Error).message;
  }
}
