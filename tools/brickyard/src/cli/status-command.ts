import { parseArgs } from 'node:util';

import { renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { renderJson } from '../outlet/printable';
import { renderStatus } from '../report/render-status';
import { readStatus } from '../run/status/read-status';
import { askWorkspace } from './ask';
import { defineCommand } from './define-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard status [<flavour> …] [options]

One line for each image, without an engine:

  published  the day on which the published image was built; "files changed" when
             it is not what the files say now; "(?)" when that is not known
  base       since when images.lock.json has the digest of its base image
  locks      since when its oldest lock is as it is; stale, missing, not committed
  tests      what docker-test found in this image on this machine
  rules      rules for cluster images that it breaks
  size       what a cluster downloads

Days of bases and locks are those of git's commits. Records in dist say what was
published and tested here; of other images the registry is asked.

Options:
  --runtime <a,b>  only images for these runtime lines
  --offline        ask no registry: records alone
  --json           the answer as JSON
  --help           this text
`;

const options = {
  runtime: { type: 'string', multiple: true },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what reading the workspace throws, and FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN. */
export const statusCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { environment } = shell;
  const { flavours, runtime } = asked;
  const runtimes = splitNames(runtime);
  const { result, errors } = await askWorkspace(
    asked,
    shell,
    async (workspace, services) => {
      const request = { workspace, flavours, runtimes, environment };
      const { status, faults } = await readStatus(request, services);
      for (const { error } of faults.others) services.warn(renderError(error));
      return { result: status, faults };
    },
  );
  const text = asked.json
    ? renderJson(result)
    : renderStatus(result, new Date());
  shell.stdout.write(`${text}\n`);
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  return errors.length > 0 ? 1 : 0;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const flavours = positionals.length > 0 ? splitNames(positionals) : undefined;
  return { ...values, flavours };
}
