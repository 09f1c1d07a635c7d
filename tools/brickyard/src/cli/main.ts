import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderError } from '../errors';
import { findLikely } from '../hint-names';
import { openOutlet } from '../outlet/outlet';
import { standardError, standardOutput } from '../outlet/standard-streams';
import { listProxySecrets } from '../redact/list-proxy-secrets';
import { sourceRoot } from '../source-root';
import type { Command, OuterShell } from './shell';

/** Only the called command is loaded: loading all takes twice as long. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  adopt: async () => (await import('./adopt-command')).adoptCommand,
  alert: async () => (await import('./alert-command')).alertCommand,
  comment: async () => (await import('./comment-command')).commentCommand,
  definition: async () =>
    (await import('./definition-command')).definitionCommand,
  diff: async () => (await import('./diff-command')).diffCommand,
  doctor: async () => (await import('./doctor-command')).doctorCommand,
  find: async () => (await import('./find-command')).findCommand,
  init: async () => (await import('./init-command')).initCommand,
  notebook: async () => (await import('./notebook-command')).notebookCommand,
  plan: async () => (await import('./plan-command')).planCommand,
  propose: async () => (await import('./propose-command')).proposeCommand,
  refresh: async () => (await import('./refresh-command')).refreshCommand,
  report: async () => (await import('./report-command')).reportCommand,
  shell: async () => (await import('./shell-command')).shellCommand,
  status: async () => (await import('./status-command')).statusCommand,
  why: async () => (await import('./why-command')).whyCommand,
};

const usage = `Usage: brickyard <command> [options]

Commands:
  adopt       make flavours of folders with a Dockerfile
  alert       tell once of a base image that keeps failing
  comment     put a report on a pull request, once
  definition  read back what a push put beside an image for its clusters
  diff        say which packages differ between two images, runtimes or files
  doctor      check any image against the rules for cluster images
  find        say which images have a package, and through what
  init        make this folder a workspace that builds images
  notebook    open JupyterLab on an image, with its Python and R
  plan        say which images would be built or reused, and why
  propose     commit what changed on a branch, with one pull request
  refresh     lock the images from elsewhere to what their tags stand for now
  report      say what a change does to images
  shell       open a shell in an image as a cluster sets it up, or run a command there
  status      say of each image what is published, tested and locked, and since when
  why         say what brings a package into a flavour, and what holds it back

Run 'brickyard help <command>' for its options, 'brickyard --version' for the version.
Images are built and published through Nx: nx run-many -t docker-push
`;

/** Sets the exit code of this process. */
export async function main(args: readonly string[]): Promise<void> {
  const streams = { stdout: standardOutput(), stderr: standardError() };
  const shell = {
    cwd: process.cwd(),
    environment: process.env,
    input: () => process.stdin,
    ...streams,
  };
  process.exitCode = await runCommand(args, shell);
}

/** Resolves to the exit code: 2 for a wrong call, 1 for a failure. */
export async function runCommand(
  args: readonly string[],
  outer: OuterShell,
): Promise<number> {
  const secrets = listProxySecrets(outer.environment);
  const stdout = openOutlet(outer.stdout, secrets);
  const stderr = openOutlet(outer.stderr, secrets);
  const shell = { ...outer, stdout, stderr };
  const [name, ...rest] = expandHelp(args);
  if (name === undefined) {
    shell.stdout.write(usage);
    return 0;
  }
  if (name === '--version' || name === '-v') {
    shell.stdout.write(`${readVersion()}\n`);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const likely = findLikely(name, Object.keys(commands));
    const question = likely === undefined ? '' : `\ndid you mean ${likely}?`;
    shell.stderr.write(`unknown command '${name}'${question}\n\n${usage}`);
    return 2;
  }
  try {
    const command = await load();
    return await command(rest, shell);
  } catch (error) {
    shell.stderr.write(`${renderError(error)}\n`);
    return 1;
  }
}

/** `help plan` is `plan --help`; nothing at all is the usage. */
function expandHelp(args: readonly string[]): readonly string[] {
  const [name = 'help', command, ...rest] = args;
  if (!['help', '--help', '-h'].includes(name)) return args;
  return command === undefined ? [] : [command, '--help', ...rest];
}

function readVersion(): string {
  const file = join(sourceRoot, '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string })
    .version;
}
