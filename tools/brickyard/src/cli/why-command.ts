import { parseArgs } from 'node:util';

import { renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { renderWhy, renderWhyNot } from '../report/render-why';
import { explainPackage } from '../run/ask/explain-package';
import { askWorkspace } from './ask';
import { defineCommand } from './define-command';
import {
  packageOptions,
  packageOptionsUsage,
  readPackageQuery,
} from './package-options';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard why <flavour> <package> [options]

Says what brings a package into the images of a flavour: each line of a list that
leads to it, and through which packages. And what holds it back: pins of the runtime
line, versions in lists, the lock of the image below. For each runtime line of the
flavour; popeye@17.3-LTS is one of them.

uv writes into Python's locks which package needs which. Locks of R and apt packages
do not say it. Which versions a package allows of another one is in no lock.
No engine is needed, and nothing is built.

${packageOptionsUsage}

Exits with 0 when an image of the flavour has it, and with 1 when none has.
`;

/** Throws what reading the workspace throws, and FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN. */
export const whyCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { flavour, query, runtimes, published } = asked;
  const { result, errors } = await untilInterrupted((signal) =>
    askWorkspace({ ...asked, signal }, shell, async (workspace, services) => {
      const { result, read } = await explainPackage(
        { workspace, flavour, query, runtimes, isPublished: published },
        services,
      );
      return { result, faults: read.faults };
    }),
  );
  const isFound = result.explanations.length > 0;
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  if (asked.json) shell.stdout.write(`${renderJson(result)}\n`);
  else if (isFound) shell.stdout.write(`${renderWhy(result)}\n`);
  else shell.stderr.write(`${renderWhyNot(result)}\n`);
  return isFound ? 0 : 1;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = {
    args,
    options: packageOptions,
    allowPositionals: true,
  } as const;
  const { values, positionals } = parseArgs(asked);
  const words = values.help ? ['popeye', 'numpy'] : positionals;
  const [image = '', text = '', ...more] = words;
  if (text === '' || more.length > 0)
    return `expected a flavour and a package, got ${positionals.length} of them: brickyard why popeye numpy`;
  const query = readPackageQuery(text, values);
  if (typeof query === 'string') return query;
  if (query.versions !== '')
    return `a version has no place here: npx brickyard find '${text}' tells who has it; write ${query.name}`;
  const [flavour = '', line] = image.split('@');
  const named = line === undefined ? values.runtime : [line];
  return { ...values, flavour, query, runtimes: splitNames(named) };
}
