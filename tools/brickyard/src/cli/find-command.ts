import { parseArgs } from 'node:util';

import { renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { renderFind, renderNotFound } from '../report/render-find';
import { findPackages } from '../run/ask/find-packages';
import { askWorkspace } from './ask';
import { defineCommand } from './define-command';
import {
  packageOptions,
  packageOptionsUsage,
  readPackageQuery,
} from './package-options';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard find <package> [options]

Says which images have a package, in which version, and where it is from: a line
of a list, a package that needs it, or the image below. Versions may be asked for
in quotes: 'pandas>=2.2,<3'. Python's are read as pip reads them; for R and apt, too,
=, <, <=, > and >= follow the order of their own versions.

What was built on this machine was looked into, and the records in dist say what is
there. Of all others, lists and locks say it: these do not know what a base image
has. No engine is needed, and nothing is built.

${packageOptionsUsage}

Exits with 0 when an image has it, with 1 when none has, and with 2 for a wrong call.
`;

/** Throws what reading the workspace throws. */
export const findCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { query, runtime, published } = asked;
  const runtimes = splitNames(runtime);
  const { result, errors } = await untilInterrupted((signal) =>
    askWorkspace({ ...asked, signal }, shell, async (workspace, services) => {
      const { result, read } = await findPackages(
        { workspace, query, runtimes, isPublished: published },
        services,
      );
      return { result, faults: read.faults };
    }),
  );
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  const isFound = result.found.length > 0;
  for (const { message } of result.faults)
    shell.stderr.write(`${isFound ? 'warning: ' : ''}${message}\n`);
  // The package is there, and the versions mean nothing to it.
  if (!isFound && result.faults.length > 0) return 2;
  if (asked.json) shell.stdout.write(`${renderJson(result)}\n`);
  else if (isFound) shell.stdout.write(`${renderFind(result)}\n`);
  else shell.stderr.write(`${renderNotFound(result)}\n`);
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
  const [text = '', ...more] = values.help ? ['pandas'] : positionals;
  if (text === '' || more.length > 0)
    return `expected one package, got ${positionals.length}; versions are written in quotes: 'pandas>=2.2,<3'`;
  const query = readPackageQuery(text, values);
  return typeof query === 'string' ? query : { ...values, query };
}
