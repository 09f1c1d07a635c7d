import { parseArgs } from 'node:util';

import { BrickyardError } from '../errors';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderInitPlan, renderInitStep } from '../report/render-init';
import { applyInit } from '../run/init/apply-init';
import { checkPlace } from '../run/init/check-place';
import { askedVersion, type InitPlace } from '../run/init/init-place';
import {
  type InitAnswers,
  type InitPlan,
  planInit,
} from '../run/init/plan-init';
import { readPlace } from '../run/init/read-place';
import { askLines } from './ask-lines';
import { checkGenerated } from './check-generated';
import { defineCommand } from './define-command';
import { initQuestions, listFaults } from './init-questions';
import type { Command, Shell } from './shell';
import { suggestAnswers } from './suggest-answers';

const usage = `Usage: brickyard init [options]

Makes this folder a workspace that builds images: an empty folder, a git
repository, or a workspace of Nx. It writes package.json, nx.json, this Brickyard
itself (tools/brickyard-<version>.tgz, so that npm ci finds it on a runner), the
flavours that yours are built on, and the settings of the CI that you name. What is
there stays. When a step fails, all are undone.

In a terminal it asks for what you left out.

Options:
  --registry <host>     where images are published: docker.io, team.azurecr.io
  --namespace <path>    the path there: images are <registry>/<namespace>/<flavour>
  --languages <a,b>     python, r, both or scala; decides which flavours to start with
  --ci <name>           github, azure, github,azure or none
  --yes                 ask nothing: docker.io, a path named after the folder, both
                        languages, and the CI of git's origin, else github
  --dry-run             say what would be done, and do nothing
  --help                this text
`;

const options = {
  registry: { type: 'string' },
  namespace: { type: 'string' },
  languages: { type: 'string' },
  ci: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what is in the way, and what git or npm refuse. */
export const initCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { cwd: folder, environment, stdout } = shell;
  const place = await readPlace({ folder, environment });
  checkPlace(place);
  const answers =
    place.options === undefined
      ? await findAnswers(asked, place, shell)
      : undefined;
  if (answers !== undefined) checkGenerated(place, answers);
  const plan = planInit(place, answers);
  if (plan.length === 0) {
    stdout.write(`${describeDone(place)}\n`);
    return 0;
  }
  if (asked['dry-run']) {
    stdout.write(`${renderInitPlan(plan)}\n`);
    return 0;
  }
  stdout.write(`${(await apply(plan, place, shell)).trim()}\n`);
  return 0;
}

function apply(
  plan: InitPlan,
  place: InitPlace,
  { environment, stderr }: Shell,
): Promise<string> {
  return untilInterrupted((signal) =>
    applyInit(place, plan, {
      environment,
      signal,
      tell: (step) => void stderr.write(`${renderInitStep(step)}\n`),
    }),
  );
}

/** Rejects OPTIONS_INVALID where nobody can be asked, and for what cannot be. */
async function findAnswers(
  asked: Asked,
  place: InitPlace,
  { input, stderr }: Shell,
): Promise<InitAnswers> {
  const suggested = { ...suggestAnswers(place), ...given(asked) };
  checkAnswers(suggested);
  const left = names.filter((name) => asked[name] === undefined);
  if (asked.yes || left.length === 0) return suggested;
  const source = input?.();
  if (source?.isTTY !== true) throw nobodyError(left);
  const all = initQuestions(suggested);
  const questions = Object.fromEntries(
    left.map((name) => [
      name,
      (known: InitAnswers) => all[name]({ ...suggested, ...known }),
    ]),
  ) as Partial<typeof all> as typeof all;
  const said = await askLines(questions, { input: source, stderr });
  return { ...suggested, ...said };
}

const names = ['registry', 'namespace', 'languages', 'ci'] as const;

function given(asked: Asked): Partial<InitAnswers> {
  const pairs = names.map((name) => [name, asked[name]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function checkAnswers(answers: InitAnswers): void {
  const faults = listFaults(answers);
  if (faults.length > 0)
    throw new BrickyardError('OPTIONS_INVALID', faults.join('\n'));
}

function nobodyError(left: readonly string[]): BrickyardError {
  const flags = left.map((name) => `--${name}`).join(', ');
  return new BrickyardError(
    'OPTIONS_INVALID',
    `there is no terminal to ask in, and no ${flags}`,
    { hint: 'give them, or --yes for what the questions suggest' },
  );
}

function describeDone(place: InitPlace): string {
  const { options: { registry = 'docker.io', namespace = 'brickyard' } = {} } =
    place;
  const { installed = '', plugin } = place;
  const at = `this is a workspace with Brickyard ${installed} already, which publishes to ${registry}/${namespace}`;
  if (installed === plugin.version) return at;
  const file = `./tools/brickyard-${plugin.version}.tgz`;
  return `${at}; package.json has ${askedVersion(place, 'brickyard')}, and this is ${plugin.version}: to take it, copy its file to tools/ and run npm install --save-dev --save-exact ${file}`;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** Throws what is wrong with the call. */
function parse(args: string[]) {
  return parseArgs({ args, options }).values;
}
