import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

import { repositoryRoot } from './repository-root';

const version = 'v0.2.89';
const source = `github.com/nektos/act@${version}`;

/**
 * Where act is, a runner of GitHub workflows. Go builds it the first time, which
 * takes a minute. Throws where there is no Go: a skipped test would prove nothing.
 */
export function findAct(
  tools = join(repositoryRoot, '.lab/tools'),
  environment = process.env,
): string {
  const program = join(tools, `act-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(join(tools, 'act-'));
  try {
    install({ ...environment, GOBIN: folder });
    // Whoever else looks for it finds all of it or nothing.
    renameSync(join(folder, 'act'), program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return program;
}

function install(env: NodeJS.ProcessEnv): void {
  const words = ['install', source];
  const { error, status, stderr } = spawnSync('go', words, {
    env,
    encoding: 'utf8',
  });
  if (error)
    throw new Error(
      `the nightly tests run workflows with act ${version}, which Go builds: install Go 1.25 or newer`,
      { cause: error },
    );
  if (status !== 0) throw new Error(`go install ${source}:\n${stderr}`);
}
