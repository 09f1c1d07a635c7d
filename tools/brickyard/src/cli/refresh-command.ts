import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { splitNames } from '../executors/split-names';
import { renderJson } from '../outlet/printable';
import { hideProxies } from '../redact/list-proxy-secrets';
import { renderRefresh } from '../report/render-refresh';
import { isStale } from '../run/bases/refresh-entries';
import {
  refreshImagesLock,
  type RefreshResult,
} from '../run/refresh/refresh-images-lock';
import { createServices } from '../run/shell/create-services';
import { readWorkspace } from '../workspace/read-workspace';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard refresh [options]

Asks the registries what the images are that Dockerfiles take from elsewhere,
and writes their digests to images.lock.json. Builds use these until the next
refresh. A registry that does not answer is warned of; its entry stays.

Options:
  --check          write nothing; fail when a tag has moved or is not locked
  --flavour <a,b>  only what these flavours and their parents are built on
  --keep-going     exit with 0 all the same when a registry does not answer
  --failures <f>   write which ones did not, and why, as JSON: a list of
                   { reference, code, message }, empty when all did
  --json           the result as JSON
  --help           this text
`;

const options = {
  check: { type: 'boolean' },
  flavour: { type: 'string', multiple: true },
  'keep-going': { type: 'boolean' },
  failures: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading the workspace throws. */
export const refreshCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { check, json, failures: file } = asked;
  const flavours = splitNames(asked.flavour);
  const result = await refresh({ flavours, check }, shell);
  if (file) writeFailures(resolve(shell.cwd, file), result, shell);
  shell.stdout.write(
    `${json ? renderResult(result) : renderRefresh(result, check)}\n`,
  );
  const hasFailed = result.failures.length > 0 && !asked['keep-going'];
  return hasFailed || (check && result.entries.some(isStale)) ? 1 : 0;
}

async function refresh(
  request: { flavours?: readonly string[]; check?: boolean },
  { cwd, environment, stderr }: Shell,
): Promise<RefreshResult> {
  const workspace = readWorkspace(findWorkspace(cwd), environment);
  const { registry, warn } = createServices({
    options: workspace.options,
    certificates: workspace.certificates,
    environment,
    warn: (text) => stderr.write(`warning: ${text}\n`),
    tell: (text) => stderr.write(`${text}\n`),
  });
  return refreshImagesLock({ workspace, ...request }, { registry, warn });
}

/** Written when nothing failed, too: an old list must not be read again. */
function writeFailures(
  file: string,
  { failures }: RefreshResult,
  { environment }: Shell,
): void {
  mkdirSync(dirname(file), { recursive: true });
  const text = `${JSON.stringify(failures, null, 2)}\n`;
  writeFileSync(file, hideProxies(text, environment));
}

function renderResult({ entries, isWritten }: RefreshResult): string {
  return renderJson({ images: entries, written: isWritten });
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  return parseArgs({ args, options }).values;
}
