import { parseArgs } from 'node:util';

import { type BrickyardError, renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { listErrors } from '../plan/fault';
import { renderWhy, renderWhyNot } from '../report/render-why';
import { explainPackage, type WhyResult } from '../run/ask/explain-package';
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

const usage = `Usage: brickyard why <flavour> <package> [options]

Says what brings a package into the images of a flavour: each line of a list that
leads to it, and through which packages. And what holds it back: pins of the runtime
line, versions in lists, the lock of the image below. For each runtime line of the
flavour; popeye@17.3-LTS is one of them.

uv writes into Python's locks which package needs which. Locks of R and apt packages
do not say it. Which versions a package allows of another one is in no lock.
No engine is needed, and nothing is built.

Options:
  --ecosystem <name>  only python, r, apt or jar (Java archives)
  --runtime <a,b>     only images for these runtime lines
  --published         of what was not built here, read the SBOM in the registry
  --offline           ask no registry, not even for the digest of a base image
  --json              the answer as JSON
  --help              this text

Exits with 0 when an image of the flavour has it, and with 1 when none has.
`;

const options = {
  ecosystem: { type: 'string' },
  runtime: { type: 'string', multiple: true },
  published: { type: 'boolean' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading the workspace throws, and FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN. */
export const whyCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { result, errors } = await untilInterrupted((signal) =>
    explain(asked, shell, signal),
  );
  const isFound = result.explanations.length > 0;
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  if (asked.json) shell.stdout.write(`${renderJson(result)}\n`);
  else if (isFound) shell.stdout.write(`${renderWhy(result)}\n`);
  else shell.stderr.write(`${renderWhyNot(result)}\n`);
  return isFound ? 0 : 1;
}

interface Explained {
  result: WhyResult;
  /** Of images of the flavour that could not be looked at. */
  errors: BrickyardError[];
}

function explain(
  { flavour, query, runtimes, published, offline }: Asked,
  { cwd, environment, stderr }: Shell,
  signal: AbortSignal,
): Promise<Explained> {
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const place = { root: findWorkspace(cwd), environment, warn, signal };
  const asking = { isOffline: offline, isPublished: published };
  return withAskServices(place, asking, async (workspace, services) => {
    const { result, read } = await explainPackage(
      { workspace, flavour, query, runtimes, isPublished: published },
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
  const words = values.help ? ['popeye', 'numpy'] : positionals;
  const [image = '', text = '', ...more] = words;
  if (text === '' || more.length > 0)
    return `expected a flavour and a package, got ${positionals.length} of them: brickyard why popeye numpy`;
  const { ecosystem } = values;
  if (!isAskedEcosystem(ecosystem))
    return `--ecosystem is ${askedEcosystems.join(', ')}, not '${ecosystem}'`;
  if (values.published && values.offline)
    return '--published asks the registry, and --offline forbids that: give one of them';
  const query = parseQuery(text, ecosystem);
  if (typeof query === 'string') return query;
  if (query.versions !== '')
    return `a version has no place here: npx brickyard find '${text}' tells who has it; write ${query.name}`;
  const [flavour = '', line] = image.split('@');
  const named = line === undefined ? values.runtime : [line];
  return { ...values, flavour, query, runtimes: splitNames(named) };
}
