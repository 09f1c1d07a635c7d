import { parseArgs } from 'node:util';

import { untilInterrupted } from '../executors/until-interrupted';
import { openRawStreams, type RawStreams } from '../outlet/raw-streams';
import { openShell } from '../run/try/open-shell';
import { defineCommand } from './define-command';
import { serveCommand } from './serve-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard shell <image> [options] [-- <command> …]

Opens a shell in an image as a cluster sets it up: as root, with the image's own
environment, whatever its USER, ENTRYPOINT and CMD. The image is a flavour, as popeye
or popeye@17.3-LTS, or any reference, which is pulled when the engine lacks it. With
a command, runs that in place of a shell, and exits with its exit code. Reads stdin
where that is no terminal.

The container is removed when the shell ends, and with Ctrl-C, a signal or a closed
terminal. What it prints goes to the terminal as it is.

Options:
  --runtime <line>  the flavour's image for this runtime line, as 17.3-LTS
  --mount           the current folder is /workspace, and the shell begins there
  --offline         without a network
  --help            this text
`;

const options = {
  runtime: { type: 'string' },
  mount: { type: 'boolean' },
  offline: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** As a shell tells of a program that wrote where nobody reads: 128 + SIGPIPE. */
const nobodyReads = 141;

/** Rejects when there is no such image, or no container of it starts. */
export const shellCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const raw = (shell.openRaw ?? openRawStreams)();
  try {
    return await untilInterrupted((signal) => open(asked, shell, raw, signal));
  } catch (error) {
    if (raw.closed.aborted) return nobodyReads;
    throw error;
  } finally {
    raw.release();
  }
}

async function open(
  { reference, runtime, command, mount, offline }: Asked,
  shell: Shell,
  raw: RawStreams,
  interrupted: AbortSignal,
): Promise<number> {
  const signal = AbortSignal.any([interrupted, raw.closed]);
  const { input, terminal, write } = raw;
  let giveBack = () => {};
  try {
    return await serveCommand(shell, signal, (context, services) =>
      openShell(
        {
          ...{ ...context, reference, runtime, command },
          isOffline: offline,
          ...(mount && { folder: shell.cwd }),
          streams: { input, terminal, onOutput: write },
          onReady: () => (giveBack = terminal?.takeKeys() ?? giveBack),
        },
        services,
      ),
    );
  } finally {
    giveBack();
  }
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(all: string[]) {
  const end = all.indexOf('--');
  const args = end === -1 ? all : all.slice(0, end);
  const command = end === -1 ? [] : all.slice(end + 1);
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const [reference = '', ...more] = values.help ? ['popeye'] : positionals;
  if (reference === '') return 'expected an image, as popeye';
  if (more.length > 0)
    return `a command is written after --: brickyard shell ${reference} -- ${more.join(' ')}`;
  if (end !== -1 && command.length === 0)
    return 'expected a command after --; leave -- out for a shell';
  return { ...values, reference, command };
}
