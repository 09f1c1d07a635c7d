import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';

export interface Started {
  /** Asks it to end, and resolves when it has. */
  stop: () => Promise<void>;
}

export interface Start {
  argv: readonly [string, ...string[]];
  log: string;
  answers: () => Promise<boolean>;
}

/** A server in the background; resolves once it answers. */
export async function startProcess({
  argv: [file, ...args],
  log,
  answers,
}: Start): Promise<Started> {
  const output = openSync(log, 'a');
  const child = spawn(file, args, { stdio: ['ignore', output, output] });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve()).once('close', () => resolve());
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    if (await answers()) return { stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`${file} does not answer, see ${log}`);
}
