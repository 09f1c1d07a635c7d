import { parseArgs } from 'node:util';

import { isInterrupt } from '../errors';
import { untilInterrupted } from '../executors/until-interrupted';
import { renderNotebook } from '../report/render-notebook';
import { openNotebook } from '../run/try/open-notebook';
import { defineCommand } from './define-command';
import { serveCommand } from './serve-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard notebook <image> [options]

Opens JupyterLab on an image, with the image's Python and R as kernels, and prints its
address once it answers. The image is a flavour, as popeye or popeye@17.3-LTS, or any
reference, which is pulled when the engine lacks it. It is not changed: JupyterLab and
what kernels need beside the image are in volumes of the engine. They are installed
once, with the image's pip and R, from the index and the repository of its builds.

Ctrl-C ends it and removes the container. Volumes stay for the next time:
docker volume ls --filter name=brickyard- lists them, docker volume rm removes one.

Options:
  --runtime <line>  the flavour's image for this runtime line, as 17.3-LTS
  --port <port>     on this machine's loopback: 8888 when left out, 0 for any that is
                    free
  --mount           notebooks are in the current folder; without it they go with the
                    container
  --help            this text
`;

const options = {
  runtime: { type: 'string' },
  port: { type: 'string' },
  mount: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const usualPort = '8888';

/** Rejects when there is no such image, or JupyterLab cannot run in it. */
export const notebookCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  let isOpen = false;
  try {
    return await untilInterrupted((signal) =>
      open(asked, shell, { signal, onOpen: () => (isOpen = true) }),
    );
  } catch (error) {
    if (!isOpen || !isInterrupt(error)) throw error;
    shell.stderr.write('\nended; its container is removed\n');
    return 0;
  }
}

function open(
  { reference, runtime, port, mount = false }: Asked,
  shell: Shell,
  { signal, onOpen }: { signal: AbortSignal; onOpen: () => void },
): Promise<never> {
  return serveCommand(shell, signal, (context, services) =>
    openNotebook(
      {
        ...{ ...context, reference, runtime, port },
        ...(mount && { folder: shell.cwd }),
        onReady: (notebook) => {
          onOpen();
          context.say(renderNotebook(notebook, { isShared: mount }));
          shell.stdout.write(`${notebook.url}\n`);
        },
      },
      services,
    ),
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const asked = { args, options, allowPositionals: true } as const;
  const { values, positionals } = parseArgs(asked);
  const [reference = '', ...more] = values.help ? ['popeye'] : positionals;
  if (reference === '' || more.length > 0)
    return `expected one image, got ${positionals.length}`;
  const { port: text = usualPort } = values;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    return `--port is a number from 0 to 65535, not '${text}'`;
  return { ...values, reference, port };
}
