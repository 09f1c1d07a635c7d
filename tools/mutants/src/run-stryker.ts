import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import {
  configureStryker,
  reportFile,
  type StrykerRun,
} from './configure-stryker';
import { type Mutant, parseReport, type Report } from './parse-report';

/** Its progress goes to stderr. Rejects when the tests are red without a mutant. */
export async function runStryker(
  run: StrykerRun,
  root: string,
): Promise<Mutant[]> {
  mkdirSync(run.scratch, { recursive: true });
  const config = join(run.scratch, 'stryker.json');
  writeFileSync(config, JSON.stringify(configureStryker(run)));
  const home = dirname(require.resolve('@stryker-mutator/core/package.json'));
  const code = await execute(
    [join(home, 'bin/stryker.js'), 'run', config],
    root,
  );
  if (code !== 0) throw new Error(`Stryker ended with exit code ${code}`);
  return parseReport(
    JSON.parse(readFileSync(reportFile(run), 'utf8')) as Report,
  );
}

/** A signal ends Stryker, and leaves it to the caller to clean up. */
function execute(args: readonly string[], cwd: string): Promise<number> {
  const stdio = ['ignore', process.stderr, 'inherit'] as const;
  const child = spawn(process.execPath, args, { cwd, stdio: [...stdio] });
  const stop = () => void child.kill();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code ?? 1));
  });
  return ended.finally(() => process.off('SIGINT', stop).off('SIGTERM', stop));
}
