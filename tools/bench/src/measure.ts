import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tell } from './progress';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Command {
  argv: readonly [string, ...string[]];
  cwd?: string;
  env?: Environment;
}

export interface Measured {
  seconds: number;
  /** User and system time of the process and those it started and waited for. */
  cpuSeconds?: number;
  /** Of the largest of these processes. */
  peakBytes?: number;
  stdout: string;
}

/** GNU time: the only program at hand that reports a child's CPU and memory. */
const time = '/usr/bin/time';

/** Runs a command to its end. Rejects with its output when it fails. */
export async function measure(command: Command): Promise<Measured> {
  if (!existsSync(time)) return run(command);
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-time-'));
  const file = join(folder, 'usage');
  try {
    const argv = [time, '-o', file, '-f', '%U %S %M', ...command.argv] as const;
    const measured = await run({ ...command, argv });
    const [user = 0, system = 0, kilobytes = 0] = readFileSync(file, 'utf8')
      .split(' ')
      .map(Number);
    return {
      ...measured,
      cpuSeconds: user + system,
      peakBytes: kilobytes * 1024,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run({ argv, cwd, env }: Command): Promise<Measured> {
  const [file, ...args] = argv;
  const started = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code === 0) return { seconds, stdout };
  const output = `${stdout}\n${stderr}`.trim().split('\n').slice(-5);
  throw new Error(
    `${argv.join(' ')}: exit ${String(code)}\n${output.join('\n')}`,
  );
}

/** One of several ways to do the same. */
export interface Contender {
  name: string;
  /** Before each run, not timed. */
  reset?: () => Promise<void>;
  run: () => Promise<Measured>;
  /** Slow ones run less often. */
  runs?: number;
}

export interface Series {
  name: string;
  measured: Measured[];
  /** Its error; the others go on. */
  failure?: string;
}

/**
 * Each contender once per round, so that a busy moment of the machine affects
 * all alike. A first round warms caches and does not count.
 */
export async function interleave(
  contenders: readonly Contender[],
  runs: number,
): Promise<Series[]> {
  const series = contenders.map(({ name }): Series => ({ name, measured: [] }));
  for (let round = 0; round <= runs; round++) {
    for (const [index, contender] of contenders.entries()) {
      const own = series[index];
      const isOver = round > (contender.runs ?? runs);
      if (own === undefined || own.failure !== undefined || isOver) continue;
      tell(`${contender.name}, ${nameRound(round, runs)}`);
      try {
        await contender.reset?.();
        const measured = await contender.run();
        if (round > 0) own.measured.push(measured);
      } catch (error) {
        own.failure = (error as Error).message;
      }
    }
  }
  return series;
}

function nameRound(round: number, runs: number): string {
  return round === 0 ? 'a run that does not count' : `run ${round} of ${runs}`;
}
