import { parseArgs } from 'node:util';

import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { renderDiff, renderDiffMarkdown } from '../report/render-diff';
import { diffSides } from '../run/diff/diff-sides';
import { defineCommand } from './define-command';
import { serveCommand } from './serve-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard diff <a> <b> [options]

Says which packages differ between two sides: added, removed, changed, how far,
and whether a flavour asks for them by name. A side is one of

  python, python@16.4-LTS              a flavour's image, as its files stand now
  registry.example/team/python:latest  an image by tag or @sha256:… digest
  runtime:17.3-LTS                     the pins of a runtime that the catalogue has
  locks/17.3-LTS.txt                   a lock, an inventory.json, a CycloneDX bill

An image is looked into in one container. One that only a registry has is known
by the SBOM beside it, or pulled. Of two flavours of which one is not built, locks
and lists are compared. Of two runtime lines it says first what they are made of,
which packages have another major version, and which have left.

Of two images it tells the layers, too: which one of them alone has, what made
these, and how much a node pulls that has the first. Sizes are those of a registry,
or, of what was not published, of the files as the engine stores them.

Options:
  --layers     list the layers that both have, too
  --json       the difference as JSON
  --markdown   as Markdown, long parts folded
  --exit-code  exit with 1 when a package differs
  --help       this text
`;

const options = {
  layers: { type: 'boolean' },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  'exit-code': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading a side throws. */
export const diffCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { sides } = asked;
  const diff = await untilInterrupted((signal) =>
    readDiff(sides, shell, signal),
  );
  const render = asked.markdown ? renderDiffMarkdown : renderDiff;
  const text = asked.json ? renderJson(diff) : render(diff, asked.layers);
  shell.stdout.write(`${text}\n`);
  return asked['exit-code'] && diff.isDifferent ? 1 : 0;
}

function readDiff(
  [from, to]: readonly [string, string],
  shell: Shell,
  signal: AbortSignal,
) {
  return serveCommand(shell, signal, (context, services) =>
    diffSides(from, to, { ...context, cwd: shell.cwd }, services),
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    options,
    allowPositionals: true,
  });
  const [from = '', to = '', ...more] = positionals;
  const isTwo = from !== '' && to !== '' && more.length === 0;
  if (!isTwo && !values.help)
    return `expected two sides to compare, got ${positionals.length}`;
  return { ...values, sides: [from, to] as const };
}
