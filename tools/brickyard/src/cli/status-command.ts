import { parseArgs } from 'node:util';

import { type BrickyardError, renderError } from '../errors';
import { splitNames } from '../executors/split-names';
import { renderJson } from '../outlet/printable';
import { listErrors } from '../plan/fault';
import { renderStatus } from '../report/render-status';
import { staleLocksError } from '../run/locks/check-locks';
import { withAskServices } from '../run/shell/with-ask-services';
import { readStatus, type Status } from '../run/status/read-status';
import { defineCommand } from './define-command';
import { findWorkspace } from './find-workspace';
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
  const { status, errors } = await read(asked, shell);
  const text = asked.json
    ? renderJson(status)
    : renderStatus(status, new Date());
  shell.stdout.write(`${text}\n`);
  for (const error of errors) shell.stderr.write(`${renderError(error)}\n`);
  return errors.length > 0 ? 1 : 0;
}

interface ReadStatus {
  status: Status;
  /** Of images that are in no line. */
  errors: BrickyardError[];
}

function read(
  { flavours, runtime, offline }: Asked,
  { cwd, environment, stderr }: Shell,
): Promise<ReadStatus> {
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const place = { root: findWorkspace(cwd), environment, warn };
  return withAskServices(
    place,
    { isOffline: offline },
    async (workspace, services) => {
      const runtimes = splitNames(runtime);
      const { status, faults } = await readStatus(
        { workspace, flavours, runtimes, environment },
        services,
      );
      for (const { error } of faults.others) services.warn(renderError(error));
      if (status.staleLocks.length > 0)
        services.warn(renderError(staleLocksError(status.staleLocks)));
      return { status, errors: listErrors(faults.asked) };
    },
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const flavours = positionals.length > 0 ? splitNames(positionals) : undefined;
  return { ...values, flavours };
}
