import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, resolve } from 'node:path';

import { TestFolder } from '../../testing/test-folder';

/** The module that platform teams apply. */
export const moduleFolder = resolve(
  __dirname,
  '../../../../../infra/terraform',
);

export function readModule(file: string): string {
  return readFileSync(join(moduleFolder, file), 'utf8');
}

/** What the first group of each match has. */
export function namesOf(text: string, pattern: RegExp): (string | undefined)[] {
  return [...text.matchAll(pattern)].map(([, name]) => name);
}

/** Terraform or OpenTofu, without what this machine's user tells it in variables or in files. */
export function runTerraform(
  program: string,
  words: readonly string[],
  { cwd = moduleFolder, input = '', machine = process.env } = {},
) {
  const env = terraformEnvironment(machine);
  return spawnSync(program, words, { cwd, env, input, encoding: 'utf8' });
}

export function terraformEnvironment(
  machine: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const own = Object.entries(machine).filter(
    ([name]) => !name.startsWith('TF_'),
  );
  return {
    ...Object.fromEntries(own),
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: devNull,
  };
}

/** The value of an expression of the module, without a provider. Throws what it refuses. */
export function evaluateTerraform(
  program: string,
  expression: string,
  variables: object,
): unknown {
  const scratch = new TestFolder({
    'variables.tf': readModule('variables.tf'),
    'locals.tf': readModule('locals.tf'),
    'cluster.tfvars.json': JSON.stringify(variables),
  });
  try {
    const words = ['console', '-var-file=cluster.tfvars.json'];
    const input = `jsonencode(${expression})\n`;
    const cwd = scratch.root;
    const { stdout, stderr } = runTerraform(program, words, { cwd, input });
    const answer = stdout.trim();
    if (!answer.startsWith('"')) throw new Error(stderr);
    return JSON.parse(JSON.parse(answer) as string) as unknown;
  } finally {
    scratch.close();
  }
}
