import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import type { ImageStore } from './newer-engine';
import { startNewerEngine } from './newer-engine';
import { repositoryRoot } from './repository-root';

/** Files of end-to-end tests that ask something of an engine. */
export const engineSuites = [
  ...['contracts', 'publish', 'tags', 'interruptions', 'registry-failures'],
  ...['docker-test', 'conformance', 'smoke', 'secrets', 'unusual-images'],
  ...['build-failures', 'inventory', 'sbom', 'diff', 'doctor', 'report'],
  ...['certificates', 'refresh', 'promises', 'runtimes', 'flavours', 'lock'],
] as const;

export interface SuiteRun {
  status: number | null;
  /** The end of what it printed. */
  output: string;
}

/** Runs one file of end-to-end tests on the newer engine, and says how long it took. */
export async function runSuite(
  suite: string,
  store: ImageStore,
): Promise<SuiteRun> {
  const { host, said } = await startNewerEngine(store);
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-store-'));
  const began = Date.now();
  try {
    const BRICKYARD_PROFILE = writeProfile(folder);
    const env = { ...process.env, DOCKER_HOST: host, BRICKYARD_PROFILE };
    const run = await runJest(suite, env);
    const minutes = ((Date.now() - began) / 60_000).toFixed(1);
    process.stderr.write(`${suite}: ${minutes} min; ${said}\n`);
    return run;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** This place's profile; containers of that engine reach nothing but by the host's network. */
function writeProfile(folder: string): string {
  const name = process.env['BRICKYARD_PROFILE'];
  const source = name && resolve(repositoryRoot, name);
  const profile = source
    ? (JSON.parse(readFileSync(source, 'utf8')) as { runtimes?: string })
    : {};
  const { runtimes } = profile;
  const file = join(folder, 'profile.json');
  const own = {
    ...profile,
    ...(source && runtimes && { runtimes: resolve(dirname(source), runtimes) }),
    buildNetwork: 'host',
  };
  writeFileSync(file, JSON.stringify(own));
  return file;
}

function runJest(suite: string, env: NodeJS.ProcessEnv): Promise<SuiteRun> {
  const jest = join(repositoryRoot, 'node_modules/jest/bin/jest.js');
  const argv = [jest, `/${suite}.e2e.spec.ts`, '--ci'];
  const cwd = join(repositoryRoot, 'tools/brickyard-e2e');
  const child = spawn(process.execPath, argv, { cwd, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-20_000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}
