import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { repositoryRoot } from '../repository-root';

const version = 'v1.12.6';
const source = 'github.com/opentofu/opentofu';
/** OpenTofu's own fork, as its go.mod says; `go install` does not look there. */
const replaced =
  'github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828';

/**
 * Where OpenTofu is. Go builds it the first time, which takes eight minutes of a
 * core. Throws where there is no Go: a skipped test would prove nothing.
 */
export function findTofu(
  tools = join(repositoryRoot, '.lab/tools'),
  environment = process.env,
): string {
  const program = join(tools, `tofu-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(join(tools, 'tofu-'));
  try {
    writeFileSync(
      join(folder, 'go.mod'),
      `module tools\n\ngo 1.26.6\n\nrequire ${source} ${version}\n\nreplace ${replaced}\n`,
    );
    build(folder, environment);
    // Whoever else looks for it finds all of it or nothing.
    renameSync(join(folder, 'tofu'), program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return program;
}

function build(cwd: string, environment: NodeJS.ProcessEnv): void {
  const words = ['build', '-mod=mod', '-o', 'tofu', `${source}/cmd/tofu`];
  const answer = spawnSync('go', words, {
    cwd,
    env: environment,
    encoding: 'utf8',
  });
  if (answer.error)
    throw new Error(
      `the nightly tests ask OpenTofu ${version}, which Go builds: install Go 1.26 or newer`,
      { cause: answer.error },
    );
  if (answer.status !== 0)
    throw new Error(`go build ${source}:\n${answer.stderr}`);
}
