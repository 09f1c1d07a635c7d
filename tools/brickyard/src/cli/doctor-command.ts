import { parseArgs } from 'node:util';

import { untilInterrupted } from '../executors/until-interrupted';
import { renderJson } from '../outlet/printable';
import { renderDiagnosis } from '../report/render-diagnosis';
import { diagnoseImage } from '../run/doctor/diagnose-image';
import { defineCommand } from './define-command';
import { serveCommand } from './serve-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard doctor <reference> [options]

Checks any image against the rules for cluster images. It is pulled when the
engine lacks it, and looked into in one container. Exits with 1 on an error.
The name of a flavour stands for its image. To an image of a flavour, by its
label or its name, the waivers of that flavour's image.ts apply.

Options:
  --runtime <line>  check for this runtime line, as 17.3-LTS; without it, the
                    line that the image's label names
  --json            findings as JSON, with the rules that looked
  --help            this text
`;

const options = {
  runtime: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Rejects when the image cannot be inspected. */
export const doctorCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { reference } = asked;
  const { runtime, json } = asked;
  const diagnosis = await untilInterrupted((signal) =>
    diagnose({ reference, runtime }, shell, signal),
  );
  const text = json ? renderJson(diagnosis) : renderDiagnosis(diagnosis);
  shell.stdout.write(`${text}\n`);
  return diagnosis.findings.some(({ severity }) => severity === 'error')
    ? 1
    : 0;
}

function diagnose(
  asked: { reference: string; runtime?: string },
  shell: Shell,
  signal: AbortSignal,
) {
  return serveCommand(shell, signal, (context, services) =>
    diagnoseImage({ ...asked, ...context }, services),
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
  const [reference = '', ...more] = positionals;
  if (!values.help && (reference === '' || more.length > 0))
    return `expected one image, got ${positionals.length}`;
  return { ...values, reference };
}
