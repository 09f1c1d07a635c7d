import { parseArgs } from 'node:util';

import { splitNames } from '../executors/split-names';
import {
  renderAdopt,
  renderAdoptJson,
  renderRefusals,
} from '../report/render-adopt';
import { applyAdopt } from '../run/adopt/apply-adopt';
import { planAdopt } from '../run/adopt/plan-adopt';
import { readWorkspace } from '../workspace/read-workspace';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard adopt <folder> [<folder> …] [options]

Makes a flavour of a folder with a Dockerfile: copies it to packages/<name>, and
writes image.ts and package.json beside the Dockerfile, which stays as it is. The
image starts from the same base as before, and the base says for which runtime lines
it is. A folder of folders is all of them; one that is refused is no matter of the
others. A folder of packages is adopted where it is.

The original is never changed. Left out are keys and files with passwords, what
.dockerignore lists, links that lead out of the folder, and what tools make. FROM of
a folder that is adopted in the same call becomes FROM that flavour. In the end,
lint says what breaks the rules for cluster images, with file and line.

Options:
  --name <name>     of the flavour, for one folder; the folder's own when left out
  --runtimes <a,b>  the lines of images whose base names none, as ubuntu:20.04,
                    databricksruntime/standard:latest or one of your own
  --dry-run         write nothing, and say what would come about
  --json            the result as JSON
  --help            this text

Exits with 0 when each folder is adopted, with 1 when one is not, and with 2 for a
wrong call. What lint finds does not count.
`;

const options = {
  name: { type: 'string' },
  runtimes: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading the workspace throws, and RUNTIME_UNKNOWN. */
export const adoptCommand: Command = defineCommand({
  usage,
  parse,
  run: (asked, shell) => Promise.resolve(adopt(asked, shell)),
});

function adopt(asked: Asked, shell: Shell): number {
  const { cwd, environment, stdout, stderr } = shell;
  const workspace = readWorkspace(findWorkspace(cwd), environment);
  const { paths, name } = asked;
  const runtimes = splitNames(asked.runtimes);
  const plan = planAdopt({ workspace, paths, cwd, name, runtimes });
  const result = applyAdopt(plan, {
    workspace,
    now: new Date(),
    isDryRun: asked['dry-run'],
  });
  const render = asked.json ? renderAdoptJson : renderAdopt;
  stdout.write(`${render(result)}\n`);
  if (result.refusals.length === 0) return 0;
  if (!asked.json) stderr.write(`${renderRefusals(result)}\n`);
  return 1;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals: paths } = parseArgs(asked);
  if (!values.help && paths.length === 0)
    return 'expected a folder with a Dockerfile, got none';
  return { ...values, paths };
}
