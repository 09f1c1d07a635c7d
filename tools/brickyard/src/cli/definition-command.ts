import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { BrickyardError } from '../errors';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import {
  renderDefinitionHistory,
  renderDefinitionText,
} from '../report/render-definition-text';
import {
  findDefinitions,
  readNewestDefinition,
} from '../run/definition/read-definitions-beside';
import { createServices } from '../run/shell/create-services';
import { mergeOptions } from '../workspace/options';
import { readWorkspace } from '../workspace/read-workspace';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard definition <reference> [options]

Reads back what a push put beside an image for its clusters: cluster, policy,
pool, variables and bundle fragments. It needs the registry alone, no
repository: registry.example/team/python:dbr17.3, or @sha256:… for one build.
Without an option it prints the files of the newest definition.

Options:
  --output=<folder>  write the files there
  --history          list all definitions of the image, the newest first
  --json             the definition, or the list, as JSON
  --help             this text
`;

const options = {
  output: { type: 'string' },
  history: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Rejects what finding or reading a definition rejects. */
export const definitionCommand: Command = defineCommand({
  usage,
  parse,
  run,
});

async function run(asked: Asked, shell: Shell): Promise<number> {
  const text = await untilInterrupted((signal) => read(asked, shell, signal));
  shell.stdout.write(text);
  return 0;
}

async function read(
  asked: Asked,
  shell: Shell,
  signal: AbortSignal,
): Promise<string> {
  const services = openServices(shell, signal);
  try {
    const found = await findDefinitions(asked.reference, services);
    if (asked.history)
      return asked.json
        ? `${renderJson(found.history)}\n`
        : renderDefinitionHistory(found);
    const definition = await readNewestDefinition(found, services);
    if (asked.output !== undefined)
      return writeFiles(resolve(shell.cwd, asked.output), definition.files);
    return asked.json
      ? `${renderJson(definition)}\n`
      : renderDefinitionText(definition);
  } finally {
    services.engine.close();
  }
}

/** Those of the workspace, where there is one: its profile may name certificates. */
function openServices(
  { cwd, environment, stderr }: Shell,
  signal: AbortSignal,
) {
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const root = findAnyWorkspace(cwd);
  const place =
    root === undefined
      ? {
          options: mergeOptions({ options: {}, environment }),
          certificates: [],
        }
      : readWorkspace(root, environment);
  const { options: settings, certificates } = place;
  const given = { options: settings, certificates, environment, warn, signal };
  return createServices(given);
}

function findAnyWorkspace(cwd: string): string | undefined {
  try {
    return findWorkspace(cwd);
  } catch {
    return undefined;
  }
}

/** Nothing of another name is touched. */
function writeFiles(
  folder: string,
  files: readonly { name: string; text: string }[],
): string {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there !== undefined && !there.isDirectory())
    throw new BrickyardError('OPTIONS_INVALID', `${folder}: is not a folder`);
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  return files.map(({ name }) => `${join(folder, name)}\n`).join('');
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    options,
    allowPositionals: true,
  });
  const [reference = '', ...more] = positionals;
  if (!values.help && (reference === '' || more.length > 0))
    return `expected one image, got ${positionals.length}`;
  if (values.history && values.output !== undefined)
    return '--history lists definitions, and --output writes one: give one of them';
  return { ...values, reference };
}
