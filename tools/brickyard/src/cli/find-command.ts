import { parseArgs } from 'node:util';

import { type BrickyardError, renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { listErrors } from '../plan/fault';
import { renderFind, renderNotFound } from '../report/render-find';
import { findPackages, type FindResult } from '../run/ask/find-packages';
import {
  askedEcosystems,
  isAskedEcosystem,
  parseQuery,
} from '../run/ask/parse-query';
import { staleLocksError } from '../run/locks/check-locks';
import { withAskServices } from '../run/shell/with-ask-services';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard find <package> [options]

Says which images have a package, in which version, and where it is from: a line
of a list, a package that needs it, or the image below. Versions may be asked for
in quotes: 'pandas>=2.2,<3'. Python's are read as pip reads them; for R and apt, too,
=, <, <=, > and >= follow the order of their own versions.

What was built on this machine was looked into, and the records in dist say what is
there. Of all others, lists and locks say it: these do not know what a base image
has. No engine is needed, and nothing is built.

Options:
  --ecosystem <name>  only python, r, apt or jar (Java archives)
  --runtime <a,b>     only images for these runtime lines
  --published         of what was not built here, read the SBOM in the registry
  --offline           ask no registry, not even for the digest of a base image
  --json              the answer as JSON
  --help              this text

Exits with 0 when an image has it, with 1 when none has, and with 2 for a wrong call.
`;

const options = {
  ecosystem: { type: 'string' },
  runtime: { type: 'string', multiple: true },
  published: { type: 'boolean' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading the workspace throws. */
export const findCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { result, errors } = await untilInterrupted((signal) =>
    find(asked, shell, signal),
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

interface Found {
  result: FindResult;
  /** Of flavours whose images could not be looked at. */
  errors: BrickyardError[];
}

function find(
  { query, runtime, published, offline }: Asked,
  { cwd, environment, stderr }: Shell,
  signal: AbortSignal,
): Promise<Found> {
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const place = { root: findWorkspace(cwd), environment, warn, signal };
  const asking = { isOffline: offline, isPublished: published };
  return withAskServices(place, asking, async (workspace, services) => {
    const { result, read } = await findPackages(
      {
        ...{ workspace, query, isPublished: published },
        runtimes: splitNames(runtime),
      },
      services,
    );
    if (result.staleLocks.length > 0)
      services.warn(renderError(staleLocksError(result.staleLocks)));
    return { result, errors: listErrors(read.faults.asked) };
  });
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const { ecosystem } = values;
  const [text = '', ...more] = values.help ? ['pandas'] : positionals;
  if (text === '' || more.length > 0)
    return `expected one package, got ${positionals.length}; versions are written in quotes: 'pandas>=2.2,<3'`;
  if (!isAskedEcosystem(ecosystem))
    return `--ecosystem is ${askedEcosystems.join(', ')}, not '${ecosystem}'`;
  if (values.published && values.offline)
    return '--published asks the registry, and --offline forbids that: give one of them';
  const query = parseQuery(text, ecosystem);
  return typeof query === 'string' ? query : { ...values, query };
}
