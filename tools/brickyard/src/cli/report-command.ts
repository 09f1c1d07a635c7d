import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { BrickyardError } from '../errors';
import { splitNames } from '../executors/split-names';
import { untilInterrupted } from '../executors/until-interrupted';
import { longestText } from '../hosting/describe-hosts';
import { renderJson } from '../outlet/printable';
import { hideProxies } from '../redact/list-proxy-secrets';
import { renderReport } from '../report/render-report';
import {
  longestComment,
  renderReportMarkdown,
} from '../report/render-report-markdown';
import { makeReport } from '../run/change/make-report';
import type { Report } from '../run/change/report';
import { defineCommand } from './define-command';
import { serveCommand } from './serve-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard report [--base <ref>] [options]

Says what a change does to images: each one whose inputs differ from those of
the commit where the working tree and <ref> parted, what has become of it, why,
which packages differ, its size and budget, what docker-test found. Builds
nothing: run docker-build or docker-push, and docker-test, before it.

What was in an image before is read from dist, the engine, or the SBOM in the
registry; where it is in none, locks and lists of packages are compared. An image
for a runtime line that its flavour had not is compared with the one for the line
that was the flavour's first. Git
needs the history back to that commit: fetch-depth: 0 in GitHub Actions.

Options:
  --base <ref>     NX_BASE or main when left out; HEAD tells what is not
                   committed
  --flavour <a,b>  only these flavours
  --markdown       for a comment on a pull request: long parts are folded, and
                   it ends within 65,000 characters
  --json           all of it as JSON
  --output <file>  write it there and not to stdout
  --help           this text

Exits with 0 when there is a report, whatever it says: docker-build and
docker-test are what fails.
`;

const options = {
  base: { type: 'string' },
  flavour: { type: 'string', multiple: true },
  markdown: { type: 'boolean' },
  json: { type: 'boolean' },
  output: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Rejects when images cannot be compared. */
export const reportCommand: Command = defineCommand({ usage, parse, run });

async function run(values: Asked, shell: Shell): Promise<number> {
  const report = await untilInterrupted((signal) =>
    readReport(values, shell, signal),
  );
  for (const text of report.warnings) shell.stderr.write(`warning: ${text}\n`);
  const text = render(report, values, longestText(shell.hosts));
  if (values.output === undefined) shell.stdout.write(text);
  else writeOutput(values.output, text, shell);
  return 0;
}

function readReport(
  { base, flavour }: Asked,
  shell: Shell,
  signal: AbortSignal,
): Promise<Report> {
  const { cwd, environment } = shell;
  return serveCommand(shell, signal, (context, services) => {
    const request = {
      ...{ ...context, cwd, environment },
      // A variable that is not set is an empty word in a workflow.
      base: base || environment['NX_BASE'] || 'main',
      flavours: splitNames(flavour),
    };
    return makeReport(request, services);
  });
}

function render(
  report: Report,
  { json, markdown }: Asked,
  longest: number,
): string {
  if (json) return `${renderJson(report)}\n`;
  if (!markdown) return `${renderReport(report)}\n`;
  return renderReportMarkdown(report, Math.min(longestComment, longest));
}

function writeOutput(
  name: string,
  text: string,
  { cwd, environment, stderr }: Shell,
): void {
  const file = resolve(cwd, name);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, hideProxies(text, environment));
  } catch (cause) {
    const { message } = cause as Error;
    throw new BrickyardError('OPTIONS_INVALID', `--output: ${message}`, {
      cause,
    });
  }
  stderr.write(`written to ${name}\n`);
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  if (values.json && values.markdown)
    return 'either --json or --markdown, not both';
  return values;
}
