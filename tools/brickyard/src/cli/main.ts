import { renderError } from '../errors';
import { planCommand } from './plan-command';

/** What a command prints and ends with. */
export type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { plan: planCommand };

const usage = `Usage: brickyard <command> [options]

Commands:
  plan    say which images would be built or reused, and why

Run 'brickyard <command> --help' for its options.
Images are built and published through Nx: nx run-many -t docker-push
`;

/** Runs one command; sets the exit code, 2 for a wrong call, 1 for a failure. */
export async function main(args: readonly string[]): Promise<void> {
  const [name = '--help', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const isHelp = name === '--help' || name === '-h';
    (isHelp ? process.stdout : process.stderr).write(
      isHelp ? usage : `unknown command '${name}'\n\n${usage}`,
    );
    process.exitCode = isHelp ? 0 : 2;
    return;
  }
  try {
    process.exitCode = await command(rest);
  } catch (error) {
    process.stderr.write(`${renderError(error)}\n`);
    process.exitCode = 1;
  }
}
